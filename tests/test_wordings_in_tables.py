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
        ("决算数≤预算数得满分，每超10%扣1分，扣完为止", "6"),
        ("控制率小于或等于1的，得8分；大于1的，不得分", "0"),
        ("控制率超过100%、110%、120%的，分别扣2分、4分、6分", "2"),
        ("控制率100%得6分，每降低10个百分点加1分，最高加2分；每超过10个百分点扣1分，扣完为止", "4"),
        ("查阅资料。控制率≤100%得8分，每超过10%（不足10%按10%计）扣1分，扣完为止", "5"),
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


def purchases(criteria: str, spent: int) -> object:
    """The row 政府采购执行率 (6 points) with another wording, 1000 planned and `spent`."""
    cells = {"指标表!G11": criteria, "基础数据表!D21": 1000, "基础数据表!F21": spent}
    return indicator(score(sample(cells)), "政府采购执行率")


def test_points_added_on_top_count_as_far_as_the_row_s_points_go() -> None:
    """103%：5 分加 3 档 0.1 分；120% 到 6 分为止；没有写为止的，加出 6 分以后由人定。"""
    text = "执行率100%得5分，每超过1个百分点加0.1分，加至满分为止；每低1个百分点扣0.1分，扣完为止"
    assert [purchases(text, spent).score for spent in (1030, 1200, 990)] == [  # type: ignore[attr-defined]
        Decimal("5.30"),
        Decimal("6.00"),
        Decimal("4.90"),
    ]
    row = purchases(text.replace("，加至满分为止", ""), 1200)
    assert (row.score, row.status) == (None, "judged")  # type: ignore[attr-defined]
    assert (row.low, row.high) == (6, 6)  # type: ignore[attr-defined]


def test_a_part_by_proportion_gives_a_span_and_no_score() -> None:
    """90%：率×分值是 5.4，从 80% 的 0 分到 100% 的 6 分是 3。"""
    row = purchases("执行率100%得6分，80%-100%的按比例得分，80%以下不得分", 900)
    assert (row.score, row.status) == (None, "judged")  # type: ignore[attr-defined]
    assert (row.low, row.high) == (Decimal("3.00"), Decimal("5.40"))  # type: ignore[attr-defined]


def test_an_exception_leaves_the_score_to_a_person_between_the_rule_and_full_marks() -> None:
    row = rescored("控制率≤100%得8分，每超过10个百分点扣1分，扣完为止，政策性增支除外")
    assert (row.score, row.status) == (None, "judged")  # type: ignore[attr-defined]
    assert (row.low, row.high) == (Decimal("5.00"), Decimal(8))  # type: ignore[attr-defined]


def test_a_wording_about_another_quantity_is_not_scored_with_this_row_s_figures() -> None:
    row = rescored("三公经费控制率≤130%得8分，每超过1%扣1分，扣完为止")
    assert (row.score, row.status) == (None, "judged")  # type: ignore[attr-defined]
