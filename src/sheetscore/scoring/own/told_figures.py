"""The figures of a row told in a sentence: 备注 says 年初预算862.30万元，年中追加78.50万元, and the table has no column 完成值.

A sentence counts as a 完成值 would: read whole or not at all, each figure called as a term of the row's own formula is. It serves
only where the 基础数据表 lacks a figure of the row, and never against one that is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import fraction
from sheetscore.forms import Form
from sheetscore.model.figure import Input, Key
from sheetscore.readers.indicator_table.result_columns import Beside
from sheetscore.rules import Rule
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.scoring.binding import Bound, by_formula
from sheetscore.scoring.compiling import compile_row
from sheetscore.scoring.definitions import defined
from sheetscore.scoring.figure_lookup import Figures
from sheetscore.scoring.own.by_parts import by_parts
from sheetscore.scoring.own.spoken_parts import is_in_role
from sheetscore.scoring.own.written_parts import read_parts
from sheetscore.scoring.own.year_parts import of_this_year
from sheetscore.scoring.row_binding import bind_row
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_NOT_THERE = ("absent", "blank")


def by_told_figures(
    record: Mapping[str, Any], bound: Bound | None, figures: Figures, glossary: Glossary, form: Form,
    year: int | None,
) -> Bound | None:  # fmt: skip
    """The rule and the figures that the sentences of the row give; None where they give none, or two that are not equal."""
    if not record["remarks"] or record["beside"] or record["quantity"]:
        return None
    if bound is not None and not _lacks(bound):
        return None
    found: list[Bound] = []
    for text, cell in record["remarks"]:
        told = _told(record, text, cell, figures, glossary, form, year) or _filled_up(
            record, text, cell, figures, glossary, form, year
        )
        if told is not None:
            found.append(told)
    if not found or any(each.rule.kind == "judged" for each in found):
        return None
    if len({_rate(each) for each in found}) > 1 or _against(bound, found[0]):
        return None
    return found[0]


def _lacks(bound: Bound) -> bool:
    lacking = [figure for figure in bound.inputs if figure.value is None]
    return bool(lacking) and all(figure.state in _NOT_THERE for figure in lacking)


def _told(
    record: Mapping[str, Any], text: str, cell: str, figures: Figures, glossary: Glossary, form: Form,
    year: int | None,
) -> Bound | None:  # fmt: skip
    name = str(record["indicator"])
    written = {
        **record, "beside": Beside(name, "", 0, ""), "own_name": name, "actual": text, "actual_cell": cell, "unit": "",
    }  # fmt: skip
    rule = compile_row(written, form)
    if rule.computable and rule.quantities:
        found = bind_row(written, rule, figures, glossary, year)
        told = found is not None and all(each.cell == cell for each in found.inputs)
        found = found if told else None
    elif rule.computable and _is_rate(rule, name):
        found = by_parts(written, rule, glossary, year)
    else:
        return None
    if found is None or not found.complete or not found.inputs:
        return None
    return replace(found, by_row=False, notes=(*found.notes, _note(record, text, cell)))


def _note(record: Mapping[str, Any], text: str, cell: str) -> str:
    return f"按“{text}”（{record['sheet']}!{cell}）写的数，没有原始数可核。"


def _filled_up(
    record: Mapping[str, Any], text: str, cell: str, figures: Figures, glossary: Glossary, form: Form,
    year: int | None,
) -> Bound | None:  # fmt: skip
    """The one figure of the formula that the 基础数据表 lacks, where the sentence states it alone: “三公经费”预算13.20万元."""
    rule = compile_row(record, form)
    rule = rule if rule.formula is not None else defined(record, rule, glossary) or rule
    if rule.formula is None or not rule.computable or rule.unit != "%":
        return None
    filed = by_formula(record, rule, figures, glossary, year)
    lacking = [figure for figure in filed.inputs if figure.value is None]
    written = read_parts(text)
    parts = of_this_year(written.parts, year) if written is not None else None
    if len(lacking) != 1 or len(filed.inputs) == 1 or not _lacks(filed):
        return None
    if written is None or written.printed is not None or parts is None or len(parts) != 1:
        return None
    (figure,), (part,) = lacking, parts
    name, terms = name_key(record["indicator"]), rule.formula.terms
    units = {each.unit for each in filed.inputs if each.value is not None}
    if units != {part.unit} or part.value < 0 or not is_in_role(figure.term, terms, name, part):
        return None
    told = Input(
        figure.term, Key(name, name_key(figure.term), 0), part.value, part.unit, "value", record["sheet"], cell, part=part.text
    )  # fmt: skip
    inputs = tuple(told if each is figure else each for each in filed.inputs)
    values = {each.term: fraction(each.value or 0) for each in inputs}
    try:
        rule.formula.evaluate(values)
    except ZeroDivisionError:
        return None
    factors = {**filed.factors, figure.term: Fraction(1)}
    return replace(
        filed, inputs=inputs, factors=factors, notes=(*filed.notes, _note(record, text, cell))
    )


def _is_rate(rule: Rule, name: str) -> bool:
    """A count or an amount of money in a remark may be of anything."""
    return rule.unit == "%" and (rule.formula is not None or name_key(name).endswith(RATE_ENDINGS))


def _rate(bound: Bound) -> Any:
    values = {each.term: fraction(each.value or 0) for each in bound.inputs}
    formula = bound.rule.formula
    return next(iter(values.values())) if formula is None else formula.evaluate(values)


def _against(bound: Bound | None, told: Bound) -> bool:
    """Does the 基础数据表 have one of these figures, and another number for it?"""
    if bound is None:
        return False
    filed = {each.term: each.value for each in bound.inputs if each.value is not None}
    return any(each.term in filed and filed[each.term] != each.value for each in told.inputs)
