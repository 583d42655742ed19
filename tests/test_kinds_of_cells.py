"""One finding for a kind of cell: the same words about many cells of a sheet are said once, with all of them named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from project_forms import Form, sheets, stacked
from workbooks import BASE, clean, findings, score, to_bytes

from sheetscore.cli import main


def as_text(book: Workbook, *places: str) -> Workbook:
    """The numbers in these cells of the first sheet as text, as systems hand them out."""
    sheet = book.worksheets[0]
    for place in places:
        sheet[place] = str(sheet[place].value)
    return book


TEXTS = ("C6", "D6", "E6", "C7", "D7", "E7", "F11", "F12", "F13")


def test_numbers_stored_as_text_are_one_finding() -> None:
    (told,) = findings(score(as_text(sheets(Form()), *TEXTS)), "B01")
    assert (told.level, told.cell) == ("info", "C6")
    assert told.message == "9 格数字存成了文本：C6:E7、F11:F13。"
    assert told.cells == TEXTS


def test_one_cell_is_told_as_it_was() -> None:
    (told,) = findings(score(as_text(sheets(Form()), "D6")), "B01")
    assert (told.cell, told.cells, told.message) == ("D6", ("D6",), "数字存成了文本。")


def test_levels_codes_and_words_are_kept_apart() -> None:
    """Two as text, two with blanks in front, one that is no number at all, two formulas without a result."""
    book = as_text(sheets(Form()), "C6", "D6")
    sheet = book.worksheets[0]
    sheet["C7"], sheet["D7"], sheet["E7"] = "=1+1", "=2+2", "约10"
    told = findings(score(book))
    assert [(f.code, f.level, f.cells) for f in told if f.code in ("B01", "B08")] == [
        ("B01", "error", ("E7",)), ("B08", "error", ("C7", "D7")), ("B01", "info", ("C6", "D6")),
    ]  # fmt: skip


def test_sheets_are_kept_apart() -> None:
    book = clean()
    for sheet, places in ((book.worksheets[0], ("I3", "I4")), (book[BASE], ("C7", "D7"))):
        for place in places:
            sheet[place] = str(sheet[place].value)
    told = findings(score(book), "B01")
    assert [(f.sheet, f.cells) for f in told] == [("指标表", ("I3", "I4")), (BASE, ("C7", "D7"))]


def test_many_places_are_counted() -> None:
    """Every second cell of a column: the first twelve are named, the rest counted."""
    rows = [("产出指标", "数量指标", f"座数{n}", "≥1座", "1座", 3, 3) for n in range(30)]
    book = stacked(Form(indicators=rows))
    (told,) = findings(score(as_text(book, *(f"F{row}" for row in range(11, 41, 2)))), "B01")
    assert told.message.startswith("15 格数字存成了文本：F11、F13、")
    assert told.message.endswith("等 15 处。")
    assert len(told.cells) == 15


def test_json_lists_all_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("甲.xlsx").write_bytes(to_bytes(as_text(sheets(Form()), *TEXTS)))
    with pytest.raises(SystemExit):
        main(["check", "甲.xlsx", "--json"])
    told = json.loads(capsys.readouterr().out)["findings"]
    (found,) = [each for each in told if each["code"] == "B01"]
    assert (found["cell"], found["cells"]) == ("C6", [*TEXTS])
    assert all(
        each["cells"] == ([each["cell"]] if each["cell"] else [])
        for each in told
        if each is not found
    )


def test_what_quotes_its_cell_stays_with_it() -> None:
    """Two cells read “约10”: a person changes each of them."""
    book = sheets(Form())
    book.worksheets[0]["C7"] = book.worksheets[0]["D7"] = "约10"
    told = findings(score(book), "B01", "error")
    assert [each.cells for each in told] == [("C7",), ("D7",)]
