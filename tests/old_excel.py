"""A workbook written as Excel 97-2003 does, record by record, with charts: LibreOffice leaves out what charts remember.

After MS-XLS: the stream of the workbook is one substream for what all sheets share and one for each sheet, each from BOF to
EOF. An embedded chart is a substream inside its sheet's, a chart sheet one of its own. Each keeps the values it drew last in
ordinary cell records, by point and by series: the same row and column in values and in categories.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

BOF, EOF, NUMBER, LABEL, SERIES_INDEX = 0x0809, 0x000A, 0x0203, 0x0204, 0x1065
_GLOBALS, _SHEET, _CHART = 0x0005, 0x0010, 0x0020
_SECTOR, _FREE, _END, _OF_TABLE = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_FIRST_OWN_FORMAT = 164


@dataclass(frozen=True)
class Chart:
    """What a chart remembers: the values of its series, and the names under them."""

    values: Sequence[float]
    names: Sequence[str]


def xls(book: Workbook, embedded: Chart | None = None, sheet: Chart | None = None) -> bytes:
    """The workbook with a chart in its first sheet, and one on a sheet of its own before the others."""
    shapes = _shapes(book)
    charts = [embedded, *[None] * len(book.worksheets)]
    pages = [
        (each.title, 0, _sheet(each, shapes, chart))
        for each, chart in zip(book.worksheets, charts, strict=False)
    ]
    if sheet:
        pages.insert(0, ("图", 2, _chart(sheet)))
    head, foot = _shared(shapes), _record(EOF)
    size = len(head) + sum(len(_bound(name, kind, 0)) for name, kind, _ in pages) + len(foot)
    bounds = b""
    for name, kind, page in pages:
        bounds += _bound(name, kind, size)
        size += len(page)
    return ole(head + bounds + foot + b"".join(page for _, _, page in pages))


def ole(stream: bytes) -> bytes:
    """An OLE file with one stream, Workbook."""
    stream = stream.ljust(8 * _SECTOR, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    tables = -(-(count + 2) // 127)  # a table has 128 places, and the tables stand in them as well
    first = tables + 1
    chain = [_OF_TABLE] * tables + [_END] + [first + each + 1 for each in range(count - 1)] + [_END]
    chain += [_FREE] * (tables * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<9I", 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    folder = _entry("Root Entry", 5, _END, 0, child=1) + _entry("Workbook", 2, first, len(stream))
    return header + struct.pack(f"<{len(chain)}I", *chain) + folder.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    found = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    found += struct.pack("<III", _FREE, _FREE, child) + bytes(36)
    return found + struct.pack("<III", start, size, 0)


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _bof(kind: int) -> bytes:
    return _record(BOF, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _text(text: str, long: bool = True) -> bytes:
    return struct.pack("<HB" if long else "<BB", len(text), 1) + text.encode("utf-16-le")


def _shapes(book: Workbook) -> list[str]:
    return sorted({cell.number_format for each in book.worksheets for row in each.iter_rows() for cell in row})  # fmt: skip


def _shared(shapes: Sequence[str]) -> bytes:
    """Fonts, number formats and styles; the style of a shape comes after the fifteen of the program itself."""
    font = _record(0x0031, struct.pack("<5H4B", 220, 0, 0x7FFF, 400, 0, 0, 0, 134, 0) + _text("宋体", long=False))  # fmt: skip
    found = _bof(_GLOBALS) + _record(0x0042, struct.pack("<H", 1200)) + 5 * font
    for number, shape in enumerate(shapes, _FIRST_OWN_FORMAT):
        found += _record(0x041E, struct.pack("<H", number) + _text(shape))
    found += 15 * _record(0x00E0, struct.pack("<3H", 0, 0, 0xFFF5) + bytes(14))
    for number in range(len(shapes)):
        found += _record(0x00E0, struct.pack("<3H", 0, _FIRST_OWN_FORMAT + number, 1) + bytes(14))
    return found


def _bound(name: str, kind: int, place: int) -> bytes:
    return _record(0x0085, struct.pack("<IBB", place, 0, kind) + _text(name, long=False))


def _cell(row: int, col: int, style: int, value: object) -> bytes:
    where = struct.pack("<HHH", row, col, style)
    if isinstance(value, str):
        return _record(LABEL, where + _text(value))
    assert isinstance(value, int | float)
    return _record(NUMBER, where + struct.pack("<d", value))


def _sheet(sheet: Worksheet, shapes: Sequence[str], chart: Chart | None) -> bytes:
    size = struct.pack("<IIHHH", 0, sheet.max_row, 0, sheet.max_column, 0)
    found = _bof(_SHEET) + _record(0x0200, size)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                style = 15 + shapes.index(cell.number_format)
                found += _cell(cell.row - 1, cell.column - 1, style, cell.value)
    if chart:
        found += _record(0x005D, struct.pack("<HHHH12x", 0x15, 18, 5, 1)) + _chart(chart)
    found += _record(0x023E, struct.pack("<9H", 0x06B6, 0, 0, 64, 0, 0, 0, 0, 0))
    areas = [
        struct.pack("<4H", each.min_row - 1, each.max_row - 1, each.min_col - 1, each.max_col - 1)
        for each in sheet.merged_cells.ranges
    ]
    if areas:
        found += _record(0x00E5, struct.pack("<H", len(areas)) + b"".join(areas))
    return found + _record(EOF)


def _chart(chart: Chart) -> bytes:
    """A chart with nothing but what it remembers: first the values, then the names, each by its place."""
    found = _bof(_CHART) + _record(0x0200, struct.pack("<IIHHH", 0, len(chart.values), 0, 1, 0))
    for number, each in ((1, chart.values), (2, chart.names)):
        found += _record(SERIES_INDEX, struct.pack("<H", number))
        for point, value in enumerate(each):
            found += _cell(point, 0, 0, value)
    return found + _record(EOF)
