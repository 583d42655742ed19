"""完成情况写“见附表1”“见附表2”、本身没有数的：基础数据表（项目分组、两年并列）和附表合计行里的数照用；说不准的仍由人评定。

部门整体支出绩效评价评分表 of counties of 内蒙古: a column 完成情况, 附表1 with groups and two years, 附表2 with a total.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from workbooks import indicator, score

HEAD = ("一级指标", "三级指标", "分值", "指标说明", "评分标准", "完成情况", "自评得分")
LIMIT = "以100%为标准。{}≤100%，计10分；每超过1个百分点扣1分，扣完为止。"
STAFF = (
    "在职人员控制率",
    "在职人员控制率=（在职人员数/编制数）×100%。",
    LIMIT.format("在职人员控制率"),
)
GUESTS = (
    "三公经费控制率",
    "“三公经费”控制率=（“三公经费”实际支出数/“三公经费”预算安排数）×100%。",
    LIMIT.format("“三公经费”控制率"),
)
CHANGE = (
    "三公经费变动率",
    "“三公经费”变动率=[（本年度“三公经费”总额-上年度“三公经费”总额）/上年度“三公经费”总额]×100%。“三公经费”：年度预算安排的因公出国（境）费、公务招待费。",
    "“三公经费”变动率≤0，计10分；“三公经费”变动率＞0，每超过1个百分点扣1分，扣完为止。",
)
MOVED = (
    "预算调整率",
    "预算调整率=（预算调整数/年初预算数）×100%。",
    "预算调整率=0，计10分；0-10%（含），计8分；10-20%（含），计6分；大于20%不得分。",
)
LEFT = (
    "结转结余率",
    "结转结余率=结转结余总额/支出预算数×100%。支出预算数为调整后预算数。",
    "结转结余率≤5%，计10分；每超过1个百分点扣1分，扣完为止。",
)
PACE = (
    "支付进度率",
    "支付进度率=（实际支付进度/既定支付进度）×100%。",
    "支付进度率≥100%计10分；90%（含）-100%计8分；低于90%不得分。",
)
DONE = (
    "实际完成率",
    "实际完成率=（实际完成工作数/计划工作数）×100%。",
    "得分=实际完成率×分值。",
)
LINES: dict[str, tuple[object, ...]] = {
    "编制数": ("财政供养人员情况", "编制数", 100, 100),
    "在职人员数": (None, "在职人员数", 99, 103),
    "安排": ("“三公经费”", "预算安排数", 100, 105),
    "实际": (None, "实际支出数", 90, 107.1),
    "年初": ("部门预算", "年初预算数", 3420, 1000),
    "调整": (None, "预算调整数", 168.2, 100),
    "调整后": (None, "预算数（调整后）", 3588.2, 1100),
    "进度": ("支付进度", "6月末实际支付进度", "47.20%", "45%"),
    "既定": (None, "6月末既定支付进度", "50%", "50%"),
    "公用": ("公用经费", "预算安排公用经费总额", 205, 210),
    "公支": (None, "实际支出公用经费总额", 198.76, 201.35),
    "结余": ("结转结余", "累计结转结余资金总额", 142.3, 77),
}
TASKS: tuple[tuple[object, ...], ...] = (
    ("序号", "工作类别", "计划工作数", "实际完成工作数"),
    (1, "农田建设", 9, 8),
    (2, "疫病防控", 11, 10),
    ("合计", None, 20, 18),
)


def made(
    row: tuple[str, str, str], told: object = "见附表1", *, lines: Mapping[str, tuple[object, ...]] | None = None,
    years: tuple[object, object] = ("2021年", "2022年"), tasks: tuple[tuple[object, ...], ...] = TASKS,
    name: str = "附表2工作完成情况", title: str = "2022年度工作任务完成情况表",
) -> Workbook:  # fmt: skip
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "评分表"
    sheet.append(["某旗部门整体支出绩效评价评分表"])
    sheet.append(["（2022年度）"])
    sheet.append(["填报单位：某旗农牧局"])
    sheet.append([*HEAD])
    sheet.append(["过程", row[0], 10, row[1], row[2], told, 10])
    beside = (
        "公用经费控制率",
        "公用经费控制率=（实际支出公用经费总额/预算安排公用经费总额）×100%。",
        LIMIT.format("公用经费控制率"),
    )
    sheet.append(["过程", beside[0], 10, *beside[1:], "见附表1", 10])
    sheet.append(["过程", "制度建设", 80, None, "制度健全的得80分，否则酌情扣分。", "健全", 80])
    base = book.create_sheet("附表1基础数据表")
    base.append(["部门整体支出绩效评价基础数据表"])
    base.append(["填报单位：某旗农牧局", None, None, "单位：人、万元"])
    base.append(["项目", None, "年度", None, "备注"])
    base.append([None, None, *years])
    for line in {**LINES, **(lines or {})}.values():
        base.append([*line])
    base.merge_cells("A3:B4")
    base.merge_cells("C3:D3")
    for first, last in ((5, 6), (7, 8), (9, 11), (12, 13), (14, 15)):
        base.merge_cells(start_row=first, end_row=last, start_column=1, end_column=1)
    other = book.create_sheet(name)
    other.append([title])
    for task in tasks:
        other.append([*task])
    return book


def row(given: tuple[str, str, str], *told: Any, **more: Any) -> Any:
    return indicator(score(made(given, *told, **more), "某旗农牧局-2022.xlsx"), given[0])


@pytest.mark.parametrize(
    ("given", "told", "lines", "right"),
    [
        (STAFF, "见附表1", {}, "7"),
        (STAFF, "详见附表1", {"在职人员数": (None, "在职人员数", 99, 100)}, "10"),
        (STAFF, "新招录3人待安置", {}, "7"),
        (GUESTS, "公务用车老旧，维修费增加", {}, "8"),
        (GUESTS, "见附表1", {"实际": (None, "实际支出数", 90, 106.05)}, "9"),
        (GUESTS, "见附表1", {"实际": (None, "实际支出数", 90, 105)}, "10"),
        (CHANGE, "见附表1", {}, "5"),
        (CHANGE, "见附表1", {"安排": ("“三公经费”", "预算安排数", 100, 100)}, "10"),
        (MOVED, "见附表1", {}, "8"),
        (MOVED, "见附表1", {"调整": (None, "预算调整数", 0, 100.01)}, "6"),
        (MOVED, "见附表1", {"调整": (None, "预算调整数", 50, 0)}, "10"),
        (LEFT, "见附表1", {}, "8"),
        (LEFT, "见附表1", {"结余": ("结转结余", "累计结转结余资金总额", 142.3, 55)}, "10"),
        (PACE, "截至6月末，见附表1", {}, "8"),
        (PACE, "见附表1", {"进度": ("支付进度", "6月末实际支付进度", "47%", "50%")}, "10"),
        (PACE, "见附表1", {"进度": ("支付进度", "6月末实际支付进度", "50%", "44.9%")}, "0"),
    ],
)  # fmt: skip
def test_words_without_a_figure_do_not_hide_the_base_table(
    given: tuple[str, str, str], told: str, lines: dict[str, tuple[object, ...]], right: str
) -> None:
    found = row(given, told, lines=lines)
    assert found.score == Decimal(right), found.steps
    assert any("附表1基础数据表!D" in step for step in found.steps), found.steps


@pytest.mark.parametrize(
    ("given", "told", "lines"),
    [
        (STAFF, "见附表1", {"在职人员数": (None, "在职人员数", 99, None)}),
        (STAFF, "见附表1", {"在职人员数": (None, "在编在岗人员数（上年）", 99, 103)}),
        (STAFF, "105%", {}),
        (GUESTS, "见附表1", {"安排": ("公务接待费", "预算安排数", 100, 105)}),
        (GUESTS, "见附表1", {"实际": (None, "其中：实际支出数", None, None)}),
        (CHANGE, "见附表1", {"安排": ("“三公经费”", "预算安排数", None, 105)}),
        (MOVED, "见附表1", {"年初": ("项目支出", "年初预算数", 3420, 1000)}),
        (MOVED, "见附表1", {"年初": ("下属单位预算", "年初预算数", 3420, 1000)}),
        (MOVED, "见附表1", {"年初": ("部门预算", "年初预算数", 3420, 0)}),
        (LEFT, "见附表1", {"调整后": (None, "预算数", 3588.2, 1100)}),
        (LEFT, "见附表1", {"调整后": (None, "预算数（上年）", 3588.2, 1100)}),
        (PACE, "截至9月末，见附表1", {}),
        (PACE, "见附表1", {"既定": (None, "9月末既定支付进度", "50%", "50%")}),
        (PACE, "见附表1", {"既定": (None, "既定支付进度", "50%", None)}),
    ],
)  # fmt: skip
def test_another_figure_than_the_formula_asks_for_leaves_the_row_to_a_person(
    given: tuple[str, str, str], told: str, lines: dict[str, tuple[object, ...]]
) -> None:
    found = row(given, told, lines=lines)
    assert found.score is None, found.steps


def test_the_total_that_only_says_what_was_spent_is_not_the_arranged_one() -> None:
    name, told, criteria = CHANGE
    assert row((name, told.replace("年度预算安排的", "实际支出的"), criteria)).score is None
    assert row((name, told + "以决算数为准。", criteria)).score is None


def total(*figures: object) -> tuple[tuple[object, ...], ...]:
    return (*TASKS[:-1], ("合计", None, *figures))


@pytest.mark.parametrize(
    ("told", "tasks", "right"),
    [
        ("见附表2", TASKS, "9"),
        ("详见附表2工作完成情况表", TASKS, "9"),
        ("见附表2", (*TASKS[:2], (2, "疫病防控", 11, 12), ("合计", None, 20, 20)), "10"),
    ],
)
def test_a_total_of_the_table_pointed_at_scores(
    told: str, tasks: tuple[tuple[object, ...], ...], right: str
) -> None:
    found = row(DONE, told, tasks=tasks)
    assert found.score == Decimal(right), found.steps
    assert any("附表2" in step for step in found.steps), found.steps


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ("见附表3", {}),
        ("见附表2", {"name": "附表21工作完成情况"}),
        ("见附表2", {"name": "工作情况"}),
        ("按计划完成", {}),
        ("见附表2", {"title": "2021年度工作任务完成情况表"}),
        ("见附表2", {"tasks": total(20, 19)}),
        ("见附表2", {"tasks": total(21, 18)}),
        ("见附表2", {"tasks": TASKS[:-1]}),
        ("见附表2", {"tasks": total(20, None)}),
        ("见附表2", {"tasks": (("序号", "工作类别", "计划投资额", "实际完成投资额"), *TASKS[1:])}),
        ("见附表2", {"tasks": (("序号", "工作类别", "计划工作数", "上年实际完成工作数"), *TASKS[1:])}),
        ("见附表2", {"tasks": (("序号", "工作类别", "计划工作数", "其中：实际完成工作数"), *TASKS[1:])}),
    ],
)  # fmt: skip
def test_any_other_table_or_total_leaves_the_row_to_a_person(
    told: str, more: dict[str, Any]
) -> None:
    found = row(DONE, told, **more)
    assert found.score is None, found.steps
