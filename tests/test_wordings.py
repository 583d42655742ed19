"""评价标准的各种写法（tests/cases/wordings.toml）：必须读懂的读对，近似而不同的转人工。"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sheetscore.rules import Rule, compile_criteria
from sheetscore.rules.telling.tried_values import score_value

ENTRIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "wordings.toml").read_text("utf-8")
)["wording"]
SPELLINGS = [(entry, text) for entry in ENTRIES for text in entry["spellings"]]
REFUSALS = [(entry, text) for entry in ENTRIES for text in entry["refuses"]]


def rule_of(entry: dict[str, Any], text: str) -> Rule:
    return compile_criteria(text, Decimal(str(entry["points"])), entry["name"])


def case_id(value: Any) -> str | None:
    return value if isinstance(value, str) else None


@pytest.mark.parametrize(("entry", "text"), SPELLINGS, ids=case_id)
def test_a_known_wording_scores_right_on_both_sides_of_every_boundary(
    entry: dict[str, Any], text: str
) -> None:
    rule = rule_of(entry, text)
    assert rule.kind == entry["kind"], (rule.leftover_quotes, rule.problems)
    found = {value: score_value(rule, value).score for value in entry["scores"]}
    wanted = {value: None if s == "-" else Decimal(str(s)) for value, s in entry["scores"].items()}
    assert found == wanted


@pytest.mark.parametrize(("entry", "text"), REFUSALS, ids=case_id)
def test_a_near_miss_goes_to_a_person(entry: dict[str, Any], text: str) -> None:
    rule = rule_of(entry, text)
    assert not rule.computable
    assert rule.kind == "judged"
    assert rule.leftover or rule.problems, "要说明哪里没有读懂"
    assert rule.score(Decimal("0.5")) is None
    assert rule.to_excel("A1") is None


@pytest.mark.parametrize(("entry", "text"), SPELLINGS, ids=case_id)
def test_a_restated_rule_reads_as_the_same_rule(entry: dict[str, Any], text: str) -> None:
    rule = rule_of(entry, text)
    if rule.shape is None:
        assert entry["kind"] == "judged"
        return
    again = rule_of(entry, rule.restate())
    assert again.shape == rule.shape
    assert again.kind == rule.kind


@pytest.mark.parametrize(("entry", "text"), SPELLINGS, ids=case_id)
def test_what_is_said_to_be_unreachable_never_comes_out(entry: dict[str, Any], text: str) -> None:
    rule = rule_of(entry, text)
    if rule.reachable is None:
        return
    produced = {rule.score(Decimal(n) / 1000) for n in range(-200, 2200, 7)} - {None}
    assert produced <= set(rule.reachable)
