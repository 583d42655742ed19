"""基础数据表 → frame of figures (model.BASE_COLUMNS). Header rows and row labels are known by their words.

Two layouts stand in one table: rows of items under headers with years (经费控制情况), and a header row with the figures in the
row below, beside a label merged over both (财政供养人员情况, 楼堂馆所控制情况).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from sheetscore.amounts import Amount, decimal, read_amount
from sheetscore.glossary import Glossary
from sheetscore.model import BASE_COLUMNS, Finding
from sheetscore.readers.grid import Cell, Grid, Sheet

_YEAR = re.compile(r"^(20\d\d)年度?")
_RELATIVE = {"上年度": -1, "上年": -1, "本年度": 0, "本年": 0}
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERING = re.compile(r"^(?:\d{1,2}[、.]|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]+、)")
_UNIT_LINE = re.compile(r"单位:\(?(万元|元|亿元)")
_TO_WAN = {"万元": decimal(1), "元": decimal("0.0001"), "亿元": decimal(10000)}
_MIN_LABELS = 3
"""Fewest known labels for a sheet to be taken for a 基础数据表."""


@dataclass(frozen=True, slots=True)
class _Header:
    """A column header: canonical measure, year as printed (None: none), relative year when printed so, unit."""

    col: int
    measure: str
    printed_year: int | None
    relative: int | None
    unit: str
    label: str


@dataclass(slots=True)
class BaseTable:
    """The table as read. `years` are those printed in its headers; `first_row`–`last_row` its extent."""

    sheet: Sheet
    first_row: int
    last_row: int
    records: list[dict[str, Any]]
    unit_name: str
    years: tuple[int, ...]
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


def read_base(grids: list[Grid], glossary: Glossary) -> tuple[Grid, BaseTable] | None:
    """The sheet that reads most like a 基础数据表; None when none does."""
    best: tuple[int, Grid, Sheet] | None = None
    for grid in grids:
        for sheet in grid.sheets:
            if grid.own_output and sheet.name != "基础数据表":
                continue
            count = _known_labels(sheet, glossary)
            if count >= _MIN_LABELS and (best is None or count > best[0]):
                best = (count, grid, sheet)
    if best is None:
        return None
    _, grid, sheet = best
    return grid, _Reader(grid, sheet, glossary).read()


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
    bracket = _BRACKETS.findall(key)
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
    stated = bracket[-1].strip("()") if bracket else ""
    return _Header(
        cell.col, measure.name, printed, relative, stated or measure.unit, cell.text.strip()
    )


def _row_label(cell: Cell) -> str:
    """A row or block label for look-up: no brackets, numbering, 其中, colon."""
    key = _BRACKETS.sub("", cell.key).rstrip(":")
    key = key.removeprefix("其中").lstrip(":")
    return _NUMBERING.sub("", key)


class _Reader:
    def __init__(self, grid: Grid, sheet: Sheet, glossary: Glossary) -> None:
        self.grid, self.sheet, self.glossary = grid, sheet, glossary
        self.records: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.money_unit = "万元"
        self.unit_name = ""

    def read(self) -> BaseTable:
        self._title_lines()
        headers: list[_Header] = []
        section, block_item = "", ""
        first = last = 0
        for row in range(1, self.sheet.last_row + 1):
            cells = self.sheet.row(row)
            found = self._header_row(row)
            if found:
                first = first or row
                headers, section = found, self._section(row)
                block_item = self._block_item(row)
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
        years = tuple(sorted({r["printed_year"] for r in self.records if r["printed_year"]}))
        return BaseTable(
            self.sheet, first, last, self.records, self.unit_name, years, self.findings
        )

    def _title_lines(self) -> None:
        """填报单位：…, and 单位：元 standing anywhere above or in the table."""
        for cell in self.sheet.cells.values():
            if not isinstance(cell.value, str) or len(cell.value) > 60:
                continue
            key = cell.key
            unit = _UNIT_LINE.search(key)
            if unit:
                self.money_unit = unit[1]
            elif key.startswith(("填报单位:", "填报单位(盖章):", "单位名称:")):
                self.unit_name = self._after_label(cell)

    def _after_label(self, cell: Cell) -> str:
        text = re.split("[：:]", cell.text, maxsplit=1)[1].strip(" \u3000\n")
        if text:
            return text
        area = self.sheet.area(cell.row, cell.col)
        neighbour = self.sheet.owner(cell.row, area[3] + 1)
        return neighbour.text.strip(" \u3000\n") if isinstance(neighbour.value, str) else ""

    def _header_row(self, row: int) -> list[_Header]:
        """The headers of a row that has two or more of them; [] otherwise."""
        found = [header for cell in self.sheet.row(row) if (header := _header(cell, self.glossary))]
        return found if len(found) >= 2 else []

    def _label_col(self, row: int, headers: list[_Header]) -> int:
        """The nearest filled cell left of the figures."""
        first = min(header.col for header in headers)
        filled = [col for col in range(1, first) if self.sheet.owner(row, col).key]
        return max(filled, default=1)

    def _section(self, row: int) -> str:
        cell = self.sheet.owner(row, 1)
        return _BRACKETS.sub("", cell.key)

    def _block_item(self, row: int) -> str:
        """The item of a header row whose label is merged over the row below as well."""
        area = self.sheet.area(row, 1)
        label = self.sheet.owner(row, 1)
        if not label.key:
            return ""
        below = self.sheet.owner(row + 1, 1)
        return _row_label(label) if area[2] > row or not below.key else ""

    def _figures(
        self, row: int, headers: list[_Header], section: str, item_key: str, label: str
    ) -> None:
        item = self.glossary.items.get(item_key)
        name = item.name if item else item_key
        for header in headers:
            cell = self.sheet.owner(row, header.col)
            if cell.row != row:
                cell = Cell(row, header.col, None)
            amount = read_amount(cell.value, cell.number_format)
            unit = header.unit or (item.unit if item else "") or "万元"
            value = self._converted(amount, unit)
            self.records.append(
                {
                    "section": section,
                    "item": name,
                    "measure": header.measure,
                    "value": value,
                    "unit": unit,
                    "state": amount.state,
                    "raw": amount.raw,
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
            self._note(amount, cell)

    def _converted(self, amount: Amount, unit: str) -> Decimal | None:
        if amount.value is None or unit != "万元":
            return amount.value
        return amount.value * _TO_WAN[self.money_unit]

    def _note(self, amount: Amount, cell: Cell) -> None:
        """B01: a figure that is not a plain number. Info for mere padding, warning otherwise, error when unreadable."""
        if amount.state in ("text", "error"):
            self.findings.append(
                Finding(
                    "B01", "error", f"“{amount.raw.strip()}”不能当作数字，按没有填处理。{amount.note}", self.grid.file,
                    self.sheet.name, cell.address, amount.raw.strip(), "一个数字（单位按表头）",
                    "请改成数字，如 150 万元填 150，约数填准确数。",
                )
            )  # fmt: skip
        elif amount.note:
            padding = "前后有空格" in amount.note
            self.findings.append(
                Finding(
                    "B01", "info" if padding else "warning", amount.note + "。", self.grid.file, self.sheet.name,
                    cell.address, amount.raw, amount.raw.strip(" \u3000\n"), "不影响评分；下次请直接填数字。",
                )
            )  # fmt: skip
