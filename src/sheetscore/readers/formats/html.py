"""Web pages with tables, which systems hand out under the name .xls: a sheet a table, rowspan and colspan merged."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from sheetscore.errors import NotAWorkbook
from sheetscore.exact.amounts import decimal, json_number
from sheetscore.exact.shown import show_number
from sheetscore.forms.limits import Limits, too_deep
from sheetscore.readers.bytes.file_kinds import text_of
from sheetscore.readers.formats.book import Loaded, Page, damaged, loaded, new_book, typed
from sheetscore.readers.formats.html_formats import GENERAL, PageFormats
from sheetscore.readers.formats.html_frames import frames_in
from sheetscore.readers.formats.html_looks import Look, Looks
from sheetscore.readers.formats.note_lines import note_lines
from sheetscore.readers.formats.pieces import Piece, is_marked, seen
from sheetscore.regexes import regex

_SPACE = regex(r"[ \t\r\n\f]+")
_BREAK = "\v"
_SKIPPED = ("script", "style", "title")
_BREAKS = ("p", "div", "h1", "h2", "h3", "h4", "li")
_LONGEST_TITLE = 100
_TITLES = 6
_NAMED = regex(r"^(?:Sheet|工作表|表)\s*\d+\s*[:：]\s*")


def read(data: bytes, limits: Limits) -> Loaded:
    """The tables of a page. Raises NotAWorkbook when it has none, OverLimit."""
    text = text_of(data)
    if text is None:
        raise damaged()
    reader = _Reader(limits, Looks(text), frames_in(text))
    reader.feed(text)
    reader.close()
    reader.note()
    tables = [table for table in reader.tables if table.cells]
    if not tables:
        raise NotAWorkbook(
            "这是网页（HTML），里面没有表格。",
            "请用 Excel 或 WPS 打开后另存为 .xlsx 再放进来。",
        )
    book, pages = new_book(), []
    for number, table in enumerate(tables, 1):
        page = Page(book, table.name or f"表{number}", limits)
        table.draw(page)
        page.lines()
        pages.append(page)
    return loaded(book, pages, [])


@dataclass(slots=True)
class _Cell:
    row: int
    col: int
    rows: int
    cols: int
    number: str | None
    shape: str
    gone: bool = False
    parts: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """One table: its cells at their places, the lines of text that stood above it, and those of a note below."""

    limits: Limits
    above: list[list[Piece]]
    name: str = ""
    notes: list[list[Piece]] = field(default_factory=list)
    veiled: bool = False
    row: int = 0
    col: int = 0
    cells: list[_Cell] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    columns: list[bool] = field(default_factory=list)
    taken: dict[int, int] = field(
        default_factory=dict
    )  # column → last row that a cell above covers

    def next_row(self) -> None:
        self.row, self.col = self.row + 1, 1

    def column(self, hidden: bool, times: int) -> None:
        """The next columns by a col tag."""
        self.columns += [hidden] * min(times, self.limits.columns)

    def add(self, rows: int, cols: int, number: str | None, shape: str, gone: bool) -> _Cell:
        """The next cell of the row, right of what hangs down from above."""
        if self.row == 0:
            self.next_row()
        while self.taken.get(self.col, 0) >= self.row:
            self.col += 1
        rows, cols = min(rows, self.limits.rows), min(cols, self.limits.columns + 1)
        cell = _Cell(self.row, self.col, rows, cols, number, shape, gone)
        for col in range(self.col, self.col + cols):
            self.taken[col] = self.row + rows - 1
        self.col += cols
        self.cells.append(cell)
        return cell

    def draw(self, page: Page) -> None:
        """Titles above, then the cells."""
        page.sheet.sheet_state = "hidden" if self.veiled else "visible"
        width = max((cell.col + cell.cols - 1 for cell in self.cells), default=1)
        for number, line in enumerate(self.above, 1):
            page.put_line(number, line, width, _tidy)
        top, last = len(self.above), self.row
        self._close_up()
        for cell in self.cells:
            _put(page, top + cell.row, cell)
            bottom = min(cell.row + cell.rows - 1, last)
            if bottom > cell.row or cell.cols > 1:
                page.merge((top + cell.row, cell.col, top + bottom, cell.col + cell.cols - 1))
        for number, line in enumerate(self.notes, top + last + 1):
            page.put_line(number, line, width, _tidy)
        for row in self.hidden:
            page.hide(row=top + row)
        for col, hidden in enumerate(self.columns, 1):
            if hidden:
                page.hide(col=col)

    def _close_up(self) -> None:
        """A cell with display: none takes no place where its row would be wider than all rows without one."""
        rows = {cell.row for cell in self.cells if cell.gone}
        ends = [cell.col + cell.cols for cell in self.cells if cell.row not in rows]
        for row in rows if ends else ():
            cells = [cell for cell in self.cells if cell.row == row]
            if max(cell.col + cell.cols for cell in cells) <= max(ends):
                continue
            shift = 0
            for cell in cells:
                cell.col -= shift
                shift += cell.cols if cell.gone else 0
                cell.cols = 0 if cell.gone else cell.cols
        self.cells = [cell for cell in self.cells if cell.cols]


def _lines(parts: list[Piece]) -> list[Piece]:
    """The pieces with what breaks a line as a line break, and every other blank as a space."""
    return [
        replace(piece, text=_SPACE.sub(" ", piece.text).replace(_BREAK, "\n")) for piece in parts
    ]


def _tidy(text: str) -> str:
    """Runs of blanks as one, lines kept, as a browser shows it."""
    lines = [re.sub(" +", " ", line).strip(" ") for line in text.split("\n")]
    return "\n".join(lines).strip("\n").replace("\u00a0", " ").strip()


def _put(page: Page, row: int, cell: _Cell) -> None:
    pieces = _lines(cell.parts)
    if is_marked(pieces):
        page.put_text(row, cell.col, pieces, _tidy)
        return
    text = _tidy("".join(piece.text for piece in pieces))
    if text or cell.number:  # ;;; shows nothing of a number
        value, shape = _value(cell, text)
        page.put(row, cell.col, None if value == "" else value, shape)


def _value(cell: _Cell, text: str) -> tuple[Any, str]:
    """The number that the program which wrote the page put beside the text, else the text as it reads.

    Excel shows a plain numeral under the format of its cell; a number beside a text that is not the same is told by its format alone.
    """
    shown, shape = typed(text)
    number = None
    if cell.number:
        with contextlib.suppress(ValueError):
            number = json_number(decimal(cell.number))
    if number is None:
        if isinstance(shown, str) or cell.shape == GENERAL or "%" in cell.shape + shape:
            return shown, shape  # 92.15% is one whatever the format, that of a text (@) too
        seen = show_number(decimal(shown), cell.shape)
        return shown, shape if seen.bare and seen.value == shown else cell.shape
    if cell.shape != GENERAL:
        return number, cell.shape
    rounded = not isinstance(shown, str) and _is_rounded(number, shown, shape)
    return (number, shape) if rounded else (text, GENERAL)


def _is_rounded(number: int | float, shown: int | float, shape: str) -> bool:
    """Is what is shown the number, rounded to the decimals of its text?"""
    places = len(shape.partition(".")[2].rstrip("%")) + (2 if "%" in shape else 0)
    return abs(decimal(number) - decimal(shown)) * 2 <= decimal(1).scaleb(-places)


class _Reader(HTMLParser):
    """Tables at the top level; what stands in a table within a cell is text of that cell.

    `frames` are the tables that are read as if they were not there, by their number.
    """

    def __init__(self, limits: Limits, looks: Looks, frames: frozenset[int]) -> None:
        super().__init__(convert_charrefs=True)
        self.limits, self.looks, self.frames = limits, looks, frames
        self._count, self._open = 0, list[bool]()
        self.tables: list[_Table] = []
        self._depth = self._skip = 0
        self._cell: _Cell | None = None
        self._formats, self._css = PageFormats(), False
        self._above: list[list[Piece]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = {name: value or "" for name, value in attrs}
        look = self.looks.enter(tag, stated)
        if tag in _SKIPPED:
            self._skip += 1
            self._css = tag == "style"
        elif tag == "table" and self._is_frame():
            self._above.append([])
        elif tag == "table":
            self._depth += 1
            if self._depth > self.limits.depth:
                raise too_deep(self.limits)
            if self._depth == 1:
                notes = self.note()
                self.tables.append(_Table(self.limits, *self._titles(), veiled=look.hidden))
                self.tables[-1].notes += notes
        elif self._depth == 0:
            if tag in (*_BREAKS, "br", "tr", "td"):
                self._above.append([])
        elif self._depth > 1:
            self._text(_BREAK if tag in ("tr", "br") else " ")
        else:
            self._in_table(tag, stated, look)

    def _is_frame(self) -> bool:
        """Is the table that begins here a frame? Counts it."""
        self._open.append(self._count in self.frames)
        self._count += 1
        if len(self._open) > self.limits.depth:
            raise too_deep(self.limits)
        return self._open[-1]

    def _in_table(self, tag: str, stated: dict[str, str], look: Look) -> None:
        table = self.tables[-1]
        if tag == "tr":
            self._cell = None
            table.next_row()
            if look.hidden and not table.veiled:
                table.hidden.add(table.row)
        elif tag == "col":
            table.column(look.hidden and not table.veiled, _span(stated.get("span", "")))
        elif tag in ("td", "th"):
            number = stated.get("sdval") or stated.get("x:num")
            shape = self._formats.format_of(tag, stated)
            rows, cols = _span(stated.get("rowspan", "")), _span(stated.get("colspan", ""))
            self._cell = table.add(rows, cols, number, shape, look.gone)
        elif tag == "br" or tag in _BREAKS:
            self._text(_BREAK)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skip, self._css = max(0, self._skip - 1), False
        elif tag == "table" and self._open and self._open.pop():
            self._above.append([])
        elif tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0:
                self._cell, self._above = None, [[]]
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._cell = None
        elif tag in _BREAKS:
            if self._depth:
                self._text(_BREAK)
            else:
                self._above.append([])
        self.looks.leave(tag)

    def handle_data(self, data: str) -> None:
        if self._css:
            self._formats.read(data)
        elif not self._skip:
            self._text(data)

    def _text(self, data: str) -> None:
        piece = self.looks.now.piece(data)
        if piece is None:
            return
        if self._cell is not None:
            self._cell.parts.append(piece)
        elif self._depth == 0 and data.strip():
            self._above[-1].append(piece)

    def note(self) -> list[list[Piece]]:
        """Gives the note that follows a table to that table; one above the first is returned, without what is short as a title."""
        lines = [(_tidy(seen(parts).text), parts) for parts in map(_lines, self._above)]
        filled = [(text, parts) for text, parts in lines if text]
        found = [filled[at] for at in note_lines([text for text, _ in filled])]
        if self.tables:
            self.tables[-1].notes += [parts for _, parts in found]
            return []
        return [parts for text, parts in found if len(text) > _LONGEST_TITLE]

    def _titles(self) -> tuple[list[list[Piece]], str]:
        """The short lines just above a table, and a name among them (`Sheet 1: 指标表`)."""
        lines = [(_tidy(seen(parts).text), parts) for parts in map(_lines, self._above)]
        near = [(text, parts) for text, parts in lines if text][-_TITLES:]
        name = next((_NAMED.sub("", text) for text, _ in reversed(near) if _NAMED.match(text)), "")
        kept = [
            parts for text, parts in near if len(text) <= _LONGEST_TITLE and not _NAMED.match(text)
        ]
        return kept, name


def _span(text: str) -> int:
    bare = text.strip()
    return max(1, int(bare)) if bare.isascii() and bare.isdigit() and len(bare) < 7 else 1
