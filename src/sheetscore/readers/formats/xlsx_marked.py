"""Pieces of an OOXML workbook's cells that are struck out, raised or lowered: by the runs of a text, else by the cell's font."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock

from sheetscore.readers.formats.book import Loaded
from sheetscore.readers.formats.pieces import Piece, seen_value
from sheetscore.regexes import regex

Pieces = dict[str, dict[tuple[int, int], list[Piece]]]
"""By sheet title and (row, col)."""
_WITH_TEXT = regex(r"xl/(?:styles|sharedstrings|worksheets/[^/]+)\.xml$", re.IGNORECASE)
_RUNS = re.compile(rb"<(?:\w+:)?(?:strike|vertAlign)\b")
_RAISED = {"superscript": 1, "subscript": -1}


def has_runs(data: bytes) -> bool:
    """True where a font or a run of text in the package is struck out or off the line."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(
            _RUNS.search(archive.read(name))
            for name in archive.namelist()
            if _WITH_TEXT.match(name)
        )


def take_pieces(book: Workbook) -> Pieces:
    """The cells with such a piece; every rich text of the book is made plain."""
    fonts = [_marks(font) for font in book._fonts]  # type: ignore[attr-defined]
    found: Pieces = {}
    for sheet in book.worksheets:
        cells: dict[tuple[int, int], Any] = sheet._cells
        for place, cell in cells.items():
            number = cell._style.fontId if cell.has_style else 0
            own = fonts[number] if number < len(fonts) else (False, 0)
            value = cell.value
            if isinstance(value, CellRichText):
                pieces = [_piece(run, own) for run in value]
                cell._value = "".join(piece.text for piece in pieces)
            elif any(own) and value is not None:
                pieces = [Piece(value if isinstance(value, str) else " ", own[0], raised=own[1])]
            else:
                continue
            if any(piece.marked for piece in pieces):
                found.setdefault(sheet.title, {})[place] = pieces
    return found


def _piece(run: str | TextBlock, own: tuple[bool, int]) -> Piece:
    """A run without properties has the cell's font; one with properties has nothing of it."""
    if isinstance(run, TextBlock):
        struck, raised = _marks(run.font)
        return Piece(run.text, struck, raised=raised)
    return Piece(str(run), own[0], raised=own[1])


def _marks(font: Any) -> tuple[bool, int]:
    return bool(font.strike), _RAISED.get(font.vertAlign or "", 0)


def show(loaded: Loaded, pieces: Pieces) -> None:
    """Put into the cells what a reader sees of them; a result so marked is no formula any more."""
    for title, places in pieces.items():
        cells: dict[tuple[int, int], Any] = loaded.book[title]._cells
        cached = loaded.cached.get(title, {})
        for place, listed in places.items():
            cell = cells[place]
            value = cached.get(place) if cell.data_type == "f" else cell.value
            if isinstance(value, str) and cell.data_type == "f":
                listed = [Piece(value, listed[0].struck, raised=listed[0].raised)]
            shown, found = seen_value(value, _format(cell), listed)
            if found is None:
                continue
            loaded.seen.setdefault(title, {})[place] = found
            if isinstance(value, int | float):
                loaded.unseen.setdefault(title, {})[place] = value
            cell._value = shown
            cell.data_type = "s" if isinstance(shown, str) else "n"


def _format(cell: Any) -> str:
    try:
        return str(cell.number_format or "General")
    except IndexError:  # the file names a style that it does not hold
        return "General"
