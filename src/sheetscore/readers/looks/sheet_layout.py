"""A submitted sheet as it looks → a Layout, so that the writers can draw it again cell by cell.

Styles come out under XlsxWriter's property names. Nothing is created or changed in the worksheet:
the cells that exist are walked once, and the box that is kept ends at the last cell with a value.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore.model.layout import CellStyle, Layout, LayoutCell
from sheetscore.readers.formats.pieces import Seen
from sheetscore.readers.looks.cell_looks import Styles
from sheetscore.regexes import regex

Merge = tuple[int, int, int, int]
Shown = str | int | float | bool | None
Runs = tuple[tuple[str, tuple[tuple[str, bool | int], ...]], ...]

_WIDE_FONTS = regex(r"[^\x00-\x7f]|simsun|simhei|fangsong|kaiti|dengxian|yahei", re.IGNORECASE)
_DIGIT_OF_CALIBRI_11 = 7
_PADDING = 5
_FAR = 10_000_000
_DEFAULT_WIDTH = 8.43


def read_layout(
    worksheet: Worksheet,
    values: Mapping[str, object] | None = None,
    rows: tuple[int, int] | None = None,
    columns: tuple[int, int] | None = None,
    seen: Mapping[tuple[int, int], Seen] | None = None,
    end: tuple[int, int] = (_FAR, _FAR),
) -> Layout:
    """The look of `worksheet` (openpyxl, normal mode), or of its rows and columns first..last (1-based) only.

    `values` gives the stored result of each formula cell by A1 address; a formula without one comes
    out blank. `seen` are the texts with pieces struck out or raised. No formula is ever copied. `end` is the first row and
    the first column that an earlier run of ours added. Widths are in characters of a 7 pixel digit.
    """
    values = values or {}
    end_row, end_col = end
    cells = {
        (row, col): cell
        for (row, col), cell in _cells(worksheet)
        if _within(row, rows) and _within(col, columns) and row < end_row and col < end_col
    }
    merges = [
        (m[0], m[1], m[2], min(m[3], end_col - 1))
        for m in _merges(worksheet)
        if _within(m[0], rows)
        and _within(m[2], rows)
        and m[2] < end_row
        and m[1] < end_col
        and _within(m[1], columns)
        and _within(m[3], columns)
    ]
    merges = _disjoint(m for m in merges if (m[0], m[1]) != (m[2], m[3]))
    shown = {key: _value(cell, values) for key, cell in cells.items()}
    runs = {place: _runs(found) for place, found in (seen or {}).items() if place in cells}
    box = _box({**shown, **runs}, merges)
    merges = [m for m in merges if _inside(m, box)]
    styles = Styles(worksheet)
    return Layout(
        name=worksheet.title,
        cells=tuple(_layout_cells(cells, shown, merges, box, styles, runs)),
        merges=tuple(sorted(merges)),
        widths=_widths(worksheet, box),
        heights=_heights(worksheet, box),
        hidden_columns=_hidden_columns(worksheet, box),
        page=_page(worksheet, box),
        first_row=box[0],
        last_row=box[2],
        first_col=box[1],
        last_col=box[3],
    )


def _cells(worksheet: Worksheet) -> Iterator[tuple[tuple[int, int], Cell | MergedCell]]:
    """The cells that exist; asking the worksheet for a range would create the others."""
    found: dict[tuple[int, int], Any] = worksheet._cells
    yield from found.items()


def _merges(worksheet: Worksheet) -> list[Merge]:
    return [
        (m.min_row, m.min_col, m.max_row, m.max_col)
        for m in worksheet.merged_cells.ranges
        if m.min_row != m.max_row or m.min_col != m.max_col
    ]


def _disjoint(merges: Iterable[Merge]) -> list[Merge]:
    """The merges, without those that overlap an earlier one (no program shows such a pair)."""
    taken: set[tuple[int, int]] = set()
    found = []
    for m in sorted(merges):
        area = {(r, c) for r in range(m[0], m[2] + 1) for c in range(m[1], m[3] + 1)}
        if not area & taken:
            taken |= area
            found.append(m)
    return found


def _within(number: int, span: tuple[int, int] | None) -> bool:
    return span is None or span[0] <= number <= span[1]


def _inside(merge: Merge, box: Merge) -> bool:
    return box[0] <= merge[0] and merge[2] <= box[2] and box[1] <= merge[1] and merge[3] <= box[3]


def _value(
    cell: Cell | MergedCell, values: Mapping[str, object]
) -> str | int | float | bool | None:
    raw: object = cell.value
    if isinstance(cell, Cell) and cell.data_type == "f":
        raw = values.get(cell.coordinate)
    if isinstance(raw, dt.timedelta | dt.datetime | dt.date | dt.time):
        return float(to_excel(raw))  # type: ignore[no-untyped-call]
    if raw is None or isinstance(raw, bool | int):
        return raw
    if isinstance(raw, float):
        return raw if math.isfinite(raw) else str(raw)
    return str(raw)


def _box(shown: Mapping[tuple[int, int], object], merges: list[Merge]) -> Merge:
    """First row and column, last row and column of what holds a value (a merge counts whole)."""
    full = {key for key, value in shown.items() if value is not None}
    if not full:
        return (1, 1, 1, 1)
    held = [m for m in merges if (m[0], m[1]) in full]
    return (
        min(row for row, _ in full),
        min(col for _, col in full),
        max([row for row, _ in full] + [m[2] for m in held]),
        max([col for _, col in full] + [m[3] for m in held]),
    )


def _layout_cells(
    cells: Mapping[tuple[int, int], Cell | MergedCell],
    shown: Mapping[tuple[int, int], Shown],
    merges: list[Merge],
    box: Merge,
    styles: Styles,
    runs: Mapping[tuple[int, int], Runs],
) -> Iterator[LayoutCell]:
    """Cells in reading order; of a merge only the first, with the borders of the whole."""
    owner = {(m[0], m[1]): m for m in merges}
    covered = {
        (row, col)
        for m in merges
        for row in range(m[0], m[2] + 1)
        for col in range(m[1], m[3] + 1)
        if (row, col) != (m[0], m[1])
    }
    for row, col in sorted(cells):
        if not (box[0] <= row <= box[2] and box[1] <= col <= box[3]) or (row, col) in covered:
            continue
        style = styles.of(cells[row, col])
        if (row, col) in owner:
            last = cells.get((owner[row, col][2], owner[row, col][3]))
            style = _with_far_borders(style, styles.of(last)) if last is not None else style
        if shown[row, col] is not None or style.props or (row, col) in runs:
            yield LayoutCell(row, col, shown[row, col], style, runs.get((row, col), ()))


def _runs(found: Seen) -> Runs:
    """The pieces as they are drawn again; hidden ones are left out, for a cell has no hidden text."""
    drawn = []
    for piece in found.pieces:
        props: dict[str, bool | int] = {"font_strikeout": True} if piece.struck else {}
        props |= {"font_script": 1 if piece.raised > 0 else 2} if piece.raised else {}
        if not piece.hidden:
            drawn.append((piece.text, tuple(props.items())))
    return tuple(drawn)


def _with_far_borders(style: CellStyle, last: CellStyle) -> CellStyle:
    """The style of a merge's first cell with the right and bottom border of its last cell."""
    far = {k: v for k, v in last.props if k.startswith(("right", "bottom"))}
    return CellStyle(tuple(sorted({**dict(style.props), **far}.items())))


