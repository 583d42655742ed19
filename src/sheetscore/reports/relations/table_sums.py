"""Totals, subtotals, shares and rates in the tables of a report.

A row is a total by its label: 合计 at the end or at the top, 小计 of the rows since the last one. Rows that are set apart
by levels (一、, 1., 其中) may be parts of each other and are left alone, unless the total stands at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce

from sheetscore.regexes import regex
from sheetscore.reports.relations.details import Details
from sheetscore.reports.relations.in_report import Ratio
from sheetscore.reports.relations.quantities import Quantity
from sheetscore.reports.relations.sums import compare, sum_of
from sheetscore.reports.text.blocks import Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.text.table_grids import Grid, Row, grids
from sheetscore.words.names import BOOKED
from sheetscore.words.vocabulary import pattern

_TOTAL = pattern("{total_row}(?:数|金额)?$")
_NAMED_TOTAL = pattern("{sum_word}$")
_SUBTOTAL = pattern("{subtotal}$")
_LEVELS = regex(
    r"\s*(?:其中|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|[①-⑳])"
)
_AMOUNTS = pattern("{money_column}")
_RATE_COLUMN = pattern("{rate_column}")
_ACTUAL_COLUMN = pattern("{actual_column}")
_BUDGET_COLUMN = pattern("{budget_column}")
_SCORES = regex(r"^(?:自评|复核|实际|评价)?得分$|^分值$|^权重$|^满分$|^标准分值?$")
_GOT, _FULL = regex(r"得分$"), regex(r"分值$|权重$|满分$")
_SHARE = regex(r"占[^率]{0,10}比|占比|比重|比例")
_BOOKED = pattern("{booked_column}")
_RATE = regex(r"率")
_NOUNS = pattern("{projects_money}")
_NIL = frozenset(["", "-", "—", "——", "/", "无"])
_FEWEST = 3
_HALF = Fraction(1, 2)


@dataclass(frozen=True)
class _Group:
    """A row that is the sum of others. `sure`: its label says so; `plain`: the rows below the subtotals among the parts."""

    head: Row
    parts: tuple[Row, ...]
    sure: bool
    plain: tuple[Row, ...] = ()


def table_details(report: Report, quantities: Sequence[Quantity]) -> Iterator[Details]:
    """Every total or subtotal of a table with its parts, column by column; tables without one against the text."""
    for grid in grids(report):
        groups = list(_groups(grid))
        for column in grid.columns(_AMOUNTS):
            if not column or any(no.search(grid.header[column]) for no in (_RATE, _SHARE)):
                continue
            for group in groups:
                yield from _of_group(grid, group, column)
            if not groups:
                yield from _against_text(grid, column, quantities)
        for column in grid.columns(_SCORES):
            for group in groups:
                yield from _of_group(grid, group, column)


def _groups(grid: Grid) -> Iterator[_Group]:
    """The rows that are sums, each with its parts."""
    rows = list(grid.rows)
    if len(rows) < 2:
        return
    if _is_total(rows[0]):
        inner = re.match("其中", rows[1].label) is not None
        sure = _TOTAL.fullmatch(rows[0].label) is not None or inner
        labels = [re.sub("^其中[：:]?", "", rows[1].label), *(row.label for row in rows[2:])]
        if not any(_is_total(row) for row in rows[1:]) and not any(map(_LEVELS.match, labels)):
            yield _Group(rows[0], tuple(rows[1:]), sure)
        return
    subtotals = [row for row in rows if _SUBTOTAL.search(row.label)]
    if not subtotals and any(_LEVELS.match(row.label) for row in rows):
        return
    since: list[Row] = []
    top: list[Row] = []
    plain: list[Row] = []
    for row in rows:
        if _SUBTOTAL.search(row.label):
            if since:
                yield _Group(row, tuple(since), True)
            top.append(row)
            since = []
        elif _is_total(row):
            if row is rows[-1] and top + since:
                yield _Group(row, tuple(top + since), True, tuple(plain))
            return
        else:
            since.append(row)
            plain.append(row)


def _is_total(row: Row) -> bool:
    label = row.label
    return _TOTAL.fullmatch(label) is not None or _NAMED_TOTAL.search(label) is not None or (
        _SUBTOTAL.search(label) is not None and row.block.row <= 2
    )  # fmt: skip


def _is_sum(row: Row) -> bool:
    return _is_total(row) or _SUBTOTAL.search(row.label) is not None


def _of_group(grid: Grid, group: _Group, column: int) -> Iterator[Details]:
    head = _figure(group.head, column)
    parts = [_figure(row, column) for row in group.parts]
    known = [part for part in parts if part]
    rows = zip(parts, group.parts, strict=True)
    unread = any(part is None and row.text(column) not in _NIL for part, row in rows)
    if head is None or len(known) < 2 or unread:
        return
    if _SCORES.search(grid.header[column]):  # scores are what they are: no rounding
        head, *known = (replace(figure, kind="points") for figure in (head, *known))
    verdict = compare(head, known)
    below = [figure for row in group.plain if (figure := _figure(row, column))]
    if below and verdict in ("over", "under") and compare(head, below) in ("ok", "tail"):
        return  # a subtotal is wrong, and the total right
    if len(known) < len(parts) and verdict == "under":
        return
    if not group.sure and (verdict in ("over", "under") and _some_first_rows(head, known)):
        return
    what = f"“{grid.header[column]}”一列 {len(known)} 行"
    sure = group.sure
    yield Details(head, tuple(known), block=group.head.block, sure=sure, what=what, total_row=sure)


def _figure(row: Row, column: int) -> Figure | None:
    figure = row.figure(column)
    return figure if figure and figure.kind in ("amount", "points") and not figure.approx else None


def _some_first_rows(head: Figure, parts: Sequence[Figure]) -> bool:
    """Do the first rows make the total, so that the others are of something else?"""
    return any(compare(head, parts[:count]) in ("ok", "tail") for count in range(1, len(parts)))


def _against_text(grid: Grid, column: int, quantities: Sequence[Quantity]) -> Iterator[Details]:
    """A column of booked figures without a total row, against the total that the text states."""
    name = grid.header[column]
    if not (grid.unit_stated and _BOOKED.search(name)) or any(
        _SUBTOTAL.search(r.label) for r in grid.rows
    ):
        return
    parts = [_figure(row, column) for row in grid.rows]
    known = tuple(part for part in parts if part)
    nouns = set(_NOUNS.findall(grid.title))
    found = [
        q for q in quantities
        if q.key.measure == BOOKED and q.key.year == 0 and nouns & set(_NOUNS.findall(q.block.before(q.figure)))
    ]  # fmt: skip
    if len(known) == len(parts) and len({q.value for q in found}) == 1:
        what = f"“{grid.title.split('　')[0]}”的“{name}”一列 {len(known)} 行"
        yield Details(found[0].figure, known, block=found[0].block, sure=False, what=what)


def table_shares(report: Report) -> Iterator[Ratio]:
    """Shares in a column of a table, of the total of the column of amounts before it.

    Where most rows are shares of the stated total they are taken so; else of the sum of the parts, where that fits.
    """
    for grid in grids(report):
        for column in grid.columns(_SHARE):
            amounts = [
                i
                for i in grid.columns(_AMOUNTS)
                if 0 < i < column and not _RATE.search(grid.header[i])
            ]
            if not amounts or _SHARE.search(grid.header[amounts[-1]]):
                continue
            yield from _shares_of(grid, amounts[-1], column)


def _shares_of(grid: Grid, amounts: int, column: int) -> Iterator[Ratio]:
    rows = [
        (row, figure, rate) for row in grid.rows
        if (figure := _figure(row, amounts)) and (rate := row.figure(column, grid.per_cent(column)))
        and rate.kind == "rate" and not rate.approx and not _is_sum(row)
    ]  # fmt: skip
    totals = [f for row in grid.rows if _is_total(row) and (f := _figure(row, amounts))]
    plain = [figure for _, figure, _ in rows]
    if len(plain) < _FEWEST:
        return
    whole = reduce(sum_of, plain)
    best: list[Ratio] = []
    for total in [*totals, whole]:
        found = [Ratio(rate, figure, total, block=row.block) for row, figure, rate in rows]
        if sum(r.agrees for r in found) > sum(r.agrees for r in best):
            best = found
    if best and sum(ratio.agrees for ratio in best) > len(best) * _HALF:
        yield from best


def table_rates(report: Report) -> Iterator[Ratio]:
    """Rates of execution in the rows of tables whose header names one budget, one actual figure and one rate."""
    for grid in grids(report):
        rates = grid.columns(_RATE_COLUMN)
        actual = [i for i in grid.columns(_ACTUAL_COLUMN) if i not in rates]
        budget = [i for i in grid.columns(_BUDGET_COLUMN) if i not in rates + actual]
        if not len(rates) == len(actual) == len(budget) == 1:
            continue
        for row in grid.rows:
            rate = row.figure(rates[0], grid.per_cent(rates[0]))
            low, top = row.figure(budget[0]), row.figure(actual[0])
            if low and top and rate and rate.kind == "rate" and not rate.approx:
                yield Ratio(rate, top, low, block=row.block)


@dataclass(frozen=True)
class OverFull:
    """A score above its full mark, in a row of a table."""

    row: Row
    got: Figure
    full: Figure


def over_full(report: Report) -> Iterator[OverFull]:
    """Every row whose 得分 is above its 分值."""
    for grid in grids(report):
        got = [i for i in grid.columns(_SCORES) if _GOT.search(grid.header[i])]
        full = [i for i in grid.columns(_SCORES) if _FULL.search(grid.header[i])]
        if len(got) != 1 or len(full) != 1:
            continue
        for row in grid.rows:
            one, other = _figure(row, got[0]), _figure(row, full[0])
            if one and other and one.exact > other.exact:
                yield OverFull(row, one, other)
