"""指标表 → frame of indicators (model.INDICATOR_COLUMNS). Found by its labels, never by a fixed address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from sheetscore.amounts import Amount, decimal, read_score
from sheetscore.errors import MissingColumn, NoIndicatorTable
from sheetscore.model import INDICATOR_COLUMNS, Finding
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.header import Columns, find_header, is_level3, read_columns
from sheetscore.readers.titles import years_above

_TOTAL = re.compile(
    r"^(?:自评|指标|各项)?(?:合计|总计|总分|总得分|总评分|得分合计|分值合计)(?:得分|分值|分)?(?:[(:].*)?$"
)
_SUBTOTAL = re.compile(r"^.{0,8}小计(?:[(:].*)?$")


@dataclass(slots=True)
class IndicatorTable:
    """The table as read: its sheet, rows, columns, the frame, and what was odd about it."""

    grid: Grid
    sheet: Sheet
    header_row: int
    first_row: int
    last_row: int
    columns: Columns
    frame: pd.DataFrame
    total_row: int | None
    findings: list[Finding]

    @property
    def years(self) -> list[int]:
        """Years named above the table or in the sheet's name."""
        return years_above(self.sheet, self.header_row)


@dataclass(slots=True)
class _Block:
    """A block of a higher level: name, points, a running number."""

    name: str = ""
    points: Decimal | None = None
    number: int = 0


def read_indicators(
    grids: list[Grid], ends: dict[int, int] | None = None, year: int | None = None
) -> IndicatorTable:
    """The 指标表 of these workbooks; of several the visible one of the 评价年度, with a finding.

    `ends` gives for a sheet (by id) the row where another table begins under this one. Raises NoIndicatorTable or
    MissingColumn.
    """
    tables: list[IndicatorTable] = []
    refusal: MissingColumn | NoIndicatorTable = NoIndicatorTable(
        "没有找到指标表（表头要有“三级指标”“分值”“评价标准”）。", "请使用下发的模板填报，表头文字不要改动。"
    )  # fmt: skip
    refused = False
    for grid in grids:
        for sheet in _candidates(grid):
            last, width = grid.filed(sheet)
            header = find_header(sheet, width)
            if header is None:
                continue
            end = (ends or {}).get(id(sheet), 0)
            last = end - 1 if end > header[0] else last
            try:
                tables.append(_read_table(grid, sheet, header, width, last))
            except (MissingColumn, NoIndicatorTable) as error:
                refusal, refused = (refusal if refused else error), True
    if not tables:
        raise refusal
    best = max(tables, key=lambda table: _likeliness(table, year))
    best.findings += [_not_used(table, best) for table in tables if table is not best]
    return best


def _likeliness(table: IndicatorTable, year: int | None) -> tuple[bool, int, int]:
    """Visible before hidden, then of the year asked for, then of no year, then the newest; the first one of equals."""
    about = 2 if year in table.years else 0 if year and table.years else 1
    return table.sheet.visible, about, max(table.years, default=0)


def _not_used(table: IndicatorTable, used: IndicatorTable) -> Finding:
    return Finding(
        "A01", "warning", f"还有一张指标表，没有采用；采用的是“{used.sheet.name}”。", table.grid.file, table.sheet.name,
        "", "两张指标表", "一张", "请核对采用的是不是评价年度的那一张，并删去另一张。",
    )  # fmt: skip


def _candidates(grid: Grid) -> list[Sheet]:
    """In an own output only the sheet 指标表: its 汇总 and 计算过程 repeat the words."""
    if grid.own_output:
        return [sheet for sheet in grid.sheets if sheet.name == "指标表"]
    return grid.sheets


def _read_table(
    grid: Grid, sheet: Sheet, header: tuple[int, int], width: int, last: int
) -> IndicatorTable:
    columns = read_columns(sheet, header, width)
    where = f"工作表“{sheet.name}”第 {header[0]} 行的表头"
    if 3 not in columns.points:
        raise MissingColumn(f"{where}里，“三级指标”后面没有“分值”列。", "请按模板补上“分值”列。")
    if columns.criteria is None:
        raise MissingColumn(f"{where}里没有“评价标准”列。", "请按模板补上“评价标准”列。")
    reader = _TableReader(grid, sheet, columns)
    reader.read(header[1] + 1, last)
    if not reader.records:
        raise NoIndicatorTable(
            f"工作表“{sheet.name}”的指标表没有一行指标。", "请填写指标后再放进来。"
        )
    frame = pd.DataFrame(reader.records, columns=list(INDICATOR_COLUMNS), dtype=object)
    last = max(reader.total_row or 0, *(int(record["last_row"]) for record in reader.records))
    return IndicatorTable(
        grid, sheet, header[0], header[1] + 1, last, columns, frame, reader.total_row, reader.findings
    )  # fmt: skip


