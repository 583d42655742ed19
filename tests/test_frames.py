"""A form inside a frame: a table of one cell in Word, a text box, the layout tables of a web page. It is read as if they were not there."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

import other_formats
import pytest
from openpyxl import Workbook
from project_forms import PUMP, Form, sheets
from workbooks import BASE_ROWS, CLEAN_LINES, Table, clean, findings, forms, put_base, scored_clean

from sheetscore.model.outcome import Outcome
from sheetscore.unit import score_files

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
ONE = Form()


def read(data: bytes, name: str) -> list[Outcome]:
    return list(score_files([(name, data)], forms()))


def reviewed(found: Sequence[Outcome]) -> list[tuple[str, str, float]]:
    return [
        (each.unit, each.project, float(each.totals.reviewed or -1))
        for each in found
        if each.totals
    ]


# --------------------------------------------------------------------------------------- Word


def paragraph(text: object) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(str(text or ""))}</w:t></w:r></w:p>'


def table(book: Workbook, more: str = "") -> str:
    """The first sheet of a workbook as a table; `more` stands in its last cell."""
    rows = []
    for line in other_formats.lines(book.worksheets[0]):
        cells = []
        for value, shape, (_, across) in line:
            if across:
                span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
                cells.append(
                    f"<w:tc><w:tcPr>{span}</w:tcPr>{paragraph(other_formats.shown(value, shape))}</w:tc>"
                )
        rows.append(cells)
    rows[-1][-1] = rows[-1][-1].replace("</w:tc>", f"{more}<w:p/></w:tc>")
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(each)}</w:tr>" for each in rows) + "</w:tbl>"


def frame(*cells: str, across: bool = False) -> str:
    """A table that holds nothing but what is put into its cells."""
    held = [f"<w:tc><w:tcPr/>{each}<w:p/></w:tc>" for each in cells]
    rows = ["".join(held)] if across else held
    return "<w:tbl>" + "".join(f"<w:tr>{each}</w:tr>" for each in rows) + "</w:tbl>"


def box(content: str, newer: bool = True) -> str:
    """A text box as Word writes it: the newer kind with the older one beside it, or the older one alone."""
    older = f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>'
        f"</mc:Choice><mc:Fallback>{older}</mc:Fallback></mc:AlternateContent>"
    )
    return f"<w:p><w:r>{both if newer else older}</w:r></w:p>"


def word(body: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    part = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    return other_formats.zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{types}">{part}</Types>'.encode(),
            "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>".encode(),
        }
    )


HEADLINE = "某县水利局2023年度项目支出绩效自评表"
UNSIGNED = Form(title=None, labels=("项目类别", "经常性"))
FORM, OTHER = table(sheets(ONE)), table(sheets(PUMP))
WHOLE = [("某县水利局", "水库维修", 99.48)]
BOTH = [*WHOLE, ("某县水利局", "防汛物资", 99.2)]
IN_WORD = {
    "一格外框": (frame(paragraph("附件1") + FORM), WHOLE),
    "两层外框": (frame(frame(FORM)), WHOLE),
    "上面一格是标题": (frame(paragraph("项目支出绩效自评表"), FORM, paragraph("填表说明：略")), WHOLE),
    "左右两格各一张": (frame(FORM, OTHER, across=True), BOTH),
    "一格里两张": (frame(FORM + paragraph("附件2") + OTHER), BOTH),
    "外框一张、正文一张": (frame(FORM) + OTHER, BOTH),
    "文本框": (box(FORM), WHOLE),
    "旧式文本框": (box(FORM, newer=False), WHOLE),
    "文本框里的外框": (box(frame(FORM)), WHOLE),
    "外框里的文本框": (frame(box(FORM)), WHOLE),
    "标题在另一张一格的表里": (frame(paragraph(HEADLINE)) + table(sheets(UNSIGNED)), WHOLE),
    "正文的句子和外框": (
        "".join(paragraph(f"第{n}部分，部门概况；履行职责，完成任务。") for n in range(5)) + frame(FORM), WHOLE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("made", IN_WORD)
def test_a_form_in_a_frame_of_a_word_file(made: str) -> None:
    body, wanted = IN_WORD[made]
    found = read(word(body), "甲-2023.docx")
    assert reviewed(found) == wanted
    assert not [f for each in found for f in findings(each, level="error")]


def test_a_small_table_in_a_cell_of_a_form_is_text_of_that_cell() -> None:
    inner = table(sheets(Form("别的")))
    body = table(sheets(ONE), more=frame(paragraph("说明"), paragraph("材料一览")))
    assert reviewed(read(word(body), "甲-2023.docx")) == WHOLE
    body = table(sheets(ONE), more=inner)
    assert reviewed(read(word(body), "甲-2023.docx")) == WHOLE


def test_both_tables_of_a_department_in_one_frame() -> None:
    """指标表 and 基础数据表 in the two cells of a frame: the figures are found."""
    first, second = Workbook(), Workbook()
    Table(CLEAN_LINES).draw(first.worksheets[0])
    put_base(second.worksheets[0], BASE_ROWS)
    (found,) = read(word(frame(table(first), table(second))), "某局-2020.docx")
    assert found.totals == scored_clean().totals


# ------------------------------------------------------------------------------------ web page


def page(body: str) -> bytes:
    top = "<table><tr><td>首页</td><td>政务公开</td><td>办事服务</td></tr></table>"
    head = '<html><head><meta charset="gb2312"></head>'
    return f"{head}<body>{top}{body}<p>版权所有</p></body></html>".encode("gb18030")


def web(book: Workbook) -> str:
    whole = other_formats.html(book).decode()
    return whole[whole.index("<table") : whole.rindex("<br>")]


def cell(*content: str) -> str:
    return (
        "<table width=1000><tr>" + "".join(f"<td>{each}</td>" for each in content) + "</tr></table>"
    )


TITLE = f"<h1>{HEADLINE}</h1>"
ON_A_PAGE = {
    "版式表格": (cell(cell(TITLE) + "<div id=zoom>" + web(sheets(ONE)) + "</div>"), WHOLE),
    "三层": (cell(cell(cell(web(sheets(ONE))))), WHOLE),
    "左边导航、右边正文": (cell("栏目<br>公开", TITLE + web(sheets(ONE))), WHOLE),
    "一页两张": (cell(web(sheets(ONE)) + "<p>附件2</p>" + web(sheets(PUMP))), BOTH),
    "标题在外层一格，表内没有单位": (cell(cell(TITLE) + cell(web(sheets(UNSIGNED)))), WHOLE),
    "没有版式表格": (TITLE + web(sheets(ONE)), WHOLE),
}


@pytest.mark.parametrize("made", ON_A_PAGE)
def test_a_form_in_the_layout_of_a_web_page(made: str) -> None:
    body, wanted = ON_A_PAGE[made]
    found = read(page(body), "甲-2023.htm")
    assert reviewed(found) == wanted
    assert not [f for each in found for f in findings(each, level="error")]


def test_a_small_table_in_a_cell_of_a_form_on_a_page_is_text_of_that_cell() -> None:
    inner = "<table><tr><td>材料</td></tr><tr><td>合同</td></tr></table>"
    body = web(sheets(ONE)).replace("已完成", f"已完成{inner}")
    assert reviewed(read(page(cell(body)), "甲-2023.htm")) == WHOLE


def test_figures_of_a_base_table_in_the_layout_of_a_page() -> None:
    book = clean()
    parts = [f"<h3>{sheet.title}</h3>" for sheet in book.worksheets]
    whole = other_formats.html(book).decode()
    first, second = ("<table" + each for each in whole.split("<table")[1:])
    body = cell(parts[0] + first, parts[1] + second.replace("</body></html>", ""))
    (found,) = read(page(body), "某局-2020.htm")
    assert found.totals == scored_clean().totals
