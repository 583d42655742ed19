"""Clauses → one ladder: bands, steps away from full marks, proportions. What contradicts itself is rejected."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.rules.formulas.scoring_line import line_bands, lined
from sheetscore.rules.shapes.bonus import with_bonus
from sheetscore.rules.shapes.elements import LARGEST_RATE, Award, Clauses, Condition, Edge
from sheetscore.rules.shapes.number_line import (
    Contradiction,
    Piece,
    complement,
    in_order,
    join,
    with_full,
)
from sheetscore.rules.shapes.shapes import Fixed, Ladder, Linear, Outcome, Unsettled
from sheetscore.rules.shapes.steps import band_piece, cut_far_end, stepped

ONE = Fraction(1)


def build_ladder(clauses: Clauses, points: Fraction) -> tuple[Ladder, tuple[str, ...]]:
    """The ladder of these clauses and notes on how edges were read. Raises Contradiction."""
    _check(clauses, points)
    notes: list[str] = []
    fixed, has_lines = line_bands(clauses)
    if clauses.bonus is not None:
        pieces = with_bonus(clauses, points, lambda plain, base: _plain(plain, base, notes))
    elif clauses.parts:
        pieces = _with_parts(clauses, points, notes)
    elif has_lines:
        pieces = lined(clauses, points, [band_piece(band, points) for band in fixed])
    elif clauses.proportional:
        pieces = _proportional(clauses, points)
    else:
        pieces = _plain(clauses, points, notes)
    if clauses.otherwise is not None:
        pieces = complement(pieces, clauses.otherwise)
    return join(pieces, clauses.absolute, _countable(clauses)), tuple(notes)


def _plain(clauses: Clauses, points: Fraction, notes: list[str]) -> list[Piece]:
    """Bands, or steps away from full marks."""
    if clauses.deductions:
        return stepped(clauses, points)
    if clauses.standard is not None or clauses.most is not None:
        raise Contradiction("写了标准值或扣分上限，却没有分档扣分")
    pieces = in_order([band_piece(b, points) for b in clauses.bands], notes)
    _no_range_alone(pieces)
    return with_full(pieces, points) if clauses.only_taken else pieces


def _no_range_alone(pieces: list[Piece]) -> None:
    """60%-80%得1-3分 between bands of 0 and 5 points: where in the range is for a person, and no line is said.

    95%-90%得9-8分, 90%-80%得8-6分 go on from one another: the scores fall along the values.
    """
    for piece in (each for each in pieces if isinstance(each.outcome, Linear)):
        ends = {edge.value for edge in (piece.low, piece.high) if edge}
        met: set[Fraction] = set()
        for other in pieces:
            for edge in (other.low, other.high):
                if other is piece or edge is None or edge.value not in ends:
                    continue
                if other.outcome.at(edge.value, "whole") == piece.outcome.at(edge.value, "whole"):
                    met.add(edge.value)
        if not met:
            raise Contradiction("分数写成了区间，没有写怎样取")


def _with_parts(clauses: Clauses, points: Fraction, notes: list[str]) -> list[Piece]:
    """80%-100%的按比例得分 among bands: 率×分值, or from the score below to the one above? The span of both, no score."""
    if clauses.deductions or clauses.proportional or clauses.rest:
        raise Contradiction("按比例得分与分档扣分混在一起")
    pieces = _plain(clauses, points, notes)
    found = list(pieces)
    for part in clauses.parts:
        low, high = part.low, part.high
        assert low is not None
        assert high is not None
        if not 0 <= low.value < high.value <= 1:
            raise Contradiction("按比例得分的一段超过 100%")
        scores = {"below": Fraction(0), "above": points}
        for piece in pieces:
            if isinstance(piece.outcome, Fixed):
                if piece.high is not None and piece.high.value == low.value:
                    scores["below"] = piece.outcome.score
                if piece.low is not None and piece.low.value == high.value:
                    scores["above"] = piece.outcome.score
        slope = (scores["above"] - scores["below"]) / (high.value - low.value)
        between = Linear(slope, scores["above"] - slope * high.value)
        lines = (Linear(points), Linear(scores["above"] / high.value), between)
        found.append(Piece(low, high, Unsettled(tuple(dict.fromkeys(lines)))))
    return found


def _countable(clauses: Clauses) -> bool:
    """Conditions over whole things (篇, 次, 天): between 9 and 10 there is nothing."""
    units = {band.condition.unit for band in clauses.bands}
    return len(units) == 1 and not units & {"ratio", "number", "mixed", *_MEASURED}


_MEASURED = (
    "元",
    "千元",
    "万元",
    "亿元",
    "平方米",
    "㎡",
    "公里",
    "千米",
    "亩",
    "公顷",
    "吨",
    "小时",
    "岁",
    "周岁",
)


def _check(clauses: Clauses, points: Fraction) -> None:
    bands, lines = line_bands(clauses)
    scores = [score for band in bands for score in _scores(band.award, points)]
    scores += [] if clauses.otherwise is None else [clauses.otherwise]
    floor_only = lines or (clauses.proportional and max(scores, default=points) == 0)
    if lines and clauses.proportional:
        raise Contradiction("既有得分公式，又写按比例得分")
    unnamed = clauses.only_taken or clauses.bonus is not None
    if scores and max(scores) != points and not floor_only and not unnamed:
        raise Contradiction("文中的满分与分值不一致")
    if (
        not scores
        and clauses.standard is None
        and not clauses.proportional
        and not lines
        and not _from_full(clauses)
    ):
        raise Contradiction("没有写得满分的条件")
    whole = {id(band.award) for band in bands if _scores(band.award, points) == [points]}
    if len(whole) > 1 and not clauses.deductions:
        raise Contradiction("有两档都写了满分")
    if lines and any(score > points for score in scores):
        raise Contradiction("文中的满分与分值不一致")
    if any(score < 0 for score in scores):
        raise Contradiction("文中有负分")
    twice = _printed_twice(clauses)
    for condition in [band.condition for band in clauses.bands] + [
        d.when for d in clauses.deductions if d.when
    ]:
        edges = [edge.value for edge in (condition.low, condition.high) if edge]
        edges = [edge for edge in edges if edge not in twice]
        if condition.unit == "ratio" and max(edges, default=Fraction(0)) > LARGEST_RATE:
            raise Contradiction("百分数超过 200%，可能是漏印了符号（如 ≥90% 印成 290%）")
    anchors = [clauses.standard, *(d.step.anchor for d in clauses.deductions)]
    if any(anchor is not None and anchor > LARGEST_RATE for anchor in anchors):
        raise Contradiction("百分数超过 200%，可能是漏印了符号（如 ≥90% 印成 290%）")
    if len({band.condition.order for band in clauses.bands} - {""}) > 1:
        raise Contradiction("区间有的从小到大写，有的从大到小写")
    if len(clauses.deductions) > 1:
        raise Contradiction("有两处以上分档扣分，写法不在规则之内")
    if clauses.capped and not clauses.proportional and not lines and not clauses.bonus:
        full = any(_scores(band.award, points) == [points] for band in bands)
        if not full:
            raise Contradiction("写了最高分，却没有按比例得分")


def _printed_twice(clauses: Clauses) -> set[Fraction]:
    """200%(含)至300%(不含), 300%(含)以上: where two bands meet at a value, no sign was lost."""
    lows = {band.condition.low.value for band in clauses.bands if band.condition.low}
    highs = {band.condition.high.value for band in clauses.bands if band.condition.high}
    return (lows & highs) if len(clauses.bands) > 2 else set()


def _from_full(clauses: Clauses) -> bool:
    """超过100%的，每超过1%扣0.5分，扣完为止: what is taken off is taken off the full points."""
    if len(clauses.deductions) != 1:
        return False
    if clauses.deductions[0].step.anchor is not None and clauses.deductions[0].when is None:
        return True  # 每低于100%一个百分点扣1分
    if not clauses.until:
        return False
    return clauses.deductions[0].when is not None or clauses.deductions[0].step.anchor is not None


def _scores(award: Award, points: Fraction) -> list[Fraction]:
    return [award.of(points)] + ([award.to] if award.to is not None else [])


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
        reached = full[0].condition.bare or full[0].condition.high is None
        if clauses.below is not None:
            _check_below(clauses.below, threshold)
        outcome: Outcome = Linear(points)
        if full[0].condition.unit != "ratio":
            outcome = Linear(points / threshold.value)  # 10例以上，否则按完成比例
        elif threshold.value != ONE:
            outcome = Unsettled((Linear(points), Linear(points / threshold.value)))
        top = Edge(threshold.value, not threshold.closed, 3)
        pieces = [
            Piece(zero, top, outcome),
            Piece(threshold, None if reached else threshold, Fixed(points)),
        ]
    else:
        if clauses.below is not None:
            raise Contradiction("按比例得分的条件没有对应的满分条件")
        pieces = [Piece(zero, Edge(ONE, True, 3), Linear(points))]
        if clauses.capped:
            pieces.append(Piece(Edge(ONE, False, 3), None, Fixed(points)))
    for band in others:
        cut_far_end(pieces, band, points)
    return pieces


def _threshold(condition: Condition) -> Edge:
    """Where full marks begin: ≥90%, 达到100%, or a bare 100%."""
    edge = condition.low
    if (
        edge is None
        or edge.value <= 0
        or (condition.high is not None and not condition.bare and condition.high != edge)
    ):
        raise Contradiction("按比例得分要有“达到多少得满分”")
    return edge


def _check_below(below: Condition, threshold: Edge) -> None:
    if below.low is not None or below.high is None or below.high.value != threshold.value:
        raise Contradiction("按比例得分的起点与满分条件不同")
    if not below.high.closed and not threshold.closed:
        raise Contradiction("按比例得分与满分条件之间有空隙")
