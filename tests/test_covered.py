"""Numbers under a merged area: nobody sees them, a spreadsheet adds them up all the same."""

from __future__ import annotations

import io

import docx
import other_formats
import pytest
import xlsxwriter
from openpyxl import Workbook
from workbooks import CLEAN_LINES, INDICATORS, clean, findings, indicator, score, to_bytes

from sheetscore.model.outcome import Outcome

HIDDEN = 3


def with_covered(stored: object, formula: str = "=SUM(G7:G9)") -> bytes:
    """公用经费决算 in D7 is the sum of G7:G9; G8:G9 are merged, and 3 is stored under the merge."""
    book = clean()
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as out:
        for sheet in book.worksheets:
            page = out.add_worksheet(sheet.title)
            for area in sheet.merged_cells.ranges:
                page.merge_range(str(area), "")
            for cell in sheet._cells.values():
                if cell.value is not None:
                    page.write(cell.coordinate, cell.value)
            if sheet.title != INDICATORS:
                page.merge_range("G8:G9", "")
                page.write("G7", 60)
                page.write("G8", 40)
                page.write("G9", HIDDEN)
                page.write_formula("D7", formula, None, stored)
    return buffer.getvalue()


def told(outcome: Outcome) -> list[tuple[str, str]]:
    return [(each.level, each.message) for each in findings(outcome, "B09")]


def test_a_sum_that_counts_a_hidden_number_is_not_out_of_date_and_is_told() -> None:
    outcome = score(with_covered(103))
    assert not findings(outcome, "B08")
    ((level, message),) = told(outcome)
    assert level == "warning"
    assert "G9 是 3" in message
    assert "看得见的数算出来是 100" in message
    assert indicator(outcome, "公用经费").rate == pytest.approx(1.03)


def test_a_sum_that_is_out_of_date_is_so_with_the_hidden_number_too() -> None:
    outcome = score(with_covered(100))
    (wrong,) = findings(outcome, "B08")
    assert (wrong.found, wrong.expected) == ("100", "103")
    assert [level for level, _ in told(outcome)] == ["info"]


def test_a_hidden_number_that_no_formula_counts_is_told_quietly() -> None:
    outcome = score(with_covered(60, "=G7"))
    assert not findings(outcome, "B08")
    ((level, message),) = told(outcome)
    assert level == "info"
    assert "G9 是 3" in message
    assert "没有采用" in message


def test_hidden_words_and_blank_cells_are_not_told() -> None:
    book = clean({"基础数据表!G8": "说明"})
    book["基础数据表"].merge_cells("G8:G9")
    assert not told(score(book))


def plain_book() -> Workbook:
    book = clean(lines=CLEAN_LINES)
    book["基础数据表"]["G8"] = 40
    book["基础数据表"].merge_cells("G8:G9")
    return book


def test_an_ods_keeps_them_in_covered_cells() -> None:
    text = other_formats.opendocument(plain_book())
    parts = other_formats.unzipped(text)
    content = parts["content.xml"].decode()
    assert content.count("<table:covered-table-cell/>") >= 1
    at = content.rindex("<table:covered-table-cell/>")
    cell = '<table:covered-table-cell office:value-type="float" office:value="3"><text:p>3</text:p></table:covered-table-cell>'
    parts["content.xml"] = (content[:at] + cell + content[at + 27 :]).encode()
    outcome = score(other_formats.zipped(parts), "某局-2020.ods")
    assert "是 3" in told(outcome)[0][1]


def test_a_word_cell_that_goes_on_shows_nothing_of_its_own() -> None:
    document = docx.Document(io.BytesIO(other_formats.word(plain_book())))
    table = document.tables[1]
    rows = [row._tr for row in table.rows]
    namespace = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    going_on = [
        cell for row in rows for cell in row.findall("w:tc", namespace)
        if (merge := cell.find("w:tcPr/w:vMerge", namespace)) is not None
        and merge.get(f"{{{namespace['w']}}}val", "continue") == "continue"
    ]  # fmt: skip
    going_on[-1].find("w:p", namespace).add_r().text = "3"
    buffer = io.BytesIO()
    document.save(buffer)
    outcome = score(buffer.getvalue(), "某局-2020.docx")
    assert "是 3" in told(outcome)[0][1]


def test_the_sample_hides_nothing() -> None:
    assert not told(score(to_bytes(clean())))
