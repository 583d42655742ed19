"""Outcomes and rules as the JSON objects of schema 1 (docs/接口.md). Other programs rely on every key."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sheetscore.exact.amounts import json_number, round_for_display
from sheetscore.model.columns import rows
from sheetscore.model.finding import Finding
from sheetscore.model.listed import Reached
from sheetscore.model.outcome import Outcome
from sheetscore.rules import Rule
from sheetscore.rules.telling.tried_values import ValueScore

SCHEMA = 1


def outcome_object(outcome: Outcome, output: str | None) -> dict[str, Any]:
    """One unit. `output` is the completed workbook relative to the current folder, None for `check`."""
    totals = outcome.totals
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "unit": outcome.unit,
        "project": outcome.project or None,
        "year": outcome.year,
        "form": outcome.form or None,
        "files": list(outcome.files),
        "status": outcome.status,
        "totals": None
        if totals is None
        else {
            "points": json_number(totals.points),
            "claimed": json_number(totals.claimed),
            "reviewed": json_number(totals.reviewed),
            "low": json_number(totals.low),
            "high": json_number(totals.high),
            "grade": totals.grade,
        },
        "indicators": [indicator_object(row) for row in rows(outcome.indicators)],
        "findings": [finding_object(finding) for finding in outcome.findings],
        "output": output,
    }
    if outcome.status != "scored":
        found |= {"code": outcome.code, "message": outcome.message}
    if outcome.status == "unscored":
        found["reached"] = [_reached_object(each) for each in outcome.reached]
    return found


def _reached_object(each: Reached) -> dict[str, Any]:
    return {
        "indicator": each.indicator, "target": each.target, "actual": each.actual, "reached": each.reached,
        "why": each.why, "cell": f"{each.sheet}!{each.cell}",
    }  # fmt: skip


def indicator_object(row: Any) -> dict[str, Any]:
    """One indicator; `row` is a named tuple of the calculated frame."""
    return {
        "level1": row.level1,
        "level2": row.level2,
        "indicator": row.indicator,
        "points": json_number(row.points),
        "claimed": json_number(row.claimed),
        "rate": None if row.rate is None else round_for_display(row.rate),
        "score": json_number(row.score),
        "low": json_number(row.low),
        "high": json_number(row.high),
        "reachable": _numbers(row.reachable),
        "status": str(row.status),
        "assessed": json_number(row.assessed) if row.basis is None else None,
        "missing": [
            {
                "term": missing.term, "item": missing.item, "measure": missing.measure, "year": missing.year,
                "cell": missing.cell, "points": json_number(missing.points),
            }
            for missing in row.missing
        ],
        "steps": list(row.steps),
        "excel": row.excel,
        "cell": f"{row.sheet}!{row.claimed_cell}" if row.claimed_cell else None,
    }  # fmt: skip


def finding_object(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "level": finding.level,
        "message": finding.message,
        "file": finding.file,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "cells": list(finding.cells),
        "found": finding.found,
        "expected": finding.expected,
        "advice": finding.advice,
    }


def rule_object(rule: Rule, values: list[ValueScore], ref: str = "A1") -> dict[str, Any]:
    """One compiled wording and what each value would score; `excel` refers to the cell `ref`."""
    return {
        "schema": SCHEMA,
        "kind": rule.kind,
        "computable": rule.computable,
        "points": json_number(rule.points_decimal),
        "restated": rule.restate(),
        "leftover": rule.leftover_quotes,
        "reachable": _numbers(rule.reachable),
        "excel": rule.to_excel(ref),
        "values": [
            {
                "value": found.value,
                "score": json_number(found.score),
                "low": json_number(found.low),
                "high": json_number(found.high),
                "readings": {name: json_number(score) for name, score in found.readings.items()},
                "steps": list(found.steps),
            }
            for found in values
        ],
    }


def _numbers(values: tuple[Decimal, ...] | None) -> list[int | float | None] | None:
    return None if values is None else [json_number(value) for value in values]
