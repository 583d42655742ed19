"""Words in the rows of an 指标表 that name no indicator: totals, notes around the table, and what stands for none."""

from __future__ import annotations

import re

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_words import is_level3
from sheetscore.regexes import regex

TOTAL = regex(
    r"^(?:自评|指标|各项)?(?:合计|共计|总计|总分|总得分|总评分|得分合计|分值合计)(?:得分|分值|分)?(?:[(:].*)?$"
)
AROUND = regex(
    r"^(?:附件|附表|说明|注|填报|填表|编制单位|编制人|联系|审核|负责人|日期)|(?<!其中):|(?:数据|评价|自评|情况|指标)表$"
)
"""A line below the table, a title or a note, is no name."""
NOT_SET = regex(
    r"(?:指标\d*[:：]?)?(?:[-—–－]*|[/／\\]*|无|没有|无此项(?:指标)?|不涉及|未涉及|不适用|未设置|不设置|[.…·]+|N/?A)",
    re.IGNORECASE,
)
"""What stands in place of the name of an indicator that a unit does not have; nothing at all is no such word."""
SUBTOTAL = regex(r"^.{0,8}小计(?:[(:].*)?$")


def is_name(cell: Cell) -> bool:
    """Does a cell name an indicator? Not a heading, a total, a note, or a word for none."""
    return (
        bool(cell.key)
        and not any(pattern.search(cell.key) for pattern in (TOTAL, SUBTOTAL, AROUND))
        and not (NOT_SET.fullmatch(cell.key) or is_level3(cell.key))
    )


def names_to(sheet: Sheet, header: tuple[int, int], col: int) -> int:
    """The last column under the heading of the 三级指标, which may be merged over a group (项目产出) and the names in it."""
    areas = [
        sheet.area(row, col)
        for row in range(header[0], header[1] + 1)
        if is_level3(sheet.owner(row, col).key)
    ]
    return max((area[3] for area in areas if area[1] == col), default=col)


def name_cell(sheet: Sheet, row: int, col: int, last: int) -> Cell:
    """The name of an indicator: what stands innermost under its heading, in its own row."""
    inner = [sheet.owner(row, each) for each in range(last, col, -1)]
    own = (
        c
        for c in inner
        if c.row == row and c.col > col and c.worded and not NOT_SET.fullmatch(c.key)
    )
    return next(own, sheet.owner(row, col))
