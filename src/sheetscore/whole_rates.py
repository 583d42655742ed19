"""Rates that count a part of a whole: more than 100 % of those asked cannot be content."""

from __future__ import annotations

import re

from sheetscore.rules.text import name_key

LARGEST = 10
"""The most that a bare number for any other rate may be: above it, 92 % and 92 times cannot be told apart (docs/读法.md)."""
_PART = re.compile(r"(?:满意[度率]|(?:合格|准确|及时|知晓|达标|优良)率)(?:指标|情况)?(?:[（(].*)?$")


def largest_rate(name: str) -> int:
    """The most that a rate of this name may be (1 = 100 %) to be no slip: 9.2 for a 满意度 is 92 % typed wrong."""
    return 1 if _PART.search(name_key(name)) else LARGEST
