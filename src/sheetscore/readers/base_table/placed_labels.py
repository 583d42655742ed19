"""The labels and headings of a bureau's own 基础数据表 as words: names without numbering and units, the year and the unit they state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from sheetscore.exact.amounts import decimal, read_amount
from sheetscore.exact.numerals import half_width
from sheetscore.readers.base_table.base_headers import BRACKETS, unit_in
from sheetscore.readers.base_table.placed_headings import (
    COUNTED,
    ENTRY,
    ITEMS,
    MEANT,
    NUMBERS,
    OFFICES,
    PLAIN,
    REMARKS,
    UNITS,
)
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_years import Year, year_of
from sheetscore.readers.indicator_table.said_headings import is_unit
from sheetscore.regexes import regex
from sheetscore.words.adjusted_budget import as_adjusted
from sheetscore.words.defined_labels import without_definition
from sheetscore.words.measure_units import COUNTED as COUNTED_UNITS
from sheetscore.words.text import name_key

_NUMBERING = regex(
    r"^(?:\d{1,2}[、.]|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))"
)


_SAID_AGAIN = regex(
    "原值|账面原值|调整后|追加[、和及]?(?:追减|调减)(?:的)?(?:净额)?|决算支出|决算数?|净额|问卷调查|问卷|抽样调查|调查|第三方(?:调查|测评|评价)?|全年|本年度?|当年|调整后预算"
)
"""Brackets that make no other figure of a label, unless two labels differ by nothing else."""
_IDLE_BRACKET = regex(r"\((?:[A-Z]|目标|计划|总|年度|单位:[^()]*|填报)\)")
_YEARS_END = regex(r"\((?:截至|截止)?(?:20\d\d年)?12月(?:31日|底|末)\)")
"""2024年（截至12月31日） is the whole year."""
_IN_BRACKETS = regex(r"^(?P<rest>[^()]+)\((?P<year>20\d\d年度?|上年|去年|本年度?)\)$")
_TIME = regex(
    r"(?:20\d\d年?(?:末|底|度)?|本年(?:末|度|数)?|年末数?|期末数?|当年(?:数|末)?|上年(?:末|度|数)?)"
)


def dated_label(name: str) -> tuple[str, Year | None]:
    """三公经费预算 and the year of 2021年三公经费预算 | 12.80; the label as it is where it names no year."""
    year = year_of(name)
    return (year.rest, year) if year.named and year.rest else (name, None)


def is_time(name: str) -> bool:
    """Does a label say only of when its figures are: 2022年末, 本年?"""
    return _TIME.fullmatch(name) is not None


_UNIT_SHOWN = regex(rf'[#0]"(?P<unit>{COUNTED_UNITS})"$')
_WITH_UNIT = regex(rf"-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?\s?(?P<unit>{COUNTED_UNITS})")


def is_figure(cell: Cell) -> bool:
    """A number, also one with a unit (18所, 99%) that is written as text."""
    if isinstance(cell.value, bool) or cell.value is None:
        return False
    return bool(unit_in_text(cell)) or read_amount(cell.value, cell.number_format).state in (
        "value", "nil",
    )  # fmt: skip


def unit_in_text(cell: Cell) -> str:
    """人 of 57人, where a figure is written with its unit; "" for any other cell."""
    if not isinstance(cell.value, str):
        shown = _UNIT_SHOWN.search(cell.number_format)
        return shown["unit"] if shown else ""
    found = _WITH_UNIT.fullmatch(half_width(cell.value).strip())
    return found["unit"] if found else ""


def without_unit(cell: Cell) -> Cell:
    """46 for 46项: the number, counted in the unit that is written behind it."""
    unit = unit_in_text(cell)
    if not unit or read_amount(cell.value, cell.number_format, unit).state == "value":
        return cell
    if not isinstance(cell.value, str):
        return replace(cell, number_format="General")
    number = half_width(cell.value).strip().removesuffix(unit).replace(",", "").strip()
    return replace(cell, value=number)


def is_nil(cell: Cell) -> bool:
    """A mark in place of a number: ——, /."""
    return read_amount(cell.value, cell.number_format).state == "nil"


def is_title(cells: Sequence[Cell]) -> bool:
    return len(cells) == 1 and cells[0].worded and not is_figure(cells[0])


def is_head(cells: Sequence[Cell]) -> bool:
    """A row of words alone, or of words and years; not a line of entries (填报单位：某局 | 单位：万元)."""
    if all(ENTRY.search(cell.key) for cell in cells):
        return False
    years = [cell for cell in cells if not cell.worded and re.fullmatch(r"20\d\d", cell.text)]
    words = [
        cell
        for cell in cells
        if cell.worded and not is_figure(cell) and not COUNTED.search(_YEARS_END.sub("", cell.key))
    ]
    return len(words) + len(years) == len(cells) > 1


def is_share(cell: Cell) -> bool:
    return read_amount(cell.value, cell.number_format).percent


def value_of(cell: Cell) -> Decimal:
    """The number; 0 for a mark that stands for none."""
    return read_amount(cell.value, cell.number_format, "数").value or decimal(0)


def bare(cell: Cell) -> str:
    """A heading without brackets, quotation marks and numbering."""
    return _plain(cell.key).rstrip(":")


def head_words(cell: Cell, apart: frozenset[str] = frozenset()) -> str:
    """A heading like a label; a bracket that only says it again (计划（目标）, 预算数（A）) is left out, a year in brackets is its year."""
    key = _IDLE_BRACKET.sub("", _YEARS_END.sub("", _without_unit(cell.key)))
    if dated := _IN_BRACKETS.match(key):
        key = dated["rest"] if year_of(dated["rest"]).named else f"{dated['year']}{dated['rest']}"
    if _plain(key) not in apart:
        for inside in BRACKETS.findall(key):
            if _SAID_AGAIN.fullmatch(inside.strip("()")):
                key = key.replace(inside, "")
    return _NUMBERING.sub("", key).rstrip(":")


def label_name(cell: Cell, apart: frozenset[str] = frozenset()) -> str:
    """A label without numbering, 其中, unit and what is said again (预算完成数（决算支出）); other brackets stay: 公用经费（人均） is
    another figure, and so are labels that only their brackets tell `apart`.
    """
    key = as_adjusted(_without_unit(without_definition(cell.key)))
    if _plain(key) not in apart:
        for inside in BRACKETS.findall(key):
            if _SAID_AGAIN.fullmatch(inside.strip("()")):
                key = key.replace(inside, "")
    key = _NUMBERING.sub("", key).removeprefix("其中").lstrip(":").rstrip(":")
    return _NUMBERING.sub("", key).replace("的", "")


def told_apart(sheet: Sheet) -> frozenset[str]:
    """Labels without brackets that stand on the sheet with different ones: 群众满意度（问卷） and 群众满意度（电话）."""
    found: dict[str, set[str]] = {}
    for row in range(sheet.top, sheet.last_row + 1):
        for cell in sheet.row(row):
            if cell.worded and not is_figure(cell):
                key = _without_unit(cell.key)
                found.setdefault(_plain(key), set()).add(_NUMBERING.sub("", key))
    return frozenset(name for name, spelled in found.items() if len(spelled) > 1)


@lru_cache(maxsize=8192)
def _plain(key: str) -> str:
    return _NUMBERING.sub("", BRACKETS.sub("", key))


@lru_cache(maxsize=8192)
def _without_unit(key: str) -> str:
    for inside in BRACKETS.findall(key):
        if unit_in(inside) or is_unit(inside):
            key = key.replace(inside, "")
    return key


def label_unit(cell: Cell) -> str:
    return _unit_behind(cell.key)


@lru_cache(maxsize=8192)
def _unit_behind(key: str) -> str:
    for inside in BRACKETS.findall(key):
        bare = inside.strip("()").removeprefix("单位:")
        if is_unit(inside) or is_unit(bare) or unit_in(inside):
            return unit_in(inside) or bare
    return ""


def years_of(heads: Sequence[Cell]) -> Year:
    """The year that one of the headings names."""
    for cell in heads:
        year = year_of(head_words(cell) if cell.worded else cell.text)
        if year.named:
            return replace(year, rest="")
    return Year(None, None, "")


def year_said(heads: Sequence[Cell], title: Cell | None) -> Year:
    """The year that the headings name, or the title of the block: 一、2022年预算执行情况."""
    year = years_of(heads)
    return year if year.named or title is None else years_of([title])


def term_key(term: str) -> str:
    """A term as names are compared here."""
    return name_key(term).replace("的", "")


def meant_in(cells: Sequence[Cell]) -> dict[str, str]:
    """计划为应资助人数 in the remarks of a row: what its figure is called."""
    found = {}
    for cell in cells:
        said = MEANT.fullmatch(cell.key) if cell.worded else None
        if said:
            found["planned" if said["which"] in ("计划", "目标") else "done"] = said["name"]
    return found


def names_block(sheet: Sheet, cell: Cell) -> bool:
    """Does the first heading of the first column say what the rows below are about (收支 | 年初预算 | 全年支出)?"""
    words = bare(cell)
    idle = any(each.search(words) for each in (ITEMS, UNITS, NUMBERS, REMARKS, OFFICES))
    first = cell.col == min(col for _, col in sheet.cells)
    return first and not idle and PLAIN.fullmatch(words) is None and not is_time(words)
