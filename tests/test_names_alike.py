"""Rows of a bureau's own 基础数据表 whose names differ from the terms of a formula by 数, 总额, 实际, 已, 本年 or a unit alone."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from own_tables import REST, Row, own_table
from test_several_forms import FORMATS
from workbooks import forms, indicator, score

from sheetscore.unit import score_bytes

HEAD = ("类别", "项  目", "行次", "2022年", "2023年", "说明")
STAFF = [("人员", "编制数（人）", 1, 61, 62), (None, "年末在职人员数（人）", 2, 60, 61)]
SHARE = "得分=执行率×10分，最高不超过10分。"
PLAIN = (
    "一级指标", "二级指标", "三级指标", "分值", "年度指标值", "指标说明", "评价标准", "自评说明", "自评得分", "备注",
)  # fmt: skip


def found_in(kind: str, name: str, formula: str, criteria: str, *rows: tuple[object, ...]) -> Any:
    base = [("某局2023年度基础数据表",), ("金额单位：万元",), HEAD, *STAFF, *rows]
    line = Row(name, criteria, None, explanation=formula)
    book = own_table(line, REST, head=PLAIN, base=base)
    if kind == "xlsx":
        return indicator(score(book, "某局-2023.xlsx"), name)
    return indicator(score_bytes(f"某局-2023.{kind}", FORMATS[kind](book), forms()), name)


RATE = "得分=完成率×10分，最高不超过10分。"
CASES = [
    ("河道治理完成率", "实际完成治理河长/计划治理河长", RATE, "9.60",
     [("业务", "计划治理河长（公里）", 3, 20, 26.5), (None, "完成治理河长（公里）", 4, 20, 25.44)]),
    ("目标编制完成率", "编制绩效目标的项目数/应编制绩效目标项目数", RATE, "9.29",
     [("项目", "已编制绩效目标项目数（个）", 3, 12, 13), (None, "应编制绩效目标项目数（个）", 4, 12, 14)]),
    ("预算执行率", "预算执行率=全年支出数/调整预算数×100%", SHARE, "9.20",
     [("收支", "调整预算数", 3, 3105, 3420), (None, "全年支出数", 4, 2795, 3146.4)]),
    ("上半年支出进度", "6月末累计支出/调整预算数", "进度达到50%及以上得10分；40%（含）—50%得6分；低于40%不得分。", "6",
     [("收支", "调整预算数", 3, 3105, 3420), (None, "6月末累计支出数", 4, 1428.3, 1573.2)]),
    ("三公经费变动率", "（本年度“三公”经费支出-上年度“三公”经费支出）/上年度“三公”经费支出×100%",
     "变动率≤0得满分；每增长1个百分点扣0.2分，扣完为止。", "7.6",
     [("三公", "“三公”经费预算数", 3, 18.6, 18.6), (None, "“三公”经费支出数", 4, 17.2, 19.35)]),
    ("公用经费控制率", "实际支出公用经费总额/预算安排公用经费总额×100%", "≤100%得满分；每超过1个百分点扣0.5分，扣完为止。", "7.5",
     [("公用", "公用经费预算数", 3, 138, 142), (None, "公用经费支出数", 4, 136.5, 149.1)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "formula", "criteria", "points", "rows"), CASES)
def test_a_name_that_says_the_same_in_other_words_is_the_term(
    name: str, formula: str, criteria: str, points: str, rows: list[tuple[object, ...]]
) -> None:
    """25.44÷26.5＝96%；13÷14＝92.86%；3146.4÷3420＝92%；1573.2÷3420＝46%；（19.35-17.2）÷17.2＝12.5%；149.1÷142＝105%。"""
    found = found_in("xlsx", name, formula, criteria, *rows)
    assert found.score == Decimal(points), found.steps


NOT_ALIKE = [
    [("业务", "计划治理河长（公里）", 3, 20, 26.5), (None, "未完成治理河长（公里）", 4, 20, 25.44)],
    [("业务", "计划治理河长（公里）", 3, 20, 26.5), (None, "完成治理河长占比", 4, 20, 25.44)],
    [("业务", "计划治理河长（公里）", 3, 20, 26.5), (None, "完成治理河长（主要河道）", 4, 20, 25.44)],
    [("业务", "计划治理河长（公里）", 3, 20, 26.5), (None, "完成治理河长（公里）", 4, 20, None)],
    [("业务", "计划治理河长（公里）", 3, 20, 26.5), (None, "完成治理河长数", 4, 20, 25.44), (None, "已完成治理河长", 5, 20, 24)],
]  # fmt: skip


@pytest.mark.parametrize("rows", NOT_ALIKE)
def test_a_name_that_may_say_something_else_is_not(rows: list[tuple[object, ...]]) -> None:
    name, formula, criteria, _, _ = CASES[0]
    assert found_in("xlsx", name, formula, criteria, *rows).score is None


@pytest.mark.parametrize("kind", [each for each in FORMATS if each != "csv"])
def test_in_every_format(kind: str) -> None:
    name, formula, criteria, points, rows = CASES[0]
    assert found_in(kind, name, formula, criteria, *rows).score == Decimal(points)


def test_what_stands_under_the_heading_of_actual_data_is_the_row_s_own() -> None:
    head = [*PLAIN[:7], "实际数据", *PLAIN[8:]]
    row = Row("公用经费控制率", "≤100%得10分，每超过1个百分点扣1分，扣完为止。", "公用经费预算286万元，实际支出271.7万元",
              explanation="实际支出公用经费/预算安排公用经费×100%")  # fmt: skip
    assert indicator(score(own_table(row, REST, head=head), "某局-2023.xlsx"), row.name).score == 10


@pytest.mark.parametrize(
    ("heading", "points"),
    [
        ("完成情况及计算过程", 10),
        ("实际完成情况及计算过程", 10),
        ("完成情况及存在问题", None),
        ("上年完成情况及计算过程", None),
    ],
)
def test_a_heading_of_results_and_how_they_were_worked_out(
    heading: str, points: int | None
) -> None:
    head = [*PLAIN[:7], heading, *PLAIN[8:]]
    row = Row("公用经费控制率", "≤100%得10分，每超过1个百分点扣1分，扣完为止。", "142.6万元÷150万元=95.07%",
              explanation="公用经费支出/公用经费预算×100%")  # fmt: skip
    found = indicator(score(own_table(row, REST, head=head), "某局-2023.xlsx"), row.name).score
    assert found == points
