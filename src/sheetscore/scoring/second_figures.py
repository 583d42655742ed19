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

from sheetscore.exact.amounts import MONEY_UNITS, RATE
from sheetscore.model.figure import Input, Key
from sheetscore.readers.indicator_table.header_years import year_of
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import read_formula
from sheetscore.rules.rule import Quantity
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Segment
from sheetscore.scoring.binding import OWN_QUANTITY, Bound, bind, factor_of, figure_input, where
from sheetscore.scoring.figure_lookup import Figures
from sheetscore.scoring.own_results import bind_beside
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_LAST = ("(上年)", "(上年度)", "(去年)", "上年数", "上年")
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
    found = _second(record, rule, second, figures, year)
    figure, factor = found
    figure = _comparable(figure, bound, own)
    side = bound.rule.formula.expression if bound.rule.formula else None
    node = side or Node("term", text=bound.inputs[0].term)
    node = Node("group", (node,)) if node.op in "+-*/" else node
    assert rule.formula is not None
    expression = rule.formula.expression.put(own.term, _OWN)
    expression = expression.put(second.term, Node("term", text=figure.term)).put(_OWN.text, node)
    composed = replace(rule, formula=replace(rule.formula, expression=expression))
    return replace(
        bound, rule=composed, inputs=(*bound.inputs, figure), factors={**bound.factors, figure.term: factor},
    )  # fmt: skip


def _own(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """The row's own figure as without a second one; a quantity that the glossary knows by its name too."""
    side = own_side(rule, str(record["explanation"] or ""))
    bound = (bind_beside if record["beside"] else bind)(record, side, figures, glossary, year)
    if not bound.inputs or not bound.absent or side.formula is not None or record["beside"]:
        return bound
    known = glossary.bind(str(record["indicator"]), year)
    if not known.known:
        return bound
    name = str(record["indicator"])
    found, conflict = figures.find(known.key, known.dated)
    figure = figure_input(name, known.key, known.unit, found, conflict)
    return replace(bound, inputs=(figure,), factors={name: factor_of(found)})


def _second(
    record: Mapping[str, Any], rule: Rule, second: Quantity, figures: Figures, year: int | None
) -> tuple[Input, Fraction]:
    term, key = _asked(record, second)
    names = {term, name_key(second.term)} if not _shared(record, second) else {term}
    filed = list(_filed(names, second, figures, year, key))
    sent, _ = figures.find(key, True)
    stated = {each["value"] for each in filed if each["state"] == "value"}
    conflict = len({_said(each) for each in filed}) > 1 and bool(stated)
    found = filed[0] if filed and not conflict else None
    if sent is not None and sent["supplied"] and (conflict or not stated):
        found, conflict = sent, False
    figure = figure_input(term, key, second.unit, found, conflict)
    if found is not None:
        figure = _counted(figure, found, second)
    return figure, factor_of(found)


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
    names: set[str], second: Quantity, figures: Figures, year: int | None, key: Key
) -> Iterator[dict[str, Any]]:
    """The rows of the table that are called so to the letter, and last year's column of the row's own name."""
    spelled = set()
    for name in names:
        if second.role == "average":
            lead, tail = name.partition("平均")[0], name.partition("平均")[2]
            spelled |= {f"{lead}平均{tail}{level}" for level in _LEVELS}
            spelled |= {f"{lead}{tail}平均{level}" for level in _LEVELS}
            spelled |= {f"{tail}{lead}平均{level}" for level in _LEVELS}
            spelled |= {f"{tail}({lead}平均{level})" for level in _LEVELS}
        else:
            spelled |= {f"{name.removeprefix('上年')}{behind}" for behind in _LAST}
    own = {name.removeprefix("上年") for name in names}
    for (item, measure), rows in figures.rows.items():
        for each in rows:
            if each["supplied"] or measure == OWN_QUANTITY:
                continue
            if second.role == "average":
                if item in spelled and each["year"] == 0:
                    yield each
            elif (item in spelled and each["year"] == 0) or (item in own and each["year"] == -1):
                if measure in ("", "决算"):
                    yield each
            elif each["year"] == 0 and _of_last_year(item, own, year):
                yield each


def _of_last_year(item: str, own: set[str], year: int | None) -> bool:
    said = year_of(item)
    rest = {said.rest, *(said.rest.removesuffix(level) for level in _LEVELS if level)}
    if not rest & own:
        return False
    return said.relative == -1 or (year is not None and said.printed == year - 1)


def _counted(figure: Input, found: Mapping[str, Any], second: Quantity) -> Input:
    """A rate must be one on both sides."""
    if figure.value is None:
        return figure
    rate = found["unit"] == "%" or found["counted"] in ("%", RATE)
    if second.unit == "%":
        if not rate:
            bare = abs(figure.value) <= 1 and not found["unit"]
            return figure if bare and "%" in str(found["raw"]) else _unlike(figure)
        return replace(figure, unit="%")
    return _unlike(figure) if rate else replace(figure, unit=str(found["unit"] or ""))


def _comparable(figure: Input, bound: Bound, own: Quantity) -> Input:
    """Money with money of the same unit, pieces with pieces; what one side leaves out is taken from the other, but for money."""
    if figure.value is None or own.unit == "%" or bound.rule.formula is not None:
        return figure
    one, two = bound.inputs[0].unit, figure.unit
    if one == two:
        return figure
    if one and two or {one, two} & {*MONEY_UNITS, "%"}:
        return _unlike(figure)
    return figure


def _unlike(figure: Input) -> Input:
    why = f"{where(figure)}，和本指标的单位不同" if figure.cell else "和本指标的单位不同"
    return replace(figure, value=None, state="unit", why=why)
