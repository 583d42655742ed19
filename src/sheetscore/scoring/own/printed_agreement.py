"""A row's own 完成值 beside the rate that the 基础数据表 gives: they agree when one value fits both printed intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, RATE, fraction, half_up, percent, plain
from sheetscore.exact.intervals import Interval, Shown, agree, proof
from sheetscore.model.figure import Input
from sheetscore.rules import Rule
from sheetscore.rules.formulas.formula import Formula

_MONEY_PLACES = 2
"""万元 is filed with two decimals; a spreadsheet drops trailing zeros, so 9.9 and 9 stand for 9.90 and 9.00."""
_SHARE = 10
"""A number above this under a heading of % is so many hundredths."""
_MOST_FIGURES = 8
"""More figures than these are taken as exact: the corners of their intervals would be too many."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A 完成值 that no value of the printed figures gives: `found` and `expected` as printed, the `proof`, the cell of the
    完成值, and the lowest and the highest score over both.
    """

    found: str
    expected: str
    proof: str
    sheet: str
    cell: str
    low: Decimal
    high: Decimal


def computed_interval(
    rule: Rule, inputs: Sequence[Input], records: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Interval | None:
    """Every value that the printed figures allow; None where something is divided by 0 or by less."""
    formula = rule.formula
    spans = []
    for figure in inputs:
        half = _half_unit(figure, records.get((figure.sheet, figure.cell)))
        value = fraction(figure.value or 0)
        spans.append(
            (value - half, value + half) if len(inputs) <= _MOST_FIGURES and half else (value,)
        )
    if formula is None:
        return Interval(min(spans[0]), max(spans[0]))
    return corners(formula, dict(zip((figure.term for figure in inputs), spans, strict=True)))


def corners(formula: Formula, spans: Mapping[str, tuple[Fraction, ...]]) -> Interval | None:
    """Every value of a formula whose figures lie between these bounds; None where something is divided by 0.

    A formula of + − × ÷ rises or falls with each of its figures, so the bounds lie at the bounds of the figures.
    """
    try:
        values = [
            formula.evaluate(dict(zip(spans, at, strict=True))) for at in product(*spans.values())
        ]
    except ZeroDivisionError:
        return None
    return Interval(min(values), max(values))


def _half_unit(figure: Input, record: Mapping[str, Any] | None) -> Fraction:
    """Half a unit of the last printed digit, in the unit of the figure; people are counted, not rounded."""
    if record is None or figure.unit == "人" or not record["number"] or not figure.value:
        return Fraction(0)
    counted = str(record["counted"])
    places = _decimals(record["number"])
    if counted in MONEY_UNITS:
        places = _MONEY_PLACES
    elif counted in ("%", RATE) and abs(record["number"]) <= _SHARE:
        places = max(places, _MONEY_PLACES)  # 90 % is kept as 0.9
    factor = fraction(figure.value) / fraction(record["number"])
    return abs(factor) * Fraction(1, 2 * 10**places)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def shown_own(record: Mapping[str, Any], places: int) -> Shown:
    """A 完成值 as it is printed; `places` are the decimals before its per cent sign where it has one."""
    value: Decimal = record["value"]
    as_share = record["counted"] == "%"
    ratio = record["counted"] == RATE
    return Shown.of(value, max(0, places - 2) if ratio else places, percent=as_share or ratio)


def apart(
    rule: Rule, computed: Interval, exact: Fraction, own: Shown, told: str, cell: tuple[str, str]
) -> Apart | None:
    """How the two contradict each other; None where they agree. `told` is the formula with its figures."""
    if agree(computed, own):
        return None
    spans = [rule.span(value) for value in (exact, fraction(own.value))]
    whole = (half_up(0, 0), rule.points_decimal)
    known = [each or whole for each in spans]
    shown = percent(exact, 4) if rule.unit == "%" else f"{plain(exact, 4)}{rule.unit}"
    low, high = min(each[0] for each in known), max(each[1] for each in known)
    return Apart(own.text, shown, proof(told, computed, own), *cell, low, high)


def tell_apart(found: Apart) -> str:
    """The contradiction in a sentence."""
    return (
        f"所填完成值 {found.found}（{found.sheet}!{found.cell}），按基础数据表算得 {found.expected}，两处对不上"
        f"（{found.proof}），由人核对后评定。"
    )
