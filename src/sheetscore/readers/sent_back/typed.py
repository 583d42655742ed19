"""Texts that a person typed into a completed workbook, where its formulas count numbers alone, and figures that a person settled.

A formula sees a number or a text, never what the text says: so a figure typed as text (60 in a cell of format @, 60万元) is no figure on
return either, and is told. A figure in doubt we write as text; where a number stands, somebody put it there or it never was in doubt,
and the sheet counts it: so it counts on return as well (docs/读法.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sheetscore.exact.amounts import TypedText
from sheetscore.model.fingerprints import Own, token
from sheetscore.readers.grid import Cell, Grid
from sheetscore.readers.sent_back.own_workbook import BASE, INDICATORS

Place = tuple[str, str]
Cells = dict[tuple[int, int], Cell]


def with_typed_texts(name: str, cells: Cells, own: Own) -> Cells:
    """The cells of a sheet with each text that we did not write there marked; as they are where nothing says what we wrote."""
    written = own.fingerprint
    if written is None or not written.whole or name not in (written.texts or {}):
        return cells
    tokens = written.cells.get(name, {})

    def is_typed(place: tuple[int, int], cell: Cell) -> bool:
        """Some programs save the number that we wrote as text: that is no change."""
        text = isinstance(cell.value, str) and not cell.formula
        return text and token(cell.value) != tokens.get(place, "")

    return {
        place: replace(cell, value=TypedText(cell.value)) if is_typed(place, cell) else cell
        for place, cell in cells.items()
    }


def settled(grids: Iterable[Grid]) -> frozenset[Place]:
    """Sheet and cell of every number in the tables of completed workbooks that say what we wrote into them."""
    return frozenset(
        (sheet.name, cell.address)
        for grid in grids
        if grid.own and grid.own.fingerprint and grid.own.fingerprint.texts is not None
        for sheet in grid.sheets
        if sheet.name in (INDICATORS, BASE)
        for cell in sheet.cells.values()
        if isinstance(cell.value, int | float)
    )
