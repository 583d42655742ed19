"""Small sums in one sentence: rates of two counts, differences of two rates, and an amount told in two units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Gap, Growth, Ratio, Total
from sheetscore.reports.relations.ratios import plain_rates
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.vocabulary import pattern

_RATE_NAME = regex(r"([\u4e00-\u9fff]{2})(?:率|度)(?:为|是|达到?|：)?\s*$")
_NO_STEM = pattern("{execution_rate}|(?:增长|下降|变动|调整|覆盖|参与)率")
_NOT = regex("[未不没无非]")
_NEW = regex(r"新增?[^，。；\d]{0,6}$")
"""新参保 200 人 are not all who are insured."""
_FROM = regex(r"(?:由|从)[^，。；]{0,12}$")
_TO = regex(r"(?:到|至|为)\s*$")
_WAY = regex(r"(?:(?P<up>提高|上升|增加|增长|高出|高)|下降|降低|减少|低|回落)(?:了)?\s*$")
_COMPARED = pattern(r"[比较](?:{last_year}|20\d\d年)(?:度|{same_period})?的?\s*$")
_LAST_YEAR, _THIS_YEAR = pattern("{last_year}"), pattern("{this_year}")
_MOVED = regex(
    r"(?:提高|上升|增加|增长|下降|降低|减少|高|低|回落|高出|超过)(?:了)?\s*$|的[^，。；]{0,8}$"
)
_CONVERTED = regex(r"\s*[，（]\s*(?:折合|折算|约合|即)(?:人民币)?约?为?\s*$")
_CLOSE = Fraction(1, 100)


def count_rates(report: Report) -> Iterator[Ratio | Growth]:
    """抽检 860 批次，合格 847 批次，合格率 98.49%: the last count before a rate that bears its name, over the one before.

    Where that count is of those that are not (未办结 3 件，办结率 95%), the rate is what is left of the whole.
    """
    for block in report.prose:
        for rate in plain_rates(block):
            name = _RATE_NAME.search(block.lead(rate))
            if name is None or _NO_STEM.fullmatch(f"{name[1]}率"):
                continue
            counts = _counts_before(block, rate)
            if len(counts) < 2:
                continue
            without = _without(block, rate, name[1])
            found = _part_and_whole(block, counts, name[1], without)
            if found:
                part, wholes = found
                sure = len(wholes) == 1
                same = _without(block, part, name[1]) is without
                ratios: list[Ratio | Growth] = [
                    Ratio(rate, part, whole, sure=sure, block=block) if same
                    else Growth(rate, part, whole, False, block=block, sure=sure)
                    for whole in wholes
                ]  # fmt: skip
                yield next((each for each in ratios if each.agrees), ratios[0])


def _without(block: Block, figure: Figure, stem: str) -> bool:
    """Is it of those that are not: 未办结, 不合格?"""
    lead = block.lead(figure)
    start = lead.rfind(stem[0])
    return _NOT.search(lead[max(0, start - 2) : start]) is not None


def _counts_before(block: Block, rate: Figure) -> list[Figure]:
    """The exact counts of the clause row that a rate ends, in brackets or not."""
    begin, _ = block.sentence(rate.start)
    begin = max(begin, block.text.rfind("；", begin, rate.start) + 1)
    for other in block.figures:
        if other.kind in ("rate", "change") and begin <= other.start < rate.start:
            begin = other.end
    return [
        f for f in block.figures
        if f.kind == "count" and begin <= f.start < rate.start and not f.numeral
    ]  # fmt: skip


def _part_and_whole(
    block: Block, counts: Sequence[Figure], stem: str, without: bool
) -> tuple[Figure, list[Figure]] | None:
    """The count that the rate is named after, and what it may be a part of, the likeliest first."""
    named = [f for f in counts if all(char in block.lead(f) for char in stem)]
    if not named or any(f.approx for f in counts) or any(_NEW.search(block.lead(f)) for f in named):
        return None
    if len(named) > 2:
        return None  # 满意 408 份、基本满意 60 份、不满意 12 份: which of them the rate is of is not said
    alike = [f for f in named if _without(block, f, stem) is without]
    part = (alike or named)[-1]
    wholes = [
        f for f in counts if f is not part and f.family == part.family and f.exact >= part.exact
    ]
    return (part, list(reversed(wholes))) if wholes else None


def points(report: Report) -> Iterator[Gap]:
    """由 72.5% 提高到 93.0%，提高 20.5 个百分点; 上年 90%，本年 95%，提高 5 个百分点; 95%，比上年的 92% 提高 3 个百分点."""
    for block in report.blocks:
        rates = [f for f in block.figures if f.kind in ("rate", "change") and not block.table]
        for place, moved in enumerate(rates):
            if moved.kind != "change" or moved.approx or place < 2:
                continue
            first, last = rates[place - 2 : place]
            rated = first.kind == last.kind == "rate" and not (first.approx or last.approx)
            if not rated or first.start < block.sentence(moved.start)[0]:
                continue
            if not _MOVED.search(block.lead(moved)) or "；" in block.text[first.end : moved.start]:
                continue
            pair = _earlier_and_later(block, first, last)
            if pair and _follows(block, last, moved):
                old, new = pair
                said = _WAY.search(block.lead(moved))
                up = new.exact >= old.exact if said is None else said["up"] is not None
                yield Gap(moved, new, old, up, block=block)


def _earlier_and_later(block: Block, first: Figure, last: Figure) -> tuple[Figure, Figure] | None:
    """由 A 到 B, 上年 A，本年 B, and B，比上年的 A: the rate before and the one after; None where that is not said."""
    lead, behind = block.lead(first), block.lead(last)
    if _FROM.search(lead) and _TO.search(behind):
        return first, last
    if _COMPARED.search(behind) and not _LAST_YEAR.search(lead):
        return last, first
    years = [_year_before(block, f) for f in (first, last)]
    said = _LAST_YEAR.search(lead) and (_THIS_YEAR.search(behind) or years[1])
    if (said and not _LAST_YEAR.search(behind)) or (all(years) and years[0] + 1 == years[1]):
        one, other = (_RATE_NAME.search(words) for words in (lead, behind))
        return (first, last) if other is None or (one and one[1] == other[1]) else None
    return None


def _year_before(block: Block, figure: Figure) -> int:
    """The year that the words before a figure name, 0 where they name none."""
    start = figure.start - len(block.lead(figure))
    named = [f for f in block.figures if f.kind == "year" and start <= f.start < figure.start]
    return int(named[-1].value) if named else 0


def _follows(block: Block, last: Figure, moved: Figure) -> bool:
    return (
        re.fullmatch(r"[，、（]?[^，。；\d]{0,8}", block.text[last.end : moved.start]) is not None
    )


def told_twice(report: Report) -> Iterator[Total]:
    """An amount that is told again in another unit, and differently: 6277726.12 元（折合 6277.73 万元）."""
    for block in report.blocks:
        amounts = [f for f in block.figures if f.kind == "amount"]
        for first, again in pairwise(amounts):
            between = block.text[first.end : again.start]
            closed = between.strip() == "（" and block.text[again.end :].lstrip().startswith("）")
            same = _CONVERTED.fullmatch(between) or closed
            told = Total(again, (first,), block=block)
            if same and first.factor != again.factor and told.verdict in ("over", "under"):
                if again.approx and abs(again.exact - first.exact) <= abs(first.exact) * _CLOSE:
                    continue
                yield told
