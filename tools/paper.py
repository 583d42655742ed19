"""Official tables drawn from rows: cells, merges, borders, A4 paper, and files whose bytes depend on nothing else."""

import datetime as dt
import io
import math
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from typing import Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.fonts import DEFAULT_FONT
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

WRITTEN = dt.datetime(2021, 1, 1)

Value = int | float | str | None
Row = tuple[Value, ...]

# In the tables: None is a blank cell, UP and LEFT belong to the merged cell above or to the left.
UP, LEFT = "↑", "←"

FONT = "宋体"
DEFAULT_FONT.name, DEFAULT_FONT.scheme = FONT, None  # column widths are counted in its digits
COLUMNS = "ABCDEFGHI"
WIDE = 1.8  # units of column width that a Chinese character of 10 points takes
LINE = 1.48  # a line's height in font sizes: room for the taller fonts that stand in for 宋体
THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def put(ws: Worksheet, area: str, value: Value, size: float, bold: bool = False) -> None:
    """Write a centred value into the first cell of an area and merge the area."""
    cell = ws[area.partition(":")[0]]
    cell.value = value
    cell.font = Font(name=FONT, size=size, bold=bold)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if ":" in area:
        ws.merge_cells(area)


def put_table(ws: Worksheet, first: int, rows: Sequence[Row], size: float) -> None:
    """Write rows with thin borders, the cells of UP and LEFT merged with their owners."""
    for top, row in enumerate(rows):
        for left, value in enumerate(row):
            if value in (UP, LEFT):
                continue
            right, bottom = left, top
            while right + 1 < len(row) and row[right + 1] == LEFT:
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][left] == UP:
                bottom += 1
            start = f"{COLUMNS[left]}{first + top}"
            end = f"{COLUMNS[right]}{first + bottom}"
            ws[start].border = GRID
            put(ws, start if start == end else f"{start}:{end}", value, size)


def align_left(ws: Worksheet, cells: Iterator[str]) -> None:
    """Set running text and labels at the left edge."""
    for cell in cells:
        ws[cell].alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)


def count_lines(text: Value, width: float) -> int:
    """Count the lines of a text in a column, on the safe side."""
    units = {True: WIDE, False: WIDE / 2}
    return sum(
        max(1, math.ceil(sum(units[unicodedata.east_asian_width(c) in "WFA"] for c in x) / width))
        for x in str(text).split("\n")
    )


def set_page(
    ws: Worksheet,
    orientation: Literal["landscape", "portrait"],
    widths: Sequence[float],
    repeated: str,
) -> None:
    """Set column widths and A4 paper: one page wide, centred, numbered, header rows repeated."""
    for column, width in zip(COLUMNS, widths, strict=False):
        ws.column_dimensions[column].width = width
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ws.page_setup.paperSize = 9  # A4
    ws.page_setup.orientation = orientation
    ws.page_setup.fitToWidth, ws.page_setup.fitToHeight = 1, 0
    ws.page_margins.left = ws.page_margins.right = 0.4
    ws.page_margins.top = ws.page_margins.bottom = 0.5
    ws.page_margins.header = ws.page_margins.footer = 0.25
    ws.print_options.horizontalCentered = True
    ws.print_title_rows = repeated
    ws.print_area = ws.dimensions
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页，共 &N 页"
    ws.HeaderFooter.oddFooter = footer
    ws.sheet_view.showGridLines = False


def pack(book: Workbook) -> bytes:
    """Save a workbook with the same times everywhere, so that the clock leaves no trace."""
    saved, packed = io.BytesIO(), io.BytesIO()
    book.save(saved)
    book.properties.modified = WRITTEN
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = tostring(book.properties.to_tree())
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            target.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
