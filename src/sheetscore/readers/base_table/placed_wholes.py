"""行政 | 事业 | 合计: is the whole of a row what its parts make?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.placed_headings import ADDED, PART, TOTAL, WITH_YEAR
from sheetscore.readers.base_table.placed_labels import bare, value_of
from sheetscore.readers.grid import Cell


def does_not_add_up(
    figures: Sequence[Cell],
    heads: Mapping[int, Sequence[Cell]],
    label: Cell,
    place: tuple[str, str],
) -> Finding | bool:
    """False where a row may be used; F01 (`place`: file and sheet) where its whole is not what the parts make, True where two may be it."""
    wholes = [c for c in figures if heads[c.col] and TOTAL.fullmatch(bare(heads[c.col][0]))]
    if len(wholes) != 1:
        return bool(wholes)
    parts = [
        c for c in figures
        if c is not wholes[0] and heads[c.col] and not WITH_YEAR.search(bare(heads[c.col][0]))
    ]  # fmt: skip
    before = [c for c in parts if c.col < wholes[0].col]
    behind = [c for c in parts if c.col > wholes[0].col and PART.search(bare(heads[c.col][0]))]
    of_it = before or [c for c in behind if not bare(heads[c.col][0]).startswith("其中")]
    if len(of_it) < 2 and not any(PART.search(bare(heads[c.col][0])) for c in of_it):
        return False
    if not all(ADDED.search(bare(heads[c.col][0])) for c in of_it):
        return False
    *terms, total = (value_of(cell) for cell in [*of_it, wholes[0]])
    if sum(terms) == total:
        return False
    cells = "、".join(cell.address for cell in of_it)
    return Finding(
        "F01", "error", f"“{label.text.strip()}”的{cells}加起来不是合计 {wholes[0].address}，这一行没有采用。",
        *place, wholes[0].address, wholes[0].text.strip(), "各部分之和", "请核对后改正。",
    )  # fmt: skip
