"""Totals of Word tables that are formula fields (=SUM(ABOVE)): added up again from the cells above, or in front.

LibreOffice 7.4 saves 0 for such a field in a table that opens the document, with every addend still in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from xml.etree.ElementTree import Element

from sheetscore.exact.amounts import decimal, plain
from sheetscore.model.finding import Finding
from sheetscore.readers.formats.book import typed
from sheetscore.regexes import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGIT = regex(r"\d")
_SUM = regex(r"\s*=\s*SUM\s*\(\s*(ABOVE|LEFT)\s*\)\s*(?:\\[#*@].*)?", 2)


def sum_field(cell: Element) -> str:
    """Which cells the formula field of a cell adds up; "" for one without such a field, or with several."""
    codes = ["".join(each.text or "" for each in cell.iter(f"{_W}instrText"))]
    codes += [each.get(f"{_W}instr", "") for each in cell.iter(f"{_W}fldSimple")]
    found = [match[1].upper() for code in codes if (match := _SUM.fullmatch(code))]
    return found[0] if len(found) == 1 else ""


def untrue_sum(
    row: int, col: int, way: str, texts: Mapping[tuple[int, int], str], plain_rows: frozenset[int]
) -> Decimal | None:
    """What a field adds up to, where its result is something else; None for a true one and where Word may count otherwise.

    `texts` are the cells of its own table, `plain_rows` the rows without merged cells: in others ABOVE counts cells, not columns.
    A result of 0 below numbers is untrue whichever column is meant.
    """
    shown = _number(texts.get((row, col), ""))
    if shown is None:
        return None
    numbers: list[Decimal] = []
    rows, at, text = {row}, (row, col), ""
    while min(at) > 1:
        at = (at[0] - 1, at[1]) if way == "ABOVE" else (at[0], at[1] - 1)
        text = texts.get(at, "")
        number = _number(text)
        if number is None:
            break
        numbers.append(number)
        rows.add(at[0])
    right = sum(numbers, decimal(0))
    if len(numbers) < 2 or shown == right or _DIGIT.search(text if _number(text) is None else ""):
        return None
    return right if rows <= plain_rows or shown == 0 else None


def _number(text: str) -> Decimal | None:
    value, shape = typed(text)
    return decimal(value) if isinstance(value, int | float) and "%" not in shape else None


def told_sum(sheet: str, cell: str, way: str, shown: str, right: Decimal) -> Finding:
    """B08 for a total that was not added up again."""
    held = plain(_number(shown) or decimal(0))
    return Finding(
        "B08", "error", f"公式 =SUM({way}) 保存的结果是 {held}，重新计算是 {plain(right)}，按保存的结果读。", "", sheet, cell,
        held, plain(right), "请用 Word 或 WPS 打开，更新域（F9）并保存后再交。",
    )  # fmt: skip
