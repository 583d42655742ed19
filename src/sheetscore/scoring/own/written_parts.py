"""What was done, written in parts: “预算数3,286.50万元，完成数3,072.88万元”, “15/16”, “98%（抽检50件，合格49件）” → figures with names.

A text is taken whole or not at all: every stretch is a name, a number and a unit of a closed list. What a part is for is not
decided here (by_parts.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from sheetscore.exact.amounts import MONEY_UNITS, decimal, fraction
from sheetscore.exact.intervals import Interval, Shown, agree
from sheetscore.exact.numerals import half_width, turns_direction, visible
from sheetscore.regexes import regex
from sheetscore.words.measure_units import COUNTED, usual
from sheetscore.words.vocabulary import pattern

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = rf"(?:[百千万亿]?元|[万亿]?(?:{COUNTED}))?"
_WORDS = r"[\u4e00-\u9fffA-Za-z“”]"
_YEAR = r"20\d\d年"
_NAME = rf"(?P<name>{_WORDS}{{1,20}}?|{_YEAR}{_WORDS}{{0,20}}?)(?:为|是|:|=)?"
_PART = regex(rf"{_NAME}(?P<number>{_NUMBER})(?P<unit>{_UNIT})")
_BEHIND = regex(
    rf"(?P<lead>共有?|一共|总共|其中|有)?(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?P<name>{_WORDS}{{2,12}}?)(?:之中|当中|中|里)?"
)
_AROUND = regex(rf"{_NAME}(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?P<behind>{_WORDS}{{2,8}})")
_TWO = regex(
    rf"(?P<name>{_WORDS}{{0,20}}?)(?:为|是|:|=)?(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?!\d)(?:(?P<noun>{_WORDS}{{0,8}}?)(?:之中|当中|中|里))?(?P<second>{_WORDS}{{0,16}}?)(?:为|是|:|=)?"
    rf"(?P<other>{_NUMBER})(?P<same>{_UNIT})(?P<behind>{_WORDS}{{0,10}})"
)
_EVERY = r"(?:已经|已|并|且)?(?:全部|全都|均|都|全)(?:已经|已)?"
_ALL = regex(
    rf"(?P<name>{_WORDS}{{0,20}}?)(?:为|是|:|=)?(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?P<noun>{_WORDS}{{0,8}}?){_EVERY}(?P<act>{_WORDS}{{2,10}})"
)
_ALL_OF_THEM = regex(rf"{_EVERY}(?P<act>{_WORDS}{{2,10}})")
_RATE = regex(rf"{_NAME}(?:达到|达)?(?P<rate>-?\d+(?:\.\d+)?)%")
_RATE_ALONE = regex(r"(?P<name>)(?P<rate>-?\d+(?:\.\d+)?)%")
_COMPARED = pattern(
    r"(?:(?:{compared})(?:{last_year})?(?:度|{same_period})?(?:{rise}|{fall}|提升)(?:了)?|(?:高于|超过|高出|低于)(?:年度|绩效)?(?:目标|指标)值?)\d+(?:\.\d+)?个?百分点"
)
"""较上年提高2个百分点 behind a rate is of no matter for it."""
_BOTH = 2
"""Figures in front of a rate that stands without its name."""
_TIMES = r"(?:[×*]100%)?(?:=(?P<rate>-?\d+(?:\.\d+)?)%)?"
_CALLED = rf"(?:{_NAME})?"
_QUOTIENT = regex(
    rf"{_CALLED}\(?(?P<top>{_NUMBER})(?P<unit>{_UNIT})[/÷](?P<called>{_WORDS}{{0,20}}?)(?P<low>{_NUMBER})(?P<other>{_UNIT})\)?{_TIMES}"
)
_CHANGE = regex(
    rf"{_CALLED}\((?P<first>{_NUMBER})(?P<unit>{_UNIT})-(?P<second>{_NUMBER})(?P<other>{_UNIT})\)[/÷](?P<low>{_NUMBER})(?P<last>{_UNIT}){_TIMES}"
)
"""(1386-1280)/1280=8.28%: what it rose or fell by, over what it was."""
_ONLY_WHEN = regex(rf"{_YEAR}(?!.*\d)")
_RATE_FIRST = regex(rf"(?:{_NAME})?(?P<rate>\d+(?:\.\d+)?)%\((?P<rest>[^()]+)\)")
_LIMITED = regex(
    "(?:(?<![节签履违解毁])约|近|超|超过|逾|不足|不到|大约|将近|接近|至少|至多|最多|最高|最低|不低于|不高于|不少于|不大于|高于|低于|突破|未)$"
)
"""Words before a number that make a limit of it: 约300份, 超过95%."""
_ABOUT = regex("余|多|左右|上下|以上|以下|以内|之内|不等|来")
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

    `quotient`: the parts are a numerator and a denominator. `change`: the two parts are what it is and what it was, and the text
    divides their difference by the latter. Without parts, the text states the rate alone.
    """

    parts: tuple[Part, ...]
    printed: Shown | None = None
    quotient: bool = False
    rate_name: str = ""
    change: bool = False

    def fits(self, rate: Fraction) -> bool:
        """Is a rate the one that is printed with its parts?"""
        return self.printed is None or agree(Interval(rate, rate), self.printed)


