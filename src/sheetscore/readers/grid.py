"""A workbook as grids of cells: address, value, formula, number format, merge owner, hidden flag."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore.exact.shown import show_label
from sheetscore.forms.limits import LIMITS, Limits, check_range
from sheetscore.model.finding import Finding
from sheetscore.readers.bytes.endings import misnamed
from sheetscore.readers.bytes.file_kinds import Kind, kind_of
from sheetscore.readers.formats import read_book
from sheetscore.readers.formats.book import Loaded
from sheetscore.readers.formats.pieces import Piece, Seen, is_marked, seen, told
from sheetscore.readers.formats.properties import custom_properties
from sheetscore.readers.recompute import recomputed
from sheetscore.readers.sent_back.own_workbook import Own, recognise
from sheetscore.readers.sent_back.typed import with_typed_texts
from sheetscore.words.text import name_key

_key = lru_cache(maxsize=1 << 16)(name_key)
"""Labels are compared many times over; a sheet has few different ones."""
_label = lru_cache(maxsize=1 << 16, typed=True)(show_label)
_WORDS = re.compile("[\u4e00-\u9fff]")
_FAR = 10_000_000


def address(row: int, col: int) -> str:
    """1-based row and column → A1."""
    return f"{get_column_letter(col)}{row}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is the stored value (for a formula: the cached one), `formula` its text or "".

    Of text that is struck out or hidden in part the value is what a reader sees; `gone` is that of a cell which is so whole.
    """

    row: int
    col: int
    value: Any
    formula: str = ""
    number_format: str = "General"
    hidden: bool = False
    gone: str = ""

    @property
    def address(self) -> str:
        return address(self.row, self.col)

    @property
    def text(self) -> str:
        """The cell as text, "" for a blank; with the words that its format puts around (2022 shown as 2022年度)."""
        if self.value is None:
            return ""
        if self.number_format == "General":
            return str(self.value)
        return _label(self.value, self.number_format) or str(self.value)

    @property
    def worded(self) -> bool:
        """True for a text, and for a number or a date that its format makes one."""
        if isinstance(self.value, str):
            return True
        if self.value is None or self.number_format == "General":
            return False
        return _WORDS.search(_label(self.value, self.number_format)) is not None

    @property
    def key(self) -> str:
        """The text for comparing labels: one width, no blanks, no quotation marks."""
        if self.number_format == "General":
            return _key(self.value) if isinstance(self.value, str) else self.text
        return _key(self.text) if self.worded else self.text


@dataclass(slots=True)
class Sheet:
    """One sheet: `cells` by (row, col), 1-based; `merges` as (first row, first col, last row, last col).

    `columns` and `rows_of_part` are the first and the last one of a part of a sheet, None for a whole sheet. `seen` are the cells
    with pieces that are struck out, hidden or raised, `unseen` the numbers that only a spreadsheet sees (formats.book.Loaded).
    """

    name: str
    cells: dict[tuple[int, int], Cell]
    merges: list[tuple[int, int, int, int]]
    worksheet: Worksheet
    columns: tuple[int, int] | None = None
    seen: dict[tuple[int, int], Seen] = field(default_factory=dict)
    unseen: dict[tuple[int, int], Any] = field(default_factory=dict)
    rows_of_part: tuple[int, int] | None = None
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
        return self._part((first, last), self.rows_of_part)

    def band(self, first: int, last: int) -> Sheet:
        """The rows first..last alone, for a form above or below another; addresses stay those of the sheet."""
        return self._part(self.columns, (first, last))

    def _part(self, columns: tuple[int, int] | None, rows: tuple[int, int] | None) -> Sheet:
        left, right = columns or (1, _FAR)
        top, bottom = rows or (1, _FAR)
        cells = {
            (row, col): cell for (row, col), cell in self.cells.items() if top <= row <= bottom and left <= col <= right
        }  # fmt: skip
        merges = [
            area for area in self.merges
            if top <= area[0] and area[2] <= bottom and left <= area[1] and area[3] <= right
        ]  # fmt: skip
        return self.having(cells, merges, columns, rows)

    def having(
        self,
        cells: dict[tuple[int, int], Cell],
        merges: list[tuple[int, int, int, int]] | None = None,
        columns: tuple[int, int] | None = None,
        rows: tuple[int, int] | None = None,
    ) -> Sheet:
        """The same sheet, or part of one, with these cells (and merges, columns and rows, if others than its own)."""
        return Sheet(
            self.name, cells, self.merges if merges is None else merges, self.worksheet, columns or self.columns,
            self.seen, self.unseen, rows or self.rows_of_part,
        )  # fmt: skip

    @property
    def top(self) -> int:
        """The first row of the sheet or of this part of one."""
        return self.rows_of_part[0] if self.rows_of_part else 1

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
    grid = Grid(file, [], kind=kind, findings=misnamed(file, kind))
    grid.findings += [replace(each, file=file) for each in found.findings]
    for sheet in found.book.worksheets:
        grid.sheets.append(_sheet(sheet, found, grid, limits))
    ours = recognise(grid, custom_properties(data, kind))
    if ours is not None:
        grid.own, grid.added = ours
        grid.sheets = [_as_typed(sheet, grid.own) for sheet in grid.sheets]
    if not grid.own_output:
        grid.findings += _recomputed(grid)
    return grid


