"""What only the report text proves: a second level of proof, shown apart and never part of a total.

追加预算 is not on the form. From 年初预算 and 决算 follows 追加 + 上年结转 − 年末结余, so the rate holds unless a large 上年结转
explains it; the finding says how large.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, half_up, percent, plain
from sheetscore.model.figure import Key, Missing, Reported
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Status
from sheetscore.reports.relations.quantities import Quantity
from sheetscore.reports.verdicts.against_tables import table_row
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words import names
from sheetscore.words.text import quoted

_ADDED = Key(names.DEPARTMENT, names.ADDED_BUDGET, 0)
_OPENING_BUDGET = Key(names.ADJUSTMENT, names.BUDGET, 0)
_SAME = {
    _OPENING_BUDGET: Key(names.SPENDING, names.BUDGET, 0),
    Key(names.DEPARTMENT, names.LAST_YEARS_REST, 0): Key(names.CARRIED_IN, names.BOOKED, 0),
    Key(names.DEPARTMENT, names.REST_AT_END, 0): Key(names.CARRIED_ON, names.BOOKED, 0),
}
"""Figures that a form asks for, and what a report calls them."""
_LAST_PROJECTS = Key(names.PROJECTS, names.BOOKED, -1)
_STEPS = 60


@dataclass(frozen=True)
class Derived:
    """A figure put together from the text (and the tables): its value in 万元, and how."""

    value: Fraction
    how: str
    quantity: Quantity


def check_E01(context: ReportContext) -> Iterator[Finding]:
    """按报告文字推算的得分与自评得分不一致（表内缺数据的“预算控制率”“预算调整率”）。

    级别：错误，请核对上年结转；要不成立，上年结转不必大于上年全部项目支出的（或不知道上年项目支出的），提醒。
    推算的是“追加＋上年结转－年末结余”，写明上年结转多大才不成立；不计入合计。来源：docs/读法.md。
    """
    if context.tables is None:
        return
    opening = derived(context, Key(names.SPENDING, names.BUDGET, 0))
    booked = derived(context, Key(names.SPENDING, names.BOOKED, 0))
    if opening is None or booked is None or opening.value <= 0:
        return
    for row in context.tables.rows():
        keys = {figure.key for figure in row.inputs}
        if row.status is not Status.MISSING or keys != {_ADDED, _OPENING_BUDGET}:
            continue
        moved = booked.value - opening.value
        rate = moved / opening.value
        score = row.rule.score(rate) if moved >= 0 else None
        if score is None or row.claimed is None or score == row.claimed:
            continue
        carried = _carried(row, opening.value, moved, score)
        place = booked.quantity.block.place(booked.quantity.figure.start)
        yield Finding(
            "E01", "error" if _beyond(context, carried) else "warning",
            f"{quoted(row.indicator)}自评 {plain(row.claimed)} 分，按报告文字推算应得 {plain(score)} 分：年初预算 {opening.how}，"
            f"决算 {booked.how}，多 {plain(moved)} 万元（追加＋上年结转－年末结余），是年初预算的 {percent(rate)}；"
            f"{_unless(carried)}只凭报告文字推算，没有计入合计。",
            context.report.file, "", place, plain(row.claimed), plain(score),
            "请在“缺数清单”补填追加预算和上年结转，再交回评分。",
        )  # fmt: skip


def _carried(row: Any, opening: Fraction, moved: Fraction, score: Decimal) -> Fraction | None:
    """How large 上年结转 must be for another score; None where no carry-over changes it."""
    low, high = Fraction(0), moved
    if row.rule.score(Fraction(0)) == score:
        return None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if row.rule.score((moved - middle) / opening) == score:
            low = middle
        else:
            high = middle
    return high


def _unless(carried: Fraction | None) -> str:
    return "" if carried is None else f"除非上年结转超过 {half_up(carried, 2):f} 万元，结论不变。"


def _beyond(context: ReportContext, carried: Fraction | None) -> bool:
    """Would 上年结转 have to exceed all that was spent on projects last year? Then it hardly explains the difference."""
    if carried is None:
        return True
    spent = table_row(context, _LAST_PROJECTS)
    return spent is not None and carried > Fraction(spent.value)


def derived(context: ReportContext, key: Key) -> Derived | None:
    """总支出 as the text states it, or 基本支出 + 项目支出 from the text and, where it lacks one, the table."""
    stated = [q for q in context.quantities if q.key == key]
    if stated:
        first = stated[0]
        one = len({q.value for q in stated}) == 1
        return Derived(first.value, _told(first), first) if one else None
    parts = [
        _part(context, Key(item, key.measure, key.year)) for item in (names.BASIC, names.PROJECTS)
    ]
    quantities = [quantity for quantity, _, _ in parts if quantity]
    if not quantities or any(value is None for _, value, _ in parts):
        return None
    value = sum((value for _, value, _ in parts if value is not None), Fraction(0))
    how = "＋".join(how for _, _, how in parts)
    return Derived(value, f"{how}＝{plain(value)} 万元", quantities[-1])


def _part(context: ReportContext, key: Key) -> tuple[Quantity | None, Fraction | None, str]:
    stated = [q for q in context.quantities if q.key == key]
    if len({q.value for q in stated}) == 1:
        return stated[0], stated[0].value, _told(stated[0])
    row = None if stated else table_row(context, key)
    if row is None:
        return None, None, ""
    return None, Fraction(row.value), f"{plain(row.value)}（{row.sheet}!{row.cell}）"


def _told(quantity: Quantity) -> str:
    return f"{plain(quantity.value)}（报告{quantity.block.place(quantity.figure.start)}）"


def reported(context: ReportContext) -> tuple[Reported, ...]:
    """Figures that the tables lack and the text states, each once, with the sentence they stand in."""
    if context.tables is None:
        return ()
    found: dict[Key, Reported] = {}
    for row in context.tables.rows():
        for missing in row.missing:
            key = Key(missing.item, missing.measure, missing.year)
            one = None if key in found else _reported(context, key, missing)
            if one:
                found[key] = one
    return tuple(found.values())


def _reported(context: ReportContext, key: Key, missing: Missing) -> Reported | None:
    if missing.unit == "%":
        return _satisfaction(context, key)
    if key == _OPENING_BUDGET:
        total = derived(context, _SAME[key])
        return _of(context, key, total.quantity, total.value, total.how) if total else None
    wanted = _SAME.get(key, key)
    stated = [q for q in context.quantities if q.key == wanted]
    if len({q.value for q in stated}) != 1:
        return None
    return _of(context, key, stated[0], stated[0].value, "")


def _of(
    context: ReportContext, key: Key, quantity: Quantity, value: Fraction, how: str
) -> Reported:
    block, figure = quantity.block, quantity.figure
    start, end = block.sentence(figure.start)
    return Reported(
        key, decimal(value), "万元", context.report.file, block.place(figure.start),
        block.text[start:end].strip(), how,
    )  # fmt: skip


def _satisfaction(context: ReportContext, key: Key) -> Reported | None:
    """The one 满意度 that the text states as reached (not 90%以上, which is a target)."""
    if "满意" not in key.item:
        return None
    found = [
        (block, figure) for block in context.report.blocks if not block.table
        for figure in block.figures
        if figure.kind == "rate" and not figure.approx
        and block.subject(figure).endswith(("满意度", "满意率"))
    ]  # fmt: skip
    if len({figure.exact for _, figure in found}) != 1:
        return None
    block, figure = found[0]
    start, end = block.sentence(figure.start)
    return Reported(
        key, decimal(figure.exact), "%", context.report.file, block.place(figure.start),
        block.text[start:end].strip(),
    )  # fmt: skip
