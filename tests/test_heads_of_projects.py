"""国土综合整治一类项目绩效评价指标表的表头：评价内容、评价类别、完成量、目标值（终期）、单位；每一种旁边有一个不是的。

版式照公开的国土综合整治项目绩效评价指标表另画，数是另填的。
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from old_excel import xls
from openpyxl import Workbook
from other_formats import html, opendocument, word, xml2003
from recalc import recalculate, same, values
from workbooks import findings, indicator, score

from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

HEAD = (
    "评价内容", "评价类别", "评价指标", "单位", "分值", "评分标准", "完成量", "目标值\n（终期）", "得分", "指标类型",
)  # fmt: skip
RULE = (
    "1.各项评价指标按照经批准的实施方案确定的实现程度赋分，即“评价指标得分=实际完成量/目标任务的比值*该项指标分值”，"
    "最高不超过该项指标分值。\n2.若实施方案没有该项建设任务的，不扣分。"
)
TARGET = "达到目标值得满分，每低于目标值1个百分点扣0.5分，扣完为止。"
NONE = "实施方案无此项建设任务"
ROWS: tuple[tuple[object, ...], ...] = (
    ("目标完成情况（60分）", "生产空间（40分）", "新增耕地面积", "公顷", 20, RULE, 42.3, 45, 20, "共性指标"),
    (None, None, "田间道路长度", "公里", 10, None, 19.2, 18.6, 10, "个性指标"),
    (None, None, "湿地修复面积", "公顷", 10, None, "/", NONE, 10, "共性指标"),
    (None, "生活空间（20分）", "垃圾无害化处理率", "%", 20, None, 90, 95, 20, "个性指标"),
    ("项目效益情况（40分）", "经济效益（40分）", "集体经济收入增长率", "%", 20, TARGET, 12.6, 15, 20, "个性指标"),
    (None, None, "生态环境改善", "/", 20, "明显改善得20分，无改善不得分。", "明显改善", "明显改善", 20, "共性指标"),
)  # fmt: skip
MERGES = ("A5:A8", "B5:B7", "F5:F8", "A9:A10", "B9:B10")
WANTED = {
    "新增耕地面积": "18.8", "田间道路长度": "10", "湿地修复面积": "10", "垃圾无害化处理率": "18.95", "集体经济收入增长率": "19",
}  # fmt: skip


def form(head: Sequence[object] = HEAD, rows: Sequence[Sequence[object]] = ROWS) -> Workbook:
    """The form with its rule in one cell over four rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "绩效评价指标表"
    sheet.append(["2023年度国土综合整治项目绩效评价指标表"])
    sheet.append(["项目名称：某镇全域土地综合整治试点项目"])
    sheet.append(["评价单位：某县自然资源局"])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    for area in MERGES:
        sheet.merge_cells(area)
    return book


def changed(col: int, *values: object, row: int = 0) -> Workbook:
    """The form with other cells in a column, from a row on."""
    rows = [list(each) for each in ROWS]
    for at, value in enumerate(values, row):
        rows[at][col] = value
    return form(rows=rows)


def headed(col: int, heading: str) -> Workbook:
    head = list(HEAD)
    head[col] = heading
    return form(head)


def of(outcome: Outcome, name: str) -> Any:
    return indicator(outcome, name)


@pytest.mark.parametrize("name", WANTED)
def test_each_row_is_scored_by_what_was_done_of_its_target(name: str) -> None:
    row = of(score(form()), name)
    assert row.score == Decimal(WANTED[name])


@pytest.mark.parametrize(
    ("name", "make"),
    [("a.xls", xls), ("b.xls", html), ("a.ods", opendocument), ("a.xml", xml2003), ("a.docx", word)],
)  # fmt: skip
def test_it_is_the_same_in_every_format(name: str, make: Callable[[Workbook], bytes]) -> None:
    outcome = score(make(form()), name)
    assert {each: of(outcome, each).score for each in WANTED} == {
        each: Decimal(points) for each, points in WANTED.items()
    }


def test_the_columns_at_the_left_are_the_levels() -> None:
    row = of(score(form()), "垃圾无害化处理率")
    assert (row.level1, row.level1_points) == ("目标完成情况", 60)
    assert (row.level2, row.level2_points) == ("生活空间", 20)
    assert row.explanation == ""


def test_blocks_whose_points_do_not_add_up_are_told() -> None:
    assert findings(score(form()), "A10") == []
    assert findings(score(changed(0, "目标完成情况（70分）")), "A10")


def test_a_column_of_explanations_at_the_left_stays_one() -> None:
    told = "指标值=实际完成面积/计划面积×100%；按实施方案核对。"
    row = of(score(changed(0, told)), "新增耕地面积")
    assert row.explanation == told


@pytest.mark.parametrize(
    "heading", ["上年完成量", "预计完成量", "完成量（复核）", "半年完成量", "完成量说明"]
)
def test_another_column_of_amounts_is_not_what_was_done(heading: str) -> None:
    assert of(score(headed(6, heading)), "新增耕地面积").score is None


@pytest.mark.parametrize(
    "heading", ["目标值（中期）", "目标值（上年）", "目标值（下年）", "目标值（2025年）调整"]
)
def test_another_target_is_not_that_of_the_project(heading: str) -> None:
    assert of(score(headed(7, heading)), "新增耕地面积").score is None


@pytest.mark.parametrize("heading", ["全年完成值", "2023年完成量", "本年完成量", "年度完成量"])
def test_what_was_done_in_a_year_is_not_held_against_the_target_of_the_project(
    heading: str,
) -> None:
    assert of(score(headed(6, heading)), "新增耕地面积").score is None


def test_a_target_of_the_year_beside_it_goes_first() -> None:
    head = [*HEAD, "年度目标值"]
    rows = [[*row, 47] for row in ROWS]
    assert of(score(form(head, rows)), "新增耕地面积").score == Decimal("18")


def test_a_column_of_offices_is_no_column_of_units() -> None:
    outcome = score(changed(3, "自然资源局", "交通局", "林业局", "农业局", "农业局", "/"))
    assert of(outcome, "垃圾无害化处理率").score is None
    assert of(outcome, "集体经济收入增长率").score is None


@pytest.mark.parametrize("done", [0, 3, "", "已完成", "12公顷"])
def test_a_row_without_a_task_has_full_points_only_with_a_nil_mark(done: object) -> None:
    assert of(score(changed(6, done, row=2)), "湿地修复面积").score is None


@pytest.mark.parametrize(
    "goal", [16, "年度计划无此项建设任务", "/", "实施方案此项任务未完成", None]
)
def test_a_nil_mark_has_full_points_only_where_the_target_says_that_there_is_no_task(
    goal: object,
) -> None:
    assert of(score(changed(7, goal, row=2)), "湿地修复面积").score is None


def test_it_tells_why_a_row_without_a_task_has_full_points() -> None:
    steps = "".join(of(score(form()), "湿地修复面积").steps)
    assert f"年度指标值写明“{NONE}”" in steps


def test_the_completed_workbook_comes_back_and_works_out_the_same(tmp_path: Path) -> None:
    outcome = score(form())
    again = score(write_completed(outcome), "某局-2020_复核.xlsx")
    assert {each: of(again, each).score for each in WANTED} == {
        each: Decimal(points) for each, points in WANTED.items()
    }
    written = tmp_path / "复核.xlsx"
    written.write_bytes(write_completed(outcome))
    before, after = values(written), recalculate(written)
    different = {at: (b, after.get(at)) for at, b in before.items() if not same(b, after.get(at))}
    assert different == {}
