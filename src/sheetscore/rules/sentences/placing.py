"""A printed condition on the scale of the row's own figure: shares of the target and distances from it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.sentences.stretch_records import (
    SIGN,
    Of,
    Said,
    Stretch,
)
from sheetscore.rules.sentences.wording_row import Asked, Target
from sheetscore.rules.shapes.elements import Edge
from sheetscore.rules.tokens.wording import DEVIATION_ENDINGS

_MOST_TIMES = 2
"""A number above this without a sign is no share of a target."""


def placed(said: Said, asked: Asked) -> Stretch | None:
    """A printed condition on the scale of the row's own figure."""
    unit = said.unit
    asked.row.unit(_printed(unit))
    target, of = asked.target, said.of
    if said.order:
        asked.orders.add(said.order)
    if (
        unit == ""
        and of != "done"
        and asked.row.is_rate
        and any(e and e.value for e in (said.low, said.high))
    ):
        return None  # 满意度≥9, 控制率≤100: per cent, or times?
    percent = unit in ("%", "百分点")
    counted = target is not None and target.unit != "%"
    if of == "own" and asked.absolute and percent and asked.row.is_rate:
        low = said.low if said.low is not None and said.low.value > 0 else None
        if said.bare or (said.high is not None and said.high.value < 0):
            return None
        return Stretch(low, _far_end(said.high, asked), False, False)
    if of == "own":
        if percent and counted and not asked.row.is_rate and unit == "%":
            of = "done"
        else:
            asked.plain = asked.plain or unit == "%"
            return Stretch(said.low, said.high, said.bare)
    if of == "apart" and asked.row.is_rate and percent and target is None:
        if not (asked.row.key.endswith(DEVIATION_ENDINGS) or asked.absolute or asked.around):
            return None  # ±5%以内 of a 执行率: so far from what?
        asked.absolute = True
        return Stretch(said.low, _far_end(said.high, asked)) if not said.bare else None
    if target is None or target.value <= 0:
        return None
    if of == "done":
        return _of_target(said, asked, target, percent)
    return _away(said, of, target, percent, counted)


_NEAR = Edge(Fraction(1, 2), False, SIGN)


def _far_end(high: Edge | None, asked: Asked) -> Edge | None:
    """控制率在±10%以内, 超出±15%的不得分: a 控制率 of 98 % is none that lies around nothing, but one around 100 %."""
    return _NEAR if high is None and asked.around else high


def _of_target(said: Said, asked: Asked, target: Target, percent: bool) -> Stretch | None:
    """达到目标值的90%, 完成率≥0.9: that share of it."""
    if not percent:
        if said.unit or any(e and e.value > _MOST_TIMES for e in (said.low, said.high)):
            return None
        asked.default = "done"
    points = said.unit == "百分点"
    asked.shares = True
    if target.unit == "%" and asked.row.is_rate and target.value != 1 and points:
        return None
    return Stretch(_times(said.low, target.value), _times(said.high, target.value), said.bare)


def _away(said: Said, of: Of, target: Target, percent: bool, counted: bool) -> Stretch | None:
    """低于目标值2个百分点以内, 超过计划工期10%以内, 目标值±5%."""
    size = target.value if percent and counted else Fraction(1)
    if percent and not counted and said.unit == "%" and target.value != 1:
        return None  # 低于目标值5% of a rate: points, or a share of it
    if not percent and said.unit and target.unit not in ("", said.unit):
        return None
    low, high = _times(said.low, size), _times(said.high, size)
    near = Edge(target.value, False, SIGN)
    if of == "apart":
        if low is not None and low.value < 0:
            return None
        return Stretch(low, high, said.bare, True, target.value, True)
    if of == "over":
        return Stretch(_plus(low, target.value) or near, _plus(high, target.value), distance=True)
    return Stretch(_minus(high, target.value), _minus(low, target.value) or near, distance=True)


def _printed(unit: str) -> str:
    return "%" if unit == "百分点" else unit


def _times(edge: Edge | None, by: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=edge.value * by)


def _plus(edge: Edge | None, to: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=edge.value + to)


def _minus(edge: Edge | None, of: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=of - edge.value)
