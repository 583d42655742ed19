"""各省自评表的表头：几行、几级、分值写在名称后面、栏次一行、两个年度绩效目标；每一种旁边有一个认不得的。

版式照广东、湖北、四川、陕西、安徽、河北等地公开的自评表另画，数是另填的。
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from old_excel import xls
from openpyxl import Workbook
from other_formats import html, opendocument, word, xml2003
from target_tables import MONEY_HEAD
from workbooks import findings, indicator, score, to_bytes

from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

Row = Sequence[object]
Area = tuple[int, int, int, int]
MONEY: tuple[Row, ...] = (MONEY_HEAD, (None, "年度资金总额", 100, 100, 90, 10, 0.9, 9))
TWENTY: tuple[Row, ...] = (
    ("预算执行情况（万元）（20分）", None, None, "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分*执行率）"),
    (None, "年度财政资金总额", None, 100, 90, "90%", 18),
)  # fmt: skip
HEAD = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
ROWS: tuple[Row, ...] = (
    ("产出指标", "数量指标", "检查家次", "≥20家", "19家", 50, 47.5),
    ("效益指标", "社会效益", "覆盖率", "≥90%", "90%", 40, 40),
)
NAMED: tuple[Row, ...] = (
    ("产出指标", "数量指标", "检查家次（50分）", "≥20家", "19家", 47.5),
    ("效益指标", "社会效益", "覆盖率（40分）", "≥90%", "90%", 40),
)


def form(
    *rows: Row, merges: Sequence[Area] = (), money: Sequence[Row] = MONEY, title: str = "项目支出绩效自评表"
) -> Workbook:  # fmt: skip
    """A form: title, project, unit, money, then the header and the rows; `merges` count rows from the header on."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    above: list[Row] = [(title,), ("（2022年度）",), ("项目名称", "街道监督"), ("实施单位", "甲区卫生监督所"), *money]  # fmt: skip
    for row in (*above, *rows):
        sheet.append(list(row))
    for top, left, bottom, right in merges:
        sheet.merge_cells(
            start_row=len(above) + 1 + top, start_column=left, end_row=len(above) + 1 + bottom, end_column=right
        )  # fmt: skip
    return book


def rows_of(outcome: Outcome) -> list[Any]:
    return [indicator(outcome, str(name)) for name in outcome.indicators["indicator"]]


def changed(**headings: str) -> tuple[str, ...]:
    """HEAD with other words for some of its headings."""
    return tuple(headings.get(word, word) for word in HEAD)


def is_as_usual(outcome: Outcome, claimed: bool = True) -> None:
    """19 of 20 家 score 47.5 of 50, 90 % of 90 % all 40; the claims are read."""
    assert outcome.status == "scored", outcome.message
    for name, points, level2 in (("检查家次", "47.5", "数量指标"), ("覆盖率", "40", "社会效益")):
        row = indicator(outcome, name)
        assert row.score == Decimal(points), row.steps
        assert row.claimed == (Decimal(points) if claimed else None)
        assert row.level2 in (level2, "")


ONE_ROW = [
    changed(年度指标值="年初目标值（A）", 实际完成值="实际完成值（B）"), changed(年度指标值="年初设定指标值", 实际完成值="全年完成指标值"),
    changed(年度指标值="计划指标值", 实际完成值="指标完成值"), changed(年度指标值="目标值", 实际完成值="完成情况"),
    changed(年度指标值="年度绩效指标值", 实际完成值="全年完成情况"), changed(年度指标值="预期值", 实际完成值="年终完成值"),
    changed(分值="分值权重", 得分="单位自评"), changed(分值="满分分值", 得分="实际得分"), changed(分值="权重分", 得分="自评价得分"),
    changed(分值="标准分数", 得分="单位自评分"), changed(三级指标="绩效指标"), changed(三级指标="指标内容"),
    changed(一级指标="一级指标（100分）", 分值="分值（90分）"), changed(一级指标="一 级\n指 标", 三级指标="三 级\n指 标", 分值="分\n值"),
]  # fmt: skip


@pytest.mark.parametrize("head", ONE_ROW)
def test_headings_of_other_provinces(head: tuple[str, ...]) -> None:
    is_as_usual(score(form(head, *ROWS)))


@pytest.mark.parametrize(
    "head",
    [
        changed(得分="复核得分"),
        changed(得分="财政评价得分"),
        changed(得分="上年实际得分"),
        changed(得分="实际得分（评审）"),
    ],
)
def test_the_score_of_somebody_else_is_no_claim(head: tuple[str, ...]) -> None:
    is_as_usual(score(form(head, *ROWS)), claimed=False)


