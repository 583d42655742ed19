"""Word 表格里的合计是公式域（=SUM(ABOVE)）：保存的结果不等于上面各格之和的，报 B08，按保存的结果读。"""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml
from workbooks import forms

from sheetscore.model.finding import Finding
from sheetscore.unit import score_bytes

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = ("一级指标", "二级指标", "三级指标", "分值", "评价标准", "得分")
ROWS = (
    ("过程", "预算执行", "制度健全性", "60", "制度健全得60分，否则不得分。", "60"),
    ("过程", "预算执行", "资产管理", "40", "管理规范得40分，否则不得分。", "37.5"),
)


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def complex_field(code: str, shown: str) -> str:
    run = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{mark('begin')}{run}{mark('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark('end')}"


def simple_field(code: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def filed(
    field: str,
    rows: tuple[tuple[str, ...], ...] = ROWS,
    *,
    head: str = "得分",
    merged: bool = False,
) -> list[Finding]:
    """The B08 of a Word form whose total is this field."""
    document = docx.Document()
    document.add_paragraph("某局2021年度部门整体支出绩效自评表")
    table = document.add_table(0, len(HEAD))
    for row in ((*HEAD[:-1], head), *rows, ("合计", "", "", "100", "", "")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    paragraph = table.rows[-1].cells[-1].paragraphs[0]._p
    for run in parse_xml(f"<w:p {SPACE}>{field}</w:p>"):
        paragraph.append(run)
    if merged:
        table.cell(3, 0).merge(table.cell(3, 2))
    buffer = io.BytesIO()
    document.save(buffer)
    outcome = score_bytes("某局-2021.docx", buffer.getvalue(), forms())
    return [each for each in outcome.findings if each.code == "B08"]


@pytest.mark.parametrize("field", [complex_field, simple_field])
@pytest.mark.parametrize("code", ["=SUM(ABOVE)", "= sum ( above )", '=SUM(ABOVE) \\# "0.00"'])
def test_a_total_that_was_not_added_up_again_is_told(field: object, code: str) -> None:
    assert callable(field)
    assert filed(field(code.replace('"', "&quot;"), "97.5")) == []
    (told,) = filed(field(code.replace('"', "&quot;"), "0"))
    assert (told.level, told.found, told.expected) == ("error", "0", "97.5")
    assert told.cell == "F5"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("=B2+B3", "0"),
        ("=SUM(ABOVE)*2", "0"),
        ("PAGE", "0"),
        ("=AVERAGE(ABOVE)", "0"),
        ("=SUM(ABOVE)", "见附件"),
    ],
)
def test_other_fields_are_left_alone(code: str, shown: str) -> None:
    assert filed(complex_field(code, shown)) == []


def test_what_cannot_be_added_up_is_left_alone() -> None:
    rows = (ROWS[0], (*ROWS[1][:-1], "约37分"))
    assert filed(complex_field("=SUM(ABOVE)", "0"), rows) == []


def test_a_heading_with_digits_may_count_in_word() -> None:
    assert filed(complex_field("=SUM(ABOVE)", "197.5"), head="得分（100分）") == []


@pytest.mark.parametrize(("shown", "told"), [("0", 1), ("95", 0)])
def test_above_merged_cells_only_a_total_of_nothing_is_told(shown: str, told: int) -> None:
    assert len(filed(complex_field("=SUM(ABOVE)", shown), merged=True)) == told


def test_a_table_that_goes_on_adds_up_its_own_rows() -> None:
    """Word 把一张表拆成两张（表头重复）时，下面那张的 =SUM(ABOVE) 只加它自己的各行。"""
    document = docx.Document()
    document.add_paragraph("某局2021年度部门整体支出绩效自评表")
    for row, total in zip(ROWS, ("60", "37.5"), strict=True):
        table = document.add_table(0, len(HEAD))
        more = ("过程", "预算执行", "公开", "0", "公开得0分。", "0")
        for line in (HEAD, row, more, ("小计", "", "", "", "", "")):
            for cell, text in zip(table.add_row().cells, line, strict=True):
                cell.text = text
        for run in parse_xml(f"<w:p {SPACE}>{complex_field('=SUM(ABOVE)', total)}</w:p>"):
            table.rows[-1].cells[-1].paragraphs[0]._p.append(run)
        document.add_paragraph("")
    buffer = io.BytesIO()
    document.save(buffer)
    outcome = score_bytes("某局-2021.docx", buffer.getvalue(), forms())
    assert "B08" not in {each.code for each in outcome.findings}
