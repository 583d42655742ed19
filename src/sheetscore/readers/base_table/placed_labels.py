"""The labels and headings of a bureau's own 基础数据表 as words: names without numbering and units, the year and the unit they state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sheetscore.exact.amounts import decimal, read_amount
from sheetscore.readers.base_table.base_headers import BRACKETS, unit_in
from sheetscore.readers.grid import Cell
from sheetscore.readers.indicator_table.header_years import Year, year_of
from sheetscore.readers.indicator_table.said_headings import is_unit
from sheetscore.regexes import regex
from sheetscore.words.text import name_key

_NUMBERING = regex(
    r"^(?:\d{1,2}[、.]|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))"
)


def is_figure(cell: Cell) -> bool:
    """A number, also one with a unit (18所, 99%) that is written as text."""
    if isinstance(cell.value, bool) or cell.value is None:
        return False
    return read_amount(cell.value, cell.number_format).state in ("value", "nil")


def value_of(cell: Cell) -> Decimal:
    """The number; 0 for a mark that stands for none."""
    return read_amount(cell.value, cell.number_format, "数").value or decimal(0)


def bare(cell: Cell) -> str:
    """A heading without brackets, quotation marks and numbering."""
    return _NUMBERING.sub("", BRACKETS.sub("", cell.key)).rstrip(":")


def label_name(cell: Cell) -> str:
    """A label without numbering, 其中 and unit; other brackets stay: 公用经费（人均） is another figure."""
    key = cell.key
    for inside in BRACKETS.findall(key):
        if unit_in(inside) or is_unit(inside):
            key = key.replace(inside, "")
    key = _NUMBERING.sub("", key).removeprefix("其中").lstrip(":").rstrip(":")
    return _NUMBERING.sub("", key).replace("的", "")


def label_unit(cell: Cell) -> str:
    for inside in BRACKETS.findall(cell.key):
        bare = inside.strip("()").removeprefix("单位:")
        if is_unit(inside) or is_unit(bare) or unit_in(inside):
            return unit_in(inside) or bare
    return ""


def years_of(heads: Sequence[Cell]) -> Year:
    """The year that one of the headings names."""
    for cell in heads:
        year = year_of(bare(cell) if cell.worded else cell.text)
        if year.named:
            return replace(year, rest="")
    return Year(None, None, "")


def term_key(term: str) -> str:
    """A term as names are compared here."""
    return name_key(term).replace("的", "")
