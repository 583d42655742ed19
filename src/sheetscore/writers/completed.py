"""The unit's completed workbook: the submitted tables with scores beside them, and what explains them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from sheetscore.model.fingerprints import ADDED, ADDED_ROWS, Fingerprint
from sheetscore.model.outcome import Outcome
from sheetscore.writers.fingerprinting import as_written, fingerprint_of
from sheetscore.writers.plan import (
    BASE,
    FINDINGS,
    INDICATORS,
    NEEDS,
    OUTPUTS,
    REACHED,
    SHEETS,
    SUMMARY,
    WORKING,
    Plan,
)
from sheetscore.writers.sheets.base_sheet import draw_base
from sheetscore.writers.sheets.findings_sheet import draw_findings
from sheetscore.writers.sheets.indicator_sheet import draw_indicators
from sheetscore.writers.sheets.inputs_missing import draw_needs
from sheetscore.writers.sheets.outputs_listed import draw_outputs
from sheetscore.writers.sheets.reached_listed import draw_reached
from sheetscore.writers.sheets.report_summary import draw_report_summary
from sheetscore.writers.sheets.summary import TITLE, draw_summary
from sheetscore.writers.sheets.table_foot import added_rows
from sheetscore.writers.sheets.working import draw_working
from sheetscore.writers.styles import Formats
from sheetscore.writers.unscored_plan import Unscored
from sheetscore.writers.workbook import PlainSheet, new_workbook


def write_completed(
    outcome: Outcome,
    digests: Sequence[str] = (),
    fingerprint: Fingerprint | None = None,
    words: Mapping[str, str] | None = None,
) -> bytes:
    """The bytes of `<name>_复核.xlsx`; equal bytes for equal outcomes.

    `digests` are those of the unit's files. `fingerprint` is that of the unit's original alone, where figures that a person
    typed were taken over; without it the outcome is what the original gives. `words` are what was typed into 缺数清单, by the key of
    the row: what is no figure (约60) stays there for the person to put right.
    A unit that sent its report only gets 汇总 and 核对问题, a work summary 产出指标 as well.
    Raises ValueError for an outcome with nothing to draw (`Outcome.drawable`).
    """
    if outcome.status != "scored" and outcome.drawable:
        return _write_unscored(Unscored(outcome))
    plan = Plan(outcome, words or {})
    output = io.BytesIO()
    workbook = new_workbook(output, f"{outcome.called} {TITLE}")
    first, last = (xl_col_to_name(plan.columns[name] - 1) for name in ("rate", "reason"))
    workbook.set_custom_property(ADDED, f"{first}:{last}", "text")
    rows = added_rows(plan)
    workbook.set_custom_property(ADDED_ROWS, f"{rows[0]}:{rows[1]}", "text")
    formats = Formats(workbook)
    sheets = {name: workbook.add_worksheet(name, PlainSheet) for name in SHEETS}
    draw_indicators(sheets[INDICATORS], formats, plan)
    draw_base(sheets[BASE], formats, plan)
    draw_findings(sheets[FINDINGS], formats, plan)
    draw_needs(sheets[NEEDS], formats, plan)
    draw_working(sheets[WORKING], formats, plan)
    draw_summary(workbook, sheets[SUMMARY], formats, plan)
    own = (
        as_written(fingerprint, plan, sheets)
        if fingerprint
        else fingerprint_of(plan, sheets, digests)
    )
    for name, value in own.properties().items():
        workbook.set_custom_property(name, value, "text")
    workbook.close()
    return output.getvalue()


def _write_unscored(plan: Unscored) -> bytes:
    output = io.BytesIO()
    workbook = new_workbook(output, f"{plan.outcome.called} {TITLE}")
    formats = Formats(workbook)
    draw_report_summary(workbook.add_worksheet(SUMMARY, PlainSheet), formats, plan)
    if plan.outcome.reached:
        draw_reached(workbook.add_worksheet(REACHED, PlainSheet), formats, plan)
    if plan.outcome.candidates:
        draw_outputs(workbook.add_worksheet(OUTPUTS, PlainSheet), formats, plan)
    draw_findings(workbook.add_worksheet(FINDINGS, PlainSheet), formats, plan)
    workbook.close()
    return output.getvalue()
