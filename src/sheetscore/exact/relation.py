"""Relations between printed figures, in a table or in a text: sum, quotient, change, difference, product.

Each has one figure as its result and the others as what it comes from. A printed figure stands for every value that
rounds to it (intervals.py), so a relation is broken only where no such values meet it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, Literal, Protocol, TypeVar

from sheetscore.exact.amounts import percent
from sheetscore.exact.correction import Equation, Rate, sum_of, which_is_wrong
from sheetscore.exact.intervals import (
    Interval,
    Shown,
    agree,
    difference,
    product,
    proof,
    ratio,
    sum_text,
    total,
)

Verdict = Literal["ok", "tail", "coarse", "over", "under", "slipped", "open"]
"""As it must be; off by the last digit; within what the printed decimals allow; what the others give is above the result,
or below it; ten thousand times off (元 for 万元); nothing can be said, because the divisor may be 0."""
_SLIPS = (Fraction(1, 10_000), Fraction(10_000))
_ONE, _NONE = Interval.exact(1), Interval.exact(0)


class Printed(Protocol):
    """A figure where it is printed: a cell of a table, or a span of a text.

    `shown`: its digits, a rate as a ratio; `exact`: its value in the common measure (万元, pieces, a ratio), and `interval`
    what its digits stand for in it; `factor`: how much of that measure one printed unit is; `unit` as printed, `text` with
    its unit; `rounded`: people and points are counted, money and rates are rounded.
    """

    @property
    def shown(self) -> Shown: ...
    @property
    def exact(self) -> Fraction: ...
    @property
    def interval(self) -> Interval: ...
    @property
    def factor(self) -> Fraction: ...
    @property
    def unit(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def rounded(self) -> bool: ...


P = TypeVar("P", bound=Printed)


@dataclass(frozen=True)
class Relation(ABC, Generic[P]):
    """`result` is the printed figure that the others must give."""

    result: P

    @property
    @abstractmethod
    def computed(self) -> Interval | None:
        """Every value that the other figures allow; None where there is no telling."""

    @property
    @abstractmethod
    def value(self) -> Fraction | None:
        """What the other figures give as they stand."""

    @property
    def verdict(self) -> Verdict:
        """How the result fits what the others give."""
        computed = self.computed
        if computed is None or self.value is None:
            return "open"
        if computed.overlaps(self.result.interval):
            return "ok"
        return "over" if self.value > self.result.exact else "under"

    @property
    def agrees(self) -> bool:
        """May the printed result be right?"""
        return self.verdict in ("ok", "open")


@dataclass(frozen=True)
class Sum(Relation[P]):
    """A total and its parts."""

    parts: tuple[P, ...]

    @property
    def figures(self) -> tuple[P, ...]:
        """Total and parts."""
        return self.result, *self.parts

    @property
    def computed(self) -> Interval:
        return total(part.interval for part in self.parts)

    @property
    def value(self) -> Fraction:
        return sum((part.exact for part in self.parts), Fraction(0))

    @property
    def within(self) -> bool:
        """Does it add up within what the printed decimals allow?"""
        return self.computed.overlaps(self.result.interval)

    @property
    def found(self) -> Fraction:
        """Sum of the parts, in the unit of the total."""
        return self.value / self.result.factor

    @property
    def gap(self) -> Fraction:
        """Parts less total, in the unit of the total."""
        return (self.value - self.result.exact) / self.result.factor

    @property
    def verdict(self) -> Verdict:
        off = self.value - self.result.exact
        if off == 0:
            return "ok"
        if self.result.rounded:
            unit = min(each.factor / 10**each.shown.places for each in (self.result, *self.parts))
            if abs(off) <= (len(self.parts) + 1) * unit / 2:
                return "tail"
            if self.within:
                return "coarse"
        return "over" if off > 0 else "under"

    @property
    def proof(self) -> str:
        """`6.00+4.00 ∈ [9.99, 10.01]，含 10.00 → 一致`"""
        return proof(sum_text(p.shown for p in self.parts), self.computed, self.result.shown)

    def equation(self, name: Callable[[P], str]) -> Equation:
        """The relation between the names of its figures, to find the wrong one."""
        return sum_of(name(self.result), map(name, self.parts))


@dataclass(frozen=True)
class Quotient(Relation[P]):
    """A rate: `result` = `top` ÷ `low`. It may have been rounded, or cut off."""

    top: P
    low: P

    @property
    def figures(self) -> tuple[P, ...]:
        """The rate and what it comes from."""
        return self.result, self.top, self.low

    @property
    def computed(self) -> Interval | None:
        return ratio(self.top.interval, self.low.interval)

    @property
    def value(self) -> Fraction | None:
        return self.top.exact / self.low.exact if self.low.exact else None

    def expression(self, top: str, low: str) -> str:
        """How the rate comes from the two: 9.99/10.00."""
        return f"{top}/{low}"

    @property
    def verdict(self) -> Verdict:
        computed, shown = self.computed, self.result.shown
        if computed is None:
            return "open"
        printed, unit = shown.interval, 2 * shown.half_unit
        cut = Interval(Fraction(shown.value), Fraction(shown.value) + unit, high_open=True)
        if computed.overlaps(printed) or computed.overlaps(cut):
            return "ok"
        money = self.top.rounded and shown.value > 0
        if money and any(computed.scaled(slip).overlaps(printed) for slip in _SLIPS):
            return "slipped"
        near = Interval(printed.low - unit, printed.high + unit, high_open=True)
        if shown.places and computed.overlaps(near):
            return "tail"
        return "over" if computed.low > printed.low else "under"

    @property
    def proof(self) -> str:
        """`9.99/10.00 ∈ [99.80%, 100.00%]，含 99.96% → 一致`"""
        if self.computed is None:
            return ""
        alike = self.top.unit == self.low.unit
        operands = (f.shown.text if alike else f.text for f in (self.top, self.low))
        return proof(self.expression(*operands), self.computed, self.result.shown)

    def fits(self, rate: Shown) -> bool:
        """Would this rate be right, rounded?"""
        return self.computed is not None and agree(self.computed, rate)

    @property
    def told(self) -> str:
        """The rate by the figures, for reading."""
        return "" if self.value is None else percent(self.value, max(2, self.result.shown.places))

    def equation(self, name: Callable[[P], str]) -> Equation:
        """The relation between the names of its figures, to find the wrong one."""
        return Rate(name(self.result), name(self.top), name(self.low))


@dataclass(frozen=True)
class Change(Quotient[P]):
    """A rate of change: (top − low) ÷ low, or (low − top) ÷ low where it is said to have fallen (`up` False)."""

    up: bool = True

    @property
    def computed(self) -> Interval | None:
        found = super().computed
        grown = difference(found, _ONE) if found else None
        return difference(_NONE, grown) if grown and not self.up else grown

    @property
    def value(self) -> Fraction | None:
        found = super().value
        return None if found is None else found - 1 if self.up else 1 - found

    def expression(self, top: str, low: str) -> str:
        return f"({top}-{low})/{low}" if self.up else f"({low}-{top})/{low}"


@dataclass(frozen=True)
class Difference(Relation[P]):
    """`result` = `new` − `old`, or `old` − `new` where it is said to have fallen (`up` False)."""

    new: P
    old: P
    up: bool = True

    @property
    def computed(self) -> Interval:
        grown = difference(self.new.interval, self.old.interval)
        return grown if self.up else difference(_NONE, grown)

    @property
    def value(self) -> Fraction:
        return self.new.exact - self.old.exact if self.up else self.old.exact - self.new.exact


@dataclass(frozen=True)
class Product(Relation[P]):
    """`result` = `one` × `other`: a number of pieces and what one of them costs."""

    one: P
    other: P

    @property
    def computed(self) -> Interval:
        return product(self.one.interval, self.other.interval)

    @property
    def value(self) -> Fraction:
        return self.one.exact * self.other.exact

    @property
    def verdict(self) -> Verdict:
        found = super().verdict
        wanted = self.result.interval
        slipped = found != "ok" and any(self.computed.overlaps(wanted.scaled(s)) for s in _SLIPS)
        return "slipped" if slipped else found


def wrong_one(relations: Iterable[Sum[P] | Quotient[P]], name: Callable[[P], str]) -> str:
    """One Chinese sentence: which figure, changed to what, would close those that fail; "" if all hold."""
    relations = list(relations)
    figures = {name(figure): figure.shown for each in relations for figure in each.figures}
    return which_is_wrong(figures, [each.equation(name) for each in relations])
