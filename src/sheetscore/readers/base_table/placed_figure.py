"""A figure of a bureau's own 基础数据表 with the words that its place gives it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sheetscore.readers.grid import Cell
from sheetscore.readers.indicator_table.header_years import Year


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure: the pieces that its name has to have, those that it may have, its unit, its year, and its label in the row.

    `to_the_letter`: the only figure of its row, which a term has to name without a word more or less.
    `role`: planned or done of one thing (计划 | 实际完成). `by_heads`: only headings name it, in the row of the whole.
    """

    cell: Cell
    must: tuple[str, ...]
    may: tuple[str, ...]
    unit: str = ""
    year: Year = field(default_factory=lambda: Year(None, None, ""))
    row: str = ""
    role: str = ""
    by_heads: bool = False
    to_the_letter: bool = False
