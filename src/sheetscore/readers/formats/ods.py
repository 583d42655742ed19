""".ods: content.xml read element by element; a repeated cell is laid out only where it holds something."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sheetscore.amounts import decimal, json_number
from sheetscore.errors import Damaged, PasswordProtected
from sheetscore.limits import Limits, check_range
from sheetscore.readers.formats.book import Loaded, Page, damaged, iso_date, loaded, new_book

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_T, _O, _X, _S, _N = (
    f"{{{_NS}{name}:1.0}}" for name in ("table", "office", "text", "style", "datastyle")
)
_INCHES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72, "pc": 1 / 6}
_LENGTH = re.compile(r"([\d.]+)(in|cm|mm|pt|pc)")
_CHARACTERS_AN_INCH = 13.7
_FAR = 1_000_000_000


def read(data: bytes, limits: Limits) -> Loaded:
    """A workbook of admitted bytes. Raises Damaged, PasswordProtected, OverLimit."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            manifest = (
                archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            )
            if b"encryption-data" in manifest:
                raise PasswordProtected(
                    "文件设了打开密码，读不出内容。",
                    "请在 WPS 或 LibreOffice 中取消打开密码，另存后重新放进来。",
                )
            root = fromstring(archive.read("content.xml"))
    except (
        ParseError,
        DefusedXmlException,
        LookupError,  # a part that is not there, an encoding that nobody knows
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise damaged() from error
    book, styles = new_book(), _Styles(root)
    pages = []
    for table in root.iterfind(f"{_O}body/{_O}spreadsheet/{_T}table"):
        page = Page(book, table.get(f"{_T}name", ""), limits)
        if styles.hidden(table.get(f"{_T}style-name")):
            page.sheet.sheet_state = "hidden"
        _Table(page, styles, limits).read(table)
        pages.append(page)
    if not pages:
        raise Damaged("文件里没有工作表。", "请在原电脑上打开并另存一次，再重新发送。")
    return loaded(book, pages, [])


@dataclass(slots=True)
class _Table:
    """One table: `row` is the next row, 1-based; `defaults` the default cell styles by column."""

    page: Page
    styles: _Styles
    limits: Limits
    row: int = 1
    defaults: dict[int, str] = field(default_factory=dict)

    def read(self, table: Element) -> None:
        col = 1
        for column in _inside(table, "table-column"):
            times = _times(column, "number-columns-repeated")
            width = self.styles.width(column.get(f"{_T}style-name"))
            for each in range(col, min(col + times, self.limits.columns + 1)):
                self.defaults[each] = column.get(f"{_T}default-cell-style-name", "")
                if width and each <= 256:
                    self.page.width(each, width)
                if column.get(f"{_T}visibility", "visible") != "visible":
                    self.page.hide(col=each)
            col += times
        for row in _inside(table, "table-row"):
            times = _times(row, "number-rows-repeated")
            self._row(row, times)
            self.row += times

    def _row(self, row: Element, times: int) -> None:
        held = list(self._cells(row))
        hidden = row.get(f"{_T}visibility", "visible") != "visible"
        height = self.styles.height(row.get(f"{_T}style-name"))
        if not held and times > 1:
            return
        if held:
            check_range(self.row + times - 1, held[-1][0] + held[-1][1] - 1, self.limits)
        for each in range(self.row, self.row + times):
            if hidden:
                self.page.hide(row=each)
            if held and height:
                self.page.sheet.row_dimensions[each].height = height
            for col, repeated, cell in held:
                for place in range(col, col + repeated):
                    self._put(each, place, cell)

    def _cells(self, row: Element) -> Iterator[tuple[int, int, Element]]:
        """(first column, how many, cell) of the cells that hold something."""
        col = 1
        for cell in row:
            if cell.tag not in (f"{_T}table-cell", f"{_T}covered-table-cell"):
                continue
            times = _times(cell, "number-columns-repeated")
            spans = (
                cell.get(f"{_T}number-columns-spanned", "1"),
                cell.get(f"{_T}number-rows-spanned", "1"),
            )
            if cell.tag == f"{_T}table-cell" and (_holds(cell) or spans != ("1", "1")):
                yield col, times, cell
            col += times

    def _put(self, row: int, col: int, cell: Element) -> None:
        style = cell.get(f"{_T}style-name") or self.defaults.get(col, "")
        value, shape = _value(cell, self.styles.number_format(style))
        formula = cell.get(f"{_T}formula", "")
        if formula and value is None and _shows_nothing(cell):
            value = ""
        if value is not None or formula:
            self.page.put(row, col, value, shape, _formula(formula))
        rows, cols = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if rows > 1 or cols > 1:
            self.page.merge((row, col, row + rows - 1, col + cols - 1))


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows or columns, through header and outline groups; the insides of a nested table are not ours."""
    for child in element:
        if child.tag == f"{_T}{name}":
            yield child
        elif child.tag.startswith(_T) and child.tag.removeprefix(_T) in (
            "table-header-rows", "table-row-group", "table-rows",
            "table-header-columns", "table-column-group", "table-columns",
        ):  # fmt: skip
            yield from _inside(child, name)


def _times(element: Element, name: str) -> int:
    text = element.get(f"{_T}{name}", "1")
    return min(int(text), _FAR) if text.isascii() and text.isdigit() and len(text) < 10 else _FAR


def _holds(cell: Element) -> bool:
    return any(cell.get(name) is not None for name in (f"{_O}value-type", f"{_T}formula")) or bool(
        _text(cell).strip()
    )


def _shows_nothing(cell: Element) -> bool:
    """Is the result of a formula an empty text? LibreOffice states no type then, and an empty paragraph."""
    kind = cell.get(f"{_O}value-type")
    return kind == "string" or (kind is None and cell.find(f"{_X}p") is not None)


def _formula(text: str) -> str:
    """`of:=SUM([.A1:.B2])` as a spreadsheet shows it; for people, it is never computed."""
    if not text:
        return ""
    bare = re.sub(r"^\w+:", "", text)
    return re.sub(r"\[([^\]]*)\]", lambda ref: ref[1].replace(".", "", 1).replace(":.", ":"), bare)


def _value(cell: Element, shape: str) -> tuple[Any, str]:
    """(value, number format) of a cell."""
    kind = cell.get(f"{_O}value-type")
    shown = _text(cell)
    if shown.startswith("#") and shown.endswith(("!", "?", "A")):
        return shown, "General"
    if kind in ("float", "currency", "percentage"):
        try:
            number = json_number(decimal(cell.get(f"{_O}value", "")))
        except ValueError:
            return shown or "#VALUE!", "General"
        if kind == "percentage" and "%" not in shape:
            shape = "0.00%"
        return number, shape
    if kind == "boolean":
        return cell.get(f"{_O}boolean-value") == "true", "General"
    if kind == "date":
        date = iso_date(cell.get(f"{_O}date-value", "")[:19])
        return ("#VALUE!" if date is None else date), "yyyy-mm-dd"
    if kind == "time":
        return shown or "#VALUE!", "General"
    stated = cell.get(f"{_O}string-value")
    return (stated if stated is not None and not shown else shown) or None, "General"


def _text(cell: Element) -> str:
    """The paragraphs of a cell, a line each; notes and phonetic signs are left out."""
    return "\n".join(_words(each) for each in cell if each.tag == f"{_X}p")


def _words(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_X}s":
            parts.append(" " * min(_times_text(child.get(f"{_X}c", "1")), 1000))
        elif child.tag == f"{_X}tab":
            parts.append("\t")
        elif child.tag == f"{_X}line-break":
            parts.append("\n")
        elif child.tag not in (f"{_O}annotation", f"{_X}ruby-text", f"{_X}note"):
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _times_text(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _shape(style: Element) -> str:
    """A number or percentage style as a number format: 0.00, 0%, General."""
    sign = "%" if style.tag == f"{_N}percentage-style" else ""
    number = style.find(f"{_N}number")
    places = None if number is None else number.get(f"{_N}decimal-places")
    if places is None:
        return f"0{sign}" if sign else "General"
    zeros = "0" * min(_times_text(places), 15) if places != "0" else ""
    return f"0.{zeros}{sign}" if zeros else f"0{sign}"


class _Styles:
    """What is needed of the automatic styles: number formats, widths, heights, hidden sheets."""

    def __init__(self, root: Element) -> None:
        self._formats: dict[str, str] = {}
        self._of_cell: dict[str, str] = {}
        self._sizes: dict[str, str] = {}
        self._hidden: set[str] = set()
        for style in root.iterfind(f"{_O}automatic-styles/*"):
            name = style.get(f"{_S}name", "")
            if style.tag in (f"{_N}percentage-style", f"{_N}number-style"):
                self._formats[name] = _shape(style)
            self._of_cell[name] = style.get(f"{_S}data-style-name", "")
            for inner in style:
                size = inner.get(f"{_S}column-width") or inner.get(f"{_S}row-height")
                if size:
                    self._sizes[name] = size
                if inner.get(f"{_T}display") == "false":
                    self._hidden.add(name)

    def number_format(self, style: str) -> str:
        """The number format of a cell style; decimals and the per cent sign alone."""
        return self._formats.get(self._of_cell.get(style, ""), "General")

    def hidden(self, style: str | None) -> bool:
        """True for a table style that hides the sheet."""
        return style in self._hidden

    def width(self, style: str | None) -> float:
        """Width in characters, 0 unknown."""
        return round(self._inches(style) * _CHARACTERS_AN_INCH, 2)

    def height(self, style: str | None) -> float:
        """Height in points, 0 unknown."""
        return round(self._inches(style) * 72, 2)

    def _inches(self, style: str | None) -> float:
        found = _LENGTH.fullmatch(self._sizes.get(style or "", ""))
        if not found:
            return 0
        return (json_number(decimal(found[1])) or 0) * _INCHES[found[2]]
