"""The cells of a row of targets: the target with its sign and unit as one text, and what was done, counted in that unit."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sheetscore.exact.amounts import (
    MONEY_UNITS,
    UNCLEAR_RATE,
    Amount,
    TypedText,
    decimal,
    percent,
    plain,
    read_amount,
)
from sheetscore.exact.bare_rates import unclear_up_to
from sheetscore.exact.numerals import any_raised, half_width, is_nil, visible
from sheetscore.exact.shown import Shown, show_date, show_number, show_text
from sheetscore.readers.grid import Cell
from sheetscore.regexes import regex
from sheetscore.words.measure_units import PER_CENT, is_per_cent

SIGNS = {
    **dict.fromkeys(("≥", ">=", "≧", "大于等于", "不低于", "不少于"), "≥"),
    **dict.fromkeys(("≤", "<=", "≦", "小于等于", "不高于", "不超过", "不多于"), "≤"),
    **dict.fromkeys((">", "大于"), ">"),
    **dict.fromkeys(("<", "小于"), "<"),
    **dict.fromkeys(("=", "等于"), "="),
}

BY_DATE, UNCLEAR, OTHER_KIND, NOT_SHOWN = "日期", "百分数不清", "单位不符", "格式不明"
RAISED, CONTRADICTED, BOTH_BLANK, AGAINST_MONEY = "上标", "方向相反", "空着", "与资金行不符"
"""Targets that a person has to score: compiling.OPEN says why."""

LARGER, SMALLER_RATIO, OTHER_METHOD = "正向", "反向A/B", "另有算法"
EITHER = "B/A或A/B"
_POINTS_OF = r"[×*xX](?:该|本)?(?:项)?(?:三级)?(?:指标)?(?:分值|权重|满分)[。.]?"
_FULL = (
    r"(?:计|得|记|为)?满分[;,。.](?:否则|不然|未达到的?|未完成的?|没有达到的?)?,?(?:按)?(?:得分=)?"
)
_METHODS = (
    (LARGER, regex(rf"B(?:≥|>=)A,?{_FULL}B/A{_POINTS_OF}")),
    (SMALLER_RATIO, regex(rf"B(?:≤|<=)A,?{_FULL}A/B{_POINTS_OF}")),
    (EITHER, regex(
        rf"(?:实际)?完成值达到(?:年度)?(?:指标|目标)值的?,?{_FULL.replace('未达到的?', '未达到(?:年度)?(?:指标|目标)?值?的?')}"
        rf"(?:则)?(?:B/A或A/B|A/B或B/A){_POINTS_OF.removesuffix('[。.]?')}(?:记分|计分|得分|给分)?[。.]?"
    )),
)  # fmt: skip
"""得分计算方法 printed beside a target A and what was done, B (海淀 and others: a smaller-is-better target by A/B).

绥阳 2021 prints both: B/A where more is better, A/B where less is.
"""
LEFT_OPEN = (
    BY_DATE,
    UNCLEAR,
    OTHER_KIND,
    NOT_SHOWN,
    OTHER_METHOD,
    RAISED,
    CONTRADICTED,
    BOTH_BLANK,
)
"""Natures of targets whose figure is not compared."""
PER_MILLE = "‰"
_UNCLEAR_BELOW = decimal("0.1")
_SOME_UNIT = "数"
"""Counted in something that is not stated: a per cent is then no figure."""

_BARE = regex(r"[+-]?[\d,]+(?:\.\d+)?%?")
_SIGNED = regex(rf"(?:{'|'.join(SIGNS)})\s*[\d,]+(?:\.\d+)?")
_SIGN_BEFORE = regex(rf"({'|'.join(sorted(SIGNS, key=len, reverse=True))})\s*\d")
_ON_A_DATE = regex(
    r"\d\s*(?:月份|号|(?:年|月|日)(?:底|末|初|[上中下]旬|之?前|以前))|20\d\d\s*年\s*\d"
)
_BEHIND = regex(
    r"\d\s*((?:[^\d\s.,，。;；()（）以及含]+(?:(?<=m)[23](?![\d.])|(?<=/人)\.[年月日天])?)(?:[(（][^\d()（）含]{1,3}[)）])?)(?:[(（]含[)）])?(?:以上|以下|以内|及以上|及以下)?(?:[(（]含[)）])?$"
)

IN_WORDS = regex(r"[^\d%]*$|[\d.,]+[^\d\s，,（(；;]*[，,（(；;]")
"""已完成; 104家次，其中…: right for a reader, of no use for a score."""
_LITERAL = regex(r"= *\d[\d,]*(?:\.\d+)? *[%‰]?[\u4e00-\u9fff]*")


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


def sign_in(text: str) -> str:
    """The sign written before the number of a target, "" for none."""
    found = _SIGN_BEFORE.match(half_width(text).lstrip())
    return SIGNS[found[1]] if found else ""


def same_sign(cell: Cell, sign: str) -> bool:
    """Does the sign written before the number agree with that of the sign column? ≥5 beside ≤ does not, ＝ says nothing against either."""
    written = sign_in(shown_text(cell))
    pairs = {frozenset(("≥", ">")), frozenset(("≤", "<"))}
    return (
        "" in (sign, written)
        or "=" in (sign, written)
        or sign == written
        or {sign, written} in pairs
    )


def method_of(text: str) -> str:
    """What a printed 得分计算方法 says: LARGER, SMALLER_RATIO, EITHER, OTHER_METHOD for any other words, "" for none."""
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
    if any_raised(text):
        return RAISED
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
    return PER_CENT if is_per_cent(unit) else "元" if unit in MONEY_UNITS else ""


def shown_text(cell: Cell) -> str:
    """A cell as it shows: 0.95 in the format 0% is 95%, 95 in "≤"0"%" is ≤95%, a date as its format writes it."""
    if isinstance(cell.value, str):
        return show_text(cell.value, cell.number_format).strip()
    if isinstance(cell.value, dt.date | dt.time):
        return show_date(cell.value, cell.number_format)
    seen = _seen(cell)
    if seen is None or seen.value is None:
        return cell.text.strip() if seen is None else seen.text
    if seen.bare:
        return percent(seen.value, 6) if seen.percent else plain(seen.value)
    return f"{seen.before}{seen.digits}{seen.after}"


def _seen(cell: Cell) -> Shown | None:
    """What the format makes of a number; None for what is none."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return None
    try:
        return show_number(decimal(cell.value), cell.number_format)
    except ValueError:  # no finite number
        return None


