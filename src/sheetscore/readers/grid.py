"""A workbook as grids of cells: address, value, formula, number format, merge owner, hidden flag."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore.amounts import plain
from sheetscore.limits import LIMITS, Limits, check_range
from sheetscore.model import Finding
from sheetscore.readers.formats import read_book
from sheetscore.readers.formats.properties import custom_properties
from sheetscore.readers.kinds import Kind, kind_of
from sheetscore.readers.own import Own, recognise
from sheetscore.readers.recompute import is_stale
from sheetscore.rules.text import name_key

_key = lru_cache(maxsize=1 << 16)(name_key)
"""Labels are compared many times over; a sheet has few different ones."""


def address(row: int, col: int) -> str:
    """1-based row and column → A1."""
    return f"{get_column_letter(col)}{row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is the stored value (for a formula: the cached one), `formula` its text or ""."""

    row: int
    col: int
    value: Any
    formula: str = ""
    number_format: str = "General"
    hidden: bool = False

    @property
    def address(self) -> str:
        return address(self.row, self.col)

    @property
    def text(self) -> str:
        """The value as text, "" for a blank."""
        return "" if self.value is None else str(self.value)

    @property
    def key(self) -> str:
        """The text for comparing labels: one width, no blanks, no quotation marks."""
        return _key(self.value) if isinstance(self.value, str) else self.text


