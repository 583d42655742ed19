"""B01: what a cell with a figure holds other than a plain number, told to the clerk."""

from __future__ import annotations

from sheetscore.exact.amounts import FORMULA_ERROR, Amount, read_amount
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Cell


def read_figure(cell: Cell, unit: str) -> Amount:
    """A cell as a figure counted in `unit`. One struck out or hidden as a whole is no blank: it was there, and is none now."""
    if cell.gone:
        return Amount(None, "text", cell.gone)
    return read_amount(cell.value, cell.number_format, unit)


def spelling(
    amount: Amount, file: str, sheet: str, cell: Cell, expected: str = "一个数字（单位按表头）"
) -> list[Finding]:
    """No finding for a plain number, a blank or a nil mark. Info for mere padding, warning for what was put right.

    An error for what is no number: it counts as not filled in. Nothing of #REF! and the like.
    """
    if amount.level == "" or amount.note == FORMULA_ERROR:
        return []  # an error of a formula is told by the check B08
    found = shown(amount.raw)
    why = f"{amount.note}。".replace("\n", "␤") if amount.note else ""
    if amount.level == "error":
        message = f"“{found}”不能当作数字，按没有填处理。{why}"
        return [
            Finding(
                "B01", "error", message, file, sheet, cell.address, found, expected, amount.advice
            )
        ]
    return [
        Finding(
            "B01", amount.level, why, file, sheet, cell.address, amount.raw, found,
            "不影响评分；下次请直接填数字。",
        )
    ]  # fmt: skip


def shown(raw: str) -> str:
    """A cell's text as it can be quoted in a sentence: without the blanks around it, line breaks marked."""
    return raw.strip(" \u3000\n").replace("\n", "␤")
