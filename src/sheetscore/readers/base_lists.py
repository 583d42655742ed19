"""A 基础数据表 drawn as a list: 项目 | 单位 | 数值, each row a figure by its own name (编制数, 三公经费决算数)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheetscore.glossary import Glossary
from sheetscore.readers.base_headers import BRACKETS, Header, row_label, unit_in
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.header_years import year_of

_NAMES = {"项目", "指标", "名称", "指标名称", "项目名称", "数据名称", "数据项目", "数据项"}
_VALUES = {"数值", "数额", "填报数", "填报数据", "数据", "本年数", "上年数"}
_LAST_YEAR = "上年数"
_ACTUAL = "决算"
_FEWEST = 3
"""Fewest rows whose names the glossary knows."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """The columns of a list: its names, its units (0: none) and its values."""

    names: int
    units: int
    values: tuple[Header, ...]


def read_list_head(sheet: Sheet, row: int, glossary: Glossary) -> ListHead | None:
    """The head of a list in this row, if enough of the rows below are figures that the glossary knows."""
    keys = {cell.col: BRACKETS.sub("", cell.key) for cell in sheet.row(row)}
    names = [col for col, key in keys.items() if key in _NAMES]
    values = [col for col, key in keys.items() if key in _VALUES]
    if len(names) != 1 or not values or values[0] < names[0]:
        return None
    if len({keys[col] == _LAST_YEAR for col in values}) != len(values):
        return None  # two columns of one year
    known = {
        label for each in range(row + 1, sheet.last_row + 1)
        if (label := row_label(sheet.owner(each, names[0])))
        and (glossary.bind(label, None).known or _owner(label, glossary))
    }  # fmt: skip
    if len(known) < _FEWEST:
        return None
    units = [col for col, key in keys.items() if key in ("单位", "计量单位")]
    heads = tuple(
        Header(
            col, "", None, -1 if keys[col] == _LAST_YEAR else 0,
            unit_in(sheet.owner(row, col).key), "", keys[col],
        )
        for col in values
    )  # fmt: skip
    return ListHead(names[0], units[0] if units else 0, heads)


def listed(header: Header, label: Cell, unit: str, glossary: Glossary) -> Header | None:
    """The header as it is for one row: the item and measure of its name. None where the name is an item alone (公用经费)."""
    key = row_label(label)
    year = year_of(key)
    bound = glossary.bind(year.rest, None)
    if bound.known:
        if (year.named or bound.dated) and header.relative != 0:
            return None  # last year's figure of a year that is named
        return replace(
            header, item=bound.key.item, measure=bound.key.measure, usual=bound.unit, printed_year=year.printed,
            relative=year.relative if year.named else bound.key.year or header.relative,
        )  # fmt: skip
    item, measure = _owner(key, glossary), glossary.measures.get(key)
    if item and measure:
        return replace(header, item=item, measure=measure.name, usual=measure.unit)
    if key in glossary.items or measure or not key:
        return None
    return replace(header, item=key, measure=_ACTUAL, usual=unit)


def _owner(key: str, glossary: Glossary) -> str:
    """The item of a name that is a measure of one item alone (年末在职人数)."""
    measure = glossary.measures.get(key)
    return glossary.item_of(measure.name) if measure else ""


def name_unread(records: Sequence[dict[str, Any]], glossary: Glossary) -> None:
    """Put beside each figure of a known item the filled rows that name this item and are not read (2020年公用经费完成额)."""
    known = {label.name for label in glossary.items.values()}
    rest = [each for each in records if each["item"] not in known and each["state"] == "value"]
    for record in records:
        spellings = [key for key, label in glossary.items.items() if label.name == record["item"]]
        record["beside"] += tuple(
            (each["cell"], each["label"])
            for each in rest
            if any(key in each["item"] for key in spellings)
        )
