"""Plain text tables: CSV, tabs and the like, in UTF-8, UTF-16 or GBK."""

from __future__ import annotations

import csv
import io

from sheetscore.errors import NotAWorkbook
from sheetscore.forms.limits import Limits
from sheetscore.readers.bytes.file_kinds import text_of
from sheetscore.readers.formats.book import Loaded, Page, damaged, loaded, new_book, typed

_DELIMITERS = ("\t", ",", ";", "|", "，")
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_TENTHS = 8


def read(data: bytes, limits: Limits) -> Loaded:
    """The table of a plain text. Raises NotAWorkbook when it holds none, OverLimit."""
    text = text_of(data)
    if text is None:
        raise damaged()
    rows = table(text.lstrip("\ufeff"))
    if not rows:
        raise NotAWorkbook(
            "这是纯文本（文字或 CSV），里面没有表格。",
            "请用 Excel 或 WPS 打开后另存为 .xlsx 再放进来。",
        )
    book = new_book()
    page = Page(book, "表1", limits)
    for number, cells in enumerate(rows, 1):
        for col, cell in enumerate(cells, 1):
            bare = cell.strip()
            if bare:
                page.put(number, col, *typed(bare))
    page.lines()
    return loaded(book, [page], [])


def is_table(data: bytes) -> bool:
    """True for a text whose lines are nearly all rows of a table: it is read as a table, never as a report."""
    rows = [row for row in table((text_of(data) or "").lstrip("\ufeff")) if any(row)]
    wide = [row for row in rows if len(row) >= _FEWEST_COLUMNS]
    return bool(rows) and len(wide) * 10 >= len(rows) * _TENTHS


def table(text: str) -> list[list[str]]:
    """The rows of a delimited table; [] for running text. The delimiter is the one that fills most rows alike."""
    best: list[list[str]] = []
    score = 0
    for delimiter in _DELIMITERS:
        rows = _split(text, delimiter)
        full = [len(row) for row in rows if len(row) >= _FEWEST_COLUMNS]
        alike = max((full.count(width) for width in set(full)), default=0)
        if alike >= _FEWEST_ROWS and alike > score:
            best, score = rows, alike
    return best


def _split(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # a field longer than csv takes, a lone carriage return
        return []
