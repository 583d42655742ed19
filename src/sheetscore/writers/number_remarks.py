"""A number that was written with words around it (共12座, 12座（已验收）, 3.62km) keeps them: as the format of the number."""

from __future__ import annotations

import re
from decimal import Decimal

from sheetscore.exact.amounts import decimal
from sheetscore.exact.numerals import half_width, visible

_WRITTEN = re.compile(r"([^\d+-]{0,12}?)(\d+(?:\.\d+)?)\s*(%?)([^%]{0,60})", re.DOTALL | re.ASCII)
_BOUND = re.compile("[≥≤≧≦<>]|不低于|不少于|不高于|不超过")
_OF_THE_NUMBER = re.compile("含|其中|包括")
"""A remark that would no longer fit another number: left out."""
_LEFT_OUT = re.compile(r"[(（\[【].*", re.DOTALL)
_NOT_IN_A_FORMAT = re.compile(r'["\\\x00-\x1f]')


def as_written(raw: str, value: Decimal) -> str:
    """The number format under which `value` shows like the text `raw`; "" where the text is that number alone, or shows another."""
    found = _WRITTEN.fullmatch(re.sub(r"[\r\n]+", " ", visible(raw).replace("％", "%")))
    if found is None:
        return ""
    before, digits, per_cent, after = found.groups()
    before, after = before.strip(), after.strip()
    if not (before or after) or half_width(digits) != digits:
        return ""
    if decimal(digits) != (value * 100 if per_cent else value):
        return ""
    if _BOUND.search(before):
        before = ""
    if _OF_THE_NUMBER.search(after):
        after = _LEFT_OUT.sub("", after).strip()
    if _NOT_IN_A_FORMAT.search(before + after):
        return ""
    places = "0" * len(digits.partition(".")[2])
    words = [f'"{word}"' if word else "" for word in (before, after)]
    return f"{words[0]}0{'.' if places else ''}{places}{per_cent}{words[1]}"
