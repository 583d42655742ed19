"""How many days late something was, where target and result state it: 2025年3月31日 and 2025年4月6日 under 每推迟1天扣0.2分.

A date without its year is one of the 评价年度. A target of a month's end is its last day; a result that names its month alone is
used only where it is not late. Working days are never counted from dates.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from sheetscore.exact.amounts import decimal, fraction
from sheetscore.exact.numerals import half_width
from sheetscore.model.figure import Input, Key
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.shapes.shapes import Interval, Ladder, Segment, Stepped
from sheetscore.scoring.binding import Bound
from sheetscore.words.text import clean, name_key
from sheetscore.words.vocabulary import pattern, said

_LATE = "推迟|逾期|延误|延期|超期|拖延|延迟|滞后|超时"
_ACT = said(
    "(?:项目|工程|合同|协议|资金|任务|建设|改造|补贴|补助)?(?:全部|全面)?(?:签订|签署|完工|竣工|开工|完成|验收|交付|公开|报送|上报|发放|{paid_out}"
    "|支付|{arrived}|投用|投入使用|办结|整改|印发|发布|启用|供货|到货)?(?:完毕|完成|{arrived}|合同|协议|验收|任务|建设|改造)?"
)
_ACTS = pattern(
    "签订|签署|完工|竣工|开工|验收|交付|公开|报送|上报|发放|{paid_out}|支付|{arrived}|投用|投入使用|办结|整改|印发|发布|启用|供货|到货"
)
_FINISHED = ("完工", "竣工")
_DATE = r"(?:(?P<year>20\d\d)[年./-])?(?P<month>1[0-2]|0?[1-9])(?:[月./-](?P<day>3[01]|[12]\d|0?[1-9])[日号]?|月(?P<end>底|末)|月(?:份)?)"
_WORDING = regex(
    rf"(?:能)?(?P<in_time>(?:按|在)?(?:照)?(?:目标|计划|规定|约定|合同|既定|指定|要求)*(?:的)?(?:日期|时间|时限|期限|节点|工期)(?:要求|节点)?(?:以?内|前)?|按期|按时|如期|及时|准时|(?:在|于)?{_DATE}(?:之前|以前|前)){_ACT}的?,?(?:得|计|记)(?:满分|(?P<full>\d+(?:\.\d+)?)分)[,;。]"
    rf"(?:未(?:按期|按时|如期|能按期|在规定时间内)?{_ACT}的?,?|逾期的?,?)?每(?:{_LATE}|晚|迟|超过|超出|超){_ACT}(?P<size>\d+|一)?(?P<unit>个?工作日|天|日)的?,?扣(?:减|除)?"
    r"(?:(?P<off>\d+(?:\.\d+)?)分|(?:(?:该|本)(?:项|指标))?(?:分值|权重|权重分)?的?(?P<share>\d+(?:\.\d+)?)%(?:的?(?:分值|权重|分))?)"
    r"(?:[,;。(]?不(?:足|满)(?P<started>\d+|一)(?:天|日|个?工作日)的?,?[按计]?(?P=started)(?:天|日|个?工作日)(?:计算|计|算)?\)?)?"
    r"(?:[,;。]?(?:直至|直到)?(?:扣完|扣光)(?:(?:该|本)项)?(?:分值)?(?:为止)?)?[。;]?"
)
_ON = r"(?:不晚于|不迟于|不得晚于|≤|截至|截止到?|于|在)*"
_TARGET = regex(rf"{_ON}{_DATE}(?:之前|以前|前)?{_ACT}")
_RESULT = regex(rf"(?:已|实际)?(?:于|在)?{_DATE}(?:已)?{_ACT}")
_DAYS = regex(
    r"(?:≤|<=|不超过)?\s*(?P<days>\d{1,4})\s*(?P<unit>个?工作日|天|日|日历天)(?:以内|内)?"
)
_STATED = regex(rf"(?:{_LATE})(?:了)?(?P<days>\d{{1,4}})(?P<unit>个?工作日|天|日)")
_NONE = regex(rf"(?:未|没有|无)(?:{_LATE})")
_LASTS = regex("工期|用时|时长|时限|天数|期限|周期|时间|历时|耗时")
_TERM = "推迟的天数"


class _Steps(NamedTuple):
    """What a wording takes off: `off` points for each `size` days of this kind; `in_time`: its words for what is not late."""

    size: Fraction
    off: Fraction
    unit: str
    started: bool
    in_time: str
    date: dt.date | None
    stated: bool


def with_late_days(record: Mapping[str, Any], rule: Rule, year: int | None) -> Bound | None:
    """The rule over the days that something was late, and those days; None where the row does not plainly state them."""
    if not record["beside"]:
        return None
    steps = _steps(clean(record["criteria"]).text, rule.points, year)
    days = _days(record, steps, year) if steps is not None else None
    if steps is None or days is None:
        return None
    falling = Stepped(rule.points, Fraction(0), steps.size, steps.off)
    found = replace(
        rule, kind="step", looks_like="step", input="quantity", shape=Ladder((Segment(Interval(Fraction(0), True, None, False), falling),)),
        unit=steps.unit, leftover=(), problems=(), formula=None, exception=False, reading="started" if steps.started else rule.reading,
    )  # fmt: skip
    key = Key(name_key(record["indicator"]), _TERM, 0)
    figure = Input(
        _TERM, key, days, steps.unit, "value", record["sheet"], record["actual_cell"], part=str(record["actual"])
    )  # fmt: skip
    goal = record["beside"].goal
    told = f"目标“{goal}”、完成“{record['actual']}”，推迟 {days} {steps.unit}。"
    return Bound(found, (figure,), {_TERM: Fraction(1)}, (told,), by_row=True)


def _steps(text: str, points: Fraction, year: int | None) -> _Steps | None:
    found = _WORDING.fullmatch(text)
    if found is None or (found["full"] and fraction(found["full"]) != points):
        return None
    size = Fraction(1 if found["size"] in (None, "一") else int(found["size"]))
    started = found["started"]
    if not size or (started and Fraction(1 if started == "一" else int(started)) != size):
        return None
    off = fraction(found["off"]) if found["off"] else points * fraction(found["share"]) / 100
    unit = "工作日" if "工作日" in found["unit"] else "天"
    date = _date(found, year)
    stated = bool(found["month"])
    if stated and date is None:
        return None
    return _Steps(
        size,
        off,
        unit,
        bool(started),
        re.sub("的$", "", text[: found.end("in_time")]),
        date,
        stated,
    )


def _days(record: Mapping[str, Any], steps: _Steps, year: int | None) -> Decimal | None:
    """0 for what was in time."""
    goal, done = _plain(record["beside"].goal), _plain(record["actual"])
    stated = _STATED.fullmatch(done)
    if stated:
        return decimal(stated["days"]) if _kind(stated["unit"]) == steps.unit else None
    if _NONE.fullmatch(done) or (
        done.startswith(steps.in_time) and re.fullmatch(f"{re.escape(steps.in_time)}{_ACT}", done)
    ):
        return decimal(0) if re.match("按期|按时|如期|准时|未|没有|无", done) else None
    wanted, came = _DAYS.fullmatch(goal), _DAYS.fullmatch(done)
    if wanted and came:
        alike = _kind(wanted["unit"]) == _kind(came["unit"]) == steps.unit
        lasting = _LASTS.search(name_key(record["indicator"])) is not None
        late = int(came["days"]) - int(wanted["days"])
        return decimal(max(0, late)) if alike and lasting and not steps.stated else None
    return _between(record, goal, done, steps, year)


def _between(
    record: Mapping[str, Any], goal: str, done: str, steps: _Steps, year: int | None
) -> Decimal | None:
    """The days from the date of the target to that of the result."""
    target, result = _TARGET.fullmatch(goal), _RESULT.fullmatch(done)
    if result is None or steps.unit != "天" or not _same_act(record, done):
        return None
    due = _date(target, year) if target else None
    if goal and due is None:
        return None
    if steps.date is not None and due not in (None, steps.date):
        return None
    due = due or steps.date
    whole_month = not result["day"]
    came = _date(result, year)
    if due is None or came is None:
        return None
    late = (came - due).days
    return None if whole_month and late > 0 else decimal(max(0, late))


def _same_act(record: Mapping[str, Any], done: str) -> bool:
    """2023年3月16日开工 says nothing of when a 完工时间 was."""
    row = f"{record['indicator']}{record['criteria']}{record['beside'].goal}"
    for act in _ACTS.findall(done):
        same = _FINISHED if act in _FINISHED else (act,)
        if not any(each in row for each in same) and not (act in _FINISHED and "工期" in row):
            return False
    return True


def _date(found: re.Match[str], year: int | None) -> dt.date | None:
    """The date that is stated; of a month the last day. None where its year is not known, or there is no such day."""
    stated = found.groupdict()
    if not stated["month"] or (stated["year"] is None and year is None):
        return None
    of_year, month = int(stated["year"] or year or 0), int(stated["month"])
    end = monthrange(of_year, month)[1]
    day = int(stated["day"]) if stated["day"] else end
    return dt.date(of_year, month, day) if day <= end else None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", half_width(str(text))).strip("。;,")


def _kind(unit: str) -> str:
    return "工作日" if "工作日" in unit else "天"
