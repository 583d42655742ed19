"""指标解释 and 指标说明 side by side (财预〔2013〕53号): what an indicator is, and its formula with what the terms of that are."""

from __future__ import annotations

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header import Columns


def explained_in(sheet: Sheet, row: int, columns: Columns) -> Cell | None:
    """The cell that explains the indicator of a row: its 指标说明, or its 指标解释 where that alone says something or has the
    formula. None in a table without either column.
    """
    if not columns.explanation:
        return None
    told = sheet.owner(row, columns.explanation)
    if not columns.meaning:
        return told
    meant = sheet.owner(row, columns.meaning)
    alone = not told.text.strip() or ("=" in meant.key and "=" not in told.key)
    return meant if alone else told


def own_explanation(sheet: Sheet, row: int, columns: Columns) -> Cell | None:
    """The same, where the cell begins in a column of its own; None for one that another column stretches over it."""
    cell = explained_in(sheet, row, columns)
    own = cell is not None and cell.col in (columns.explanation, columns.meaning)
    return cell if own else None


def meant_in_row(sheet: Sheet, row: int, columns: Columns) -> str:
    """The 指标解释 of a row beside a 指标说明 of its own; "" where there are not both."""
    meant = sheet.owner(row, columns.meaning) if columns.meaning else None
    told = explained_in(sheet, row, columns)
    if meant is None or meant.col != columns.meaning or told is None:
        return ""
    return meant.text.strip() if told.address != meant.address else ""
