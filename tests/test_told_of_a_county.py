"""衔接资金绩效评价评分表（黑龙江县级）的几种写法：资金情况表、一句话里的结果；按写明的算，说不准的由人评定。

财政衔接推进乡村振兴补助资金绩效评价指标评分表 of counties of 黑龙江: a small table of the money, sentences as 完成情况.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook
from workbooks import indicator, score

HEAD = ("评价内容", "评价指标", "分值", "评分标准", "完成情况", "自评得分")
FINISHED = ("项目完工率", "得分=年底前完工项目数÷计划实施项目数×10分。")
MENDED = (
    "发现问题整改情况",
    "问题整改完成率100%的得10分；未全部整改完成的，得分=整改完成率×10分。",
)
SHARE = (
    "中央财政衔接资金用于产业的比例",
    "中央财政衔接资金用于产业的比例≥60%的，得10分；每低1个百分点扣1分，扣完为止。",
)
COUNTY = (
    "县级履行支出责任情况",
    "县级预算安排的衔接资金不低于上年度的，得10分；低于上年度的，得分=本年度安排数÷上年度安排数×10分。",
)
POOL = (
    "项目库建设管理情况",
    "安排资金的项目全部从项目库中选取的，得10分；每发现1个项目未入库即安排资金的，扣1分，扣完为止。",
)
RIGHTS = ("项目资产确权登记情况", "确权登记率100%的，得10分；每低5个百分点扣1分，扣完为止。")
SPLIT = (
    "资金分解下达进度",
    "收到上级资金文件后30日内（含）分解下达的，得10分；超过30日的，每超过1日扣0.1分，扣完为止。",
)
PASSED = (
    "项目验收合格率",
    "完工项目验收合格率100%的，得10分；每有1个项目验收不合格扣1分，扣完为止。",
)
TASKS = ("重点工作办结率", "重点工作办结率100%计10分；每有1项未办结扣1分，扣完为止。")
SPENT = (
    "预算执行率",
    "预算执行率≥98%的，得10分；≤88%的，得0分；88%—98%之间的，按直线内插法计分。预算执行率=实际支出数÷资金总额×100%。",
)
MONEY: tuple[tuple[object, ...], ...] = (
    ("资金来源", "资金安排", None, "资金支出", None),
    (None, "2023年", "2024年", "2023年", "2024年（截至12月31日）"),
    ("资金总额", 900, 1000, 880, 930),
    ("其中：中央资金", 500, 600, 480, 570),
    ("县级资金", 400, 400, 400, 360),
)


def made(
    given: tuple[str, str], told: object, money: tuple[tuple[object, ...], ...] = ()
) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "评分表"
    sheet.append(["某县2024年度衔接资金绩效评价指标评分表"])
    sheet.append(["填报单位：某县农业农村局"])
    sheet.append([*HEAD])
    sheet.append(["项目管理", given[0], 10, given[1], told, 10])
    sheet.append(["项目管理", "制度建设", 90, "制度健全的得90分，否则酌情扣分。", "健全", 90])
    if money:
        other = book.create_sheet("资金情况")
        other.append(["某县2024年度资金情况"])
        for line in money:
            other.append([*line])
        for area in ("A2:A3", "B2:C2", "D2:E2"):
            other.merge_cells(area)
    return book


def row(*given: Any) -> Any:
    return indicator(score(made(*given), "某县农业农村局-2024.xlsx"), given[0][0])


@pytest.mark.parametrize(
    ("given", "told", "right"),
    [
        (FINISHED, "计划实施项目20个，年底前完工19个，1个因汛期延期", "9.5"),
        (FINISHED, "计划实施项目20个，年底前完工20个", "10"),
        (MENDED, "各级检查反馈问题8个，已全部整改完成8个", "10"),
        (MENDED, "各级检查反馈问题8个，已整改完成6个", "7.5"),
        (SHARE, "中央财政衔接资金1000.00万元，其中用于产业发展570.00万元，占57%", "7"),
        (SHARE, "中央财政衔接资金1000.00万元，其中用于产业发展600.00万元，占60%", "10"),
        (SHARE, "中央财政衔接资金1000.00万元，其中用于产业599.00万元", "10"),
        (COUNTY, "2023年度县本级预算安排衔接资金80.00万元，2024年度县本级预算安排衔接资金60.00万元", "7.5"),
        (COUNTY, "2023年度县级预算安排衔接资金80.00万元，2024年度县级预算安排衔接资金80.00万元", "10"),
        (COUNTY, "2023年度县级预算安排衔接资金80.00万元，2024年度县级预算安排衔接资金90.00万元", "10"),
        (POOL, "共安排项目13个，其中1个项目未入库即安排资金，已补充入库", "9"),
        (POOL, "共安排项目13个，其中3个项目未入库即安排资金", "7"),
        (RIGHTS, "应确权资产200项，已确权登记190项", "9"),
        (RIGHTS, "应确权资产200项，已确权登记191项", "10"),
        (SPLIT, "2024年1月8日收到省级提前下达文件，2024年2月14日分解下达到项目单位，用时37日", "9.3"),
        (SPLIT, "2024年1月8日收到省级提前下达文件，2024年2月7日分解下达到项目单位，用时30日", "10"),
        (PASSED, "完工项目11个，验收合格11个", "10"),
        (PASSED, "完工项目11个，验收合格9个", "8"),
        (TASKS, "下达10项，办结9项", "9"),
        (TASKS, "交办10项，办结10项", "10"),
    ],
)  # fmt: skip
def test_a_sentence_that_tells_the_figures_of_its_row_scores(
    given: tuple[str, str], told: str, right: str
) -> None:
    found = row(given, told)
    assert found.score == Decimal(right), found.steps


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (FINISHED, "计划实施项目20个，年底前完工19个，3个因汛期延期"),
        (FINISHED, "计划实施项目20个，年底前开工19个"),
        (FINISHED, "2023年计划实施项目20个，年底前完工19个"),
        (MENDED, "各级检查反馈问题8个，已部分整改"),
        (MENDED, "上年检查反馈问题8个，已整改完成6个"),
        (MENDED, "各级检查反馈问题8个，已全部整改完成6项"),
        (SHARE, "中央财政衔接资金1000.00万元，其中用于基础设施570.00万元，占57%"),
        (SHARE, "财政衔接资金1000.00万元，其中用于产业发展570.00万元，占57%"),
        (SHARE, "中央财政衔接资金1000.00万元，其中用于产业发展570.00万元，占75%"),
        (SHARE, "中央财政衔接资金1000万元，其中用于产业发展570元"),
        (COUNTY, "2022年度县级预算安排衔接资金80.00万元，2023年度县级预算安排衔接资金60.00万元"),
        (COUNTY, "2023年度县级预算安排衔接资金80.00万元，2024年度省级预算安排衔接资金60.00万元"),
        (COUNTY, "2024年度县级预算安排衔接资金60.00万元"),
        (POOL, "其中1个项目未入库即安排资金"),
        (POOL, "共安排项目13个，其中1个项目未及时入库"),
        (POOL, "共安排项目13个，其中15个项目未入库即安排资金"),
        (POOL, "上年共安排项目13个，其中1个项目未入库即安排资金"),
        (POOL, "去年安排项目13个，其中1个项目未入库即安排资金"),
        (POOL, "下属单位项目13个，其中1个项目未入库即安排资金"),
        (POOL, "共安排项目13个，其中1个项目未入库即安排资金，另有2个待查"),
        (RIGHTS, "应确权资产200项，已确权190处"),
        (RIGHTS, "应确权资产约200项，已确权登记190项"),
        (SPLIT, "2024年1月8日收到省级提前下达文件，2024年2月14日分解下达到项目单位，用时30日"),
        (SPLIT, "2024年1月8日收到省级提前下达文件，2024年2月14日尚未分解下达，用时37日"),
        (SPLIT, "用时37个工作日"),
        (PASSED, "完工项目11个，验收合格12个"),
        (PASSED, "计划项目11个，验收合格9个"),
        (TASKS, "下达10项，启动9项"),
        (TASKS, "上年下达10项，办结9项"),
    ],
)  # fmt: skip
def test_a_sentence_that_says_anything_else_leaves_the_row_to_a_person(
    given: tuple[str, str], told: str
) -> None:
    found = row(given, told)
    assert found.score is None, found.steps


def with_row(at: int, *cells: object) -> tuple[tuple[object, ...], ...]:
    return (*MONEY[:at], cells, *MONEY[at + 1 :])


@pytest.mark.parametrize(
    ("money", "right"),
    [
        (MONEY, "5"),
        (with_row(2, "资金总额", 900, 1000, 880, 980), "10"),
        (with_row(2, "资金总额", 900, 1000, 880, 880), "0"),
    ],
)
def test_the_money_of_this_year_serves_the_rate(
    money: tuple[tuple[object, ...], ...], right: str
) -> None:
    found = row(SPENT, "详见资金情况表", money)
    assert found.score == Decimal(right), found.steps


@pytest.mark.parametrize(
    "money",
    [
        with_row(2, "资金总额", 900, 1000, 880, None),
        with_row(2, "中央资金", 900, 1000, 880, 930),
        with_row(1, None, "2022年", "2023年", "2022年", "2023年"),
        with_row(1, None, "2023年", "2024年", "2023年", "2024年（截至9月30日）"),
        with_row(0, "资金来源", "资金到位", None, "资金支出", None),
        with_row(0, "资金来源", "资金安排", None, "资金结余", None),
        (*MONEY, ("资金总额", 900, 1000, 880, 900)),
    ],
)
def test_other_money_leaves_the_rate_to_a_person(money: tuple[tuple[object, ...], ...]) -> None:
    found = row(SPENT, "详见资金情况表", money)
    assert found.score is None, found.steps


KEY_WORK = (
    "重点工作完成情况",
    "重点工作完成率=重点工作完成数/交办（下达）数×100%，重点工作完成率100%得10分；一项重点工作没有完成扣4分，扣完为止。",
)


@pytest.mark.parametrize(
    ("told", "right"),
    [("下达14项，完成14项", "10"), ("下达14项，完成13项", "6"), ("交办14项，完成11项", "0")],
)
def test_each_key_work_that_was_not_done(told: str, right: str) -> None:
    """深圳：一项重点工作没有完成扣4分。"""
    assert indicator(score(made(KEY_WORK, told)), KEY_WORK[0]).score == Decimal(right)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", "完成13项"),
        ("", "", "下达14项，完成15项"),
        ("", "", "上年下达14项，完成13项"),
        ("=重点", "=上年重点", "下达14项，完成13项"),
        ("=重点", "=未重点", "下达14项，完成13项"),
        ("得10分", "得8分", "下达14项，完成13项"),
        ("扣4分", "酌情扣4分", "下达14项，完成13项"),
        ("一项重点工作", "一项民生实事", "下达14项，完成13项"),
        ("一项重点工作", "一项市级重点工作", "下达14项，完成13项"),
    ],
)
def test_other_key_work_is_for_a_person(old: str, new: str, told: str) -> None:
    row = (KEY_WORK[0], KEY_WORK[1].replace(old, new) if old else KEY_WORK[1])
    found = indicator(score(made(row, told)), KEY_WORK[0])
    assert found.score is None, found.steps


@pytest.mark.parametrize("what", ["涉密事项", "市级重点工作", "民生实事"])
def test_what_lacks_is_what_the_rate_is_of(what: str) -> None:
    """重点工作下达10项、办结9项，没有说没办结的一项是不是涉密事项。"""
    row = (TASKS[0], TASKS[1].replace("1项未办结", f"1项{what}未办结"))
    assert indicator(score(made(row, "下达10项，办结9项")), TASKS[0]).score is None
