"""What goes in and out in a report text: income less spending, the budget of the year, and what is left of a stock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce

from sheetscore.exact.amounts import plain
from sheetscore.model.finding import Finding, Level
from sheetscore.reports.relations.in_report import Gap
from sheetscore.reports.relations.quantities import only
from sheetscore.reports.relations.sums import compare, sum_of
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.verdicts.hints import wrong_figure
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.reports.verdicts.told_totals import TAIL
from sheetscore.words.names import (
    BOOKED,
    CARRIED_IN,
    CARRIED_ON,
    CLOSING_FIGURE,
    FULL_BUDGET,
    INCOME,
    SPENDING,
)
from sheetscore.words.vocabulary import pattern

_OTHER_USES = pattern("{left}分配|弥补|专用基金|缴回|收回|上缴|盘活|核销|非财政")
_USED = pattern(
    r"(?:{left}分配|上[缴交](?:财政|国库|上级)?(?:资金|款)?|收回(?:财政)?|缴回(?:财政)?)(?:了|额|金额)?(?:为|是)?\s*$"
)
_OPENING = pattern("(?:{opening}|{last_year})结|{opening}[^，。；]{0,4}{left}")
_BALANCE = (
    pattern("(?:{all_year}|{this_year}|全系统|部门|单位|{final})*总?{income}(?:合计|{final})?"),
    pattern("(?:{all_year}|{this_year}|全系统|部门|单位|{final})*总?{spending}(?:合计|{final})?"),
    pattern("{closing}{left}(?:和?{left})?(?:资金)?"),
    pattern("(?:{opening}|{last_year}){left}(?:和?{left})?(?:资金)?"),
)
"""Income, spending, the rest at the end and at the beginning, by their bare names."""
_FIRST_BUDGET = pattern(r"{opening}(?:部门)?{budget}(?:数|{granted}|安排)*(?:为|是)?\s*$")
_ADDED = pattern(r"{added}(?:{budget}|资金)?(?:了|数|额|为)*\s*$")
_CUT = pattern(r"{cut}(?:{budget}|资金)?(?:了|数|额|为)*\s*$")
_WHOLE_BUDGET = pattern(r"{full_budget}(?:数|总额)?(?:为|是|达)?\s*$")
_ROLL = (
    pattern(r"{opening}(?:数|余额)?(?:为|是)?\s*$"),
    pattern(r"(?:增加|新增|购置)(?:了|额|数)?(?:为|是)?\s*$"),
    pattern(r"(?:减少|处置)(?:了|额|数)?(?:为|是)?\s*$"),
    pattern(r"{closing}(?:数|余额)?(?:为|是)?\s*$"),
)
"""What there was, what came, what went, and what there is."""
_ENDS = {
    "C08": (FULL_BUDGET, "请核对年初预算、追加和全年预算。"),
    "F02": (CLOSING_FIGURE, "请核对年初数、增加、减少和年末数。"),
}


def check_F02(context: ReportContext) -> Iterator[Finding]:
    """收入－支出＝年末结转结余；年初结转结余＋收入－支出＝年末结转结余，有一式成立即可；资产等的年初数＋增加－减少＝年末数。

    级别：错误（尾差为提示；文中另有结余分配、上缴等去向的为提醒）。容差同 F01。来源：收入支出决算总表的平衡关系。
    """
    yield from _rest_of_stock(context)
    yield from _named_differences(context)
    blocks = context.report.blocks
    booked = [q for q in context.quantities if q.key[1:] == (BOOKED, 0)]
    told = set()
    for block in blocks:
        for balance in _balanced_sentences(block):
            told.add(id(block))
            elsewhere = only(booked, CARRIED_IN)
            if balance[3] is None and elsewhere is not None:
                balance = (*balance[:3], elsewhere.figure)
            yield from _rest(context, block, balance, block.text, _uses(block, balance))
    for index, block in enumerate(blocks):
        near = blocks[max(0, index - 2) : index + 1]
        here = [q for q in booked if any(q.block is each for each in near)]
        income, spent, rest = (only(here, i) for i in (INCOME, SPENDING, CARRIED_ON))
        opening = only(here, CARRIED_IN) or only(booked, CARRIED_IN)
        if not (income and spent and rest and rest.block is block) or income.value == spent.value:
            continue  # 收入总计 = 支出总计 holds the balances on both sides
        untold = opening is None and _OPENING.search(context.report.text) is not None
        if id(block) not in told and not untold:
            first = opening.figure if opening else None
            figures = (income.figure, spent.figure, rest.figure, first)
            yield from _rest(context, block, figures, "".join(each.text for each in near))


def check_C08(context: ReportContext) -> Iterator[Finding]:
    """一句话里的年初预算＋追加（－调减）＝全年（调整后）预算。

    级别：错误（尾差为提示）。容差同 F01。来源：全年预算数＝年初预算数＋年中调整数。
    """
    for block in context.report.blocks:
        for opening, moved, whole in _adjusted(block):
            up = _ADDED.search(block.lead(moved)) is not None
            ends = ([opening, moved], []) if up else ([opening], [moved])
            yield from _rolled_on(context, block, "C08", *ends, whole)


def _named_differences(context: ReportContext) -> Iterator[Finding]:
    """A difference whose name tells what it comes from: 净值＝原值－折旧, 节约金额＝预算－成交."""
    for told in context.named:
        found = told.relation
        if not isinstance(found, Gap) or found.agrees:
            continue
        due = f"{plain(found.value / found.result.factor)} {found.result.unit}"
        yield context.at(
            found.block, found.result, "F02", told.entry.level,
            f"{found.new.text}－{found.old.text}＝{due}，所写{told.entry.name} {found.result.text}。",
            found.result.text, due, f"请核对{told.entry.name}和算它的两个数。",
        )  # fmt: skip


def _rest_of_stock(context: ReportContext) -> Iterator[Finding]:
    """年初数＋增加－减少＝年末数 of assets and the like."""
    for block in context.report.blocks:
        for first, added, cut, last in _rolled(block):
            yield from _rolled_on(context, block, "F02", [first, added], [cut], last)


def _rolled_on(
    context: ReportContext,
    block: Block,
    code: str,
    plus: list[Figure],
    less: list[Figure],
    last: Figure,
) -> Iterator[Finding]:
    """What there is at the end, by what there was, came and went."""
    verdict = compare(reduce(sum_of, plus), [*less, last]) if less else compare(last, plus)
    if verdict in ("ok", "coarse"):
        return
    due = sum((f.exact for f in plus), Fraction(0)) - sum((f.exact for f in less), Fraction(0))
    told = f"{plain(due / last.factor)} {last.unit}"
    sum_told = "".join([f"＋{f.text}" for f in plus] + [f"－{f.text}" for f in less])[1:]
    name, advice = _ENDS[code]
    yield context.at(
        block, last, code, "info" if verdict == "tail" else "error", f"{sum_told}＝{told}，所写{name} {last.text}。",
        last.text, told, TAIL if verdict == "tail" else advice,
    )  # fmt: skip


Balance = tuple[Figure, Figure, Figure, Figure | None]
"""Income, spending, what is left at the end, and what there was at the beginning (None where that is not told)."""


def _balanced_sentences(block: Block) -> Iterator[Balance]:
    """收入 A，年初结转 B，支出 C，年末结转 D in one sentence, each once."""
    for figures in _by_sentence(block):
        income, spent, rest, opening = (
            [f for f in figures if pattern.fullmatch(block.subject(f)) and not f.approx]
            for pattern in _BALANCE
        )  # fmt: skip
        once = len(income) == len(spent) == len(rest) == 1 and len(opening) < 2
        if once and income[0].value != spent[0].value:
            yield income[0], spent[0], rest[0], opening[0] if opening else None


def _uses(block: Block, balance: Balance) -> list[Figure]:
    """结余分配 and 上缴 in the sentence of a balance: what went out beside the spending."""
    begin, end = block.sentence(balance[2].start)
    return [f for f in block.plain("amount", start=begin, end=end) if _USED.search(block.lead(f))]


def _rest(
    context: ReportContext, block: Block, figures: Balance, text: str, uses: Sequence[Figure] = ()
) -> Iterator[Finding]:
    """What is left by the income and the spending, against what is told; of two equations the one that balances is told."""
    income, spent, rest, opening = figures
    if uses:
        spent = reduce(sum_of, uses, spent)
    alone = compare(income, [spent, rest])
    verdicts = {alone}
    if opening:
        verdicts.add(compare(sum_of(income, opening), [spent, rest]))
    if verdicts & {"ok", "coarse"}:
        return
    opening = None if alone == "tail" else opening
    left = income.exact - spent.exact + (opening.exact if opening else 0)
    start = f"{opening.text}＋" if opening else ""
    numbers = (
        f"{start}{income.text}－{spent.text}＝{plain(left)} 万元，所写结余 {rest.text}，"
        f"差 {plain(abs(left - rest.exact))} 万元。{wrong_figure(context, block, rest)}"
    )
    level: Level = "info" if "tail" in verdicts else "error"
    untold = figures[3] is None and _OPENING.search(context.report.text) is not None
    unsure = untold or _OTHER_USES.search(text) is not None
    if level == "error" and unsure:
        level = "warning"
    yield context.at(
        block, rest, "F02", level, numbers, rest.text, f"{plain(left)} 万元",
        TAIL if level == "info" else "请核对收入、支出和结余；另有结余分配等去向的，请写明。",
    )  # fmt: skip


def _rolled(block: Block) -> Iterator[tuple[Figure, Figure, Figure, Figure]]:
    """年初数 A，增加 B，减少 C，年末数 D of one sentence, each once and in this order."""
    for figures in _by_sentence(block):
        told = [
            (pattern, [f for f in figures if pattern.search(block.lead(f))]) for pattern in _ROLL
        ]
        if all(len(found) == 1 and not found[0].approx for _, found in told):
            first, added, cut, last = (found[0] for _, found in told)
            if first.start < added.start < last.start and first.start < cut.start < last.start:
                yield first, added, cut, last


def _by_sentence(block: Block) -> list[list[Figure]]:
    """The amounts of every sentence, outside of brackets and tables."""
    sentences: dict[int, list[Figure]] = {}
    for figure in block.figures:
        if figure.kind == "amount" and not figure.depth and not block.table:
            sentences.setdefault(block.sentence(figure.start)[0], []).append(figure)
    return list(sentences.values())


def _adjusted(block: Block) -> Iterator[tuple[Figure, Figure, Figure]]:
    """年初预算 A，年中追加 B，全年预算 C of one sentence, each once and in this order."""
    for figures in _by_sentence(block):
        for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
            leads = [block.lead(f) for f in (first, second, third)]
            told = _FIRST_BUDGET.search(leads[0]) and _WHOLE_BUDGET.search(leads[2])
            moved = _ADDED.search(leads[1]) or _CUT.search(leads[1])
            if told and moved and not any(f.approx for f in (first, second, third)):
                yield first, second, third
