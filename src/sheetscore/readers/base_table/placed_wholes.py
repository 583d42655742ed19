"""行政 | 事业 | 合计: is the whole of a row what its parts make? And is a block that of the whole unit's money?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheetscore.exact.amounts import read_amount
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.placed_figure import Placed
from sheetscore.readers.base_table.placed_headings import ADDED, PART, TOTAL, WITH_YEAR
from sheetscore.readers.base_table.placed_labels import bare, value_of
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_WHOLE_BLOCK = pattern(
    r"(?:本?部门|单位)(?:整体|收支|{budget}|{spending}|{final}|{carried_out}|情况|及|和|与|数据|资金)+"
)
_ALL_MONEY = regex("(?:年度|项目)?资金(?:总额|合计|总计)")
_MONEY_RATE = pattern("(?:资金|项目资金|{budget})(?:{carried_out}|{spending}|使用)(?:率|进度)")
_MONEY_WAYS = {
    "arranged": (
        pattern("(?:资金|{budget})(?:安排|下达|总额)(?:数|额|金额)?"),
        pattern("(?:年度)?资金(?:安排)?总额|(?:{all_year}|资金)?{budget}(?:安排)?(?:数|总额)"),
    ),
    "spent": (
        pattern("(?:资金|{budget})(?:实际)?(?:{spending}|{carried_out}|使用)(?:数|额|金额)?"),
        pattern("(?:资金|{budget})?(?:实际)?(?:{spending}|{carried_out})(?:数|总额|金额|额)?"),
    ),
}
"""Headings of the money that was arranged and that was spent, and what a formula calls the two."""
_WHOLE_RATE = pattern(
    r"(?:部门|单位|整体|{spending}|年度|{all_year}|{budget}|资金|总)*(?:{budget}|{spending}|资金)(?:{carried_out}|完成|调整|{spending})[率度]|(?:{left})+率"
)


def of_whole_block(term: str, each: Placed, indicator: str) -> bool:
    """Is a figure called to the letter as a term of a rate of all the unit's money is, in a block of that: 部门预算 | 年初预算数?"""
    around = [word for word in each.may if word]
    own = each.must == (term,) and not each.role and bool(around)
    whole = own and _WHOLE_RATE.fullmatch(indicator) is not None
    return whole and all(map(_WHOLE_BLOCK.fullmatch, around))


def of_all_money(
    placed: Sequence[Placed], asked: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Placed]]:
    """资金总额 | 资金安排 | 资金支出: what was arranged and what was spent of all the money, for the terms of such a rate that the one
    such row of a table can mean.
    """
    rows = [each for each in placed if _ALL_MONEY.fullmatch(each.row)]
    columns = {
        way: [each for each in rows if len(each.must) == 2 and said.fullmatch(each.must[0])]
        for way, (said, _) in _MONEY_WAYS.items()
    }
    alone = len({each.cell.row for each in rows}) == 1 and all(columns.values())
    for term, indicator in asked if alone else ():
        if not _MONEY_RATE.fullmatch(name_key(indicator)):
            continue
        for way, (_, called) in _MONEY_WAYS.items():
            if called.fullmatch(name_key(term)):
                yield from ((term, each) for each in columns[way])


def is_sum(sheet: Sheet, whole: Cell) -> bool:
    """Do two figures or more right above a whole make it?"""
    values = []
    for row in range(whole.row - 1, 0, -1):
        cell = sheet.owner(row, whole.col)
        value = read_amount(cell.value, cell.number_format, "数").value
        if value is None or (cell.row, cell.col) != (row, whole.col):
            break
        values.append(value)
    total = read_amount(whole.value, whole.number_format, "数").value
    return len(values) > 1 and sum(values) == total


def does_not_add_up(
    figures: Sequence[Cell],
    heads: Mapping[int, Sequence[Cell]],
    label: Cell,
    place: tuple[str, str],
) -> Finding | bool:
    """False where a row may be used; F01 (`place`: file and sheet) where its whole is not what the parts make, True where two may be it."""
    wholes = [c for c in figures if heads[c.col] and TOTAL.fullmatch(bare(heads[c.col][0]))]
    if len(wholes) != 1:
        return bool(wholes)
    parts = [
        c for c in figures
        if c is not wholes[0] and heads[c.col] and not WITH_YEAR.search(bare(heads[c.col][0]))
    ]  # fmt: skip
    before = [c for c in parts if c.col < wholes[0].col]
    behind = [c for c in parts if c.col > wholes[0].col and PART.search(bare(heads[c.col][0]))]
    of_it = before or [c for c in behind if not bare(heads[c.col][0]).startswith("其中")]
    if len(of_it) < 2 and not any(PART.search(bare(heads[c.col][0])) for c in of_it):
        return False
    if not all(ADDED.search(bare(heads[c.col][0])) for c in of_it):
        return False
    *terms, total = (value_of(cell) for cell in [*of_it, wholes[0]])
    if sum(terms) == total:
        return False
    cells = "、".join(cell.address for cell in of_it)
    return Finding(
        "F01", "error", f"“{label.text.strip()}”的{cells}加起来不是合计 {wholes[0].address}，这一行没有采用。",
        *place, wholes[0].address, wholes[0].text.strip(), "各部分之和", "请核对后改正。",
    )  # fmt: skip
