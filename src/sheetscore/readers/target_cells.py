"""The cells of a row of targets: the target with its sign and unit as one text, and what was done, counted in that unit."""

from __future__ import annotations

import re

from sheetscore.amounts import (
    MONEY_UNITS,
    Amount,
    decimal,
    percent,
    plain,
    read_amount,
    read_per_mille,
)
from sheetscore.numerals import half_width
from sheetscore.readers.grid import Cell

SIGNS = {
    **dict.fromkeys(("≥", ">=", "≧", "大于等于", "不低于", "不少于"), "≥"),
    **dict.fromkeys(("≤", "<=", "≦", "小于等于", "不高于", "不超过", "不多于"), "≤"),
    **dict.fromkeys((">", "大于"), ">"),
    **dict.fromkeys(("<", "小于"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
}

BY_DATE, UNCLEAR, OTHER_KIND, CONTRADICTED = "日期", "百分数不清", "单位不符", "方向相反"
"""Targets that a person has to score: compiling.OPEN says why."""

LARGER, SMALLER_RATIO, OTHER_METHOD = "正向", "反向A/B", "另有算法"
_POINTS_OF = r"[×*xX](?:该|本)?(?:项)?(?:三级)?(?:指标)?(?:分值|权重|满分)。?"
_FULL = (
    r"(?:计|得|记|为)?满分[;,。](?:否则|不然|未达到的?|未完成的?|没有达到的?)?,?(?:按)?(?:得分=)?"
)
_METHODS = (
    (LARGER, re.compile(rf"B(?:≥|>=)A,?{_FULL}B/A{_POINTS_OF}")),
    (SMALLER_RATIO, re.compile(rf"B(?:≤|<=)A,?{_FULL}A/B{_POINTS_OF}")),
)
"""得分计算方法 printed beside a target A and what was done, B (海淀 and others: a smaller-is-better target by A/B)."""
PER_MILLE = "‰"
_SOME_UNIT = "数"
"""Counted in something that is not stated: a per cent is then no figure."""

_BARE = re.compile(r"[+-]?[\d,]+(?:\.\d+)?%?")
_SIGNED = re.compile(rf"(?:{'|'.join(SIGNS)})\s*[\d,]+(?:\.\d+)?")
_SIGN_BEFORE = re.compile(rf"({'|'.join(sorted(SIGNS, key=len, reverse=True))})\s*\d")
_ON_A_DATE = re.compile(
    r"\d\s*(?:月份|号|(?:年|月|日)(?:底|末|初|[上中下]旬|之?前|以前))|20\d\d\s*年\s*\d"
)
_BEHIND = re.compile(
    r"\d\s*([^\d\s.,，。;；()（）以及含]+(?:[(（][^\d()（）含]{1,3}[)）])?)(?:[(（]含[)）])?(?:以上|以下|以内|及以上|及以下)?(?:[(（]含[)）])?$"
)

_LITERAL = re.compile(r"= *\d[\d,]*(?:\.\d+)? *[%‰]?[\u4e00-\u9fff]*")


def target_text(cell: Cell, sign: str, unit: str) -> str:
    """The target with its sign and its unit: ≥, 95, % → ≥95%. =100% typed into a cell is a formula, and a target."""
    text = cell.formula if _LITERAL.fullmatch(cell.formula) else shown_text(cell)
    if _BARE.fullmatch(half_width(text)):
        text = f"{sign}{text}" if half_width(text).endswith("%") else f"{sign}{text}{unit}"
    elif _SIGNED.fullmatch(half_width(text)):
        text = f"{text}{unit}"
    elif sign and text[:1].isdigit():
        text = f"{sign}{text}"
    return text


def same_sign(cell: Cell, sign: str) -> bool:
    """Does the sign written before the number agree with that of the sign column? ≥5 beside ≤ does not, ＝ says nothing against either."""
    found = _SIGN_BEFORE.match(half_width(shown_text(cell)).lstrip())
    written = SIGNS[found[1]] if found else ""
    pairs = {frozenset(("≥", ">")), frozenset(("≤", "<"))}
    return (
        "" in (sign, written)
        or "=" in (sign, written)
        or sign == written
        or {sign, written} in pairs
    )


def method_of(text: str) -> str:
    """What a printed 得分计算方法 says: LARGER, SMALLER_RATIO, OTHER_METHOD for any other words, "" for none."""
    key = (
        re.sub(r"\s", "", half_width(text))
        .replace("；", ";")
        .replace("，", ",")
        .replace("≧", "≥")
        .replace("≦", "≤")
    )
    return next(
        (name for name, form in _METHODS if form.fullmatch(key)), OTHER_METHOD if key else ""
    )


def no_figure(unit: str) -> str:
    """A unit that begins with a digit (1/10万) would run into the figure before it."""
    return "" if unit[:1].isdigit() else unit


def why_open(cell: Cell, text: str, printed_unit: str) -> str:
    """Why a target with a number has to be scored by a person; "" where it need not be."""
    behind = unit_behind(text)
    if _ON_A_DATE.search(text):
        return BY_DATE
    if printed_unit and behind and _kind(printed_unit) != _kind(behind):
        return OTHER_KIND
    bare = re.sub("^[^0-9]+", "", half_width(shown_text(cell)))
    if printed_unit == "%" and _BARE.fullmatch(bare) and not bare.endswith("%"):
        return UNCLEAR if 0 < decimal(bare.replace(",", "")) <= 1 else ""
    return ""


def _kind(unit: str) -> str:
    """What a unit measures: a share, money, or a count of whatever it is."""
    return unit if unit in ("%", "百分比") else "元" if unit in MONEY_UNITS else ""


def shown_text(cell: Cell) -> str:
    """A cell as it shows: 0.95 in the format 0% is 95%."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return cell.text.strip()
    amount = read_amount(cell.value, cell.number_format)
    if amount.value is None:
        return cell.text.strip()
    return percent(amount.value, 6) if amount.percent else plain(amount.value)


def unit_behind(text: str) -> str:
    """The unit behind the number of a target: ≥1000人次 → 人次."""
    match = _BEHIND.search(text.replace("％", "%"))
    return match[1] if match else ""


def read_actual(cell: Cell, unit: str) -> Amount:
    """What was done, counted in the unit of the target; that unit may stand behind the number."""
    value = cell.value
    if unit == PER_MILLE:
        return read_per_mille(value, cell.number_format)
    if isinstance(value, str) and unit not in ("", "%", *MONEY_UNITS):
        stripped = value.strip(" \u3000\n")
        if stripped.endswith(unit) and stripped != unit:
            value = stripped.removesuffix(unit)
    return read_amount(value, cell.number_format, unit or _SOME_UNIT)
