"""The sample return, row by row: what its own tables prove, what they lack, and what a person must judge.

The figures are those of the printed tables; each expectation can be checked with a pocket calculator.
"""

from __future__ import annotations

import io
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from openpyxl import load_workbook
from workbooks import (
    BASE_ROWS,
    SAMPLE,
    Line,
    clean,
    findings,
    forms,
    indicator,
    sample,
    score,
    scored_sample,
    supply,
    to_bytes,
)

from sheetscore import score_unit
from sheetscore.commands.json_contract import outcome_object
from sheetscore.model.columns import rows
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed


def totals(outcome: Outcome) -> tuple[object, ...]:
    found = outcome.totals
    assert found is not None
    return found.points, found.claimed, found.reviewed, found.low, found.high, found.grade


def test_the_totals() -> None:
    assert totals(scored_sample()) == (100, 98, 90, 23, 92, "优")


def test_the_unit_the_year_and_the_form() -> None:
    outcome = scored_sample()
    assert (outcome.unit, outcome.year, outcome.form) == ("雨花区卫生健康局", 2020, "hunan")


ROWS = [
    # 指标，分值，自评，状态，复核得分，最低，最高
    ("在职人员控制率", 5, 5, "agrees", 5, 5, 5),
    ("“三公经费”变动率", 8, 8, "missing", None, 0, 8),
    ("预算完成率", 5, 4, "missing", None, 0, 5),
    ("预算控制率", 5, 4, "missing", None, 0, 5),
    ("新建楼堂馆所面积控制率", 5, 5, "agrees", 5, 5, 5),
    ("新建楼堂馆所投资概算控制率", 5, 5, "agrees", 5, 5, 5),
    ("公用经费控制率", 8, 8, "differs", 0, 0, 0),
    ("“三公经费”控制率", 8, 8, "agrees", 8, 8, 8),
    ("政府采购执行率", 6, 6, "missing", None, 0, 6),
    ("管理制度健全性", 8, 8, "judged", None, 0, 8),
    ("资金使用合规性", 6, 6, "judged", None, 0, 6),
    ("预决算信息公开性", 5, 5, "judged", None, 0, 5),
    ("重点工作实际完成率", 8, 8, "missing", None, 0, 8),
    ("经济效益、社会效益", 6, 6, "judged", None, 0, 6),
    ("行政效能", 6, 6, "judged", None, 0, 6),
    ("社会公众或服务对象满意度", 6, 6, "missing", None, 0, 6),
]


def test_the_sixteen_rows_stand_in_the_order_of_the_table() -> None:
    assert [row.indicator for row in rows(scored_sample().indicators)] == [
        name for name, *_ in ROWS
    ]


@pytest.mark.parametrize("expected", ROWS, ids=[name for name, *_ in ROWS])
def test_each_row(expected: tuple[Any, ...]) -> None:
    row = next(row for row in rows(scored_sample().indicators) if row.indicator == expected[0])
    found = (row.indicator, row.points, row.claimed, str(row.status), row.score, row.low, row.high)
    assert found == expected


@pytest.mark.parametrize(
    ("status", "points"), [("agrees", 23), ("differs", 8), ("missing", 38), ("judged", 31)]
)
def test_points_by_state(status: str, points: int) -> None:
    found = [row.points for row in rows(scored_sample().indicators) if str(row.status) == status]
    assert sum(found) == points


RATES = [
    ("在职人员控制率", Fraction(32, 32)),
    ("公用经费控制率", Fraction(11748, 9370)),
    ("三公经费控制率", Fraction(12, 894)),
    ("新建楼堂馆所面积控制率", None),
    ("预算完成率", None),
]


@pytest.mark.parametrize(("name", "rate"), RATES, ids=[name for name, _ in RATES])
def test_rates_are_exact(name: str, rate: Fraction | None) -> None:
    assert indicator(scored_sample(), name).rate == rate


def test_the_overspent_row_tells_its_story() -> None:
    """117.48 / 93.7 = 125.3789 %: 25.3789 points over, 25 whole steps of 1 point off 8 points."""
    story = "".join(indicator(scored_sample(), "公用经费控制率").steps)
    for part in ("117.48", "93.7", "125.3789%", "25.3789 个百分点", "共 25 档", "多算 8 分"):
        assert part in story


def test_the_json_has_the_same_figures() -> None:
    found = outcome_object(scored_sample(), None)
    assert found["totals"] == {
        "points": 100, "claimed": 98, "reviewed": 90, "low": 23, "high": 92, "grade": "优",
    }  # fmt: skip
    public = next(each for each in found["indicators"] if each["indicator"] == "公用经费控制率")
    assert (public["rate"], public["score"], public["cell"]) == ("1.253789", 0, "指标表!I9")
    assert public["reachable"] == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert public["missing"] == []


# -------------------------------------------------------------------------------- findings


