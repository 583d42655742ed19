"""The same return in every format that clerks send gives the same frames, cell references aside."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from odd_files import parts_of, with_parts
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment
from other_formats import converted, delimited, html, opendocument, word, xml2003
from workbooks import (
    BASE,
    INDICATORS,
    SAMPLE,
    change,
    clean,
    complaints,
    findings,
    forms,
    rows,
    sample,
    score,
    scored_sample,
    to_bytes,
    wide,
)

from sheetscore import score_unit
from sheetscore.errors import Damaged, ForbiddenContent, NotAWorkbook, OverLimit, PasswordProtected
from sheetscore.model.outcome import Outcome
from sheetscore.readers.grid import Grid
from sheetscore.readers.intake import admit
from sheetscore.readers.workbooks import read_grid

Make = Callable[[Workbook], bytes]
MAKERS: dict[str, Make] = {
    "某局-2020.xml": xml2003,
    "某局-2020.html": html,
    "某局-2020.htm": lambda book: html(book, "gbk"),
    "某局-2020.ods": opendocument,
    "某局-2020.docx": word,
}


def frames(outcome: Outcome) -> tuple[list[Any], list[Any]]:
    """What the frames hold besides cell references and the raw spelling of numbers."""
    indicators = [
        (row.level1, row.level1_points, row.level2, row.level2_points, row.indicator, row.points, row.criteria.split(),
         row.explanation.split(), row.claimed, row.score, row.low, row.high, row.status, row.rate)
        for row in rows(outcome.indicators)
    ]  # fmt: skip
    base = [
        (row.section, row.item, row.measure, row.year, row.value, row.unit, row.state, row.label)
        for row in rows(outcome.base)
    ]
    return indicators, base


def assert_same(outcome: Outcome, parent: Outcome) -> None:
    assert outcome.status == "scored", outcome.message
    ours, theirs = frames(outcome), frames(parent)
    assert ours[0] == theirs[0]
    assert ours[1] == theirs[1]
    assert outcome.totals == parent.totals


@pytest.mark.parametrize("name", MAKERS)
def test_the_sample_in_another_format_is_scored_alike(name: str) -> None:
    outcome = score(MAKERS[name](load_workbook(SAMPLE)), name)
    assert_same(outcome, scored_sample())
    assert not findings(outcome, "A12")


@pytest.mark.parametrize("name", MAKERS)
def test_a_return_without_a_fault_has_none_in_another_format(name: str) -> None:
    outcome = score(MAKERS[name](clean()), name)
    assert_same(outcome, score(clean()))
    assert not complaints(outcome)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_two_csv_files_are_a_return(encoding: str, delimiter: str) -> None:
    book = clean()
    files = [
        (f"某局-2020-{name}.csv", delimited(book[name], encoding, delimiter))
        for name in (INDICATORS, BASE)
    ]
    assert_same(score_unit(files, forms()), score(clean()))


def test_both_tables_in_one_csv() -> None:
    book = clean()
    data = delimited(book[INDICATORS]) + b",,,,,,,,\r\n" + delimited(book[BASE], "utf-8")
    outcome = score(data, "某局-2020.csv")
    assert_same(outcome, score(clean()))
    assert not findings(outcome, "A12")


def test_a_word_table_that_goes_on_after_a_page_break() -> None:
    """Its header row is printed again on every page."""
    assert_same(score(word(clean(), rows_a_page=2), "某局-2020.docx"), score(clean()))


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("ending", ["xls", "ods", "html", "xlsx"])
def test_the_sample_written_by_libreoffice(ending: str) -> None:
    ((_, data),) = converted(SAMPLE.read_bytes(), ending).items()
    outcome = score(data, f"雨花区卫生健康局-2020.{ending}")
    assert_same(outcome, scored_sample())
    assert not findings(outcome, "A12")
    assert not findings(outcome, "A13")


@pytest.mark.needs("libreoffice")
def test_the_sample_as_csv_by_libreoffice() -> None:
    files = converted(SAMPLE.read_bytes(), "csv")
    assert len(files) == 2
    named = [(f"雨花区卫生健康局-2020-{name}", data) for name, data in files.items()]
    outcome = score_unit(named, forms())
    assert_same(outcome, scored_sample())


# --------------------------------------------------------------------------- what a cell brings


def book_of_cells() -> Workbook:
    """Numbers with formats, an error, hidden parts, a merge, widths."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    sheet.append(["项目", "率", "数", "错", "字"])
    sheet.append(["甲", 0.955, 1050.25, "#DIV/0!", "=1+1"])
    sheet["B2"].number_format = "0.00%"
    sheet["C2"].number_format = "#,##0.00"
    sheet["E2"].data_type = "s"
    sheet["E2"].alignment = Alignment(wrap_text=True)
    sheet["A3"] = "合并\n两行"
    sheet.merge_cells("A3:B4")
    sheet["C5"] = 7
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["C"].width = 23
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("藏起来的")["A1"] = 1
    book["藏起来的"].sheet_state = "hidden"
    return book