class _TableReader:
    """Reads the rows under the header into records."""

    def __init__(self, grid: Grid, sheet: Sheet, columns: Columns) -> None:
        self.grid, self.sheet, self.columns = grid, sheet, columns
        self.records: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.blocks = {1: _Block(), 2: _Block()}
        self.total_row: int | None = None

    def read(self, first: int, last: int) -> None:
        """The records of rows first..last."""
        for row in range(first, last + 1):
            if self._is_total(row):
                self.total_row = row
                if self.records:
                    break
                continue
            points = self._cell(row, self.columns.points[3])
            name = self._cell(row, self.columns.levels[3])
            if is_level3(name.key) or self._is_title(row) or self._is_subtotal(row):
                continue
            area = self.sheet.area(row, self.columns.points[3])
            if area[0] != row:
                continue
            if self._filled(points):
                self._blocks(row)
                self._record(row, points, name, area)
            elif name.key and self.records:
                self._join(row, name)
            elif not name.key and self._own_criteria(row):
                self._blocks(row)
                self._refuse(
                    points,
                    "本行有评价标准，没有三级指标和分值，没有评分。",
                    "指标名称和分值",
                    "请补填。",
                )
        for record in self.records:
            self._merge_rows(record)
        self._refuse_shared_claims()

    def _cell(self, row: int, col: int | None) -> Cell:
        return self.sheet.owner(row, col) if col else Cell(row, 1, None)

    def _is_total(self, row: int) -> bool:
        return any(_TOTAL.match(cell.key) for cell in self.sheet.row(row)[:3])

    def _is_subtotal(self, row: int) -> bool:
        return any(_SUBTOTAL.match(cell.key) for cell in self.sheet.row(row)[:4])

    def _is_title(self, row: int) -> bool:
        area = self.sheet.area(row, self.columns.levels[3])
        return area[1] < self.columns.levels[3] and area[3] > self.columns.points[3]

    def _own_criteria(self, row: int) -> bool:
        cell = self._cell(row, self.columns.criteria)
        return cell.row == row and self._filled(cell)

    @staticmethod
    def _filled(cell: Cell) -> bool:
        return bool(cell.text.strip(" \u3000\n"))

    def _blocks(self, row: int) -> None:
        """Higher levels: a new 分值 cell begins a block, unless name and points repeat the block before (page break)."""
        outer_new = False
        for level in (1, 2):
            name_col, points_col = self.columns.levels.get(level), self.columns.points.get(level)
            block = self.blocks[level]
            name = self._cell(row, name_col).key
            points = self._amount(row, points_col).value
            starts_here = points_col is not None and self.sheet.area(row, points_col)[0] == row
            if name_col is not None and not starts_here:
                starts_here = self.sheet.area(row, name_col)[0] == row
            same = name in ("", block.name) and points in (None, block.points)
            new_cell = starts_here and points is not None and not name and block.number > 0
            if outer_new or block.number == 0 or (starts_here and (not same or new_cell)):
                if block.number and same and not new_cell and not outer_new:
                    continue
                self.blocks[level] = _Block(name or block.name, points, block.number + 1)
                outer_new = level == 1

    def _amount(self, row: int, col: int | None) -> Amount:
        cell = self._cell(row, col)
        return read_score(cell.value, cell.number_format)

    def _record(self, row: int, points: Cell, name: Cell, area: tuple[int, int, int, int]) -> None:
        columns, sheet = self.columns, self.sheet
        amount = read_score(points.value, points.number_format)
        if amount.value is None or amount.value < 0:
            self._refuse(
                points,
                f"分值“{points.text.strip()}”不是数字，本行没有评分。",
                "不小于 0 的数字",
                "请填写分值。",
            )
            return
        if not name.key:
            self._refuse(
                points, "本行有分值，没有三级指标的名称，没有评分。", "指标名称", "请填写指标名称。"
            )
            return
        claim = self._cell(row, columns.claim)
        claimed = read_score(claim.value, claim.number_format)
        self.records.append(
            {
                "level1": self.blocks[1].name,
                "level1_points": self.blocks[1].points,
                "level1_block": self.blocks[1].number,
                "level2": self.blocks[2].name,
                "level2_points": self.blocks[2].points,
                "level2_block": self.blocks[2].number,
                "indicator": self._name(row, area),
                "points": amount.value,
                "criteria": self._cell(row, columns.criteria).text.strip(),
                "explanation": self._explanation(row),
                "claimed": claimed.value,
                "claimed_state": claimed.state,
                "claimed_raw": claimed.raw,
                "sheet": sheet.name,
                "row": row,
                "last_row": area[2],
                "points_cell": points.address,
                "criteria_cell": self._cell(row, columns.criteria).address,
                "explanation_cell": self._cell(row, columns.explanation).address
                if columns.explanation
                else "",
                "claimed_cell": claim.address if columns.claim else "",
            }
        )

    def _refuse(self, cell: Cell, message: str, expected: str, advice: str) -> None:
        self.findings.append(
            Finding(
                "A10", "error", message, self.grid.file, self.sheet.name, cell.address, cell.text.strip() or "空白",
                expected, advice,
            )
        )  # fmt: skip

    def _explanation(self, row: int) -> str:
        """The 指标说明, "" where one cell stretches over both columns."""
        cell = self._cell(row, self.columns.explanation)
        if self.columns.explanation is None or cell.col != self.columns.explanation:
            return ""
        return cell.text.strip()

    def _name(self, row: int, area: tuple[int, int, int, int]) -> str:
        """Names that share one 分值 cell are one indicator, joined with 、."""
        names = [self._cell(each, self.columns.levels[3]) for each in range(row, area[2] + 1)]
        return "、".join(dict.fromkeys(_label(cell.text) for cell in names if cell.key))

    def _join(self, row: int, name: Cell) -> None:
        """A name without a 分值 and a 评价标准 of its own belongs to the indicator above; with one its 分值 is missing."""
        if self._own_criteria(row):
            self._blocks(row)
            points = Cell(row, self.columns.points[3], None)
            self._refuse(
                points, f"“{_label(name.text)}”没有填分值，没有评分。", "分值", "请填写分值。"
            )
            return
        last = self.records[-1]
        last["indicator"] = f"{last['indicator']}、{_label(name.text)}"
        last["last_row"] = row

    def _merge_rows(self, record: dict[str, Any]) -> None:
        """An indicator of several rows has the wordings and the claims of all of them."""
        rows = range(record["row"], record["last_row"] + 1)
        if len(rows) == 1:
            return
        columns = self.columns
        record["criteria"] = _joined(self._cell(row, columns.criteria) for row in rows)
        record["explanation"] = "\n".join(dict.fromkeys(filter(None, map(self._explanation, rows))))
        cells = {
            cell.address: cell
            for row in rows
            if self._filled(cell := self._cell(row, columns.claim))
        }
        if columns.claim is None or len(cells) < 2:
            return
        claims = [read_score(cell.value, cell.number_format) for cell in cells.values()]
        raw = "＋".join(claim.raw.strip() for claim in claims)
        known = [claim.value for claim in claims if claim.value is not None]
        whole = len(known) == len(claims)
        record["claimed"] = sum(known, decimal(0)) if whole else None
        record["claimed_state"] = "value" if whole else "text"
        record["claimed_raw"] = raw
        if whole:
            self.findings.append(
                Finding(
                    "B01", "info", f"“{record['indicator']}”共用一个分值，得分分填在几格，按 {raw} 之和读。", self.grid.file,
                    self.sheet.name, record["claimed_cell"], raw, "一格一个得分", "不影响评分；下次请合填在一格。",
                )
            )  # fmt: skip

    def _refuse_shared_claims(self) -> None:
        """One 得分 cell over several indicators says nothing about each of them."""
        shared = Counter(record["claimed_cell"] for record in self.records)
        for record in self.records:
            if record["claimed_cell"] and shared[record["claimed_cell"]] > 1:
                record["claimed"] = None
                if record["claimed_state"] == "value":
                    record["claimed_state"] = "text"
                    record["claimed_raw"] = f"{record['claimed_raw'].strip()}（几项合填）"


def _joined(cells: Iterable[Cell]) -> str:
    return "\n".join(dict.fromkeys(cell.text.strip() for cell in cells if cell.text.strip()))


def _label(text: str) -> str:
    """A printed name without padding and line breaks, its quotation marks kept."""
    return "".join(char for char in text if char not in " \t\r\n\u3000\u00a0")
