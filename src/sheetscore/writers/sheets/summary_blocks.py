"""The 一级指标 part of the 汇总: a row a block, its sums live, and a chart of claims and scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sheetscore.exact.amounts import decimal
from sheetscore.model.outcome import Status
from sheetscore.writers import cell_formulas as formulas
from sheetscore.writers.cell_formulas import at
from sheetscore.writers.indicator_lines import Line
from sheetscore.writers.plan import BLOCK, SUMMARY, WORKING, WORKING_FIRST_ROW, Plan
from sheetscore.writers.rate_formulas import Live, shown_number
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.styles import (
    HEAD,
    MUTED,
    NAVY,
    RULE,
    SIGNED,
    SONG,
    Formats,
    pixels,
    row_height,
)

_NAME_COLUMNS = 4
_NAMES = ("分值", "自评得分", "复核得分", "差额", "缺数据分值", "待佐证分值")
_CHART_HEIGHT = 168
"""Pixels."""
_WIDTH = 12.0
_NO_NAME = "（未写一级指标）"


@dataclass(slots=True)
class Block:
    """One 一级指标 and its lines."""

    name: str
    lines: list[Line] = field(default_factory=list)

    def total(self, values: Iterable[Decimal | None]) -> Decimal | None:
        """Sum, None when a value is missing; a row worth nothing holds nothing up."""
        pairs = list(zip(values, self.lines, strict=True))
        known = [value for value, line in pairs if value is not None or line.points]
        return None if None in known else sum((v for v in known if v is not None), decimal(0))

    @property
    def points(self) -> Decimal | None:
        """Sum of 分值."""
        return self.total(line.points for line in self.lines)

    @property
    def claimed(self) -> Decimal | None:
        """Sum of 自评得分, None where a line has none."""
        return self.total(line.claimed for line in self.lines)

    @property
    def reviewed(self) -> Decimal | None:
        """Sum of 计入总分, None where a line has no usable claim."""
        return self.total(_counted(line) for line in self.lines)

    def hanging(self, status: Status) -> Decimal:
        """Points of the lines in one state."""
        found = [line.points for line in self.lines if line.status is status]
        return sum(found, decimal(0))


def _counted(line: Line) -> Decimal | None:
    if line.score is not None:
        return line.score
    if line.claimed is None or line.claimed < 0:
        return None
    return min(line.claimed, line.points)


def blocks(lines: Iterable[Line]) -> list[Block]:
    """The lines by 一级指标, in the order of the sheet; a block printed again is the same block."""
    found: dict[tuple[int, str], Block] = {}
    for line in lines:
        name = line.level1.strip()
        found.setdefault((line.level1_block, name), Block(name or _NO_NAME)).lines.append(line)
    return list(found.values())


def block_numbers(lines: Sequence[Line]) -> list[int]:
    """The place of each line's block among the blocks, from 1."""
    numbers = {line.number: n for n, block in enumerate(blocks(lines), 1) for line in block.lines}
    return [numbers[line.number] for line in lines]


def draw_blocks(workbook: Any, worksheet: Any, formats: Formats, plan: Plan, row: int) -> int:
    """Draw table and chart from `row` on; the row after them."""
    worksheet.set_row(row - 1, 8)
    head = formats.head(font_size=10)
    first = row + 2
    merged(worksheet, (row + 1, 1, row + 1, _NAME_COLUMNS), "一级指标", head)
    for col, name in enumerate(_NAMES, start=_NAME_COLUMNS + 1):
        write(worksheet, (row + 1, col), name, head)
    worksheet.set_row(row, 18)
    listed = blocks(plan.lines)
    for offset, block in enumerate(listed):
        _block(worksheet, formats, plan, (first + offset, offset + 1), block)
    last = first + len(listed) - 1
    _total(worksheet, formats, plan, first, last)
    if listed:
        _chart(workbook, worksheet, first, last, last + 2)
    worksheet.set_row(last + 1, _CHART_HEIGHT * 0.75 + 4)
    return last + 3


