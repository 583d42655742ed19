"""表头有两三行的指标表：每级指标下面分“指标名称 | 权重（%）”的（深圳）；一、二级指标和权重在第二行、评价要点在合并格里的（浙江）。"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from other_formats import html, opendocument, word
from workbooks import indicator, score, to_bytes

from sheetscore.model.columns import records
from sheetscore.writers.completed import write_completed

WAYS: dict[str, Callable[[Workbook], bytes]] = {
    "某局2021.xlsx": to_bytes, "某局2021.docx": word, "某局2021.html": html, "某局2021.ods": opendocument,
}  # fmt: skip
NAME, RATE = "固定资产利用率", "≥90%的，得40分；75%≤利用率＜90%的，得28分；＜75%的，得0分。"


def shenzhen(below: str = "指标名称") -> Workbook:
    """评价指标 over 一级指标 | 二级指标 | 三级指标, each over 指标名称 | 权重（%）."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "评分表"
    sheet.append(["2021年度部门整体支出绩效自评评分表"])
    sheet.append(["填报单位：某局"])
    sheet.append(["评价指标", *[None] * 5, "指标说明", "评分标准", "完成值", "自评得分"])
    sheet.append(["一级指标", None, "二级指标", None, "三级指标"])
    sheet.append([below, "权重(%)"] * 3)
    sheet.append(
        ["部门管理", 100, "资产管理", 40, NAME, 40, "在用的占全部的比例。", RATE, "87.3%", 40]
    )
    sheet.append(
        [None, None, "人员管理", 60, "在编人员控制率", 60, "在编人数占编制数的比例。", "≤100%的，得60分；＞100%的，得0分。", "100%", 60]
    )  # fmt: skip
    for area in [
        "A3:F3",
        "G3:G5",
        "H3:H5",
        "I3:I5",
        "J3:J5",
        "A4:B4",
        "C4:D4",
        "E4:F4",
        "A6:A7",
        "B6:B7",
    ]:
        sheet.merge_cells(area)
    return book


@pytest.mark.parametrize("name", WAYS)
def test_the_third_level_names_the_indicators(name: str) -> None:
    found = score(WAYS[name](shenzhen()), name)
    assert [each["indicator"] for each in records(found.indicators)] == [NAME, "在编人员控制率"]
    assert [each["level1"] for each in records(found.indicators)] == ["部门管理"] * 2
    assert [indicator(found, each).score for each in (NAME, "在编人员控制率")] == [28, 60]
    again = score(write_completed(found), "某局2021_复核.xlsx")
    assert indicator(again, NAME).score == 28


@pytest.mark.parametrize(("done", "right"), [("90%", 40), ("89.9%", 28), ("75%", 28), ("74.9%", 0)])
def test_its_points_are_those_beside_its_name(done: str, right: int) -> None:
    book = shenzhen()
    book.worksheets[0]["I6"] = done
    assert indicator(score(to_bytes(book), "某局2021.xlsx"), NAME).score == right


HEADS = ("指标解释", "评价要点", "自评情况", "自评得分")


def zhejiang(
    heads: tuple[str, ...] = HEADS, leaf: str = "二级指标", money: object = None
) -> Workbook:
    """Headings merged over two rows beside 评价指标 over 一级指标及权重 | 二级指标 | 权重."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    sheet.append(["某县智慧城管运行维护项目绩效自评表"])
    sheet.append(["(2023年度)"])
    sheet.append(["项目名称", "智慧城管运行维护", None, "实施单位", "某县智慧城管中心"])
    if money:
        sheet.append(
            [
                "项目资金（万元）",
                "资金来源",
                "年初预算数",
                "全年预算数",
                "全年执行数",
                "分值",
                "执行率",
            ]
        )
        sheet.append(["项目资金（万元）", "年度资金总额", 510, 486, money, 10, None])
    top = sheet.max_row + 1
    sheet.append(["评价指标", None, None, *heads])
    sheet.append(["一级指标及权重", leaf, "权重"])
    sheet.merge_cells(f"A{top}:C{top}")
    for col in range(4, 4 + len(heads)):
        sheet.merge_cells(start_row=top, end_row=top + 1, start_column=col, end_column=col)
    more = [None] * (len(heads) - 4)
    for level, name, points, meaning, criteria, done in (
        ("信息采集", "系统正常运行率", 40, "正常运行时间占比", "正常运行率≥99%得40分；每低1个百分点扣10分，扣完为止。", "97.3%"),
        ("案件处置", "公众满意度", 50, "以第三方调查结果为准", "满意度≥90%得50分；未达到90%的，得分=实际满意度÷90%×50分。", "86.4%"),
    ):  # fmt: skip
        sheet.append([level, name, points, meaning, criteria, *more, done, points])
    return book


@pytest.mark.parametrize("name", WAYS)
def test_second_level_under_merged_headings(name: str) -> None:
    """97.3%，低 1.7 个百分点，满一档扣 10 分；86.4 ÷ 90 × 50 = 48。"""
    found = score(WAYS[name](zhejiang()), name)
    assert indicator(found, "系统正常运行率").score == 30
    assert indicator(found, "公众满意度").score == 48
    again = score(write_completed(found), "某局2021_复核.xlsx")
    assert indicator(again, "公众满意度").score == 48


def test_the_money_above_such_a_table() -> None:
    """452.47 ÷ 486 × 10 = 9.31."""
    found = score(to_bytes(zhejiang(money=452.47)), "某局2023.xlsx")
    assert indicator(found, "预算执行率").score == Decimal("9.31")
    assert indicator(found, "公众满意度").score == 48
    again = score(write_completed(found), "某局2023_复核.xlsx")
    assert indicator(again, "预算执行率").score == Decimal("9.31")


@pytest.mark.parametrize("money", [None, 452.47])
def test_both_rows_of_the_header_stand_on_every_page(money: object) -> None:
    """资金在表上面的也一样：打印标题和冻结的都是两行，合并的表头不从中间切开。"""
    made = load_workbook(
        BytesIO(write_completed(score(to_bytes(zhejiang(money=money)), "某局2023.xlsx")))
    )["指标表"]
    top = next(cell.row for row in made for cell in row if cell.value == "评价指标")
    assert made.print_title_rows == f"${top}:${top + 1}"


def test_a_table_of_counts_beside_does_not_take_its_place() -> None:
    book = zhejiang(money=452.47)
    counts = book.create_sheet("附表")
    for line in (
        ["平台运行数据统计表"],
        ["统计项目", "单位", "年度数据"],
        ["上报总数", "件", 62480],
    ):
        counts.append(line)
    found = score(to_bytes(book), "某局2023.xlsx")
    assert indicator(found, "预算执行率").score == Decimal("9.31")


def test_criteria_beside_key_points_are_the_criteria() -> None:
    """有评价标准一栏的，评价要点是另外一栏：照评价标准。"""
    book = zhejiang(("评价要点", "评价标准", "自评情况", "自评得分"), leaf="三级指标")
    assert indicator(score(to_bytes(book), "某局2021.xlsx"), "公众满意度").score == 48


@pytest.mark.parametrize(
    "heads",
    [
        ("指标解释", "评价要点", "自评情况", "财政复核得分"),
        ("指标解释", "佐证要点", "自评情况", "自评得分"),
        ("指标解释", "评价要点", "考核对象", "自评得分"),
    ],
)
def test_any_other_heading_leaves_the_form_unread(heads: tuple[str, ...]) -> None:
    found = score(to_bytes(zhejiang(heads)), "某局2021.xlsx")
    assert found.status == "rejected"
