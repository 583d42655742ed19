"""A score that goes down while the figure gets better is a misreading or a misprint: either way a person's."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.number_line import Contradiction
from sheetscore.rules.shapes.shapes import Ladder, Raised, Stepped


def one_way(ladder: Ladder, asked: Asked, *, corridor: bool) -> None:
    """Raises Contradiction where scores do not go one way (or, with a corridor, up to it and down from it), or none is full."""
    scores = _scores(ladder)
    if not scores or max(scores) != asked.points:
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


def _scores(ladder: Ladder) -> list[Fraction]:
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
    found = [ladder.score(v, "whole") for v in sorted(values)]
    return [score for score in found if score is not None]
