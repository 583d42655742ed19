"""A ladder against what the row's name says of it: more is better, less is better, 100 % is the plan."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sheetscore.rules.shapes.elements import Clauses
from sheetscore.rules.shapes.shapes import Fixed, Ladder
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS, MORE_ENDINGS, SMALLER_ENDINGS
from sheetscore.words.text import name_key

_FAR = Fraction(1, 2)
"""低于10%扣2分 of a completion rate: 10 %, or 10 points below the plan?"""
_EITHER_WAY = ("结余率", "变动率", "调整率", "控制率")
"""Smaller rates of which none at all may be as bad as too much: 预算控制率≥90%得满分 can stand."""


def against_name(clauses: Clauses, ladder: Ladder, name: str) -> list[str]:
    """What of the ladder contradicts the name of its row, in words."""
    key = name_key(name)
    more, less = key.endswith(COMPLETION_ENDINGS + MORE_ENDINGS), key.endswith(SMALLER_ENDINGS)
    if more and _falls(ladder):
        return ["率更高反而得分更低"]
    if less and not key.endswith(_EITHER_WAY) and _rises(ladder):
        return ["越少越好的率，率更高反而得分更高"]
    if not clauses.only_taken:
        return []
    first, last = ladder.segments[0], ladder.segments[-1]
    falls = first.outcome.at(Fraction(0), "whole") > (last.outcome.at(Fraction(1), "whole") or 0)  # type: ignore[operator]
    if (more and falls) or (less and not falls):
        return ["扣分的一边与指标的好坏相反"]
    edges = [end for s in ladder.segments for end in (s.interval.low, s.interval.high) if end]
    of_plan = more or key.endswith("控制率")
    if of_plan and any(0 < edge < _FAR for edge in edges):
        return ["扣分的条件分不清是该值还是相差的幅度"]
    return []


def _rises(ladder: Ladder) -> bool:
    """Is all of it worth more than nothing of it? 投诉率≥5%得满分."""
    nothing, whole = (ladder.score(Fraction(value), "whole") for value in (0, 1))
    return nothing is not None and whole is not None and nothing < whole


def _falls(ladder: Ladder) -> bool:
    """The scores go up and, below 100 %, down again: one edge of a more-is-better rate is misprinted."""
    scores = [
        (segment.interval.low, segment.outcome.score)
        for segment in ladder.segments
        if isinstance(segment.outcome, Fixed)
    ]
    steps = [(low, score - before) for (_, before), (low, score) in pairwise(scores)]
    rises = any(step > 0 for _, step in steps)
    return rises and any(low is not None and low < 1 and step < 0 for low, step in steps)
