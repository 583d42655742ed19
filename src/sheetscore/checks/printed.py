"""Each figure of the 基础数据表 as it is printed, and which rows are parts of which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any

from sheetscore.amounts import decimal, fraction, read_amount
from sheetscore.checks.context import Context
from sheetscore.intervals import Shown
from sheetscore.rules.text import name_key

MONEY_PLACES = 2
"""万元 is filed with two decimals; a spreadsheet drops trailing zeros, so 9.9 and 9 stand for 9.90 and 9.00."""
_FIXED = re.compile(r"^[#,]*0(?:\.(0+))?[_) ]*%?$")
_NUMBERED = re.compile(r"^(?:其中[:：]?)?\s*(?:\d{1,2}[、.．]|[(（]\d{1,2}[)）]|[①-⑳])")
_INNER = re.compile(r"^(?:其中|[ \u3000]{2,})")

Column = tuple[str, int]
"""(口径, 年度)"""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its item, how it is set off (numbered, 其中 or indented), and its figures by column."""

    item: str
    numbered: bool
    inner: bool
    figures: dict[Column, Any] = field(default_factory=dict)

    def record(self, measure: str, year: int = 0) -> Any:
        """The figure of one column; None where the row has none."""
        return self.figures.get((measure, year))


def lines(context: Context) -> list[Line]:
    """The rows of the 基础数据表 in order."""
    found = []
    for _, group in groupby(context.figures, key=lambda row: (row.sheet, row.section, row.item)):
        records = list(group)
        label = _label(context, records[0])
        figures: dict[Column, Any] = {}
        for record in records:
            figures.setdefault((record.measure, record.year), record)
        found.append(Line(records[0].item, bool(_NUMBERED.match(label.strip(" \u3000"))), bool(_INNER.match(label)), figures))  # fmt: skip
    return found


def _label(context: Context, record: Any) -> str:
    """The row label as it stands, with its blanks; those of an indented cell are put in."""
    sheet, cell = context.sheets.get(record.sheet), context.cell(record.sheet, record.cell)
    wanted = name_key(record.item)
    row = cell.row if cell else int(re.sub(r"\D", "", record.cell) or 0)
    for each in sheet.row(row) if sheet else []:
        if isinstance(each.value, str) and wanted in each.key:
            indent = sheet.worksheet.cell(each.row, each.col).alignment.indent if sheet else 0
            return "　" * int(2 * indent) + each.value
    return str(record.label)


def under(context: Context, found: list[Line], head: str) -> Iterator[tuple[Line, list[Line]]]:
    """Each row of the item `head`, with the rows below it up to the next row of a known item."""
    known = {label.name for label in context.glossary.items.values()}
    for at, line in enumerate(found):
        if line.item == head:
            below = []
            for each in found[at + 1 :]:
                if each.item in known:
                    break
                below.append(each)
            yield line, below


def value_of(record: Any) -> Decimal | None:
    """The figure of a cell that holds one."""
    return record.value if record is not None and record.state == "value" else None


def shown(context: Context, record: Any) -> Shown:
    """The figure of a record with the decimals that its cell shows; money in 万元."""
    raw = read_amount(record.raw).value or decimal(0)
    places = _decimals(raw)
    fixed = _fixed_places(context, record)
    shift = 0
    if raw and record.value:
        factor = fraction(record.value) / fraction(raw)
        shift = len(str(factor.denominator)) - 1 if factor.numerator == 1 else 0
    if fixed is not None and places > fixed:
        return Shown.of(record.value, fixed + shift)
    least = MONEY_PLACES if record.unit == "万元" else 0
    return Shown.of(record.value, max(places, least) + shift)


def shown_rate(context: Context, record: Any, value: Decimal | None = None) -> Shown:
    """A printed rate; one without a per cent sign (0.95) has two decimals at least."""
    ratio = record.value if value is None else value
    cell = context.cell(record.sheet, record.cell)
    if cell is not None and isinstance(cell.value, str):
        return Shown.of(ratio, max(0, _decimals(ratio) - 2), percent=True)
    fixed = _fixed_places(context, record)
    percent_format = cell is not None and "%" in cell.number_format
    if fixed is not None and (_decimals(ratio) - (2 if percent_format else 0)) > fixed:
        return Shown.of(ratio, fixed if percent_format else max(0, fixed - 2), percent=True)
    return Shown.of(ratio, max(0, _decimals(ratio) - 2), percent=True)


def _fixed_places(context: Context, record: Any) -> int | None:
    """Decimals of a number format such as #,##0.00; None for one that shows whatever is stored."""
    cell = context.cell(record.sheet, record.cell)
    match = _FIXED.match(cell.number_format.split(";")[0]) if cell else None
    return len(match[1] or "") if match else None


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def column_name(record: Any) -> str:
    """2020年决算, 上年决算, 决算: as the header dates it."""
    if record.printed_year:
        return f"{record.printed_year}年{record.measure}"
    return f"{({0: '本年', -1: '上年'}).get(record.year, '')}{record.measure}"


def name(record: Any) -> str:
    """出国经费（D11）, 控制率（F5）: a figure in a sentence about several."""
    money_row = record.measure in ("预算", "决算")
    return f"{record.item if money_row else record.measure}（{record.cell}）"