REFUSED = [
    (changed(实际完成值="上年完成值"), "有“年度指标值”，没有“实际完成值”列"),
    (changed(实际完成值="完成情况（1-6月）"), "没有“实际完成值”列"),
    (changed(实际完成值="全年预计完成情况"), "没有“实际完成值”列"),
    (changed(年度指标值="计划指标值（上年）"), "有“实际完成值”，没有“年度指标值”列"),
    (changed(分值="分值（上年）"), "没有“分值”列"),
    (changed(三级指标="三级指示"), "没有找到指标表"),
    (changed(三级指标="考核结论"), "没有找到指标表"),
]


@pytest.mark.parametrize(("head", "said"), REFUSED)
def test_other_headings_are_refused_in_plain_words(head: tuple[str, ...], said: str) -> None:
    outcome = score(form(head, *ROWS))
    assert outcome.status == "rejected"
    assert said in outcome.message, outcome.message


# ------------------------------------------------------------------- 几行的表头

OVER = (("绩效指标", None, None, *HEAD[3:]), HEAD[:3])
DEEP = (
    ("绩效指标", None, None, "指标值", None, "分值", "得分"), (*HEAD[:3], "年初目标值", "实际完成值"), (None, None, None, "（A）", "（B）"),
)  # fmt: skip
SCORES = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值"),
    (None,) * 5 + ("标准分", "自评分"),
)
SEVERAL: list[tuple[tuple[Row, ...], list[Area]]] = [
    (OVER, [(0, 1, 0, 3), *((0, col, 1, col) for col in range(4, 8))]),
    (OVER, [(0, 1, 0, 3)]),
    (DEEP, [(0, 1, 0, 3), (0, 4, 0, 5), *((0, col, 2, col) for col in (6, 7)), *((1, col, 2, col) for col in (1, 2, 3))]),
    (SCORES, [(0, 6, 0, 7), *((0, col, 1, col) for col in range(1, 6))]),
    ((HEAD, (None, None, None, "A", "B", "C", "D")), []),
    ((HEAD, ("栏次", 1, 2, 3, 4, 5, 6)), []),
    ((HEAD, (1, 2, 3, 4, 5, 6, 7)), []),
    ((HEAD, ("甲", "乙", "丙", "（1）", "（2）", "（3）", "（4）")), []),
]  # fmt: skip


@pytest.mark.parametrize(("head", "merges"), SEVERAL)
def test_a_header_of_several_rows(head: tuple[Row, ...], merges: list[Area]) -> None:
    outcome = score(form(*head, *ROWS, merges=merges))
    is_as_usual(outcome)
    assert indicator(outcome, "预算执行率").score == 9
    assert not findings(outcome, "A10", "error")
    again = score(write_completed(outcome), "某局_复核.xlsx")
    is_as_usual(again)


def test_a_row_of_figures_that_do_not_follow_each_other_is_a_row() -> None:
    row = ("产出", "数量", "3", "4个", "4个", 6, 6)
    assert indicator(score(form(HEAD, row, *ROWS)), "3").score == 6


GUANGDONG: tuple[Row, ...] = (
    ("评价指标", None, None, None, None, None, "指标说明", "评分标准", "自评\n分数", "自评说明"),
    ("一级指标", None, "二级指标", None, "三级指标"),
    ("名称", "权重（%）", "名称", "权重（%）", "名称", "权重（%）"),
)
GUANGDONG_MERGES: list[Area] = [
    (0, 1, 0, 6), *((0, col, 2, col) for col in range(7, 11)), *((1, col, 1, col + 1) for col in (1, 3, 5)),
]  # fmt: skip
WEIGHED: tuple[Row, ...] = (
    ("预算使用", 60, "资金管理", 60, "项目实施程序", 20, "是否规范", "1.按规定履行报批程序，得15分；\n2.未履行的，不得分。", 15, "有"),
    (None, None, None, None, "财务合规性", 40, "是否合规", "发现一项不合规的扣5分，扣完为止。", 40, "合规"),
    ("使用效益", 40, "效果性", 40, "满意度", 40, "满意度", "满意度≥90%得40分；否则不得分。", 40, "问卷"),
    ("总  分", None, None, None, None, 100, None, None, 95),
)  # fmt: skip


def weighed(*more: Row) -> Workbook:
    book = form(*GUANGDONG, *WEIGHED[:3], *more, WEIGHED[3], merges=GUANGDONG_MERGES, money=())
    sheet = book.worksheets[0]
    sheet.merge_cells("A8:A9")
    sheet.merge_cells("C8:C9")
    return book


