"""Is a workbook one of ours, sent back? By a property; where a program dropped those, by the layout of our own sheets.

The layout is told by what nobody else's workbook has together: our six sheets, the headers of 缺数清单 and 计算过程, our four columns
behind the 指标表 and the legend under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath

from openpyxl.utils import column_index_from_string

from sheetscore.model.fingerprints import (
    ADDED,
    ADDED_ROWS,
    MARK,
    Fingerprint,
    Own,
    read_fingerprint,
)
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.regexes import regex

SUMMARY, INDICATORS, BASE, NEEDS, WORKING = "汇总", "指标表", "基础数据表", "缺数清单", "计算过程"
_TYPED_INTO = (SUMMARY, INDICATORS, BASE, NEEDS)
SHEETS = frozenset([SUMMARY, INDICATORS, BASE, "核对问题", NEEDS, WORKING])
_NEEDS_HEADERS = frozenset(["缺少的数", "影响指标", "涉及分值", "填写数值", "采用值"])
_WORKING_HEADERS = frozenset(["指标值", "复核得分", "状态", "计入总分", "最低", "最高"])
_OUR_COLUMNS = ("指标值(复核)", "复核得分", "差额", "依据")
_LEGEND = "图例(颜色随数据变化)"
_TOTAL = "合计"
_COLUMNS = regex(r"(?:.*!)?([A-Z]{1,3}):[A-Z]{1,3}")
_ROWS = regex(r"(?:.*!)?(\d{1,7}):\d{1,7}")
_NONE_ADDED = 10_000_000
_LAST_LINE = 6
"""The lines about the return stand above this row of 汇总, its figures below."""
_YEAR = regex(r"20\d\d")


def recognise(
    grid: Grid, properties: Mapping[str, str]
) -> tuple[Own, tuple[str, int, int] | None] | None:
    """What the workbook says of itself, and the sheet, first row and first column that we added to; None for a stranger's."""
    names = {sheet.name for sheet in grid.sheets}
    if not names >= SHEETS:
        return _incomplete(grid, names, properties) if MARK in properties else None
    added = _stated(properties) or _seen(grid)
    if MARK not in properties and (added is None or not _laid_out(grid)):
        return None
    found = read_fingerprint(properties)
    if found is None:
        return _from_summary(_sheet(grid, SUMMARY)), added
    return _told(found), added


def _incomplete(
    grid: Grid, names: set[str], properties: Mapping[str, str]
) -> tuple[Own, tuple[str, int, int] | None]:
    """An output of ours without all the sheets of a completed workbook: another one, or one that a person took sheets from."""
    if ADDED not in properties:
        return Own(completed=False), None
    lost = tuple(name for name in _TYPED_INTO if name not in names)
    added = _stated(properties) if INDICATORS in names else None
    found = read_fingerprint(properties)
    if found is not None:
        return replace(_told(found), lost=lost), added
    told = _from_summary(_sheet(grid, SUMMARY)) if SUMMARY in names else Own()
    return replace(told, lost=lost), added


def _told(found: Fingerprint) -> Own:
    return Own(found.unit, found.year, found.form, found.name, found, project=found.project)


def _stated(properties: Mapping[str, str]) -> tuple[str, int, int] | None:
    columns = _COLUMNS.fullmatch(properties.get(ADDED, ""))
    rows = _ROWS.fullmatch(properties.get(ADDED_ROWS, ""))
    if not columns:
        return None
    return INDICATORS, int(rows[1]) if rows else _NONE_ADDED, column_index_from_string(columns[1])


def _sheet(grid: Grid, name: str) -> Sheet:
    return next(sheet for sheet in grid.sheets if sheet.name == name)


def _laid_out(grid: Grid) -> bool:
    return _has_row(_sheet(grid, NEEDS), _NEEDS_HEADERS) and _has_row(
        _sheet(grid, WORKING), _WORKING_HEADERS
    )


def _has_row(sheet: Sheet, wanted: frozenset[str]) -> bool:
    return any(wanted <= {cell.key for cell in cells} for _, cells in sheet.rows())


def _seen(grid: Grid) -> tuple[str, int, int] | None:
    """Our part of the 指标表: right of the table by its four headers, below it from the 合计 that is ours, else from the legend."""
    sheet = _sheet(grid, INDICATORS)
    for row, cells in sheet.rows():
        keys = [cell.key for cell in cells]
        for at, cell in enumerate(cells):
            if tuple(keys[at : at + len(_OUR_COLUMNS)]) == _OUR_COLUMNS:
                return INDICATORS, _first_row(grid, sheet, row, cell.col), cell.col
    return None


def _first_row(grid: Grid, sheet: Sheet, header: int, ours: int) -> int:
    legend = next(
        (row for row, cells in sheet.rows() if row > header and cells[0].key == _LEGEND), None
    )
    if legend is None:
        return _NONE_ADDED
    total = [cell for cell in sheet.row(legend - 2) if cell.col < ours]
    if not total or total[0].key != _TOTAL:
        return legend - 1
    formulas = any(cell.formula for each in grid.sheets for cell in each.cells.values())
    if formulas:
        return legend - 2 if any(WORKING in cell.formula for cell in total) else legend - 1
    return legend - 2 if all(isinstance(cell.value, int | float) for cell in total[1:]) else legend - 1  # fmt: skip


def _from_summary(sheet: Sheet) -> Own:
    """The lines 单位, 项目名称, 评价年度 and 填报文件 at the top of 汇总."""
    said: dict[str, str] = {}
    for row, cells in sheet.rows():
        if row > _LAST_LINE:
            break
        for label, value in pairwise(cells):
            if label.key in ("单位", "项目名称", "评价年度", "填报文件"):
                said.setdefault(label.key, value.text.strip())
    year = _YEAR.match(said.get("评价年度", ""))
    name = PurePath(said.get("填报文件", "").split("、")[0]).name
    said_year = int(year[0]) if year else None
    return Own(said.get("单位", ""), said_year, "", name, project=said.get("项目名称", ""))
