"""The text of one cell in pieces that look different → what a reader of the sheet sees, and what was left out.

Readers of every format only feed it. A piece struck out or hidden is left out; a raised digit stays raised (4¹, never 41), so
that the number gate refuses it; behind the words of a label it is the number of a note and is left out (docs/读法.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sheetscore.exact.amounts import decimal, percent, plain
from sheetscore.exact.numerals import RAISED_DIGITS, half_width, numeral
from sheetscore.model.finding import Finding
from sheetscore.regexes import regex

_ABOVE = str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾")
_BELOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LEVEL = {**dict.fromkeys(_ABOVE.values(), 1), **dict.fromkeys(_BELOW.values(), -1)}
_ON_THE_LINE = {char: on_line for table in (_ABOVE, _BELOW) for on_line, char in table.items()}
_POWER_OF = regex(r"(?:[kcdmKCDM]?[mM]|㎞|㎝|㎜|\uff4d|米)$")
"""What has a square and a cube: m², km³."""
_MARK = regex(
    r"[\[(（【〔\uff3b]?(?:备?注[:：]?)?(?:\d{1,2}(?:[,，、]\d{1,2})*|[a-zA-Z]|[①-⑳㈠-㈩]|[*＊※†‡#]{1,3}|)[\])）】〕\uff3d]?"
)
_AFTER_WORDS = regex(r"[\u3400-\u9fff)）\]】〕》”’\"]$")
_FORMULA = regex(r"[=＝×÷*＊+＋≥≤≦≧<>＜＞%％‰^√]")
_NO_FIGURE = regex(
    r"[（(\[【〔][^（()）]*[）)\]】〕]|(?:19|20)\d\d(?=年|$|\D)|^\s*[（(]?\d{1,2}[）)、.．](?!\d)"
)
"""Digits of a label that are none of a figure: those in brackets, a year, the number in front."""
_IN_PER_CENT = regex(r"[（(][%％‰][）)]")
_COUNTED = regex(r"\d|[\u3007零一二三四五六七八九十百千两]{2,}\D{0,2}$")
_TELLING = regex(
    r"[\d\u3007零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾不未非]|" + _FORMULA.pattern
)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text of a cell: struck out (a deletion of the change tracking as well), hidden, raised (1) or lowered (-1)."""

    text: str
    struck: bool = False
    hidden: bool = False
    raised: int = 0

    @property
    def left_out(self) -> bool:
        return self.struck or self.hidden

    @property
    def marked(self) -> bool:
        """Not simply on the line."""
        return self.left_out or self.raised != 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees of a cell: `text`, and in the order of the cell what was left out, by why.

    `marks` are raised numbers of notes behind a label. `pieces` is the whole, to be drawn again.
    """

    pieces: tuple[Piece, ...]
    text: str
    struck: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """True where all that stands there is struck out or hidden."""
        return not self.text.strip() and bool(self.struck or self.hidden)

    @property
    def filed(self) -> str:
        """The text with every piece, as a program gives it that knows no looks."""
        return "".join(piece.text for piece in self.pieces)


def is_marked(pieces: Iterable[Piece]) -> bool:
    """True where a piece is struck out, hidden or off the line."""
    return any(
        piece.text
        and (piece.marked or (not piece.text.isascii() and RAISED_DIGITS.search(piece.text)))
        for piece in pieces
    )


def seen(pieces: Iterable[Piece]) -> Seen:
    """What a reader sees of these pieces."""
    each = tuple(piece for piece in pieces if piece.text)
    kept = [piece for piece in _on_levels(each) if not piece.left_out]
    text, marks = _read(kept)
    struck = tuple(_joined(each, lambda piece: piece.struck and not piece.hidden))
    hidden = tuple(_joined(each, lambda piece: piece.hidden))
    return Seen(each, text, struck, hidden, marks)


def seen_value(value: Any, number_format: str, pieces: Iterable[Piece]) -> tuple[Any, Seen | None]:
    """The value of a spreadsheet's cell as a reader sees it, and how; (value, None) where nothing in it is marked.

    A value that is no text has one piece, its font, or the pieces of what it shows. Struck out or hidden it is None, a
    raised number is raised text, one of which a piece is left out the rest of it.
    """
    each = tuple(pieces)
    if isinstance(value, str):
        if not is_marked(each):
            return value, None
        found = seen(each)
        return found.text or None, found
    inked = [piece for piece in each if piece.text.strip()] or list(each[:1])
    if value is None or not any(piece.marked for piece in inked):
        return value, None
    alike = len({(piece.struck, piece.hidden, piece.raised) for piece in inked}) == 1
    shown = [replace(inked[0], text=_shown(value, number_format))] if alike else each
    found = seen(shown)
    if found.nothing:
        return None, found
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return (found.text, found) if number or not alike else (value, None)


def _shown(value: Any, number_format: str) -> str:
    try:
        return percent(decimal(value), 6) if "%" in number_format else plain(value)
    except (ValueError, TypeError):
        return str(value)[:_LONGEST]


def _on_levels(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces cut where a character is raised by itself (¹, ₂), those written as plain digits of that level; joined anew."""
    cut: list[Piece] = []
    for piece in pieces:
        for level, chars in groupby(piece.text, lambda char: _LEVEL.get(ord(char), 0)):
            text = "".join(chars).translate(_ON_THE_LINE)
            cut.append(replace(piece, text=text, raised=level or piece.raised))
    for _, alike in groupby(cut, lambda piece: (piece.left_out, piece.raised)):
        listed = list(alike)
        yield replace(listed[0], text="".join(piece.text for piece in listed))


