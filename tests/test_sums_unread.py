"""A sum with a cell that cannot be read as a number is not judged: what that cell adds is not known. The cell itself is told (B01, A10)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from project_forms import INDICATORS, Form, stacked
from workbooks import CLEAN_LINES, clean, findings, sample, score

SUMS = ("D01", "D02", "C01", "C02", "C03", "C04", "C05")


def money(among: object, total: float = 120, other: object = 121.5) -> list[str]:
    """The codes about sums of a form whose 年度资金总额 is `total`: 财政拨款 `other`, 上年结转 `among`."""
    book = stacked(Form())
    sheet = book.worksheets[0]
    sheet["C6"], sheet["C7"] = total, other
    sheet.insert_rows(8)
    sheet["B8"], sheet["C8"] = "上年结转资金", among
    return [
        f"{each.code} {each.level}"
        for each in findings(score(book, "甲-2023.xlsx"))
        if each.code in ("B01", "D01")
    ]


@pytest.mark.parametrize("text", ["(1.50)", "1.50-", "约10", "见附件"])
def test_a_part_that_cannot_be_read_leaves_the_total_unjudged(text: str) -> None:
    assert money(text) == ["B01 error"]


def test_a_part_that_is_read_is_added_up() -> None:
    assert money(-1.5) == []
    assert money(-1) == ["D01 error"]
    assert money(0) == ["D01 error"]


def test_a_part_left_blank_is_told_as_before() -> None:
    assert money(None, total=123) == ["D01 warning"]
    assert money(None, total=120) == ["D01 error"]


@pytest.mark.parametrize("cell", ["D17", "D18", "D19", "D20"])
def test_a_part_of_the_official_base_table_that_cannot_be_read(cell: str) -> None:
    """雨花区: one figure of the money of 本年决算 made unreadable gives no further finding about sums."""
    before = {
        (f.code, f.cell) for f in findings(score(sample(), "某局-2020.xlsx")) if f.code in SUMS
    }
    spoilt = score(sample({f"基础数据表!{cell}": "约10"}), "某局-2020.xlsx")
    after = {(f.code, f.cell) for f in findings(spoilt) if f.code in SUMS}
    assert not after - before


def test_points_that_are_no_number_leave_the_totals_unjudged() -> None:
    """分值“约30”: the row is not scored, and neither 合计 nor 总分 is said to be wrong."""
    rows = [list(row) for row in INDICATORS]
    rows[1][5] = "约30"
    told = score(stacked(replace(Form(), indicators=rows)), "甲-2023.xlsx")
    assert [each.cell for each in findings(told, level="error")] == ["F12"]
    rows[1][5] = 20
    told = score(stacked(replace(Form(), indicators=rows)), "甲-2023.xlsx")
    assert {"A10", "D11"} <= {each.code for each in findings(told, level="error")}


def test_points_of_a_departments_table_that_are_no_number() -> None:
    lines = [replace(line, level1=None, level2=None) for line in CLEAN_LINES]
    lines[1] = replace(lines[1], points="三十分左右")
    told = score(
        clean(lines=lines, changes={"指标表!A8": "合计", "指标表!F8": 100, "指标表!I8": 100})
    )
    assert [(each.code, each.cell) for each in findings(told, level="error")] == [("A10", "F4")]