WRITTEN: list[tuple[str, Callable[[Workbook], bytes]]] = [
    ("a.xlsx", to_bytes), ("a.xls", xls), ("a.xls", html), ("a.ods", opendocument), ("a.xml", xml2003), ("a.docx", word),
]  # fmt: skip


@pytest.mark.parametrize(("name", "write"), WRITTEN)
def test_the_weight_of_each_level_beside_its_name(
    name: str, write: Callable[[Workbook], bytes]
) -> None:
    """广东：一级、二级、三级指标各有名称、权重两栏，三级指标的权重就是分值。"""
    outcome = score(write(weighed()), name)
    assert outcome.status == "scored", outcome.message
    points = {row.indicator: row.points for row in rows_of(outcome)}
    assert points == {"项目实施程序": 20, "财务合规性": 40, "满意度": 40}
    found = indicator(outcome, "财务合规性")
    assert (found.level1, found.level2, found.claimed) == ("预算使用", "资金管理", 40)
    assert not findings(outcome, "A10", "error")


def test_weights_that_do_not_make_a_hundred_are_told() -> None:
    outcome = score(
        weighed(("", None, "", None, "公平性", 10, "说明", "公平得10分，否则不得分。", 10, ""))
    )
    assert any("合计 110" in each.message for each in findings(outcome, "A10", "error"))


def test_a_header_of_three_rows_again_after_a_page_break() -> None:
    again = (
        *GUANGDONG,
        (None, None, None, None, "公平性", 10, "说明", "公平得10分，否则不得分。", 10, ""),
    )
    outcome = score(weighed(*again))
    assert [row.points for row in rows_of(outcome)] == [20, 40, 40, 10]
    assert not [each for each in findings(outcome, "A10") if "不是数字" in each.message]


# ------------------------------------------------------------------- 分值在名称后面

LETTERED = ("一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分")


@pytest.mark.parametrize(("name", "write"), WRITTEN)
@pytest.mark.parametrize("third", ["三级指标", "三级指标（分值）", "三级指标及分值"])
def test_the_points_stand_behind_every_name(
    name: str, write: Callable[[Workbook], bytes], third: str
) -> None:
    """湖北：没有分值一栏，名称后面写（5分），资金一行的分值写在表头（20分）。"""
    head = (*LETTERED[:2], third, *LETTERED[3:])
    rows = (NAMED[0], ("效益指标", "社会效益", "覆盖率（30分）", "≥90%", "90%", 30))
    outcome = score(write(form(head, *rows, money=TWENTY)), name)
    assert outcome.status == "scored", outcome.message
    scores = {row.indicator: (row.points, row.score, row.claimed) for row in rows_of(outcome)}
    assert scores == {
        "预算执行率": (20, 18, 18),
        "检查家次": (50, Decimal("47.5"), Decimal("47.5")),
        "覆盖率": (30, 30, 30),
    }
    assert not findings(outcome, "A10", "error")
    again = score(write_completed(outcome), "某局_复核.xlsx")
    assert {row.indicator: row.score for row in rows_of(again)} == {
        k: v[1] for k, v in scores.items()
    }


def test_a_name_without_points_is_told_and_not_scored() -> None:
    outcome = score(form(LETTERED, NAMED[0], (*ROWS[1][:5], 40)))
    assert [row.indicator for row in rows_of(outcome)] == ["预算执行率", "检查家次"]
    assert next(each.cell for each in findings(outcome, "A10", "error")) == "C9"


def test_points_behind_no_name_are_refused() -> None:
    rows = tuple((*row[:5], row[6]) for row in ROWS)
    outcome = score(form((*LETTERED[:2], "三级指标（分值）", *LETTERED[3:]), *rows))
    assert outcome.status == "rejected"
    assert "没有“分值”列" in outcome.message


# ------------------------------------------------------------------- 两个年度绩效目标

SECOND: Row = ("产出指标", "数量指标", "培训人次（40分）", "≥100人次", "80人次", 32)
HALF: tuple[Row, ...] = (
    ("产出指标", "数量指标", "检查家次（20分）", "≥20家", "19家", 19), ("效益指标", "社会效益", "覆盖率（20分）", "≥90%", "90%", 20),
)  # fmt: skip


def goals(first: str, second: str, head: tuple[str, ...] = LETTERED) -> Workbook:
    rows: list[Row] = [
        (first, *LETTERED), *((None, *row) for row in HALF), (second, *head), (None, *SECOND), ("总分", *([None] * 5), 89),
    ]  # fmt: skip
    money = [(row[0], None, *row[1:]) if row[0] else (None, *row) for row in TWENTY]
    return form(*rows, merges=[(0, 1, 2, 1), (3, 1, 4, 1)], money=money)


