"""The checks of report texts, in one list."""

from __future__ import annotations

from sheetscore.model.finding import Finding
from sheetscore.reports.verdicts import against_tables as report_tables
from sheetscore.reports.verdicts import balances as report_balances
from sheetscore.reports.verdicts import derived as report_derived
from sheetscore.reports.verdicts import foreign, report_form
from sheetscore.reports.verdicts import hints as report_hints
from sheetscore.reports.verdicts import rates as report_rates
from sheetscore.reports.verdicts import said_twice as report_agreement
from sheetscore.reports.verdicts import told_scores as report_scores
from sheetscore.reports.verdicts import told_totals as report_totals
from sheetscore.reports.verdicts import told_wording as report_wording
from sheetscore.reports.verdicts.report_context import ReportContext

REPORT_CHECKS = (
    foreign.check_A02,
    report_wording.check_A03,
    report_form.check_A05,
    report_form.check_A07,
    report_form.check_A08,
    report_tables.check_B03,
    report_wording.check_B05,
    report_wording.check_B06,
    report_wording.check_C01,
    report_balances.check_C08,
    report_hints.check_D03,
    report_scores.check_D07,
    report_scores.check_D11,
    report_scores.check_D13,
    report_wording.check_D16,
    report_derived.check_E01,
    report_totals.check_F01,
    report_balances.check_F02,
    report_totals.check_F03,
    report_rates.check_F04,
    report_rates.check_F05,
    report_rates.check_F06,
    report_totals.check_F07,
    report_agreement.check_F08,
    report_tables.check_F09,
    report_totals.check_F10,
    report_agreement.check_F11,
    report_scores.check_F12,
    foreign.check_F13,
    report_wording.check_F14,
    report_form.check_F15,
)


def run_report_checks(context: ReportContext) -> list[Finding]:
    """All findings of one report, in the order of the codes."""
    return [finding for check in REPORT_CHECKS for finding in check(context)]
