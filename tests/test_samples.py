"""samples/ and templates/ are what tools/ writes: nobody edits them by hand."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from workbooks import ROOT

TEXTS = sorted((ROOT / "tools" / "reports").glob("*.txt"))


@pytest.mark.parametrize("text", TEXTS, ids=[text.stem for text in TEXTS])
def test_a_sample_report_says_what_its_text_says(text: Path) -> None:
    report = Document(str(ROOT / "samples" / f"{text.stem}.docx"))
    lines = [line for line in text.read_text("utf-8").splitlines() if line]
    printed = [line.lstrip("# ") for line in lines if not line.startswith("|")]
    assert [paragraph.text for paragraph in report.paragraphs] == printed
    cells = [cell.text for table in report.tables for row in table.rows for cell in row.cells]
    rows = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    assert cells == [cell.strip() for row in rows for cell in row]


def test_every_report_of_samples_has_its_text() -> None:
    reports = {path.stem for path in (ROOT / "samples").glob("*.docx")}
    assert reports == {text.stem for text in TEXTS}


def test_the_workbooks_are_what_the_tools_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(ROOT / "tools")
    (tmp_path / "samples").mkdir()
    for name in ("make_hunan", "make_targets", "make_forms"):
        tool = importlib.import_module(name)
        monkeypatch.setattr(tool, "ROOT", tmp_path)
        if name == "make_hunan":
            for file in ("BLANK", "SAMPLE"):
                kept = getattr(tool, file).relative_to(ROOT)
                monkeypatch.setattr(tool, file, tmp_path / kept)
        tool.main()
        sys.modules.pop(name)
    written = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.xlsx"))
    folders = ("samples", "templates")
    assert written == sorted(
        path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.xlsx")
    )
    for path in written:
        assert _values(tmp_path / path) == _values(ROOT / path), path


def _values(path: Path) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }
