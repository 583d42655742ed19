"""本年的决算栏改了写法：读得懂的照读，读不懂、空着的缺数据并写明是哪一栏，绝不拿上年的数来算。

公用经费：上年决算 86.28，本年预算 93.7，本年决算 117.48：125.38%，扣完，得 0 分。拿上年的 86.28 去算是 92.08%，满分，和自评“一致”。
"""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import load_workbook
from other_formats import html, opendocument, word, xml2003
from workbooks import (
    BASE,
    BASE_ROWS,
    CLEAN_LINES,
    SAMPLE,
    Line,
    clean,
    findings,
    forms,
    indicator,
    sample,
    score,
    supply,
)

from sheetscore import score_unit
from sheetscore.model.outcome import Outcome

Rows = list[list[object]]
PEOPLE: Rows = [list(row) for row in BASE_ROWS[:4]]


def spent(outcome: Outcome) -> tuple[object, str]:
    row = indicator(outcome, "公用经费控制率")
    return row.score, str(row.status)


def why(outcome: Outcome) -> str:
    """What E12 says of the row 公用经费."""
    return " ".join(each.message for each in findings(outcome, "E12") if "公用经费" in each.message)


# ------------------------------------------------------------------------ the sample, one header changed

READ = [
    "2020年支出数", "2020年完成数", "2020年实际数", "2020年执行数", "2020年实际支出", "2020年支出", "20年决算数", "20年度决算",
    "二〇二〇年决算数",
    "二零二零年决算数", "2O20年决算数", "202O年决算数", "２０２０年决算数", "2020决算数", "2020 年决算数", "2020年度决算（数）",
    "本年决算数", "当年决算数",
    "今年决算数", "本年度支出数", "决算数", "决算数（2020年）", "决算数（20年）", "决算数2020", "决算数（本年）",
    "2020年决算数（万元）", "2020年列支数",
]  # fmt: skip
NOT_READ = [
    None, "", "备注", "支出", "合计", "2020年", "2020", 2020, 20, "2020年完成额", "2020年发生数", "2020年决",
    "X年决算数", "   年决算数", "年决算数",
    "2020年决算数*", "2020年決算數", "FY2020决算数", "2020年1-9月决算数", "决算数（1-9月）", "2020年决算数（预计）",
    "2020年预计数", "2020年度财政拨款决算数",
    "2020年末决算数", "增减", "比例", "2O2O2年决算数",
]  # fmt: skip


@pytest.mark.parametrize("header", READ)
def test_this_years_column_is_read_however_its_year_is_written(header: str) -> None:
    outcome = score(sample({f"{BASE}!F6": header}))
    assert spent(outcome) == (0, "differs")
    assert outcome.totals is not None
    assert (outcome.year, outcome.totals.reviewed) == (2020, 90)


@pytest.mark.parametrize("header", NOT_READ)
def test_a_column_that_is_not_read_leaves_the_figure_missing_and_is_named(header: object) -> None:
    outcome = score(sample({f"{BASE}!F6": header}))
    assert spent(outcome) == (None, "missing")
    assert "F17" in why(outcome)
    assert str(header or "没有表头").strip() in why(outcome)


@pytest.mark.parametrize(
    "header",
    [
        "2019年决算数",
        "19年决算数",
        "2018年决算数",
        "上年决算数",
        "去年支出数",
        "决算数（2019）",
        "二〇一九年决算数",
    ],
)
def test_a_second_column_of_another_year_is_not_this_years(header: str) -> None:
    outcome = score(sample({f"{BASE}!F6": header}))
    assert spent(outcome) == (None, "missing")
    assert "F17" in why(outcome)


def test_the_figure_counts_once_it_is_sent() -> None:
    """读不懂表头的那一栏，补填了决算数就能算。"""
    book = sample({f"{BASE}!F6": "2020年完成额"})
    supply(book, ("公用经费", "决算", "2020", "万元", 117.48))
    assert spent(score(book)) == (0, "differs")


@pytest.mark.parametrize("make", [opendocument, html, word, xml2003])
def test_in_every_format(make: Any) -> None:
    endings = {opendocument: "ods", html: "html", word: "docx", xml2003: "xml"}
    for header, expected in (
        ("20年支出数", (0, "differs")),
        ("2020年完成额", (None, "missing")),
        (None, (None, "missing")),
    ):
        data = make(sample({f"{BASE}!F6": header}))
        found = score_unit([(f"雨花区卫生健康局-2020.{endings[make]}", data)], forms())
        assert spent(found) == expected, (make.__name__, header)


# ------------------------------------------------------------------------------- other layouts

PLAIN = ("公用经费", 86.28, 93.7, 117.48)


