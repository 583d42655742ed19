"""A ladder against what the row's name says of it: more is better, less is better, 100 % is the plan."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sheetscore.rules.shapes.elements import Clauses
from sheetscore.rules.shapes.shapes import Fixed, Ladder, Outcome
from sheetscore.rules.tokens.sides import against, values_against
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
    if _values_alone(ladder, key):
        return ["只写了几个单独的值，得分的高低与指标的好坏不一致或不明"]
    if clauses.deductions and not clauses.bands:
        up, down = _top(ladder.segments[-1].outcome), _top(ladder.segments[0].outcome)
        if up != down and against(key, up=up):
            return ["扣分的一边与指标的好坏相反"]
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


def _top(outcome: Outcome) -> bool:
    return isinstance(outcome, Fixed) and outcome.score > 0


def _values_alone(ladder: Ladder, key: str) -> bool:
    """10%得10分，5%得9分，1%得8分 of a 投诉率: single values, with nothing said of what lies between."""
    alone = [
        (s.interval.low, s.outcome.score)
        for s in ladder.segments
        if isinstance(s.outcome, Fixed)
        and s.interval.low == s.interval.high
        and s.interval.low is not None
    ]
    gaps = any(a.interval.high != b.interval.low for a, b in pairwise(ladder.segments))
    return gaps and len(alone) > 1 and values_against(key, alone)


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
