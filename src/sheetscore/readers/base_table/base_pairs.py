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
_NO_NAME = regex(
    r"\d[\d.,]*(?:[万亿千百]?元|人|辆|项|平方米|㎡|%)|^(?:无|未|不|没|详|见|同|按|约|近|暂|已|待|另|缺|空|数据|统计|核实|保密|涉密|参照|合并)"
)
"""What stands in the place of a figure: 93.7万元, 详见附表, 未编预算. The row is one of the years then."""
_YEAR = regex("20[0-9]{2}")
"""2019年政府采购计划金额 beside 实际采购金额 is not of one year."""
_OF_MEASURE = regex(
    "(?:[数额率量]|经费|资金|支出|收入|预算|决算|[总合]计|人员|资产|面积|编制|结余|[)）])$"
)
"""How the name of a figure ends; a row with another one (其中货物) is neither read by turns nor by the years above."""


def pairs_in(sheet: Sheet, row: int, columns: range) -> list[tuple[Cell, Cell]] | None:
    """The names of a row with the figure behind each; None where the cells do not take turns, or there is one name only.

    An empty list for a row that is neither this nor one of the years above. `columns` are those of the labels and figures there.
    """
    cells = list(
        {
            cell.address: cell
            for col in columns
            if (cell := sheet.owner(row, col)).key and cell.row == row
        }.values()
    )
    if len(cells) < 2 * _FEWEST or len(cells) % 2:
        return None
    found = list(zip(cells[::2], cells[1::2], strict=True))
    if not all(_is_name(name) and _is_figure(cell) for name, cell in found):
        return None
    if any(_YEAR.search(name.key) for name, _ in found):
        return []
    inner = [name.key for name, _ in found[1:]]
    if any(_NO_NAME.search(key) for key in inner):
        return None
    return found if all(_OF_MEASURE.search(key) for key in inner) else []


def _is_name(cell: Cell) -> bool:
    words = cell.worded and read_amount(cell.value, cell.number_format).state == "text"
    return words and _NAME.search(cell.key) is not None and _REMARK.search(cell.key) is None


def _is_figure(cell: Cell) -> bool:
    return read_amount(cell.value, cell.number_format).state == "value"
