"""The money above a table of targets: 全年预算 118.5, 全年执行 112.3 give 94.7679 %, 9.48 of 10, under all official headings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl import Workbook
from target_tables import SHEET, Aim, aims
from workbooks import findings, indicator, score

from sheetscore.model.outcome import Outcome, Status

TOTALS = [
    "年度资金总额：", "年度财政资金总额", "年度财政\n资金总额", "部门整体支出总额", "预算总额", "总计", "支出合计", "项目总金额", "总额",
]  # fmt: skip
BUDGETS = [
    "全年预算数（A）",
    "调整后预算数",
    "最终预算数",
    "全年预算金额",
    "全年预算安排数（万元）",
]
SPENT = [
    "全年执行数（B）", "预算执行数", "实际执行数", "实际支出", "实际支出数", "全年支出", "支出数", "全年实际支出数", "资金执行数",
]  # fmt: skip
UNCLEAR = ["年度预算数", "预算安排数", "预算批复数", "本年预算数"]


def filed(
    total: str = "年度资金总额：", budget: str = "全年预算数（A）", spent: str = "全年执行数（B）", first: str = "年初预算数"
) -> Workbook:  # fmt: skip
    book = aims(
        Aim("≥10家", 10, 90, 90), money=(120 if first else None, 118.5, 112.3, 10, None, 9.48)
    )
    sheet = book[SHEET]
    sheet["C5"], sheet["D5"], sheet["E5"], sheet["B6"] = first or None, budget, spent, total
    return book


def rate(outcome: Outcome) -> tuple[Status, Decimal | None]:
    row = indicator(outcome, "预算执行率")
    return row.status, row.score


def assert_counted(book: Workbook) -> None:
    outcome = score(book)
    assert rate(outcome) == (Status.AGREES, Decimal("9.48"))
    assert findings(outcome, level="error") == []


@pytest.mark.parametrize("total", TOTALS)
def test_words_for_the_row(total: str) -> None:
    assert_counted(filed(total=total))


@pytest.mark.parametrize("budget", BUDGETS)
def test_words_for_the_budget(budget: str) -> None:
    assert_counted(filed(budget=budget))


@pytest.mark.parametrize("spent", SPENT)
def test_words_for_what_was_spent(spent: str) -> None:
    assert_counted(filed(spent=spent))


@pytest.mark.parametrize("budget", UNCLEAR)
def test_a_budget_beside_that_of_the_beginning_is_asked_for_by_its_cell(budget: str) -> None:
    outcome = score(filed(budget=budget))
    assert rate(outcome) == (Status.MISSING, None)
    (told,) = findings(outcome, "E12")
    assert "D6" in told.message
    assert budget in told.message
    assert "基础数据表" not in told.message


@pytest.mark.parametrize("budget", UNCLEAR)
def test_the_only_budget_is_that_of_the_whole_year(budget: str) -> None:
    assert_counted(filed(budget=budget, first=""))


@pytest.mark.parametrize(
    "spent",
    ["上年执行数", "1-9月执行数", "全年预计执行数", "执行数（2021年）", "全年执行率", "结余数"],
)
def test_other_money_is_not_what_was_spent(spent: str) -> None:
    assert rate(score(filed(spent=spent))) == (Status.MISSING, None)


def test_a_form_that_divides_by_the_budget_of_the_beginning_is_reminded() -> None:
    """绥阳 2021: 年初预算数（A）, 全年执行数（B）, B/A. 126 of 120 is 105 %, full points, and a reminder."""
    book = aims(Aim("≥10家", 10, 90, 90), money=(None, 120, 126, 10, None, 10))
    sheet = book[SHEET]
    sheet["C5"], sheet["D5"] = None, "年初预算数（A）"
    sheet["E5"] = "全年执行数（B）"
    outcome = score(book)
    assert rate(outcome) == (Status.AGREES, Decimal(10))
    (told,) = [each for each in findings(outcome, "D05") if each.cell == "E6"]
    assert (told.level, "年初预算" in told.message) == ("warning", True)


def test_without_the_letters_the_budget_of_the_beginning_is_not_taken() -> None:
    book = aims(Aim("≥10家", 10, 90, 90), money=(None, 120, 114, 10, None, 9.5))
    book[SHEET]["C5"], book[SHEET]["D5"] = None, "年初预算数"
    assert rate(score(book))[0] == Status.MISSING
