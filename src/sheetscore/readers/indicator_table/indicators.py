"""指标表 → frame of indicators (model.columns.INDICATOR_COLUMNS). Found by its labels, never by a fixed address."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

import pandas as pd
from openpyxl.utils import get_column_letter

from sheetscore.errors import MissingColumn, NoIndicatorTable
from sheetscore.model.columns import INDICATOR_COLUMNS, frame_of
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.indicator_table.header import (
    Columns,
    find_header,
    find_target_header,
    read_columns,
)
from sheetscore.readers.indicator_table.header_words import half_of_targets, named_points, nearest
from sheetscore.readers.indicator_table.indicator_rows import RowReader
from sheetscore.readers.indicator_table.remarks import read_remarks
from sheetscore.readers.indicator_table.result_columns import (
    BesideTable,
    beside_columns,
    read_beside,
)
from sheetscore.readers.indicator_table.row_words import is_name, names_to
from sheetscore.readers.indicator_table.ruled_in_part import ruled_in_part
from sheetscore.readers.rules_apart.rule_book import rules_for
from sheetscore.readers.rules_apart.rules_applied import (
    apply_rules,
    has_rules,
    last_before_rules,
    rules_foot,
)
from sheetscore.readers.titles import years_above

_HEADS_WITHIN = 30
_FEWEST_HEADS = 3
"""Where a reworded heading is looked for: in the first rows, in a row of several cells."""


@dataclass(slots=True)
class IndicatorTable:
    """The table as read: its sheet, rows, columns, the frame, and what was odd about it. `foot` are notes from another sheet."""

    grid: Grid
    sheet: Sheet
    header_row: int
    first_row: int
    last_row: int
    columns: Columns
    frame: pd.DataFrame
    total_row: int | None
    findings: list[Finding]
    beside: BesideTable = field(default_factory=BesideTable, kw_only=True)
    foot: tuple[str, ...] = field(default=(), kw_only=True)

    @property
    def years(self) -> list[int]:
        """Years named above the table or in the sheet's name."""
        return years_above(self.sheet, self.header_row)

    @property
    def headers(self) -> tuple[tuple[int, int], ...]:
        """The header bands of a table that has several."""
        return ()


Table = TypeVar("Table", bound=IndicatorTable)


def read_indicators(
    grids: list[Grid], ends: dict[int, int] | None = None, year: int | None = None
) -> IndicatorTable:
    """The 指标表 of these workbooks; of several the visible one of the 评价年度, with a finding.

    `ends` gives for a sheet (by id) the row where another table begins under this one. Raises NoIndicatorTable or
    MissingColumn.
    """
    tables: list[IndicatorTable] = []
    refusal: MissingColumn | NoIndicatorTable | None = None
    for grid in grids:
        for sheet in _candidates(grid):
            last, width = grid.filed(sheet)
            header = find_header(sheet, width)
            if (
                header is None
                or rules_for(sheet, header[0], _others(grid, sheet))
                or ruled_in_part(sheet, header)
            ):
                continue
            end = (ends or {}).get(id(sheet), 0)
            last = end - 1 if end > header[0] else last
            try:
                tables.append(_read_table(grid, sheet, header, width, last))
            except (MissingColumn, NoIndicatorTable) as error:
                refusal = refusal or error
    if not tables:
        raise refusal or _none_found(grids)
    return choose(tables, year)


def choose(tables: list[Table], year: int | None) -> Table:
    """The table to score; the others become findings of it."""
    best = max(tables, key=lambda table: _likeliness(table, year))
    best.findings += [_not_used(table, best) for table in tables if table is not best]
    return best


def _none_found(grids: list[Grid]) -> NoIndicatorTable:
    """The refusal, with the heading that was most likely meant."""
    heads = [
        cell
        for grid in grids for sheet in grid.sheets
        for row, cells in sheet.rows() if row <= _HEADS_WITHIN and len(cells) >= _FEWEST_HEADS
        for cell in cells
    ]  # fmt: skip
    return NoIndicatorTable(
        "没有找到指标表（表头要有“三级指标”“分值”“评价标准”）。",
        nearest(heads, "三级指标") or "请使用下发的模板填报，表头文字不要改动。",
    )


def _likeliness(table: IndicatorTable, year: int | None) -> tuple[bool, int, int]:
    """Visible before hidden, then of the year asked for, then of no year, then the newest; the first one of equals."""
    about = 2 if year in table.years else 0 if year and table.years else 1
    return table.sheet.visible, about, max(table.years, default=0)


