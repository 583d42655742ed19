"""The checks of report texts, in one list."""

from __future__ import annotations

from sheetscore.model.finding import Finding
from sheetscore.reports.verdicts import (
    against_tables,
    balances,
    derived,
    foreign,
    hints,
    rates,
    report_form,
    said_twice,
    told_scores,
    told_totals,
    told_wording,
)
from sheetscore.reports.verdicts.report_context import ReportContext

_MODULES = (
    against_tables, balances, derived, foreign, hints, rates, report_form, said_twice, told_scores, told_totals,
    told_wording,
)  # fmt: skip
REPORT_CHECKS = sorted(
    (each for module in _MODULES for name, each in vars(module).items()
     if name.startswith("check_") and each.__module__ == module.__name__),
    key=lambda check: str(check.__name__),
)  # fmt: skip
"""Every function check_XXX of these modules, in the order of the codes."""


def run_report_checks(context: ReportContext) -> list[Finding]:
    """All findings of one report, in the order of the codes."""
    return [finding for check in REPORT_CHECKS for finding in check(context)]