def test_how_many_findings_of_each_kind() -> None:
    count = Counter((each.code, each.level) for each in scored_sample().findings)
    assert count == {
        ("E01", "error"): 1, ("E11", "error"): 1, ("A03", "warning"): 2, ("A11", "warning"): 1,
        ("E12", "warning"): 6, ("F14", "info"): 8, ("B01", "info"): 17,
        ("A08", "warning"): 1, ("C06", "warning"): 2, ("C07", "info"): 1, ("C10", "warning"): 2, ("E15", "warning"): 1,
    }  # fmt: skip


def test_the_two_errors() -> None:
    (differs,) = findings(scored_sample(), "E01")
    assert (differs.where, differs.found, differs.expected) == ("指标表!I9", "8", "0")
    (unreachable,) = findings(scored_sample(), "E11")
    assert (unreachable.where, unreachable.found, unreachable.expected) == (
        "指标表!I5",
        "4",
        "5、3、1、0",
    )
    assert "按比例扣" in unreachable.message


def test_what_the_figures_beside_each_other_say() -> None:
    """三公 7.24→0.12、项目 8783.45→20293.01 没有说明；有车而没有运行费；水电差旅三栏都是 0；31 分没有佐证。"""
    found = {(each.code, each.where): each for each in scored_sample().findings}
    for code, where in (
        ("A08", "基础数据表!A3"), ("C06", "基础数据表!F10"), ("C06", "基础数据表!B19"),
        ("C10", "基础数据表!F7"), ("C10", "基础数据表!F13"), ("E15", "指标表!I12"),
    ):  # fmt: skip
        assert (code, where) in found
    assert "减少 98.34%" in found["C10", "基础数据表!F7"].message
    assert "增加 131.04%" in found["C10", "基础数据表!F13"].message
    assert "5 项共 31 分" in found["E15", "指标表!I12"].message


def test_the_report_shows_that_the_figures_are_not_all_accurate() -> None:
    """表内的数没有错误，报告里有：预决算信息公开性不能因“真实、完整、准确”都得满分（E17）。"""
    report = SAMPLE.with_name("雨花区卫生健康局-2020-自评报告.docx")
    files = [(path.name, path.read_bytes()) for path in (SAMPLE, report)]
    outcome = score_unit(files, forms())
    (found,) = findings(outcome, "E17")
    assert (found.where, found.level) == ("指标表!I14", "warning")
    assert findings(scored_sample(), "E17") == []


def test_sums_of_the_table_that_are_right_are_not_reported() -> None:
    """7.24＝6.45＋0.79，8.94＝5.94＋3，0.12＝0＋0.12；项目支出三栏；公用经费不小于其中各项。"""
    assert {"C01", "C02", "C03", "C04", "C05"}.isdisjoint(
        each.code for each in scored_sample().findings
    )


def test_the_stale_header() -> None:
    """在职人数一栏写 2019 年；评价标准、指标说明里还是 2015 年。"""
    assert [(e.where, e.found, e.expected) for e in findings(scored_sample(), "A03")] == [
        ("基础数据表!D5", "2019 年", "2020 年"), ("指标表!H7", "2015 年", "2020 年"),
    ]  # fmt: skip


MISSING = {
    "“三公经费”变动率": [("三公经费", "预算", -1, None)],
    "预算完成率": [
        ("部门整体支出", "上年结转", 0, None), ("部门整体支出预算调整", "预算", 0, "基础数据表!D22"),
        ("部门整体支出", "追加预算", 0, None), ("部门整体支出", "年末结余", 0, None),
    ],
    "预算控制率": [("部门整体支出", "追加预算", 0, None), ("部门整体支出预算调整", "预算", 0, "基础数据表!D22")],
    "政府采购执行率": [("政府采购金额", "预算", 0, "基础数据表!D21")],
    "重点工作实际完成率": [("重点工作", "实际产出数", 0, None), ("重点工作", "计划产出数", 0, None)],
    "社会公众或服务对象满意度": [("社会公众或服务对象满意度", "完成值", 0, None)],
}  # fmt: skip


def test_each_missing_figure_with_its_cell() -> None:
    found = {
        row.indicator: [(each.item, each.measure, each.year, each.cell) for each in row.missing]
        for row in rows(scored_sample().indicators) if row.missing
    }  # fmt: skip
    assert found == MISSING


SLIPS = [
    ("H4", "在公经费", "三公经费"), ("G4", "“三公经费”", "三公经费变动率"), ("H5", None, None),
    ("H7", "楼堂馆所面积控制率", "新建楼堂馆所面积控制率"), ("G7", "楼梯馆所", "楼堂馆所"),
    ("H8", "楼堂馆所投资预算控制率", "新建楼堂馆所投资概算控制率"), ("H10", None, None), ("G14", "汇集信息", "会计信息"),
]  # fmt: skip


def test_each_printed_slip_is_repaired_by_name() -> None:
    found = {each.cell: (each.found, each.expected) for each in findings(scored_sample(), "F14")}
    assert set(found) == {cell for cell, _, _ in SLIPS}
    for cell, printed, meant in SLIPS:
        if printed:
            assert found[cell] == (printed, meant)
    assert (
        found["H5"][1]
        == "(上年结转+年初预算+本年追加预算-年末结余)/(上年结转+年初预算+本年追加预算)"
    )
    assert found["H10"] == ("“三公经费”控制率-（", "“三公经费”控制率=（")


