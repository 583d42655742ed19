"""Which way a name's figure may go: whether more of it can be worth more, and whether a rate of things done is this row's."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.rules.tokens.wording import (
    COMPLETION_ENDINGS,
    DROP_ENDINGS,
    MORE_ENDINGS,
    RATE_ENDINGS,
)
from sheetscore.words.better_rates import (
    is_average,
    is_no_count,
    may_be_less,
    may_be_more,
    more_is_better,
)
from sheetscore.words.vocabulary import pattern

_SPARED = regex(
    r"三公|费用?(?:总额|金额|支出|支出额|数|额)?$|经费|招待|差旅|用车|公车|出国|出境"
    r"|(?:火灾|火警|灾情|灾害|险情|疫情|警情|发案|溺水)(?:发生)?(?:次|起|件|例)?(?:数量?|总数)?$|起数$|受灾|损失"
)
"""Money that is to be saved and what should not happen at all, beside the lists of better_rates."""
_KEPT = regex("编|在职|在岗|人员|会议|发文|公务|办公|保有|价|费|支出|[耗排]")
"""Counts that are kept low without a word that says so."""
_TURNED, _HARMLESS = pattern("{turned}"), pattern("{harmless}")
_UNDONE = regex("[不未没无非]|撤|取消|退|停|逾期|延期|超期|延误|滞后|清理|废|减少|失")
_TURNED_END = regex("(?:[不未没无非]|逾期|超期|延期)[\u4e00-\u9fff]{2,3}(?:率|度|比例|情况)$")
_DEALT_WITH = regex(
    "(?:办结|查处|化解|调处|整治|整改|防治|治理|宣传|培训|演练|排查|检查|监测|巡查)(?:次|件|起|个|项|场|人)?(?:数量?|次)?$"
)
"""违法案件查处数: what is done about it."""
_HOW = (
    "按期", "按时", "及时", "如期", "准时", "逾期", "超期", "延期", "提前", "滞后", "一次", "首次", "合格", "优质", "有效", "全面",
)  # fmt: skip
_OF_PLAN = "任务|目标|计划|指标|工作|项目"
_ONE_DONE = regex(rf"(?:{_OF_PLAN})完成率")
_ANY_DONE = regex(rf"(?:本?年度?|全年|绩效|总体?|重点|主要|工程|{_OF_PLAN})*完成率")
_OF_WORKS = regex("(?:工程|工作|项目)完成率$")


def surely_more(key: str) -> bool:
    """Does the name of a rate say that more of it is better?"""
    ends = key.endswith(COMPLETION_ENDINGS + MORE_ENDINGS + DROP_ENDINGS)
    return (ends and _TURNED_END.search(key) is None) or more_is_better(key)


def surely_less(key: str) -> bool:
    """Does the name speak of what should be little, or of what is to be saved?"""
    if surely_more(key) or (_DEALT_WITH.search(key) and not denies(key)):
        return False
    return may_be_less(key) or _SPARED.search(key) is not None


def counts_up(key: str) -> bool:
    """May a share of the target be what was done of it? Not of days, costs, and what should not happen."""
    dealt_with = _DEALT_WITH.search(key) is not None and not denies(key)
    open_ = is_no_count(key) or surely_less(key) or is_average(key) or not may_be_more(key)
    return surely_more(key) or dealt_with or not open_


def undone(key: str) -> bool:
    """Does the name turn round what is done (验收不合格数, 撤销…创建)?"""
    return _UNDONE.search(key) is not None


def denies(key: str) -> bool:
    """未完成率, 不合格率."""
    return any(each in _HARMLESS.sub("", key) for each in "不未没无非")


def done_otherwise(words: str, key: str) -> bool:
    """Is 完成率 of a row named 按期完成率, 未完成率 another rate: does one say how or whether it was done, and the other not?"""
    return denies(words) != denies(key) or any((how in words) != (how in key) for how in _HOW)


def another_rate(words: str, key: str) -> bool:
    """合格率 of 合格率增长率, 完成率 of 按期完成率: words of the name, and not the rate that the row is."""
    if not words.endswith(RATE_ENDINGS) or words == key:
        return False
    return (words in key and not key.endswith(words)) or done_otherwise(words, key)


def done_rate_is_own(words: str, key: str) -> bool | None:
    """任务完成率 of 年度任务完成率 or 工作完成率 is the row's, of 投资完成率 or 未完成率 another; None: other words.

    Nor is 执行率 the row's of 预算执行差异情况, 完成率 of 任务完成滞后情况.
    """
    if (
        words.endswith(("率", "比例", "比重"))
        and not key.endswith(RATE_ENDINGS)
        and may_be_more(words)
        and not may_be_more(key)
    ):
        return False
    if not words.endswith("完成率"):
        return None
    if key.endswith("率") and denies(words) != denies(key):
        return False
    if not _ONE_DONE.fullmatch(words) or not key.endswith("完成率"):
        return None
    works = _OF_WORKS.search(key) is not None and not words.startswith("项目")
    same = key.endswith(words) or works or _ANY_DONE.fullmatch(key) is not None
    return same and not done_otherwise(words, key)


def values_against(key: str, scores: list[tuple[Fraction, Fraction]]) -> bool:
    """Single values with nothing said between them: do their scores go another way than the name, or is its way not known?"""
    rising = [score for _, score in sorted(scores)]
    up = rising == sorted(rising)
    down = rising == sorted(rising, reverse=True)
    if surely_more(key):
        return not up
    if surely_less(key):
        return not down
    if down and not key.endswith(RATE_ENDINGS) and counts_up(key) and not turned(key):
        return min(scores)[0] != 0 and not up  # of cases, 0 is the best; of what is done, more is
    return not (up or down)


def against(key: str, *, up: bool) -> bool:
    """不少于6次，每少1次扣0.5分 of 投诉次数, 不超过6次，每多1次扣0.5分 of 巡查次数: the name says the opposite."""
    if up:
        return surely_less(key)
    if surely_more(key):
        return True
    counted = not key.endswith(RATE_ENDINGS) and _KEPT.search(key) is None
    return counted and counts_up(key) and not turned(key)


def turned(key: str) -> bool:
    """Does a word of the name turn it round (闲置面积, 未整改问题数)?"""
    return _TURNED.search(_HARMLESS.sub("", key)) is not None
