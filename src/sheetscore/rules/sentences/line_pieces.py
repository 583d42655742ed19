"""Straight lines: formulas, interpolation, what 否则 leaves."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.sentences.band_pieces import (
    ZERO,
    fixed_score,
    score_of,
    unsaid_piece,
)
from sheetscore.rules.sentences.clause_records import Clauses, Given
from sheetscore.rules.sentences.line import Line
from sheetscore.rules.sentences.stretch_records import SIGN
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import Edge
from sheetscore.rules.shapes.number_line import Contradiction, Piece
from sheetscore.rules.shapes.shapes import Fixed, Inverse, Linear
from sheetscore.rules.tokens.wording import SMALLER_ENDINGS

_EXACT = 10_000
"""An edge of more decimals than these is not printed."""


def interpolated(found: Clauses, pieces: list[Piece]) -> list[Piece]:
    """按线性内插赋分: from the score at one end to that at the other."""
    for given in (g for g in found.given if g.between):
        where = given.where
        assert where is not None
        low, high = where.low, where.high
        fixed = [p for p in pieces if isinstance(p.outcome, Fixed)]
        ends = [(p.high.value, p) for p in fixed if p.high is not None]
        below = max(ends, key=lambda end: end[0])[1] if ends else None
        starts = [(p.low.value, p) for p in fixed if p.low is not None and p is not below]
        above = min(starts, key=lambda start: start[0])[1] if starts else None
        if below is None or above is None or below.high is None or above.low is None:
            raise Contradiction("插值的两端没有写明")
        a, b = below.high.value, above.low.value
        if a >= b or (low and low.value != a) or (high and high.value != b):
            raise Contradiction("插值的两端没有写明")
        one, two = fixed_score(below), fixed_score(above)
        if given.ends and given.ends != {one, two}:
            raise Contradiction("插值的两端和相邻的得分不同")
        slope = (two - one) / (b - a)
        pieces = [
            *pieces,
            Piece(
                Edge(a, not below.high.closed, SIGN),
                Edge(b, not above.low.closed, SIGN),
                Linear(slope, one - slope * a),
            ),
        ]
    return pieces


def lines(found: Clauses, pieces: list[Piece], asked: Asked) -> list[Piece]:
    for given in (g for g in found.given if g.line is not None):
        where = given.where
        assert where is not None
        assert given.line is not None
        if where.apart or where.bare:
            raise Contradiction("公式的条件不明")
        low, high = where.low, where.high
        beyond = [
            p.high
            for p in pieces
            if isinstance(p.outcome, Fixed) and p.low is None and p.high is not None
        ]
        if low is None and beyond:
            top = max(beyond, key=lambda e: e.value)
            low = Edge(top.value, not top.closed, SIGN)
            if high is not None and high.value <= low.value:
                raise Contradiction("公式和区间说的是同一段")
        pieces = [*pieces, *pieces_of_line(given.line, low, high, found, asked)]
    for given in (g for g in found.given if g.inverse):
        where = given.where
        assert where is not None
        if where.low is None or where.low.value <= 0 or where.apart or asked.better != -1:
            raise Contradiction("公式的条件不明")
        pieces = [*pieces, Piece(where.low, where.high, Inverse(given.points))]
    return pieces


def pieces_of_line(
    scored: Line, low: Edge | None, high: Edge | None, found: Clauses, asked: Asked
) -> list[Piece]:
    """A line on its stretch, ending where it would leave 0 … points; level beyond where the wording says where it ends."""
    slope, base = scored
    points = asked.points
    if slope > 0 and asked.row.key.endswith(SMALLER_ENDINGS):
        raise Contradiction("越小越好的率不能按比例得分")
    whole = {Fraction(1)} if asked.row.is_rate else set()
    whole |= {asked.target.value} if asked.target is not None else set()
    if slope > 0 and high is None and low is None:
        reached = (points - base) / slope
        if found.capped_rate and reached not in whole:
            raise Contradiction("公式在100%处得的不是满分")
        if not (
            reached in whole
            or ((found.capped or found.capped_rate) and (reached <= max(whole, default=reached)))
        ):
            raise Contradiction("公式在目标或100%处得的不是满分")
    if low is None:
        low = Edge(ZERO, True, SIGN)
    if slope == 0:
        raise Contradiction("公式里没有本指标")
    top = (points - base) / slope
    if slope > 0:
        if low.value >= top:
            raise Contradiction("公式得出的分超过分值")
        cross = -base / slope
        if found.until and low.value < cross < top and (cross * _EXACT).denominator == 1:
            zero = Edge(cross, True, SIGN)  # 按未完成比例的2倍扣，扣完为止
            below = [Piece(low, Edge(zero.value, False, SIGN), Fixed(ZERO))]
            return [*below, *pieces_of_line(scored, zero, high, found, asked)]
        if high is not None and high.value > top and not (found.capped or found.capped_rate):
            raise Contradiction("公式得出的分超过分值")
        if high is None or high.value > top:
            level = (
                [Piece(Edge(top, False, SIGN), high, Fixed(points))]
                if found.capped or found.capped_rate
                else []
            )
            return [Piece(low, Edge(top, True, SIGN), Linear(slope, base)), *level]
        return [Piece(low, high, Linear(slope, base))]
    if high is None and found.until:
        gone = Edge(-base / slope, True, SIGN)
        beyond = Piece(replace(gone, closed=False), None, Fixed(ZERO))  # 得分为负按0分计
        return [*pieces_of_line(scored, low, gone, found, asked), beyond]
    if high is None:
        high = Edge(-base / slope, True, SIGN)
    if high.value < top:
        raise Contradiction("公式得出的分超过分值")
    if low.value < top:
        if not found.capped:
            raise Contradiction("公式得出的分超过分值")
        return [
            Piece(low, Edge(top, False, SIGN), Fixed(points)),
            Piece(Edge(top, True, SIGN), high, Linear(slope, base)),
        ]
    return [Piece(low, high, Linear(slope, base))]


def filled(rest: Given, pieces: list[Piece], capped: Clauses, asked: Asked) -> list[Piece]:
    """否则…, 得分=… without a condition: what the other clauses leave, on one side of them or alone."""
    if not pieces:
        if rest.line is None:
            raise Contradiction("“否则”前面没有条件")
        return pieces_of_line(rest.line, None, None, capped, asked)
    ordered = sorted(pieces, key=lambda p: (p.low is not None, p.low.value if p.low else ZERO))
    low, high = (
        ordered[0].low,
        max(ordered, key=lambda p: (p.high is None, p.high.value if p.high else ZERO)).high,
    )
    found = list(pieces)
    if rest.unsaid:
        if low is not None:
            below = Edge(low.value, not low.closed, SIGN)
            found.append(unsaid_piece(rest, None, below, capped, asked))
        if high is not None:
            above = Edge(high.value, not high.closed, SIGN)
            found.append(unsaid_piece(rest, above, None, capped, asked))
        return found
    if rest.line is None:
        score = Fixed(score_of(rest, asked))
        if any(not isinstance(p.outcome, Fixed) for p in pieces):
            raise Contradiction("“否则”前面不是区间给分")
        exact = (
            low is not None
            and high is not None
            and low.value == high.value
            and score.score < asked.points
        )
        if low is not None and not (exact and asked.better == -1):
            found.append(Piece(None, Edge(low.value, not low.closed, SIGN), score))
        if high is not None and not (exact and asked.better == 1):
            found.append(Piece(Edge(high.value, not high.closed, SIGN), None, score))
        if low is None and high is None:
            raise Contradiction("“否则”没有剩下的值")
        return found
    clauses = Clauses(capped=capped.capped, until=capped.until)
    if (low is None) == (high is None):
        raise Contradiction("公式用在哪一段没有写明")
    if low is not None:
        return [
            *found,
            *pieces_of_line(rest.line, None, Edge(low.value, not low.closed, SIGN), clauses, asked),
        ]
    assert high is not None
    return [
        *found,
        *pieces_of_line(rest.line, Edge(high.value, not high.closed, SIGN), None, clauses, asked),
    ]
