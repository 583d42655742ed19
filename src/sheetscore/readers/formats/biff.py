""".xls and the old .et of WPS: xlrd reads, with its looks, and calamine checks. BIFF keeps a result with every formula."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

import olefile
import xlrd
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.numbers import is_date_format
from xlrd.xldate import XLDateError, xldate_as_datetime

from sheetscore.errors import Damaged, Rejected
from sheetscore.exact.number_formats import UNDECLARED_DATES
from sheetscore.forms.limits import Limits, check_range, too_many_sheets
from sheetscore.model.finding import Finding
from sheetscore.readers.formats.biff_results import unsure, without_result
from sheetscore.readers.formats.book import Loaded, Page, damaged, loaded, new_book
from sheetscore.readers.formats.charts import BOF, outside_charts
from sheetscore.readers.formats.pieces import Piece
from sheetscore.readers.formats.witness import alone, disagreements

_CELLS = {0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6}
_LOCKED, _EARLY = 0x002F, 50
_DIMENSIONS, _STRINGS = 0x0200, 0x00FC
_ROWS_OF_CELLS = {0x00BD, 0x00BE}
_SIDES = (
    ("left", "left_line_style"),
    ("right", "right_line_style"),
    ("top", "top_line_style"),
    ("bottom", "bottom_line_style"),
)
_LINE_NAMES: dict[int, Any] = {
    1: "thin", 2: "medium", 3: "dashed", 4: "dotted", 5: "thick", 6: "double", 7: "hair", 8: "mediumDashed",
    9: "dashDot", 10: "mediumDashDot", 11: "dashDotDot", 12: "mediumDashDotDot", 13: "slantDashDot",
}  # fmt: skip
_OFF_THE_LINE = {1: 1, 2: -1}
_HORIZONTAL = {1: "left", 2: "center", 3: "right", 4: "fill", 5: "justify", 6: "centerContinuous", 7: "distributed"}  # fmt: skip
_VERTICAL = {0: "top", 1: "center", 2: "bottom", 3: "justify", 4: "distributed"}


def read(data: bytes, limits: Limits) -> Loaded:
    """A workbook of admitted bytes. Raises Damaged, OverLimit."""
    stream, macros = _streams(data)
    honest = _bound(stream, limits)
    try:
        source = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
        found = _copy(source, limits)
    except Rejected:
        raise
    except Exception as error:  # xlrd raises whatever its parser meets in damaged records
        raise damaged() from error
    if macros:
        found.findings.append(
            Finding(
                "A14", "info", "工作簿里有宏：没有运行，也不带进复核工作簿。", found="宏", expected="只有所填的数",
                advice="请核对这些数是否与原件一致；确实不需要的，另存为不带它的 .xlsx 再交。",
            )
        )  # fmt: skip
    found.findings += disagreements(found, data, limits) if honest else [alone()]
    without_result(found, unsure(_records(stream)))
    return found


# ------------------------------------------------------------------ before the parser runs


def _streams(data: bytes) -> tuple[bytes, bool]:
    """The stream of the workbook, and whether macros stand beside it."""
    if not olefile.isOleFile(data):
        return data, False
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = {"/".join(path).lower() for path in ole.listdir()}
            stream = next(name for name in ("workbook", "book") if name in names)
            return ole.openstream(stream).read(), any("vba" in name for name in names)
    except Exception as error:  # it raises whatever its parser meets in damaged sectors
        raise damaged() from error


def is_locked(data: bytes) -> bool:
    """True for a workbook behind a password, which the record FILEPASS at its beginning says. Raises Damaged."""
    stream, _ = _streams(data)
    for place, (number, _) in enumerate(_records(stream)):
        if number == _LOCKED or place > _EARLY:
            return number == _LOCKED
    return False


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, content) of each record, to the first that is not whole."""
    place, end = 0, len(stream)
    while place + 4 <= end:
        number, size = struct.unpack_from("<HH", stream, place)
        place += 4
        if place + size > end:
            raise damaged()
        yield number, stream[place : place + size]
        place += size
        if number == 0 and size == 0:
            return


def _bound(stream: bytes, limits: Limits) -> bool:
    """Refuse a vast used range, and a cell that stands twice, by the records alone.

    False where the records state sizes that nothing in them bears out: the second reader takes memory for what is stated.
    """
    sheets, last, honest = 0, (0, 0), True
    seen: set[tuple[int, int]] = set()
    for number, content in outside_charts(_records(stream)):
        if number in BOF:
            sheets += content[2:4] == b"\x10\x00"
            last, seen = (0, 0), set()
            if sheets > limits.sheets:
                raise too_many_sheets(sheets, limits)
        elif number == _DIMENSIONS and len(content) >= 12:
            top, bottom, left, right = struct.unpack_from("<IIHH", content)
            honest &= top <= bottom <= limits.rows and left <= right <= 256
        elif number == _STRINGS and len(content) >= 8:
            honest &= max(struct.unpack_from("<II", content)) <= len(stream)
        elif (number in _CELLS or number in _ROWS_OF_CELLS) and len(content) >= 6:
            row, col = struct.unpack_from("<HH", content)
            right = (
                struct.unpack_from("<H", content, len(content) - 2)[0]
                if number in _ROWS_OF_CELLS
                else col
            )
            last = max(last[0], row + 1), max(last[1], right + 1)
            check_range(*last, limits)
            if number in _CELLS and (row, col) in seen:
                raise Damaged(
                    f"文件已损坏：第 {row + 1} 行第 {col + 1} 列的单元格在文件里写了两次，分不清哪一个是填报的。",
                    "请用 Excel 或 WPS 打开，核对后另存，再重新发送。",
                )
            seen.add((row, col))
    return honest


