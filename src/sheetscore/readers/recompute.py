"""Simple formulas computed again from the stored values: a result that was not saved after the last change is told.

Only what can be computed exactly and without doubt: numbers, cells, + - * / and a few functions. Everything else is left alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from openpyxl.utils import column_index_from_string, get_column_letter

from sheetscore.exact.amounts import fraction, half_up, plain
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex

Values = Mapping[str, Mapping[tuple[int, int], Any]]
"""What the cells show: by sheet title, then (row, col)."""

_REFERENCE = regex(
    r"(?:(?:'((?:[^']|'')+)'|([^'!:]+))!)?\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?"
)
_LONGEST = 1_000
_DEEPEST = 30
_WIDEST = 10_000
_LISTED = 5
_CLOSE = Fraction(1, 10**9)
_OF_TEXTS = frozenset(["LEN", "LENB", "LEFT", "RIGHT"])
"""LENB counts 2 for a Chinese character, as Excel and WPS do in Chinese; Gnumeric 1.12 counts the bytes of UTF-8."""
_DIGITS = regex(r"[0-9]+(?:\.[0-9]+)?")
_MOST_PLACES = 10


class _Unknown(Exception):
    """Something that is not computed here."""


def is_stale(formula: str, stored: Any, sheet: str, values: Values) -> Fraction | None:
    """What the formula gives, when that is another number than the stored one; None when it agrees or cannot be told."""
    if isinstance(stored, bool) or not isinstance(stored, int | float | Decimal):
        return None
    if len(formula) > _LONGEST or not formula.startswith("="):
        return None
    try:
        computed = _Computation(formula, sheet, values).result()
        given = fraction(stored)
    except (_Unknown, ValueError, ZeroDivisionError, TokenizerError, IndexError):
        return None
    return computed if abs(computed - given) > _CLOSE * max(Fraction(1), abs(computed)) else None


def recomputed(
    file: str, formulas: Iterable[tuple[str, str, str, Any]], counted: Values, covered: Values
) -> list[Finding]:
    """B08 for each formula (sheet, cell, formula, stored) that is out of date; B09 for numbers under merged areas.

    `counted` is what a spreadsheet counts in each cell, `covered` the numbers of it that lie under a merged area.
    """
    found: list[Finding] = []
    shown = {
        sheet: {place: value for place, value in cells.items() if place not in covered[sheet]}
        for sheet, cells in counted.items()
    }
    told: set[str] = set()
    for sheet, cell, formula, stored in formulas:
        right = is_stale(formula, stored, sheet, counted)
        if right is not None:
            found.append(_stale(file, sheet, cell, formula, stored, right))
        elif any(covered.values()):
            seen = is_stale(formula, stored, sheet, shown)
            if seen is not None:
                told.add(sheet)
                found.append(_adds_covered(file, sheet, cell, formula, stored, seen, covered))
    return found + [
        _covered(file, sheet, cells)
        for sheet, cells in covered.items()
        if cells and sheet not in told
    ]


def _stale(file: str, sheet: str, cell: str, formula: str, stored: Any, right: Fraction) -> Finding:
    """The stored result is what the clerk saw last."""
    was, now = plain(stored), plain(right, 6)
    return Finding(
        "B08", "error", f"公式 {formula} 保存的结果是 {was}，重新计算是 {now}，按保存的结果读。", file,
        sheet, cell, was, now, "请用 Excel 或 WPS 打开，重新计算并保存后再交。",
    )  # fmt: skip


def _adds_covered(
    file: str, sheet: str, cell: str, formula: str, stored: Any, seen: Fraction, covered: Values
) -> Finding:
    cells = {sheet: covered[sheet]} if covered[sheet] else covered
    where = "；".join(_listed(each) for each in cells.values() if each)
    was, now = plain(stored), plain(seen, 6)
    return Finding(
        "B09", "warning", f"公式 {formula} 的结果 {was} 算进了合并单元格下面看不见的数（{where}），看得见的数算出来是 {now}；按 {was} 读。",
        file, sheet, cell, was, now, "请取消合并，核对下面的数；不该有的请删去，重新计算后再交。",
    )  # fmt: skip


def _covered(file: str, sheet: str, cells: Mapping[tuple[int, int], Any]) -> Finding:
    first = min(cells)
    return Finding(
        "B09", "info", f"合并单元格下面还存着看不见的数（{_listed(cells)}），没有采用。", file, sheet,
        f"{get_column_letter(first[1])}{first[0]}", "看不见的数", "看得见的数", "请取消合并，核对这些数；不该有的请删去。",
    )  # fmt: skip


def _listed(cells: Mapping[tuple[int, int], Any]) -> str:
    """C5 是 3、C6 是 4 等 9 格."""
    each = [
        f"{get_column_letter(col)}{row} 是 {plain(cells[row, col])}" for row, col in sorted(cells)
    ]
    return "、".join(each[:_LISTED]) + (f" 等 {len(each)} 格" if len(each) > _LISTED else "")


class _Computation:
    """One formula, by recursive descent over openpyxl's tokens."""

    def __init__(self, formula: str, sheet: str, values: Values) -> None:
        self._tokens = [each for each in Tokenizer(formula).items if each.type != Token.WSPACE]
        self._sheet, self._values = sheet, values
        self._place = self._depth = 0

    def result(self) -> Fraction:
        value = self._sum()
        if self._place < len(self._tokens):
            raise _Unknown
        return value

    def _peek(self) -> Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _operator(self, *signs: str) -> str:
        token = self._peek()
        if token is None or token.type != Token.OP_IN or token.value not in signs:
            return ""
        self._place += 1
        return str(token.value)

    def _sum(self) -> Fraction:
        value = self._product()
        while sign := self._operator("+", "-"):
            other = self._product()
            value = value + other if sign == "+" else value - other
        return value

    def _product(self) -> Fraction:
        value = self._factor()
        while sign := self._operator("*", "/"):
            other = self._factor()
            value = value * other if sign == "*" else value / other
        return value

    def _factor(self) -> Fraction:
        token = self._peek()
        if token is None:
            raise _Unknown
        self._place += 1
        if token.type == Token.OP_PRE:
            return -self._factor() if token.value == "-" else self._factor()
        value = self._operand(token)
        while (after := self._peek()) is not None and after.type == Token.OP_POST:
            self._place += 1
            value /= 100
        return value

    def _operand(self, token: Token) -> Fraction:
        if token.type == Token.OPERAND and token.subtype == Token.NUMBER:
            return fraction(token.value)
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            (held,) = self._cells(token.value, single=True)
            return Fraction(0) if held is None else _number(held)
        opens = token.subtype == Token.OPEN
        if opens and token.type == Token.PAREN:
            value: Fraction = self._within(self._sum)
            self._close(Token.PAREN)
            return value
        if opens and token.type == Token.FUNC:
            return self._function(token.value)
        raise _Unknown

    def _within(self, part: Any) -> Any:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Unknown
        value = part()
        self._depth -= 1
        return value

    def _close(self, kind: str) -> None:
        token = self._peek()
        if token is None or token.type != kind or token.subtype != Token.CLOSE:
            raise _Unknown
        self._place += 1

    def _function(self, opening: str) -> Fraction:
        name = opening.rstrip("(").upper()
        if name in _OF_TEXTS:
            return self._of_text(name)
        given = [self._within(self._argument)]
        while (token := self._peek()) is not None and token.type == Token.SEP:
            self._place += 1
            given.append(self._within(self._argument))
        self._close(Token.FUNC)
        return _apply(name, given)

    def _of_text(self, name: str) -> Fraction:
        """LEN(A1), LENB(A1), and the number that LEFT(A1,2) or RIGHT(A1,2) cuts off a text: 80 of 80分."""
        token = self._peek()
        if token is None or token.type != Token.OPERAND or token.subtype != Token.RANGE:
            raise _Unknown
        self._place += 1
        (held,) = self._cells(token.value, single=True)
        if not isinstance(held, str):
            raise _Unknown
        if name in ("LEN", "LENB"):
            self._close(Token.FUNC)
            return Fraction(len(held.encode("gbk")) if name == "LENB" else len(held))
        token = self._peek()
        size = Fraction(1)
        if token is not None and token.type == Token.SEP:
            self._place += 1
            size = self._within(self._sum)
        self._close(Token.FUNC)
        if size.denominator != 1 or not 0 < size <= len(held):
            raise _Unknown
        cut = held[: int(size)] if name == "LEFT" else held[-int(size) :]
        if not _DIGITS.fullmatch(cut):
            raise _Unknown
        return fraction(cut)

    def _argument(self) -> list[Fraction]:
        """A range as the numbers in it (blanks and texts do not count), anything else as one number."""
        token = self._peek()
        after = self._tokens[self._place + 1 : self._place + 2]
        alone = bool(after) and (after[0].type == Token.SEP or after[0].subtype == Token.CLOSE)
        if (
            token is not None
            and alone
            and token.type == Token.OPERAND
            and token.subtype == Token.RANGE
        ):
            self._place += 1
            cells = [value for value in self._cells(token.value) if value is not None]
            return [
                _number(value)
                for value in cells
                if not isinstance(value, str) or value.startswith("#")
            ]
        return [self._sum()]

    def _cells(self, reference: str, single: bool = False) -> Iterator[Any]:
        found = _REFERENCE.fullmatch(reference.upper() if "!" not in reference else reference)
        if not found or (single and found[5]):
            raise _Unknown
        title = (found[1] or found[2] or self._sheet).replace("''", "'")
        if title not in self._values:
            raise _Unknown
        top, left = int(found[4]), column_index_from_string(found[3])
        bottom, right = (
            (int(found[6]), column_index_from_string(found[5])) if found[5] else (top, left)
        )
        if (bottom - top + 1) * (right - left + 1) > _WIDEST:
            raise _Unknown
        for row in range(top, bottom + 1):
            for col in range(left, right + 1):
                yield self._values[title].get((row, col))


def _number(value: Any) -> Fraction:
    if isinstance(value, bool | str | dt.date | dt.time | dt.timedelta):
        raise _Unknown
    return fraction(value)


def _apply(name: str, given: list[list[Fraction]]) -> Fraction:
    numbers = [number for each in given for number in each]
    if name == "SUM":
        return sum(numbers, Fraction(0))
    if name in ("MAX", "MIN") and numbers:
        return max(numbers) if name == "MAX" else min(numbers)
    if name == "AVERAGE" and numbers:
        return sum(numbers, Fraction(0)) / len(numbers)
    if name == "ABS" and len(numbers) == 1:
        return abs(numbers[0])
    if name == "ROUND" and len(given) == 2 and len(numbers) == 2:
        places = numbers[1]
        if places.denominator == 1 and 0 <= places <= _MOST_PLACES:
            return Fraction(half_up(numbers[0], int(places)))
    raise _Unknown
