"""Figures between the stages: what identifies one, one that was found, one that lacks, one that only a report states."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


class Key(NamedTuple):
    """What identifies a figure: 项目, 口径, and the year relative to the 评价年度."""

    item: str
    measure: str
    year: int


@dataclass(frozen=True, slots=True)
class Input:
    """One term of an indicator's formula, and the figure that was found for it.

    `sheet`/`cell` name the cell of the submitted file that holds the figure or, when it is blank, where it belongs;
    both are "" for a figure that the form does not ask for. `supplied`: the figure comes from a 缺数清单.
    `printed_year` is the year of its column header where that is another one than the key says (finding A03).
    `why` says in words why a figure that stands there is not used. `part` is the stretch of the cell's text that states the
    figure, where the text states several.
    """

    term: str
    key: Key
    value: Decimal | None
    unit: str
    state: str
    sheet: str = ""
    cell: str = ""
    supplied: bool = False
    printed_year: int | None = None
    why: str = ""
    part: str = ""

    @property
    def entered(self) -> bool:
        """True when the cell holds a figure or a nil mark (not blank, not unreadable)."""
        return self.state in ("value", "nil")


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that an indicator needs and that is not there; `points` hang on it."""

    term: str
    item: str
    measure: str
    year: int
    cell: str | None
    points: Decimal
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure that the tables lack and the report text states. It is shown, never used for a score."""

    key: Key
    value: Decimal
    unit: str
    file: str
    place: str
    sentence: str
    note: str = ""
