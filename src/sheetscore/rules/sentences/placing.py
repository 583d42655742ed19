"""A printed condition on the scale of the row's own figure: shares of the target and distances from it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.sentences.asked import Asked
from sheetscore.rules.sentences.stretch_records import (
    SIGN,
    Said,
    Stretch,
)
from sheetscore.rules.shapes.elements import Edge


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
        return Stretch(low, said.high, False, False)
    if of == "own":
        if percent and counted and not asked.row.is_rate and unit == "%":
            of = "done"
        else:
            return Stretch(said.low, said.high, said.bare)
    if of == "apart" and asked.row.is_rate and percent and target is None:
        asked.absolute = True
        return Stretch(said.low, said.high) if not said.bare else None
    if target is None or target.value <= 0:
        return None
    if of == "done":
        if not percent:
            if unit or any(e and e.value > 2 for e in (said.low, said.high)):
                return None
            asked.default = "done"
        if target.unit == "%" and asked.row.is_rate and target.value != 1 and unit == "百分点":
            return None
        low, high = _times(said.low, target.value), _times(said.high, target.value)
        return Stretch(low, high, said.bare)
    size = target.value if percent and counted else Fraction(1)
    if percent and not counted and unit == "%" and target.value != 1:
        return None  # 低于目标值5% of a rate: points, or a share of it
    if not percent and unit and target.unit not in ("", unit):
        return None
    low, high = _times(said.low, size), _times(said.high, size)
    if of == "apart":
        if low is not None and low.value < 0:
            return None
        return Stretch(low, high, said.bare, True, target.value, True)
    if of == "over":
        near = Edge(target.value, False, SIGN)
        return Stretch(
            _plus(low, target.value) or near,
            _plus(high, target.value),
            False,
            False,
            Fraction(0),
            True,
        )
    near = Edge(target.value, False, SIGN)
    return Stretch(
        _minus(high, target.value),
        _minus(low, target.value) or near,
        False,
        False,
        Fraction(0),
        True,
    )


def _printed(unit: str) -> str:
    return "%" if unit == "百分点" else unit


def _times(edge: Edge | None, by: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=edge.value * by)


def _plus(edge: Edge | None, to: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=edge.value + to)


def _minus(edge: Edge | None, of: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=of - edge.value)
