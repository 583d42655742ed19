"""Conditions with their awards → one ladder, looked at whole: overlaps, gaps, mixed units and contradictions reject it.

Rules.md, Decisions: who owns a shared edge is settled by the strength of the two edges; a tie leaves that one value
without a score.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from sheetscore.rules.phrases import Condition, Edge, Step
from sheetscore.rules.shapes import Fixed, Interval, Ladder, Outcome, Segment, Stepped


class Contradiction(Exception):
    """The clauses do not make one rule; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Band:
    """A condition and the points it gives."""

    condition: Condition
    score: Fraction


@dataclass(frozen=True, slots=True)
class Deduction:
    """A step clause; `when` is the condition printed before it, if any."""

    step: Step
    when: Condition | None


@dataclass(slots=True)
class _Piece:
    low: Edge | None
    high: Edge | None
    outcome: Outcome


def build_ladder(
    bands: list[Band], deductions: list[Deduction], standard: Fraction | None, points: Fraction
) -> tuple[Ladder, tuple[str, ...]]:
    """The ladder of these clauses and notes on how edges were read. Raises Contradiction."""
    _check_scores(bands, points)
    if len(deductions) > 1:
        raise Contradiction("有两处以上分档扣分，写法不在规则之内")
    notes: list[str] = []
    if deductions:
        pieces = _stepped(bands, deductions[0], standard, points)
    else:
        if standard is not None:
            raise Contradiction("写了标准值，却没有分档扣分")
        pieces = _in_order(
            [_Piece(b.condition.low, b.condition.high, Fixed(b.score)) for b in bands], notes
        )
    return _join(pieces), tuple(notes)


def _check_scores(bands: list[Band], points: Fraction) -> None:
    if not bands:
        raise Contradiction("没有写得满分的条件")
    best = max(band.score for band in bands)
    if best != points:
        raise Contradiction("文中的满分与分值不一致")
    if any(band.score < 0 for band in bands):
        raise Contradiction("文中有负分")
    orders = {band.condition.order for band in bands} - {""}
    if len(orders) > 1:
        raise Contradiction("区间有的从小到大写，有的从大到小写")


def _stepped(
    bands: list[Band], deduction: Deduction, standard: Fraction | None, points: Fraction
) -> list[_Piece]:
    """Full marks on one band, a step away from it, and 0 at the far end where the wording says so."""
    full = [band for band in bands if band.score == points]
    others = [band for band in bands if band.score != points]
    if len(full) != 1 or any(band.score != 0 for band in others):
        raise Contradiction("分档扣分与区间给分混在一起")
    step = deduction.step
    directions = _directions(step, deduction.when)
    condition = _full_condition(full[0].condition, directions)
    size, deduct = step.size.number, step.deduct.of(points)
    if size <= 0 or deduct <= 0:
        raise Contradiction("每档的幅度或扣分是 0")
    pieces = [_Piece(condition.low, condition.high, Fixed(points))]
    for direction in sorted(directions):
        anchor = condition.high if direction == "over" else condition.low
        if anchor is None:
            raise Contradiction("满分条件与扣分方向相反")
        if standard is not None and standard != anchor.value:
            raise Contradiction("标准值与满分条件不同")
        _check_when(deduction.when, anchor, direction)
        near = Edge(anchor.value, not anchor.closed, 3)
        outcome = Stepped(points, anchor.value, size, deduct)
        pieces.append(
            _Piece(near, None, outcome) if direction == "over" else _Piece(None, near, outcome)
        )
    for band in others:
        _cut_far_end(pieces, band)
    return pieces


def _directions(step: Step, when: Condition | None) -> frozenset[str]:
    stated = step.directions
    if when is not None and not when.bare:
        implied = {"over"} if when.low is not None and when.high is None else set()
        implied |= {"under"} if when.high is not None and when.low is None else set()
        if not implied or (stated and not stated <= implied):
            raise Contradiction("扣分的条件与方向相反")
        return frozenset(implied)
    if not stated:
        raise Contradiction("没有写高了扣还是低了扣")
    return stated


