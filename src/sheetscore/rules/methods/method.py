"""What was understood of a stated method (计分办法, 填表说明): a way for each kind of row, and what was not read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from sheetscore.rules.methods.lateness import Late

Missed = Literal["ratio", "inverse", "linear", "zero", "share", "open", "apart"]
"""What is scored short of a target (D what was done, T the target, P the points): ratio D÷T×P, inverse T÷D×P, linear
[1-(D-T)÷T]×P, zero nothing, share “按比例” with no formula, open: it is said, and leaves the score to a person. apart,
(1-|D-T|÷T)×P, is ratio below a target and linear above it.
"""
LEAST, MOST, EQUAL = "≥", "≤", "="
WORDED, MONEY, DATED = "定性", "执行率", "时点"
"""The other kinds of rows: 定性指标, the row of 预算执行率, targets that are a point in time."""
COUNTED = (LEAST, MOST, EQUAL)
EVERY = (*COUNTED, WORDED, MONEY, DATED)


@dataclass(slots=True)
class Way:
    """What one kind of target scores. `full`: reached is full marks; `missed`: short of it (of "=": below); `above`: of "=", above.

    `named`: said by a sentence about this kind alone.
    """

    full: bool = False
    missed: Missed | None = None
    above: Missed | None = None
    told: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Tier:
    """From `low` to `high` times the target `share` of the points, None: in proportion; an end that is said of neither side is open."""

    low: Fraction
    low_closed: bool
    high: Fraction
    high_closed: bool
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Excess:
    """From `share` times a target of ≥ on (`closed`: that value too), `left` of the points is scored."""

    share: Fraction
    closed: bool
    left: Fraction


@dataclass(slots=True)
class Method:
    """A stated method. `ways` by sign; `capped`: kinds whose score is said to stay within the 分值.

    `excess` None: nothing said of too much. `excess_open`: what is more than the target is said to lose points, in words that
    were not read, from `excess_from` times the target on (None: from the target on); `excess_of_all`: it does not say that this
    is about ≥ alone. `nothing_below`: kind → the share of the target below which nothing is scored (完成率低于60%的不得分).
    `tiers`: kind → what each part of the target short of it scores (80%≤完成率<100%，得分值的80%). `zero_target`: anything more
    than a target of 0 scores nothing. `misfit`: kinds that a sentence about all targets does not fit, which another may settle.
    `of_classes`: what is said of some classes of indicators alone; `others`: that the rest is said of the other ones.
    `grades`: word of a 定性 indicator → share of its points; `yes_no`: the same for a target 是. `bands`: the shares from high
    to low of the three 档. `late`: what is said of dates. `money`: a wording for 预算执行率, "" where it is that of
    财预〔2020〕10号; `money_of`: the points that it multiplies by (执行率×10分). `unread`, `read`: kinds of rows, and the words.
    """

    ways: dict[str, Way] = field(default_factory=dict)
    capped: set[str] = field(default_factory=set)
    excess: Excess | None = None
    excess_open: str = ""
    excess_of_all: bool = False
    excess_from: Fraction | None = None
    nothing_below: dict[str, Fraction] = field(default_factory=dict)
    tiers: dict[str, tuple[Tier, ...]] = field(default_factory=dict)
    zero_target: bool = False
    grades: dict[str, Fraction] = field(default_factory=dict)
    yes_no: dict[str, Fraction] = field(default_factory=dict)
    bands: tuple[tuple[Fraction, Fraction], ...] = ()
    money: str = ""
    money_of: set[int] = field(default_factory=set)
    late: Late | None = None
    unread: list[tuple[frozenset[str], str]] = field(default_factory=list)
    misfit: list[tuple[str, str]] = field(default_factory=list)
    of_classes: list[tuple[frozenset[str], Method]] = field(default_factory=list)
    others: bool = False
    read: list[tuple[frozenset[str], str]] = field(default_factory=list)

    def unread_for(self, kinds: Iterable[str]) -> list[str]:
        """The words that were not read and may be about rows of these kinds."""
        wanted = frozenset(kinds)
        quotes = [quote for about, quote in self.unread if about & wanted]
        quotes += [
            quote for kind, quote in self.misfit if kind in wanted and not self._settled(kind)
        ]
        return list(dict.fromkeys(quotes))

    def _settled(self, kind: str) -> bool:
        """Does a sentence about targets of this kind alone say what reaching and missing them scores?"""
        way = self.ways.get(kind)
        return way is not None and way.named and self.says_all(kind)

    def says_all(self, kind: str) -> bool:
        """Is it said what reaching a target of this kind scores, and what missing it (of "=" more than it as well)?"""
        way = self.ways.get(kind)
        if way is None or way.missed is None:
            return False
        return (way.full or kind in self.capped) and (kind != EQUAL or way.above is not None)

    def read_for(self, kind: str) -> list[str]:
        """The sentences that say how rows of a kind are scored."""
        return list(dict.fromkeys(quote for about, quote in self.read if kind in about))
