"""The subject of a condition, the first law of rules.md: it may equal or shorten the row's name, never extend it."""

from __future__ import annotations

from sheetscore.rules.text import name_key
from sheetscore.rules.wording import MEASURE_NOUNS, SCOPE_WORDS


def names_same(subject: str, name: str, first: str) -> bool:
    """True when `subject` can only mean the quantity of the row.

    It must equal or shorten the row's `name`, or the `first` subject of the same wording, end in a measure noun and bring no
    negation or scope word (不, 人均, 上年 …) that the name does not have.
    """
    key, row, lead = name_key(subject), name_key(name), name_key(first)
    if not key:
        return True
    if key == row or (lead and key == lead):
        return True
    if _scope(key, row or lead):
        return False
    if not key.endswith(MEASURE_NOUNS):
        return False
    if row and _shortens(key, row):
        return True
    if lead:
        return _shortens(key, lead)
    return not row


def shortened_head(subject: str, name: str) -> bool:
    """True for the head of the name without its measure noun: “三公经费” for “三公经费”变动率."""
    key, row = name_key(subject), name_key(name)
    return bool(key) and row.startswith(key) and row[len(key) :] in _TAILS


_TAILS = (
    "变动率",
    "控制率",
    "完成率",
    "执行率",
    "调整率",
    "覆盖率",
    "合格率",
    "达标率",
    "到位率",
    "率",
)


def _shortens(key: str, whole: str) -> bool:
    """`key` is `whole` with characters taken from its front, or is the measure noun it ends in."""
    return whole.endswith(key)


def _scope(key: str, reference: str) -> bool:
    return any(word in key and word not in reference for word in SCOPE_WORDS)
