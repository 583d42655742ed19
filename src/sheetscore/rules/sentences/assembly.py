"""Clauses → one ladder over the row's own figure; whatever does not make one rule is a Contradiction."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

from sheetscore.exact.amounts import plain
from sheetscore.rules.sentences.band_pieces import (
    bands,
    fixed_score,
    whole_things,
)
from sheetscore.rules.sentences.clause_records import Clauses
from sheetscore.rules.sentences.falling_pieces import deducted
from sheetscore.rules.sentences.full_marks import (
    full_piece,
)
from sheetscore.rules.sentences.line_pieces import (
    filled,
    interpolated,
    lines,
)
from sheetscore.rules.sentences.rising_pieces import added
from sheetscore.rules.sentences.step_sides import size_of_step
from sheetscore.rules.sentences.stretch_records import Stretch
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import LARGEST_RATE
from sheetscore.rules.shapes.number_line import Contradiction, Piece, floored, in_order, join
from sheetscore.rules.shapes.shapes import Fixed, Ladder, Raised, Stepped, Unsettled
from sheetscore.rules.tokens.sides import surely_less, surely_more


def build(found: Clauses, asked: Asked) -> Ladder:
    """The ladder. Raises Contradiction."""
    pieces = bands(found, asked)
    full = full_piece(found, pieces, asked)
    _check(found, full, asked)
    off = [step for step in found.steps if not step.adds]
    more = [step for step in found.steps if step.adds]
    if off:
        if full is None and more:
            full = max(
                (p for p in pieces if isinstance(p.outcome, Fixed)), key=fixed_score, default=None
            )
        pieces = deducted(off, found, pieces, full, asked)
    elif full is not None and not any(p is full for p in pieces):
        pieces.append(full)
    if more:
        pieces = added(more, found, pieces, asked)
    pieces = interpolated(found, pieces)
    pieces = lines(found, pieces, asked)
    if found.rest is not None:
        pieces = filled(found.rest, pieces, found, asked)
    if (
        not found.steps
        and not any(g.line for g in found.given)
        and not (found.rest and found.rest.line)
    ):
        notes: list[str] = []
        pieces = in_order(pieces, notes)
    if found.line_floor is not None:
        pieces = floored(pieces, found.line_floor, asked.points)
    ladder = join(pieces, asked.absolute, whole_things(asked))
    apart = any(g.where and g.where.apart for g in found.given)
    both = any(isinstance(p.outcome, Stepped) and p.low is None for p in pieces) and any(
        isinstance(p.outcome, Stepped) and p.high is None for p in pieces
    )
    if asked.row.is_rate:
        _no_sign_lost(ladder, asked)
    _unsaid_where_bad(ladder, asked)
    corridor = apart or (_corridor(pieces, asked) and (both or asked.better == 0))
    topped = any(g.unsaid and asked.points in g.ends for g in found.given)
    _one_way(ladder, asked, corridor=corridor, topped=topped)
    return ladder


def _no_sign_lost(ladder: Ladder, asked: Asked) -> None:
    """290%计满分 is a misread ≥90%, where nothing else of the wording or the target speaks of 290 %. Raises Contradiction."""
    edges = {e for s in ladder.segments for e in (s.interval.low, s.interval.high) if e is not None}
    edges |= {s.outcome.anchor for s in ladder.segments if isinstance(s.outcome, Stepped | Raised)}
    target = asked.target.value if asked.target is not None else None
    for edge in edges:
        printed = asked.said.count(f"{plain(edge * 100, 6)}%")
        if edge > LARGEST_RATE and printed == 1 and edge != target:
            raise Contradiction("百分数超过 200%，可能是漏印了符号（如 ≥90% 印成 290%）")


def _check(found: Clauses, full: Piece | None, asked: Asked) -> None:
    """What the clauses say of each other. Raises Contradiction."""
    if full is not None and (
        (asked.better == 1 and full.low is None) or (asked.better == -1 and full.high is None)
    ):
        raise Contradiction("满分在不好的一边")
    if asked.outside is not None and (
        full is None or {e.value for e in (full.low, full.high) if e} != {*asked.outside}
    ):
        raise Contradiction("扣分的两边与满分的一段不同")
    if found.standard is not None and (
        full is None or found.standard not in {e.value for e in (full.low, full.high) if e}
    ):
        raise Contradiction("标准值与满分条件不同")
    unsaid = any(g.unsaid for g in (*found.given, *([found.rest] if found.rest else ())))
    if found.most_off is not None and not any(not s.adds for s in found.steps) and not unsaid:
        raise Contradiction("写了扣分上限，却没有分档扣分")
    if (
        found.most is not None
        and found.most < asked.points
        and not any(s.adds for s in found.steps)
    ):
        raise Contradiction("写的最高分不是分值")
    target = asked.target
    if (
        asked.shares
        and asked.plain
        and target is not None
        and target.unit == "%"
        and target.value != 1
    ):
        raise Contradiction("有的档是目标值的百分之几，有的没有写明")
    if len(asked.orders) > 1:
        raise Contradiction("区间有的从小到大写，有的从大到小写")
    _no_shared_distance(found)
    if full is not None and asked.row.is_rate and any(not s.adds for s in found.steps):
        _no_unnamed_distance(found, full, asked)


def _no_unnamed_distance(found: Clauses, full: Piece, asked: Asked) -> None:
    """变动率≤5%…每超过1%扣1分，超过8%不得分: 8 % itself, or 8 points beyond 5 %?

    A band that names the rate, or 超过5%的 before it, says which.
    """
    ends = {e.value for e in (full.low, full.high) if e}
    wheres = [s.where for s in found.steps]
    said = {
        e.value
        for w in wheres
        if w and not w.distance and (w.low is None) != (w.high is None)
        for e in (w.low, w.high)
        if e and not e.closed
    }
    if ends & said:
        return
    for given in found.given:
        where = given.where
        if where is None or where.named or where.distance or where.apart or given.line:
            continue
        if given.off or given.points:
            continue
        if _nothing_left(where, found, full, asked):
            continue
        if where.low and full.high and 0 < full.high.value < Fraction(1, 2):
            raise Contradiction("“超过…不得分”分不清是该值还是超过的幅度")
        if where.high and full.low and where.high.value < Fraction(2, 5):
            raise Contradiction("“低于…不得分”分不清是该值还是低于的幅度")


def _nothing_left(where: Stretch, found: Clauses, full: Piece, asked: Asked) -> bool:
    """每超1%扣2分，高于10%得0分 beside 5 points and a target of at most 5 %: nothing is left from 8 % on, whichever is meant."""
    steps = [s for s in found.steps if not s.adds and s.where is None and s.anchor is None]
    if len(steps) != 1 or len(found.steps) != 1 or found.floor or found.most_off:
        return False
    (step,) = steps
    whole = math.ceil(asked.points / step.amount) * size_of_step(step, asked)
    if where.low and full.high and where.high is None:
        return where.low.value >= full.high.value + whole
    if where.high and full.low and where.low is None:
        return whole <= where.high.value <= full.low.value - whole
    return False


def _no_shared_distance(found: Clauses) -> None:
    """低于目标值10%以内得3分，10%以上不得分: 10 % itself is in both."""
    spans = [g.where for g in found.given if g.where is not None and g.where.distance]
    highs = {(e.value, e.strength) for s in spans for e in (s.high,) if e and e.closed}
    lows = {(e.value, e.strength) for s in spans for e in (s.low,) if e and e.closed}
    if highs & lows:
        raise Contradiction("相差的幅度在两档里都有")


def _corridor(pieces: list[Piece], asked: Asked) -> bool:
    return any(
        p.outcome == Fixed(asked.points) and p.low is not None and p.high is not None
        for p in pieces
    )


def _one_way(ladder: Ladder, asked: Asked, *, corridor: bool, topped: bool) -> None:
    """A score that goes down while the figure gets better is a misreading or a misprint: either way a person's.

    Raises Contradiction where scores do not go one way (or, with a corridor, up to it and down from it), or none is full.
    """
    scores = _scores(ladder, asked)
    if not scores or (max(scores) != asked.points and not topped):
        raise Contradiction("没有一个值能得满分")
    up = all(a <= b for a, b in pairwise(scores))
    down = all(a >= b for a, b in pairwise(scores))
    if corridor and not (up or down):
        top = scores.index(max(scores))
        first, last = scores[: top + 1], scores[top:]
        if all(a <= b for a, b in pairwise(first)) and all(a >= b for a, b in pairwise(last)):
            return
    if asked.absolute and up and not down:
        raise Contradiction("偏差越大得分越高")
    if asked.better == 1 and up:
        return
    if asked.better == -1 and down:
        return
    if asked.better == 0 and (up or down):
        return
    raise Contradiction("得分的高低与指标的好坏不一致")


def _unsaid_where_bad(ladder: Ladder, asked: Asked) -> None:
    """低于5%的酌情扣分 of a 投诉率: what a person takes off lies on the bad side of full marks. Raises Contradiction."""
    full = [n for n, s in enumerate(ladder.segments) if s.outcome == Fixed(asked.points)]
    more = asked.better == 1 or surely_more(asked.row.key)
    less = asked.better == -1 or surely_less(asked.row.key)
    for number, segment in enumerate(ladder.segments):
        outcome = segment.outcome
        if not full or not isinstance(outcome, Unsettled) or len(outcome.readings) == 1:
            continue
        if (more and number > full[0]) or (less and number < full[0]):
            raise Contradiction("得分的高低与指标的好坏不一致")


def _scores(ladder: Ladder, asked: Asked) -> list[Fraction]:
    """The scores at every edge, beside it and between, rising."""
    edges = sorted(
        {e for s in ladder.segments for e in (s.interval.low, s.interval.high) if e is not None}
    )
    if not edges:
        return []
    near = min([b - a for a, b in pairwise(edges)] or [Fraction(1, 1000)]) / 100
    values: list[Fraction] = []
    for edge in edges:
        values += [edge - near, edge, edge + near]
    values += [(a + b) / 2 for a, b in pairwise(edges)]
    span = max((edges[-1] - edges[0]), abs(edges[-1]), Fraction(1, 100))
    values += [edges[0] - span * k / 10 for k in range(1, 21)] + [
        edges[-1] + span * k / 10 for k in range(1, 21)
    ]
    for segment in ladder.segments:
        line = segment.outcome
        if isinstance(line, Stepped):
            steps = (line.start - line.floor) / line.deduct
            values += [
                line.anchor + way * line.size * (math.ceil(steps) + k)
                for way in (-1, 1)
                for k in (0, 1)
            ]
        elif isinstance(line, Raised):
            steps = (line.most - line.start) / line.add
            values += [line.anchor + way * line.size * math.ceil(steps) for way in (-1, 1)]
    asked_of = [v for v in values if v >= 0] if ladder.absolute and not asked.plain else values
    found = [ladder.score(v, "whole") for v in sorted(asked_of)]
    return [score for score in found if score is not None]
