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
from openpyxl import Workbook
from openpyxl.styles.named_styles import NamedStyle, NamedStyleList
from openpyxl.styles.stylesheet import Stylesheet, apply_stylesheet
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.xml.constants import ARC_STYLE
from openpyxl.xml.functions import fromstring

_List = Any
"""An IndexedList of openpyxl, with what it keeps to itself."""
_MOST = 1 << 18
"""Bytes: a longer part is parsed for its file alone, so that sixteen of them are no burden."""


@cache
def remember_styles() -> None:
    """Let openpyxl take up the styles of a file as is done here."""
    reader: Any = openpyxl.reader.excel
    if reader.apply_stylesheet is apply_stylesheet:
        reader.apply_stylesheet = _apply


def _apply(archive: ZipFile, book: Workbook) -> None:
    """What `apply_stylesheet` of openpyxl does to a workbook, which also takes what is not usual. Raises what it raises."""
    info = archive.NameToInfo.get(ARC_STYLE)
    known = _parsed(archive.read(info)) if info and info.file_size <= _MOST else None
    if known is None:
        apply_stylesheet(archive, book)
        return
    sheet, (borders, fonts, fills) = known
    held: Any = book
    held._borders, held._fonts, held._fills = _own(borders), _own(fonts), _own(fills)
    held._differential_styles.styles = sheet.dxfs
    held._number_formats = _own(sheet.number_formats)
    held._protections, held._alignments = _own(sheet.protections), _own(sheet.alignments)
    held._table_styles = sheet.tableStyles
    held._cell_styles = _own(sheet.cell_styles)
    held._named_styles = _named(sheet.named_styles)
    held._date_formats, held._timedelta_formats = set(sheet.date_formats), set(sheet.timedelta_formats)  # fmt: skip
    for style in held._named_styles:
        style.bind(book)
    if sheet.colors is not None:
        held._colors = sheet.colors.index


@lru_cache(maxsize=16)
def _parsed(content: bytes) -> tuple[Any, tuple[_List, ...]] | None:
    """The Stylesheet, and its borders, fonts and fills by their index; None where openpyxl warns of what it lacks."""
    tree: Any = fromstring(content)
    found: Any = Stylesheet.from_tree(tree)
    if not found.cell_styles or not found.named_styles:
        return None
    return found, tuple(map(IndexedList, (found.borders, found.fonts, found.fills)))


def _own(known: _List) -> _List:
    """A copy that takes over the index: to hash each font and fill anew costs as much as to parse them."""
    made: Any = IndexedList()
    list.extend(made, known)
    made._dict = dict(known._dict)
    made.clean = known.clean
    return made


def _named(known: Iterable[Any]) -> NamedStyleList:
    """Named styles belong to one workbook: each has its own."""
    made = []
    for style in known:
        own: Any = object.__new__(NamedStyle)
        vars(own).update(vars(style))
        vars(own)["_style"] = copy(vars(style)["_style"])
        made.append(own)
    return NamedStyleList(made)
