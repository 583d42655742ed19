"""Several forms on one sheet, one under the other or side by side → a part of the sheet for each.

A new title, 项目名称, header of the money or header of other columns begins a new form. A header that is printed again (a page
break), with the same title or none, goes on with the form above it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sheetscore.readers.filer import Filer, is_title, read_filer
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.indicator_table.header_words import (
    header_groups,
    is_header,
    is_level3,
    stand_in,
)
from sheetscore.readers.indicator_table.row_words import TOTAL
from sheetscore.readers.target_table.money import is_money_header
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_ATTACHED = regex(r"^附(?:件|表)?[\d一二三四五六七八九十]*(?:[-－.]\d+)*[:：]?$")
_GOAL = regex(
    r"(?:年度)?(?:绩效|总体)*目标[一二三四五六\d]{1,2}(?:$|:|\((?:权重)?:?\d+(?:\.\d+)?[分%]\))"
)
"""年度绩效目标1（40分）, 年度目标2：（24%）, with the goal in words behind: parts of one form, each with its header (湖北)."""
_GOES_ON = regex(r"[(（]?续[表页)）]?")
_BASE = "基础数据"
_SCORED = regex("自评|评分|打分|评价")
_LISTS = regex("基础数据|汇总|目录|说明|清单|台账|申报|监控|一览")
_POINTS = regex("^(?:分值|权重|得分|自评得分|自评分|自评$|单位自评|标准分|满分|指标分值)")
_FEWEST_FORMS = 2
_LINE_CELLS = 2
"""A line around a form, such as its title, has no more cells than these."""
_ROW_CELLS = 4
"""An indicator fills so many cells at least."""


def forms_on(grid: Grid, sheet: Sheet, glossary: Glossary) -> list[Sheet]:
    """The parts of a sheet that hold a form each, in reading order; [the sheet] where there is one form or none."""
    heads = sum(is_level3(cell.key) for cell in sheet.cells.values() if isinstance(cell.value, str))
    heads += sum(stand_in(cells) is not None for _, cells in sheet.rows())
    if grid.own_output or heads < _FEWEST_FORMS:
        return [sheet]
    found = [part for beside in _beside(sheet) for part in _stacked(beside, glossary)]
    return found if len(found) > 1 else [sheet]


def unread_form(sheet: Sheet, after: int = 0) -> Cell | None:
    """The title of what looks like a 自评表 below row `after`, where no table was found: it is named, not passed over."""
    for row, cells in sheet.rows():
        if row <= after or not _is_title_row(sheet, row) or not _SCORED.search(_title(sheet, row)):
            continue
        below = [c.key for r, rest in sheet.rows() if r > row for c in rest]
        if (
            not _LISTS.search(_title(sheet, row))
            and any(map(_POINTS.search, below))
            and any("指标" in key for key in below)
        ):
            return cells[0]
    return None


def _beside(sheet: Sheet) -> list[Sheet]:
    """Forms side by side: the headings of a header row begin again, and each part has a head of its own."""
    for row, cells in sheet.rows():
        groups = header_groups(cells) if is_header(cells) else []
        if len(groups) < _FEWEST_FORMS:
            continue
        empty = {*range(1, sheet.last_col + 1)} - {col for _, col in sheet.cells}
        starts = [1]
        for before, after in pairwise(groups):
            gap = [col for col in range(before[-1].col + 1, after[0].col) if col in empty]
            starts.append(gap[-1] + 1 if gap else after[0].col)
        ends = [start - 1 for start in starts[1:]] + [sheet.last_col]
        parts = [sheet.window(*each) for each in zip(starts, ends, strict=True)]
        heads = [read_filer(part, (1, row - 1)) for part in parts]
        titled = [any(_is_title_row(part, each) for each in range(1, row)) for part in parts]
        if all(head.project or head.unit or own for head, own in zip(heads, titled, strict=True)):
            return parts
    return _apart(sheet)


def _apart(sheet: Sheet) -> list[Sheet]:
    """Forms side by side whose headers stand in different rows: empty columns part them, each has a header."""
    full = {col for _, col in sheet.cells}
    starts = [col for col in sorted(full) if col - 1 not in full]
    heads = [
        start for start, end in pairwise([*starts, sheet.last_col + 1])
        if any(is_header(cells) for _, cells in sheet.window(start, end - 1).rows())
    ]  # fmt: skip
    if len(heads) < _FEWEST_FORMS:
        return [sheet]
    ends = [start - 1 for start in heads[1:]] + [sheet.last_col]
    return [sheet.window(*each) for each in zip([1, *heads[1:]], ends, strict=True)]


def _stacked(sheet: Sheet, glossary: Glossary) -> list[Sheet]:
    """Forms one under the other."""
    found = [row for row, cells in sheet.rows() if is_header(cells)]
    headers = [
        row for row in found if row - 1 not in found
    ]  # 绩效指标 over 一级指标, 二级指标, 三级指标
    starts = [1]
    for before, header in pairwise(headers):
        start = _begins(sheet, starts[-1], before, header, glossary)
        if start:
            starts.append(start)
    if len(starts) == 1:
        return [sheet]
    ends = [start - 1 for start in starts[1:]] + [sheet.last_row]
    return [sheet.band(*each) for each in zip(starts, ends, strict=True)]


def _begins(sheet: Sheet, first: int, before: int, header: int, glossary: Glossary) -> int:
    """The first row of the form whose header is `header`; 0 where it goes on with the one from `first` on, headed by `before`."""
    between = range(before + 1, header)
    total = max((row for row in between if _is_total(sheet, row)), default=0)
    marks = [row for row in range(max(before, total) + 1, header) if _marks(sheet, row, glossary)]
    same = _heads(sheet, before) == _heads(sheet, header)
    if total and any(
        len(sheet.row(row)) >= _ROW_CELLS for row in range(total + 1, min([*marks, header]))
    ):
        total = 0  # the total stands above the indicators
    if not marks:
        return 0 if same else (total or header - 1) + 1
    above = read_filer(sheet, (first, before - 1))
    marks = marks if above.unit and not above.stand_in else _without_foot(sheet, marks, glossary)
    start = _with_lines_above(sheet, _first_mark(sheet, marks, first), max(before, total))
    own = read_filer(sheet, (start, header - 1))
    money = any(is_money_header(sheet, row, glossary) for row in range(start, header))
    titles = [_title(sheet, row) for row in range(start, header) if _is_title_row(sheet, row)]
    earlier = {_title(sheet, row) for row in range(first, before) if _is_title_row(sheet, row)}
    if money or total or not same or _differ(own, above):
        return start
    again = all(_GOES_ON.search(each) or _GOES_ON.sub("", each) in earlier for each in titles)
    return 0 if again else start


def _without_foot(sheet: Sheet, marks: list[int], glossary: Glossary) -> list[int]:
    """The head without 填报单位 above its title: that ends the form above, which names no unit otherwise."""
    heads = [
        row for row in marks
        if _is_title_row(sheet, row) or has_project_label(sheet, row) or is_money_header(sheet, row, glossary)
    ]  # fmt: skip
    return [row for row in marks if row >= heads[0]] if heads else marks


def _first_mark(sheet: Sheet, marks: list[int], first: int) -> int:
    """The first row of a head. A 基础数据表 between two forms goes with the one above, unless the first one stands above its form."""
    titles = {row: _title(sheet, row) for row in marks if _is_title_row(sheet, row)}
    below = [row for row, text in titles.items() if _BASE not in text]
    if len(below) == len(titles) or not below:
        return marks[0]
    head = next(row for row, cells in sheet.rows() if row >= first and is_header(cells))
    above = any(_BASE in _title(sheet, row) for row in range(first, head))
    return marks[0] if above else below[-1]


def _differ(one: Filer, other: Filer) -> bool:
    """Is another unit or project named?"""
    pairs = ((one.unit, other.unit), (one.project, other.project))
    return any(a and name_key(a) != name_key(b) for a, b in pairs)


def _marks(sheet: Sheet, row: int, glossary: Glossary) -> bool:
    """Does a row belong to the head of a form?"""
    if _is_title_row(sheet, row) or is_money_header(sheet, row, glossary):
        return True
    named = read_filer(sheet, (row, row))
    return bool(named.unit or named.project) or has_project_label(sheet, row)


def has_project_label(sheet: Sheet, row: int) -> bool:
    """项目名称, filled in or not."""
    return any(name_key(cell.text).startswith("项目名称") for cell in sheet.row(row)[:2])


def _with_lines_above(sheet: Sheet, row: int, after: int) -> int:
    """The row, or that of the lines just above it: 附件2, （2023年度）."""
    while row - 1 > after:
        cells = sheet.row(row - 1)
        words = [cell.text.strip() for cell in cells]
        short = len(cells) <= _LINE_CELLS and all(cell.worded for cell in cells)
        note = any(re.match("注|说明|备注|填", word) for word in words)
        if cells and (not short or note or not _near_a_title(words)):
            break
        row -= 1
    return row


def _near_a_title(words: list[str]) -> bool:
    return all(_ATTACHED.match(word) or re.search(r"20\d\d|年度", word) for word in words)


def _is_title_row(sheet: Sheet, row: int) -> bool:
    cells = sheet.row(row)
    return 0 < len(cells) <= _LINE_CELLS and any(c.worded and is_title(c.text) for c in cells)


def _title(sheet: Sheet, row: int) -> str:
    return "".join(name_key(cell.text) for cell in sheet.row(row) if is_title(cell.text))


def _is_total(sheet: Sheet, row: int) -> bool:
    return any(TOTAL.match(cell.key) for cell in sheet.row(row)[:3])


def _heads(sheet: Sheet, row: int) -> tuple[str, ...]:
    return tuple(cell.key for cell in _known(sheet, row) if not _GOAL.match(cell.key))


def _known(sheet: Sheet, row: int) -> list[Cell]:
    return [cell for cell in sheet.row(row) if cell.key]