def _full_condition(condition: Condition, directions: frozenset[str]) -> Condition:
    """A bare value (100%计满分) reaches to the side on which nothing is deducted."""
    if not condition.bare:
        return condition
    edge = condition.low
    if directions == {"over"}:
        return replace(condition, low=None, high=edge)
    if directions == {"under"}:
        return replace(condition, low=edge, high=None)
    return condition


def _check_when(when: Condition | None, anchor: Edge, direction: str) -> None:
    if when is None:
        return
    near = when.low if direction == "over" else when.high
    if near is None or near.value != anchor.value:
        raise Contradiction("扣分的起点与满分条件不同")
    if not when.bare and near.closed == anchor.closed:
        raise Contradiction("扣分的起点与满分条件重叠或有空隙")


def _cut_far_end(pieces: list[_Piece], band: Band) -> None:
    """A zero band (低于60%不得分) takes the far end of the stepped stretch."""
    low, high = band.condition.low, band.condition.high
    for piece in list(pieces):
        if not isinstance(piece.outcome, Stepped):
            continue
        if (
            low is None
            and high is not None
            and piece.low is None
            and piece.high is not None
            and high.value < piece.high.value
        ):
            piece.low = Edge(high.value, not high.closed, 3)
            pieces.append(_Piece(None, high, Fixed(band.score)))
            return
        if (
            high is None
            and low is not None
            and piece.high is None
            and piece.low is not None
            and low.value > piece.low.value
        ):
            piece.high = Edge(low.value, not low.closed, 3)
            pieces.append(_Piece(low, None, Fixed(band.score)))
            return
    raise Contradiction("不得分的条件与扣分的一段不相接")


def _in_order(pieces: list[_Piece], notes: list[str]) -> list[_Piece]:
    """90%以上 / 80%以上 / 60%以上: the first that holds, so each later one ends where the earlier begins."""
    rising = [p for p in pieces if p.high is None]
    falling = [p for p in pieces if p.low is None]
    if len(rising) > 1:
        _clip(rising, upper=True)
        notes.append("各档条件重叠，按先后取第一个符合的档")
    if len(falling) > 1:
        _clip(falling, upper=False)
        notes.append("各档条件重叠，按先后取第一个符合的档")
    return pieces


def _clip(pieces: list[_Piece], upper: bool) -> None:
    for before, after in pairwise(pieces):
        one = before.low if upper else before.high
        two = after.low if upper else after.high
        if one is None or two is None:
            raise Contradiction("两档的条件相同或互相包含")
        if not (one.value > two.value if upper else one.value < two.value):
            raise Contradiction("各档的先后与高低不一致")
        edge = Edge(one.value, not one.closed, one.strength)
        if upper:
            after.high = edge
        else:
            after.low = edge


def _join(pieces: list[_Piece]) -> Ladder:
    """Sort, give each shared edge an owner, refuse overlaps and gaps."""
    pieces.sort(key=_place)
    for left, right in pairwise(pieces):
        high, low = left.high, right.low
        if high is None or low is None or high.value > low.value:
            raise Contradiction("区间互相重叠")
        if high.value < low.value:
            raise Contradiction("区间之间有空隙")
        if high.closed and low.closed:
            left.high = replace(high, closed=high.strength > low.strength)
            right.low = replace(low, closed=low.strength > high.strength)
    segments = [
        Segment(Interval(
            p.low.value if p.low else None, bool(p.low and p.low.closed),
            p.high.value if p.high else None, bool(p.high and p.high.closed),
        ), p.outcome)
        for p in pieces
    ]  # fmt: skip
    kept = tuple(s for s in segments if not s.interval.empty)
    if not kept or any(
        s.interval.low is not None
        and s.interval.high is not None
        and s.interval.low > s.interval.high
        for s in segments
    ):
        raise Contradiction("区间写反了")
    return Ladder(kept)


def _place(piece: _Piece) -> tuple[int, Fraction, int, Fraction]:
    low = piece.low.value if piece.low else Fraction(0)
    high = piece.high.value if piece.high else Fraction(0)
    return (0 if piece.low is None else 1, low, 0 if piece.high is not None else 1, high)
