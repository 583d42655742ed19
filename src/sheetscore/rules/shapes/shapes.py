"""The few shapes a rule can have, and their arithmetic. Exact: Fractions in, Fractions out.

A `Ladder` cuts the number line into segments; on each the score is fixed, goes down in steps, or is linear. That one
shape serves thresholds, bands, steps, proportional scores and targets; `Rule.kind` only names what the wording looked like.
What takes what a person states (which items hold, how many cases, which word) stands in by_hand.py.
Rates are ratios, 1 = 100 %.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from sheetscore.rules.shapes.by_hand import MOST_SCORES, Checklist, Graded, Violations

Reading = Literal["whole", "started", "proportional"]
READINGS: tuple[Reading, ...] = ("whole", "started", "proportional")
READING_NAMES: dict[Reading, str] = {
    "whole": "满一档才扣",
    "started": "不足一档也扣一档",
    "proportional": "按比例扣",
}


def adding(reading: Reading) -> Reading:
    """How a started step counts for points that are added: 不足一档也扣一档 is said of what comes off."""
    return "whole" if reading == "started" else reading


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of values; None stands for no bound."""

    low: Fraction | None
    low_closed: bool
    high: Fraction | None
    high_closed: bool

    def contains(self, value: Fraction) -> bool:
        if self.low is not None and (
            value < self.low or (value == self.low and not self.low_closed)
        ):
            return False
        return not (
            self.high is not None
            and (value > self.high or (value == self.high and not self.high_closed))
        )

    @property
    def only_zero(self) -> bool:
        """True when the only number at its ends is 0, which fits every unit."""
        return {self.low, self.high} <= {None, Fraction(0)}

    @property
    def empty(self) -> bool:
        if self.low is None or self.high is None:
            return False
        if self.low == self.high:
            return not (self.low_closed and self.high_closed)
        return self.low > self.high


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same score on the whole segment."""

    score: Fraction

    def at(self, _value: Fraction, _reading: Reading) -> Fraction:
        return self.score


@dataclass(frozen=True, slots=True)
class Stepped:
    """`deduct` points off `start` for each `size` that the value lies away from `anchor`, never below `floor`."""

    start: Fraction
    anchor: Fraction
    size: Fraction
    deduct: Fraction
    floor: Fraction = Fraction(0)

    def count(self, value: Fraction, reading: Reading) -> Fraction:
        """How many steps the value is away."""
        away = abs(value - self.anchor) / self.size
        if reading not in READINGS:
            raise ValueError(f"没有名为 {reading} 的读法")
        if reading == "whole":
            return Fraction(math.floor(away))
        return Fraction(math.ceil(away)) if reading == "started" else away

    def at(self, value: Fraction, reading: Reading) -> Fraction:
        return max(self.floor, self.start - self.deduct * self.count(value, reading))


@dataclass(frozen=True, slots=True)
class Raised:
    """`add` points on top of `start` for each `size` that the value lies beyond `anchor`, not above `ceiling` (None: no end).

    What comes out above `limit`, the row's points, is no score: a person decides. A started step adds nothing.
    """

    start: Fraction
    anchor: Fraction
    size: Fraction
    add: Fraction
    ceiling: Fraction | None
    limit: Fraction

    def count(self, value: Fraction, reading: Reading) -> Fraction:
        """How many steps the value is beyond."""
        steps = Stepped(self.start, self.anchor, self.size, self.add)
        return steps.count(value, adding(reading))

    def at(self, value: Fraction, reading: Reading) -> Fraction | None:
        raised = self.start + self.add * self.count(value, reading)
        raised = raised if self.ceiling is None else min(self.ceiling, raised)
        return raised if raised <= self.limit else None

    @property
    def most(self) -> Fraction:
        """The highest score it gives."""
        return self.limit if self.ceiling is None else min(self.ceiling, self.limit)


@dataclass(frozen=True, slots=True)
class Linear:
    """`slope` × value + `base`, never below 0."""

    slope: Fraction
    base: Fraction = Fraction(0)

    def at(self, value: Fraction, _reading: Reading) -> Fraction:
        return max(Fraction(0), self.slope * value + self.base)


@dataclass(frozen=True, slots=True)
class Inverse:
    """`factor` divided by the value: 目标值÷完成值×分值 of a smaller-is-better target."""

    factor: Fraction

    def at(self, value: Fraction, _reading: Reading) -> Fraction:
        return self.factor / value


@dataclass(frozen=True, slots=True)
class Unsettled:
    """The wording allows readings that differ (达到90%得满分，达不到按比例): no score, but the span of them."""

    readings: tuple[Linear, ...]

    def at(self, _value: Fraction, _reading: Reading) -> None:
        return None

    def span(self, value: Fraction) -> tuple[Fraction, Fraction]:
        scores = sorted(reading.at(value, "whole") for reading in self.readings)
        return scores[0], scores[-1]


Outcome = Fixed | Stepped | Raised | Linear | Inverse | Unsettled


@dataclass(frozen=True, slots=True)
class Segment:
    interval: Interval
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Ladder:
    """Segments in rising order, without overlap. Values outside all of them have no score.

    `absolute`: the wording speaks of the 绝对值, so the sign of the value does not count.
    """

    segments: tuple[Segment, ...]
    absolute: bool = False

    def segment(self, value: Fraction) -> Segment | None:
        shown = abs(value) if self.absolute else value
        return next((s for s in self.segments if s.interval.contains(shown)), None)

    def score(self, value: Fraction, reading: Reading = "whole") -> Fraction | None:
        found = self.segment(value)
        shown = abs(value) if self.absolute else value
        return None if found is None else found.outcome.at(shown, reading)

    def unsettled(self, value: Fraction) -> tuple[Fraction, Fraction] | None:
        """Lowest and highest score where the wording allows several readings, else None."""
        found = self.segment(value)
        if found is not None and isinstance(found.outcome, Raised):
            above = self.score(value) is None
            return (found.outcome.limit, found.outcome.limit) if above else None
        if found is None or not isinstance(found.outcome, Unsettled):
            return None
        return found.outcome.span(abs(value) if self.absolute else value)

    @property
    def continuous(self) -> bool:
        return any(isinstance(s.outcome, Linear | Inverse | Unsettled) for s in self.segments)

    def reachable(self, reading: Reading = "whole") -> tuple[Fraction, ...] | None:
        """Every score the rule can give, falling; None where it is continuous."""
        stepped = any(isinstance(s.outcome, Stepped | Raised) for s in self.segments)
        if self.continuous or (reading == "proportional" and stepped):
            return None
        scores: set[Fraction] = set()
        for segment in self.segments:
            if isinstance(segment.outcome, Stepped):
                if segment.outcome.start / segment.outcome.deduct > MOST_SCORES:
                    return None
                scores |= _step_scores(segment.interval, segment.outcome, reading)
            elif isinstance(segment.outcome, Raised):
                if (
                    segment.outcome.most - segment.outcome.start
                ) / segment.outcome.add > MOST_SCORES:
                    return None
                scores |= _raised_scores(segment.interval, segment.outcome, reading)
            elif isinstance(segment.outcome, Fixed):
                scores.add(segment.outcome.score)
        return tuple(sorted(scores, reverse=True))


@lru_cache(maxsize=1024)
def _step_scores(interval: Interval, steps: Stepped, reading: Reading) -> frozenset[Fraction]:
    """Scores a stepped segment gives on its own interval, down to 0 or to the interval's far end: asked for in every file."""
    above = interval.low is not None and interval.low >= steps.anchor
    far, far_closed = (
        (interval.high, interval.high_closed) if above else (interval.low, interval.low_closed)
    )
    most = math.ceil((steps.start - steps.floor) / steps.deduct)
    scores: set[Fraction] = set()
    for count in range(most + 1):
        if _step_exists(interval, steps, reading, count, far, far_closed):
            scores.add(max(steps.floor, steps.start - steps.deduct * count))
    return frozenset(scores)


