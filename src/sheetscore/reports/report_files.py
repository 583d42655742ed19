"""The report files of a unit: which files they are, their findings beside the tables, and units that sent a report only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sheetscore.checks import Context, again_beside_reports, in_order
from sheetscore.errors import NoIndicatorTable, Rejected
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Outcome
from sheetscore.readers.bytes.file_kinds import Kind, kind_of
from sheetscore.readers.formats.delimited import is_table
from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Report, parse_report
from sheetscore.reports.text.documents import (
    Line,
    read_lines,
    shape_of,
    without_forms,
    without_notes,
)
from sheetscore.reports.text.report_kind import candidates, is_evaluation, placeholders
from sheetscore.reports.verdicts.derived import reported
from sheetscore.reports.verdicts.report_checks import run_report_checks
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.reports.verdicts.report_form import check_A05
from sheetscore.words.vocabulary import pattern

_UNIT = pattern(
    r"(?:填报单位|部门名称|单位名称|{budget}部门|自评单位|评价单位)(?:[（(][^（）()]*[）)])?\s*[：:]\s*(\S{2,40})"
)
_YEAR = regex(r"(20\d\d)\s*年")
_NO_NAME = pattern(
    r"[-—_ 　]*(?:20\d\d年?度?)?[-—_ 　]*(?:部门)?(?:整体{spending})?(?:绩效)?(?:自评|评价|自我评价|工作)?(?:报告|总结|情况)$"
)
_TITLE = pattern("自评|绩效|整体{spending}|总结")
_STOPS = ("。", "；", "：", "！", "？")
_TITLE_BLOCKS = 12
_NOT_ONE = "不是绩效自评材料（像是工作总结），没有评分。"


@dataclass(frozen=True)
class Sorted:
    """Admitted files: those with tables to be scored, and the reports."""

    tables: list[tuple[str, bytes]]
    reports: list[Report]


def sort_files(files: Sequence[tuple[str, bytes]]) -> Sorted:
    """Tells reports from tables by their content; a Word file may be both."""
    found = Sorted([], [])
    for name, data in files:
        kind = kind_of(data)
        if kind not in (Kind.DOCX, Kind.TEXT):
            found.tables.append((name, data))
            continue
        lines = without_notes(read_lines(data))
        if kind is Kind.TEXT and is_table(data) and not _running(lines):
            found.tables.append((name, data))
            continue
        shape = shape_of(lines)
        if shape.tables or not shape.prose:
            found.tables.append((name, data))
        if shape.prose and (kind is Kind.DOCX or not shape.tables):
            found.reports.append(_report(name, lines))
    return found


def _running(lines: list[Line]) -> bool:
    """Sentences have as many commas as a table has columns, but they end with a stop."""
    return 2 * sum(line.text.endswith(_STOPS) for line in lines) >= len(lines)


def _report(name: str, lines: list[Line]) -> Report:
    return parse_report(name, without_forms(lines))


def with_reports(outcome: Outcome, context: Context, reports: Sequence[Report]) -> Outcome:
    """A scored outcome with the findings of its reports, and the figures that only they state."""
    findings = list(outcome.findings)
    stated = list(outcome.reported)
    for report in reports:
        if not is_evaluation(report):
            findings.append(_no_evaluation(report))
            continue
        beside = ReportContext(report, outcome.year, context)
        findings += run_report_checks(beside)
        stated += reported(beside)
    findings = again_beside_reports(context, findings)
    return replace(outcome, findings=tuple(in_order(findings)), reported=tuple(stated))


def without_tables(
    unit: str | None,
    shown: str,
    names: tuple[str, ...],
    year: int | None,
    reports: Sequence[Report],
) -> Outcome:
    """The outcome of a unit that sent reports only: not scored, but checked (H07), or no self-evaluation at all (H10)."""
    shown = _NO_NAME.sub("", shown) or shown
    evaluations = [report for report in reports if is_evaluation(report)]
    if not evaluations:
        return _summary(unit or shown, names, year, reports)
    error = NoIndicatorTable(
        "只有报告，没有指标表，不能评分；报告文字已核对。",
        "请把填好的指标表、基础数据表与报告放在一起交回。",
    )
    findings = [_refusal(error, evaluations[0].file)]
    years = [year or year_of(report) for report in evaluations]
    for report, its_year in zip(evaluations, years, strict=True):
        findings += run_report_checks(ReportContext(report, its_year))
    name = unit or next((found for found in map(unit_of, evaluations) if found), shown)
    return Outcome(
        name, years[0], "", "", names, "rejected", findings=tuple(in_order(findings)),
        code=error.code, message=error.message, advice=error.advice,
    )  # fmt: skip


def _refusal(error: Rejected, file: str) -> Finding:
    return Finding(
        error.code, "error", error.message, file, expected="填好的指标表", advice=error.advice
    )


def _summary(
    unit: str, names: tuple[str, ...], year: int | None, reports: Sequence[Report]
) -> Outcome:
    report = reports[0]
    left = sum(placeholders(each) for each in reports)
    blanks = f"还有 {left} 处占位符（xx）没有填。" if left else ""
    finding = replace(_no_evaluation(report), message=_NOT_ONE + blanks, level="error")
    found = [finding]
    for each in reports:
        found += check_A05(ReportContext(each))
    return Outcome(
        unit, year or year_of(report), "", "", names, "not-evaluation", findings=tuple(in_order(found)),
        code="H10", message=finding.message, advice=finding.advice,
        candidates=tuple(each for one in reports for each in candidates(one)),
    )  # fmt: skip


def _no_evaluation(report: Report) -> Finding:
    return Finding(
        "H10", "warning", _NOT_ONE, report.file, found="没有预算、决算、绩效目标、得分", expected="部门整体支出绩效自评材料",
        advice="请交自评表和自评报告；可数的工作量已列成产出指标，补上目标值和完成值即可使用。",
    )  # fmt: skip


def year_of(report: Report) -> int | None:
    """The 评价年度: the first year of the title, else the one named most often."""
    for block in report.blocks[:_TITLE_BLOCKS]:
        named = _YEAR.search(block.text)
        if named and _TITLE.search(block.text):
            return int(named[1])
    years = _YEAR.findall(report.text)
    return int(max(set(years), key=lambda year: (years.count(year), year))) if years else None


def unit_of(report: Report) -> str:
    """填报单位 as the cover states it, "" where it does not."""
    for block in report.blocks[:_TITLE_BLOCKS]:
        found = _UNIT.search(block.text)
        if found:
            return found[1].strip("　 _")
    return ""
