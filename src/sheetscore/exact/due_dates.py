"""The last day of a target that is a date (2022年11月30日前, 4月底前, 年底前), and the days on which something may have been done.

以前、以内 hold the day itself (民法典第一千二百五十九条：民法所称的“以上”、“以下”、“以内”、“届满”，包括本数; 某日前 of a plan is used
so, too). A month without 底 before 前 (11月前) leaves it open which day is meant. What states no year is of the 评价年度 or of
the year of the target. Nothing is said of several dates, or of a date with words that leave it open (预计, 左右).
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import NamedTuple

from sheetscore.exact.numerals import half_width
from sheetscore.exact.points_in_time import digits_of_dates
from sheetscore.regexes import regex

_YEAR = r"(?:(?P<year>20\d\d)(?P<of>年度?|[./-]))?"
_DAY = r"(?P<month>1[0-2]|0?[1-9])(?:月|[./-])(?P<day>3[01]|[12]\d|0?[1-9])(?:日|号)?"
_BEFORE = r"(?:(?:之|以)?前|(?:之|以)?内|以内|止)?(?:\(含\))?(?:(?:之|以)?前)?"
_ON = r"(?:(?:不得?|不)(?:晚|迟)于|≤|<=|截[至止]到?|于|在|到|至|早于或等于)*"
_DUE_DAY = regex(rf"{_ON}{_YEAR}{_DAY}{_BEFORE}")
_DUE_MONTH = regex(
    rf"{_ON}{_YEAR}(?P<month>1[0-2]|0?[1-9])月份?(?P<end>底|末)?(?P<before>{_BEFORE})"
)
_DUE_QUARTER = regex(
    rf"{_ON}(?:(?P<year>20\d\d)年度?)?第?(?P<quarter>[1-4一二三四])季度(?P<end>底|末|内)(?:(?:之|以)?前)?"
)
_DUE_HALF = regex(rf"{_ON}(?:(?P<year>20\d\d)年度?)?上半年(?:底|末|内)?")
_DUE_YEAR = regex(
    rf"{_ON}(?:(?P<year>20\d\d)年(?:度)?|[当本]?年)(?P<end>底|末|内)(?:(?:之|以)?前)?"
)
_CAME_DAY = regex(rf"(?:已|实际)?(?:于|在)?{_YEAR}{_DAY}(?P<before>(?:之|以)?前)?")
_CAME_MONTH = regex(
    r"(?:已|实际)?(?:于|在)?(?:(?P<year>20\d\d)(?:年度?|[./-]))?(?P<month>1[0-2]|0?[1-9])(?:月份?)(?P<part>上旬|中旬|下旬|初|中|底|末)?(?P<before>(?:之|以)?前)?"
)
_PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31)}  # fmt: skip
_QUARTERS = "一二三四"
_NEAR = 6
"""A result without a year, so many months or more before its date, may be one of the next year."""


class Span(NamedTuple):
    """The days from first to last on which something may have been done; `first` None: on or before the last."""

    first: dt.date | None
    last: dt.date


def due_on(text: str, year: int | None) -> dt.date | None:
    """The last day that is in time; None for what states none, or none plainly."""
    body = _plain(text)
    if found := _DUE_DAY.fullmatch(body):
        return _day(found, year)
    if found := _DUE_MONTH.fullmatch(body):
        if found["before"] and not found["end"]:
            return None  # 11月前: before it begins, or before it ends?
        return _last(_year(found, year), int(found["month"]))
    if found := _DUE_QUARTER.fullmatch(body):
        number = found["quarter"]
        quarter = int(number) if number.isdigit() else _QUARTERS.index(number) + 1
        return _last(_year(found, year), 3 * quarter)
    if found := _DUE_HALF.fullmatch(body):
        return _last(_year(found, year), 6)
    if found := _DUE_YEAR.fullmatch(body):
        return _last(_year(found, year), 12)
    return None


def came_on(text: str, due: dt.date) -> tuple[Span, str] | None:
    """When it was done, and the words behind; None for what states no one day, month or part of a month.

    A result without a year is of the year of the target, if it is not long before it.
    """
    body = _plain(text)
    found = _CAME_DAY.match(body)
    if found is not None:
        day = _day(found, due.year)
        span = None if day is None else Span(None if found["before"] else day, day)
    else:
        found = _CAME_MONTH.match(body)
        span = None if found is None else _of_month(found, due.year)
    if found is None or span is None:
        return None
    if found["year"] is None and (due.year - span.last.year) * 12 + due.month - span.last.month >= _NEAR:  # fmt: skip
        return None
    return span, body[found.end() :]


def _of_month(found: re.Match[str], year: int) -> Span | None:
    of_year, month = int(found["year"] or year), int(found["month"])
    first, last = _PARTS.get(found["part"] or "", (1, 31))
    if found["before"] and found["part"] not in ("底", "末"):
        return None
    end = min(last, monthrange(of_year, month)[1])
    return Span(
        None if found["before"] else dt.date(of_year, month, first), dt.date(of_year, month, end)
    )


def whole_months(due: dt.date, day: dt.date) -> tuple[int, bool] | None:
    """How many whole months a day lies behind another, and whether more than these; None where it depends on how long a month is
    (from 30 April to 30 May, or to 31 May).
    """
    counts = {_months(due, day, to_the_end) for to_the_end in (False, True)}
    return counts.pop() if len(counts) == 1 else None


def _months(due: dt.date, day: dt.date, to_the_end: bool) -> tuple[int, bool]:
    at_end = to_the_end and due.day == monthrange(due.year, due.month)[1]
    count = 0
    while _after(due, count + 1, at_end) <= day:
        count += 1
    return count, day > _after(due, count, at_end)


def _after(due: dt.date, months: int, at_end: bool) -> dt.date:
    years, month = divmod(due.month - 1 + months, 12)
    end = monthrange(due.year + years, month + 1)[1]
    return dt.date(due.year + years, month + 1, end if at_end else min(due.day, end))


def _plain(text: str) -> str:
    return digits_of_dates(re.sub(r"\s", "", half_width(str(text)))).strip("。.;,")


def _year(found: re.Match[str], year: int | None) -> int | None:
    return int(found["year"]) if found["year"] else year


def _day(found: re.Match[str], year: int | None) -> dt.date | None:
    of_year, month, day = _year(found, year), int(found["month"]), int(found["day"])
    if of_year is None or day > monthrange(of_year, month)[1]:
        return None
    return dt.date(of_year, month, day)


def _last(year: int | None, month: int) -> dt.date | None:
    return None if year is None else dt.date(year, month, monthrange(year, month)[1])
