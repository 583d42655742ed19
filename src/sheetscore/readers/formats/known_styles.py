"""The styles of a workbook parsed once for all files that hold the same: most of what openpyxl needs to open a small file.

Departments fill in one form, so that their files have one `xl/styles.xml` between them. What openpyxl lays up in a workbook and
adds to there (its lists of fonts, fills, codes of numbers …) is a copy for each; fonts and fills themselves nobody changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from functools import cache, lru_cache
from typing import Any
from zipfile import ZipFile

import openpyxl.reader.excel
import openpyxl.reader.workbook
from openpyxl import Workbook
from openpyxl.styles.differential import DifferentialStyleList
from openpyxl.styles.named_styles import NamedStyle, NamedStyleList
from openpyxl.styles.stylesheet import Stylesheet, apply_stylesheet
from openpyxl.styles.table import TableStyleList
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.xml.constants import ARC_STYLE
from openpyxl.xml.functions import fromstring

_List = Any
"""An IndexedList of openpyxl, with what it keeps to itself."""
_MOST = 1 << 18
"""Bytes: a longer part is parsed for its file alone, so that those that are kept are no burden."""
_LISTS = ("_borders", "_fonts", "_fills", "_number_formats", "_protections", "_alignments", "_cell_styles")  # fmt: skip


@cache
def remember_styles() -> None:
    """Let openpyxl take up the styles of a file as is done here."""
    reader: Any = openpyxl.reader.excel
    if reader.apply_stylesheet is apply_stylesheet:
        reader.apply_stylesheet = _apply
    opener: Any = openpyxl.reader.workbook
    if opener.Workbook is Workbook:
        opener.Workbook = _Opened


class _Opened(Workbook):
    """A workbook to be filled from a file: openpyxl would make its first sheet and lay up its first styles to throw them away."""

    def __init__(self) -> None:
        super().__init__(write_only=True)  # one without a sheet
        vars(self)["_Workbook__write_only"] = False

    def _setup_styles(self) -> None:
        held: Any = self
        held._differential_styles = DifferentialStyleList()
        held._table_styles = TableStyleList()
        _take_over(held, _first())
        held._date_formats, held._timedelta_formats = {}, {}


@cache
def _first() -> Any:
    """A new workbook, with the styles that each of them begins with."""
    return Workbook()


def _take_over(held: Any, known: Any) -> None:
    """Give a workbook the styles of one that is known, in lists of its own."""
    for name in _LISTS:
        setattr(held, name, _own(getattr(known, name)))
    held._named_styles = _named(known._named_styles, held)
    held._colors = known._colors


def _apply(archive: ZipFile, book: Workbook) -> None:
    """What `apply_stylesheet` of openpyxl does to a workbook, which also takes what is not usual. Raises what it raises."""
    info = archive.NameToInfo.get(ARC_STYLE)
    known = _parsed(archive.read(info)) if info and info.file_size <= _MOST else None
    if known is None:
        apply_stylesheet(archive, book)
        return
    held: Any = book
    _take_over(held, known)
    held._differential_styles.styles = known._differential_styles.styles
    held._table_styles = known._table_styles
    held._date_formats, held._timedelta_formats = set(known._date_formats), set(known._timedelta_formats)  # fmt: skip


@lru_cache(maxsize=64)
def _parsed(content: bytes) -> Any:
    """A workbook with these styles; None where openpyxl warns of what they lack."""
    tree: Any = fromstring(content)
    found: Any = Stylesheet.from_tree(tree)
    if not found.cell_styles or not found.named_styles:
        return None
    known: Any = _Opened()
    known._borders, known._fonts, known._fills = map(IndexedList, (found.borders, found.fonts, found.fills))  # fmt: skip
    known._number_formats, known._cell_styles = found.number_formats, found.cell_styles
    known._protections, known._alignments = found.protections, found.alignments
    known._differential_styles.styles, known._table_styles = found.dxfs, found.tableStyles
    known._date_formats, known._timedelta_formats = found.date_formats, found.timedelta_formats
    known._named_styles = found.named_styles
    for style in known._named_styles:
        style.bind(known)
    if found.colors is not None:
        known._colors = found.colors.index
    return known


def _own(known: _List) -> _List:
    """A copy that takes over the index: to hash each font and fill anew costs as much as to parse them."""
    made: Any = IndexedList()
    list.extend(made, known)
    made._dict = dict(known._dict)
    made.clean = known.clean
    return made


def _named(known: Iterable[Any], book: Any) -> NamedStyleList:
    """Named styles belong to one workbook: each has its own. What they look like stands in its lists already."""
    made = []
    for style in known:
        own: Any = object.__new__(NamedStyle)
        vars(own).update(vars(style), _wb=book, _style=copy(style._style))
        made.append(own)
    return NamedStyleList(made)
