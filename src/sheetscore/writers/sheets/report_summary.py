"""汇总 of a unit without a score: why there is none, what to do, and what its report text was found to say."""

from __future__ import annotations

from typing import Any

from sheetscore.model.finding import LEVEL_NAMES, Finding, Level
from sheetscore.writers.reasons import shortened
from sheetscore.writers.sheets.findings_sheet import LEVEL_COLOURS, level_counts
from sheetscore.writers.sheets.pages import a4, columns, header, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import NAVY, PALE, Formats, row_height
from sheetscore.writers.unscored_plan import Unscored

_WIDTHS = (7.0, 8.0, 14.0, 40.0, 14.0, 14.0)
_LAST = len(_WIDTHS)
_MOST = 15
_TITLE = "部门整体支出绩效自评复核汇总"
_NOTE = "只核对了文字里的数：没有指标表和基础数据表，得分不能复核，也没有合计。"
_NOTHING = "没有可以复核的得分。"
_NO_POINTS = "没有分值和得分，不能评分，也没有合计；逐项见“完成情况”。"


def draw_report_summary(worksheet: Any, formats: Formats, plan: Unscored) -> None:
    """Draw the page."""
    columns(worksheet, list(_WIDTHS))
    title(worksheet, formats, _TITLE, _LAST)
    outcome = plan.outcome
    year = "未能确定" if outcome.year is None else f"{outcome.year}年"
    rows = [
        ("单位", outcome.unit), ("评价年度", year), ("填报文件", "、".join(outcome.files)),
        ("结论", outcome.message), ("怎么办", outcome.advice),
    ]  # fmt: skip
    label = formats.box(bg_color=PALE, font_color=NAVY, align="center")
    wide = sum(_WIDTHS[2:])
    for row, (name, text) in enumerate(rows, start=2):
        merged(worksheet, (row, 1, row, 2), name, label)
        merged(worksheet, (row, 3, row, _LAST), text, formats.box())
        worksheet.set_row(row - 1, row_height([(text, wide)], least=24))
    row = len(rows) + 3
    findings = [finding for finding in outcome.findings if not finding.code.startswith("H")]
    told, heading = (_NO_POINTS, "核对结果") if outcome.reached else (_NOTE, "文字核对结果")
    if not (findings or outcome.reached or outcome.candidates):
        told, heading = _NOTHING, "核对结果"
    merged(worksheet, (row, 1, row, _LAST), heading, formats.section())
    merged(worksheet, (row + 1, 1, row + 1, _LAST), level_counts(findings), formats.note())
    worksheet.set_row(row, 20)
    header(worksheet, formats, row + 2, ["级别", "代码", "位置", "问题", "发现", "应为"])
    for offset, finding in enumerate(findings[:_MOST], start=3):
        _row(worksheet, formats, row + offset, finding)
    end = row + 3 + min(_MOST, len(findings))
    rest = len(findings) - _MOST
    note = told if rest <= 0 else f"另有 {rest} 条，见“核对问题”。{told}"
    merged(worksheet, (end, 1, end, _LAST), note, formats.note())
    worksheet.set_row(end - 1, row_height([(note, sum(_WIDTHS))], 9.5, least=20))
    a4(worksheet, False, plan.whose)
    worksheet.activate()
    worksheet.set_first_sheet()


def _row(worksheet: Any, formats: Formats, row: int, finding: Finding) -> None:
    level: Level = finding.level
    fill, ink = LEVEL_COLOURS[level]
    look = formats.box(align="center", bg_color=fill, font_color=ink, bold=True)
    centre, left = formats.box(align="center"), formats.box()
    said = shortened(finding.message, 300)
    found, expected = shortened(finding.found, 60), shortened(finding.expected, 60)
    cells = [
        (LEVEL_NAMES[level], look), (finding.code, centre), (finding.where, centre), (said, left),
        (found, centre), (expected, centre),
    ]  # fmt: skip
    for col, (text, style) in enumerate(cells, start=1):
        write(worksheet, (row, col), text, style)
    texts = zip((text for text, _ in cells), _WIDTHS, strict=True)
    worksheet.set_row(row - 1, row_height(texts, least=22))
