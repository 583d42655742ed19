"""Points that are added to those of a band, or counted up from nothing."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.rules.sentences.band_pieces import (
    ZERO,
)
from sheetscore.rules.sentences.clause_records import Clauses, Stepping
from sheetscore.rules.sentences.step_sides import (
    of_plan,
    side_of_step,
    size_of_step,
)
from sheetscore.rules.sentences.stretch_records import SIGN
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import Edge
from sheetscore.rules.shapes.number_line import Contradiction, Piece
from sheetscore.rules.shapes.shapes import Fixed, Raised


def added(steps: list[Stepping], found: Clauses, pieces: list[Piece], asked: Asked) -> list[Piece]:
    kept = list(pieces)
    ordered = steps
    if any(step.where is not None and step.where.bare for step in steps):
        raise Contradiction("加分前面的数没有写是以上还是以下")
    if len(steps) > 1:
        if any(s.where is None for s in steps):
            raise Contradiction("有两处以上加分")
        ordered = sorted(
            steps, key=lambda s: s.where.low.value if s.where and s.where.low else ZERO
        )
    before: Piece | None = None
    for at, step in enumerate(ordered):
        side = side_of_step(step, None, asked)
        if side != "over" and asked.better == 1:
            raise Contradiction("加分的方向与指标相反")
        band = _base_band(step, side, kept)
        last = at == len(ordered) - 1
        kept, before = _raised(step, side, band, before, last, found, kept, asked)
    return kept


def _base_band(step: Stepping, side: str, kept: list[Piece]) -> Piece | None:
    """The band that the points are added to: the best one, open to that side."""
    fixed = [p for p in kept if isinstance(p.outcome, Fixed)]
    near = None
    if step.where is not None and not step.where.apart:
        near = step.where.low if side == "over" else step.where.high
    chosen: Piece | None = None
    for piece in fixed:
        edge = piece.low if side == "over" else piece.high
        other = piece.high if side == "over" else piece.low
        single = edge is not None and other is not None and edge.value == other.value
        if (
            edge is not None
            and (other is None or single)
            and (near is None or near.value == edge.value)
        ):
            return piece
        if near is not None and other is not None and other.value == near.value:
            chosen = piece
    if chosen is None and any(isinstance(p.outcome, Fixed) and p.outcome.score > 0 for p in kept):
        raise Contradiction("没有写从哪个值起加分")
    return chosen


def _raised(
    step: Stepping, side: str, band: Piece | None, before: Piece | None, last: bool, found: Clauses, kept: list[Piece], asked: Asked
) -> tuple[list[Piece], Piece]:  # fmt: skip
    size = size_of_step(step, asked)
    points = asked.points
    where = step.where
    near = (where.low if side == "over" else where.high) if where is not None else None
    far = (
        (where.high if side == "over" else where.low)
        if where is not None and not where.bare
        else None
    )
    if band is not None and isinstance(band.outcome, Fixed):
        start, anchor, opened = _from_band(band, side, near, kept)
    elif before is not None and isinstance(before.outcome, Raised):
        if near is None or not step.part:
            raise Contradiction("后一段从几分加起没有写明")
        anchor = near.value
        reached = before.outcome.at(anchor, "whole")
        if reached is None:
            raise Contradiction("前一段已加到满分")
        start, opened = reached, Edge(anchor, False, SIGN)
    else:
        if side != "over" or asked.better == -1 or found.base is not None:
            raise Contradiction("没有写从几分加起")
        start = ZERO
        anchor, opened = _from_nothing(step, near, before, kept, asked)
    if step.anchor is not None and step.anchor != anchor:
        raise Contradiction("加分的起点与得基本分的条件不同")
    if step.of_target and anchor != of_plan(asked):
        raise Contradiction("从目标算起的加分，起点却不是目标")
    if step.base is not None and step.base != start:
        raise Contradiction("基础分与前一档不同")
    ends = [
        e
        for e in (found.most, None if found.most_added is None else start + found.most_added)
        if e is not None
    ]
    ceiling = min(ends) if ends else None
    if ceiling is not None and ceiling < points and last:
        raise Contradiction("加分以后也到不了满分")
    outcome = Raised(start, anchor, size, step.amount, ceiling, points)
    if far is None and last and side == "over":
        far = _next_band(band, kept, anchor)
    piece = Piece(opened, far, outcome) if side == "over" else Piece(far, opened, outcome)
    return [*kept, piece], piece


def _from_band(
    band: Piece, side: str, near: Edge | None, kept: list[Piece]
) -> tuple[Fraction, Fraction, Edge]:
    """What a band gives, from which value on points are added to it, and whether that value itself has them."""
    assert isinstance(band.outcome, Fixed)
    start = band.outcome.score
    edge = band.low if side == "over" else band.high
    outer = band.high if side == "over" else band.low
    if (
        near is not None
        and outer is not None
        and edge is not None
        and outer.value == near.value
        and edge.value != near.value
    ):
        edge = Edge(outer.value, outer.closed, SIGN)
    elif near is not None and outer is not None and edge is None and outer.value == near.value:
        edge = outer
    elif outer is None and edge is not None:
        if not edge.closed or not start:
            raise Contradiction("加分的起点不在得基本分的一段之内")
        single = Edge(edge.value, True, SIGN)
        kept[kept.index(band)] = Piece(single, single, band.outcome)
    if edge is None:
        raise Contradiction("没有写从哪个值起加分")
    return start, edge.value, Edge(edge.value, not edge.closed, SIGN)


def _from_nothing(
    step: Stepping, near: Edge | None, before: Piece | None, kept: list[Piece], asked: Asked
) -> tuple[Fraction, Edge]:
    """每走访一户得0.1分; 从70%起每提高1个百分点得0.2分: counted up from none, or from the value that is named."""
    anchor = near.value if near is not None else ZERO
    if (
        near is None
        and asked.row.is_rate
        and before is None
        and (asked.target is None or asked.target.unit == "%")
        and not step.of_target
    ):
        raise Contradiction("没有写从哪个值起加分")
    if (
        near is not None
        and not any(p.high is not None and p.high.value == near.value for p in kept)
        and near.value != 0
    ):
        kept.append(Piece(None, Edge(near.value, False, SIGN), Fixed(ZERO)))
    opened = Edge(anchor, True, SIGN)
    if near is None:
        zero = next(
            (
                p
                for p in kept
                if p.outcome == Fixed(ZERO) and p.high is not None and p.high.value == 0
            ),
            None,
        )
        if zero is not None:
            opened = Edge(anchor, not zero.high.closed, SIGN)  # type: ignore[union-attr]
    return anchor, opened


def _next_band(band: Piece | None, kept: list[Piece], anchor: Fraction) -> Edge | None:
    """Where the next band begins: 达到100%得6分 beyond 从70%起每提高1个百分点得0.2分."""
    lows = [
        p.low
        for p in kept
        if p is not band
        and isinstance(p.outcome, Fixed)
        and p.low is not None
        and p.low.value > anchor
    ]
    if not lows:
        return None
    nearest = min(lows, key=lambda edge: edge.value)
    return Edge(nearest.value, not nearest.closed, SIGN)
