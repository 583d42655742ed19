"""The cells that the scores rest on: hidden ones are used and named; formulas that reach outside are named and not copied."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from test_amounts_in_cells import CLAIM, FIGURE, Case, with_cell
from workbooks import (
    BASE,
    INDICATORS,
    clean,
    findings,
    indicator,
    new_findings,
    score,
    scored_clean,
)

from sheetscore.writers.completed import write_completed


def hide_row(book: Workbook) -> None:
    book[BASE].row_dimensions[7].hidden = True


def hide_columns(book: Workbook) -> None:
    """One entry of the file for three columns, C to E."""
    column = book[BASE].column_dimensions["C"]
    column.min, column.max, column.hidden = 3, 5, True


def hide_sheet(book: Workbook) -> None:
    book[BASE].sheet_state = "hidden"


def hide_deep(book: Workbook) -> None:
    book[BASE].sheet_state = "veryHidden"


def white(book: Workbook) -> None:
    book[BASE]["D7"].font = Font(color="FFFFFFFF")


HIDDEN: list[tuple[str, Callable[[Workbook], None], str]] = [
    ("隐藏的行", hide_row, "B7"), ("隐藏的三列", hide_columns, "C4"), ("隐藏的工作表", hide_sheet, "B4"),
    ("深度隐藏的工作表", hide_deep, "B4"), ("白底白字", white, "D7"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("hide", "cell"), [each[1:] for each in HIDDEN], ids=[each[0] for each in HIDDEN]
)
def test_hidden_figures_count_and_are_named(hide: Callable[[Workbook], None], cell: str) -> None:
    book = clean()
    hide(book)
    outcome = score(book)
    assert outcome.totals == scored_clean().totals
    assert new_findings(scored_clean(), outcome) == [("B09", "info", f"{BASE}!{cell}")]


def test_a_hidden_claim_is_named() -> None:
    book = clean()
    book[INDICATORS].column_dimensions["I"].hidden = True
    assert new_findings(scored_clean(), score(book)) == [("B09", "info", f"{INDICATORS}!I3")]


def test_what_is_hidden_without_figures_and_white_on_a_colour_are_no_matter() -> None:
    book = clean({f"{INDICATORS}!K1": "草稿"})
    book[INDICATORS].column_dimensions["K"].hidden = True
    book[INDICATORS].column_dimensions["H"].hidden = True
    book[BASE].row_dimensions[2].hidden = True
    book[BASE]["D7"].font = Font(color="FFFFFFFF")
    book[BASE]["D7"].fill = PatternFill("solid", fgColor="FF003366")
    assert not new_findings(scored_clean(), score(book))


OUTSIDE = [
    ("别的工作簿", "[1]Sheet1!A1", "外部"), ("带路径的工作簿", "'C:\\表\\[上年.xlsx]表'!A1", "外部"), ("DDE", "甲|'乙.docx'!A1", "外部"),
    ("取网页", 'WEBSERVICE("http://example.invalid")', "外部"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("formula", "said"), [each[1:] for each in OUTSIDE], ids=[each[0] for each in OUTSIDE]
)
@pytest.mark.parametrize("place", [CLAIM, FIGURE], ids=["得分", "基础数据"])
def test_a_formula_that_reaches_outside_is_named_and_never_copied(
    formula: str, said: str, place: str
) -> None:
    data = with_cell(place, Case("", f"<f>{formula}</f><v>7</v>"))
    outcome = score(data)
    sheet, _, cell = place.partition("!")
    (found,) = [
        each for each in findings(outcome, "B08") if each.sheet == sheet and cell in each.cells
    ]
    assert (found.level, said in found.message) == ("error", True)
    written = load_workbook(io.BytesIO(write_completed(outcome)))
    held = [
        str(each.value)
        for page in written
        for row in page.iter_rows()
        for each in row
        if each.data_type == "f"
    ]
    assert held
    assert not [
        each
        for each in held
        if "[" in each or "|" in each or "WEBSERVICE" in each or 'HYPERLINK("http' in each
    ]


def test_a_stored_result_that_is_old_is_named_with_both_numbers() -> None:
    """v08: the cell stores 60, its formula gives 95.5 now."""
    outcome = score(with_cell(FIGURE, Case("", "<f>90+5.5</f><v>60</v>")))
    (found,) = findings(outcome, "B08")
    assert (found.level, found.found, found.expected, found.cell) == ("error", "60", "95.5", "F17")
    assert indicator(outcome, "公用经费").score == 8


def test_a_formula_without_a_result_is_neither_blank_nor_zero() -> None:
    """v07."""
    outcome = score(with_cell(FIGURE, Case("", "<f>C17+1</f>")))
    assert [each.level for each in findings(outcome, "B08")] == ["error"]
    assert str(indicator(outcome, "公用经费").status) == "missing"
