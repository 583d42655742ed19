"""The column headers and the row labels of a 基础数据表: which figure stands below and beside them.

A header names a measure, its year and its unit; the year may stand in brackets behind it, or in the row above, over several
columns. What a header or a label does not say plainly is not taken for one: the figure is then missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from sheetscore.exact.amounts import MONEY_UNITS, RATE
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_years import Year, only_year, year_of
from sheetscore.regexes import regex
from sheetscore.words.adjusted_budget import with_adjusted
from sheetscore.words.defined_labels import without_definition
from sheetscore.words.glossary import OF_ANY_ITEM, Glossary

UNITS = {*MONEY_UNITS, "人", "㎡", "平方米", "%"}
BRACKETS = regex(r"\([^()]*\)")
_NUMBERING = regex(r"^(?:\d{1,2}[、.]|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]+、)")
LIMITING = regex(r"不含|不包括|扣除|剔除|除|上年|去年|其中|仅")
_OTHER_FIGURE = regex(r"20\d\d|本年|人均|平均|每|占|比|增|减|率")
"""In brackets behind a row's name: the row is not the figure of the name alone, 公用经费（人均）."""
_STATED_UNIT = regex(r"(?:(?:金额)?单位:)?(?:人民币)?(.+)")
_PART_OF_YEAR = regex(r"\d月|季|半年|截至|截止|预计|估|快报|未审|人均|平均|每|占|率")
"""In brackets behind a header: not the whole year's figure, or another one."""
_PART = regex(r".{1,8}?((?:预算|决算|执行)数?)")
"""2020年1-9月决算数: figures of that year, but not of the whole of it."""
_REMARKS = regex(r"备注|说明|原因|差|增减|比")


@dataclass(frozen=True, slots=True)
class Header:
    """A column header: canonical measure, year as printed (None: none), relative year when printed so.

    `unit` is the printed one, `usual` the one that the glossary gives the measure. `clear` False: its year cannot be told.
    `item` of a header that names a figure by itself (上年结转).
    """

    col: int
    measure: str
    printed_year: int | None
    relative: int | None
    unit: str
    usual: str
    label: str
    clear: bool = True
    item: str = ""

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        return self.measure, self.printed_year, self.relative


