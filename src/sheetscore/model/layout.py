"""How a submitted sheet looked, so that it can be drawn again cell by cell. No logic."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How one cell of the submitted sheet looks, in XlsxWriter's names (hashable, so formats are shared)."""

    props: tuple[tuple[str, str | int | float | bool], ...] = ()


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """One cell to be drawn again, 1-based; `runs`: (text, font properties) of a text with pieces struck out or raised."""

    row: int
    col: int
    value: str | int | float | bool | None
    style: CellStyle
    runs: tuple[tuple[str, tuple[tuple[str, bool | int], ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A submitted sheet as it looked: cells, merges, widths, heights, print set-up.

    `name` is the submitted sheet's name. `merges` are (first row, first col, last row, last col), 1-based. `widths` are in
    characters, `heights` in points, by 1-based number. `page` holds orientation, paper, margins, fit, print_title_rows (a
    pair or None), page_breaks. `headers` are the header bands (first row, last row) of a table that has several, else ().
    """

    name: str
    cells: tuple[LayoutCell, ...]
    merges: tuple[tuple[int, int, int, int], ...]
    widths: dict[int, float]
    heights: dict[int, float]
    hidden_columns: frozenset[int]
    page: dict[str, object]
    first_row: int
    last_row: int
    first_col: int
    last_col: int
    headers: tuple[tuple[int, int], ...] = ()
