"""What a wording is made of: values, conditions, awards, steps, and the clauses they form."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from sheetscore.rules.shapes.shapes import Interval

LARGEST_RATE = Fraction(2)
"""A threshold above this is taken for a slip: scanning makes 290% of ≥90% (docs/读法.md)."""
Unit = Literal["ratio", "number"] | str
"""What a value of a wording is measured in: ratio (%), number (bare), or a unit such as 万元 or 次."""


@dataclass(frozen=True, slots=True)
class Value:
    number: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a condition. `strength`: 3 explicit sign or （含）, 2 以上 or implied, 1 bare dash or 以下 (docs/读法.md)."""

    value: Fraction
    closed: bool
    strength: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A stretch of values. `bare`: a value without any sign (100%计满分). `order`: how a range was printed.

    `subject`: the name printed inside (10%＜结转结余率≤20%). `completion`: 完成 / 未完成, in words. `absolute`: written with ±.
    `said`: written in words (未超过预算).
    """

    low: Edge | None
    high: Edge | None
    unit: Unit
    bare: bool = False
    order: Literal["", "rising", "falling"] = ""
    subject: str = ""
    completion: bool = False
    absolute: bool = False
    said: bool = False

    @property
    def interval(self) -> Interval:
        low, high = self.low, self.high
        return Interval(
            low.value if low else None,
            bool(low and low.closed),
            high.value if high else None,
            bool(high and high.closed),
        )


@dataclass(frozen=True, slots=True)
class Award:
    """Points given: a number, the full points, or a share of them; with `to` a range, in the order printed.

    `line` is (slope, base) of a score that is a straight line over the rate, level from the rate `top` on; `scaled` where the
    wording divides by a target, so that full marks may lie above 100 %.
    """

    points: Fraction | None = None
    share: Fraction | None = None
    to: Fraction | None = None
    line: tuple[Fraction, Fraction] | None = None
    top: Fraction | None = None
    scaled: bool = False

    def of(self, full: Fraction) -> Fraction:
        if self.points is not None:
            return self.points
        return full * (Fraction(1) if self.share is None else self.share)


@dataclass(frozen=True, slots=True)
class Step:
    """每超过（低于）`size` 扣 `deduct`; `anchor` where the wording repeats it (每低于95%一个百分点).

    `of_plan`: 每超过预算1%, counted from 100 %. `verb`: what is done, 每少缴纳1%. `anchors` are both of 每低于95%或高于105%一个百分点.
    """

    size: Value
    deduct: Award
    directions: frozenset[str]
    anchor: Fraction | None = None
    anchors: tuple[Fraction, Fraction] | None = None
    of_plan: bool = False
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """`kind` names the phrase (condition, award, step, until, …); `data` is what it means."""

    kind: str
    begin: int
    end: int
    data: Any
    text: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A condition and the points it gives. `named`: the row's quantity is printed with it, so it is no distance.

    `taken`: written as points that come off (低于80%扣1分).
    """

    condition: Condition
    award: Award
    named: bool = False
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Deduction:
    """A step clause; `when` is the condition printed before it, if any; `base` the points it starts from, if printed.

    `plain`: nothing but a comma stands between the condition and the step (应达到98%，每低1%扣1分).
    """

    step: Step
    when: Condition | None
    base: Fraction | None = None
    plain: bool = False


@dataclass(slots=True)
class Clauses:
    """Everything computable that a wording says.

    `most`: the most that may be deducted. `capped`: 最高为满分; `capped_rate`: 超过100%按100%计.
    `proportional`: a 按比例 clause, `below` the condition it
    stands under. `otherwise`: the score of all other values. `until`: 扣完为止. `floor`: the least
    that remains (保底). `rest`: a score line for all values that no band takes.
    `parts`: conditions under which 按比例 stands between two values (80%-100%的按比例得分). `bonus`: 每超过1%加0.5分;
    `added` is the most it adds, `added_to` the score it stops at;
    `bonus_whole`: 不足5个百分点的不计, said of it.
    `stated`: what 不足1%… says of a started step: its size, and as how much it counts (None: not at all; "proportional").
    """

    bands: list[Band] = field(default_factory=list)
    deductions: list[Deduction] = field(default_factory=list)
    standard: Fraction | None = None
    most: Fraction | None = None
    capped: bool = False
    capped_rate: bool = False
    proportional: bool = False
    below: Condition | None = None
    otherwise: Fraction | None = None
    absolute: bool = False
    until: bool = False
    floor: Fraction | None = None
    stated: tuple[Fraction, Fraction | str | None] | None = None
    rest: Award | None = None
    parts: list[Condition] = field(default_factory=list)
    bonus: Deduction | None = None
    added: Fraction | None = None
    added_to: Fraction | None = None
    bonus_whole: bool = False

    @property
    def empty(self) -> bool:
        return not (self.bands or self.deductions or self.proportional or self.rest)

    @property
    def only_taken(self) -> bool:
        """低于80%扣1分，低于60%不得分: nothing but points that come off, so all other values score full."""
        return (
            any(band.taken for band in self.bands)
            and all(band.taken or band.award == Award(Fraction(0)) for band in self.bands)
            and not (self.deductions or self.proportional or self.rest or self.bonus)
            and self.otherwise is None
        )
