"""Checks of figures of the 基础数据表 that can stand, but hardly so: jumps, zeros, sums larger than the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from sheetscore.checks.base_table.base_figures import PUBLIC, TRIPLE
from sheetscore.checks.base_table.printed_figures import column_name, under, value_of
from sheetscore.checks.cell.cell_values import WAN_RATIO
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import percent, plain
from sheetscore.model.columns import rows
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex
from sheetscore.words.names import (
    ADDED_BUDGET,
    ADJUSTMENT,
    BOOKED,
    BUDGET,
    DEPARTMENT,
    PROJECTS,
    PURCHASES,
)
from sheetscore.words.text import quoted

_RUNNING = regex(r"公(?:务)?(?:用)?车运行")
_DAILY = regex(r"水费|电费|差旅")
_JUMP = Fraction(1, 2)
_ADJUSTED = Fraction(3, 10)
_CENT = Fraction(1, 100)


def check_C06(context: Context) -> Iterator[Finding]:
    """不合常理的 0：公车运行维护有预算而决算是 0；公用经费有支出而水费、电费、差旅费各栏都是 0。

    级别：提醒。来源：基础数据表“经费控制情况”。
    """
    for _, below in under(context, TRIPLE):
        for line in below:
            budget, final = line.record(BUDGET), line.record(BOOKED)
            if _RUNNING.search(line.item) and (value_of(budget) or 0) > 0 and value_of(final) == 0:
                yield context.at_record(
final, "C06", "warning", f"{quoted(line.item)}预算 {plain(budget.value)}，决算是 0。",
found="0", expected="有车辆就有运行费", advice="请核对是没有发生，还是没有填或列到了别处。",
)  # fmt: skip
    for whole, below in under(context, PUBLIC):
        spent = whole.record(BOOKED)
        for line in below:
            values = [value_of(record) for record in line.figures.values()]
            if _DAILY.search(line.item) and (value_of(spent) or 0) > 0 and len(values) > 1 and not any(v != 0 for v in values):  # fmt: skip
                record = next(iter(line.figures.values()))
                yield context.at_record(
record, "C06", "warning", f"公用经费有支出 {plain(spent.value)}，{quoted(line.item)}各栏都是 0。",
found="0", expected="实际发生数", advice="请核对是没有发生，还是没有分开填。",
)  # fmt: skip


def check_C08(context: Context) -> Iterator[Finding]:
    """预算调整：年初预算＋追加预算＝调整后（或决算）数；调整超过年初数 30% 的要有说明。

    级别：提醒。容差：0.01 万元。来源：基础数据表“部门整体支出预算调整”；财预〔2013〕53号 预算调整率。
    """
    start, end = _find(context, ADJUSTMENT, BUDGET), _find(context, ADJUSTMENT, BOOKED)
    if start is None or end is None or start.value <= 0:
        return
    added = _find(context, DEPARTMENT, ADDED_BUDGET)
    if added is not None and abs(Fraction(start.value + added.value - end.value)) > _CENT:
        yield context.at_record(
end, "C08", "warning", f"年初预算 {plain(start.value)}＋追加预算 {plain(added.value)}＝{plain(start.value + added.value)}，"
            f"表上调整后是 {plain(end.value)}。",
found=plain(end.value), expected=plain(start.value + added.value), advice="请核对三个数；差额是上年结转或年末结余的，请写明。",
)  # fmt: skip
    change = Fraction(end.value - start.value) / Fraction(start.value)
    if abs(change) > _ADJUSTED and not _note_beside(context, end):
        yield context.at_record(
end, "C08", "warning", f"预算由 {plain(start.value)} 调整为 {plain(end.value)}，{_change(change, _ADJUSTED)}，超过 30%，没有说明。",
found=_change(change, _ADJUSTED), expected="不超过 30%，或有说明", advice="请说明调整的原因。",
)  # fmt: skip


def check_C09(context: Context) -> Iterator[Finding]:
    """政府采购金额不大于部门整体支出（“预算调整”一行的年初数、调整后数里较大的）；有采购决算的要有采购预算。

    级别：采购大于总支出，错误；有决算没有预算而该数不影响计分的（影响计分的见 E12），提醒。容差：0。来源：基础数据表“政府采购金额”。
    """
    bought = _find(context, PURCHASES, BOOKED)
    wholes = [_find(context, ADJUSTMENT, measure) for measure in (BUDGET, BOOKED)]
    whole = max(
        filter(None, wholes), key=lambda row: row.value, default=None
    )  # some file the change alone
    if bought is not None and whole is not None and bought.value > whole.value:
        yield context.at_record(
bought, "C09", "error", f"政府采购 {plain(bought.value)} 大于部门整体支出 {plain(whole.value)}。",
found=plain(bought.value), expected=f"不大于 {plain(whole.value)}", advice="请核对两个数和金额单位。",
)  # fmt: skip
    supplied = _find(context, PURCHASES, BUDGET) is not None
    asked = {missing.cell for row in context.rows() for missing in row.missing}
    for record in context.figures:
        if (record.item, record.measure, record.year) != (PURCHASES, BUDGET, 0):
            continue
        if supplied or bought is None or value_of(record) is not None:
            continue
        if f"{record.sheet}!{record.cell}" not in asked:  # fmt: skip
            yield context.at_record(
record, "C09", "warning", f"有政府采购决算 {plain(bought.value)}，没有采购预算。",
found="空白", expected=f"采购{BUDGET}数", advice="请补填采购预算；没有预算的，请写明。",
)  # fmt: skip


def check_C10(context: Context) -> Iterator[Finding]:
    """决算比上年增减超过 50%，表上没有说明。

    级别：提醒。容差：恰好 50% 不报。来源：基础数据表“经费控制情况”；部门决算变动说明的惯例。
    """
    for item in (TRIPLE, PROJECTS, PUBLIC, PURCHASES):
        now, before = _find(context, item, BOOKED), _find(context, item, BOOKED, -1)
        if now is None or before is None or before.value <= 0 or now.value < 0:
            continue
        change = Fraction(now.value - before.value) / Fraction(before.value)
        if abs(change) <= _JUMP or 1 + change >= WAN_RATIO[0] or _note_beside(context, now):
            continue
        yield context.at_record(
now, "C10", "warning", f"{quoted(item)}由{column_name(before)} {plain(before.value)} 到"
            f"{column_name(now)} {plain(now.value)}，{_change(change, _JUMP)}。",
found=plain(now.value), expected="增减不超过 50%，或有说明", advice="请核对两个数；无误的，请说明增减的原因。",
)  # fmt: skip


def _find(context: Context, item: str, measure: str, year: int = 0) -> Any:
    """The one figure of this key, supplied ones included; None where there is none."""
    found = [
        row for row in rows(context.base)
        if (row.item, row.measure, row.year) == (item, measure, year) and value_of(row) is not None
    ]  # fmt: skip
    return found[0] if len({row.value for row in found}) == 1 else None


def _note_beside(context: Context, record: Any) -> bool:
    """Words to the right of a figure in its own row: 备注, 说明."""
    cell, sheet = context.cell(record.sheet, record.cell), context.sheets.get(record.sheet)
    if cell is None or sheet is None:
        return False
    beside = [each for each in sheet.row(cell.row) if each.col > cell.col]
    return any(isinstance(each.value, str) and len(re.findall("[\u4e00-\u9fff]", each.value)) > 3 for each in beside)  # fmt: skip


def _change(change: Fraction, limit: Fraction) -> str:
    """增加 30.001%: with as many decimals as show that it is beyond the limit."""
    places = next(n for n in range(2, 99) if percent(abs(change), n) != percent(limit, n))
    return f"{'增加' if change > 0 else '减少'} {percent(abs(change), places)}"
