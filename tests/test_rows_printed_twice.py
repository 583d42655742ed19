"""指标表里一行印了两遍：分值和得分都算两次，点名后一行；名称相同而指标值不同的两行是两个指标。"""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, xml2003
from target_tables import Aim, aims
from workbooks import findings, sample, score, to_bytes

from sheetscore.model.outcome import Outcome

KINDS = {"xlsx": to_bytes, "xml": xml2003, "ods": opendocument, "html": html}


def table(*lines: Aim) -> Workbook:
    return aims(*lines)


def twice(outcome: Outcome) -> list[str]:
    """The cells of rows that are told to be printed twice."""
    return [each.cell for each in findings(outcome, "A10", "error") if "两遍" in each.message]


CHECKED = Aim("≥100家", "105家", 45, 45)


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_printed_twice_is_named(kind: str) -> None:
    outcome = score(KINDS[kind](table(CHECKED, CHECKED)), f"甲-2022.{kind}")
    assert twice(outcome) == ["F12"]
    (told,) = [each.message for each in findings(outcome, "A10") if "两遍" in each.message]
    assert "F11" in told


@pytest.mark.parametrize(
    "other",
    [
        Aim("≥200家", "105家", 45, 45),
        Aim("≥100家", "106家", 45, 45),
        Aim("≥100家", "105家", 45, 45, name="督办家次"),
    ],
)
def test_two_indicators_that_are_alike_are_two(other: Aim) -> None:
    assert not twice(score(to_bytes(table(CHECKED, other)), "甲-2022.xlsx"))


def test_the_points_are_left_to_the_clerk() -> None:
    """What a row is worth is not guessed: both are scored, and the sum of 145 is told as before."""
    outcome = score(to_bytes(table(CHECKED, CHECKED, CHECKED)), "甲-2022.xlsx")
    assert twice(outcome) == ["F12", "F13"]
    assert any("145" in each.message for each in findings(outcome, "A10", "error"))


def test_a_row_of_a_standard_printed_twice_is_named() -> None:
    """指标表的“资金使用合规性”（第 13 行）又印在表尾。"""
    book = sample()
    page = book["指标表"]
    page.append([page.cell(13, col).value for col in range(1, page.max_column + 1)])
    assert twice(score(book)) == [f"F{page.max_row}"]
    assert not twice(score(sample()))
