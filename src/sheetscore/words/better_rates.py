"""Which side is better, by an indicator's name: more of 满意度 and 合格率, less of 投诉 and 坏账. A bare 90% of 满意度 means at least.

Source: 财预〔2020〕10号 self-evaluation, whose 满意度, 质量 and 时效 indicators are printed both with ≥ and without.
"""

from __future__ import annotations

import re

from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern

_MORE_IS_BETTER = pattern("(?:{better}(?:率|比例|比率)|满意[度率]|知晓度|认可度)$")
_TURNED, _HARMLESS = pattern("{turned}"), pattern("{harmless}")
"""What turns a rate round, or makes it another one (不合格率, 未完成率, 逾期完成率), and words in which it turns nothing."""

_LESS, _NO_COUNT = pattern("{less}"), pattern("{less}|{no_count}")


def _says(words: re.Pattern[str], name: str) -> bool:
    """Does a name hold one of these words other than inside of a harmless one? 减少年均能耗 holds 减少, though 少年 stands in it."""
    spans = [found.span() for found in _HARMLESS.finditer(name)]
    hits = (words.match(name, begin) for begin in range(len(name)))
    return any(
        hit and not any(low <= hit.start() and hit.end() <= high for low, high in spans)
        for hit in hits
    )


def may_be_less(name: str) -> bool:
    """Does a name speak of something of which less is better, so that nobody could say that more is?"""
    return _says(_LESS, name)


def is_no_count(name: str) -> bool:
    """The same, or of what is no number of things done: 按比例 and 完成目标 say nothing of days, costs and falls."""
    return _says(_NO_COUNT, name)


_UNWANTED, _OTHER_WAY = pattern("{unwanted}"), pattern("{other_way}")
_DEALT_WITH, _SAVED = pattern("{dealt_with}"), pattern("{saved}|{no_count}")
_AVERAGE = regex("[人户亩日月]均(?!衡)|平均")


def acts_on(name: str) -> bool:
    """Does a name say that something was done about what it names: 水土流失治理面积, 安全检查?"""
    return _DEALT_WITH.search(name) is not None


def may_be_more(name: str) -> bool:
    """Is there nothing in a name that turns it round, so that a share done of it may be worth that share of the points?

    Not of loss, negation, lateness or another year: 撂荒面积, 未完成情况, 资金滞留情况, 上年竣工项目个数.
    """
    return not _says(_OTHER_WAY if acts_on(name) else _UNWANTED, name)


def is_average(name: str) -> bool:
    """亩均投资, 平均住院日: more of it may be worse."""
    return _AVERAGE.search(name) is not None


def may_count_up(name: str) -> bool:
    """The same of what is counted in a unit of its own, which is no cost, price, day or date either."""
    return may_be_more(name) and not is_average(name) and not _says(_SAVED, name)


_TO_BE_SPENT, _FRUGAL = pattern("{spent_on}.*{to_be_spent}率$"), pattern("{frugal}")
_MAY_FALL, _MAY_RISE = pattern("{may_fall}|{less}"), pattern("{may_rise}")
_OF_CHANGE = regex("(?:变动|变化|增长|调整)率$")


def falls_well(name: str) -> bool:
    """Is an indicator of this name of something that may well fall (支出增长率, 投诉增长率), unlike 税收增长率?"""
    of = _OF_CHANGE.sub("", name)
    return _says(_MAY_FALL, of) and _MAY_RISE.search(of) is None


def all_is_best(name: str) -> bool:
    """Is an indicator of this name a rate of money to be spent in full and not beyond: 项目支出预算执行率?

    Not 三公经费执行率 or 培训费执行率, which are to be saved on, nor 政策执行率, which is of no money.
    """
    return (
        _TO_BE_SPENT.search(name) is not None
        and not may_be_less(name)
        and not _says(_TURNED, name)
        and _FRUGAL.search(name) is None
    )


def more_is_better(name: str) -> bool:
    """Is an indicator of this name a rate of which more is better? Never one of what should not be."""
    return _MORE_IS_BETTER.search(name) is not None and not _says(_TURNED, name)
