"""The words of a clause in one print: numerals in digits, working days, weeks as days, what changes nothing left out."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.rules.paraphrase.asides import without_evidence, without_marks, without_sources
from sheetscore.rules.paraphrase.change_words import changes_as_signs
from sheetscore.rules.tokens.patterns import numeral
from sheetscore.words.text import name_key

N = r"\d+(?:\.\d+)?"
UNIT = (
    "个?百分点|%|个?工作日|人次|家次|户次|车次|场次|批次|件次|个月|小时|分钟|万吨|万亩|万人次|万人|万户|万立方米|万平方米|立方米|平方米|公里|公顷|千米"
    "|学时|课时|万元|亿元|元|周|星期|天|日|月|年|吨|亩|㎡|米|[起件次例处人户家个项篇份座场期批宗条名笔张本辆套台所门只头株棵]"
)
INCLUDED = r"\((?:均)?(?P<{0}>不)?(?:包?含|包括)(?:本数|本级|两端|两头|端点|边界)?(?:\d[\d.]*(?:UNIT)?)?\)".replace(
    "UNIT", UNIT
)
_CN = "零一二两三四五六七八九十百千"
_NUMERAL = re.compile(
    rf"(?<![第同统唯任{_CN}\d])(?P<n>[{_CN}]+(?:点[{_CN}]+)?)(?P<u>(?:{UNIT})(?![般些直贯样旦律度性])|分(?![之钟解类析])|成(?=以|的|\(|,|[-至到]))"
)
_HALF = re.compile(rf"半(?=个?(?:{UNIT}))")
_LOW = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
_FRACTION = re.compile("(?P<low>[二三四五六七八九十])分之(?P<top>[一二三四五六七八九])")
_HARMLESS = re.compile(
    r"(?:^|(?<=[,;。的]))(?:直接|一律|均|则|即|共|相应|各|予以|仍)(?=得|计|记|给|扣|减|不得|不计|0分)"
)
_WEEKS = re.compile(rf"(?P<n>{N})(?:个?星期|周)")
_ACTIVE = re.compile("(?<=[的,])(?:由|被|即)(?=得|扣)")


def one_print(text: str, name: str, points: Fraction) -> str:
    """The wording without its sources and list marks, its numbers in digits."""
    said = without_marks(text)
    said = re.sub(r"^\((?:满分|共|本项)?(?:为)?\d+(?:\.\d+)?分\)(?![^,;。]*[至达不以])", "", said)
    for form in (without_evidence, without_sources):
        said = form(said, name, points)
    said = _FRACTION.sub(lambda m: f"{_LOW[m['top']]}/{_LOW[m['low']]}", said)
    said = _HALF.sub("0.5", said)
    said = _NUMERAL.sub(_digits, said)
    said = re.sub(r"百分之百", "100%", said)
    said = re.sub(rf"百分之([{_CN}]+)(?!点)", lambda m: f"{_number(m[1])}%", said)
    said = _HARMLESS.sub("", _ACTIVE.sub("", said))
    said = re.sub(r"(?<=\d)个工作日", "工作日", said)
    if re.search("天|日", name_key(name)) or re.search(r"\d天|\d日", said):
        said = _WEEKS.sub(lambda m: f"{plain(fraction(m['n']) * 7, 4)}天", said)
    if not re.search(r"\d月\d", said):
        said = re.sub(r"(?<=\d)日(?!期|常)", "天", said)
    return changes_as_signs(said, name, points)


def _digits(match: re.Match[str]) -> str:
    try:
        number = numeral(match["n"])
    except ValueError:
        return match.group()
    if match["u"] == "成":
        return f"{plain(number * 10, 4)}%"
    return f"{plain(number, 6)}{match['u']}"


def _number(words: str) -> str:
    try:
        return plain(numeral(words), 6)
    except ValueError:
        return words
