"""预算数（含调整）, 预算数（财政部门批复，含追加）: the budget as it was at the end, which the vocabulary calls 全年预算."""

from __future__ import annotations

from sheetscore.words.vocabulary import pattern

_WITH = pattern(
    r"(?<!{opening})(?:{budget})数?[(（](?:[^()（）]{0,12}[,，、])?(?:包?含|包括)(?:年[中度])?(?:预算)?(?:追加|调整)(?:追加|调整|[、和及])*(?:数|预算|金额)?[)）]$"
)
ADJUSTED = "调整后预算数"


def with_adjusted(key: str) -> str:
    """A name (as `name_key` leaves it) with 调整后预算数 for these words at its end; as it is without them."""
    return _WITH.sub(ADJUSTED, key)
