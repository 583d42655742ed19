"""基础数据表: the submitted sheet again, its printed rates as live formulas."""

from __future__ import annotations

from typing import Any

from sheetscore.model.outcome import Status
from sheetscore.writers.cell_formulas import at
from sheetscore.writers.plan import BASE, NEEDS, Plan, position
from sheetscore.writers.rate_formulas import shown_number
from sheetscore.writers.sheets.pages import a4, columns, page_numbers, title
from sheetscore.writers.sheets.submitted import (
    Cell,
    Drawing,
    Written,
    merged,
    numbers_written,
    page_setup,
)
from sheetscore.writers.styles import PERCENT, Formats

_NOT_ASKED = "本表式没有单独的基础数据表：资金数和完成值都在“指标表”里。"
_ABSENT = "本单位没有报送基础数据表。需要用到的数列在“缺数清单”，填上后自动计分。"


def draw_base(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Draw the 基础数据表 of a unit, or one sentence when none was filed."""
    layout = plan.base_layout
    if layout is None:
        columns(worksheet, [90])
        title(worksheet, formats, BASE, 1)
        text = _NOT_ASKED if plan.layout.headers else _ABSENT
        merged(worksheet, (3, 1, 3, 1), text, formats.get(text_wrap=True))
        worksheet.set_row(2, 36)
        a4(worksheet, False, plan.whose)
        return
    drawing = Drawing(layout)
    drawing.draw(worksheet, formats, numbers_written(plan, BASE) | _rates(plan))
    drawing.set_heights(worksheet)
    _mark_gaps(worksheet, formats, plan)
    page_setup(worksheet, layout)
    page_numbers(worksheet, plan.whose)


def _rates(plan: Plan) -> dict[Cell, Written]:
    """Rates that the table itself prints (控制率), as formulas over its own cells."""
    found: dict[Cell, Written] = {}
    for record in plan.base:
        home = plan.figure_home(record) or ""
        if not record["excel"] or record["rate"] is None or not home.startswith(f"{BASE}!"):
            continue
        style = dict(plan.shown[home].style.props) if home in plan.shown else {}
        changes = {} if "%" in str(style.get("num_format", "")) else {"num_format": PERCENT}
        expression = str(record["excel"]).removeprefix("=")
        formula = f'IFERROR({expression},"——")'
        value = shown_number(record["rate"])
        found[position(record["cell"])] = Written(value, formula, dict(changes))
    return found


def _mark_gaps(worksheet: Any, formats: Formats, plan: Plan) -> None:
    """Colour the blank cells that a score waits for, and say so when one is selected."""
    for need in plan.needs.values():
        sheet, _, cell = (need.place or "").partition("!")
        if sheet != BASE:
            continue
        row, col = position(cell)
        absent = f"=AND(NOT(ISNUMBER({cell})),NOT(ISNUMBER({at(NEEDS, need.adopted)})))"
        look = formats.status(Status.MISSING)
        worksheet.conditional_format(
            row - 1, col - 1, row - 1, col - 1,
            {"type": "formula", "criteria": absent, "format": look},
        )  # fmt: skip
        message = f"评分需要此数。填在这里，或填在“{NEEDS}”第 {need.row} 行。"
        worksheet.data_validation(
            row - 1, col - 1, row - 1, col - 1,
            {"validate": "any", "input_title": "缺数据", "input_message": message},
        )  # fmt: skip
