"""基础数据表里没有见过的栏目：数填在名称正下方的，和一行里计划数、实际完成数两栏的，公式里的说法一字不差才认。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl import Workbook
from workbooks import indicator, score

from sheetscore.model.outcome import Outcome

RATE = "得分={name}×10分。"
Row = tuple[object, ...]


def filed(base: list[Row], name: str, formula: str) -> Outcome:
    """一张基础数据表，一张只有一项指标的评分表。"""
    book = Workbook()
    data = book.worksheets[0]
    data.title = "基础数据"
    for row in (
        ("部门整体支出绩效评价基础数据表（2025年度）",), ("填报单位：甲县住建局", None, None, "金额单位：万元"),
        ("一、经费控制情况", "2024年预算数", "2024年决算数", "2025年预算数", "2025年决算数"),
        ("“三公经费”", 26.4, 24.15, 25.8, 23.62), ("公用经费", 186, 182.33, 190, 187), *base,
    ):  # fmt: skip
        data.append(list(row))
    table = book.create_sheet("评分表")
    for row in (
        ("2025年度部门整体支出绩效评价指标评分表",), ("单位名称：甲县住建局",),
        ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "指标说明", "自评得分"),
        ("产出", "履职", name, 10, RATE.format(name=name), formula, 10),
        ("产出", "履职", "公用经费控制率", 90, "100%以下（含）计满分，每超出1个百分点扣1分，扣完为止。",
         "公用经费控制率=（实际支出公用经费总额/预算安排公用经费总额）×100%。", 90), ("合计", None, None, 100),
    ):  # fmt: skip
        table.append(list(row))
    return score(book)


ASSETS = [
    ("四、固定资产情况", "固定资产总额", "其中：实际在用", "其中：闲置"),
    (None, 3865.2, 3642.75, 222.45),
    ("五、其他",),
]
WORKS = [
    ("五、履职情况", "计划（应完成）数", "实际完成数", "单位"),
    ("重点工作任务", 24, 23, "项"), ("行政许可办件（应办结/按时办结）", 1852, 1847, "件"), ("从业人员培训", 1500, 1428, "人次"),
    ("六、效益情况", "2024年", "2025年", "单位"), ("老旧小区改造受益户数", 3400, 2890, "户"),
]  # fmt: skip
FOUND = [
    (ASSETS, "固定资产利用率", "（实际在用固定资产总额/所有固定资产总额）×100%", "9.42"),
    (WORKS, "重点工作实际完成率", "（实际完成数/计划数）×100%", "9.58"),
    (WORKS, "行政许可按时办结率", "（按时办结件数/应办结件数）×100%", "9.97"),
    (WORKS, "从业人员培训完成率", "（实际培训人次/计划培训人次）×100%", "9.52"),
    (WORKS, "老旧小区改造受益户数保持率", "本年受益户数/上年受益户数×100%", "8.5"),
]
NOT_FOUND = [
    (ASSETS, "固定资产利用率", "（实际使用固定资产总额/所有固定资产总额）×100%"),  # 不是表上的词
    (
        [*ASSETS, *ASSETS],
        "固定资产利用率",
        "（实际在用固定资产总额/所有固定资产总额）×100%",
    ),  # 有两处
    (WORKS, "年度任务实际完成率", "（实际完成数/计划数）×100%"),  # 没有叫这个名称的一行
    ([*WORKS[:2], *WORKS[1:2]], "重点工作实际完成率", "（实际完成数/计划数）×100%"),  # 有两行
    (WORKS, "行政许可按时办结率", "（实际完成数/计划数）×100%"),  # 这一行的两个数另有名称
    (WORKS, "从业人员培训完成率", "（实际培训场次/计划培训场次）×100%"),  # 单位不同
]


@pytest.mark.parametrize(("base", "name", "formula", "points"), FOUND)
def test_a_figure_that_its_place_names(
    base: list[Row], name: str, formula: str, points: str
) -> None:
    outcome = filed(base, name, f"{name}={formula}。")
    assert indicator(outcome, name).score == Decimal(points), indicator(outcome, name).steps
    assert indicator(outcome, "公用经费控制率").score == 90


@pytest.mark.parametrize(("base", "name", "formula"), NOT_FOUND)
def test_another_name_is_no_figure(base: list[Row], name: str, formula: str) -> None:
    row = indicator(filed(base, name, f"{name}={formula}。"), name)
    assert (row.score, str(row.status)) == (None, "missing"), row.steps
