"""A row with its own 完成值: the 基础数据表 first where it has the figures, else what the row itself says; never one against the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, RATE, fraction, plain
from sheetscore.exact.intervals import Shown
from sheetscore.model.figure import Input, Key
from sheetscore.readers.indicator_table.result_columns import Beside
from sheetscore.rules import Rule
from sheetscore.scoring.binding import (
    OWN_QUANTITY,
    Bound,
    bound_to,
    by_definition,
    by_formula,
    own_bound,
)
from sheetscore.scoring.filed.figure_inputs import where
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.own.goals import names_goal, read_goal, row_rule
from sheetscore.scoring.own.printed_agreement import apart, computed_interval, shown_own
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_NOT_THERE = ("absent", "blank")
_NO_ITEM = "完成值是 0，分不清是没有这样的项目还是没有完成"


def bind_beside(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """The figures of a row that has a 完成值 beside its 评价标准.

    Figures of the 基础数据表 that contradict each other or are in doubt are not replaced by the 完成值.
    """
    if rule.formula is not None:
        computed: Bound | None = by_formula(record, rule, figures, glossary, year)
    else:
        computed = by_definition(record, rule, figures, glossary, year)
    own = _own(record, rule, figures)
    if computed is None or (computed.absent and computed.rule.computable):
        computed = _by_name(record, rule, figures) or computed
    if computed is None:
        return own or Bound(rule, (), {})
    if computed.rule.kind == "judged" or own is None:
        return computed
    if computed.complete:
        return _held_against(record, computed, own, figures)
    lacking = [figure.state for figure in computed.inputs if figure.value is None]
    if any(state not in _NOT_THERE for state in lacking):
        return computed
    return own if own.complete or _entered(own) or computed.absent else computed


def _by_name(record: Mapping[str, Any], rule: Rule, figures: Figures) -> Bound | None:
    """A row of the 基础数据表 that is called as the indicator is."""
    found = figures.named(str(record["indicator"]))
    if found is None or row_rule(record, replace(rule, formula=None)) is None:
        return None
    return bound_to(str(record["indicator"]), replace(rule, formula=None), found)


def _entered(bound: Bound) -> bool:
    """A nil mark, which may mean that there is no such item."""
    return any(figure.entered for figure in bound.inputs)


def _own(record: Mapping[str, Any], rule: Rule, figures: Figures) -> Bound | None:
    """The row's own figure under the rule; None where the wording asks for another quantity."""
    by_row = row_rule(record, rule)
    if by_row is None:
        return None
    bound = own_bound(record, by_row.rule, figures)
    figure = bound.inputs[0]
    if by_row.rule.formula is not None:
        found, _ = figures.find(Key(figure.key.item, OWN_QUANTITY, 0), dated=True)
        value = found["value"] if found and found["state"] == "value" else None
        unit = "万元" if by_row.unit in MONEY_UNITS else by_row.unit
        figure = replace(figure, term=by_row.term, unit=unit, value=value)
        factor = bound.factors.get(bound.inputs[0].term, fraction(1))
        bound = replace(bound, inputs=(figure,), factors={by_row.term: factor})
    if rule.exempt and figure.value == 0 and by_row.rule.score(0) != by_row.rule.points_decimal:
        judged = replace(rule, kind="judged", input="none", shape=None, problems=(_NO_ITEM,))
        return Bound(judged, (), {})
    return replace(bound, by_row=True, notes=(*bound.notes, *_tell_goal(record, rule)))


def _tell_goal(record: Mapping[str, Any], rule: Rule) -> Iterator[str]:
    """The cell of the 年度指标值, for a wording that names it without its number."""
    beside: Beside = record["beside"]
    goal = read_goal(beside.goal)
    if goal is not None and beside.goal_cell and names_goal(rule.text):
        yield f"年度指标值 {beside.goal}（{record['sheet']}!{beside.goal_cell}）。"


def _held_against(
    record: Mapping[str, Any], computed: Bound, own: Bound, figures: Figures
) -> Bound:
    """The rate of the 基础数据表 beside the 完成值: the exact one scores where they agree."""
    filed = [each for found in figures.rows.values() for each in found]
    records = {(each["sheet"], each["cell"]): each for each in filed}
    interval = computed_interval(computed.rule, computed.inputs, records)
    shown = _shown(record, own, records) if own.inputs else None
    if interval is None or shown is None:
        return computed
    formula, figure = computed.rule.formula, own.inputs[0]
    values = {each.term: fraction(each.value or 0) for each in computed.inputs}
    texts = {each.term: plain(each.value or 0) for each in computed.inputs}
    if formula is None:
        exact = fraction(computed.inputs[0].value or 0)
        told = f"{computed.inputs[0].term}（{where(computed.inputs[0])}）"
    elif formula.negative_divisor(values):
        return computed
    else:
        exact, told = formula.evaluate(values), formula.expression.show(texts, excel=False)
    found = apart(computed.rule, interval, exact, shown, told, (figure.sheet, figure.cell))
    if found is not None:
        return replace(computed, inputs=(), factors={}, apart=found)
    note = f"所填完成值 {shown.text}（{where(figure)}）与算得的一致。"
    return replace(computed, notes=(*computed.notes, note))


def _shown(
    record: Mapping[str, Any],
    own: Bound,
    records: Mapping[tuple[str, str], Mapping[str, Any]],
) -> Shown | None:
    """The 完成值 as printed, where it is the rate itself; None for one that is not, or is not read."""
    figure: Input = own.inputs[0]
    filed = records.get((figure.sheet, figure.cell))
    if own.rule.formula is not None or filed is None:
        return None
    if filed["state"] != "value" or name_key(filed["item"]) != figure.key.item:
        return None
    if own.rule.unit == "%" and filed["counted"] not in ("%", RATE):
        return None
    beside: Beside = record["beside"]
    return shown_own(filed, beside.places)
