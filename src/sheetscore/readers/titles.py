"""The lines around a table: 单位：万元, the year in a title. Read as printed, blanks kept."""

from __future__ import annotations

from collections.abc import Iterable

from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex

_LONGEST_LINE = 80
_LINES_ABOVE = 5
_GAP = r"[ \u3000]*"
_UNIT_WORDS = "|".join(sorted(MONEY_UNITS, key=len, reverse=True))
_MONEY_UNIT = regex(
    rf"单{_GAP}位{_GAP}[:：]{_GAP}[(（]?(?:人民币)?({_UNIT_WORDS})(?=$|[\s()（）\]】,，、;；/])"
)
_YEAR = regex(r"(?<![\d〔\[])(20\d\d)(?![\d〕\]])")
"""A year; that of a document number, 财预〔2013〕53号, is none."""
_DATE = regex(r"日期|时间|20\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]")


def money_units(sheet: Sheet, rows: tuple[int, int]) -> list[tuple[str, Cell]]:
    """Every 单位：万元 standing in these rows, top down."""
    found = []
    for cell in _lines(sheet, rows):
        match = _MONEY_UNIT.search(cell.text)
        if match:
            found.append((match[1], cell))
    return found


def _lines(sheet: Sheet, rows: tuple[int, int]) -> Iterable[Cell]:
    for row in range(rows[0], rows[1] + 1):
        for cell in sheet.row(row):
            if cell.worded and len(cell.text) <= _LONGEST_LINE:
                yield cell


def years_above(sheet: Sheet, row: int) -> list[int]:
    """Years named in the lines above the table, and in the sheet's name; the date of filing is none."""
    lines = _lines(sheet, (max(1, row - _LINES_ABOVE), row - 1))
    return [
        year for text in (*(cell.text for cell in lines), sheet.name) for year in years_in(text)
    ]


def years_in(text: str) -> list[int]:
    """The years that a title or a file name states."""
    return [] if _DATE.search(text) else [int(found) for found in _YEAR.findall(text)]