# ----------------------------------------------------------------------- figures filled in

FILLED = {
    "上年三公预算": ("三公经费", "预算", 2019, "万元", 8.94),
    "采购预算": ("政府采购金额", "预算", 2020, "万元", 341.02),
    "满意度": ("社会公众或服务对象满意度", "完成值", 2020, "%", "92%"),
    "年初预算": ("部门整体支出预算调整", "预算", 2020, "万元", 5890.51),
    "追加预算": ("部门整体支出", "追加预算", 2020, "万元", 15679.75),
}


def check_filled(outcome: Outcome) -> None:
    """8.94/8.94 unchanged → 8; 341.02/341.02 → 6; 92 % → 6; 15679.75/5890.51 = 266.19 % → 0."""
    scores = {
        name: indicator(outcome, name).score
        for name in ("三公经费变动率", "政府采购执行率", "满意度", "预算控制率")
    }
    assert scores == {"三公经费变动率": 8, "政府采购执行率": 6, "满意度": 6, "预算控制率": 0}
    control = indicator(outcome, "预算控制率")
    assert control.rate == Fraction(1567975, 589051)
    assert str(control.status) == "differs"
    # 98 claimed − 8 公用经费 − 4 预算控制率; missing and judged rows at 0 and at full
    assert totals(outcome) == (100, 98, 86, 43, 87, "良")
    assert str(indicator(outcome, "预算完成率").status) == "missing"


def test_figures_sent_in_an_extra_sheet_are_scored() -> None:
    check_filled(score(supply(sample(), *FILLED.values()), SAMPLE.name))


def test_figures_filled_into_our_list_and_sent_back_are_scored() -> None:
    book = load_workbook(io.BytesIO(write_completed(scored_sample())))
    page = book["缺数清单"]
    (head,) = [row for row in page.iter_rows() if "填写数值" in [cell.value for cell in row]]
    columns = {cell.value: cell.column for cell in head}
    wanted = {values[:3]: values[4] for values in FILLED.values()}
    for row in range(head[0].row + 1, page.max_row + 1):
        key = tuple(page.cell(row, columns[name]).value for name in ("项目", "口径", "年度"))
        if key in wanted:
            page.cell(row, columns["填写数值"], wanted.pop(key))
    assert not wanted
    check_filled(score(to_bytes(book), "雨花区卫生健康局-2020_复核.xlsx"))


BESIDE = [
    # 追加预算（年初预算 100），得分
    ("0", 5), ("0.01", 4), ("10", 4), ("10.01", 3), ("20", 3), ("20.01", 2), ("30", 2), ("30.01", 0),
]  # fmt: skip


@pytest.mark.parametrize(("added", "points"), BESIDE, ids=[f"{added}%" for added, _ in BESIDE])
def test_both_sides_of_each_band_of_the_budget_control_rate(added: str, points: int) -> None:
    given = (
        ("部门整体支出预算调整", "预算", 2020, "万元", 100),
        ("部门整体支出", "追加预算", 2020, "万元", float(added)),
    )
    printed = indicator(scored_sample(), "预算控制率")
    line = Line(
        printed.indicator, 5, printed.criteria, printed.explanation, 5, ("过程", 5), ("预算执行", 5)
    )
    base = [row for row in BASE_ROWS if row[0] != "部门整体支出预算调整"]
    assert (
        indicator(score(supply(clean(lines=[line], base=base), *given)), "预算控制率").score
        == points
    )


def test_a_budget_cut_is_not_covered_by_the_bands() -> None:
    given = (
        ("部门整体支出预算调整", "预算", 2020, "万元", 100),
        ("部门整体支出", "追加预算", 2020, "万元", -1),
    )
    outcome = score(supply(sample(), *given))
    found = indicator(outcome, "预算控制率")
    assert (found.score, str(found.status), found.low, found.high) == (None, "judged", 0, 5)
    assert any(each.cell == "G6" for each in findings(outcome, "A11"))


def test_the_budget_added_is_not_derived_from_the_adjusted_budget() -> None:
    """年初 5890.51 and the final 21570.26 stand in the row 部门整体支出预算调整: their difference is not 追加."""
    outcome = score(sample({"基础数据表!D22": 5890.51, "基础数据表!F22": 21570.26}))
    control = indicator(outcome, "预算控制率")
    assert (control.score, str(control.status)) == (None, "missing")
    assert [each.term for each in control.missing] == ["本年追加预算"]
    assert [each.value for each in control.inputs] == [None, Decimal("5890.51")]


def test_figures_of_the_table_itself_count_like_supplied_ones() -> None:
    outcome = score(sample({"基础数据表!D21": 341.02}))
    found = indicator(outcome, "政府采购执行率")
    assert (found.score, found.rate, str(found.status)) == (6, 1, "agrees")
    assert totals(outcome) == (100, 98, 90, 29, 92, "优")
