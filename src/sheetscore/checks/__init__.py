"""Figures against figures → findings. A check is one function named by its code; `CHECKS` runs them all."""

from __future__ import annotations

from dataclasses import replace

from sheetscore.checks.base_table import base_figures as base
from sheetscore.checks.base_table import flows, plausible
from sheetscore.checks.base_table import repeated_figures as figures
from sheetscore.checks.by_kind import by_kind
from sheetscore.checks.cell import cell_origins as cells
from sheetscore.checks.cell import cell_values as values
from sheetscore.checks.context import Context
from sheetscore.checks.indicator_table import blank_form as template
from sheetscore.checks.indicator_table import claimed_scores as scores
from sheetscore.checks.indicator_table import claims, grades, structure
from sheetscore.checks.indicator_table import who_filed as identity
from sheetscore.checks.target_table import target_checks as targets
from sheetscore.checks.target_table import target_money
from sheetscore.model.finding import Finding

CHECKS = (
    structure.check_A01,
    identity.check_A02,
    structure.check_A03,
    identity.check_A05,
    identity.check_A08,
    template.check_A09,
    structure.check_A10,
    structure.check_A11,
    values.check_B02,
    values.check_B03,
    values.check_B04,
    values.check_B05,
    values.check_B06,
    values.check_B07,
    cells.check_B08,
    cells.check_B09,
    base.check_C01,
    base.check_C02,
    base.check_C03,
    base.check_C04,
    base.check_C05,
    plausible.check_C06,
    base.check_C07,
    plausible.check_C08,
    plausible.check_C09,
    plausible.check_C10,
    target_money.check_D01,
    target_money.check_D02,
    target_money.check_D03,
    target_money.check_D04,
    target_money.check_D05,
    targets.check_D06,
    structure.check_D07,
    targets.check_D08,
    targets.check_D09,
    targets.check_D10,
    grades.check_D11,
    target_money.check_D12,
    grades.check_D13,
    targets.check_D14,
    targets.check_D15,
    targets.check_D16,
    targets.check_D17,
    scores.check_E01,
    scores.check_E11,
    scores.check_E12,
    claims.check_E13,
    claims.check_E14,
    claims.check_E15,
    claims.check_E16,
    flows.check_F02,
    figures.check_F08,
    structure.check_F14,
    claims.check_E17,
)
"""In the order they run: the last one, E17, looks at what those before it found."""

_ORDER = {"error": 0, "warning": 1, "info": 2}


def run_checks(context: Context) -> list[Finding]:
    """All findings of one unit, errors first, then by code, in the order of the sheet."""
    found = [finding for check in CHECKS[:-1] for finding in check(context)]
    return in_order(again_beside_reports(context, found))


def again_beside_reports(context: Context, found: list[Finding]) -> list[Finding]:
    """`found` with E17 looked at anew: the tables, or then a report, may have shown that the figures are not accurate."""
    rest = [finding for finding in found if finding.code != "E17"]
    return rest + list(CHECKS[-1](replace(context, earlier=tuple(rest))))


def in_order(findings: list[Finding]) -> list[Finding]:
    """Errors first, then warnings and infos; within a level by code (stable); one for a kind of cell."""
    return sorted(by_kind(findings), key=lambda finding: (_ORDER[finding.level], finding.code))


__all__ = ["CHECKS", "Context", "again_beside_reports", "in_order", "run_checks"]
