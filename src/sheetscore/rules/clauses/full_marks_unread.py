"""没有写得满分的条件 is not said of a wording whose full marks stand among the words that were not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.rules.rule import Leftover

_OF_FULL_MARKS = frozenset(("没有写得满分的条件", "文中的满分与分值不一致"))


def true_problems(
    problems: Sequence[str], leftover: Iterable[Leftover], points: Fraction
) -> tuple[str, ...]:
    """The problems without those of full marks, where 得20分 of a row of 20 points was left unread."""
    worth = [n for part in leftover for n in re.findall(r"得(\d+(?:\.\d+)?)分", part.quote)]
    unread = any(fraction(each) == points for each in worth)
    return tuple(each for each in problems if not (unread and each in _OF_FULL_MARKS))
