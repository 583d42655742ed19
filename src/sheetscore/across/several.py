"""Checks over several files of a run: last year's return beside this year's, one unit's report beside another's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from sheetscore.checks.base_table.printed_figures import column_name
from sheetscore.checks.indicator_table.who_filed import ORGANISATION
from sheetscore.exact.amounts import decimal, fraction, percent, plain
from sheetscore.model.columns import rows
from sheetscore.model.finding import Finding
from sheetscore.reports.text.blocks import Report
from sheetscore.reports.text.passages import Passage, passages
from sheetscore.words.names import BOOKED
from sheetscore.words.text import quoted

_TOLERANCE = decimal("0.005")
_UNIT_SLIP = 10000
_LEAST_SENTENCES = 5
_LEAST_SHARE = Fraction(3, 10)
_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Years:
    """The 基础数据表 (frames with BASE_COLUMNS) of one unit's returns of two years running, with the files they stand in."""

    year: int
    file: str
    base: pd.DataFrame
    earlier_file: str
    earlier: pd.DataFrame


@dataclass(frozen=True)
class Reports:
    """A unit's report beside another unit's."""

    unit: str
    report: Report
    other_unit: str
    other: Report


def check_C11(years: Years) -> Iterator[Finding]:
    """上年决算与上年的填报表一致：今年表里的上年决算，等于同一单位上年交来的表里的当年决算，逐项比较。

    级别：错误。容差：0.005（万元）。来源：两年的基础数据表“经费控制情况”。
    """
    before = _single(years.earlier, 0)
    for key, record in _single(years.base, -1).items():
        told = before.get(key)
        if told is None or abs(record.value - told.value) <= _TOLERANCE:
            continue
        there = f"{years.year - 1}年的表（{years.earlier_file} {told.sheet}!{told.cell}）填的是 {plain(told.value)}"
        own = f"{quoted(record.item)}的{column_name(record)}填 {plain(record.value)}"
        yield Finding(
            "C11", "error", f"{own}，{there}，{_gap(record.value, told.value)}。",
            years.file, record.sheet, record.cell, plain(record.value), plain(told.value),
            "请核对两年的表，以批复的决算为准；口径有调整的，请说明。",
        )  # fmt: skip


def _single(base: pd.DataFrame, year: int) -> dict[tuple[str, str, str], Any]:
    """Final figures of that year by section, item and unit; items that stand there twice are left out."""
    found = [
        row for row in rows(base)
        if row.year == year and row.measure == BOOKED and row.value is not None and not row.supplied
    ]  # fmt: skip
    keys = [(row.section, row.item, row.unit) for row in found]
    counts = Counter(keys)
    return {key: row for key, row in zip(keys, found, strict=True) if counts[key] == 1}


def _gap(one: Decimal, other: Decimal) -> str:
    bigger, smaller = max(one, other), min(one, other)
    if smaller > 0 and fraction(bigger) == fraction(smaller) * _UNIT_SLIP:
        return "正好相差一万倍，像是一处填了元"
    return f"相差 {plain(abs(one - other))}"


def check_F13(reports: Reports) -> Iterator[Finding]:
    """和别的单位的报告文字相同：去掉单位名称后一字不差的句子有 5 句以上，并且占较短一份的三成以上。

    级别：提醒。容差：只比 16 字以上的句子；引用文号的、表格里的不比；同一单位两年的报告不比。来源：复核意见（照抄、套用其他单位报告）。
    """
    own = passages(reports.report, reports.unit)
    other = passages(reports.other, reports.other_unit)
    theirs = {each.key: each for each in other}
    copied = [each for each in own if each.key in theirs]
    shorter = min(_length(own), _length(other))
    share = Fraction(_length(copied), shorter) if shorter else Fraction(0)
    if len(copied) < _LEAST_SENTENCES or share < _LEAST_SHARE:
        return
    longest = max(copied, key=lambda each: len(each.key))
    name = reports.other_unit if ORGANISATION.search(reports.other_unit) else ""
    named = next((each for each in own if name and name in each.text), None)
    left = (
        f"第一处写着对方单位的地方：{quoted(_cut(named.text))}（{named.place}）。" if named else ""
    )
    yield Finding(
        "F13", "warning",
        f"有 {len(copied)} 句和{quoted(reports.other_unit)}的报告（{reports.other.file}）一字不差，占 {percent(share, 0)}，"
        f"最长的一句在{theirs[longest.key].place}：{quoted(_cut(longest.text))}。{left}",
        reports.report.file, "", longest.place, f"{len(copied)} 句相同", "本单位自己的情况",
        "请核对是谁照抄了谁；按本单位的实际情况重写这些段落。",
    )  # fmt: skip


def _length(found: list[Passage]) -> int:
    return sum(len(each.key) for each in found)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}……"


SEVERAL_CHECKS = (check_C11, check_F13)