def _as_typed(sheet: Sheet, own: Own) -> Sheet:
    cells = with_typed_texts(sheet.name, sheet.cells, own)
    if cells is sheet.cells:
        return sheet
    return Sheet(
        sheet.name, cells, sheet.merges, sheet.worksheet, seen=sheet.seen, unseen=sheet.unseen
    )


def _recomputed(grid: Grid) -> list[Finding]:
    """What formulas and numbers under merged areas have to say: a spreadsheet adds up what nobody sees."""
    counted, covered = {}, {}
    for sheet in grid.sheets:
        counted[sheet.name] = {place: cell.value for place, cell in sheet.cells.items()}
        counted[sheet.name] |= sheet.unseen
        covered[sheet.name] = {p: v for p, v in sheet.unseen.items() if p not in sheet.seen}
    formulas = [
        (sheet.name, cell.address, cell.formula, cell.value)
        for sheet in grid.sheets for cell in sheet.cells.values() if cell.formula
    ]  # fmt: skip
    return recomputed(grid.file, formulas, counted, covered)


def _stored(sheet: Worksheet) -> Iterator[Any]:
    """Only the cells that stand in the file: ws.iter_rows() would build every blank one."""
    yield from sheet._cells.values()


def _sheet(sheet: Worksheet, found: Loaded, grid: Grid, limits: Limits) -> Sheet:
    cached = found.cached.get(sheet.title, {})
    unseen = found.unseen.get(sheet.title, {})
    marked = found.seen.get(sheet.title, {})
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
        pieces = marked.get((cell.row, cell.column))
        if pieces is None and (pieces := _raised(value)):
            value = pieces.text
        if pieces:
            grid.findings += told(pieces, grid.file, sheet.title, cell.coordinate)
        gone = pieces.filed if pieces and pieces.nothing else ""
        if value is None and not formula and not gone:
            continue
        if isinstance(value, str) and len(value) > limits.text_length:
            grid.findings.append(_cut(grid.file, sheet.title, cell.coordinate, value, limits))
            value = value[: limits.text_length - len(_CUT)] + _CUT
        hidden = not seen or cell.row in rows or cell.column in columns
        cells[cell.row, cell.column] = Cell(
            cell.row, cell.column, value, formula, _number_format(cell), hidden, gone
        )
    last_row, last_col = (
        max((row for row, _ in cells), default=0),
        max((col for _, col in cells), default=0),
    )
    check_range(last_row, last_col, limits)
    return Sheet(sheet.title, cells, merges, sheet, seen=marked, unseen=unseen)


def _raised(value: Any) -> Seen | None:
    """A text with characters that are raised by themselves: 公用经费¹."""
    pieces = [Piece(value)] if isinstance(value, str) else []
    return seen(pieces) if is_marked(pieces) else None


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
