"""The rates that the 基础数据表 prints itself (控制率), beside the two figures they are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sheetscore.checks.base_table.base_rows import Line
from sheetscore.checks.base_table.printed_figures import shown, shown_rate, value_of
from sheetscore.checks.context import Context
from sheetscore.exact.amounts import decimal, read_amount
from sheetscore.exact.intervals import Interval, Shown, agree, ratio
from sheetscore.words.names import BOOKED, EXECUTION_RATE, FULL_BUDGET

_SLIPS = (decimal("0.01"), decimal(100))


@dataclass(frozen=True, slots=True)
class OwnRate:
    """A printed rate, numerator and denominator as records and as printed, and every rate those two give."""

    printed: Shown
    top: Any
    low: Any
    shown: tuple[Shown, Shown]
    computed: Interval

    def fits(self, rate: Shown) -> bool:
        return agree(self.computed, rate)


def execution_rate(context: Context, line: Line) -> OwnRate | None:
    """The 执行率 printed in a row of money: 全年执行数 over 全年预算数; None as in `own_rate`."""
    record, top, low = (line.record(each) for each in (EXECUTION_RATE, BOOKED, FULL_BUDGET))
    value = _written(record) if record is not None else None
    if value is None or value_of(top) is None or not value_of(low):
        return None
    operands = shown(context, top), shown(context, low)
    computed = ratio(operands[0].interval, operands[1].interval)
    if computed is None:
        return None
    return OwnRate(shown_rate(context, record, value), top, low, operands, computed)


def own_rate(context: Context, record: Any) -> OwnRate | None:
    """The rate that a record is, None where it is none, is not filled, or an operand is missing or 0."""
    for rate in context.glossary.rates:
        value = _written(record)
        if (record.item, record.measure) != (rate.item, rate.measure) or value is None:
            continue
        top, low = (
            next((r for r in context.figures if (r.item, r.measure) == (rate.item, measure)), None)
            for measure in (rate.numerator, rate.denominator)
        )
        if value_of(top) is None or not value_of(low):
            return None
        operands = shown(context, top), shown(context, low)
        computed = ratio(_counted(top, operands[0]), _counted(low, operands[1]))
        if computed is None:
            return None
        return OwnRate(shown_rate(context, record, value), top, low, operands, computed)
    return None


def _written(record: Any) -> Decimal | None:
    """The number in the cell, also where it was not used because 95 may be 95 % or 95 times."""
    if record.state == "text" and record.unit == "%":
        return read_amount(record.raw).value
    return value_of(record)


def _counted(record: Any, figure: Shown) -> Interval:
    """People are counted, not rounded."""
    return Interval.exact(figure.value) if record.unit == "人" else figure.interval


def percent_slip(own: OwnRate) -> Shown | None:
    """The rate that was meant where a per cent sign is missing or one too many (109.38 for 109.38%); None otherwise."""
    if own.fits(own.printed):
        return None
    for factor in _SLIPS:
        value = own.printed.value * factor
        places = max(0, own.printed.places + (2 if factor < 1 else -2))
        meant = Shown.of(value, places, percent=True)
        if own.fits(meant):
            return meant
    return None
