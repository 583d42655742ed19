"""Points in time among targets and results: a year, a year and month, a month, a date. They are no quantities.

A target ≤2023年 with a result 2024年 is met or missed, which a person says; a proportion of years means nothing. 年限, 个月, 天
are durations and count. A four-digit number is a year only with 年, a date format, a name of time, or a target that is one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex

_TIME = regex(r"时间|时限|日期|时点|节点|期限|年份|月份|完工|竣工|开工|年度$|[年月日]$")
_DURATION = regex(
    r"年限|周期|工期|时长|寿命|账期|周期|期间|响应|[年月天日]数|间隔|办理时限|审批时限|办结时限"
)
_COUNTED = regex(
    r"[数量率额价积]$|(?<!年)度$|个数|数量|面积|长度|人次|人数|金额|成本|费用|经费|资金|投资|收入|产值|次数|频次"
)
_UNITS_OF_TIME = (
    "",
    *["年", "年度", "年份", "月", "月份", "日", "号", "季度", "年月", "日期", "年/月", "年/月/日"],
)
_ON = r"(?:不得?(?:晚|迟)于|(?:早|晚|先)于|截[至止]到?|应?于|在|到|至|[≤≥<>=≦≧])*"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_PLAIN = (
    regex(rf"{_ON}{_YEAR}[-/.年]{_MONTH}[-/.月]{_DAY}[日号]?(?:$|[^\d.])"),
    regex(rf"{_ON}{_YEAR}年{_MONTH}月?(?:$|[^\d.])"),
    regex(rf"{_ON}{_YEAR}[-/]{_MONTH}(?:$|[^\d./-])"),
    regex(rf"{_ON}{_YEAR}年"),
)
"""Dates whatever the row is called."""
_MONTH_AND_DAY = regex(
    rf"{_ON}(?:当年|本年|次年|翌年|来年|第二年)?{_MONTH}月(?:{_DAY}[日号])?(?!数|均)"
)
_WITH_A_NAME = (
    regex(rf"{_ON}{_YEAR}(?:\.0+)?"),
    regex(rf"{_ON}{_YEAR}\.{_MONTH}"),
    regex(rf"{_ON}{_YEAR}(?P<month>1[0-2]|0[1-9])(?P<day>3[01]|[12]\d|0[1-9])?"),
    regex(rf"{_ON}第?[1-4]季度?"),
)
_OF_A_DAY = regex(rf"{_ON}{_MONTH}[-/.](?P<day>3[01]|[12]\d|0[1-9])")
_A_DAY = regex(
    r"日期|(?:完成|完工|竣工|开工|验收|支付|交付|到位|下达|拨付|发放|上报|报送|公示|公开|投用|启用|通车)(?:时间|时限|节点)"
)
_SERIAL = regex(rf"{_ON}(?P<serial>[345]\d{{4}})")
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 55_153
"""1990-01-01 and 2050-12-31 in the 1900 system."""
_UNITS_OF_A_POINT = ("年月", "日期", "年/月", "年/月/日", "年月日", "时间", "时点")
"""Units that only a point in time has, whatever the row is called."""
_NEXT_YEAR = regex("次年|翌年|来年|第二年|跨年|下一年")
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_YEAR = regex(r"[一二][〇零○一二三四五六七八九]{3}(?=年)")
_CHINESE_MONTH = regex(r"(?<![个〇零一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])(?=月)")


@dataclass(frozen=True, slots=True)
class Point:
    """What is stated of a point in time; `sure`: whatever the row is called."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    sure: bool = True


def point_in(text: str, unit: str = "", name: str = "") -> Point | None:
    """The point in time that a target or a result is, in a row of this name and unit; None for a quantity."""
    body = _plain(text)
    for pattern in _PLAIN:
        if found := pattern.match(body):
            return _point(found)
    if unit in ("年", "年度", "年份") and (found := _WITH_A_NAME[0].fullmatch(body)):
        return _point(found)
    lasting = _DURATION.search(name) is not None
    found = _MONTH_AND_DAY.match(body)
    if found and not lasting:
        return _point(found)
    if unit in ("月", "月份") and not lasting and (found := re.fullmatch(_ON + _MONTH, body)):
        return _point(found)
    if unit in _UNITS_OF_A_POINT:
        body = body.removesuffix(unit)
    elif unit not in _UNITS_OF_TIME or not is_time(name):
        return None
    return next(_by_name(body, unit, name), None)


