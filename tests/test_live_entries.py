"""Whatever a clerk types into a completed workbook: the sheet and what we read back from it say the same of every row.

The unit lacks its 政府采购预算数 (基础数据表!C8, 缺数清单!J5): 60 gives 4 of 10 points, a total of 94; nothing leaves the claim of 10.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from recalc import recalculate_all, recalculate_with_gnumeric, same
from target_tables import FIRST, Aim, aims
from workbooks import clean, findings, indicator, rows, score, to_bytes, wide

from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

LIST, BUDGET, ACTUAL, CLAIM = "缺数清单!J5", "基础数据表!C8", "基础数据表!D7", "指标表!I6"
DONE = f"指标表!E{FIRST}"
PURCHASES, OFFICE = "政府采购执行率", "公用经费控制率"

REFUSED = [
    "60",
    "60.50",
    "1,060",
    " 60 ",
    wide("60"),
    "六十",
    "60万元",
    "600000元",
    "60%",
    "约60",
    "60-70",
    "√",
    True,
    False,
]
"""存成文字的数、带单位的、TRUE：公式不计，交回也不采用。"""
NIL = ["无", "/", "——", "N/A", " "]


@cache
def lacking() -> bytes:
    return write_completed(score(clean({BUDGET: None})))


def typed(data: bytes, place: str, value: object, number_format: str = "General") -> bytes:
    """A completed workbook with this typed into a cell."""
    book = load_workbook(io.BytesIO(data))
    sheet, _, cell = place.partition("!")
    book[sheet][cell].value = value
    book[sheet][cell].number_format = number_format
    return to_bytes(book)


def read_back(data: bytes) -> Outcome:
    return score(data, "某局-2020_复核.xlsx")


def differences(outcome: Outcome, cells: dict[tuple[str, str], object]) -> list[object]:
    """Rows of 计算过程 whose points, state or total are others than those read back."""
    found: list[object] = []
    for number, row in enumerate(rows(outcome.indicators)):
        live, state = cells["计算过程", f"F{5 + number}"], cells["计算过程", f"G{5 + number}"]
        live = live if isinstance(live, int | float) else None
        read = None if row.score is None else float(row.score)
        if not same(live, read) or state != row.status.label:
            found.append((row.indicator, live, state, read, row.status.label))
    assert outcome.totals is not None
    total = cells["计算过程", f"H{5 + len(outcome.indicators)}"]
    read_total = outcome.totals.reviewed
    shown = total if isinstance(total, int | float) else None
    if not same(shown, None if read_total is None else float(read_total)):
        found.append(("合计", total, read_total))
    return found


# -------------------------------------------------------------------- what is no number is no figure


@pytest.mark.parametrize("place", [LIST, BUDGET])
@pytest.mark.parametrize("value", REFUSED)
def test_a_text_is_no_figure_on_return_and_is_told(place: str, value: object) -> None:
    """填了“60万元”、存成文字的 60、TRUE：工作簿里的公式不计，交回后同样不采用，点名这一格，不给分。"""
    outcome = read_back(typed(lacking(), place, value))
    row = indicator(outcome, PURCHASES)
    assert (row.status.value, row.score) == ("missing", None)
    (told,) = [each for each in findings(outcome, "B01", "error") if each.cell == place[-2:]]
    assert told.sheet == place[:-3]


def test_a_text_typed_over_a_figure_is_no_figure() -> None:
    """公用经费决算 100 改成存成文字的 105：缺数据。仍是 100、只是存成了文字的（有的程序另存就会）没有改动。"""
    outcome = read_back(typed(lacking(), ACTUAL, "105"))
    assert indicator(outcome, OFFICE).status.value == "missing"
    assert any(each.cell == "D7" for each in findings(outcome, "B01", "error"))
    assert indicator(read_back(typed(lacking(), ACTUAL, "100")), OFFICE).score == 30


def test_a_text_of_the_original_still_counts() -> None:
    """原表里存成文字的 100 照旧采用（提醒），复核表里写成数，读回仍是满分。"""
    outcome = score(clean({ACTUAL: "100"}))
    assert indicator(outcome, OFFICE).score == 30
    again = read_back(write_completed(outcome))
    assert indicator(again, OFFICE).score == 30


def test_a_claim_typed_as_text_is_no_claim() -> None:
    outcome = read_back(typed(lacking(), CLAIM, "9"))
    assert indicator(outcome, PURCHASES).claimed is None


# ------------------------------------------------------------------------- a slip by ten that was typed


SLIPS = [(1000, 0), (10, 30), (9370, 0)]
"""公用经费决算（2019 年 90，预算 100）改成：复核表照它计分。"""


@pytest.mark.parametrize(("value", "points"), SLIPS)
def test_a_slip_typed_into_a_table_counts_as_the_sheet_counts_it_and_is_told(
    value: int, points: int
) -> None:
    """原表里的 1000 作缺数据；在复核表里改成 1000 的，公式照 1000 计分，交回后也照它计分，并提醒像是点错了小数点。"""
    filed = score(clean({BUDGET: None, ACTUAL: value}))
    assert indicator(filed, OFFICE).status.value == "missing"
    outcome = read_back(typed(lacking(), ACTUAL, value))
    assert indicator(outcome, OFFICE).score == points
    (told,) = [each for each in findings(outcome, "B03", "warning") if each.cell == "D7"]
    assert "照填的计算" in told.message


def test_a_figure_in_doubt_that_is_typed_anew_in_its_place_is_confirmed() -> None:
    """原表的 1000 作缺数据，复核表里这一格是文字；在原格重填 1000（数）就是核对过了。没有重填的读回仍是缺数据。"""
    doubtful = write_completed(score(clean({ACTUAL: 1000})))
    assert indicator(read_back(doubtful), OFFICE).status.value == "missing"
    assert indicator(read_back(typed(doubtful, ACTUAL, 1000)), OFFICE).score == 0
    assert indicator(read_back(typed(doubtful, ACTUAL, 100)), OFFICE).score == 30


def test_a_change_beside_a_figure_in_doubt_does_not_confirm_it() -> None:
    doubtful = write_completed(score(clean({ACTUAL: 1000})))
    assert (
        indicator(read_back(typed(doubtful, "基础数据表!B7", 91)), OFFICE).status.value == "missing"
    )


# ------------------------------------------------------------------------------ the sheet says the same

TYPED_IN = (60, "60", wide("60"), "60万元", True, False, "——", -5, 0, None)
ENTRIES: list[tuple[str, object]] = [
    *((place, value) for place in (LIST, BUDGET) for value in TYPED_IN),
    *((ACTUAL, value) for value in (105, "105", True, None, "无", *(each for each, _ in SLIPS))),
    *((CLAIM, value) for value in (9, "9", True, None)),
]


@pytest.mark.needs("libreoffice")
def test_the_sheet_and_what_is_read_back_agree_in_libreoffice(tmp_path: Path) -> None:
    parent, paths = lacking(), []
    for number, (place, value) in enumerate(ENTRIES):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(typed(parent, place, value))
    for entry, path, cells in zip(ENTRIES, paths, recalculate_all(paths), strict=True):
        assert differences(read_back(path.read_bytes()), cells) == [], entry


@pytest.mark.needs("libreoffice")
def test_the_same_of_targets_and_their_results(tmp_path: Path) -> None:
    """指标表的实际完成值和清单里的率。"""
    done = [
        (49, "General"),
        ("49", "General"),
        ("49%", "General"),
        (True, "General"),
        (0.49, "General"),
    ]
    sent = [(0.49, "0%"), (98, "General"), (True, "General")]
    entries = [*((DONE, *each) for each in done), *((LIST, *each) for each in sent)]
    book = aims(Aim("≥98%", None, 40, 40), Aim("≥98%", 97.5, 50, 50, name="走访"))
    parent = write_completed(score(book))
    paths = []
    for number, (place, value, shape) in enumerate(entries):
        paths.append(tmp_path / f"{number}.xlsx")
        paths[-1].write_bytes(typed(parent, place, value, shape))
    for entry, path, cells in zip(entries, paths, recalculate_all(paths), strict=True):
        assert differences(read_back(path.read_bytes()), cells) == [], entry


@pytest.mark.needs("gnumeric")
def test_the_same_in_gnumeric(tmp_path: Path) -> None:
    parent = lacking()
    cases = [(LIST, "60"), (BUDGET, True), (ACTUAL, "105"), (ACTUAL, 1000), (LIST, 60)]
    for number, (place, value) in enumerate(cases):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(typed(parent, place, value))
        assert differences(read_back(path.read_bytes()), recalculate_with_gnumeric(path)) == []
