"""What every format comes to: an openpyxl workbook in memory, the stored results of its formulas, and findings."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_ISO8601
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore.errors import Damaged
from sheetscore.exact.amounts import decimal, json_number
from sheetscore.forms.limits import (
    LIMITS,
    Limits,
    check_range,
    too_many_merges,
    too_many_sheets,
    too_much_merged,
)
from sheetscore.model.finding import Finding
from sheetscore.readers.formats.pieces import Piece, Seen, is_marked, seen, seen_value
from sheetscore.regexes import regex

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, 1-based."""
_NUMERAL = regex(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(\d+))?(%?)")
_LONGEST = 20
_NARROWEST, _WIDEST = 9, 44
_WIDEST_TABLE = 50
"""Columns. A wider table is no form to be printed."""
_THIN = Side(style="thin")
LINES = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
WRAPPED = Alignment(vertical="center", wrap_text=True)
_FORBIDDEN = dict.fromkeys(map(ord, "[]:*?/\\"), "_")


@dataclass(slots=True)
class Loaded:
    """A parsed file. `cached` holds by sheet title and (row, col) the stored result of each formula cell.

    `seen` are in the same way the cells of which a piece is struck out, hidden or raised: their values in the book are what a
    reader sees. `unseen` are the numbers that a spreadsheet still adds up though nobody sees them: those struck out, and
    those under a merged area. The findings name no file; who asked for the file puts its name in.
    """

    book: Workbook
    cached: dict[str, dict[tuple[int, int], Any]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    seen: dict[str, dict[tuple[int, int], Seen]] = field(default_factory=dict)
    unseen: dict[str, dict[tuple[int, int], Any]] = field(default_factory=dict)


def damaged() -> Damaged:
    """The refusal of a file whose content does not hold together."""
    return Damaged("文件已损坏，打不开。", "请在原电脑上打开并另存一次，再重新发送。")


def typed(text: str) -> tuple[str | int | float, str]:
    """Text of a format that knows only text → (value, number format): `1,050.00` is 1050, `95.5%` is 0.955 shown as %.

    Only numerals as a spreadsheet shows them; all else (full width, units, approximations) stays text for the number gate.
    """
    bare = text.strip()
    found = _NUMERAL.fullmatch(bare)
    if not found or len(bare) > _LONGEST:
        return text, "General"
    number = decimal(bare.rstrip("%").replace(",", ""))
    places = "0" * len(found[1] or "")
    if found[2]:
        value = json_number(number.scaleb(-2))
        shape = f"0.{places}%" if places else "0%"
    else:
        value, shape = json_number(number), f"0.{places}" if places else "General"
    return (text, "General") if value is None else (value, shape)


def iso_date(text: str) -> Any:
    """A date or time as XML writes it, or None for what is no date."""
    try:
        return from_ISO8601(text)  # type: ignore[no-untyped-call]
    except ValueError:
        return None


class Page:
    """A sheet being written. Cells outside the limits raise OverLimit; merges are drawn by `finish`."""

    def __init__(self, book: Workbook, title: str, limits: Limits = LIMITS) -> None:
        if len(book.worksheets) >= limits.sheets:
            raise too_many_sheets(len(book.worksheets) + 1, limits)
        name = title.translate(_FORBIDDEN)[:31] or f"表{len(book.worksheets) + 1}"
        self.sheet: Worksheet = book.create_sheet(name)
        self.limits = limits
        self.cached: dict[tuple[int, int], Any] = {}
        self.seen: dict[tuple[int, int], Seen] = {}
        self.unseen: dict[tuple[int, int], Any] = {}
        self._merges: list[Area] = []
        self._last_row = self._last_col = 0

    def put(
        self,
        row: int,
        col: int,
        value: Any,
        number_format: str = "General",
        formula: str = "",
        pieces: Iterable[Piece] = (),
    ) -> None:
        """Set one cell; with `formula` the value is its stored result. Text is never taken for a formula.

        `pieces` are its text in runs that look different, or one run for the font of a number.
        """
        self._bound(row, col)
        shown, found = seen_value(value, number_format, pieces)
        if found:
            self.seen[row, col] = found
            if isinstance(value, int | float):
                self.unseen[row, col] = value
            value, formula = shown, ""
        cell: Any = self.sheet.cell(row, col)
        if isinstance(value, float) and not math.isfinite(value):
            value = str(value)
        if formula:
            cell._value, cell.data_type = formula, "f"
            self.cached[row, col] = value
        elif isinstance(value, str):
            cell._value, cell.data_type = value, "e" if value.startswith("#") else "s"
        elif value is not None:
            cell.value = value
        if number_format != "General":
            cell.number_format = number_format

    def put_text(
        self,
        row: int,
        col: int,
        pieces: Iterable[Piece],
        as_shown: Callable[[str], str] = str.strip,
        numbers: bool = True,
    ) -> None:
        """Set one cell of a format that knows only text: what a reader sees of it, a numeral as a number unless told."""
        found = seen(pieces)
        if is_marked(found.pieces):
            self.put(row, col, None)
            self.seen[row, col] = found
        text = as_shown(found.text)
        if text:
            self.put(row, col, *(typed(text) if numbers else (text, "General")))

    def put_line(
        self,
        row: int,
        pieces: Iterable[Piece],
        width: int,
        as_shown: Callable[[str], str] = str.strip,
    ) -> None:
        """A title above a table or a note below it, over as many columns as the table has."""
        self.put_text(row, 1, pieces, as_shown, numbers=False)
        if 1 < width <= _WIDEST_TABLE:
            self.merge((row, 1, row, width))

    def merge(self, area: Area) -> None:
        """Remember a merged area."""
        if area[:2] == area[2:]:
            return
        self._merges.append(area)
        if len(self._merges) > self.limits.merges:
            raise too_many_merges(len(self._merges), self.limits)

    def width(self, col: int, characters: float) -> None:
        """Width of a column in characters."""
        if col <= self.limits.columns:
            self.sheet.column_dimensions[get_column_letter(col)].width = characters

    def hide(self, row: int = 0, col: int = 0) -> None:
        """Hide a row or a column."""
        if 0 < row <= self.limits.rows:
            self.sheet.row_dimensions[row].hidden = True
        if 0 < col <= self.limits.columns:
            self.sheet.column_dimensions[get_column_letter(col)].hidden = True

    def finish(self) -> list[Area]:
        """Draw the merges, cut to the used range; those that overlap are left out and returned. Raises OverLimit."""
        merges = [cut(area, self._last_row, self._last_col) for area in self._merges]
        covered = sum((area[2] - area[0] + 1) * (area[3] - area[1] + 1) for area in merges)
        if covered > self.limits.merged_area:
            raise too_much_merged(covered, self.limits)
        kept, dropped = disjoint([area for area in merges if area[:2] != area[2:]])
        for area in kept:
            self._cover(area)
        draw_merges(self.sheet, kept)
        return dropped

    def _cover(self, area: Area) -> None:
        """Keep the numbers of a merged area that nobody sees; a merge takes them out of the sheet."""
        cells: dict[tuple[int, int], Any] = self.sheet._cells
        for row in range(area[0], area[2] + 1):
            for col in range(area[1], area[3] + 1):
                cell = cells.get((row, col))
                value = self.cached.get((row, col), None if cell is None else cell.value)
                number = isinstance(value, int | float) and not isinstance(value, bool)
                if number and (row, col) != area[:2]:
                    self.unseen[row, col] = value

    def lines(self) -> None:
        """Thin lines, wrapped text and widths by what the columns hold, for formats that say nothing of looks."""
        cells: dict[tuple[int, int], Any] = self.sheet._cells
        spread = {(area[0], area[1]) for area in self._merges if area[3] > area[1]}
        longest: dict[int, int] = {}
        for (row, col), cell in cells.items():
            cell.border, cell.alignment = LINES, WRAPPED
            if (row, col) not in spread:
                longest[col] = max(longest.get(col, 0), len(str(cell.value or "")))
        for col, length in longest.items():
            self.width(col, min(_WIDEST, max(_NARROWEST, 2 * length + 2)))

    def _bound(self, row: int, col: int) -> None:
        self._last_row, self._last_col = max(self._last_row, row), max(self._last_col, col)
        check_range(self._last_row, self._last_col, self.limits)


def cut(area: Area, last_row: int, last_col: int) -> Area:
    """A merged area without what lies beyond the used range: a merged whole column is a million cells."""
    return (
        *area[:2],
        max(area[0], min(area[2], last_row)),
        max(area[1], min(area[3], last_col)),
    )


def disjoint(merges: list[Area]) -> tuple[list[Area], list[Area]]:
    """(areas that share no cell with another, the others), in reading order.

    None of the others wins: a value may stand in each.
    """
    owner: dict[tuple[int, int], Area] = {}
    sharing: set[Area] = set()
    each = sorted(set(merges))
    for area in each:
        for row in range(area[0], area[2] + 1):
            for col in range(area[1], area[3] + 1):
                other = owner.setdefault((row, col), area)
                if other != area:
                    sharing |= {area, other}
    return [area for area in each if area not in sharing], sorted(sharing)


def draw_merges(sheet: Worksheet, areas: Sequence[Area]) -> None:
    """Merge areas that share no cell. Every cell keeps the style that the file gives it.

    openpyxl's own merge adds up borders cell by cell, which took two fifths of the time that a return costs (3.1.5).
    """
    cells: dict[tuple[int, int], Any] = sheet._cells
    for area in areas:
        for row in range(area[0], area[2] + 1):
            for col in range(area[1], area[3] + 1):
                if (row, col) == area[:2]:
                    sheet.cell(row, col)
                    continue
                covered: Any = MergedCell(sheet, row, col)
                if (row, col) in cells:
                    covered._style = cells[row, col]._style
                cells[row, col] = covered
    ranges = [CellRange(None, area[1], area[0], area[3], area[2]) for area in areas]
    sheet.merged_cells = MultiCellRange(ranges)


def new_book() -> Workbook:
    """A workbook without a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def loaded(
    book: Workbook, pages: Mapping[str, Page] | list[Page], findings: list[Finding]
) -> Loaded:
    """The pages finished: their merges drawn, formulas' results beside."""
    each = pages if isinstance(pages, list) else list(pages.values())
    found = list(findings)
    for page in each:
        found += [overlap(page.sheet.title, area) for area in page.finish()]
    return Loaded(
        book,
        {page.sheet.title: page.cached for page in each if page.cached},
        found,
        {page.sheet.title: page.seen for page in each if page.seen},
        {page.sheet.title: page.unseen for page in each if page.unseen},
    )


def overlap(sheet: str, area: Area) -> Finding:
    """A15: two merged areas share a cell."""
    first = f"{get_column_letter(area[1])}{area[0]}"
    last = f"{get_column_letter(area[3])}{area[2]}"
    return Finding(
        "A15", "warning", f"{first}:{last} 与另一处合并单元格重叠，没有按合并读。", "", sheet, first,
        f"{first}:{last}", "不重叠的合并", "请用 Excel 或 WPS 打开，取消这两处合并，核对所填的数后另存。",
    )  # fmt: skip
