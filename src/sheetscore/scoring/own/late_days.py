"""How late something was, where target and result state it: 2025年3月31日 and 2025年4月6日 under 每推迟1天扣0.2分.

What that costs stands in the 评价标准 of the row, in the method printed for it, or in the notes of the table (按期完成得满分，每逾期1个月
扣1分). What is in time scores full marks where these say so; what is late goes to a person where they do not say what it costs. A
result that names a month or a part of one alone is used only where it is not late. Working days are never counted from dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from sheetscore.exact.amounts import decimal
from sheetscore.exact.due_dates import came_on, due_on, whole_months
from sheetscore.exact.numerals import half_width
from sheetscore.model.figure import Input, Key
from sheetscore.readers.target_table.target_cells import BY_DATE
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.methods.lateness import ACT, ACTS, LATE, Late, read_late
from sheetscore.rules.methods.method import COUNTED, DATED, Method
from sheetscore.rules.methods.method_reading import read_method
from sheetscore.rules.shapes.shapes import Reading
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.by_method import method_of
from sheetscore.scoring.own.after_events import Event, days_late, event_in, is_dated
from sheetscore.words.text import clean, name_key

_FINISHED = ("完工", "竣工", "建成")
_DAYS = regex(
    r"(?:≤|<=|不超过)?\s*(?P<days>\d{1,4})\s*(?P<unit>个?工作日|天|日|日历天)(?:以内|内)?"
)
_STATED = regex(rf"(?:{LATE})(?:了)?(?P<days>\d{{1,4}})(?P<unit>个?工作日|天|日|个月)(?:{ACT})?")
_NONE = regex(rf"(?:未|没有|无)(?:{LATE})")
_LASTS = regex("工期|用时|时长|时限|天数|期限|周期|时间|历时|耗时")
_TERM = "推迟的天数"
_MONTHS = "推迟的月数"
_HALF = decimal("0.5")
"""A started month: more than the whole ones, and less than the next."""


class _Said(NamedTuple):
    """What is said of lateness for a row: the target and the result as written, what it costs, and the words that say so."""

    goal: str
    late: Late
    told: str
    event: Event | None = None


def with_late_days(record: Mapping[str, Any], rule: Rule, year: int | None) -> Bound | None:
    """The rule over how late something was, and that; None where the row does not plainly state it."""
    said = _said(record, rule)
    if said is None or (said.late.full is not None and said.late.full != rule.points):
        return None
    late = said.late
    value = _lateness(record, said, year)
    if value is None or (value and not late.costs):
        return None
    reading: Reading = (
        rule.reading if late.started is None else "started" if late.started else "whole"
    )
    unit = late.unit or "天"
    if unit == "个月" and late.size is not None and value % 1:
        if late.started is None:
            return None  # is a started month one?
        value = value + _HALF if late.started else value - _HALF
    found = replace(
        rule, kind="step", looks_like="step", input="quantity", shape=late.ladder(rule.points),
        unit=unit, leftover=(), problems=(), formula=None, exception=False, reading=reading,
    )  # fmt: skip
    term = _MONTHS if unit == "个月" else _TERM
    key = Key(name_key(record["indicator"]), term, 0)
    figure = Input(
        term, key, value, unit, "value", record["sheet"], record["actual_cell"], part=str(record["actual"])
    )  # fmt: skip
    goal = f"目标“{said.goal}”、" if said.goal else ""
    told = f"{goal}完成“{record['actual']}”，" + (
        f"推迟 {value} {unit}。" if value else "没有推迟。"
    )
    notes = (told, said.told) if said.told else (told,)
    return Bound(found, (figure,), {term: Fraction(1)}, notes, by_row=bool(record["beside"]))


def _said(record: Mapping[str, Any], rule: Rule) -> _Said | None:
    """By the row's own wording or printed method, or by the notes of the table for a target that is a date."""
    if record["beside"]:
        text = clean(record["criteria"]).text.rstrip("。;,")
        event = event_in(text)
        late = read_late(event.plain if event else text)
        if late is not None:
            goal = str(record["beside"].goal)
            return _Said(goal or (event.term if event else ""), late, "", event)
        return _by_method(
            str(record["beside"].goal),
            read_method(record["criteria"]),
            "按本行写明的计分办法计分。",
        )
    if record["nature"] != BY_DATE or not record["method"] or not rule.problems:
        return None
    return _by_method(str(record["criteria"]), method_of(record), "")


