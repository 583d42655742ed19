"""A 基础数据表 drawn as a list: 项目 | 单位 | 数值, each row a figure by its own name (编制数, 三公经费决算数)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sheetscore.exact.amounts import read_amount
from sheetscore.readers.base_table.base_headers import (
    BRACKETS,
    Header,
    read_headers,
    row_label,
    unit_in,
)
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_years import Year, year_of
from sheetscore.readers.indicator_table.said_headings import is_unit, said, unit_behind
from sheetscore.words.defined_labels import without_definition
from sheetscore.words.glossary import OF_ANY_ITEM, Glossary, Label
from sheetscore.words.names import FULL_BUDGET

_NAMES = frozenset(
    ["项目", "指标", "名称", "指标名称", "项目名称", "数据名称", "数据项目", "数据项", "数据内容", "数据指标", "基础数据", "统计项目",
     "填报项目",
     "统计指标", "内容", "填报内容", "事项", "数据"]
)  # fmt: skip
_BEGIN = frozenset(name[:2] for name in _NAMES)
_UNITS = frozenset(["单位", "计量单位", "度量单位", "数据单位"])
_VALUES = {
    **dict.fromkeys(
        ("数值", "数额", "填报数", "填报数据", "数据", "数", "数量", "金额", "统计数", "数字", "数据值", "填报值",
         "填报数值", "年末数", "全年数"), ""
    ),
    **dict.fromkeys(
        ("实际数", "实际", "实际值", "实际完成数", "完成数", "完成值", "实际完成值", "决算数", "决算", "决算金额", "执行数", "支出数",
         "实际支出数",
         "实际金额"), "决算"
    ),
    **dict.fromkeys(("预算数", "预算", "年初预算数", "预算金额", "计划数"), "预算"),
}  # fmt: skip
"""Headings of values → the measure they name; "" for one that names none. A year may stand with each, or alone (2024年数)."""
_ACTUAL = "决算"
_FEWEST, _FEWEST_ROWS = 3, 2
"""Fewest rows whose names the glossary knows; fewest filled rows of a list that only the wording of the indicators tells."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """The columns of a list: its names, its units (0: none), its values, and the averages beside them (全市平均), by their `item`."""

    names: int
    units: int
    values: tuple[Header, ...]
    averages: tuple[Header, ...] = ()


def read_list_head(
    sheet: Sheet, row: int, glossary: Glossary, wanted: frozenset[str] = frozenset()
) -> ListHead | None:
    """The head of a list in this row, if enough of the rows below are figures that the glossary knows.

    `wanted` are names that the indicators ask for: with one of them the shape is enough.
    """
    head = list_shape(sheet, row, glossary)
    if head is None:
        return None
    below = range(row + 1, sheet.last_row + 1)
    labels = {label for each in below if (label := row_label(sheet.owner(each, head.names)))}
    known = {x for x in labels if glossary.bind(x, None).known or _owner(x, glossary)}
    if len(known) >= _FEWEST:
        return head
    asked = known | {x for x in labels if year_of(x).rest in wanted}
    return head if wanted and asked and _filled(sheet, head, below) >= _FEWEST_ROWS else None


def list_shape(sheet: Sheet, row: int, glossary: Glossary) -> ListHead | None:
    """A row with one heading of names and one of values (of each year and measure), and no table of several measures."""
    cells = sheet.row(row)
    if not any(cell.key[:2] in _BEGIN for cell in cells):
        return None  # nearly every row
    keys = {cell.col: BRACKETS.sub("", cell.key) for cell in cells}
    names = [col for col, key in keys.items() if key in _NAMES]
    if len(names) == 2 and keys[names[1]] == "数据":
        names = names[:1]  # 指标名称 | 数据
    found = {col: head for col, key in keys.items() if col not in names and (head := _value(key))}
    if len(names) != 1 or not found or min(found) < names[0]:
        return None
    if len(set(found.values())) != len(found) or len(read_headers(sheet, row, glossary)) > 1:
        return None  # two columns of one year
    units = [col for col, key in keys.items() if key in _UNITS]
    heads = tuple(
        Header(col, measure, printed, relative, unit_in(sheet.owner(row, col).key), "", keys[col])
        for col, (printed, relative, measure) in found.items()
    )
    return ListHead(names[0], units[0] if units else 0, heads, _averages(sheet, row, found, heads))


def _averages(
    sheet: Sheet, row: int, values: Collection[int], heads: Sequence[Header]
) -> tuple[Header, ...]:
    """The columns of 全市平均, of the year of the values; two of one scope are none."""
    found: dict[str, Header] = {}
    years = {head.printed_year for head in heads if head.printed_year}
    columns = [cell for cell in sheet.row(row) if cell.col not in values and cell.key]
    twice = set()
    for cell in columns:
        one = said(cell.key)
        if one is None or not one.scope or one.relative or cell.col < min(values):
            continue
        if one.printed is not None and one.printed != max(years, default=None):
            continue
        name = f"{one.scope}平均"
        twice |= {name} & found.keys()
        unit = unit_in(cell.key)
        found[name] = Header(cell.col, _ACTUAL, None, 0, unit, "", name, item=name)
    return tuple(head for name, head in found.items() if name not in twice)


def _value(key: str) -> tuple[int | None, int | None, str] | None:
    """The year, printed or relative, and the measure that a heading of values names; None for any other heading."""
    year = year_of(key)
    measure = _VALUES.get(year.rest, "" if year.named and not year.rest else None)
    if measure is None:
        return None
    return (year.printed, None, measure) if year.printed else (None, year.relative or 0, measure)


def _filled(sheet: Sheet, head: ListHead, rows: range) -> int:
    """How many rows have a name and a number."""
    return sum(
        bool(row_label(sheet.owner(row, head.names)))
        and any(
            read_amount(cell.value, cell.number_format).state == "value"
            for header in head.values if (cell := sheet.owner(row, header.col)).row == row
        )
        for row in rows
    )  # fmt: skip


def listed(header: Header, label: Cell, unit: str, glossary: Glossary) -> Header | None:
    """The header as it is for one row: the item and measure of its name. None where the name is an item alone (公用经费)."""
    key = row_label(label)
    if header.item:
        named = key and not year_of(key).named
        return replace(header, item=f"{header.item}{_to_the_letter(label, key)}", usual=unit) if named else None  # fmt: skip
    year = year_of(key)
    bound = glossary.bind(year.rest, None)
    if bound.known:
        if (year.named or bound.dated) and not _may_be(header, year):
            return None  # last year's figure of a year that is named
        named = year.named or bound.dated
        return replace(
            header, item=bound.key.item, measure=bound.key.measure, usual=bound.unit,
            printed_year=year.printed if named else header.printed_year,
            relative=year.relative if year.named else bound.key.year if bound.dated else header.relative,
        )  # fmt: skip
    item, measure = _owner(key, glossary), glossary.measures.get(key)
    if item and measure:
        return replace(header, item=item, measure=measure.name, usual=measure.unit)
    if key in glossary.items and header.measure:
        return replace(header, item=glossary.items[key].name)
    joined = _item_and_measure(key, glossary) if not header.measure else None
    if joined:
        return replace(header, item=joined[0].name, measure=joined[1].name, usual=joined[0].unit)
    if key in glossary.items or not key or (measure and measure.name != FULL_BUDGET):
        return None
    counted = unit or (measure.unit if measure else "") or unit_behind(label.key)
    return replace(
        header, item=_to_the_letter(label, key), measure=header.measure or _ACTUAL, usual=counted
    )


def _item_and_measure(key: str, glossary: Glossary) -> tuple[Label, Label] | None:
    """公用经费支出数 in a list is 公用经费, 决算: the name of an item, and behind it that of a measure of any item."""
    found = {
        (label.name, measure.name): (label, measure)
        for spelling, label in glossary.items.items()
        if key.startswith(spelling)
        and (measure := glossary.measure_of(key[len(spelling) :], True))
        and measure.name in OF_ANY_ITEM
    }
    return next(iter(found.values())) if len(found) == 1 else None


def listed_averages(
    sheet: Sheet, row: int, head: ListHead, unit: str, glossary: Glossary
) -> Iterator[Header]:
    """What is filled in under 全市平均 in one row: figures of their own names, 全市平均 and that of the row."""
    label = sheet.owner(row, head.names)
    for header in head.averages if label.row == row else ():
        cell = sheet.owner(row, header.col)
        if (cell.row, cell.col) != (row, header.col) or not cell.key:
            continue
        share = not unit and read_amount(cell.value, cell.number_format).percent
        found = listed(header, label, "%" if share else unit, glossary)
        if found:
            yield found


def _to_the_letter(label: Cell, key: str) -> str:
    """A name that the glossary lacks, with its brackets: 满意度（问卷） is another figure than 满意度; a unit says nothing of the name."""
    inside = [
        each
        for each in BRACKETS.findall(without_definition(label.key))
        if not unit_in(each) and not is_unit(each)
    ]
    for each in BRACKETS.findall(key):
        key = key.replace(each, "") if is_unit(each) else key
    return key if all(each in key for each in inside) else key + "".join(inside)


def _may_be(header: Header, year: Year) -> bool:
    """May a name that says its year stand under this heading? Not under one of another year."""
    if header.printed_year is None:
        return header.relative == 0
    return year.printed in (None, header.printed_year)


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
