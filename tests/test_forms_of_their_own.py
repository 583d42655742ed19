"""A form whose columns are called otherwise (指标内容、权重、计分办法、自评分) is read like any other, alone or below another one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from openpyxl import Workbook
from project_forms import Form, Row, draw
from test_several_forms import FORMATS, read, reviewed
from workbooks import findings, indicator

HEADINGS: Row = ("指标类型", "指标内容", "目标值", "完成值", "权重", "计分办法", "自评分", "备注")
ROWS: Sequence[Row] = (
    ("产出", "设施验收合格率", "100%", "97%", 50, "合格率≥100%得50分，每低1个百分点扣5分，扣完为止", 35),
    ("满意度", "居民满意度", "95%", "93%", 50, "≥95%得50分；90%（含）—95%得30分；90%以下得0分", 30),
)  # fmt: skip
"""97 % is 3 points short: 50－15＝35; 93 % lies in the band of 30: 65 in all."""


def own_form(headings: Row = HEADINGS, title: str = "专项资金项目绩效自评表") -> list[Row]:
    """Another office's form, its 项目名称 and its 实施单位 in front."""
    return [
        (title,), ("项目名称", "健身设施更新", None, None, "实施单位", "某区体育中心"), headings, *ROWS,
        ("合计", None, None, None, 100, None, 65),
    ]  # fmt: skip


def below(rows: Sequence[Row]) -> Workbook:
    """A form of 财预〔2020〕10号, two blank rows, and these rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    draw(sheet, rows, draw(sheet, Form().rows()) + 2)
    return book


@pytest.mark.parametrize("kind", FORMATS)
def test_a_form_of_other_columns_below_another_one_is_a_result_of_its_own(kind: str) -> None:
    found = read(FORMATS[kind](below(own_form())), f"甲-2023.{kind}")
    assert reviewed(found) == [("水库维修", 99.48), ("健身设施更新", 65)]
    assert [each.unit for each in found] == ["某县水利局", "某区体育中心"]
    assert [str(each["score"]) for each in found[1].indicators.to_dict("records")] == [
        "35.00",
        "30.00",
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_it_is_read_where_it_stands_alone(kind: str) -> None:
    book = Workbook()
    draw(book.worksheets[0], own_form())
    assert reviewed(read(FORMATS[kind](book), f"甲-2023.{kind}")) == [("健身设施更新", 65)]


@pytest.mark.parametrize(
    "named", ["绩效指标", "考核指标", "评价指标", "指标", "考核项目", "考核内容", "评价内容"]
)
def test_the_column_of_the_names_may_have_any_of_the_listed_headings(named: str) -> None:
    found = read(below(own_form((HEADINGS[0], named, *HEADINGS[2:]))))
    assert reviewed(found)[1] == ("健身设施更新", 65)


def test_of_a_name_and_its_explanation_the_name_names_the_indicator() -> None:
    headings = ("评价指标", "评价内容", "目标值", "完成值", "权重", "计分办法", "自评分")
    rows = [(row[1], "按验收单统计", *row[2:]) for row in ROWS]
    found = read(below([*own_form()[:2], headings, *rows]))
    assert [x["indicator"] for x in found[1].indicators.to_dict("records")] == [
        "设施验收合格率",
        "居民满意度",
    ]


@pytest.mark.parametrize(
    "headings",
    [
        ("指标类型", "指标内容", "目标值", "完成值", "权重", "计分办法", "复核得分", "备注"),
        ("指标类型", "指标内容", "目标值", "完成值", "比重", "计分办法", "自评分", "备注"),
        ("指标类型", "指标内容", "目标值", "完成率", "权重", "计分依据", "自评分", "备注"),
        ("绩效指标", "考核指标", "目标值", "完成值", "权重", "计分办法", "自评分", "备注"),
        ("一级指标", "指标内容", "目标值", "完成值", "权重", "计分办法", "自评分", "备注"),
    ],
    ids=["no own score", "no points", "nothing to score by", "two names", "a level"],
)
def test_a_form_that_cannot_be_scored_is_named(headings: Row) -> None:
    found = read(below(own_form(headings)))
    assert reviewed(found)[0] == ("水库维修", 99.48)
    named = [f for each in found for f in findings(each, "A01")]
    assert any("专项资金项目绩效自评表" in each.message for each in named)


def test_its_header_may_stand_again_behind_a_page_break() -> None:
    rows = own_form()
    found = read(below([*rows[:4], HEADINGS, *rows[4:]]))
    assert reviewed(found)[1] == ("健身设施更新", 65)
    assert not findings(found[1], level="error")


def test_the_name_of_a_project_may_stand_behind_an_empty_column() -> None:
    rows = own_form()
    rows[1] = ("项目名称", None, "健身设施更新", None, "实施单位", None, "某区体育中心")
    found = read(below(rows))
    assert (found[1].project, found[1].unit) == ("健身设施更新", "某区体育中心")


@pytest.mark.parametrize("beside", ["项目编号", "资金来源：", "项目起止时间"])
def test_a_further_field_is_no_name_of_a_project(beside: str) -> None:
    rows = own_form()
    rows[1] = ("项目名称", None, beside, "12", "实施单位", "某区体育中心")
    assert read(below(rows))[1].project == "专项资金项目"  # by its title


def test_the_indicator_type_stands_for_the_first_level() -> None:
    found = read(below(own_form()))
    assert indicator(found[1], "居民满意度").level1 == "满意度"
