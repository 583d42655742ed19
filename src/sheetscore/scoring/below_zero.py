"""What a figure below 0 scores under a target of at most so much, where the quantity may be below 0 (增长率, 变动率, 结余)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Segment
from sheetscore.scoring.near_target import target_of
from sheetscore.words.better_rates import falls_well
from sheetscore.words.vocabulary import pattern

_CHANGE = pattern("增长|增幅|变动|变化|涨|调整率|浮动|偏差|利润|盈余|{surplus}")
"""Names of quantities that are below 0 in the ordinary course of things."""
_FALLS, _EITHER_WAY = regex("增长|增幅|变动|变化|涨"), regex("偏差|偏离|浮动|波动|涨跌")
"""Of these, the ones whose minus is a fall; 偏差 and 浮动 below 0 are as far off as above, whatever stands around them."""


def below_zero_open(rule: Rule, full_from: Fraction | None) -> Rule:
    """A rise of at most 5 % is kept to by a fall: below 0 a person decides, where others score 0. One of at most 0 is met by any fall
    of what may fall: 支出增长率. 税收增长率 is for a person, 预算变动偏差率 as well.

    `full_from`: from where on the rule gives full marks, None for one of which less is better.
    """
    shape = rule.shape
    if rule.kind != "target" or full_from is not None or not isinstance(shape, Ladder):
        return rule
    if not _CHANGE.search(rule.name) or len(shape.segments) < 3:
        return rule
    falls = _FALLS.search(rule.name) and not _EITHER_WAY.search(rule.name)
    if target_of(rule) == 0 and falls and falls_well(rule.name):
        kept = Segment(Interval(None, False, Fraction(0), True), Fixed(rule.points))
        return replace(rule, shape=replace(shape, segments=(kept, *shape.segments[2:])))
    return replace(rule, shape=replace(shape, segments=shape.segments[1:]))
