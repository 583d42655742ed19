"""Word 和网页表上面的标题、下面的备注：复核表里和表一样宽，不挤在第一栏里。"""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest
from openpyxl import load_workbook
from workbooks import forms

from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

TITLE = "某局2021年度部门整体支出绩效自评表"
LINES = (
    ("一级指标", "二级指标", "三级指标", "分值", "评价标准", "得分"),
    ("过程", "预算管理", "制度健全性", "100", "制度健全得100分，否则不得分。", "100"),
)
NOTE = "备注：得分不得超过分值，保留两位小数，由单位据实填写并对真实性负责。"


def as_word(lines: Sequence[Sequence[str]]) -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(0, len(lines[0]))
    for line in lines:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    document.add_paragraph(NOTE)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_page(lines: Sequence[Sequence[str]]) -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in lines)
    return f"<html><body><p>{TITLE}</p><table>{rows}</table><p>{NOTE}</p></body></html>".encode()


@pytest.mark.parametrize(("kind", "made"), [("docx", as_word), ("html", as_page)])
def test_titles_and_notes_are_as_wide_as_the_table(kind: str, made: object) -> None:
    assert callable(made)
    outcome = score_bytes(f"某局-2021.{kind}", made(LINES), forms())
    assert outcome.unit == "某局"
    sheet = load_workbook(io.BytesIO(write_completed(outcome)))["指标表"]
    found = {str(area).split(":")[0]: area.max_col for area in sheet.merged_cells.ranges}
    (title,) = (cell for cell in sheet["A"] if cell.value == TITLE)
    (note,) = (cell for cell in sheet["A"] if cell.value == NOTE)
    assert found[title.coordinate] >= 6
    assert found[note.coordinate] >= 6
    assert {cell.value for cell in sheet["C"]} >= {"制度健全性"}
