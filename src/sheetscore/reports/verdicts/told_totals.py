"""Totals in a report text: lists under 其中, income less expenditure, 基本支出 + 项目支出, 三公, people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.model.columns import rows
from sheetscore.model.finding import Finding, Level
from sheetscore.reports.relations.averages import priced
from sheetscore.reports.relations.details import Details, details
from sheetscore.reports.relations.levels import divided_totals
from sheetscore.reports.relations.quantities import Quantity, only
from sheetscore.reports.relations.sums import ListedTotal, compare
from sheetscore.reports.relations.table_sums import table_details
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.verdicts.against_tables import against_table, staff_against_table
from sheetscore.reports.verdicts.hints import wrong_figure
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words.names import BASIC, BOOKED, BUDGET, PROJECTS, SAN_GONG, SPENDING
from sheetscore.words.vocabulary import pattern

TAIL = "四舍五入的尾差，不必改；能查到原数的，请使合计与各项一致。"
_SMALL = Fraction(1, 100)
_LARGE = Fraction(1, 10)
_MANY = 4
"""A list that leaves a tenth or more open names some parts only, unless it is long and of one kind."""
_OTHER_SPENDING = pattern("经营{spending}|上缴上级|对附属|{carried}{next_year}|{closing}结")


def check_F01(context: ReportContext) -> Iterator[Finding]:
    """“A，其中：b、c、d”：合计与各项之和一致（含嵌套的“其中”、分段列的明细、总数在别段的本级与二级单位和按级次的划分、文中的表）。

    级别：各项之和大于合计、或确知列全而小于合计为错误；只差尾数（容差为项数加 1 个半单位）为提示；其余为提醒。
    明细另列的，差额不超过合计 1% 或没有说列全的为提醒。来源：各地自评报告通例。
    """
    for found in context.sums:
        if _code(found) == "F01":
            yield from _of_list(context, found, "F01")
    for told in priced(context.report):
        if told.verdict in ("over", "under"):
            due = f"{plain(told.value / told.result.factor)} {told.result.unit}"
            yield context.at(
                told.block, told.result, "F01", "error", f"{told.other.text} × {told.one.text}＝{due}，所写 {told.result.text}。",
                told.result.text, due, "请核对数量、单价和合计。",
            )  # fmt: skip
    listed = {id(part.figure) for found in context.sums for part in found.listed}
    for found in divided_totals(context.report, context.quantities):
        if not any(id(part.figure) in listed for part in found.listed):
            yield from _of_list(context, found, "F01", divided=True)
    for each in (
        *details(context.report, context.quantities),
        *table_details(context.report, context.quantities),
    ):
        yield from _of_details(context, each)


def check_F03(context: ReportContext) -> Iterator[Finding]:
    """基本支出＋项目支出＝总支出。

    级别：错误（尾差为提示；不在同一句的为提醒）。容差同 F01。来源：部门决算口径，总支出由基本支出和项目支出组成。
    """
    for found in context.sums:
        if _code(found) == "F03":
            yield from _of_list(context, found, "F03")
    listed = {found.block for found in context.sums if _code(found) == "F03"}
    for block in context.report.blocks:
        if block in listed or _OTHER_SPENDING.search(block.text):
            continue
        for measure in (BOOKED, BUDGET):
            here = [q for q in context.quantities if q.block is block and q.key[1:] == (measure, 0)]
            whole, basic, project = (only(here, i) for i in (SPENDING, BASIC, PROJECTS))
            if whole and basic and project:
                places = {block.sentence(q.figure.start) for q in (whole, basic, project)}
                level: Level = "error" if len(places) == 1 else "warning"
                yield from _balance(context, block, (basic, project), whole, level)


def check_F07(context: ReportContext) -> Iterator[Finding]:
    """“三公”经费合计与各项之和一致；与基础数据表一致。

    级别：错误（尾差为提示；三项没有列全而小于合计的为提醒）。容差同 F01；与表比较按所印小数位。
    来源：“三公”经费由出国（境）、公务用车、公务接待组成。
    """
    for found in context.sums:
        if _code(found) == "F07":
            yield from _of_list(context, found, "F07")
    for quantity in context.quantities:
        if quantity.key.item in SAN_GONG:
            yield from against_table(context, quantity, "F07", "error")


def check_F10(context: ReportContext) -> Iterator[Finding]:
    """人数：合计与各类人员之和一致（不计容差）；在职人数、编制数与基础数据表一致。

    级别：合计小于各类之和、或列有编外人员仍有差额的为错误；其余为提醒。来源：基础数据表“财政供养人员情况”。
    """
    for found in context.sums:
        if _code(found) == "F10":
            yield from _of_list(context, found, "F10")
    yield from staff_against_table(context)


def _code(found: ListedTotal) -> str:
    """Which rule a list falls under."""
    subject = found.block.subject(found.result)
    if found.kind == "三公" and ("三公" in subject or len(found.parts) > 1):
        return "F07"
    if found.kind == "基本和项目":
        return "F03"
    if found.kind == "人员":
        return "F10"
    return "F01"


def _of_list(
    context: ReportContext, found: ListedTotal, code: str, divided: bool = False
) -> Iterator[Finding]:
    """`divided`: the total stands in another paragraph, and the finding at its parts."""
    if found.verdict == "ok":
        return
    level = _level(found, code)
    if level is None:
        return
    sign = "多" if found.gap > 0 else "少"
    message = (
        f"合计 {found.result.text}，{len(found.parts)} 项之和 {found.number(found.found)}，各项之和{sign} "
        f"{found.number(abs(found.gap))}。{found.proof}。{wrong_figure(context, found.block, found.result)}"
    )
    advice = "请核对合计与各项，改正写错的数；没有列全的，请写明“主要”或补全。"
    last = found.listed[-1].figure
    told_first = found.listed[0].block is found.block and last.start > found.result.start
    if divided:
        message += f"总数写在{found.block.place(found.result.start)}。"
    yield context.at(
        found.listed[-1].block if divided else found.block,
        last if told_first or divided else found.result, code, level,
        message, found.result.text, found.number(found.found), TAIL if level == "info" else advice,
    )  # fmt: skip


def _level(found: ListedTotal, code: str) -> Level | None:
    level = _level_near(found, code)
    if level == "error" and not found.near and code not in ("F03", "F07"):
        return "warning"
    return level


def _level_near(found: ListedTotal, code: str) -> Level | None:
    """The level of a list whose total stands right before it."""
    if found.verdict == "tail":
        return "info"
    if found.verdict == "coarse":
        return "warning" if found.certain else None
    share = abs(found.gap) / abs(Fraction(found.result.value)) if found.result.value else None
    if found.verdict == "over":
        if found.certain or (len(found.parts) == 1 and found.result.rounded):
            return "error" if len(found.parts) > 1 else "warning"
        if found.result.rounded:
            return "warning"
        close = share is not None and share <= _LARGE and found.apart
        return ("error" if len(found.parts) > 2 else "warning") if close else None
    if found.whole:
        return "error"
    if code == "F10":
        outside = any(re.search(r"派遣|临聘|雇员|编外|聘用", part.subject) for part in found.listed)
        return "error" if outside and len(found.parts) > 2 else "warning"
    if found.kind == "三公" and len(found.parts) > 1:
        return "warning"
    if share is not None and share >= _LARGE:
        return "warning" if len(found.parts) >= _MANY and found.certain else None
    few = not found.result.rounded and not found.certain
    return "warning" if not few or (found.apart and len(found.parts) > 2) else None


def _of_details(context: ReportContext, found: Details) -> Iterator[Finding]:
    if found.verdict == "ok":
        return
    gap = abs(found.gap)
    level: Level = "error" if found.sure else "warning"
    if found.verdict == "tail":
        level = "info"
    elif found.verdict == "coarse" or (
        not found.total_row and gap <= abs(fraction(found.result.value)) * _SMALL
    ):
        level = "warning"
    message = (
        f"所写 {found.result.text}，{found.what}合计 {plain(found.found, 2)}，差 {plain(gap, 2)}。"
        f"{_same_amount(context, found)}"
    )
    yield context.at(
        found.block, found.result, "F01", level, message, found.result.text, plain(found.found, 2),
        TAIL if level == "info" else "请核对明细是否列全、所用的是不是同一口径（预算数或决算数）。",
    )  # fmt: skip


def _same_amount(context: ReportContext, found: Details) -> str:
    """An amount of the text that is about as large as the gap, or a total that equals the details, may explain it."""
    gap = abs(found.gap) * found.result.factor
    for block in context.report.blocks:
        for figure in block.figures:
            near = figure.kind == "amount" and abs(figure.exact - gap) <= Fraction(15, 1000)
            if near and figure.exact and figure not in found.parts and not block.table:
                return f"文中另有“{block.subject(figure)}{figure.text}”（{block.place(figure.start)}），可能漏列。"
    if context.tables is not None:
        for row in rows(context.tables.base):
            if row.value is not None and fraction(row.value) == found.found * found.result.factor:
                return f"明细合计恰等于基础数据表的{row.item}{row.measure}数（{row.sheet}!{row.cell}），明细写的可能不是决算数。"
    return ""


def _balance(
    context: ReportContext,
    block: Block,
    parts: Sequence[Quantity],
    whole: Quantity,
    level: Level,
) -> Iterator[Finding]:
    verdict = compare(whole.figure, [q.figure for q in parts])
    if verdict in ("ok", "coarse"):
        return
    found = sum((q.value for q in parts), Fraction(0))
    yield context.at(
        block, whole.figure, "F03", "info" if verdict == "tail" else level,
        f"基本支出与项目支出之和 {plain(found)} 万元，所写总数 {whole.figure.text}，差 {plain(abs(found - whole.value))} 万元。",
        whole.figure.text, f"{plain(found)} 万元", TAIL if verdict == "tail" else "请核对这三个数。",
    )  # fmt: skip
