"""Is a table of targets filled in, or a blank form?"""

from __future__ import annotations

from sheetscore.readers.grid import Sheet
from sheetscore.readers.indicator_table.header import find_target_header, read_target_columns
from sheetscore.readers.indicator_table.row_words import NOT_SET

_POINTS_OF_MONEY = 1
"""Numbers printed above the indicators of a blank form: the 分值 of 预算执行率."""


def is_filled_in(sheet: Sheet) -> bool:
    """Does a table of targets say what was done, what it scores, or what was spent? A blank form has 分值 alone."""
    header = find_target_header(sheet, sheet.last_col)
    if header is None:
        return True
    columns = read_target_columns(sheet, header, sheet.last_col)
    below = range(header[1] + 1, sheet.last_row + 1)
    told = [
        sheet.owner(row, col) for row in below for col in (columns.actual, columns.claim) if col
    ]
    if any(cell.key and not NOT_SET.fullmatch(cell.key) for cell in told):
        return True
    spent = [
        c
        for row in range(sheet.top, header[0])
        for c in sheet.row(row)
        if isinstance(c.value, int | float)
    ]
    return len(spent) > _POINTS_OF_MONEY
