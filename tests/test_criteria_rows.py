"""131 条真实的评价标准（tests/cases/criteria.toml）：该算的算对，其余转人工并引出没有读懂的原文。"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sheetscore.rules import Rule, compile_criteria
from sheetscore.rules.telling.tried_values import score_value
from sheetscore.rules.telling.wording_kinds import CONTRACT_KIND

ROWS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "criteria.toml").read_text("utf-8")
)["row"]
SCORED = [row for row in ROWS if "scores" in row]
MUST_COMPILE = {
    0,
    1,
    3,
    4,
    5,
    6,
    15,
    16,
    17,
    18,
    20,
    21,
    24,
    52,
    56,
    57,
    79,
    80,
    81,
    82,
    83,
    88,
    122,
    124,
}
NO_POINTS = 10
"""Points for rows whose table prints none."""


def rule_of(row: dict[str, Any]) -> Rule:
    return compile_criteria(
        row.get("criteria", ""),
        Decimal(str(row.get("points", NO_POINTS))),
        row["indicator"],
        explanation=row.get("explanation", ""),
    )


def row_id(row: dict[str, Any]) -> str:
    return f"{row['number']} {row['indicator']}"


def test_every_row_that_must_be_computed_has_its_scores() -> None:
    assert {row["number"] for row in SCORED} == MUST_COMPILE


@pytest.mark.parametrize("row", SCORED, ids=row_id)
def test_a_computable_row_scores_right_on_both_sides_of_each_boundary(row: dict[str, Any]) -> None:
    rule = rule_of(row)
    assert rule.computable, (rule.leftover_quotes, rule.problems)
    found = {value: score_value(rule, value).score for value in row["scores"]}
    wanted = {v: None if s == "-" else Decimal(str(s)) for v, s in row["scores"].items()}
    assert found == wanted


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_each_row_has_its_kind_and_quotes_what_was_not_understood(row: dict[str, Any]) -> None:
    rule = rule_of(row)
    assert rule.kind == row["kind"]
    assert [quote.strip() for quote in rule.leftover_quotes] == row.get("left", [])
    for part in rule.leftover:
        assert rule.text[part.begin : part.end].strip() == part.quote.strip()


@pytest.mark.parametrize("row", ROWS, ids=row_id)
def test_a_row_is_of_a_kind_its_description_allows_or_goes_to_a_person(row: dict[str, Any]) -> None:
    allowed = {CONTRACT_KIND[kind] for kind in row["kinds"]} | {"judged"}
    if "per_missing" in row["kinds"]:
        allowed.add("checklist")
    assert row["kind"] in allowed


@pytest.mark.parametrize("row", [r for r in ROWS if r["kind"] == "judged"], ids=row_id)
def test_a_judged_row_never_gets_a_score(row: dict[str, Any]) -> None:
    rule = rule_of(row)
    for value in ("0%", "50%", "100%", "1", "优", "①"):
        assert score_value(rule, value).score is None
