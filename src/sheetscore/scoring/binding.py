"""The figures that a rule needs, found by (item, measure, year): what is not there stays absent, never 0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, fraction
from sheetscore.model.figure import Input, Key
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula
from sheetscore.scoring.definitions import defined
from sheetscore.scoring.filed.dimensions import is_no_rate, of_rate, says_nothing
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input
from sheetscore.scoring.filed.figure_lookup import Figures, of_one_subject
from sheetscore.scoring.filed.granted_budget import with_granted
from sheetscore.scoring.filed.one_measure import in_one_measure
from sheetscore.scoring.filed.scoped_labels import with_limited, without_excepted
from sheetscore.scoring.filed.whole_spending import Found, with_whole
from sheetscore.scoring.own.printed_agreement import Apart
from sheetscore.words.glossary import BoundTerm, Glossary
from sheetscore.words.names import BOOKED, BUDGET, FULL_BUDGET, OPENING_BUDGET, OPENING_FIGURE
from sheetscore.words.text import name_key

AMBIGUOUS_FROM = 10
OWN_QUANTITY = "完成值"
"""Measure of a row whose bands have no formula: its own name is the quantity (满意度), or what was done of its target."""
FIRST_BUDGET = (OPENING_BUDGET, f"{OPENING_BUDGET}数", OPENING_FIGURE)
"""Terms that mean the budget of the beginning of the year, whatever became of it."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The rule as it is used, its inputs, and by term what the number in the input's cell is multiplied by to give the figure.

    `notes` say in sentences how a term without an item, or a table without a formula, was understood. `by_row`: the row's own
    完成值 scores, and no figures of a 基础数据表 stand behind it; `apart`: the two contradict each other.
    """

    rule: Rule
    inputs: tuple[Input, ...]
    factors: dict[str, Fraction]
    notes: tuple[str, ...] = ()
    by_row: bool = False
    apart: Apart | None = None

    @property
    def complete(self) -> bool:
        return all(figure.value is not None for figure in self.inputs)

    @property
    def absent(self) -> bool:
        """Has the table no cell for any of the figures?"""
        return all(figure.state == "absent" for figure in self.inputs)


def bind(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """The figures of the terms of the rule's formula; without a formula the row's own quantity, by the `own_name` of the record.

    A formula printed without “X=” gives way to the row's own quantity where that stands in the table. Where the table says
    nothing of the formula at all, the official definition of the indicator serves if its figures are all there.
    """
    own = own_bound(record, replace(rule, formula=None), figures)
    formula = rule.formula
    if formula is None:
        standard = own.complete or record["quantity"]
        return own if standard else by_definition(record, rule, figures, glossary, year) or own
    bound = by_formula(record, rule, figures, glossary, year)
    if formula.bare and (record["quantity"] or (own.complete and not bound.complete)):
        return own
    return own if _named_there(own, bound) else bound


def _named_there(own: Bound, bound: Bound) -> bool:
    """A row of the table has the indicator's own name, and none of the terms of its formula has one."""
    return own.complete and bound.absent and not any(each.supplied for each in own.inputs)


