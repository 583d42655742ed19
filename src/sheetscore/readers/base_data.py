"""基础数据表 → frame of figures (model.BASE_COLUMNS). Header rows and row labels are known by their words.

Two layouts stand in one table: rows of items under headers with years (经费控制情况), and a header row with the figures in the
row below, beside a label merged over both (财政供养人员情况, 楼堂馆所控制情况).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pandas as pd

from sheetscore.amounts import MONEY_UNITS, RATE, read_amount
from sheetscore.glossary import Glossary
from sheetscore.model import BASE_COLUMNS, Finding
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.header import is_header
from sheetscore.readers.near import near_labels
from sheetscore.readers.spelling import spelling
from sheetscore.readers.titles import money_units, unit_name

_YEAR = re.compile(r"^(20\d\d)年?度?")
_RELATIVE = {"上年度": -1, "上年": -1, "本年度": 0, "本年": 0}
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERING = re.compile(r"^(?:\d{1,2}[、.]|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]+、)")
_LIMITING = re.compile(r"不含|不包括|扣除|剔除|除|上年|去年|其中|仅")
_DIGIT = re.compile(r"\d")
_UNITS = {*MONEY_UNITS, "人", "㎡", "平方米", "%"}
_NO_LABEL = re.compile(rf"^(?:[\d.]+|{'|'.join(sorted(_UNITS))})$")
_FINAL = "决算"
_MIN_LABELS = 3
"""Fewest known labels for a sheet to be taken for a 基础数据表."""


@dataclass(frozen=True, slots=True)
class _Header:
    """A column header: canonical measure, year as printed (None: none), relative year when printed so.

    `unit` is the printed one, `usual` the one that the glossary gives the measure.
    """

    col: int
    measure: str
    printed_year: int | None
    relative: int | None
    unit: str
    usual: str
    label: str


@dataclass(slots=True)
class BaseTable:
    """The table as read. `years` are those printed in its headers, `closed` those with final figures (决算).

    `relative` tells that some headers say 上年 or 本年 instead; `first_row`–`last_row` is the extent.
    """

    grid: Grid
    sheet: Sheet
    first_row: int
    last_row: int
    records: list[dict[str, Any]]
    unit_name: str
    years: frozenset[int]
    closed: frozenset[int]
    relative: bool
    findings: list[Finding]

    def frame(self, year: int | None) -> pd.DataFrame:
        """The figures with years relative to the 评价年度."""
        rows = []
        for record in self.records:
            row = dict(record)
            printed, relative = row["printed_year"], row.pop("relative")
            row["year"] = (
                relative if relative is not None else (printed - year if printed and year else 0)
            )
            rows.append(row)
        return pd.DataFrame(rows, columns=list(BASE_COLUMNS), dtype=object)


def read_base(grids: list[Grid], glossary: Glossary) -> BaseTable | None:
    """The sheet that reads most like a 基础数据表; of several alike the newest, with a finding. None when none does."""
    counted = [
        (count, grid, sheet)
        for grid in grids
        for sheet in grid.sheets
        if (not grid.own_output or sheet.name == "基础数据表")
        and (count := _known_labels(sheet, glossary)) >= _MIN_LABELS
    ]
    most = max((count for count, _, _ in counted), default=0)
    tables = [
        _Reader(grid, sheet, glossary).read()
        for count, grid, sheet in counted
        if 2 * count > most and (sheet.visible or not any(s.visible for _, _, s in counted))
    ]
    if not tables:
        return None
    best = max(tables, key=lambda table: (max(table.years, default=0), len(table.records)))
    best.findings += [_not_used(table, best) for table in tables if table is not best]
    return best


def _not_used(table: BaseTable, used: BaseTable) -> Finding:
    return Finding(
        "A01", "warning", f"还有一张基础数据表，没有采用；采用的是“{used.sheet.name}”。", table.grid.file, table.sheet.name,
        "", "两张基础数据表", "一张", "请核对采用的是不是评价年度的那一张，并删去另一张。",
    )  # fmt: skip


def is_base(sheet: Sheet, glossary: Glossary) -> bool:
    """True for a sheet (or a part of one) that reads like a 基础数据表."""
    return _known_labels(sheet, glossary) >= _MIN_LABELS


def _known_labels(sheet: Sheet, glossary: Glossary) -> int:
    """How many different labels of a 基础数据表 stand in the sheet (an 指标表 has none outside its sentences)."""
    found = set()
    for cell in sheet.cells.values():
        if isinstance(cell.value, str) and len(cell.value) < 40:
            header = _header(cell, glossary)
            if header:
                found.add(("measure", header.measure, header.printed_year))
            label = _row_label(cell)
            if label in glossary.items:
                found.add(("item", glossary.items[label].name, None))
    kinds = {kind for kind, _, _ in found}
    return len(found) if kinds == {"measure", "item"} else 0


def _header(cell: Cell, glossary: Glossary) -> _Header | None:
    key = cell.key.replace(";", "")
    key = _BRACKETS.sub("", key)
    printed = relative = None
    match = _YEAR.match(key)
    if match:
        printed, key = int(match[1]), key[match.end() :]
    else:
        for word, offset in _RELATIVE.items():
            if key.startswith(word):
                relative, key = offset, key[len(word) :]
                break
    measure = glossary.measures.get(key)
    if measure is None:
        return None
    label = cell.text.strip()
    return _Header(
        cell.col, measure.name, printed, relative, _unit_in(cell.key), measure.unit, label
    )


def _unit_in(key: str) -> str:
    """The unit that a label states in brackets, as in 2020年决算数(元)."""
    inside = [bracket.strip("()") for bracket in _BRACKETS.findall(key)]
    return next((text for text in inside if text in _UNITS), "")


def _row_label(cell: Cell) -> str:
    """A row or block label for look-up: no numbering, 其中, colon; no brackets but those that limit it (不含…)."""
    key = _BRACKETS.sub(lambda found: found[0] if _LIMITING.search(found[0]) else "", cell.key)
    key = key.rstrip(":").removeprefix("其中").lstrip(":")
    return _NUMBERING.sub("", key)


class _Reader:
    def __init__(self, grid: Grid, sheet: Sheet, glossary: Glossary) -> None:
        self.grid, self.sheet, self.glossary = grid, sheet, glossary
        self.records: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.money_unit = "万元"

    def read(self) -> BaseTable:
        headers: list[_Header] = []
        section, block_item = "", ""
        first = last = 0
        for row in range(1, self.sheet.last_row + 1):
            cells = self.sheet.row(row)
            if first and is_header(cells):
                break
            found = self._header_row(row)
            if found:
                first = first or row
                headers, section = found, self._section(row, found)
                block_item = self._block_item(row, found)
                if first == row:
                    self._money_unit(row)
            elif headers and block_item:
                self._figures(row, headers, section, block_item, block_item)
                headers, block_item = [], ""
            elif headers and cells:
                label = self.sheet.owner(row, self._label_col(row, headers))
                item = _row_label(label)
                if item and item.strip(".…·") and label.row == row:
                    self._figures(row, headers, section, item, label.text.strip())
            if cells:
                last = row
        printed = [(r["printed_year"], r["measure"]) for r in self.records if r["printed_year"]]
        years = frozenset(year for year, _ in printed)
        closed = frozenset(year for year, measure in printed if measure == _FINAL)
        relative = any(record["relative"] is not None for record in self.records)
        self.findings += near_labels(self.records, self.glossary, self.grid.file)
        return BaseTable(
            self.grid, self.sheet, first, last, self.records, unit_name(self.sheet, (1, last)),
            years, closed, relative, self.findings,
        )  # fmt: skip

    def _money_unit(self, first: int) -> None:
        """单位：元 above the table or in it; two different ones are a finding."""
        stated = money_units(self.sheet, (1, self.sheet.last_row))
        if not stated:
            return
        self.money_unit, cell = next((s for s in stated if s[1].row <= first), stated[0])
        others = [unit for unit, _ in stated if unit != self.money_unit]
        if others:
            self.findings.append(
                Finding(
                    "B03", "warning", f"表上写了两种金额单位（{self.money_unit}、{others[0]}），按{self.money_unit}读。",
                    self.grid.file, self.sheet.name, cell.address, others[0], self.money_unit, "请统一金额单位。",
                )
            )  # fmt: skip

    def _header_row(self, row: int) -> list[_Header]:
        """The headers of a row that has two or more of them; [] otherwise. A year may stand in the row above."""
        found = [header for cell in self.sheet.row(row) if (header := _header(cell, self.glossary))]
        return [self._dated(header, row) for header in found] if len(found) >= 2 else []

    def _dated(self, header: _Header, row: int) -> _Header:
        if header.printed_year or header.relative is not None or row == 1:
            return header
        above = self.sheet.owner(row - 1, header.col).key
        if above in _RELATIVE:
            return replace(header, relative=_RELATIVE[above], label=f"{above}{header.label}")
        match = _YEAR.fullmatch(above)
        if match:
            return replace(header, printed_year=int(match[1]), label=f"{above}{header.label}")
        return header

    def _label_col(self, row: int, headers: Iterable[_Header]) -> int:
        """The nearest label left of the figures: neither a number nor a unit."""
        first = min(header.col for header in headers)
        keys = {col: self.sheet.owner(row, col).key for col in range(1, first)}
        return max(
            (col for col, key in keys.items() if key and not _NO_LABEL.match(key)), default=1
        )

    def _section(self, row: int, headers: list[_Header]) -> str:
        cell = self.sheet.owner(row, self._label_col(row, headers))
        return _BRACKETS.sub("", cell.key)

    def _block_item(self, row: int, headers: list[_Header]) -> str:
        """The item of a header row whose label is merged over the row below as well."""
        col = self._label_col(row, headers)
        label = self.sheet.owner(row, col)
        if not label.key:
            return ""
        below = self.sheet.owner(row + 1, col)
        return _row_label(label) if self.sheet.area(row, col)[2] > row or not below.key else ""

    def _figures(
        self, row: int, headers: list[_Header], section: str, item_key: str, label: str
    ) -> None:
        item = self.glossary.items.get(item_key)
        name = item.name if item else item_key
        label_unit = _unit_in(self.sheet.owner(row, self._label_col(row, headers)).key)
        columns = {header.col for header in headers}
        if self.sheet.owner(row, min(columns)).col < min(columns):
            return  # a note that stretches over the columns
        for header in headers:
            cell = self.sheet.owner(row, header.col)
            if cell.row != row or (cell.col != header.col and cell.col in columns):
                cell = Cell(row, header.col, None)
            counted = self._unit(header, label_unit, item.unit if item else "")
            amount = read_amount(cell.value, cell.number_format, counted)
            value, unit = in_wan(amount.value, counted)
            if amount.state == "text" and item is None and not _DIGIT.search(amount.raw):
                continue  # words beside a label that is none of ours: 厉行节约保障措施
            self.records.append(
                {
                    "section": section,
                    "item": name,
                    "measure": header.measure,
                    "value": value,
                    "unit": unit,
                    "state": amount.state,
                    "raw": amount.raw,
                    "number": amount.number,
                    "counted": counted,
                    "sheet": self.sheet.name,
                    "cell": cell.address,
                    "label": header.label if label == item_key else f"{label} {header.label}",
                    "printed_year": header.printed_year,
                    "relative": header.relative,
                    "note": amount.note,
                    "supplied": False,
                    "rate": None,
                    "excel": None,
                }
            )
            self.findings += spelling(amount, self.grid.file, self.sheet.name, cell)

    def _unit(self, header: _Header, label_unit: str, item_unit: str) -> str:
        """What the figures of a column are counted in: by column, row, glossary; money by the line 单位：… as well."""
        printed = header.unit or label_unit
        unit = printed or header.usual or item_unit or "万元"
        if unit == "%" and not printed:
            return RATE
        return self.money_unit if unit == "万元" and not printed else unit


def in_wan(value: Decimal | None, unit: str) -> tuple[Decimal | None, str]:
    """Money in 万元; other figures as they are, a rate in the unit %."""
    if unit == RATE:
        unit = "%"
    if unit not in MONEY_UNITS:
        return value, unit
    return (None if value is None else value * MONEY_UNITS[unit]), "万元"
