"""The outcome of a form that has no points by its nature: unscored (H13), with what can be checked; or no self-evaluation (H10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import pandas as pd

from sheetscore.checks import Context, in_order, run_checks
from sheetscore.exact.amounts import decimal, percent
from sheetscore.forms import Forms
from sheetscore.model.columns import BASE_COLUMNS, frame_of, rows
from sheetscore.model.finding import Finding, Level
from sheetscore.model.listed import Reached
from sheetscore.model.outcome import Outcome, Status
from sheetscore.model.profile import EXECUTION
from sheetscore.readers.filer import read_filer
from sheetscore.readers.grid import Grid
from sheetscore.readers.indicator_table.pointless import (
    APPLICATION,
    POINTS,
    SELF,
    Pointless,
    find_pointless,
)
from sheetscore.readers.tables import read_tables
from sheetscore.readers.titles import years_above, years_in
from sheetscore.scoring.calculator import calculate
from sheetscore.scoring.totals import add_up

_KEPT = ("B", "C", "F0", "D01", "D02", "D03", "D04", "D05", "D09", "D14", "D15", "D16")
"""Codes that need neither points nor claims."""
_MOST_NAMED = 5
_ADVICE = "这种表下发时就没有分值，不用改表头；要评分的，请另交有分值和得分的自评表。"
_NO_EVALUATION = {
    APPLICATION: "这是绩效目标申报表，只有指标值，没有完成值和得分，不是自评表。",
}
_MONITORING = "这是绩效运行监控表，填的是年中的执行数，不是全年的自评表。"


def unscored(
    grids: list[Grid],
    names: Sequence[str],
    forms: Forms,
    year: int | None,
    unit: str,
    stated: str | None,
) -> Outcome | None:
    """The outcome of files whose only form has no points; None where there is no such form.

    `unit` is used where the form names none, `stated` whatever it names.
    """
    form = find_pointless(grids)
    if form is None:
        return None
    named = years_above(form.sheet, form.header[0]) or [y for name in names for y in years_in(name)]
    filer = read_filer(form.sheet, (1, form.header[0] - 1))
    outcome = Outcome(
        stated or filer.unit or unit, year or max(named, default=None), "", "", tuple(names), "not-evaluation",
        code="H10", stated=bool(stated or filer.unit), project=filer.project,
    )  # fmt: skip
    if form.nature == SELF:
        return _compared(form, outcome, forms)
    message = _NO_EVALUATION.get(form.nature, _MONITORING)
    advice = "请交年度的自评表（有指标值、完成值、分值、得分）；这张表不用改。"
    finding = _finding(form, "H10", "warning", message, form.nature, "自评表", advice)
    return replace(outcome, message=message, advice=advice, findings=(finding,))


def _finding(
    form: Pointless, code: str, level: Level, message: str, found: str, expected: str, advice: str
) -> Finding:
    return Finding(
        code, level, message, form.grid.file, form.sheet.name, f"A{form.header[0]}", found, expected, advice,
    )  # fmt: skip


def _compared(form: Pointless, outcome: Outcome, forms: Forms) -> Outcome:
    """Targets and figures compared, the money recomputed; nothing is scored."""
    assert form.lent is not None
    grids = [form.lent]
    tables = read_tables(grids, forms.glossary, outcome.files, outcome.year)
    official = forms.recognise_marks(tables.marks)
    base = frame_of(tables.figures, BASE_COLUMNS)
    listed = tables.indicators.frame
    money = (listed["level1"] == EXECUTION).to_list()
    lent = [
        decimal(POINTS) if each else own for each, own in zip(money, listed["points"], strict=True)
    ]
    listed = listed.assign(points=pd.Series(lent, listed.index, object))
    frame = calculate(listed, base, forms.glossary, official, outcome.year)
    context = Context(
        form.grid.file, outcome.year, official, forms.glossary, frame, base,
        add_up(frame, official.profile), "", tuple(grids), tables,
    )  # fmt: skip
    found = [*tables.findings, *form.grid.findings, *run_checks(context)]
    kept = [each for each in found if each.code.startswith(_KEPT) or each.code == "A09"]
    reached = tuple(_reached(frame))
    message = f"这张表没有分值和得分，不能评分，只核对了完成情况：{_told(frame, reached, kept)}。"
    told = _finding(form, "H13", "info", message, "没有分值、得分", "", _ADVICE)
    return replace(
        outcome, status="unscored", code="H13", message=message, advice=_ADVICE, reached=reached,
        findings=tuple(in_order([told, *kept])),
    )  # fmt: skip


def _reached(frame: pd.DataFrame) -> Iterator[Reached]:
    for row in rows(frame):
        if row.level1 == EXECUTION:
            continue
        whole = None if row.score is None else row.score == decimal(POINTS)
        yield Reached(
            row.indicator, row.criteria, row.actual, whole, _why(row, whole), row.sheet, row.actual_cell
        )  # fmt: skip


def _why(row: object, whole: bool | None) -> str:
    score, actual, status = row.score, row.actual, row.status  # type: ignore[attr-defined]
    if whole is True:
        return ""
    if whole is False:
        return f"完成 {percent(Fraction(score) / Fraction(POINTS))}"
    told = "，写了原因" if row.reason.strip(" \u3000-—/") else "，没有写原因"  # type: ignore[attr-defined]
    if not actual.strip():
        return f"完成值是空的{told}"
    if status is Status.MISSING:
        return f"“{actual.strip()}”不是数字{told}"
    return "指标值和完成值不能按数比较"


def _told(frame: pd.DataFrame, reached: Sequence[Reached], found: Sequence[Finding]) -> str:
    """The counts in words, with the names of what is not reached or not settled."""
    parts = []
    money = next((row for row in rows(frame) if row.level1 == EXECUTION), None)
    if money is not None and money.rate is not None:
        same = not any(each.code in ("D03", "D04") for each in found)
        parts.append(f"预算执行率 {percent(money.rate)}{'，与所填相符' if same else ''}")
    for verdict in ("达到", "没有达到", "由人判断"):
        named = [each.indicator for each in reached if each.verdict == verdict]
        if named and verdict == "达到":
            parts.append(f"{len(named)} 项达到")
        elif named:
            more = f"等 {len(named)} 项" if len(named) > _MOST_NAMED else f" {len(named)} 项"
            parts.append(f"{verdict}{more}（{'、'.join(named[:_MOST_NAMED])}）")
    return "；".join(parts) or "没有填写的指标"
