"""Totals of a unit (docs/读法.md), from the tables alone: exact sums, nothing missing taken for 0."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from sheetscore.exact.amounts import decimal
from sheetscore.model.columns import rows
from sheetscore.model.outcome import Status, Totals
from sheetscore.model.profile import EXECUTION, Profile

GRADES = ((decimal("0.9"), "优"), (decimal("0.8"), "良"), (decimal("0.6"), "中"))
"""Lower bound of reviewed/points, unrounded, and the grade; below all of them 差."""
_ZERO = decimal(0)


def add_up(indicators: pd.DataFrame, profile: Profile | None = None) -> Totals:
    """Totals over a calculated frame of indicators, under the profile's cap by the execution rate."""
    points = claimed = reviewed = low = high = addable = _ZERO
    all_claimed = reviewable = True
    for row in rows(indicators):
        points += row.points
        if row.claimed is not None:
            claimed += row.claimed
        elif row.points:
            all_claimed = False
        if not row.points:
            continue  # a row worth nothing holds nothing up
        if row.assessed is not None:
            low, high, reviewed = low + row.assessed, high + row.assessed, reviewed + row.assessed
            continue
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
    most = _most(indicators, profile)
    total = reviewed if reviewable else None
    if most is not None:
        total = None if total is None else min(total, most)
        low, high = min(low, most), min(high, most)
    return Totals(
        points,
        claimed if all_claimed else None,
        total,
        low,
        high,
        grade(total, points),
        claimed,
        addable,
        most,
    )


def _most(indicators: pd.DataFrame, profile: Profile | None) -> Decimal | None:
    """The most that the total may be at this execution rate; None without a cap, or without a rate that is scored."""
    executed = [row for row in rows(indicators) if row.indicator == EXECUTION and not row.rule.quantities]  # fmt: skip
    rates = [row.rate for row in executed if row.score is not None and row.assessed is None]
    cap = profile.cap(rates[0]) if profile and rates else None
    return cap.most if cap else None


def grade(reviewed: Decimal | None, points: Decimal) -> str | None:
    """优 良 中 差 by reviewed/points; None when there is no reviewed total."""
    if reviewed is None or points <= 0:
        return None
    return next((name for share, name in GRADES if reviewed >= share * points), "差")
