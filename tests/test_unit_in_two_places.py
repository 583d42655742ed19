"""完成值的单位，表头和单位一栏都写着的：两处一样的照用，不一样的不知道是哪一个，由人看。"""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from workbooks import indicator, score, to_bytes

NAME = "新增耕地面积"


def form(head: str, unit: str = "公顷") -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (
        ["国土综合整治项目绩效评价指标表"],
        ["填报单位：某局"],
        ["一级指标", "二级指标", "三级指标", "单位", "分值", "评分标准", head, "目标值", "得分"],
        ["产出", "数量", NAME, unit, 100, "达到目标值得满分，未达到的得分=实际完成量/目标值*分值。", 42.3, 45, 100],
    ):  # fmt: skip
        sheet.append(line)
    return book


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("完成量", "公顷"),
        ("完成量（公顷）", "公顷"),
        ("完成值（万亩）", "万亩"),
    ],
)
def test_one_unit_is_that_of_the_figure(head: str, unit: str) -> None:
    """42.3 ÷ 45 × 100 = 94."""
    assert indicator(score(to_bytes(form(head, unit)), "某局2023.xlsx"), NAME).score == 94


@pytest.mark.parametrize(
    ("head", "unit"),
    [("完成量（万亩）", "公顷"), ("完成值（元）", "万元"), ("完成值（件）", "万件")],
)
def test_two_units_are_for_a_person(head: str, unit: str) -> None:
    found = indicator(score(to_bytes(form(head, unit)), "某局2023.xlsx"), NAME)
    assert found.score is None, found.steps
