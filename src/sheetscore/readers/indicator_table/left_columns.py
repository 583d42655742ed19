"""Columns around the names of the indicators that only their cells tell apart: 评价内容 of a group of rows, 单位 of a figure.

国土综合整治项目绩效评价指标表: 评价内容 | 评价类别 | 评价指标 | 单位 | 分值 | 评分标准 | 完成量 | 目标值（终期）.
"""

from __future__ import annotations

from collections.abc import Collection

from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.exact.numerals import half_width
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_words import heads_units
from sheetscore.readers.indicator_table.headings import headings, plain
from sheetscore.regexes import regex
from sheetscore.words.measure_units import known

_LONGEST_NAME, _LONGEST_UNIT = 24, 8
_SAYS_MORE = regex("[=÷×。；;]|指标说明|公式")
_NONE = regex(r"[-—－/\\无]*")
_COUNTED = regex(
    "[万亿]?(?:人次|场次|架次|批次|[个人户家名件项次台套辆场期篇份座处例起天月年亩吨片等级条所株棵只头口眼部栋幢间盏根块本册类种])"
)
"""Counting words that the table of units does not need to know."""


def heads_group(sheet: Sheet, key: str, col: int, last: int) -> bool:
    """Is a column at the left of the names one of groups of rows (评价内容: 项目管理情况（17分）), and none of explanations?"""
    if key not in headings("group"):
        return False
    cells = _below(sheet, col, last)
    return bool(cells) and all(
        len(cell.key) <= _LONGEST_NAME and not _SAYS_MORE.search(cell.key) for cell in cells
    )


def units_column(
    sheet: Sheet, header: tuple[int, int], width: int, taken: Collection[int | None]
) -> int | None:
    """The column headed 单位 in which every cell is a unit of measure; one with a name of an office is not."""
    found = []
    for col in range(1, min(sheet.last_col, width) + 1):
        keys = {plain(sheet.owner(row, col).key) for row in range(header[0], header[1] + 1)}
        if col in taken or not any(heads_units(key) for key in keys):
            continue
        cells = _below(sheet, col, header[1])
        units = [cell for cell in cells if _is_unit(half_width(cell.text.strip()))]
        idle = [cell for cell in cells if _NONE.fullmatch(cell.text.strip())]
        own = all(sheet.area(cell.row, col)[3] == col for cell in cells)
        if own and units and len(units) + len(idle) == len(cells):
            found.append(col)
    return found[0] if len(found) == 1 else None


def _is_unit(text: str) -> bool:
    if len(text) > _LONGEST_UNIT or _NONE.fullmatch(text):
        return False
    return (
        text in MONEY_UNITS
        or text in ("%", "‰", "百分比", "百分点")
        or _COUNTED.fullmatch(text) is not None
        or known(text)
    )


def _below(sheet: Sheet, col: int, last: int) -> list[Cell]:
    """The filled cells of a column under row `last` that begin in it, up to the first row merged over its neighbours."""
    cells: list[Cell] = []
    for row in range(last + 1, sheet.last_row + 1):
        area = sheet.area(row, col)
        if area[1] != col or area[3] != col:
            if cells:
                break
            continue
        cell = sheet.owner(row, col)
        if area[0] == row and cell.text.strip():
            cells.append(cell)
    return cells
