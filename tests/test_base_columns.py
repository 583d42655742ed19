"""Which figure of a 基础数据表 is which: columns of one measure, years above and behind, units, two groups side by side, rows alike.

公用经费 is scored in each: 100 of 100 is 30 points, 105 of 100 is 25. What the table does not say plainly scores nothing.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from workbooks import BASE, BASE_ROWS, clean, figure, findings, indicator, score

from sheetscore.model.outcome import Outcome

Rows = list[list[object]]
HEADS = ("2019年决算数", "2020年预算数", "2020年决算数")
PEOPLE: Rows = [list(row) for row in BASE_ROWS[:4]]


def table(
    heads: tuple[object, ...], *lines: tuple[object, ...], above: tuple[object, ...] = ()
) -> Rows:
    """The staff, then money under these headers; `above` is a row over the headers."""
    section = ["经费控制情况"] if heads[0] not in ("经费控制情况", "经费控制情况（元）") else []
    rows = [*PEOPLE, *([list(above)] if above else []), [*section, *heads]]
    return [*rows, *map(list, lines)]


def spending(rows: Rows) -> tuple[object, str]:
    """公用经费控制率: score and state."""
    row = indicator(score(clean(base=rows)), "公用经费")
    return row.score, str(row.status)


PLAIN = ("公用经费", 90, 100, 105)
READ: list[tuple[str, Rows]] = [
    ("照模板", table(HEADS, PLAIN)),
    ("年份在后面的括号里", table(("决算数（2019年）", "预算数（2020年）", "决算数（2020年）"), PLAIN)),
    ("上年、本年在括号里", table(("决算数（上年）", "预算数（本年）", "决算数（本年）"), PLAIN)),
    ("一个年份写在两栏上面，没有合并", table(
        ("预算数", "决算数", "预算数", "决算数"), ("公用经费", 80, 90, 100, 105), above=(None, "2019年", None, "2020年"))),
    ("年份是数", table(
        ("预算数", "决算数", "预算数", "决算数"), ("公用经费", 80, 90, 100, 105), above=(None, 2019, None, 2020))),
    ("年份后面有括号", table(
        ("预算数", "决算数", "预算数", "决算数"), ("公用经费", 80, 90, 100, 105), above=(None, "2019年（上年）", None, "2020年（本年）"))),
    ("左右两组", table(
        (*HEADS, "经费控制情况", *HEADS), ("三公经费", 12, 10, 9, "公用经费", 90, 100, 105))),
    ("左右两组，左边空着", table(
        (*HEADS, "经费控制情况", *HEADS), ("政府采购金额", None, None, None, "公用经费", 90, 100, 105))),
    ("中间有备注栏", table(("2019年决算数", "备注", "2020年预算数", "2020年决算数"), ("公用经费", 90, "见附件", 100, 105))),
    ("调整预算单独一栏", table(("2019年决算数", "2020年年初预算数", "2020年调整预算数", "2020年决算数"), ("公用经费", 90, 100, 200, 105))),
    ("人均在另一行", table(HEADS, PLAIN, ("公用经费（人均）", 2, 3, 4))),
    ("同一个数写了两遍", table(HEADS, PLAIN, ("其中：公用经费", 90, 100, 105))),
    ("上一行的数像年份", [*PEOPLE[:3], [None, 2020, 38, 0.95], ["经费控制情况", *HEADS], list(PLAIN)]),
]  # fmt: skip


@pytest.mark.parametrize("rows", [rows for _, rows in READ], ids=[name for name, _ in READ])
def test_each_figure_belongs_to_its_column_and_its_row(rows: Rows) -> None:
    assert spending(rows) == (25, "differs")


UNCLEAR: list[tuple[str, Rows]] = [
    ("本年决算空着，括号里写年份", table(("决算数（2019年）", "预算数（2020年）", "决算数（2020年）"), ("公用经费", 90, 100, None))),
    ("本年决算空着，括号里写上年", table(("决算数（上年）", "预算数", "决算数"), ("公用经费", 90, 100, None))),
    ("本年决算空着，年份写在两栏上面", table(
        ("预算数", "决算数", "预算数", "决算数"), ("公用经费", 80, 90, 100, None), above=(None, "2019年", None, "2020年"))),
    ("上面的年份只管一栏，分不清", table(
        ("决算数", "预算数", "决算数"), ("公用经费", 90, 100, 105), above=(None, "2019年", "2020年"))),
    ("两栏是同一个年份，一栏空着", table(
        ("2019年决算数", "2020年预算数", "2020年预算数", "2020年决算数"), ("公用经费", 90, None, 100, 105))),
    ("同名的两行，一行空着", table(HEADS, ("公用经费", 90, 100, None), ("其中：公用经费", 90, 100, 105))),
    ("同名的两行，一行是横线", table(HEADS, ("公用经费", 90, 100, "——"), ("其中：公用经费", 90, 100, 105))),
    ("决算只是其中一部分", table(("2019年决算数", "2020年预算数", "2020年决算数（其中：财政拨款）"), PLAIN)),
    ("决算不到一年", table(("2019年决算数", "2020年预算数", "2020年1-9月决算数"), PLAIN)),
    ("行名写着人均", table(HEADS, ("公用经费（人均）", 90, 100, 105))),
    ("行名写着年份", table(HEADS, ("公用经费（2019年）", 90, 100, 105), ("三公经费", 12, 10, 9))),
    ("行名写着占比", table(HEADS, ("公用经费（占比）", 90, 100, 105), ("三公经费", 12, 10, 9))),
    ("右边一组没有行名", table(
        (*HEADS, "经费控制情况", *HEADS), ("公用经费", None, None, None, None, 90, 100, 105))),
    ("右边一组没有行名，与左边不同", table(
        (*HEADS, "经费控制情况", *HEADS), ("公用经费", 90, 100, 105, None, 1, 70, 70))),
]  # fmt: skip


@pytest.mark.parametrize("rows", [rows for _, rows in UNCLEAR], ids=[name for name, _ in UNCLEAR])
def test_a_figure_that_may_be_another_one_is_not_used(rows: Rows) -> None:
    assert spending(rows) == (None, "missing")


def test_the_figures_of_the_right_group_are_not_those_of_the_left_row() -> None:
    rows = table(
        (*HEADS, "经费控制情况", *HEADS), ("政府采购金额", None, None, None, "项目支出", 1, 70, 70)
    )
    outcome = score(clean(base=rows))
    assert figure(outcome, "项目支出", "决算").value == 70
    assert str(indicator(outcome, "政府采购").status) == "missing"


def test_one_of_two_cells_left_blank_is_told() -> None:
    outcome = score(
        clean(base=table(HEADS, ("公用经费", 90, 100, None), ("其中：公用经费", 90, 100, 105)))
    )
    (found,) = findings(outcome, "F08")
    assert (found.level, found.where, found.expected) == ("error", f"{BASE}!D6", "105")
    assert "空着" in found.message


YUAN = ("公用经费", "元", 900_000, 1_000_000, 1_050_000)
UNITS: list[tuple[str, Rows]] = [
    ("板块写元", table(("经费控制情况（元）", *HEADS), ("公用经费", 900_000, 1_000_000, 1_050_000))),
    ("行名写元", table(HEADS, ("公用经费（元）", 900_000, 1_000_000, 1_050_000))),
    ("行名写单位：元", table(HEADS, ("公用经费（单位：元）", 900_000, 1_000_000, 1_050_000))),
    ("另有单位一栏", table(("单位", *HEADS), YUAN)),
    ("单位一栏没有表头", table((None, *HEADS), YUAN)),
    ("表头写元", table(("2019年决算数（元）", "2020年预算数（元）", "2020年决算数（元）"), ("公用经费", 900_000, 1_000_000, 1_050_000))),
    ("一栏写元", table(("2019年决算数", "2020年预算数", "2020年决算数（元）"), ("公用经费", 90, 100, 1_050_000))),
    ("一栏写金额单位：元", table(("2019年决算数", "2020年预算数", "2020年决算数（金额单位：元）"), ("公用经费", 90, 100, 1_050_000))),
]  # fmt: skip


@pytest.mark.parametrize("rows", [rows for _, rows in UNITS], ids=[name for name, _ in UNITS])
def test_money_is_in_the_unit_that_stands_nearest(rows: Rows) -> None:
    outcome: Outcome = score(clean(base=rows))
    assert figure(outcome, "公用经费", "决算").value == Decimal(105)
    assert indicator(outcome, "公用经费").score == 25


def test_a_unit_column_of_a_row_is_not_that_of_the_next() -> None:
    rows = table(("单位", *HEADS), YUAN, ("三公经费", "万元", 12, 10, 9))
    outcome = score(clean(base=rows))
    assert figure(outcome, "三公经费", "决算").value == 9
    assert figure(outcome, "公用经费", "预算").value == 100


def test_an_area_is_not_counted_in_yuan() -> None:
    heads = ("楼堂馆所控制情况（元）", "批复规模", "实际规模", "预算投资", "实际投资")
    outcome = score(clean(base=[*BASE_ROWS, heads, (None, 100, 105, 2_000_000, 1_000_000)]))
    assert figure(outcome, "楼堂馆所", "实际面积").value == 105
    assert figure(outcome, "楼堂馆所", "实际投资").value == 100
