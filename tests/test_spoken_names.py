"""An indicator under the name that its own wording speaks of, and a row of the money without a 分值."""

from __future__ import annotations

from typing import Any

import pytest
from own_tables import CONTROL, REST, STEP, Row, own_table
from target_tables import Aim, aims
from workbooks import findings, indicator, score

from sheetscore.model.outcome import Status

BASE = [
    ("部门整体支出绩效评价基础数据表",), ("填报单位：某局",), ("财政供养人员情况", "编制数", "2023年实际在职人数", "控制率"),
    (None, 40, 42, 1.05),
    ("经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"), ("三公经费", 12, 10, 9), ("公用经费", 90, 100, 102),
]  # fmt: skip
STAFF = "在职人员控制率≤100%，计10分；每超过一个百分点扣1分，扣完为止。"
BY_STAFF = "在职人员控制率=（在职人员数/编制数）×100%"


def scored(line: Row) -> Any:
    book = own_table(line, REST, base=BASE)
    book["自评表"].delete_cols(8)
    return indicator(score(book), line.name)


@pytest.mark.parametrize(
    ("criteria", "explanation"),
    [
        (STAFF, BY_STAFF),
        (STAFF, ""),
        (CONTROL, BY_STAFF),
        (STAFF.replace("在职人员", "财政供养人员"), "财政供养人员控制率=在职人员数/编制数×100%"),
    ],
)
def test_the_rate_of_staff_under_its_other_name(criteria: str, explanation: str) -> None:
    """42÷40＝105%：超 5 个百分点，扣 5 分。"""
    assert scored(Row("财政供养人员控制率", criteria, None, None, explanation)).score == 5


@pytest.mark.parametrize(
    ("name", "criteria", "explanation"),
    [
        ("财政供养人员控制率", STAFF.replace("在职人员", "编外人员"), ""), ("编外人员控制率", STAFF, BY_STAFF),
        ("财政供养人员经费控制率", STAFF, ""),
    ],
)  # fmt: skip
def test_another_rate_of_staff_is_not_taken_for_it(
    name: str, criteria: str, explanation: str
) -> None:
    assert scored(Row(name, criteria, None, None, explanation)).score is None


@pytest.mark.parametrize(
    "name",
    ["公用经费控制率100%", "公用经费控制率≤100%", "公用经费控制率（100%）"],
)
def test_a_target_behind_the_name(name: str) -> None:
    """102÷100：超 2 个百分点扣 2 分，和没有写 100% 的一样。"""
    assert scored(Row(name, CONTROL, None, None, "")).score == 8


def test_a_target_behind_the_name_of_a_row_with_its_own_figure() -> None:
    outcome = score(own_table(Row("群众满意度100%", STEP, "88.5%"), REST))
    assert indicator(outcome, "群众满意度").score == 9


def test_a_number_that_is_part_of_the_name_stays() -> None:
    assert scored(Row("公用经费控制率50%", CONTROL, None, None, "")).score is None


@pytest.mark.parametrize("blank", [(), (None, 0.95, None), ("-", 0.95, "-")])
def test_a_money_row_without_points_is_worked_out_and_counts_nothing(
    blank: tuple[object, ...],
) -> None:
    outcome = score(aims(Aim("≥10家", 10, 100, 100), money=(100, 100, 95, *blank)), year=2022)
    row = indicator(outcome, "预算执行率")
    assert (row.points, row.score, row.status) == (0, 0, Status.FILLED)
    assert outcome.totals is not None
    assert outcome.totals.reviewed == 100
    assert [each.code for each in findings(outcome, level="error")] == []


def test_a_money_row_with_a_claim_and_no_points_is_still_told() -> None:
    outcome = score(
        aims(Aim("≥10家", 10, 100, 100), money=(100, 100, 95, None, 0.95, 9.5)), year=2022
    )
    assert findings(outcome, "D07") != []
