"""完成情况: the targets of a form without points, each with what was done and whether it was reached."""

from __future__ import annotations

from typing import Any

from sheetscore.model.outcome import Status
from sheetscore.writers.sheets.pages import a4, columns, header, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import STATUS_COLOURS, Formats, row_height
from sheetscore.writers.unscored_plan import Unscored

COLUMNS = {
    "序号": 6.0,
    "指标": 34.0,
    "指标值": 18.0,
    "完成值": 18.0,
    "结论": 11.0,
    "说明": 30.0,
    "位置": 12.0,
}
_NOTE = "这张表没有分值和得分，只比较指标值和完成值，不评分。“由人判断”的请按材料核对。"
_FIRST = 4
_COLOURS = {
    True: STATUS_COLOURS[Status.AGREES], False: STATUS_COLOURS[Status.DIFFERS], None: STATUS_COLOURS[Status.JUDGED],
}  # fmt: skip


def draw_reached(worksheet: Any, formats: Formats, plan: Unscored) -> None:
    """Draw the table."""
    last = len(COLUMNS)
    columns(worksheet, list(COLUMNS.values()))
    title(worksheet, formats, "完成情况", last, plan.whose)
    merged(worksheet, (2, 1, 2, last), _NOTE, formats.note(font_size=10.5))
    worksheet.set_row(1, row_height([(_NOTE, sum(COLUMNS.values()))]))
    header(worksheet, formats, _FIRST - 1, list(COLUMNS))
    centre, left = formats.box(align="center"), formats.box()
    for number, each in enumerate(plan.outcome.reached, start=1):
        row = _FIRST + number - 1
        fill, ink = _COLOURS[each.reached]
        look = formats.box(align="center", bg_color=fill, font_color=ink)
        cells: list[tuple[str | int, Any]] = [
            (number, centre), (each.indicator, left), (each.target, centre), (each.actual, centre),
            (each.verdict, look), (each.why, left), (each.cell, centre),
        ]  # fmt: skip
        for col, (text, style) in enumerate(cells, start=1):
            write(worksheet, (row, col), text, style)
        texts = zip((text for text, _ in cells), COLUMNS.values(), strict=True)
        worksheet.set_row(row - 1, row_height(((str(t), w) for t, w in texts), least=22))
    worksheet.freeze_panes(_FIRST - 1, 2)
    worksheet.repeat_rows(_FIRST - 2)
    a4(worksheet, True, plan.whose)
