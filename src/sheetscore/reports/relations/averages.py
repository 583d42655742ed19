"""A total, a number of pieces and what one of them is: 人均公用经费 2 万元, 每台 5000 元、共 10 万元.

An average is compared with a total that bears its name, or with the only amount of its sentence; 人均增收 is of no total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sheetscore.exact.amounts import half_up
from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Average
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.vocabulary import pattern

_PIECE = "户|人|件|亩|车|场|次|辆|家|生|例|名|个|座|台|套|公里|间|所|平方米|吨|床|村|校"
_AVERAGE = regex(
    rf"(?:(?P<one>{_PIECE})均|平均每(?P<two>{_PIECE}))(?P<noun>[^，。；\d]{{0,10}}?)(?:约|达到?|为|是|：)?\s*$"
)
_PRICE = regex(
    rf"(?:每(?P<piece>{_PIECE})|单价)(?:补助|补贴|资助|奖励|奖补|发放|价格|单价|费用|标准|成本)*(?:为|是)?\s*$"
)
_TOTAL = pattern(
    r"(?:{sum_word}|共|总(?:{spending}|{income}|金?额|价|投资)?)"
    r"(?:发放|补助|补贴|资助|支付|投入|花费|需|{spending}|资金|金额|费用|价款)*(?:为|是)?\s*$"
)
_NEUTRAL = pattern("^(?:{spending}|费用|经费|成本|开支|补助|补贴|金额|标准|投入|发放|资助)*$")
_PERIODIC = regex(
    "每(?:人每)?(?:月|年|天|日|学期|季|周|次每)|月均|年均|日均|个月|/(?:月|年|天|学期)|[×*xX]"
)
_MONTH = regex("每月|/月")
_ALL_MONTHS = pattern("每月[^。；]*{all_year}[^。；]*$")
"""每人每月 500 元，全年共 10 万元: twelve months."""
_SAME_UNIT = {
    "人": ("人", "名", "人次"),
    "车": ("辆", "台"),
    "生": ("人", "名"),
    "次": ("次", "批次", "人次", "场次", "场"),
    "名": ("人", "名"),
    "校": ("所", "个"),
    "公里": ("公里", "千米"),
}


def average_text(told: Average) -> str:
    """What one piece is by total and number, for reading: 1200.00 元."""
    due = told.result.exact / told.other.exact
    return f"{half_up(due, 2):f} 万元" if due >= 1 else f"{half_up(due * 10_000, 2):f} 元"


def averages(report: Report) -> Iterator[Average]:
    """Every average with its total and its number; `sure` where the total bears the same name."""
    for block in report.prose:
        for figure in block.figures:
            name = _AVERAGE.search(block.lead(figure)) if figure.kind == "amount" else None
            if name is None or not figure.value:
                continue
            found = _of_average(block, figure, name["one"] or name["two"], name["noun"])
            if found:
                yield found


def priced(report: Report) -> Iterator[Average]:
    """Every total that a number of pieces and the price of one are told beside: 20 台，每台 5000 元，共 10 万元."""
    for block in report.prose:
        for total in block.plain("amount"):
            if not _TOTAL.search(block.lead(total)):
                continue
            begin = _begin(block, total)
            before = [
                f for f in block.figures if begin <= f.start < total.start and f.kind != "year"
            ]
            prices = [f for f in before if f.kind == "amount"]
            lead = block.lead(prices[0]) if len(prices) == 1 else ""
            monthly = _ALL_MONTHS.search(block.text[begin : total.start])
            if monthly:
                lead = _MONTH.sub("", lead)
            name = _PRICE.search(lead) if lead else None
            periodic = _PERIODIC.search(
                _MONTH.sub("", block.text[begin : total.start])
                if monthly
                else block.text[begin : total.start]
            )
            if name is None or periodic:
                continue
            counts = _counts(before, name["piece"])
            if len(counts) == 1 and not any(f.approx for f in (*prices, *counts, total)):
                price = prices[0]
                if monthly:
                    price = replace(price, value=price.value * 12)
                yield Average(total, price, counts[0], block=block)


def _begin(block: Block, figure: Figure) -> int:
    begin, _ = block.sentence(figure.start)
    return max(begin, block.text.rfind("；", begin, figure.start) + 1)


def _counts(figures: Sequence[Figure], piece: str | None) -> list[Figure]:
    """The counts of these pieces; all counts where the pieces are not named (单价)."""
    units = _SAME_UNIT.get(piece, (piece,)) if piece else None
    return [
        f for f in figures
        if f.kind == "count" and f.value and (units is None or f.unit.lstrip("万亿") in units)
    ]  # fmt: skip


def _of_average(block: Block, average: Figure, piece: str, noun: str) -> Average | None:
    """The average over its total and number: a choice that fits, else the only one; None where there are several."""
    begin = _begin(block, average)
    before = [f for f in block.figures if begin <= f.start < average.start]
    amounts = [f for f in before if f.kind == "amount"]
    counts = _counts(before, piece)
    told = [Average(a, average, c, block=block) for a in amounts for c in counts]
    fits = next((each for each in told if each.agrees), None)
    if fits or not told:
        return fits
    slipped = Average(amounts[-1], average, counts[-1], block=block, sure=False)
    if slipped.verdict == "slipped":
        return slipped
    named = [f for f in amounts if noun and noun in block.lead(f)]
    totals = named or (amounts if _NEUTRAL.match(noun) else [])
    doubt = any(f.approx for f in (average, *amounts, *counts)) or _PERIODIC.search(
        block.text, begin, average.end + 4
    )
    if len(totals) != 1 or len(counts) != 1 or doubt:
        return None
    return Average(totals[0], average, counts[0], block=block, sure=bool(named))
