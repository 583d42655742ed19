"""Where everything of one unit's completed workbook stands, before anything is drawn.

A `Plan` gives every indicator its `Line`, every missing figure its `Need`, and every submitted cell
its address in our workbook, so that the sheets can refer to each other in any order.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name

from sheetscore.exact.amounts import MONEY_UNITS, decimal, fraction, json_number
from sheetscore.exact.percent_points import score_seen
from sheetscore.model.columns import records
from sheetscore.model.figure import Input, Key
from sheetscore.model.layout import Layout, LayoutCell
from sheetscore.model.outcome import Outcome, Status
from sheetscore.regexes import regex
from sheetscore.writers.cell_formulas import at
from sheetscore.writers.entries import UNCLEAR, Entry, Need, set_aside, why_not_used
from sheetscore.writers.indicator_lines import Line, read_lines
from sheetscore.writers.summary_rows import BASIS, SCORE, SummaryRows, summary_rows

SUMMARY, INDICATORS, BASE = "汇总", "指标表", "基础数据表"
FINDINGS, NEEDS, WORKING = "核对问题", "缺数清单", "计算过程"
OUTPUTS, REACHED = "产出指标", "完成情况"
ASSESSED, DIFFERENCE, BLOCK, COMPUTED = "K", "L", "N", "O"
"""Columns of 计算过程: 评定得分 and 差额; behind the printed table the number of the 一级指标, the score by the figures alone."""
_FIRST_HELPER = 15
"""Columns (from 0) from here on hold parts of a line's formulas that would be too long in one cell."""
SHEETS = (SUMMARY, INDICATORS, BASE, FINDINGS, NEEDS, WORKING)

PLACES = 2
"""Decimals of a score where no scoring profile says otherwise."""
NEEDS_FIRST_ROW = 5
WORKING_FIRST_ROW = 5
_ADDRESS = regex(r"\$?[A-Z]{1,3}\$?[1-9]\d*(?::\$?[A-Z]{1,3}\$?[1-9]\d*)?$")