def _by_name(body: str, unit: str, name: str) -> Iterator[Point]:
    """What is a point in time because the row is called so."""
    for pattern in _WITH_A_NAME:
        if found := pattern.fullmatch(body):
            yield _point(found, sure=False)
    if (found := _SERIAL.fullmatch(body)) and _FIRST_SERIAL <= int(found["serial"]) <= _LAST_SERIAL:
        yield Point(sure=False)
    if _A_DAY.search(name) and (found := _OF_A_DAY.fullmatch(body)):
        yield _point(found, sure=False)
    if re.search("月份|月$", name) and (found := re.fullmatch(_ON + _MONTH, body)):
        yield _point(found, sure=False)
    by_day = unit in ("日", "号") and "日期" in name
    if by_day and (found := re.fullmatch(rf"{_ON}{_DAY}[日号]?", body)):
        yield _point(found, sure=False)


def is_time(name: str) -> bool:
    """Is a row called by a point in time (完成时间, 验收时限, 开工年份), and not by a duration or a count?"""
    return bool(_TIME.search(name)) and not _DURATION.search(name) and not _COUNTED.search(name)


def asks_for_a_point(name: str, unit: str, edges: Collection[Fraction]) -> bool:
    """Are the edges of a wording years, months or dates, in a row that is called by a point in time?"""
    if unit in ("月", "月份"):
        return is_time(name)
    if unit or not is_time(name):
        return False
    years = [edge for edge in edges if 1990 <= edge < 2100 and (100 * edge).denominator == 1]
    return bool(years) or any(_FIRST_SERIAL <= edge <= _LAST_SERIAL for edge in edges)


def are_points(name: str, unit: str, target: str, actual: str, dated: tuple[bool, bool]) -> bool:
    """Is a row about a point in time? `dated`: target and result stand under a date format."""
    aimed, done = point_in(target, unit, name), point_in(actual, unit, name)
    if dated[0] or aimed is not None:
        return True
    sure = dated[1] or (done is not None and done.sure)
    year_alone = unit in _UNITS_OF_TIME and _WITH_A_NAME[0].fullmatch(_plain(target))
    return sure and bool(is_time(name) or year_alone)


def tell_points(name: str, unit: str, target: str, actual: str, reason: str = "") -> str:
    """Why a person compares two points in time: both of them, and which is later where that can be said."""
    told = f"指标值“{target}”" + (f"、完成值“{actual}”" if actual else "")
    text = f"{told}是时间点，不按比例计分"
    if _NEXT_YEAR.search(f"{actual}{reason}"):
        return f"{text}（完成情况或原因写着次年）"
    aimed, done = point_in(target, unit, name), point_in(actual, unit, name)
    if aimed is None or done is None:
        return text
    if aimed.year and done.year:
        pairs = [(aimed.year, done.year), (aimed.month, done.month), (aimed.day, done.day)]
        for wanted, came in pairs:
            if wanted is not None and came is not None and wanted != came:
                return f"{text}（完成值{'晚于' if came > wanted else '早于'}指标值）"
            if wanted != came:
                return text  # 2023年 beside 2023年12月
        return f"{text}（两者相同）"
    if aimed.month and done.month and done.month < aimed.month:
        return f"{text}（{done.month} 月也可能是次年的）"
    return text


def _plain(text: str) -> str:
    """One width, no blanks, years and months in digits."""
    return digits_of_dates(re.sub(r"\s", "", half_width(text)))


def digits_of_dates(body: str) -> str:
    """二〇二三年十二月 as 2023年12月."""
    body = _CHINESE_YEAR.sub(lambda found: found[0].translate(_DIGITS), body)
    return _CHINESE_MONTH.sub(_month_in_digits, body)


def _month_in_digits(found: re.Match[str]) -> str:
    tens, ones = found[1].startswith("十"), found[1].removeprefix("十")
    return str(10 * tens + int(ones.translate(_DIGITS) or 0))


def _point(found: re.Match[str], sure: bool = True) -> Point:
    stated = found.groupdict()
    year, month, day = (int(stated[key]) if stated.get(key) else None for key in ("year", "month", "day"))  # fmt: skip
    return Point(year, month, day, sure)
