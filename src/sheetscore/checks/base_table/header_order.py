"""The columns of a 基础数据表 against those of the blank official workbook: headers that have changed places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from sheetscore.checks.context import Context
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_headers import Header, read_headers
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.intake import admit
from sheetscore.readers.workbooks import read_grid
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import quoted

Key = tuple[str, int | None]
"""Measure and year, counted from the newest year of its row."""


def moved_headers(context: Context) -> Iterator[Finding]:
    """A09: a row of headers that has the same columns as one of the blank workbook, in another order."""
    base = context.tables.base if context.tables else None
    if base is None or not context.form.blank:
        return
    official = _orders(blank_grid(context.form.blank), context.glossary)
    for row in range(base.first_row, base.last_row + 1):
        headers = read_headers(base.sheet, row, context.glossary)
        keys = _keys(headers)
        printed = official.get(_columns(keys))
        if printed is None or printed == keys:
            continue
        wrong = [
            header
            for header, key in zip(headers, printed, strict=True)
            if _key(header, headers) != key
        ]
        cells = [base.sheet.owner(row, header.col) for header in wrong]
        names = "、".join(f"{cell.address} {quoted(cell.text.strip())}" for cell in cells)
        yield Finding(
            "A09", "warning", f"基础数据表的表头次序与模板不同：{names}。按填报表的表头评分。", base.grid.file, base.sheet.name,
            cells[0].address, "、".join(cell.text.strip() for cell in cells), "与模板相同的次序",
            "请核对各栏的数是不是表头所写的；表头写错了的请改回。",
        )  # fmt: skip


def _orders(grid: Grid, glossary: Glossary) -> dict[tuple[Key, ...], list[Key]]:
    """The columns of each row of headers in the blank workbook → their order; none where two rows differ in it alone."""
    found: dict[tuple[Key, ...], list[Key]] = {}
    for sheet in grid.sheets:
        for keys in _rows(sheet, glossary):
            if found.setdefault(_columns(keys), keys) != keys:
                found[_columns(keys)] = []
    return {columns: keys for columns, keys in found.items() if keys}


def _rows(sheet: Sheet, glossary: Glossary) -> Iterator[list[Key]]:
    for row in range(1, sheet.last_row + 1):
        headers = read_headers(sheet, row, glossary)
        if headers:
            yield _keys(headers)


def _keys(headers: Sequence[Header]) -> list[Key]:
    return [_key(header, headers) for header in headers]


def _key(header: Header, headers: Sequence[Header]) -> Key:
    newest = max((each.printed_year for each in headers if each.printed_year), default=None)
    if header.printed_year is None or newest is None:
        return header.measure, header.relative
    return header.measure, header.printed_year - newest


def _columns(keys: Sequence[Key]) -> tuple[Key, ...]:
    return tuple(sorted(keys, key=str))


@cache
def blank_grid(blank: bytes) -> Grid:
    """A blank official workbook, read once. Raises Rejected for one that cannot be read."""
    return read_grid("模板.xlsx", admit(blank))
