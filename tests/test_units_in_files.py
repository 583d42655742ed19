"""Several units in the files that belong together: one outcome each, every one with its own figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from openpyxl import Workbook
from pages import Page, book_of
from workbooks import (
    BASE,
    INDICATORS,
    clean,
    findings,
    forms,
    indicator,
    sample,
    scored_clean,
    supply,
    to_bytes,
)

from sheetscore import score_unit
from sheetscore.model.outcome import Outcome
from sheetscore.unit import score_files


def pages(
    unit: str,
    claim: object = 30,
    figure: object = 100,
    named: str = "base",
    sheets: tuple[str, str] = (INDICATORS, BASE),
) -> list[Page]:
    """The two sheets of one unit: its name on the base, on both or on neither; one claim and one figure of its own."""
    changes: dict[str, object] = {
        f"{INDICATORS}!I4": claim,
        f"{BASE}!D7": figure,
        f"{BASE}!A2": None,
    }
    if named in ("base", "both"):
        changes[f"{BASE}!A2"] = f"填报单位：{unit}"
    if named == "both":
        changes[f"{INDICATORS}!A1"] = f"填报单位：{unit}"
    book = clean(changes)
    return [
        replace(Page.of(book[old]), name=new)
        for old, new in zip((INDICATORS, BASE), sheets, strict=True)
    ]


def read(*books: Workbook, **options: object) -> dict[str, Outcome]:
    files = [(f"送审{number}.xlsx", to_bytes(book)) for number, book in enumerate(books, 1)]
    found = score_files(files, forms(), **options)  # type: ignore[arg-type]
    assert len({each.called for each in found}) == len(found)
    return {each.called: each for each in found}


def check_two(found: Mapping[str, Outcome]) -> None:
    """甲局 is as the small workbook; 乙局 spent 103 of 100 and claims 28 of 27."""
    assert list(found) == ["甲局", "乙局"]
    one, two = indicator(found["甲局"], "公用经费"), indicator(found["乙局"], "公用经费")
    assert (one.claimed, one.score, str(one.status)) == (30, 30, "agrees")
    assert (two.claimed, two.score, str(two.status)) == (28, 27, "differs")
    assert found["甲局"].totals == scored_clean().totals


def sheets(unit: str, joint: str = "") -> tuple[str, str]:
    return f"{unit}{joint}指标表", f"{unit}{joint}基础数据表"


LAYOUTS = [
    ("工作表名带单位名", [*pages("甲局", sheets=sheets("甲局")), *pages("乙局", 28, 103, sheets=sheets("乙局"))]),
    ("只有工作表名写单位", [
        *pages("", named="", sheets=sheets("甲局", "-")), *pages("", 28, 103, named="", sheets=sheets("乙局", "-")),
    ]),
    ("复制出来的工作表", [*pages("甲局"), *pages("乙局", 28, 103, sheets=("指标表 (2)", "基础数据表 (2)"))]),
    ("两张表上都写单位，工作表名乱写", [
        *pages("甲局", named="both", sheets=("Sheet1", "Sheet4")), *pages("乙局", 28, 103, named="both", sheets=("Sheet3", "Sheet2")),
    ]),
    ("先全部指标表，后全部基础数据表", [
        *[p[0] for p in (pages("甲局", named="both", sheets=("a", "b")), pages("乙局", 28, 103, named="both", sheets=("c", "d")))],
        *[p[1] for p in (pages("甲局", named="both", sheets=("a", "b")), pages("乙局", 28, 103, named="both", sheets=("c", "d")))],
    ]),
]  # fmt: skip


@pytest.mark.parametrize("made", [made for _, made in LAYOUTS], ids=[title for title, _ in LAYOUTS])
def test_two_units_in_one_workbook_are_two_outcomes(made: list[Page]) -> None:
    found = read(book_of(*made))
    check_two(found)
    assert not findings(found["甲局"])


def test_sheets_in_turns_are_paired_with_a_reminder() -> None:
    made = [
        *pages("甲局", sheets=("Sheet1", "Sheet2")),
        *pages("乙局", 28, 103, sheets=("Sheet3", "Sheet4")),
    ]
    found = read(book_of(*made))
    check_two(found)
    assert [(each.level, each.sheet) for each in findings(found["甲局"], "A02")] == [
        ("warning", "Sheet2")
    ]


def test_both_tables_of_a_unit_on_one_sheet_each() -> None:
    made = []
    for unit, claim, figure in (("甲局", 30, 100), ("乙局", 28, 103)):
        table, base = pages(unit, claim, figure)
        made.append(replace(base.under(table), name=unit))
    check_two(read(book_of(*made)))


def test_the_tables_of_two_units_in_two_workbooks() -> None:
    one, two = (
        pages("甲局", named="both", sheets=("1", "2")),
        pages("乙局", 28, 103, named="both", sheets=("3", "4")),
    )
    check_two(read(book_of(one[0], two[0]), book_of(two[1], one[1])))


def test_a_base_that_cannot_be_told_is_given_to_nobody() -> None:
    """Two units, and one 基础数据表 that names neither: no figure is guessed."""
    one = pages("甲局", named="both", sheets=("1", "2"))
    two = pages("乙局", 28, 103, named="both", sheets=("3", "4"))
    base = replace(pages("", 28, 103, named="")[1], name="5")
    found = read(book_of(one[0], two[0], base))
    for each in found.values():
        assert indicator(each, "公用经费").score is None
        assert findings(each, "H08")


def test_a_unit_whose_table_cannot_be_read_does_not_stop_the_other() -> None:
    one = pages("甲局", named="both", sheets=("1", "2"))
    two = pages("乙局", 28, 103, named="both", sheets=("3", "4"))
    spoilt = two[0].each(lambda value: "依据" if value == "评价标准" else value)
    found = read(book_of(*one, spoilt, two[1]))
    assert (found["甲局"].status, found["乙局"].status) == ("scored", "rejected")
    assert found["乙局"].code == "H09"


def test_a_nameless_table_among_named_ones_is_reported() -> None:
    blank = replace(pages("", named="")[0], name="空白模板")
    found = read(book_of(*LAYOUTS[3][1], blank))
    check_two(found)
    assert [each.sheet for each in findings(found["甲局"], "A02")] == ["空白模板"]


def test_one_unit_with_an_old_draft_stays_one() -> None:
    old = pages("甲局", 1, named="both", sheets=("旧表", "旧数据"))
    new = pages("甲局", named="both")
    found = read(book_of(*new, *old))
    assert list(found) == ["甲局"]
    assert findings(found["甲局"], "A01")


def test_figures_sent_later_go_to_the_unit_that_their_sheet_names() -> None:
    made = list(LAYOUTS[0][1])
    made[3] = made[3].having({(7, 4): None})
    book = supply(book_of(*made), ("公用经费", "决算", 2020, "万元", 103), sheet="乙局补充数据")
    found = read(book)
    assert indicator(found["乙局"], "公用经费").score == 27
    assert not [row for row in found["甲局"].base.itertuples() if row.supplied]


def test_a_single_unit_is_scored_like_by_score_unit() -> None:
    data = [("某局.xlsx", to_bytes(sample()))]
    (found,) = score_files(data, forms(), unit="另一局")
    assert found.unit == "另一局"
    assert found.totals == score_unit(data, forms()).totals


def test_projects_of_one_unit_are_an_outcome_each() -> None:
    """项目支出绩效自评表, a sheet a project: the heads name unit and project."""
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    made = []
    for project, done in (("体检", 90), ("培训", 100)):
        cells: dict[tuple[int, int], object] = {
            (1, 1): "项目支出绩效自评表", (2, 1): "项目名称", (2, 2): project, (3, 1): "主管部门", (3, 2): "某局",
        }  # fmt: skip
        cells |= {(4, col): head for col, head in enumerate(heads, 1)}
        row = ("产出指标", "数量指标", "人数", "≥100人", done, 100, 100)
        cells |= {(5, col): value for col, value in enumerate(row, 1)}
        made.append(Page(project, cells))
    found = read(book_of(*made))
    assert list(found) == ["某局（体检）", "某局（培训）"]
    assert [indicator(each, "人数").score for each in found.values()] == [90, 100]
