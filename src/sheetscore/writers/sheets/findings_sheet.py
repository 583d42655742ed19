"""核对问题: every finding with its place, what was found, what was expected and what to do."""

from __future__ import annotations

from typing import Any

from sheetscore.model.finding import LEVEL_NAMES, Finding, Level
from sheetscore.writers.plan import FINDINGS, Plan
from sheetscore.writers.reasons import shortened
from sheetscore.writers.sheets.pages import a4, columns, header, link, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import LINK, Formats, row_height
from sheetscore.writers.unscored_plan import Unscored

COLUMNS = {
    "序号": 6.0, "级别": 7.0, "代码": 7.0, "位置": 19.0, "问题": 58.0, "发现": 20.0, "应为": 20.0, "怎么办": 38.0,
}  # fmt: skip
_ORDER: tuple[Level, ...] = ("error", "warning", "info")
LEVEL_COLOURS: dict[Level, tuple[str, str]] = {
    "error": ("#FADBD8", "#922B21"),
    "warning": ("#FFF2CC", "#7F6000"),
    "info": ("#EDF1F6", "#3B4D66"),
}
_FIRST_ROW = 5
_LONGEST = 500
"""Characters of a text; the whole of it stands in the cell that the finding names."""
_NOTHING = "没有发现问题。"


def draw_findings(worksheet: Any, formats: Formats, plan: Plan | Unscored) -> None:
    """Draw the findings of a unit, errors first."""
    last_col = len(COLUMNS)
    columns(worksheet, list(COLUMNS.values()))
    title(worksheet, formats, FINDINGS, last_col, plan.whose)
    findings = sorted(plan.outcome.findings, key=lambda finding: _ORDER.index(finding.level))
    merged(worksheet, (2, 1, 2, last_col), level_counts(findings), formats.note(font_size=10.5))
    worksheet.set_row(1, 22)
    header(worksheet, formats, _FIRST_ROW - 1, list(COLUMNS))
    worksheet.set_row(_FIRST_ROW - 2, 24)
    for number, finding in enumerate(findings, start=1):
        _row(worksheet, formats, plan, number, finding)
    last = _FIRST_ROW + max(1, len(findings)) - 1
    if not findings:
        area = (_FIRST_ROW, 1, _FIRST_ROW, last_col)
        merged(worksheet, area, _NOTHING, formats.box(align="center"))
        worksheet.set_row(_FIRST_ROW - 1, 30)
    else:
        worksheet.autofilter(_FIRST_ROW - 2, 0, last - 1, last_col - 1)
    worksheet.freeze_panes(_FIRST_ROW - 1, 0)
    worksheet.repeat_rows(_FIRST_ROW - 2)
    a4(worksheet, True, plan.whose)


def level_counts(findings: list[Finding]) -> str:
    """How many findings there are of each level, in words."""
    counts = {level: sum(finding.level == level for finding in findings) for level in _ORDER}
    parts = "，".join(f"{LEVEL_NAMES[level]} {counts[level]} 个" for level in _ORDER)
    return f"{parts}。错误须改正，提醒须核实，提示仅供参考。"


def _row(
    worksheet: Any, formats: Formats, plan: Plan | Unscored, number: int, finding: Finding
) -> None:
    row = _FIRST_ROW + number - 1
    fill, ink = LEVEL_COLOURS[finding.level]
    level = formats.box(align="center", bg_color=fill, font_color=ink, bold=True)
    centre, left = formats.box(align="center"), formats.box()
    target = plan.home(finding.sheet, finding.cell)
    where = target or finding.where or finding.file
    write(worksheet, (row, 1), number, centre)
    write(worksheet, (row, 2), LEVEL_NAMES[finding.level], level)
    write(worksheet, (row, 3), finding.code, centre)
    write(worksheet, (row, 4), where, centre)
    if target:
        look = formats.box(align="center", font_color=LINK, underline=1)
        link(worksheet, (row, 4), target, look)
    said = (finding.message, finding.found, finding.expected, finding.advice)
    texts = [where, *(shortened(text, _LONGEST) for text in said)]
    for col, text in enumerate(texts[1:], start=5):
        write(worksheet, (row, col), text, left)
    widths = list(COLUMNS.values())[3:]
    worksheet.set_row(row - 1, row_height(zip(texts, widths, strict=True), least=24))
