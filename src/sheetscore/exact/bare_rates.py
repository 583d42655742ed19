"""A bare number beside a target in per cent: up to which size it may be a share (1.05 is 105 %) as well as so many per cent."""

from __future__ import annotations

from decimal import Decimal

from sheetscore.exact.amounts import decimal
from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex

_GOAL = regex(r"(\d[\d,]*(?:\.\d+)?)\s*(?:%|百分[比率数])")
_ONE, _LARGEST = decimal(1), decimal(10)
"""Up to 1 a bare number is always unclear, above 10 it is no share (amounts.py)."""
_FIFTIETH = decimal("0.02")


def unclear_up_to(target: str) -> Decimal:
    """The largest bare number that is unclear beside a target such as ≥95%: 1, or where that is more a fiftieth of the target.

    Read as a share it is at most twice the target, read as per cents less than a fiftieth of it.
    """
    goal = _GOAL.search(half_width(target))
    if goal is None:
        return _ONE
    return min(_LARGEST, max(_ONE, decimal(goal[1].replace(",", "")) * _FIFTIETH))
