"""Between two values that have points of their own: 在75%~95%之间按线性插值法计算, 介于两者之间的，得分=…"""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.rules.paraphrase.asides import INCLUDED

_N = r"\d+(?:\.\d+)?"
_UNIT = r"%|[\u4e00-\u9fff㎡]{0,3}?"
_BY_LINE = r"(?:按照?|采用|使用|用|以)(?:直线|线性)?(?:内)?插值(?:法)?(?:公式)?(?:计算|折算|确定)?(?:得分|计分|给分)?"
_BETWEEN = re.compile(
    rf"(?:^|(?<=[,;。]))[^,;。<>≤≥=0-9不未非没]{{0,20}}?(?P<a>{_N})(?P<u>{_UNIT})(?:\([^()]*\))?[-~至和与](?P<b>{_N})(?P<v>{_UNIT})(?:\([^()]*\))?(?:之间|区间|范围内|区间内)?(?:的|时)?,?(?:则)?{_BY_LINE}(?=[,;。]|$)"
)
_MIDDLE = re.compile(
    rf"(?:^|(?<=[,;。]))[^,;。<>≤≥=0-9不未非没]{{0,16}}?(?:介于|处于|位于|在)?(?:以上|上述)?(?:两者|二者|两档|上述两档|两个值)之间(?:的|时)?,?(?:则)?{_BY_LINE}(?=[,;。]|$)"
)
_LEAD = re.compile(
    r"(?:^|(?<=[,;。]))(?:[^,;。<>≤≥=0-9%不未非没]{0,10})?(?:介于|处于|位于)?(?:以上|上述)?(?:两者|二者|两档|上述两档)之间(?:的|时)?,(?=(?:本项|该项)?得分=)"
)
_GIVEN = re.compile(
    rf"(?P<low><|≤|低于|小于|不足|不高于|不超过|少于)?(?:≥|>|达到|不低于|高于|大于|超过)?(?P<value>{_N})(?P<u>{_UNIT})"
    rf"(?:{INCLUDED})?(?:及?以[上下内])?(?:{INCLUDED})?(?:的|时)?,?"
    rf"(?P<award>(?:得|计|给)?(?P<full>满分)|(?:得|计|给)(?P<points>{_N})分|(?P<none>不得分|不计分))"
)


def between_as_line(text: str, _name: str, points: Fraction) -> str:
    """The line through the two values, as the formula of a score."""
    text = _LEAD.sub("", text)
    match = _BETWEEN.search(text) or _MIDDLE.search(text)
    if match is None:
        return text
    rest = f"{text[: match.start()]};{text[match.end() :]}"
    given = {fraction(m["value"]): _worth(m, points) for m in _GIVEN.finditer(rest)}
    units = {m["u"] for m in _GIVEN.finditer(rest)}
    ends = sorted(given)
    if len(ends) != 2 or len(units) != 1:
        return text
    unit = units.pop()
    named = match.groupdict()
    if named.get("a") is not None and sorted((fraction(named["a"]), fraction(named["b"]))) != ends:
        return text
    if named.get("a") is not None and named["v"] != unit:
        return text
    formula = _line(ends, [given[end] for end in ends], unit)
    return f"{text[: match.start()]}{formula}{text[match.end() :]}" if formula else text


def _worth(match: re.Match[str], points: Fraction) -> Fraction:
    if match["none"]:
        return Fraction(0)
    return points if match["full"] else fraction(match["points"])


def _line(ends: list[Fraction], scores: list[Fraction], unit: str) -> str:
    """得分=3+(完成值-80%)/(95%-80%)*2"""
    low, high = (f"{plain(end, 6)}{unit}" for end in ends)
    if scores[0] == scores[1]:
        return ""
    rising = scores[1] > scores[0]
    least = min(scores)
    top = f"(完成值-{low})" if rising else f"({high}-完成值)"
    lead = f"{plain(least, 4)}+" if least else ""
    return f"得分={lead}{top}/({high}-{low})*{plain(abs(scores[1] - scores[0]), 4)}"
