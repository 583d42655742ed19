"""A workbook as grids of cells: address, value, formula, number format, merge owner, hidden flag."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore.exact.shown import show_label
from sheetscore.model.finding import Finding
from sheetscore.model.fingerprints import Own
from sheetscore.readers.bytes.file_kinds import Kind
from sheetscore.readers.formats.pieces import Seen
from sheetscore.regexes import regex
from sheetscore.words.text import name_key

_key = lru_cache(maxsize=1 << 16)(name_key)
"""Labels are compared many times over; a sheet has few different ones."""
_label = lru_cache(maxsize=1 << 16, typed=True)(show_label)
_WORDS = regex("[\u4e00-\u9fff]")
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


@lru_cache(maxsize=1 << 14)
def _blank(row: int, col: int) -> Cell:
    """The cell at a place where none is stored: asked for over and over by all who look around a table."""
    return Cell(row, col, None)


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
    last_row: int = field(init=False)
    last_col: int = field(init=False)

    def __post_init__(self) -> None:
        self.last_row = max((row for row, _ in self.cells), default=0)
        self.last_col = max((col for _, col in self.cells), default=0)
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

    def area(self, row: int, col: int) -> tuple[int, int, int, int]:
        """The merged area that covers a cell, or the cell itself."""
        return self._owner.get((row, col), (row, col, row, col))

    def owner(self, row: int, col: int) -> Cell:
        """The cell whose value shows at this place: the first of its merged area, or itself (blank if not stored)."""
        area = self.area(row, col)
        place = (area[0], area[1])
        return self.cells.get(place) or _blank(*place)

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
