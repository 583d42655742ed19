"""高于计划1个百分点加0.5分，低于计划1个百分点扣0.5分; 达到90%得满分，达不到按比例."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from own_tables import REST, Row, own_table
from workbooks import indicator, score

GROWTH = "地区生产总值增长率"
EITHER = "高于计划1个百分点加0.5分，低于计划1个百分点扣0.5分"
BASED = "基本分8分，高于计划1个百分点加0.5分，最高10分，低于计划1个百分点扣0.5分"
EACH = "每高于计划1个百分点加0.5分，每低于计划2个百分点扣0.5分"


def one(name: str, criteria: str, done: object, goal: object = None) -> Any:
    row = Row(name, criteria, done, goal, points=10)
    return indicator(score(own_table(row, REST)), name)


@pytest.mark.parametrize(
    ("criteria", "done", "right"),
    [
        (EITHER, "10%", "10"), (EITHER, "9.1%", "10"), (EITHER, "8%", "9"), (EITHER, "0%", "5"),
        (EITHER, "10.9%", "10"),
        (BASED, "10%", "8"), (BASED, "12%", "9"), (BASED, "14%", "10"), (BASED, "20%", "10"), (BASED, "8%", "7"),
        (EACH, "8%", "9.5"), (EACH, "10%", "10"),
    ],
)  # fmt: skip
def test_both_sides_of_what_was_planned(criteria: str, done: str, right: str) -> None:
    found = one(GROWTH, criteria, done, "10%")
    assert found.score == Decimal(right), found.steps


@pytest.mark.parametrize(
    ("criteria", "done", "goal"),
    [
        (EITHER, "12%", "10%"),  # more than the points of the row
        (EITHER, "8%", None),
        (EITHER.replace("低于计划1个", "低于计划2个"), "8%", "10%"),
        (f"{EITHER}，受灾年度除外", "8%", "10%"),
        (BASED.replace("基本分8分", "基本分原则上8分"), "12%", "10%"),
        (EITHER.replace("高于计划", "高于上年"), "8%", "10%"),
    ],
)
def test_what_is_not_said_of_both_is_for_a_person(criteria: str, done: str, goal: object) -> None:
    found = one(GROWTH, criteria, done, goal)
    assert found.score is None, found.steps


SHORT = "达到90%得满分，达不到按比例"
BELOW = "90%以上得满分，90%以下按比例得分"


@pytest.mark.parametrize("criteria", [SHORT, BELOW, "90%以上得满分，否则按比例得分"])
def test_full_marks_are_full_whatever_the_proportion_is_of(criteria: str) -> None:
    for name in ("群众满意度", "任务完成率"):
        assert one(name, criteria, "91%").score == 10
        assert one(name, criteria, "90%").score == 10
        low = one(name, criteria, "85%")
        assert (low.score, low.low, low.high) == (None, Decimal("8.50"), Decimal("9.44"))


def test_a_gap_between_the_two_is_for_a_person() -> None:
    assert one("群众满意度", "大于90%得满分，小于90%按比例得分", "95%").score is None