class Plan:
    """Addresses and records of one outcome. Raises ValueError for an outcome without a 指标表."""

    def __init__(self, outcome: Outcome, words: Mapping[str, str] | None = None) -> None:
        if "indicators" not in outcome.layouts or outcome.totals is None:
            raise ValueError("没有指标表的单位不能生成复核表")
        self.outcome = outcome
        self.totals = outcome.totals
        self.layout: Layout = outcome.layouts["indicators"]
        self.base_layout: Layout | None = outcome.layouts.get("base")
        self.lines = read_lines(outcome.indicators)
        self.base = tuple(records(outcome.base))
        self.words = words or {}

    @property
    def whose(self) -> str:
        """Unit and year, for titles and page footers."""
        year = self.outcome.year
        return f"{self.outcome.called} {year}年" if year else self.outcome.called

    @property
    def places(self) -> int:
        """Decimals at which claims are compared with scores."""
        profile = self.outcome.profile
        return PLACES if profile is None else profile.places

    @cached_property
    def columns(self) -> dict[str, int]:
        """Columns (1-based) that we add to the 指标表."""
        first = self.layout.last_col + 1
        return {name: first + i for i, name in enumerate(("rate", "score", "diff", "reason"))}

    def cell(self, line: Line, column: str, sheet: bool = False) -> str:
        """Address of our cell of a line in the 指标表, with the sheet's name on demand."""
        name = f"{xl_col_to_name(self.columns[column] - 1)}{line.row}"
        return at(INDICATORS, name) if sheet else name

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every cell of our own sheets that is there to be filled in: the one list of them (docs/接口.md)."""
        figures = [
            Entry(NEEDS, need.typed, "数", need.term, need.value) for need in self.needs.values()
        ]
        scores = [
            Entry(SUMMARY, self.entry(line), "评定得分", line.indicator, line.assessed_typed)
            for line in self.judged
        ]
        counts = [
            Entry(SUMMARY, self.entry(line, BASIS), "评定依据数", line.indicator, line.basis_typed)
            for line in self.judged
            if line.asked
        ]
        return (*figures, *scores, *counts)

    @cached_property
    def judged(self) -> tuple[Line, ...]:
        """The lines that wait for a person."""
        return tuple(line for line in self.lines if line.status is Status.JUDGED)

    @cached_property
    def summary(self) -> SummaryRows:
        """Where the lists of the 汇总 stand."""
        return summary_rows(self.lines)

    def entry(self, line: Line, column: str = SCORE) -> str:
        """The cell of the 汇总 to type the 评定得分 of a judged line into, or in the column BASIS its 评定依据数."""
        return f"{column}{self.summary.first_entry + self.judged.index(line)}"

    def helper(self, line: Line, number: int) -> str:
        """A line's helper cell in 计算过程, counted from 0, for formulas of any sheet."""
        return self.working(line, xl_col_to_name(_FIRST_HELPER + number))

    def working(self, line: Line, column: str) -> str:
        """A line's cell in the table of 计算过程, for formulas of any sheet."""
        return at(WORKING, f"{column}{self.working_row(line)}")

    def working_row(self, line: Line) -> int:
        """The row of a line in the table of 计算过程."""
        return WORKING_FIRST_ROW + line.number - 1

    @property
    def working_total(self) -> int:
        """The row of the 合计 of 计算过程."""
        return WORKING_FIRST_ROW + len(self.lines)

    def home(self, sheet: str, cell: str, figure: bool = False) -> str | None:
        """Address in our workbook (基础数据表!D17) of a submitted cell; None if not drawn.

        `figure`: of two sheets with the same name, in two files of a unit, the 基础数据表 is meant.
        """
        if not sheet or not _ADDRESS.match(cell):
            return None
        row, col = position(cell)
        drawn = ((self.layout, INDICATORS), (self.base_layout, BASE))
        for layout, name in reversed(drawn) if figure else drawn:
            if layout is None or layout.name != sheet:
                continue
            if (
                layout.first_row <= row <= layout.last_row
                and layout.first_col <= col <= layout.last_col
            ):
                return f"{name}!{cell.replace('$', '')}"
        return None

    def figure_home(self, figure: Input | dict[str, Any]) -> str | None:
        """`home` of a figure: an Input or a record of the base frame."""
        if isinstance(figure, Input):
            return self.home(figure.sheet, figure.cell, figure=True)
        return self.home(figure["sheet"], figure["cell"], figure=True)

    @cached_property
    def shown(self) -> dict[str, LayoutCell]:
        """Submitted cells by their address in our workbook."""
        found: dict[str, LayoutCell] = {}
        for layout, name in ((self.layout, INDICATORS), (self.base_layout, BASE)):
            for cell in layout.cells if layout else ():
                found[f"{name}!{xl_col_to_name(cell.col - 1)}{cell.row}"] = cell
        return found

    @cached_property
    def numbers(self) -> dict[str, Decimal]:
        """Cells that held a number as text, by address in our workbook: the number as printed.

        A score that its format shows as another number (80 in 0!.0 is 8.0) is here as well: it is added up as it is seen.
        """
        found: dict[str, Decimal] = {}
        for record in self.base:
            home = self.figure_home(record)
            if record["state"] == "value" and not record["supplied"] and home not in self.doubted:
                self._number(found, home, record["number"])
        for line in self.lines:
            for cell in (line.points_cell, line.claimed_cell):
                home = self.home(self.layout.name, cell)
                held = self.shown.get(home or "")
                code = str(dict(held.style.props).get("num_format", "General")) if held else ""
                seen = score_seen(held.value, code, cell == line.points_cell) if held else None
                self._number(found, home, seen)
                if home and held and seen is not None and seen != _stored(held):
                    found[home] = seen
        return found

    @cached_property
    def doubted(self) -> set[str | None]:
        """Cells whose figure a person has to confirm before it counts, by address."""
        inputs = (figure for line in self.lines for figure in line.inputs)
        return {self.figure_home(figure) for figure in inputs if figure.state in UNCLEAR}

    @cached_property
    def refused(self) -> dict[str, str]:
        """Cells with a number for a spreadsheet and none for us (TRUE, a date, 0.98 under ≥98%), by address: what they say.

        They are drawn as text, so that no formula takes them for a figure.
        """
        found: dict[str, str] = {}
        for record in self.base:
            if record["state"] != "value" and not record["supplied"]:
                self._refuse(found, self.figure_home(record), str(record["raw"]))
        for line in self.lines:
            for figure in line.inputs:
                if figure.state in UNCLEAR and not figure.supplied:
                    home = self.figure_home(figure)
                    raws = (str(r["raw"]) for r in self.base if self.figure_home(r) == home)
                    self._refuse(found, home, next(raws, ""))
            cells = self.claim_cells(line)
            if line.claimed is None and len(cells) == 1:
                self._refuse(found, self.home(self.layout.name, cells[0]), line.claimed_raw)
        return found

    def _refuse(self, found: dict[str, str], home: str | None, raw: str) -> None:
        if home in self.shown and isinstance(self.shown[home].value, int | float) and raw:
            found[home] = raw

    def drawn(self, home: str) -> str | int | float | bool | None:
        """What we write into a submitted cell, by its address in our workbook."""
        if home in self.refused:
            return self.refused[home]
        if home in self.numbers:
            return json_number(self.numbers[home])
        return self.shown[home].value if home in self.shown else None

    @cached_property
    def counted(self) -> dict[str, str]:
        """What the figures are counted in, by address in our workbook."""
        homes = [(self.figure_home(r), str(r["counted"])) for r in self.base if not r["supplied"]]
        return {home: unit for home, unit in homes if home}

    def claim_cells(self, line: Line) -> list[str]:
        """The cells of a line's 自评得分: several where its rows are claimed one by one, none where a cell stands for several lines."""
        if self.home(self.layout.name, line.claimed_cell) is None:
            return []
        if sum(each.claimed_cell == line.claimed_cell for each in self.lines) > 1:
            return []
        if line.claimed is None or "＋" not in line.claimed_raw:
            return [line.claimed_cell]
        col = position(line.claimed_cell)[1]
        return [
            f"{xl_col_to_name(col - 1)}{cell.row}"
            for cell in self.layout.cells
            if cell.col == col and line.row <= cell.row <= line.last_row
            and str("" if cell.value is None else cell.value).strip()
        ]  # fmt: skip

    def _number(self, found: dict[str, Decimal], home: str | None, number: Decimal | None) -> None:
        if home in self.shown and isinstance(self.shown[home].value, str) and number is not None:
            found[home] = number

    @cached_property
    def needs(self) -> dict[Key, Need]:
        """Rows of 缺数清单 by figure, in the order of the indicators."""
        found: dict[Key, Need] = {}
        for line in self.lines:
            open_keys = {Key(m.item, m.measure, m.year): m for m in line.missing}
            for figure in line.inputs:
                if figure.key in open_keys or (figure.value is not None and self.adrift(figure)):
                    self._need(found, line, figure)
                open_keys.pop(figure.key, None)
            for gap in open_keys.values():
                sheet, _, cell = (gap.cell or "").rpartition("!")
                key = Key(gap.item, gap.measure, gap.year)
                figure = Input(gap.term, key, None, gap.unit, "blank", sheet, cell)
                self._need(found, line, figure)
        return found

    def entered(self, figure: Input) -> Need | None:
        """The row of 缺数清单 that a figure is taken from; None for one that stands in its own cell, whoever else asks for it."""
        need = self.needs.get(figure.key)
        return need if figure.value is None or self.adrift(figure) else None

    def _aside(self, figure: Input) -> bool:
        return set_aside(figure, self.drawn(self.figure_home(figure) or ""))

    def adrift(self, figure: Input) -> bool:
        """True for a figure that stands in no cell of our two tables."""
        return figure.supplied or (not figure.part and self.figure_home(figure) is None)

    def _need(self, found: dict[Key, Need], line: Line, figure: Input) -> None:
        need = found.get(figure.key)
        if need is None:
            place = self._place(figure)
            row = NEEDS_FIRST_ROW + len(found)
            note = self._note(figure, place)
            need = Need(row, figure.key, figure.term, figure.unit, place, figure.value, note)
            need.set_aside = self._aside(figure)
            need.factor = self.factor(figure) if place else need.factor
            found[figure.key] = need
        if line not in need.lines:
            need.lines.append(line)

    def _place(self, figure: Input) -> str | None:
        """Where a figure belongs in the 基础数据表, for a supplied one too; None for a number that stands there and is not used."""
        if not figure.supplied:
            return None if self._aside(figure) else self.figure_home(figure)
        filed = [
            record for record in self.base
            if (record["item"], record["measure"], record["year"]) == figure.key and not record["supplied"]
        ]  # fmt: skip
        if not filed or any(record["state"] == "value" for record in filed):
            return None  # filed figures that contradict each other: the one sent later settles it
        return self.figure_home(filed[0])

    def _note(self, figure: Input, place: str | None) -> str:
        if figure.value is not None:
            where = f"{figure.sheet}!{figure.cell}" if figure.sheet and figure.cell else ""
            return f"已补填{f'（{where}）' if where else ''}，按此数计算"
        if figure.state == "doubt" or self._aside(figure):
            return why_not_used(figure)
        if place is None:
            return "请在黄色格填写"
        raw = next((str(r["raw"]) for r in self.base if self.figure_home(r) == place), "").strip()
        return f"填报表此格填的是“{raw}”，不是数" if raw else "填报表此格为空"

    def factor(self, figure: Input) -> Fraction:
        """What the number in a figure's cell is multiplied by to give the figure (元 → 万元)."""
        home = self.figure_home(figure)
        if figure.value is not None and not figure.supplied:
            return self._factor(home, figure.value) or Fraction(1)
        counted = self.counted.get(self._place(figure) or "", "")
        if counted in MONEY_UNITS and figure.unit in MONEY_UNITS:
            return fraction(MONEY_UNITS[counted]) / fraction(MONEY_UNITS[figure.unit])
        return Fraction(1)

    def _factor(self, home: str | None, value: Decimal) -> Fraction | None:
        stored: Decimal | None = self.numbers.get(home or "")
        if stored is None and home in self.shown:
            stored = _stored(self.shown[home])
        return fraction(value) / fraction(stored) if stored else None

    def year(self, offset: int) -> int | str:
        """The year of a figure: absolute where the 评价年度 is known, else in words."""
        if self.outcome.year is not None:
            return self.outcome.year + offset
        return {0: "本年", -1: "上年", 1: "下年"}.get(offset, f"本年{offset:+d}年")


def _stored(cell: LayoutCell) -> Decimal | None:
    """The number that a submitted cell holds; None for any other value."""
    value = cell.value
    return decimal(value) if isinstance(value, int | float) and not isinstance(value, bool) else None  # fmt: skip


def position(cell: str) -> tuple[int, int]:
    """A1 address → 1-based row and column."""
    row, col = xl_cell_to_rowcol(cell)
    return row + 1, col + 1
