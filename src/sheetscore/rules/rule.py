"""What a wording was understood to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from sheetscore.exact.amounts import Number, fraction, half_up
from sheetscore.rules.formulas.formula import Formula
from sheetscore.rules.shapes.by_hand import Checklist, Violations
from sheetscore.rules.shapes.excel_text import ladder_formula
from sheetscore.rules.shapes.shapes import READINGS, Ladder, Reading, Shape
from sheetscore.rules.telling.restate import restate
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS, RATE_ENDINGS
from sheetscore.words.text import name_key

Kind = Literal[
    "step",
    "bands",
    "proportional",
    "threshold",
    "checklist",
    "violations",
    "graded",
    "target",
    "judged",
]
KIND_NAMES: dict[Kind, str] = {
    "step": "分档扣分",
    "bands": "区间给分",
    "proportional": "按比例得分",
    "threshold": "达标得分",
    "checklist": "逐项计分",
    "violations": "逐例扣分",
    "graded": "等次评定",
    "target": "目标值",
    "judged": "人工评定",
}
InputKind = Literal["rate", "quantity", "count", "items", "word", "none"]


Role = Literal["own", "named", "last", "average", "goal", "budget"]
"""Whose a figure is: the row's own or another named one, last year's, the average of all, the 年度指标值, the 预算数."""


class Quantity(NamedTuple):
    """A figure of a wording that compares several: what it is called, whose it is, what it is counted in ("" not said).

    `short` where the wording calls it by the end of the row's name alone (全市平均增长率); `of` is the name of the quantity that a
    second figure is compared with.
    """

    term: str
    role: Role
    unit: str
    short: bool = False
    of: str = ""


class Leftover(NamedTuple):
    """A stretch of the wording that was not understood; positions are in the original text."""

    quote: str
    begin: int
    end: int


class Repair(NamedTuple):
    """A printed slip read as what it stands for, by a stated rule (finding F14)."""

    rule: str
    found: str
    read_as: str
    column: str = "评价标准"


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled 评价标准.

    `shape` holds the arithmetic (None: nothing computable was read), `looks_like` the kind that the wording resembles
    even when `kind` is "judged". `leftover` is what was not understood, `problems` what contradicts itself, both in words.
    `formula` computes the value from figures; `exempt` is the item of a 没有…项目按满分计算 clause.
    `quantities` are the figures of a wording that compares the row's own with others (second.py): the terms of its formula;
    `counted` is that wording without them; `instead` the rule by which a person scores while the figures are not all there.
    """

    text: str
    points: Fraction
    name: str
    kind: Kind
    looks_like: Kind
    input: InputKind
    shape: Shape | None = None
    unit: str = "%"
    leftover: tuple[Leftover, ...] = ()
    problems: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    exempt: str = ""
    exception: bool = False
    formula: Formula | None = None
    reading: Reading = "whole"
    places: int = 2
    quantities: tuple[Quantity, ...] = ()
    counted: str = ""
    instead: Rule | None = None

    @property
    def computable(self) -> bool:
        """True when a figure alone gives the score."""
        return self.kind != "judged" and isinstance(self.shape, Ladder)

    def score(self, value: Number | str, reading: Reading | None = None) -> Decimal | None:
        """Points for a value, rounded half up to `places`; None where the wording does not cover it or a person decides.

        `value`: a ratio (1 = 100 %, or "125%") or a plain quantity for a ladder; the number of cases for violations; the marks
        (①③) for a checklist; the word for a graded rule. Raises ValueError for a text that is none of these.
        """
        found = self._exact(value, reading or self.reading)
        return None if found is None else half_up(found, self.places)

    def _exact(self, value: Number | str, reading: Reading) -> Fraction | None:
        shape = self.shape
        if self.kind == "judged" or shape is None:
            return None
        if isinstance(shape, Ladder):
            return shape.score(_number(value), reading)
        if isinstance(shape, Violations):
            count = fraction(value)
            most = count if shape.required is None else shape.required
            whole = count.denominator == 1 and 0 <= count <= most
            return shape.score(int(count)) if whole else None
        if isinstance(shape, Checklist):
            marks = re.findall(r"[①-⑳]|\d+", str(value))
            return shape.score(frozenset(marks)) if marks or not str(value).strip() else None
        return shape.score(str(value).strip())

    def span(self, value: Number | str) -> tuple[Decimal, Decimal] | None:
        """Lowest and highest score over the three readings; None where there is no score.

        With an exception that only a person can settle: from what the rule gives to the full points.
        """
        if not isinstance(self.shape, Ladder):
            score = self.score(value)
            return None if score is None else (score, score)
        found = self.shape.unsettled(_number(value)) if self.kind != "judged" else None
        if found:
            return half_up(found[0], self.places), half_up(found[1], self.places)
        if self.exception:
            scores = [self.shape.score(_number(value), reading) for reading in READINGS]
            known = [half_up(score, self.places) for score in scores if score is not None]
            return (min(known), half_up(self.points, self.places)) if known else None
        readings = [score for r in READINGS if (score := self.score(value, r)) is not None]
        return (min(readings), max(readings)) if readings else None

    @property
    def reachable(self) -> tuple[Decimal, ...] | None:
        """Every score the stated reading can give, falling; None where it is continuous or a person decides freely."""
        shape = self.shape
        if self.kind == "judged" or shape is None:
            return None
        scores = shape.reachable(self.reading) if isinstance(shape, Ladder) else shape.reachable()
        if scores is None:
            return None
        rounded = {half_up(score, self.places) for score in scores}
        return tuple(sorted(rounded, reverse=True))

    def reachable_under(self, score: Decimal) -> tuple[Reading, ...]:
        """The other readings under which `score` could come out (proportional: any score within 0 and the points)."""
        if self.kind == "judged" or not isinstance(self.shape, Ladder):
            return ()
        found: list[Reading] = []
        for reading in READINGS:
            if reading == self.reading:
                continue
            scores = self.shape.reachable(reading)
            if scores is None:
                if 0 <= score <= self.points:
                    found.append(reading)
            elif fraction(score) in scores:
                found.append(reading)
        return tuple(found)

    def restate(self) -> str:
        """The rule in canonical Chinese; reading that again gives the same rule."""
        return restate(self.shape, self.points, self.unit, self.kind, self.looks_like)

    def to_excel(self, ref: str, reading: Reading | None = None) -> str | None:
        """The score as an Excel formula of the cell `ref`, "" outside what the wording covers; None if not computable."""
        if not self.computable or not isinstance(self.shape, Ladder):
            return None
        return "=" + ladder_formula(self.shape, ref, reading or self.reading, self.places)

    @property
    def value_is_expression(self) -> bool:
        """True where 得分=… takes another ratio than the row's own rate: a value of that rate says nothing."""
        if self.quantities:
            return True
        formula = self.formula
        own = not self.name or name_key(self.name).endswith(COMPLETION_ENDINGS)
        own = own and (formula is None or formula.plain_ratio)
        is_rate = name_key(self.name).endswith(RATE_ENDINGS)
        return formula is not None and formula.factor is not None and is_rate and not own

    @property
    def points_decimal(self) -> Decimal:
        """The points of the row as a Decimal."""
        return half_up(self.points, self.places)

    @property
    def leftover_quotes(self) -> list[str]:
        return [part.quote for part in self.leftover]


def _number(value: Number | str) -> Fraction:
    """A number, or one with a per cent sign behind it. Raises ValueError for anything else."""
    if isinstance(value, str) and value.strip().endswith(("%", "％")):
        return fraction(value.strip()[:-1]) / 100
    return fraction(value)
