"""Rates in a report text against the figures beside them: execution, shares, changes, and the reason given for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sheetscore.exact.amounts import plain
from sheetscore.model.finding import Finding, Level
from sheetscore.regexes import regex
from sheetscore.reports.relations.averages import average_text, averages
from sheetscore.reports.relations.changes import changes
from sheetscore.reports.relations.comparisons import Comparison, comparisons
from sheetscore.reports.relations.counts import count_rates, points
from sheetscore.reports.relations.in_report import Gap, Growth, Ratio
from sheetscore.reports.relations.named import Told
from sheetscore.reports.relations.one_change import ToldChange
from sheetscore.reports.relations.quantities import UNNAMED, Quantity
from sheetscore.reports.relations.ratios import executions
from sheetscore.reports.relations.shares import shares
from sheetscore.reports.relations.table_sums import table_rates, table_shares
from sheetscore.reports.relations.whole_unit_rates import rates_of_the_whole
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words.names import BUDGET, FULL_BUDGET, SPENDING
from sheetscore.words.vocabulary import pattern

_REASON = regex(r"(?:主要)?(?:原因|由于|因为|系因|是因)")
_LESS, _MORE = pattern("{less_reason}"), pattern("{more_reason}")
_WRONG = ("over", "under", "tail")
"""Verdicts on a rate that is not what the figures beside it give; those ten thousand times off are B03."""
_SHARE_TAIL = "只差末位 1，多半是为凑成 100%，不必改。"
_MONEY_WORD = pattern("{money_thing}")
_OPENING = pattern("{opening}")


def check_F04(context: ReportContext) -> Iterator[Finding]:
    """“预算 x、支出 y、执行率 z%”三数一致，文中的表同样逐行核对；名称说明由哪两个数得来的率（到位率、资产负债率等）和平均数也核对。

    级别：错误；旁边还有别的金额、口径不定的为提醒。容差：按所印小数位作区间相除，区间内有 z 的不算错；
    截断与四舍五入都认；正好相差一万倍的见 B03。来源：执行率＝执行数÷预算数。
    """
    named = {
        _place(each.relation): each for each in context.named if not isinstance(each.relation, Gap)
    }
    beside = [
        each for each in executions(context.report, context.quantities) if _place(each) not in named
    ]
    known = {*named, *map(_place, beside)}
    for each in named.values():
        yield from _named_rate(context, each)
    for average in averages(context.report):
        if average.verdict in ("over", "under"):
            due = average_text(average)
            yield context.at(
                average.block, average.one, "F04", "error" if average.sure else "warning",
                f"{average.result.text}÷{average.other.text}＝{due}，所写 {average.one.text}。",
                average.one.text, due, "请核对总额、个数和平均数。",
            )  # fmt: skip
    for found in (
        *beside,
        *table_rates(context.report),
        *count_rates(context.report),
        *rates_of_the_whole(context.report, context.quantities),
    ):
        if found not in beside and _place(found) in known:
            continue
        if found.verdict in _WRONG:
            level: Level = "error" if found.sure else "warning"
            yield _disagreement(context, found, "F04", level, "请核对预算数、执行数和执行率。")


def _place(found: Ratio | Growth | Gap) -> tuple[int, int]:
    """Where the result of a relation stands."""
    return id(found.block), found.result.start


def _named_rate(context: ReportContext, told: Told) -> Iterator[Finding]:
    """A rate whose name tells what it comes from: 资金到位率, 资产负债率."""
    found = told.relation
    if found.verdict in _WRONG and not isinstance(found, Gap):
        advice = f"请核对{told.entry.name}和算它的两个数。"
        yield _disagreement(context, found, "F04", told.entry.level, advice)


def check_F05(context: ReportContext) -> Iterator[Finding]:
    """“占某总数的 z%”“占比 z%”与金额一致。

    级别：错误；总数在文中有几个不同的数、叫法不完全相同的为提醒；只差末位 1（凑成 100%）的为提示。容差：同 F04。
    来源：占比＝部分÷总数。
    """
    for found in shares(context.report, context.sums, context.quantities):
        if found.verdict in _WRONG:
            level: Level = "error" if found.sure else "warning"
            if found.verdict == "tail":
                level = "info"
            advice = _SHARE_TAIL if level == "info" else "请核对占比和总数。"
            yield _disagreement(context, found, "F05", level, advice)
    for ratio in table_shares(context.report):
        if not ratio.agrees and ratio.verdict != "tail":
            yield _disagreement(context, ratio, "F05", "error", "请核对这一行的金额和占比。")


def check_F06(context: ReportContext) -> Iterator[Finding]:
    """同比增减的幅度、方向与两年（年初、年末）的数一致；决算数大于、小于、等于预算数的话与两数一致；调整预算的增减与所写原因的方向一致。

    级别：错误（增减额、增减率写的方向相反的也是）；哪一个是本期数不能肯定的为提醒。容差：同 F04。来源：增减率＝（本期数－上期数）÷上期数。
    """
    for found in changes(context.report):
        ratio = found.ratio
        level: Level = "error" if found.sure else "warning"
        if found.turned:
            yield _turned(context, found)
        elif found.gap:
            yield _other_gap(context, found, level)
        elif ratio is not None and not ratio.agrees:
            yield _disagreement(context, ratio, "F06", level, "请核对两期的数和增减率。")
    for compared in comparisons(context.report):
        if not compared.holds or (compared.gap is not None and not compared.gap.agrees):
            yield _compared(context, compared)
    for each in points(context.report):
        if not each.agrees:
            due = f"{plain(abs(each.value) * 100)} 个百分点"
            if each.value < 0:
                due = f"{'降低' if each.up else '提高'} {due}"
            yield context.at(
                each.block, each.result, "F06", "error", f"由 {each.old.text} 到 {each.new.text}，相差 {due}。",
                each.result.text, due, "请核对两期的率和相差的百分点。",
            )  # fmt: skip
    yield from _adjustments(context)


def _compared(context: ReportContext, found: Comparison) -> Finding:
    """决算数小于预算数 beside figures that say otherwise."""
    gap = (found.new.exact - found.old.exact) / found.old.factor
    due = (
        "相等"
        if gap == 0
        else f"{'大于' if gap > 0 else '小于'} {plain(abs(gap))} {found.old.unit}"
    )
    told = found.word
    if found.gap is not None:
        told = f"{told} {found.gap.result.text}"
    return context.at(
        found.block, found.at, "F06", "error", f"{found.new.text} 与 {found.old.text} 相比，{due}，所写是“{told}”。",
        told, due, "请核对两个数，或改写大于、小于的话和原因。",
    )  # fmt: skip


def _turned(context: ReportContext, found: ToldChange) -> Finding:
    """增加 10 万元，下降 5%."""
    assert found.rate is not None
    one, other = ("增加", "下降") if found.up else ("减少", "增长")
    return context.at(
        found.block, found.rate, "F06", "error", f"前面说{one}，后面说{other}，方向相反。", other, one,
        "请核对是增是减，改正写反的词。",
    )  # fmt: skip


def _other_gap(context: ReportContext, found: ToldChange, level: Level) -> Finding:
    """The difference that two figures give is not the one that is told."""
    assert found.new is not None
    assert found.old is not None
    due = (found.new.exact - found.old.exact) / found.new.factor
    word = "增加" if due >= 0 else "减少"
    told = f"{word} {plain(abs(due))} {found.new.unit}"
    said = found.moved.text if found.moved is not None else ("增加" if found.up else "减少")
    return context.at(
        found.block, found.at, "F06", level, f"由 {found.old.text} 到 {found.new.text}，应是{told}。", said, told,
        "请核对两期的数和增减额、增减的方向。",
    )  # fmt: skip


def _disagreement(
    context: ReportContext, found: Ratio | Growth, code: str, level: Level, advice: str
) -> Finding:
    told = found.told
    turned = "（方向相反）" if isinstance(found, Growth) and (found.value or 0) < 0 else ""
    return context.at(
        found.block, found.result, code, level, f"按所写的数应为 {told}{turned}。{found.proof}。",
        found.result.text, told, advice,
    )  # fmt: skip


def _adjustments(context: ReportContext) -> Iterator[Finding]:
    """年初预算 and 调整预算 with a reason that says the opposite of what the figures do."""
    for block in context.report.blocks:
        here = [q for q in context.quantities if q.block is block]
        for before, after in pairwise(here):
            if not _adjusted(block, before, after):
                continue
            reason = _reason(block, after.figure)
            grows = after.value > before.value
            said = (_LESS if grows else _MORE).search(reason)
            other = (_MORE if grows else _LESS).search(reason)
            if said and not other and after.value != before.value and _MONEY_WORD.search(reason):
                gap = plain(abs(after.value - before.value))
                moved, cause = ("增加", "减少") if grows else ("减少", "增加")
                yield context.at(
                    block, said.start() + block.text.index(reason, after.figure.end), "F06", "error",
                    f"{before.figure.text} 调整到 {after.figure.text}，{moved} {gap} 万元，所写原因却是{cause}（“{said[0]}”）。",
                    f"原因写“{said[0]}”", f"{moved} {gap} 万元的原因", "请核对两个预算数，或改写调整原因。",
                )  # fmt: skip


def _adjusted(block: Block, before: Quantity, after: Quantity) -> bool:
    pair = before.key.measure == BUDGET and after.key.measure == FULL_BUDGET
    items = {before.key.item, after.key.item}
    same = len(items) == 1 or items == {UNNAMED, SPENDING}
    return pair and same and _OPENING.search(block.before(before.figure)) is not None


def _reason(block: Block, figure: Figure) -> str:
    """The words behind 原因 in the sentence of a figure, or in the next one."""
    _, end = block.sentence(figure.end)
    _, end = block.sentence(end) if end < len(block.text) else (end, end)
    text = block.text[figure.end : end]
    found = _REASON.search(text)
    return text[found.end() :] if found else ""
