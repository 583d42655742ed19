"""The number line as a whole: stretches in order, shared edges given an owner, overlaps and gaps refused.

docs/读法.md: who owns a shared edge is settled by the strength of the two edges; a tie leaves that one value
without a score.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from sheetscore.rules.shapes.elements import Edge
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Linear, Outcome, Segment


class Contradiction(Exception):
    """The clauses do not make one rule; the message says why, in Chinese."""


@dataclass(slots=True)
class Piece:
    """A stretch of values and what it gives, before shared edges have an owner."""

    low: Edge | None
    high: Edge | None
    outcome: Outcome
    taken: bool = False


def floored(pieces: list[Piece], floor: Fraction, points: Fraction) -> list[Piece]:
    """计算结果低于2分的按2分计: level where a rising or falling line would give less. Raises Contradiction beside lower points."""
    if not 0 < floor < points or any(
        isinstance(piece.outcome, Fixed) and piece.outcome.score < floor for piece in pieces
    ):
        raise Contradiction("保底的分数与别处的得分不合")
    found: list[Piece] = []
    for piece in pieces:
        line = piece.outcome
        if not isinstance(line, Linear):
            found.append(piece)
            continue
        edge = (floor - line.base) / line.slope
        level = Piece(piece.low, Edge(edge, False, 3), Fixed(floor))
        rest = Piece(Edge(edge, True, 3), piece.high, line)
        if line.slope < 0:
            level = Piece(Edge(edge, False, 3), piece.high, Fixed(floor))
            rest = Piece(piece.low, Edge(edge, True, 3), line)
        if _holds(level):
            found += (
                [level, rest] if _holds(rest) else [Piece(piece.low, piece.high, level.outcome)]
            )
        else:
            found.append(piece)
    return found


def _holds(piece: Piece) -> bool:
    """Is there a value between the ends?"""
    return piece.low is None or piece.high is None or piece.low.value < piece.high.value


def complement(pieces: list[Piece], score: Fraction) -> list[Piece]:
    """否则不得分: whatever the stretches leave below and above; a gap between them stays one (and is refused)."""
    if any(not isinstance(piece.outcome, Fixed) for piece in pieces):
        raise Contradiction("“否则”前面不是区间给分")
    low, high = min(pieces, key=_place).low, max(pieces, key=_reach).high
    if low is None and high is None:
        raise Contradiction("“否则”没有剩下的值")
    rest = list(pieces)
    if low is not None:
        rest.append(Piece(None, Edge(low.value, not low.closed, 3), Fixed(score)))
    if high is not None:
        rest.append(Piece(Edge(high.value, not high.closed, 3), None, Fixed(score)))
    return rest


def _reach(piece: Piece) -> tuple[int, Fraction]:
    return (1, Fraction(0)) if piece.high is None else (0, piece.high.value)


def in_order(pieces: list[Piece], notes: list[str]) -> list[Piece]:
    """90%以上 / 80%以上 / 60%以上: the first that holds, so each later one ends where the earlier begins."""
    singles = [
        p
        for p in pieces
        if p.low is not None and p.high is not None and p.low.value == p.high.value
    ]
    rising = [p for p in pieces if p.high is None]
    falling = [p for p in pieces if p.low is None]
    for stretch, upper in ((rising, True), (falling, False)):
        if len(stretch) > 1 and (_worst_first(stretch, upper) or _dearer_last(stretch, upper)):
            stretch.reverse()
        top = [
            p for p in singles if pieces.index(p) == 0 and stretch and _beyond(p, stretch[0], upper)
        ]
        if len(stretch) > 1 or top:
            _clip([*top, *stretch], upper)
            notes.append("各档条件重叠，按先后取第一个符合的档")
    return pieces


def _worst_first(pieces: list[Piece], upper: bool) -> bool:
    """85%以上得6分；90%以上得8分: printed from the worst to the best, so the last that holds counts."""
    scores = _outward(pieces, upper)
    return scores is not None and all(a < b for a, b in pairwise(scores))


def _dearer_last(pieces: list[Piece], upper: bool) -> bool:
    """低于90%扣2分；低于80%扣5分: each one lies inside the one before and costs more, so the last that holds counts."""
    scores = _outward(pieces, upper)
    if scores is None or not all(a > b for a, b in pairwise(scores)):
        return False
    nothing = Fixed(Fraction(0))
    return pieces[0].taken and all(p.taken or p.outcome == nothing for p in pieces)


def _outward(pieces: list[Piece], upper: bool) -> list[Fraction] | None:
    """The scores of stretches of which each later one lies inside the one before; None for any other order."""
    edges = [(p.low if upper else p.high) for p in pieces]
    values = [edge.value for edge in edges if edge is not None]
    scores = [p.outcome.score for p in pieces if isinstance(p.outcome, Fixed)]
    if len(values) != len(pieces) or len(scores) != len(pieces):
        return None
    inside = all((a < b) if upper else (a > b) for a, b in pairwise(values))
    return scores if inside else None


def with_full(pieces: list[Piece], points: Fraction) -> list[Piece]:
    """Full marks for what points that come off leave on one side. Raises Contradiction where they leave none or both."""
    low, high = min(pieces, key=_place).low, max(pieces, key=_reach).high
    if (low is None) == (high is None):
        raise Contradiction("没有写得满分的条件")
    if high is not None:
        return [*pieces, Piece(Edge(high.value, not high.closed, 3), None, Fixed(points))]
    assert low is not None
    return [*pieces, Piece(None, Edge(low.value, not low.closed, 3), Fixed(points))]


def _beyond(single: Piece, piece: Piece, upper: bool) -> bool:
    """100%得10分 in front of 90%以上: the single value lies inside the stretch behind it."""
    edge = piece.low if upper else piece.high
    if single.low is None or edge is None:
        return False
    return single.low.value > edge.value if upper else single.low.value < edge.value


def _clip(pieces: list[Piece], upper: bool) -> None:
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


def join(pieces: list[Piece], absolute: bool, countable: bool = False) -> Ladder:
    """Sort, give each shared edge an owner, refuse overlaps and gaps. `countable`: 8-9篇 and 10篇 have no gap between them.

    100%得10分，90%得9分，80%得8分 says nothing of 85%: what lies between single values gets no score.
    """
    pieces.sort(key=_place)
    for piece in pieces:
        if piece.low and piece.high and piece.low.value > piece.high.value:
            raise Contradiction("区间写反了")
    singles = [p for p in pieces if p.low and p.high and p.low.value == p.high.value]
    rungs = singles if len(singles) > 1 and not countable else []
    whole_percents = _in_whole_percents(pieces)
    if whole_percents:
        _own_their_ends(pieces)
    for left, right in pairwise(pieces):
        high, low = left.high, right.low
        if high is None or low is None or high.value > low.value:
            raise Contradiction("区间互相重叠")
        if countable and high.closed and low.closed and low.value - high.value == 1:
            continue
        if whole_percents and low.value - high.value == _PERCENT:
            continue
        if high.value < low.value and rungs and (left in rungs or right in rungs):
            if high.strength == _BELOW and left not in rungs:
                left.high = replace(high, closed=False)  # 50%以下: 50 % itself may be in it or not
            continue
        if high.value < low.value:
            raise Contradiction("区间之间有空隙")
        if high.closed and low.closed:
            left.high = replace(high, closed=high.strength > low.strength)
            right.low = replace(low, closed=low.strength > high.strength)
            if left.low is not None and left.low.value == high.value:
                left.low = left.high  # a single value (=0): both its ends are that edge
            if right.high is not None and right.high.value == low.value:
                right.high = right.low
    segments = tuple(Segment(_interval(p), p.outcome) for p in pieces)
    kept = tuple(s for s in segments if not s.interval.empty)
    if not _one_way(kept):
        raise Contradiction("分数区间的高低与条件的高低方向不一致")
    if not kept:
        raise Contradiction("没有一个值能得分")
    return Ladder(kept, absolute)


_PERCENT = Fraction(1, 100)
_BELOW = 1
"""The strength of 以下 (Edge.strength)."""


def _in_whole_percents(pieces: list[Piece]) -> bool:
    """达到100%的得30分，99%-90%的得27分，89%-80%的得24分: whole percents, none of which stands in two ranges.

    What lies between two of them (89.5%) is in no band and gets no score; a ladder of which some ranges meet and others
    do not has a misprint.
    """
    ranges = [p for p in pieces if p.low and p.high and p.low.value < p.high.value]
    if not ranges or any(not (p.low and p.low.closed and p.high and p.high.closed) for p in ranges):
        return False
    ends = [edge.value for p in pieces for edge in (p.low, p.high) if edge]
    if any((end / _PERCENT).denominator != 1 for end in ends) or max(ends) > 2:
        return False
    within = [
        (a, b) for a, b in pairwise(pieces) if a.low is not None and (a in ranges or b in ranges)
    ]
    return bool(within) and all(
        a.high and b.low and b.low.closed and b.low.value - a.high.value == _PERCENT
        for a, b in within
    )


def _own_their_ends(pieces: list[Piece]) -> None:
    """59%-50%得15分，50%以下不得分, below 69%-60%: like every range of these, the last one holds both values printed."""
    for piece in pieces:
        if piece.low and piece.high and piece.low.value < piece.high.value:
            piece.low = replace(piece.low, strength=_SAID)
            piece.high = replace(piece.high, strength=_SAID)


_SAID = 3
"""As strong as 80%及以下（含）: a value that both hold is neither's."""


def _one_way(segments: tuple[Segment, ...]) -> bool:
    """A band whose score is a range must rise or fall like its neighbours."""
    if not any(isinstance(s.outcome, Linear) and s.outcome.base for s in segments):
        return True
    scores: list[Fraction] = []
    for segment in segments:
        ends = [edge for edge in (segment.interval.low, segment.interval.high) if edge is not None]
        scores += [
            score for edge in ends if (score := segment.outcome.at(edge, "whole")) is not None
        ]
    return scores in (sorted(scores), sorted(scores, reverse=True))


def _interval(piece: Piece) -> Interval:
    low, high = piece.low, piece.high
    return Interval(
        low.value if low else None,
        bool(low and low.closed),
        high.value if high else None,
        bool(high and high.closed),
    )


def _place(piece: Piece) -> tuple[int, Fraction, int, Fraction]:
    low = piece.low.value if piece.low else Fraction(0)
    high = piece.high.value if piece.high else Fraction(0)
    return (0 if piece.low is None else 1, low, 0 if piece.high is not None else 1, high)
