"""没有分值一栏、分值写在各级名称后面括号里的表（四川县级 部门整体支出绩效评价得分表），旁边是不能当作分值的括号。"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from other_formats import html, opendocument, word
from workbooks import findings, indicator, names, score, to_bytes

from sheetscore.model.outcome import Outcome
from sheetscore.readers.indicator_table.header_words import named_points
from sheetscore.writers.completed import write_completed

HEAD = ("一级指标", "二级指标", "三级指标", "指标解释", "计分标准（备注）", "自评情况", "得分")
RATE = "满意度≥90%的得{}分；80%（含）-90%的得1分；低于80%的不得分"
NAMED = ("管理对象满意度（3分）", "重点改革（重点工作）满意度（57分）", "社会公众满意度（40分）")
SCORED = ("管理对象满意度", "社会公众满意度")
WRITTEN: list[tuple[str, Callable[[Workbook], bytes]]] = [
    ("某局.xlsx", to_bytes),
    ("某局.docx", word),
    ("某局.html", html),
    ("某局.ods", opendocument),
]


def form(
    *named: str,
    first: str = "整体绩效（60分）",
    second: str = "满意度（60分）",
    head: Sequence[str] = HEAD,
    points: Sequence[object] = (),
) -> Workbook:
    """Three rows of two blocks; `points` fill a column of their own behind the names."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "绩效评价得分"
    sheet.append(["2020年县级部门整体支出绩效评价得分"])
    sheet.append(["填报单位：某局"])
    sheet.append(list(head))
    levels = ((first, second), (None, None), ("服务（40分）", "公众（40分）"))
    for number, (name, level) in enumerate(zip(named, levels, strict=True)):
        marks = named_points(name)[1]
        cells: list[Any] = [*level, name, "各方满意度", RATE.format(marks or 3), "满意度为87.4%", 1]
        if points:
            cells.insert(3, points[number])
        sheet.append(cells)
    sheet.append(["合计（100分）", None, None, *([None] * (len(head) - 4)), 3])
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("B4:B5")
    return book


def points_of(outcome: Outcome) -> dict[str, Decimal]:
    return {name: indicator(outcome, name).points for name in names(outcome)}


@pytest.mark.parametrize(("name", "write"), WRITTEN)
def test_every_row_has_the_points_of_its_name(
    name: str, write: Callable[[Workbook], bytes]
) -> None:
    outcome = score(write(form(*NAMED)), name)
    assert outcome.status == "scored", outcome.message
    right = {"管理对象满意度": 3, "重点改革（重点工作）满意度": 57, "社会公众满意度": 40}
    assert points_of(outcome) == right
    assert not findings(outcome, "A10")
    assert [indicator(outcome, each).score for each in SCORED] == [1, 1]
    again = score(write_completed(outcome), "某局_复核.xlsx")
    assert points_of(again) == right
    assert [indicator(again, each).score for each in SCORED] == [1, 1]


def test_our_columns_stand_beside_the_form_and_none_is_shifted() -> None:
    book = load_workbook(BytesIO(write_completed(score(form(*NAMED)))))
    sheet = next(each for each in book.worksheets if each["A3"].value == "一级指标")
    assert [cell.value for cell in sheet[3]][:7] == list(HEAD)
    assert [str(cell.value).replace("\n", "") for cell in sheet[3]][7:11] == [
        "指标值（复核）", "复核得分", "差额", "依据",
    ]  # fmt: skip
    assert sheet["C4"].value == NAMED[0]
    assert sheet["A1"].value == "2020年县级部门整体支出绩效评价得分"
    height = sheet.row_dimensions[3].height
    assert height is not None
    assert height >= 30, "两行的表头要放得下"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("整体绩效（61分）", "满意度（60分）", "61"), ("整体绩效（60分）", "满意度（59分）", "59")],
)
def test_levels_that_are_not_the_sum_of_their_rows_are_told(
    first: str, second: str, told: str
) -> None:
    found = findings(score(form(*NAMED, first=first, second=second)), "A10", "error")
    assert any(told in f"{each.message}{each.found}{each.expected}" for each in found)


@pytest.mark.parametrize(
    "bracket",
    [
        "", "（100分制）", "（样本100份）", "（第3季度）", "（含2分以下）", "（2-3分）", "（共3项）", "（3分）（2分）",
        "（3分/项）", "（扣3分）",
    ],
)  # fmt: skip
def test_a_name_without_points_of_its_own_is_named_and_not_scored(bracket: str) -> None:
    outcome = score(form(NAMED[0], f"重点工作满意度{bracket}", NAMED[2]))
    assert list(points_of(outcome)) == ["管理对象满意度", "社会公众满意度"]
    told = [each for each in findings(outcome, "A10", "error") if each.cell in ("C5", "D5")]
    assert any("重点工作满意度" in each.message for each in told)


@pytest.mark.parametrize("bracket", ["（100分制）", "（样本100份）", "（第3季度）", ""])
def test_names_none_of_which_has_points_are_refused(bracket: str) -> None:
    outcome = score(form(*(f"{name}满意度{bracket}" for name in ("甲", "乙", "丙"))))
    assert outcome.status == "rejected"
    assert "没有“分值”列" in outcome.message


@pytest.mark.parametrize(
    "bracket",
    ["（3分）", "(3 分)", "【3分】", "（满分3分）", "（分值：3分）", "\n（3分）", "（3.0分）", "（３分）"],
)  # fmt: skip
def test_brackets_that_hold_points(bracket: str) -> None:
    assert points_of(score(form(f"管理对象满意度{bracket}", *NAMED[1:])))["管理对象满意度"] == 3


def test_a_column_of_points_is_kept_and_what_contradicts_it_told() -> None:
    head = (*HEAD[:3], "分值", *HEAD[3:])
    outcome = score(form(*NAMED, head=head, points=(2, 57, 40)))
    assert points_of(outcome)["管理对象满意度"] == 2
    told = findings(outcome, "A10", "error")
    assert any("名称后面写的是 3 分，“分值”列是 2" in each.message for each in told)


@pytest.mark.parametrize(
    "heading", ["计分标准（备注）", "评分标准（备注）", "评价标准及备注", "计分标准"]
)
def test_headings_of_the_wording(heading: str) -> None:
    head = tuple(heading if each == HEAD[4] else each for each in HEAD)
    assert score(form(*NAMED, head=head)).status == "scored"


@pytest.mark.parametrize("heading", ["备注", "计分标准（复核）", "计分标准（上年）"])
def test_another_bracket_behind_the_heading_is_another_column(heading: str) -> None:
    head = tuple(heading if each == HEAD[4] else each for each in HEAD)
    outcome = score(form(*NAMED, head=head))
    assert outcome.status == "rejected"
