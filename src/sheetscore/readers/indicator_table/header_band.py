"""The rows that a header of several rows takes: 评价指标 over 一级指标 over 名称 | 权重（%）, letters or numbers of the columns below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.headings import plain
from sheetscore.regexes import regex

_UNDER = frozenset(
    {"名称", "指标", "年初", "调整", "调整后", "年初值", "调整值", "全年", "数值", "符号", "单位"}
)
"""Words that stand under a heading and say which part of it a column is."""
_LETTER = regex(r"\(?([A-Z])\)?")
_NUMBER = regex(r"\(?(\d{1,2})\)?")
_WORKED_OUT = regex(r"\(?[A-Z]?=?[A-Z\d]{1,2}(?:[-+/*×÷][A-Z\d]{1,3}%?)+\)?")
"""C=B/A among the letters."""
_LABELS = frozenset({"栏次", "行次", "序号", "列次", "甲", "乙", "丙", "丁"})
_FEWEST_HEADS, _FEWEST_NUMBERS = 2, 3


def whole_band(
    sheet: Sheet, band: tuple[int, int], width: int, is_heading: Callable[[str], bool]
) -> tuple[int, int]:
    """The band with the rows above from which a heading reaches into it, and those below that go on with it."""
    first, last = band
    for col in range(1, width + 1):
        owner = sheet.owner(first, col)
        if owner.row < first and is_heading(owner.key):
            first = min(first, owner.row)
    while goes_on(sheet, last + 1, width, is_heading):
        last = max(sheet.area(last + 1, cell.col)[2] for cell in _within(sheet, last + 1, width))
    return first, last


def goes_on(sheet: Sheet, row: int, width: int, is_heading: Callable[[str], bool]) -> bool:
    """Does a row hold nothing but headings, or the letters or numbers of the columns?"""
    cells = _within(sheet, row, width)
    if numbered(sheet, row, width):
        return True
    heads = [cell.key for cell in cells if is_heading(cell.key) or plain(cell.key) in _UNDER]
    return len(cells) == len(heads) >= _FEWEST_HEADS


def _within(sheet: Sheet, row: int, width: int) -> list[Cell]:
    return [cell for cell in sheet.row(row) if cell.col <= width and cell.key]


def numbered(sheet: Sheet, row: int, width: int) -> bool:
    """栏次 | 1 | 2 | 3, A | B | C=B/A: each is the one after the last, beside words for such a row alone."""
    return _rising(_within(sheet, row, width))


def _rising(cells: Sequence[Cell]) -> bool:
    keys = [cell.key for cell in cells if cell.key not in _LABELS]
    letters = [found[1] for key in keys if (found := _LETTER.fullmatch(key))]
    numbers = [int(found[1]) for key in keys if (found := _NUMBER.fullmatch(key))]
    worked = [key for key in keys if _WORKED_OUT.fullmatch(key)]
    if letters and len(letters) + len(worked) == len(keys):
        rising = [*map(ord, letters)]
    elif numbers and len(numbers) + len(worked) == len(keys):
        rising = numbers
    else:
        return False
    steps = [after - before for before, after in pairwise(rising)]
    close = all(1 <= step <= 1 + len(worked) for step in steps)
    return close and len(keys) >= _FEWEST_NUMBERS and rising[0] in (1, 2, ord("A"))
