"""What a heading of a column says: its words, the year, the unit, and whose average it is. Plain text in, plain values out."""

from __future__ import annotations

from dataclasses import dataclass

from sheetscore.readers.indicator_table.header_years import year_of
from sheetscore.regexes import regex

_BRACKETS = regex(r"\(([^()]*)\)")
_LETTER = regex(r"[A-Za-z]?")
_WHOLE_YEAR = regex(r"(?:截至|截止)?(?:20\d\d年)?12月(?:31日|底|末)|全年|年度|全年度")
_UNIT = regex(
    r"%|‰|百分比|[万亿千百]?元|[万]?(?:人次|人|户|家次|家|个|名|件|项|次|台|套|辆|场次|场|期|篇|份|座|处|例|起|天|月|年|亩|吨|公里|千米|米|平方米|㎡|立方米|m²|km|公顷|平方公里|条|所|间|栋|幢|株|头|只|册|门|盏|小时|学时|课时|吨公里|千瓦时|公斤|千克)"
)
"""What brackets behind a heading may hold: a unit, and no person, office or part of the year."""
_SCOPE = "全市|全省|全县|全区|全国|全州"
_AVERAGE = regex(
    f"(?P<scope>{_SCOPE})的?(?:平均|均)(?:实际|完成)?(?:水平|完成值|实际值|数值|值|数|线)?"
)


@dataclass(frozen=True, slots=True)
class Said:
    """`rest` are the words without the year; `relative` counts from the 评价年度; `scope` of an average (全市), "" for none."""

    rest: str
    printed: int | None
    relative: int | None
    unit: str
    scope: str = ""


def said(key: str) -> Said | None:
    """What a heading (a key of `name_key`) says; None where its brackets say anything else."""
    found = year_of(_BRACKETS.sub("", key))
    printed, relative, unit, scopes = found.printed, found.relative, "", set[str]()
    whole = _AVERAGE.fullmatch(found.rest)
    if whole:
        scopes.add(whole["scope"])
    for inside in _BRACKETS.findall(key):
        behind = year_of(inside)
        average = _AVERAGE.fullmatch(inside)
        if average:
            scopes.add(average["scope"])
        elif behind.named and not behind.rest and not behind.relative:
            printed = behind.printed
        elif behind.named and not behind.rest and relative in (None, behind.relative):
            relative = behind.relative
        elif not _LETTER.fullmatch(inside) and not _WHOLE_YEAR.fullmatch(inside):
            unit = inside.removeprefix("单位:")
            if not _UNIT.fullmatch(unit):
                return None
    if len(scopes) > 1:
        return None
    scope = scopes.pop() if scopes else ""
    return Said("" if whole else found.rest, printed, relative, unit, scope)


def is_unit(inside: str) -> bool:
    """Do brackets behind a name hold a unit, and nothing else?"""
    return _UNIT.fullmatch(inside.strip("()").removeprefix("单位:")) is not None


def unit_behind(key: str) -> str:
    """The unit in brackets behind a name: 计划治理河长（公里）; "" where there is none, or several."""
    found = [each.strip("()") for each in _BRACKETS.findall(key) if is_unit(each)]
    return found[0] if len(found) == 1 else ""
