"""Steps and awards in other words: 每比3%少0.1个百分点扣…, 高于90%的每1个百分点加…, 得4+4×(增收额-800)/200分."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.words.text import name_key

_N = r"\d+(?:\.\d+)?"
_OVER, _UNDER = "超过|高于|高出|高|多|超出|超|大于", "低于|少于|不足|低|少|小于|差"
_FROM = regex(
    rf"每(?:比|较|与)(?P<v>{_N}(?:%|[\u4e00-\u9fff㎡]{{0,3}}?))(?:相比)?(?:每)?(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))(?=(?:{_N}|[一二两三五十]))"
)
_SIDE = regex(
    rf"(?:^|(?<=[,;。]))(?:(?P<over>高于|超过|超出|大于)|(?P<under>低于|不足|小于|少于))(?P<v>{_N}%)的?,?每(?=(?:{_N}|[一二三五])个?百分点)"
)
_BOTH = regex(
    rf"(?P<two>(?:^|(?<=[,;。]))(?:低于|小于|<)(?P<a>{_N})%或(?:者)?(?:高于|大于|超过|>)(?P<b>{_N})%(?:的|时)?,?)每(?:再)?(?:偏离|偏差|相差|变动|超出|偏)(?:了)?(?=(?:{_N}|一)个?百分点)"
)
_LATE = regex(rf"每(?:有)?(?:延误|延迟|逾期|超期|未按时|未按期|不及时)(?P<n>{_N})(?:%|个?百分点)")
_SHORT = regex(rf"每(?:相差|差|欠|缺)(?=(?:{_N}|一)(?:%|个?百分点|[\u4e00-\u9fff]{{1,2}}))")
_DOWN = regex(rf"每(?:减|减少|减低)(?P<s>{_N}(?:个?百分点|%))(?P<c>,?)(?:减|扣)(?=\d)")
_EXPRESSION = r"[^,;。:=<>≤≥]*?[-+*/][^,;。:=<>≤≥]*?"
_GIVEN = regex(
    rf"(?<=[的,\d%)])(?:得|计)(?P<body>(?=[^,;。]*[\u4e00-\u9fff])[\d(]{_EXPRESSION})分(?=[,;。]|$)"
)
_BY = regex(rf"按“(?P<body>{_EXPRESSION})”(?:计算得分|计算|计分|得分|给分|计)(?:得分)?(?=[,;。]|$)")
_TAKEN = regex(rf"(?:^|(?<=[,;。]))(?:应)?扣分=(?P<body>{_EXPRESSION})(?=[,;。]|$)")
_ALONE = regex(
    r"^(?P<body>[^,;。:=<>≤≥得按扣]*[*/][^,;。:=<>≤≥得按扣]*(?:分值|分|满分|权重))(?=[,;。]|$)"
)
_NUMBER_ONE = regex(r"(?:/1%|/1个百分点)\*1分?")


_ON_BASE = regex(
    rf"(?:(?:^|(?<=[,;。]))(?:其他|其余)(?:情况|情形)?,)?每(?P<way>低于|少于|少|超过|高于|多)(?P<v>{_N}%)?(?P<s>{_N}(?:个?百分点|%|[\u4e00-\u9fff]{{1,2}}?))(?:的)?,?(?:在|以)(?P<b>{_N})分的?(?:基础上|为基础),?再?(?P<act>扣|减)(?={_N}分)"
)


_UP = regex(r"每增(?:加)?\d")
_IN_TIME = regex("(?:按时|及时|按期|如期|准时)[\u4e00-\u9fff]{0,6}率$")
_LEAST = regex("≥|达到|不低于|不少于|以上")
_MOST = regex("≤|不超过|不高于|以内|控制在")
_TWO_COMMAS = regex(r"(?<=[,;。]),(?=得分=)|^,(?=得分=)")


def _on_base(match: re.Match[str]) -> str:
    """每低于90%1个百分点在4分基础上扣1分: the points it starts from in front."""
    under = match["way"] in ("低于", "少于", "少")
    way = "低于" if under else "超过"
    edge = f"{'<' if under else '>'}{match['v']}的," if match["v"] else ""
    return f"{edge}以{match['b']}分为基础每{way}{match['s']}{match['act']}"


def steps_in_words(text: str, name: str, _points: Fraction) -> str:
    """Each form as the step that is read: 每低于3%0.1个百分点."""
    text = _FROM.sub(lambda m: f"每{'超过' if m['over'] else '低于'}{m['v']}", text)
    text = _SIDE.sub(lambda m: f"每{'高于' if m['over'] else '低于'}{m['v']}", text)
    text = _BOTH.sub(lambda m: f"每低于{m['a']}%或高于{m['b']}%的", text)
    if _UP.search(text):
        text = _DOWN.sub(lambda m: f"每低于{m['s']}{m['c']}扣", text)
    text = _ON_BASE.sub(_on_base, text)
    key = name_key(name)
    if _IN_TIME.search(key):
        text = _LATE.sub(lambda m: f"每低于{m['n']}个百分点", text)
    least = _LEAST.search(text)
    if least and not _MOST.search(text):
        text = _SHORT.sub("每低于", text)
    return text


def formulas_in_words(text: str, _name: str, _points: Fraction) -> str:
    """得4+4×(增收额-800)/200分, 按“…”计算得分, and a text that is nothing but the formula, as 得分=…"""
    text = _GIVEN.sub(lambda m: f",得分={m['body']}", text).replace(",,", ",")
    text = _BY.sub(lambda m: f",得分={m['body']}", text)
    text = _TWO_COMMAS.sub("", text)
    text = _TAKEN.sub(lambda m: f"得分=分值-{m['body']}", text)
    return _ALONE.sub(lambda m: f"得分={m['body']}", text)
