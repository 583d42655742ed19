"""What a report says of the whole unit in one paragraph and of its parts in another, each with its faulty twin."""

from __future__ import annotations

import pytest
from reports import complaints, figures, findings

SPENT = "按支出性质划分，全年支出500.00万元，其中基本支出200.00万元，占总支出的40.00%；项目支出300.00万元。"
LOWER = "以上是汇总数，二级单位支出合计120.00万元。"


def test_a_rank_is_no_number() -> None:
    assert [f.text for f in figures("二级单位5个、两级财政、三级医院三所")] == ["5 个", "3 所"]


def test_a_share_of_the_whole_is_not_taken_of_the_lower_units() -> None:
    """二级单位支出合计 is no 总支出."""
    assert complaints(SPENT, LOWER) == []
    wrong = complaints(SPENT.replace("40.00%", "44.00%"), LOWER)
    assert wrong == [("F05", "error")]


def test_the_whole_is_told_again_with_two_digits_swapped() -> None:
    closing = "总体来看，全年支出{}万元，保证了机关运转。"
    assert complaints(SPENT, closing.format("500.00")) == []
    assert complaints(SPENT, closing.format("505.00")) == [("F08", "warning")]


@pytest.mark.parametrize(
    "closing",
    [
        "三公经费方面，全年支出9.00万元，没有超出预算。",
        "全年支出9.00万元，用于公务接待。",
        "一、培训补助\n全年支出9.00万元，保证了培训。",
    ],
)
def test_all_year_spending_of_one_item_is_not_the_whole(closing: str) -> None:
    assert complaints(SPENT, *closing.split("\n")) == []


PROJECTS = (
    "（1）沟渠清淤项目：全年预算数60.00万元，全年执行数30.00万元，预算执行率为50.00%。",
    "（2）泵站检修项目：全年预算数40.00万元，全年执行数40.00万元，预算执行率为100.00%。",
)


def test_budgets_of_projects_are_no_second_budget_of_the_unit() -> None:
    assert complaints(*PROJECTS) == []
    wrong = [PROJECTS[0].replace("50.00%", "55.00%"), PROJECTS[1]]
    assert complaints(*wrong) == [("F04", "error")]


def test_two_budgets_of_the_unit_are_still_told() -> None:
    text = (
        "全年预算数100.00万元。",
        "调整预算数80.00万元，全年执行数40.00万元，预算执行率为50.00%。",
    )
    assert [each.code for each in findings(*text, code="D03")] == ["D03"]


BUDGETS = "年初预算400.00万元，年中追加预算90.00万元（基本20.00万元，项目70.00万元），加上年结转30.00万元，全年预算为520.00万元。"
RATE = "以全年预算为分母，预算执行率为96.15%；如果只与年初预算比较，则为125.00%。"


@pytest.mark.parametrize(("old", "new"), [("96.15%", "98.15%"), ("125.00%", "129.00%")])
def test_a_rate_of_figures_in_the_paragraphs_before(old: str, new: str) -> None:
    """500÷520＝96.15%，500÷400＝125%。"""
    assert complaints(BUDGETS, SPENT, RATE) == []
    assert complaints(BUDGETS, SPENT, RATE.replace(old, new)) == [("F04", "error")]


@pytest.mark.parametrize(
    "text",
    [
        (BUDGETS, SPENT, "以项目全年预算为分母，预算执行率为98.15%。"),
        (BUDGETS, SPENT, "以全年预算为分母，三公经费执行率为98.15%。"),
        (BUDGETS, "调整预算数为530.00万元。", SPENT, "以全年预算为分母，预算执行率为98.15%。"),
    ],
)
def test_a_rate_of_something_else_or_of_two_budgets_is_not_computed(text: tuple[str, ...]) -> None:
    assert [found for found in complaints(*text) if found[0] == "F04"] == []
