"""The words that head the columns of an 指标表: data (headings.toml), the very words of official forms, never a likeness."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.regexes import regex
from sheetscore.words.toml_files import read_toml, strict

_DATA = Path(__file__).with_name("headings.toml")
COLUMNS = (
    "points", "criteria", "key_points", "method", "explanation", "formula", "claim", "named", "kind", "group", "target", "actual",
    "executed", "whole_year", "one_budget",
)  # fmt: skip
"""Which column a word can head."""
_UNITS = "|".join(sorted({*MONEY_UNITS, "%", "‰"}, key=len, reverse=True))
_IDLE = regex(
    r"[(\[【〔](?:|[A-Za-z]|分|(?:满分|总分|共|计)?\d{1,3}(?:\.\d+)?[分%]?|盖章|签章|公章"
    rf"|(?:计量|金额)?(?:单位)?[:：]?(?:{_UNITS}|分))[)\]】〕]$"
)
"""A bracket behind a heading that says nothing of which column it is. A year, a person, a scope, 复核 or 上年 does."""

STATES_A_METHOD = regex(
    r"\((?=[^()]*[÷×*/=＝])(?=[^()]*(?:分值|权重|指标值|目标值|预期值|完成值))(?![^()]*(?:复核|评审|财政|上年|去年))[^()]{4,80}\)$"
)
"""得分（分值×预算执行率）: how it is worked out. Behind 完成值（半年完成值×2） it says what else stands in the column."""
_CLOSED = (")", "]", "】", "〕", "\n")
"""Where the pattern can match at all: it is asked for every cell of a sheet, over and over."""


def plain(key: str) -> str:
    """A heading (`Cell.key`) without the brackets behind it that change nothing: 分值(100分) is 分值."""
    if not key.endswith(_CLOSED):
        return key
    bare = _IDLE.sub("", key)
    if bare != key:
        return plain(bare)
    scored = STATES_A_METHOD.sub("", key)
    return plain(scored) if scored != key and plain(scored) in headings("claim") else key


@cache
def headings(column: str) -> frozenset[str]:
    """The words that head one of COLUMNS, as `plain` gives them."""
    return frozenset().union(*ranked(column))


@cache
def ranked(column: str) -> tuple[frozenset[str], ...]:
    """The same entry by entry, the surer words first."""
    data = read_toml(_DATA)
    strict(data, _DATA.name, " ".join(COLUMNS))
    for entry in data[column]:
        strict(entry, f"{_DATA.name} 的 [[{column}]]", "headings source")
    return tuple(frozenset(entry["headings"]) for entry in data[column])
