"""A sheet with two tables side by side → two parts of it, so that each is read as if it stood alone."""

from __future__ import annotations

from dataclasses import replace

from sheetscore.readers.base_table.base_known import is_base
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.indicator_table.header import extent, find_header
from sheetscore.words.glossary import Glossary


def parted(grid: Grid, glossary: Glossary) -> Grid:
    """The same with each sheet that holds two tables side by side as two parts."""
    sheets = [part for sheet in grid.sheets for part in _parts(grid, sheet, glossary)]
    return grid if len(sheets) == len(grid.sheets) else replace(grid, sheets=sheets)


def _parts(grid: Grid, sheet: Sheet, glossary: Glossary) -> list[Sheet]:
    """A 基础数据表 left or right of the 指标表, with an empty column between, is a part of its own."""
    last_col = grid.filed(sheet)[1]
    header = None if grid.own_output else find_header(sheet, last_col)
    if header is None:
        return [sheet]
    first, last = extent(sheet, header)
    empty = {*range(1, last_col + 1)} - {col for _, col in sheet.cells}
    right = next((col for col in range(last + 1, last_col) if col in empty), last_col)
    left = next((col for col in range(first - 1, 1, -1) if col in empty), 0)
    beside = [(right + 1, last_col), (1, left - 1)]
    found = [sheet.window(*columns) for columns in beside if columns[0] <= columns[1]]
    found = [part for part in found if is_base(part, glossary)]
    if not found:
        return [sheet]
    if len(found) == 1:
        taken = found[0].columns or (0, 0)
        own = (1, taken[0] - 1) if taken[0] > last else (taken[1] + 1, last_col)
    else:
        own = (left + 1, right - 1)
    return [sheet.window(*own), *found]
