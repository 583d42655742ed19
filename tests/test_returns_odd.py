"""Completed workbooks that come back incomplete, or with something typed that is no figure: nothing of it is lost or passed over.

The unit is that of test_returns: 缺数清单!J5 asks for its 政府采购预算数; 60 gives a total of 94, nothing leaves 80 to 100 open.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from target_tables import FIRST, Aim, aims
from test_returns import FULL, LESS, NEED, OPEN, completed, put, run, started, told, totals, typed
from workbooks import findings, indicator, to_bytes

pytestmark = pytest.mark.in_one_process


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has an empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def without(path: Path, *sheets: str, to: str = "") -> Path:
    """The workbook with 60 typed into 缺数清单 and these sheets deleted."""
    book = load_workbook(path)
    book["缺数清单"]["J5"] = 60
    for name in sheets:
        del book[name]
    return put(to or str(path), to_bytes(book))


def renamed(path: Path, sheet: str, name: str, to: str = "") -> Path:
    """The workbook with 60 typed into 缺数清单 and this sheet renamed."""
    book = load_workbook(path)
    book["缺数清单"]["J5"] = 60
    book[sheet].title = name
    return put(to or str(path), to_bytes(book))


# ------------------------------------------------------------------------- sheets that are not there


@pytest.mark.parametrize("sheet", ["核对问题", "计算过程"])
def test_without_a_sheet_that_nobody_types_into_what_was_typed_counts(sheet: str) -> None:
    """填了 60、删去核对问题或计算过程：照样按 60 计分，不会当成没有改过的输出盖掉。"""
    path = without(started(), sheet)
    result, outcomes = run()
    assert totals(outcomes) == [LESS]
    assert result.returned == ["已评分/甲局_复核.xlsx"]
    assert load_workbook(path)["缺数清单"]["J5"].value == 60


def test_the_same_among_what_came_in() -> None:
    without(started(), "核对问题", to="待评分/交回.xlsx")
    _, outcomes = run()
    assert totals(outcomes) == [LESS]


def test_the_same_without_the_original() -> None:
    without(started(), "计算过程", to="交回/交回.xlsx")
    _, outcomes = run("交回", output="另一处")
    assert totals(outcomes) == [LESS]


@pytest.mark.parametrize("sheet", ["缺数清单", "汇总", "指标表", "基础数据表"])
def test_an_output_whose_sheet_was_renamed_is_kept_and_named(sheet: str) -> None:
    """填过的表改了名字，读不到：原样保留，新的写在“(1)”里，并且说了是哪张表。再评也不会盖掉。"""
    path = renamed(started(), sheet, f"{sheet}（已填）")
    before = path.read_bytes()
    for _ in range(2):
        _, outcomes = run()
        assert totals(outcomes) == [OPEN]
        assert path.read_bytes() == before
        assert completed() == ["甲局_复核(1).xlsx", "甲局_复核.xlsx"]
        assert any(f"“{sheet}”" in line for line in told(outcomes, "warning"))


def test_a_returned_one_whose_list_was_renamed_is_an_error() -> None:
    renamed(started(), "缺数清单", "补填", to="待评分/交回.xlsx")
    _, outcomes = run()
    assert totals(outcomes) == [OPEN]
    (line,) = told(outcomes, "error")
    assert "待评分/交回.xlsx" in line
    assert "缺数清单" in line


def test_a_returned_one_whose_list_was_renamed_is_an_error_without_the_original() -> None:
    renamed(started(), "缺数清单", "补填", to="交回/交回.xlsx")
    _, outcomes = run("交回", output="另一处")
    assert any("缺数清单" in line for line in told(outcomes, "error"))


# ------------------------------------------------------------------------------ what is no figure


@pytest.mark.parametrize(
    ("given", "code"), [("约60", "B01"), ("60%", "B01"), ("60/2", "B01"), ("=30+30", "B08")]
)
def test_what_is_no_figure_stays_where_it_was_typed_and_is_told_each_time(
    given: str, code: str
) -> None:
    """填了“约60”、没有结果的公式：没有采用，写明了；新的复核表里还在，下一次还会说。"""
    path = typed(started(), {NEED: given})
    for _ in range(3):
        _, outcomes = run()
        assert totals(outcomes) == [OPEN]
        assert load_workbook(path)["缺数清单"]["J5"].value == given
        assert findings(outcomes[0], code, "error") or findings(outcomes[0], "B01", "error")
    typed(path, {NEED: 50})
    _, outcomes = run()
    assert totals(outcomes) == [FULL]


def test_a_nil_mark_typed_into_the_list_stays() -> None:
    path = typed(started(), {NEED: "——"})
    for _ in range(2):
        run()
        assert load_workbook(path)["缺数清单"]["J5"].value == "——"


# ---------------------------------------------------------------- a per cent sign typed over a number


def test_a_per_cent_sign_typed_over_a_share_counts() -> None:
    """完成值 0.98 分不清；在复核表里改填 98%，Excel 存的仍是 0.98，只是格式变了：按 98% 计分，一次一次都在。"""
    book = aims(Aim("≥98%", 0.98, 90, 90, name="合格率"))
    put("待评分/乙局.xlsx", to_bytes(book))
    _, outcomes = run()
    assert indicator(outcomes[0], "合格率").status.value == "missing"
    path = Path("已评分/乙局_复核.xlsx")
    again = load_workbook(path)
    cell = again["指标表"].cell(FIRST, 5)
    cell.value, cell.number_format = 0.98, "0%"
    put(str(path), to_bytes(again))
    for _ in range(3):
        _, outcomes = run()
        found = indicator(outcomes[0], "合格率")
        assert (found.status.value, found.score) == ("agrees", 90)
        (line,) = told(outcomes, "info")
        assert f"指标表!E{FIRST}" in line


def test_shares_that_were_there_are_no_change() -> None:
    book = aims(Aim("≥98%", 0.98, 90, 90, name="合格率"))
    book.worksheets[0].cell(FIRST, 5).number_format = "0%"
    put("待评分/乙局.xlsx", to_bytes(book))
    run()
    path = Path("已评分/乙局_复核.xlsx")
    put(str(path), to_bytes(load_workbook(path)))
    result, outcomes = run()
    assert result.returned == []
    assert told(outcomes, "info") == []
