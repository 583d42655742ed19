"""Second figures in columns of the 指标表 itself (上年实绩, 全市平均水平), for the rows whose wording compares with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sheetscore.exact.amounts import fraction
from sheetscore.readers.indicator_table.result_columns import RowCells
from sheetscore.readers.indicator_table.second_heads import LAST
from sheetscore.rules import Rule
from sheetscore.scoring.near_target import (
    FARTHEST,
)
from sheetscore.scoring.own.goals import RowRule
from sheetscore.words.text import name_key


@dataclass(frozen=True, slots=True)
class Second:
    """A second figure that a row asks for: `what` it is (上年, 全市平均), its cell, and how the row's own figure is counted."""

    record: Mapping[str, Any]
    cells: RowCells
    by_row: RowRule
    what: str

    def placed(self, figure: dict[str, Any], others: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """The figure's record under the name of the second one: last year's of the row's own, or the average of it.

        One that is 500 times the row's own, or so small a part of it, is more likely counted in another unit.
        """
        own = self.record["beside"].own
        last = self.what == LAST
        item = own if last else f"{self.what}{own}"
        label = f"{self.what}{own}"
        placed = {**figure, "item": item, "year": -1 if last else 0, "label": label}
        this = next((e for e in others if e["item"] == own and e["year"] == 0 and e["sheet"] == figure["sheet"]), None)  # fmt: skip
        values = [each["value"] for each in (this, figure) if each is not None and each["value"]]
        if len(values) == 2:
            one, two = (abs(fraction(value)) for value in values)
            if max(one, two) > min(one, two) * FARTHEST:
                why = f"和完成值相差 {FARTHEST} 倍以上，请核对单位"
                return {**placed, "value": None, "state": "text", "note": why}
        return placed


def asked_seconds(
    record: Mapping[str, Any], cells: RowCells, by_row: RowRule, rule: Rule
) -> Iterator[Second]:
    """The second figures that the rule compares the row's own with, where the table has a column of them."""
    columns = dict(cells.seconds)
    for quantity in rule.quantities:
        if quantity.role not in ("last", "average") or quantity.of != name_key(rule.name):
            continue
        what = LAST if quantity.role == "last" else f"{quantity.term.partition('平均')[0]}平均"
        if what in columns:
            yield Second(record, columns[what], by_row, what)
