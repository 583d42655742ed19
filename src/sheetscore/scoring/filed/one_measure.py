"""The figures of one formula, counted alike: 万件 beside 件 in one unit, 75 beside 60% for a person, and what was sent for either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sheetscore.exact.amounts import RATE
from sheetscore.model.figure import Input
from sheetscore.regexes import regex
from sheetscore.scoring.filed.dimensions import in_one_unit
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.filed.whole_spending import Found
from sheetscore.words.text import name_key

_RATES = ("%", RATE)
_NAMED_RATE = regex("(?:进度|率|比例|比重|占比|程度)$")
_REFUSED = ("unit", "ambiguous")
_TIMES = 10
"""A bare number above this is no rate as a ratio."""


def in_one_measure(found: Found, figures: Figures) -> Found:
    """The figures as they can be compared; what cannot is missing, or the one that was sent for it later."""
    inputs, factors = in_one_unit(found.inputs, found.factors)
    inputs = in_one_notation(inputs)
    for place, each in enumerate(inputs):
        if each.supplied or each.value is not None or each.state not in _REFUSED:
            continue
        sent = figures.supplied(each.key)
        if sent is not None and (each.unit != "%" or abs(sent["value"]) <= _TIMES):
            inputs[place] = figure_input(each.term, each.key, each.unit, sent, False)
            factors[each.term] = factor_of(sent)
    return Found(inputs, factors, found.notes)


def in_one_notation(inputs: Sequence[Input]) -> list[Input]:
    """75 beside 60%, or beside 0.6 where both are called 进度: 75 % or 75 times, which nobody says."""
    values = {each.term: abs(each.value) for each in inputs if each.value is not None}
    bare = {each.term for each in inputs if each.term in values and each.unit == ""}
    if len(inputs) < 2 or not bare or any(each.unit not in ("", *_RATES) for each in inputs):
        return list(inputs)
    doubted = {term for term in bare if values[term] > 1} if len(bare) < len(values) else set()
    called = all(_NAMED_RATE.search(name_key(each.term)) for each in inputs)
    if len(bare) == len(values) and called and any(0 < values[term] <= 1 for term in bare):
        doubted = {term for term in bare if values[term] > _TIMES}
    return [
        replace(each, value=None, unit="%", state="ambiguous") if each.term in doubted else each
        for each in inputs
    ]
