"""How a submitted sheet looks → Layout, and what our columns cost nothing of."""

from __future__ import annotations

import io

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Color, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import SAMPLE

from sheetscore.model.layout import Layout
from sheetscore.readers.looks.sheet_layout import read_layout


def reread(book: Workbook) -> Worksheet:
    buffer = io.BytesIO()
    book.save(buffer)
    return load_workbook(buffer).worksheets[0]


def style(layout: Layout, row: int, col: int) -> dict[str, object]:
    return next(dict(c.style.props) for c in layout.cells if (c.row, c.col) == (row, col))


def test_the_sample_is_read_whole() -> None:
    layout = read_layout(load_workbook(SAMPLE)["指标表"])
    assert (layout.first_row, layout.first_col, layout.last_row, layout.last_col) == (1, 1, 19, 9)
    assert (1, 1, 1, 9) in layout.merges
    assert layout.heights[3] == 78
    assert layout.page["orientation"] == "landscape"
    assert layout.page["page_breaks"] == (11,)
    assert layout.page["print_title_rows"] == (2, 2)
    title = style(layout, 1, 1)
    assert (title["font_name"], title["font_size"], title["bold"]) == ("宋体", 16, True)
    assert style(layout, 3, 9)["left"] == 1


def test_fonts_fills_borders_and_alignment_come_under_xlsxwriter_names() -> None:
    book = Workbook()
    cell = book.worksheets[0]["B2"]
    cell.value = "甲"
    cell.font = Font(name="黑体", size=14, italic=True, underline="double", color="FF112233")
    cell.fill = PatternFill("solid", fgColor=Color(theme=4, tint=0.5))
    cell.border = Border(top=Side("double", color="FFFF0000"), left=Side("hair"))
    cell.alignment = Alignment("left", "center", 120, True, indent=2)
    cell.number_format = "0.00%"
    found = style(read_layout(reread(book)), 2, 2)
    assert found == {
        "font_name": "黑体", "font_size": 14, "italic": True, "underline": 2,
        "font_color": "#112233", "pattern": 1, "bg_color": "#A7C0DE", "top": 6,
        "top_color": "#FF0000", "left": 7, "align": "left", "valign": "vcenter", "text_wrap": True,
        "indent": 2, "rotation": -30, "num_format": "0.00%",
    }  # fmt: skip


def test_nothing_is_created_in_the_worksheet() -> None:
    sheet = load_workbook(SAMPLE)["指标表"]
    before = set(sheet._cells)  # type: ignore[attr-defined]
    read_layout(sheet)
    assert set(sheet._cells) == before  # type: ignore[attr-defined]


def test_a_formula_is_replaced_by_its_stored_value() -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "=1+1"
    book.worksheets[0]["A2"] = "=1+2"
    layout = read_layout(reread(book), {"A1": 2})
    assert [(c.row, c.value) for c in layout.cells if c.value is not None] == [(1, 2)]


def test_a_stray_format_far_away_does_not_widen_the_box() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "甲"
    sheet["XFD9000"].fill = PatternFill("solid", fgColor="FFFF00")
    layout = read_layout(reread(book))
    assert (layout.last_row, layout.last_col) == (1, 1)


def test_rows_of_one_of_two_tables() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in range(1, 9):
        sheet.cell(row, 1, row)
    sheet.merge_cells("A7:B8")
    layout = read_layout(reread(book), rows=(5, 8))
    assert (layout.first_row, layout.last_row, layout.merges) == (5, 8, ((7, 1, 8, 2),))


def test_the_border_of_a_merge_is_that_of_its_edges() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "甲"
    sheet["A1"].border = Border(left=Side("thin"), top=Side("thin"))
    sheet["B2"].border = Border(right=Side("thick"), bottom=Side("thick"))
    sheet.merge_cells("A1:B2")
    found = style(read_layout(reread(book)), 1, 1)
    assert {k: found[k] for k in ("left", "top")} == {"left": 1, "top": 1}


def test_hidden_columns_and_groups_of_columns() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for col in range(1, 6):
        sheet.cell(1, col, col)
    sheet.column_dimensions["B"].width = 30
    sheet.column_dimensions.group("C", "D", hidden=True)
    layout = read_layout(reread(book))
    assert layout.hidden_columns == frozenset({3, 4})
    assert layout.widths[2] > layout.widths[1]
