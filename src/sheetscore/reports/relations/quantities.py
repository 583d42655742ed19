"""Figures of a report whose item, measure and year are unmistakable: 基本支出 决算 of the 评价年度.

Only subjects that say nothing else are taken: 一般公共预算财政拨款基本支出 is not 基本支出, and 上年 is not this year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from sheetscore.exact.intervals import Interval
from sheetscore.model.figure import Key
from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words import names
from sheetscore.words.vocabulary import entries, measure_of, pattern

_PAID = pattern("{spending}")
_LONGEST_WORDS = 40
UNNAMED = "（未写明）"
"""年初预算数, 执行数 without a word of what: the whole, where the text has only one of them."""
_ITEMS = tuple(
    (name, pattern(f"{{before_item}}*(?:{'|'.join(called)}){{behind_item}}*$"))
    for name, called in entries("called").items()
)
ITEMS = frozenset(name for name, _ in _ITEMS) - {UNNAMED}
"""Items that are named."""
_OTHER = pattern("{last_year}(?!结|{budget}结)|{next_year}|人均|本级|下属|二级|其中|中央|省级|市级")
_SPENT = frozenset([names.INCOME, names.SPENDING, names.CARRIED_IN, names.CARRIED_ON])
"""Items that a text states without a measure when it means what was booked."""
_BALANCES = frozenset([names.CARRIED_IN, names.CARRIED_ON])
_ACTUAL = pattern("(?:实际)?(?:总?{spending}|总?{carried_out}|{final}|使用)数?$")
_YEAR_BUDGET = pattern(
    r"(?:^[，\s]*(?:{all_year}|调整后?的?)|{opening})(?:部门)?{budget}(?:数|总额|{granted}|安排)?(?:为|是|达)?\s*$|{added}(?:{budget}|资金)?(?:了|数)?\s*$"
)
_LIST = regex(r"其中|包括[：:]|包含")
_BY_KIND = regex(
    r"\s*(?:(?:(?:从|按)[^，。；：\d]{0,10}(?:看|分|划分)|总[体的]?来看|综上(?:所述)?|(?:20|19)\d\d年度?)[，：]?)*"
)
"""What may open a sentence about the whole without naming anything smaller."""
_ALL_YEAR = pattern("(?:{all_year}度?|{this_year}|年度?|实际)*{spending}(?:总额|合计)?(?:为|共)?$")
_OVERALL = pattern("总[体的]?来看|{spending}性质|综上|占总{spending}|{basic}.*{projects}")
LABELLED = pattern(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、．.]+|[①-⑳])\s*(?![^。]{0,12}(?:{budget}|{spending}|{ledger_title}|{carried_out}))[^，。；：\d]{2,40}。"
)
"""A paragraph that begins with the name of one project tells the figures of that project."""


@dataclass(frozen=True)
class Quantity:
    """One figure and what it is: `key` as in the base frame, year relative to the 评价年度."""

    key: Key
    block: Block
    figure: Figure

    @property
    def value(self) -> Fraction:
        """In 万元."""
        return self.figure.exact

    @property
    def interval(self) -> Interval:
        """What its digits stand for, in 万元."""
        return self.figure.interval


def quantities(
    report: Report, year: int | None, own: Mapping[str, str] | None = None
) -> Iterator[Quantity]:
    """Every amount with an unmistakable key, in the order of the text. `own`: what a bureau alone calls a measure → its name."""
    found = [
        q for q in _stated(report, year, own or {}) if q.key.item not in _BALANCES or _of_whole(q)
    ]
    for measure in names.MONEY_MEASURES:
        named = [q for q in found if q.key[:2] == (names.SPENDING, measure)]
        unnamed = [q for q in found if q.key[:2] == (UNNAMED, measure)]
        if not named and len({q.value for q in unnamed}) == 1:
            whole = {id(q) for q in unnamed}
            found = [
                replace(q, key=q.key._replace(item=names.SPENDING)) if id(q) in whole else q
                for q in found
            ]
    yield from found


def booked(quantities: Iterable[Quantity]) -> list[Quantity]:
    """Those of what was received or spent this year."""
    return [q for q in quantities if q.key[1:] in ((names.BOOKED, 0), ("", 0))]


def only(quantities: Iterable[Quantity], item: str | None) -> Quantity | None:
    """The one value stated of an item."""
    found = [q for q in quantities if q.key.item == item]
    return found[0] if len({q.value for q in found}) == 1 else None


def _of_whole(balance: Quantity) -> bool:
    """A balance is the unit's own where its sentence states nothing else, or total income or spending."""
    block, figure = balance.block, balance.figure
    start, end = block.sentence(figure.start)
    listed = block.text.find("其中", figure.end, end)
    amounts = [
        f for f in block.figures
        if f.kind == "amount" and start <= f.start < (listed if listed > 0 else end) and f is not figure and not f.depth
    ]  # fmt: skip
    return not amounts or any(
        item_of(block.words(f)) in _SPENT or _YEAR_BUDGET.search(block.lead(f)) for f in amounts
    )


