"""The two tables of a unit as they looked, for the writers."""

from __future__ import annotations

from dataclasses import replace

from sheetscore.model.layout import CellStyle, Layout, LayoutCell
from sheetscore.readers.base_table.base_table import BaseTable
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.indicator_table.indicators import IndicatorTable
from sheetscore.readers.looks.sheet_layout import read_layout

_NOTE = CellStyle((("align", "left"), ("text_wrap", True), ("valign", "vcenter")))


def layouts_of(table: IndicatorTable, base: BaseTable | None) -> dict[str, Layout]:
    """The sheets as they looked; two tables on one sheet are told apart by their rows."""
    last_row, _ = table.grid.filed(table.sheet)
    top = table.sheet.top
    upper, lower = (top, last_row), (1, base.sheet.last_row if base else 0)
    if base and base.sheet is table.sheet:
        if base.first_row < table.header_row:
            upper, lower = (base.last_row + 1, last_row), (top, base.last_row)
        else:
            upper, lower = (top, table.last_row), (table.last_row + 1, last_row)
    typed = {
        str(cell): str(text)
        for cell, text in zip(table.frame["criteria_cell"], table.frame["criteria"], strict=True)
        if str(text).startswith("=")
    }
    drawn = _layout(table.grid, table.sheet, upper, typed)
    drawn = with_foot(drawn, table.foot)
    layouts = {"indicators": replace(drawn, headers=table.headers)}
    if base:
        layouts["base"] = _layout(base.grid, base.sheet, lower, {})
    return layouts


def with_foot(layout: Layout, lines: tuple[str, ...]) -> Layout:
    """The sheet with notes that stand on another one below it, a row each: the form is scored by them."""
    first, last = layout.first_col, layout.last_col
    rows = range(layout.last_row + 1, layout.last_row + 1 + len(lines))
    cells = (LayoutCell(row, first, text, _NOTE) for row, text in zip(rows, lines, strict=True))
    merges = ((row, first, row, last) for row in rows if last > first)
    return replace(
        layout,
        cells=(*layout.cells, *cells),
        merges=(*layout.merges, *merges),
        last_row=layout.last_row + len(lines),
    )


def _layout(grid: Grid, sheet: Sheet, rows: tuple[int, int], typed: dict[str, str]) -> Layout:
    """`typed` are the texts of cells that are taken for formulas and are none: the target =100%."""
    values = {
        cell.address: typed.get(cell.address, cell.value)
        for cell in sheet.cells.values() if cell.formula
    }  # fmt: skip
    if grid.added and grid.added[0] == sheet.name:
        return read_layout(sheet.worksheet, values, rows, sheet.columns, sheet.seen, grid.added[1:])
    return read_layout(sheet.worksheet, values, rows, sheet.columns, sheet.seen)
