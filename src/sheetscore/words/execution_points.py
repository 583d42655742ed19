"""Words that may say how 预算执行率 is scored, in whatever place of a form: what names it, and what gives or takes points."""

from __future__ import annotations

from sheetscore.regexes import regex

NAMES_MONEY = regex(
    r"执行率|预算执行|资金执行|执行进度|(?:预算|资金|经费|支出)(?:的)?(?:支出|使用|支付|完成)(?:率|进度)|支出进度|资金总额"
)
"""It may be about 预算执行率, wherever in the sentence."""
_WORTH = regex(
    r"(?:满分|分值|权重|总分)(?:值)?(?:均|统一)?(?:设置|设定)?(?:为|是|:|共)?\d{1,3}分|权重的?\d+%(?:即|为|是|=|计|折合)?\d+分|扣分(?:的)?(?:原因|理由|依据|情况|说明|项)"
)
_TIMES = regex(r"\*[^,;。]{0,8}(?:分|权重)|(?:分|分值|权重)\*|每[^,;。]{1,10}[扣减]")
_RULE_LIKE = regex(
    r"每[^,;。]{1,16}[扣减得加]|满分|不得分|不[计记给]分|[得计记]0分|酌情|[减折]半|扣[完减除]"
    r"|(?:[≥≤<>]|以上|以下|以内|之间|达到|达不到|低于|高于|超过|不足|完成)[^;。]{0,16}?(?:\d+(?:\.\d+)?分(?!钟)|扣\d|扣分值)"
    r"|\d%[^,;。]{0,8}?[,:]?[得扣计记]?\d+(?:\.\d+)?分|执行率\*|\*[^,;。]{0,8}执行率|按[^,;。]{0,12}(?:比例|执行率)[^,;。]{0,6}(?:[计记得扣]分)|系数|封顶"
)
"""Points are given or taken on a condition: 执行率90%以上10分 as well, which no other sentence of a note says so shortly."""


def rule_like(text: str) -> bool:
    """Does a cleaned text that is about 预算执行率 give or take points on a condition? What the row is worth is none."""
    return _RULE_LIKE.search(_WORTH.sub("", text)) is not None


def gives_money_points(sentence: str) -> bool:
    """May a cleaned sentence say how 预算执行率 is scored?"""
    return NAMES_MONEY.search(sentence) is not None and rule_like(sentence)


def speaks_of_rule(text: str) -> bool:
    """Does a cleaned text that is about 预算执行率 anyway give or take points on a condition, or multiply?"""
    return rule_like(text) or _TIMES.search(text) is not None
