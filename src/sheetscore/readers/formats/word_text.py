"""The text of a .docx paragraph in pieces: struck out, hidden, raised or lowered, by its runs and the styles above them.

Tracked deletions count as struck out, inserted text as plain (ECMA-376 part 1, 17.13.5); 17.7.3 says how styles are combined.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from sheetscore.readers.pieces import Piece

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {f"{_W}{name}" for name in ("instrText", "rPr", "pPr", "txbxContent", "rt")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
"""Codes of fields, properties, text boxes, phonetic signs, and what is there a second time for older programs."""
_DELETED = {f"{_W}{name}" for name in ("del", "moveFrom")}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LEVELS = {f"{_MATH}sup": 1, f"{_MATH}sub": -1}
"""What an equation writes above and below the line."""
_SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0x2D: "-",
    **{code: chr(code) for code in (*range(0x30, 0x3A), *b" %+,./:;<=>()")},
}  # fmt: skip
"""Characters of the font Symbol, as Word inserts ≤ and ≥ with it."""
_UNKNOWN = "\ufffd"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_TOGGLES = ("strike", "vanish")
"""Properties that a style turns on and the style below it off again."""
_RAISED = {"superscript": 1, "subscript": -1}
_KINDS = ("table", "paragraph", "character")
_MOST_PARENTS = 50


class WordStyles:
    """The styles of a document; `root` is that of its styles.xml, None where it has none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._usual: dict[str, str] = {}
        self._defaults: Element | None = None
        if root is None:
            return
        self._defaults = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")
        for style in root.iterfind(f"{_W}style"):
            kind, name = style.get(f"{_W}type", ""), style.get(f"{_W}styleId", "")
            self._styles.setdefault((kind, name), style)
            if _is_on(style.get(f"{_W}default", "0")):
                self._usual.setdefault(kind, name)

    def pieces(self, paragraph: Element, table: str = "") -> Iterator[Piece]:
        """A paragraph in pieces; `table` is the style of the table around it.

        Words that are all moved up or down alike stand on one line.
        """
        named = _value(paragraph, "pPr", "pStyle")
        found = list(self._words(paragraph, {"table": table, "paragraph": named}, False))
        moved = all(_stated(run.find(f"{_W}rPr"), "position") for run in paragraph.iter(f"{_W}r"))
        level = {piece.raised for piece in found if piece.text.strip()}
        alike = moved and len(level) == 1
        yield from (replace(piece, raised=0) for piece in found) if alike else found

    def _words(self, element: Element, styles: dict[str, str], deleted: bool) -> Iterator[Piece]:
        for child in element:
            if child.tag in _SKIPPED:
                continue
            gone = deleted or child.tag in _DELETED
            if child.tag == f"{_W}r":
                own = {**styles, "character": _value(child, "rPr", "rStyle")}
                marks = self._marks(child.find(f"{_W}rPr"), own)
                marks = replace(marks, struck=marks.struck or gone)
                for piece in self._words(child, styles, gone):
                    yield replace(marks, text=piece.text) if not piece.marked else piece
            elif child.tag in (f"{_W}t", f"{_W}delText", f"{_MATH}t"):
                yield Piece(child.text or "")
            elif child.tag == f"{_W}sym":
                yield Piece(_symbol(child))
            elif child.tag == f"{_MATH}den":
                yield Piece("/")
                yield from self._words(child, styles, gone)
            elif child.tag in _LEVELS:
                for piece in self._words(child, styles, gone):
                    yield replace(piece, raised=_LEVELS[child.tag])
            elif child.tag in _SIGNS:
                yield Piece(_SIGNS[child.tag])
            else:
                yield from self._words(child, styles, gone)

    def _marks(self, own: Element | None, styles: dict[str, str]) -> Piece:
        on = {name: self._toggled(name, own, styles) for name in _TOGGLES}
        double = self._nearest("dstrike", own, styles)
        raised = self._nearest("vertAlign", own, styles)
        moved = _stated(own, "position") or "0"
        struck = on["strike"] or (double is not None and _is_on(double))
        level = _RAISED.get(
            raised or "", -1 if moved.startswith("-") else int(moved.strip("0") != "")
        )
        return Piece(" ", struck, on["vanish"], level)

    def _toggled(self, name: str, own: Element | None, styles: dict[str, str]) -> bool:
        stated = _stated(own, name)
        if stated is not None:
            return _is_on(stated)
        if _is_on(_stated(self._defaults, name) or "0"):
            return True
        levels = [self._of_style(name, kind, styles) for kind in _KINDS]
        return sum(_is_on(each) for each in levels if each is not None) % 2 == 1

    def _nearest(self, name: str, own: Element | None, styles: dict[str, str]) -> str | None:
        levels = [self._of_style(name, kind, styles) for kind in reversed(_KINDS)]
        each = [_stated(own, name), *levels, _stated(self._defaults, name)]
        return next((stated for stated in each if stated is not None), None)

    def _of_style(self, name: str, kind: str, styles: dict[str, str]) -> str | None:
        """What a style or the nearest of those it is based on says of a property."""
        at = styles.get(kind) or self._usual.get(kind, "")
        for _ in range(_MOST_PARENTS):
            style = self._styles.get((kind, at))
            if style is None:
                return None
            stated = _stated(style.find(f"{_W}rPr"), name)
            if stated is not None:
                return stated
            parent = style.find(f"{_W}basedOn")
            at = "" if parent is None else parent.get(f"{_W}val", "")
        return None


def _value(element: Element, properties: str, name: str) -> str:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _stated(properties: Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(f"{_W}{name}")
    return None if found is None else found.get(f"{_W}val", "1")


def _symbol(element: Element) -> str:
    """A character that is inserted by its number in a font; one that we do not know is no number and no blank."""
    try:
        code = int(element.get(f"{_W}char", ""), 16) & 0xFF
    except ValueError:
        return _UNKNOWN
    return _SYMBOLS.get(code, _UNKNOWN) if element.get(f"{_W}font") == "Symbol" else _UNKNOWN


def _is_on(text: str) -> bool:
    return text not in ("0", "false", "off", "none")
