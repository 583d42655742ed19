""".ods: content.xml read element by element; a repeated cell is laid out only where it holds something."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException

from sheetscore.errors import Damaged, PasswordProtected
from sheetscore.exact.amounts import decimal, json_number
from sheetscore.exact.shown import date_of, is_date
from sheetscore.forms.limits import Limits, check_range
from sheetscore.readers.bytes.plain_xml import fromstring
from sheetscore.readers.formats.book import Loaded, Page, damaged, iso_date, loaded, new_book
from sheetscore.readers.formats.ods_formats import STYLES, format_codes
from sheetscore.readers.formats.ods_text import TextStyles, plain_text
from sheetscore.regexes import regex

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_T, _O, _X, _S = (f"{{{_NS}{name}:1.0}}" for name in ("table", "office", "text", "style"))
_INCHES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72, "pc": 1 / 6}
_LENGTH = regex(r"([\d.]+)(in|cm|mm|pt|pc)")
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
            common = fromstring(archive.read("styles.xml")) if "styles.xml" in names else None
    except (
        ParseError,
        DefusedXmlException,
        LookupError,  # a part that is not there, an encoding that nobody knows
        ValueError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        raise damaged() from error
    roots = [root] if common is None else [root, common]
    book, styles, texts = new_book(), _Styles(root, common), TextStyles(*roots)
    pages = []
    for table in root.iterfind(f"{_O}body/{_O}spreadsheet/{_T}table"):
        page = Page(book, table.get(f"{_T}name", ""), limits)
        if styles.hidden(table.get(f"{_T}style-name")):
            page.sheet.sheet_state = "hidden"
        _Table(page, styles, texts, limits).read(table)
        pages.append(page)
    if not pages:
        raise Damaged("文件里没有工作表。", "请在原电脑上打开并另存一次，再重新发送。")
    return loaded(book, pages, [])


@dataclass(slots=True)
class _Table:
    """One table: `row` is the next row, 1-based; `defaults` the default cell styles by column."""

    page: Page
    styles: _Styles
    texts: TextStyles
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
                    own = row.get(f"{_T}default-cell-style-name", "")
                    self._put(each, place, cell, own or self.defaults.get(place, ""))

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
            if cell.tag == f"{_T}covered-table-cell" and times == 1:
                value, _ = _value(cell, "General")
                if isinstance(value, int | float):
                    self.page.unseen[self.row, col] = value
            if cell.tag == f"{_T}table-cell" and (_holds(cell) or spans != ("1", "1")):
                yield col, times, cell
            col += times

    def _put(self, row: int, col: int, cell: Element, default: str) -> None:
        style = cell.get(f"{_T}style-name") or default
        value, shape = _value(cell, self.styles.number_format(style))
        formula = cell.get(f"{_T}formula", "")
        if formula and value is None and _shows_nothing(cell):
            value = ""
        if value is not None or formula:
            pieces = self.texts.pieces(cell, style)
            if isinstance(value, str) and not plain_text(cell):
                pieces = [replace(pieces[0], text=value)]
            self.page.put(row, col, value, shape, _formula(formula), pieces)
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
        plain_text(cell).strip()
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
    shown = plain_text(cell)
    if shown.startswith("#") and shown.endswith(("!", "?", "A")):
        return shown, "General"
    if kind in ("float", "currency", "percentage"):
        try:
            number = json_number(decimal(cell.get(f"{_O}value", "")))
        except ValueError:
            return shown or "#VALUE!", "General"
        if kind == "percentage" and "%" not in shape:
            shape = "0.00%"
        currency = cell.get(f"{_O}currency", "")
        if shape == "General" and currency not in ("", "CNY", "RMB"):
            shape = f'"{currency[:3]}"General'
        return number, shape
    if kind == "boolean":
        return cell.get(f"{_O}boolean-value") == "true", "General"
    if kind == "date":
        date = iso_date(cell.get(f"{_O}date-value", "")[:19])
        return ("#VALUE!" if date is None else date), shape if is_date(shape) else "yyyy-mm-dd"
    if kind == "time":
        moment = _time(cell.get(f"{_O}time-value", ""))
        return moment, shape if is_date(shape) else "h:mm"
    stated = cell.get(f"{_O}string-value")
    return (stated if stated is not None and not shown else shown) or None, "General"


def _time(text: str) -> Any:
    """PT08H30M00S as a time of day, a longer one as the day that it is in a spreadsheet; never the text that it shows."""
    lasting = iso_date(re.sub(r"[.,]\d+(?=S)", "", text))
    if not isinstance(lasting, dt.timedelta) or lasting < dt.timedelta(0):
        return "#VALUE!"
    if lasting.days == 0:
        return (dt.datetime.min + lasting).time()
    return date_of(decimal(lasting.days)) or "#VALUE!"


def _styles(common: Element | None) -> Iterator[Element]:
    """The styles of styles.xml, named ones and automatic ones."""
    if common is not None:
        yield from common.iterfind(f"{_O}styles/*")
        yield from common.iterfind(f"{_O}automatic-styles/*")


class _Styles:
    """What is needed of the styles: number formats, widths, heights, hidden sheets. `common` are those of styles.xml."""

    def __init__(self, root: Element, common: Element | None) -> None:
        self._data_style: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        self._sizes: dict[str, str] = {}
        self._hidden: set[str] = set()
        formats: dict[str, Element] = {}
        for style in (*_styles(common), *root.iterfind(f"{_O}automatic-styles/*")):
            name = style.get(f"{_S}name", "")
            if style.tag in STYLES:
                formats[name] = style
            elif style.get(f"{_S}family", "table-cell") == "table-cell":
                self._data_style[name] = style.get(f"{_S}data-style-name", "")
                self._parent[name] = style.get(f"{_S}parent-style-name", "")
            for inner in style:
                size = inner.get(f"{_S}column-width") or inner.get(f"{_S}row-height")
                if size:
                    self._sizes[name] = size
                if inner.get(f"{_T}display") == "false":
                    self._hidden.add(name)
        self._formats = format_codes(formats)

    def number_format(self, style: str) -> str:
        """The format code of a cell style, or of the one that it is based on."""
        name, seen = style or "Default", set[str]()
        while name and name not in seen:
            seen.add(name)
            if shape := self._data_style.get(name):
                return self._formats.get(shape, "General")
            name = self._parent.get(name, "")
        return "General"

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
