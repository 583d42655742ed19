"""What was done, written in parts: “预算数3,286.50万元，完成数3,072.88万元”, “15/16”, “98%（抽检50件，合格49件）” → figures with names.

A text is taken whole or not at all: every stretch is a name, a number and a unit of a closed list. What a part is for is not
decided here (by_parts.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetscore.exact.amounts import MONEY_UNITS, decimal, fraction
from sheetscore.exact.intervals import Interval, Shown, agree
from sheetscore.exact.numerals import half_width, turns_direction, visible
from sheetscore.regexes import regex

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNITS = (
    "人次|人|户次|户|家次|家|个|名|件|项|次|台|套|辆|场次|场|期|篇|份|座|处|例|起|宗|条|批|天|日|小时|分钟|亩|吨|公里|千米|米|平方米|㎡|立方米"
    "|册|本|所|村|株|棵|头|只|片|间|栋|幢|张|卷|门|车次|班次|标本|样本|样次|批次|笔"
)
_UNIT = rf"(?:[百千万亿]?元|[万亿]?(?:{_UNITS}))?"
_NAME = r"(?P<name>[\u4e00-\u9fffA-Za-z“”]{2,20}?)(?:为|是|:|=)?"
_PART = regex(rf"{_NAME}(?P<number>{_NUMBER})(?P<unit>{_UNIT})")
_RATE = regex(rf"{_NAME}(?P<rate>-?\d+(?:\.\d+)?)%")
_RATE_ALONE = regex(r"(?P<name>)(?P<rate>-?\d+(?:\.\d+)?)%")
_BOTH = 2
"""Figures in front of a rate that stands without its name."""
_QUOTIENT = regex(
    rf"(?:{_NAME})?\(?(?P<top>{_NUMBER})(?P<unit>{_UNIT})[/÷](?P<low>{_NUMBER})(?P<other>{_UNIT})\)?(?:[×*]100%)?(?:=(?P<rate>\d+(?:\.\d+)?)%)?"
)
_RATE_FIRST = regex(rf"(?:{_NAME})?(?P<rate>\d+(?:\.\d+)?)%\((?P<rest>[^()]+)\)")
_LIMITED = regex(
    "(?:(?<![节签履违解毁])约|近|超|超过|逾|不足|不到|大约|将近|接近|至少|至多|最多|最高|最低|不低于|不高于|不少于|不大于|高于|低于|突破|未)$"
)
"""Words before a number that make a limit of it: 约300份, 超过95%."""
_SEPARATOR = regex(r"[;。、]|(?<!\d),|,(?!\d{3}(?!\d))|\n")
_SCALES = {"万": decimal(10_000), "亿": decimal(100_000_000)}
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Part:
    """One figure: what it is called ("" in a quotient), its value as figures are kept (money in 万元), its unit without 万, its text."""

    name: str
    value: Decimal
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """The parts of a text, and the rate printed with them (None: none), which the text calls `rate_name` ("": nothing).

    `quotient`: the parts are a numerator and a denominator. Without parts, the text states the rate alone.
    """

    parts: tuple[Part, ...]
    printed: Shown | None = None
    quotient: bool = False
    rate_name: str = ""

    def fits(self, rate: Fraction) -> bool:
        """Is a rate the one that is printed with its parts?"""
        return self.printed is None or agree(Interval(rate, rate), self.printed)


def read_parts(text: str) -> Written | None:
    """The parts of a text; None for one that is anything else."""
    if len(text) > _LONGEST or turns_direction(text):
        return None
    body = re.sub(r"[ \u3000\u00a0\r\t]", "", half_width(visible(text))).strip(".;。,、\n")
    body = body.replace("；", ";").replace("：", ":").replace("，", ",").replace("＝", "=")
    printed = _RATE_FIRST.fullmatch(body)
    if printed:
        inner = read_parts(printed["rest"])
        if inner is None or inner.printed is not None:
            return None
        return Written(inner.parts, _shown(printed["rate"]), inner.quotient, printed["name"] or "")
    quotient = _QUOTIENT.fullmatch(body)
    if quotient:
        top = _part("", quotient["top"], quotient["unit"], body)
        low = _part("", quotient["low"], quotient["other"], body)
        rate = _shown(quotient["rate"]) if quotient["rate"] else None
        return Written((top, low), rate, quotient=True, rate_name=quotient["name"] or "")
    return _sentence([each for each in _SEPARATOR.split(body) if each])


def _sentence(clauses: Sequence[str]) -> Written | None:
    """预算186.40万元，支出179.25万元，控制率96.16%: parts with names, and at most one rate with its name."""
    rates = [each for each in map(_RATE.fullmatch, clauses) if each]
    if clauses and (last := _RATE_ALONE.fullmatch(clauses[-1])) and len(clauses) > _BOTH:
        rates = [*rates, last]
    found = [each for each in map(_PART.fullmatch, clauses) if each]
    if len(rates) > 1 or len(rates) + len(found) != len(clauses):
        return None
    if any(_LIMITED.search(each["name"] or "") for each in (*rates, *found)):
        return None
    parts = [_part(each["name"], each["number"], each["unit"], each[0]) for each in found]
    if len({part.name for part in parts}) != len(parts) or not clauses:
        return None
    if not rates:
        return Written(tuple(parts))
    return Written(tuple(parts), _shown(rates[0]["rate"]), rate_name=rates[0]["name"] or "")


def _part(name: str, number: str, unit: str, text: str) -> Part:
    value = decimal(number.replace(",", ""))
    if unit in MONEY_UNITS:
        return Part(name, value * MONEY_UNITS[unit], "万元", text)
    scale = _SCALES.get(unit[:1])
    return Part(name, value * scale, unit[1:], text) if scale else Part(name, value, unit, text)


def _shown(rate: str) -> Shown:
    places = len(rate.partition(".")[2])
    return Shown.of(decimal(rate).scaleb(-2), places, percent=True)


def ratio(top: Part, low: Part) -> Fraction | None:
    """One part over another; None where they are counted in different units, or nothing is divided by."""
    if top.unit != low.unit or low.value <= 0:
        return None
    return fraction(top.value) / fraction(low.value)
