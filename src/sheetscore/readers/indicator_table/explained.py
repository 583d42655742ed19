"""指标解释 and 指标说明 side by side (财预〔2013〕53号): what an indicator is, and its formula with what the terms of that are."""

from __future__ import annotations

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header import Columns
from sheetscore.regexes import regex


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


_LIMITS = regex("扣除|剔除|不含|不包括|不包含|不计入|除外|除[^,;。]{1,20}外")


def _limits_beside(sheet: Sheet, row: int, columns: Columns) -> Cell | None:
    """The other one of the two cells, where it says what is left out of the figures: 扣除上级追加. None where it does not."""
    if not columns.meaning or not columns.explanation:
        return None
    told = explained_in(sheet, row, columns)
    both = (sheet.owner(row, columns.meaning), sheet.owner(row, columns.explanation))
    others = [cell for cell in both if told is not None and cell.address != told.address]
    return next((cell for cell in others if _LIMITS.search(cell.key)), None)


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


def explanation_of(sheet: Sheet, row: int, columns: Columns) -> str:
    """The 指标说明, "" where one cell stretches over both columns; below it the formula of a column of its own, and what the 指标解释
    leaves out of the figures.
    """
    cell = own_explanation(sheet, row, columns)
    of_both = (
        cell and columns.criteria and cell.address == sheet.owner(row, columns.criteria).address
    )
    formula = sheet.owner(row, columns.formula) if columns.formula else None
    own = formula is not None and formula.col == columns.formula and "=" in formula.key
    shown = (
        None if of_both else cell,
        formula if own else None,
        _limits_beside(sheet, row, columns),
    )
    texts = (each.text.strip() for each in shown if each is not None)
    return "\n".join(dict.fromkeys(text for text in texts if text))
