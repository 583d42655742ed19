"""A sheet of its own with the notes of the forms in a workbook (填报说明): its texts, a line each, as they would stand under a table.

Told by its name or its first words, and by its shape: lines of text, no table. One that names the indicators is a table of rules
(readers/rules_apart).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.rules_apart.line_keys import refers_to
from sheetscore.readers.target_table.notes import LEAD, lines_of
from sheetscore.regexes import regex
from sheetscore.words.text import name_key

_CALLED = regex("说明|须知|办法|规则|细则|备注|注意事项|口径|^注$")
_TITLED = regex("(?:说明|须知|办法|规则|细则|注意事项)$")
_OWN = regex("基础数据|汇总|清单|台账")
"""Sheets of other things, whatever else their names say."""
_TITLE_LENGTH = 40
_LINE_CELLS = 2
"""序号 | text, 定量指标 | text."""
_MOST_ROWS_OF_A_TABLE = 1


def notes_elsewhere(grid: Grid, sheet: Sheet, names: Collection[str]) -> tuple[str, ...]:
    """The lines of the visible sheets of a workbook that hold notes; () where it is an output of ours, whose notes stand under its table.

    `names` are those of the indicators.
    """
    if grid.own_output:
        return ()
    known = {name_key(name) for name in names}
    return tuple(
        line
        for other in grid.sheets
        if other.name != sheet.name and other.visible and _is_notes(other, known)
        for row, _ in other.rows()
        for line in lines_of(other, row)
    )


def without_pointers(
    lines: Sequence[str], grid: Grid, sheet: Sheet, names: Collection[str]
) -> list[str]:
    """The lines of notes without those that only say that the rules stand on a sheet of notes, which are read anyway.

    In an output of ours that sheet stands under its title at the foot of the table.
    """
    known = {name_key(name) for name in names}
    places = (
        {line.strip() for line in lines}
        if grid.own_output
        else {
            other.name
            for other in grid.sheets
            if other.name != sheet.name and other.visible and _is_notes(other, known)
        }
    )
    return [line for line in lines if not any(refers_to(line, each, False) for each in places)]


def _is_notes(sheet: Sheet, names: Collection[str]) -> bool:
    rows = [cells for _, cells in sheet.rows() if any(cell.key for cell in cells)]
    if not rows or _OWN.search(name_key(sheet.name)):
        return False
    first = rows[0][0].text.strip()
    titled = len(first) <= _TITLE_LENGTH and _TITLED.search(name_key(first)) is not None
    if not (_CALLED.search(name_key(sheet.name)) or titled or LEAD.match(first)):
        return False
    if sum(len(cells) > _LINE_CELLS for cells in rows) > _MOST_ROWS_OF_A_TABLE:
        return False
    return not any(name_key(cell.text) in names for cells in rows for cell in cells)
