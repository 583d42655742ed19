"""A small table of money above the score table (经费情况表) gives the figures of its formulas, by the names of row and column."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from openpyxl import Workbook
from own_tables import REST, Row, own_table
from target_tables import Aim, aims
from test_several_forms import FORMATS
from workbooks import findings, forms, indicator, score

from sheetscore.unit import score_bytes

MONEY: Sequence[Sequence[object]] = (
    ("经费情况表（2023年度，单位：万元）",),
    ("填报单位：某局",),
    ("项目", "年初预算数", "调整后预算数", "决算数"),
    ("基本支出", 1286.4, 1312.75, 1301.2),
    ("项目支出", 945, 903.25, 852.76),
    ("“三公”经费", 15.8, 18, 14.62),
)
FORMULA = "项目支出执行率=项目支出决算数/项目支出调整后预算数×100%"
LINE = Row("项目支出执行率", "得分=执行率×10分，最高不超过10分。", None, explanation=FORMULA)
"""852.76÷903.25＝94.41%: 9.44 of 10; over the budget of the beginning of the year it would be 9.02."""


def with_money(book: Workbook, rows: Sequence[Sequence[object]] = MONEY) -> Workbook:
    sheet = book.create_sheet("经费情况", 0)
    for row in rows:
        sheet.append(list(row))
    return book


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "csv"])
def test_the_figures_of_the_money_above_are_those_of_the_formula(kind: str) -> None:
    made = FORMATS[kind](with_money(own_table(LINE, REST)))
    found = score_bytes(f"某局-2023.{kind}", made, forms())
    assert str(indicator(found, "项目支出执行率").score) == "9.44"


@pytest.mark.parametrize(
    "formula",
    [
        "项目支出执行率=项目支出决算数/项目支出批复预算数×100%",
        "项目支出执行率=专项项目支出决算数/专项项目支出调整后预算数×100%",
        "项目支出执行率=项目支出季度决算数/项目支出季度调整后预算数×100%",
    ],
)
def test_a_name_that_is_not_row_and_column_is_another_figure(formula: str) -> None:
    line = Row("项目支出执行率", LINE.criteria, None, explanation=formula)
    assert (
        indicator(score(with_money(own_table(line, REST)), "某局-2023.xlsx"), line.name).score
        is None
    )


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "csv"])
def test_a_table_of_targets_of_a_department_has_it_too(kind: str) -> None:
    book = aims(Aim("≥12场", "12场"), money=None)
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"] = "某局部门整体支出绩效自评表", None
    sheet["A3"], sheet["B3"], sheet["A4"], sheet["B4"] = "填报单位", "某局", None, None
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](with_money(book)), forms())
    assert not findings(found, "H08")
    assert {("三公经费", "决算"), ("项目支出", "全年预算")} <= {
        (each["item"], each["measure"]) for each in found.base.to_dict("records")
    }


def test_a_form_that_prints_its_own_money_does_not_take_another_table() -> None:
    found = score(with_money(aims(Aim("≥12场", "12场"))), "某局-2022.xlsx")
    assert "三公经费" not in set(found.base["item"])
