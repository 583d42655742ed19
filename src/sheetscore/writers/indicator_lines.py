"""One indicator as the writers draw it: a row of the calculated frame, typed and numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from sheetscore.model.columns import records
from sheetscore.model.figure import Input, Missing
from sheetscore.model.outcome import Status
from sheetscore.rules.formulas.formula import Formula
from sheetscore.rules.rule import Rule
from sheetscore.rules.telling.asked import Asked, asked_of


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: a row of the frame, with its running number from 1."""

    number: int
    level1: str
    level2: str
    indicator: str
    points: Decimal
    criteria: str
    explanation: str
    claimed: Decimal | None
    claimed_raw: str
    row: int
    last_row: int
    points_cell: str
    claimed_cell: str
    inputs: tuple[Input, ...]
    rate: Fraction | None
    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    reachable: tuple[Decimal, ...] | None
    status: Status
    steps: tuple[str, ...]
    missing: tuple[Missing, ...]
    exempt: str
    not_applicable: bool
    rule: Rule
    formula: Formula | None
    level1_block: int
    excess: Fraction | None
    bounded: tuple[str, ...]
    nature: str
    quantity: str
    beside: object
    assessed: Decimal | None
    assessed_typed: str | int | float | None
    basis: Decimal | str | None
    basis_typed: str | int | float | None

    @property
    def has_target(self) -> bool:
        """True for a row that states its own target (年度指标值) in place of a 评价标准."""
        return bool(self.nature or self.quantity)

    @property
    def counted(self) -> bool:
        """True for a row with a 完成值, beside its target or beside its 评价标准."""
        return bool(self.quantity or self.beside)

    @property
    def asked(self) -> Asked | None:
        """What a person may be asked to count, tick or grade, so that the score follows."""
        return asked_of(self.rule) if self.status is Status.JUDGED else None

    @property
    def live(self) -> bool:
        """True when figures alone give the rate, so that formulas can follow them."""
        return bool(self.inputs) and (self.rule.computable or self.rule.exception)


_LINE_FIELDS = tuple(name for name in Line.__dataclass_fields__ if name != "number")


def read_lines(frame: pd.DataFrame) -> tuple[Line, ...]:
    """The lines of a calculated frame, none of them reaching into the rows of the next."""
    found = list(_lines(frame))
    starts = [line.row for line in found]
    return tuple(
        replace(line, last_row=min([line.last_row, *(row - 1 for row in starts if row > line.row)]))
        for line in found
    )


def _lines(frame: pd.DataFrame) -> Iterator[Line]:
    for number, record in enumerate(records(frame), start=1):
        values: dict[str, Any] = {name: record.get(name) for name in _LINE_FIELDS}
        for name in ("inputs", "steps", "missing", "bounded"):
            values[name] = tuple(values[name] or ())
        for name in (
            "level1",
            "level2",
            "indicator",
            "criteria",
            "explanation",
            "claimed_raw",
            "nature",
            "quantity",
            "beside",
        ):
            values[name] = str(values[name] or "")
        for name in ("points_cell", "claimed_cell", "exempt"):
            values[name] = str(values[name] or "")
        values["level1_block"] = int(values["level1_block"] or 0)
        values["not_applicable"] = bool(values["not_applicable"])
        values["status"] = Status(values["status"])
        yield Line(number=number, **values)