def _stated(report: Report, year: int | None, own: Mapping[str, str]) -> Iterator[Quantity]:
    for block in report.prose:
        last: Quantity | None = None
        for figure in block.plain("amount"):
            key = quantity_key(block, figure, year, own) or _carried(block, figure, last)
            if key and key.item == UNNAMED and _of_project(block, figure):
                key = None
            if key and key.item == UNNAMED and last and _same_clauses(block, last.figure, figure):
                key = key._replace(item=last.key.item)
            last = Quantity(key, block, figure) if key else None
            if last:
                yield last


def _of_project(block: Block, figure: Figure) -> bool:
    """（1）甲项目：全年预算数 10 万元: an unnamed budget is that of the project named before it."""
    begin, _ = block.sentence(figure.start)
    named = re.search(r"项目|：", block.text[begin : figure.start]) is not None
    return named or LABELLED.match(block.text) is not None


def quantity_key(
    block: Block, figure: Figure, year: int | None, own: Mapping[str, str]
) -> Key | None:
    """The key of a figure; None where its words leave a doubt."""
    words, before = block.words(figure), block.before(figure)
    for word, name in own.items():
        words, before = words.replace(word, name), before.replace(word, name)
    if not words or _OTHER.search(words):
        return None
    item = item_of(words)
    if item is None and _of_all_year(block, figure):
        item = names.SPENDING
    offset = _offset(block, figure, year)
    if item is None or offset is None:
        return None
    measure = measure_of(before) or _listed_measure(block, figure)
    if measure == "" and (item in _SPENT or (item in names.SAN_GONG and _PAID.search(words))):
        measure = names.BOOKED
    return Key(item, measure, offset)


def _of_all_year(block: Block, figure: Figure) -> bool:
    """全年支出 that opens a sentence about the whole: 从支出性质看, 总体来看, or 基本支出 and 项目支出 follow."""
    begin, end = block.sentence(figure.start)
    opening = _BY_KIND.match(block.text, begin, figure.start)
    start = opening.end() if opening else begin
    said = _ALL_YEAR.fullmatch(block.text[start : figure.start])
    return said is not None and _OVERALL.search(block.text, begin, end) is not None


def _same_clauses(block: Block, one: Figure, other: Figure) -> bool:
    """年初预算数 and 调整预算数 side by side are of the same item."""
    return re.search(r"[。；]", block.text[one.end : other.start]) is None


def _listed_measure(block: Block, figure: Figure) -> str:
    """The measure of the total in whose list a figure stands."""
    start, _ = block.sentence(figure.start)
    start = max(start, block.text.rfind("；", start, figure.start) + 1)
    text = block.text[start : figure.start]
    lists = list(_LIST.finditer(text))
    return measure_of(text[: lists[-1].start()]) if lists else ""


def _carried(block: Block, figure: Figure, last: Quantity | None) -> Key | None:
    """三公经费预算 7.99 万元，实际支出 3.37 万元: the second figure is of the first one's item."""
    if last is None or last.key.measure not in names.BUDGETS:
        return None
    between = block.text[last.figure.end : figure.start]
    if not re.match(r"[，,]", between) or re.search(r"[。；，,].*[。；，,]", between):
        return None
    words = block.subject(figure)
    return Key(last.key.item, names.BOOKED, last.key.year) if _ACTUAL.fullmatch(words) else None


def item_of(words: str) -> str | None:
    """The item that a subject names, and nothing besides."""
    if len(words) > _LONGEST_WORDS:
        return None
    return next((name for name, called in _ITEMS if called.fullmatch(words)), None)


def _offset(block: Block, figure: Figure, year: int | None) -> int | None:
    """The year relative to the 评价年度: the one named last before the figure in its sentence; None for another one."""
    start, _ = block.sentence(figure.start)
    named = [
        int(other.value) for other in block.figures
        if other.kind == "year" and start <= other.start < figure.start
    ]  # fmt: skip
    if year is None or not named:
        return 0
    return named[-1] - year if named[-1] - year in (0, -1) else None
