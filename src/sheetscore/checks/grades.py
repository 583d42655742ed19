"""The check of the grade that a return gives itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheetscore.amounts import plain
from sheetscore.checks.context import Context
from sheetscore.model import Finding
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.rules.text import quoted
from sheetscore.totals import grade

_LABEL = re.compile(r"(?:自评|评价|评定|绩效)?(?:结果)?(?:等级|等次|档次)(?:\([^()]*\))?[:：]?")
_WORDS = {
    "优": "优",
    "优秀": "优",
    "良": "良",
    "良好": "良",
    "中": "中",
    "一般": "中",
    "差": "差",
    "较差": "差",
}


def check_D13(context: Context) -> Iterator[Finding]:
    """表上写的等级与自评总分相符：占总分 90% 以上优，80% 以上良，60% 以上中，其余差。

    级别：错误。容差：0（总分不四舍五入）。来源：docs/读法.md 合计；财政部绩效自评等级的通行分档。
    """
    table = context.tables.indicators if context.tables else None
    right = grade(context.totals.claimed, context.totals.points)
    if table is None or right is None:
        return
    sheet = context.claims_sheet or table.sheet
    for _, cells in sheet.rows():
        if sum(cell.key in _WORDS for cell in cells) > 1:
            continue  # a key to the grades
        for cell in cells:
            found = _stated(sheet, cell)
            if found and found[0] != right:
                yield Finding(
                    "D13", "error",
                    f"等级填{quoted(found[0])}，自评 {plain(context.totals.claimed or 0)} 分应为{quoted(right)}。",
                    context.file, table.sheet.name, found[1].address, found[0], right, "请核对总分和等级。",
                )  # fmt: skip


def _stated(sheet: Sheet, cell: Cell) -> tuple[str, Cell] | None:
    """The grade behind the label 等级, in its cell or in the next one, and that cell."""
    label = _LABEL.match(cell.key)
    if label is None:
        return None
    rest = cell.key[label.end() :]
    if rest in _WORDS:
        return _WORDS[rest], cell
    beside = sheet.owner(cell.row, sheet.area(cell.row, cell.col)[3] + 1)
    return (_WORDS[beside.key], beside) if not rest and beside.key in _WORDS else None
