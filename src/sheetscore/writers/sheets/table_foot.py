"""What stands under the 指标表: the 合计 row and the legend of the colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sheetscore.model.outcome import Status
from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers.added_columns import WIDTHS, our_look
from sheetscore.writers.cell_formulas import at
from sheetscore.writers.plan import WORKING, Plan, position
from sheetscore.writers.rate_formulas import Live, Shown, shown_number
from sheetscore.writers.sheets.submitted import Drawing, merged
from sheetscore.writers.styles import (
    HEAD,
    SIGNED,
    STATUS_COLOURS,
    STATUS_MEANINGS,
    Formats,
    Prop,
    text_height,
)

REASON = "算出的按复核得分计，评定了的按评定得分计，缺数据和没有评定的暂按自评得分计"
_TOTAL_WORDS = ("合计", "总计", "总分", "总得分", "得分合计")
_BLANKS = dict.fromkeys(map(ord, " \u3000\n"))
_LEGEND_HEIGHT = 17.0
FOOT_HEIGHT = 50 + 6 * _LEGEND_HEIGHT
"""Points, roughly."""
_LEGEND_NAME = 9.0
"""Characters that the name of a state needs."""


def total_row(plan: Plan) -> int:
    """The row of the 合计: the submitted table's own, else the first row under the table."""
    last = max((line.last_row for line in plan.lines), default=0)
    for cell in plan.layout.cells:
        if cell.row > last and str(cell.value or "").translate(_BLANKS) in _TOTAL_WORDS:
            return cell.row
    return plan.layout.last_row + 1


def added_rows(plan: Plan) -> tuple[int, int]:
    """First and last row under the submitted table that are ours."""
    return plan.layout.last_row + 1, _legend_row(plan) + len(Status)


def _legend_row(plan: Plan) -> int:
    return max(total_row(plan), plan.layout.last_row) + 2


def draw_foot(worksheet: Any, formats: Formats, plan: Plan, drawing: Drawing) -> None:
    """Draw 合计 and legend."""
    row = total_row(plan)
    drawing.need((row, 1, row, 1), text_height(REASON, WIDTHS["reason"] - 1.5, 9))
    _our_totals(worksheet, formats, plan, row)
    if row > plan.layout.last_row:
        _their_totals(worksheet, formats, plan, row)
    _legend(worksheet, formats, plan, drawing)


def _our_totals(worksheet: Any, formats: Formats, plan: Plan, row: int) -> None:
    totals, source = plan.totals, plan.working_total
    reviewed, claimed = at(WORKING, f"H{source}"), at(WORKING, f"D{source}")
    change: Shown = ""
    if totals.reviewed is not None and totals.claimed is not None:
        change = shown_number(totals.reviewed - totals.claimed)
    score = formulas.NONE_KNOWN if totals.reviewed is None else shown_number(totals.reviewed)
    cells: dict[str, tuple[Live, dict[str, Prop]]] = {
        "rate": (Live(""), {}),
        "score": (Live(score, reviewed), {"bold": True}),
        "diff": (Live(change, formulas.difference(reviewed, claimed)), {"num_format": SIGNED}),
        "reason": (Live(REASON), {"align": "left", "indent": 1, "font_size": 9}),
    }
    for name, (found, changes) in cells.items():
        col = plan.columns[name]
        look = our_look(formats, plan, bg_color=HEAD, pattern=1, **changes)
        merged(worksheet, (row, col, row, col), found.shown, look, found.formula)


def _their_totals(worksheet: Any, formats: Formats, plan: Plan, row: int) -> None:
    """合计 of 分值 and 自评得分 under a table that has no such row."""
    look = our_look(formats, plan, bg_color=HEAD, pattern=1, bold=True)
    totals, source, layout = plan.totals, plan.working_total, plan.layout
    claimed = formulas.NOT_COMPLETE if totals.claimed is None else shown_number(totals.claimed)
    filled: dict[int, Live] = {}
    if column := _usual_column(line.claimed_cell for line in plan.lines):
        filled[column] = Live(claimed, at(WORKING, f"D{source}"))
    if column := _usual_column(line.points_cell for line in plan.lines):
        filled[column] = Live(shown_number(totals.points), at(WORKING, f"C{source}"))
    columns = range(layout.first_col, layout.last_col + 1)
    label_end = min(filled, default=layout.last_col + 1) - 1
    if label_end >= layout.first_col:
        merged(worksheet, (row, layout.first_col, row, label_end), "合计", look)
    for col in columns:
        if col > label_end:
            found = filled.get(col, Live(""))
            merged(worksheet, (row, col, row, col), found.shown, look, found.formula)


def _usual_column(cells: Iterable[str]) -> int:
    """The column of most of the cells, 0 for none: the money above a table has its points in its name (预算执行情况（20分）)."""
    columns = Counter(position(each)[1] for each in cells if each)
    return columns.most_common(1)[0][0] if columns else 0


def _legend(worksheet: Any, formats: Formats, plan: Plan, drawing: Drawing) -> None:
    """One row a state: its name on its colour, and what it means."""
    row, layout = _legend_row(plan), plan.layout
    last_col = max(plan.columns.values())
    name_col, width = layout.first_col, 0.0
    while name_col < last_col - 1:
        width += drawing.widths.get(name_col, 0 if name_col in layout.hidden_columns else 8.43)
        if width >= _LEGEND_NAME:
            break
        name_col += 1
    head = formats.note(bold=True)
    merged(worksheet, (row, layout.first_col, row, last_col), "图例（颜色随数据变化）", head)
    drawing.heights[row] = _LEGEND_HEIGHT
    for offset, status in enumerate(Status, start=1):
        fill, ink = STATUS_COLOURS[status]
        name = formats.get(
            font_size=9, align="center", border=1, bg_color=fill, font_color=ink, pattern=1
        )
        area = (row + offset, layout.first_col, row + offset, name_col)
        merged(worksheet, area, status.label, name)
        rest = (row + offset, name_col + 1, row + offset, last_col)
        merged(worksheet, rest, STATUS_MEANINGS[status], formats.note(font_size=9, indent=1))
        drawing.heights[row + offset] = _LEGEND_HEIGHT
