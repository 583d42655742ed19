"""汇总.xlsx of a folder: a row a unit, the files that could not be scored, the findings by code."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from sheetscore.model.unit_brief import Brief
from sheetscore.writers.sheets.problems import draw_problems
from sheetscore.writers.sheets.unit_rows import draw_units
from sheetscore.writers.sheets.unscored import draw_unscored
from sheetscore.writers.styles import Formats
from sheetscore.writers.workbook import PlainSheet, new_workbook

UNITS, UNSCORED, PROBLEMS = "汇总", "未评分", "问题统计"


def write_rollup(
    outcomes: Sequence[Brief],
    outputs: Mapping[int, str],
    skipped: Sequence[tuple[str, str]],
) -> bytes:
    """The bytes of 汇总.xlsx; equal bytes for equal input.

    `outputs` gives the path of each completed workbook, relative to 汇总.xlsx, by index into
    `outcomes`; `skipped` are (file, reason) of files that were passed over.
    """
    output = io.BytesIO()
    workbook = new_workbook(output, "部门整体支出绩效自评复核汇总")
    formats = Formats(workbook)
    units, unscored, problems = (
        workbook.add_worksheet(name, PlainSheet) for name in (UNITS, UNSCORED, PROBLEMS)
    )
    draw_units(units, formats, outcomes, outputs, skipped)
    draw_unscored(unscored, formats, outcomes, skipped)
    draw_problems(workbook, problems, formats, outcomes)
    workbook.close()
    return output.getvalue()
