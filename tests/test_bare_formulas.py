"""A formula printed without “X=”, terms without an item, and a table that prints no formula: what is scored, and what is not.

公用经费 is 100 of 100 in the small 基础数据表, 三公经费 9 of 10, 采购 50 of 50, 在职 38 of 40, 部门整体支出 1000 → 1050.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from workbooks import BASE_ROWS, CLEAN_LINES, Line, clean, findings, indicator, score

STEP = "≤100%计满分，每超过1%扣1分，扣完为止。"
CHANGE = "≤0计满分；大于0的，每超过1个百分点扣1分，扣完为止。"
BANDS = "等于0计满分；0-10%（含），计20分；10-20%（含），计10分；大于20%不得分。"
FOUR: tuple[tuple[object, ...], ...] = (
    *BASE_ROWS[:4],
    ("经费控制情况（万元）", "2019年预算数", "2019年决算数", "2020年预算数", "2020年决算数"),
    ("三公经费", 8, 12, 10, 9),
    ("公用经费", 90, 90, 100, 105),
    ("政府采购金额", 40, 40, 50, 50),
    ("部门整体支出预算调整", "——", "——", 1000, 1150),
)
"""The same with the budgets of both years."""


def row(
    name: str,
    explanation: str = "",
    criteria: str = STEP,
    base: tuple[tuple[object, ...], ...] = FOUR,
) -> Any:
    """The one indicator of this name, worth 30 points, as it comes out."""
    first = CLEAN_LINES[0]
    line = Line(name, 30, criteria, explanation, 30, first.level1, first.level2)
    return indicator(
        score(clean(lines=(line, *CLEAN_LINES[4:]), base=base)), name.strip("“").replace("”", "")
    )


BARE: list[tuple[str, str, str, int]] = [
    ("公用经费控制率", "实际支出/预算安排×100%。", STEP, 25),
    ("公用经费控制率", "决算/预算", STEP, 25),
    ("公用经费控制率", "（决算数÷预算数）×100%，反映公用经费的控制情况。", STEP, 25),
    ("公用经费控制率", "计算公式：公用经费决算数/公用经费预算数×100%", STEP, 25),
    ("“三公经费”控制率", "决算数/预算数", STEP, 30),
    ("政府采购执行率", "实际/预算", STEP, 30),
    ("政府采购执行率", "实际采购金额/采购预算", STEP, 30),
    ("在职人员控制率", "在职/编制", STEP, 30),
    ("“三公经费”变动率", "（本年预算-上年预算）/上年预算×100%", CHANGE, 5),
    ("“三公经费”变动率", "预算数比预算数", CHANGE, 5),
    ("“三公经费”变动率", "本年预算与上年预算比较。", CHANGE, 5),
    ("公用经费控制率", "", STEP + "实际支出/预算安排×100%。", 25),
    ("“三公经费”变动率", "", CHANGE + "以本年预算数与上年预算数比较。", 5),
    ("预算控制率", "本年追加预算/年初预算；本年追加预算=决算数-年初数。", BANDS, 10),
    ("预算控制率", "预算控制率=本年追加预算/年初预算；本年追加预算=决算数-年初数。", BANDS, 10),
    ("公用经费控制率", "公用经费控制率=决算数/年初预算数×100%", STEP, 25),
]


@pytest.mark.parametrize(("name", "explanation", "criteria", "points"), BARE)
def test_an_expression_of_figures_is_the_formula_of_the_row(
    name: str, explanation: str, criteria: str, points: int
) -> None:
    found = row(name, explanation, criteria)
    assert (found.score, found.low, found.high) == (points, points, points)


NOT_READ: list[tuple[str, str, str]] = [
    ("“三公经费”变动率", "本年预算/上年预算", CHANGE),  # 125 % is no change of 25 %
    ("公用经费控制率", "（决算数-预算数）/预算数", STEP),  # 5 % is no rate of control
    ("公用经费控制率", "人均实际支出/人均预算", STEP),
    ("公用经费控制率", "上年决算数/上年年初数以外的预算", STEP),
    ("公用经费控制率", "按决算/预算考核", STEP),
    ("公用经费控制率", "决算/预算，或本年决算/上年决算", STEP),
    ("公用经费控制率", "不超过预算。决算/预算", STEP),
    ("一般性经费控制率", "实际支出/预算安排", STEP),  # no such row
    ("预算控制率", "本年追加预算/年初预算", BANDS),  # and what was added is not told
    ("预算控制率", "预算控制率=本年追加预算/年初预算；追加数=决算数-年初数。", BANDS),
]


@pytest.mark.parametrize(("name", "explanation", "criteria"), NOT_READ)
def test_what_is_no_plain_expression_of_known_figures_gives_no_score(
    name: str, explanation: str, criteria: str
) -> None:
    assert row(name, explanation, criteria).score is None


def test_the_steps_say_what_a_term_without_an_item_is() -> None:
    steps = row("公用经费控制率", "实际支出/预算安排").steps
    assert "“实际支出”按指标名称是公用经费的决算数。" in steps


def test_the_second_budget_of_a_year_leaves_open_which_is_meant() -> None:
    heads = ("经费控制情况", "2020年年初预算", "2020年调整预算", "2020年决算")
    differs = (*BASE_ROWS[:4], heads, ("公用经费", 100, 110, 105))
    same = (*BASE_ROWS[:4], heads, ("公用经费", 100, 100, 105))
    for explanation in ("决算/预算", ""):
        assert row("公用经费控制率", explanation, base=differs).score is None
        assert row("公用经费控制率", explanation, base=same).score == 25
    assert row("公用经费控制率", "决算/年初预算", base=differs).score == 25


def test_a_formula_of_the_criteria_goes_before_a_shortened_one() -> None:
    criteria = "公用经费控制率=公用经费决算数/公用经费预算数×100%。" + STEP
    assert row("公用经费控制率", "实际/预算", criteria).score == 25


STANDARD = [
    ("在职人员控制率", STEP, 30),
    ("财政供养人员控制率", STEP, 30),
    ("“三公经费”变动率", CHANGE, 5),
    ("公用经费控制率", STEP, 25),
    ("“三公经费”控制率", STEP, 30),
    ("政府采购执行率", STEP, 30),
]


@pytest.mark.parametrize(("name", "criteria", "points"), STANDARD)
def test_the_national_definition_stands_in_where_the_table_says_nothing(
    name: str, criteria: str, points: int
) -> None:
    found = row(name, "", criteria)
    assert found.score == points
    assert any("财预〔2013〕53号" in step and "没有写公式" in step for step in found.steps)


@pytest.mark.parametrize(
    ("name", "explanation", "criteria"),
    [
        ("公用经费控制率", "按单位职工人均计算。", STEP),
        ("公用经费控制率", "——", STEP),
        ("公用经费控制率", "", "以决算数与上年决算数比较。" + STEP),
        ("“三公经费”变动率", "", "决算变动率≤0计满分；大于0的，每超过1个百分点扣1分，扣完为止。"),
        ("“三公经费”变动率", "决算数比决算数", CHANGE),
        ("公用经费超支率", "", STEP),
        ("人均公用经费控制率", "", STEP),
    ],
)
def test_it_never_stands_against_a_word_of_the_table(
    name: str, explanation: str, criteria: str
) -> None:
    assert row(name, explanation, criteria).score is None


def test_it_needs_every_figure() -> None:
    found = row("“三公经费”变动率", "", CHANGE, base=BASE_ROWS)
    assert (found.score, str(found.status)) == (None, "missing")
    assert [each.term for each in found.missing] == ["“三公经费”变动率"]


def test_it_is_told_as_a_finding() -> None:
    line = replace(CLEAN_LINES[1], explanation="")
    told = findings(score(clean(lines=(CLEAN_LINES[0], line, *CLEAN_LINES[2:]))), "F14")
    assert [each.level for each in told] == ["info"]
    assert "财预〔2013〕53号" in told[0].message


def test_a_row_s_own_name_is_the_actual_figure_where_the_row_has_no_other() -> None:
    name, formula = "国库集中支付率", "国库集中支付金额/财政资金支付总额"
    paid = (
        *FOUR,
        ("国库集中支付金额", None, 80, None, 95),
        ("财政资金支付总额", None, 90, None, 100),
    )
    planned = (*paid[:-1], ("财政资金支付总额", None, 90, 99, 100))
    criteria = "≥95%计满分，每低1个百分点扣1分，扣完为止。"
    assert row(name, formula, criteria, paid).score == 30
    assert row(name, formula, criteria, planned).score is None


def test_the_year_s_budget_is_that_of_the_expenditure_where_no_total_is_named() -> None:
    heads = ("收支情况", "2020年年初预算数", "2020年全年预算数", "2020年决算数")
    base = (*BASE_ROWS[:4], heads, ("本年收入", 900, 1000, 1000), ("本年支出", 900, 1000, 980))
    criteria = "执行率98%（含）以上得30分；95%（含）-98%得20分；低于95%不得分。"
    assert row("预算执行率", "本年支出/全年预算数", criteria, base).score == 30
    assert row("预算执行率", "实际支出/全年预算数", criteria, base).score is None
