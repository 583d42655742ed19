"""在决算批复后20日内公开的，得满分；每逾期1天扣0.2分: a date that counts from another one, and 决算于9月1日批复，9月27日公开，逾期6天.

Calendar days alone are counted, from the day after the event on. Where both dates and the lateness are written, they have to agree.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from sheetscore.exact.amounts import decimal
from sheetscore.regexes import regex
from sheetscore.rules.methods.lateness import LATE
from sheetscore.words.vocabulary import pattern

_EVENT = "{granted}|批准|印发|审议通过|收到"
_ACT = "公开|报送|上报|分配|印发|{paid_out}|{granted}"
_TERM = pattern(
    rf"^(?:在|于|自)?(?P<what>(?:部门|单位)?(?:{{budget}}|{{final}}|资金|文件|指标)?)(?P<event>{_EVENT})(?:之)?后(?:的)?(?P<days>\d{{1,3}})(?:个)?(?:自然)?[日天](?:以|之)?内(?:向社会)?(?P<act>{_ACT})(?=的?,?(?:得|计|记))"
)
_DATE = r"(?:(?P<y{0}>20\d\d)年)?(?P<m{0}>1[0-2]|0?[1-9])月(?P<d{0}>3[01]|[12]\d|0?[1-9])[日号]"
_TOLD = pattern(
    rf"^(?P<what>(?:部门|单位)?(?:{{budget}}|{{final}}|资金|文件|指标)?)(?:于|在)?{_DATE.format(1)}(?P<event>{_EVENT}),(?:于|并于|在)?{_DATE.format(2)}(?:向社会)?(?P<act>{_ACT})(?:,(?:{LATE})(?:了)?(?P<late>\d{{1,3}})[天日])?$"
)
_DATED = regex(r"\d月|\d日")
_YEARS = (2023, 2024)
"""A year with 28 days in February and one with 29, where none is written."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a term counts from (批复 of `what`), its calendar days, and what has to be done in them; `plain`: the wording with 按期."""

    what: str
    event: str
    days: int
    act: str
    plain: str

    @property
    def term(self) -> str:
        """批复后20日内."""
        return f"{self.event}后{self.days}日内"


def event_in(text: str) -> Event | None:
    """The event that the first clause of a cleaned 评价标准 counts from; None where there is none, or working days are counted."""
    found = _TERM.match(text)
    if found is None:
        return None
    plain = f"按期{found['act']}{text[found.end() :]}"
    return Event(found["what"], found["event"], int(found["days"]), found["act"], plain)


def is_dated(done: str) -> bool:
    """Does a 完成值 name a day at all?"""
    return _DATED.search(done) is not None


def days_late(done: str, event: Event, year: int | None) -> Decimal | None:
    """How many days too late it was by both dates; None where they are not written so, or what else is said is not true.

    Days of `year` and the one behind it count, where the dates have a year.
    """
    found = _TOLD.match(done)
    if found is None or (found["event"], found["act"]) != (event.event, event.act):
        return None
    written = {int(found[each]) for each in ("y1", "y2") if found[each]}
    if year is not None and not written <= {year, year + 1}:
        return None
    whose = {re.sub("^(?:部门|单位)", "", each) for each in (found["what"], event.what) if each}
    if len(whose) > 1:
        return None
    counted = {_between(found, year) for year in _YEARS}
    late = counted.pop()
    if counted or late is None:
        return None
    over = max(0, late - event.days)
    return None if found["late"] not in (None, str(over)) else decimal(over)


def _between(found: re.Match[str], usual: int) -> int | None:
    """Days from the event to the act, in the years that are written, else in one year."""
    first = int(found["y1"] or found["y2"] or usual)
    try:
        begun = dt.date(first, int(found["m1"]), int(found["d1"]))
        ended = dt.date(int(found["y2"] or first), int(found["m2"]), int(found["d2"]))
    except ValueError:
        return None
    return (ended - begun).days if ended >= begun else None
