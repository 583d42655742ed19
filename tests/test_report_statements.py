"""Each statement of tests/cases/report_statements.toml, alone in a report, gets the verdict that a pocket calculator gives."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from reports import context, findings

from sheetscore.reports.relations.ratios import executions
from sheetscore.reports.relations.shares import shares
from sheetscore.reports.relations.table_sums import table_rates

CASES = Path(__file__).parent / "cases" / "report_statements.toml"
STATEMENTS: list[dict[str, Any]] = tomllib.loads(CASES.read_text("utf-8"))["statement"]
LEVEL = {"tail": "info", "warn": "warning", "unable": "warning", "error": "error", "info": "info"}


def names(statement: dict[str, Any]) -> str:
    return str(statement["name"])


def test_all_statements_are_here() -> None:
    assert len(STATEMENTS) == 37
    assert Counter(each["verdict"] for each in STATEMENTS) == {
        "ok": 16, "warn": 9, "error": 6, "tail": 4, "unable": 1, "info": 1,
    }  # fmt: skip


@pytest.mark.parametrize("statement", STATEMENTS, ids=names)
def test_the_verdict(statement: dict[str, Any]) -> None:
    found = findings(*statement["lines"], code=statement["check"])
    if statement["verdict"] == "ok":
        assert found == []
        return
    assert [each.level for each in found] == [LEVEL[statement["verdict"]]]
    (finding,) = found
    assert finding.found == statement.get("found", finding.found)
    assert finding.expected == statement.get("expected", finding.expected)
    assert statement.get("proof", "") in finding.message
    assert finding.advice.endswith("。")
    assert finding.cell.startswith(("第", "表"))


@pytest.mark.parametrize("statement", STATEMENTS, ids=names)
def test_nothing_else_is_an_error(statement: dict[str, Any]) -> None:
    errors = [each.code for each in findings(*statement["lines"]) if each.level == "error"]
    assert errors == ([statement["check"]] if statement["verdict"] == "error" else [])


@pytest.mark.parametrize(
    "statement", [each for each in STATEMENTS if each.keys() & {"sum", "rate", "share"}], ids=names
)
def test_what_is_right_was_compared_and_not_overlooked(statement: dict[str, Any]) -> None:
    read = context(*statement["lines"])
    proofs = {
        "sum": [each.proof for each in read.sums if each.verdict == "ok"],
        "rate": [each.proof for each in (*executions(read.report), *table_rates(read.report))],
        "share": [each.proof for each in shares(read.report, read.sums, read.quantities)],
    }
    for kind, said in proofs.items():
        if kind in statement:
            assert statement[kind] in said
