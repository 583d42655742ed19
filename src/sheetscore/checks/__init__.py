"""Figures against figures → findings. A check is one function named by its code; `CHECKS` runs them all."""

from __future__ import annotations

from sheetscore.checks import figures, scores, structure
from sheetscore.checks.context import Context
from sheetscore.model import Finding

CHECKS = (
    structure.check_A03,
    structure.check_A10,
    structure.check_A11,
    figures.check_B05,
    scores.check_C07,
    structure.check_D07,
    scores.check_E01,
    scores.check_E11,
    scores.check_E12,
    figures.check_F08,
    structure.check_F14,
)

_ORDER = {"error": 0, "warning": 1, "info": 2}


def run_checks(context: Context) -> list[Finding]:
    """All findings of one unit, errors first, then by code, in the order of the sheet."""
    return in_order([finding for check in CHECKS for finding in check(context)])


def in_order(findings: list[Finding]) -> list[Finding]:
    """Errors first, then warnings and infos; within a level by code (stable)."""
    return sorted(findings, key=lambda finding: (_ORDER[finding.level], finding.code))


__all__ = ["CHECKS", "Context", "in_order", "run_checks"]
