"""Whom a sentence may reach besides the rows that it begins with: what is lost on the way would be a limit to points.

预算执行率低于80%的，各项指标得分减半 is not of the money alone; 满意度指标除外 says whom the sentences before are not about. None of
these is read: whom they may reach is left to a person.
"""

from __future__ import annotations

from sheetscore.regexes import regex
from sheetscore.rules.methods import worded
from sheetscore.rules.methods.classes import classes_in
from sheetscore.rules.methods.method import (
    COUNTED,
    DATED,
    EQUAL,
    EVERY,
    LEAST,
    MONEY,
    MOST,
    WORDED,
)
from sheetscore.rules.methods.rounding import stated_places
from sheetscore.rules.methods.scopes import BEHIND, REST, kinds_named, ways_spoken_of
from sheetscore.rules.methods.sentences import speaks_of_points
from sheetscore.words.execution_points import NAMES_MONEY

_CLASS = "数量|质量|时效|成本|产出|效益|满意度"
_ALL = frozenset(EVERY)
_OTHERS = regex(
    rf"其他|其余|剩余|各项|各类|各指标|所有|单项|(?:{_CLASS}|定[量性]|[正反逆负]向|绩效|三级)[^,]{{0,4}}指标|指标(?:值|完成)|目标值"
)
_OF_THIS = regex(r"执行(?:率|情况|进度)?指标|(?:该|本|此)(?:项)?(?:三级)?指标")
_MISSED = regex(
    r"(?:未|没有|不)(?:能)?(?:达|完成|满足|实现)(?!到?(?:规定|要求|计划|约定|合同)*(?:的)?(?:时限|期限|时间|日期|进度|工期))|达不到|(?<!预算)(?<!资金)(?<!支出)完成率|不合格|不合规|质量|数量"
)
_OF_MONEY = regex("执行|预算|支出|资金|支付")
_CLAUSE = regex(r",(?<!的,)(?<!时,)(?<!后,)")
_IN_TIME = regex(r"(?:时效|时间|时点)(?:类|性)?指标|(?:指标值|目标值)为(?:时间|日期|时点)")
_NUMBERS = regex(
    rf"其他|其余|剩余|(?:{_CLASS})(?:类|性)?指标|(?:指标值|目标值)为(?:数|量化|百分|定量)|量化指标|定量|[正反逆负]向|余下|完成率|(?<!定性)指标(?:未|没有)"
)
_WORDED_LIST = regex(
    rf"(?:(?:社会|经济|生态|服务对象|可持续)*(?:{_CLASS}|影响)(?:类|性)?(?:指标)?[、和及]?)+等(?:的)?(?=定性)"
)


def of_money(sentence: str) -> bool:
    """Is a sentence that begins with 执行率 about that row alone?"""
    bare = _OF_THIS.sub("", sentence)
    if _OTHERS.search(bare):
        return False
    return all(
        _OF_MONEY.search(clause) or not _MISSED.search(clause) for clause in _CLAUSE.split(bare)
    )


def of_dates(sentence: str) -> frozenset[str]:
    """The kinds that a sentence may hold which speaks of lateness: all of them where it goes on about others or the 指标值."""
    bare = _IN_TIME.sub("", sentence)
    return _ALL if _OTHERS.search(bare) or _MISSED.search(bare) else frozenset({DATED})


def of_words(sentence: str) -> frozenset[str]:
    """The kinds that a sentence about 定性 indicators may hold: those of a number too, where it goes on, or begins, with them."""
    bare = _WORDED_LIST.sub("", BEHIND.sub("", sentence))
    before = bare.partition("定性")[0] if "定性" in bare else ""
    begins = before.endswith(",") and speaks_of_points(before.rstrip(","))
    more = _NUMBERS.search(bare) or begins
    return frozenset((WORDED, DATED, *COUNTED) if more else (WORDED,))


