"""Stretches of the figure's own values, and conditions as they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from sheetscore.rules.shapes.elements import Edge

Of = Literal["own", "done", "under", "over", "apart"]
"""own: the figure itself; done: what it is of the target; under, over, apart: how far it lies from the target."""


SIGN = 3


WORD = 2


DASH = 1
"""How strongly an edge says whose it is (docs/读法.md)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values between two edges; `bare` is a value alone (100%得8分), `apart` distances to both sides of `centre`.

    `named`: it says that these are values of the row's own (变动率超过8%, 8%以上), and no distance.
    """

    low: Edge | None
    high: Edge | None
    bare: bool = False
    apart: bool = False
    centre: Fraction = Fraction(0)
    distance: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A condition as printed, before it is put on the figure's own scale."""

    low: Edge | None
    high: Edge | None
    unit: str
    of: Of
    bare: bool = False
    order: str = ""
