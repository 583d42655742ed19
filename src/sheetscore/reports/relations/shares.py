"""Shares that a text states: `占总支出的94.08%` of a total named elsewhere, `占比 7.22%` of the total of its list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Ratio
from sheetscore.reports.relations.quantities import Quantity, booked, item_of, only
from sheetscore.reports.relations.sums import ListedTotal, sum_of
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.names import BASIC, BOOKED, INCOME, PROJECTS, PURCHASES, SPENDING
from sheetscore.words.vocabulary import pattern

_OF = regex(
    r"占(?:(?:我|本)(?:单位|部门|局|委|院|校|镇|乡|县|区|市))?(?P<whole>[^，。；占的%]{2,14}?)的?(?:比重|比例|比率)?(?:约)?(?:为|是|达到?)?$"
)
_CHANGE = pattern("{moved}|[比较]{last_year}|节约")
_OF_LIST = regex(r"(?:^|，)占比?(?:为|是|达)?$")
_IN_ROW = regex(r"\s*[和、及与，]\s*")
_ADORNED = pattern(r"[“”\"'‘’\s]|的|数$|^(?:全部|{all_year}|{this_year}|年度)")
_BOOKED = pattern("(?:{spending}|{final}|实际|总额|合计|数)+$")
_LONG_ENOUGH = 4
_NEAR_BLOCKS = 8
_SAME = {
    SPENDING: pattern("{whole_spending}|{all_year}{spending}|{spending}{final}总?[额数]?"),
    INCOME: pattern("{whole_income}|{all_year}{income}|{income}{final}总?[额数]?"),
    PROJECTS: pattern("{projects}(?:总额)?"),
    BASIC: pattern("{basic}(?:总额)?"),
    PURCHASES: pattern("(?:政府)?采购(?:实际)?(?:支付|{spending})?总[额计]"),
}
_ASSETS = regex(r"资产总[额计数]|总资产|资产合计|全部资产")
_OPENING = pattern("{opening}|处置|减少|增加")
_CLOSING = pattern("{closing}")
_LAST_YEAR = pattern("{last_year}")
_PLANNED = pattern("{target}")
_WHOLE = pattern("(?:部门|单位)?总({spending}|{income})")
_LISTED_ASSETS = regex(r"资产(?!处置)[^，。；]*、[^，。；]*(?:共计|总计|合计)\s*(?:为)?$")
_ASSETS_STATED = regex(r"资产总[额计]|总资产|资产合计|资产(?:共计|总计)")


def shares(
    report: Report, sums: Sequence[ListedTotal], quantities: Sequence[Quantity]
) -> Iterator[Ratio]:
    """Every share whose part and total are both plain."""
    listed = list(_of_lists(sums))
    yield from listed
    known = {(id(share.block), share.result.start) for share in listed}
    for index, block in enumerate(report.blocks):
        if block.table:
            continue
        yield from _enumerated(block, known)
        for rate in block.plain("rate"):
            beside = _of_figure_beside(block, rate)
            if beside:
                yield beside
                continue
            named = _OF.search(block.before(rate).strip())
            if named is None:
                continue
            totals, sure = _whole(report, index, named["whole"], quantities)
            totals = [total for total in totals if total.interval.low > 0]
            for each, parts in _rates_and_parts(block, rate, named, quantities):
                others = [part for part in parts if all(part is not total for total in totals)]
                found = [
                    Ratio(each, part, total, block=block) for part in others for total in totals
                ]
                if found:
                    told = [
                        Ratio(each, part, total, block=block)
                        for part in _earlier(block, each)
                        for total in totals
                        if part is not total
                    ]
                    agreeing = [one for one in (*found, *told) if one.agrees]
                    certain = sure and len(others) == 1
                    yield replace((agreeing or found)[0], sure=certain)
            yield from _going_on(block, rate, totals, known)


def _of_figure_beside(block: Block, rate: Figure) -> Ratio | None:
    """项目支出 400 万元，占总支出 1000 万元的 40%: the whole is told right before the share, the part before it."""
    begin, _ = block.sentence(rate.start)
    before = [f for f in block.figures if begin <= f.start < rate.start and f.kind != "year"]
    if len(before) < 2 or block.text[before[-1].end : rate.start] != "的":
        return None
    part, whole = before[-2:]
    lead = block.lead(whole)
    plain = part.family == whole.family and not (part.approx or whole.approx or whole.value <= 0)
    said = re.match(r"约?占[^，。；]{1,14}$", lead) and not _PLANNED.search(lead)
    if not plain or not said or part.depth != whole.depth or _CHANGE.search(block.before(part)):
        return None
    return Ratio(rate, part, whole, block=block, sure="其中" not in block.text[begin : part.end])


def _earlier(block: Block, rate: Figure) -> list[Figure]:
    """The other amounts of the sentence before a share: one that fits clears it."""
    return block.plain("amount", start=block.sentence(rate.start)[0], end=rate.start)


def _going_on(
    block: Block, rate: Figure, totals: Sequence[Figure], known: set[tuple[int, int]]
) -> Iterator[Ratio]:
    """拨款 95 万元，占收入合计的 95%；其他 5 万元，占 5%: the shares that follow are of the same total."""
    _, end = block.sentence(rate.start)
    if len(totals) != 1 or "其中" in block.text[rate.end : end]:
        return
    for figure in block.plain("amount", start=rate.end, end=end):
        share = _next_rate(block, figure)
        if share is not None and not share.depth and (id(block), share.start) not in known:
            yield Ratio(share, figure, totals[0], block=block, sure=False)


def _rates_and_parts(
    block: Block, rate: Figure, named: re.Match[str], quantities: Sequence[Quantity]
) -> Iterator[tuple[Figure, list[Figure]]]:
    """A share with the figures that it may be of, the likeliest first; several shares in a row have one each."""
    row = _row_of_rates(block, rate)
    if len(row) > 1:
        begin, _ = block.sentence(rate.start)
        before = [f for f in block.figures if begin <= f.start < rate.start and f.kind == "amount"]
        before = [f for f in before if not f.depth]
        if len(before) >= len(row) and not any(f.approx for f in before[-len(row) :]):
            yield from ((r, [p]) for r, p in zip(row, before[-len(row) :], strict=True))
        return
    words = block.before(rate).strip()
    part = _named_part(words, named, quantities) or _part(block, rate)
    if part is not None:
        yield rate, [part, *_heads_of_list(block, part)]


def _row_of_rates(block: Block, rate: Figure) -> list[Figure]:
    """70%和30%: the rates that stand in a row."""
    row = [rate]
    for figure in block.figures:
        if figure.kind == "rate" and _IN_ROW.fullmatch(block.text[row[-1].end : figure.start]):
            row.append(figure)
    return row


def _heads_of_list(block: Block, part: Figure) -> list[Figure]:
    """支出 100 万元，其中 a 60 万元、b 40 万元，占……: the share may be that of the whole list."""
    begin, _ = block.sentence(part.start)
    mark = block.text.find("其中", begin, part.start)
    return block.plain("amount", start=begin, end=mark)[-1:] if mark >= 0 else []


def _whole(
    report: Report, index: int, words: str, quantities: Sequence[Quantity]
) -> tuple[list[Figure], bool]:
    """The figures that may be the total of these words, and whether one is beyond doubt."""
    known = _totals(report, words, quantities)
    if known:
        return known, len({figure.exact for figure in known}) == 1
    for back, block in enumerate(reversed(report.blocks[max(0, index - 2) : index + 1])):
        plain = _plainly_told(block, words)
        if plain:
            return plain, len(plain) == 1 and back == 0
    wanted = _bare(words)
    same, alike = [], []
    for place, block in enumerate(report.blocks[: index + 1]):
        for figure in [] if block.table else block.plain("amount"):
            said = _bare(block.words(figure))
            shorter = _BOOKED.sub("", said)
            if said == wanted:
                same.append((place, figure))
            elif len(wanted) >= _LONG_ENOUGH and (
                said.endswith(wanted)
                or shorter.endswith(wanted)
                or (len(said) >= _LONG_ENOUGH and wanted.endswith(said))
            ):
                alike.append((place, figure))
    near = same[-1:] if same and index - same[-1][0] <= _NEAR_BLOCKS else []
    if near and len({figure.exact for _, figure in same}) == 1:
        return [near[0][1]], True
    return [figure for _, figure in same or alike], False


def _plainly_told(block: Block, words: str) -> list[Figure]:
    """支出 1345.15 万元 of the same paragraph, where a share is said to be of 总支出."""
    whole = _WHOLE.fullmatch(words)
    if whole is None:
        return []
    name = pattern(
        f"(?:{{all_year}}|实际|{{this_year}}|{{final}})*{whole[1]}(?:{{final}}|合计)?(?:数|总额)?"
    )
    return [
        f for f in block.plain("amount")
        if name.fullmatch(block.subject(f)) and not _LAST_YEAR.search(block.lead(f))
    ]  # fmt: skip


def _bare(words: str) -> str:
    """Words of a total without what changes nothing."""
    return _ADORNED.sub("", words)


def _enumerated(block: Block, known: set[tuple[int, int]]) -> Iterator[Ratio]:
    """a 16.3 万元，占 63.42%；b 9.4 万元，占 36.58%: shares that make 100 % are of the sum of their figures."""
    pairs: dict[int, list[tuple[Figure, Figure]]] = {}
    for figure in block.plain("amount"):
        rate = _next_rate(block, figure)
        if rate is not None and not rate.depth:
            pairs.setdefault(block.sentence(figure.start)[0], []).append((figure, rate))
    for found in pairs.values():
        if len(found) < 2 or any((id(block), rate.start) in known for _, rate in found):
            continue
        rest = abs(sum((rate.exact for _, rate in found), Fraction(0)) - 1)
        whole = reduce(sum_of, [figure for figure, _ in found])
        told = any(
            f.kind == "amount" and f.end <= found[0][0].start and f.exact == whole.exact
            for f in block.figures
        )
        if rest > len(found) * max(rate.shown.half_unit for _, rate in found) and not told:
            continue
        for figure, rate in found:
            yield Ratio(rate, figure, whole, block=block)


def _of_lists(sums: Sequence[ListedTotal]) -> Iterator[Ratio]:
    """`b 6万元，占比60%` in the list of a total."""
    for found in sums:
        for part in found.listed:
            rate = _next_rate(part.block, part.figure)
            if rate:
                yield Ratio(rate, part.figure, found.result, block=part.block)


def _next_rate(block: Block, figure: Figure) -> Figure | None:
    """The share printed right behind a figure."""
    later = [other for other in block.figures if other.start >= figure.end]
    if not later or later[0].kind != "rate" or later[0].approx:
        return None
    return later[0] if _OF_LIST.search(block.before(later[0]).strip()) else None


def _named_part(words: str, named: re.Match[str], quantities: Sequence[Quantity]) -> Figure | None:
    """基本支出占总支出的29.20%: the item named before 占, where the text states one value of it."""
    item = item_of(words[: named.start()].strip())
    found = only(booked(quantities), item)
    return found.figure if found else None


def _part(block: Block, rate: Figure) -> Figure | None:
    """The amount right before a share, in its sentence."""
    begin, _ = block.sentence(rate.start)
    before = [f for f in block.figures if begin <= f.start and f.end <= rate.start and not f.depth]
    if not before or before[-1].kind != "amount" or before[-1].approx:
        return None
    between = block.text[before[-1].end : rate.start]
    if "分别" in between or _CHANGE.search(block.before(before[-1])):
        return None
    return None if re.search(r"[。；]|[，,].*[，,]", between) else before[-1]


def _totals(report: Report, whole: str, quantities: Sequence[Quantity]) -> list[Figure]:
    """Figures that the words after 占 name."""
    if _ASSETS.search(whole):
        return list(_assets(report))
    whole = _bare(whole)
    item = next((name for name, words in _SAME.items() if words.fullmatch(whole)), None)
    item = item or item_of(whole)
    found = [q.figure for q in booked(quantities) if q.key.item == item]
    return found or _derived(item, quantities)


def _derived(item: str | None, quantities: Sequence[Quantity]) -> list[Figure]:
    """基本支出 + 项目支出, where the text does not state 总支出 itself."""
    booked = {
        q.key.item: q.figure for q in quantities
        if q.key.item in (BASIC, PROJECTS) and q.key[1:] == (BOOKED, 0)
    }  # fmt: skip
    return [reduce(sum_of, booked.values())] if item == SPENDING and len(booked) == 2 else []


def _assets(report: Report) -> Iterator[Figure]:
    """Total assets at the end of the year, wherever they are stated."""
    for block in report.prose:
        for figure in block.plain("amount"):
            begin, _ = block.sentence(figure.start)
            clause = block.text[begin : figure.start]
            clause = clause[clause.rfind("；") + 1 :]
            first = not any(
                f.kind == "amount" and begin <= f.start < figure.start for f in block.figures
            )
            words = block.before(figure)
            closing = _ASSETS_STATED.search(clause) and _CLOSING.match(words)
            if ((_ASSETS_STATED.search(words) or closing) and not _OPENING.search(words)) or (
                first and _LISTED_ASSETS.search(clause)
            ):
                yield figure
