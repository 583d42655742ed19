"""Lines of a report file: paragraphs and table rows of a .docx, lines of a text file, in the order of the document."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sheetscore.errors import Damaged, NotAWorkbook, OverLimit
from sheetscore.readers.kinds import Kind, kind_of, text_of

_MOST_BYTES = 100 * 1024 * 1024
_MOST_LINES = 50_000
_LONGEST_LINE = 20_000
_CHUNK = 1024 * 1024
_DRAWN = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, or one table row (`cells` not empty); `table` numbers the tables from 1, 0 outside of them."""

    text: str
    cells: tuple[str, ...] = ()
    table: int = 0
    row: int = 0


def read_lines(data: bytes) -> list[Line]:
    """The lines of a .docx or a text file, blank ones left out.

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
        split = _DRAWN.split(line.strip().strip("|")) if drawn else line.strip().split("\t")
        cells = tuple(cell.strip() for cell in split)
        if len([cell for cell in cells if cell]) > 1:
            table, row = (table, row + 1) if row else (table + 1, 1)
            yield Line("\t".join(cells), cells, table, row)
            continue
        if line.strip():
            row = 0
            yield Line(line.strip())


def _docx_lines(data: bytes) -> Iterator[Line]:
    import docx
    from docx.table import Table

    _check_size(data)
    try:
        document = docx.Document(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, zlib.error, SyntaxError) as error:
        raise _damaged() from error  # lxml's errors are SyntaxErrors
    tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            yield from _table_lines(block, tables)
        else:
            for part in block.text.split("\n"):
                if part.strip():
                    yield Line(part.strip()[:_LONGEST_LINE])


def _table_lines(table: Any, number: int) -> Iterator[Line]:
    """A row a line; a cell merged over several columns counts once."""
    for index, row in enumerate(table.rows, start=1):
        cells: list[str] = []
        last = None
        for cell in row.cells:
            if cell._tc is not last:
                cells.append(" ".join(cell.text.split())[:_LONGEST_LINE])
            last = cell._tc
        if any(cells):
            yield Line("\t".join(cells), tuple(cells), number, index)


def _check_size(data: bytes) -> None:
    """Inflates every part once, counting: the sizes that a zip states may lie."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                with archive.open(info) as part:
                    while chunk := part.read(_CHUNK):
                        total += len(chunk)
                        if total > _MOST_BYTES:
                            raise OverLimit(
                                f"解压后超过 {_MOST_BYTES // _CHUNK} MB 的上限。",
                                "请删去图片后另存。",
                            )
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        RuntimeError,
        NotImplementedError,
        EOFError,
    ) as error:
        raise _damaged() from error


def _damaged() -> Damaged:
    return Damaged("Word 文档已损坏，打不开。", "请在原电脑上打开并另存一次，再重新发送。")