@dataclass(slots=True)
class Sheet:
    """One sheet: `cells` by (row, col), 1-based; `merges` as (first row, first col, last row, last col).

    `columns` are the first and the last one of a part of a sheet, None for a whole sheet.
    """

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: list[tuple[int, int, int, int]]
    worksheet: Worksheet
    columns: tuple[int, int] | None = None
    _owner: dict[tuple[int, int], tuple[int, int, int, int]] = field(default_factory=dict)
    _rows: dict[int, list[Cell]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place in sorted(self.cells):
            self._rows.setdefault(place[0], []).append(self.cells[place])
        for area in self.merges:
            for row in range(area[0], area[2] + 1):
                for col in range(area[1], area[3] + 1):
                    self._owner[row, col] = area

    def window(self, first: int, last: int) -> Sheet:
        """The columns first..last alone, for a table beside another; addresses stay those of the sheet."""
        cells = {place: cell for place, cell in self.cells.items() if first <= place[1] <= last}
        merges = [area for area in self.merges if first <= area[1] and area[3] <= last]
        return Sheet(self.name, cells, merges, self.worksheet, (first, last))

    @property
    def visible(self) -> bool:
        return bool(self.worksheet.sheet_state == "visible")

    @property
    def last_row(self) -> int:
        return max(self._rows, default=0)

    @property
    def last_col(self) -> int:
        return max((col for _, col in self.cells), default=0)

    def area(self, row: int, col: int) -> tuple[int, int, int, int]:
        """The merged area that covers a cell, or the cell itself."""
        return self._owner.get((row, col), (row, col, row, col))

    def owner(self, row: int, col: int) -> Cell:
        """The cell whose value shows at this place: the first of its merged area, or itself (blank if not stored)."""
        area = self.area(row, col)
        place = (area[0], area[1])
        return self.cells.get(place) or Cell(*place, None)

    def at(self, address: str) -> Cell | None:
        """The cell stored at an A1 address; None for a blank one and for what is no address."""
        if not address:
            return None  # openpyxl fails on it with an UnboundLocalError
        try:
            place: tuple[int, int] = coordinate_to_tuple(address)
        except (ValueError, TypeError, AttributeError):
            return None
        return self.cells.get(place)

    def row(self, row: int) -> list[Cell]:
        """The cells with a value that begin in this row, left to right."""
        return self._rows.get(row, [])

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """(row number, its cells with a value), top down."""
        yield from self._rows.items()

    def first_row_where(self, wanted: Callable[[list[Cell]], bool]) -> int | None:
        """The first row whose cells are what is wanted."""
        return next((row for row, cells in self.rows() if wanted(cells)), None)


@dataclass(slots=True)
class Grid:
    """A workbook: its sheets in order; `file` is the name to show.

    `added` is what an earlier run of ours added to a sheet: its name, the first row and the first column of it.
    `findings` are those of the file itself, whatever stands in its tables. `own` is what an output of ours says of itself.
    """

    file: str
    sheets: list[Sheet]
    own: Own | None = None
    added: tuple[str, int, int] | None = None
    formulas_without_value: list[tuple[str, str]] = field(default_factory=list)
    kind: Kind = Kind.XLSX
    findings: list[Finding] = field(default_factory=list)

    @property
    def own_output(self) -> bool:
        """Did sheetscore write it?"""
        return self.own is not None

    def filed(self, sheet: Sheet) -> tuple[int, int]:
        """Last row and last column that the unit filed."""
        if self.added and self.added[0] == sheet.name:
            return min(sheet.last_row, self.added[1] - 1), min(sheet.last_col, self.added[2] - 1)
        return sheet.last_row, sheet.last_col


def read_grid(file: str, data: bytes, limits: Limits = LIMITS) -> Grid:
    """Parse admitted bytes of any format.

    Raises Damaged for what its reader cannot read, OverLimit for a vast sheet, NotAWorkbook for a page or text without a table.
    """
    kind = kind_of(data)
    found = read_book(data, kind, limits)
    grid = Grid(file, [], kind=kind, findings=_misnamed(file, kind))
    grid.findings += [replace(each, file=file) for each in found.findings]
    for sheet in found.book.worksheets:
        grid.sheets.append(_sheet(sheet, found.cached.get(sheet.title, {}), grid, limits))
    ours = recognise(grid, custom_properties(data, kind))
    if ours is not None:
        grid.own, grid.added = ours
    if not grid.own_output:
        grid.findings += _stale(grid)
    return grid


def _stale(grid: Grid) -> list[Finding]:
    """B08: a formula whose stored result is not what its cells give; the stored one is what the clerk saw last."""
    values = {
        sheet.name: {place: cell.value for place, cell in sheet.cells.items()}
        for sheet in grid.sheets
    }
    found = []
    for sheet in grid.sheets:
        for cell in sheet.cells.values():
            computed = (
                is_stale(cell.formula, cell.value, sheet.name, values) if cell.formula else None
            )
            if computed is not None:
                stored, right = plain(cell.value), plain(computed, 6)
                found.append(
                    Finding(
                        "B08", "error", f"公式 {cell.formula} 保存的结果是 {stored}，重新计算是 {right}，按保存的结果读。", grid.file,
                        sheet.name, cell.address, stored, right, "请用 Excel 或 WPS 打开，重新计算并保存后再交。",
                    )
                )  # fmt: skip
    return found


def _misnamed(file: str, kind: Kind) -> list[Finding]:
    """A12: the ending of the name says something else than the bytes."""
    ending = PurePath(file).suffix.lower()
    if not ending or ending in kind.endings:
        return []
    return [
        Finding(
            "A12", "warning", f"文件名的扩展名是 {ending}，内容其实是{kind.label}：已按内容读取。", file,
            found=ending, expected="、".join(kind.endings), advice="请核对读出的内容；最好用 Excel 或 WPS 打开后另存为 .xlsx。",
        )
    ]  # fmt: skip


def _stored(sheet: Worksheet) -> Iterator[Any]:
    """Only the cells that stand in the file: ws.iter_rows() would build every blank one."""
    yield from sheet._cells.values()


def _sheet(
    sheet: Worksheet, cached: dict[tuple[int, int], Any], grid: Grid, limits: Limits
) -> Sheet:
    merges = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    seen = sheet.sheet_state == "visible"
    rows, columns = _hidden_rows(sheet), _hidden_columns(sheet)
    cells: dict[tuple[int, int], Cell] = {}
    for cell in _stored(sheet):
        value, formula = cell.value, ""
        if cell.data_type == "f":
            formula = str(getattr(value, "text", value))
            value = cached.get((cell.row, cell.column))
            if value is None:
                grid.formulas_without_value.append((sheet.title, cell.coordinate))
        if value is None and not formula:
            continue
        if isinstance(value, str) and len(value) > limits.text_length:
            grid.findings.append(_cut(grid.file, sheet.title, cell.coordinate, value, limits))
            value = value[: limits.text_length - len(_CUT)] + _CUT
        hidden = not seen or cell.row in rows or cell.column in columns
        cells[cell.row, cell.column] = Cell(
            cell.row, cell.column, value, formula, _number_format(cell), hidden
        )
    last_row, last_col = (
        max((row for row, _ in cells), default=0),
        max((col for _, col in cells), default=0),
    )
    check_range(last_row, last_col, limits)
    return Sheet(sheet.title, cells, merges, sheet)


_CUT = "…（过长，已截断）"


def _cut(file: str, sheet: str, cell: str, value: str, limits: Limits) -> Finding:
    """A15: more text than a cell of Excel takes; the completed workbook shows its beginning."""
    return Finding(
        "A15", "warning", f"{cell} 有 {len(value)} 字，超过单元格 {limits.text_length} 字的上限，只取前面的部分。", file,
        sheet, cell, f"{len(value)} 字", f"不超过 {limits.text_length} 字", "请把长文字移到报告里，单元格只写要点。",
    )  # fmt: skip


def _number_format(cell: Any) -> str:
    try:
        return str(cell.number_format or "General")
    except IndexError:  # the file names a style that it does not hold
        return "General"


def _hidden_rows(sheet: Worksheet) -> set[int]:
    """Rows that are hidden, by a filter as well, or drawn with no height."""
    rows = sheet.row_dimensions.items()
    return {number for number, row in rows if row.hidden or row.height == 0}


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """Columns that are hidden or drawn with no width; one entry of the file may stand for several."""
    found: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden or column.width == 0:
            first = int(column.min or column_index_from_string(column.index or "A"))
            found.update(range(first, int(column.max or first) + 1))
    return found
