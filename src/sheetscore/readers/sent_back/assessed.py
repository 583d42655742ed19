"""评定得分 and 评定依据数: what a person typed into the 汇总 of a completed workbook, beside the rows that wait for one.

The list is known by its headings, in every format: nothing else of the file has to have survived another program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sheetscore.exact.amounts import decimal
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.words.text import name_key

SHEET = "汇总"
SCORE, BASIS = "评定得分", "评定依据数"
HEADINGS = ("序号", "指标", "分值", "自评得分", SCORE)
"""Headings of the list, in this order (docs/接口.md); behind them BASIS where a row takes a count, items or a grade."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One filled cell of a `column`, SCORE or BASIS: what stands in it, beside which indicator (`number`: its place from 1).

    `formula` is the text of a formula, whose stored result is `value` (None: none was stored).
    """

    number: int
    indicator: str
    value: Any
    number_format: str
    file: str
    sheet: str
    cell: str
    formula: str = ""
    column: str = SCORE


def read_assessed(grids: Sequence[Grid]) -> list[Typed]:
    """The filled cells of both columns, in the order of the sheets; blank ones are left out."""
    return [
        typed
        for grid in grids
        for sheet in grid.sheets
        if name_key(sheet.name) == SHEET
        for typed in _filled(grid, sheet)
    ]


def _filled(grid: Grid, sheet: Sheet) -> list[Typed]:
    head = _header(sheet)
    if head is None:
        return []
    row, columns = head
    found = []
    while (number := _number(sheet.owner(row + 1, columns["序号"]).value)) is not None:
        row += 1
        name = sheet.owner(row, columns["指标"]).text
        for column in (SCORE, BASIS):
            cell = sheet.owner(row, columns[column]) if column in columns else None
            if cell is None or (_blank(cell.value) and not cell.formula):
                continue
            found.append(
                Typed(
                    number, name, cell.value, cell.number_format, grid.file, sheet.name, cell.address,
                    cell.formula, column,
                )
            )  # fmt: skip
    return found


def _blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for row, cells in sheet.rows():
        columns = {cell.key: cell.col for cell in cells if cell.key in (*HEADINGS, BASIS)}
        if tuple(name for name in columns if name != BASIS) == HEADINGS:
            return row, columns
    return None


def _number(value: Any) -> int | None:
    """The running number at the beginning of a row; None where the list has ended."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = decimal(value)
    except ValueError:
        return None
    return int(number) if number == number.to_integral_value() and number > 0 else None