def test_two_goals_of_a_year_are_one_form() -> None:
    """湖北：年度绩效目标1（40分）、年度绩效目标2（40分）各印一次表头，是一张表。"""
    outcome = score(goals("年度绩效目标1（40分）", "年度绩效目标2（40分）"))
    assert {row.indicator: row.score for row in rows_of(outcome)} == {
        "预算执行率": 18,
        "检查家次": 19,
        "覆盖率": 20,
        "培训人次": 32,
    }
    assert outcome.unit == "甲区卫生监督所"


WEIGHED_HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年初目标值\n（A）",
    "实际完成值\n（B）",
    "权重",
    "得分",
)


def shares(*weights: object, first: str = "年度目标1：（40%）", total: object = 89) -> Workbook:
    """湖北整体绩效自评表：资金一行 20 分，指标的权重写百分数。"""
    one, two, three = weights
    rows: list[Row] = [
        (first,), WEIGHED_HEAD, ("产出指标", "数量指标", "检查家次", "≥20家", "19家", one, 19),
        ("效益指标", "社会效益", "覆盖率", "≥90%", "90%", two, 20),
        ("年度目标2：（40%）",), WEIGHED_HEAD, ("产出指标", "数量指标", "培训人次", "≥100人次", "80人次", three, 32),
        ("总分", *([None] * 5), total),
    ]  # fmt: skip
    return form(*rows, money=TWENTY)


SHARED = {"预算执行率": 18, "检查家次": 19, "覆盖率": 20, "培训人次": 32}


@pytest.mark.parametrize(
    "weights", [("20%", "20%", "40%"), ("20.0%", "20%", "40％"), ("19.5%", "20.5%", "40%")]
)
@pytest.mark.parametrize(
    "first", ["年度目标1：（40%）", "年度绩效目标1（权重40%）", "目标1（40%）"]
)
def test_weights_in_per_cent_beside_points_of_the_money(
    weights: tuple[object, ...], first: str
) -> None:
    outcome = score(shares(*weights, first=first))
    rows = {row.indicator: row for row in rows_of(outcome)}
    assert list(rows) == list(SHARED)
    assert sum(row.points for row in rows.values()) == 100
    assert rows["培训人次"].score == 32
    assert not findings(outcome, "A10", "error")
    again = score(write_completed(outcome), "某局_复核.xlsx")
    assert {row.indicator: row.score for row in rows_of(again)} == {
        name: row.score for name, row in rows.items()
    }


@pytest.mark.parametrize(("name", "write"), WRITTEN)
def test_such_weights_in_every_format(name: str, write: Callable[[Workbook], bytes]) -> None:
    outcome = score(write(shares("20%", "20%", "40%")), name)
    assert {row.indicator: row.score for row in rows_of(outcome)} == SHARED


@pytest.mark.parametrize(
    "weights",
    [("20%", "20%", "39%"), ("25%", "25%", "50%"), ("20%", "20%", 40), ("20%", "20%", "约40%"), ("20%", "20%", None)],
)  # fmt: skip
def test_weights_that_do_not_make_the_rest_are_no_points(weights: tuple[object, ...]) -> None:
    """79%，或者连同资金超过 100 分：看不出一项几分，不评分。"""
    outcome = score(shares(*weights))
    assert [row.indicator for row in rows_of(outcome)] in (
        ["预算执行率"],
        ["预算执行率", "培训人次"],
    )
    assert findings(outcome, "A10", "error")


# ------------------------------------------------------------------- 两级、四级

FOURTH = (
    "一级指标",
    "二级指标",
    "三级指标",
    "四级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
)


def test_the_fourth_level_names_the_indicators() -> None:
    rows: list[Row] = [
        ("产出", "数量指标", "检查", "检查家次", "≥20家", "19家", 50, 47.5),
        (None, None, None, "覆盖率", "≥90%", "90%", 40, 40),
    ]
    book = form(FOURTH, *rows, merges=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3)])
    outcome = score(book)
    assert {row.indicator: row.score for row in rows_of(outcome)} == {
        "预算执行率": 9,
        "检查家次": Decimal("47.5"),
        "覆盖率": 40,
    }


def test_a_fourth_level_behind_the_points_is_a_part_of_the_third() -> None:
    head = (*FOURTH[:3], "分值", "四级指标", *FOURTH[4:6], "得分")
    rows = [(*row[:3], row[5], "明细", *row[3:5], row[6]) for row in ROWS]
    is_as_usual(score(form(head, *rows)))


def test_two_levels_are_enough_where_every_other_heading_is_known() -> None:
    head = ("一级指标", "二级指标", *HEAD[3:])
    is_as_usual(score(form(head, *((row[0], *row[2:]) for row in ROWS))))
