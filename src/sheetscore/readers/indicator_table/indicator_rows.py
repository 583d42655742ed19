"""The rows under the header of an 指标表 → records of indicators (model.columns.INDICATOR_COLUMNS)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sheetscore.exact.amounts import Amount, decimal, plain, read_score
from sheetscore.model.columns import NO_TARGET
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.indicator_table.explained import (
    explained_in,
    explanation_of,
    meant_in_row,
    own_explanation,
)
from sheetscore.readers.indicator_table.header import Columns
from sheetscore.readers.indicator_table.header_words import is_header, is_level3, named_points
from sheetscore.readers.indicator_table.row_words import AROUND, NOT_SET, SUBTOTAL, TOTAL, name_cell
from sheetscore.readers.spelling import spelling
from sheetscore.words.text import name_key


@dataclass(slots=True)
class _Block:
    """A block of a higher level: name, points, a running number."""

    name: str = ""
    points: Decimal | None = None
    number: int = 0


NO_POINTS = "不小于 0 的数字"
"""What is expected of a 分值 that is no number (A10)."""


class RowReader:
    """Reads the rows under the header into records."""

    def __init__(self, grid: Grid, sheet: Sheet, columns: Columns) -> None:
        self.grid, self.sheet, self.columns = grid, sheet, columns
        self.records: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.told: set[str] = set()
        self.blocks = {1: _Block(), 2: _Block()}
        self.total_row: int | None = None
        self.blocks_row = 0

    def read(self, first: int, last: int) -> None:
        """The records of rows first..last."""
        for row in range(first, last + 1):
            if self._is_total(row):
                self.total_row = row
                if self.records:
                    self._tell_behind(row + 1, last)
                    break
                continue
            name = self._cell(row, self.columns.levels[3])
            points = self._points(row)
            if self._is_header(row, name) or self._is_title(row) or self._is_subtotal(row):
                continue
            area = self.sheet.area(row, points.col)
            if area[0] != row:
                continue
            if not self._filled(points) or self._is_not_set(name, points):
                self._begin_blocks(row)
            if self._is_not_set(name, points):
                continue
            if self._filled(points):
                self._blocks(row)
                self._record(row, points, name, area)
            elif name.key and (self.records or self._own_criteria(row)):  # the first row too
                self._join(row, name)
            elif not name.key and self._own_criteria(row):
                self._blocks(row)
                told = "本行有评价标准，没有三级指标和分值，没有评分。"
                self._refuse(points, told, "指标名称和分值", "请补填。")
        for record in self.records:
            self._merge_rows(record)
        self._refuse_shared_claims()

    def _tell_behind(self, first: int, last: int) -> None:
        """A row with a name, 分值 and 评价标准 under the 合计 (加分项) is no part of the table: it is told, not scored."""
        for row in range(first, last + 1):
            name, points = self._cell(row, self.columns.levels[3]), self._points(row)
            if self._is_header(row, name) or self._is_total(row) or self._is_subtotal(row):
                continue
            own = name.row == row and name.key and points.row == row and self._own_criteria(row)
            if own and self._filled(points) and read_score(points.value).value:
                self._refuse(
                    points, f"“{_label(name.text)}”在合计下面，没有评分。", "合计上面的一行",
                    "要评分的请移到合计上面；加分、扣分的由人评定。",
                )  # fmt: skip

    def _cell(self, row: int, col: int | None) -> Cell:
        return self.sheet.owner(row, col) if col else Cell(row, 1, None)

    def _points(self, row: int) -> Cell:
        """The 分值 cell of a row; where it is blank or there is no such column, the name's with the points behind it."""
        column = self.columns.points.get(3)
        points = self._cell(row, column)
        name = self._cell(row, self.columns.levels[3])
        named = name.row == row and named_points(name.text)[1] is not None
        if named and not self._filled(points):
            return name
        return points if column else Cell(row, self.columns.levels[3], None)

    def _is_header(self, row: int, name: Cell) -> bool:
        """The header as it stands again after a page break."""
        cells = self.sheet.row(row)
        again = tuple(cell.key for cell in cells) in self.columns.heads
        return again or is_level3(name.key) or is_header(cells)

    def _is_total(self, row: int) -> bool:
        return any(TOTAL.match(cell.key) for cell in self.sheet.row(row)[:3])

    def _is_subtotal(self, row: int) -> bool:
        return any(SUBTOTAL.match(cell.key) for cell in self.sheet.row(row)[:4])

    def _is_title(self, row: int) -> bool:
        """A line merged over names and points: a title, or a note below the table."""
        column = self.columns.levels[3]
        area, points = self.sheet.area(row, column), self.columns.points.get(3, column)
        if area[1] == column:
            return area[3] >= points > column and not named_points(self._cell(row, column).text)[1]
        return area[1] < column and area[3] > points

    def _own_criteria(self, row: int) -> bool:
        cell = self._cell(row, self.columns.criteria)
        return cell.row == row and self._filled(cell)

    def _own_explanation(self, row: int) -> bool:
        """An indicator of a common frame (财预〔2013〕53号) that this bureau did not choose has its 指标说明 all the same."""
        cell = own_explanation(self.sheet, row, self.columns)
        return cell is not None and cell.row == row and self._filled(cell)

    @staticmethod
    def _filled(cell: Cell) -> bool:
        return bool(cell.text.strip(" \u3000\n"))

    def _blocks(self, row: int) -> None:
        """Higher levels: a new 分值 cell begins a block, unless name and points repeat the block before (page break)."""
        if self.blocks_row == row:
            return
        outer_new, self.blocks_row = False, row
        for level in (1, 2):
            name_col, points_col = self.columns.levels.get(level), self.columns.points.get(level)
            block = self.blocks[level]
            text, named = named_points(self._cell(row, name_col).text)
            name = name_key(text)
            points = self._amount(row, points_col).value
            points = named if points is None else points
            own_points = points_col is not None and self.sheet.area(row, points_col)[0] == row
            starts_here = own_points
            if name_col is not None and not starts_here:
                starts_here = self.sheet.area(row, name_col)[0] == row
            same = name in ("", block.name) and points in (None, block.points)
            alone = own_points and points is not None and not name and block.number > 0
            new_cell = alone and (points != block.points or self._is_merged(row, points_col))
            if outer_new or block.number == 0 or (starts_here and (not same or new_cell)):
                if block.number and same and not new_cell and not outer_new:
                    continue
                self.blocks[level] = _Block(name or block.name, points, block.number + 1)
                outer_new = level == 1

    def _begin_blocks(self, row: int) -> None:
        """The first row of a block may hold no indicator: its name holds for the rows below all the same."""
        columns = [self.columns.levels.get(level) for level in (1, 2)]
        names = [self._cell(row, col) for col in columns if col is not None]
        own = [cell for cell in names if cell.row == row and cell.col in columns and cell.key]
        if own and not any(AROUND.search(cell.key) for cell in own):
            self._blocks(row)

    def _is_not_set(self, name: Cell, points: Cell) -> bool:
        """A line of the form for which there is no indicator: 无, /, 不涉及, 指标1：, worth nothing or nil."""
        if not name.key or not NOT_SET.fullmatch(name.key):
            return False
        amount = read_score(points.value, points.number_format)
        return amount.state in ("blank", "nil") or amount.value == 0

    def _is_merged(self, row: int, col: int | None) -> bool:
        area = self.sheet.area(row, col or 1)
        return area[2] > area[0]

    def _amount(self, row: int, col: int | None) -> Amount:
        return self._score(self._cell(row, col))

    def _score(self, cell: Cell) -> Amount:
        """What a 分值 or 得分 cell says; once told what was put right in it."""
        amount = read_score(cell.value, cell.number_format)
        if amount.value is not None and cell.address not in self.told:
            self.told.add(cell.address)
            self.findings += spelling(amount, self.grid.file, self.sheet.name, cell)
        return amount

    def _record(self, row: int, points: Cell, name: Cell, area: tuple[int, int, int, int]) -> None:
        columns, sheet = self.columns, self.sheet
        in_name = points.col == columns.levels[3]
        amount = self._score(points) if not in_name else read_score(named_points(points.text)[1])
        if amount.value is None or amount.value < 0:
            self._refuse(
                points,
                f"分值“{amount.raw.strip() or points.text.strip()}”{'不是数字' if amount.value is None else '小于 0'}，本行没有评分。",
                NO_POINTS,
                "请填写分值。",
            )
            return
        if not name.key:
            self._refuse(
                points, "本行有分值，没有三级指标的名称，没有评分。", "指标名称", "请填写指标名称。"
            )
            return
        stated = named_points(name.text)[1]
        if not in_name and stated is not None and stated != amount.value:
            self._refuse(
                name,
                f"名称后面写的是 {plain(stated)} 分，“分值”列是 {plain(amount.value)}，按“分值”列评分。",
                f"{plain(amount.value)} 分",
                "请核对分值，使两处一致。",
            )
        claim = self._cell(row, columns.claim)
        claimed = self._score(claim)
        self.records.append(
            {
                **NO_TARGET,
                "level1": self.blocks[1].name,
                "level1_points": self.blocks[1].points,
                "level1_block": self.blocks[1].number,
                "level2": self.blocks[2].name,
                "level2_points": self.blocks[2].points,
                "level2_block": self.blocks[2].number,
                "indicator": self._name(row, area),
                "points": amount.value,
                "criteria": self._cell(row, columns.criteria).text.strip(),
                "explanation": explanation_of(sheet, row, columns),
                "meaning": meant_in_row(sheet, row, columns),
                "claimed": claimed.value,
                "claimed_state": claimed.state,
                "claimed_raw": claimed.raw,
                "claimed_note": claimed.note if claimed.value is None else "",
                "claimed_advice": claimed.advice,
                "sheet": sheet.name,
                "row": row,
                "last_row": area[2],
                "points_cell": points.address,
                "criteria_cell": self._cell(row, columns.criteria).address,
                "explanation_cell": told.address
                if (told := explained_in(sheet, row, columns))
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

    def _name(self, row: int, area: tuple[int, int, int, int]) -> str:
        """Names that share one 分值 cell are one indicator, joined with 、."""
        own, last = self.columns.levels[3], self.columns.names_to
        names = [name_cell(self.sheet, each, own, last) for each in range(row, area[2] + 1)]
        labels = [_label(named_points(cell.text)[0]) for cell in names if cell.key]
        return "、".join(dict.fromkeys(labels))

    def _join(self, row: int, name: Cell) -> None:
        """A name without a 分值 and a 评价标准 of its own belongs to the indicator above; with one its 分值 is missing."""
        if self._own_criteria(row):
            self._blocks(row)
            points = Cell(row, self.columns.points.get(3, name.col), None)
            self._refuse(
                points, f"“{_label(name.text)}”没有填分值，没有评分。", "分值", "请填写分值。"
            )
            return
        if self._own_explanation(row):
            self.findings.append(
                Finding(
                    "A10", "info", f"“{_label(name.text)}”没有填分值，不作为评分的指标。", self.grid.file, self.sheet.name,
                    name.address, "空白", "分值", "不设这个指标的不用改；要设的请填分值。",
                )
            )  # fmt: skip
            return
        last = self.records[-1]
        if row > last["last_row"] + 1 or AROUND.search(name.key):
            return
        last["indicator"] = f"{last['indicator']}、{_label(name.text)}"
        last["last_row"] = row

    def _merge_rows(self, record: dict[str, Any]) -> None:
        """An indicator of several rows has the wordings and the claims of all of them."""
        rows = range(record["row"], record["last_row"] + 1)
        if len(rows) == 1:
            return
        columns = self.columns
        record["criteria"] = _joined(self._cell(row, columns.criteria) for row in rows)
        record["explanation"] = "\n".join(
            dict.fromkeys(
                filter(None, (explanation_of(self.sheet, each, self.columns) for each in rows))
            )
        )
        cells = {
            cell.address: cell
            for row in rows
            if self._filled(cell := self._cell(row, columns.claim))
        }
        if columns.claim is None or len(cells) < 2:
            return
        claims = [self._score(cell) for cell in cells.values()]
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
