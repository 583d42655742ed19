"""Lines of a report file: paragraphs and table rows of a .docx, lines of a text file, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sheetscore.errors import NotAWorkbook, OverLimit
from sheetscore.readers.bytes.file_kinds import Kind, kind_of, text_of
from sheetscore.readers.formats.docx.word import content_of
from sheetscore.readers.formats.note_lines import LEAD
from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern

_MOST_LINES = 50_000
_LONGEST_LINE = 20_000
_HEADER = (r"分\s*值|权\s*重", r"评价标准|评分标准|计分标准|三级\s*指标|指标名称|指标值")
_OF_FORM = regex(r"三级\s*指标|评价标准|评分标准|编制数|年度指标值|指标.*自评得分")
_FEWEST_SENTENCES = 3
_POINT = regex(r"[(（]?\d{1,2}[)）.、．](?!\d)|[①-⑳]")
_OF_A_NOTE = pattern(
    "得分|计分|评分|分值|指标|权重|口径|填写|填报|填列|{budget}数|{carried_out}数|资金|保留"
)
_FIGURE = regex(r"20\d\d年|\d\.\d|\d[\d,，]*(?:亿元|万元|元)")
"""What a report says of the unit, and the note of a form does not: a year, amounts, figures with decimals."""
_DRAWN = regex(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one table row (`cells` not empty); `table` numbers the tables from 1, 0 outside of them."""

    text: str
    cells: tuple[str, ...] = ()
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """What a .docx or text file holds: the tables to be scored, running text, or both."""

    tables: bool
    prose: bool


def shape_of(lines: list[Line]) -> Shape:
    """Tables to be scored have a header row with 分值 and what it is given for; prose has sentences."""
    tables = any(
        sum(bool(re.search(pattern, line.text)) for pattern in _HEADER) == len(_HEADER)
        for line in lines if line.cells or line.text.count(",") > 1
    )  # fmt: skip
    sentences = sum(line.text.count("。") for line in lines if not line.table)
    listed = sum("，" in line.text or "；" in line.text for line in lines if not line.table)
    return Shape(tables, sentences + listed >= _FEWEST_SENTENCES)


def without_forms(lines: list[Line]) -> list[Line]:
    """The lines without the tables that are scored or that hold the base figures: those are read as tables."""
    forms = {line.table for line in lines if line.table and _OF_FORM.search(line.text)}
    return [line for line in lines if line.table not in forms or not line.table]


def without_notes(lines: list[Line]) -> list[Line]:
    """The lines without the notes of a form that stand in the document (备注：, and its points 1. 2. 3.): no sentences of a report."""
    if not shape_of(lines).tables:
        return lines
    found: list[Line] = []
    behind = within = False
    for line in lines:
        behind = behind or bool(line.table)
        bare = "".join(line.text.split())
        lead = LEAD.match(bare)
        point = within and _POINT.match(bare) and _OF_A_NOTE.search(bare)
        within = behind and not line.table and bool(lead or point) and not _FIGURE.search(bare)
        if not within:
            found.append(line)
    return found


def read_lines(data: bytes) -> list[Line]:
    """The lines of an admitted .docx or text file (intake.admit), blank ones left out.

    Raises NotAWorkbook for another kind of file, Damaged or OverLimit for one that cannot be read.
    """
    kind = kind_of(data)
    if kind is Kind.DOCX:
        lines = _docx_lines(data)
    elif kind is Kind.TEXT:
        lines = _text_lines(text_of(data) or "")
    else:
        raise NotAWorkbook(f"这不是报告，而是{kind.label}。", "报告请交 .docx 或 .txt 文件。")
    found = []
    for line in lines:
        found.append(line)
        if len(found) > _MOST_LINES:
            raise OverLimit(f"报告超过 {_MOST_LINES} 段的上限。", "请只交报告正文。")
    return found


def _text_lines(text: str) -> Iterator[Line]:
    """Lines with several tabs, or drawn with |, are table rows; rows that follow each other are one table."""
    table = row = 0
    for raw in text.splitlines():
        line = raw[:_LONGEST_LINE]
        drawn = line.count("|") > 1
        split = (
            _DRAWN.split(line.strip().strip("|")) if drawn else line.strip(" \u3000").split("\t")
        )
        cells = tuple(cell.strip() for cell in split)
        if len([cell for cell in cells if cell]) > 1:
            table, row = (table, row + 1) if row else (table + 1, 1)
            yield Line("\t".join(cells), cells, table, row)
            continue
        if line.strip():
            row = 0
            yield Line(line.strip())


def _docx_lines(data: bytes) -> Iterator[Line]:
    tables = 0
    for part in content_of(data):
        if isinstance(part, str):
            for line in part.splitlines():
                if line.strip():
                    yield Line(line.strip()[:_LONGEST_LINE])
            continue
        tables += 1
        for number, row in enumerate(part, start=1):
            cells = tuple(" ".join(cell.split())[:_LONGEST_LINE] for cell in row)
            if any(cells):
                yield Line("\t".join(cells), cells, tables, number)
