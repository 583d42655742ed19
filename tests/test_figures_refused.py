"""Figures that are called nearly as the formula of a row calls them: a share of another total, another year, a part, another thing.

Each is one word away from a case that scores.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_base_names import HEAD, STAFF, TITLE, Rows, paired, points, two
from test_told_figures import BOUGHT, EXECUTED, LEFT, LITTLE, USED_BANDS, row
from workbooks import CLEAN_LINES, Line, clean, indicator, score

PROJECTS = "项目实际完成率=(实际完成项目数/计划完成项目数)×100%。得分=项目实际完成率×10分。"
USED = "固定资产利用率≥98%得10分；90%（含）-98%得8分；低于90%不得分。"


@pytest.mark.parametrize(
    ("name", "criteria", "remark", "right"),
    [
        # 占……的，两个数都是这个率要的，才算
        ("结转结余率", LEFT, "年末结转结余342万元，占批复部门预算3,600万元的9.5%", "8"),
        ("政府采购执行率", BOUGHT, "实际采购金额460万元，占政府采购预算500万元的92%", "2"),
        ("政府采购执行率", BOUGHT, "实际采购金额460万元，占政府采购预算500万元的93%", None),
        ("政府采购执行率", BOUGHT, "面向中小企业采购金额460万元，占政府采购总额500万元的92%", None),
        ("预算执行率", EXECUTED, "项目支出900万元，占全年支出1000万元的90%", None),
        ("预算执行率", EXECUTED, "基本支出900万元，占全年预算1000万元的90%", None),
        ("固定资产利用率", USED, "闲置固定资产900万元，占固定资产总额1000万元的90%", None),
        ("结转结余率", LEFT, "年末结转结余342万元，占全年支出3,600万元的9.5%", None),
        ("结转结余率", LEFT, "张三342万元，占李四3,600万元的9.5%", None),
        ("公用经费控制率", LITTLE, "公用经费支出19万元，占全年预算20万元的95%", None),
        # 为什么，不改变数；口径不同的，改变
        ("政府采购执行率", BOUGHT, "政府采购预算500万元，实际采购金额460万元，主要是项目流标", "2"),
        (
            "政府采购执行率",
            BOUGHT,
            "政府采购预算500万元，实际采购金额460万元，主要是工程类采购",
            None,
        ),
        (
            "政府采购执行率",
            BOUGHT,
            "政府采购预算500万元，实际采购金额460万元，原因是部分采购未计入",
            None,
        ),
        (
            "政府采购执行率",
            BOUGHT,
            "政府采购预算500万元，实际采购金额460万元，主要是统计口径为上年",
            None,
        ),
        # 自己说的话和数对不上的
        ("公用经费控制率", LITTLE, "公用经费预算20万元，公用经费支出19万元，未超预算", "10"),
        ("公用经费控制率", LITTLE, "公用经费预算20万元，公用经费支出21万元，未超预算", None),
        ("政府采购执行率", BOUGHT, "政府采购预算500万元，实际采购金额460万元，接近93%", "2"),
        ("政府采购执行率", BOUGHT, "政府采购预算500万元，实际采购金额460万元，接近90%", None),
        ("政府采购执行率", BOUGHT, "政府采购预算500万元，实际采购金额500万元，超额完成目标", "10"),
        ("政府采购执行率", BOUGHT, "政府采购预算500万元，实际采购金额460万元，超额完成目标", None),
        ("政府采购执行率", BOUGHT, "政府采购预算500万元，实际采购金额460万元，均达到目标值", None),
        # 计划的事要和完成的是一件
        ("项目实际完成率", PROJECTS, "计划实施项目16个，实际完成15个", "9.38"),
        ("项目实际完成率", PROJECTS, "计划实施项目16个，实际开工15个", None),
        ("任务完成率", USED_BANDS, "计划完成农村公路建设120公里，实际完成114公里", "10"),
        ("任务完成率", USED_BANDS, "计划建设公路120公里，实际建成114公里", "10"),
        ("任务完成率", USED_BANDS, "计划三年建设公路120公里，实际完成114公里", None),
        ("任务完成率", USED_BANDS, "计划拆除违建120处，实际建成114处", None),
        ("任务完成率", USED_BANDS, "计划投资120万元，实际完成114万元", None),
        ("任务完成率", USED_BANDS, "计划压减支出120万元，实际完成114万元", None),
    ],
)
def test_what_a_sentence_says_of_something_else(
    name: str, criteria: str, remark: str, right: str | None
) -> None:
    told = "任务完成率=实际完成工作数/计划工作数×100%" if name == "任务完成率" else ""
    found = row(name, criteria, remark, told=told)
    assert found.score == (None if right is None else Decimal(right)), found.steps


BOUGHT_OVER_PLANNED = "实际采购金额合计数/采购计划金额合计数"


@pytest.mark.parametrize(
    ("planned", "done", "right"),
    [
        ("政府采购计划金额（万元）", "实际采购金额（万元）", 27),
        ("2019年政府采购计划金额（万元）", "2019年实际采购金额（万元）", None),
        ("2019年政府采购计划金额（万元）", "实际采购金额（万元）", None),
        ("政府采购计划金额（万元）", "2019年实际采购金额（万元）", None),
    ],
)
def test_names_by_turns_that_say_another_year(planned: str, done: str, right: int | None) -> None:
    rows: Rows = [("年末结转结余总额", 198.92, planned, 326), ("编制数（人）", 50, done, 293.4)]
    assert paired("政府采购执行率", BOUGHT_OVER_PLANNED, rows) == right


SPENT: Rows = [("预算执行数", 100, 105, None), ("年初预算数", 70, 80, None)]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("调整后预算数", 25), ("财政部门批复的本年度部门（单位）调整后预算数", 25), ("全年预算数", 25),
        ("上年调整后预算数", None), ("2019年调整后预算数", None), ("项目调整后预算数", None), ("三公经费全年预算数", None),
        ("扣除结转后的调整后预算数", None), ("未经调整后预算数", None), ("上半年调整后预算数", None), ("下属单位调整后预算数", None),
        ("非调整后预算数", None), ("不是全年预算数", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["预算数：", "预算数为", "预算数是指"])
def test_a_budget_that_is_said_to_be_the_adjusted_one(way: str, said: str, right: object) -> None:
    rows: Rows = [*SPENT, ("调整后预算数", 95, 100, None)]
    formula = f"某某控制率=预算执行数/预算数×100%。{way}{said}。"
    assert points(rows, "某某控制率", formula) == right


@pytest.mark.parametrize(
    ("label", "right"),
    [
        ("预算数（含调整）", 25), ("预算数（财政部门批复，含调整）", 25), ("预算数（2019年，含调整）", None),
        ("预算数（上年，含调整）", None),
        ("预算数（年初，含调整）", None), ("预算数（基本支出，含追加）", None), ("预算数（不含结转，含调整）", None),
    ],
)  # fmt: skip
def test_a_label_with_what_was_added(label: str, right: object) -> None:
    rows: Rows = [*SPENT, (label, 95, 100, None)]
    assert points(rows, "某某控制率", "某某控制率=预算执行数/调整后预算数") == right


@pytest.mark.parametrize(
    ("head", "right"),
    [
        ("调整后预算数（支出预算数）", 25), ("调整后预算数（项目支出数）", None), ("调整后预算数（基本支出金额）", None),
        ("调整后预算数（财政拨款数）", None), ("调整后预算数（往年支出数）", None), ("调整后预算数（剔除结转金额）", None),
    ],
)  # fmt: skip
def test_a_second_name_that_is_a_part_of_the_first(head: str, right: object) -> None:
    block: Rows = [
        ("部门预算执行情况（万元）", "年初预算数", "预算调整数", head), (None, 60, 40, 100),
        (None, "预算完成数", "结转结余总额", "备注"), (None, 95, 105, "跨年度"),
    ]  # fmt: skip
    first = CLEAN_LINES[0]
    criteria = "≤100%计满分，每超过1%扣1分，扣完为止。"
    formula = "结转结余总额/调整后预算数"
    line = Line("某某控制率", 30, criteria, formula, 30, first.level1, first.level2)
    book = clean(lines=(line, *CLEAN_LINES[4:]), base=[TITLE, HEAD, *STAFF, *block])
    last = book["基础数据表"].max_row
    book["基础数据表"].merge_cells(f"A{last - 3}:A{last}")
    assert indicator(score(book), "某某控制率").score == right


@pytest.mark.parametrize(
    ("name", "formula", "top", "low", "right"),
    [
        ("投诉举报按期办结控制率", "按期办结件数/受理件数", "投诉举报按期办结件数", "投诉举报受理件数", 25),
        ("公务接待费控制率", "实际支出数/预算安排数", "公务实际支出数", "公务接待费预算安排数", None),
        ("养老保险参保控制率", "参保人数/应参保人数", "养老保险参保人数", "应参保人数", None),
        ("食品安全抽检控制率", "实际抽检批次/计划抽检批次", "实际抽检批次（安全）", "计划抽检批次（食品）", None),
        ("重点项目成本控制率", "实际成本金额/计划成本金额", "实际成本金额（重点）", "计划成本金额（项目）", None),
    ],
)  # fmt: skip
def test_names_completed_by_the_indicator_are_of_one_thing(
    name: str, formula: str, top: str, low: str, right: object
) -> None:
    assert points(two(top, low), name, formula) == right
