"""Files that hold the same styles: they are parsed once, and what is done to one workbook stays out of the next."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.styles import Font, NamedStyle
from workbooks import BASE, clean, figure, score, to_bytes

from sheetscore.readers.formats.known_styles import remember_styles


def test_what_is_done_to_one_workbook_stays_out_of_the_next_with_the_same_styles() -> None:
    """两份表样式相同：一份改了单元格格式（937000 按“元”显示，即 93.7 万元），另一份仍是 100 万元，也没有多出格式、字体和样式。"""
    remember_styles()
    data = to_bytes(clean())
    assert figure(score(data), "公用经费", "决算").value == 100
    book = load_workbook(BytesIO(data))
    cell = book[BASE]["D7"]
    cell.value, cell.number_format, cell.font = 937000, '#,##0.00"元"', Font(bold=True, size=15)
    book.add_named_style(NamedStyle("金额"))
    assert figure(score(to_bytes(book)), "公用经费", "决算").value == Decimal("93.7")
    assert figure(score(data), "公用经费", "决算").value == 100
    untouched = load_workbook(BytesIO(data))
    assert untouched.named_styles == ["Normal"]
    assert [len(untouched._number_formats), len(untouched._fonts)] == [0, 1]
    assert untouched[BASE]["D7"].number_format == "General"
