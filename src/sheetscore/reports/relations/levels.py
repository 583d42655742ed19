"""Divisions of a total that is stated in another paragraph: the bureau and its lower units, 按资金层级划分."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheetscore.regexes import regex
from sheetscore.reports.relations.quantities import Quantity, booked, item_of, only
from sheetscore.reports.relations.sums import ListedTotal, Part, told_sum
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.words.names import SPENDING
from sheetscore.words.vocabulary import pattern

_OWN = pattern(
    "(?:其中)?(?:单位|部门|局|委)?(?:机关)?本级(?:机关|单位)?(?:{spending}|{final})(?:合计)?(?:为|是|共)?"
)
_LOWER = pattern(
    "(?:二级|下属|所属|直属)(?:{budget}|事业)?单位(?:{spending}|{final})(?:合计)?(?:为|是|共)?"
)
_ALL_UNITS = regex(r"汇总|其中(?:单位|部门|局|委)?(?:机关)?本级|由[^，。；]*本级")
_SMALLER = pattern("{smaller}|基本")
_OFFSET = regex(r"(?:未|没有|不)[^，。；]{0,4}抵[销消]|抵[销消][^。；]*\d")
_DIVIDED = regex(
    r"(?:^|[。；，])(?P<item>[^，。；：\d]{2,12}?)(?:，)?按[^，。；：\d]{2,12}?(?:划分|分)(?:为)?(?:，?其中)?[：，]"
)
_WORDS_OF_CHANGE = pattern("{moved}|[比较]{last_year}|{left}|其中|{budget}")


def divided_totals(report: Report, quantities: Sequence[Quantity]) -> Iterator[ListedTotal]:
    """Every division whose total has one value in the text and does not stand in its own sentence."""
    for block in report.prose:
        whole = only(booked(quantities), SPENDING)
        parts = _units(block)
        if whole is not None and parts:
            yield _told(whole, parts)
        for match in _DIVIDED.finditer(block.text):
            whole = only(booked(quantities), item_of(match["item"]))
            parts = _listed(block, match.end())
            if whole is not None and parts:
                yield _told(whole, parts)


def _told(whole: Quantity, parts: Sequence[Part]) -> ListedTotal:
    return replace(told_sum(whole.block, whole.figure, parts), certain=True, whole=True)


def _units(block: Block) -> list[Part]:
    """机关本级支出 a 万元，二级单位支出合计 b 万元 of all spending."""
    begins = {block.sentence(f.start)[0] for f in block.figures if f.kind == "amount"}
    for begin in sorted(begins):
        figures = block.plain("amount", start=begin, end=block.sentence(begin)[1])
        own = [f for f in figures if _OWN.fullmatch(block.before(f).strip())]
        lower = [f for f in figures if _LOWER.fullmatch(block.before(f).strip())]
        if len(own) != 1 or len(lower) != 1 or own[0] is not figures[0]:
            continue
        sentence = block.text[begin : lower[0].end]
        smaller = _SMALLER.search(sentence) or _OFFSET.search(block.text)
        if _ALL_UNITS.search(block.text[: lower[0].end]) and not smaller:
            return [Part(block, f, block.subject(f)) for f in (own[0], lower[0])]
    return []


def _listed(block: Block, start: int) -> list[Part]:
    """The amounts up to the end of the sentence, where each has a name of its own and nothing else is told."""
    end = block.sentence(start)[1]
    figures = [f for f in block.figures if start <= f.start < end and f.kind != "year"]
    parts = [Part(block, f, block.subject(f)) for f in figures]
    names = {part.subject for part in parts}
    plain = all(f.kind == "amount" and not f.approx and not f.depth for f in figures)
    alone = plain and "" not in names and len(names) == len(parts) > 1
    return parts if alone and not _WORDS_OF_CHANGE.search(block.text[start:end]) else []
