"""Operator targets (≥95%, ≤10次, =100%): the wording gives a target, the profile the formula.

财预〔2020〕10号 says only: reached → full, not reached → 完成值÷指标值×分值. The scoring functions of the 绩效 module of
预算管理一体化 settle the rest: a smaller-is-better value falls linearly to 0 at twice the target, a negative result
scores 0.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from sheetscore.rules.shapes.elements import LARGEST_RATE, Condition
from sheetscore.rules.shapes.shapes import Fixed, Interval, Inverse, Ladder, Linear, Segment

ReverseFormula = Literal["linear", "ratio", "zero"]
"""Beyond a smaller-is-better target: linear to 0 at 2×target (state platform), 目标÷完成×分值 (海淀 2016), or nothing."""
DIRECTIONS = {"正向": "≥", "反向": "≤", "等于": "="}
_ZERO = Fraction(0)


def target_ladder(
    condition: Condition, points: Fraction, direction: str, reverse: ReverseFormula
) -> Ladder | None:
    """The ladder of one target; None where it needs a person (a negative or a bare target without direction)."""
    edge = condition.low or condition.high
    if edge is None or edge.value < 0 or (condition.unit == "ratio" and edge.value > LARGEST_RATE):
        return None
    if condition.low and condition.high and not _single(condition):
        return None
    printed = "=" if _single(condition) else ("≥" if condition.low else "≤")
    sign = DIRECTIONS.get(direction, "") if condition.bare else printed
    if not sign:
        return None
    if sign == "≤":
        return _smaller_is_better(edge.value, edge.closed, points, reverse)
    if edge.value == 0:
        return _equal_zero(points) if sign == "=" else None
    below = Segment(Interval(_ZERO, True, edge.value, False), Linear(points / edge.value))
    return Ladder(
        (_nothing_below(), below, Segment(Interval(edge.value, True, None, False), Fixed(points)))
    )


def _single(condition: Condition) -> bool:
    return bool(condition.low and condition.high and condition.low.value == condition.high.value)


def _nothing_below() -> Segment:
    """A negative result scores 0 (state platform)."""
    return Segment(Interval(None, False, _ZERO, False), Fixed(_ZERO))


def _equal_zero(points: Fraction) -> Ladder:
    return Ladder(
        (
            Segment(Interval(None, False, _ZERO, True), Fixed(points)),
            Segment(Interval(_ZERO, False, None, False), Fixed(_ZERO)),
        )
    )


def _smaller_is_better(
    target: Fraction, closed: bool, points: Fraction, reverse: ReverseFormula
) -> Ladder | None:
    if target == 0 and not closed:
        return None
    reached = Segment(Interval(_ZERO, True, target, closed), Fixed(points))
    beyond: tuple[Segment, ...]
    if target == 0 or reverse == "zero":
        beyond = (Segment(Interval(target, not closed, None, False), Fixed(_ZERO)),)
    elif reverse == "ratio":
        beyond = (Segment(Interval(target, not closed, None, False), Inverse(points * target)),)
    else:
        beyond = (
            Segment(
                Interval(target, not closed, 2 * target, False),
                Linear(-points / target, 2 * points),
            ),
            Segment(Interval(2 * target, True, None, False), Fixed(_ZERO)),
        )
    return Ladder((_nothing_below(), reached, *beyond))