def read_parts(text: str) -> Written | None:
    """The parts of a text; None for one that is anything else."""
    if len(text) > _LONGEST or turns_direction(text):
        return None
    body = re.sub(r"[ \u3000\u00a0\r\t]", "", half_width(visible(text))).strip(".;。,、\n")
    body = body.replace("；", ";").replace("：", ":").replace("，", ",").replace("＝", "=")
    body = body.replace("台(套)", "台套")
    printed = _RATE_FIRST.fullmatch(body)
    if printed:
        if _ONLY_WHEN.match(printed["rest"]):
            return None  # 31.2%（2023年监测数据）: the rate of that year
        inner = read_parts(printed["rest"])
        if inner is None or inner.printed is not None:
            return None
        return Written(inner.parts, _shown(printed["rate"]), inner.quotient, printed["name"] or "")
    found = _quotient(body) or _change(body)
    if found is not None:
        return found
    body = re.sub(r"\(([^()]*)\)", r",\1", body)  # 参训412人(结业389人)
    return _sentence([each for each in _SEPARATOR.split(body) if each])


def _quotient(body: str) -> Written | None:
    """15/16, 决算数8642.3万元÷预算数8905.6万元=97.04%: with names on both sides they are parts like those of a sentence."""
    found = _QUOTIENT.fullmatch(body)
    if found is None:
        return None
    rate = _shown(found["rate"]) if found["rate"] else None
    called = found["called"]
    if called and (not found["name"] or _LIMITED.search(found["name"]) or _LIMITED.search(called)):
        return None
    name = found["name"] if called else ""
    top = _part(name, found["top"], found["unit"], body)
    low = _part(called, found["low"], found["other"], body)
    if called:
        return Written((top, low), rate)
    return Written((top, low), rate, quotient=True, rate_name=found["name"] or "")


def _change(body: str) -> Written | None:
    """(1386-1280)/1280=8.28%."""
    found = _CHANGE.fullmatch(body)
    if found is None or len({found["unit"], found["other"], found["last"]} - {""}) > 1:
        return None
    unit = found["unit"] or found["other"] or found["last"]
    first, second, low = (_part("", found[key], unit, body) for key in ("first", "second", "low"))
    if low.value not in (first.value, second.value) or first.value == second.value:
        return None
    falls = low.value == first.value
    pair = (second, first) if falls else (first, second)
    rate = _shown(found["rate"]) if found["rate"] else None
    return Written(pair, rate, rate_name=found["name"] or "", change=True)


def _sentence(clauses: Sequence[str]) -> Written | None:
    """预算186.40万元，支出179.25万元，控制率96.16%: parts with names, and at most one rate with its name."""
    parts: list[Part] = []
    rates: list[re.Match[str]] = []
    quotient: Written | None = None
    rated = any(map(_RATE.fullmatch, clauses[:1]))
    clauses = [each for each in clauses if not (rated and _COMPARED.fullmatch(each))]
    for at, clause in enumerate(clauses):
        last = at + 1 == len(clauses)
        if rate := _RATE.fullmatch(clause) or (
            _RATE_ALONE.fullmatch(clause) if last and at >= _BOTH else None
        ):
            rates.append(rate)
        elif last and len(parts) >= _BOTH and (quotient := _quotient(clause)):
            continue
        elif told := _told(clause, parts):
            parts += told
        else:
            return None
    if len(rates) > 1 or not clauses or len({part.name for part in parts}) != len(parts):
        return None
    if any(_LIMITED.search(each["name"] or "") for each in rates):
        return None
    if quotient is not None:
        return _with_quotient(parts, rates, quotient)
    if not rates:
        return Written(tuple(parts))
    return Written(tuple(parts), _shown(rates[0]["rate"]), rate_name=rates[0]["name"] or "")


def _with_quotient(
    parts: Sequence[Part], rates: Sequence[re.Match[str]], quotient: Written
) -> Written | None:
    """三级指标共25个，其中可量化19个，19/25=76%: the quotient of the same figures."""
    known = {part.value for part in parts}
    same = quotient.quotient and not quotient.rate_name
    if rates or not same or any(part.value not in known for part in quotient.parts):
        return None
    return Written(tuple(parts), quotient.printed)


def _told(clause: str, before: Sequence[Part]) -> list[Part]:
    """The parts of one clause: 预算186万元; 389人结业; 抽检50件合格49件; 15个工程全部合格; [] for anything else."""
    if found := _PART.fullmatch(clause):
        return _limited([_part(found["name"], found["number"], found["unit"], clause)])
    every = _ALL_OF_THEM.fullmatch(clause)
    if every and len(before) == 1:  # 抽检50件，全部合格
        return [replace(before[0], name=every["act"], text=f"{before[0].text},{clause}")]
    if found := _ALL.fullmatch(clause):
        whole = f"{found['name']}{found['noun']}" or "共"
        names = (whole, found["act"])
        return _limited([_part(name, found["number"], found["unit"], clause) for name in names])
    if found := _TWO.fullmatch(clause):
        unit = found["unit"] or found["same"]
        whole = f"{found['name']}{found['noun'] or ''}" or "共"
        first = _part(whole, found["number"], unit, clause)
        second = f"{found['second']}{found['behind']}"
        return _limited([first, _part(second, found["other"], found["same"] or unit, clause)])
    if (found := _AROUND.fullmatch(clause)) and found["unit"]:  # 检查500名学生
        if _ABOUT.match(found["behind"]) or _LIMITED.search(found["name"]):
            return []
        name = f"{found['name']}{found['behind']}"
        return [_part(name, found["number"], found["unit"], clause)]
    if found := _BEHIND.fullmatch(clause):
        lead = found["lead"] if found["lead"] == "其中" else ""
        return _limited([_part(f"{lead}{found['name']}", found["number"], found["unit"], clause)])
    return []


def _limited(parts: list[Part]) -> list[Part]:
    """None of parts of which one is limited or about so many (约300份, 300余人参加)."""
    far = any(_LIMITED.search(part.name) or _ABOUT.match(part.name) for part in parts)
    return [] if far else parts


def _part(name: str, number: str, unit: str, text: str) -> Part:
    value = decimal(number.replace(",", ""))
    unit = usual(unit)
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
