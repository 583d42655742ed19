"""产出指标: what a work summary counts, as a table of indicators whose target and actual value are to be filled in."""

from __future__ import annotations

from typing import Any

from sheetscore.writers.reasons import shortened
from sheetscore.writers.sheets.pages import a4, columns, header, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import ENTRY, Formats, row_height
from sheetscore.writers.unscored_plan import Unscored

COLUMNS = {
    "序号": 6.0, "三级指标": 28.0, "度量单位": 10.0, "指标值（目标）": 15.0, "实际完成值": 15.0, "位置": 10.0, "文中原句": 52.0,
}  # fmt: skip
_NOTE = (
    "下面是文中可以计数的工作量，可作产出指标。请在黄色格填指标值和实际完成值（按“度量单位”填），不用的行删去；"
    "再按本地的指标表补上分值和评价标准。"
)
_FIRST = 4
_LONGEST = 200


def draw_outputs(worksheet: Any, formats: Formats, plan: Unscored) -> None:
    """Draw the table."""
    last = len(COLUMNS)
    columns(worksheet, list(COLUMNS.values()))
    title(worksheet, formats, "产出指标（待填）", last, plan.whose)
    merged(worksheet, (2, 1, 2, last), _NOTE, formats.note(font_size=10.5))
    worksheet.set_row(1, row_height([(_NOTE, sum(COLUMNS.values()))]))
    header(worksheet, formats, _FIRST - 1, list(COLUMNS))
    centre, left = formats.box(align="center"), formats.box()
    entry = formats.box(align="center", bg_color=ENTRY, locked=False)
    for number, each in enumerate(plan.outcome.candidates, start=1):
        row = _FIRST + number - 1
        sentence = shortened(each.sentence, _LONGEST)
        write(worksheet, (row, 1), number, centre)
        cells = [
            (each.name, left),
            (each.unit, centre),
            (None, entry),
            (None, entry),
            (each.place, centre),
            (sentence, left),
        ]
        for col, (text, look) in enumerate(cells, start=2):
            write(worksheet, (row, col), text, look)
        texts = [(each.name, COLUMNS["三级指标"]), (sentence, COLUMNS["文中原句"])]
        worksheet.set_row(row - 1, row_height(texts, least=22))
    worksheet.freeze_panes(_FIRST - 1, 2)
    worksheet.repeat_rows(_FIRST - 2)
    a4(worksheet, True, plan.whose)
