"""What a person may fill in on our own sheets: a missing figure of the 缺数清单, a score of the 汇总."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal
from sheetscore.model.figure import Input, Key
from sheetscore.model.fingerprints import input_key
from sheetscore.scoring.binding import AMBIGUOUS_FROM
from sheetscore.writers.indicator_lines import Line

TYPED, ADOPTED = "J", "K"
"""Columns of 缺数清单 that hold 填写数值 and 采用值."""

UNCLEAR = ("ambiguous", "doubt")
"""States of a figure that a person has to write anew: it is drawn as text."""


def largest_rate(unit: str) -> int | None:
    """The most that a rate may be (1 = 100 %) to be no slip; None for a unit that is none of a rate."""
    return AMBIGUOUS_FROM if unit == "%" else None


def set_aside(figure: Input, drawn: object) -> bool:
    """A number in the table, `drawn` in our workbook, that is plain by itself and not used for what stands around it.

    No formula may take it either: only what is typed for it counts.
    """
    return (
        figure.value is None
        and figure.state in ("unread", "unit")
        and isinstance(drawn, int | float)
    )


def why_not_used(figure: Input) -> str:
    """The remark of a row of 缺数清单 on a number that stands in the table."""
    if figure.state == "doubt":
        return figure.why
    return f"这一格的数没有采用：{figure.why or '和别的数单位不同'}"


@dataclass(slots=True)
class Need:
    """One row of 缺数清单: a figure that is missing, or that was supplied in an earlier one."""

    row: int
    key: Key
    term: str
    unit: str
    place: str | None  # where it belongs: an address in our workbook
    value: Decimal | None  # supplied earlier
    note: str
    factor: Fraction = field(default_factory=lambda: Fraction(1))  # what stands there → this unit
    set_aside: bool = False
    """A number stands in its place that is not used: `note` says why."""
    lines: list[Line] = field(default_factory=list)

    @property
    def points(self) -> Decimal:
        """Points that hang on the figure, over all indicators that need it."""
        return sum((line.points for line in self.lines), decimal(0))

    @property
    def largest(self) -> int | None:
        """The most that may be typed here, for a rate."""
        return largest_rate(self.unit)

    def named(self, year: int | str) -> str:
        """The key of the row in the fingerprint: 项目, 口径 and 年度 as they stand there."""
        return input_key("缺数清单", self.key.item, self.key.measure, year)

    @property
    def typed(self) -> str:
        """The cell to type the figure into."""
        return f"{TYPED}{self.row}"

    @property
    def adopted(self) -> str:
        """The cell that the scores take the figure from."""
        return f"{ADOPTED}{self.row}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of our own sheets that a person may type into, and what stands in it now.

    `kind` is 数 (a missing figure), 评定得分 or 评定依据数.
    """

    sheet: str
    cell: str
    kind: str
    name: str
    value: Any
