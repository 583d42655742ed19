"""openpyxl lays up the styles of a new workbook and writes them out anew each time: a third of the work for a small table.

They are taken from the first workbook here. A workbook that has a font, a fill, a border or a style of its own is written as ever.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

import openpyxl.writer.excel
from openpyxl import Workbook
from openpyxl.styles.differential import DifferentialStyleList
from openpyxl.styles.named_styles import NamedStyle, NamedStyleList
from openpyxl.styles.table import TableStyleList
from openpyxl.utils.indexed_list import IndexedList

_LOOKS = ("_fonts", "_fills", "_borders", "_alignments", "_protections")
_CLASS: Any = Workbook
_WRITER: Any = openpyxl.writer.excel
_laid_up, _written = _CLASS._setup_styles, _WRITER.write_stylesheet
_TREES: dict[Any, Any] = {}


def use_plain_styles() -> None:
    """Let openpyxl do so in this process."""
    _CLASS._setup_styles = _lay_up
    _WRITER.write_stylesheet = _write


@cache
def _first() -> Any:
    """The styles of a new workbook."""
    book: Any = object.__new__(Workbook)
    _laid_up(book)
    return book


def _lay_up(book: Any) -> None:
    known = _first()
    for name in (*_LOOKS, "_number_formats", "_cell_styles"):
        made: Any = IndexedList()
        list.extend(made, getattr(known, name))
        made._dict, made.clean = dict(getattr(known, name)._dict), getattr(known, name).clean
        setattr(book, name, made)
    (normal,) = known._named_styles
    own: Any = object.__new__(NamedStyle)
    vars(own).update(vars(normal), _wb=book, _style=copy(normal._style))
    book._named_styles = NamedStyleList([own])
    book._date_formats, book._timedelta_formats = {}, {}
    book._colors = known._colors
    book._table_styles, book._differential_styles = TableStyleList(), DifferentialStyleList()


def _write(book: Any) -> Any:
    if not _is_plain(book):
        return _written(book)
    (normal,) = book._named_styles
    key = (
        tuple(book._number_formats), tuple(map(tuple, book._cell_styles)),
        normal.name, normal.hidden, normal.builtinId, tuple(normal._style),
    )  # fmt: skip
    if key not in _TREES:
        _TREES[key] = _written(book)
    return _TREES[key]


def _is_plain(book: Any) -> bool:
    """Has nobody given it more than codes of numbers? The fonts and so on are those of the first workbook, one by one."""
    known = _first()
    for name in _LOOKS:
        mine, first = getattr(book, name), getattr(known, name)
        if len(mine) != len(first) or any(a is not b for a, b in zip(mine, first, strict=True)):
            return False
    plain = len(book._named_styles) == 1 and book._colors is known._colors
    return plain and not book._differential_styles and not book._table_styles.tableStyle
