"""What the clauses of a wording were read as."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from sheetscore.rules.sentences.line import Line
from sheetscore.rules.sentences.stretch_records import Stretch

Way = Literal["over", "under", "away"]


@dataclass(frozen=True, slots=True)
class Given:
    """A stretch and what it gives: points, points that come off, or a line.

    `between`: a straight line between its neighbours, whose points are `ends` where these are said.
    `unsaid`: the wording names no method for the stretch; a person gives from `points` to all the points of the row
    (`ends` where the wording says that these are reached there).
    """

    where: Stretch | None
    points: Fraction = Fraction(0)
    off: bool = False
    line: Line | None = None
    between: bool = False
    share: bool = False
    inverse: bool = False
    ends: frozenset[Fraction] = frozenset()
    unsaid: bool = False


@dataclass(frozen=True, slots=True)
class Stepping:
    """`amount` for each `size`; `way` where the values lie, "" where it is not said; `base` the points it starts from."""

    where: Stretch | None
    way: Way | str
    size: Fraction
    unit: str
    amount: Fraction
    adds: bool
    anchor: Fraction | None = None
    base: Fraction | None = None
    part: bool = False
    of_target: bool = False
    verb: str = ""


@dataclass(slots=True)
class Clauses:
    given: list[Given] = field(default_factory=list)
    steps: list[Stepping] = field(default_factory=list)
    rest: Given | None = None
    most_off: Fraction | None = None
    most_added: Fraction | None = None
    most: Fraction | None = None
    floor: Fraction | None = None
    line_floor: Fraction | None = None
    outside: tuple[Fraction, Fraction] | None = None
    started: str = ""
    until: bool = False
    to_zero: bool = False
    base: Fraction | None = None
    planned: Fraction | None = None
    standard: Fraction | None = None
    last: Stretch | None = None
    pending: tuple[Stretch | None, str] | None = None
    capped: bool = False
    capped_rate: bool = False
