"""Tables of a .docx: merged cells, a table that goes on after a page break, and the titles above.

The XML is read here because python-docx leaves out inserted text (w:ins) and rows in content controls.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sheetscore.errors import NotAWorkbook
from sheetscore.limits import Limits
from sheetscore.readers.formats.book import Loaded, Page, damaged, loaded, new_book, typed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LEFT_OUT = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "txbxContent")}  # fmt: skip
_TITLES = 6
_LONGEST_TITLE = 100


@dataclass(slots=True)
class _Cell:
    row: int
    col: int
    cols: int
    text: str
    rows: int = 1


@dataclass(slots=True)
class _Table:
    """One table, the short paragraphs above it, and how many rows it has."""

    above: list[str]
    cells: list[_Cell] = field(default_factory=list)
    rows: int = 0

    def head(self) -> list[str]:
        """The texts of the first row."""
        return [cell.text for cell in self.cells if cell.row == 1]


def read(data: bytes, limits: Limits) -> Loaded:
    """The tables of a Word file, a sheet each. Raises NotAWorkbook when it has none, Damaged, OverLimit."""
    tables = tables_of(data)
    if not tables:
        raise NotAWorkbook(
            "这是 Word 文档，里面没有表格。",
            "请把两张表粘贴到空白模板里，或交填报的电子表格（.xlsx）。",
        )
    book, pages = new_book(), []
    for number, table in enumerate(tables, 1):
        page = Page(book, f"表{number}", limits)
        top = len(table.above)
        for row, line in enumerate(table.above, 1):
            page.put(row, 1, line)
        for cell in table.cells:
            if cell.text:
                page.put(top + cell.row, cell.col, *typed(cell.text))
            if cell.rows > 1 or cell.cols > 1:
                first = top + cell.row
                page.merge((first, cell.col, first + cell.rows - 1, cell.col + cell.cols - 1))
        page.lines()
        pages.append(page)
    return loaded(book, pages, [])


def content_of(data: bytes) -> Iterator[str | list[list[str]]]:
    """Paragraphs, and tables as rows of cell texts, in the order of the document. Raises Damaged."""
    for element in _blocks(_body(data)):
        if element.tag == f"{_W}p":
            yield _text(element)
        else:
            yield [
                [_cell_text(cell) for cell in _inside(row, "tc")]
                for row in _inside(element, "tr")
                if row.find(f"{_W}trPr/{_W}del") is None
            ]


def _body(data: bytes) -> Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            name = next(each for each in archive.namelist() if each.lower() == "word/document.xml")
            root: Element = fromstring(archive.read(name).replace(_STRICT, _USUAL))
    except (
        LookupError,  # an encoding that nobody knows
        ParseError,
        DefusedXmlException,
        StopIteration,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise damaged() from error
    body: Element | None = root.find(f"{_W}body")
    return body if body is not None else root


def tables_of(data: bytes) -> list[_Table]:
    """The tables at the top level of the body, those that go on joined."""
    found: list[_Table] = []
    above: list[str] = []
    for element in _blocks(_body(data)):
        if element.tag == f"{_W}tbl":
            titles = [line for line in above if len(line) <= _LONGEST_TITLE][-_TITLES:]
            _join(found, _table(element, titles))
            above = []
        elif text := _text(element).strip():
            above.append(text)
    return [table for table in found if table.cells]


def _join(found: list[_Table], table: _Table) -> None:
    """Add a table, or go on with the one before when it repeats that one's header row."""
    if not found or not table.head() or found[-1].head() != table.head() or table.rows < 2:
        found.append(table)
        return
    before = found[-1]
    for cell in table.cells:
        if cell.row > 1:
            cell.row += before.rows - 1
            before.cells.append(cell)
    before.rows += table.rows - 1


def _blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those in content controls and insertions as well."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _blocks(child)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows or cells, through content controls."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from _inside(child, name)


def _table(element: Element, above: list[str]) -> _Table:
    table = _Table(above)
    open_above: dict[int, _Cell] = {}
    for row in _inside(element, "tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            continue
        table.rows += 1
        col = 1 + _value(row, "trPr", "gridBefore", 0)
        for each in _inside(row, "tc"):
            cols = max(1, _value(each, "tcPr", "gridSpan", 1))
            merge = each.find(f"{_W}tcPr/{_W}vMerge")
            if (
                merge is not None
                and merge.get(f"{_W}val", "continue") != "restart"
                and col in open_above
            ):
                open_above[col].rows = table.rows - open_above[col].row + 1
            else:
                cell = _Cell(table.rows, col, cols, _cell_text(each))
                table.cells.append(cell)
                open_above.pop(col, None)
                if merge is not None:
                    open_above[col] = cell
            col += cols
    return table


def _value(element: Element, properties: str, name: str, default: int) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    text = "" if found is None else found.get(f"{_W}val", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def _cell_text(cell: Element) -> str:
    """The paragraphs of a cell, a line each; a table inside it as lines of text."""
    lines = []
    for block in _blocks(cell):
        if block.tag == f"{_W}p":
            lines.append(_text(block))
        else:
            lines += [
                " ".join(_cell_text(each) for each in _inside(row, "tc"))
                for row in _inside(block, "tr")
            ]
    return "\n".join(lines).strip()


def _text(element: Element) -> str:
    """What is read in a paragraph: inserted text, no deleted text, no field codes."""
    parts = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag == f"{_W}tab":
            parts.append("\t")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif child.tag not in _LEFT_OUT:
            parts.append(_text(child))
    return "".join(parts)
