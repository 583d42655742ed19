"""Totals in a report text: lists under 其中, income less expenditure, 基本支出 + 项目支出, 三公, people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sheetscore.amounts import fraction, plain
from sheetscore.checks.report_context import ReportContext
from sheetscore.checks.report_details import Details, details
from sheetscore.checks.report_hints import wrong_figure
from sheetscore.checks.report_quantities import Quantity
from sheetscore.checks.report_sums import Sum, compare, sum_of
from sheetscore.checks.report_table_sums import table_details
from sheetscore.checks.report_tables import SAN_GONG, against_table, staff_against_table
from sheetscore.model import Finding, Level, rows
from sheetscore.readers.report import Block
from sheetscore.readers.report_numbers import Figure

_TAIL = "四舍五入的尾差，不必改；能查到原数的，请使合计与各项一致。"
_SMALL = Fraction(1, 100)
_LARGE = Fraction(1, 10)
_MANY = 4
"""A list that leaves a tenth or more open names some parts only, unless it is long and of one kind."""
_OTHER_USES = re.compile(r"结余分配|弥补|专用基金|缴回|收回|上缴|盘活|核销|非财政")
_OPENING = re.compile(r"年初结|上年结|期初结|年初[^，。；]{0,4}结余")
_BALANCE = (
    re.compile(r"(?:全年|本年|全系统|部门|单位|决算)*总?收入(?:合计|决算)?"),
    re.compile(r"(?:全年|本年|全系统|部门|单位|决算)*总?支出(?:合计|决算)?"),
    re.compile(r"年末(?:结转|结余)(?:和?(?:结余|结转))?(?:资金)?"),
    re.compile(r"(?:年初|上年)(?:结转|结余)(?:和?(?:结余|结转))?(?:资金)?"),
)
"""Income, spending, the rest at the end and at the beginning, by their bare names."""
_FIRST_BUDGET = re.compile(r"年初(?:部门)?预算(?:数|批复|安排)*(?:为|是)?\s*$")
_ADDED = re.compile(r"(?:追加|调增)(?:预算|资金)?(?:了|数|额|为)*\s*$")
_CUT = re.compile(r"(?:调减|追减|核减)(?:预算|资金)?(?:了|数|额|为)*\s*$")
_WHOLE_BUDGET = re.compile(r"(?:全年|调整后的?|调整)预算(?:数|总额)?(?:为|是|达)?\s*$")
_OTHER_SPENDING = re.compile(r"经营支出|上缴上级|对附属|结转下年|年末结")


def check_F01(context: ReportContext) -> Iterator[Finding]:
    """“A，其中：b、c、d”：合计与各项之和一致（含嵌套的“其中”、分段列的明细和文中的表）。

    级别：各项之和大于合计、或确知列全而小于合计为错误；只差尾数（容差为项数加 1 个半单位）为提示；其余为提醒。
    明细另列的，差额不超过合计 1% 或没有说列全的为提醒。来源：各地自评报告通例。
    """
    for found in context.sums:
        if _code(found) == "F01":
            yield from _of_list(context, found, "F01")
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
        for measure in ("决算", "预算"):
            here = [q for q in context.quantities if q.block is block and q.key[1:] == (measure, 0)]
            whole, basic, project = (_only(here, i) for i in ("总支出", "基本支出", "项目支出"))
            if whole and basic and project:
                places = {block.sentence(q.figure.start) for q in (whole, basic, project)}
                level: Level = "error" if len(places) == 1 else "warning"
                yield from _balance(
                    context, block, (basic, project), whole, "F03", "基本支出与项目支出之和", level
                )


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


def check_F02(context: ReportContext) -> Iterator[Finding]:
    """收入－支出＝年末结转结余；年初结转结余＋收入－支出＝年末结转结余，有一式成立即可。

    级别：错误（尾差为提示；文中另有结余分配、上缴等去向的为提醒）。容差同 F01。来源：收入支出决算总表的平衡关系。
    """
    blocks = context.report.blocks
    booked = [q for q in context.quantities if q.key[1:] == ("决算", 0)]
    told = set()
    for block in blocks:
        for balance in _balanced_sentences(block):
            told.add(id(block))
            elsewhere = _only(booked, "年初结转")
            if balance[3] is None and elsewhere is not None:
                balance = (*balance[:3], elsewhere.figure)
            yield from _rest(context, block, balance, block.text)
    for index, block in enumerate(blocks):
        near = blocks[max(0, index - 2) : index + 1]
        here = [q for q in booked if any(q.block is each for each in near)]
        income, spent, rest = (_only(here, i) for i in ("总收入", "总支出", "年末结转"))
        opening = _only(here, "年初结转")
        if not (income and spent and rest and rest.block is block) or income.value == spent.value:
            continue  # 收入总计 = 支出总计 holds the balances on both sides
        if id(block) not in told:
            first = opening.figure if opening else None
            figures = (income.figure, spent.figure, rest.figure, first)
            yield from _rest(context, block, figures, "".join(each.text for each in near))


Balance = tuple[Figure, Figure, Figure, Figure | None]
"""Income, spending, what is left at the end, and what there was at the beginning (None where that is not told)."""


def _balanced_sentences(block: Block) -> Iterator[Balance]:
    """收入 A，年初结转 B，支出 C，年末结转 D in one sentence, each once."""
    sentences: dict[int, list[Figure]] = {}
    for figure in block.figures:
        if figure.kind == "amount" and not figure.depth and not block.table:
            sentences.setdefault(block.sentence(figure.start)[0], []).append(figure)
    for figures in sentences.values():
        income, spent, rest, opening = (
            [f for f in figures if pattern.fullmatch(block.subject(f)) and not f.approx]
            for pattern in _BALANCE
        )  # fmt: skip
        once = len(income) == len(spent) == len(rest) == 1 and len(opening) < 2
        if once and income[0].value != spent[0].value:
            yield income[0], spent[0], rest[0], opening[0] if opening else None


def _rest(context: ReportContext, block: Block, figures: Balance, text: str) -> Iterator[Finding]:
    """What is left by the income and the spending, against what is told."""
    income, spent, rest, opening = figures
    verdicts = {compare(income, [spent, rest])}
    if opening:
        verdicts.add(compare(sum_of(income, opening), [spent, rest]))
    if verdicts & {"ok", "coarse"}:
        return
    left = income.exact - spent.exact + (opening.exact if opening else 0)
    start = f"{opening.text}＋" if opening else ""
    numbers = (
        f"{start}{income.text}－{spent.text}＝{plain(left)} 万元，所写结余 {rest.text}，"
        f"差 {plain(abs(left - rest.exact))} 万元。{wrong_figure(context, block, rest)}"
    )
    level: Level = "info" if "tail" in verdicts else "error"
    untold = opening is None and _OPENING.search(context.report.text) is not None
    unsure = untold or _OTHER_USES.search(text) is not None
    if level == "error" and unsure:
        level = "warning"
    yield context.at(
        block, rest, "F02", level, numbers, rest.text, f"{plain(left)} 万元",
        _TAIL if level == "info" else "请核对收入、支出和结余；另有结余分配等去向的，请写明。",
    )  # fmt: skip


def check_C08(context: ReportContext) -> Iterator[Finding]:
    """一句话里的年初预算＋追加（－调减）＝全年（调整后）预算。

    级别：错误（尾差为提示）。容差同 F01。来源：全年预算数＝年初预算数＋年中调整数。
    """
    for block in context.report.blocks:
        for opening, moved, whole in _adjusted(block):
            up = _ADDED.search(block.lead(moved)) is not None
            parts = (opening, moved) if up else (whole, moved)
            head = whole if up else opening
            verdict = compare(head, parts)
            if verdict in ("ok", "coarse"):
                continue
            sign = "＋" if up else "－"
            due = opening.exact + (moved.exact if up else -moved.exact)
            yield context.at(
                block, whole, "C08", "info" if verdict == "tail" else "error",
                f"{opening.text}{sign}{moved.text}＝{plain(due / whole.factor)} {whole.unit}，所写全年预算 {whole.text}。",
                whole.text, f"{plain(due / whole.factor)} {whole.unit}",
                _TAIL if verdict == "tail" else "请核对年初预算、追加和全年预算。",
            )  # fmt: skip


def _adjusted(block: Block) -> Iterator[tuple[Figure, Figure, Figure]]:
    """年初预算 A，年中追加 B，全年预算 C of one sentence, each once and in this order."""
    sentences: dict[int, list[Figure]] = {}
    for figure in block.figures:
        if figure.kind == "amount" and not figure.depth and not block.table:
            sentences.setdefault(block.sentence(figure.start)[0], []).append(figure)
    for figures in sentences.values():
        for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
            leads = [block.lead(f) for f in (first, second, third)]
            told = _FIRST_BUDGET.search(leads[0]) and (
                _ADDED.search(leads[1]) or _CUT.search(leads[1])
            )
            if (
                told
                and _WHOLE_BUDGET.search(leads[2])
                and not any(f.approx for f in (first, second, third))
            ):
                yield first, second, third


def _only(quantities: Sequence[Quantity], item: str) -> Quantity | None:
    """The one value stated of an item."""
    found = [q for q in quantities if q.key.item == item]
    return found[0] if len({q.value for q in found}) == 1 else None


def _code(found: Sum) -> str:
    """Which rule a list falls under."""
    subject = found.block.subject(found.head)
    if found.kind == "三公" and ("三公" in subject or len(found.parts) > 1):
        return "F07"
    if found.kind == "基本和项目":
        return "F03"
    if found.kind == "人员":
        return "F10"
    return "F01"


def _of_list(context: ReportContext, found: Sum, code: str) -> Iterator[Finding]:
    if found.verdict == "ok":
        return
    level = _level(found, code)
    if level is None:
        return
    sign = "多" if found.gap > 0 else "少"
    message = (
        f"合计 {found.head.text}，{len(found.parts)} 项之和 {found.number(found.found)}，各项之和{sign} "
        f"{found.number(abs(found.gap))}。{found.proof}。{wrong_figure(context, found.block, found.head)}"
    )
    advice = "请核对合计与各项，改正写错的数；没有列全的，请写明“主要”或补全。"
    last = found.parts[-1].figure
    told_first = found.parts[0].block is found.block and last.start > found.head.start
    yield context.at(
        found.block, last if told_first else found.head, code, level,
        message, found.head.text, found.number(found.found), _TAIL if level == "info" else advice,
    )  # fmt: skip


def _level(found: Sum, code: str) -> Level | None:
    level = _level_near(found, code)
    if level == "error" and not found.near and code not in ("F03", "F07"):
        return "warning"
    return level


def _level_near(found: Sum, code: str) -> Level | None:
    """The level of a list whose total stands right before it."""
    if found.verdict == "tail":
        return "info"
    if found.verdict == "coarse":
        return "warning" if found.certain else None
    share = abs(found.gap) / abs(Fraction(found.head.value)) if found.head.value else None
    if found.verdict == "over":
        if found.certain or (len(found.parts) == 1 and found.money):
            return "error" if len(found.parts) > 1 else "warning"
        if found.money:
            return "warning"
        close = share is not None and share <= _LARGE and found.apart
        return ("error" if len(found.parts) > 2 else "warning") if close else None
    if found.whole:
        return "error"
    if code == "F10":
        outside = any(re.search(r"派遣|临聘|雇员|编外|聘用", part.subject) for part in found.parts)
        return "error" if outside and len(found.parts) > 2 else "warning"
    if found.kind == "三公" and len(found.parts) > 1:
        return "warning"
    if share is not None and share >= _LARGE:
        return "warning" if len(found.parts) >= _MANY and found.certain else None
    few = not found.money and not found.certain
    return "warning" if not few or (found.apart and len(found.parts) > 2) else None


def _of_details(context: ReportContext, found: Details) -> Iterator[Finding]:
    if found.verdict == "ok":
        return
    gap = abs(found.gap)
    level: Level = "error" if found.sure else "warning"
    if found.verdict == "tail":
        level = "info"
    elif found.verdict == "coarse" or (
        not found.total_row and gap <= abs(fraction(found.head.value)) * _SMALL
    ):
        level = "warning"
    message = (
        f"所写 {found.head.text}，{found.what}合计 {plain(found.found, 2)}，差 {plain(gap, 2)}。"
        f"{_same_amount(context, found)}"
    )
    yield context.at(
        found.block, found.head, "F01", level, message, found.head.text, plain(found.found, 2),
        _TAIL if level == "info" else "请核对明细是否列全、所用的是不是同一口径（预算数或决算数）。",
    )  # fmt: skip


def _same_amount(context: ReportContext, found: Details) -> str:
    """An amount of the text that is about as large as the gap, or a total that equals the details, may explain it."""
    gap = abs(found.gap) * found.head.factor
    for block in context.report.blocks:
        for figure in block.figures:
            near = figure.kind == "amount" and abs(figure.exact - gap) <= Fraction(15, 1000)
            if near and figure.exact and figure not in found.parts and not block.table:
                return f"文中另有“{block.subject(figure)}{figure.text}”（{block.place(figure.start)}），可能漏列。"
    if context.tables is not None:
        for row in rows(context.tables.base):
            if row.value is not None and fraction(row.value) == found.found * found.head.factor:
                return f"明细合计恰等于基础数据表的{row.item}{row.measure}数（{row.sheet}!{row.cell}），明细写的可能不是决算数。"
    return ""


def _balance(
    context: ReportContext,
    block: Block,
    parts: Sequence[Quantity],
    whole: Quantity,
    code: str,
    name: str,
    level: Level,
) -> Iterator[Finding]:
    verdict = compare(whole.figure, [q.figure for q in parts])
    if verdict in ("ok", "coarse"):
        return
    found = sum((q.value for q in parts), Fraction(0))
    yield context.at(
        block, whole.figure, code, "info" if verdict == "tail" else level,
        f"{name} {plain(found)} 万元，所写总数 {whole.figure.text}，差 {plain(abs(found - whole.value))} 万元。",
        whole.figure.text, f"{plain(found)} 万元", _TAIL if verdict == "tail" else "请核对这三个数。",
    )  # fmt: skip
