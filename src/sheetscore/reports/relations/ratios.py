"""Rates that a text states beside the figures they come from: 预算 x、支出 y、执行率 z%, shares of a total, changes over a year.

A rate is compared only with figures of its own sentence whose parts in it are plain; every printed figure stands for
all values that round to it, and a rate may have been cut off instead of rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from typing import Literal

from sheetscore.exact.amounts import percent
from sheetscore.exact.intervals import Interval, difference, proof, ratio
from sheetscore.reports.relations.quantities import Quantity
from sheetscore.reports.relations.sums import sum_of
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.text.table_grids import grids

Role = Literal["budget", "actual", "old", "new"]

_DONE = re.compile(
    r"(?:执行|完成|支出|支付|使用|拨付|到位)(?:率|进度)|控制率|完成(?:年初|全年|调整|年度)?预算的?"
)
_ACTUAL = re.compile(r"执行|决算|实际|支付|实支|使用|完成")
_BUDGET = re.compile(r"预算|指标|批复|计划|目标|任务|安排|下达")
_SPENT = re.compile(r"支出|拨付")
_ITEMS = re.compile(
    r"基本支出|项目支出|三公|公用经费|政府采购|人员经费|接待|公务用车|专项|直达资金|基金"
)
_RATE_COLUMN = re.compile(r"执行率|完成率|支出率")
_ACTUAL_COLUMN = re.compile(r"决算|执行数|实际支出|支出数|实际完成|全年支出|^支出$")
_BUDGET_COLUMN = re.compile(r"预算|目标")
_TARGET = re.compile(
    r"(?:占|完成|为|达到?|相当于)(?:了)?[^，。；\d]{0,10}(?:目标|任务|计划|预算|指标)[^，。；\d]{0,4}$|完成$"
)
_NOTHING = re.compile(r"(?!)")
_BASES = (re.compile("年初"), re.compile("全年预算|调整"))
_SLIPS = (Fraction(1, 10_000), Fraction(10_000))
_DETOUR = re.compile(r"其中|上年|去年|比重|占比")


@dataclass(frozen=True)
class Ratio:
    """A printed rate, and the figures it must come from: top ÷ low, or (top − low) ÷ low for a change.

    `alone`: no other figure beside them could belong to the sum.
    """

    block: Block
    rate: Figure
    top: Figure
    low: Figure
    change: bool = False
    up: bool | None = None
    alone: bool = True

    @property
    def computed(self) -> Interval | None:
        """Every rate that the printed figures allow; None where the lower one may be 0."""
        found = ratio(self.top.interval, self.low.interval)
        if found is None or not self.change:
            return found
        grown = difference(found, Interval.exact(1))
        if self.up is False:
            return difference(Interval.exact(0), grown)
        return grown

    @property
    def value(self) -> Fraction | None:
        """The rate by the figures as they stand."""
        if not self.low.exact:
            return None
        found = self.top.exact / self.low.exact
        if self.change:
            found = found - 1 if self.up is not False else 1 - found
        return found

    @property
    def agrees(self) -> bool:
        """May the printed rate be right, rounded or cut off?"""
        computed = self.computed
        if computed is None:
            return True
        shown = self.rate.shown
        unit = 2 * shown.half_unit
        cut = Interval(Fraction(shown.value), Fraction(shown.value) + unit, high_open=True)
        return computed.overlaps(shown.interval) or computed.overlaps(cut)

    @property
    def slipped(self) -> bool:
        """Would the rate be right if one of the two amounts were in 元 for 万元, or in 万元 for 元?"""
        computed = self.computed
        if computed is None or self.agrees or self.top.kind != "amount" or self.rate.value <= 0:
            return False
        return any(computed.scaled(slip).overlaps(self.rate.shown.interval) for slip in _SLIPS)

    @property
    def last_digit(self) -> bool:
        """Is the printed rate off by one unit of its last decimal and no more?"""
        computed, shown = self.computed, self.rate.shown
        if computed is None or not shown.places:
            return False
        unit = 2 * shown.half_unit
        near = Interval(shown.interval.low - unit, shown.interval.high + unit, high_open=True)
        return computed.overlaps(near)

    @property
    def proof(self) -> str:
        """`9.99/10.00 ∈ [99.80%, 100.00%]，含 99.96% → 一致`"""
        computed = self.computed
        if computed is None:
            return ""
        top, low = self.top.text, self.low.text
        if self.top.unit == self.low.unit:
            top, low = self.top.shown.text, self.low.shown.text
        text = f"{top}/{low}"
        if self.change:
            text = f"({top}-{low})/{low}" if self.up is not False else f"({low}-{top})/{low}"
        return proof(text, computed, self.rate.shown)

    @property
    def told(self) -> str:
        """The rate by the figures, for reading."""
        value = self.value
        return "" if value is None else percent(value, max(2, self.rate.places))


def executions(report: Report, quantities: Sequence[Quantity] = ()) -> Iterator[Ratio]:
    """Rates of execution or completion, each with its budget (or target) and its actual figure.

    A budget that stands in another sentence of the paragraph is found by its item among the `quantities`.
    """
    for block in report.blocks:
        if block.table:
            continue
        for rate in plain_rates(block):
            if not _DONE.search(block.before(rate)) and not _of_target(block, rate):
                continue
            found = (
                _execution(block, rate) or _across(block, rate, quantities) or _of_list(block, rate)
                or _of_figure(block, rate) or _sentence_before(block, rate) or _budget_before(block, rate)
            )  # fmt: skip
            if found:
                yield found


def plain_rates(block: Block) -> Iterator[Figure]:
    return (
        f for f in block.figures
        if f.kind == "rate" and not f.approx and not f.depth and block.text[f.start - 1 : f.start] not in "×*x"
    )  # fmt: skip


def _execution(block: Block, rate: Figure) -> Ratio | None:
    near = _window(block, rate)
    tops = [f for f in near if _role(block, f) == "actual"]
    lows = [f for f in near if _role(block, f) == "budget"]
    item = _ITEMS.search(block.before(rate))
    if item:
        tops, lows = ([f for f in group if _fits(block, f, item[0])] for group in (tops, lows))
    pairs = [(t, b) for t in tops for b in lows if t.family == b.family]
    if not pairs:
        return None
    ratios = [Ratio(block, rate, top, low) for top, low in pairs]
    agreeing = [each for each in ratios if each.agrees]
    if agreeing:
        return agreeing[0]
    if len(ratios) > 1:
        return None
    rest = [f for f in near if f not in (*tops, *lows) and f.family == lows[0].family]
    if any(Ratio(block, rate, tops[0], low).agrees for low in _with_others(lows[0], rest)):
        return None
    return replace(ratios[0], alone=not rest)


def _across(block: Block, rate: Figure, quantities: Sequence[Quantity]) -> Ratio | None:
    """基本支出调整预算 682 万元。……基本支出决算 680.40 万元，执行率 99.77%。"""
    near = _window(block, rate)
    mine = [q for q in quantities if q.key.measure == "决算" and any(q.figure is f for f in near)]
    if len(mine) != 1 or len(near) != 1:
        return _actual_before(block, rate, near, quantities)
    budgets = [
        q.figure for q in quantities
        if q.block is block and q.key.item == mine[0].key.item and q.key.measure in ("预算", "调整预算")
    ]  # fmt: skip
    ratios = [Ratio(block, rate, mine[0].figure, budget, alone=False) for budget in budgets]
    return next((each for each in ratios if each.agrees), ratios[-1] if ratios else None)


def _actual_before(
    block: Block, rate: Figure, near: Sequence[Figure], quantities: Sequence[Quantity]
) -> Ratio | None:
    """公用经费 143.82 万元，用于……。公用经费预算 145.43 万元，控制率 98.89%."""
    mine = [q for q in quantities if q.key.measure == "预算" and any(q.figure is f for f in near)]
    if len(mine) != 1 or len(near) != 1:
        return None
    booked = [
        q.figure for q in quantities
        if q.block is block and q.key.item == mine[0].key.item and q.key.measure in ("决算", "")
    ]  # fmt: skip
    if len({figure.exact for figure in booked}) != 1:
        return None
    return Ratio(block, rate, booked[0], mine[0].figure)


def _of_list(block: Block, rate: Figure) -> Ratio | None:
    """采购支出 A 元，其中货物 b 元、服务 c 元，采购预算 B 元，采购执行率 r%: the total stands before its list."""
    begin, _ = block.sentence(rate.start)
    mark = block.text.find("其中", begin, rate.start)
    if mark < 0:
        return None
    near = _window(block, rate, _NOTHING)
    tops = [f for f in near if f.end <= mark and _role(block, f) == "actual"]
    lows = [f for f in near if _role(block, f) == "budget"]
    return _only_pair(block, rate, tops, lows)


def _of_target(block: Block, rate: Figure) -> Figure | None:
    """完成目标 200 人次的 105%, 占年度目标 400 万幅的 103%: the figure whose share the rate is."""
    before = [f for f in block.figures if f.end <= rate.start and f.kind in ("amount", "count")]
    if not before or block.text[before[-1].end : rate.start] != "的" or before[-1].approx:
        return None
    return before[-1] if _TARGET.search(block.lead(before[-1])) else None


def _of_figure(block: Block, rate: Figure) -> Ratio | None:
    """The figure that reaches a target, over the target named right before the rate."""
    target = _of_target(block, rate)
    if target is None:
        return None
    near = [
        f for f in _window(block, rate, _NOTHING) if f is not target and f.family == target.family
    ]
    if not near:
        return None
    ratios = [Ratio(block, rate, top, target, alone=len(near) == 1) for top in reversed(near)]
    return next((each for each in ratios if each.agrees), ratios[0])


def _budget_before(block: Block, rate: Figure) -> Ratio | None:
    """三公经费预算 4.5 万元。实际支出 1.98 万元，控制率为 44%."""
    begin, _ = block.sentence(rate.start)
    near = _window(block, rate, _NOTHING)
    if (
        begin == 0
        or len(near) != 1
        or _role(block, near[0]) != "actual"
        or _ITEMS.search(block.before(near[0]))
    ):
        return None
    start, _ = block.sentence(begin - 1)
    lows = [
        f for f in block.figures
        if start <= f.start < begin and f.family == near[0].family and not f.depth and not f.approx
    ]  # fmt: skip
    if len(lows) != 1 or _role(block, lows[0]) != "budget":
        return None
    return Ratio(block, rate, near[0], lows[0], alone=False)


def _sentence_before(block: Block, rate: Figure) -> Ratio | None:
    """全年预算 B 万元，全年支出 A 万元。按全年预算计算的执行率为 r%."""
    if _window(block, rate, _NOTHING):
        return None
    words = block.before(rate)
    begin, _ = block.sentence(rate.start)
    base = next((kind for kind in _BASES if kind.search(words)), None)
    if base is None or begin == 0 or block.text[begin : rate.start].count("，") > 1:
        return None
    start, _ = block.sentence(begin - 1)
    told = [
        f for f in block.figures
        if start <= f.start < begin and f.kind == "amount" and not f.depth and not f.approx
    ]  # fmt: skip
    tops = [f for f in told if _role(block, f) == "actual" and not _ITEMS.search(block.before(f))]
    lows = [f for f in told if _role(block, f) == "budget" and base.search(block.lead(f))]
    return _only_pair(block, rate, tops, lows)


def _only_pair(
    block: Block, rate: Figure, tops: Sequence[Figure], lows: Sequence[Figure]
) -> Ratio | None:
    """The one actual figure over the one budget, of the same family."""
    if len(tops) != 1 or len(lows) != 1 or tops[0].family != lows[0].family:
        return None
    return Ratio(block, rate, tops[0], lows[0])


def _with_others(low: Figure, rest: Sequence[Figure]) -> Iterator[Figure]:
    """The budget together with what stands beside it: 上年结转, 追加, one of them or all."""
    yield from (sum_of(low, other) for other in rest)
    yield reduce(sum_of, rest, low)


def _window(block: Block, rate: Figure, detours: re.Pattern[str] = _DETOUR) -> list[Figure]:
    """Figures of the rate's sentence before it, after the last rate and the last detour."""
    begin, _ = block.sentence(rate.start)
    for other in block.figures:
        if (
            other.kind in ("rate", "change")
            and begin <= other.start < rate.start
            and not other.depth
        ):
            begin = other.end
    for detour in detours.finditer(block.text, begin, rate.start):
        begin = detour.end()
    stop = block.text.rfind("；", begin, rate.start)
    begin = max(begin, stop + 1)
    return [
        f for f in block.figures
        if begin <= f.start and f.end <= rate.start and not f.approx and not f.depth
        and f.kind in ("amount", "count")
    ]  # fmt: skip


def _role(block: Block, figure: Figure) -> Role | None:
    words = block.before(figure)
    if _ACTUAL.search(words):
        return "actual"
    if _BUDGET.search(words):
        return "budget"
    return "actual" if _SPENT.search(words) else None


def _fits(block: Block, figure: Figure, item: str) -> bool:
    """A figure that names an item must name this one."""
    named = _ITEMS.findall(block.before(figure))
    return not named or item in named


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
                yield Ratio(row.block, rate, top, low)
