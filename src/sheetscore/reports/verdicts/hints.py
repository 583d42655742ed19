"""What the figures of a report say together: the one that is likely wrong, and the bases that a rate may be taken over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sheetscore.exact.correction import Equation, Linear, sum_of, which_is_wrong
from sheetscore.exact.intervals import Shown
from sheetscore.exact.rate_bases import bases, told
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex
from sheetscore.reports.relations.quantities import UNNAMED, Quantity, booked, only
from sheetscore.reports.relations.ratios import executions
from sheetscore.reports.text.blocks import Block
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.verdicts.report_context import ReportContext
from sheetscore.words import names

_WHOLE = (names.SPENDING, UNNAMED)
_NO_NAME = regex(r"^[\s，,：:；;、（(]+|[\s，,：:；;、（(]+$")


@dataclass
class _Graph:
    """Named figures in 万元 and the equations between them."""

    figures: dict[str, Shown] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)
    names: dict[tuple[int, int], str] = field(default_factory=dict)

    def name(self, block: Block, figure: Figure) -> str:
        """The name of a figure; the same for all places that state the same quantity."""
        return self.names.get((id(block), figure.start), "")

    def add(self, block: Block, figure: Figure, name: str) -> None:
        """Name a figure; another figure of the same name gets its number beside it."""
        shown = figure.shown
        if name in self.figures and self.figures[name].value != shown.value:
            name = f"{name} {figure.text}"
        self.names[id(block), figure.start] = name
        self.figures[name] = shown


def wrong_figure(context: ReportContext, block: Block, figure: Figure) -> str:
    """One sentence naming the change that closes every failing equation around a figure; "" where none or several would.

    Only figures in 万元 are taken, and only one change that at least two failing equations agree on.
    """
    graph = _graph(context)
    name = graph.name(block, figure)
    near = _around(graph, name) if name else []
    sentence = which_is_wrong(graph.figures, near) if near else ""
    return sentence if sentence.startswith("只要") and "各式" in sentence else ""


def _graph(context: ReportContext) -> _Graph:
    graph = _Graph()
    stated = _stated(context)
    for quantity in booked(context.quantities):
        if stated.get(quantity.key.item) is not None:
            graph.add(quantity.block, quantity.figure, quantity.key.item)
    for found in context.sums:
        listed = [
            (found.block, found.result, ""),
            *((p.block, p.figure, p.subject) for p in found.listed),
        ]
        usable = found.verdict in ("ok", "tail", "over") or found.whole
        if not usable or any(figure.unit != "万元" for _, figure, _ in listed):
            continue
        for block, figure, subject in listed:
            if not graph.name(block, figure):
                text = _NO_NAME.sub("", subject or block.subject(figure)) or "此数"
                graph.add(block, figure, text)
        whole, *parts = (graph.name(block, figure) for block, figure, _ in listed)
        if len({whole, *parts}) == len(listed):
            graph.equations.append(sum_of(whole, parts))
    graph.equations += _balances(stated)
    return graph


def _stated(context: ReportContext) -> dict[str, Quantity]:
    """The quantities of the year that the text states with one value."""
    told = [q for q in booked(context.quantities) if q.figure.unit == "万元"]
    found = {item: only(told, item) for item in {q.key.item for q in told}}
    return {item: each for item, each in found.items() if each}


def _balances(stated: dict[str, Quantity]) -> Iterator[Equation]:
    """Income less spending is what is left (with what was there before, where that comes nearer)."""
    ends = (names.INCOME, names.SPENDING, names.CARRIED_ON)
    if stated.keys() >= set(ends):
        income, spent, rest = (stated[each].value for each in ends)
        gap, opening = income - spent - rest, stated.get(names.CARRIED_IN)
        carried = opening is not None and abs(gap + opening.value) < abs(gap)
        yield Linear((ends[0], *([names.CARRIED_IN] if carried else [])), ends[1:])
    if {names.SPENDING, names.BASIC, names.PROJECTS} <= stated.keys():
        yield Linear((names.BASIC, names.PROJECTS), (names.SPENDING,))


def _around(graph: _Graph, name: str) -> list[Equation]:
    """The equations that a figure is linked to, step by step."""
    known, near = {name}, list[Equation]()
    grown = True
    while grown:
        linked = [e for e in graph.equations if e not in near and known & set(e.names)]
        near += linked
        known |= {each for equation in linked for each in equation.names}
        grown = bool(linked)
    return near


def check_D03(context: ReportContext) -> Iterator[Finding]:
    """支出的执行率以哪个预算数为分母：文中有几个不同的全年预算数，或印出的率是以年初预算为分母的，把各个分母都算一遍。

    级别：提醒。容差：按所印小数位作区间相除。来源：财预〔2020〕10号 执行率＝全年执行数÷全年预算数。
    """
    whole = [q for q in context.quantities if q.key.item in _WHOLE and q.key.year == 0]
    spent = {(id(q.block), q.figure.start) for q in whole if q.key.measure == names.BOOKED}
    known = {q.value: q for q in whole if q.key.measure in names.BUDGETS}
    adjusted = [q for q in known.values() if q.key.measure == names.FULL_BUDGET]
    seen = set()
    for found in executions(context.report, context.quantities):
        if (id(found.block), found.top.start) not in spent or not found.agrees:
            continue
        if found.result.shown.value in seen or any(
            q.figure.unit != found.top.unit for q in known.values()
        ):
            continue
        seen.add(found.result.shown.value)
        named = [(_named(q), q.figure.shown) for q in known.values()]
        tried = bases(found.top.shown, found.result.shown, named)
        fits = [base for base in tried if base.fits]
        from_start = bool(adjusted) and {base.name for base in fits} == {names.OPENING_BUDGET}
        if fits and len(fits) < len(tried) and (len(adjusted) > 1 or from_start):
            yield context.at(
                found.block, found.result, "D03", "warning", told(found.top.shown, found.result.shown, tried),
                "、".join(base.figure.text for base in tried), "一个全年预算数", "请写明以哪个预算数为分母，全文用同一个。",
            )  # fmt: skip


def _named(quantity: Quantity) -> str:
    """年初预算, or what the text calls the other one."""
    if quantity.key.measure == names.BUDGET:
        return names.OPENING_BUDGET
    text = _NO_NAME.sub("", quantity.block.subject(quantity.figure))
    return text if 0 < len(text) <= 16 else names.ADJUSTED_BUDGET
