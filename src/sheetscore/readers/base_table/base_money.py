"""What a 基础数据表 says its money is counted in."""

from __future__ import annotations

from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_headers import BRACKETS, unit_in
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.titles import money_units


def stated_money(grid: Grid, sheet: Sheet, first: int, usual: str) -> tuple[str, list[Finding]]:
    """The unit stated above row `first` or in the table (单位：元), else `usual`; two different ones are a finding.

    In brackets behind a name it is that name's alone.
    """
    stated = [
        (unit, cell) for unit, cell in money_units(sheet, (1, sheet.last_row))
        if cell.row < first or not (unit_in(cell.key) and BRACKETS.sub("", cell.key))
    ]  # fmt: skip
    if not stated:
        return usual, []
    unit, cell = next((each for each in stated if each[1].row <= first), stated[0])
    others = [other for other, _ in stated if other != unit]
    if not others:
        return unit, []
    return unit, [
        Finding(
            "B03", "warning", f"表上写了两种金额单位（{unit}、{others[0]}），按{unit}读。",
            grid.file, sheet.name, cell.address, others[0], unit, "请统一金额单位。",
        )
    ]  # fmt: skip
