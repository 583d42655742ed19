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

from sheetscore.exact.amounts import MONEY_UNITS, RATE, decimal, fraction, percent
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
from sheetscore.words.text import clean, name_key

_LAST = ("(上年)", "(上年度)", "(去年)", "上年数", "上年")
_ACTUAL, GOAL = "决算", "年度指标值"
_LEVELS = ("", "水平", "值", "数", "数值")
_GROWTHS = ("增长率", "增幅", "增速")
_STAND_IN = "\uf0b1"
"""Stands for a figure while the formula is put together."""
_ANY_VALUE = Ladder((Segment(Interval(None, False, None, False), Fixed(Fraction(0))),))


def own_side(rule: Rule, explanation: str = "") -> Rule | None:
    """The rule as the row's own quantity is bound by it: counted as that quantity; None where it takes none of the row's own."""
    own = next((each for each in rule.quantities if each.role == "own"), None)
    return own and _side(rule, own, rule.name, rule.counted, explanation)


def _side(rule: Rule, quantity: Quantity, name: str, text: str, explanation: str) -> Rule:
    formula = read_formula(explanation, name).formula
    return replace(
        rule, text=text, name=name, quantities=(), formula=formula, unit=quantity.unit, shape=_ANY_VALUE,
        input="rate" if quantity.unit == "%" else "quantity",
    )  # fmt: skip


