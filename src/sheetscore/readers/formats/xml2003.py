"""XML 表格 2003 (SpreadsheetML), which systems hand out under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sheetscore.amounts import decimal, json_number
from sheetscore.errors import Damaged
from sheetscore.limits import Limits
from sheetscore.readers.formats.book import Loaded, Page, damaged, iso_date, loaded, new_book
from sheetscore.readers.kinds import text_of

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {"Percent": "0.00%", "Standard": "#,##0.00", "Fixed": "0.00", "General Number": "General"}
_POINTS_A_CHARACTER = 5.25
_FAR = 1_000_000_000


def read(data: bytes, limits: Limits) -> Loaded:
    """A workbook of admitted bytes. Raises Damaged, OverLimit."""
    root = parsed(data)
    shapes = {
        style.get(f"{_SS}ID", ""): _shape(style.find(f"{_SS}NumberFormat"))
        for style in root.iterfind(f"{_SS}Styles/{_SS}Style")
    }
    book, pages = new_book(), []
    for sheet in root.iterfind(f"{_SS}Worksheet"):
        page = Page(book, sheet.get(f"{_SS}Name", ""), limits)
        visible = sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible") or ""
        if visible:
            page.sheet.sheet_state = "veryHidden" if "Very" in visible else "hidden"
        table = sheet.find(f"{_SS}Table")
        if table is not None:
            _table(page, table, shapes, limits)
        pages.append(page)
    if not pages:
        raise Damaged("文件里没有工作表。", "请在原电脑上打开并另存一次，再重新发送。")
    return loaded(book, pages, [])


def parsed(data: bytes) -> Element:
    """The root of a plain XML file in any encoding that a clerk's file may have. Raises Damaged."""
    text = text_of(data)
    if text is None:
        raise damaged()
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    try:
        root: Element = fromstring(text)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise damaged() from error
    return root


def _shape(number_format: Element | None) -> str:
    stated = "" if number_format is None else number_format.get(f"{_SS}Format", "")
    return _NAMED.get(stated, stated) or "General"


def _table(page: Page, table: Element, shapes: dict[str, str], limits: Limits) -> None:
    for place, column in _placed(table.iterfind(f"{_SS}Column"), "Span"):
        for each in range(place, min(place + _number(column, "Span"), limits.columns) + 1):
            if width := column.get(f"{_SS}Width"):
                page.width(each, _characters(width))
            if column.get(f"{_SS}Hidden") == "1":
                page.hide(col=each)
    for place, row in _placed(table.iterfind(f"{_SS}Row"), "Span"):
        if row.get(f"{_SS}Hidden") == "1":
            for each in range(place, min(place + _number(row, "Span"), limits.rows) + 1):
                page.hide(row=each)
        style = row.get(f"{_SS}StyleID", "")
        for col, cell in _placed(row.iterfind(f"{_SS}Cell"), "MergeAcross"):
            _put(page, place, col, cell, shapes.get(cell.get(f"{_SS}StyleID", style), "General"))


def _placed(elements: Iterator[Element], more: str) -> Iterator[tuple[int, Element]]:
    """(1-based place, element): ss:Index where it stands, else after the one before. Raises Damaged going back."""
    after = 1
    for element in elements:
        place = _number(element, "Index") or after
        if place < after:
            raise damaged()
        yield place, element
        after = place + 1 + _number(element, more)


def _number(element: Element, name: str) -> int:
    text = element.get(f"{_SS}{name}", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else _FAR


def _put(page: Page, row: int, col: int, cell: Element, shape: str) -> None:
    data = cell.find(f"{_SS}Data")
    formula = cell.get(f"{_SS}Formula", "")
    if data is not None:
        value, shape = _value(data, shape)
        if formula and value is None:
            value = ""  # a formula whose result is an empty text
        page.put(row, col, value, shape, formula)
    elif formula:
        page.put(row, col, None, shape, formula)
    across, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
    if across or down:
        page.merge((row, col, row + down, col + across))


def _value(data: Element, shape: str) -> tuple[Any, str]:
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type", "String")
    if kind == "Number":
        try:
            return json_number(decimal(text.strip())), shape
        except ValueError:
            return text, "General"
    if kind == "Boolean":
        return text.strip() == "1", "General"
    if kind == "DateTime":
        date = iso_date(text.strip()[:19])
        return ("#VALUE!" if date is None else date), "yyyy-mm-dd"
    return text or None, "General"


def _characters(width: str) -> float:
    try:
        return round((json_number(decimal(width)) or 0) / _POINTS_A_CHARACTER, 2)
    except ValueError:
        return 0
