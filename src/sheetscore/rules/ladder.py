"""Clauses → one ladder: bands, steps away from full marks, proportions. What contradicts itself is rejected."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.elements import Award, Band, Clauses, Condition, Edge, Step
from sheetscore.rules.line import Contradiction, Piece, complement, in_order, join
from sheetscore.rules.shapes import (
    Fixed,
    Ladder,
    Linear,
    Outcome,
    Stepped,
    Unsettled,
)

ONE = Fraction(1)
LARGEST_RATE = Fraction(2)
"""A threshold above this is taken for a slip: scanning makes 290% of ≥90% (docs/读法.md)."""


def build_ladder(clauses: Clauses, points: Fraction) -> tuple[Ladder, tuple[str, ...]]:
    """The ladder of these clauses and notes on how edges were read. Raises Contradiction."""
    _check(clauses, points)
    notes: list[str] = []
    if clauses.proportional:
        pieces = _proportional(clauses, points)
    elif clauses.deductions:
        pieces = _stepped(clauses, points)
    else:
        if clauses.standard is not None or clauses.most is not None:
            raise Contradiction("写了标准值或扣分上限，却没有分档扣分")
        pieces = in_order([_band_piece(b, points) for b in clauses.bands], notes)
    if clauses.otherwise is not None:
        pieces = complement(pieces, clauses.otherwise)
    return join(pieces, clauses.absolute), tuple(notes)


def _check(clauses: Clauses, points: Fraction) -> None:
    bands = clauses.bands
    scores = [score for band in bands for score in _scores(band.award, points)]
    scores += [] if clauses.otherwise is None else [clauses.otherwise]
    floor_only = clauses.proportional and max(scores, default=points) == 0
    if scores and max(scores) != points and not floor_only:
        raise Contradiction("文中的满分与分值不一致")
    if (
        not scores
        and clauses.standard is None
        and not clauses.proportional
        and not _from_full(clauses)
    ):
        raise Contradiction("没有写得满分的条件")
    if any(score < 0 for score in scores):
        raise Contradiction("文中有负分")
    for condition in [band.condition for band in bands] + [
        d.when for d in clauses.deductions if d.when
    ]:
        edges = [edge.value for edge in (condition.low, condition.high) if edge]
        if condition.unit == "ratio" and max(edges, default=Fraction(0)) > LARGEST_RATE:
            raise Contradiction("百分数超过 200%，可能是漏印了符号（如 ≥90% 印成 290%）")
    if len({band.condition.order for band in bands} - {""}) > 1:
        raise Contradiction("区间有的从小到大写，有的从大到小写")
    if len(clauses.deductions) > 1:
        raise Contradiction("有两处以上分档扣分，写法不在规则之内")
    if clauses.capped and not clauses.proportional:
        full = any(_scores(band.award, points) == [points] for band in bands)
        if not full:
            raise Contradiction("写了最高分，却没有按比例得分")


def _from_full(clauses: Clauses) -> bool:
    """超过100%的，每超过1%扣0.5分，扣完为止: what is taken off is taken off the full points."""
    return clauses.until and len(clauses.deductions) == 1 and clauses.deductions[0].when is not None


def _scores(award: Award, points: Fraction) -> list[Fraction]:
    return [award.of(points)] + ([award.to] if award.to is not None else [])


def _band_piece(band: Band, points: Fraction) -> Piece:
    low, high = band.condition.low, band.condition.high
    if band.award.to is None:
        return Piece(low, high, Fixed(band.award.of(points)))
    if low is None or high is None or low.value == high.value or band.award.points is None:
        raise Contradiction("分数写成了区间，条件却没有两端")
    first, second = band.award.points, band.award.to
    at_low, at_high = (second, first) if band.condition.order == "falling" else (first, second)
    slope = (at_high - at_low) / (high.value - low.value)
    return Piece(low, high, Linear(slope, at_low - slope * low.value))


# -- steps
def _stepped(clauses: Clauses, points: Fraction) -> list[Piece]:
    """Full marks on one band, a step away from it, and 0 at the far end where the wording says so."""
    deduction = clauses.deductions[0]
    step = deduction.step
    directions = _directions(step, deduction.when)
    full, others = _full_band(clauses, points)
    condition = _full_condition(full, directions)
    size, deduct = step.size.number, step.deduct.of(points)
    if size <= 0 or deduct <= 0:
        raise Contradiction("每档的幅度或扣分是 0")
    if deduct > points:
        raise Contradiction("每档的扣分超过分值")
    if clauses.most is not None and clauses.most > points:
        raise Contradiction("最多扣的分超过分值")
    floor = Fraction(0) if clauses.most is None else points - clauses.most
    if clauses.floor is not None:
        if clauses.most is not None or not 0 <= clauses.floor < points:
            raise Contradiction("保底的分数与扣分上限或分值不合")
        floor = clauses.floor
    pieces = [Piece(condition.low, condition.high, Fixed(points))]
    for direction in sorted(directions):
        anchor = condition.high if direction == "over" else condition.low
        if anchor is None:
            raise Contradiction("满分条件与扣分方向相反")
        if clauses.standard is not None and clauses.standard != anchor.value:
            raise Contradiction("标准值与满分条件不同")
        if step.anchor is not None and step.anchor != anchor.value:
            raise Contradiction("扣分的起点与满分条件不同")
        _check_when(deduction.when, anchor, direction)
        near = Edge(anchor.value, not anchor.closed, 3)
        outcome = Stepped(points, anchor.value, size, deduct, floor)
        pieces.append(
            Piece(near, None, outcome) if direction == "over" else Piece(None, near, outcome)
        )
    for band in others:
        _check_distance(band, condition)
        _cut_far_end(pieces, band, points)
    return pieces


def _check_distance(band: Band, full: Condition) -> None:
    """变动率≤3%…超过5%不得分: 5 % itself, or 5 points beyond 3 %? Refused where both can be meant."""
    low, high = band.condition.low, band.condition.high
    if band.condition.unit != "ratio":
        return
    if low is not None and full.high is not None and 0 < full.high.value < Fraction(1, 2):
        raise Contradiction("“超过…不得分”分不清是该值还是超过的幅度")
    if high is not None and full.low is not None and high.value < Fraction(2, 5):
        raise Contradiction("“低于…不得分”分不清是该值还是低于的幅度")


def _full_band(clauses: Clauses, points: Fraction) -> tuple[Condition, list[Band]]:
    """The full-marks condition (the 标准 itself where none is printed) and the zero bands."""
    full = [
        band for band in clauses.bands if band.award.to is None and band.award.of(points) == points
    ]
    others = [band for band in clauses.bands if band not in full]
    if any(band.award.to is not None or band.award.of(points) != 0 for band in others):
        raise Contradiction("分档扣分与区间给分混在一起")
    if not full and clauses.standard is not None:
        edge = Edge(clauses.standard, True, 3)
        return Condition(edge, edge, "ratio", bare=True), others
    when = clauses.deductions[0].when
    if not full and not others and when is not None and not when.bare:
        low, high = when.high, when.low
        if (low is None) != (high is None):
            return Condition(_outside(low), _outside(high), when.unit), others
    if len(full) != 1:
        raise Contradiction("得满分的条件不止一个，或没有写")
    return full[0].condition, others


def _outside(edge: Edge | None) -> Edge | None:
    """The edge of what a condition leaves."""
    return None if edge is None else Edge(edge.value, not edge.closed, 3)


def _directions(step: Step, when: Condition | None) -> frozenset[str]:
    stated = step.directions
    if when is not None and not when.bare:
        implied = {"over"} if when.low is not None and when.high is None else set()
        implied |= {"under"} if when.high is not None and when.low is None else set()
        if not implied or (stated and not implied <= stated):
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


def _cut_far_end(pieces: list[Piece], band: Band, points: Fraction) -> None:
    """A zero band (低于60%不得分) takes the far end of a stepped or proportional stretch."""
    low, high = band.condition.low, band.condition.high
    score = Fixed(band.award.of(points))
    for piece in pieces:
        if isinstance(piece.outcome, Fixed):
            continue
        if low is None and high is not None and _is_below(high, piece):
            piece.low = Edge(high.value, not high.closed, 3)
            pieces.append(Piece(None, high, score))
            return
        if (
            high is None
            and low is not None
            and piece.high is None
            and piece.low is not None
            and low.value > piece.low.value
        ):
            piece.high = Edge(low.value, not low.closed, 3)
            pieces.append(Piece(low, None, score))
            return
    raise Contradiction("不得分的条件与扣分的一段不相接")


def _is_below(high: Edge, piece: Piece) -> bool:
    opens = piece.low is None or piece.low.value <= 0 < high.value
    return opens and piece.high is not None and high.value < piece.high.value


# -- proportions
def _proportional(clauses: Clauses, points: Fraction) -> list[Piece]:
    """Rate × points up to 100 %, or up to the full-marks threshold; 0 below a stated floor."""
    if clauses.deductions or clauses.standard is not None or clauses.most is not None:
        raise Contradiction("按比例得分与分档扣分混在一起")
    full = [band for band in clauses.bands if band.award.of(points) == points]
    others = [band for band in clauses.bands if band not in full]
    if len(full) > 1 or any(
        band.award.to is not None or band.award.of(points) != 0 for band in others
    ):
        raise Contradiction("按比例得分与区间给分混在一起")
    zero = Edge(Fraction(0), True, 3)
    if full:
        threshold = _threshold(full[0].condition)
        if clauses.below is not None:
            _check_below(clauses.below, threshold)
        outcome: Outcome = Linear(points)
        if threshold.value != ONE:
            outcome = Unsettled((Linear(points), Linear(points / threshold.value)))
        top = Edge(threshold.value, not threshold.closed, 3)
        pieces = [Piece(zero, top, outcome), Piece(threshold, None, Fixed(points))]
    else:
        if clauses.below is not None:
            raise Contradiction("按比例得分的条件没有对应的满分条件")
        pieces = [Piece(zero, Edge(ONE, True, 3), Linear(points))]
        if clauses.capped:
            pieces.append(Piece(Edge(ONE, False, 3), None, Fixed(points)))
    for band in others:
        _cut_far_end(pieces, band, points)
    return pieces


def _threshold(condition: Condition) -> Edge:
    """Where full marks begin: ≥90%, 达到100%, or a bare 100%."""
    edge = condition.low
    if edge is None or edge.value <= 0 or (condition.high is not None and not condition.bare):
        raise Contradiction("按比例得分要有“达到多少得满分”")
    return edge


def _check_below(below: Condition, threshold: Edge) -> None:
    if below.low is not None or below.high is None or below.high.value != threshold.value:
        raise Contradiction("按比例得分的起点与满分条件不同")
    if below.high.closed == threshold.closed:
        raise Contradiction("按比例得分与满分条件重叠或有空隙")
