"""A 年度指标值 over three columns (符号 | 数值 | 单位), notes that give nothing below a 完成率, and bare targets of a 数量指标.

Layouts of the forms of 广西 and 安徽 for projects (符号、数值/内容、单位; 完成率低于60%的不得分).
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl import Workbook
from target_tables import Aim, aims
from test_several_forms import FORMATS
from test_stated_methods import one
from workbooks import forms, indicator, score

from sheetscore.unit import score_bytes

NAME = "检查家次"
ROWS = [
    ("≥", 12000, "人", "11,040人", 50),
    ("≤", 60, "万元", "62.5万元", 20),
    ("=", 100, "%", "97%", 20),
]


def split(rows: list[tuple[object, ...]] | None = None, unit: str = "单位") -> Workbook:
    """The form with its 年度指标值 merged over three columns."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["项目支出绩效自评表"])
    sheet.append(["（2022年度）"])
    sheet.append(["项目名称", "两癌筛查"])
    sheet.append(["实施单位", "甲市妇幼保健院"])
    sheet.append(
        ["一级指标", "二级指标", "三级指标", "年度指标值", None, None, "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
    )  # fmt: skip
    sheet.append([None, None, None, "符号", "数值/内容", unit])
    sheet.merge_cells("D5:F5")
    for column in "ABCGHIJ":
        sheet.merge_cells(f"{column}5:{column}6")
    names = ("筛查人数", "设备成本", "档案规范率")
    for name, (sign, number, counted, done, points) in zip(names, rows or ROWS, strict=False):
        sheet.append(["产出指标", "数量指标", name, sign, number, counted, done, points, None])
    sheet.append(["产出指标", "质量指标", "质量控制", "定性", "达标", "—", "达成预期指标", 10, 10])
    return book


def test_sign_number_and_unit_are_one_target() -> None:
    """11040÷12000＝92%；60÷62.5＝96%（或线性 1-2.5÷60）；97÷100。"""
    found = score(split(), "甲-2022.xlsx")
    assert indicator(found, "筛查人数").score == 46
    assert indicator(found, "档案规范率").score == Decimal("19.4")
    assert indicator(found, "设备成本").score is not None
    assert indicator(found, "设备成本").score < 20
    assert indicator(found, "质量控制").score is None


def test_two_columns_of_numbers_are_two_targets() -> None:
    found = score(split(unit="2023年"), "甲-2022.xlsx")
    assert indicator(found, "筛查人数").score is None


@pytest.mark.parametrize("kind", [each for each in FORMATS if each != "csv"])
def test_in_every_format(kind: str) -> None:
    found = score_bytes(f"甲-2022.{kind}", FORMATS[kind](split()), forms())
    assert indicator(found, "筛查人数").score == 46


LEAST = (
    "计分说明：1.定量指标。正向指标（≥、=）：达到指标值的得满分，未达到的得分=实际完成值÷指标值×分值，其中完成率低于60%的不得分；"
    "反向指标（≤）：未超过指标值的得满分，超过的得分=指标值÷实际完成值×分值。"
)
ABOVE = (
    "注：1.定量指标：完成指标值的，记该指标所赋全部分值；未完成的，按照完成值与指标值的比例记分；"
    "完成值高于指标值30%以上的，应分析原因，如因年初指标值设定明显偏低造成的，按照偏离度适度调减分值。"
)


@pytest.mark.parametrize(
    ("note", "target", "done", "points"),
    [
        (LEAST, "≥120人", "72人", "6"),
        (LEAST, "≥120人", "71人", "0"),
        (LEAST, "=120人", "66人", "0"),
        (LEAST, "≥120人", "130人", "10"),
        (LEAST, "≤60人", "120人", "5"),
        (LEAST.replace("未达到的得分=", "未达到的，得分="), "≥120人", "71人", "0"),
        (LEAST.replace("低于60%的不得分", "低于60%的酌情扣分"), "≥120人", "71人", None),
        (LEAST.replace("；反向指标", "，其中完成率低于60%的不得分；反向指标"), "≥120人", "71人", None),
        (ABOVE, "≥20台", "25台", "10"),
        (ABOVE, "≥20台", "19台", "9.5"),
        (ABOVE, "≥20台", "26台", None),
        (ABOVE, "≥20台", "43台", None),
    ],
)  # fmt: skip
def test_what_the_note_says_of_too_little_and_too_much(
    note: str, target: str, done: str, points: str | None
) -> None:
    """66÷120＝55%，低于60%；72÷120 正好 60%。超过30%以内的满分，到30%就由人看。"""
    found = indicator(one(target, done, note), NAME)
    assert found.score == (None if points is None else Decimal(points)), found.steps


@pytest.mark.parametrize(
    ("name", "target", "done", "notes", "points"),
    [
        ("新建机耕路长度", "25公里", "25.6公里", (ABOVE,), "10"),
        ("改造泵站数量", "6座", "完成5座，\n另1座正在施工", (ABOVE,), "8.33"),
        ("改造泵站数量", "6座", "5座", (), None),
        ("安全事故起数", "6起", "5起", (ABOVE,), None),
        ("改造泵站数量", "6座", "8座", (ABOVE,), None),
    ],
)
def test_a_bare_target_of_a_count_under_a_stated_method(
    name: str, target: str, done: str, notes: tuple[str, ...], points: str | None
) -> None:
    found = indicator(one(target, done, *notes, name=name), name)
    assert found.score == (None if points is None else Decimal(points)), found.steps


def test_weights_explained_are_no_method_of_their_own() -> None:
    note = "说明：1.本表总分100分，各指标满分=权重×100。"
    assert indicator(one("≥20台", "19台", note), NAME).score == Decimal("9.5")
    assert indicator(score(aims(Aim("≥20台", "19台", 10, name=NAME))), NAME).score == Decimal("9.5")


RULES = [
    ("指标名称", "满分", "评分办法"),
    (NAME, 10, "每少1台扣1分，扣完为止。"),
    ("别的", 90, "全部完成得满分。"),
]


def with_rules(title: str, rows: list[tuple[object, ...]]) -> object:
    book = aims(Aim("≥20台", "19台", 10, name=NAME))
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append(row)
    return indicator(score(book), NAME).score


def test_rules_on_a_sheet_of_their_own_are_not_those_of_the_profile() -> None:
    """细则写的是每少1台扣1分（9分），计分方案是19÷20（9.5分）：照细则读；读不懂的由人评定。"""
    assert with_rules("评分细则", RULES) == 9
    unread = [RULES[0], (NAME, 10, "每少1台酌情扣分。"), RULES[2]]
    assert with_rules("评分细则", unread) is None
    assert with_rules("台账", [("名称", "数量"), (NAME, 19)]) == Decimal("9.5")
    assert with_rules(
        "评分细则", [("指标名称", "评分办法"), ("别的指标", "全部完成得满分。")]
    ) == Decimal("9.5")


@pytest.mark.parametrize(
    "note",
    [
        "说明：评分办法见《评分细则》。",
        "备注：评分标准详见附件2。",
        "说明：计分按照《市级绩效自评打分办法》执行。",
    ],
)
def test_a_note_that_points_elsewhere_leaves_the_rows_to_a_person(note: str) -> None:
    assert indicator(one("≥20台", "19台", note), NAME).score is None
