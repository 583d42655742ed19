"""问题统计: how the grades are spread, with a chart, and how often each code was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sheetscore.exact.amounts import decimal
from sheetscore.model.finding import LEVEL_NAMES, Level
from sheetscore.model.unit_brief import Brief
from sheetscore.writers.rate_formulas import shown_number
from sheetscore.writers.reasons import shortened
from sheetscore.writers.sheets.findings_sheet import LEVEL_COLOURS
from sheetscore.writers.sheets.pages import a4, columns, header, title
from sheetscore.writers.sheets.submitted import merged, write
from sheetscore.writers.sheets.unit_rows import FIRST_ROW as FIRST_UNIT
from sheetscore.writers.sheets.unit_rows import GRADE_COLUMN, GRADES, MOST_ROWS, grade, scored
from sheetscore.writers.styles import NAVY, RULE, SONG, Formats, row_height

COLUMNS = {"代码": 9.0, "级别": 9.0, "次数": 9.0, "涉及单位": 10.0, "例": 72.0}
_UNITS = "汇总"
_CHART_ROW, _CHART_HEIGHT = 3, 190
_ORDER: tuple[Level, ...] = ("error", "warning", "info")
_COLOURS = ("#548235", "#7A6BB0", "#BF9000", "#C0392B", "#8497B0")


@dataclass(slots=True)
class Problem:
    """One code: how often it was found, in which units, and its first case."""

    code: str
    level: Level
    example: str
    count: int = 0
    units: int = 0


def draw_problems(
    workbook: Any, worksheet: Any, formats: Formats, outcomes: Sequence[Brief]
) -> None:
    """Draw grades and codes."""
    last_col = len(COLUMNS)
    columns(worksheet, list(COLUMNS.values()))
    title(worksheet, formats, "问题统计", last_col)
    row = _grades(workbook, worksheet, formats, outcomes)
    merged(worksheet, (row, 1, row, last_col), "各类问题", formats.section())
    worksheet.set_row(row - 1, 24)
    header(worksheet, formats, row + 1, list(COLUMNS))
    worksheet.set_row(row, 22)
    found = problems(outcomes)
    for offset, problem in enumerate(found, start=2):
        _problem(worksheet, formats, row + offset, problem)
    if not found:
        area = (row + 2, 1, row + 2, last_col)
        merged(worksheet, area, "没有发现问题。", formats.box(align="center"))
    a4(worksheet, False, "问题统计")


def problems(outcomes: Sequence[Brief]) -> list[Problem]:
    """The codes found, errors first, the most frequent first."""
    found: dict[tuple[str, Level], Problem] = {}
    for outcome in outcomes:
        for each in outcome.problems:
            problem = found.setdefault(
                (each.code, each.level), Problem(each.code, each.level, each.example)
            )
            problem.example = problem.example or each.example
            problem.count += each.count
            problem.units += 1
    return sorted(found.values(), key=lambda p: (_ORDER.index(p.level), -p.units, -p.count, p.code))


def _grades(workbook: Any, worksheet: Any, formats: Formats, outcomes: Sequence[Brief]) -> int:
    """The table of grades (live) and its chart; the row after them."""
    found = [grade(totals) for _, _, totals in scored(outcomes)[:MOST_ROWS]]
    last_unit = FIRST_UNIT + max(1, len(found)) - 1
    cells = f"{_UNITS}!{GRADE_COLUMN}{FIRST_UNIT}:{GRADE_COLUMN}{last_unit}"
    head, centre = formats.head(), formats.box(align="center")
    merged(worksheet, (_CHART_ROW, 1, _CHART_ROW, 2), "等级", head)
    write(worksheet, (_CHART_ROW, 3), "单位数", head)
    write(worksheet, (_CHART_ROW, 4), "占比", head)
    share_look = formats.box(align="center", num_format="0.0%")
    for offset, name in enumerate(GRADES, start=1):
        row, count = _CHART_ROW + offset, found.count(name)
        share = shown_number(decimal(count) / decimal(len(found))) if found else 0
        merged(worksheet, (row, 1, row, 2), name, centre)
        write(worksheet, (row, 3), count, centre, f'COUNTIF({cells},"{name}")')
        total = f"SUM(C{_CHART_ROW + 1}:C{_CHART_ROW + len(GRADES)})"
        write(worksheet, (row, 4), share, share_look, f"IF({total}=0,0,C{row}/{total})")
    for row in range(_CHART_ROW, _CHART_ROW + len(GRADES) + 1):
        worksheet.set_row(row - 1, 24)
    _chart(workbook, worksheet)
    return _CHART_ROW + len(GRADES) + 4


def _chart(workbook: Any, worksheet: Any) -> None:
    chart = workbook.add_chart({"type": "column"})
    first, last = _CHART_ROW, _CHART_ROW + len(GRADES) - 1
    chart.add_series(
        {
            "name": "单位数",
            "categories": ["问题统计", first, 0, last, 0],
            "values": ["问题统计", first, 2, last, 2],
            "gap": 60,
            "points": [{"fill": {"color": colour}} for colour in _COLOURS],
            "data_labels": {"value": True, "font": {"name": SONG, "size": 9}},
        }
    )
    font = {"name": SONG, "size": 10, "color": NAVY}
    chart.set_title(
        {"name": "等级分布（单位数）", "name_font": {**font, "size": 11, "bold": False}}
    )
    chart.set_x_axis({"num_font": font, "line": {"color": RULE}})
    grid = {"visible": True, "line": {"color": "#E3E8EE", "width": 0.5}}
    chart.set_y_axis(
        {
            "num_font": font,
            "min": 0,
            "num_format": "0",
            "major_gridlines": grid,
            "line": {"none": True},
        }
    )
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": RULE}})
    chart.set_size({"width": 490, "height": _CHART_HEIGHT})
    worksheet.insert_chart(_CHART_ROW - 1, 4, chart, {"x_offset": 16, "y_offset": 0})


def _problem(worksheet: Any, formats: Formats, row: int, problem: Problem) -> None:
    fill, ink = LEVEL_COLOURS[problem.level]
    centre = formats.box(align="center")
    level = formats.box(align="center", bg_color=fill, font_color=ink, bold=True)
    write(worksheet, (row, 1), problem.code, centre)
    write(worksheet, (row, 2), LEVEL_NAMES[problem.level], level)
    write(worksheet, (row, 3), problem.count, centre)
    write(worksheet, (row, 4), problem.units, centre)
    example = shortened(problem.example, 200)
    write(worksheet, (row, 5), example, formats.box())
    worksheet.set_row(row - 1, row_height([(example, COLUMNS["例"])], least=22))
