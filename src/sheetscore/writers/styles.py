"""Fonts, colours and number formats of our sheets, and how much room Chinese text takes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final
from unicodedata import east_asian_width

from sheetscore.model.layout import CellStyle
from sheetscore.model.outcome import Status
from sheetscore.regexes import regex
from sheetscore.words.signs import on_lines

Prop = str | int | float | bool

SONG: Final = "宋体"
HEI: Final = "黑体"

INK: Final = "#1F2A37"
MUTED: Final = "#5F6B7A"
RULE: Final = "#B8C2CC"
NAVY: Final = "#1F3864"
HEAD: Final = "#DCE6F1"
PALE: Final = "#F3F6FA"
ENTRY: Final = "#FFF59D"
CLOSED: Final = "#E7E9EC"
LINK: Final = "#1F4E9E"

STATUS_COLOURS: Final[dict[Status, tuple[str, str]]] = {
    Status.AGREES: ("#E2EFDA", "#375623"),
    Status.DIFFERS: ("#FADBD8", "#922B21"),
    Status.MISSING: ("#FFF2CC", "#664D00"),
    Status.JUDGED: ("#DDE4EE", "#3B4D66"),
    Status.FILLED: ("#E4DFEC", "#5B4A87"),
}
"""Fill and font colour of each state; the state is always written in words as well."""

STATUS_MEANINGS: Final[dict[Status, str]] = {
    Status.AGREES: "按评价标准算出的得分与自评得分相同",
    Status.DIFFERS: "按评价标准算出的得分与自评得分不同",
    Status.MISSING: "标准可以计算，但缺少数据；在“缺数清单”填上即自动计分",
    Status.JUDGED: "须由人员依据佐证材料评定；在“汇总”填评定得分，没有评定的暂按自评得分计入总分",
    Status.FILLED: "已按评价标准算出得分，未填自评得分",
}

PERCENT: Final = "0.00%"
SIGNED: Final = "+General;-General;0"
"""A difference: 0.5 → +0.5, -8 → -8; no digits that are not there."""

_PIXELS_OF_A_CHARACTER = 7
_PADDING = 5
_INDENT = 1.5
_LINE = 1.4
"""Height of a line in font sizes; the tallest of the usual Chinese fonts."""
_MAX_ROW = 409.0
_MAX_TEXT = 32_767
_CUT_MARK = "……（原文过长，此处截断）"
_FORBIDDEN = regex("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LITERAL = 240
_PARTS = regex(r"[0-9A-Za-z.%+_:#-]+|.")
_CLOSING = frozenset("，。；：、！？）》〉】〕”’,.;:)!?]%…")


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Prop], ...], Any] = {}

    def get(self, **props: Prop) -> Any:
        """A format with our body font unless `props` (XlsxWriter's names) say otherwise."""
        base: dict[str, Prop] = {"font_name": SONG, "font_size": 10.5, "valign": "vcenter"}
        return self._format({**base, **props})

    def box(self, **props: Prop) -> Any:
        """As `get`, with a thin border and wrapped text: the body cell of our tables."""
        base: dict[str, Prop] = {"border": 1, "border_color": RULE, "text_wrap": True}
        if props.get("align", "left") == "left":
            base |= {"align": "left", "indent": 1}
        return self.get(**{**base, **props})

    def head(self, **props: Prop) -> Any:
        """The header cell of our tables."""
        base: dict[str, Prop] = {"bg_color": HEAD, "font_color": NAVY, "align": "center"}
        return self.box(**{**base, "bold": True, **props})

    def title(self) -> Any:
        """The title of a sheet."""
        return self.get(font_name=HEI, font_size=18, font_color=NAVY, align="center")

    def section(self) -> Any:
        """The line above a table that says what it holds."""
        return self.get(font_name=HEI, font_size=12, font_color=NAVY, bottom=2, bottom_color=NAVY)

    def note(self, **props: Prop) -> Any:
        """Small grey text: remarks and instructions."""
        return self.get(**{"font_size": 9.5, "font_color": MUTED, "text_wrap": True, **props})

    def status(self, status: Status) -> Any:
        """Fill and font of a state alone, for conditional formats."""
        fill, ink = STATUS_COLOURS[status]
        return self._format({"bg_color": fill, "font_color": ink})

    def fill(self, status: Status) -> Any:
        """The fill of a state alone, under text that stays in its own colour."""
        return self._format({"bg_color": STATUS_COLOURS[status][0]})

    def of(self, style: CellStyle, **changes: Prop | None) -> Any:
        """The format of a submitted cell, with `changes`; None takes a property away."""
        props = {**dict(style.props), **changes}
        return self._format({k: v for k, v in props.items() if v is not None})

    def _format(self, props: dict[str, Prop]) -> Any:
        key = tuple(sorted(props.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(props)
        return self._made[key]


def clean(text: str) -> str:
    """`text` of ours for a cell: `as_filed`, and without signs that steer a line or the reading direction."""
    return on_lines(as_filed(text))


def as_filed(text: str) -> str:
    """`text` as a cell can hold it: no control characters, cut with a mark at 32,767 characters."""
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text) > _MAX_TEXT:
        return text[: _MAX_TEXT - len(_CUT_MARK)] + _CUT_MARK
    return text


def literal(text: str) -> str:
    """`text` inside a formula: quotes doubled, long text in pieces of at most 255 characters."""
    text = clean(text)
    pieces = [text[i : i + _LITERAL] for i in range(0, len(text), _LITERAL)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


@lru_cache(maxsize=4096)
def display_width(text: str) -> int:
    """Columns of a half-width character that `text` takes on one line; wide characters count 2."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def line_count(text: str, width: float, size: float = 10.5) -> int:
    """Lines that `text` takes in a column `width` characters wide, in a font of `size` points."""
    inner = width * _PIXELS_OF_A_CHARACTER - 2
    room = max(2, math.floor(inner / (size * 96 / 72 / 2)))
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


@lru_cache(maxsize=8192)
def _wrapped(paragraph: str, room: int) -> int:
    """Lines of one paragraph, filled one after the other as a spreadsheet does it.

    A word or number is not broken; a closing mark takes the character before it to the next line.
    """
    if display_width(paragraph) <= room:
        return 1
    lines, used = 1, 0
    for part in _PARTS.findall(paragraph):
        width = display_width(part)
        if used + width <= room:
            used += width
            continue
        lines += used > 0
        used = width + (2 if part in _CLOSING else 0)
        lines += (used - 1) // room
        used = (used - 1) % room + 1
    return lines


def text_height(text: str, width: float, size: float = 10.5) -> float:
    """Points of row height that `text` needs in a column `width` characters wide."""
    return line_count(text, width, size) * size * _LINE + 4


def row_height(cells: Iterable[tuple[str, float]], size: float = 10.5, least: float = 20) -> float:
    """Height of a row of boxes that hold (text, width in characters): enough for the tallest."""
    heights = (text_height(text, max(2, width - _INDENT), size) for text, width in cells)
    needed = max(heights, default=least)
    return min(_MAX_ROW, max(least, math.ceil(needed)))


def joined_width(widths: Iterable[float]) -> float:
    """Characters that fit into merged columns of these widths (their padding adds to the room)."""
    listed = list(widths)
    return sum(listed) + _PADDING / _PIXELS_OF_A_CHARACTER * max(0, len(listed) - 1)


def pixels(width: float) -> int:
    """Pixels of a column `width` characters wide."""
    return round(width * _PIXELS_OF_A_CHARACTER) + _PADDING
