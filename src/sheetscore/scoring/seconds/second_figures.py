"""The figures of a wording that compares the row's quantity with a second one: last year's, the average of all, the 年度指标值.

Where a figure is not in the file it is missing, and the 缺数清单 asks for it. Two figures in different units are never compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, RATE, decimal, fraction, percent
from sheetscore.exact.numerals import half_width
from sheetscore.model.figure import Input, Key
from sheetscore.readers.base_table.base_table import in_wan
from sheetscore.readers.indicator_table.result_columns import RowCells
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.rule import Quantity
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Segment
from sheetscore.scoring.binding import Bound, bind, bound_to
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.own.goals import Goal, read_goal
from sheetscore.scoring.own.own_results import bind_beside
from sheetscore.scoring.seconds.in_one_cell import named_rates
from sheetscore.scoring.seconds.second_rows import elsewhere, find_second, spent_on, unlike
from sheetscore.scoring.seconds.staged_formulas import falling_stages, formula_of
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

GOAL = "年度指标值"
_NUMBERS = regex(r"\d+(?:\.\d+)?")
_STAND_IN = "\uf0b1"
"""Stands for a figure while the formula is put together."""
_ANY_VALUE = Ladder((Segment(Interval(None, False, None, False), Fixed(Fraction(0))),))


def own_side(rule: Rule, explanation: str = "") -> Rule | None:
    """The rule as the row's own quantity is bound by it: counted as that quantity; None where it takes none of the row's own."""
    own = next((each for each in rule.quantities if each.role == "own"), None)
    return own and _side(rule, own, rule.name, rule.counted, explanation)


def _side(rule: Rule, quantity: Quantity, name: str, text: str, explanation: str) -> Rule:
    formula = formula_of(explanation, name)
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
                whole = replace(side.apart, low=decimal("0"), high=rule.points_decimal)
                return replace(side, rule=rule, apart=whole)
            why = binding.unusable(side)
            if why:
                return _judged(rule, side, why)
            sides[quantity.term] = side
            binding.add(quantity, side)
        else:
            why = binding.second(quantity, sides[quantity.of])
            if why:
                return _judged(rule, sides[quantity.of], why)
    why = falling_stages(_values(sides))
    if why:
        return _judged(rule, next(iter(sides.values())), why)
    bound = binding.bound()
    if not bound.complete and (told := named_rates(record, rule, bound, glossary)):
        return told
    if not bound.complete and _written_together(record, rule):
        why = f"完成值一格里写了几个数（{record['actual']}），请按各个数评定，或在基础数据表里分开填写"
        return Bound(replace(rule, kind="judged", shape=None, formula=None, problems=(why,), quantities=()), (), {})  # fmt: skip
    if rule.instead is not None and not bound.complete:
        return Bound(rule.instead, (), {})
    return bound


def _values(sides: Mapping[str, Bound]) -> dict[str, Fraction]:
    """The figures of the sides that are known: a rate without a formula by itself, else the amounts that it is of."""
    return {
        each.term if side.rule.formula else term: fraction(each.value)
        for term, side in sides.items()
        for each in side.inputs
        if each.value is not None
    }


def _written_together(record: Mapping[str, Any], rule: Rule) -> bool:
    """Does the 完成值 hold several of the figures that are asked for? They are not told apart."""
    named = any(each.role == "named" for each in rule.quantities)
    return named and len(_NUMBERS.findall(half_width(str(record["actual"] or "")))) > 1


def _judged(rule: Rule, side: Bound, why: str) -> Bound:
    if rule.instead is not None:
        return Bound(rule.instead, (), {})
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
        if elsewhere(self.record, name):
            name = f"{name_key(str(self.record['own_name']))}{name}"
        side = _side(self.rule, quantity, name, "", str(self.record["explanation"] or ""))
        record = {**self.record, "indicator": name, "own_name": name, "beside": "", "quantity": ""}
        return _known(record, side, self.figures, self.glossary, self.year)

    def unusable(self, side: Bound) -> str:
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
        figure, factor = find_second(record, quantity, unit, self.figures, self.glossary, self.year)
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
    known, item = glossary.bind(name, year), spent_on(name_key(name), glossary)
    key = known.key if known.known else Key(item, "决算", 0) if item else None
    found, conflict = figures.find(key, True) if key else (None, False)
    if key and found is not None and not conflict and found["state"] == "value":
        figure = figure_input(name, key, str(found["unit"]), found, conflict)
        if unlike(found, side.unit or str(found["unit"] or "")):
            return bound
        return Bound(side, (figure,), {name: factor_of(found)})
    found = figures.named_in(name, 0)
    if found is None or unlike(found, side.unit or str(found["unit"] or "")):
        return bound
    return bound_to(name, side, found)
