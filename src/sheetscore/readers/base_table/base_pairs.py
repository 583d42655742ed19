"""Rows of names and figures by turns under the headers of other rows: 年末结转结余总额 | 198.92 | 政府采购计划金额 | 326.

Below rows of items under 2019年决算数 … 2020年决算数 such a row says nothing of the headers: 198.92 is not that of 2019, and 326 is
no figure of what stands in front of it.
"""

from __future__ import annotations

from sheetscore.exact.amounts import read_amount
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex

_NAME = regex("[\u4e00-\u9fff]{2}")
_REMARK = regex("[。；;，,]|说明|备注")
_FEWEST = 2


def pairs_in(sheet: Sheet, row: int, columns: range) -> list[tuple[Cell, Cell]]:
    """The names of a row with the figure behind each; [] where the cells do not take turns, or there is one name only.

    `columns` are those of the labels and figures of the rows above.
    """
    cells = list(
        {
            cell.address: cell
            for col in columns
            if (cell := sheet.owner(row, col)).key and cell.row == row
        }.values()
    )
    if len(cells) < 2 * _FEWEST or len(cells) % 2:
        return []
    found = list(zip(cells[::2], cells[1::2], strict=True))
    return found if all(_is_name(name) and _is_figure(cell) for name, cell in found) else []


def _is_name(cell: Cell) -> bool:
    words = cell.worded and read_amount(cell.value, cell.number_format).state == "text"
    return words and _NAME.search(cell.key) is not None and _REMARK.search(cell.key) is None


def _is_figure(cell: Cell) -> bool:
    return read_amount(cell.value, cell.number_format).state == "value"
