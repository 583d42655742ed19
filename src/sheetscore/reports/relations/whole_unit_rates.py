"""Rates of the whole unit whose budget and spending stand in other paragraphs: 以全年预算为分母，预算执行率为 99%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sheetscore.regexes import regex
from sheetscore.reports.relations.in_report import Ratio
from sheetscore.reports.relations.quantities import LABELLED, Quantity
from sheetscore.reports.relations.ratios import plain_rates
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure
from sheetscore.words.names import BOOKED, BUDGET, FULL_BUDGET, SPENDING
from sheetscore.words.vocabulary import pattern

_OVER = pattern(
    r"(?:如果?|若)?(?:只|仅|单)?(?:以|按|与|同|相对于?)(?:(?P<opening>{opening})|{all_year}|调整后?的?){budget}(?:总?数|总?额)?"
    r"(?:为分母|为基数|作分母|比较|相比|计算|口径)*(?:的|，)?(?:则|其|部门|{budget}|整体)*(?:{spending})?(?:{carried_out}率|完成率)?(?:则?为|是|达到?)?"
)
"""All that stands before such a rate in its clauses; one more word could name something smaller."""
_BUDGETS = {
    BUDGET: pattern(
        r"(?:财政)?(?:部门)?(?:{granted}|核定)?(?:我|本)?(?:部门|单位|局|委|院|中心|校)?"
        r"(?:\d{4}年度?)?(?:部门)?{opening}(?:部门)?{budget}(?:数|总额|安排|{granted})?(?:为|是|共)?"
    ),
    FULL_BUDGET: pattern(
        r"(?:由此)?(?:形成的?)?(?:{all_year}|调整后?的?)(?:部门)?{budget}(?:数|总额)?(?:为|是|达|共)?"
    ),
}
"""What leads to a budget that names nothing smaller than the unit."""
_SMALLER = pattern("{smaller}|：")
_BRACKETS = regex(r"（[^（）]*）")


def rates_of_the_whole(report: Report, quantities: Sequence[Quantity]) -> Iterator[Ratio]:
    """Rates whose own words name 全年预算 or 年初预算 and no figure, where the text states one budget and one spending."""
    spent = _only([q.figure for q in quantities if q.key == (SPENDING, BOOKED, 0)])
    if spent is None:
        return
    budgets = {
        measure: _only(
            [
                *(q.figure for q in quantities if q.key == (SPENDING, measure, 0)),
                *_told_budgets(report, words),
            ]
        )
        for measure, words in _BUDGETS.items()
    }
    for block in report.prose:
        for rate in plain_rates(block):
            named = _OVER.fullmatch(block.text[_begin(block, rate) : rate.start].strip())
            if named is None:
                continue
            budget = budgets[BUDGET if named["opening"] else FULL_BUDGET]
            if budget is not None:
                yield Ratio(rate, spent, budget, block=block)


def _begin(block: Block, rate: Figure) -> int:
    """Where the words of a rate begin: its sentence, or behind the last ；."""
    begin, _ = block.sentence(rate.start)
    return max(begin, block.text.rfind("；", begin, rate.start) + 1)


def _told_budgets(report: Report, words: re.Pattern[str]) -> Iterator[Figure]:
    """The budgets with these words alone, in sentences that name nothing smaller before them."""
    for block in report.prose:
        for figure in [] if LABELLED.match(block.text) else block.plain("amount"):
            before = block.text[block.sentence(figure.start)[0] : figure.start]
            clause = re.split("[，；。]", before)[-1].strip()
            if words.fullmatch(clause) and not _SMALLER.search(_BRACKETS.sub("", before)):
                yield figure


def _only(figures: Sequence[Figure]) -> Figure | None:
    """The one value among them."""
    return figures[0] if len({figure.exact for figure in figures}) == 1 else None
