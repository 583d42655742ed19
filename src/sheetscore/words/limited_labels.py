"""既定支付进度（9月底）, 支出预算数（含调整）: a label with a bracket behind it that says until when, or with what, its figure is."""

from __future__ import annotations

from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern

_BEFORE = regex(r"^(?P<inside>(?:截至|截止)?(?:1[0-2]|[1-9])月(?:底|末))(?P<name>[^()]{4,})$")
"""6月末实际支付进度."""
_LIMITED = regex(r"^(?P<name>[^()]{3,})\((?P<inside>[^()]+)\)$")
UNTIL = regex(
    r"(?:截至|截止)?(?P<month>1[0-2]|[1-9])月"
    r"(?:底|末|(?<!(?<!1)2月)30日|(?:(?<=(?<!1)1月)|(?<=[3578]月)|(?<=1[02]月))31日|(?<=(?<!1)2月)2[89]日)"
)
"""A day of the year that a rate of progress is asked for; 2月31日 is none."""
WITH_CHANGES = pattern(
    r"含(?:{this_year}|年中|执行中)?(?:调整|追加|追加[、和及]?(?:调减|追减|调整))数?"
)
LEFT_OUT = pattern(
    r"因.*(?:政策|不可抗力|交办)|(?:政策|不可抗力|交办).*(?:调整|{added}|{cut}|增加|减少|增减|变动|调增|调减)"
)
"""What 财预〔2013〕53号 leaves out of the 预算调整数."""


def limit_behind(label: str, term: str) -> str:
    """The bracket behind a label (as `name_key` leaves it) that is else called as a term is, or the day in front; "" for any other."""
    found = _LIMITED.match(label) or _BEFORE.match(label)
    if found is None or found["name"] != term:
        return ""
    inside = found["inside"]
    return inside if UNTIL.fullmatch(inside) or WITH_CHANGES.fullmatch(inside) else ""
