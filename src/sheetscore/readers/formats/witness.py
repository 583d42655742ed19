"""The second reader: what calamine reads of the same bytes, cell against cell. It never decides a value."""

from __future__ import annotations

import contextlib
import io
import math
import os
from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from sheetscore.exact.amounts import decimal, plain
from sheetscore.forms.limits import Limits
from sheetscore.model.finding import Finding
from sheetscore.readers.formats.book import Loaded
from sheetscore.regexes import regex

_MOST = 50
_UNSEEN = regex(r"[\s\u200b\ufeff\x00-\x1f]|_x[0-9A-Fa-f]{4}_")


def disagreements(loaded: Loaded, data: bytes, limits: Limits) -> list[Finding]:
    """A13 for each cell that the second reader reads otherwise (the first 50), or one that it cannot read the file.

    Its error cells are blank and dates are its own; neither is compared. The used range must be within the limits:
    it lays out every cell of the range.
    """
    if any(sheet.max_row * sheet.max_column > limits.cells for sheet in loaded.book.worksheets):
        return []
    try:
        with _silence():
            other = CalamineWorkbook.from_filelike(io.BytesIO(data))
            pages = {
                name: other.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in loaded.book.sheetnames
                if name in set(other.sheet_names)
            }
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of its Rust code is no Exception
        return [alone()]
    found: list[Finding] = []
    for sheet in loaded.book.worksheets:
        rows = pages.get(sheet.title)
        if rows is None:
            found.append(alone())
            continue
        cached = loaded.cached.get(sheet.title, {})
        found += _compare(sheet, rows, {**cached, **_filed(loaded, sheet.title)})
    return found[:_MOST]


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Standard error closed for a moment: a panic prints itself in English before it can be caught."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without a console has none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _filed(loaded: Loaded, title: str) -> dict[tuple[int, int], Any]:
    """What the cells hold of which the book shows only what a reader sees: both readers know no looks here."""
    marked = loaded.seen.get(title, {})
    return {place: found.filed for place, found in marked.items()} | loaded.unseen.get(title, {})


def _compare(sheet: Any, rows: list[list[Any]], held: dict[tuple[int, int], Any]) -> list[Finding]:
    found = []
    cells: dict[tuple[int, int], Any] = sheet._cells
    for place, cell in cells.items():
        if type(cell).__name__ == "MergedCell":
            continue
        ours = held.get(place, None if cell.data_type == "f" else cell.value)
        theirs = _at(rows, *place)
        if not _same(ours, theirs, cell.data_type):
            found.append(_differs(sheet.title, place, ours, theirs))
    for row, values in enumerate(rows, 1):
        for col, theirs in enumerate(values, 1):
            if theirs not in ("", None) and (row, col) not in cells:
                found.append(_differs(sheet.title, (row, col), None, theirs))
    return found


def _at(rows: list[list[Any]], row: int, col: int) -> Any:
    return rows[row - 1][col - 1] if row <= len(rows) and col <= len(rows[row - 1]) else ""


def _same(ours: Any, theirs: Any, data_type: str) -> bool:
    theirs = None if theirs == "" else theirs
    if data_type == "e" or (isinstance(ours, str) and ours.startswith("#")):
        return True
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    if _is_number(ours) and _is_number(theirs):
        return bool(ours == theirs) or _fifteen(ours) == _fifteen(theirs)
    if isinstance(ours, str | None) and isinstance(theirs, str | None):
        return _UNSEEN.sub("", ours or "") == _UNSEEN.sub("", theirs or "")
    return not (isinstance(ours, str | int | float | None) and isinstance(theirs, str | int | float | None))  # fmt: skip


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def _is_finite(value: Any) -> bool:
    return _is_number(value) and not isinstance(value, bool) and math.isfinite(value)


def _fifteen(value: Any) -> Any:
    try:
        return decimal(value * 1.0)
    except (ValueError, OverflowError):
        return str(value)


def _differs(sheet: str, place: tuple[int, int], ours: Any, theirs: Any) -> Finding:
    cell = f"{get_column_letter(place[1])}{place[0]}"
    return Finding(
        "A13", "error", f"{cell} 用两种方法读出的内容不同：“{_shown(ours)}”和“{_shown(theirs)}”，文件可能有损坏。", "",
        sheet, cell, _shown(ours), _shown(theirs), "请用 Excel 或 WPS 打开，核对这一格后另存，再放进来。",
    )  # fmt: skip


def _shown(value: Any) -> str:
    text = plain(value) if _is_finite(value) else "" if value is None else str(value)
    text = " ".join(text.split())
    return "空白" if not text else text if len(text) <= 40 else text[:40] + "…"


def alone() -> Finding:
    """A13: the second reader has nothing to say."""
    return Finding(
        "A13", "warning", "只有一种方法读得出这个文件，没有能相互印证。", found="一种读法", expected="两种读法一致",
        advice="请用 Excel 或 WPS 打开并另存一次，核对复核表里的数与原件一致。",
    )  # fmt: skip
