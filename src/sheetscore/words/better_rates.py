"""Which side is better, by an indicator's name: more of 满意度 and 合格率, less of 投诉 and 坏账. A bare 90% of 满意度 means at least.

Source: 财预〔2020〕10号 self-evaluation, whose 满意度, 质量 and 时效 indicators are printed both with ≥ and without.
"""

from __future__ import annotations

from sheetscore.words.vocabulary import pattern

_MORE_IS_BETTER = pattern("(?:{better}(?:率|比例|比率)|满意[度率]|知晓度|认可度)$")
_TURNED, _HARMLESS = pattern("{turned}"), pattern("{harmless}")
"""What turns a rate round, or makes it another one (不合格率, 未完成率, 逾期完成率), and words in which it turns nothing."""

_LESS, _NO_COUNT = pattern("{less}"), pattern("{less}|{no_count}")


def may_be_less(name: str) -> bool:
    """Does a name speak of something of which less is better, so that nobody could say that more is?"""
    return _LESS.search(_HARMLESS.sub("", name)) is not None


def is_no_count(name: str) -> bool:
    """The same, or of what is no number of things done: 按比例 and 完成目标 say nothing of days, costs and falls."""
    return _NO_COUNT.search(_HARMLESS.sub("", name)) is not None


_TO_BE_SPENT, _FRUGAL = pattern("{to_be_spent}率$"), pattern("{frugal}")


def all_is_best(name: str) -> bool:
    """Is an indicator of this name a rate of money to be spent in full and not beyond: 项目支出预算执行率, not 三公经费执行率?"""
    return (
        _TO_BE_SPENT.search(name) is not None
        and _TURNED.search(_HARMLESS.sub("", name)) is None
        and _FRUGAL.search(name) is None
    )


def more_is_better(name: str) -> bool:
    """Is an indicator of this name a rate of which more is better? Never one of what should not be."""
    return (
        _MORE_IS_BETTER.search(name) is not None and _TURNED.search(_HARMLESS.sub("", name)) is None
    )
