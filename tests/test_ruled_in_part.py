"""A table of targets with 评分标准 for some rows: these go by them, the blank ones by the note below (江西 项目支出绩效自评表)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from openpyxl import Workbook
from test_several_forms import FORMATS
from workbooks import findings, forms, indicator, score

from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "年度指标值(A)",
    "评分标准",
    "全年实际值(B)",
    "得分",
)
NOTE = (
    "注：定量指标，完成值达到指标值，记满分；未达到指标值的，正向指标（即指标值为≥）得分=B/A×该指标分值，"
    "反向指标（即指标值为≤）得分=A/B×该指标分值。"
)
STEP = "完成10座及以上得6分，每少1座扣1分，扣完为止。"
MONEY = (
    ("项目资金\n（万元）", None, "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"),
    (None, "年度资金总额\n（分值10分）", 450, 450, 391.5, "87%", "8.7分"),
    (None, "其中：本年财政拨款", 450, 450, 391.5, "87%", "—"),
)
Line = Sequence[object]
LINES: tuple[Line, ...] = (
    ("产出指标", "数量指标", "维修养护水库座数", 40, "≥64座", None, "60座", 37.5),
    ("产出指标", "数量指标", "水库安全鉴定完成座数", 6, "≥10座", STEP, "7座", 3),
    ("产出指标", "时效指标", "项目完工及时率", 34, "100%", None, "95.8%", 32.57),
    ("效益指标", "社会效益", "水库渗漏险情起数", 10, "≤4起", None, "5起", 8),
)


def book(
    lines: Sequence[Line] = LINES,
    note: str = NOTE,
    head: Line = HEAD,
    money: Sequence[Line] = MONEY,
) -> Workbook:
    made = Workbook()
    sheet = made.worksheets[0]
    for row in (
        ("项目支出绩效自评表",),
        ("（2021年度）",),
        ("实施单位", "某水库管理所"),
        *money,
        head,
        *lines,
    ):
        sheet.append(list(row))
    sheet.append(["总分", None, None, 100])
    sheet.append([note])
    return made


def scores(made: Workbook) -> dict[str, Decimal | None]:
    outcome = score(made, "某所-2021.xlsx")
    return {row["indicator"]: row["score"] for row in outcome.indicators.to_dict("records")}


RIGHT = {
    "预算执行率": Decimal("8.7"),
    "维修养护水库座数": Decimal("37.5"),
    "水库安全鉴定完成座数": Decimal(3),
    "项目完工及时率": Decimal("32.57"),
    "水库渗漏险情起数": Decimal(8),
}


def test_a_ruled_row_goes_by_its_rule_and_a_blank_one_by_the_note() -> None:
    assert scores(book()) == RIGHT


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format_and_when_it_is_completed_twice(kind: str) -> None:
    once = score_bytes(f"某所-2021.{kind}", FORMATS[kind](book()), forms())
    assert {row["indicator"]: row["score"] for row in once.indicators.to_dict("records")} == RIGHT
    twice = score_bytes("某所-2021_复核.xlsx", write_completed(once), forms())
    assert {row["indicator"]: row["score"] for row in twice.indicators.to_dict("records")} == RIGHT


@pytest.mark.parametrize(
    "note",
    [
        "填表人：某某", "注：其他资金包括自有资金、社会资金等。", "注：得分一档最高不能超过该指标分值上限。",
        "注：请对照评分标准逐项打分。",
    ],
)  # fmt: skip
def test_without_a_note_a_blank_row_is_for_a_person(note: str) -> None:
    outcome = score(book(note=note), "某所-2021.xlsx")
    row = indicator(outcome, "维修养护水库座数")
    assert (row.score, row.low, row.high) == (None, 0, 40)
    assert indicator(outcome, "水库安全鉴定完成座数").score == 3


def test_a_note_that_was_not_read_whole_leaves_the_blank_rows_to_a_person() -> None:
    read = scores(book(note=NOTE.replace("记满分", "记满分，超过部分视情况另行加分")))
    assert read["维修养护水库座数"] is None
    assert read["水库安全鉴定完成座数"] == 3


def test_a_rule_over_two_rows_holds_for_both() -> None:
    lines = [list(line) for line in LINES]
    lines[0][5] = "达到指标值得满分，未达到的每少1座扣5分"
    made = book(lines)
    row = made.worksheets[0].max_row - 5
    made.worksheets[0].merge_cells(f"F{row}:F{row + 1}")
    assert scores(made)["水库安全鉴定完成座数"] != 3


def test_a_table_with_a_rule_in_every_row_is_read_as_before() -> None:
    lines = [list(line) for line in LINES]
    for line in lines:
        line[5] = line[5] or "达到指标值得满分，否则不得分"
    outcome = score(book(lines), "某所-2021.xlsx")
    assert outcome.form == "own"
    assert indicator(outcome, "维修养护水库座数").score == 0


@pytest.mark.parametrize(
    ("label", "points"),
    [
        ("年度资金总额\n（分值10分）", 10), ("年度资金总额（10分）", 10), ("年度资金总额（分值：10分）", 10),
        ("年度资金总额", 0), ("年度资金总额（10项）", 0),
    ],
)  # fmt: skip
def test_the_points_of_the_money_may_stand_in_the_name_of_its_row(label: str, points: int) -> None:
    money = (MONEY[0], (None, label, *MONEY[1][2:]), MONEY[2])
    assert indicator(score(book(money=money), "某所-2021.xlsx"), "预算执行率").points == points


def test_the_sum_of_the_points_is_whole() -> None:
    assert not findings(score(book(), "某所-2021.xlsx"), code="A10", level="error")
