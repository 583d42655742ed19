"""Checks of the money rows above a table of targets (年度资金总额, 其中…, 按收入性质分, 按支出性质分)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from sheetscore.checks.base_table.base_rows import Line
from sheetscore.checks.base_table.breakdowns import Breakdown, sums, total_of
from sheetscore.checks.base_table.own_rates import execution_rate, percent_slip
from sheetscore.checks.base_table.printed_figures import is_unread, named, shown, value_of
from sheetscore.checks.cell.cell_values import WAN_RATIO
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import decimal, fraction, half_up, percent, plain
from sheetscore.exact.intervals import sum_text
from sheetscore.exact.rate_bases import bases, told
from sheetscore.exact.relation import wrong_one
from sheetscore.model.finding import Finding
from sheetscore.model.outcome import Status
from sheetscore.readers.target_table.money import BEGINNING
from sheetscore.words import names
from sheetscore.words.text import quoted
from sheetscore.words.vocabulary import pattern

SECTION, TOTAL = "资金", "年度资金总额"
EXECUTION = names.BUDGET + names.EXECUTION_RATE
_SOURCE = pattern("财政(?:拨款|资金)|{last_year}{carried}|其他|单位资金|自有|自筹|专户")
"""Where the money of the total comes from; 中央, 省级 … are parts of these."""
_DIVIDED = Fraction(1, 100)


def check_D01(context: Context) -> Iterator[Finding]:
    """年度资金总额＝其中各项之和，年初预算、全年预算、全年执行三栏分别相加；“其中”里的“其中”不再相加，只列一项的可以小于总额。

    级别：错误；尾差，提示；有空白的一项补上就能对上的，提醒。容差：（项数＋1）×末位半个单位。
    来源：财预〔2020〕10号 自评表“年度资金总额”及其中各行。
    """
    whole, parts = _rows(context)
    among = [
        part for part in parts if not part.item.startswith((names.BY_INCOME, names.BY_SPENDING))
    ]
    if sum(part.among for part in among) > 1:  # a 其中 within the 其中
        among = [part for part in among if _SOURCE.search(part.item)]
    if whole and among:
        breakdown = Breakdown(whole, tuple(among))
        yield from sums(context, breakdown, "D01", [breakdown])


def check_D02(context: Context) -> Iterator[Finding]:
    """按收入性质分的合计＝按支出性质分的合计＝全年执行数。

    级别：错误；有空白的一项、补上就能对上的，提醒。容差：0.01 万元。来源：部门整体支出绩效自评表“按收入性质分”“按支出性质分”。
    """
    whole, parts = _rows(context)
    spent: Any = whole.record(names.BOOKED) if whole else None
    if value_of(spent) is None:
        return
    for kind in (names.BY_INCOME, names.BY_SPENDING):
        rows = [part for part in parts if part.item.startswith(kind)]
        records = [row.record(names.BOOKED) for row in rows]
        known = [record for record in records if value_of(record) is not None]
        found = sum((record.value for record in known), decimal(0))
        off = spent.value - found
        if not known or abs(fraction(off)) <= _DIVIDED or any(map(is_unread, records)):
            continue
        blank = len(known) < len(records) and off > 0
        line = sum_text(shown(context, each) for each in known)
        hint = f"有 {len(records) - len(known)} 项没有填，如共为 {plain(off)} 就能对上。"
        yield context.at_record(
            known[0], "D02", "warning" if blank else "error",
            f"{kind[:-1]}分的合计 {line}＝{plain(found)}，全年执行数 {plain(spent.value)}，差 {plain(abs(off))}。"
            f"{hint if blank else _which(context)}",
            found=plain(found), expected=plain(spent.value), advice="请核对各项和全年执行数，三者应相等。",
        )  # fmt: skip


def _which(context: Context) -> str:
    """Which of the figures of 全年执行数 would close both divisions."""
    whole, parts = _rows(context)
    if whole is None:
        return ""
    found = []
    for kind in (names.BY_INCOME, names.BY_SPENDING):
        rows = [part.record(names.BOOKED) for part in parts if part.item.startswith(kind)]
        if known := [record for record in rows if value_of(record) is not None]:
            found.append(total_of(context, whole.record(names.BOOKED), known))
    return wrong_one(found, named)


def check_D03(context: Context) -> Iterator[Finding]:
    """执行率＝全年执行数÷全年预算数，资金各行都核对；与年初预算数相除才相符的，写明是口径不同。

    级别：错误。容差：分子、分母和印出的率四舍五入的范围。来源：财预〔2020〕10号 自评表“执行率（B/A）”。
    """
    whole, parts = _rows(context)
    for line in [whole, *parts] if whole else []:
        own = execution_rate(context, line)
        if own is None or own.fits(own.result.shown) or percent_slip(own) is not None:
            continue
        printed, spent, budget = (each.shown for each in (own.result, own.top, own.low))
        start: Any = line.record(names.BUDGET)
        known = [(names.FULL_BUDGET, budget)] + (
            [(names.OPENING_BUDGET, shown(context, start))] if value_of(start) else []
        )
        expected = percent(own.top.exact / own.low.exact)
        of = "" if line is whole else quoted(line.item)
        yield context.at_record(
            line.record(names.EXECUTION_RATE), "D03", "error",
            f"{of}执行率填 {printed.told}，应为 {expected}：{own.proof}。"
            f"{told(spent, printed, bases(spent, printed, known))}",
            found=printed.text, expected=expected, advice="请以全年预算数为分母，更正执行率和得分。",
        )  # fmt: skip


def check_D04(context: Context) -> Iterator[Finding]:
    """预算执行率得分＝执行率×分值，最高为分值；自评是用取整的执行率（49.88% 当作 50%）算出来的，写明。

    级别：提示（得分不一致由 E01 报告错误）。容差：0.005 分。来源：财预〔2020〕10号；北京市海淀区 2016 年自评表的取整做法。
    """
    for row in context.rows():
        if row.indicator != EXECUTION or row.status is not Status.DIFFERS or row.rate is None:
            continue
        if row.rule.quantities:
            continue
        for places in (1, 0):
            rounded = fraction(half_up(row.rate * 100, places)) / 100
            if half_up(min(fraction(1), rounded) * fraction(row.points), 2) == row.claimed:
                yield context.at(
                    row, row.claimed_cell, "D04", "info",
                    f"自评 {plain(row.claimed)} 分是把执行率 {percent(row.rate)} 取整为 "
                    f"{percent(rounded, places)} 算出来的，应得 {plain(row.score)} 分。",
                    found=plain(row.claimed), expected=plain(row.score), advice="请用没有取整的执行率计分。",
                )  # fmt: skip
                break


def check_D05(context: Context) -> Iterator[Finding]:
    """全年执行数不大于全年预算数（执行率不超过 100%），资金各行都核对。

    表上只有年初预算数（A）、全年执行数（B）的，执行率按它算，超过的提醒核对口径。

    级别：错误；只有年初预算数的，提醒。容差：按显示的位数比较，显示相等的不报。来源：财预〔2020〕10号 自评表资金各行；绥阳 2021。
    """
    whole, parts = _rows(context)
    for line in [whole, *parts] if whole else []:
        spent, budget = line.record(names.BOOKED), line.record(names.FULL_BUDGET)
        if value_of(spent) is None or value_of(budget) is None:
            continue
        if budget.value > 0 and spent.value / budget.value >= WAN_RATIO[0]:
            continue  # 元 filled in for 万元: B03
        if shown(context, spent).value > shown(context, budget).value:
            if str(budget.label).endswith(BEGINNING):
                yield context.at_record(
                    spent, "D05", "warning",
                    f"{quoted(line.item)}全年执行 {plain(spent.value)} 大于年初预算 {plain(budget.value)}；"
                    "表上没有全年预算数，执行率按年初预算数算。",
                    found=plain(spent.value), expected=f"{names.FULL_BUDGET}数", advice="请核对口径：年中有追加的，按全年预算数算执行率。",
                )  # fmt: skip
                continue
            yield context.at_record(
                spent, "D05", "error",
                f"{quoted(line.item)}全年执行 {plain(spent.value)} 大于全年预算 {plain(budget.value)}。",
                found=plain(spent.value), expected=f"不大于 {plain(budget.value)}", advice="请核对；有追加的，请更正全年预算数。",
            )  # fmt: skip


def check_D12(context: Context) -> Iterator[Finding]:
    """总分不超过计分方案按预算执行率定的上限（如执行率 70%～80% 的总分最高 89 分）。

    级别：错误。容差：0。来源：城市预算管理一体化操作手册（只在选用该计分方案时）。
    """
    most, claimed = context.totals.most, context.totals.claimed
    if most is None or claimed is None or claimed <= most:
        return
    row = next(row for row in context.rows() if row.indicator == EXECUTION)
    yield context.at(
        row, row.claimed_cell or row.points_cell, "D12", "error",
        f"执行率 {percent(row.rate)}，按计分方案总分最高 {plain(most)} 分，自评总分 {plain(claimed)} 分。",
        found=plain(claimed), expected=f"不超过 {plain(most)}", advice="请按上限更正总分。",
    )  # fmt: skip


def _rows(context: Context) -> tuple[Line | None, list[Line]]:
    """年度资金总额 and the other rows of money."""
    found = [line for line in context.lines if _section(line) == SECTION]
    whole = next((line for line in found if line.item == TOTAL), None)
    return whole, [line for line in found if line is not whole and line.item != TOTAL]


def _section(line: Line) -> str:
    record: Any = next(iter(line.figures.values()))
    return str(record.section)
