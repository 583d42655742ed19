"""Signs that steer a terminal, a line or the reading direction. They come in names and cells from outside and are not shown.

Control characters (C0, C1), the line and paragraph separators, and the marks and overrides of the bidirectional algorithm
(Unicode Standard Annex #9).
"""

from __future__ import annotations

from sheetscore.regexes import regex

STEERING = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\u206a-\u206f"
"""The signs as the inside of a character class."""
_ANY = regex(f"[{STEERING}]+")
_BUT_LINES = regex(f"(?:(?![\t\n])[{STEERING}])+")
_UNSHOWN = regex(f"[{STEERING}\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """The text on one line, each run of such signs as a blank."""
    return _ANY.sub(" ", text)


def on_lines(text: str) -> str:
    """The same with its own line breaks and tabs kept."""
    return _BUT_LINES.sub(" ", text)


def escaped(json_text: str) -> str:
    r"""JSON with such signs, and what no file in UTF-8 can hold, as \uXXXX: in JSON they stand inside strings alone."""
    return _UNSHOWN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json_text)