def _raised_scores(interval: Interval, steps: Raised, reading: Reading) -> set[Fraction]:
    """The same for points that are added, up to the most."""
    capped = steps.ceiling is not None and steps.ceiling <= steps.limit
    rest = (steps.most - steps.start) / steps.add
    reading = adding(reading)
    above = interval.low is not None and interval.low >= steps.anchor
    far, closed = (
        (interval.high, interval.high_closed) if above else (interval.low, interval.low_closed)
    )
    return {
        min(steps.most, steps.start + steps.add * count)
        for count in range((math.ceil(rest) if capped else math.floor(rest)) + 1)
        if _step_exists(interval, steps, reading, count, far, closed)
    }


def _step_exists(
    interval: Interval,
    steps: Stepped | Raised,
    reading: Reading,
    count: int,
    far: Fraction | None,
    far_closed: bool,
) -> bool:
    """Whether some value of the interval is exactly `count` steps away (whole: [n, n+1); started: (n−1, n])."""
    far_steps = None if far is None else abs(far - steps.anchor) / steps.size
    anchor_inside = interval.contains(steps.anchor)
    if reading == "whole":
        if far_steps is None or far_steps > count:
            return True
        return far_steps == count and far_closed and (count > 0 or anchor_inside)
    if count == 0:
        return anchor_inside
    return far_steps is None or far_steps > count - 1


Shape = Ladder | Checklist | Violations | Graded
