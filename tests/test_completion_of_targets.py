"""A wording over the 完成率 of a row that counts, and over one that is named so: what was done over its 年度指标值."""

from __future__ import annotations

from decimal import Decimal

import pytest
from own_tables import REST, Row, own_table
from workbooks import indicator, score

LADDER = "完成率（完成值/目标值）100%（含）以上得10分；95%（含）—100%得8分；90%（含）—95%得6分；90%以下不得分。"
FEWER = "完成目标得10分；每少1公里扣0.5分，扣完为止。"


@pytest.mark.parametrize(
    ("name", "goal", "done", "criteria", "points"),
    [
        ("清扫保洁面积完成率", "192万平方米", "192.8万平方米", LADDER, "10"),
        ("清扫保洁面积完成率", "192万平方米", "185万平方米", LADDER, "8"),
        ("清扫保洁面积", "192万平方米", "185万平方米", LADDER, "8"),
        ("清扫保洁面积完成率", "100%", "96%", LADDER, None),
        ("清扫保洁面积完成率", "192万平方米", "185万公顷", LADDER, None),
        ("清扫保洁面积完成率", "192万平方米", "约185万平方米", LADDER, None),
        ("清扫保洁面积完成率", "192万平方米", "185万平方米", LADDER.replace("完成值/目标值", "完成值/合同值"), None),
        ("河道清淤长度", "24公里", "21公里", FEWER, "8.5"),
        ("河道清淤长度", "24公里", "25公里", FEWER, "10"),
        ("河道清淤长度", "24公里", "21处", FEWER, None),
    ],
)  # fmt: skip
def test_what_was_done_over_the_target(
    name: str, goal: str, done: str, criteria: str, points: str | None
) -> None:
    """185÷192＝96.35%；少3公里扣 1.5 分。"""
    book = own_table(Row(name, criteria, done, goal=goal), REST)
    found = indicator(score(book, "某局-2023.xlsx"), name)
    assert found.score == (None if points is None else Decimal(points)), found.steps
