"""指标表: the submitted sheet again, with 指标值, 复核得分, 差额 and 依据 beside it, live."""

from __future__ import annotations

from typing import Any, cast

from xlsxwriter.utility import xl_col_to_name

from sheetscore.model.layout import Layout
from sheetscore.model.outcome import Status
from sheetscore.writers import live_formulas as live
from sheetscore.writers.added_columns import HEADER_SIZE, HEADERS, REASON_SIZE, WIDTHS, our_look
from sheetscore.writers.indicator_lines import Line
from sheetscore.writers.plan import INDICATORS, Plan
from sheetscore.writers.rate_formulas import Live
from sheetscore.writers.reasons import BY_A_PERSON, longest_reason, reason, reason_formula
from sheetscore.writers.sheets.pages import page_numbers
from sheetscore.writers.sheets.submitted import (
    Drawing,
    fitted_widths,
    merged,
    numbers_written,
    page_setup,
)
from sheetscore.writers.sheets.table_foot import FOOT_HEIGHT, added_rows, draw_foot
from sheetscore.writers.styles import (
    HEAD,
    NAVY,
    PERCENT,
    SIGNED,
    Formats,
    Prop,
    pixels,
    text_height,
)

_ROOMS = (176.0, 186.0, 196.0, 208.0)
"""Characters that the whole table may be wide, best readable first; wider tables need fewer pages."""
_MOST_FROZEN = 8
"""Rows above the table that may stay in sight: more leave no room on a small screen."""


