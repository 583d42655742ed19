"""The figures of a wording that compares the row's quantity with a second one: last year's, the average of all, the 年度指标值.

The second figure is taken from a row of the 基础数据表 that is called so to the letter, or from last year's column of the row's own
name; where it is not there it is missing, and the 缺数清单 asks for it. Two figures in different units are never compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, RATE, decimal, fraction
from sheetscore.model.figure import Input, Key
from sheetscore.readers.base_table.base_table import in_wan
from sheetscore.readers.indicator_table.header_years import year_of
from sheetscore.readers.indicator_table.result_columns import RowCells
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import read_formula
from sheetscore.rules.rule import Quantity
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Segment
from sheetscore.scoring.binding import (
    OWN_QUANTITY,
    Bound,
    bind,
    bound_to,
    factor_of,
    figure_input,
    where,
)
from sheetscore.scoring.figure_lookup import Figures
from sheetscore.scoring.goals import Goal, read_goal
from sheetscore.scoring.own_results import bind_beside
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_LAST = ("(上年)", "(上年度)", "(去年)", "上年数", "上年")
_ACTUAL, GOAL = "决算", "年度指标值"
_LEVELS = ("", "水平", "值", "数", "数值")
_GROWTHS = ("增长率", "增幅", "增速")
_OWN = Node("term", text="\uf0b1")
"""Stands for the row's own figure while the two are put together."""
_ANY_VALUE = Ladder((Segment(Interval(None, False, None, False), Fixed(Fraction(0))),))


def own_side(rule: Rule, explanation: str = "") -> Rule:
    """The rule as the row's own quantity is bound by it: counted as that quantity, with the formula of its 指标说明."""
    own = rule.quantities[0]
    formula = read_formula(explanation, rule.name).formula
    unit = own.unit
    return replace(
        rule, text=rule.counted, quantities=(), formula=formula, unit=unit, shape=_ANY_VALUE,
        input="rate" if unit == "%" else "quantity",
    )  # fmt: skip


