"""The figures that a rule needs, found by (item, measure, year): what is not there stays absent, never 0."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sheetscore.amounts import MONEY_UNITS, RATE, fraction
from sheetscore.figures import Figures
from sheetscore.glossary import Glossary
from sheetscore.model import Input, Key
from sheetscore.rules import Rule
from sheetscore.rules.text import name_key

OWN_QUANTITY = "完成值"
"""Measure of a row whose bands have no formula: its own name is the quantity (满意度), or what was done of its target."""
AMBIGUOUS_FROM = 10


@dataclass(frozen=True, slots=True)
class Bound:
    """The inputs of a rule, and by term what the number in the input's cell is multiplied by to give the figure."""

    inputs: tuple[Input, ...]
    factors: dict[str, Fraction]


def bind(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """The figures of the terms of the rule's formula; without a formula the row's own quantity, by the `own_name` of the record."""
    if rule.formula is None:
        return _own(record, rule, figures)
    inputs, factors = [], {}
    for term in rule.formula.terms:
        known = glossary.bind(term, year)
        found, conflict = figures.find(known.key, known.dated)
        inputs.append(_input(term, known.key, known.unit, found, conflict))
        factors[term] = factor_of(found)
    return Bound(tuple(inputs), factors)


def own_names(records: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each indicator's own quantity is called: its name; of several of one name with the row, so that none takes the other's."""
    names = [str(record["indicator"]) for record in records]
    count = Counter(map(name_key, names))
    return [
        f"{name}（第{record['row']}行）" if count[name_key(name)] > 1 else name
        for name, record in zip(names, records, strict=True)
    ]


def _own(record: Mapping[str, Any], rule: Rule, figures: Figures) -> Bound:
    name = str(record["quantity"] or record["own_name"])
    key = Key(name_key(name), OWN_QUANTITY, 0)
    found, conflict = figures.find(key, dated=True)
    figure = _input(name, key, rule.unit, found, conflict)
    factor = factor_of(found)
    if rule.unit in MONEY_UNITS and figure.value is not None:  # figures of money are kept in 万元
        figure = replace(figure, value=figure.value / MONEY_UNITS[rule.unit])
        factor /= fraction(MONEY_UNITS[rule.unit])
    return Bound((_not_ambiguous(figure, rule),), {name: factor})


def _not_ambiguous(figure: Input, rule: Rule) -> Input:
    """A bare number above 10 for a rate is 92 % or 92 times: not used (docs/接口.md)."""
    if rule.unit != "%" or figure.value is None or abs(figure.value) <= AMBIGUOUS_FROM:
        return figure
    return replace(figure, value=None, state="ambiguous")


def factor_of(found: Mapping[str, Any] | None) -> Fraction:
    """What the number in a cell is multiplied by to give the figure."""
    if found is None or found["state"] != "value" or not found["value"] or not found["number"]:
        return Fraction(1)
    return fraction(found["value"]) / fraction(found["number"])


def _input(
    term: str, key: Key, unit: str, found: Mapping[str, Any] | None, conflict: bool
) -> Input:
    if found is None:
        return Input(term, key, None, unit, "conflict" if conflict else "absent")
    printed = found["printed_year"] if found["year"] != key.year else None
    state = found["state"]
    if state == "value" and found["supplied"] and not _same_kind(str(found["counted"]), unit):
        state = "unit"
    value = found["value"] if state == "value" else None
    return Input(
        term, key, value, unit or found["unit"], state, found["sheet"], found["cell"],
        bool(found["supplied"]), printed,
    )  # fmt: skip


def _same_kind(stated: str, unit: str) -> bool:
    """Money for money and a rate for a rate. A figure sent without its unit is 万元 where it is money, never 元."""
    if not stated:
        return unit not in MONEY_UNITS or unit == "万元"
    rates = ("%", RATE)
    return not unit or (
        (stated in MONEY_UNITS) == (unit in MONEY_UNITS) and (stated in rates) == (unit in rates)
    )


def where(figure: Input) -> str:
    """The cell of a figure, with its sheet."""
    return f"{figure.sheet}!{figure.cell}"


def missing_name(figure: Input) -> str:
    """A missing figure as a reader of the table would call it, with its cell if the form has one."""
    return f"{figure.term}（{why_missing(figure)}）"


def why_missing(figure: Input) -> str:
    """Where a missing figure belongs, or why what stands there is not used."""
    if figure.state == "conflict":
        return "表中有几格，不相等"
    if figure.state == "ambiguous":
        return f"{where(figure)}，分不清是百分之几还是几倍，请填成 92% 的样子"
    if figure.state == "unit":
        return f"{where(figure)}，补填的单位不是{figure.unit}"
    if figure.state in ("text", "error"):
        return f"{where(figure)}，填的不是数字"
    return where(figure) if figure.cell else "基础数据表没有这一栏"


def sheet_ref(name: str) -> str:
    """A sheet's name as a formula needs it."""
    return name if name.isalnum() else "'" + name.replace("'", "''") + "'"