def kinds_about(sentence: str, scanned: tuple[str, ...], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of rows that a sentence may be about; all of them where it does not say.

    What stands in a bracket behind other words narrows nothing: 未达到的，按B/A或A/B计分（…，反向指标用A/B）. Nor does a date or
    执行率 beside what else is missed: 未达到指标值或逾期完成的不得分.
    """
    outside = BEHIND.sub("", sentence)
    named = kinds_named(sentence)
    if outside != sentence and not kinds_named(outside) and named:
        return kinds or EVERY
    if DATED in named and named <= {DATED, MONEY} and of_dates(sentence) == _ALL:
        return EVERY
    missed_too = _MISSED.search(sentence.partition("执行")[0])
    if named == {MONEY} and (missed_too or not of_money(sentence)):
        return EVERY
    about = named | set(scanned)
    about |= ways_spoken_of(sentence) if about else set()
    if about >= {LEAST, MOST}:
        about.add(EQUAL)
    if about and NAMES_MONEY.search(sentence):
        about.add(MONEY)
    return tuple(about) or kinds or EVERY


_LIMIT = regex(
    r"除外|例外|不在(?:此限|此列|其列)|另行(?:评[价定分]|计[分算]|打分|考核|规定|确定)|[仅只]对[^,]*适用|不受(?:此|上述|以上|本|前述|该)[^,]{0,6}限|不适用|不(?:再)?(?:执行|按照?|参照|采用)(?:上述|以上|本|此|前述|前款|该)"
    rf"|除[^,]+外,?[^,]*(?:适用|上述|以上|前述)|[仅只](?:限|适用)于?[^,]*(?:指标|满意度)|适用于?[^,]*(?:{_CLASS}|[正反逆负]向|定量|定性)[^,]*指标|不(?:含|包括|包含)[^,]*(?:{_CLASS})|(?:规则|规定|办法|公式|标准|上述|以上)[^,]*针对"
)
_ONLY = regex(r"针对|(?<!不)适用|[仅只]限|除[^,]+外")
_OF_THE_FORM = regex(
    r"(?:本|此|该)(?:自评|绩效|评价|指标)*表[^,]{0,6}适用|填[写报列入\"/无]|公开|公示|报送|涉密|口径|权重|分值|预算数|执行数"
)
_OF_DONE = regex("未完成|未达|达不到|得分|扣分|[计评打]分|不可抗力")
_JUDGED = regex(r"按照?[^,]*(?:评价|评定|考评|考核|评判)$|按照?实际[^,]*(?:计算|确定|计)$")
_TAIL = regex(r"(?:不适用于?|不(?:再)?(?:执行|按照?|参照|采用))(?P<tail>[^,]+)$")


def limited(sentence: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """(classes, kinds) of the rows that a sentence without points takes out of what is said of points; None where it takes none.

    满意度指标除外, 不适用于满意度指标, 满意度指标按实际满意度评价: that class; 以上规则仅适用于产出指标, 因不可抗力未完成的除外: all rows.
    """
    if speaks_of_points(sentence):
        return None
    found = _LIMIT.search(sentence)
    if found is None:
        classes = classes_in(sentence) if _JUDGED.search(sentence) else frozenset()
        return (classes, _ALL) if classes else None
    if _OF_THE_FORM.search(sentence) and not _OF_DONE.search(sentence):
        return None
    tail = _TAIL.search(sentence)
    of_whom = tail["tail"] if tail else sentence.partition("除外")[0]
    if _ONLY.search(sentence) or "等" in of_whom:
        return frozenset(), _ALL
    classes = classes_in(of_whom)
    kinds = frozenset(kinds_named(of_whom))
    if kinds <= {DATED, MONEY} and _MISSED.search(of_whom):
        kinds = frozenset()
    return classes, _ALL if classes else kinds or _ALL


_ROUNDED = regex(
    r"(?:保留|精确|取|四舍五入)(?:到|至|为)*(?:小数)?(?:点)?(?:后)?(?:(?P<n>[一二两三四五六\d])位|整|个位)"
    r"|进一法|去尾|截[位取尾]|舍去|向[上下]取整|只[入舍]不[入舍]|(?:不|无需|不用)(?:进行|作|做)?四舍五入|不(?:保留|留|计|取)小数|0\.5分(?:为|的)"
)
_OF_POINTS = regex(
    r"得分|分数|评分|[计记赋]分|自评分|结果|^小数|^[^,]{0,4}(?:四舍五入|保留|精确|取整)"
)
_OF_OTHER_FIGURES = regex(
    r"总分|总得分|合计|执行率|百分|完成[率值数]|数据|金额|万元|满意度|比[例率]|系数|预算|决算|(?<!得)分值|权重"
)
_OF_ROWS = regex(r"(?:各|每|单|三级)[^,]{0,6}得分|(?:指标|该项|各项)得分")


def is_rounded_otherwise(sentence: str) -> bool:
    """Does a sentence tell a rounding of the points of rows that is neither to two decimals nor one that is obeyed?"""
    for clause in sentence.split(","):
        found = _ROUNDED.search(clause)
        if found is None or found.groupdict()["n"] in ("二", "两", "2"):
            continue
        of_rows = _OF_ROWS.search(sentence)
        whole = sentence if _OF_POINTS.search(clause) is None else clause
        if _OF_OTHER_FIGURES.search(whole) and not of_rows:
            continue
        if _OF_POINTS.search(sentence) and stated_places(sentence) is None:
            return True
    return False


def has_subject(sentence: str) -> bool:
    """Does a sentence itself say whom it is about, so that no heading on a line of its own is needed for it?"""
    return bool(
        classes_in(sentence)
        or kinds_named(sentence)
        or worded.SUBJECT.search(sentence)
        or worded.OF_ALL.match(sentence)
        or REST.match(sentence)
        or _OTHERS.match(sentence)
    )
