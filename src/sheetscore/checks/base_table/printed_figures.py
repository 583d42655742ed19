"""Each figure of the 基础数据表 as it is printed, and which rows are parts of which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.checks.base_table.base_rows import Line
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import decimal, fraction, read_amount
from sheetscore.exact.intervals import Interval, Shown
from sheetscore.regexes import regex
from sheetscore.words.names import MONEY_MEASURES, YEAR_CALLED

MONEY_PLACES = 2
"""万元 is filed with two decimals; a spreadsheet drops trailing zeros, so 9.9 and 9 stand for 9.90 and 9.00."""
_SHOWN_AT_MOST = 8
"""A spreadsheet shows no more in a cell without a format: 4.2600000000001 is 4.26."""
_FIXED = regex(r"^[#,]*0(?:\.(0+))?[_) ]*%?$")


def under(context: Context, head: str) -> Iterator[tuple[Line, list[Line]]]:
    """Each row of the item `head`, with the rows below it up to the next row of a known item."""
    known = {label.name for label in context.glossary.items.values()}
    found = context.lines
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


def is_unread(record: Any) -> bool:
    """Does a cell hold something that cannot be read as a figure? A sum that it belongs to is not judged."""
    return record is not None and record.state not in ("value", "blank", "nil")


def shown(context: Context, record: Any) -> Shown:
    """The figure of a record with the decimals that its cell shows; money in 万元."""
    raw = read_amount(record.raw).value or decimal(0)
    places = min(_decimals(raw), _SHOWN_AT_MOST)
    fixed = _fixed_places(context, record)
    shift = 0
    if raw and record.value:
        factor = fraction(record.value) / fraction(raw)
        shift = len(str(factor.denominator)) - 1 if factor.numerator == 1 else 0
    if fixed is not None and places > fixed:
        return Shown.of(record.value, fixed + shift)
    least = MONEY_PLACES if record.unit == "万元" else 0
    return Shown.of(record.value, max(places, least) + shift)


@dataclass(frozen=True, slots=True)
class Filed:
    """A figure in its cell: `record` of the base frame, its digits as `shown`, money in 万元, and the value stored."""

    record: Any
    shown: Shown
    exact: Fraction
    interval: Interval
    unit: str
    text: str
    rounded: bool
    factor: Fraction = Fraction(1)


def filed(record: Any, printed: Shown) -> Filed:
    """A record as it is printed; people are counted, not rounded."""
    value, counted = record.value, record.unit == "人"
    return Filed(
        record, printed, fraction(printed.value if value is None else value),
        Interval.exact(printed.value) if counted else printed.interval, record.unit, printed.text, not counted,
    )  # fmt: skip


def named(figure: Filed) -> str:
    """出国经费（D11）"""
    return name(figure.record)


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
    return f"{YEAR_CALLED.get(record.year, '')}{record.measure}"


def name(record: Any) -> str:
    """出国经费（D11）, 控制率（F5）: a figure in a sentence about several."""
    money_row = record.measure in MONEY_MEASURES
    return f"{record.item if money_row else record.measure}（{record.cell}）"
