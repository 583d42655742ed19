"""评定依据数 in a folder: typed into an output, sent back, over an original in any format, in copies that disagree."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from other_formats import html, opendocument, word, xml2003
from target_tables import Aim, aims
from test_counts import LINES, RETURNED, back, cells, filed, typed
from workbooks import Line, clean, findings, forms, indicator, rows, score, to_bytes

from sheetscore import score_folder
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

pytestmark = pytest.mark.in_one_process


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, data: bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def run() -> list[Outcome]:
    outcomes: list[Outcome] = []
    score_folder(["待评分"], "已评分", forms=forms(), sink=lambda each, _: outcomes.append(each))
    return outcomes


def fill(path: Path, name: str, value: Any, to: str = "") -> Path:
    book = load_workbook(path)
    book["汇总"][cells(book)[name]] = value
    return put(to or str(path), to_bytes(book))


@pytest.fixture
def output() -> Path:
    """某局 scored once: its completed workbook."""
    put("待评分/某局-2020.xlsx", to_bytes(clean({"指标表!A1": "某局2020年指标表"}, LINES, None)))
    run()
    return Path("已评分/某局-2020_复核.xlsx")


def test_what_is_typed_into_the_output_is_read_back_into_the_new_one(output: Path) -> None:
    fill(output, "管理制度", 4)
    (first,) = run()
    assert indicator(first, "管理制度").score == 8
    again = load_workbook(output)
    assert again["汇总"][cells(again)["管理制度"]].value == 4
    (second,) = run()  # nothing typed anew
    assert indicator(second, "管理制度").score == 8


def test_a_returned_workbook_goes_over_its_original(output: Path) -> None:
    fill(output, "工作质量", "中", to="待评分/交回/某局-2020_复核.xlsx")
    (outcome,) = run()
    row = indicator(outcome, "工作质量")
    assert (row.score, row.basis) == (3, "中")
    told = findings(outcome, "A04")
    assert any("工作质量" in each.message + each.found for each in told)
    assert outcome.totals is not None
    assert outcome.totals.reviewed == 98


def test_copies_that_disagree_on_a_count_are_both_left_aside(output: Path) -> None:
    fill(output, "管理制度", 2, to="待评分/一/某局-2020_复核.xlsx")
    fill(output, "管理制度", 3, to="待评分/二/某局-2020_复核.xlsx")
    (outcome,) = run()
    assert indicator(outcome, "管理制度").score is None
    assert findings(outcome, "A04", "error")


def test_copies_that_agree_count_once(output: Path) -> None:
    fill(output, "管理制度", 2, to="待评分/一/某局-2020_复核.xlsx")
    fill(output, "管理制度", 2, to="待评分/二/某局-2020_复核.xlsx")
    (outcome,) = run()
    assert indicator(outcome, "管理制度").score == 9


def test_a_count_in_an_older_copy_is_told_beside_the_score_of_the_newest(output: Path) -> None:
    """较早的一份填评定依据数 2，新的一份填评定得分 7：用新的一份，较早那份独有的列出来（A04）。"""
    older = fill(output, "管理制度", 2, to="待评分/一/某局-2020_复核.xlsx")
    os.utime(older, (1_600_000_000, 1_600_000_000))
    book = load_workbook(output)
    book["汇总"][cells(book, "评定得分")["管理制度"]] = 7
    put("待评分/二/某局-2020_复核.xlsx", to_bytes(book))
    (outcome,) = run()
    assert indicator(outcome, "管理制度").score == 7
    assert any(
        "管理制度" in f"{each.message}{each.found}" for each in findings(outcome, "A04", "warning")
    )


# ------------------------------------------------------------------------------- any format, any form

FORMATS: list[tuple[str, Callable[[Workbook], bytes]]] = [
    ("docx", word), ("xls", html), ("xml", xml2003), ("ods", opendocument),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "made"), FORMATS, ids=[each for each, _ in FORMATS])
def test_a_submission_in_any_format_gets_the_column_and_takes_what_is_given(
    ending: str, made: Callable[[Workbook], bytes]
) -> None:
    book = clean(lines=LINES, base=None)
    before = score(made(book), f"某局-2020.{ending}", form="own")
    after = back(typed(before, {"管理制度": 3, "工作会议": 1, "工作质量": "良", "材料": "②③"}))
    assert [row.score for row in rows(after.indicators)] == [8.5, 3, 4, 5, None]
    assert findings(after, "D07") == []


def test_a_workbook_of_which_only_the_sheets_are_left_is_read() -> None:
    """别的程序丢掉了文档属性：按表头读。"""
    data = typed(filed(), {"管理制度": 3})
    book = load_workbook(io.BytesIO(data))
    book.custom_doc_props.props.clear()
    assert indicator(score(to_bytes(book), RETURNED, form="own"), "管理制度").score == 8.5


def test_a_column_that_somebody_put_elsewhere_is_read_by_its_heading() -> None:
    book = load_workbook(io.BytesIO(write_completed(filed())))
    sheet, found = book["汇总"], cells(book)
    row = int(found["管理制度"][1:])
    sheet.unmerge_cells(f"H{row - 1}:J{row - 1}")
    sheet.unmerge_cells(f"H{row}:J{row}")
    sheet[f"G{row - 1}"], sheet[f"J{row - 1}"], sheet[f"J{row}"] = None, "评定 依据数", 5
    assert indicator(back(to_bytes(book)), "管理制度").score == 7.5


def test_rows_of_targets_have_no_cell_for_a_count() -> None:
    """2020 年表式：按指标值计分的行、定性指标没有可数的。"""
    outcome = score(aims(Aim("≥100家", 100, claim=90), money=(1000, 1000, 950, 10, None, 9.5)))
    assert cells(load_workbook(io.BytesIO(write_completed(outcome)))) == {}


def test_two_rows_of_one_name_keep_their_own_counts() -> None:
    lines = (
        Line("制度", 10, "每缺一项扣1分，扣完为止。", "附件1", 10, ("投入", 100), ("管理", 100)),
        Line("制度", 20, "每缺一项扣2分，扣完为止。", "附件2", 20),
        Line("综合评价", 70, "由评审专家酌情打分。", "附件3", 70),
    )
    book = load_workbook(io.BytesIO(write_completed(filed(*lines))))
    head = next(c for row in book["汇总"].iter_rows() for c in row if c.value == "评定依据数")
    book["汇总"].cell(head.row + 1, head.column).value = 1
    book["汇总"].cell(head.row + 2, head.column).value = 4
    after = back(to_bytes(book))
    assert [row.score for row in rows(after.indicators)] == [9, 12, None]
    assert [row.score for row in rows(back(write_completed(after)).indicators)] == [9, 12, None]
