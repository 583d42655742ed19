"""Shapes of rules that take what a person states: which items hold, how many cases there are, which grade it is. Exact."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from fractions import Fraction

MOST_SCORES = 1000
"""More reachable scores than this are not listed."""


@dataclass(frozen=True, slots=True)
class Item:
    mark: str
    text: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Checklist:
    """Points for each item that holds."""

    items: tuple[Item, ...]

    @property
    def total(self) -> Fraction:
        return sum((item.points for item in self.items), Fraction(0))

    def score(self, marks: frozenset[str]) -> Fraction | None:
        known = {item.mark for item in self.items}
        if not marks <= known:
            return None
        return sum((item.points for item in self.items if item.mark in marks), Fraction(0))

    def reachable(self) -> tuple[Fraction, ...] | None:
        """Every sum of items, falling; None where there are too many to list."""
        sums = {Fraction(0)}
        for item in self.items:
            sums |= {value + item.points for value in sums}
            if len(sums) > MOST_SCORES:
                return None
        return tuple(sorted(sums, reverse=True))


@dataclass(frozen=True, slots=True)
class Violations:
    """`deduct` points off `start` for each case found, not below `floor`; nothing from `nothing_from` cases on.

    `items` are the requirements listed, `required` how many there should be of what is missing (每少一次), `what` and `unit` what a
    person is asked to count, in words (不符合的项数（项）, 项; "" where that is not clear).
    """

    start: Fraction
    deduct: Fraction
    items: tuple[str, ...] = ()
    floor: Fraction = Fraction(0)
    nothing_from: int | None = None
    required: int | None = None
    what: str = field(default="", compare=False)
    unit: str = field(default="", compare=False)

    def score(self, count: int) -> Fraction:
        if self.nothing_from is not None and count >= self.nothing_from:
            return Fraction(0)
        return max(self.floor, self.start - self.deduct * count)

    def reachable(self) -> tuple[Fraction, ...] | None:
        """Every score, falling; None where there are too many to list."""
        most = math.ceil((self.start - self.floor) / self.deduct)
        if most > MOST_SCORES:
            return None
        most = max(most, self.nothing_from or 0)
        if self.required is not None:
            most = min(most, self.required)
        return tuple(sorted({self.score(count) for count in range(most + 1)}, reverse=True))


@dataclass(frozen=True, slots=True)
class Graded:
    """Points for each grade word, best first."""

    grades: tuple[tuple[str, Fraction], ...]

    def score(self, word: str) -> Fraction | None:
        """Points of a grade by its word, or by one of the words that 或者 joins, with or without 效果."""
        found = {points for label, points in self.grades if word in _grade_names(label)}
        return found.pop() if len(found) == 1 else None

    def reachable(self) -> tuple[Fraction, ...]:
        return tuple(sorted({points for _, points in self.grades}, reverse=True))


def _grade_names(label: str) -> set[str]:
    names = {label, *re.split("或者|或", label)}
    return names | {name.removeprefix("效果") for name in names}