def _digit_pixels(worksheet: Worksheet) -> int:
    """Width of a digit of the workbook's standard font, which column widths are counted in."""
    fonts: list[Any] = list(getattr(worksheet.parent, "_fonts", []))
    if not fonts:
        return _DIGIT_OF_CALIBRI_11
    size = float(fonts[0].sz or 11)
    if _WIDE_FONTS.search(fonts[0].name or ""):
        return math.ceil(size * 2 / 3)
    return max(5, math.floor(size * 4 / 3 * 0.507))


def _widths(worksheet: Worksheet, box: Merge) -> dict[int, float]:
    """Characters by column. A file counts the 5 pixels of padding in, a Layout does not."""
    digit = _digit_pixels(worksheet)
    widths = dict.fromkeys(range(box[1], box[3] + 1), worksheet.sheet_format.defaultColWidth)
    for dimension in worksheet.column_dimensions.values():
        first = max(int(dimension.min or 0), box[1])
        for col in range(first, min(int(dimension.max or 0), box[3]) + 1):
            widths[col] = float(dimension.width)
    return {
        col: _DEFAULT_WIDTH if width is None else _characters(width * digit)
        for col, width in widths.items()
    }


def _characters(pixels: float) -> float:
    padded = _DIGIT_OF_CALIBRI_11 + _PADDING
    width = pixels / padded if pixels < padded else (pixels - _PADDING) / _DIGIT_OF_CALIBRI_11
    return round(width, 2)


def _heights(worksheet: Worksheet, box: Merge) -> dict[int, float]:
    rows = worksheet.row_dimensions
    return {
        row: float(rows[row].height)
        for row in sorted(rows)
        if box[0] <= row <= box[2] and rows[row].height
    }


def _hidden_columns(worksheet: Worksheet, box: Merge) -> frozenset[int]:
    return frozenset(
        col
        for dimension in worksheet.column_dimensions.values()
        if dimension.hidden
        for col in range(int(dimension.min or 0), min(int(dimension.max or 0), box[3]) + 1)
    )


def _page(worksheet: Worksheet, box: Merge) -> dict[str, object]:
    """Print set-up; margins in inches (left, right, top, bottom, header, footer)."""
    setup, margins = worksheet.page_setup, worksheet.page_margins
    options, properties = worksheet.print_options, worksheet.sheet_properties.pageSetUpPr
    fits = bool(properties and properties.fitToPage)
    sides = ("left", "right", "top", "bottom", "header", "footer")
    fit = tuple(1 if n is None else int(n) for n in (setup.fitToWidth, setup.fitToHeight))
    return {
        "orientation": setup.orientation or "default",
        "paper": int(setup.paperSize or 9),
        "margins": tuple(float(getattr(margins, side)) for side in sides),
        "fit": fit if fits else None,
        "scale": int(setup.scale) if setup.scale and not fits else None,
        "print_title_rows": _title_rows(worksheet.print_title_rows),
        "page_breaks": tuple(
            int(brk.id) for brk in worksheet.row_breaks.brk if brk.man and box[0] <= brk.id < box[2]
        ),
        "center_horizontally": bool(options.horizontalCentered),
        "center_vertically": bool(options.verticalCentered),
        "gridlines": worksheet.sheet_view.showGridLines is not False,
    }


def _title_rows(text: str | None) -> tuple[int, int] | None:
    """`$2:$3` → (2, 3)."""
    if not text:
        return None
    bounds = range_boundaries(f"{get_column_letter(1)}{text.replace('$', '').replace(':', ':A')}")
    return (bounds[1], bounds[3]) if bounds[1] and bounds[3] else None
