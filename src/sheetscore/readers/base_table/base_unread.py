"""Columns of a 基础数据表 that hold figures under a header that is not read: which of the columns is this year's is then open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sheetscore.exact.amounts import read_amount
from sheetscore.readers.base_table.base_headers import Header
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex
from sheetscore.words.glossary import OF_ANY_ITEM

Unread = tuple[str, str]
"""The cell of a figure, and the header over it as it is printed ("" for none)."""

_NO_MEASURE = regex(r"差|增|减|率|占|比|备注|说明|原因|序号|进度")
"""Headers of what is worked out from the columns: beside them a column without a year stays this year's."""

_RATE = regex(r"(?:预算|资金|支出)?(?:完成|执行|支付|支出)(?:进度)?率(?:\([^()]*\))?$")
"""预算完成率 beside 全年预算数 and 全年执行数: it is worked out from them, and no amount."""
_LIKE_HEADER = regex(r"预算|决算|支出|执行|完成|实际|年|数$")


def unread(
    sheet: Sheet, head: int, row: int, headers: Iterable[Header], first: int, last: int
) -> tuple[Unread, ...]:
    """The filled cells of a row in the columns `first`–`last` that no header in row `head` accounts for.

    Behind the headers the table ends with the first column that has neither header nor figure.
    """
    read = {header.col for header in headers}
    found: list[Unread] = []
    for col in range(first, last + 1):
        if col in read:
            continue
        cell, over = sheet.owner(row, col), sheet.owner(head, col)
        begins = (cell.row, cell.col) == (row, col)
        if begins and _is_figure(cell) and not _RATE.search(over.key):
            found.append((cell.address, over.text.strip()))
        elif col > max(read) and not over.key and not cell.key:
            break
    return tuple(found)


def other_headers(sheet: Sheet, row: int, parts: Iterable[Iterable[Header]]) -> bool:
    """Is this a row of headers that are not read? What stands below it is not under the headers above it."""
    columns = [header.col for headers in parts for header in headers]
    cells = [
        c for col in columns if (c := sheet.owner(row, col)).key and (c.row, c.col) == (row, col)
    ]
    words = [c for c in cells if isinstance(c.value, str) and read_amount(c.value).state == "text"]
    return len(words) == len(cells) > 1 and any(_LIKE_HEADER.search(c.key) for c in words)


def _is_figure(cell: Cell) -> bool:
    return read_amount(cell.value, cell.number_format).state == "value"


def shares(sheet: Sheet, head: int, header: Header, columns: Iterable[Unread]) -> bool:
    """Is a header merged over one of these columns too? Which of the two holds its figure is open."""
    area = sheet.area(head, header.col)
    cells = [sheet.at(address) for address, _ in columns]
    return any(cell and area[1] <= cell.col <= area[3] for cell in cells)


def may_be_money(columns: Iterable[Unread]) -> bool:
    """May one of these columns be the figure itself, and not a difference, a share or a remark?"""
    return any(not _NO_MEASURE.search(text) for _, text in columns)


def is_clear(
    sheet: Sheet, rows: tuple[int, int], header: Header, headers: Sequence[Header], beside: tuple[Unread, ...]
) -> bool:  # fmt: skip
    """Is it plain which year a header means, and which column? One without a year is this year's where all others are read.

    `rows` are that of the headers and that of the figures, `beside` the figures that no header accounts for.
    """
    head, row = rows
    undated = header.printed_year is None and header.relative is None
    if undated and header.measure in OF_ANY_ITEM and not header.item:
        part = [h for h in headers if h.measure == header.measure and not h.clear]
        if may_be_money(beside) or any(sheet.owner(row, h.col).key for h in part):
            return False
    return header.clear and not shares(sheet, head, header, beside)
