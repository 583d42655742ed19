"""别处的写法放进一张表里：得分、范围和公式随着走。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from workbooks import indicator, sample, score


def rescored(criteria: str, **cells: object) -> object:
    """The row 公用经费控制率 of the sample (117.48 of 93.7) with another wording; `cells` are 基础数据表 cells."""
    changes: dict[str, object] = {"指标表!G9": criteria}
    changes |= {f"基础数据表!{cell}": value for cell, value in cells.items()}
    return indicator(score(sample(changes)), "公用经费控制率")


@pytest.mark.parametrize(
    ("criteria", "points"),
    [
        ("控制率≤100%得8分，否则不得分", "0"),
        ("控制率≤100%得8分；100%-130%（含）得4分；大于130%不得分", "4"),
        ("控制率≤100%得8分，每超过10个百分点扣1分，扣完为止", "6"),
        ("控制率≤100%得8分，每超过10个百分点扣1分，最多扣1分", "7"),
        ("≤100%", "5.97"),
    ],
)
def test_another_wording_scores_the_same_figures(criteria: str, points: str) -> None:
    row = rescored(criteria)
    assert row.score == Decimal(points)  # type: ignore[attr-defined]
    assert row.status == "differs"  # type: ignore[attr-defined]


def test_a_proportion_with_two_readings_gives_a_span_and_no_score() -> None:
    """达到 90% 得满分，达不到按比例：45% 可得 45%×8=3.6 或 45%÷90%×8=4 分。"""
    row = indicator(
        score(
            sample(
                {
                    "指标表!G11": "执行率达到90%得满分，达不到的按比例得分",
                    "基础数据表!D21": 1000,
                    "基础数据表!F21": 450,
                }
            )
        ),
        "政府采购执行率",
    )
    assert (row.score, row.status) == (None, "judged")
    assert (row.low, row.high) == (Decimal("2.70"), Decimal("3.00"))


def test_an_exception_leaves_the_score_to_a_person_between_the_rule_and_full_marks() -> None:
    row = rescored("控制率≤100%得8分，每超过10个百分点扣1分，扣完为止，政策性增支除外")
    assert (row.score, row.status) == (None, "judged")  # type: ignore[attr-defined]
    assert (row.low, row.high) == (Decimal("5.00"), Decimal(8))  # type: ignore[attr-defined]


def test_a_wording_about_another_quantity_is_not_scored_with_this_row_s_figures() -> None:
    row = rescored("三公经费控制率≤130%得8分，每超过1%扣1分，扣完为止")
    assert (row.score, row.status) == (None, "judged")  # type: ignore[attr-defined]
