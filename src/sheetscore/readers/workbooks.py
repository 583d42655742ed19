"""The bytes of a workbook → its grids: cells with what a reader sees, formulas computed again, what was cut told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore.forms.limits import LIMITS, Limits, check_range
from sheetscore.model.finding import Finding
from sheetscore.model.fingerprints import Own
from sheetscore.readers.bytes.endings import misnamed
from sheetscore.readers.bytes.file_kinds import kind_of
from sheetscore.readers.formats import read_book
from sheetscore.readers.formats.book import Loaded
from sheetscore.readers.formats.pieces import Piece, Seen, is_marked, seen, told
from sheetscore.readers.formats.properties import custom_properties
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.recompute import recomputed
from sheetscore.readers.sent_back.own_workbook import recognise
from sheetscore.readers.sent_back.typed import with_typed_texts


def read_grid(file: str, data: bytes, limits: Limits = LIMITS) -> Grid:
    """Parse admitted bytes of any format.

    Raises Damaged for what its reader cannot read, OverLimit for a vast sheet, NotAWorkbook for a page or text without a table.
    """
    kind = kind_of(data)
    found = read_book(data, kind, limits)
    grid = Grid(file, [], kind=kind, findings=misnamed(file, kind))
    grid.findings += [replace(each, file=file) for each in found.findings]
    for sheet in found.book.worksheets:
        grid.sheets.append(_sheet(sheet, found, grid, limits))
    ours = recognise(grid, custom_properties(data, kind))
    if ours is not None:
        grid.own, grid.added = ours
        grid.sheets = [_as_typed(sheet, grid.own) for sheet in grid.sheets]
    if not grid.own_output:
        grid.findings += _recomputed(grid)
    return grid


Read = Callable[[str, bytes, Limits], Grid]
"""`read_grid`, or what stands for it."""


class ReadOnce:
    """`read_grid` for the files of one task: each is parsed once. Only the last scoring lays anything over what was read."""

    def __init__(self) -> None:
        self._grids: dict[tuple[str, bytes], Grid] = {}

    def __call__(self, file: str, data: bytes, limits: Limits = LIMITS) -> Grid:
        grid = self._grids.get((file, data))
        if grid is None:
            grid = self._grids[file, data] = read_grid(file, data, limits)
        return grid


def _as_typed(sheet: Sheet, own: Own) -> Sheet:
    cells = with_typed_texts(sheet.name, sheet.cells, own)
    if cells is sheet.cells:
        return sheet
    return Sheet(
        sheet.name, cells, sheet.merges, sheet.worksheet, seen=sheet.seen, unseen=sheet.unseen
    )


def _recomputed(grid: Grid) -> list[Finding]:
    """What formulas and numbers under merged areas have to say: a spreadsheet adds up what nobody sees."""
    counted, covered = {}, {}
    for sheet in grid.sheets:
        counted[sheet.name] = {place: cell.value for place, cell in sheet.cells.items()}
        counted[sheet.name] |= sheet.unseen
        covered[sheet.name] = {p: v for p, v in sheet.unseen.items() if p not in sheet.seen}
    formulas = [
        (sheet.name, cell.address, cell.formula, cell.value)
        for sheet in grid.sheets for cell in sheet.cells.values() if cell.formula
    ]  # fmt: skip
    return recomputed(grid.file, formulas, counted, covered)


def _stored(sheet: Worksheet) -> Iterator[Any]:
    """Only the cells that stand in the file: ws.iter_rows() would build every blank one."""
    yield from sheet._cells.values()


def _sheet(sheet: Worksheet, found: Loaded, grid: Grid, limits: Limits) -> Sheet:
    cached = found.cached.get(sheet.title, {})
    unseen = found.unseen.get(sheet.title, {})
    marked = found.seen.get(sheet.title, {})
    merges = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
    seen = sheet.sheet_state == "visible"
    rows, columns = _hidden_rows(sheet), _hidden_columns(sheet)
    cells: dict[tuple[int, int], Cell] = {}
    for cell in _stored(sheet):
        value, formula = cell.value, ""
        if cell.data_type == "f":
            formula = str(getattr(value, "text", value))
            value = cached.get((cell.row, cell.column))
            if value is None:
                grid.formulas_without_value.append((sheet.title, cell.coordinate))
        pieces = marked.get((cell.row, cell.column))
        if pieces is None and (pieces := _raised(value)):
            value = pieces.text
        if pieces:
            grid.findings += told(pieces, grid.file, sheet.title, cell.coordinate)
        gone = pieces.filed if pieces and pieces.nothing else ""
        if value is None and not formula and not gone:
            continue
        if isinstance(value, str) and len(value) > limits.text_length:
            grid.findings.append(_cut(grid.file, sheet.title, cell.coordinate, value, limits))
            value = value[: limits.text_length - len(_CUT)] + _CUT
        hidden = not seen or cell.row in rows or cell.column in columns
        cells[cell.row, cell.column] = Cell(
            cell.row, cell.column, value, formula, _number_format(cell), hidden, gone
        )
    last_row, last_col = (
        max((row for row, _ in cells), default=0),
        max((col for _, col in cells), default=0),
    )
    check_range(last_row, last_col, limits)
    return Sheet(sheet.title, cells, merges, sheet, seen=marked, unseen=unseen)


def _raised(value: Any) -> Seen | None:
    """A text with characters that are raised by themselves: 公用经费¹."""
    pieces = [Piece(value)] if isinstance(value, str) else []
    return seen(pieces) if is_marked(pieces) else None


_CUT = "…（过长，已截断）"


def _cut(file: str, sheet: str, cell: str, value: str, limits: Limits) -> Finding:
    """A15: more text than a cell of Excel takes; the completed workbook shows its beginning."""
    return Finding(
        "A15", "warning", f"{cell} 有 {len(value)} 字，超过单元格 {limits.text_length} 字的上限，只取前面的部分。", file,
        sheet, cell, f"{len(value)} 字", f"不超过 {limits.text_length} 字", "请把长文字移到报告里，单元格只写要点。",
    )  # fmt: skip


def _number_format(cell: Any) -> str:
    try:
        return str(cell.number_format or "General")
    except IndexError:  # the file names a style that it does not hold
        return "General"


def _hidden_rows(sheet: Worksheet) -> set[int]:
    """Rows that are hidden, by a filter as well, or drawn with no height."""
    rows = sheet.row_dimensions.items()
    return {number for number, row in rows if row.hidden or row.height == 0}


def _hidden_columns(sheet: Worksheet) -> set[int]:
    """Columns that are hidden or drawn with no width; one entry of the file may stand for several."""
    found: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden or column.width == 0:
            first = int(column.min or column_index_from_string(column.index or "A"))
            found.update(range(first, int(column.max or first) + 1))
    return found
