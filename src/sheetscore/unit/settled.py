"""Which figures a person settled in a completed workbook: they count as its formulas count them, and a slip of theirs is only told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sheetscore.readers.grid import Grid, address
from sheetscore.readers.sent_back.own_workbook import BASE, INDICATORS
from sheetscore.readers.sent_back.typed import settled
from sheetscore.readers.tables import Tables
from sheetscore.scoring.filed.slips import Place, find_slips
from sheetscore.unit.returns import Overlay
from sheetscore.words.glossary import Glossary


def in_doubt(tables: Tables, glossary: Glossary) -> frozenset[Place]:
    """Sheet and cell of the figures whose decimal point is in doubt as filed."""
    filed = tables.base.lines(tables.year) if tables.base is not None else []
    return frozenset(find_slips([*filed, *tables.figures], glossary))


def with_settled(
    lines: Sequence[Mapping[str, Any]],
    grids: Iterable[Grid],
    tables: Tables,
    doubted: frozenset[Place],
    overlay: Overlay | None,
) -> list[dict[str, Any]]:
    """The rows of the base frame with its column `settled`.

    Of a completed workbook read by itself every number is; of an original with what was typed later all but the `doubted` that nobody
    typed anew.
    """
    numbers = settled(grids)
    places = [(line["sheet"], line["cell"]) for line in lines]
    if overlay is None or not overlay.cells:
        found = [place in numbers for place in places]
    else:
        open_still = doubted - _typed(tables, overlay)
        found = [place not in open_still for place in places]
    return [{**line, "settled": each} for line, each in zip(lines, found, strict=True)]


def _typed(tables: Tables, overlay: Overlay) -> frozenset[Place]:
    sheets = {INDICATORS: tables.indicators.sheet.name}
    if tables.base is not None:
        sheets[BASE] = tables.base.sheet.name
    return frozenset(
        (sheets[name], address(*place))
        for name, cells in overlay.cells.items()
        if name in sheets
        for place in cells
    )
