"""An .xls with charts is read like any other; a cell that its sheet has twice is refused as before."""

from __future__ import annotations

import struct

import pytest
from old_excel import BOF, NUMBER, Chart, ole, xls
from openpyxl import Workbook, load_workbook
from workbooks import SAMPLE, clean, complaints, findings, score

from sheetscore.errors import OverLimit
from sheetscore.forms.limits import Limits
from sheetscore.readers.formats.biff import read

CHART = Chart([20, 30, 15, 35] * 3, ["甲", "乙", "丙", "丁"] * 3)
WHERE = {
    "没有": {},
    "在表里": {"embedded": CHART},
    "单独一张": {"sheet": CHART},
    "两处": {"embedded": CHART, "sheet": CHART},
}


@pytest.mark.parametrize("where", WHERE)
def test_a_chart_takes_nothing_from_an_xls_and_adds_nothing(where: str) -> None:
    """图表记着的数在它自己那一段里，同一行列写两次也不是重复：得分与没有图表的一样，两种读法一致（没有 A13）。"""
    for book, reviewed in ((clean(), 100), (load_workbook(SAMPLE), 90)):
        outcome = score(xls(book, **WHERE[where]), "某局-2020.xls")
        plain = score(xls(book), "某局-2020.xls")
        assert outcome.totals is not None, outcome.message
        assert outcome.totals.reviewed == reviewed
        assert [each.message for each in complaints(outcome)] == [
            each.message for each in complaints(plain)
        ]
        assert not findings(outcome, "A13")


def stream_of(data: bytes) -> bytearray:
    return bytearray(data[data.index(struct.pack("<HHHH", BOF, 16, 0x0600, 5)) :])


def with_record_before_the_end(data: bytes, record: bytes) -> bytes:
    """The file with one more record at the end of its first sheet, after the chart; the next sheet begins so much later."""
    stream = stream_of(data)
    sheet = stream.index(struct.pack("<HHHH", BOF, 16, 0x0600, 0x10))
    place = stream.index(struct.pack("<HH", 0x023E, 18), sheet)
    first = stream.index(struct.pack("<H", 0x0085))
    second = first + 4 + struct.unpack_from("<H", stream, first + 2)[0]
    (begins,) = struct.unpack_from("<I", stream, second + 4)
    struct.pack_into("<I", stream, second + 4, begins + len(record))
    stream[place:place] = record
    return ole(bytes(stream))


def number(row: int, col: int, value: float) -> bytes:
    return struct.pack("<HHHHHd", NUMBER, 14, row, col, 15, value)


@pytest.mark.parametrize("where", ["没有", "在表里"])
def test_a_cell_that_the_sheet_itself_has_twice_is_refused(where: str) -> None:
    """I3 的得分在工作表里写了两次（20 和 10）：不论有没有图表都是 H01。"""
    data = with_record_before_the_end(xls(clean(), **WHERE[where]), number(2, 8, 10))
    outcome = score(data, "某局-2020.xls")
    assert outcome.code == "H01"
    assert "第 3 行第 9 列" in outcome.message


def test_a_cell_after_a_chart_counts() -> None:
    data = with_record_before_the_end(xls(clean(), embedded=CHART), number(8, 11, 7))
    book = read(data, Limits()).book
    assert book["指标表"]["L9"].value == 7


def test_the_used_range_is_bounded_by_the_sheet_and_not_by_its_chart() -> None:
    """图表记着 12 个点，表只有 2 行：上限 11 行挡不住它；表自己有 12 行时挡住。"""
    book = Workbook()
    book.worksheets[0]["A1"] = 1
    book.worksheets[0]["A2"] = 2
    assert read(xls(book, embedded=CHART), Limits(rows=11)).book.worksheets[0]["A2"].value == 2
    book.worksheets[0]["A12"] = 3
    with pytest.raises(OverLimit, match="11 行"):
        read(xls(book, embedded=CHART), Limits(rows=11))
