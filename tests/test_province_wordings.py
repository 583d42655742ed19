"""各省的写法（tests/cases/provinces.toml）：边界两侧都得对；要由人评定的不算分，并写明为什么。"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_county_wordings import scores

from sheetscore.rules import Rule, compile_criteria
from sheetscore.rules.telling.tried_values import score_value

ROWS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "provinces.toml").read_text("utf-8")
)["row"]


def rule_of(row: dict[str, Any]) -> Rule:
    return compile_criteria(row["text"], Decimal(str(row["points"])), row["name"])


def row_id(row: dict[str, Any]) -> str:
    return str(row["text"][:30])


@pytest.mark.parametrize("row", [r for r in ROWS if not r.get("judged")], ids=row_id)
def test_a_wording_scores_right_on_both_sides_of_each_boundary(row: dict[str, Any]) -> None:
    found, wanted = scores(row)
    assert found == wanted, (rule_of(row).leftover_quotes, rule_of(row).problems)


@pytest.mark.parametrize("row", [r for r in ROWS if r.get("judged")], ids=row_id)
def test_what_a_person_must_decide_has_no_score_and_says_why(row: dict[str, Any]) -> None:
    rule = rule_of(row)
    assert rule.kind == "judged"
    assert rule.leftover_quotes or rule.problems
    told = score_value(rule, "80%")
    assert told.score is None
    assert any("由人评定：" in step for step in told.steps)


def why(text: str, name: str, points: int, value: str = "80%") -> str:
    rule = compile_criteria(text, points, name)
    return "".join(score_value(rule, value).steps)


def test_a_rule_that_is_left_to_a_person_says_why() -> None:
    assert "按名次计分" in why("按完成率排名，第一名得5分，以下每名扣1分。", "任务完成率", 5)
    steps = why("控制率≤100%得5分，每超1%扣1分，扣完为止，政策性增支除外。", "公用经费控制率", 5)
    assert "政策性增支除外" in steps
    assert "例外" in steps
    steps = why("≥90%得5分，≤95%得3分", "群众满意度", 5)
    assert "前后不合" in steps


def test_a_score_formula_that_is_not_understood_is_quoted() -> None:
    rule = compile_criteria("得分=预算资金执行率×10", 10, "预算执行率")
    assert rule.kind == "judged"
    assert rule.leftover_quotes == ["得分=预算资金执行率×10"]


def test_points_added_say_where_they_begin_and_end() -> None:
    text = "完成率100%得8分，每超过1个百分点加0.5分，加至10分为止；每低1个百分点扣0.5分，扣完为止。"
    assert why(text, "计划完成率", 10, "103%") == (
        "超过 100% 的部分是 3 个百分点，每 1 个百分点加 0.5 分（满一档才加），共 3 档，8 分加 1.5 分，最高 10 分，得 9.5 分。"
    )
    rule = compile_criteria(
        "完成率100%得10分，每超过1个百分点加0.5分；每低1个百分点扣1分，扣完为止。", 10, "计划完成率"
    )
    told = score_value(rule, "103%")
    assert (told.score, told.low, told.high) == (None, 10, 10)
    assert "超出分值 10 分" in "".join(told.steps)


def test_a_started_step_adds_nothing_whatever_the_profile_takes_off() -> None:
    """计分方案写“不足一档也扣一档”：说的是扣分，100.5% 仍是 8 分，99.5% 扣一档。"""
    text = "完成率100%得8分，每超过1个百分点加0.5分，加至10分为止；每低1个百分点扣0.5分，扣完为止。"
    rule = compile_criteria(text, 10, "计划完成率", reading="started")
    assert rule.score("100.5%") == 8
    assert rule.score("99.5%") == Decimal("7.5")
    stated = compile_criteria(text + "不足1个百分点按1个百分点计。", 10, "计划完成率")
    assert stated.kind == "judged"


def test_a_part_by_proportion_gives_the_span_of_all_its_readings() -> None:
    """90%：率×分值是 9 分，从 80% 的 0 分到 100% 的 10 分是 5 分。"""
    rule = compile_criteria(
        "执行率100%得10分，80%-100%的按比例得分，80%以下不得分。", 10, "预算执行率"
    )
    told = score_value(rule, "90%")
    assert (told.score, told.low, told.high) == (None, 5, 9)