def by_definition(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound | None:
    """The figures of the official definition of the indicator, where they are all there; None elsewhere."""
    standard = defined(record, rule, glossary)
    found = standard and _by_terms(standard, figures, glossary, year, record)
    if not found or not found.complete:
        return None
    revised = any(_revised(each.key, {"value": each.value}, figures) for each in found.inputs)
    return None if revised else found


def by_formula(
    record: Mapping[str, Any], rule: Rule, figures: Figures, glossary: Glossary, year: int | None
) -> Bound:
    """The figures of the terms of the rule's formula."""
    formula = rule.formula
    assert formula is not None
    bound = _by_terms(rule, figures, glossary, year, record)
    told = Found(list(bound.inputs), dict(bound.factors), list(bound.notes))
    if not bound.complete:
        told = with_limited(record, with_granted(record, told, figures), figures)
        told = in_one_measure(told, figures)
    inputs, factors, notes = without_excepted(record, told, figures)
    bound = replace(bound, inputs=tuple(inputs), factors=factors, notes=tuple(notes))
    if bound.complete or not formula.definitions:
        return bound
    spelled = replace(rule, formula=_spelled_out(formula, bound))
    defined_there = _by_terms(spelled, figures, glossary, year, record)
    return defined_there if defined_there.complete else bound


def _spelled_out(formula: Formula, bound: Bound) -> Formula:
    """The formula with what the table itself says a term is, in place of each such term that has no figure."""
    lacking = {figure.term for figure in bound.inputs if figure.state in ("absent", "revised")}
    expression = formula.expression
    for term, body in formula.definitions:
        if term in lacking:
            expression = expression.put(term, Node("group", (body,)))
    return replace(formula, expression=expression)


def _by_terms(
    rule: Rule, figures: Figures, glossary: Glossary, year: int | None, record: Mapping[str, Any]
) -> Bound:
    assert rule.formula is not None
    indicator = str(record["indicator"])
    subject = glossary.subject(indicator)
    inputs: list[Input] = []
    factors: dict[str, Fraction] = {}
    notes: list[str] = []
    for term in rule.formula.terms:
        revised = False
        known = glossary.bind_measure(term, subject, year) if subject else None
        if known is not None:
            found, conflict = figures.find(known.key, known.dated)
            revised = _revised(known.key, found, figures) and name_key(term) not in FIRST_BUDGET
            notes.append(f"“{term}”按指标名称是{subject}的{known.key.measure}数。")
        else:
            known = glossary.bind(term, year)
            found, conflict = figures.find(known.key, known.dated)
            if known.instead and not figures.has_item(known.key.item):
                known = replace(known, key=known.key._replace(item=known.instead))
                found, conflict = figures.find(known.key, known.dated)
            if found is None and not conflict and not known.known:
                known, found, conflict = _spelled_longer(known, term, indicator, figures, glossary)
        if found is None and not conflict:
            known, found = _alike(known, term, figures)
        beside = (
            figures.open_columns(known.key, known.dated) if found is None and not conflict else ()
        )
        off = "revised" if revised else ""
        if found is not None and figures.off_balance(found):
            off = "off balance"
        slip = figures.slip(found) if found is not None else None
        if slip and not off:
            off = "doubt"
        filed = found
        if off:
            found = figures.supplied(known.key)
        figure = figure_input(term, known.key, known.unit, found, conflict)
        figure = _not_ambiguous(figure, figure.unit)  # 一季度执行率 98, or 9,800 %
        if beside:
            figure = replace(figure, state="unread", why=_not_told(beside))
        if off and found is None:
            figure = replace(figure, state=off)
        if slip and off == "doubt" and found is None:  # put right at its place in the table
            figure = replace(
                figure_input(term, known.key, known.unit, filed, False),
                value=None,
                state=off,
                why=slip.told,
            )
        inputs.append(figure)
        factors[term] = factor_of(found)
    inputs, factors, notes = _completed(record, Found(inputs, factors, notes), figures)
    why = _no_rate(rule, inputs, indicator)
    if why:
        return Bound(_without_rate(rule, why), (), {}, ())
    return Bound(rule, tuple(inputs), factors, tuple(notes))


def _completed(record: Mapping[str, Any], found: Found, figures: Figures) -> Found:
    """With what the row of the whole unit has, and counted in one unit."""
    explained = str(record["explanation"] or "")
    inputs, factors, notes = with_whole(str(record["indicator"]), explained, found, figures)
    return in_one_measure(Found(list(inputs), dict(factors), list(notes)), figures)


def _no_rate(rule: Rule, inputs: Sequence[Input], indicator: str) -> str:
    """Why a rule's formula over these figures is no rate of one thing; "" where it is."""
    assert rule.formula is not None
    if rule.unit == "%" and is_no_rate(rule.formula.expression, {e.term: e.unit for e in inputs}):
        return "算出的不是率"
    if says_nothing(rule.formula.expression):
        return "里相减或相除的两项相同"
    if not of_one_subject({each.term: each.key.item for each in inputs}, indicator):
        return "里的各项在基础数据表里不是同一件事的数"
    return ""


def _spelled_longer(
    known: BoundTerm, term: str, indicator: str, figures: Figures, glossary: Glossary
) -> tuple[BoundTerm, dict[str, Any] | None, bool]:
    """A term with brackets or a year that a row is called to the letter, one of a row's name and the name of a column
    (项目支出调整后预算数), or one that the indicator's own name completes.
    """
    if "(" in name_key(term) or known.dated:
        found = figures.printed(term)
        if found is not None:
            key = Key(name_key(str(found["item"])), str(found["measure"]), 0)
            return replace(known, key=key), found, False
    joined = figures.joined(known.key.item, glossary)
    if joined is not None:
        known = replace(known, key=Key(*joined, known.key.year))
        return known, *figures.find(known.key, known.dated)
    item = figures.within(known.key.item, indicator) or figures.of_row(term, indicator)
    if not item:
        return known, None, False
    known = replace(known, key=known.key._replace(item=item))
    return known, *figures.find(known.key, known.dated)


def _alike(
    known: BoundTerm, term: str, figures: Figures
) -> tuple[BoundTerm, dict[str, Any] | None]:
    """A term whose row is called the same but for 数, 总额, 实际 and the like; 公用经费支出数 is what was spent on 公用经费."""
    name, year = term if known.known else known.key.item, known.key.year
    found = figures.alike(name, year, known.dated)
    if found is None and known.known and known.key.measure == BOOKED:
        found = figures.alike(f"{known.key.item}支出", year, False)
    if found is None and not known.known:
        found = figures.of_the_unit(name, year)
    if found is None:
        return known, None
    return replace(known, key=Key(name_key(str(found["item"])), str(found["measure"]), year)), found


def _without_rate(rule: Rule, why: str) -> Rule:
    """The rule of a rate whose printed formula cannot be meant: a person decides."""
    told = f"公式“{rule.formula.restate()}”{why}" if rule.formula else ""
    return replace(
        rule, kind="judged", input="none", shape=None, formula=None, problems=(*rule.problems, told)
    )


def _not_told(columns: tuple[str, ...]) -> str:
    return f"{'、'.join(columns)}，不知道是不是这个数，请写明表头"


def _revised(key: Key, found: Mapping[str, Any] | None, figures: Figures) -> bool:
    """预算数 beside a column 调整预算 with another figure: which of the two is not said."""
    if key.measure != BUDGET or found is None:
        return False
    revised, _ = figures.find(key._replace(measure=FULL_BUDGET), True)
    return revised is not None and revised["value"] not in (None, found["value"])


def bound_to(name: str, rule: Rule, found: Mapping[str, Any]) -> Bound:
    """One figure of the table as the quantity of the row."""
    key = Key(name_key(str(found["item"])), str(found["measure"]), 0)
    figure = of_rate(figure_input(name, key, rule.unit, found, False), found)
    return _in_unit(Bound(rule, (figure,), {name: factor_of(found)}))


def _in_unit(bound: Bound) -> Bound:
    """Figures of money are kept in 万元: one that the wording counts in 元 is counted so."""
    (figure,), unit = bound.inputs, bound.rule.unit
    factor = bound.factors[figure.term]
    if unit in MONEY_UNITS and figure.value is not None:
        figure = replace(figure, value=figure.value / MONEY_UNITS[unit])
        factor /= fraction(MONEY_UNITS[unit])
    return replace(bound, inputs=(_not_ambiguous(figure, unit),), factors={figure.term: factor})


def own_bound(record: Mapping[str, Any], rule: Rule, figures: Figures) -> Bound:
    """The row's own quantity, found by its name."""
    name = str(record["quantity"] or record["own_name"])
    key = Key(name_key(name), OWN_QUANTITY, 0)
    found, conflict = figures.find(key, dated=True)
    if found is None and not conflict and not record["beside"]:
        # 满意度100% is 满意度 in the 基础数据表
        found = figures.named(str(record["indicator"]))
    figure = of_rate(figure_input(name, key, rule.unit, found, conflict), found)
    stated = figure.value is not None and not figure.supplied
    if stated and rule.unit == "%" and figures.plans_a_count(name):
        figure = replace(figure, value=None, state="ambiguous")
    return _in_unit(Bound(rule, (figure,), {name: factor_of(found)}))


def _not_ambiguous(figure: Input, unit: str) -> Input:
    """A bare number above 10 for a rate is 92 % or 92 times: not used (docs/接口.md)."""
    if unit != "%" or figure.value is None or abs(figure.value) <= AMBIGUOUS_FROM:
        return figure
    return replace(figure, value=None, state="ambiguous")


def sheet_ref(name: str) -> str:
    """A sheet's name as a formula needs it: always in quotes, as every program reads it."""
    return "'" + name.replace("'", "''") + "'"