def grid(data: bytes, name: str = "甲.xlsx") -> Grid:
    return read_grid(name, admit(data))


@pytest.mark.needs("libreoffice")
@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_a_cell_brings_its_looks(ending: str) -> None:
    ((_, data),) = converted(to_bytes(book_of_cells()), ending).items()
    read = grid(data, f"甲.{ending}")
    sheet, hidden = read.sheets
    cells = sheet.cells
    assert (cells[2, 2].value, cells[2, 2].number_format) == (0.955, "0.00%")
    assert cells[2, 3].value == 1050.25
    assert cells[2, 4].value == "#DIV/0!"
    assert (cells[2, 5].value, cells[2, 5].formula) == ("=1+1", "")
    assert cells[3, 1].text.split() == ["合并", "两行"]
    assert sheet.merges == [(3, 1, 4, 2)]
    assert cells[5, 3].hidden
    assert cells[2, 4].hidden
    assert not cells[2, 3].hidden
    assert (sheet.visible, hidden.visible) == (True, False)
    assert 20 < sheet.worksheet.column_dimensions["C"].width < 32
    assert not read.findings


@pytest.mark.needs("libreoffice")
def test_numbers_of_an_old_file_are_whole_where_they_are_whole() -> None:
    ((_, data),) = converted(to_bytes(clean()), "xls").items()
    assert grid(data, "甲.xls").sheets[1].cells[3, 3].text == "2020年实际在职人数"
    assert grid(data, "甲.xls").sheets[1].cells[4, 2].text == "40"


def test_a_formula_is_read_by_its_stored_result_in_every_format() -> None:
    """ods and XML 2003 keep both; the formula is shown, never computed."""
    ods = opendocument(clean())
    content = parts_of(ods)["content.xml"].decode()
    old = '<table:table-cell office:value-type="float" office:value="38">'
    assert content.count(old) == 1
    new = old.replace(" office:value-type", ' table:formula="of:=[.B4]-2" office:value-type')
    read = grid(with_parts({"content.xml": content.replace(old, new).encode()}, ods), "甲.ods")
    cell = read.sheets[1].cells[4, 3]
    assert (cell.value, cell.formula) == (38, "=B4-2")
    xml = xml2003(clean()).decode()
    old = '<Data ss:Type="Number">38</Data>'
    assert xml.count(old) == 1
    place = xml.index(old)
    xml = f'{xml[: place - 1]} ss:Formula="=RC[-1]-2">{xml[place:]}'
    cell = grid(xml.encode(), "甲.xml").sheets[1].cells[4, 3]
    assert (cell.value, cell.formula) == (38, "=RC[-1]-2")


def test_errors_and_per_cents_of_xml_2003() -> None:
    read = grid(xml2003(book_of_cells()), "甲.xml")
    cells = read.sheets[0].cells
    assert (cells[2, 2].value, cells[2, 2].number_format) == (0.955, "0.00%")
    assert (cells[2, 4].value, cells[2, 5].formula) == ("#DIV/0!", "")
    assert not read.sheets[1].visible


def test_a_page_shows_numbers_as_text_and_they_are_read() -> None:
    """95.50% is 0.955 shown as per cent; 1,050.25 a number; 00123, 约38 and full width stay text for the number gate."""
    cells = ("95.50%", "1,050.25", "00123", "约38", wide("12"), "——", "")
    page = f"<table><tr>{''.join(f'<td>{each}</td>' for each in cells)}</tr></table>"
    read = grid(page.encode(), "甲.html").sheets[0].cells
    assert [read[1, col].value for col in range(1, 7)] == [0.955, 1050.25, *cells[2:6]]
    assert read[1, 1].number_format == "0.00%"
    assert (1, 7) not in read


def test_the_number_that_a_program_put_beside_the_text_is_taken() -> None:
    """LibreOffice and Excel keep the full number of a cell that shows two decimals."""
    page = '<table><tr><td sdval="0.95496" sdnum="1033;0;0.00%">95.50%</td><td x:num="12.3456">12.35</td></tr></table>'
    read = grid(page.encode(), "甲.html").sheets[0].cells
    assert (read[1, 1].value, read[1, 1].number_format, read[1, 2].value) == (
        0.95496,
        "0.00%",
        12.3456,
    )


def test_a_table_within_a_cell_is_text_of_that_cell() -> None:
    page = "<table><tr><td>甲<table><tr><td>一</td><td>二</td></tr></table></td><td>乙</td></tr></table>"
    read = grid(page.encode(), "甲.html").sheets[0].cells
    assert read[1, 1].text.split() == ["甲", "一", "二"]
    assert read[1, 2].text == "乙"


# ------------------------------------------------------------------------------- what is refused