def _by_method(goal: str, method: Method, told: str) -> _Said | None:
    """按期完成得满分 of dates, or 达到指标值得满分 of targets of every kind."""
    if method.unread_for((DATED,)):
        return None
    own = told and method.late is not None and not method.late.of_dates
    if own:
        return None  # a wording of dates of which more is said than was read
    if method.late is not None:
        quotes = "".join(method.read_for(DATED))
        return _Said(goal, method.late, told or f"按表上的说明“{quotes}”计分。")
    ways = [method.ways.get(kind) for kind in COUNTED]
    if not all(way is not None and way.full for way in ways[:2]):
        return None
    quotes = "".join(method.read_for(COUNTED[0]))
    return _Said(goal, Late(), told or f"按表上的说明“{quotes}”计分。")


def _lateness(record: Mapping[str, Any], said: _Said, year: int | None) -> Decimal | None:
    """0 for what was in time; days, or months with a half for a started one."""
    goal, done, late = _plain(said.goal), _plain(record["actual"]), said.late
    if said.event is not None and is_dated(done):
        return days_late(done, said.event, year) if late.unit == "天" else None
    stated = _STATED.fullmatch(done)
    if stated:
        alike = _kind(stated["unit"]) == late.unit
        return decimal(stated["days"]) if alike else None
    in_words = _NONE.fullmatch(done) or (
        late.in_time and re.fullmatch(f"{re.escape(late.in_time)}{ACT}", done)
    )
    if in_words:
        if late.size is None:
            return None  # 按时公开 under 按时公开得满分，否则不得分: what a person has to find
        return decimal(0) if re.match("按期|按时|如期|准时|未|没有|无", done) else None
    wanted, came = _DAYS.fullmatch(goal), _DAYS.fullmatch(done)
    if wanted and came:
        alike = _kind(wanted["unit"]) == _kind(came["unit"]) == late.unit
        lasting = _LASTS.search(name_key(record["indicator"])) is not None
        by = int(came["days"]) - int(wanted["days"])
        return decimal(max(0, by)) if alike and lasting and late.date is None else None
    return _between(record, goal, done, late, year)


def _between(
    record: Mapping[str, Any], goal: str, done: str, late: Late, year: int | None
) -> Decimal | None:
    """From the date of the target to that of the result."""
    stated = due_on(late.date["in_time"], year) if late.date else None
    due = due_on(re.sub(f"{ACT}$", "", goal), year) if goal else None
    if (goal and due is None) or (late.date and stated is None):
        return None
    if late.date and due not in (None, stated):
        return None
    due = due or stated
    came = came_on(done, due) if due else None
    if due is None or came is None:
        return None
    span, behind = came
    if not re.fullmatch(f"(?:已)?(?:全部|全面)?(?:{ACT})", behind) or not _same_act(
        record, goal, behind
    ):
        return None
    if span.last <= due:
        return decimal(0)
    if span.first != span.last or late.unit == "工作日":
        return None
    if late.unit != "个月":
        return decimal((span.last - due).days)
    months = whole_months(due, span.last)
    return None if months is None else decimal(months[0]) + (_HALF if months[1] else 0)


def _same_act(record: Mapping[str, Any], goal: str, done: str) -> bool:
    """2023年3月16日开工 says nothing of when a 完工时间 was."""
    row = f"{record['indicator']}{record['criteria']}{goal}"
    for act in ACTS.findall(done):
        same = _FINISHED if act in _FINISHED else (act,)
        if not any(each in row for each in same) and not (act in _FINISHED and "工期" in row):
            return False
    return True


def _plain(text: str) -> str:
    return re.sub(r"\s", "", half_width(str(text))).strip("。;,")


def _kind(unit: str) -> str:
    return "工作日" if "工作日" in unit else "个月" if unit == "个月" else "天"
