"""指标表 → frame of indicators (model.INDICATOR_COLUMNS). Found by its labels, never by a fixed address."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pandas as pd

from sheetscore.amounts import Amount, read_amount
from sheetscore.errors import MissingColumn, NoIndicatorTable
from sheetscore.model import INDICATOR_COLUMNS, Finding
from sheetscore.readers.grid import Cell, Grid, Sheet

_LEVELS = {
    "一级指标": 1, "一级": 1, "二级指标": 2, "二级": 2, "三级指标": 3, "三级": 3, "指标名称": 3, "具体指标": 3,
}  # fmt: skip
_POINTS = {"分值", "权重", "标准分", "分值(分)", "权重(分)", "标准分值", "满分"}
_CRITERIA = {
    "评价标准",
    "评分标准",
    "计分标准",
    "评分细则",
    "评价细则",
    "评分办法",
    "计分办法",
    "得分计算方法",
    "打分标准",
}
_EXPLANATION = {
    "指标说明",
    "指标解释",
    "指标解释说明",
    "说明",
    "指标内容",
    "计算公式",
    "指标解释及计算公式",
    "评价内容",
}
_CLAIM = {
    "得分",
    "自评得分",
    "自评分",
    "自评分数",
    "自评",
    "自评得分(分)",
    "得分(分)",
    "单位自评得分",
    "部门自评得分",
}
_TOTAL = {"合计", "总计", "总分", "总得分", "得分合计"}


@dataclass(slots=True)
class Columns:
    """Where each column of the table stands (1-based); `levels` and `points` by level 1–3."""

    levels: dict[int, int] = field(default_factory=dict)
    points: dict[int, int] = field(default_factory=dict)
    criteria: int | None = None
    explanation: int | None = None
    claim: int | None = None


@dataclass(slots=True)
class IndicatorTable:
    """The table as read: its sheet, rows, columns, the frame, and what was odd about it."""

    sheet: Sheet
    header_row: int
    first_row: int
    last_row: int
    columns: Columns
    frame: pd.DataFrame
    total_row: int | None
    findings: list[Finding]


@dataclass(slots=True)
class _Block:
    """A block of a higher level: name, points, a running number."""

    name: str = ""
    points: Decimal | None = None
    number: int = 0


def read_indicators(grids: list[Grid]) -> tuple[Grid, IndicatorTable]:
    """The first 指标表 of these workbooks. Raises NoIndicatorTable or MissingColumn."""
    missing: MissingColumn | None = None
    for grid in grids:
        for sheet in _candidates(grid):
            width = grid.added[1] - 1 if grid.added and grid.added[0] == sheet.name else 10_000
            header = _find_header(sheet, width)
            if header is None:
                continue
            try:
                return grid, _read_table(grid, sheet, header, width)
            except MissingColumn as error:
                missing = missing or error
    if missing:
        raise missing
    raise NoIndicatorTable(
        "没有找到指标表（表头要有“三级指标”“分值”“评价标准”）。",
        "请使用下发的模板填报，表头文字不要改动。",
    )


def _candidates(grid: Grid) -> list[Sheet]:
    """In an own output only the sheet 指标表: its 汇总 and 计算过程 repeat the words."""
    if grid.own_output:
        return [sheet for sheet in grid.sheets if sheet.name == "指标表"]
    return grid.sheets


def _find_header(sheet: Sheet, width: int) -> tuple[int, int] | None:
    """First and last row of the header band: the row with 三级指标 beside another label."""
    for row, cells in sheet.rows():
        keys = {cell.key for cell in cells if cell.col <= width}
        if not any(_LEVELS.get(key) == 3 for key in keys):
            continue
        others = _POINTS | _CRITERIA | _CLAIM | {"一级指标", "二级指标"}
        if keys & others:
            last = max(sheet.area(row, cell.col)[2] for cell in cells if cell.col <= width)
            return row, last
    return None


def _read_columns(sheet: Sheet, header: tuple[int, int], width: int) -> Columns:
    columns = Columns()
    level = 0
    for col in range(1, min(sheet.last_col, width) + 1):
        keys = {sheet.owner(row, col).key for row in range(header[0], header[1] + 1)}
        if sheet.area(header[0], col)[1] != col:
            continue
        found = next((_LEVELS[key] for key in keys if key in _LEVELS), None)
        if found:
            level = found
            columns.levels.setdefault(found, col)
        elif keys & _POINTS and level:
            columns.points.setdefault(level, col)
        elif keys & _CRITERIA and columns.criteria is None:
            columns.criteria = col
        elif keys & _CLAIM and columns.claim is None:
            columns.claim = col
        elif keys & _EXPLANATION and columns.explanation is None:
            columns.explanation = col
    return columns


def _read_table(grid: Grid, sheet: Sheet, header: tuple[int, int], width: int) -> IndicatorTable:
    columns = _read_columns(sheet, header, width)
    where = f"工作表“{sheet.name}”第 {header[0]} 行的表头"
    if 3 not in columns.points:
        raise MissingColumn(f"{where}里，“三级指标”后面没有“分值”列。", "请按模板补上“分值”列。")
    if columns.criteria is None:
        raise MissingColumn(f"{where}里没有“评价标准”列。", "请按模板补上“评价标准”列。")
    reader = _TableReader(grid, sheet, columns)
    reader.read(header[1] + 1)
    if not reader.records:
        raise NoIndicatorTable(
            f"工作表“{sheet.name}”的指标表没有一行指标。", "请填写指标后再放进来。"
        )
    frame = pd.DataFrame(reader.records, columns=list(INDICATOR_COLUMNS), dtype=object)
    last = max(reader.total_row or 0, *(int(record["last_row"]) for record in reader.records))
    return IndicatorTable(
        sheet, header[0], header[1] + 1, last, columns, frame, reader.total_row, reader.findings
    )


class _TableReader:
    """Reads the rows under the header into records."""

    def __init__(self, grid: Grid, sheet: Sheet, columns: Columns) -> None:
        self.grid, self.sheet, self.columns = grid, sheet, columns
        self.records: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.blocks = {1: _Block(), 2: _Block()}
        self.total_row: int | None = None
        self.joined: list[str] = []

    def read(self, first: int) -> None:
        row = first
        while row <= self.sheet.last_row:
            if self._is_total(row):
                self.total_row = row
                break
            points = self._cell(row, self.columns.points[3])
            name = self._cell(row, self.columns.levels[3])
            if _LEVELS.get(name.key) == 3 or self._is_title(row):
                row += 1
                continue
            area = self.sheet.area(row, self.columns.points[3])
            if self._starts_record(row, points, name, area):
                self._blocks(row)
                self._record(row, points, area)
            elif name.key and self.records and area[0] == row:
                self._join(row, name)
            row += 1

    def _cell(self, row: int, col: int | None) -> Cell:
        return self.sheet.owner(row, col) if col else Cell(row, 1, None)

    def _is_total(self, row: int) -> bool:
        return any(cell.key in _TOTAL for cell in self.sheet.row(row)[:3])

    def _is_title(self, row: int) -> bool:
        area = self.sheet.area(row, self.columns.levels[3])
        return area[1] < self.columns.levels[3] and area[3] > self.columns.points[3]

    def _starts_record(
        self, row: int, points: Cell, name: Cell, area: tuple[int, int, int, int]
    ) -> bool:
        return area[0] == row and bool(points.text.strip(" \u3000\n")) and bool(name.key)

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
        return read_amount(cell.value, cell.number_format)

    def _record(self, row: int, points: Cell, area: tuple[int, int, int, int]) -> None:
        columns, sheet = self.columns, self.sheet
        amount = read_amount(points.value, points.number_format)
        if amount.value is None or amount.value < 0:
            self.findings.append(
                Finding(
                    "A10", "error", f"分值“{points.text.strip()}”不是数字，本行没有评分。",
                    self.grid.file, sheet.name, points.address, points.text.strip(), "不小于 0 的数字", "请填写分值。",
                )
            )  # fmt: skip
            return
        claim = self._cell(row, columns.claim)
        claimed = read_amount(claim.value, claim.number_format)
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
        """A name without a 分值 of its own under an unmerged cell belongs to the indicator above."""
        last = self.records[-1]
        if not self._cell(row, self.columns.criteria).text.strip() or last["last_row"] == row - 1:
            last["indicator"] = f"{last['indicator']}、{_label(name.text)}"
            last["last_row"] = row


def _label(text: str) -> str:
    """A printed name without padding and line breaks, its quotation marks kept."""
    return "".join(char for char in text if char not in " \t\r\n\u3000\u00a0")
