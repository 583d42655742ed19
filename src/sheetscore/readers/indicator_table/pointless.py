"""Forms that have no points by their nature: self-evaluations without 分值 (公开14, transfer funds), applications, monitoring."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.indicator_table.header import (
    TargetColumns,
    find_header,
    find_target_header,
    read_target_columns,
)
from sheetscore.readers.indicator_table.headings import plain
from sheetscore.readers.indicator_table.row_words import is_name
from sheetscore.regexes import regex

SELF, APPLICATION, MONITORING = "自评表", "绩效目标申报表", "绩效运行监控表"
_APPLIES = regex(r"申报|绩效目标(?:批复|审核|设定|设置|编报)?表|目标批复")
_MONITORS = regex(r"监控|跟踪")
_FIGURE = "(?:执行|完成|支出|支付|使用|实际|进度)"
_SO_FAR = regex(
    rf"(?:\d{{1,2}}[-—–~～至](?!12月)\d{{1,2}}月|上半年|截[至止](?!.*12月).*月).*{_FIGURE}"
    r"|全年预计(?:完成|执行|支出|实现)|预计全年(?:完成|执行|支出)|完成目标可能性"
)
"""Headings of a form that is filled during the year; 3-12月 and 截至12月31日 are those of a whole one."""
_TITLE_ROWS = 8
POINTS = "1000000"
"""Points lent to every indicator, so that a result that is short by a hair is not rounded up to the whole."""


@dataclass(frozen=True, slots=True)
class Pointless:
    """A form without 分值 and 得分: what it is, where its header stands, and for a self-evaluation the workbook with points lent."""

    nature: str
    grid: Grid
    sheet: Sheet
    header: tuple[int, int]
    lent: Grid | None = None
    lent_column: int = 0


def find_pointless(grids: list[Grid]) -> Pointless | None:
    """The first form without points in these workbooks, self-evaluations first; None where each has points or 评价标准."""
    found = [
        form
        for grid in grids if not grid.own_output
        for sheet in grid.sheets
        if (form := _form(grid, sheet)) is not None
    ]  # fmt: skip
    return min(found, key=lambda form: form.nature != SELF, default=None)


def _form(grid: Grid, sheet: Sheet) -> Pointless | None:
    last, width = grid.filed(sheet)
    header = find_header(sheet, width)
    if header is None:
        return None
    columns = read_target_columns(sheet, header, width)
    if columns.points or columns.claim or columns.target is None or 3 not in columns.levels:
        return None
    heads = [plain(c.key) for row in range(header[0], header[1] + 1) for c in sheet.row(row)]
    above = [c.key for row in range(1, header[0]) for c in sheet.row(row)]
    title = [c.key for row in range(1, min(header[0], _TITLE_ROWS)) for c in sheet.row(row)]
    title.append(sheet.name)
    if any(_SO_FAR.search(key) for key in (*heads, *above)) or any(map(_MONITORS.search, title)):
        return Pointless(MONITORING, grid, sheet, header)
    if find_target_header(sheet, width) is None:
        applies = columns.actual is None and any(map(_APPLIES.search, title))
        return Pointless(APPLICATION, grid, sheet, header) if applies else None
    lent, column = _lend(sheet, header, columns, last, width)
    book = replace(grid, sheets=[lent])
    return Pointless(SELF, grid, sheet, header, book, column)


def _lend(
    sheet: Sheet, header: tuple[int, int], columns: TargetColumns, last: int, width: int
) -> tuple[Sheet, int]:
    """The sheet with a column 分值 behind its last one."""
    col, name = width + 1, columns.levels[3]
    cells = dict(sheet.cells)
    cells[header[0], col] = Cell(header[0], col, "分值")
    for row in range(header[1] + 1, last + 1):
        cell = sheet.owner(row, name)
        goal = sheet.owner(row, columns.target or name)
        if (cell.row, cell.col) == (row, name) and goal.col != name and is_name(cell):
            cells[row, col] = Cell(row, col, int(POINTS))
    return replace(sheet, cells=cells, _owner={}, _rows={}), col