def table(
    heads: tuple[object, ...],
    *lines: tuple[object, ...],
    above: tuple[object, ...] = (),
    below: tuple[object, ...] = (),
) -> Rows:
    """The staff, then money: headers in one row, or with years in a row above or below."""
    rows = [
        *PEOPLE,
        *([list(above)] if above else []),
        ["经费控制情况", *heads],
        *([list(below)] if below else []),
    ]
    return [*rows, *map(list, lines)]


def of(rows: Rows, merges: tuple[str, ...] = ()) -> Outcome:
    book = clean(base=rows)
    for area in merges:
        book[BASE].merge_cells(area)
    return score(book)


LAST, PLAN, NOW = "2019年决算数", "2020年预算数", "2020年决算数"
ORDERS: list[tuple[str, Rows]] = [
    ("决算在前", table((NOW, PLAN, LAST), ("公用经费", 117.48, 93.7, 86.28))),
    ("决算在前，20年", table(("20年支出数", PLAN, LAST), ("公用经费", 117.48, 93.7, 86.28))),
    ("年份在上", table(("决算数", "预算数", "决算数"), PLAIN, above=(None, "19年", "20年", "20年"))),
    ("年份在上，汉字", table(("决算数", "预算数", "决算数"), PLAIN, above=(None, "二〇一九年", "二〇二〇年", "二〇二〇年"))),
    ("年份在上，去年今年", table(("决算数", "预算数", "决算数"), PLAIN, above=(None, "去年", "今年", "今年"))),
    ("年份在上，支出数", table(("决算数", "预算数", "决算数"), PLAIN, above=(None, "2019年", "2020年", "2020年"))),
    ("去年今年", table(("去年决算数", "今年预算数", "今年决算数"), PLAIN)),
    ("上一年当年", table(("上一年决算数", "当年预算数", "当年决算数"), PLAIN)),
]  # fmt: skip


@pytest.mark.parametrize("rows", [rows for _, rows in ORDERS], ids=[name for name, _ in ORDERS])
def test_both_orders_and_years_in_a_band(rows: Rows) -> None:
    assert spent(of(rows))[0] == 30 - 25  # 25.38 points over: 25 whole steps of 1 point


def test_the_years_may_stand_below_the_measures() -> None:
    """决算数合并在 2019年、2020年两栏上面。"""
    rows = table(
        ("决算数", None, "预算数"),
        ("公用经费", 86.28, 117.48, 93.7),
        below=(None, "2019年", "2020年", "2020年"),
    )
    assert spent(of(rows, ("B5:C5",)))[0] == 5
    one = table(
        ("决算数", None, "预算数"),
        ("公用经费", 86.28, 117.48, 93.7),
        below=(None, "2019年", "完成", "2020年"),
    )
    found = of(one, ("B5:C5",))
    assert spent(found) == (None, "missing")
    assert "C7" in why(found)


OPEN: list[tuple[str, Rows, tuple[str, ...], str]] = [
    ("本年在前，没有读懂", table(("2020年完成额", PLAN, LAST), ("公用经费", 117.48, 93.7, 86.28)), (), "B6"),
    ("本年在中间，空着", table((LAST, None, PLAN), ("公用经费", 86.28, 117.48, 93.7)), (), "C6"),
    ("表头合并到了空栏", table((LAST, PLAN, None), PLAIN), ("C5:D5",), "D6"),
    ("决算数合并在两栏上面", table(("决算数", None, PLAN), ("公用经费", 86.28, 117.48, 93.7)), ("B5:C5",), "C6"),
    ("没有写年份的一栏旁边还有一栏", table(("决算数", PLAN, "2020年完成额"), PLAIN), (), "D6"),
    ("没有写年份的一栏旁边还有一栏没有表头", table(("决算数", PLAN, None), PLAIN), (), "D6"),
    ("没有写年份的一栏旁边只有一部分", table(("决算数", PLAN, "2020年1-9月决算数"), PLAIN), (), "D6"),
    ("上年决算，本年只有预算", table((LAST, PLAN), ("公用经费", 86.28, 93.7)), (), "C6"),
    ("上面的年份没有读懂", table(("决算数", "预算数", "决算数"), PLAIN, above=(None, "2019年", "2020年", "O2020")), (), "D7"),
    ("左右两组，右边没有读懂", table(
        (LAST, PLAN, NOW, "经费控制情况", LAST, PLAN, "2020年完成额"), ("三公经费", 12, 10, 9, *PLAIN)), (), "H6"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "merges", "cell"), [each[1:] for each in OPEN], ids=[each[0] for each in OPEN]
)
def test_what_may_be_another_column_is_missing_and_named(
    rows: Rows, merges: tuple[str, ...], cell: str
) -> None:
    found = of(rows, merges)
    assert spent(found) == (None, "missing")
    assert cell in why(found)


