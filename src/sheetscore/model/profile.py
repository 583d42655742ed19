"""A scoring profile: what the forms leave open and bureaus settle differently. Data of templates/profiles.toml."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from sheetscore.exact.amounts import Number, decimal, fraction, half_up, plain

Rounding = Literal["half_up", "down"]
EXECUTION = "预算执行率"
"""The indicator on whose rate a profile may make the total depend."""
_NO_CAP = 1000000
_GUARD = 9
"""Decimals kept before a score is cut off: 8.7 must not become 8.69 in doubles."""


@dataclass(frozen=True, slots=True)
class Over:
    """From `share` times the target on: a reason is compulsory (a finding of level `reason`), `deduct` points are lost."""

    share: Decimal
    reason: Literal["error", "warning"]
    deduct: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Cap:
    """An execution rate below `below` lets the total be `most` at most."""

    below: Decimal
    most: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Band:
    """What a 定性 indicator with this word is worth: a share of its points from `low` to `high`.

    `high` itself belongs to the band only where it is 1: the bands join without a gap.
    """

    word: str
    low: Decimal
    high: Decimal
    spellings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """How scores are computed where the wording leaves it open; each part has its own source.

    `reading`: how a started step counts. `reverse`: what a missed smaller-is-better target scores. `rounding` and `places`:
    how a score becomes a decimal. `bands`: the words of a 定性 indicator, best first.
    """

    id: str
    title: str
    source: str
    reading: Literal["whole", "started", "proportional"] = "whole"
    reverse: Literal["linear", "ratio", "zero"] = "linear"
    places: int = 2
    rounding: Rounding = "half_up"
    over: Over | None = None
    caps: tuple[Cap, ...] = ()
    bands: tuple[Band, ...] = ()

    @property
    def rule_places(self) -> int:
        """Decimals to which a rule rounds: those of the score, or enough to be cut off here."""
        return self.places if self.rounding == "half_up" else _GUARD

    def settle(self, score: Number) -> Decimal:
        """A score rounded half up, or cut off after the places kept."""
        if self.rounding == "half_up":
            return half_up(score, self.places)
        scaled = math.floor(fraction(half_up(score, _GUARD)) * 10**self.places)
        return decimal(Fraction(scaled, 10**self.places))

    def settle_claim(self, claim: Decimal | None) -> Decimal | None:
        """A claim at the decimals that scores have, half up: one filled in more exactly is compared at those (docs/读法.md)."""
        settled = None if claim is None else half_up(claim, self.places)
        return claim if settled == claim else settled

    def settle_all(self, scores: tuple[Decimal, ...] | None) -> tuple[Decimal, ...] | None:
        """Every score a rule can give, falling, as `settle` gives them."""
        return (
            None if scores is None else tuple(sorted(set(map(self.settle, scores)), reverse=True))
        )

    def settle_excel(self, expression: str, uncovered: str) -> str:
        """An expression of a score (without =) as `settle` gives it; `uncovered` is the text shown for no number."""
        if self.rounding == "half_up":
            return expression
        return f"IFERROR(ROUNDDOWN(ROUND({expression},{_GUARD}),{self.places}),{uncovered})"

    def excess_excel(self, expression: str, ref: str, excess: Fraction | None) -> str:
        """An expression of a score less what is lost where the value in `ref` reaches `excess`."""
        if self.over is None or excess is None or not self.over.deduct:
            return expression
        edge = f"{excess.numerator}/{excess.denominator}" if excess.denominator > 1 else str(excess)
        less = f"MAX(0,{expression}-{plain(self.over.deduct)})"
        return f"IF(ROUND({ref},{_GUARD})>=ROUND({edge},{_GUARD}),{less},{expression})"

    def cap(self, rate: Number | None) -> Cap | None:
        """The cap on the total at this execution rate; None where there is none, or no rate."""
        if rate is None:
            return None
        found = [cap for cap in self.caps if fraction(rate) < fraction(cap.below)]
        return min(found, key=lambda cap: cap.most) if found else None

    def cap_excel(self, ref: str, score: str) -> str:
        """The most that the total may be at the rate in `ref`, as an expression; "" where the profile has no cap.

        A rate that got no score (in the cell `score`) is in doubt, and caps nothing.
        """
        if not self.caps:
            return ""
        text = str(_NO_CAP)
        for cap in sorted(self.caps, key=lambda cap: cap.below, reverse=True):
            text = f"IF(ROUND({ref},{_GUARD})<{plain(cap.below)},{plain(cap.most)},{text})"
        return f"IF(COUNT({ref},{score})=2,{text},{_NO_CAP})"

    def band(self, word: str) -> Band | None:
        """The band of a word as it was filled in (blanks and a full stop do not matter); None for any other word."""
        key = "".join(char for char in word if not char.isspace()).strip("。；;,，")
        return next((band for band in self.bands if key in band.spellings), None)

    def worth(self, band: Band, points: Decimal) -> tuple[Decimal, Decimal]:
        """Lowest and highest score of a band, the highest just below the next band's lowest."""
        low, high = band.low * points, band.high * points
        if band.high < 1:
            high -= decimal(1).scaleb(-self.places)
        return self.settle(low), max(self.settle(high), self.settle(low))
