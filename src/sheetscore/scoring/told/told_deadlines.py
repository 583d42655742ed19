"""A deadline and the day of the thing told in one sentence: 市财政局要求2021年7月10日前报送，我局于2021年7月9日报送.

For a wording of what is done 在规定时间内, which gives full marks in time and nothing, or so much less a day, behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sheetscore.exact.numerals import half_width
from sheetscore.readers.indicator_table.result_columns import Beside
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.methods.lateness import LATE
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.own.late_days import with_late_days
from sheetscore.words.text import clean, name_key
from sheetscore.words.vocabulary import pattern

_DATE = r"(?:20\d\d年)?(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])[日号]"
_WORDS = "(?:(?![未不没无除])[\u4e00-\u9fff])"
_ACT = "报送|上报|反馈|提交|公开|完成|报告|印发|备案|公示"
_WHEN = r"在(?:规定|要求|通知规定|文件规定)的?(?:时间|时限|期限)(?:之?内|以内)"
_IN_TIME = regex(rf"^(?:{_WORDS}{{0,8}})?{_WHEN}{_WORDS}{{0,24}}?的?,?(?=(?:得|计|记)(?:满分|\d))")
_MORE = regex("且|并|同时|质量|合格|真实|完整|准确|齐全|规范|和|及(?!时)|、")
"""What in time alone does not earn the points for."""
_LATE = regex(
    rf"(?<=[,;。])(?:(?:未|没有)(?:能)?{_WHEN}{_WORDS}{{0,24}}?的?|否则),?(?=不得分|不计分|[得计记]0分)"
)
_TOLD = pattern(
    rf"^(?:(?:省|市|县|区|上级|本级)?(?:级)?财政(?:局|厅|部门)|上级(?:部门)?|主管部门|文件|通知)?(?:要求|规定)(?:的)?(?:报送|上报|反馈|提交|公开|完成)?(?:时间|时限|期限)?(?:为|是|于|在)?(?P<due>{_DATE})(?:之前|以前|前)(?P<first>{_ACT})?(?:完毕)?,"
    rf"(?:我局|我单位|本单位|我部门|本部门|本局|单位|部门)?(?:实际|已)?(?:于|在)?(?P<came>{_DATE})(?P<act>{_ACT})(?:完毕)?$"
)


_LATER = regex(
    rf"(?:[比较](?:规定|要求)(?:的)?(?:时间|时限|期限))?(?P<late>(?:{LATE})(?:了)?\d{{1,4}}(?:个?工作日|天|日|个月))(?:{_ACT})?"
)
_TOOK = regex(
    rf"(?:在|自)?收到(?:上级|中央|省级|市级|省|市)?(?:专项)?(?:资金)?(?:指标)?(?:文件|通知)(?:后|之日起)?的?第?(?P<days>\d{{1,3}})[日天]{_WORDS}{{0,8}}"
)
_SENDING = frozenset(["报送", "上报", "反馈", "提交"])
"""One act in several words; 公开, 印发 and 完成 are others."""
_PARTS = regex(r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月")
_HALF_A_YEAR = 6
_WITHIN = regex(r"(?P<days>\d{1,3})(?:个?(?:自然)?日|天)(?:之内|以内|内)")


_SPAN = pattern(
    r"(?:在)?(?:收到|接到)(?![^,]*[未不没无非除])[\u4e00-\u9fff]{2,12}?(?:之?后|之日起)(?P<days>\d{1,3})(?:日|天)(?:之内|以内|内)(?:\(含\))?(?P<act>(?:分解|分配)?{granted}|{paid_out}|转发|分配)(?:完毕)?的?,?"
    r"得(?P<full>\d+(?:\.\d+)?)分[,;。](?:超过(?P<again>\d{1,3})(?:日|天)的?,?)每(?:超过|逾期|超)(?:1|一)?(?:日|天)扣(?P<off>\d+(?:\.\d+)?)分(?:,扣完为止)?[。;]?"
)
_DATED = pattern(
    r"(?:于)?(?:(?P<year>20\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?P<act>(?:收到|接到|(?:分解|分配)?{granted}|{paid_out}|转发|分配)(?![^,]*[未不没无非除])[\u4e00-\u9fff]{0,14})"
)
_RECEIVED = ("收到", "接到")
_LASTED = regex(r"(?:共)?(?:用时|历时|耗时)(?:共)?(?P<days>\d{1,3})(?:日|天)")


class _Day(NamedTuple):
    """When it had to be done ("" where only the lateness is told), and when it was, as a 完成值 would say it."""

    due: str
    done: str


def by_told_deadline(record: Mapping[str, Any], rule: Rule, year: int | None) -> Bound | None:
    """The rule over how late it was, and that; None where no cell of the row tells it plainly, or two do."""
    own = [(str(record["actual"]), str(record["actual_cell"]))] if record["beside"] else []
    criteria = str(record["criteria"])
    plain = _plainly(criteria) or _within(criteria)
    told = [
        (text, cell, found) for text, cell in own or record["remarks"]
        if (found := _day(text, criteria, year, dated=bool(plain))) is not None
    ]  # fmt: skip
    if len(told) != 1:
        return None
    ((text, cell, found),) = told
    written = {
        **record, "criteria": plain or criteria, "beside": Beside(name_key(record["indicator"]), found.due, 0, ""),
        "actual": found.done, "actual_cell": cell,
    }  # fmt: skip
    bound = with_late_days(written, rule, year)
    if bound is None:
        return None
    note = f"按“{text}”（{record['sheet']}!{cell}）写的，没有原始数可核。"
    return replace(bound, notes=(note, *bound.notes[:1]), by_row=False)


def _is_asked(act: str, criteria: str) -> bool:
    """Is what was done on the day what the wording asks for in time? 公开 is no 报送."""
    found = _IN_TIME.match(clean(criteria).text)
    asked = {*re.findall(_ACT, found.group())} if found else set()
    return bool(({act} | (_SENDING if act in _SENDING else frozenset())) & asked)


def _in_one_year(due: str, came: str, year: int | None) -> bool:
    """Are the two days those of one spring: of the year looked at or the next one, and not in two years that nothing tells apart?"""
    first, last = _PARTS.match(due), _PARTS.match(came)
    if first is None or last is None:
        return False
    printed = {int(each["year"]) for each in (first, last) if each["year"]}
    if year and not printed <= {year, year + 1}:
        return False
    if first["year"] and last["year"]:
        return True
    return abs(int(first["month"]) - int(last["month"])) < _HALF_A_YEAR


def _day(text: str, criteria: str, year: int | None, *, dated: bool) -> _Day | None:
    """By the two days of a sentence (`dated`: the wording is one of 规定时间), or by how late it says that it was."""
    body = _body(text)
    found = _TOLD.match(body) if dated else None
    if found is not None:
        same = found["first"] in (None, found["act"]) and _is_asked(found["act"], criteria)
        near = _in_one_year(found["due"], found["came"], year)
        return _Day(f"{found['due']}前", found["came"]) if same and near else None
    clauses = [each for each in re.split("[,;。]", body) if each]
    if took := _took(clauses, criteria):
        return took
    late = [match for each in clauses if (match := _LATER.fullmatch(each))]
    rest = [each for each in clauses if not _LATER.fullmatch(each)]
    if len(late) != 1 or not all(_agrees(each, late[0]["late"], criteria) for each in rest):
        return None
    return _Day("", late[0]["late"])


def _within(criteria: str) -> str:
    """收到文件后30日内（含）下达的，得3分；超过30日的，每超过1日扣0.1分 as 按期下达的得3分，每逾期1日扣0.1分; "" for any other wording."""
    found = _SPAN.fullmatch(clean(criteria).text)
    if found is None or found["days"] != found["again"]:
        return ""
    return f"按期完成的,得{found['full']}分,每逾期1天扣{found['off']}分,扣完为止"


def _took(clauses: list[str], criteria: str) -> _Day | None:
    """2024年1月8日收到文件，2024年2月14日分解下达，用时37日: the days that it took, which have to be those between the two dates."""
    span = _SPAN.fullmatch(clean(criteria).text)
    if span is None or len(clauses) != 3:
        return None
    first, last = (_DATED.fullmatch(each) for each in clauses[:2])
    lasted = _LASTED.fullmatch(clauses[2])
    if first is None or last is None or lasted is None:
        return None
    if not first["act"].startswith(_RECEIVED) or not last["act"].startswith(span["act"]):
        return None
    try:
        days = (_date(last, first["year"]) - _date(first, "")).days
    except ValueError:
        return None
    if days != int(lasted["days"]):
        return None
    late = days - int(span["days"])
    return _Day("", f"逾期{late}天" if late > 0 else "未逾期")


def _date(found: re.Match[str], year: str | None) -> date:
    return date(int(found["year"] or year or 0), int(found["month"]), int(found["day"]))


def _agrees(clause: str, late: str, criteria: str) -> bool:
    """收到指标文件后第35日下达 beside 逾期5天 and 30日内."""
    took, within = _TOOK.fullmatch(clause), _WITHIN.search(clean(criteria).text)
    if took is None or within is None or "工作日" in late:
        return False
    days = re.search(r"\d+", late)
    return days is not None and int(took["days"]) - int(within["days"]) == int(days[0])


def _plainly(criteria: str) -> str:
    """The wording with 按期完成 for what is done 在规定时间内; "" for any other."""
    text = clean(criteria).text
    found = _IN_TIME.match(text)
    if found is None or _MORE.search(found.group()):
        return ""
    return f"按期完成的,{_LATE.sub('未按期完成的,', text[found.end() :])}"


def _body(text: str) -> str:
    return re.sub(r"\s", "", half_width(text)).rstrip("。.;,")
