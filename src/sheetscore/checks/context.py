"""What every check gets to see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sheetscore.checks.base_table.base_rows import Line, lines_of
from sheetscore.forms import Form
from sheetscore.model.columns import rows
from sheetscore.model.figure import Input
from sheetscore.model.finding import Finding, Level
from sheetscore.model.outcome import Totals
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.indicator_table.indicator_rows import NO_POINTS
from sheetscore.readers.tables import Tables
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.words.glossary import Glossary


@dataclass(frozen=True)
class Context:
    """One scored unit: `file` is the submitted file of the 指标表; the frames are calculated ones (model/columns.py).

    `grids` are the workbooks as read and `tables` where the two tables stand in them; `earlier` are the findings of
    the checks before this one; `joint`: other units stand in the same files.
    """

    file: str
    year: int | None
    form: Form
    glossary: Glossary
    indicators: pd.DataFrame
    base: pd.DataFrame
    totals: Totals
    base_file: str = ""
    grids: tuple[Grid, ...] = ()
    tables: Tables | None = None
    earlier: tuple[Finding, ...] = ()
    joint: bool = False

    def rows(self) -> list[Any]:
        """The indicators as named tuples."""
        return self._rows

    @cached_property
    def _rows(self) -> list[Any]:
        return rows(self.indicators)

    def at(
        self, row: Any, cell: str, code: str, level: Level, message: str, **parts: str
    ) -> Finding:
        """A finding at a cell of the 指标表."""
        return Finding(code, level, message, self.file, row.sheet, cell, **parts)

    def at_figure(
        self, figure: Input, code: str, level: Level, message: str, **parts: str
    ) -> Finding:
        """A finding at the cell of a figure."""
        return Finding(
            code, level, message, self.base_file or self.file, figure.sheet, figure.cell, **parts
        )

    def at_record(
        self, record: Any, code: str, level: Level, message: str, **parts: str
    ) -> Finding:
        """A finding at the cell of a row of the base frame."""
        file = self.file_of(record.sheet)
        return Finding(code, level, message, file, record.sheet, record.cell, **parts)

    @cached_property
    def figures(self) -> list[Any]:
        """The figures of the 基础数据表 as filed, as named tuples."""
        return [row for row in rows(self.base) if not row.supplied]

    @cached_property
    def indexed(self) -> Figures:
        """All figures by what they are figures of, as the calculator looks them up."""
        return Figures.of(self.base, self.glossary)

    @cached_property
    def lines(self) -> list[Line]:
        """The same by the rows of the table."""
        return lines_of(self.figures, self.sheets)

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """The submitted sheets by name (of two files with a sheet of one name, that of the 基础数据表).

        What an earlier run of ours wrote beside them is left out.
        """
        return {
            sheet.name: _as_filed(grid, sheet)
            for grid in self._base_last for sheet in grid.sheets
            if not grid.own_output or sheet.name in self._tables
        }  # fmt: skip

    @cached_property
    def claims_sheet(self) -> Sheet | None:
        """The sheet of the 指标表, in its own file, as filed."""
        names = {row.sheet for row in self.rows()}
        return next(
            (_as_filed(g, s) for g in self.grids if g.file == self.file for s in g.sheets if s.name in names), None
        )  # fmt: skip

    @property
    def _base_last(self) -> list[Grid]:
        return sorted(self.grids, key=lambda grid: grid.file == self.base_file)

    @cached_property
    def _tables(self) -> set[str]:
        return {row.sheet for row in (*self.rows(), *self.figures)}

    @cached_property
    def points_unread(self) -> bool:
        """Does a 分值 cell hold something that is no number? Then its row is not among the indicators, and no total is judged."""
        told = self.tables.findings if self.tables else []
        return any(each.code == "A10" and each.expected == NO_POINTS for each in told)

    def cell(self, sheet: str, address: str) -> Cell | None:
        """A cell of a submitted sheet by its A1 address."""
        found = self.sheets.get(sheet)
        return found.at(address) if found else None

    def file_of(self, sheet: str) -> str:
        """The file that a sheet stands in."""
        files = [g.file for g in self._base_last if any(s.name == sheet for s in g.sheets)]
        return files[-1] if files else self.base_file or self.file


def _as_filed(grid: Grid, sheet: Sheet) -> Sheet:
    """A sheet without the rows and columns that an earlier run of ours added."""
    last_row, last_col = grid.filed(sheet)
    if (last_row, last_col) == (sheet.last_row, sheet.last_col):
        return sheet
    cells = {
        at: cell for at, cell in sheet.cells.items() if at[0] <= last_row and at[1] <= last_col
    }
    merges = [area for area in sheet.merges if area[2] <= last_row and area[3] <= last_col]
    return Sheet(sheet.name, cells, merges, sheet.worksheet)