def test_last_years_header_alone_is_an_old_form() -> None:
    """A03：没有一栏写本年，也没有读不懂的栏，表头是旧的，照用并提示。空着的、写“备注”的文字栏、增减率都不碍事。"""
    heads = ("2019年预算数", "2019年决算数", "备注")
    old = score(
        clean(
            base=[
                *PEOPLE[:2],
                ["财政供养人员情况", "编制数", "2019年实际在职人数", "控制率"],
                [None, 40, 38, 0.95],
                ["经费控制情况", *heads],
                ["公用经费", 93.7, 117.48, "见附件"],
            ]
        ),
        year=2020,
    )
    assert spent(old)[0] == 5
    assert any("在职人员" in f.message for f in findings(old, "A03"))
    assert indicator(old, "在职人员").score == 20


def test_a_difference_beside_a_column_without_a_year_changes_nothing() -> None:
    rows = table(
        ("上年决算数", "预算数", "决算数", "增减额", "执行率"),
        ("公用经费", 86.28, 93.7, 117.48, 31.2, 1.2538),
    )
    assert spent(of(rows))[0] == 5


def test_rows_under_headers_that_are_not_read_are_not_those_of_the_headers_above() -> None:
    rows = [
        *table((LAST, PLAN, NOW), ("三公经费", 12, 10, 9)),
        ["资产情况", "2019年完成额", "2020年安排额", "2020年完成额"],
        list(PLAIN),
    ]
    assert spent(of(rows)) == (None, "missing")


# ------------------------------------------------------------------------------------ people, lists, money

PEOPLE_LINE = Line(
    "在职人员控制率", 20, "≤100%，计20分；每超过一个百分点扣0.5分，扣完为止。", "在职人员控制率=（在职人员数/编制数）×100%。", 20,
    ("投入", 20), ("预算配置", 20),
)  # fmt: skip


@pytest.mark.parametrize(
    ("heads", "score_", "cell"),
    [
        (("编制数", "2019年实际在职人数", "20年实际在职人数"), 10, ""),
        (("编制数", "2019年实际在职人数", "2020年在岗"), None, "D4"),
        (("编制数", "2019年实际在职人数", None), None, "D4"),
        (("2020年在岗", "编制数", "2019年实际在职人数"), None, ""),
        (("编制数", "2019年实际在职人数", "控制率"), 20, ""),
    ],
)
def test_people_in_a_block(heads: tuple[object, ...], score_: object, cell: str) -> None:
    figures = {"编制数": 40, "2019年实际在职人数": 38, "控制率": 0.95}
    rows = [
        *PEOPLE[:2],
        ["财政供养人员情况", *heads],
        [None, *(figures.get(str(h), 48) for h in heads)],
        ["经费控制情况", LAST, PLAN, NOW],
        list(PLAIN),
    ]
    found = score(clean(base=rows, lines=(PEOPLE_LINE, *CLEAN_LINES[1:])))
    assert indicator(found, "在职人员").score == score_
    if cell:
        assert cell in " ".join(f.message for f in findings(found, "E12") if "在职" in f.message)


@pytest.mark.parametrize(
    ("name", "score_"),
    [
        ("2020年公用经费决算数", 5),
        ("20年公用经费决算数", 5),
        ("二〇二〇年公用经费决算数", 5),
        ("公用经费决算数", 5),
        ("2020年公用经费完成额", None),
    ],
)
def test_a_list_of_figures(name: str, score_: object) -> None:
    rows: Rows = [
        ["部门整体支出绩效评价基础数据表"], ["项目", "单位", "数值"], ["编制数", "人", 40], ["在职人员数", "人", 38],
        ["公用经费预算数", "万元", 93.7],
        ["2019年公用经费决算数", "万元", 86.28], [name, "万元", 117.48],
    ]  # fmt: skip
    found = score(clean(base=rows), year=2020)
    assert indicator(found, "公用经费").score == score_
    if score_ is None:
        assert "C7" in why(found)


def test_two_figures_under_one_merged_header_are_told_as_such() -> None:
    """E17 under 2020年预算数, which is merged over D and E: the header is read, but not which of the two is meant."""
    book = load_workbook(SAMPLE)
    sheet = book["基础数据表"]
    sheet.unmerge_cells("D17:E17")
    sheet["E17"] = 120
    row = indicator(score(book), "公用经费控制率")
    assert row.status == "missing"
    told = " ".join(row.steps)
    assert "E17（和 D17 同在表头“2020年预算数”下）" in told
    assert "没有读懂" not in told
    assert "分不清是哪一年" not in told
