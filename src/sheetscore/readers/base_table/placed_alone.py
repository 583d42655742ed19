"""部门全年预算调剂金额 | （空） | 28.6 under 年初预算数 | 决算数: the one figure of a row that is called a figure by its label."""

from __future__ import annotations

from collections.abc import Sequence

from sheetscore.readers.base_table.placed_headings import (
    GENERAL,
    NUMBERS,
    PLANNED,
    REMARKS,
    TOTAL,
    UNITS,
)
from sheetscore.readers.base_table.placed_labels import bare, head_words, is_nil, years_of
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_years import year_of
from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern

_FIGURE = regex("(?<=...)(?:金额|总额|数额|额|总数|数量|数)$")
_SAYS = {
    "planned": pattern("(?:{budget}|安排|计划|目标)(?:总?[数额]|金额|数额)?$"),
    "spent": pattern(
        "^(?:实际|已)|(?:{final}|{spending}|{carried_out}|支付|完成)(?:总?[数额]|金额|数额)?$"
    ),
    "earned": pattern("{income}(?:总?[数额]|金额|数额)?$"),
}
"""What the end of a label, or of a heading, says of the figure."""


def called_alone(
    sheet: Sheet, rows: Sequence[int], label: Cell, name: str, figures: Sequence[Cell]
) -> bool:
    """Is the only figure of a row the one that its label names, whatever heading stands above: its columns are two or more of money in
    general and of one year, and the label does not say the contrary of its heading (…预算数 below 决算数, 实际… below 年初预算数).

    `rows`: those of the headings that are in force.
    """
    filled = [cell for cell in figures if not is_nil(cell)]
    if label.key.startswith("其中") or not rows:
        return False  # it is a part of what stands above
    if len(filled) != 1 or len(figures) != 1 or _FIGURE.search(name) is None:
        return False
    heads = _value_heads(sheet, rows[-1], label.col)
    above = [each for each in heads if each.col == filled[0].col]
    words = [year_of(head_words(each)).rest for each in heads]
    if len(heads) < 2 or len(above) != 1 or not all(map(GENERAL.fullmatch, words)):
        return False
    if any(PLANNED.fullmatch(each) or TOTAL.fullmatch(each) for each in words):
        return False
    years = {(found.printed, found.relative) for each in heads if (found := years_of([each]))}
    own, head = _said(name), _said(year_of(head_words(above[0])).rest)
    return len(years) == 1 and (own == "" or own == head)


def _value_heads(sheet: Sheet, row: int, behind: int) -> list[Cell]:
    idle = (NUMBERS, REMARKS, UNITS)
    return [
        cell for cell in sheet.row(row)
        if cell.col > behind and cell.key and not any(each.search(bare(cell)) for each in idle)
    ]  # fmt: skip


def _said(words: str) -> str:
    return next((way for way, said in _SAYS.items() if said.search(words)), "")


def heads_twice(sheet: Sheet, head: Cell) -> bool:
    """Does a heading stand over another column as well?"""
    return sum(cell.key == head.key for cell in sheet.row(head.row)) > 1
