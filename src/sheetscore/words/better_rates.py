"""Rates of which more is better, by the name of an indicator: 满意度, 合格率, 及时率. A bare target of one (90%) means at least.

Source: 财预〔2020〕10号 self-evaluation, whose 满意度, 质量 and 时效 indicators are printed both with ≥ and without.
"""

from __future__ import annotations

from sheetscore.words.vocabulary import pattern

_MORE_IS_BETTER = pattern("(?:{better}(?:率|比例|比率)|满意[度率]|知晓度|认可度)$")
_TURNED, _HARMLESS = pattern("{turned}"), pattern("{harmless}")
"""What turns a rate round, or makes it another one (不合格率, 未完成率, 逾期完成率), and words in which it turns nothing."""


def more_is_better(name: str) -> bool:
    """Is an indicator of this name a rate of which more is better? Never one of what should not be."""
    return (
        _MORE_IS_BETTER.search(name) is not None and _TURNED.search(_HARMLESS.sub("", name)) is None
    )
