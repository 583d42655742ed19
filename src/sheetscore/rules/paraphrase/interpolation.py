"""Between values that have points of their own: 在75%~95%之间按线性插值法计算, 介于两者之间的，得分=…, 各点之间按插值法计算."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import INCLUDED
from sheetscore.rules.tokens.subject import names_same
from sheetscore.words.text import name_key

_N = r"\d+(?:\.\d+)?"
_UNIT = r"%|[\u4e00-\u9fff㎡]{0,3}?"
_BY_LINE = r"(?:按照?|采用|使用|用|以)(?:直线|线性)?(?:内)?插值(?:法)?(?:公式)?(?:计算|折算|确定)?(?:得分|计分|给分)?"
_BETWEEN = regex(
    rf"(?:^|(?<=[,;。]))[^,;。<>≤≥=0-9不未非没]{{0,20}}?(?P<a>{_N})(?P<u>{_UNIT})(?:\([^()]*\))?[-~至到和与](?P<b>{_N})(?P<v>{_UNIT})(?:\([^()]*\))?(?:之间|区间|范围内|区间内)?(?:的|时)?,?(?:则)?{_BY_LINE}(?=[,;。]|$)"
)
_MIDDLE = regex(
    rf"(?:^|(?<=[,;。]))[^,;。<>≤≥=0-9不未非没]{{0,16}}?(?:介于|处于|位于|在)?(?:(?:以上|上述)?(?:两者|二者|两档|上述两档|两个值)(?:之间)?|(?:其)?(?:中间|期间|其间)(?:值|部分|数值)?)(?:的|时)?,?(?:则)?{_BY_LINE}(?=[,;。]|$)"
)
_ALL = regex(
    rf"(?:^|(?<=[,;。]))(?:介于)?(?:以上|上述)?(?:各(?:点|档|值|段|区间|节点)|相邻(?:两)?(?:点|档|值)|其间)(?:的?值|数值)?(?:之间|间)?(?:的|时)?,?(?:则)?{_BY_LINE}(?=[,;。]|$)"
)
_LEAD = regex(
    r"(?:^|(?<=[,;。]))(?:[^,;。<>≤≥=0-9%不未非没]{0,10})?(?:介于|处于|位于)?(?:以上|上述)?(?:两者|二者|两档|上述两档)之间(?:的|时)?,(?=(?:本项|该项)?得分=)"
)
_POINTS_BETWEEN = regex(
    rf"(?:的|时|,|之间|区间)+(?:得分)?(?:在)?(?P<a>{_N})分?[-~至到](?P<b>{_N})分(?:之间)?{_BY_LINE}(?=[,;。]|$)"
)
_GIVEN = regex(
    rf"(?P<low><|≤|低于|小于|不足|不高于|不超过|少于)?(?P<single>为|=|等于)?(?:≥|>|达到|不低于|高于|大于|超过)?(?P<value>{_N})(?P<u>{_UNIT})"
    rf"(?:{INCLUDED})?(?P<tail>及?以[上下内])?(?:{INCLUDED})?(?:的|时)?,?"
    rf"(?P<award>(?:得|计|给)?(?P<full>满分)|(?:得|计|给)(?P<points>{_N})分|(?P<none>不得分|不计分))"
)
_CLAUSE = (
    rf"(?:^|(?<=[,;。]))(?P<own>[\u4e00-\u9fff“”]{{0,16}}?)(?:为|=|等于|达到)?"
    rf"(?P<value>{_N})(?P<u>{_UNIT})(?:的|时)?,?(?:得|计|给)(?:满分|{_N}分)[,;。]"
)


_ZERO = regex(r"(?<=[于,;。:≥≤<>=率为])0(?=(?:的|时)?,?(?:得|计|不得分|不计分)(?!分))")


def between_as_line(text: str, name: str, points: Fraction) -> str:
    """The lines through the values, as formulas of a score."""
    if name_key(name).endswith(("率", "幅", "度")) and "%" in text:
        text = _ZERO.sub("0%", text)
    text = _POINTS_BETWEEN.sub(lambda m: f"的得{m['a']}-{m['b']}分", _LEAD.sub("", text))
    match = _BETWEEN.search(text) or _MIDDLE.search(text) or _ALL.search(text)
    if match is None:
        return text
    rest = f"{text[: match.start()]};{text[match.end() :]}"
    found = [(fraction(m["value"]), _worth(m, points), m) for m in _GIVEN.finditer(rest)]
    given: dict[Fraction, Fraction] = {}
    for value, worth, said in found:
        edge = said["low"] is not None and worth == 0  # 低于80%不得分 says nothing of 80% itself
        if value in given and given[value] != worth and not edge:
            return text
        if not edge or value not in {each for each, _, m in found if m is not said}:
            given[value] = worth
    units = {m["u"] for _, _, m in found}
    ends = sorted(given)
    if len(ends) < 2 or len(units) != 1 or (len(ends) > 2) != (match.re.pattern == _ALL.pattern):
        return text
    unit = units.pop()
    named = match.groupdict()
    if named.get("a") is not None:
        between = sorted((fraction(named["a"]), fraction(named["b"])))
        if between != ends or (named["v"] != unit) or (named["u"] not in ("", unit)):
            return text
    singles = {
        each
        for each, _, m in found
        if not (m["low"] or m["tail"] or re.match("[≥>达不高大超]", m.group()))
    }
    if (match.re.pattern == _BETWEEN.pattern or match.re.pattern == _MIDDLE.pattern) and (
        not singles & set(ends[:1]) or _worst_is_open(ends, given)
    ):
        formula = _line(ends, [given[end] for end in ends], unit)
        return f"{text[: match.start()]}{formula}{text[match.end() :]}" if formula else text
    return _segments(text, name, match, ends, given, unit)


def _worst_is_open(ends: list[Fraction], given: dict[Fraction, Fraction]) -> bool:
    """Nothing at the worse end: the line begins there."""
    return 0 in (given[ends[0]], given[ends[-1]])


def _segments(
    text: str,
    name: str,
    match: re.Match[str],
    ends: list[Fraction],
    given: dict[Fraction, Fraction],
    unit: str,
) -> str:
    """80%≤完成值<95%,得分=…: each stretch with its line; the values between them lose their clauses."""
    rising = given[ends[-1]] > given[ends[0]]
    lines = []
    for low, high in pairwise(ends):
        formula = _line([low, high], [given[low], given[high]], unit)
        if not formula or (given[high] > given[low]) != rising:
            return text
        signs = ("≤", "<") if rising else ("<", "≤")
        lines.append(
            f"{plain(low, 6)}{unit}{signs[0]}完成值{signs[1]}{plain(high, 6)}{unit},{formula}"
        )
    worse = ends[:-1] if rising else ends[1:]
    put = f"{text[: match.start()]}{';'.join(lines)};{text[match.end() :].lstrip(',;。')}"
    for each in reversed(list(re.finditer(_CLAUSE, put))):
        if fraction(each["value"]) in worse:
            if each["own"] and not names_same(each["own"], name, ""):
                return text  # 开工率为80%得6分 of a 完成率
            put = put[: each.start()] + put[each.end() :]
    return put


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
