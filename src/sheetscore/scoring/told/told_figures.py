"""The figures of a row told in a sentence: 备注 says 年初预算862.30万元，年中追加78.50万元, and the table has no column 完成值.

A sentence counts as a 完成值 would: read whole or not at all, each figure called as a term of the row's own formula is. It serves
only where the 基础数据表 lacks a figure of the row, and never against one that is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, decimal, plain
from sheetscore.forms import Form
from sheetscore.model.figure import Input, Key
from sheetscore.readers.base_table.base_table import NO_YEAR
from sheetscore.readers.indicator_table.result_columns import Beside
from sheetscore.readers.target_table.said_results import said_result
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.paraphrase.stated_targets import leading_target
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.scoring.binding import Bound, by_formula
from sheetscore.scoring.compiling import compile_row
from sheetscore.scoring.definitions import defined
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.own.by_parts import by_parts, is_true, rate_of
from sheetscore.scoring.own.spoken_parts import is_in_role, role_of
from sheetscore.scoring.own.written_parts import read_parts
from sheetscore.scoring.own.year_parts import of_this_year
from sheetscore.scoring.row_binding import bind_row
from sheetscore.scoring.told.told_words import plainly_told
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_RATE = "%"
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
    row = _Told(record, figures, glossary, form, year)
    read = [(cell, row.bound(text, cell)) for text, cell in record["remarks"]]
    if any(each is None and cell != record["explanation_cell"] for cell, each in read):
        return None  # 实际满意度只有90%，扣2分 beside 满意度95%
    found = [each for _, each in read if each is not None]
    if not found or any(each.rule.kind == "judged" for each in found):
        return None
    return found[0] if len({rate_of(each) for each in found}) == 1 else None


def _lacks(bound: Bound) -> bool:
    lacking = [figure for figure in bound.inputs if figure.value is None]
    return bool(lacking) and all(figure.state in _NOT_THERE for figure in lacking)


class _Told:
    """One row, and what its 基础数据表 has of its formula, printed or official (`filed`, None without one)."""

    def __init__(
        self, record: Mapping[str, Any], figures: Figures, glossary: Glossary, form: Form, year: int | None
    ) -> None:  # fmt: skip
        self.record, self.figures, self.glossary, self.form, self.year = (
            record, figures, glossary, form, year,
        )  # fmt: skip
        self.name = str(record["indicator"])
        self.filed: Bound | None = None
        rule = compile_row(record, form)
        rule = rule if rule.formula is not None else defined(record, rule, glossary) or rule
        if rule.formula is not None and rule.computable and rule.unit == "%":
            self.filed = by_formula(record, rule, figures, glossary, year)

    def bound(self, text: str, cell: str) -> Bound | None:
        """The rule and its figures by one sentence, which may give all of them, or the one that the table lacks."""
        told = plainly_told(text, self.year, name_key(self.name))
        found = self._whole(told, cell) or self._filled_up(told, cell)
        if (
            found is None
            or self._against(found)
            or rate_of(found) is None
            or not is_true(text, found)
        ):
            return None
        note = f"按“{text}”（{self.record['sheet']}!{cell}）写的数，没有原始数可核。"
        return replace(found, by_row=False, notes=(*found.notes, note))

    def _whole(self, text: str, cell: str) -> Bound | None:
        name = self.name
        written = {
            **self.record, "beside": Beside(name, "", 0, ""), "own_name": name, "actual": text, "actual_cell": cell,
            "unit": "",
        }  # fmt: skip
        rule = compile_row(written, self.form)
        found: Bound | None = None
        if rule.computable and rule.quantities:
            found = bind_row(written, rule, self.figures, self.glossary, self.year)
            if found is None or any(each.cell != cell for each in found.inputs):
                return None
        elif rule.computable and _israte_of(rule, name) and self._tells_parts(text, cell):
            goal = leading_target(str(self.record["criteria"]))
            beside = Beside(name, goal.shown if goal else "", 0, "")
            found = by_parts({**written, "beside": beside}, rule, self.glossary, self.year)
        if found is None and not (rule.computable and rule.quantities):
            found = self._own_count(text, cell, written)
        return found if found is not None and found.complete and found.inputs else None

    def _own_count(self, text: str, cell: str, written: Mapping[str, Any]) -> Bound | None:
        """旅游总收入43.65亿元 beside 年度目标45亿元: the row's own name in front of its figure, in the unit of its target.

        The wording is compiled as it would be for that figure in the 完成值.
        """
        name = name_key(self.name)
        goal = leading_target(self.record["criteria"])
        called = rf"{re.escape(_COUNTED.sub('', name))}(?:共|共计|达到?|为|是)?\d"
        if goal is None or not re.search(called, name_key(text)):
            return None
        told = said_result(text, goal.unit, name, goal.shown)
        if told is None:
            return None
        number, unit = told
        if unit != goal.unit and not {unit, goal.unit} <= {*MONEY_UNITS}:
            return None
        value = decimal(number.replace(",", "")) * MONEY_UNITS.get(unit, decimal(1))
        shown = plain(value / MONEY_UNITS.get(goal.unit, decimal(1)))
        row = {**written, "actual": f"{shown}{goal.unit}"}
        rule = compile_row(row, self.form)
        bound = bind_row(row, rule, self.figures, self.glossary, self.year)
        lacking = [each for each in bound.inputs if each.value is None] if bound else []
        if bound is None or not rule.computable or len(lacking) != 1 or lacking[0].key.item != name:
            return None
        if bound.rule.formula is None and bound.rule.unit == _RATE:
            return None
        (figure,) = lacking
        own = Input(
            figure.term, figure.key, value, figure.unit, "value", self.record["sheet"], cell, part=text,
        )  # fmt: skip
        return replace(
            bound, inputs=tuple(own if each is figure else each for each in bound.inputs)
        )

    def _tells_parts(self, text: str, cell: str) -> bool:
        """In the 指标说明 a rate alone may be what is asked for: 社会公众满意度达到95%."""
        written = read_parts(text)
        return cell != self.record["explanation_cell"] or bool(written and written.parts)

    def _filled_up(self, text: str, cell: str) -> Bound | None:
        """“三公经费”预算13.20万元, beside a 基础数据表 that has only what was spent."""
        filed, written = self.filed, read_parts(text)
        if filed is None or filed.rule.formula is None or written is None or written.printed:
            return None
        lacking = [figure for figure in filed.inputs if figure.value is None]
        parts = of_this_year(written.parts, self.year)
        if len(lacking) != 1 or len(filed.inputs) == 1 or not _lacks(filed):
            return None
        if parts is None or len(parts) != 1:
            return None
        (figure,), (part,) = lacking, parts
        name, formula = name_key(self.name), filed.rule.formula
        units = {each.unit for each in filed.inputs if each.value is not None}
        if units != {part.unit} or part.value < 0:
            return None
        if not is_in_role(figure.term, formula.terms, name, part):
            return None
        told = Input(
            figure.term, Key(name, name_key(figure.term), 0), part.value, part.unit, "value", self.record["sheet"], cell,
            part=part.text,
        )  # fmt: skip
        inputs = tuple(told if each is figure else each for each in filed.inputs)
        return replace(filed, inputs=inputs, factors={**filed.factors, figure.term: Fraction(1)})

    def _against(self, told: Bound) -> bool:
        """Does the 基础数据表 have one of these figures, and another number for it?"""
        filed = self.filed.inputs if self.filed is not None else ()
        known = {each.term: each.value for each in filed if each.value is not None}
        if any(known.get(each.term, each.value) != each.value for each in told.inputs):
            return True
        return any(self._filed_otherwise(each) for each in told.inputs if each.part)

    def _filed_otherwise(self, told: Input) -> bool:
        """Does the table say how much of the same was planned, or spent, and is that another number?"""
        name = _NUMBER.sub("", told.part)
        role, what = role_of(name_key(name)), what_for(name)
        if role not in ("whole", "done"):
            return False
        same = [
            each["value"]
            for found in self.figures.rows.values()
            for each in found
            if each["value"] is not None
            and (each["unit"] or "万元") == (told.unit or each["unit"] or "万元")
            and each["year"] in (0, NO_YEAR)
            and role_of(name_key(str(each["measure"]))) == role
            and what_for(str(each["item"])) == what
        ]
        return bool(same) and told.value not in same


_COUNTED = regex("(?:数量|场次|次数|人数|人次|户数|件数|数|量)$")
_NUMBER = regex(r"[-\d.,]+.*$")
_IDLE = pattern(
    "实际|总|合计|{all_year}|{this_year}|年度|部门|单位|整体|资金|金额|数额|{budget}|{spending}|{carried_out}|{final}|经费|{income}|安排|完成|其中|数|额|:|为|共"
)


def what_for(name: str) -> str:
    """What money is for: 公用 of 公用经费实际支出, nothing of 部门支出合计."""
    return _IDLE.sub("", name_key(name))


def _israte_of(rule: Rule, name: str) -> bool:
    """A count or an amount of money in a remark may be of anything."""
    return rule.unit == "%" and (rule.formula is not None or name_key(name).endswith(RATE_ENDINGS))
