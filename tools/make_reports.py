"""Write the sample reports: one .docx for each text in tools/reports/.

Their figures are those of published reports of 2020 and 2021, slips included; the wording is ours.
In the texts `# ` begins the title, `## ` and `### ` headings, `|` a table row; any other line is a
paragraph. `python tools/make_reports.py` rewrites all files; equal texts give equal bytes.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from docx import Document
from docx.document import Document as Report
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

ROOT = Path(__file__).resolve().parents[1]
TEXTS = ROOT / "tools" / "reports"
WRITTEN = dt.datetime(2021, 1, 1)

# Paper, fonts and sizes of 公文: GB/T 9704-2012
BODY, TITLE, HEADINGS = ("仿宋", 16), ("宋体", 22), {"##": ("黑体", 16), "###": ("楷体", 16)}
TABLE = ("宋体", 12)
LINE = 28  # points from line to line


def write(paragraph: Paragraph, text: str, font: tuple[str, float], bold: bool = False) -> None:
    """Add text in a font that Word takes for Chinese characters as well."""
    name, size = font
    run = paragraph.add_run(text)
    run.bold, run.font.name, run.font.size = bold, name, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), name)


def add_paragraph(report: Report, line: str) -> None:
    """Add the title, a heading or a paragraph."""
    mark, _, text = line.partition(" ")
    paragraph = report.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_after, layout.line_spacing = Pt(0), Pt(LINE)
    if mark == "#":
        layout.alignment, layout.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(LINE)
        layout.line_spacing = Pt(1.3 * LINE)
        write(paragraph, text, TITLE, bold=True)
    elif mark in HEADINGS:
        layout.first_line_indent, layout.keep_with_next = Pt(2 * BODY[1]), True
        write(paragraph, text, HEADINGS[mark])
    else:
        layout.first_line_indent = Pt(2 * BODY[1])
        write(paragraph, line, BODY)


def add_table(report: Report, rows: list[list[str]]) -> None:
    """Add a table with a grid; figures stand at the right."""
    table = report.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = [Mm(74), *[Mm(82) // (len(rows[0]) - 1)] * (len(rows[0]) - 1)]
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            cell.width = widths[column]
            write(cell.paragraphs[0], text, TABLE, bold=number == 0)
            if number and column:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def cells(line: str) -> list[str]:
    """The texts of a row: | a | b | → a, b"""
    return [cell.strip() for cell in line.strip("|").split("|")]


def draw(text: str) -> Report:
    """Make the document of a text."""
    report = Document()
    section = report.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    lines: Iterator[str] = (line for line in text.splitlines() if line)
    for is_table, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_table:
            add_table(report, [cells(line) for line in group])
        else:
            for line in group:
                add_paragraph(report, line)
    facts = report.core_properties
    facts.author = facts.last_modified_by = facts.comments = facts.keywords = ""
    facts.title = text.partition("\n")[0].removeprefix("# ")
    facts.created = facts.modified = WRITTEN
    return report


def pack(report: Report) -> bytes:
    """Save a document with the same times everywhere, so that the clock leaves no trace."""
    saved, packed = io.BytesIO(), io.BytesIO()
    report.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def main() -> None:
    """Rewrite all sample reports."""
    for text in sorted(TEXTS.glob("*.txt")):
        path = ROOT / "samples" / f"{text.stem}.docx"
        path.write_bytes(pack(draw(text.read_text("utf-8"))))


if __name__ == "__main__":
    main()
