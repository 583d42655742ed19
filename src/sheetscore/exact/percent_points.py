"""A 分值 written as a per cent (10 % of 100): what it counts as points."""

from __future__ import annotations

from decimal import Decimal

from sheetscore.exact.amounts import read_amount, read_score


def points_of(value: object, number_format: str) -> Decimal | None:
    """A weight in per cent as points out of 100; None for what is no per cent."""
    found = read_amount(value, number_format)
    return found.value * 100 if found.percent and found.value is not None else None


def score_seen(value: object, number_format: str, weight: bool) -> Decimal | None:
    """A 得分 or 分值 as it is counted: a weight of 10 % is 10 points, a 得分 is no per cent."""
    found = points_of(value, number_format) if weight else None
    return read_score(value, number_format).value if found is None else found