def _read(kept: list[Piece]) -> tuple[str, tuple[str, ...]]:
    """(text, marks of notes) of the pieces that are not left out."""
    base = "".join(piece.text for piece in kept if not piece.raised).strip()
    label = is_label(base)
    text, marks = "", []
    for piece in kept:
        before = text.rstrip()
        if not piece.raised:
            text += piece.text
        elif not base and not _numeric(piece.text):
            text += piece.text  # words that are raised as a whole
        elif piece.raised < 0 and before[-1:].isascii() and before[-1:].isalpha():
            text += piece.text  # CO₂, PM₂.₅
        elif piece.text.strip() in ("2", "3") and piece.raised > 0 and _POWER_OF.search(before):
            text += piece.text.strip().translate(_ABOVE)
        elif label and _AFTER_WORDS.search(before) and _MARK.fullmatch(piece.text.strip()):
            marks.append(piece.text.strip())
        else:
            text += half_width(piece.text).translate(_ABOVE if piece.raised > 0 else _BELOW)
    return text, tuple(mark for mark in marks if mark)


def is_label(text: str) -> bool:
    """True for words without a figure: a name, a heading, a title; their years and numbering count as words."""
    half = half_width(text)
    if not text or _FORMULA.search(_IN_PER_CENT.sub("", text)) or numeral(half) is not None:
        return False
    return not _COUNTED.search(_NO_FIGURE.sub("", half))


def _numeric(text: str) -> bool:
    return numeral(half_width(text)) is not None


def _joined(pieces: Iterable[Piece], wanted: Any) -> Iterator[str]:
    """The texts of neighbouring pieces that are wanted; blanks alone are none."""
    for is_wanted, alike in groupby(pieces, lambda piece: bool(wanted(piece))):
        text = "".join(piece.text for piece in alike)
        if is_wanted and text.strip():
            yield text


# ------------------------------------------------------------------------------- what is said


def told(found: Seen, file: str, sheet: str, cell: str) -> Iterator[Finding]:
    """A15: what was left out of a cell, and what is used instead. A warning where a figure is concerned, else an info."""
    for pieces, gone, why in (
        (found.struck, "划掉了", "划掉的字"),
        (found.hidden, "是隐藏的", "隐藏的字"),
    ):
        if not pieces:
            continue
        words = "、".join(_quoted(piece) for piece in pieces)
        if found.nothing:
            message = f"{cell} 的{words}整格{gone}，按没有填处理。"
        else:
            message = f"{cell} 里的{words}{gone}，没有读，按{_quoted(found.text)}读。"
        counts = any(_TELLING.search(piece) for piece in pieces)
        quiet = not counts and (found.nothing or is_label(found.text.strip()))
        yield Finding(
            "A15", "info" if quiet else "warning", message, file, sheet, cell, _short(found.filed), f"没有{why}",
            f"请删去{why}，只留下要用的；要用的请恢复成普通的字。",
        )  # fmt: skip
    if found.marks:
        marks = "、".join(_quoted(mark) for mark in found.marks)
        yield Finding(
            "A15", "info", f"{cell} 里的上标{marks}是注号，没有读，按{_quoted(found.text)}读。", file, sheet, cell,
            _short(found.filed), "没有注号的名称", "不影响评分；名称后面最好不带注号。",
        )  # fmt: skip


def _quoted(text: str) -> str:
    return f"“{_short(text)}”"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
