"""A table of targets with a column 评分标准 in which some rows are left blank, because a note on the sheet says how these are scored.

江西 项目支出绩效自评表: 三级指标已列明评分标准的，按所列标准评分; the others by 完成值达到指标值，记满分.
"""

from __future__ import annotations

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_words import (
    ACTUAL,
    CRITERIA,
    EXPLANATION,
    METHOD,
    POINTS,
    TARGET,
)
from sheetscore.readers.indicator_table.headings import plain
from sheetscore.regexes import regex

_METHOD = regex(
    r"(?:指标|目标)值[^。；;\n]{0,24}?(?:满分|全部分值|100%)|(?:满分|全部分值)[^。；;\n]{0,24}?(?:指标|目标)值|B\s*/\s*A|A\s*/\s*B"
)
"""A note that says what a target gives that is reached or missed."""


def ruled_in_part(sheet: Sheet, header: tuple[int, int]) -> bool:
    """Has the table in this header band rows that only a note can score, and is there one?"""
    named = {plain(c.key): c for row in range(header[0], header[1] + 1) for c in sheet.row(row)}
    rule, goal, done, worth = (
        next((cell for key, cell in named.items() if key in words), None)
        for words in (CRITERIA - METHOD, TARGET, ACTUAL, POINTS)
    )
    if rule is None or goal is None or done is None or worth is None or named.keys() & EXPLANATION:
        return False
    rows = range(header[1] + 1, sheet.last_row + 1)
    blank = [row for row in rows if _needs_a_note(sheet, row, rule, (goal, done, worth))]
    return bool(blank) and any(
        _METHOD.search(cell.text)
        for row, cells in sheet.rows() if row < header[0] or row > max(blank)
        for cell in cells
    )  # fmt: skip


def _needs_a_note(sheet: Sheet, row: int, rule: Cell, others: tuple[Cell, ...]) -> bool:
    """Target, result and points of its own, and no rule in its row nor one that reaches over it."""
    if sheet.owner(row, rule.col).key:
        return False
    own = [sheet.owner(row, each.col) for each in others]
    return all(cell.key and cell.row == row for cell in own) and any(
        char.isdigit() for char in own[0].text
    )
