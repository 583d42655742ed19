"""汇总.xlsx of a folder."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from time import perf_counter

import pytest
from openpyxl import Workbook, load_workbook
from workbooks import SAMPLE, score

from sheetscore.model.outcome import Outcome
from sheetscore.model.unit_brief import brief
from sheetscore.writers.rollup import write_rollup


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return score(SAMPLE.read_bytes(), SAMPLE.name)


def opened(
    outcomes: Sequence[Outcome],
    outputs: Mapping[int, str] | None = None,
    skipped: Sequence[tuple[str, str]] = (),
    stored: bool = True,
) -> Workbook:
    data = write_rollup([brief(each) for each in outcomes], outputs or {}, skipped)
    return load_workbook(io.BytesIO(data), data_only=stored)


def test_a_row_a_unit_with_a_link_to_its_workbook(outcome: Outcome) -> None:
    sheet = opened([outcome], {0: "甲 1#局_复核.xlsx"})["汇总"]
    heads = [cell.value for cell in sheet[5]]
    assert heads == [
        "序号", "单位", "年度", "表式", "状态", "分值", "自评得分", "复核得分", "差额", "最低", "最高", "等级",
        "不一致项数", "缺数据分值", "待佐证分值", "错误数", "提醒数", "复核表",
    ]  # fmt: skip
    row = [cell.value for cell in sheet[6]]
    assert row[:3] == [1, "雨花区卫生健康局", 2020]
    assert row[4:15] == ["已评分", 100, 98, 90, -8, 23, 92, "优", 1, 38, 31]
    assert sheet["R6"].hyperlink.target == "甲%201%23局_复核.xlsx"


def test_sums_and_means_are_live_and_follow_the_filter(outcome: Outcome) -> None:
    assert outcome.totals is not None
    other = replace(outcome, totals=replace(outcome.totals, reviewed=Decimal(80), grade="良"))
    book = opened([outcome, other])["汇总"]
    assert (book["B3"].value, book["I3"].value, book["H4"].value) == ("2 个单位", -26, 85)
    live = opened([outcome, other], stored=False)["汇总"]
    assert live["I3"].value == "=SUBTOTAL(9,I6:I7)"
    assert live["H4"].value == '=IFERROR(SUBTOTAL(1,H6:H7),"")'
    assert live.auto_filter.ref == "A5:R7"
    assert live.freeze_panes == "C6"


def test_what_could_not_be_scored_is_listed_with_reason_and_advice(outcome: Outcome) -> None:
    rejected = score(b"no workbook", "坏.xlsx")
    book = opened([outcome, rejected], {}, [("~$a.xlsx", "临时文件"), ("~$b.xlsx", "临时文件")])
    sheet = book["未评分"]
    row = [cell.value for cell in sheet[4]]
    assert row == [1, "坏.xlsx", rejected.code, rejected.message, rejected.advice]
    assert sheet["A6"].value == "跳过的文件（临时文件 2 个）"
    assert "未评分 1 个文件" in str(book["汇总"]["A2"].value)


def test_problems_are_counted_by_code_and_grades_drawn(outcome: Outcome) -> None:
    sheet = opened([outcome, outcome])["问题统计"]
    assert [sheet[f"C{row}"].value for row in range(4, 9)] == [2, 0, 0, 0, 0]
    assert len(sheet._charts) == 1
    rows = {sheet[f"A{row}"].value: row for row in range(14, sheet.max_row + 1)}
    assert [sheet.cell(rows["E12"], col).value for col in (2, 3, 4)] == ["提醒", 12, 2]


def test_nothing_scored_still_makes_a_summary() -> None:
    book = opened([score(b"no workbook", "坏.xlsx")])
    assert "没有评出得分的单位" in str(book["汇总"]["A6"].value)


def test_bytes_are_equal_and_two_thousand_units_are_quick(outcome: Outcome) -> None:
    many = [brief(outcome)] * 2000
    outputs = {number: f"{number}_复核.xlsx" for number in range(2000)}
    begin = perf_counter()
    data = write_rollup(many, outputs, [])
    assert perf_counter() - begin < 30
    assert data == write_rollup(many, outputs, [])
