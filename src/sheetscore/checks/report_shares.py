"""Shares that a text states: `占总支出的94.08%` of a total named elsewhere, `占比 7.22%` of the total of its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sheetscore.amounts import half_up
from sheetscore.checks.report_quantities import Quantity, item_of
from sheetscore.checks.report_ratios import Ratio
from sheetscore.checks.report_sums import Sum
from sheetscore.readers.report import Block, Report
from sheetscore.readers.report_numbers import Figure

_OF = re.compile(
    r"占(?:我|本)?(?:单位|部门|局|全年|年度|全部|当年|本年)*(?P<whole>[^，。；占的%]{2,14}?)的?(?:比重|比例|比率)?(?:约)?(?:为|是|达到?)?$"
)
_CHANGE = re.compile(r"增加|减少|增长|下降|[比较]上年|节约")
_OF_LIST = re.compile(r"(?:^|，)占比?(?:为|是|达)?$")
_SAME = (
    ("总支出", r"总支出|支出总[额计]|支出合计|全年支出|决算支出|支出决算总?[额数]?"),
    ("总收入", r"总收入|收入总[额计]|收入合计|全年收入|决算收入|收入决算总?[额数]?"),
    ("项目支出", r"项目支出(?:总额)?"),
    ("基本支出", r"基本支出(?:总额)?"),
)
_ASSETS = re.compile(r"资产总[额计数]|总资产|资产合计|全部资产")
_OPENING = re.compile(r"年初|期初|处置|减少|增加")
_LISTED_ASSETS = re.compile(r"资产(?!处置)[^，。；]*、[^，。；]*(?:共计|总计|合计)\s*(?:为)?$")
_ASSETS_STATED = re.compile(r"资产总[额计]|总资产|资产合计|资产(?:共计|总计)")


@dataclass(frozen=True)
class Share:
    """A printed share of `whole`. `sure`: that is stated with one value only."""

    ratio: Ratio
    sure: bool
    whole: str


def shares(report: Report, sums: Sequence[Sum], quantities: Sequence[Quantity]) -> Iterator[Share]:
    """Every share whose part and total are both plain."""
    yield from _of_lists(sums)
    for block in report.blocks:
        if block.table:
            continue
        for rate in block.figures:
            if rate.kind != "rate" or rate.approx or rate.depth:
                continue
            words = block.before(rate).strip()
            named = _OF.search(words)
            part = _named_part(words, named, quantities) if named else None
            part = part or _part(block, rate)
            if not named or part is None:
                continue
            totals = _totals(report, named["whole"], quantities, part)
            ratios = [Ratio(block, rate, part, total) for total in totals]
            agreeing = [each for each in ratios if each.agrees]
            if ratios:
                sure = len({total.exact for total in totals}) == 1
                yield Share((agreeing or ratios)[0], sure, named["whole"])


def _of_lists(sums: Sequence[Sum]) -> Iterator[Share]:
    """`b 6万元，占比60%` in the list of a total."""
    for found in sums:
        for part in found.parts:
            rate = _next_rate(part.block, part.figure)
            if rate:
                yield Share(Ratio(part.block, rate, part.figure, found.head), True, "合计")


def _next_rate(block: Block, figure: Figure) -> Figure | None:
    """The share printed right behind a figure."""
    later = [other for other in block.figures if other.start >= figure.end]
    if not later or later[0].kind != "rate" or later[0].approx:
        return None
    return later[0] if _OF_LIST.search(block.before(later[0]).strip()) else None


def _named_part(words: str, named: re.Match[str], quantities: Sequence[Quantity]) -> Figure | None:
    """基本支出占总支出的29.20%: the item named before 占, where the text states one value of it."""
    item = item_of(words[: named.start()].strip())
    found = [
        q.figure for q in quantities
        if item and q.key.item == item and q.key.measure in ("决算", "") and q.key.year == 0
    ]  # fmt: skip
    return found[0] if len({figure.exact for figure in found}) == 1 else None


def _part(block: Block, rate: Figure) -> Figure | None:
    """The amount right before a share, in its sentence."""
    begin, _ = block.sentence(rate.start)
    before = [f for f in block.figures if begin <= f.start and f.end <= rate.start and not f.depth]
    if not before or before[-1].kind != "amount" or before[-1].approx:
        return None
    between = block.text[before[-1].end : rate.start]
    together = "分别" in between or re.match(r"\s*[和、及与]\s*\d", block.text[rate.end :])
    if together or _CHANGE.search(block.before(before[-1])):
        return None
    return None if re.search(r"[。；]|[，,].*[，,]", between) else before[-1]


def _totals(
    report: Report, whole: str, quantities: Sequence[Quantity], part: Figure
) -> list[Figure]:
    """Figures that the words after 占 name; a share of a total is never of the part itself."""
    if _ASSETS.search(whole):
        return [figure for figure in _assets(report) if figure is not part]
    item = next((name for name, words in _SAME if re.fullmatch(words, whole.strip("“”"))), None)
    found = [
        q.figure for q in quantities
        if q.key.item == item and q.key.year == 0 and q.key.measure in ("决算", "") and q.figure is not part
    ]  # fmt: skip
    return found or _derived(item, quantities, part)


def _derived(item: str | None, quantities: Sequence[Quantity], part: Figure) -> list[Figure]:
    """基本支出 + 项目支出, where the text does not state 总支出 itself."""
    booked = {
        q.key.item: q.figure for q in quantities
        if q.key.item in ("基本支出", "项目支出") and q.key[1:] == ("决算", 0)
    }  # fmt: skip
    if item != "总支出" or len(booked) < 2 or part not in booked.values():
        return []
    places = max(figure.places for figure in booked.values())
    total = half_up(sum((figure.exact for figure in booked.values()), Fraction(0)), places)
    return [replace(part, value=total, places=places, unit="万元", factor=Fraction(1))]


def _assets(report: Report) -> Iterator[Figure]:
    """Total assets at the end of the year, wherever they are stated."""
    for block in report.blocks:
        if block.table:
            continue
        for figure in block.figures:
            if figure.kind != "amount" or figure.approx or figure.depth:
                continue
            begin, _ = block.sentence(figure.start)
            clause = block.text[begin : figure.start]
            clause = clause[clause.rfind("；") + 1 :]
            first = not any(
                f.kind == "amount" and begin <= f.start < figure.start for f in block.figures
            )
            words = block.before(figure)
            closing = _ASSETS_STATED.search(clause) and re.match(r"年末|期末", words)
            if ((_ASSETS_STATED.search(words) or closing) and not _OPENING.search(words)) or (
                first and _LISTED_ASSETS.search(clause)
            ):
                yield figure
