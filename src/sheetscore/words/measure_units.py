"""Units of targets and results: which spellings are one unit, and how many of one another is. Data: measure_units.toml, a closed table.

公里, 千米 and km are one; 1.2万㎡ is 12000平方米. Two units that the table does not join are different ones; nothing is
ever rescaled because it would fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from sheetscore.exact.amounts import MONEY_UNITS, fraction
from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex
from sheetscore.words.toml_files import read_toml, strict

_DATA = Path(__file__).with_name("measure_units.toml")
_SCALES = {"万": 10_000, "亿": 100_000_000}
_PER = regex(r"[/每]+")
_AND = regex(r"[·.・•*/]|每")
"""What joins the units that one divides by: 元/人·月, 元/人.月, 元/人/月."""
_SCALED = regex("^[十百千万亿]+(?=.)")
PER_CENT = "%"
COUNTED = (
    "平方公里|立方米|平方米|个工作日|工作日|人次|人天|家次|户次|车次|班次|批次|样次|场次|件次|台次|辆次|床位|台套|标本|样本|小时|分钟|公里|千米|公顷"
    "|公斤|千克|㎡|m²|km|人|户|家|个|名|件|项|次|台|套|辆|场|期|篇|份|座|处|例|起|宗|条|批|天|日|米|亩|吨|册|本|所|村|株|棵|头|只|片|间"
    "|栋|幢|张|卷|门|笔|盏|眼|口|对|支|部|盘|块|艘|架|班|组|课时|节|课|堂|段|顶|床|根|面|袋|箱|盒|瓶|枚|幅|尾|羽|匹|把|款|种|类|千瓦时|度"
)
"""What a sentence of a clerk counts in, as a pattern: the longer spelling first (人次 before 人)."""

COUNTS = ("人", "项", "个", "件", "辆", "台", "户", "家")
"""What the glossary counts people and things in."""
_ALIKE = tuple(
    map(frozenset, ("件项次份起例宗笔条类期场批张本篇单种部套", "辆台部套架", "户家所处座"))
)
"""Units that people use one for another."""
_OF_ANY = frozenset(("", "个"))


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is counted, by what it is divided, and how many basic units one is."""

    quantity: str
    per: tuple[str, ...]
    times: Fraction


@cache
def _units() -> dict[str, tuple[str, Fraction]]:
    """Every spelling, in one case and width: what it measures and how many basic units it is."""
    data = read_toml(_DATA)
    strict(data, _DATA.name, "measure")
    found: dict[str, tuple[str, Fraction]] = {}
    for entry in data["measure"]:
        strict(entry, f"{_DATA.name} 的 [[measure]]", "quantity source units")
        for name, unit in entry["units"].items():
            strict(unit, f"{_DATA.name} 的 {name}", "times spellings")
            for spelling in (name, *unit["spellings"]):
                found[_plain(spelling)] = (entry["quantity"], fraction(unit["times"]))
    return found


def _plain(unit: str) -> str:
    return re.sub(r"\s", "", half_width(unit)).casefold()


@cache
def _measure(unit: str) -> _Measure:
    """A unit as the table knows it; one that it does not know measures itself."""
    plain = _plain(unit)
    if plain in _units():
        quantity, times = _units()[plain]
        return _Measure(quantity, (), times)
    head, *rest = _PER.split(plain, maxsplit=1)
    quantity, times = _counted(head)
    per = [_counted(each) for each in _AND.split(rest[0])] if rest else []
    for _, divisor in per:
        times /= divisor
    return _Measure(quantity, tuple(sorted(name for name, _ in per)), times)


def _counted(unit: str) -> tuple[str, Fraction]:
    """One unit without what it is divided by. Money stays as it is; 万户 is ten thousand 户."""
    if unit in _units():
        return _units()[unit]
    scale = _SCALES.get(unit[:1])
    if scale is None or unit.endswith("元") or len(unit) == 1:
        return unit, Fraction(1)
    quantity, times = _units().get(unit[1:], (unit[1:], Fraction(1)))
    return quantity, times * scale


def times(written: str, wanted: str) -> Fraction | None:
    """How many `wanted` one `written` is; None where they measure different things, or are units of money that differ."""
    if written == wanted:
        return Fraction(1)
    if written in MONEY_UNITS or wanted in MONEY_UNITS or not written or not wanted:
        return None
    one, other = _measure(written), _measure(wanted)
    if (one.quantity, one.per) != (other.quantity, other.per):
        return None
    return one.times / other.times


def told_apart(one: str, other: str) -> bool:
    """Do two units plainly count different things: 件 and 人? 件 and 项 may be one, and 个 may be anything."""
    first, second = _SCALED.sub("", _plain(one)), _SCALED.sub("", _plain(other))
    if first in _OF_ANY or second in _OF_ANY or any({first, second} <= each for each in _ALIKE):
        return False
    return times(first, second) is None


def usual(unit: str) -> str:
    """The official spelling of a unit that the table knows (名 → 人, km → 公里); any other as it is."""
    plain = _plain(unit)
    known_as = _units().get(plain)
    if known_as is None:
        return unit
    return next(name for name, measure in _units().items() if measure == known_as)


def is_per_cent(unit: str) -> bool:
    """% and the words for it: 百分比, 百分率. 百分点 are steps between two rates, not one."""
    return times(unit, PER_CENT) == 1


def known(unit: str) -> bool:
    """Does the table know a unit, or one that it is made of?"""
    return _measure(unit).quantity != _plain(unit)
