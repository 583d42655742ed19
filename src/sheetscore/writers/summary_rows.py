"""Which rows of the 汇总 its parts stand in: known before anything is drawn, because formulas of other sheets refer to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sheetscore.model.outcome import Status
from sheetscore.writers.indicator_lines import Line

BLOCKS_FIRST = 8
"""The row where the 一级指标 part begins; title, unit and cards stand above."""
_BLOCKS_REST = 4
"""Its rows beside those of the blocks: blank, heading, 合计, chart."""
SECTION, HEADING, REMARK = 2, 1, 1
"""Rows of a list: the blank and the line above it, its heading, the remark under it."""
MOST_ROWS = 10
"""Rows of a list that only tells; the list with cells to fill in holds every row."""
SCORE, BASIS = "F", "G"
"""The columns of 评定得分 and, where a row takes a count, items or a grade, of 评定依据数."""


@dataclass(frozen=True, slots=True)
class SummaryRows:
    """First row (1-based) of each list, and of the cells to fill in."""

    differing: int
    missing: int
    judged: int
    first_entry: int


def summary_rows(lines: Sequence[Line]) -> SummaryRows:
    """The rows for these lines."""
    blocks = len({(line.level1_block, line.level1.strip()) for line in lines})
    differing = BLOCKS_FIRST + _BLOCKS_REST + blocks
    missing = differing + _length(lines, Status.DIFFERS)
    judged = missing + _length(lines, Status.MISSING)
    return SummaryRows(differing, missing, judged, judged + SECTION + HEADING)


def _length(lines: Sequence[Line], status: Status) -> int:
    count = min(MOST_ROWS, sum(line.status is status for line in lines))
    return SECTION + (HEADING + count if count else 0) + REMARK
