"""Report texts for the tests: a few lines, read and checked."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx

from sheetscore.model.finding import Finding
from sheetscore.reports.text.blocks import Report, parse_report
from sheetscore.reports.text.documents import read_lines
from sheetscore.reports.text.numbers import Figure
from sheetscore.reports.verdicts.report_checks import run_report_checks
from sheetscore.reports.verdicts.report_context import ReportContext


def report(*lines: str) -> Report:
    """The report of a text file with these lines; a line with tabs is a table row."""
    return parse_report("报告.txt", read_lines("\n".join(lines).encode()))


def context(*lines: str, year: int | None = 2020) -> ReportContext:
    """The same, ready for checks, without tables beside it."""
    return ReportContext(report(*lines), year)


def findings(*lines: str, code: str = "", year: int | None = 2020) -> list[Finding]:
    """The findings of these lines, those of a code alone on demand. What a short text lacks (A07) is left out."""
    found = run_report_checks(context(*lines, year=year))
    return [each for each in found if code in ("", each.code) and each.code != "A07"]


def complaints(*lines: str, year: int | None = 2020) -> list[tuple[str, str]]:
    """(code, level) of every error and warning."""
    return [(each.code, each.level) for each in findings(*lines, year=year) if each.level != "info"]


def assert_faulty_twin(text: str, old: str, new: str, code: str, level: str) -> None:
    """Nothing is complained of in `text`; with `new` in place of the one `old` there is this one complaint."""
    assert text.count(old) == 1
    assert complaints(*text.split("\n")) == []
    assert complaints(*text.replace(old, new).split("\n")) == [(code, level)]


def figures(line: str) -> list[Figure]:
    """The figures of one line."""
    return [each for block in report(line).blocks for each in block.figures]


def word(paragraphs: Sequence[str | Sequence[Sequence[str]]]) -> bytes:
    """A .docx of paragraphs and tables (lists of rows), in this order."""
    document = docx.Document()
    for part in paragraphs:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
