"""A 基础数据表 drawn as a list of any names, found by its shape; what H08 says where no table is found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import Workbook
from own_tables import BY_BASE, CONTROL, HEAD, REST, STEP, Row, own_table
from workbooks import findings, indicator, score

from sheetscore.model.outcome import Outcome, Status

COVERAGE = Row(
    "检查覆盖率", "覆盖率100%得10分，每低1个百分点扣1分，扣完为止。", None, None, "检查覆盖率=实检家数/应检家数×100%",
)  # fmt: skip
TITLE = ("部门整体支出基础数据",)
FIGURES: tuple[tuple[object, ...], ...] = (
    ("接待群众", "人次", 1200), ("应检家数", "家", 200), ("实检家数", "家", 190),
)  # fmt: skip
"""190 of 200: 95 %, five points short."""


def listed(
    *table: Sequence[object], lines: Sequence[Row] = (COVERAGE, REST), sheet: str = "数据"
) -> Workbook:
    """A 自评表 without a column 完成值, and a list on a sheet of its own."""
    book = own_table(*lines, head=HEAD)
    book["自评表"].delete_cols(8)
    page = book.create_sheet(sheet)
    for values in table:
        page.append(list(values))
    return book


def row(outcome: Outcome, name: str = "检查覆盖率") -> Any:
    return indicator(outcome, name)


@pytest.mark.parametrize(
    "head",
    [
        ("项目", "单位", "2023年数"), ("项目", "单位", "金额"), ("项目", "单位", "数值"), ("项目", "单位", "实际数"),
        ("项目", "单位", "决算数"),
        ("项目", "单位", "2023年"), ("项目", "计量单位", "2023年实际数"), ("指标", "单位", "2023年度数据"), ("数据名称", "单位", "本年数"),
        ("统计项目", "单位", "数量"), ("填报内容", "单位", "填报数"), ("项目", "单位", "2023年决算数"), ("项 目", "单 位", "数　值"),
    ],
)  # fmt: skip
def test_a_list_of_any_names_is_found_by_its_shape(head: tuple[str, ...]) -> None:
    outcome = score(listed(TITLE, head, *FIGURES))
    assert row(outcome).score == 5
    assert findings(outcome, "H08") == []


@pytest.mark.parametrize(
    "table",
    [
        [("项目", "单位", "2022年数"), *FIGURES], [("项目", "单位", "上年数"), *FIGURES], [("项目", "单位", "占比"), *FIGURES],
        [("项目", "单位", "1-9月实际数"), *FIGURES], [("项目", "单位", "备注"), *FIGURES],
        [("项目", "单位", "数值"), *FIGURES[:2], ("实际检查家数", "家", 190)],
        [("项目", "单位", "数值"), *FIGURES[:2], ("实检家数（不含乡镇）", "家", 190)],
        [("项目", "单位", "数值"), *FIGURES[:2], ("上年实检家数", "家", 190)],
        [("项目", "单位", "数值"), *FIGURES, ("实检家数", "家", 180)],
        [("项目", "单位", "数值", "数据"), *((*each, 1) for each in FIGURES)],
    ],
)  # fmt: skip
def test_another_year_another_name_or_two_figures_are_not_used(
    table: list[tuple[object, ...]],
) -> None:
    book = listed(TITLE, *table)
    assert row(score(book, year=2023)).score is None


def test_two_years_side_by_side() -> None:
    head = ("项目", "单位", "2022年数", "2023年数")
    outcome = score(listed(TITLE, head, ("应检家数", "家", 100, 200), ("实检家数", "家", 100, 190)))
    assert (outcome.year, row(outcome).score) == (2023, 5)


@pytest.mark.parametrize(("unit", "value"), [("%", 88.5), ("%", "88.5%"), (None, "88.5%")])
def test_a_label_that_is_the_indicator_binds(unit: object, value: object) -> None:
    table = [("项目", "单位", "2023年数"), ("接待群众", "人次", 1200), ("群众满意度", unit, value)]
    outcome = score(listed(TITLE, *table, lines=(Row(), REST)))
    assert row(outcome, "满意度").score == 9


def test_a_label_that_is_the_indicator_serves_where_its_formula_has_no_figures() -> None:
    table = [
        ("项目", "单位", "2023年数"),
        ("接待群众", "人次", 1200),
        ("公用经费控制率", "%", "102.4%"),
    ]
    lines = (Row("公用经费控制率", CONTROL, None, None, BY_BASE), REST)
    assert row(score(listed(TITLE, *table, lines=lines)), "控制率").score == 8


def test_a_longer_or_a_shorter_label_does_not_bind() -> None:
    for label in ("满意度", "群众满意度（窗口）", "外来群众满意度"):
        table = [
            ("项目", "单位", "2023年数"),
            ("应检家数", "家", 200),
            ("实检家数", "家", 190),
            (label, "%", "88.5%"),
        ]
        outcome = score(listed(TITLE, *table, lines=(Row(), COVERAGE, REST)))
        assert row(outcome, "群众满意度").status is Status.MISSING, label


@pytest.mark.parametrize(
    ("labels", "right"),
    [
        (("群众满意度（问卷）",), 9), (("群众满意度（第三方测评）",), 9), (("1.群众满意度（问卷调查）",), 9),
        (("群众满意度（问卷）", "群众满意度（电话）"), None), (("群众满意度（问卷）", "2.群众满意度（第三方测评）"), None),
    ],
)  # fmt: skip
def test_a_bracket_that_makes_no_other_figure(labels: Sequence[str], right: int | None) -> None:
    """问卷 says how it was found; two labels that only their brackets tell apart are two figures."""
    table = [("项目", "单位", "2023年数"), ("应检家数", "家", 200), ("实检家数", "家", 190)]
    figures = [
        (label, "%", value) for label, value in zip(labels, ("88.5%", "91.5%"), strict=False)
    ]
    outcome = score(listed(TITLE, *table, *figures, lines=(Row(), COVERAGE, REST)))
    assert row(outcome, "群众满意度").score == right


@pytest.mark.parametrize(
    ("value", "right"), [(0.24, 10), (0.25, 10), (0.26, 0), (2.4, 0), (24, 0), ("0.24‰", None)]
)
def test_per_mille_is_a_tenth_of_a_percent(value: object, right: int | None) -> None:
    """A row counted in ‰: 0.24 is 0.024%. With the sign in the cell as well it is no plain number: a person says it."""
    table = [
        ("项目", "单位", "2023年数"),
        ("应检家数", "家", 200),
        ("实检家数", "家", 190),
        ("信访投诉率", "‰", value),
    ]
    asked = Row("信访投诉率", "≤0.025%得10分，否则不得分。", None)
    outcome = score(listed(TITLE, *table, lines=(asked, COVERAGE, REST)))
    assert row(outcome, "信访投诉率").score == right


@pytest.mark.parametrize(("unit", "value"), [("千分之", 0.24), ("件/万人", 2.4), ("件", 1)])
def test_what_is_counted_in_something_else_is_no_rate(unit: str, value: object) -> None:
    table = [
        ("项目", "单位", "2023年数"),
        ("应检家数", "家", 200),
        ("实检家数", "家", 190),
        ("信访投诉率", unit, value),
    ]
    asked = Row("信访投诉率", "≤0.025%得10分，否则不得分。", None)
    assert (
        row(score(listed(TITLE, *table, lines=(asked, COVERAGE, REST))), "信访投诉率").score is None
    )


def test_money_in_a_list_is_counted_as_its_unit_says() -> None:
    lines = (
        Row(
            "资金到位率",
            "到位率100%得10分，每低1个百分点扣1分。",
            None,
            None,
            "资金到位率=到位资金/应到资金×100%",
        ),
        REST,
    )
    table = [("项目", "单位", "金额"), ("应到资金", "万元", 200), ("到位资金", "元", 1900000)]
    outcome = score(listed(TITLE, *table, lines=lines))
    assert row(outcome, "到位率").score == 5
    assert findings(outcome, "A08") == []


def test_a_list_under_the_table_on_the_same_sheet() -> None:
    book = listed(lines=(COVERAGE, REST))
    sheet = book["自评表"]
    for values in (("合计", None, None, 100), (), TITLE, ("项目", "单位", "2023年数"), *FIGURES):
        sheet.append(list(values))
    outcome = score(book)
    assert row(outcome).score == 5
    assert len(outcome.indicators) == 2


def test_the_sheet_that_came_near_is_named_with_the_headings_sought() -> None:
    outcome = score(
        listed(TITLE, ("项目", "单位", "数值"), ("应检企业", "家", 200), ("实检企业", "家", 190))
    )
    (found,) = findings(outcome, "H08", "error")
    assert (found.sheet, found.cell) == ("数据", "A2")
    assert "没有一行的名称是指标名称或公式里的说法" in found.message
    assert "项目、单位、2023年数" in found.advice


def test_a_sheet_that_is_only_called_so_is_named_too() -> None:
    outcome = score(listed(("本年工作总结",), sheet="基础数据表"))
    (found,) = findings(outcome, "H08", "error")
    assert found.sheet == "基础数据表"
    assert "没有认得的表头和行名" in found.message


def test_where_nothing_is_near_only_the_headings_are_told() -> None:
    outcome = score(listed(("说明",), ("按要求填写",), sheet="说明"))
    (found,) = findings(outcome, "H08", "error")
    assert (found.sheet, found.found) == ("", "没有")
    assert "决算数" in found.advice


def test_an_own_figure_and_a_row_of_the_list_are_held_against_each_other() -> None:
    """满意度：表上填 88.5%，清单里 88.52% 合得上，92% 合不上。"""
    for value, status in (("88.52%", Status.AGREES), ("92%", Status.JUDGED)):
        book = own_table(Row(criteria=STEP, done="88.5%", claim=9), REST)
        page = book.create_sheet("数据")
        for values in (
            TITLE,
            ("项目", "单位", "2023年数"),
            ("接待群众", "人次", 1200),
            ("群众满意度", "%", value),
        ):
            page.append(list(values))
        assert row(score(book), "满意度").status is status, value
