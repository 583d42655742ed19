"""The rates that the 基础数据表 prints itself (控制率), beside the two figures they are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sheetscore.checks.base_table.base_rows import Line
from sheetscore.checks.base_table.printed_figures import Filed, filed, shown, shown_rate, value_of
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import decimal, read_amount
from sheetscore.exact.intervals import Shown
from sheetscore.exact.relation import Quotient
from sheetscore.words.names import BOOKED, EXECUTION_RATE, FULL_BUDGET

_SLIPS = (decimal("0.01"), decimal(100))


def execution_rate(context: Context, line: Line) -> Quotient[Filed] | None:
    """The 执行率 printed in a row of money: 全年执行数 over 全年预算数; None as in `own_rate`."""
    return _rate(context, *map(line.record, (EXECUTION_RATE, BOOKED, FULL_BUDGET)))


def own_rate(context: Context, record: Any) -> Quotient[Filed] | None:
    """The rate that a record is, None where it is none, is not filled, or an operand is missing or 0."""
    for rate in context.glossary.rates:
        if (record.item, record.measure) == (rate.item, rate.measure):
            operands = (
                next((r for r in context.figures if (r.item, r.measure) == (rate.item, each)), None)
                for each in (rate.numerator, rate.denominator)
            )
            return _rate(context, record, *operands)
    return None


def _rate(context: Context, record: Any, top: Any, low: Any) -> Quotient[Filed] | None:
    value = _written(record) if record is not None else None
    if value is None or value_of(top) is None or not value_of(low):
        return None
    printed = filed(record, shown_rate(context, record, value))
    found = Quotient(printed, *(filed(each, shown(context, each)) for each in (top, low)))
    return found if found.computed else None


def _written(record: Any) -> Decimal | None:
    """The number in the cell, also where it was not used because 95 may be 95 % or 95 times."""
    if record.state == "text" and record.unit == "%":
        return read_amount(record.raw).value
    return value_of(record)


def percent_slip(own: Quotient[Filed]) -> Shown | None:
    """The rate that was meant where a per cent sign is missing or one too many (109.38 for 109.38%); None otherwise."""
    if own.fits(own.result.shown):
        return None
    for factor in _SLIPS:
        value = own.result.shown.value * factor
        places = max(0, own.result.shown.places + (2 if factor < 1 else -2))
        meant = Shown.of(value, places, percent=True)
        if own.fits(meant):
            return meant
    return None
