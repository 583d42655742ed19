"""Frames → frames with rate, score, span, status and the steps that led there. Exact throughout.

Every figure a formula needs is looked up by (item, measure, year); what is not there makes the row `missing`, never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from sheetscore.exact.amounts import decimal, fraction, percent, plain
from sheetscore.forms import Form
from sheetscore.model.columns import CALCULATED_COLUMNS, frame_of, records
from sheetscore.model.figure import Input
from sheetscore.model.outcome import Status
from sheetscore.rules import Rule
from sheetscore.rules.formulas.expressions import NotCovered
from sheetscore.scoring.by_method import bare_target, tell_method
from sheetscore.scoring.by_person import why_by_person
from sheetscore.scoring.compiling import (
    QUALITATIVE,
    compile_row,
    excess_from,
)
from sheetscore.scoring.definitions import tell_definition
from sheetscore.scoring.filed.figure_inputs import missing_figures, where
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.impossible import beyond_all, bounded
from sheetscore.scoring.near_target import (
    FARTHEST,
    expected_near,
    too_far,
)
from sheetscore.scoring.own.filed_cases import with_filed_cases
from sheetscore.scoring.own.planned_rows import by_plan
from sheetscore.scoring.own.printed_agreement import Apart, tell_apart
from sheetscore.scoring.row_binding import bind_row
from sheetscore.scoring.row_formula import row_formula
from sheetscore.scoring.rules_from import tell_rule_from
from sheetscore.scoring.seconds.in_one_cell import tell_missing
from sheetscore.scoring.seconds.score_spans import span_of, tell_parts
from sheetscore.scoring.seconds.second_rows import row_words
from sheetscore.scoring.shares_of_words import band_of
from sheetscore.scoring.spoken_names import own_names
from sheetscore.scoring.stories import tell_score
from sheetscore.scoring.told.told_cases import by_told_cases
from sheetscore.scoring.told.told_changes import by_told_change
from sheetscore.scoring.told.told_deadlines import by_told_deadline
from sheetscore.scoring.told.told_figures import by_told_figures
from sheetscore.scoring.told.told_marks import by_told_marks
from sheetscore.words.glossary import Glossary
from sheetscore.words.names import BUDGET
from sheetscore.words.text import quoted

ZERO_DIVISOR = "分母不大于0"
UNVERIFIED = "，按所填完成值，没有原始数可核"


def calculate(
    indicators: pd.DataFrame, base: pd.DataFrame, glossary: Glossary, form: Form, year: int | None
) -> pd.DataFrame:
    """`indicators` (INDICATOR_COLUMNS) with CALCULATED_COLUMNS added. `base` has BASE_COLUMNS."""
    figures = Figures.of(base, glossary)
    filed = records(indicators)
    exact = [record["claimed"] for record in filed]
    listed = [
        {**record, "claimed": form.profile.settle_claim(record["claimed"])} for record in filed
    ]
    others = frozenset(map(row_words, listed))
    rows = [
        _Row({**record, "own_name": name, "others": others, "row_name": record["indicator"]}, figures, glossary, form, year)
        for record, name in zip(listed, own_names(listed), strict=True)
    ]  # fmt: skip
    _spread_exemptions(rows)
    calculated = [
        {**record, **row.result(), "claimed_exact": claim}
        for record, row, claim in zip(listed, rows, exact, strict=True)
    ]
    return frame_of(calculated, (*indicators.columns, *CALCULATED_COLUMNS))


def _spread_exemptions(rows: list[_Row]) -> None:
    """A 没有…项目按满分计算 clause covers the sibling rows of the same item too (docs/读法.md)."""
    items: dict[str, str] = {}
    for row in rows:
        if row.rule.exempt:
            items |= {figure.key.item: row.rule.exempt for figure in row.inputs}
    for row in rows:
        own = {figure.key.item for figure in row.inputs}
        if len(own) == 1 and own <= items.keys():
            row.exempt = items[own.pop()]


class _Row:
    """One indicator on its way from figures to a score."""

    def __init__(
        self,
        record: Mapping[str, Any],
        figures: Figures,
        glossary: Glossary,
        form: Form,
        year: int | None,
    ) -> None:
        self.record = record
        self.points: Decimal = record["points"]
        self.profile = form.profile
        self.rule: Rule = compile_row(record, form)
        self.exempt = ""
        self.negative = False  # something that is divided by
        self.steps: list[str] = tell_rule_from(record)
        self.inputs: tuple[Input, ...] = ()
        self.factors: dict[str, Fraction] = {}
        self.by_row = False  # the 完成值 scores, and there is nothing to hold it against
        self.apart: Apart | None = None
        self.by_person = False  # figures are missing, and a person may score the row without them
        bound = bind_row(record, self.rule, figures, glossary, year)
        if bound is None or bound.absent:
            bound = by_plan(record, self.rule, figures, glossary, form, year) or bound
        if bound is None:
            bound = with_filed_cases(record, self.rule, figures)
        if bound is None:
            bound = by_told_cases(record, self.rule, year)
        if bound is None:
            bound = by_told_deadline(record, self.rule, year)
        bound = by_told_change(record, bound, form) or bound
        bound = by_told_figures(record, bound, figures, glossary, form, year) or bound
        bound = by_told_marks(record, bound) or bound
        if bound is not None:
            self.rule, self.inputs, self.factors = bound.rule, bound.inputs, bound.factors
            self.by_row, self.apart = bound.by_row, bound.apart
            self.steps += [*tell_definition(bound.rule), *bound.notes]
        self.steps += tell_method(record, self.rule)
        self.bounded = bounded(self.record, self.rule, self.inputs, glossary)
        self.excess = excess_from(self.rule, form.profile)
        self.target = expected_near(
            record["indicator"], bool(record["quantity"] or record["beside"]), self.rule
        )

    def result(self) -> dict[str, Any]:
        """The calculated columns of this row."""
        rate, score, status, not_applicable = self._score()
        lacking = self.inputs if status is Status.MISSING or self.by_person else ()
        missing = missing_figures(lacking, self.points)
        low, high = self._span(rate, score, status)
        reachable = (
            None
            if bare_target(self.record, self.rule)
            else self.profile.settle_all(self.rule.reachable)
        )
        return {
            "inputs": self.inputs,
            "rate": rate,
            "score": score,
            "low": low,
            "high": high,
            "reachable": reachable,
            "status": status,
            "steps": tuple(self.steps),
            "excel": row_formula(
                self.rule,
                self.inputs,
                self.factors,
                self.profile,
                self.excess,
                self.target,
                self.bounded,
            ),
            "missing": missing,
            "exempt": self.exempt,
            "not_applicable": not_applicable,
            "rule": self.rule,
            "formula": self.rule.formula,
            "bounded": self.bounded,
            "excess": self.excess,
            "assessed": None,
            "assessed_typed": None,
            "basis": None,
            "basis_typed": None,
            "apart": self.apart,
        }

    def _score(self) -> tuple[Fraction | None, Decimal | None, Status, bool]:
        if self.apart is not None:
            self.steps.append(tell_apart(self.apart))
            return None, None, Status.JUDGED, False
        if not self.inputs:
            self._tell_judged()
            return None, None, Status.JUDGED, False
        if self._applies_exemption():
            self.steps.append(
                f"没有{self.exempt}项目（所填数都是 0 或“——”），按满分计算，得 {plain(self.points)} 分。"
            )
            return None, self.points, self._against_claim(self.points), True
        told = tell_missing(self.rule, self.inputs, self.points)
        if told:  # several rates that no table of the form asks for, a person may score
            self.steps.append(told)
            self.by_person = any(each.role == "named" for each in self.rule.quantities)
            return None, None, Status.JUDGED if self.by_person else Status.MISSING, False
        rate = self._rate()
        if rate is None:
            return self._zero_divisor()
        if too_far(self.target, rate):
            counted = self.record["quantity"] or self.record["beside"]
            two = f"完成值与指标值 {self.rule.text}" if counted else f"执行数与{BUDGET}数"
            self.steps.append(f"{two} 相差 {FARTHEST} 倍以上，请核对单位，由人评定。")
            return rate, None, Status.JUDGED, False
        impossible = beyond_all(self.bounded, rate, self.inputs)
        if impossible is not None:
            name = impossible[0] or self.record["indicator"]
            self.steps.append(
                f"{quoted(name)}是 {percent(impossible[1])}，这样的率不会超过 100%，由人核对后评定。"
            )
            return rate, None, Status.JUDGED, False
        exact = self.rule.score(rate)
        score = None if exact is None else self.profile.settle(exact)
        self.steps += tell_score(self.rule, rate, score)
        if score is None:
            self._tell_judged()
            return rate, None, Status.JUDGED, False
        score = self._less_excess(score, rate)
        return rate, score, self._against_claim(score), False

    def _less_excess(self, score: Decimal, rate: Fraction) -> Decimal:
        """What the profile leaves of a score where the target is exceeded too far."""
        over = self.profile.over
        if over is None or self.excess is None or rate < self.excess:
            return score
        left = max(decimal(0), score - over.deduct)
        text = f"完成值达到目标的 {percent(over.share)}，要写明原因"
        self.steps.append(
            f"{text}，扣 {plain(over.deduct)} 分，得 {plain(left)} 分。"
            if over.deduct
            else f"{text}。"
        )
        return left

    def _applies_exemption(self) -> bool:
        """All entered figures are 0 or nil marks, and at least one is entered."""
        if not self.exempt or not any(figure.entered for figure in self.inputs):
            return False
        return all(
            figure.state in ("nil", "blank", "absent") or figure.value == 0
            for figure in self.inputs
        )

    def _rate(self) -> Fraction | None:
        formula = self.rule.formula
        values = {
            figure.term: fraction(figure.value)
            for figure in self.inputs
            if figure.value is not None
        }
        if formula is None:
            own = values[self.inputs[0].term]
            behind = UNVERIFIED if self.by_row else ""
            self.steps.append(
                f"{self.inputs[0].term}：{self._shown(own)}（{where(self.inputs[0])}）{behind}。"
            )
            return own
        self.steps.append(f"公式：{formula.restate()}。")
        shown = {
            f.term: f"{plain(f.value)}〔{where(f)}〕" for f in self.inputs if f.value is not None
        }
        rate: Fraction | None = None
        try:
            rate = formula.evaluate(values)
            self.negative = formula.negative_divisor(values)
        except ZeroDivisionError:
            pass
        except NotCovered as error:
            told = formula.expression.show(shown, excel=False)
            self.steps.append(f"代入：{told}，评价标准没有写这个值得几分：{error}。")
            return None
        if rate is None or self.negative:
            self.steps.append(
                f"代入：{formula.expression.show(shown, excel=False)}，{ZERO_DIVISOR}，不能相除。"
            )
            return None
        self.steps.append(
            f"代入：{formula.expression.show(shown, excel=False)}＝{self._shown(rate)}。"
        )
        self.steps += tell_parts(formula, values)
        if self.by_row:
            self.steps.append(f"{formula.name}：{self._shown(rate)}{UNVERIFIED}。")
        return rate

    def _shown(self, rate: Fraction) -> str:
        return percent(rate, 4) if self.rule.unit == "%" else f"{plain(rate, 4)}{self.rule.unit}"

    def _zero_divisor(self) -> tuple[None, Decimal | None, Status, bool]:
        """Approved 0 with actual above 0, under a 没有…项目 clause: 0 points. Elsewhere, and below 0, a person decides."""
        below = any(figure.value is not None and figure.value < 0 for figure in self.inputs)
        if self.exempt and not self.negative and not below:
            self.steps.append("批准数是 0，实际数大于 0：得 0 分。")
            return None, decimal(0), self._against_claim(decimal(0)), False
        self._tell_judged()
        return None, None, Status.JUDGED, False

    def _against_claim(self, score: Decimal) -> Status:
        claimed = self.record["claimed"]
        if claimed is None:
            self.steps.append("自评没有填得分。")
            return Status.FILLED
        if claimed == score:
            self.steps.append(f"自评 {plain(claimed)} 分，一致。")
            return Status.AGREES
        difference = score - claimed
        self.steps.append(
            f"自评 {plain(claimed)} 分，不一致，{'多算' if difference < 0 else '少算'} {plain(abs(difference))} 分。"
        )
        return Status.DIFFERS

    def _tell_judged(self) -> None:
        self.steps += why_by_person(self.record, self.rule, self.profile, self.points)

    def _span(
        self, rate: Fraction | None, score: Decimal | None, status: Status
    ) -> tuple[Decimal, Decimal]:
        if self.apart is not None:
            return self.profile.settle(self.apart.low), self.profile.settle(self.apart.high)
        if status in (Status.MISSING, Status.JUDGED) or score is None:
            clear = rate is not None and not too_far(self.target, rate)
            clear = clear and (rate is None or beyond_all(self.bounded, rate, self.inputs) is None)
            span = self.rule.span(rate) if rate is not None and clear else None
            if span is not None:
                return self.profile.settle(span[0]), self.profile.settle(span[1])
            worded = self.record["nature"] == QUALITATIVE
            band = band_of(self.record, self.profile, self.points) if worded else None
            return band or (decimal(0), self.points)
        span = None if rate is None else span_of(self.rule, self.inputs, rate)
        if span is None or self._reduced(rate):
            return score, score
        return self.profile.settle(span[0]), self.profile.settle(span[1])

    def _reduced(self, rate: Fraction | None) -> bool:
        return self.excess is not None and rate is not None and rate >= self.excess
