"""A formula that gives an empty text is a blank, in every format; one without a stored result is neither blank nor 0 (B08)."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from other_formats import converted, opendocument, xml2003
from workbooks import clean, findings, indicator, score, to_bytes

from sheetscore.model.outcome import Status

EMPTY = "EMPTY-RESULT"


def replaced(book: Workbook, cell: str, stored: str) -> bytes:
    """The .xlsx with a formula in a cell of the 基础数据表, and `stored` as its result: XML of the cell behind its address."""
    data = to_bytes(book)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name).decode("utf-8") if name.endswith(".xml") else source.read(name)
            if isinstance(part, str) and name.startswith("xl/worksheets/sheet2"):
                part, count = re.subn(
                    rf'<c r="{cell}"[^>]*>.*?</c>', f'<c r="{cell}"{stored}</c>', part
                )
                assert count == 1
            target.writestr(name, part)
    return out.getvalue()


FORMULA = "<f>IF(C7=&quot;&quot;,&quot;&quot;,C7)</f>"
AS_TEXT = [f' t="str">{FORMULA}<v></v>', f' t="str">{FORMULA}<v/>', f' t="str">{FORMULA}']


@pytest.mark.parametrize("stored", AS_TEXT)
def test_an_empty_text_in_a_workbook_is_a_blank(stored: str) -> None:
    """公用经费的决算格是公式，结果是空文本：缺数据，不是“没有保存计算结果”。"""
    outcome = score(replaced(clean({"基础数据表!D7": "=1"}), "D7", stored))
    assert findings(outcome, "B08") == []
    assert indicator(outcome, "公用经费").status == Status.MISSING


@pytest.mark.parametrize("stored", [f">{FORMULA}<v></v>", f">{FORMULA}<v/>", f">{FORMULA}"])
def test_no_result_at_all_is_told(stored: str) -> None:
    outcome = score(replaced(clean({"基础数据表!D7": "=1"}), "D7", stored))
    (told,) = findings(outcome, "B08")
    assert (told.level, told.cell) == ("error", "D7")
    assert "没有保存计算结果" in told.message


def test_a_result_beside_empty_ones_is_read() -> None:
    outcome = score(replaced(clean({"基础数据表!D7": "=1"}), "D7", f">{FORMULA}<v>105</v>"))
    assert indicator(outcome, "公用经费").score == 25


def of_text(data: bytes, ending: str) -> bytes:
    """The cell that says EMPTY-RESULT as a formula with an empty result, in the words of the format."""
    if ending == "xml":
        text, count = re.subn(
            rf'<Cell([^>]*)><Data ss:Type="String">{EMPTY}</Data>',
            r'<Cell\1 ss:Formula="=R[0]C[-1]&amp;&quot;&quot;"><Data ss:Type="String"></Data>',
            data.decode("utf-8"),
        )
        assert count == 1
        return text.encode("utf-8")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "content.xml":
                text, count = re.subn(
                    rf"<table:table-cell[^>]*><text:p>{EMPTY}</text:p></table:table-cell>",
                    '<table:table-cell table:formula="of:=[.C7]&amp;&quot;&quot;"><text:p/></table:table-cell>',
                    part.decode("utf-8"),
                )
                assert count == 1
                part = text.encode("utf-8")
            target.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("ending", ["xml", "ods"])
def test_an_empty_text_in_other_formats_is_a_blank(ending: str) -> None:
    book = clean({"基础数据表!D7": EMPTY})
    data = of_text({"xml": xml2003, "ods": opendocument}[ending](book), ending)
    outcome = score(data, f"某局-2020.{ending}")
    assert findings(outcome, "B08") == []
    assert findings(outcome, "B01") == []
    assert indicator(outcome, "公用经费").status == Status.MISSING


@pytest.mark.needs("libreoffice")
def test_a_text_that_libreoffice_saved_as_0_is_no_figure() -> None:
    """=IF(C7="","——",C7) shows ——; the .xls of LibreOffice says 0, and a budget of 100 with 0 spent would score full."""
    text = f' t="str">{FORMULA}<v>——</v>'
    outcome = score(
        converted(replaced(clean({"基础数据表!D7": "=1"}), "D7", text), "xls")["甲.xls"],
        "某局-2020.xls",
    )
    row = indicator(outcome, "公用经费")
    assert (row.status, row.score) == (Status.MISSING, None)
    assert {(each.level, each.cell) for each in findings(outcome, "B08")} == {
        ("warning", "D7"),
        ("error", "D7"),
    }
    assert findings(outcome, "A13") == []


@pytest.mark.needs("libreoffice")
def test_a_sum_of_0_that_libreoffice_saved_is_0() -> None:
    stored = "><f>SUM(E7:F7)</f><v>0</v>"
    outcome = score(
        converted(replaced(clean({"基础数据表!D7": "=1"}), "D7", stored), "xls")["甲.xls"],
        "某局-2020.xls",
    )
    assert indicator(outcome, "公用经费").score == 30
    assert findings(outcome, "B08") == []
