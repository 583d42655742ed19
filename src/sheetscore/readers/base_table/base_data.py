"""基础数据表 → frame of figures (model.columns.BASE_COLUMNS). Header rows and row labels are known by their words.

Two layouts stand in one table: rows of items under headers with years (经费控制情况), and a header row with the figures in the
row below, beside a label merged over both (财政供养人员情况, 楼堂馆所控制情况).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, read_amount
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.alike_labels import near_labels
from sheetscore.readers.base_table.base_blocks import (
    block_item,
    corner_item,
    figure_row,
    merged_item,
    own_figure,
    read_terms,
)
from sheetscore.readers.base_table.base_headers import (
    BRACKETS,
    UNITS,
    Header,
    groups,
    read_headers,
    row_label,
    unit_in,
    unit_of,
    years_below,
)
from sheetscore.readers.base_table.base_known import FEWEST_LABELS, known_labels
from sheetscore.readers.base_table.base_lists import (
    ListHead,
    listed,
    listed_averages,
    name_unread,
    read_list_head,
)
from sheetscore.readers.base_table.base_money import stated_money
from sheetscore.readers.base_table.base_pairs import pairs_in
from sheetscore.readers.base_table.base_seconds import Above, second_rows, unnamed_row
from sheetscore.readers.base_table.base_table import NO_YEAR, NOT_SUPPLIED, BaseTable, in_wan
from sheetscore.readers.base_table.base_unread import (
    Unread,
    is_clear,
    other_headers,
    unread,
)
from sheetscore.readers.filer import unit_name
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.indicator_table.header_words import begins_header
from sheetscore.readers.indicator_table.said_headings import unit_behind
from sheetscore.readers.spelling import read_figure, spelling
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_DIGIT = regex(r"\d")
_NO_LABEL = regex(rf"^(?:[\d.]+|{'|'.join(sorted(UNITS))})$")
_FINAL = "决算"
_WHOLES = ("小计", "合计", "总计")


def read_base(
    grids: list[Grid], glossary: Glossary, wanted: frozenset[str] = frozenset()
) -> BaseTable | None:
    """The sheet that reads most like a 基础数据表; of several alike the newest, with a finding. None when none does.

    `wanted` are names that the indicators ask for (base_lists.read_list_head).
    """
    counted = [
        (count, grid, sheet)
        for grid in grids
        for sheet in grid.sheets
        if (not grid.own_output or sheet.name == "基础数据表")
        and (count := known_labels(sheet, glossary, wanted)) >= FEWEST_LABELS
    ]
    most = max((count for count, _, _ in counted), default=0)
    tables = [
        _Reader(grid, sheet, glossary, wanted).read()
        for count, grid, sheet in counted
        if 2 * count > most and (sheet.visible or not any(s.visible for _, _, s in counted))
    ]
    if not tables:
        return None
    best = max(tables, key=lambda table: (max(table.years, default=0), len(table.records)))
    best.findings += [table.passed_over(best) for table in tables if table is not best]
    return best


class _Reader:
    def __init__(
        self, grid: Grid, sheet: Sheet, glossary: Glossary, wanted: frozenset[str]
    ) -> None:
        self.grid, self.sheet, self.glossary, self.wanted = grid, sheet, glossary, wanted
        self.records: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.money_unit = "万元"
        self.section_unit = ""
        self.head = 0  # the row of the headers that are in force
        self.listed: list[dict[str, Any]] = []  # the records of rows that name their figure
        self.above: dict[int, Above] = {}  # the last named row under each group of headers
        self.corner = ""  # the item that the label of the headers names, as its row of the whole is called (小计)

    def read(self) -> BaseTable:
        parts: list[list[Header]] = []
        section, item_of_block, block_row, first, last = "", "", 0, 0, 0
        listed_under: ListHead | None = None
        band = 0
        for row in range(1, self.sheet.last_row + 1):
            cells = self.sheet.row(row)
            if first and begins_header(self.sheet, row):
                break
            if row == band or (parts and self._paired(row, parts)):
                last = row
                continue
            listing = read_list_head(self.sheet, row, self.glossary, self.wanted)
            if listing:
                first, parts, listed_under = first or row, [], listing
                self._money_unit(row)
                last = row
                continue
            terms = read_terms(self.sheet, row, self.glossary)
            found = terms or read_headers(self.sheet, row, self.glossary)
            if found:
                first, self.head = first or row, row
                band = row + 1 if years_below(self.sheet, row, found) else 0
                parts, section = groups(self.sheet, row, found), self._section(row, found)
                item_of_block, block_row = self._block(row, found, band or row)
                if terms and not item_of_block:
                    # 上年结转 beside 预算数 and 决算数, over rows of items
                    parts = groups(self.sheet, row, read_headers(self.sheet, row, self.glossary))
                listed_under = None
                if first == row:
                    self._money_unit(row)
                self.section_unit = unit_in(self.sheet.owner(row, self._label_col(row, found)).key)
                self.corner = corner_item(found, self._label(row, found), self.glossary)
            elif parts and item_of_block:
                if row >= block_row:
                    for number, headers in enumerate(parts):
                        beside = self._unread(row, headers, parts, number)
                        self._figures(row, headers, section, item_of_block, item_of_block, beside)
                        self._seconds(row, headers, section, item_of_block)
                    parts, item_of_block = self._items_below(row), ""
            elif listed_under and cells:
                self._listed(row, listed_under)
            elif parts and other_headers(self.sheet, row, parts):
                parts = []
            elif parts and cells:
                for number in range(len(parts)):
                    self._item(row, parts, number, section)
            if cells:
                last = row
        printed = [(r["printed_year"], r["measure"]) for r in self.records if r["printed_year"]]
        years = frozenset(year for year, _ in printed)
        closed = frozenset(year for year, measure in printed if measure == _FINAL)
        relative = any(record["relative"] not in (None, NO_YEAR) for record in self.records)
        name_unread(self.listed, self.glossary)
        self.findings += near_labels(self.records, self.glossary, self.grid.file)
        return BaseTable(
            self.grid, self.sheet, first, last, self.records, unit_name(self.sheet, (1, last)),
            years, closed, relative, self.findings,
        )  # fmt: skip

    def _seconds(self, row: int, headers: list[Header], section: str, item: str) -> None:
        """What stands in further rows under the header of a block; a row that may be meant as well is read beside the first."""
        for each in second_rows(self.sheet, row, headers, item, self.glossary):
            self.findings.append(each.told(self.grid.file, self.sheet))
            if each.other and not each.part:
                self._figures(each.row, list(each.other), section, item, item)

    def _listed(self, row: int, head: ListHead) -> None:
        """One row of a list: a figure by its own name."""
        label = self.sheet.owner(row, head.names)
        unit = self.sheet.owner(row, head.units).key if head.units else ""
        for header in head.values:
            cell = self.sheet.owner(row, header.col)
            share = not unit and read_amount(cell.value, cell.number_format).percent
            counted = "%" if share else unit
            found = listed(header, label, counted, self.glossary) if label.row == row else None
            if found:
                before = len(self.records)
                named = row_label(label), label.text.strip()
                self._figures(row, [found], "", *named)
                self.listed += self.records[before:]
                self.above[header.col] = Above(row, "", *named, (found,))
            elif not label.key or label.row != row:
                self._unnamed(row, header.col)
        for found in listed_averages(self.sheet, row, head, unit, self.glossary):
            self._figures(row, [found], "", found.item, f"{found.label}{label.text.strip()}")

    def _money_unit(self, first: int) -> None:
        """单位：元 above the table or in it; two different ones are a finding."""
        self.money_unit, found = stated_money(self.grid, self.sheet, first, self.money_unit)
        self.findings += found

    def _paired(self, row: int, parts: list[list[Header]]) -> bool:
        """Names and figures by turns (base_pairs.py): each figure by its own name, whatever heads its column."""
        pairs = pairs_in(self.sheet, row, range(1, parts[-1][-1].col + 1))
        for name, cell in pairs or ():
            own = Header(cell.col, "", None, 0, "", "", name.text.strip())
            if found := listed(own, name, unit_in(name.key), self.glossary):
                self._figures(row, [found], "", row_label(name), name.text.strip())
        return pairs is not None

    def _item(self, row: int, parts: list[list[Header]], number: int, section: str) -> None:
        """The figures of one row under one group of headers, whose labels stand right of the groups before it.

        Figures without a label of their own are further figures of the first label.
        """
        headers, before = parts[number], parts[:number]
        behind = before[-1][-1].col if before else 0
        label = self.sheet.owner(row, self._label_col(row, headers, behind))
        if before and not (label.key and label.col > behind and not _NO_LABEL.match(label.key)):
            if all(not self.sheet.owner(row, header.col).key for header in headers):
                return
            label = self.sheet.owner(row, self._label_col(row, before[0]))
        item = row_label(label)
        if label.key in _WHOLES and self.corner and label.row == row:
            item, self.corner = self.corner, ""
        if item and item.strip(".…·") and label.row == row:
            if item == self.corner:
                self.corner = ""
            beside = self._unread(row, headers, parts, number)
            self._figures(row, headers, section, item, label.text.strip(), beside)
            self.above[number] = Above(row, section, item, label.text.strip(), tuple(headers))
        elif not item or label.row != row:
            self._unnamed(row, number)

    def _unnamed(self, row: int, number: int) -> None:
        """A row without a name of its own right below a named one, or under its merged name: which of the two is meant is open."""
        above = self.above.get(number)
        found = above and unnamed_row(self.sheet, above, row)
        if above and found:
            self.above[number] = replace(above, last=row)
            self.findings.append(found.told(self.grid.file, self.sheet))
            if found.other:
                self._figures(row, list(found.other), above.section, above.item, above.label)

    def _unread(
        self, row: int, headers: list[Header], parts: list[list[Header]], number: int
    ) -> tuple[Unread, ...]:
        """The figures of a row beside those of a group of headers: behind the group before it, up to the next one."""
        behind = parts[number - 1][-1].col if number else 0
        last = parts[number + 1][0].col - 1 if number + 1 < len(parts) else self.sheet.last_col
        first = max(self._label_col(row, headers), behind) + 1
        return unread(self.sheet, self.head, row, headers, first, last)

    def _label_col(self, row: int, headers: Iterable[Header], behind: int = 0) -> int:
        """The nearest label left of the figures: neither a number nor a unit."""
        first = min(header.col for header in headers)
        keys = {col: self.sheet.owner(row, col).key for col in range(behind + 1, first)}
        return max(
            (col for col, key in keys.items() if key and not _NO_LABEL.match(key)),
            default=behind + 1,
        )

    def _items_below(self, row: int) -> list[list[Header]]:
        """其中：公用经费 below 部门支出合计: its budget and what was spent stand under the same headers."""
        headers = read_headers(self.sheet, self.head, self.glossary)
        item = row_label(self._label(row + 1, headers)) if headers else ""
        return groups(self.sheet, self.head, headers) if item in self.glossary.items else []

    def _label(self, row: int, headers: Iterable[Header]) -> Cell:
        return self.sheet.owner(row, self._label_col(row, headers))

    def _row_unit(self, row: int, headers: Iterable[Header]) -> str:
        """The unit in the label of a row, or in a cell of its own between label and figures."""
        label = self._label_col(row, headers)
        first = min(header.col for header in headers)
        beside = [self.sheet.owner(row, col).key for col in range(label + 1, first)]
        return unit_in(self.sheet.owner(row, label).key) or next(
            (key for key in beside if key in UNITS), ""
        )

    def _section(self, row: int, headers: list[Header]) -> str:
        return BRACKETS.sub("", self.sheet.owner(row, self._label_col(row, headers)).key)

    def _block(self, row: int, headers: list[Header], last: int) -> tuple[str, int]:
        """The item of a header row whose figures stand in one row below, and that row; "" where each row is an item.

        `last` is the row of the years below the headers, or the header row itself.
        """
        merged = merged_item(self.sheet, self._label(row, headers), row, last)
        if merged and not any(header.item for header in headers):
            return merged, last + 1
        label = self._label(row, headers)
        item = block_item(headers, label, self.glossary)
        found = figure_row(self.sheet, row, headers, item, self.glossary) if item else 0
        return (name_key(item), found) if found else ("", 0)

    def _figures(
        self,
        row: int,
        headers: list[Header],
        section: str,
        item_key: str,
        label: str,
        beside: tuple[Unread, ...] = (),
    ) -> None:
        item = self.glossary.items.get(item_key)
        name, usual = (item.name, item.unit) if item else (item_key, "")
        label_unit = self._row_unit(row, headers)
        first = min(columns := {header.col for header in headers})
        if self.sheet.owner(row, first).col < first:
            return  # a note that stretches over the columns
        for header in headers:
            cell = self.sheet.owner(row, header.col)
            if cell.row != row or (cell.col != header.col and cell.col in columns):
                cell = Cell(row, header.col, None)
            counted = unit_of(header, label_unit, usual, self.section_unit, self.money_unit)
            if counted in MONEY_UNITS and not (
                header.unit or label_unit
            ):  # 其中：在用（件） is no money
                counted = unit_behind(name_key(label)) or counted
            amount = read_figure(cell, counted)
            value, unit = in_wan(amount.value, counted)
            if amount.state == "text" and item is None and not _DIGIT.search(amount.raw):
                continue  # words beside a label that is none of ours: 厉行节约保障措施
            own = own_figure(header, item_key, self.glossary) if item is None else None
            self.records.append(
                {
                    "section": section,
                    "item": own[0] if own else header.item or name,
                    "measure": own[1] if own else header.measure,
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
                    "relative": header.relative
                    if is_clear(self.sheet, (self.head, row), header, headers, beside)
                    else NO_YEAR,
                    "note": amount.note,
                    "beside": beside,
                    **NOT_SUPPLIED,
                }
            )
            self.findings += spelling(amount, self.grid.file, self.sheet.name, cell)