def is_dated(cell: Cell) -> bool:
    """Does a cell hold a date, or a number under a date format?"""
    seen = _seen(cell)
    return isinstance(cell.value, dt.date | dt.time) or (seen is not None and seen.kind == "date")


def not_shown(cell: Cell) -> bool:
    """True for a number that its format hides, or shows as a mark that is none for nothing (√)."""
    seen = _seen(cell)
    if seen is None or seen.kind in ("number", "date"):
        return False
    return seen.kind != "words" or not is_nil(seen.text)


def per_cent_sign(unit: str) -> str:
    """百分比 and the like are %; any other unit as it is."""
    return PER_CENT if is_per_cent(unit) else unit


def unit_behind(text: str) -> str:
    """The unit behind the number of a target: ≥1000人次 → 人次."""
    match = _BEHIND.search(text.replace("％", "%"))
    return match[1] if match else ""


def read_actual(cell: Cell, unit: str) -> Amount:
    """What was done, counted in the unit of the target; that unit may stand behind the number."""
    value = cell.value
    if unit == PER_MILLE:
        return _read_per_mille(cell)
    if not unit and (seen := _seen(cell)) and _counts(seen):
        return read_amount(value, cell.number_format, seen.after)
    typed = isinstance(value, TypedText)  # no figure, whatever it says
    if isinstance(value, str) and not typed and unit not in ("", "%", *MONEY_UNITS):
        stripped = value.strip(" \u3000\n")
        if stripped.endswith(unit) and stripped != unit:
            value = stripped.removesuffix(unit)
    return read_amount(value, cell.number_format, unit or _SOME_UNIT)


def _read_per_mille(cell: Cell) -> Amount:
    """A rate counted in ‰: 1.8‰ and a bare 1.8 are 0.0018, 0.18% is as well; a bare 0.0018 is unclear."""
    raw, seen = cell.value, _seen(cell)
    if seen is not None and seen.value is not None and (seen.before, seen.after) == ("", "‰"):
        stored = decimal(cell.value)
        return Amount(seen.value.scaleb(-3), "value", plain(stored), stored=stored)
    text = half_width(visible(raw)) if isinstance(raw, str) else ""
    marked = text.endswith("‰")
    amount = read_amount(text[:-1] if marked else raw, "General" if marked else cell.number_format)
    value = amount.value
    if value is None or (amount.percent and not marked):
        return replace(amount, raw=str(raw)) if marked else amount
    if not marked and 0 < abs(value) < _UNCLEAR_BELOW:
        advice = "请填成 1.8‰ 的样子。"
        return Amount(None, "text", amount.raw, False, "分不清是千分之几还是比值", advice, "error")
    return Amount(value.scaleb(-3), "value", str(raw) if marked else amount.raw, stored=value)


def in_doubt(amount: Amount, cell: Cell, unit: str, target: str) -> Amount:
    """A bare 1.05 beside ≥100% is 105% or 1.05%: it is not used."""
    value = amount.value
    if unit != "%" or not value or "%" in half_width(shown_text(cell)):
        return amount
    if abs(value.scaleb(2)) > unclear_up_to(target):
        return amount
    return Amount(None, "text", amount.raw, False, UNCLEAR_RATE, "率请填成 92% 的样子。", "error")


def _counts(seen: Shown) -> bool:
    """6天: a number with a word of counting behind it, that changes no size; 3月 and 2023年 may be a point in time."""
    known = seen.kind == "number" and bool(seen.after) and not seen.before
    return (
        known
        and _kind(seen.after) == ""
        and not re.search("[百千万亿元%‰约余多几近左右上下]|^[年月日号]", seen.after)
    )
