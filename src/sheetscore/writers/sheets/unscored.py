"""未评分: the files that were not scored, each with its reason and what to do, and those passed over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sheetscore.model.unit_brief import Brief
from sheetscore.writers.sheets.pages import a4, columns, header, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import Formats, row_height

COLUMNS = {"序号": 6.0, "文件": 44.0, "代码": 8.0, "原因": 50.0, "怎么办": 42.0}
MOST_ROWS = 5_000
"""Files of each kind that the sheet lists."""
_NOTHING = "所有文件都已评分。"
_STATUS = {
    "unscored": "没有分值，只核对",
    "not-evaluation": "不是绩效自评材料",
    "skipped": "已跳过",
    "rejected": "未能评分",
}


def draw_unscored(
    worksheet: Any,
    formats: Formats,
    outcomes: Sequence[Brief],
    skipped: Sequence[tuple[str, str]],
) -> None:
    """Draw the files without a score."""
    last_col = len(COLUMNS)
    columns(worksheet, list(COLUMNS.values()))
    title(worksheet, formats, "未评分的文件", last_col)
    left = [outcome for outcome in outcomes if outcome.status != "scored"]
    note = f"未评分 {len(left)} 个文件，跳过 {len(skipped)} 个文件。"
    merged(worksheet, (2, 1, 2, last_col), note, formats.note(font_size=10.5))
    worksheet.set_row(1, 22)
    header(worksheet, formats, 3, list(COLUMNS))
    worksheet.set_row(2, 24)
    row = 4
    for number, outcome in enumerate(left[:MOST_ROWS], start=1):
        reason = outcome.message or _STATUS.get(outcome.status, outcome.status)
        texts = ["、".join(outcome.files) or outcome.unit, outcome.code, reason, outcome.advice]
        _row(worksheet, formats, row, number, texts)
        row += 1
    if len(left) > MOST_ROWS:
        _row(
            worksheet,
            formats,
            row,
            None,
            [f"…… 另有 {len(left) - MOST_ROWS} 个文件，见“运行记录”。", "", "", ""],
        )
        row += 1
    if not left:
        merged(worksheet, (row, 1, row, last_col), _NOTHING, formats.box(align="center"))
        worksheet.set_row(row - 1, 28)
        row += 1
    if skipped:
        _skipped(worksheet, formats, row + 1, skipped)
    worksheet.freeze_panes(3, 0)
    worksheet.repeat_rows(2)
    a4(worksheet, True, "未评分的文件")


def _skipped(
    worksheet: Any, formats: Formats, row: int, skipped: Sequence[tuple[str, str]]
) -> None:
    counts = Counter(reason for _, reason in skipped)
    parts = "；".join(f"{reason} {count} 个" for reason, count in counts.items())
    area = (row, 1, row, len(COLUMNS))
    merged(worksheet, area, f"跳过的文件（{parts}）", formats.section())
    worksheet.set_row(row - 1, 24)
    for number, (file, reason) in enumerate(skipped[:MOST_ROWS], start=1):
        _row(worksheet, formats, row + number, number, [file, "", reason, ""])


def _row(worksheet: Any, formats: Formats, row: int, number: int | None, texts: list[str]) -> None:
    centre, left = formats.box(align="center"), formats.box()
    write(worksheet, (row, 1), number, centre)
    for col, text in enumerate(texts, start=2):
        write(worksheet, (row, col), text, centre if col == 3 else left)
    widths = list(COLUMNS.values())[1:]
    worksheet.set_row(row - 1, row_height(zip(texts, widths, strict=True), least=22))
