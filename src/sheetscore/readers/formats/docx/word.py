"""Tables of a .docx: merged cells, a table that goes on after a page break, and the titles above.

The XML is read here because python-docx leaves out inserted text (w:ins) and rows in content controls.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from openpyxl.utils import get_column_letter

from sheetscore.errors import NotAWorkbook
from sheetscore.forms.limits import Limits
from sheetscore.model.finding import Finding
from sheetscore.readers.bytes.plain_xml import fromstring
from sheetscore.readers.formats.book import Loaded, Page, damaged, loaded, new_book, typed
from sheetscore.readers.formats.docx.word_flow import blocks, flow, inside
from sheetscore.readers.formats.docx.word_sums import sum_field, told_sum, untrue_sum
from sheetscore.readers.formats.docx.word_text import WordStyles
from sheetscore.readers.formats.note_lines import note_lines
from sheetscore.readers.formats.pieces import Piece, seen
from sheetscore.regexes import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TITLES = 6
_LONGEST_TITLE = 100
_FEWEST_ROWS, _HEAD = 2, 8
_HEADING, _GOES_ON = "三级指标", "续"
_OF_A_FORM = regex("项目名称|全年预算数|全年执行数|年度资金总额")
_OF_A_UNIT = regex("(?:填报|实施|预算)单位|(?:单位|部门)名称|主管部门")
_TITLE = regex("(?:绩效|自评|评价|评分|打分).*表")
_TOTAL = regex("(?:合计|总计|总分)")


@dataclass(slots=True)
class _Cell:
    row: int
    col: int
    cols: int
    pieces: list[Piece]
    rows: int = 1
    adds: str = ""
    right: Decimal | None = None

    @property
    def text(self) -> str:
        """What a reader sees."""
        return seen(self.pieces).text.strip()


@dataclass(slots=True)
class _Table:
    """One table, the short paragraphs above it, how many rows it has and how many were deleted with changes tracked.

    `covered` are the cells that go on with the one above: Word shows nothing of them. `notes` are the paragraphs of a note
    (填表说明) below it, or above the first table and too long for a title.
    """

    above: list[list[Piece]]
    cells: list[_Cell] = field(default_factory=list)
    rows: int = 0
    deleted: int = 0
    covered: list[_Cell] = field(default_factory=list)
    notes: list[list[Piece]] = field(default_factory=list)

    def lines(self) -> list[list[str]]:
        """The texts of each row."""
        found: list[list[str]] = [[] for _ in range(self.rows)]
        for cell in self.cells:
            found[cell.row - 1].append(cell.text)
        return found

    def titles(self) -> list[str]:
        """The short paragraphs above, without blanks."""
        return ["".join(seen(line).text.split()) for line in self.above]


def read(data: bytes, limits: Limits) -> Loaded:
    """The tables of a Word file, a sheet each. Raises NotAWorkbook when it has none, Damaged, OverLimit."""
    tables = tables_of(data)
    if not tables:
        raise NotAWorkbook(
            "这是 Word 文档，里面没有表格。",
            "请把两张表粘贴到空白模板里，或交填报的电子表格（.xlsx）。",
        )
    book, pages, findings = new_book(), [], []
    for number, table in enumerate(tables, 1):
        page = Page(book, f"表{number}", limits)
        top = len(table.above)
        width = max((cell.col + cell.cols - 1 for cell in table.cells), default=1)
        for row, line in enumerate(table.above, 1):
            page.put_line(row, line, width)
        for cell in table.cells:
            page.put_text(top + cell.row, cell.col, cell.pieces)
            if cell.rows > 1 or cell.cols > 1:
                first = top + cell.row
                page.merge((first, cell.col, first + cell.rows - 1, cell.col + cell.cols - 1))
        for row, line in enumerate(table.notes, top + table.rows + 1):
            page.put_line(row, line, width)
        for cell in table.covered:
            hidden, _ = typed(cell.text)
            if isinstance(hidden, int | float):
                page.unseen[top + cell.row, cell.col] = hidden
        page.lines()
        pages.append(page)
        for cell in table.cells:
            if cell.right is not None:
                address = f"{get_column_letter(cell.col)}{top + cell.row}"
                findings.append(
                    told_sum(page.sheet.title, address, cell.adds, cell.text, cell.right)
                )
        if table.deleted:
            findings.append(_deleted(page.sheet.title, table.deleted))
    return loaded(book, pages, findings)


def _deleted(sheet: str, rows: int) -> Finding:
    return Finding(
        "A15", "warning", f"表里有 {rows} 行在修订中删去了，没有读。", "", sheet, "", f"删去的 {rows} 行", "没有未定的修订",
        "请接受或拒绝修订后再交。",
    )  # fmt: skip


def content_of(data: bytes) -> Iterator[str | list[list[str]]]:
    """Paragraphs, and tables as rows of cell texts, in the order of the document. Raises Damaged."""
    body, styles = _opened(data)
    for element in flow(body):
        if element.tag == f"{_W}p":
            yield seen(styles.pieces(element)).text
        else:
            yield [
                [seen(_cell_pieces(cell, styles)).text for cell in inside(row, "tc")]
                for row in inside(element, "tr")
                if row.find(f"{_W}trPr/{_W}del") is None
            ]


def _opened(data: bytes) -> tuple[Element, WordStyles]:
    """The body of a document, and its styles."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {each.lower(): each for each in archive.namelist()}
            root: Element = _parsed(archive.read(names["word/document.xml"]))
            _empty_placeholders(root)
            style = names.get("word/styles.xml")
            styles = WordStyles(_parsed(archive.read(style)) if style else None)
    except (
        LookupError,  # a part that is not there, an encoding that nobody knows
        ParseError,
        DefusedXmlException,
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise damaged() from error
    body: Element | None = root.find(f"{_W}body")
    return (body if body is not None else root), styles


def _empty_placeholders(root: Element) -> None:
    """Take the prompt (单击此处输入文字) out of each content control that nobody filled in."""
    for control in root.iter(f"{_W}sdt"):
        prompt = control.find(f"{_W}sdtPr/{_W}showingPlcHdr")
        if prompt is None or prompt.get(f"{_W}val", "1") in ("0", "false", "off"):
            continue
        for words in control.iterfind(f"{_W}sdtContent//{_W}t"):
            words.text = ""


def _parsed(content: bytes) -> Element:
    root: Element = fromstring(content.replace(_STRICT, _USUAL))
    return root


def tables_of(data: bytes) -> list[_Table]:
    """The tables at the top level of the body, those that go on joined."""
    found: list[_Table] = []
    lines: list[list[Piece]] = []
    body, styles = _opened(data)
    for element in flow(body):
        if element.tag != f"{_W}tbl":
            lines.append(list(styles.pieces(element)))
            continue
        above = [line for line in lines if 0 < len(seen(line).text.strip()) <= _LONGEST_TITLE]
        above = above[-_TITLES:]
        notes = _notes(lines)
        if found:
            found[-1].notes += notes
        _join(found, _table(element, above, styles))
        if len(found) == 1:
            found[0].notes += [line for line in notes if line not in above + found[0].notes]
        lines = []
    if found:
        found[-1].notes += _notes(lines)
    return [table for table in found if table.cells]


def _notes(lines: list[list[Piece]]) -> list[list[Piece]]:
    """The paragraphs of a note among those between two tables."""
    filled = [line for line in lines if seen(line).text.strip()]
    return [filled[at] for at in note_lines([seen(line).text for line in filled])]


def _join(found: list[_Table], table: _Table) -> None:
    """Add a table, or go on with the one before when it repeats that one's header row."""
    repeated = _repeated(found[-1], table) if found else 0
    if not repeated:
        found.append(table)
        return
    before = found[-1]
    for cell in table.cells:
        if cell.row > repeated:
            cell.row += before.rows - repeated
            before.cells.append(cell)
    before.rows += table.rows - repeated


def _repeated(before: _Table, table: _Table) -> int:
    """How many rows of a table only repeat the head of the one before it; 0 for a table of its own.

    A 项目名称, a header of the money, another unit or a new title begins another form.
    """
    if table.rows < _FEWEST_ROWS:
        return 0
    lines, earlier = table.lines(), before.lines()
    at = 1 if len(lines[0]) == 1 and _GOES_ON in lines[0][0] else 0
    line = lines[at]
    header = any("".join(text.split()) == _HEADING for text in line)
    if not any(line) or not (line == earlier[0] or (header and line in earlier)):
        return 0
    if any(_begins(text, row in earlier) for row in lines[:_HEAD] for text in row):
        return 0
    titles = [each for each in table.titles() if _TITLE.search(each) and _GOES_ON not in each]
    ended = any(row and _TOTAL.match("".join(row[0].split())) for row in earlier)
    new = bool(titles) and (ended or not {*titles} <= {*before.titles()})
    return 0 if new or (ended and len(line) == 1) else at + 1


def _begins(text: str, known: bool) -> bool:
    """Does a cell begin another form? A line of the unit does if it is not that of the table before."""
    bare = "".join(text.split())
    return _OF_A_FORM.match(bare) is not None or (not known and _OF_A_UNIT.match(bare) is not None)


def _table(element: Element, above: list[list[Piece]], styles: WordStyles) -> _Table:
    table = _Table(above)
    style = _named(element, "tblPr", "tblStyle")
    open_above: dict[int, _Cell] = {}
    for row in inside(element, "tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None:
            table.deleted += 1
            continue
        table.rows += 1
        col = 1 + _value(row, "trPr", "gridBefore", 0)
        for each in inside(row, "tc"):
            cols = max(1, _value(each, "tcPr", "gridSpan", 1))
            merge = each.find(f"{_W}tcPr/{_W}vMerge")
            if (
                merge is not None
                and merge.get(f"{_W}val", "continue") != "restart"
                and col in open_above
            ):
                open_above[col].rows = table.rows - open_above[col].row + 1
                table.covered.append(
                    _Cell(table.rows, col, cols, _cell_pieces(each, styles, style))
                )
            else:
                cell = _Cell(
                    table.rows, col, cols, _cell_pieces(each, styles, style), adds=sum_field(each)
                )
                table.cells.append(cell)
                open_above.pop(col, None)
                if merge is not None:
                    open_above[col] = cell
            col += cols
    _add_up(table)
    return table


def _add_up(table: _Table) -> None:
    """The cells whose field adds up to something else than they show."""
    adding = [cell for cell in table.cells if cell.adds]
    if adding:
        texts = {(cell.row, cell.col): cell.text for cell in table.cells}
        merged = {cell.row for cell in table.cells if cell.cols > 1}
        plain_rows = frozenset(range(1, table.rows + 1)) - merged
        for cell in adding:
            cell.right = untrue_sum(cell.row, cell.col, cell.adds, texts, plain_rows)


def _value(element: Element, properties: str, name: str, default: int) -> int:
    text = _named(element, properties, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def _named(element: Element, properties: str, name: str) -> str:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _cell_pieces(cell: Element, styles: WordStyles, table: str = "") -> list[Piece]:
    """The paragraphs of a cell in pieces, a line each; a table inside it as lines of text."""
    found: list[Piece] = []
    for block in blocks(cell):
        if block.tag == f"{_W}p":
            lines = [list(styles.pieces(block, table))]
        else:
            inner = _named(block, "tblPr", "tblStyle")
            lines = [
                [
                    piece
                    for each in inside(row, "tc")
                    for piece in (*_cell_pieces(each, styles, inner), Piece(" "))
                ]
                for row in inside(block, "tr")
            ]
        for line in lines:
            found += [*([Piece("\n")] if found else []), *line]
    if cell.find(f"{_W}tcPr/{_W}cellDel") is not None:
        return [replace(piece, struck=True) for piece in found]
    return found