def _block(
    worksheet: Any, formats: Formats, plan: Plan, place: tuple[int, int], block: Block
) -> None:
    """`place` is the row on the sheet and the block's number, by which its lines are known in 计算过程."""
    row, number = place
    numbers, points = _area(plan, BLOCK), _area(plan, "C")
    count = len(block.lines)

    def whole(col: str, otherwise: str) -> str:
        worth = points if not all(line.points for line in block.lines) else ""
        area = _area(plan, col)
        return formulas.block_sum(area, numbers, number, count, otherwise, worth)

    def hanging(status: Status) -> Live:
        states = _area(plan, "G")
        text = f'SUMIFS({points},{numbers},{number},{states},"{status.label}")'
        return Live(shown_number(block.hanging(status)), text)

    claimed, reviewed = block.claimed, block.reviewed
    change = None if claimed is None or reviewed is None else reviewed - claimed
    sums = [
        Live(shown_number(block.points), f"SUMIF({numbers},{number},{points})"),
        Live(_or(claimed, formulas.NOT_COMPLETE), whole("D", formulas.NOT_COMPLETE)),
        Live(_or(reviewed, formulas.NONE_KNOWN), whole("H", formulas.NONE_KNOWN)),
        Live(_or(change, ""), formulas.difference(f"G{row}", f"F{row}")),
        hanging(Status.MISSING),
        hanging(Status.JUDGED),
    ]
    merged(worksheet, (row, 1, row, _NAME_COLUMNS), block.name, formats.box(font_size=10))
    for col, found in enumerate(sums, start=_NAME_COLUMNS + 1):
        props = {"num_format": SIGNED} if col == _NAME_COLUMNS + 4 else {}
        look = formats.box(align="center", font_size=10, **props)
        write(worksheet, (row, col), found.shown, look, found.formula)
    worksheet.set_row(row - 1, row_height([(block.name, _WIDTH * _NAME_COLUMNS)], 10, least=19))


def _area(plan: Plan, column: str) -> str:
    """A column of the table of 计算过程."""
    return at(WORKING, f"{column}{WORKING_FIRST_ROW}:{column}{plan.working_total - 1}")


def _or(value: Decimal | None, otherwise: str) -> int | float | str | None:
    return otherwise if value is None else shown_number(value)


def _total(worksheet: Any, formats: Formats, plan: Plan, first: int, last: int) -> None:
    row, source, totals = last + 1, plan.working_total, plan.totals
    look = formats.box(align="center", font_size=10, bold=True, bg_color=HEAD)
    signed = formats.box(align="center", font_size=10, bold=True, bg_color=HEAD, num_format=SIGNED)
    change = None
    if totals.claimed is not None and totals.reviewed is not None:
        change = totals.reviewed - totals.claimed
    hanging = [
        sum((line.points for line in plan.lines if line.status is status), decimal(0))
        for status in (Status.MISSING, Status.JUDGED)
    ]
    cells = [
        Live(shown_number(totals.points), at(WORKING, f"C{source}")),
        Live(_or(totals.claimed, formulas.NOT_COMPLETE), at(WORKING, f"D{source}")),
        Live(_or(totals.reviewed, formulas.NONE_KNOWN), at(WORKING, f"H{source}")),
        Live(_or(change, ""), formulas.difference(f"G{row}", f"F{row}")),
        Live(shown_number(hanging[0]), f"SUM(I{first}:I{last})"),
        Live(shown_number(hanging[1]), f"SUM(J{first}:J{last})"),
    ]
    merged(worksheet, (row, 1, row, _NAME_COLUMNS), "合计", look)
    for col, found in enumerate(cells, start=_NAME_COLUMNS + 1):
        style = signed if col == _NAME_COLUMNS + 4 else look
        write(worksheet, (row, col), found.shown, style, found.formula if last >= first else "")
    worksheet.set_row(row - 1, 20)


def _chart(workbook: Any, worksheet: Any, first: int, last: int, row: int) -> None:
    """Claims beside reviewed scores, a pair of columns a block."""
    chart = workbook.add_chart({"type": "column"})
    font = {"name": SONG, "size": 9, "color": NAVY}
    for col, name, colour in ((5, "自评得分", "#9DB7DD"), (6, "复核得分", "#1F3864")):
        chart.add_series(
            {
                "name": name,
                "categories": [SUMMARY, first - 1, 0, last - 1, 0],
                "values": [SUMMARY, first - 1, col, last - 1, col],
                "fill": {"color": colour},
                "border": {"none": True},
                "gap": 90,
                "overlap": -5,
                "data_labels": {"value": True, "font": {"name": SONG, "size": 9}},
            }
        )
    chart.set_title(
        {
            "name": "各一级指标：自评得分与复核得分",
            "name_font": {"name": SONG, "size": 11, "bold": False, "color": NAVY},
            "overlay": False,
        }
    )
    chart.set_x_axis({"num_font": font, "line": {"color": RULE}})
    grid = {"visible": True, "line": {"color": "#E3E8EE", "width": 0.5}}
    chart.set_y_axis(
        {
            "num_font": {**font, "color": MUTED},
            "min": 0,
            "major_gridlines": grid,
            "line": {"none": True},
        }
    )
    chart.set_legend({"position": "right", "font": {"name": SONG, "size": 9}})
    chart.set_chartarea({"border": {"color": RULE}})
    chart.set_size({"width": 10 * pixels(_WIDTH) - 4, "height": _CHART_HEIGHT})
    worksheet.insert_chart(row - 1, 0, chart, {"x_offset": 2, "y_offset": 2, "object_position": 1})
