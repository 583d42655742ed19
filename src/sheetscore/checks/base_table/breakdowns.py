"""A row and the rows that it is made of: the sum of each column, rounding-aware, with the figure that is likely wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sheetscore.checks.base_table.base_rows import Column, Line
from sheetscore.checks.base_table.printed_figures import (
    Filed,
    column_name,
    filed,
    is_unread,
    named,
    shown,
    value_of,
)
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import plain
from sheetscore.exact.relation import Sum, wrong_one
from sheetscore.model.finding import Finding, Level
from sheetscore.words.text import quoted


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A row and the rows that it consists of; `extra` are those that may or may not be counted in."""

    whole: Line
    parts: tuple[Line, ...]
    extra: tuple[Line, ...] = ()

    @property
    def some(self) -> bool:
        """Is only one part of the whole named (其中：重点项目支出)? Then it may well be less."""
        return len(self.parts) == 1 and self.parts[0].among and not self.parts[0].numbered


def filled(breakdown: Breakdown, column: Column) -> list[Any]:
    """The parts of one column that hold a figure."""
    parts = [line.figures.get(column) for line in breakdown.parts]
    return [part for part in parts if value_of(part) is not None]


def total_of(context: Context, whole: Any, parts: Sequence[Any]) -> Sum[Filed]:
    """A record and the records that it must be the sum of."""
    total, *found = (filed(each, shown(context, each)) for each in (whole, *parts))
    return Sum(total, tuple(found))


def sums(
    context: Context, breakdown: Breakdown, code: str, related: Sequence[Breakdown]
) -> Iterator[Finding]:
    """A finding for each column that does not add up; `related` are the sums that share its figures, itself included.

    Nothing is said of a column without parts or without a total: what is not filled contradicts nothing. Nor of one with a cell
    that cannot be read (B01): what it would add is not known.
    """
    for column, record in breakdown.whole.figures.items():
        if record.unit == "%":
            continue  # rates do not add up
        parts, stated = filled(breakdown, column), value_of(record)
        cells = [each.figures.get(column) for each in (*breakdown.parts, *breakdown.extra)]
        if stated is None or not parts or any(map(is_unread, cells)):
            continue
        found = sum(part.value for part in parts)
        apart = [value_of(line.figures.get(column)) or 0 for line in breakdown.extra]
        if stated in (found, found - sum(apart)) or (breakdown.some and found < stated):
            continue
        yield from _sum(context, breakdown, column, code, related)


def _sum(
    context: Context, breakdown: Breakdown, column: Column, code: str, related: Sequence[Breakdown]
) -> Iterator[Finding]:
    """One column in which a row is not what its parts add up to."""
    record, parts = breakdown.whole.figures[column], filled(breakdown, column)
    found = total_of(context, record, parts)
    items, whole = [each.shown for each in found.parts], found.result.shown
    if sum(item.value for item in items) == whole.value:
        return  # only the decimals that are not shown differ
    off = record.value - sum(part.value for part in parts)
    blank = [line.item for line in breakdown.parts if value_of(line.figures.get(column)) is None]
    level: Level = "info" if found.within else "warning" if blank and off > 0 else "error"
    hint = {
        "info": "差额在四舍五入的范围内（尾差）。",
        "warning": f"{'、'.join(map(quoted, blank))}没有填，如共为 {plain(off)} 就能对上。",
    }.get(level, "")
    fix = _fix(context, column, related) if level != "warning" else ""
    hint += fix if level == "error" or fix.startswith("只要") else ""
    told = [quoted(item.told) for item in items if item.stored is not None]
    stored = f"（其中{'、'.join(told)}）" if told else ""
    yield context.at_record(
        record, code, level,
        f"{column_name(record)}{quoted(record.item)} {whole.told}，各项之和 {plain(sum(i.value for i in items))}，"
        f"差 {plain(abs(off))}{stored}：{found.proof}。{hint}",
        found=plain(record.value), expected=plain(sum(part.value for part in parts)), advice="请核对合计和各项。",
    )  # fmt: skip


def _fix(context: Context, column: Column, related: Sequence[Breakdown]) -> str:
    """Which figure of this column would close all of its sums."""
    records = [(each.whole.figures.get(column), filled(each, column)) for each in related]
    known = [(whole, parts) for whole, parts in records if value_of(whole) is not None and parts]
    return wrong_one((total_of(context, *each) for each in known), named)
