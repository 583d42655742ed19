"""The text of an .ods cell in pieces: struck out, hidden, raised or lowered by the styles of span, paragraph and cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sheetscore.readers.formats.pieces import Piece

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_O, _X, _S = (f"{{{_NS}{name}:1.0}}" for name in ("office", "text", "style"))
_MOST_PARENTS = 50
_MOST_BLANKS = 1000
_NO_NAME = ""
"""The style:default-style of a family has none."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a style says of its text; None: nothing, so that the style around it holds."""

    struck: bool | None = None
    hidden: bool | None = None
    raised: int | None = None

    def under(self, outer: _Marks) -> _Marks:
        """These where they are stated, else those of the style around."""
        return _Marks(
            outer.struck if self.struck is None else self.struck,
            outer.hidden if self.hidden is None else self.hidden,
            outer.raised if self.raised is None else self.raised,
        )

    def piece(self, text: str) -> Piece:
        return Piece(text, bool(self.struck), bool(self.hidden), self.raised or 0)


class TextStyles:
    """The styles of text, paragraphs and cells of a file: `roots` are its content and its styles, the first one first."""

    def __init__(self, *roots: Element) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._made: dict[tuple[str, str], _Marks] = {}
        for root in roots:
            for room in ("automatic-styles", "styles"):
                for style in root.iterfind(f"{_O}{room}/{_S}style"):
                    key = (style.get(f"{_S}family", ""), style.get(f"{_S}name", ""))
                    self._styles.setdefault(key, style)
                for style in root.iterfind(f"{_O}{room}/{_S}default-style"):
                    self._styles.setdefault((style.get(f"{_S}family", ""), _NO_NAME), style)

    def pieces(self, cell: Element, style: str) -> list[Piece]:
        """The paragraphs of a cell in pieces, a line each; without one a single blank piece that tells the cell's font."""
        own = self._marks("table-cell", style or "Default")
        found: list[Piece] = []
        for paragraph in cell:
            if paragraph.tag == f"{_X}p":
                inner = self._marks("paragraph", paragraph.get(f"{_X}style-name", "")).under(own)
                found += [Piece("\n")] if found else []
                found += self._words(paragraph, inner)
        return [piece for piece in found if piece.text] or [own.piece(" ")]

    def _words(self, element: Element, marks: _Marks) -> Iterator[Piece]:
        yield marks.piece(element.text or "")
        for child in element:
            if child.tag == f"{_X}s":
                count = child.get(f"{_X}c", "1")
                blanks = int(count) if count.isascii() and count.isdigit() and len(count) < 6 else 1
                yield marks.piece(" " * min(blanks, _MOST_BLANKS))
            elif child.tag == f"{_X}tab":
                yield marks.piece("\t")
            elif child.tag == f"{_X}line-break":
                yield marks.piece("\n")
            elif child.tag not in (f"{_O}annotation", f"{_X}ruby-text", f"{_X}note"):
                inner = self._marks("text", child.get(f"{_X}style-name", ""))
                yield from self._words(child, inner.under(marks))
            yield marks.piece(child.tail or "")

    def _marks(self, family: str, name: str) -> _Marks:
        key = (family, name)
        if key not in self._made:
            found, styles = _Marks(), 0
            style = self._styles.get(key)
            while style is not None and styles < _MOST_PARENTS:
                found = found.under(_stated(style))
                parent = style.get(f"{_S}parent-style-name", "")
                style, styles = self._styles.get((family, parent)), styles + 1
            if (
                family == "table-cell"
                and (usual := self._styles.get((family, _NO_NAME))) is not None
            ):
                found = found.under(_stated(usual))
            self._made[key] = found
        return self._made[key]


def plain_text(cell: Element) -> str:
    """The paragraphs of a cell, a line each; notes and phonetic signs are left out."""
    if cell.find(f"{_X}p") is None:
        return ""
    return "".join(piece.text for piece in TextStyles().pieces(cell, ""))


def _stated(style: Element) -> _Marks:
    """What a style says itself, its parents left out."""
    text = style.find(f"{_S}text-properties")
    if text is None:
        return _Marks()
    lines = [
        text.get(f"{_S}{name}")
        for name in ("text-line-through-style", "text-line-through-type", "text-crossing-out")
    ]
    stated = [line for line in lines if line is not None]
    display = text.get(f"{_X}display")
    place = (text.get(f"{_S}text-position") or "").split()
    return _Marks(
        all(line != "none" for line in stated) if stated else None,
        display == "none" if display is not None else None,
        _level(place[0]) if place else None,
    )


def _level(place: str) -> int:
    """super, sub or a share of the height, as -33%."""
    if place in ("super", "sub"):
        return 1 if place == "super" else -1
    number = place.rstrip("%").strip()
    return 0 if not number.strip("-0.") else -1 if number.startswith("-") else 1
