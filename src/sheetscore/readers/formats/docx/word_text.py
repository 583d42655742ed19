"""The text of a .docx paragraph in pieces: struck out, hidden, raised or lowered, by its runs and the styles above them.

Tracked deletions count as struck out, inserted text as plain (ECMA-376 part 1, 17.13.5); 17.7.3 says how styles are combined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from sheetscore.readers.formats.pieces import Piece
from sheetscore.regexes import regex

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {f"{_W}{name}" for name in ("instrText", "rPr", "pPr", "txbxContent", "rt")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
"""Codes of fields, properties, text boxes, phonetic signs, and what is there a second time for older programs."""
_DELETED = {f"{_W}{name}" for name in ("del", "moveFrom")}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RUNS = (f"{_W}r", f"{_MATH}r")
_LEVELS = {f"{_MATH}sup": 1, f"{_MATH}sub": -1}
"""What an equation writes above and below the line."""
_DRAWN = {
    f"{_MATH}{name}"
    for name in ("rad", "m", "eqArr", "nary", "borderBox", "bar", "phant", "limUpp", "limLow", "groupChr", "acc")
}  # fmt: skip
"""What an equation draws around its digits: roots, matrices, bars, what is there and not seen. No plain text says it."""
_SUMS = regex(r"[-+−×÷*/＋－]")
_SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0x2D: "-",
    **{code: chr(code) for code in (*range(0x30, 0x3A), *b" %+,./:;<=>()")},
}  # fmt: skip
"""Characters of the font Symbol, as Word inserts ≤ and ≥ with it."""
_UNKNOWN = "\ufffd"
_DRAWING_FIELDS = regex(r"\s*(?:EQ|SYMBOL)\b", re.IGNORECASE)
"""Fields that show what their code says, and hold no result."""
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
        styles = {"table": table, "paragraph": _value(paragraph, "pPr", "pStyle")}
        found = list(self._words(paragraph, styles, False, _Fields()))
        runs = [run.find(f"{_W}rPr") for run in paragraph.iter(f"{_W}r")]
        moved = all(self._nearest("position", own, _with_character(styles, own)) for own in runs)
        level = {piece.raised for piece in found if piece.text.strip()}
        alike = moved and len(level) == 1
        yield from (replace(piece, raised=0) for piece in found) if alike else found

    def _words(
        self, element: Element, styles: dict[str, str], deleted: bool, fields: _Fields
    ) -> Iterator[Piece]:
        for child in element:
            if child.tag in (f"{_W}fldChar", f"{_W}instrText"):
                yield from fields.pass_by(child)
            if child.tag in _SKIPPED:
                continue
            gone = deleted or child.tag in _DELETED
            inner = self._words(child, styles, gone, fields)
            if child.tag in _RUNS:
                own = child.find(f"{_W}rPr")
                marks = self._marks(own, _with_character(styles, own))
                marks = replace(marks, struck=marks.struck or gone)
                for piece in inner:
                    yield replace(marks, text=piece.text) if not piece.marked else piece
            elif child.tag in (f"{_W}t", f"{_W}delText", f"{_MATH}t"):
                yield Piece("" if fields.in_code else child.text or "")
            elif child.tag == f"{_W}sym":
                yield Piece(_symbol(child))
            elif child.tag in _LEVELS:
                for piece in inner:
                    yield replace(piece, raised=_LEVELS[child.tag])
            elif child.tag in _SIGNS:
                yield Piece(_SIGNS[child.tag])
            elif child.tag == f"{_MATH}f":
                yield from self._fraction(child, styles, gone, fields)
            elif child.tag == f"{_MATH}d":
                yield from (Piece(_drawn(child, "begChr", "(")), *inner, Piece(_drawn(child, "endChr", ")")))  # fmt: skip
            else:
                yield from ([Piece(_UNKNOWN)] if child.tag in _DRAWN else [])
                yield from inner

    def _fraction(
        self, element: Element, styles: dict[str, str], deleted: bool, fields: _Fields
    ) -> Iterator[Piece]:
        """(A-B)/C: in brackets what a stroke alone would part otherwise."""
        for name in ("num", "den"):
            part = element.find(f"{_MATH}{name}")
            pieces = [] if part is None else list(self._words(part, styles, deleted, fields))
            sums = _SUMS.search("".join(piece.text for piece in pieces if not piece.left_out))
            yield Piece("/" if name == "den" else "")
            yield from (Piece("("), *pieces, Piece(")")) if sums else pieces

    def _marks(self, own: Element | None, styles: dict[str, str]) -> Piece:
        on = {name: self._toggled(name, own, styles) for name in _TOGGLES}
        double = self._nearest("dstrike", own, styles)
        raised = self._nearest("vertAlign", own, styles)
        moved = self._nearest("position", own, styles) or "0"
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


class _Fields:
    """The fields that are open in a paragraph: of each its code, and whether its result has begun."""

    def __init__(self) -> None:
        self._open: list[tuple[str, bool]] = []

    @property
    def in_code(self) -> bool:
        """True where what stands here is part of a code, which nobody sees; a field inside it is part of it as well."""
        return any(not begun for _, begun in self._open)

    def pass_by(self, element: Element) -> Iterator[Piece]:
        """Take in a part of a field; a sign that nobody knows for one that draws something and holds no result."""
        kind = element.get(f"{_W}fldCharType", "")
        if kind == "begin":
            self._open.append(("", False))
        elif self._open and kind == "separate":
            self._open[-1] = (self._open[-1][0], True)
        elif self._open and kind == "end":
            code, begun = self._open.pop()
            if not begun and not self.in_code and _DRAWING_FIELDS.match(code):
                yield Piece(_UNKNOWN)
        elif self._open and not kind:
            self._open[-1] = (self._open[-1][0] + (element.text or ""), self._open[-1][1])


def _with_character(styles: dict[str, str], own: Element | None) -> dict[str, str]:
    """The styles around a run, with its own."""
    named = None if own is None else own.find(f"{_W}rStyle")
    return {**styles, "character": "" if named is None else named.get(f"{_W}val", "")}


def _drawn(element: Element, name: str, usual: str) -> str:
    """The bracket that an equation draws; one may be left out by an empty val."""
    found = element.find(f"{_MATH}dPr/{_MATH}{name}")
    return usual if found is None else found.get(f"{_MATH}val", usual)


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
