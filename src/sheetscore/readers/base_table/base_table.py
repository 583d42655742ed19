"""A 基础数据表 as it was read: its figures with the years that its headers print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from sheetscore.exact.amounts import MONEY_UNITS, RATE
from sheetscore.model.columns import BASE_COLUMNS, frame_of
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Grid, Sheet

NO_YEAR = -99
"""The year of a column whose header does not tell it: no term asks for it."""
NOT_SUPPLIED = {"supplied": False, "rate": None, "excel": None}
"""What is the same in every record of a table as filed."""


@dataclass(slots=True)
class BaseTable:
    """The table as read. `years` are those printed in its headers, `closed` those with final figures (决算).

    `relative` tells that some headers say 上年 or 本年 instead; `first_row`–`last_row` is the extent.
    """

    grid: Grid
    sheet: Sheet
    first_row: int
    last_row: int
    records: list[dict[str, Any]]
    unit_name: str
    years: frozenset[int]
    closed: frozenset[int]
    relative: bool
    findings: list[Finding]

    def frame(self, year: int | None) -> pd.DataFrame:
        """The figures with years relative to the 评价年度."""
        return frame_of(self.lines(year), BASE_COLUMNS)

    def lines(self, year: int | None) -> list[dict[str, Any]]:
        """The same as records."""
        rows = []
        for record in self.records:
            row = dict(record)
            printed, relative = row["printed_year"], row.pop("relative")
            row["year"] = (
                relative if relative is not None else (printed - year if printed and year else 0)
            )
            rows.append(row)
        return rows

    def passed_over(self, used: BaseTable) -> Finding:
        """A01: another table was taken in place of this one."""
        return Finding(
            "A01", "warning", f"还有一张基础数据表，没有采用；采用的是“{used.sheet.name}”。", self.grid.file, self.sheet.name,
            f"A{self.first_row}", "两张基础数据表", "一张", "请核对采用的是不是评价年度的那一张，并删去另一张。",
        )  # fmt: skip


_PER_MILLE = "‰"


def in_wan(value: Decimal | None, unit: str) -> tuple[Decimal | None, str]:
    """Money in 万元; other figures as they are, a rate in the unit %; 0.9‰ is 0.09 %."""
    if unit == RATE:
        unit = "%"
    if unit == _PER_MILLE:
        return (None if value is None else value.scaleb(-3)), "%"
    if unit not in MONEY_UNITS:
        return value, unit
    return (None if value is None else value * MONEY_UNITS[unit]), "万元"
