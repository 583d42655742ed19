"""Amounts of one wording in one unit: 不少于2亿元得满分，每少1000万元扣1分 is 20000万元 and 1000万元."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex

_IN_WAN = {
    "亿元": Fraction(10000),
    "万元": Fraction(1),
    "千元": Fraction(1, 10),
    "元": Fraction(1, 10000),
}
_AMOUNT = regex(r"(?<![\d.])(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>亿元|万元|千元|元)(?!/)")


def several_money_units(text: str) -> bool:
    """Does a wording count its amounts in more than one unit?"""
    return len({match["u"] for match in _AMOUNT.finditer(text)}) > 1


def one_money_unit(text: str, _name: str, _points: Fraction) -> str:
    """All amounts in 万元, where the wording counts in several units."""
    if not several_money_units(text):
        return text

    def in_wan(match: re.Match[str]) -> str:
        amount = fraction(match["n"].replace(",", "")) * _IN_WAN[match["u"]]
        return f"{plain(amount, 8)}万元"

    return _AMOUNT.sub(in_wan, text)
