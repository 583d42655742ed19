"""Rates that a text states beside the figures they come from: 预算 x、支出 y、执行率 z%, shares of a total, changes over a year.

A rate is compared only with figures of its own sentence whose parts in it are plain; every printed figure stands for
all values that round to it, and a rate may have been cut off instead of rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce

from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Ratio
from sheetscore.reports.relations.quantities import Quantity
from sheetscore.reports.relations.sums import sum_of
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.names import BOOKED, BUDGET, BUDGETS
from sheetscore.words.vocabulary import pattern, role_of

_DONE = pattern(
    "{execution_rate}|(?:完成|^[和及与]?(?={opening}|{all_year}|调整))(?:{opening}|{all_year}|调整后?的?|年度)?{budget}的?"
)
_ITEMS = pattern("{named_item}")
_TARGET = pattern(
    r"(?:占|完成|为|达到?|相当于)(?:了)?[^，。；\d]{0,10}{target}[^，。；\d]{0,4}$|完成$"
)
_NOTHING = regex(r"(?!)")
_BASES = (pattern("{opening}(?:部门)?(?:{budget}|数)"), pattern("{full_budget}|调整"))
"""Words for the budget of the beginning, and for the one as adjusted."""
_ADDED, _CUT = pattern("{added}"), pattern("{cut}")
_DETOUR = pattern("其中|{last_year}|比重|占比")


def executions(report: Report, quantities: Sequence[Quantity] = ()) -> Iterator[Ratio]:
    """Rates of execution or completion, each with its budget (or target) and its actual figure.

    A budget that stands in another sentence of the paragraph is found by its item among the `quantities`.
    """
    for block in report.prose:
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
    return (f for f in block.plain("rate") if block.text[f.start - 1 : f.start] not in "×*x")


def _execution(block: Block, rate: Figure) -> Ratio | None:
    near = _window(block, rate)
    if not near and any(base.search(block.before(rate)) for base in _BASES):
        near = _window(
            block, rate, behind_rates=False
        )  # 完成年初预算的 102.61%，完成全年预算的 96.19%
    tops = [f for f in near if role_of(block.before(f)) == "actual"]
    lows = [f for f in near if role_of(block.before(f)) == "budget"]
    rest = [f for f in near if f not in (*tops, *lows)]
    lows = [f for f in lows if f.interval.low > 0]  # nothing can be executed of a budget of 0
    item = _ITEMS.search(block.before(rate))
    if item:
        others = [f for f in (*tops, *lows) if not _fits(block, f, item[0])]
        tops, lows = ([f for f in group if f not in others] for group in (tops, lows))
        rest += others
    ratios = [Ratio(rate, t, b, block=block) for t in tops for b in lows if t.family == b.family]
    if not ratios:
        return None
    named = _over_named(block, rate, near[-1], ratios)
    agreeing = [each for each in named or ratios if each.agrees]
    if agreeing:
        return agreeing[0]
    told = named if len(named) == 1 else ratios
    low = told[0].low
    rest = [f for f in rest if f.family == low.family]
    if len(told) > 1:
        return None if rest else _of_two_budgets(block, told)
    whole = _adjusted(block, low, rest)
    tried = (*_with_others(low, rest), whole or low)
    if any(Ratio(rate, told[0].top, each, block=block).agrees for each in tried):
        return None
    if any(Ratio(rate, each, low, block=block).agrees for each in rest):
        return None  # 分别支出 a、b，全年累计 c，为全年预算的 r%: of the sum
    another = any(each.agrees for each in ratios)
    return replace(told[0], low=whole or low, sure=not rest and not another)


def _over_named(block: Block, rate: Figure, last: Figure, ratios: Sequence[Ratio]) -> list[Ratio]:
    """完成全年预算的 96.19%: those over the budget that the words behind the last figure name."""
    words = block.text[last.end : rate.start]
    said = [(match.end(), base) for base in _BASES for match in base.finditer(words)]
    base = max(said, key=lambda each: each[0])[1] if said else _NOTHING
    return [each for each in ratios if base.search(block.lead(each.low))]


def _of_two_budgets(block: Block, ratios: Sequence[Ratio]) -> Ratio | None:
    """A rate of neither 年初预算 nor 全年预算, with no other figure beside them: 全年预算 is the usual base."""
    first, last = ([r for r in ratios if base.search(block.lead(r.low))] for base in _BASES)
    plain = len(ratios) == 2 and len(first) == len(last) == 1 and first != last
    return replace(last[0], sure=False) if plain else None


def _adjusted(block: Block, budget: Figure, rest: Sequence[Figure]) -> Figure | None:
    """年初预算 with what was added to it or cut from it during the year, where nothing else stands beside them."""
    if not rest or not _BASES[0].search(block.lead(budget)):
        return None
    for figure in rest:
        added, cut = (words.search(block.lead(figure)) for words in (_ADDED, _CUT))
        if bool(added) is bool(cut):
            return None
        budget = sum_of(budget, figure if added else replace(figure, value=-figure.value))
    return budget


def _across(block: Block, rate: Figure, quantities: Sequence[Quantity]) -> Ratio | None:
    """基本支出调整预算 682 万元。……基本支出决算 680.40 万元，执行率 99.77%. Or the spending first, and the rate behind its budget."""
    near = _window(block, rate)
    mine = [q for q in quantities if any(q.figure is f for f in near)]
    if len(mine) != 1 or len(near) != 1:
        return None
    measure, own = mine[0].key.measure, mine[0].figure
    same = [q for q in quantities if q.block is block and q.key.item == mine[0].key.item]
    if measure == BOOKED:
        budgets = [q.figure for q in same if q.key.measure in BUDGETS and q.interval.low > 0]
        ratios = [Ratio(rate, own, budget, sure=False, block=block) for budget in budgets]
        return next((each for each in ratios if each.agrees), ratios[-1] if ratios else None)
    booked = [q.figure for q in same if q.key.measure in (BOOKED, "")]
    if measure != BUDGET or len({figure.exact for figure in booked}) != 1:
        return None
    return Ratio(rate, booked[0], own, block=block)


def _of_list(block: Block, rate: Figure) -> Ratio | None:
    """采购支出 A 元，其中货物 b 元、服务 c 元，采购预算 B 元，采购执行率 r%: the total stands before its list."""
    begin, _ = block.sentence(rate.start)
    mark = block.text.find("其中", begin, rate.start)
    if mark < 0:
        return None
    near = _window(block, rate, _NOTHING)
    tops = [f for f in near if f.end <= mark and role_of(block.before(f)) == "actual"]
    lows = [f for f in near if role_of(block.before(f)) == "budget"]
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
    ratios = [Ratio(rate, top, target, sure=len(near) == 1, block=block) for top in reversed(near)]
    return next((each for each in ratios if each.agrees), ratios[0])


def _budget_before(block: Block, rate: Figure) -> Ratio | None:
    """三公经费预算 4.5 万元。实际支出 1.98 万元，控制率为 44%."""
    begin, _ = block.sentence(rate.start)
    near = _window(block, rate, _NOTHING)
    words = block.before(near[0]) if len(near) == 1 else ""
    if begin == 0 or role_of(words) != "actual" or _ITEMS.search(words):
        return None
    start, _ = block.sentence(begin - 1)
    lows = [f for f in block.plain(start=start, end=begin) if f.family == near[0].family]
    if len(lows) != 1 or role_of(block.before(lows[0])) != "budget":
        return None
    return Ratio(rate, near[0], lows[0], sure=False, block=block)


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
    told = block.plain("amount", start=start, end=begin)
    tops = [
        f
        for f in told
        if role_of(block.before(f)) == "actual" and not _ITEMS.search(block.before(f))
    ]
    lows = [f for f in told if role_of(block.before(f)) == "budget" and base.search(block.lead(f))]
    return _only_pair(block, rate, tops, lows)


def _only_pair(
    block: Block, rate: Figure, tops: Sequence[Figure], lows: Sequence[Figure]
) -> Ratio | None:
    """The one actual figure over the one budget, of the same family."""
    if len(tops) != 1 or len(lows) != 1 or tops[0].family != lows[0].family:
        return None
    return Ratio(rate, tops[0], lows[0], block=block)


def _with_others(low: Figure, rest: Sequence[Figure]) -> Iterator[Figure]:
    """The budget together with what stands beside it: 上年结转, 追加, one of them or all."""
    yield from (sum_of(low, other) for other in rest)
    yield reduce(sum_of, rest, low)


def _window(
    block: Block, rate: Figure, detours: re.Pattern[str] = _DETOUR, behind_rates: bool = True
) -> list[Figure]:
    """Figures of the rate's sentence before it, after the last rate and the last detour."""
    begin, _ = block.sentence(rate.start)
    for other in block.figures if behind_rates else ():
        rated = other.kind in ("rate", "change") and not other.depth
        if rated and begin <= other.start < rate.start:
            begin = other.end
    for detour in detours.finditer(block.text, begin, rate.start):
        begin = detour.end()
    stop = block.text.rfind("；", begin, rate.start)
    begin = max(begin, stop + 1)
    return block.plain("amount", "count", start=begin, end=rate.start)


def _fits(block: Block, figure: Figure, item: str) -> bool:
    """A figure that names an item must name this one."""
    return item in (_ITEMS.findall(block.before(figure)) or [item])
