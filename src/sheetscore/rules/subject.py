"""The subject of a condition, the first law of reading (docs/读法.md): it may equal or shorten the row's name, never extend it."""

from __future__ import annotations

from sheetscore.rules.text import name_key
from sheetscore.rules.wording import GENERIC_SUBJECTS, MEASURE_NOUNS, SCOPE_WORDS


def names_same(subject: str, name: str, first: str) -> bool:
    """True when `subject` can only mean the quantity of the row.

    It must equal or shorten the row's `name` and agree with the `first` subject of the wording, end in a measure noun and
    bring no negation or scope word (不, 人均, 上年 …) that the name does not have. A row whose name is no quantity (资金落实)
    takes the first subject of its wording for one.
    """
    key, row, lead = name_key(subject), name_key(name), name_key(first)
    if (
        not key
        or key.lower() in GENERIC_SUBJECTS
        or (len(key) == 1 and key.isascii() and key.isalpha())
    ):
        return True
    if row.startswith(key) and row[len(key) :] in _COUNTS and not _brings_scope(key, row):
        return True
    if key in (row, lead):
        return True
    if not key.endswith(MEASURE_NOUNS) or _brings_scope(key, row):
        return False
    if row.endswith(MEASURE_NOUNS) and (key not in row or _denies(row.replace(key, "", 1))):
        return False
    return not lead or key in lead or (lead in key and key in row)


def shortened_head(subject: str, name: str) -> bool:
    """True for the head of the name without its measure noun: “三公经费” for “三公经费”变动率."""
    key, row = name_key(subject), name_key(name)
    return bool(key) and row.startswith(key) and row[len(key) :] in _TAILS


_COUNTS = ("次数", "人数", "数量", "场次", "天数", "户数")
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


def _denies(cut: str) -> bool:
    """不合格率 shortened to 合格率 is its opposite."""
    return any(word in cut for word in ("不", "非", "未", "没", "无", "除"))


def _brings_scope(key: str, row: str) -> bool:
    return any(word in key and word not in row for word in SCOPE_WORDS)
