"""A number that was written with words around it (共12座, 12座（已验收）, 3.62km) keeps them: as the format of the number."""

from __future__ import annotations

import re
from decimal import Decimal

from sheetscore.exact.amounts import MONEY_UNITS, decimal, fraction, plain
from sheetscore.exact.numerals import half_width, visible
from sheetscore.regexes import regex

_WRITTEN = regex(
    r"([^\d+-]{0,40}?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(%?)([^%]{0,60})",
    re.DOTALL | re.ASCII,
)
_DIGITS = regex(r"\d+(?:\.\d+)?", re.ASCII)
_IN_WORDS = regex(
    r"([零〇一二三四五六七八九十百千点两]+万?[零〇一二三四五六七八九十百千点两]*)"
    r"([^\d%万亿零〇一二三四五六七八九十百千点两][^\d%万亿]{0,11})"
)
_BOUND = regex("[≥≤≧≦<>]|不低于|不少于|不高于|不超过")
_OF_THE_NUMBER = regex("含|其中|包括")
"""A remark that would no longer fit another number: left out."""
_LEFT_OUT = regex(r"[(（\[【].*", re.DOTALL)
_NOT_IN_A_FORMAT = regex(r'["\\\x00-\x1f]')


def as_written(raw: str, value: Decimal) -> str:
    """The number format under which `value` shows like the text `raw`; "" where the text is that number alone, or shows another."""
    shown = re.sub(r"[\r\n]+", " ", visible(raw).replace("％", "%"))
    plain_text = half_width(shown)
    found = _WRITTEN.fullmatch(plain_text)
    if found is None or len(plain_text) != len(shown):
        return _in_words(shown, value)
    before, after = (shown[slice(*found.span(group))].strip() for group in (1, 4))
    digits, per_cent = found[2], found[3]
    if not (before or after):
        return ""
    if decimal(digits.replace(",", "")) != (value * 100 if per_cent else value):
        return ""
    if _BOUND.search(before):
        before = ""
    if _OF_THE_NUMBER.search(after):
        after = _LEFT_OUT.sub("", after).strip()
    if _NOT_IN_A_FORMAT.search(before + after):
        return ""
    places = "0" * len(digits.partition(".")[2])
    words = [f'"{word}"' if word else "" for word in (before, after)]
    whole = "#,##0" if "," in digits else "0"
    return f"{words[0]}{whole}{'.' if places else ''}{places}{per_cent}{words[1]}"


def percent_sign(raw: str, value: Decimal) -> str:
    """The format of a rate written without its sign (92, 百分之九十二): 0.92 alone would be read as another one; "" for others."""
    written = half_width(visible(raw)).strip()
    in_words = written.startswith("百分之")
    if not in_words and not (_DIGITS.fullmatch(written) and decimal(written) == value * 100 != 0):
        return ""
    places = max(0, -int((value * 100).normalize().as_tuple().exponent))
    return f"0.{'0' * places}%" if places else "0%"


def money_unit(digits: str, unit: str, value: Decimal) -> str:
    """The format of 8800元 that is counted in 万元 as 0.88: with the unit that it is counted in; "" for anything else."""
    if unit not in MONEY_UNITS:
        return ""
    amount = fraction(decimal(digits)) * fraction(MONEY_UNITS[unit])
    for other, size in MONEY_UNITS.items():
        if other != unit and value and amount == fraction(value) * fraction(size):
            places = "0" * len(plain(value).partition(".")[2])
            return f'0{"." if places else ""}{places}"{other}"'
    return ""


def _in_words(shown: str, value: Decimal) -> str:
    """两万七千人 as 27000人: without its unit the number would be one of another."""
    found = _IN_WORDS.fullmatch(shown.strip())
    if found is None or value != value.to_integral_value() or _NOT_IN_A_FORMAT.search(found[2]):
        return ""
    return f'0"{found[2].strip()}"'