def read_header(cell: Cell, glossary: Glossary) -> Header | None:
    """The header in a cell; None for any other words. It is not clear where brackets or words in front limit the measure."""
    inside, of_whole, year = _header_words(cell.key)
    printed, relative, key, dated = year.printed, year.relative, year.rest, year.named
    measure, clear = glossary.measure_of(key, dated), True
    if measure is None and dated and (part := _PART.fullmatch(key)):
        measure, clear = glossary.measures.get(part[1]), False
    if measure is None or (of_whole and measure.name in OF_ANY_ITEM):
        return None
    for text in inside:
        behind = only_year(text)
        if behind and not dated:
            printed, relative, dated = behind.printed, behind.relative, True
        elif behind or LIMITING.search(text) or _PART_OF_YEAR.search(text):
            clear = False
    return Header(
        cell.col, measure.name, printed, relative, unit_in(cell.key), measure.unit,
        cell.text.strip(), clear,
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _header_words(key: str) -> tuple[tuple[str, ...], bool, Year]:
    """What stands in its brackets, whether it is 其中, and its year and words; cells of all kinds are looked at for a header."""
    key = key.replace(";", "")
    inside = tuple(each.strip("()") for each in BRACKETS.findall(key))
    key = BRACKETS.sub("", key)
    return inside, key.startswith("其中:"), year_of(key.removeprefix("其中:"))


@lru_cache(maxsize=8192)
def unit_in(key: str) -> str:
    """The unit that a label states in brackets, as in 2020年决算数(元)."""
    inside = [_STATED_UNIT.fullmatch(bracket.strip("()")) for bracket in BRACKETS.findall(key)]
    return next((found[1] for found in inside if found and found[1] in UNITS), "")


def unit_of(
    header: Header, label_unit: str, item_unit: str, section_unit: str, money_unit: str
) -> str:
    """What the figures of a column are counted in: by column, row, glossary; money by section and by the line 单位：… as well."""
    usual = header.usual or item_unit or "万元"
    fits = (label_unit in MONEY_UNITS) == (usual in MONEY_UNITS)
    printed = header.unit or (label_unit if fits else "")
    unit = printed or usual
    if unit == "%" and not printed:
        return RATE
    if unit != "万元" or printed:
        return unit
    if section_unit in MONEY_UNITS and section_unit != "万元":
        return section_unit  # （万元） is printed on the form, （元） somebody wrote there
    return money_unit


def row_label(cell: Cell, block: bool = False) -> str:
    """A row or block label for look-up: no numbering, 其中, colon; no brackets but those that limit it (不含…)."""
    return _label_words(cell.key, block)


@lru_cache(maxsize=8192)
def _label_words(key: str, block: bool) -> str:
    def kept(found: re.Match[str]) -> str:
        other = not block and unit_in(found[0]) == "" and _OTHER_FIGURE.search(found[0])
        return found[0] if other or LIMITING.search(found[0]) else ""

    key = BRACKETS.sub(kept, with_adjusted(without_definition(key)))
    key = key.rstrip(":").removeprefix("其中").lstrip(":")
    return _NUMBERING.sub("", key)


def read_headers(sheet: Sheet, row: int, glossary: Glossary) -> list[Header]:
    """The headers of a row that has two or more of them; [] otherwise. A year may stand in the row above."""
    found: list[Header] = []
    for cell in sheet.row(row):
        header = read_header(cell, glossary)
        beside = found and found[-1].col == cell.col - 1
        if header and (
            beside or not cell.key.startswith("其中")
        ):  # what it is a part of stands before it
            found.append(header)
    if len(found) < 2:
        return _below(sheet, row, found)
    return _below(sheet, row, _dated(sheet, row, found))


def years_below(sheet: Sheet, row: int, headers: Iterable[Header]) -> bool:
    """Do the years of these headers stand in the row below them?"""
    return any(_years_under(sheet, row, header) for header in headers)


def _years_under(sheet: Sheet, row: int, header: Header) -> dict[int, Year | None]:
    """Columns under a header that is merged over several → the year printed there; {} where no year is."""
    area = sheet.area(row, header.col)
    if area[3] == area[1] or area[2] > row:
        return {}
    cells = {col: sheet.owner(row + 1, col) for col in range(area[1], area[3] + 1)}
    own = {
        col: only_year(BRACKETS.sub("", c.key))
        for col, c in cells.items()
        if c.key and c.col == col
    }
    bare = all(c.key.isdigit() for c in cells.values() if c.key)
    return own if any(own.values()) and not (bare and _has_figures(sheet, row + 1)) else {}


def _below(sheet: Sheet, row: int, headers: list[Header]) -> list[Header]:
    """决算数 over 2019年 and 2020年: a header for each column under it that has a year of its own."""
    found: list[Header] = []
    for header in headers:
        years = _years_under(sheet, row, header)
        for col, year in years.items():
            known = year is not None and header.printed_year is None and header.relative is None
            text = f"{sheet.owner(row + 1, col).key}{header.label}"
            found.append(
                replace(
                    header, col=col, printed_year=year.printed, relative=year.relative, label=text
                )
                if year and known
                else replace(header, col=col, clear=False, label=text)
            )
        if not years:
            found.append(header)
    return found if len(found) >= 2 else []


def _dated(sheet: Sheet, row: int, headers: list[Header]) -> list[Header]:
    """A year above a header is its own; one that is written once over several columns is that of the columns behind it too."""
    years = {header.col: _year_above(sheet, row, header.col) for header in headers}
    undated = [h for h in headers if h.printed_year is None and h.relative is None]
    if not undated or not any(years.values()):
        return headers
    found, carried = [], False
    last: _YearAbove | None = None
    for header in headers:
        last = years[header.col] or last
        if header not in undated or not header.clear:
            found.append(header)
        elif last is None or (years[header.col] is None and sheet.owner(row - 1, header.col).key):
            found.append(replace(header, clear=False))
        else:
            carried = carried or years[header.col] is None
            found.append(last.put(header))
    measures: dict[object, list[str]] = {}
    for each in found:
        measures.setdefault((each.printed_year, each.relative), []).append(each.measure)
    alike = len({tuple(listed) for listed in measures.values()}) == 1
    if alike or not carried:
        return found
    return [
        replace(each, clear=False) if header in undated and not years[each.col] else each
        for header, each in zip(headers, found, strict=True)
    ]  # every year has the same columns, or the year behind the first of its columns is not clear


@dataclass(frozen=True, slots=True)
class _YearAbove:
    """A year in the row above the headers."""

    printed: int | None
    relative: int | None
    text: str

    def put(self, header: Header) -> Header:
        return replace(
            header, printed_year=self.printed, relative=self.relative, label=f"{self.text}{header.label}"
        )  # fmt: skip


def _year_above(sheet: Sheet, row: int, col: int) -> _YearAbove | None:
    """The year in the cell above a header. A bare number stands for one only in a row without other figures."""
    if row == 1:
        return None
    cell = sheet.owner(row - 1, col)
    key = BRACKETS.sub("", cell.key)
    year = only_year(key)
    if year is None or (key.isdigit() and _has_figures(sheet, row - 1)):
        return None
    return _YearAbove(year.printed, year.relative, key)


def _has_figures(sheet: Sheet, row: int) -> bool:
    """Is there a number in this row that is no year?"""
    numbers = [each.key for each in sheet.row(row) if re.fullmatch(r"-?[\d,.]+%?", each.key)]
    return any(only_year(key) is None for key in numbers)


def groups(sheet: Sheet, row: int, headers: Iterable[Header]) -> list[list[Header]]:
    """Headers printed a second time to the right, behind a column of labels of their own, are a group by themselves."""
    found: list[list[Header]] = []
    for header in headers:
        begins = not found
        if found and header.key in {each.key for each in found[-1]}:
            between = range(found[-1][-1].col + 1, header.col)
            names = [c for col in between if (c := sheet.owner(row, col)).col == col]
            begins = any(cell.key and not _REMARKS.search(cell.key) for cell in names)
        if begins:
            found.append([])
        found[-1].append(header)
    return found
