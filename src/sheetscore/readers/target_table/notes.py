"""The notes around a table of targets (填表说明, 注): as printed, for the rules to find in them how points are given."""

from __future__ import annotations

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex

LEAD = regex(
    r"\s*(?:(?:填表|填报|评分|计分|打分|自评|得分|编制|其他)?\s*(?:说明|须知|办法|规则)|备\s*注|附注|注释|注)\s*(?:[:：.]|$)"
)
"""What a note begins with."""
_MOST_CELLS = 2
"""注 | its text: a row of more cells is one of a table, or that of the signatures."""


def notes_around(sheet: Sheet, top: int, last: int, filed: int) -> str:
    """The texts below row `last` down to row `filed`, and those above row `top` from the first word of a note on, a line each."""
    below = [
        cell
        for row in range(last + 1, filed + 1)
        if len(cells := _worded(sheet, row)) <= _MOST_CELLS
        for cell in cells
    ]
    above = [cell for row in range(sheet.top, top) for cell in _worded(sheet, row)]
    begin = next((at for at, cell in enumerate(above) if LEAD.match(cell.text)), len(above))
    return "\n".join(cell.text.strip() for cell in [*above[begin:], *below])


def _worded(sheet: Sheet, row: int) -> list[Cell]:
    return [cell for cell in sheet.row(row) if cell.worded and cell.key]
