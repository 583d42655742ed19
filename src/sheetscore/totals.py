"""Totals of a unit (docs/读法.md), from the tables alone: exact sums, nothing missing taken for 0."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from sheetscore.amounts import decimal
from sheetscore.model import Status, Totals, rows

GRADES = ((decimal("0.9"), "优"), (decimal("0.8"), "良"), (decimal("0.6"), "中"))
"""Lower bound of reviewed/points, unrounded, and the grade; below all of them 差."""
_ZERO = decimal(0)


def add_up(indicators: pd.DataFrame) -> Totals:
    """Totals over a calculated frame of indicators."""
    points = claimed = reviewed = low = high = addable = _ZERO
    all_claimed = reviewable = True
    for row in rows(indicators):
        points += row.points
        if row.claimed is None:
            all_claimed = False
        else:
            claimed += row.claimed
        if row.status in (Status.MISSING, Status.JUDGED):
            high += row.points
            if row.claimed is None or row.claimed < 0:
                reviewable = False
            else:
                reviewed += min(row.claimed, row.points)
            continue
        low += row.score
        high += row.score
        reviewed += row.score
        if row.claimed is not None and row.score > row.claimed:
            addable += row.score - row.claimed
    total = reviewed if reviewable else None
    return Totals(
        points,
        claimed if all_claimed else None,
        total,
        low,
        high,
        grade(total, points),
        claimed,
        addable,
    )


def grade(reviewed: Decimal | None, points: Decimal) -> str | None:
    """优 良 中 差 by reviewed/points; None when there is no reviewed total."""
    if reviewed is None or points <= 0:
        return None
    return next((name for share, name in GRADES if reviewed >= share * points), "差")
