"""XML 表格 2003 (SpreadsheetML), which systems hand out under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException

from sheetscore.errors import Damaged
from sheetscore.exact.amounts import decimal, json_number
from sheetscore.exact.shown import is_date
from sheetscore.forms.limits import Limits
from sheetscore.readers.bytes.file_kinds import text_of
from sheetscore.readers.bytes.plain_xml import fromstring
from sheetscore.readers.formats.book import Loaded, Page, damaged, iso_date, loaded, new_book
from sheetscore.readers.formats.pieces import Piece

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_NAMED = {
    "Percent": "0.00%", "Standard": "#,##0.00", "Fixed": "0.00", "General Number": "General", "Scientific": "0.00E+00",
    "Currency": '"¥"#,##0.00', "Euro Currency": "[$€-2]#,##0.00", "General Date": "yyyy/m/d h:mm", "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy", "Long Date": 'yyyy"年"m"月"d"日"', "Short Time": "h:mm", "Medium Time": "上午/下午h:mm",
    "Long Time": "h:mm:ss", "Yes/No": '"Yes";"Yes";"No"', "True/False": '"True";"True";"False"', "On/Off": '"On";"On";"Off"',
}  # fmt: skip
"""Formats that XML 表格 2003 knows by a name (XMLSS reference, ss:NumberFormat)."""
_PLAIN = Piece(" ")
_RAISED = {"Superscript": 1, "Subscript": -1}
_TAGS: dict[str, dict[str, Any]] = {
    **{name: {"struck": True} for name in ("s", "del", "strike")}, "sup": {"raised": 1}, "sub": {"raised": -1},
}  # fmt: skip
_POINTS_A_CHARACTER = 5.25
_FAR = 1_000_000_000


def read(data: bytes, limits: Limits) -> Loaded:
    """A workbook of admitted bytes. Raises Damaged, OverLimit."""
    root = parsed(data)
    shapes, fonts = _shapes(root), _fonts(root)
    book, pages = new_book(), []
    for sheet in root.iterfind(f"{_SS}Worksheet"):
        page = Page(book, sheet.get(f"{_SS}Name", ""), limits)
        visible = sheet.findtext(f"{_X}WorksheetOptions/{_X}Visible") or ""
        if visible:
            page.sheet.sheet_state = "veryHidden" if "Very" in visible else "hidden"
        table = sheet.find(f"{_SS}Table")
        if table is not None:
            _table(page, table, shapes, fonts, limits)
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


def _shapes(root: Element) -> dict[str, str]:
    """The number format of each style by its ID: its own, else that of its parent, else that of Default."""
    styles = {style.get(f"{_SS}ID", ""): style for style in root.iterfind(f"{_SS}Styles/{_SS}Style")}  # fmt: skip
    found = {}
    for name in styles:
        shape, at, seen = None, name, set[str]()
        while shape is None and at in styles and at not in seen:
            seen.add(at)
            shape = styles[at].find(f"{_SS}NumberFormat")
            at = styles[at].get(f"{_SS}Parent", "Default")
        stated = "" if shape is None else shape.get(f"{_SS}Format", "")
        found[name] = _NAMED.get(stated, stated) or "General"
    return found


def _fonts(root: Element) -> dict[str, Piece]:
    """By style what its font does to the text: the piece of a cell that holds nothing else.

    What a style does not say itself is that of its parent, else that of Default, wherever they stand.
    """
    styles = {style.get(f"{_SS}ID", ""): style for style in root.iterfind(f"{_SS}Styles/{_SS}Style")}  # fmt: skip
    found = {}
    for name in styles:
        struck = _of_font(styles, name, "StrikeThrough") or "0"
        raised = _of_font(styles, name, "VerticalAlign") or ""
        found[name] = Piece(" ", struck.lower() in ("1", "true"), raised=_RAISED.get(raised, 0))
    return found


def _of_font(styles: dict[str, Element], name: str, stated: str) -> str | None:
    """What a style or the nearest of its parents says of its font."""
    at, seen = name, set[str]()
    while at in styles and at not in seen:
        seen.add(at)
        font = styles[at].find(f"{_SS}Font")
        if font is not None and font.get(f"{_SS}{stated}") is not None:
            return font.get(f"{_SS}{stated}")
        at = styles[at].get(f"{_SS}Parent", "Default")
    return None


def _pieces(data: Element, piece: Piece) -> Iterator[Piece]:
    """The text of a cell in runs: S, Del, Sup and Sub are those of HTML, and stand in its namespace as a rule."""
    yield replace(piece, text=data.text or "")
    for child in data:
        inner = _TAGS.get(child.tag.rpartition("}")[2].lower(), {})
        style = next((text for name, text in child.items() if _is_style(name)), "")
        if "line-through" in style.lower():
            inner = {**inner, "struck": True}
        yield from _pieces(child, replace(piece, **inner))
        yield replace(piece, text=child.tail or "")


def _is_style(attribute: str) -> bool:
    return attribute.rpartition("}")[2].lower() == "style"


def _table(
    page: Page, table: Element, shapes: dict[str, str], fonts: dict[str, Piece], limits: Limits
) -> None:
    of_table = table.get(f"{_SS}StyleID", "Default")
    of_column: dict[int, str] = {}
    for place, column in _placed(table.iterfind(f"{_SS}Column"), "Span"):
        for each in range(place, min(place + _number(column, "Span"), limits.columns) + 1):
            if width := column.get(f"{_SS}Width"):
                page.width(each, _characters(width))
            if column.get(f"{_SS}Hidden") == "1":
                page.hide(col=each)
            of_column[each] = column.get(f"{_SS}StyleID", of_table)
    for place, row in _placed(table.iterfind(f"{_SS}Row"), "Span"):
        if row.get(f"{_SS}Hidden") == "1":
            for each in range(place, min(place + _number(row, "Span"), limits.rows) + 1):
                page.hide(row=each)
        of_row = row.get(f"{_SS}StyleID")
        for col, cell in _placed(row.iterfind(f"{_SS}Cell"), "MergeAcross"):
            style = cell.get(f"{_SS}StyleID") or of_row or of_column.get(col, of_table)
            font = fonts.get(style, _PLAIN)
            _put(page, place, col, cell, shapes.get(style, "General"), font)


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


def _put(page: Page, row: int, col: int, cell: Element, shape: str, font: Piece) -> None:
    data = cell.find(f"{_SS}Data")
    formula = cell.get(f"{_SS}Formula", "")
    if data is not None:
        value, shape = _value(data, shape)
        if formula and value is None:
            value = ""  # a formula whose result is an empty text
        pieces = [piece for piece in _pieces(data, font) if piece.text] or [font]
        page.put(row, col, value, shape, formula, pieces)
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
        return ("#VALUE!" if date is None else date), shape if is_date(shape) else "yyyy-mm-dd"
    return text or None, shape


def _characters(width: str) -> float:
    try:
        return round((json_number(decimal(width)) or 0) / _POINTS_A_CHARACTER, 2)
    except ValueError:
        return 0
