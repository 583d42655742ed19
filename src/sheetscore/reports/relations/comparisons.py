"""What a text says of two figures without a difference of its own: 决算数小于年初预算数, 与预算数持平, A 大于 B.

The figures compared are those told last before it: of the sentence, else of the nearest sentence of the paragraph that
tells a budget and a spending. 大于 of figures that are printed alike, 持平 of figures that cannot be equal, are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sheetscore.exact.intervals import difference
from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Gap
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.names import BOOKED, BUDGETS
from sheetscore.words.vocabulary import measure_of, pattern

_MORE, _LESS, _SAME = "大于|高于|多于|超过|超出|超", "小于|低于|少于", "等于|持平|相等|一致|相同"
_BOOKED = "(?:{spending}{final}|{final}|{spending}|{carried_out}|实际{spending})数?"
_BASE = "(?:(?P<first>{opening}|初)|(?P<last>{all_year}|{within}?调整后?的?))?(?:部门)?{budget}(?:安排)?数?"
_SAID = [
    pattern(rf"{_BOOKED}(?P<word>{_MORE}|{_LESS}|等于){_BASE}"),
    pattern(rf"(?:{_BOOKED})?[与和同]{_BASE}(?:数额)?(?P<word>{_SAME})"),
    pattern(
        rf"(?:{_BOOKED})?[比较]{_BASE}(?P<word>增加|减少|节约|超支|下降|增长)(?!率|\S{{0,4}}的?原因)"
    ),
]
"""决算数小于年初预算数; 与预算数持平; 比预算减少."""
_LEVEL = pattern(
    "[与和同比较]{last_year}(?:度|{same_period})?(?:相比|比较|数额)?(?P<word>持平|一致|相同)"
)
_LAST_YEAR = pattern("{last_year}")
_UP = regex("大于|高于|多于|超|增")
_DOWN = regex("小于|低于|少于|减|节约|下降")
_BETWEEN = regex(rf"[，、]?(?P<word>{_MORE}|{_LESS}|等于)[^，。；、（）\d]{{1,14}}?(?:为|是)?\s*$")
_APART = regex(r"，?(?:相差|[多少超高低](?:出|支)?)(?:了|为)?\s*")
"""大于 1000 万元，多出 200 万元."""
_PAST = pattern("{last_year}|累计|目标|标准|限额|规定")
_BASES = {"first": pattern("{opening}|初{budget}"), "last": pattern("{full_budget}|调整")}


@dataclass(frozen=True)
class Comparison:
    """`new` is said to be more than `old` (`says` 1), less (-1) or equal (0), by `word` at `at`; `gap`: the difference told."""

    block: Block
    at: int
    word: str
    says: int
    new: Figure
    old: Figure
    gap: Gap | None = None

    @property
    def holds(self) -> bool:
        """May the words be right, whatever digits were rounded away?"""
        moved = difference(self.new.interval, self.old.interval)
        if self.says == 0:
            return moved.contains(0)
        same = self.new.exact == self.old.exact
        return not same and (moved.high > 0 if self.says > 0 else moved.low < 0)


def _as_last_year(block: Block) -> Iterator[Comparison]:
    """2022年 1.95 万元，上年为 2.35 万元，与上年相比持平."""
    for said in _LEVEL.finditer(block.text):
        begin, _ = block.sentence(said.start())
        begin = max(begin, block.text.rfind("；", begin, said.start()) + 1)
        two = block.plain("amount", "count", start=begin, end=said.start())[-2:]
        old = [f for f in two if _LAST_YEAR.search(block.lead(f))]
        if len(two) == 2 and len(old) == 1 and two[0].family == two[1].family:
            new = next(f for f in two if f is not old[0])
            yield Comparison(block, said.start(), said["word"], 0, new, old[0])


def comparisons(report: Report) -> Iterator[Comparison]:
    """Every comparison whose two figures are plain."""
    for block in report.prose:
        yield from _between_figures(block)
        yield from _as_last_year(block)
        for words in _SAID:
            for said in words.finditer(block.text):
                yield from _said(block, said)


def _says(word: str) -> int:
    return 1 if _UP.search(word) else -1 if _DOWN.search(word) else 0


def _between_figures(block: Block) -> Iterator[Comparison]:
    """决算数 1200 万元小于年初预算数 1000 万元."""
    figures = block.plain("amount", "count")
    for new, old in pairwise(figures):
        said = _BETWEEN.fullmatch(block.text[new.end : old.start])
        if said and new.family == old.family and not _PAST.search(said[0]):
            says = _says(said["word"])
            behind = next((f for f in figures if f.start >= old.end), None)
            apart = behind and _APART.fullmatch(block.text, old.end, behind.start)
            gap = Gap(behind, new, old, says >= 0, block=block) if behind and apart else None
            yield Comparison(block, new.end, said["word"], says, new, old, gap)


def _said(block: Block, said: re.Match[str]) -> Iterator[Comparison]:
    behind = next((f for f in block.figures if f.start >= said.end()), None)
    told = behind and re.fullmatch(r"(?:了|为|共)?\s*", block.text[said.end() : behind.start])
    moved = behind if told and behind and behind.kind == "amount" and not behind.approx else None
    if told and moved is None:
        return  # 决算数大于预算数约 3 万元, 比预算减少 5%: said by another figure
    if moved is None and re.match(r"[^，。；]{0,6}\d", block.text[said.end() :]):
        return
    base = "first" if said["first"] else "last" if said["last"] else ""
    pairs = _pairs(block, said.start(), base)
    says = _says(said["word"])
    made = [
        Comparison(
            block, said.start(), said["word"], says, new, old,
            Gap(moved, new, old, says >= 0, block=block) if moved else None,
        )
        for new, old in pairs
    ]  # fmt: skip
    if made and not any(each.holds and (each.gap is None or each.gap.agrees) for each in made):
        yield from made[:1] if len(made) == 1 else ()


def _pairs(block: Block, position: int, base: str) -> list[tuple[Figure, Figure]]:
    """Spending and budget told last before a position, in the nearest sentence that tells both."""
    begin, _ = block.sentence(position)
    end = position
    while True:
        begin = max(begin, block.text.rfind("；", begin, end) + 1) if end == position else begin
        near = [
            f
            for f in block.plain("amount", start=begin, end=end)
            if not _PAST.search(block.lead(f))
        ]
        spent = [f for f in near if measure_of(block.before(f)) == BOOKED]
        budgets = [f for f in near if measure_of(block.before(f)) in BUDGETS]
        if base:
            named = [f for f in budgets if _BASES[base].search(block.lead(f))]
            budgets = named or (budgets if base == "first" and len(budgets) == 1 else [])
        if spent and budgets:
            return [(new, old) for new in spent for old in budgets if new.family == old.family]
        if near or begin == 0:
            return []
        end = begin
        begin, _ = block.sentence(begin - 1)