# -------------------------------------------------------------------------- what xlrd found


def _copy(source: Any, limits: Limits) -> Loaded:
    book = new_book()
    pages = []
    looks = _Looks(source)
    for sheet in source.sheets():
        page = Page(book, sheet.name, limits)
        page.sheet.sheet_state = ("visible", "hidden", "veryHidden")[
            sheet.visibility & 3 if sheet.visibility < 3 else 0
        ]
        for row in range(sheet.nrows):
            for col in range(sheet.row_len(row)):
                _put(page, looks, sheet, row, col)
        for top, bottom, left, right in sheet.merged_cells:
            page.merge((top + 1, left + 1, bottom, right))
        _dimensions(page, sheet)
        pages.append(page)
    if not pages:
        raise Damaged("文件里没有工作表。", "请在原电脑上打开并另存一次，再重新发送。")
    return loaded(book, pages, [])


def _put(page: Page, looks: _Looks, sheet: Any, row: int, col: int) -> None:
    kind, value = sheet.cell_type(row, col), sheet.cell_value(row, col)
    style = sheet.cell_xf_index(row, col)
    if kind == xlrd.XL_CELL_EMPTY:
        return
    shape = looks.number_format(style)
    pieces = looks.pieces(value, style, sheet.rich_text_runlist_map.get((row, col), ()))
    stored = _value(kind, value, shape, sheet.book.datemode)
    page.put(row + 1, col + 1, stored, shape, pieces=pieces)
    looks.dress(page.sheet.cell(row + 1, col + 1), style)


def _value(kind: int, value: Any, shape: str, datemode: int) -> Any:
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#VALUE!")
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE and is_date_format(shape):
        try:
            return xldate_as_datetime(value, 1 if datemode else 0)
        except (XLDateError, OverflowError, ValueError):
            return "#VALUE!"
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return int(value) if value == value // 1 and abs(value) < 1e15 else value
    return value if value != "" else None


def _dimensions(page: Page, sheet: Any) -> None:
    for col, info in sheet.colinfo_map.items():
        if col < sheet.ncols:
            page.width(col + 1, info.width / 256)
            if info.hidden:
                page.hide(col=col + 1)
    for row, info in sheet.rowinfo_map.items():
        if row < sheet.nrows:
            if info.height and not info.has_default_height:
                page.sheet.row_dimensions[row + 1].height = info.height / 20
            if info.hidden:
                page.hide(row=row + 1)


class _Looks:
    """Number format, font, lines and alignment of a cell by the number of its style, each made once."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self._shapes: dict[int, str] = {}
        self._made: dict[int, Any] = {}

    def number_format(self, style: int) -> str:
        """The number format of a style, General where the file names one that it does not hold."""
        if style not in self._shapes:
            try:
                key = self._source.xf_list[style].format_key
                known = self._source.format_map.get(key)
                code = (known.format_str if known else "") or UNDECLARED_DATES.get(key)
                self._shapes[style] = code or "General"
            except (IndexError, KeyError):
                self._shapes[style] = "General"
        return self._shapes[style]

    def pieces(self, value: Any, style: int, runs: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
        """The text in runs of one font each; `runs` are (first UTF-16 unit, font), and before the first the cell's font holds."""
        try:
            own = self._source.xf_list[style].font_index
        except (IndexError, TypeError):
            own = -1
        if not isinstance(value, str):
            return (self._piece(" ", own),)
        units = value.encode("utf-16-le", "surrogatepass")
        found, start, font = [], 0, own
        for at, number in [*runs, (len(units) // 2, own)]:
            text = units[2 * start : 2 * at].decode("utf-16-le", "replace")
            found.append(self._piece(text, font))
            start, font = at, number
        return tuple(found)

    def _piece(self, text: str, number: int) -> Piece:
        fonts = self._source.font_list
        if not 0 <= number < len(fonts):
            return Piece(text)
        font = fonts[number]
        return Piece(text, bool(font.struck_out), raised=_OFF_THE_LINE.get(font.escapement, 0))

    def dress(self, cell: Any, style: int) -> None:
        """Give a cell its looks."""
        if style not in self._made:
            self._draw(cell, style)
            self._made[style] = copy(cell._style)
        cell._style = copy(self._made[style])

    def _draw(self, cell: Any, style: int) -> None:
        try:
            look = self._source.xf_list[style]
            font = self._source.font_list[look.font_index]
        except (IndexError, TypeError):
            return
        cell.font = Font(
            name=font.name, sz=font.height / 20, b=bool(font.bold), i=bool(font.italic)
        )
        lines: dict[str, Any] = {
            side: Side(style=_LINE_NAMES.get(getattr(look.border, name))) for side, name in _SIDES
        }
        placed: dict[str, Any] = {
            "horizontal": _HORIZONTAL.get(look.alignment.hor_align),
            "vertical": _VERTICAL.get(look.alignment.vert_align),
        }
        cell.border = Border(**lines)
        cell.alignment = Alignment(wrap_text=bool(look.alignment.text_wrapped), **placed)
