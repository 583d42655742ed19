"""The column of rules beside the targets whose heading nobody knows (赋分口径, 备注): told by what stands in its cells."""

from __future__ import annotations

from collections.abc import Sequence

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header import TargetColumns
from sheetscore.regexes import regex

_GIVES_POINTS = regex(
    r"满分|不得分|不计分|每[^,，。;；]{1,14}扣|扣完为止|得分\s*[=＝]|酌情扣|按[^,，。;；]{0,20}[计记]分|[得计记]\s*\d+(?:\.\d+)?\s*分"
)
_OTHER = regex("原因|措施|扣分|佐证|依据|来源|得分|自评|评价结果|完成|核实|复核|评审")
_LEAST_SHARE = 2
"""One cell in two, at least, says how points are given."""


def gives_points(cell: Cell) -> bool:
    """Does a cell say how points are given?"""
    return cell.worded and says_points(cell.text)


def says_points(text: str) -> bool:
    """Does a text say how points are given?"""
    return _GIVES_POINTS.search(text) is not None


def rule_column(
    sheet: Sheet, columns: TargetColumns, header: int, rows: Sequence[int]
) -> int | None:
    """The first column of no known heading (in the row `header`) that holds rules for these rows; None without one."""
    known = {*columns.known, columns.reason}
    for col in range(columns.levels[3] + 1, sheet.last_col + 1):
        heading = sheet.owner(header, col)
        if col in known or not heading.key or _OTHER.search(heading.key):
            continue
        own = [sheet.owner(row, col) for row in rows]
        filled = {cell.address: cell for cell in own if cell.key and cell.col == col}
        found = [cell for cell in filled.values() if gives_points(cell)]
        if found and len(found) * _LEAST_SHARE >= len(filled):
            return col
    return None
