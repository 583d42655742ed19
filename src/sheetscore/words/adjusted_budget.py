"""预算数（含调整）, 预算数（调整后）, 预算数（财政部门批复，含追加）: the budget at the end of the year, called 全年预算."""

from __future__ import annotations

from sheetscore.words.vocabulary import pattern

WHOSE = "(?:财政(?:部门)?|{granted}|核定|经|本级|本部门|部门|单位|整体|{this_year}|年度|当年|的|[()（）])*"
"""Words in front of a budget that leave it that of the whole unit and of this year; any other (上年, 项目, 扣除) makes another of it."""
_WITH = pattern(
    rf"(?<!{{opening}})(?:{{budget}})数?[(（](?:{WHOSE}[,，、])?(?:(?:包?含|包括)(?:年[中度])?(?:预算)?(?:追加|调整)(?:追加|调整|[、和及])*(?:数|预算|金额)?|调整后的?)[)）]$"
)
ADJUSTED = "调整后预算数"


def with_adjusted(key: str) -> str:
    """A name (as `name_key` leaves it) with 调整后预算数 for these words at its end; as it is without them."""
    return _WITH.sub(ADJUSTED, key)


def as_adjusted(key: str) -> str:
    """A name that is such words and nothing more as 调整后预算数; any other (支出预算数（含调整）) as it is."""
    found = with_adjusted(key)
    return found if found == ADJUSTED else key