def test_what_inserted_text_and_deleted_text_of_word_say() -> None:
    """A tracked insertion is there, a tracked deletion is not."""
    data = word(clean())
    text = parts_of(data)["word/document.xml"].decode()
    run = "<w:r><w:t>38</w:t></w:r>"
    assert text.count(run) == 1
    tracked = (
        "<w:ins><w:r><w:t>39</w:t></w:r></w:ins><w:del><w:r><w:delText>38</w:delText></w:r></w:del>"
    )
    changed = with_parts({"word/document.xml": text.replace(run, tracked).encode()}, data)
    outcome = score(changed, "某局-2020.docx")
    assert [row.value for row in rows(outcome.base) if row.value in (38, 39)] == [39]


def test_an_encrypted_ods_is_said_to_be_locked() -> None:
    manifest = b'<m:manifest xmlns:m="urn:x"><m:encryption-data/></m:manifest>'
    data = with_parts({"META-INF/manifest.xml": manifest}, opendocument(clean()))
    with pytest.raises(PasswordProtected):
        grid(data, "甲.ods")


OF_2003 = b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<table><tr><td>" + b"\xff" * 20, Damaged),
        ("<html><body><p>没有表格</p></body></html>".encode(), NotAWorkbook),
        ("一段文字，没有表格。".encode("gbk"), NotAWorkbook),
        (OF_2003 + b"<Work", Damaged),
        (b"<!DOCTYPE a>" + OF_2003 + b"</Workbook>", ForbiddenContent),
        (b"<table><tr>" + b"<td colspan=9999>1</td>" * 3 + b"</tr></table>", OverLimit),
        (b"a,b,c\n" * 200_001, OverLimit),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        grid(data, "甲")


@pytest.mark.needs("libreoffice")
def test_an_old_file_behind_a_password_says_so() -> None:
    """The record FILEPASS stands at the beginning of such a file; this one names a key that nobody has."""
    ((_, data),) = converted(to_bytes(clean()), "xls").items()
    place = data.index(b"\x5c\x00\x70\x00")  # WRITEACCESS, 112 bytes of blanks
    locked = b"\x2f\x00\x06\x00" + b"\x00\x00\x34\x12\x78\x56" + b"\x5c\x00\x66\x00"
    outcome = score(data[:place] + locked + data[place + len(locked) :], "某局-2020.xls")
    assert (outcome.code, "密码" in outcome.message) == ("H02", True)


def test_a_link_on_a_blank_cell_puts_nothing_into_it() -> None:
    """Its address is no text of the cell, and is never followed."""
    book = clean()
    book[INDICATORS]["J3"].hyperlink = "http://192.0.2.1/"
    book[INDICATORS]["J3"].value = None
    book[INDICATORS]["J3"].hyperlink.ref = "J3"
    read = grid(to_bytes(book))
    assert (3, 10) not in read.sheets[0].cells
    assert not read.findings


def test_a_pivot_table_that_is_broken_costs_nothing_else() -> None:
    """What hangs on a sheet besides its cells is left out when it cannot be read."""
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable"
    relation = f'<Relationship Id="p1" Type="{kind}" Target="/xl/pivotTables/none.xml"/>'
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    text = f'<Relationships xmlns="{name}">{relation}</Relationships>'
    outcome = score(with_parts({rels: text.encode()}))
    assert_same(outcome, score(clean()))


# ------------------------------------------------------------------------------ two readers


def test_a_name_that_does_not_fit_is_told() -> None:
    outcome = score(html(clean()), "某局-2020.xls")
    (told,) = findings(outcome, "A12")
    assert (told.level, told.found) == ("warning", ".xls")
    assert "网页" in told.message
    assert_same(outcome, score(clean()))


def test_two_readers_that_disagree_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from sheetscore.readers.formats import witness

    real = witness.CalamineWorkbook

    class Other:
        @staticmethod
        def from_filelike(file: Any) -> Any:
            book = load_workbook(file)
            return real.from_filelike(io.BytesIO(to_bytes(change(book, {"指标表!I3": 19}))))

    monkeypatch.setattr(witness, "CalamineWorkbook", Other)
    outcome = score(clean())
    (told,) = findings(outcome, "A13")
    assert (told.level, told.where, told.found, told.expected) == ("error", "指标表!I3", "20", "19")


def test_one_reader_that_fails_is_told_and_never_ends_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from sheetscore.readers.formats import witness

    class Panic(BaseException):
        """What a fault in Rust code raises."""

    class Other:
        @staticmethod
        def from_filelike(_file: Any) -> Any:
            raise Panic

    monkeypatch.setattr(witness, "CalamineWorkbook", Other)
    outcome = score(clean())
    assert [each.code for each in complaints(outcome)] == ["A13"]
    assert outcome.totals == score(sample()).totals or outcome.totals is not None


def test_the_sample_is_read_alike_by_both() -> None:
    assert not findings(scored_sample(), "A13")