def draw_indicators(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Draw the 指标表 of a unit."""
    drawing = _drawing(plan)
    bands = header_bands(plan)
    widened = (bands[0][0], len(plan.columns))
    drawing.draw(worksheet, formats, numbers_written(plan, INDICATORS), widened)
    for name, col in plan.columns.items():
        worksheet.set_column_pixels(col - 1, col - 1, pixels(WIDTHS[name]))
    look = our_look(formats, plan, bg_color=HEAD, pattern=1, font_color=NAVY, bold=True)
    for name, col in plan.columns.items():
        for top, bottom in bands:
            merged(worksheet, (top, col, bottom, col), HEADERS[name], look)
    for line in plan.lines:
        _line(worksheet, formats, plan, line)
    _colours(worksheet, formats, plan)
    draw_foot(worksheet, formats, plan, drawing)
    drawing.set_heights(worksheet)
    _page(worksheet, plan, bands[-1], added_rows(plan)[1])


def _drawing(plan: Plan) -> Drawing:
    """The submitted table with room for our 依据: as wide as readable, on as few pages as possible."""
    best: tuple[int, Drawing] | None = None
    ours = sum(WIDTHS.values())
    extra = sum(pixels(width) for width in WIDTHS.values())
    for room in _ROOMS:
        drawing = Drawing(plan.layout, fitted_widths(plan.layout.widths, room - ours))
        for line in plan.lines:
            height = text_height(longest_reason(line), WIDTHS["reason"] - 1.5, REASON_SIZE)
            drawing.need((line.row, 1, line.last_row, 1), height)
        for top, bottom in header_bands(plan):
            drawing.need(
                (top, 1, bottom, 1), text_height(HEADERS["rate"], WIDTHS["rate"], HEADER_SIZE)
            )
        pages = drawing.pages(header_bands(plan)[-1], _breaks(plan), extra, FOOT_HEIGHT)
        if best is None or pages < best[0]:
            best = (pages, drawing)
    assert best is not None
    return best[1]


def header_bands(plan: Plan) -> tuple[tuple[int, int], ...]:
    """First and last row (1-based) of each header; the only one stands right above the first line."""
    layout = plan.layout
    if layout.headers:
        return layout.headers
    rows = [line.row for line in plan.lines if line.row > layout.first_row]  # the money is above
    bottom = max(layout.first_row, min(rows, default=2) - 1)
    spanning = [m[0] for m in layout.merges if m[0] <= bottom <= m[2] and not _whole(layout, m)]
    return ((min([bottom, *spanning]), bottom),)


def _whole(layout: Layout, merge: tuple[int, int, int, int]) -> bool:
    return merge[1] == layout.first_col and merge[3] == layout.last_col


def _line(worksheet: Any, formats: Formats, plan: Plan, line: Line) -> None:
    """Our four cells of one line, merged over its rows."""
    text = reason(line)
    shown = live.rate(plan, line)
    cells: dict[str, tuple[Live, dict[str, Prop]]] = {
        "rate": (shown, _rate_look(line, shown)),
        "score": (live.score(plan, line), {"bold": True}),
        "diff": (live.difference(plan, line), {"num_format": SIGNED}),
        "reason": (
            Live(text, reason_formula(plan, line)),
            {"align": "left", "indent": 1, "font_size": REASON_SIZE},
        ),
    }
    for name, (found, changes) in cells.items():
        col = plan.columns[name]
        look = our_look(formats, plan, **changes)
        area = (line.row, col, line.last_row, col)
        merged(worksheet, area, found.shown, look, found.formula)


def _rate_look(line: Line, shown: Live) -> dict[str, Prop]:
    """指标值: a rate in %; what has more places than the column is wide, in points of several stages, with four of them."""
    if line.rule.unit == "%":
        return {"num_format": PERCENT}
    long = isinstance(shown.shown, float) and round(shown.shown, _PLACES) != shown.shown
    return {"num_format": _NARROW} if long else {}


_PLACES, _NARROW = 4, "0.00##"


def _colours(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Colours by state, as conditional formats, so that they follow the figures."""
    if not plan.lines:
        return
    first = min(line.row for line in plan.lines)
    last = max(line.last_row for line in plan.lines)
    score, diff, why = (
        f"${xl_col_to_name(plan.columns[n] - 1)}{first}" for n in ("score", "diff", "reason")
    )
    conditions = {
        Status.MISSING: f'{score}="缺数据"',
        Status.JUDGED: f'OR({score}="待佐证",{score}="标准未涵盖",LEFT({why},{len(BY_A_PERSON)})="{BY_A_PERSON}")',
        Status.AGREES: f"AND(ISNUMBER({diff}),{diff}=0)",
        Status.DIFFERS: f"AND(ISNUMBER({diff}),{diff}<>0)",
        Status.FILLED: f"AND(ISNUMBER({score}),NOT(ISNUMBER({diff})))",
    }
    left, right = plan.columns["rate"] - 1, plan.columns["reason"] - 1
    for status, condition in conditions.items():
        for begin, end, ink in ((left, right - 1, True), (right, right, False)):
            look = formats.status(status) if ink else formats.fill(status)
            rule = {"type": "formula", "criteria": f"={condition}", "format": look}
            worksheet.conditional_format(first - 1, begin, last - 1, end, rule)


def _breaks(plan: Plan) -> list[int]:
    """The submitted page breaks (after these rows) that cut through no line and not the header."""
    inside = {row for line in plan.lines for row in range(line.row, line.last_row)}
    breaks = cast("tuple[int, ...]", plan.layout.page.get("page_breaks") or ())
    return [row for row in breaks if row not in inside and row > header_bands(plan)[-1][1]]


def _page(worksheet: Any, plan: Plan, header: tuple[int, int], last_row: int) -> None:
    """A4 landscape, one page wide, the header repeated, the submitted breaks kept between lines."""
    layout = plan.layout
    page_setup(worksheet, layout, landscape=True)
    page_numbers(worksheet, plan.whose)
    worksheet.repeat_rows(header[0] - 1, header[1] - 1)
    last_col = max(plan.columns.values())
    worksheet.print_area(layout.first_row - 1, layout.first_col - 1, last_row - 1, last_col - 1)
    worksheet.set_h_pagebreaks(_breaks(plan))
    if header[1] - layout.first_row < _MOST_FROZEN:
        worksheet.freeze_panes(header[1], 0)