def bind_second(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """The figures of all quantities, and the rule with its formula over them. `others` of the record are the table's other rows."""
    binding = _Binding(record, rule, figures, glossary, year)
    sides: dict[str, Bound] = {}
    for quantity in rule.quantities:
        if quantity.role in ("own", "named"):
            side = binding.side(quantity)
            if side.apart is not None:
                whole = replace(side.apart, low=Decimal(0), high=rule.points_decimal)
                return replace(side, rule=rule, apart=whole)
            why = binding.unusable(side, quantity)
            if why:
                return _judged(rule, side, why)
            sides[quantity.term] = side
            binding.add(quantity, side)
        else:
            why = binding.second(quantity, sides[quantity.of])
            if why:
                return _judged(rule, sides[quantity.of], why)
    return binding.bound()


def _judged(rule: Rule, side: Bound, why: str) -> Bound:
    told = side.rule.problems if side.rule.kind == "judged" else (why,)
    judged = replace(rule, kind="judged", shape=None, formula=None, problems=(*rule.problems, *told))  # fmt: skip
    return Bound(replace(judged, quantities=()), (), {})


class _Binding:
    """The figures of one wording on their way to a formula."""

    def __init__(
        self,
        record: Mapping[str, Any],
        rule: Rule,
        figures: Figures,
        glossary: Glossary,
        year: int | None,
    ) -> None:
        self.record, self.rule = record, rule
        self.figures, self.glossary, self.year = figures, glossary, year
        self.nodes: dict[str, Node] = {}
        self.inputs: dict[str, Input] = {}
        self.factors: dict[str, Fraction] = {}
        self.notes: list[str] = []
        self.by_row = False

    def side(self, quantity: Quantity) -> Bound:
        """The figure of the row itself, or of another quantity that the wording names."""
        if quantity.role == "own":
            return _own(self.record, self.rule, self.figures, self.glossary, self.year)
        name = quantity.term
        if _elsewhere(self.record, name):
            name = f"{name_key(str(self.record['own_name']))}{name}"
        side = _side(self.rule, quantity, name, "", str(self.record["explanation"] or ""))
        record = {**self.record, "indicator": name, "own_name": name, "beside": "", "quantity": ""}
        return _known(record, side, self.figures, self.glossary, self.year)

    def unusable(self, side: Bound, quantity: Quantity) -> str:
        """Why the figure of a side cannot be used; "" where it can, or is only missing."""
        if not side.inputs:
            return "没有读懂本指标的数"
        for figure in side.inputs:
            other = self.inputs.get(figure.term)
            if other is not None and other.key != figure.key:
                return f"“{figure.term}”有两个意思"
        formula = side.rule.formula
        if formula is None or not side.complete or not self.glossary.at_most_all(side.rule.name):
            return ""
        values = {each.term: fraction(each.value or 0) for each in side.inputs}
        try:
            value = formula.evaluate(values)
        except ZeroDivisionError:
            return ""
        return f"{side.rule.name}是 {percent(value)}，这样的率不会超过 100%" if value > 1 else ""

    def add(self, quantity: Quantity, side: Bound) -> None:
        """A side as part of the formula."""
        formula = side.rule.formula
        node = formula.expression if formula else Node("term", text=side.inputs[0].term)
        self.nodes[quantity.term] = Node("group", (node,)) if node.op in "+-*/" else node
        self.inputs |= {each.term: each for each in side.inputs}
        self.factors |= side.factors
        self.notes += side.notes
        self.by_row = self.by_row or side.by_row

    def second(self, quantity: Quantity, side: Bound) -> str:
        """What a side is compared with; why it cannot be, "" where it can or is only missing."""
        if quantity.role == "goal":
            return self._goal(quantity, side)
        unit = "%" if quantity.unit == "%" else side.inputs[0].unit
        record = {**self.record, "own_name": self.record["own_name"] if side.rule.name == self.rule.name else side.rule.name}  # fmt: skip
        figure, factor = _second(record, quantity, unit, self.figures, self.glossary, self.year)
        self._take(quantity, figure, factor)
        return ""

    def _take(self, quantity: Quantity, figure: Input, factor: Fraction) -> None:
        self.nodes[quantity.term] = Node("term", text=figure.term)
        self.inputs[figure.term] = figure
        self.factors[figure.term] = factor

    def _goal(self, quantity: Quantity, side: Bound) -> str:
        """The 年度指标值 by its cell where that holds a number, else as the number that it says."""
        beside = self.record["beside"]
        goal = read_goal(beside.goal)
        assert goal is not None  # else the wording is not read with it
        cell = f"{self.record['sheet']}!{beside.goal_cell}"
        unit = side.inputs[0].unit
        if not _alike(goal, quantity.unit, unit):
            return f"{GOAL} {beside.goal}（{cell}）和完成值的单位不同"
        key = Key(name_key(f"{beside.own}（{GOAL}）"), GOAL, 0)
        found, _ = self.figures.find(key, True)
        if found is not None and found["state"] == "value":
            self._take(quantity, figure_input(GOAL, key, unit, found, False), factor_of(found))
            return ""
        self.nodes[quantity.term] = Node("number", value=goal.in_wan)
        self.notes.append(f"{GOAL} {beside.goal}（{cell}）。")
        return ""

    def bound(self) -> Bound:
        """All of it."""
        assert self.rule.formula is not None
        expression = self.rule.formula.expression
        for at, term in enumerate(self.nodes):
            expression = expression.put(term, Node("term", text=f"{_STAND_IN}{at}"))
        for at, node in enumerate(self.nodes.values()):
            expression = expression.put(f"{_STAND_IN}{at}", node)
        rule = replace(self.rule, formula=replace(self.rule.formula, expression=expression))
        inputs = tuple(self.inputs.values())
        return Bound(rule, inputs, self.factors, tuple(self.notes), self.by_row)


# -- the 年度指标值 of the row
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
    side = own_side(rule, str(record["explanation"] or ""))
    assert side is not None
    return _known(record, side, figures, glossary, year)


def _known(
    record: Mapping[str, Any], side: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """A figure as without a second one, or this year's of a row of the table that is called so."""
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
    if second.role == "budget":
        return second.term, Key(second.term, "", 0)
    lead = second.term.partition("平均")[0] + "平均"
    term = f"{lead}{name}" if _shared(record, second) or not second.short else second.term
    return term, Key(term, "", 0)


def _shared(record: Mapping[str, Any], second: Quantity) -> bool:
    """Could the short name (全市平均增长率) be that of another row's figure?"""
    if name_key(str(record["own_name"])) != name_key(str(record["indicator"])):
        return True
    if not second.short:
        return False
    tail = second.term.partition("平均")[2]
    return any(_elsewhere(record, each) for each in (_GROWTHS if tail in _GROWTHS else (tail,)))


def row_words(record: Mapping[str, Any]) -> str:
    """The name and the wording of a row, to be looked through for another one's names."""
    return f"{name_key(str(record['indicator']))}\n{clean(str(record['criteria'])).text}"


def _elsewhere(record: Mapping[str, Any], word: str) -> bool:
    """Does another row of the table speak of this?"""
    own = row_words({**record, "indicator": record["row_name"]})
    return any(word in each for each in record["others"] if each != own)


def _filed(
    names: set[str], second: Quantity, figures: Figures, glossary: Glossary, year: int | None
) -> Iterator[dict[str, Any]]:
    """The rows of the table that are called so to the letter, and last year's column of the row's own name."""
    own = {name.removeprefix("上年") for name in names}
    spelled = {f"{name}{behind}" for name in own for behind in _LAST}
    if second.role == "average":
        spelled = {each for name in names for each in _spelled(*name.split("平均", 1))}
    if second.role == "budget":
        yield from _budgets(second, figures)
        return
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


def _budgets(second: Quantity, figures: Figures) -> Iterator[dict[str, Any]]:
    """预算数 of the quantity: by the item of its name, 年初 and 全年 alike, or a row that is called so."""
    item = second.term.removesuffix("预算数")
    for (name, measure), rows in figures.rows.items():
        of_item = name in (item, second.of) and measure in ("预算", "全年预算")
        if of_item or name in (second.term, f"{item}预算"):
            yield from (each for each in rows if each["year"] == 0 and not each["supplied"])
