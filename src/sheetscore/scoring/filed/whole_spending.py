"""预算数 and 预算执行数 of a rate that is the whole unit's, from the row of the whole: 部门整体支出 | 预算数 | 决算数."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from sheetscore.model.figure import Input, Key
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.words.adjusted_budget import WHOSE
from sheetscore.words.names import (
    BASIC,
    BOOKED,
    BUDGET,
    FULL_BUDGET,
    MONEY_MEASURES,
    PROJECTS,
    WHOLE_ADDED,
    WHOLE_NAMED,
)
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_OF_THE_WHOLE = pattern(
    r"(?:(?:部门|单位|整体|{spending}|年度|{all_year}|{budget}|资金|总)*(?:{budget}|{spending}|资金)(?:{carried_out}|完成|{spending})[率度]|(?:{left})+率)$"
)
"""Rates of everything that the unit spends; 项目支出预算执行率 is none."""
_ANOTHER = pattern(
    "项目|专项|财政拨款|{basic}|人员|公用|基金|非税|自有|不含|不包括|剔除|扣除|除[^数]{0,8}外|仅|只|口径|之和|{added}|{cut}|{carried}(?=.{0,6}[+＋])|上级|下属|其中"
)
"""Words of an 指标说明 that make of the figures others than those of all that the unit spends."""
_TAIL = "(?:总[额数]|数|额|金额)?$"
_TERMS = {
    FULL_BUDGET: pattern(
        rf"{WHOSE}(?:调整后?的?|{{all_year}})(?:部门)?(?:{{spending}})?{{budget}}{_TAIL}"
    ),
    BUDGET: pattern(rf"{WHOSE}(?:{{spending}})?{{budget}}(?:安排)?{_TAIL}"),
    BOOKED: pattern(
        rf"{WHOSE}(?:{{budget}}(?:{{carried_out}}|完成)|(?:{{spending}})?{{final}}(?:{{spending}})?|实际(?:{{spending}}|完成|{{carried_out}})"
        rf"|{{all_year}}(?:{{carried_out}}|{{spending}})){_TAIL}"
    ),
}


class Found(NamedTuple):
    """The inputs of a rule, by term what the number in the cell is multiplied by, and how a term was understood."""

    inputs: list[Input]
    factors: dict[str, Fraction]
    notes: list[str]


def with_whole(indicator: str, explanation: str, found: Found, figures: Figures) -> Found:
    """With the figures of the row of the whole, where that makes them complete; as they are elsewhere.

    Nothing is taken that could be another figure: the rate has to be the whole unit's, one row alone has to be the whole, and a
    budget that was adjusted has to be asked for by its name.
    """
    lacking = [each for each in found.inputs if each.value is None]
    if not lacking or any(each.state != "absent" for each in lacking):
        return found
    if _OF_THE_WHOLE.match(name_key(indicator)) is None or _ANOTHER.search(explanation):
        return found
    inputs, factors, notes = list(found.inputs), dict(found.factors), list(found.notes)
    for place, each in enumerate(inputs):
        if each.value is not None:
            continue
        filed = _in_the_row(name_key(each.term), figures)
        if filed is None:
            return found
        key = Key(name_key(str(filed["item"])), str(filed["measure"]), 0)
        inputs[place] = figure_input(each.term, key, each.unit, filed, False)
        factors[each.term] = factor_of(filed)
        notes.append(f"“{each.term}”按“{filed['item']}”一行的{filed['measure']}数。")
    whole = all(each.value is not None for each in inputs)
    return Found(inputs, factors, notes) if whole else found


def _in_the_row(term: str, figures: Figures) -> Mapping[str, Any] | None:
    measure = next((name for name, said in _TERMS.items() if said.match(term)), None)
    rows = [row for row in (*WHOLE_NAMED, *WHOLE_ADDED) if figures.has_item(row)]
    if measure is None or len(rows) != 1:
        return None
    of_row = {name: figures.find(Key(rows[0], name, 0), True) for name in MONEY_MEASURES}
    if any(conflict for _, conflict in of_row.values()):
        return None
    stated = {name: each for name, (each, _) in of_row.items() if _is_stated(each)}
    if rows[0] in WHOLE_ADDED and not all(
        _adds_up(each, name, figures) for name, each in stated.items()
    ):
        return None
    if measure == BUDGET and FULL_BUDGET in stated:
        return None  # which of the two is not said
    found = stated.get(measure)
    if found is not None and str(found["label"]).lstrip().startswith("其中"):
        return None
    return found if found is not None and figures.slip(found) is None else None


def _is_stated(found: Mapping[str, Any] | None) -> bool:
    if found is None or found["state"] in ("blank", "nil"):
        return False
    return found["value"] is None or found["value"] >= 0


def _adds_up(whole: Mapping[str, Any] | None, measure: str, figures: Figures) -> bool:
    """Are 基本支出 and 项目支出 of the same column what the row says?"""
    parts = [figures.find(Key(name, measure, 0), True)[0] for name in (BASIC, PROJECTS)]
    values = [
        each["value"] for each in (whole, *parts) if each is not None and each["value"] is not None
    ]
    return len(values) == 3 and values[0] == values[1] + values[2]