def bind_second(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """The figures of both sides, and the rule with its formula over them. `others` of the record are the table's other names."""
    bound = _own(record, rule, figures, glossary, year)
    if bound.apart is not None:
        whole = replace(bound.apart, low=Decimal(0), high=rule.points_decimal)
        return replace(bound, rule=rule, apart=whole)
    if not bound.inputs:
        return replace(bound, rule=replace(bound.rule, text=rule.text, shape=None, kind="judged"))
    own, second = rule.quantities
    if second.role == "goal":
        return _with_goal(record, rule, bound, figures)
    unit = "%" if own.unit == "%" else bound.inputs[0].unit
    figure, factor = _second(record, second, unit, figures, glossary, year)
    composed = _composed(rule, bound, Node("term", text=figure.term))
    return replace(
        bound, rule=composed, inputs=(*bound.inputs, figure), factors={**bound.factors, figure.term: factor},
    )  # fmt: skip


def _composed(rule: Rule, bound: Bound, second: Node) -> Rule:
    """The rule with what stands for the two figures in its formula."""
    own, other = rule.quantities
    side = bound.rule.formula.expression if bound.rule.formula else None
    node = side or Node("term", text=bound.inputs[0].term)
    node = Node("group", (node,)) if node.op in "+-*/" else node
    assert rule.formula is not None
    expression = rule.formula.expression.put(own.term, _OWN).put(other.term, second)
    formula = replace(rule.formula, expression=expression.put(_OWN.text, node))
    return replace(rule, formula=formula)


# -- the 年度指标值 of the row
def _with_goal(record: Mapping[str, Any], rule: Rule, bound: Bound, figures: Figures) -> Bound:
    """The 年度指标值 by its cell where that holds a number, else as the number that it says."""
    goal = read_goal(record["beside"].goal)
    assert goal is not None  # else the wording is not read with it
    cell = f"{record['sheet']}!{record['beside'].goal_cell}"
    unit = bound.inputs[0].unit
    if not _alike(goal, rule.quantities[0].unit, unit):
        why = f"年度指标值 {record['beside'].goal}（{cell}）和完成值的单位不同"
        problems = (*rule.problems, why)
        return Bound(replace(rule, kind="judged", shape=None, problems=problems), (), {})
    name = str(record["beside"].own)
    key = Key(name_key(f"{name}（{GOAL}）"), GOAL, 0)
    found, _ = figures.find(key, True)
    if found is None or found["state"] != "value":
        composed = _composed(rule, bound, Node("number", value=goal.in_wan))
        note = f"{GOAL} {record['beside'].goal}（{cell}）。"
        return replace(bound, rule=composed, notes=(*bound.notes, note))
    term = f"{GOAL}"
    figure = figure_input(term, key, unit, found, False)
    return replace(
        bound, rule=_composed(rule, bound, Node("term", text=term)), inputs=(*bound.inputs, figure),
        factors={**bound.factors, term: factor_of(found)},
    )  # fmt: skip


def _alike(goal: Goal, own: str, unit: str) -> bool:
    if own == "%":
        return goal.unit == "%"
    counted = "万元" if goal.unit in MONEY_UNITS else goal.unit
    return counted == unit or (not {counted, unit} & {"%", *MONEY_UNITS} and not (counted and unit))


def goal_figures(record: Mapping[str, Any], cells: RowCells, rule: Rule) -> list[dict[str, Any]]:
    """The record of a 年度指标值 whose cell holds a plain number, for a wording that compares with it."""
    goal = read_goal(record["beside"].goal)
    wanted = any(each.role == "goal" for each in rule.quantities)
    if not wanted or cells.goal is None or goal is None:
        return []
    stored = cells.goal.value
    if isinstance(stored, bool) or not isinstance(stored, int | float | Decimal):
        return []
    number = decimal(str(stored))
    if fraction(number) != goal.value:
        return []  # shown as another number than is stored
    value, unit = in_wan(number, goal.unit)
    name = f"{record['beside'].own}（{GOAL}）"
    return [
        {
            "section": "绩效指标", "item": name, "measure": GOAL, "year": 0, "value": value, "unit": unit, "state": "value",
            "raw": str(stored), "number": number, "counted": RATE if goal.unit == "%" else goal.unit, "sheet": record["sheet"],
            "cell": cells.goal.address, "label": GOAL, "printed_year": None, "note": "", "supplied": False, "beside": (),
            "rate": None, "excel": None,
        }
    ]  # fmt: skip


def _own(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """The row's own figure as without a second one, or this year's of a row of the table that is called so."""
    side = own_side(rule, str(record["explanation"] or ""))
    bound = (bind_beside if record["beside"] else bind)(record, side, figures, glossary, year)
    open_ = len(bound.inputs) == 1 and bound.inputs[0].state in ("absent", "blank")
    if not open_ or side.formula is not None or bound.apart is not None:
        return bound
    name = str(record["indicator"])
    known = glossary.bind(name, year)
    found, conflict = figures.find(known.key, True) if known.known else (None, False)
    if known.known and found is not None and not conflict and found["state"] == "value":
        figure = figure_input(name, known.key, known.unit, found, conflict)
        return Bound(side, (figure,), {name: factor_of(found)})
    found = figures.named_in(name, 0)
    return bound if found is None else bound_to(name, side, found)


def _second(
    record: Mapping[str, Any], second: Quantity, unit: str, figures: Figures, glossary: Glossary, year: int | None
) -> tuple[Input, Fraction]:  # fmt: skip
    """The second figure, counted as the own one is (`unit`, "" not said)."""
    term, key = _asked(record, second)
    names = {term} if _shared(record, second) else {term, name_key(second.term)}
    filed = list(_filed(names, second, figures, glossary, year))
    sent, _ = figures.find(key, True)
    stated = {each["value"] for each in filed if each["state"] == "value"}
    conflict = len({_said(each) for each in filed}) > 1 and bool(stated)
    found = filed[0] if filed and not conflict else None
    if sent is not None and sent["supplied"] and (conflict or not stated):
        found, conflict = sent, False
    figure = figure_input(term, key, unit, found, False)
    if conflict:
        cells = "、".join(f"{each['sheet']}!{each['cell']}" for each in filed)
        return replace(figure, state="unread", why=f"{cells}，不相等"), Fraction(1)
    why = _unlike(found, unit) if found is not None and not found["supplied"] else ""
    if why:
        why = f"{where(figure)}，{why}"
        return Input(term, key, None, unit, "unread", why=why), Fraction(1)
    return figure, factor_of(found)


def _unlike(found: Mapping[str, Any], unit: str) -> str:
    """Why a figure of the table is not counted as the row's own; "" where it is. Money is never taken for what has no unit."""
    if found["state"] != "value":
        return ""
    other = str(found["unit"] or "")
    rate = other == "%" or found["counted"] in ("%", RATE) or "%" in str(found["raw"])
    if unit == "%":
        return "" if rate else "分不清是百分之几还是几倍，请填成 92% 的样子"
    if rate:
        return "是百分数，本指标不是"
    if other == unit or (not {other, unit} & {*MONEY_UNITS} and not (other and unit)):
        return ""
    return f"单位是{other or '空着的'}，本指标的单位{'是' + unit if unit else '没有写'}"


def _said(record: Mapping[str, Any]) -> object:
    return record["value"] if record["state"] == "value" else record["state"]


def _asked(record: Mapping[str, Any], second: Quantity) -> tuple[str, Key]:
    """What the second figure is called, in the list too: with the row's name where the short one could be that of another row."""
    name = name_key(str(record["own_name"]))
    if second.role == "last":
        return f"上年{name}", Key(name, OWN_QUANTITY, -1)
    lead = second.term.partition("平均")[0] + "平均"
    term = f"{lead}{name}" if _shared(record, second) or not second.short else second.term
    return term, Key(term, "", 0)


def _shared(record: Mapping[str, Any], second: Quantity) -> bool:
    """Could the short name (全市平均增长率) be that of another row's figure?"""
    own = name_key(str(record["own_name"]))
    if own != name_key(str(record["indicator"])):
        return True
    if not second.short:
        return False
    tail = second.term.partition("平均")[2]
    others = [each for each in record["others"] if each != own]
    ends = _GROWTHS if tail in _GROWTHS else (tail,)
    return any(each.endswith(ends) for each in others)


def _filed(
    names: set[str], second: Quantity, figures: Figures, glossary: Glossary, year: int | None
) -> Iterator[dict[str, Any]]:
    """The rows of the table that are called so to the letter, and last year's column of the row's own name."""
    own = {name.removeprefix("上年") for name in names}
    spelled = {f"{name}{behind}" for name in own for behind in _LAST}
    if second.role == "average":
        spelled = {each for name in names for each in _spelled(*name.split("平均", 1))}
    known = [glossary.bind(name, year) for name in own] if second.role == "last" else []
    places = {(name_key(each.key.item), each.key.measure) for each in known if each.known}
    for (item, measure), rows in figures.rows.items():
        for each in rows:
            if each["supplied"] or measure == OWN_QUANTITY:
                continue
            named = item in spelled or (second.role == "last" and _of_last_year(item, own, year))
            column = second.role == "last" and item in own and measure == _ACTUAL
            column = column or (item, measure) in places
            if each["year"] == (-1 if column else 0) and (named or column):
                yield each


def _spelled(scope: str, name: str) -> Iterator[str]:
    """全市平均满意度, 全市满意度平均值, 满意度全市平均水平, 满意度（全市平均）."""
    for level in _LEVELS:
        yield f"{scope}平均{name}{level}"
        yield f"{scope}{name}平均{level}"
        yield f"{name}{scope}平均{level}"
        yield f"{name}({scope}平均{level})"


def _of_last_year(item: str, own: set[str], year: int | None) -> bool:
    said = year_of(item)
    rest = {said.rest, *(said.rest.removesuffix(level) for level in _LEVELS if level)}
    if not rest & own:
        return False
    return said.relative == -1 or (year is not None and said.printed == year - 1)
