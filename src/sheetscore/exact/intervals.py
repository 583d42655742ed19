"""Rounding-aware arithmetic: a printed figure stands for every value that rounds to it, and a sum or a rate of
printed figures for every value those give. Exact (Fraction) throughout; knows nothing of tables or texts.

A figure printed as 9.99 stands for [9.985, 9.995), one below zero (rounded half up, away from zero) for the mirror
image. A printed sum or rate contradicts its operands only if no values inside those intervals give it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product as pairs

from sheetscore.exact.amounts import Number, decimal, fraction, half_up


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; `low_open`/`high_open` tell that the bound itself is left out.

    Raises ValueError where `low` is above `high`.
    """

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("区间的下限大于上限")

    @staticmethod
    def exact(value: Number) -> Interval:
        """The one value itself, such as a count of people or a figure stored in full."""
        return Interval(fraction(value), fraction(value))

    def contains(self, value: Number) -> bool:
        """Is `value` one of the values?"""
        return self.overlaps(Interval.exact(value))

    def overlaps(self, other: Interval) -> bool:
        """Is there a value in both?"""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return low < high or (low == high and not low_open and high_closed)

    def scaled(self, factor: Number) -> Interval:
        """Every value times one exact factor (万元 to 元: 10000)."""
        return product(self, Interval.exact(factor))


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is printed: `value` with `places` decimals; a rate (`percent`) has value 1 for 100 %,
    and its places are those before the % sign (99.96% → 0.9996, 2 places).

    `stored` is what the cell holds where that has more decimals than it shows, else None.
    """

    value: Decimal
    places: int
    percent: bool = False
    stored: Decimal | None = None

    @staticmethod
    def of(value: Decimal, places: int | None = None, percent: bool = False) -> Shown:
        """`value` as printed with `places` decimals; without them, with those that it is written with."""
        if places is None:
            exponent = value.as_tuple().exponent
            places = max(0, -int(exponent) - (2 if percent else 0))
        rounded = half_up(value, places + (2 if percent else 0))
        return Shown(rounded, places, percent, None if rounded == value else value)

    @property
    def half_unit(self) -> Fraction:
        """Half a unit of the last printed digit."""
        return Fraction(1, 2 * 10 ** (self.places + (2 if self.percent else 0)))

    @property
    def interval(self) -> Interval:
        """Every value that is printed so."""
        middle, half = fraction(self.value), self.half_unit
        if middle < 0:
            return Interval(middle - half, middle + half, low_open=True)
        return Interval(middle - half, middle + half, high_open=True)

    @property
    def text(self) -> str:
        """In digits, with all its printed decimals: 10.00, 99.96%."""
        return _digits(fraction(self.value), self.places, self.percent)

    @property
    def told(self) -> str:
        """As `text`, with the stored value beside it where the two differ: 9.99（存 9.98765）."""
        if self.stored is None:
            return self.text
        stored = self.stored.scaleb(2) if self.percent else self.stored
        return f"{self.text}（存 {format(stored.normalize(), 'f')}{'%' if self.percent else ''}）"


def total(parts: Iterable[Interval]) -> Interval:
    """Every sum of one value from each part; of no parts, 0."""
    parts = tuple(parts)
    return Interval(
        sum((part.low for part in parts), Fraction(0)),
        sum((part.high for part in parts), Fraction(0)),
        any(part.low_open for part in parts),
        any(part.high_open for part in parts),
    )


def difference(left: Interval, right: Interval) -> Interval:
    """Every left − right."""
    return Interval(
        left.low - right.high,
        left.high - right.low,
        left.low_open or right.high_open,
        left.high_open or right.low_open,
    )


def product(left: Interval, right: Interval) -> Interval:
    """Every left × right."""
    corners = [
        (one * two, _left_out(one, one_open, two, two_open))
        for (one, one_open), (two, two_open) in pairs(_ends(left), _ends(right))
    ]
    low = min(value for value, _ in corners)
    high = max(value for value, _ in corners)
    return Interval(low, high, (low, False) not in corners, (high, False) not in corners)


def ratio(left: Interval, right: Interval) -> Interval | None:
    """Every left ÷ right; None where the divisor may be 0 (a bound at 0 counts, even when left out)."""
    if right.low <= 0 <= right.high:
        return None
    inverse = Interval(1 / right.high, 1 / right.low, right.high_open, right.low_open)
    return product(left, inverse)


def _ends(interval: Interval) -> tuple[tuple[Fraction, bool], tuple[Fraction, bool]]:
    return (interval.low, interval.low_open), (interval.high, interval.high_open)


def _left_out(one: Fraction, one_open: bool, two: Fraction, two_open: bool) -> bool:
    """A corner is reached when both ends are, or when a factor that is reached is 0."""
    reached = (one == 0 and not one_open) or (two == 0 and not two_open)
    return (one_open or two_open) and not reached


def agree(computed: Interval, printed: Shown) -> bool:
    """May `printed` be one of the computed values, rounded?"""
    return computed.overlaps(printed.interval)


def proof(expression: str, computed: Interval, printed: Shown) -> str:
    """`9.99/10.00 ∈ [99.80%, 100.00%]，含 99.96% → 一致`: what the operands allow, and whether that holds `printed`.

    The bounds are rounded outward (down and up) to the decimals of `printed`, so that none of the values is cut off;
    where a bound would then hide that `printed` lies outside, to one decimal more.
    """
    fits = agree(computed, printed)
    places = printed.places + (0 if fits or _outside(computed, printed, printed.places) else 1)
    low, high = _outward(computed, places, printed.percent)
    bounds = f"{_digits(low, places, printed.percent)}, {_digits(high, places, printed.percent)}"
    verdict = ("含", "一致") if fits else ("不含", "不一致")
    return f"{expression} ∈ [{bounds}]，{verdict[0]} {printed.text} → {verdict[1]}"


def sum_text(parts: Iterable[Shown]) -> str:
    """383.72+14.05+21.82, with brackets round what is below zero."""
    return "+".join(f"({part.text})" if part.value < 0 else part.text for part in parts)


def _outward(interval: Interval, places: int, percent: bool) -> tuple[Fraction, Fraction]:
    unit = 10 ** (places + (2 if percent else 0))
    return Fraction(math.floor(interval.low * unit), unit), Fraction(
        math.ceil(interval.high * unit), unit
    )


def _outside(interval: Interval, printed: Shown, places: int) -> bool:
    low, high = _outward(interval, places, printed.percent)
    return not low <= fraction(printed.value) <= high


def _digits(value: Fraction, places: int, percent: bool) -> str:
    """Digits with exactly `places` decimals, half up where there are more."""
    shown = half_up(value * 100 if percent else value, places)
    return f"{decimal(shown):.{places}f}{'%' if percent else ''}"
