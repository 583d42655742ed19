"""Headers of a 基础数据表 that name the figure itself (上年结转 | 年初预算 | 本年追加 | 年末结余), with the one row of figures below.

The row may have a label of its own (整体, a project's name): it is the block's where it is the only one, or the only total.
"""

from __future__ import annotations

import re

from sheetscore.exact.amounts import read_amount
from sheetscore.readers.base_table.base_headers import (
    BRACKETS,
    LIMITING,
    Header,
    read_header,
    read_headers,
    row_label,
    unit_in,
)
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex
from sheetscore.words.glossary import OF_ANY_ITEM, Glossary

_TOTALS = ("合计", "总计", "整体", "小计", "部门合计", "整体支出")
_PART = regex("其中|机关本级|下属|二级单位")
_NOT_WHOLE = regex("项目|专项|基本支出|工程|经费")
"""Labels of what is only a share of the unit's money."""
_ACTUAL = "决算"
_SECOND = 3
"""First row that may hold a second line of names in a block: names and figures stand above it."""
_MOST_ROWS = 30
"""Longest list of rows looked through for the total."""


def read_terms(sheet: Sheet, row: int, glossary: Glossary) -> list[Header]:
    """The headers of a row of which two or more name a figure, and one at least is no plain measure, or the one name of a second
    line of names; [] otherwise.
    """
    found = [(_term_header(cell, glossary), read_header(cell, glossary)) for cell in sheet.row(row)]
    terms = [term for term, _ in found if term]
    if len(terms) == 1 and _name_alone(sheet, row, terms[0].col):
        return terms
    if len(terms) < 2 or all(measure for term, measure in found if term):
        return []
    return [each for term, measure in found if (each := term or measure)]


def _name_alone(sheet: Sheet, row: int, col: int) -> bool:
    """年末结余 | — | — below the figures of 上年结转 | 年初预算 | 本年追加, in the same block: the name of the one figure below it."""
    label = sheet.owner(row, col - 1) if col > 1 else Cell(row, 1, None)
    if label.key and label.row == row:
        return False
    called = [c for c in sheet.row(row + 1) if c.row == row + 1 and c.col < col and c.key]
    if any(_state(cell) != "nil" for cell in called):
        return False  # 上年, 小计: a row of its own
    others = [cell for cell in sheet.row(row) if cell.row == row and cell.col != col and cell.key]
    marks = [cell for cell in others if cell.col > col and _state(cell) == "nil"]
    above, below = sheet.owner(row - 1, col), sheet.owner(row + 1, col)
    if not marks or len(marks) != len(others) or _state(above) != "value" or row < _SECOND:
        return False
    empty = all(
        _state(sheet.owner(row + 1, cell.col)) in ("blank", "nil")
        and _state(sheet.owner(row - 1, cell.col)) != "text"
        for cell in marks
    )
    named = _state(sheet.owner(row - 2, col)) == "text" and sheet.owner(row - 2, col).row == row - 2
    return empty and named and _state(below) == "value" and below.row == row + 1


def _term_header(cell: Cell, glossary: Glossary) -> Header | None:
    key = BRACKETS.sub("", cell.key)
    if not key or any(LIMITING.search(each) for each in BRACKETS.findall(cell.key)):
        return None
    bound = glossary.bind(key, None)
    if not bound.known or bound.key.measure == "" or re.match(r"20\d\d", key):
        return None
    return Header(
        cell.col, bound.key.measure, None, bound.key.year, unit_in(cell.key), bound.unit,
        cell.text.strip(), item=bound.key.item,
    )  # fmt: skip


def block_item(headers: list[Header], label: Cell, glossary: Glossary) -> str:
    """The item of headers whose measures belong to one item (编制数 and 在职人数), under its name or under none; "" otherwise."""
    if any(header.item for header in headers):
        share = _NOT_WHOLE.search(label.key) and row_label(label, block=True) not in glossary.items
        return "" if share else next(header.item for header in headers if header.item)
    if any(header.measure in OF_ANY_ITEM for header in headers):
        return ""
    owners = {glossary.item_of(header.measure) for header in headers} - {""}
    named = glossary.items.get(row_label(label, block=True))
    if label.key and named is None:
        return ""
    if named is not None:
        return named.name
    return owners.pop() if len(owners) == 1 else ""


def corner_item(headers: list[Header], label: Cell, glossary: Glossary) -> str:
    """二、“三公”经费 | 决算数 | 预算数 over the rows of its parts: what 小计 is the whole of; "" where it names no item."""
    item = row_label(label, block=True)
    return item if item in glossary.items and not any(header.item for header in headers) else ""


def merged_item(sheet: Sheet, label: Cell, row: int, last: int) -> str:
    """The item of a header row whose label is merged over the row below as well, or stands above an empty cell."""
    if not label.key:
        return ""
    below = sheet.owner(last + 1, label.col)
    merged = sheet.area(row, label.col)[2] > last
    return row_label(label, block=True) if merged or not below.key else ""


def figure_row(sheet: Sheet, row: int, headers: list[Header], item: str, glossary: Glossary) -> int:
    """The row of the figures of `item` under these headers; 0 where several stand there and none of them alone is the total."""
    first = min(header.col for header in headers)
    rows: list[tuple[int, str]] = []
    for each in range(row + 1, min(sheet.last_row, row + _MOST_ROWS) + 1):
        states = [_state(sheet.owner(each, header.col)) for header in headers]
        if (
            "text" in states
            or read_terms(sheet, each, glossary)
            or read_headers(sheet, each, glossary)
        ):
            break
        if not {"value", "nil"} & {*states}:
            break
        label = sheet.owner(each, first - 1) if first > 1 else Cell(each, 1, None)
        part = _PART.search(label.key) or (
            any(h.item for h in headers) and _NOT_WHOLE.search(label.key)
        )
        own = label.row > row  # and not that of the block, merged over its names and figures
        rows.append((each, "其中" if part else row_label(label) if own else ""))
    others = [
        label for _, label in rows if (known := glossary.items.get(label)) and known.name != item
    ]
    if others:
        return 0
    totals = [each for each, label in rows if label in _TOTALS]
    wholes = [each for each, label in rows if label != "其中"]
    alone = wholes[0] if len(wholes) == 1 and wholes[0] == rows[0][0] else 0
    return totals[0] if len(totals) == 1 else alone


def own_figure(header: Header, label: str, glossary: Glossary) -> tuple[str, str] | None:
    """Item and measure of the actual figure in a row whose label names the figure itself (年末结转); None for any other."""
    bound = glossary.bind(label, None)
    if (
        header.measure != _ACTUAL
        or not bound.known
        or bound.dated
        or bound.key.measure in OF_ANY_ITEM
    ):
        return None
    return bound.key.item, bound.key.measure


def _state(cell: Cell) -> str:
    """What stands in the cell; a number with its unit in the format is a value, whatever is asked for."""
    state = read_amount(cell.value, cell.number_format).state
    return "value" if state == "text" and isinstance(cell.value, int | float) else state
