"""What was typed into completed workbooks, laid over the unit's original before it is scored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sheetscore.model.fingerprints import Cell as Place
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.sent_back.own_workbook import BASE, INDICATORS
from sheetscore.readers.sent_back.returned import Change
from sheetscore.readers.tables import Tables


@dataclass(frozen=True)
class Overlay:
    """Cells of the two tables, by our name of the sheet and place, and completed workbooks cut down to the inputs that count."""

    cells: Mapping[str, Mapping[Place, Cell]] = field(default_factory=dict)
    grids: tuple[Grid, ...] = ()


def overlay_of(sources: Iterable[tuple[Grid, Iterable[Change]]]) -> Overlay:
    """The overlay of the changes that count, with the workbook that each comes from."""
    cells: dict[str, dict[Place, Cell]] = {}
    grids = []
    for grid, changes in sources:
        inputs: dict[str, set[Place]] = {}
        for change in changes:
            if change.sheet in (INDICATORS, BASE):
                cells.setdefault(change.sheet, {})[change.place] = change.cell
            else:
                inputs.setdefault(change.sheet, set()).add(change.place)
        if inputs:
            grids.append(grid)
    return Overlay(cells, tuple(grids))


def only_inputs(grid: Grid, keep: Iterable[Change], all_of_them: Iterable[Change]) -> Grid:
    """A completed workbook without its tables, and of its inputs only those to keep."""
    dropped = {(each.sheet, each.place) for each in all_of_them} - {
        (each.sheet, each.place) for each in keep
    }
    sheets = [
        _without(sheet, {place for name, place in dropped if name == sheet.name})
        for sheet in grid.sheets
        if sheet.name not in (INDICATORS, BASE)
    ]
    return replace(grid, sheets=sheets)


def _without(sheet: Sheet, places: set[Place]) -> Sheet:
    if not places:
        return sheet
    cells = {place: cell for place, cell in sheet.cells.items() if place not in places}
    return sheet.having(cells)


def overlaid(grids: list[Grid], tables: Tables, overlay: Overlay) -> list[Grid]:
    """The workbooks with the cells of the overlay in the sheets that the tables were found on. Their worksheets are changed."""
    targets: list[tuple[Grid, Sheet, Mapping[Place, Cell]]] = [
        (tables.indicators.grid, tables.indicators.sheet, overlay.cells.get(INDICATORS, {}))
    ]
    if tables.base is not None:
        targets.append((tables.base.grid, tables.base.sheet, overlay.cells.get(BASE, {})))
    for owner, target, cells in targets:
        if cells:
            grids = [
                _laid_over(grid, target, cells) if grid.file == owner.file else grid
                for grid in grids
            ]
    return grids


def _laid_over(grid: Grid, target: Sheet, cells: Mapping[Place, Cell]) -> Grid:
    lacking = [each for each in grid.formulas_without_value if each[0] != target.name]
    lacking += [
        each
        for each in grid.formulas_without_value
        if each[0] == target.name and each[1] not in {cell.address for cell in cells.values()}
    ]
    lacking += [
        (target.name, cell.address)
        for cell in cells.values()
        if cell.formula and cell.value is None
    ]
    sheets = [
        _typed(sheet, cells) if sheet.worksheet is target.worksheet else sheet
        for sheet in grid.sheets
    ]
    return replace(grid, sheets=sheets, formulas_without_value=lacking)


def _typed(sheet: Sheet, cells: Mapping[Place, Cell]) -> Sheet:
    found = dict(sheet.cells)
    for place, typed in cells.items():
        there = found.pop(place, None)
        if typed.value is not None:
            found[place] = replace(
                typed, row=place[0], col=place[1], formula="", hidden=bool(there and there.hidden)
            )
        _write(sheet.worksheet, place, typed)
    laid = sheet.having(found)
    laid.seen = {place: seen for place, seen in sheet.seen.items() if place not in cells}
    return laid


def _write(worksheet: Any, place: Place, typed: Cell) -> None:
    """The same in the sheet that the completed workbook is drawn from; a text is a text, whatever it begins with."""
    cell = worksheet.cell(*place)
    if type(cell).__name__ == "MergedCell":
        return
    cell.value = None
    if typed.value is None:
        return
    cell.number_format = typed.number_format
    cell.value = typed.value
    if isinstance(typed.value, str):
        cell.data_type = "s"
