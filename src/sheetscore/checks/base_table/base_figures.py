"""Checks inside the 基础数据表: rates it prints itself, breakdowns, and figures that cannot stand together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheetscore.checks.base_table.breakdowns import Breakdown, filled, sums, total_of
from sheetscore.checks.base_table.own_rates import own_rate, percent_slip
from sheetscore.checks.base_table.printed_figures import (
    column_name,
    is_unread,
    named,
    under,
    value_of,
)
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import percent, plain
from sheetscore.exact.relation import wrong_one
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex
from sheetscore.words.names import OPERATING, PROJECTS, SAN_GONG, STAFF
from sheetscore.words.text import quoted

TRIPLE, PUBLIC = SAN_GONG[0], OPERATING
_CAR = r"公(?:务)?(?:用)?车"
_PURCHASE = regex(rf"{_CAR}购置(?:费|经费|费用)?$")
_RUNNING = regex(rf"{_CAR}运行(?:维护)?(?:费|经费|费用)?$")
_VEHICLES = regex(rf"{_CAR}(?:购置(?:和|及|、).*|经费|费|费用)$")
_ABROAD_OR_RECEPTION = regex(r"出国|公务接待|接待费")
_SPECIAL = regex(r"(?:省级?|上级|中央|市级?)专项(?:资金)?$|^专项资金$")
"""Money from above: the note of the form leaves it out of 项目支出, its later edition lists it there."""
_PUBLIC_PARTS = regex(r"办公|水费|电费|差旅|会议费|培训费")


def check_C01(context: Context) -> Iterator[Finding]:
    """在职人员控制率＝在职人员数÷编制数。

    级别：错误。容差：印出的率四舍五入的范围（人数是准数）。来源：基础数据表“财政供养人员情况”；财预〔2013〕53号 在职人员控制率。
    """
    for record in context.figures:
        if record.item == STAFF:
            yield from _rate(context, record, "C01")


def _rate(context: Context, record: Any, code: str) -> Iterator[Finding]:
    own = own_rate(context, record)
    if own is None or own.fits(own.result.shown) or percent_slip(own) is not None:
        return
    printed, expected = own.result.shown, percent(own.top.exact / own.low.exact)
    yield context.at_record(
record, code, "error", f"{quoted(record.measure)}填 {printed.told}，按表内的数是 {expected}：{own.proof}。{wrong_one([own], named)}",
found=printed.text, expected=expected, advice="请核对分子、分母，更正控制率。",
)  # fmt: skip


def check_C02(context: Context) -> Iterator[Finding]:
    """三公经费＝公务用车购置和维护经费＋出国经费＋公务接待，逐栏相加。

    级别：错误；差额在四舍五入范围内的是尾差，提示；有空白的一项补上就能对上的，提醒。容差：（项数＋1）×末位半个单位。
    来源：基础数据表“经费控制情况”；财预〔2013〕53号 “三公经费”控制率。
    """
    for whole in _triple(context):
        yield from sums(context, whole, "C02", _all(context))


def check_C03(context: Context) -> Iterator[Finding]:
    """公务用车购置和维护经费＝公车购置＋公车运行维护，逐栏相加。

    级别：错误；尾差，提示；有空白的一项补上就能对上的，提醒。容差：（项数＋1）×末位半个单位。来源：基础数据表“经费控制情况”。
    """
    for whole in _vehicles(context):
        yield from sums(context, whole, "C03", _all(context))


def check_C04(context: Context) -> Iterator[Finding]:
    """项目支出＝所列各项目之和，逐栏相加；上级专项资金算在里面、不算在里面都行，“其中”只列一项的可以小于合计。

    级别：错误；尾差，提示；有空白的一项补上就能对上的，提醒。容差：（项数＋1）×末位半个单位。来源：基础数据表“经费控制情况”及填表说明。
    """
    for whole in _projects(context):
        yield from sums(context, whole, "C04", _all(context))


def check_C05(context: Context) -> Iterator[Finding]:
    """公用经费不小于“其中”各项之和，逐栏比较（其中只列出一部分）。

    级别：错误；超出在四舍五入范围内的，提示。容差：（项数＋1）×末位半个单位。来源：基础数据表“经费控制情况”。
    """
    for breakdown in _public(context):
        for column, record in breakdown.whole.figures.items():
            parts = filled(breakdown, column)
            unread = any(is_unread(each.figures.get(column)) for each in breakdown.parts)
            if value_of(record) is None or not parts or unread:
                continue
            most = total_of(context, record, parts)
            whole, stated = most.result.shown, sum(part.value for part in parts)
            if stated <= record.value:
                continue
            tail = most.within
            hint = "在四舍五入的范围内（尾差）。" if tail else ""
            yield context.at_record(
record, "C05", "info" if tail else "error", f"{column_name(record)}{quoted(record.item)} {whole.told}，其中各项之和 {plain(stated)}，"
                f"多 {plain(stated - record.value)}：{most.proof}。{hint}",
found=plain(record.value), expected=f"不小于 {plain(stated)}", advice="请核对公用经费和其中各项。",
)  # fmt: skip


def _triple(context: Context) -> list[Breakdown]:
    """三公经费 and its parts by name; 购置 and 运行 count where no row sums them up."""
    found = []
    for line, below in under(context, TRIPLE):
        cars = [each for each in below if _VEHICLES.search(each.item)]
        cars = cars or [e for e in below if _PURCHASE.search(e.item) or _RUNNING.search(e.item)]
        others = [each for each in below if _ABROAD_OR_RECEPTION.search(each.item)]
        if len(cars) + len(others) > 1:
            found.append(Breakdown(line, (*cars, *others)))
    return found


def _vehicles(context: Context) -> list[Breakdown]:
    found = []
    for _, below in under(context, TRIPLE):
        whole = [each for each in below if _VEHICLES.search(each.item)]
        parts = [e for e in below if _PURCHASE.search(e.item) or _RUNNING.search(e.item)]
        if len(whole) == 1 and len(parts) == 2:
            found.append(Breakdown(whole[0], tuple(parts)))
    return found


def _projects(context: Context) -> list[Breakdown]:
    """The rows numbered as the first one below 项目支出; where none is, those set off as 其中 or indented."""
    found = []
    for line, below in under(context, PROJECTS):
        first = next((each.numbered for each in below if each.numbered), "")
        parts = [e for e in below if (e.numbered == first if first else e.inner)]
        if parts:
            special = tuple(part for part in parts if _SPECIAL.search(part.item))
            found.append(Breakdown(line, tuple(parts), special))
    return found


def _public(context: Context) -> list[Breakdown]:
    found = []
    for line, below in under(context, PUBLIC):
        parts = [e for e in below if e.inner or e.numbered or _PUBLIC_PARTS.search(e.item)]
        if parts:
            found.append(Breakdown(line, tuple(parts)))
    return found


def _all(context: Context) -> tuple[Breakdown, ...]:
    """Every breakdown that adds up: a wrong figure may stand in two of them."""
    return (*_triple(context), *_vehicles(context), *_projects(context))


def check_C07(context: Context) -> Iterator[Finding]:
    """楼堂馆所控制率＝实际÷批准。

    级别：印出的率与算得的不符、批准数为 0 而实际数大于 0（没有批准就发生，按 0 分），错误；批准、实际都是 0（没有项目），提示。
    容差：印出的率四舍五入的范围。来源：基础数据表“楼堂馆所控制情况”；docs/读法.md。
    """
    for row in context.rows():
        if not row.exempt or row.not_applicable or row.rate is not None:
            continue
        if row.score is None or row.assessed is not None:
            continue
        actual = next(f for f in row.inputs if f.value)
        yield context.at_figure(
            actual, "C07", "error", f"{quoted(row.indicator)}：批准数是 0，{actual.term}是 {plain(actual.value)}。",
            found=plain(actual.value), expected="不超过批准数", advice="请核对批准数；确未经批准的，本项 0 分。",
        )  # fmt: skip
    for record in context.figures:
        if record.item != STAFF:
            yield from _rate(context, record, "C07")
    none = [row for row in context.rows() if row.not_applicable]
    if none and (first := next((f for f in none[0].inputs if f.cell), None)):
        names = "、".join(quoted(row.indicator) for row in none)
        yield context.at_figure(
            first, "C07", "info", f"批准数和实际数都是 0，按没有项目读，{names}按满分计算。",
            found="0", expected="没有项目", advice="确有项目的，请补填批准数和实际数。",
        )  # fmt: skip
