"""One fault at a time: a workbook without a fault, one thing changed, and exactly the finding that this must give."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook
from workbooks import (
    BASE_ROWS,
    CLEAN_LINES,
    Line,
    Table,
    change,
    clean,
    findings,
    new_findings,
    sample,
    score,
    scored_clean,
    states_level,
    supply,
)

from sheetscore.model.columns import rows
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

Found = list[tuple[str, str, str]]
"""(代码, 级别, 位置)"""


# -------------------------------------------------------------------------- faultless parents


def plain() -> Workbook:
    """The small workbook of workbooks.py."""
    return clean()


BANDS = replace(CLEAN_LINES[1], criteria="100%以下（含）计满分；100%-110%（含）计15分。")


def bands() -> Workbook:
    """公用经费 by bands that say nothing of more than 110 %."""
    return clean(lines=[CLEAN_LINES[0], BANDS, *CLEAN_LINES[2:]])


AREA = Line(
    "新建楼堂馆所面积控制率", 10, "100%以下（含）计满分，每超出5%扣2分，扣完为止。没有楼堂馆所项目的部门按满分计算",
    "新建楼堂馆所面积控制率=实际建设面积/批准建设面积×100%。", 10, None, ("采购和制度", 20),
)  # fmt: skip


def building() -> Workbook:
    """政府采购 replaced by a building of 100 ㎡, built as approved."""
    table = [*BASE_ROWS, ("楼堂馆所控制情况", "批复规模（㎡）", "实际规模（㎡）"), (None, 100, 100)]
    return clean(lines=[*CLEAN_LINES[:3], AREA, CLEAN_LINES[4]], base=table)


PARENTS: list[Callable[[], Workbook]] = [plain, bands, building]


@cache
def parent_outcome(parent: Callable[[], Workbook]) -> Outcome:
    return score(parent())


@pytest.mark.parametrize("parent", PARENTS, ids=["基本", "分档", "楼堂馆所"])
def test_the_parent_has_no_finding_at_all(parent: Callable[[], Workbook]) -> None:
    outcome = parent_outcome(parent)
    assert outcome.findings == ()
    assert outcome.totals is not None
    assert (outcome.totals.points, outcome.totals.claimed, outcome.totals.reviewed) == (
        100,
        100,
        100,
    )


# ------------------------------------------------------------------------- one fault a clause


@dataclass(frozen=True)
class Fault:
    """A change to a parent, and the findings that the parent had not."""

    clause: str
    changes: Mapping[str, object]
    found: Found
    parent: Callable[[], Workbook] = plain


MISSING_PUBLIC = ("E12", "warning", "基础数据表!D7")

FAULTS = [
    Fault(
        "A03 评价标准里是旧年份", {"指标表!G7": "①2015年有财务管理制度，4分；②有采购制度，6分。"},
        [("A03", "warning", "指标表!G7")],
    ),
    Fault("A03 指标说明里是旧年份", {"指标表!H7": "以2015年完工的为评价内容。佐证见附件1。"}, [("A03", "warning", "指标表!H7")]),
    Fault("A03 取数的栏目写着上年", {"基础数据表!C3": "2019年实际在职人数"}, [("A03", "warning", "基础数据表!C4")]),
    Fault("A10 二级之和不等于一级分值", {"指标表!B3": 21}, [("A10", "error", "指标表!F3")]),
    Fault(
        "A10 三级之和不等于二级分值", {"指标表!D4": 59},
        [("A10", "error", "指标表!F4"), ("A10", "error", "指标表!F4")],
    ),
    Fault(
        "A10 合计不等于 100", {"指标表!B4": 81, "指标表!D4": 61, "指标表!F4": 31, "指标表!I4": 31},
        [("A10", "error", "指标表!F3")],
    ),
    Fault(
        "A10 分值不是数字", {"指标表!F7": "十几分"}, [("A10", "error", "指标表!F7")],
    ),
    Fault("A11 没有读懂", {"指标表!G7": "由评审组酌情打分"}, [("A11", "warning", "指标表!G7")]),
    Fault("A11 是空白", {"指标表!G7": None}, [("A11", "warning", "指标表!G7")]),
    Fault(
        "A11 前后矛盾", {"指标表!G4": "100%以下（含）计满分，每降低1%扣1分，扣完为止。"},
        [("A11", "warning", "指标表!G4"), ("E15", "warning", "指标表!I4")],
    ),
    Fault("A11 没有涵盖所填的值", {"基础数据表!D7": 110.01}, [("A11", "warning", "指标表!G4")], bands),
    Fault("B01 不能当作数字", {"基础数据表!D7": "150分"}, [("B01", "error", "基础数据表!D7"), MISSING_PUBLIC]),
    Fault("B01 约数", {"基础数据表!D7": "约38"}, [("B01", "error", "基础数据表!D7"), MISSING_PUBLIC]),
    Fault("B08 公式错误值", {"基础数据表!D7": "#REF!"}, [("B08", "error", "基础数据表!D7"), MISSING_PUBLIC]),
    Fault("B01 真假值", {"基础数据表!D7": True}, [("B01", "error", "基础数据表!D7"), MISSING_PUBLIC]),
    Fault("B01 金额写成百分数", {"基础数据表!D7": "100%"}, [("B01", "error", "基础数据表!D7"), MISSING_PUBLIC]),
    Fault("B01 数后面写了单位", {"基础数据表!D7": "100万元"}, [("B01", "warning", "基础数据表!D7")]),
    Fault("B01 得分里有空格", {"指标表!I7": "10\u3000"}, [("B01", "info", "指标表!I7")]),
    Fault("B01 分值写成汉字", {"指标表!F7": "十"}, [("B01", "warning", "指标表!F7")]),
    Fault("B01 数字存成文本", {"基础数据表!D7": "100"}, [("B01", "info", "基础数据表!D7")]),
    Fault("B01 前后有空格", {"基础数据表!D7": "100\u3000"}, [("B01", "info", "基础数据表!D7")]),
    Fault("B05 负数", {"基础数据表!D6": -9}, [("B05", "warning", "基础数据表!D6")]),
    Fault("B08 公式没有结果", {"基础数据表!D7": "=C7"}, [("B08", "error", "基础数据表!D7"), MISSING_PUBLIC]),
    Fault(
        "C07 没有批准就建了", {"基础数据表!B11": 0},
        [("C07", "error", "基础数据表!C11"), ("E01", "error", "指标表!I6")], building,
    ),
    Fault("D07 超过分值", {"指标表!I7": 10.01}, [("D07", "error", "指标表!I7")]),
    Fault("D07 负数", {"指标表!I7": -1}, [("D07", "error", "指标表!I7")]),
    Fault("D07 不是数字", {"指标表!I7": "优"}, [("D07", "error", "指标表!I7")]),
    Fault("D07 百分数", {"指标表!I7": "100%"}, [("D07", "error", "指标表!I7")]),
    Fault("D07 没有填", {"指标表!I7": None}, [("D07", "warning", "指标表!I7")]),
    Fault("D07 填了横线", {"指标表!I7": "——"}, [("D07", "warning", "指标表!I7")]),
    Fault("D07 没有得分列", {"指标表!I2": "备注"}, [("D07", "warning", "指标表!F3")]),
    Fault("E01 自评与算得的不同", {"指标表!I4": 29}, [("E01", "error", "指标表!I4")]),
    Fault("E01 少算了也是不同", {"基础数据表!D7": 101}, [("E01", "error", "指标表!I4")]),
    Fault("E11 清单得不出的分", {"指标表!I7": 5}, [("E11", "error", "指标表!I7")]),
    Fault(
        "E11 分档得不出的分", {"指标表!I6": 9}, [("E01", "error", "指标表!I6"), ("E11", "error", "指标表!I6")]
    ),
    Fault(
        "E11 缺数据的行同样检查", {"指标表!I6": 9, "基础数据表!C8": None},
        [("E11", "error", "指标表!I6"), ("E12", "warning", "基础数据表!C8")],
    ),
    Fault("E12 表中这一格是空白", {"基础数据表!C8": None}, [("E12", "warning", "基础数据表!C8")]),
    Fault("E12 表中这一格是横线", {"基础数据表!C8": "——"}, [("E12", "warning", "基础数据表!C8")]),
    Fault("E12 表中没有这一行", {"基础数据表!A8": "其他金额"}, [("E12", "warning", "指标表!F6")]),
    Fault(
        "E12 公式用了表中没有的说法", {"指标表!H6": "政府采购执行率=（采购实绩/政府采购预算数）×100%。"},
        [("E12", "warning", "指标表!F6")],
    ),
    Fault(
        "F08 同一行印了两次而数不同", {"基础数据表!A9": "政府采购金额", "基础数据表!C9": 50, "基础数据表!D9": 51},
        [("E12", "warning", "指标表!F6"), ("F08", "error", "基础数据表!D9")],
    ),
    Fault("F14 在公经费", {"指标表!H5": CLEAN_LINES[2].explanation.replace("“三公", "“在公")}, [("F14", "info", "指标表!H5")]),
    Fault("F14 等号印成减号", {"指标表!H5": CLEAN_LINES[2].explanation.replace("=", "-")}, [("F14", "info", "指标表!H5")]),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.clause for fault in FAULTS])
def test_a_fault_gives_its_finding_and_nothing_else(fault: Fault) -> None:
    assert new_findings(parent_outcome(fault.parent), faulty(fault.clause)) == sorted(fault.found)


@cache
def faulty(clause: str) -> Outcome:
    """The outcome of the parent with this fault."""
    fault = next(each for each in FAULTS if each.clause == clause)
    return score(change(fault.parent(), fault.changes))


NO_FAULTS = [
    ("A03 制度的年份", {"指标表!H7": "佐证见《财政支出绩效评价管理办法（2015年修订）》、财预〔2015〕53号、自2015年以来的制度。"}, []),
    ("A03 上年和下年", {"指标表!H7": "佐证见附件1：2019年制定，2021年3月公开。"}, []),
    ("A10 小数分值相加不差毫厘", {"指标表!D6": 20, "指标表!F6": 10.1, "指标表!I6": 10.1, "指标表!F7": 9.9, "指标表!I7": 9.9}, ["A11"]),
    ("A11 恰在最后一档的边上", {"基础数据表!D7": 110}, ["E01"]),
    ("D07 恰好等于分值", {"指标表!I7": 10}, []),
    ("D07 零分是填了的分", {"指标表!I7": 0}, []),
    ("E11 能得出的分", {"指标表!I7": 4}, []),
    ("E12 零是填了的数", {"基础数据表!D8": 0, "指标表!I6": 0}, []),
    ("B01 上年的横线不妨事", {"基础数据表!B7": "——"}, []),
    ("A03 上年一栏在本年旁边", {"基础数据表!B5": "2019年度决算数"}, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "codes"), [(changes, codes) for _, changes, codes in NO_FAULTS], ids=[title for title, _, _ in NO_FAULTS]
)  # fmt: skip
def test_just_beside_a_fault_there_is_no_such_finding(
    changes: dict[str, object], codes: list[str]
) -> None:
    parent = bands if "E01" in codes else plain
    assert sorted({each.code for each in score(change(parent(), changes)).findings}) == codes


@pytest.mark.parametrize("clause", [fault.clause for fault in FAULTS])
def test_a_finding_says_where_what_was_found_what_was_expected_and_what_to_do(clause: str) -> None:
    for each in faulty(clause).findings:
        assert each.file == "某局-2020.xlsx"
        assert each.sheet in ("指标表", "基础数据表")
        assert re.fullmatch("[A-Z]{1,2}[0-9]{1,3}", each.cell)
        assert each.message.endswith(("。", "？"))
        assert all((each.found, each.expected, each.advice))
        assert states_level(each.code, each.level)


# ----------------------------------------------------------------- faults of the whole workbook


OFF = [("指标表!B3", 21, "少 1 分"), ("指标表!B3", 18.5, "多 1.5 分")]


@pytest.mark.parametrize(("cell", "points", "off"), OFF, ids=[off for _, _, off in OFF])
def test_a10_says_by_how_much(cell: str, points: float, off: str) -> None:
    (found,) = findings(score(clean({cell: points})), "A10")
    assert off in found.message
    assert (found.found, found.expected) == ("20", str(points))


def test_h08_without_base_table_every_computed_row_lacks_its_figures() -> None:
    outcome = score(clean(base=None))
    assert [(each.code, each.level) for each in findings(outcome, "H08")] == [("H08", "error")]
    assert [str(row.status) for row in rows(outcome.indicators)] == [*["missing"] * 4, "judged"]
    assert len(findings(outcome, "E12")) == 4


def test_a01_a_second_table_is_reported() -> None:
    book = clean()
    Table(CLEAN_LINES).draw(book.create_sheet("指标表（旧）"))
    found = new_findings(scored_clean(), score(book))
    assert found == [("A01", "warning", "指标表（旧）!A2")]


def test_a03_the_file_name_says_another_year() -> None:
    (found,) = findings(score(clean(), "某局-2021.xlsx"))
    assert (found.code, found.level, found.found, found.expected) == (
        "A03",
        "warning",
        "2020 年",
        "2021 年",
    )


def test_b03_two_units_of_money() -> None:
    (found,) = findings(score(clean({"基础数据表!E2": "单位：万元", "基础数据表!E6": "单位：元"})))
    assert (found.code, found.level) == ("B03", "warning")


CONFLICTS = [
    # 基础数据表的采购预算，补填的数，级别，复核得分（决算 50）
    ("表内与补填不同，以表内为准", 50, [60], "warning", 10),
    ("表内与补填相同", 50, [50], None, 10),
    ("表内空白，补填两次不同，都不用", None, [50, 60], "error", None),
    ("表内空白，补填两次相同", None, [50, 50], None, 10),
]


@pytest.mark.parametrize(
    ("filed", "sent", "level", "points"),
    [case[1:] for case in CONFLICTS],
    ids=[case[0] for case in CONFLICTS],
)
def test_f08_a_figure_sent_later_that_contradicts(
    filed: int | None, sent: list[int], level: str | None, points: int | None
) -> None:
    figures = [("政府采购金额", "预算", 2020, "万元", value) for value in sent]
    outcome = score(supply(clean({"基础数据表!C8": filed}), *figures))
    assert [each.level for each in findings(outcome, "F08")] == ([level] if level else [])
    row = next(row for row in rows(outcome.indicators) if row.indicator == "政府采购执行率")
    assert row.score == points


def test_f08_a_figure_sent_later_settles_a_contradiction_in_the_table() -> None:
    twice = clean({"基础数据表!A9": "政府采购金额", "基础数据表!C9": 60, "基础数据表!D9": 50})
    outcome = score(supply(twice, ("政府采购金额", "预算", 2020, "万元", 50)))
    assert [each.level for each in findings(outcome, "F08")] == ["error"]
    row = next(row for row in rows(outcome.indicators) if row.indicator == "政府采购执行率")
    assert (row.rate, row.score) == (1, 10)


def test_e12_a_figure_sent_later_that_nothing_asks_for_is_reported() -> None:
    figures = ("政府采购支出", "预算", 2020, "万元", 50), ("政府采购金额", "预算", 2018, "万元", 50)
    outcome = score(supply(clean({"基础数据表!C8": None}), *figures))
    assert [each.where for each in findings(outcome, "E12")] == [
        "基础数据表!C8",
        "补充数据!E2",
        "补充数据!E3",
    ]


HELD = [
    # 决算格里填的，E12 的“发现”
    (None, "空白"),
    ("待定", "待定"),
    ("约5890", "约5890"),
    (True, "TRUE"),
    ("——", "——"),
]


@pytest.mark.parametrize(("held", "found"), HELD, ids=[found for _, found in HELD])
def test_e12_says_what_stands_in_the_cell(held: object, found: str) -> None:
    (told,) = findings(score(clean({"基础数据表!D7": held})), "E12")
    assert (told.found, told.where) == (found, "基础数据表!D7")


def test_e12_a_mere_stroke_sent_later_is_no_figure() -> None:
    """缺数清单里填“/”：没有采用，也不当作 0，写明这一格。"""
    outcome = score(
        supply(clean({"基础数据表!C8": None}), ("政府采购金额", "预算", 2020, "万元", "/"))
    )
    assert [(e.where, e.found) for e in findings(outcome, "E12")] == [
        ("基础数据表!C8", "空白"), ("补充数据!E2", "/"),
    ]  # fmt: skip


def test_b08_a_formula_without_a_result_in_our_own_list_is_told() -> None:
    """复核表的缺数清单里填了公式而没有保存结果：写明是哪一格；我们自己写的公式不算。"""
    first = score(clean({"基础数据表!C8": None}))
    book = load_workbook(io.BytesIO(write_completed(first)))
    page = book["缺数清单"]
    head = next(row for row in page.iter_rows() if any(c.value == "填写数值" for c in row))
    place = next(cell for cell in head if cell.value == "填写数值")
    target = page.cell(place.row + 1, place.column, "=49+1")
    outcome = score(book, "某局-2020_复核.xlsx")
    assert [each.where for each in findings(outcome, "B08")] == [f"缺数清单!{target.coordinate}"]
    assert [each.where for each in findings(outcome, "E12")] == ["基础数据表!C8"]


def test_a01_a_base_table_without_a_single_figure_needs_a_note() -> None:
    blank = {f"基础数据表!{col}{row}": None for row in (4, 6, 7, 8, 9) for col in "BCD"}
    (found,) = findings(score(clean(blank)), "A01")
    assert (found.level, found.where) == ("warning", "基础数据表!A3")
    assert not findings(
        score(clean(blank | {"基础数据表!A10": "说明：本单位当年没有预算。"})), "A01"
    )
    assert not findings(score(clean(blank | {"基础数据表!D9": 1050})), "A01")


def test_e12_names_near_spellings_and_uses_none_of_them() -> None:
    outcome = score(clean({"指标表!H6": "政府采购执行率=（实际政府采购额/政府采购预算数）×100%。"}))
    (found,) = findings(outcome, "E12")
    assert "实际政府采购金额" in found.message
    assert (
        next(row.score for row in rows(outcome.indicators) if row.indicator == "政府采购执行率")
        is None
    )


def test_e11_names_the_reading_that_would_give_the_claim() -> None:
    outcome = score(
        clean(
            {
                "指标表!G6": "100%计满分，每低于2%扣2.5分，扣完为止。",
                "指标表!I6": 9,
                "基础数据表!C8": None,
            }
        )
    )
    (found,) = findings(outcome, "E11")
    assert (found.found, found.expected) == ("9", "10、7.5、5、2.5、0")
    assert "“按比例扣”读才可能" in found.message


def test_e11_of_many_reachable_scores_names_those_next_to_the_claim() -> None:
    outcome = score(
        clean(
            {
                "指标表!G6": "100%计满分，每低于2%扣0.5分，扣完为止。",
                "指标表!I6": 9.9,
                "基础数据表!C8": None,
            }
        )
    )
    (found,) = findings(outcome, "E11")
    assert (found.found, found.expected) == ("9.9", "10、9.5 等 21 种")


def test_findings_stand_errors_first() -> None:
    outcome = score(
        clean({"指标表!I4": 29, "指标表!B3": 21, "基础数据表!C8": None, "基础数据表!D6": "9\u3000"})
    )
    assert [(each.level, each.code) for each in outcome.findings] == [
        ("error", "A10"), ("error", "E01"), ("warning", "E12"), ("info", "B01"),
    ]  # fmt: skip


def test_a_wording_over_the_limit_goes_to_a_person_and_the_rest_is_scored() -> None:
    outcome = score(clean({"指标表!G7": "很长的标准，" * 2000}))
    assert (outcome.status, outcome.totals and outcome.totals.low) == ("scored", 90)
    (found,) = findings(outcome, "A11")
    assert (found.cell, "5000" in found.message) == ("G7", True)


def test_points_below_zero_are_a_number_and_no_points() -> None:
    (told,) = [
        each
        for each in findings(score(sample({"指标表!F9": -8})), "A10")
        if "没有评分" in each.message
    ]
    assert "小于 0" in told.message
    assert "不是数字" not in told.message
