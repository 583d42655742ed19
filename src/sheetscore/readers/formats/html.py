"""Web pages with tables, which systems hand out under the name .xls: a sheet a table, rowspan and colspan merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from sheetscore.amounts import decimal, json_number
from sheetscore.errors import NotAWorkbook
from sheetscore.limits import Limits, too_deep
from sheetscore.readers.formats.book import Loaded, Page, damaged, loaded, new_book, typed
from sheetscore.readers.kinds import text_of

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SKIPPED = ("script", "style", "title")
_BREAKS = ("p", "div", "h1", "h2", "h3", "h4", "li")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_LONGEST_TITLE = 100
_TITLES = 6
_NAMED = re.compile(r"^(?:Sheet|工作表|表)\s*\d+\s*[:：]\s*")


def read(data: bytes, limits: Limits) -> Loaded:
    """The tables of a page. Raises NotAWorkbook when it has none, OverLimit."""
    text = text_of(data)
    if text is None:
        raise damaged()
    reader = _Reader(limits)
    reader.feed(text)
    reader.close()
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
    parts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """One table: its cells at their places, and the lines of text that stood above it."""

    limits: Limits
    above: list[str]
    name: str = ""
    row: int = 0
    col: int = 0
    cells: list[_Cell] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    taken: dict[int, int] = field(
        default_factory=dict
    )  # column → last row that a cell above covers

    def next_row(self) -> None:
        self.row, self.col = self.row + 1, 1

    def add(self, rows: int, cols: int, number: str | None, shape: str) -> _Cell:
        """The next cell of the row, right of what hangs down from above."""
        if self.row == 0:
            self.next_row()
        while self.taken.get(self.col, 0) >= self.row:
            self.col += 1
        rows, cols = min(rows, self.limits.rows), min(cols, self.limits.columns + 1)
        cell = _Cell(self.row, self.col, rows, cols, number, shape)
        for col in range(self.col, self.col + cols):
            self.taken[col] = self.row + rows - 1
        self.col += cols
        self.cells.append(cell)
        return cell

    def draw(self, page: Page) -> None:
        """Titles above, then the cells."""
        for number, line in enumerate(self.above, 1):
            page.put(number, 1, line)
        top, last = len(self.above), self.row
        for cell in self.cells:
            text = _tidy(cell.parts)
            if text:
                value, shape = _value(cell, text)
                page.put(top + cell.row, cell.col, value, shape)
            bottom = min(cell.row + cell.rows - 1, last)
            if bottom > cell.row or cell.cols > 1:
                page.merge((top + cell.row, cell.col, top + bottom, cell.col + cell.cols - 1))
        for row in self.hidden:
            page.hide(row=top + row)


def _tidy(parts: list[str]) -> str:
    """Runs of blanks as one, lines kept, as a browser shows it."""
    lines = _SPACE.sub(" ", "".join(parts).replace("\v", "\0")).split("\0")
    return "\n".join(line.strip(" ") for line in lines).strip("\n").replace("\u00a0", " ").strip()


def _value(cell: _Cell, text: str) -> tuple[Any, str]:
    """The number that the program which wrote the page put beside the text, else the text as it reads."""
    shown, shape = typed(text)
    if cell.number:
        try:
            number = json_number(decimal(cell.number))
        except ValueError:
            return shown, shape
        return number, shape if shape != "General" else "0.00%" if "%" in cell.shape else "General"
    return shown, shape


class _Reader(HTMLParser):
    """Tables at the top level; what stands in a table within a cell is text of that cell."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.tables: list[_Table] = []
        self._depth = self._skip = 0
        self._cell: _Cell | None = None
        self._above: list[list[str]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = {name: value or "" for name, value in attrs}
        if tag in _SKIPPED:
            self._skip += 1
        elif tag == "table":
            self._depth += 1
            if self._depth > self.limits.depth:
                raise too_deep(self.limits)
            if self._depth == 1:
                self.tables.append(_Table(self.limits, *self._titles()))
        elif self._depth == 0:
            if tag in _BREAKS or tag == "br":
                self._above.append([])
        elif self._depth > 1:
            self._text("\v" if tag in ("tr", "br") else " ")
        elif tag == "tr":
            self._cell = None
            self.tables[-1].next_row()
            if _HIDDEN.search(stated.get("style", "")):
                self.tables[-1].hidden.add(self.tables[-1].row)
        elif tag in ("td", "th"):
            number = stated.get("sdval") or stated.get("x:num")
            shape = stated.get("sdnum", "") + stated.get("style", "")
            rows, cols = _span(stated.get("rowspan", "")), _span(stated.get("colspan", ""))
            self._cell = self.tables[-1].add(rows, cols, number, shape)
        elif tag == "br" or tag in _BREAKS:
            self._text("\v")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skip = max(0, self._skip - 1)
        elif tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0:
                self._cell, self._above = None, [[]]
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._cell = None
        elif tag in _BREAKS:
            if self._depth:
                self._text("\v")
            else:
                self._above.append([])

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self._text(data)

    def _text(self, data: str) -> None:
        if self._cell is not None:
            self._cell.parts.append(data)
        elif self._depth == 0 and data.strip():
            self._above[-1].append(data)

    def _titles(self) -> tuple[list[str], str]:
        """The short lines just above a table, and a name among them (`Sheet 1: 指标表`)."""
        lines = [_tidy(parts) for parts in self._above]
        near = [line for line in lines if line][-_TITLES:]
        name = next((_NAMED.sub("", line) for line in reversed(near) if _NAMED.match(line)), "")
        return [
            line for line in near if len(line) <= _LONGEST_TITLE and not _NAMED.match(line)
        ], name


def _span(text: str) -> int:
    bare = text.strip()
    return max(1, int(bare)) if bare.isascii() and bare.isdigit() and len(bare) < 7 else 1