def _not_used(table: IndicatorTable, used: IndicatorTable) -> Finding:
    return Finding(
        "A01", "warning", f"还有一张指标表，没有采用；采用的是“{used.sheet.name}”。", table.grid.file, table.sheet.name,
        f"A{table.header_row}", "两张指标表", "一张", "请核对采用的是不是评价年度的那一张，并删去另一张。",
    )  # fmt: skip


def _candidates(grid: Grid) -> list[Sheet]:
    """In an own output only the sheet 指标表: its 汇总 and 计算过程 repeat the words."""
    if grid.own_output:
        return [sheet for sheet in grid.sheets if sheet.name == "指标表"]
    return grid.sheets


def _others(grid: Grid, sheet: Sheet) -> list[Sheet]:
    """The other sheets of a workbook that hold a 自评表."""
    return [
        each for each in _candidates(grid)
        if each is not sheet and find_header(each, each.last_col) is not None
    ]  # fmt: skip


def has_points(sheet: Sheet, header: tuple[int, int], columns: Columns, last: int) -> bool:
    """Is there a 分值 of the 三级指标, or do the names themselves carry the points: 公用经费控制率（8分）?"""
    rows = range(header[1] + 1, last + 1)
    return 3 in columns.points or any(
        named_points(sheet.owner(row, columns.levels[3]).text)[1] for row in rows
    )


def refuse_blank_points(sheet: Sheet, columns: Columns, first: int, last: int) -> None:
    """Raises MissingColumn where indicators are named in these rows and the column 分值 is blank in all of them."""
    name, points = columns.levels[3], columns.points.get(3)
    rows = [row for row in range(first, last + 1) if points and sheet.owner(row, name).row == row]
    named = [row for row in rows if is_name(sheet.owner(row, name))]
    if named and points and not any(sheet.owner(row, points).key for row in named):
        raise MissingColumn(
            f"工作表“{sheet.name}”的“分值”列（{get_column_letter(points)} 列）全是空的。",
            "请填写各指标的分值后再放进来。",
        )


def _no_criteria(where: str, heads: list[Cell]) -> MissingColumn:
    return MissingColumn(
        f"{where}里没有“评价标准”列。",
        nearest(heads, "评价标准") or "请按模板补上“评价标准”列。",
    )


def _named(columns: Columns) -> set[int | None]:
    """The columns that hold no codes of rules: points, own score, names."""
    return {*columns.points.values(), columns.claim, columns.levels[3]}


def _read_table(
    grid: Grid, sheet: Sheet, header: tuple[int, int], width: int, last: int
) -> IndicatorTable:
    columns = read_columns(sheet, header, width)
    last = last_before_rules(sheet, header, last)
    where = f"工作表“{sheet.name}”第 {header[0]} 行的表头"
    heads = [cell for row in range(header[0], header[1] + 1) for cell in sheet.row(row)]
    if not has_points(sheet, header, columns, last):
        raise MissingColumn(
            f"{where}里，“三级指标”后面没有“分值”列。",
            nearest(heads, "分值") or "请按模板补上“分值”列。",
        )
    if columns.criteria is None and not (
        columns.claim
        and find_target_header(sheet, width) is None
        and has_rules(grid, sheet, header)
    ):
        if lacking := half_of_targets(heads):
            there, not_there = lacking
            raise MissingColumn(
                f"{where}里有“{there}”，没有“{not_there}”列，也没有“评价标准”列。",
                f"请补上“{not_there}”列；已经有的，请把表头改成“{not_there}”。",
            )
        raise _no_criteria(where, heads)
    columns.names_to = names_to(sheet, header, columns.levels[3])
    reader = RowReader(grid, sheet, columns)
    reader.read(header[1] + 1, last)
    if not reader.records:
        refuse_blank_points(sheet, columns, header[1] + 1, last)
        raise NoIndicatorTable(
            f"工作表“{sheet.name}”的指标表没有一行填了分值的指标。",
            "请填写各指标的分值后再放进来。",
        )
    apply_rules(
        grid, sheet, header, reader.records, _named(columns), lambda record: str(record["criteria"])
    )
    if columns.criteria is None and not any(record["rule_from"] for record in reader.records):
        raise _no_criteria(where, heads)
    years = years_above(sheet, header[0])
    beside = read_beside(
        sheet, beside_columns(sheet, header, width, columns, years), reader.records
    )
    read_remarks(
        sheet, header, width, reader.records, max(columns.criteria or 0, columns.explanation or 0)
    )
    frame = frame_of(reader.records, INDICATOR_COLUMNS)
    last = max(reader.total_row or 0, *(int(record["last_row"]) for record in reader.records))
    return IndicatorTable(
        grid, sheet, header[0], header[1] + 1, last, columns, frame, reader.total_row, reader.findings, beside=beside,
        foot=rules_foot(grid, sheet, reader.records),
    )  # fmt: skip
