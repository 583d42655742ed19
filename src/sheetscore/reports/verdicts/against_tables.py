"""Figures of a report text against the 基础数据表 beside it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import fraction, half_up, plain
from sheetscore.model.columns import rows
from sheetscore.model.figure import Key
from sheetscore.model.finding import Finding, Level
from sheetscore.regexes import regex
from sheetscore.reports.relations.averages import average_text, averages, priced
from sheetscore.reports.relations.counts import told_twice
from sheetscore.reports.relations.quantities import Quantity
from sheetscore.reports.relations.ratios import executions
from sheetscore.reports.relations.shares import shares
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words.names import POSTS, SAN_GONG, SERVING, STAFF
from sheetscore.words.vocabulary import pattern

_STAFF = (
    (POSTS, regex(r"(?:核定|人员|机关|行政)?(?:总)?编制(?:数|人数|总数)?$")),
    (
        SERVING,
        pattern(
            r"(?:现有|实有|{closing}|实际)?(?:实有)?(?:在职(?:在编)?|在编(?:在职|在岗)?)(?:人员)?(?:人?数)?$"
        ),
    ),
)
_PEOPLE = frozenset(["人", "名", "个"])


def check_F09(context: ReportContext) -> Iterator[Finding]:
    """报告所写金额与基础数据表一致，元、万元换算后按所印小数位比较；文中“折合”的两个数一致。

    级别：错误（在较粗一方的末位以内为提示；“商品和服务支出”一类近似名称为提醒）。来源：同一数据应一处一个数。
    """
    for quantity in context.quantities:
        if quantity.key.item not in SAN_GONG:
            near = "商品和服务" in quantity.block.before(quantity.figure)
            yield from against_table(context, quantity, "F09", "warning" if near else "error")
    for twice in told_twice(context.report):
        told = f"{half_up(twice.found, max(2, twice.result.places)):f} {twice.result.unit}"
        yield context.at(
            twice.block, twice.result, "F09", "error", f"{twice.parts[0].text}应是 {told}。", twice.result.text, told,
            "请核对元和万元的换算。",
        )  # fmt: skip


def check_B03(context: ReportContext) -> Iterator[Finding]:
    """户均、人均等平均数与总额、个数，或执行率、占比与它的两个数，正好相差一万倍：元和万元写混。

    级别：错误。容差：按所印小数位作区间相除。
    """
    for each in (*averages(context.report), *priced(context.report)):
        if each.verdict != "slipped":
            continue
        told = average_text(each)
        yield context.at(
            each.block, each.one, "B03", "error",
            f"{each.result.text}÷{each.other.text}＝{told}，与所写正好相差一万倍，可能把元和万元写混了。",
            each.one.text, told, "请核对金额的单位。",
        )  # fmt: skip
    stated = shares(context.report, context.sums, context.quantities)
    for found in (*executions(context.report, context.quantities), *stated):
        if found.verdict == "slipped":
            yield context.at(
                found.block, found.result, "B03", "error",
                f"{found.top.text}÷{found.low.text}＝{found.told}，与所写 {found.result.text} 正好相差一万倍，可能把元和万元写混了。",
                found.top.text, "", "请核对这两个金额的单位。",
            )  # fmt: skip


def table_row(context: ReportContext, key: Key) -> Any | None:
    """The row of the base frame with this key and a value; None where there is none or several."""
    if context.tables is None or not key.measure:
        return None
    found = [
        row for row in rows(context.tables.base)
        if row.value is not None and not row.supplied and (row.item, row.measure, row.year) == key
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def against_table(
    context: ReportContext, quantity: Quantity, code: str, level: Level
) -> Iterator[Finding]:
    """A figure of the text against the same one of the 基础数据表, by the decimals of the coarser side."""
    row = table_row(context, quantity.key)
    if row is None:
        return
    stored = fraction(row.value)
    gap = abs(quantity.value - stored)
    if not gap:
        return
    printed = quantity.figure.factor / 10**quantity.figure.places
    kept = Fraction(1, 10 ** max(0, -int(row.value.as_tuple().exponent)))
    where = f"{row.sheet}!{row.cell}"
    message = (
        f"报告写 {quantity.figure.text}，基础数据表（{where}）是 {plain(row.value)} 万元，差 {plain(gap)} 万元。"
        f"{_slip(quantity.value, stored)}"
    )
    yield context.at(
        quantity.block, quantity.figure, code, "info" if gap <= max(printed, kept) / 2 else level, message,
        quantity.figure.text, f"{plain(row.value)} 万元", "请核对报告与表，使两处一致。",
    )  # fmt: skip


def _slip(text: Fraction, stored: Fraction) -> str:
    """Does a slip of the unit explain the two values?"""
    if stored and text / stored in (10_000, Fraction(1, 10_000)):
        return "两数正好相差一万倍，可能把元和万元写混了。"
    return ""


def staff_against_table(context: ReportContext) -> Iterator[Finding]:
    """编制数 and 在职人数 of the text against the 财政供养人员情况 of the table (finding F10)."""
    if context.tables is None:
        return
    for block in context.report.blocks:
        for figure in block.figures:
            if figure.kind != "count" or figure.unit not in _PEOPLE or figure.approx or block.table:
                continue
            words = block.subject(figure)
            measure = next((name for name, pattern in _STAFF if pattern.match(words)), "")
            stored = [
                row for row in rows(context.tables.base)
                if row.item == STAFF and row.measure == measure and row.value is not None
            ]  # fmt: skip
            if len(stored) == 1 and fraction(stored[0].value) != figure.exact:
                row = stored[0]
                yield context.at(
                    block, figure, "F10", "warning",
                    f"报告写{words} {figure.text}，基础数据表（{row.sheet}!{row.cell}）{row.label}是 {plain(row.value)} 人。",
                    figure.text, f"{plain(row.value)} 人", "请核对人数的口径，使两处一致；确有不同口径的，请写明。",
                )  # fmt: skip
