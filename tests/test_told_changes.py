"""The change on last year told in the 完成值 (上升3%, 同比下降6%), where the wording compares with last year alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from own_tables import REST, Row, own_table
from recalc import recalculate, same, values
from workbooks import indicator, score

from sheetscore.writers.completed import write_completed

RISES = "与上年相比，每上升1个百分点扣1分"
FALLS = "较上年下降5%以上得5分，否则不得分"
GROWS = "比上年增长10%以上得5分，每低1个百分点扣1分"


def one(name: str, criteria: str, done: object, goal: object = None) -> Any:
    row = Row(name, criteria, done, goal, points=5)
    rest = Row("制度建设", REST.criteria, "已建立", points=95, claim=95)
    return indicator(score(own_table(row, rest)), name)


@pytest.mark.parametrize(
    ("name", "criteria", "done", "right"),
    [
        ("刑事案件", RISES, "上升3%", 2),
        ("刑事案件", RISES, "同比上升3.9%", 2),
        ("刑事案件", RISES, "上升5%", 0),
        ("刑事案件", RISES, "与上年持平", 5),
        ("刑事案件", RISES, "较上年下降3%", 5),
        ("刑事案件发案率", RISES, "上升3个百分点", 2),
        ("刑事案件", FALLS, "下降6%", 5),
        ("刑事案件", FALLS, "下降5%", 5),
        ("刑事案件", FALLS, "下降4.9%", 0),
        ("刑事案件", FALLS, "上升6%", 0),
        ("游客人次", GROWS, "增长12.3%", 5),
        ("游客人次", GROWS, "比上年增长10%。", 5),
        ("游客人次", GROWS, "增长8%", 3),
    ],
)
def test_a_change_that_is_told_scores(name: str, criteria: str, done: str, right: int) -> None:
    row = one(name, criteria, done)
    assert row.score == Decimal(right), row.steps


@pytest.mark.parametrize(
    ("name", "criteria", "done"),
    [
        ("刑事案件", RISES, "3%"),
        ("刑事案件", RISES, "上升3起"),
        ("刑事案件", RISES, "上升约3%"),
        ("刑事案件", RISES, "环比上升3%"),
        ("刑事案件", RISES, "较计划上升3%"),
        ("刑事案件", RISES, "上升3个百分点"),
        ("刑事案件", RISES, "由上升转为下降3%"),
        ("刑事案件", RISES, "未上升"),
        ("刑事案件", RISES, "持平"),
        ("刑事案件发案率", RISES, "上升3%"),
        ("满意度", "比上年提高5%得5分，否则不得分", "提高5个百分点"),
        ("刑事案件", FALLS, "6%"),
    ],
)
def test_anything_else_is_no_change_of_the_row(name: str, criteria: str, done: str) -> None:
    assert one(name, criteria, done).score is None


def test_a_target_in_the_row_may_be_what_it_is_compared_with() -> None:
    assert one("刑事案件", RISES, "上升3%", "≤100起").score is None


def test_another_program_finds_the_same(tmp_path: Path) -> None:
    rows = [
        Row("刑事案件", RISES, "上升3%", points=5), Row("治安案件", FALLS, "下降6%", points=5),
        Row("游客人次", GROWS, "增长8%", points=5), Row("制度建设", REST.criteria, "已建立", points=85, claim=85),
    ]  # fmt: skip
    written = tmp_path / "复核.xlsx"
    written.write_bytes(write_completed(score(own_table(*rows))))
    before, after = values(written), recalculate(written)
    different = {
        at: (before[at], after.get(at)) for at in before if not same(before[at], after.get(at))
    }
    assert different == {}
