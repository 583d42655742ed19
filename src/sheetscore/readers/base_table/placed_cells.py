"""Every figure of a bureau's own 基础数据表 with the words that its place gives it: labels in its row, headings above it, its block.

Blocks stand below each other or side by side, each with a title and headings of its own; a row is a label with figures under
headings (行政 | 事业 | 合计), or pairs of a name and its figure (采购预算 | 620 | 实际采购金额 | 573.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.placed_alone import called_alone, heads_twice
from sheetscore.readers.base_table.placed_figure import Placed
from sheetscore.readers.base_table.placed_headings import (
    ANY_RATE,
    AROUND,
    BALANCE,
    BOOKED,
    DEPARTMENT,
    DONE,
    GENERAL,
    ITEMS,
    MOST_HEADS,
    NOT_WHOLE,
    NUMBERS,
    OFFICES,
    ORDINAL,
    PLAIN,
    PLANNED,
    POSTS,
    REMARKS,
    STAFF,
    TOTAL,
    UNIT,
    UNITS,
    WHOLE_BY_ITSELF,
    of_part,
)
from sheetscore.readers.base_table.placed_labels import (
    bare,
    dated_label,
    head_words,
    is_figure,
    is_head,
    is_nil,
    is_share,
    is_time,
    is_title,
    label_name,
    label_unit,
    meant_in,
    names_block,
    told_apart,
    unit_in_text,
    without_unit,
    year_said,
    years_of,
)
from sheetscore.readers.base_table.placed_wholes import does_not_add_up, is_sum
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_years import Year, year_of
from sheetscore.readers.indicator_table.said_headings import is_unit


@dataclass(slots=True)
class _Segment:
    labels: list[Cell]
    figures: list[Cell]


class PlacedCells:
    """Reads a sheet from row `first` to `last` into placed figures; what does not add up is told and left out."""

    def __init__(self, sheet: Sheet, file: str) -> None:
        self.sheet, self.file = sheet, file
        self.found: list[Placed] = []
        self.findings: list[Finding] = []
        self.heads: list[int] = []
        self.title: Cell | None = None
        self.corner: Cell | None = (
            None  # 收支 | 年初预算 | 全年支出: what the rows below its headings are about
        )
        self.block = 0  # the row of the block's title, where it stands in the table
        self.apart: frozenset[str] = frozenset()
        self.whole: Cell | None = None  # the label that a following 其中 is a part of

    def read(self, first: int, last: int) -> list[Placed]:
        before = 0
        self.apart = told_apart(self.sheet)
        for row in range(first, last + 1):
            cells = self.sheet.row(row)
            if not cells:
                self.heads, self.block = [], 0
            elif self._is_block(cells):
                self.block, self.title = row, cells[1]
            elif is_title(cells):
                if not AROUND.search(cells[0].key):
                    self.heads, self.title, self.block = self._lasting(), cells[0], 0
                    self.corner = None
            elif is_head(cells):
                together = self.heads and self.heads[-1] == row - 1 and len(self.heads) < MOST_HEADS
                self.heads, self.block = ([*self.heads, row] if together else [row]), 0
                self.corner = cells[0] if names_block(self.sheet, cells[0]) else None
                before = row
            else:
                self._row(row, row == before + 1)
        return self.found

    def _lasting(self) -> list[int]:
        """The headings of years (上年数 | 本年数), which hold for the blocks below as well until others stand there."""
        cells = [cell for row in self.heads for cell in self.sheet.row(row)]
        idle = (ITEMS, REMARKS, UNITS, NUMBERS, PLAIN)
        words = [c for c in cells if not any(each.fullmatch(bare(c)) for each in idle)]
        lasting = words and all(years_of([c]).named for c in words)
        return self.heads if lasting else []

    def _is_block(self, cells: Sequence[Cell]) -> bool:
        """三 | 政府采购 | 采购计划 | 实际采购 below 序号 | 项目 | 预算 | 决算: a title, and headings of its own for some columns."""
        numbered = ORDINAL.fullmatch(cells[0].key) and self._headed(cells[0].col, NUMBERS)
        return (
            bool(numbered)
            and len(cells) > 1
            and all(c.worded and not is_figure(c) for c in cells[1:])
        )

    def _head(self, col: int) -> list[Cell]:
        """The headings above a column, the lowest one first."""
        rows = [*self.heads, self.block] if self._block_head(col) else self.heads
        found = [self.sheet.owner(row, col) for row in reversed(rows)]
        return list({cell.address: cell for cell in found if cell.key}.values())

    def _block_head(self, col: int) -> bool:
        """Has the block a heading of its own for a column?"""
        cells = [c for c in self.sheet.row(self.block)[2:] if c.col == col] if self.block else []
        return bool(cells) and cells[0].worded

    def _alone_below(self, cell: Cell, name: str, head: str) -> bool:
        """Is a figure of 在编人员 the only one below the heading 核定编制 that its block has for the column?"""
        if not self._block_head(cell.col) or not STAFF.match(name) or not POSTS.search(head):
            return False
        found = 0
        for row in range(self.block + 1, self.sheet.last_row + 1):
            cells = self.sheet.row(row)
            if not cells or self._is_block(cells) or is_title(cells):
                break
            found += is_figure(self.sheet.owner(row, cell.col))
        return found == 1

    def _headed(self, col: int, words: re.Pattern[str]) -> bool:
        return any(words.match(bare(cell)) for cell in self._head(col))

    def _row(self, row: int, below_head: bool) -> None:
        segments = list(self._segments(row))
        filled = [each for each in segments if not all(map(is_nil, each.figures))]
        segments = filled if filled and len(filled) < len(segments) else segments  # 公开日期 | —
        lead = segments[0].labels[:-1] if len(segments) > 1 else []
        table = len(segments) == 1 or all(
            each.labels and self._headed(each.labels[-1].col, ITEMS) for each in segments
        )
        unit, done = self._row_unit(row), False
        for number, each in enumerate(segments):
            context = [*each.labels[:-1], *(lead if number else [])]
            label = each.labels[-1] if each.labels else None
            part = label is not None and label.key.startswith("其中")
            context += [self.whole] if part and self.whole is not None else []
            if label is not None and below_head and label.row in self.heads:
                label = None  # 预算执行情况, merged over its headings and the figures below them
            if label is not None and label.row != row:
                continue  # figures without a label of their own under a merged one
            if label is None:
                if below_head and not self._figures_below(row):
                    self._under_heads(each, unit)
                    done = True
                continue
            self.whole = self.whole if part else label
            if not table and len(each.figures) > 1:
                continue
            self._figures(each.figures, label, context, unit, table)
        if done:
            self.heads = []  # their figures stood right below

    def _segments(self, row: int) -> Iterator[_Segment]:
        labels: list[Cell] = []
        figures: list[Cell] = []
        seen = ""
        for col in range(1, self.sheet.last_col + 1):
            cell = self.sheet.owner(row, col)
            if not cell.key or cell.address == seen or cell.col != col:
                continue
            seen = cell.address
            numbers = self._headed(col, NUMBERS) and not TOTAL.fullmatch(bare(cell))
            if numbers or self._headed(col, REMARKS) or self._headed(col, UNITS):
                continue
            if is_figure(cell) and cell.row == row:
                figures.append(cell)
            elif cell.worded and not is_unit(cell.key):
                if figures:
                    yield _Segment(labels, figures)
                    labels, figures = [], []
                labels.append(cell)
        if figures:
            yield _Segment(labels, figures)

    def _row_unit(self, row: int) -> str:
        units = [
            cell.key for col in range(1, self.sheet.last_col + 1)
            if self._headed(col, UNITS) and (cell := self.sheet.owner(row, col)).row == row and UNIT.fullmatch(cell.key)
        ]  # fmt: skip
        return units[0] if len(units) == 1 else ""

    def _figures_below(self, row: int) -> bool:
        """Does another row of figures without a label stand below?"""
        below = list(self._segments(row + 1)) if self.sheet.row(row + 1) else []
        return bool(below) and not any(label.row == row + 1 for label in below[0].labels)

    def _under_heads(self, each: _Segment, unit: str) -> None:
        """One row of figures right below its headings: 累计支出 | 6月底 | 9月底, the first of them the label of all."""
        columns = {cell.col for cell in each.figures}
        row = self.heads[-1] if self.heads else 0
        left = [c for c in self.sheet.row(row) if c.col < min(columns)] if row else []
        label = left[-1] if left else None
        named = label if label is not None and not ITEMS.fullmatch(bare(label)) else None
        for cell in each.figures:
            heads = self._head(cell.col)
            if not heads or heads[0].col != cell.col:
                continue
            must = [self._name(heads[0])]
            may = [*([self._name(named)] if named else []), *self._block()]
            self._add(
                cell,
                must,
                may,
                unit or label_unit(heads[0]),
                year_said(heads, self.title),
                by_heads=named is None or DEPARTMENT.search(self._name(named)) is not None,
            )

    def _figures(
        self, figures: Sequence[Cell], label: Cell, context: Sequence[Cell], unit: str, table: bool
    ) -> None:
        name, whole = self._name(label), TOTAL.fullmatch(self._name(label)) is not None
        timed = table and is_time(name)
        name, dated = (name, None) if table else dated_label(name)
        heads = {cell.col: self._head(cell.col) if table else [] for cell in figures}
        wrong = does_not_add_up(figures, heads, label, (self.file, self.sheet.name))
        if wrong is not False:
            self.findings += [wrong] if wrong is not True else []
            return
        if whole and self._headed(label.col, NUMBERS):
            figures = [cell for cell in figures if is_sum(self.sheet, cell)]
        own_unit = unit or label_unit(label)
        may = [*map(self._name, context), *self._around()]
        meant = meant_in(self.sheet.row(label.row))
        alone = len(figures) == 1 and WHOLE_BY_ITSELF.search(name)
        for cell in figures:
            above = heads[cell.col]
            if not above and len(figures) > 1:
                continue
            headed = [head_words(each, self.apart) for each in above if not alone]
            year = dated or year_said([label] if timed else above, self.title)
            words = [year_of(each).rest for each in headed]
            low = words[0] if words else ""
            if low.startswith("其中"):
                continue  # of which figure beside it is not said
            role = "planned" if PLANNED.fullmatch(low) else "done" if DONE.fullmatch(low) else ""
            idle = role or TOTAL.fullmatch(low) or PLAIN.fullmatch(low)
            own, booked = self._block_head(cell.col), BOOKED.fullmatch(low) and BALANCE.search(name)
            must = [] if idle or booked else [low]
            upper = [w for w in words[1:] if not PLAIN.fullmatch(w) and not TOTAL.fullmatch(w)]
            alike = idle or heads_twice(self.sheet, above[0])
            must += upper if alike and not own else []
            told = not idle and low != "" and self._alone_below(cell, name, low)
            must += [] if whole or timed or told else [name]
            counted = (
                unit_in_text(cell)
                or own_unit
                or next((u for h in above if (u := label_unit(h))), "")
                or self._block_unit()
            )
            must += [each for each in self._block() if of_part(each, name, bool(context))]
            around = [*may, *([] if alike and not own else upper)]
            around += [low] if idle and not role else []
            around += [name] if told or whole else []
            self._add(
                cell, must, around, counted, year, "" if whole or timed else name, role, whole
            )
            others = (heads[c.col] for c in figures if c is not cell and heads[c.col])
            planned = any(PLANNED.fullmatch(bare(each[0])) for each in others)
            if role == "done" and not planned and not whole and not is_share(cell):
                self._add(cell, must, around, counted, year, name)
            rows = self.heads if table and {*must} <= {low, name} else []
            if called_alone(self.sheet, rows, label, name, figures):
                lone = Placed(without_unit(cell), (name,), tuple(may), counted, year)
                self.found.append(replace(lone, to_the_letter=True))
            if role and role in meant:
                self._add(cell, [meant[role]], may, counted, year)

    def _add(
        self, cell: Cell, must: Sequence[str], may: Sequence[str], unit: str, year: Year, row: str = "", role: str = "",
        by_heads: bool = False,
    ) -> None:  # fmt: skip
        pieces = tuple(dict.fromkeys(each for each in must if each))
        if by_heads and not self._of_department(cell.row, pieces):
            return  # the whole of a part of the money
        if pieces and not all(map(ANY_RATE.fullmatch, pieces)):
            self.found.append(
                Placed(without_unit(cell), pieces, tuple(may), unit, year, row, role, by_heads)
            )

    def _name(self, cell: Cell) -> str:
        return label_name(cell, self.apart)

    def _of_department(self, row: int, pieces: Sequence[str]) -> bool:
        """Is the row of the whole that of the department's money? Headings that say it all (采购计划金额) need not be."""
        over = [each for each in (self.corner, self.title) if each is not None]
        title = self._name(over[0]) if over else ""
        if NOT_WHOLE.search(title):
            return False
        if not all(map(GENERAL.fullmatch, pieces)):
            return True
        first = self.heads[-1] + 1 if self.heads else row
        labels = []
        for each in range(first, self.sheet.last_row + 1):
            cells = self.sheet.row(each)
            if not cells or is_title(cells) or is_head(cells):
                break
            labels += [
                name
                for c in cells[:1]
                if c.worded and not is_figure(c) and not TOTAL.fullmatch(name := self._name(c))
            ]
        above = self.sheet.owner(self.heads[-1], 1) if self.heads else None
        units = above is not None and OFFICES.fullmatch(bare(above)) is not None
        whole = DEPARTMENT.search(title) or not labels or units
        return bool(whole) or any(label in ("基本支出", "项目支出") for label in labels)

    def _block(self) -> list[str]:
        return [self._name(self.title)] if self.title is not None else []

    def _around(self) -> list[str]:
        """The block and the corner of its headings."""
        return [*self._block(), *([self._name(self.corner)] if self.corner is not None else [])]

    def _block_unit(self) -> str:
        return label_unit(self.title) if self.title is not None else ""
