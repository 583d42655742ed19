"""Rules and formulas as Excel formula text: plain functions only, thresholds and steps guarded with ROUND(…, 9)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sheetscore.exact.amounts import decimal, plain
from sheetscore.rules.shapes.shapes import (
    Fixed,
    Interval,
    Inverse,
    Ladder,
    Linear,
    Raised,
    Reading,
    Segment,
    Unsettled,
    adding,
)

GUARD = 9
"""Decimals kept before a comparison: INT((1.15-1)*100) is 14 in doubles."""


def number(value: Fraction) -> str:
    """A literal; a fraction without an end is written as a division."""
    try:
        decimal(value)
    except ValueError:
        return f"({value.numerator}/{value.denominator})"
    return plain(value)


_DEEPEST = 30
"""Bands inside each other in one formula; more are halved first, as Excel nests 64 levels and no more."""


def ladder_formula(
    ladder: Ladder, ref: str, reading: Reading, places: int, outside: str = '""'
) -> str:
    """The score of `ladder` at the cell or expression `ref`, without the leading =. `outside`: where no segment covers."""
    ref = f"ABS({ref})" if ladder.absolute else ref
    return _chain(ladder.segments, ref, reading, places, outside)


def below(ladder: Ladder, ref: str) -> str:
    """True for a value at `ref` within or below the last of the bands."""
    ref = f"ABS({ref})" if ladder.absolute else ref
    return _below(ladder.segments[-1].interval, f"ROUND({ref},{GUARD})")


def _chain(
    segments: Sequence[Segment], ref: str, reading: Reading, places: int, outside: str
) -> str:
    guarded = f"ROUND({ref},{GUARD})"
    if len(segments) > _DEEPEST:
        half = len(segments) // 2
        lower, upper = (
            _chain(part, ref, reading, places, outside)
            for part in (segments[:half], segments[half:])
        )
        return f"IF({_below(segments[half - 1].interval, guarded)},{lower},{upper})"
    text = outside
    covered_high: Interval | None = None
    for segment in reversed(segments):
        interval = segment.interval
        score = _outcome(segment, ref, reading, places, outside)
        if covered_high is not None and not _touch(interval, covered_high):
            text = f"IF({_below(interval, guarded)},{score},{_gap(covered_high, guarded, text, outside)})"
        elif interval.high is None:
            text = score
        else:
            text = f"IF({_below(interval, guarded)},{score},{text})"
        covered_high = interval
    lowest = segments[0].interval
    return _gap(lowest, guarded, text, outside)


def _gap(interval: Interval, guarded: str, text: str, outside: str) -> str:
    """`text` for values at or above the interval's low end, else `outside`."""
    if interval.low is None:
        return text
    sign = ">=" if interval.low_closed else ">"
    return f"IF({guarded}{sign}{number(interval.low)},{text},{outside})"


def _below(interval: Interval, guarded: str) -> str:
    if interval.high is None:
        return "TRUE"
    return f"{guarded}{'<=' if interval.high_closed else '<'}{number(interval.high)}"


def _touch(lower: Interval, upper: Interval) -> bool:
    return (
        lower.high is not None
        and lower.high == upper.low
        and (lower.high_closed or upper.low_closed)
    )


def _outcome(segment: Segment, ref: str, reading: Reading, places: int, outside: str) -> str:
    outcome = segment.outcome
    if isinstance(outcome, Unsettled):
        return outside
    if isinstance(outcome, Inverse):
        return f"ROUND(ROUND({number(outcome.factor)}/{ref},{GUARD}),{places})"
    if isinstance(outcome, Fixed):
        return plain(outcome.score, places)
    if isinstance(outcome, Linear):
        product = f"{ref}*{number(outcome.slope)}"
        total = f"{product}+{number(outcome.base)}" if outcome.base else product
        return f"ROUND(ROUND(MAX(0,{total}),{GUARD}),{places})"
    anchor, low = number(outcome.anchor), segment.interval.low
    above = low is not None and low >= outcome.anchor
    away = f"({ref}-{anchor})" if above else f"({anchor}-{ref})"
    away = f"{away}/{number(outcome.size)}"
    count = {
        "whole": f"INT(ROUND({away},{GUARD}))",
        "started": f"ROUNDUP(ROUND({away},{GUARD}),0)",
        "proportional": away,
    }[adding(reading) if isinstance(outcome, Raised) else reading]
    if isinstance(outcome, Raised):
        return _raised(outcome, count, places, outside)
    score = f"MAX({number(outcome.floor)},{number(outcome.start)}-{number(outcome.deduct)}*{count})"
    if reading == "proportional":
        score = f"ROUND({score},{GUARD})"  # an exact half of a cent is a little less in doubles
    return f"ROUND({score},{places})"


def _raised(outcome: Raised, count: str, places: int, outside: str) -> str:
    """The points with what is added; `outside` where that is more than the row's points."""
    score = f"{number(outcome.start)}+{number(outcome.add)}*{count}"
    if outcome.ceiling is not None:
        score = f"MIN({number(outcome.ceiling)},{score})"
    rounded = f"ROUND(ROUND({score},{GUARD}),{places})"
    if outcome.ceiling is not None and outcome.ceiling <= outcome.limit:
        return rounded
    return f"IF(ROUND({score},{GUARD})>{number(outcome.limit)},{outside},{rounded})"
