"""A 基础数据表 drawn as a list (项目 | 单位 | 数值), and columns that hold only a part of the year: what is bound and what is not."""

from __future__ import annotations

import pytest
from workbooks import BASE_ROWS, CLEAN_LINES, Line, clean, indicator, score

Rows = list[tuple[object, ...]]
TITLE = ("部门整体支出基础数据表",)
STAFF: Rows = [("编制数", "人", 40), ("年末在职人员数", "人", 38)]
SPENT: Rows = [("公用经费预算数", "万元", 100), ("公用经费决算数", "万元", 105)]
HEAD = ("项目", "单位", "数值")


def points(rows: Rows, name: str = "公用经费控制率", formula: str = "") -> object:
    """The score of the row, worth 30; 5 points over cost 5."""
    first = CLEAN_LINES[0]
    explanation = formula or "公用经费控制率=公用经费决算数/公用经费预算数×100%"
    criteria = "≤100%计满分，每超过1%扣1分，扣完为止。"
    line = Line(name, 30, criteria, explanation, 30, first.level1, first.level2)
    found = score(clean(lines=(line, *CLEAN_LINES[4:]), base=[TITLE, *rows]))
    return indicator(found, name).score


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, *STAFF, *SPENT],
        [("指标名称", "数值"), ("编制数", 40), ("公用经费预算数", 100), ("公用经费决算数", 105)],
        [("序号", *HEAD), (1, "编制数", "人", 40), (2, "公用经费预算数", "万元", 100), (3, "公用经费决算数", "万元", 105)],
        [HEAD, *STAFF, ("公用经费预算数", "元", 1000000), ("公用经费决算数", "万元", 105)],
        [HEAD, *STAFF, ("2020年公用经费预算数", "万元", 100), ("本年度公用经费决算数", "万元", 105)],
        [("项目", "上年数", "本年数"), ("编制数", 40, 40), ("公用经费预算数", 90, 100), ("公用经费决算数", 80, 105)],
    ],
)  # fmt: skip
def test_each_row_is_a_figure_by_its_own_name(rows: Rows) -> None:
    assert points(rows) == 25


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, *STAFF, ("公用经费", "万元", 105), SPENT[0]],
        [HEAD, *STAFF, SPENT[0], ("公用经费决算数（不含专项）", "万元", 105)],
        [HEAD, *STAFF, *SPENT, ("公用经费决算数", "万元", 106)],
        [HEAD, *STAFF, SPENT[0], ("上年度公用经费决算数", "万元", 105)],
        [("项目", "数值", "数据"), ("编制数", 40, 41), ("公用经费预算数", 100, 90), ("公用经费决算数", 105, 99)],
    ],
)  # fmt: skip
def test_a_name_that_says_less_or_more_is_another_figure(rows: Rows) -> None:
    assert points(rows) is None


def test_figures_that_only_this_county_counts() -> None:
    asked: Rows = [HEAD, *STAFF, SPENT[0], ("超期办结件数", "件", 42), ("受理件数", "件", 40)]
    assert points(asked, "信访件办结控制率", "超期办结件数/受理件数") == 25
    assert points(asked, "信访件办结控制率", "超期件数/受理件数") is None


@pytest.mark.parametrize(
    "head", ["2020年1-9月决算数", "决算数（不含专项）", "其中：决算数", "上年决算数"]
)
def test_the_only_column_is_not_the_year_s_where_it_says_so(head: str) -> None:
    rows: Rows = [("经费控制情况（万元）", "2020年预算数", head), ("公用经费", 100, 105)]
    assert points([*BASE_ROWS[2:4], *rows]) is None
    plain: Rows = [("经费控制情况（万元）", "2020年预算数", "决算数"), ("公用经费", 100, 105)]
    assert points([*BASE_ROWS[2:4], *plain]) == 25
