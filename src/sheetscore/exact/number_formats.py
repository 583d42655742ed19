"""The codes of number formats (ECMA-376 §18.8.31, as Excel, WPS and LibreOffice write them) → sections.

Plain text in, records out; nothing here knows of cells, units or figures. `shown` says what a number looks like under one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from sheetscore.regexes import regex

TokenKind = Literal["words", "pad", "digits", "point", "comma", "percent", "power", "over", "general", "text", "date"]  # fmt: skip

GENERAL = "General"
UNDECLARED_DATES = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: '上午/下午h"时"mm"分"', 35: '上午/下午h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""Formats that a file names by number and does not define, as Chinese Excel shows them (ECMA-376 §18.8.30, zh-cn)."""

_BRACKET_WORDS = regex(r"\$([^\]-]*)(?:-.*)?", re.DOTALL)
_CONDITION = regex(r"(<=|>=|<>|<|>|=)\s*([+-]?\d+(?:\.\d+)?)")
_ELAPSED = regex(r"h+|m+|s+", re.IGNORECASE)
_RED = regex(r"red|红色?|colou?r ?(?:3|10)|颜色 ?(?:3|10)", re.IGNORECASE)
_TOKEN = regex(
    r"""
    "(?P<quoted>[^"]*)(?:"|$) | [\\!](?P<escaped>.) | _(?P<pad>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式|G/標準|G/标准|通用格式|常规)
    | (?P<noon>AM/PM|A/P|上午/下午)
    | (?P<power>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|a{3,}|b{2,}|g+)
    | (?P<digits>[0#?]+) | (?P<point>\.) | (?P<comma>,) | (?P<percent>%) | (?P<text>@) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_SPLIT = regex(r'"[^"]*(?:"|$)|[\\!_*].|\[[^\]]*\]|;|.', re.DOTALL)
_MOST_SECTIONS = 4


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a section: words as they show, digits as their placeholders."""

    kind: TokenKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format; `condition` is its own, as in [>=10000]; `red`: the colour of negative numbers."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    red: bool = False

    def has(self, *kinds: TokenKind) -> bool:
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_date(self) -> bool:
        return self.has("date")

    @property
    def words(self) -> str:
        """The words of a section that shows nothing else."""
        return "".join(token.text for token in self.tokens if token.kind == "words")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The section for a number. `signed`: a minus is put before a negative number; None: programs differ in that.

    `section` None: it cannot be told which section serves.
    """

    section: Section | None
    signed: bool | None = True


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A format code read: up to three sections for numbers, and one for text where it has one."""

    numbers: tuple[Section, ...]
    text: Section | None = None
    plain: bool = False

    def choose(self, value: Decimal) -> Chosen:
        """The section for a number, by the conditions or by its sign."""
        parts = _by_sign(self.numbers)
        if all(part.condition is None for part in parts):
            return _default(parts, value)
        return _conditional(parts, value)


def _by_sign(parts: tuple[Section, ...]) -> tuple[Section, ...]:
    """[>=0]A;B and [>0]A;[<0]B;C are what A;B and A;B;C mean without conditions (LibreOffice writes them so)."""
    stated = tuple(None if part.condition is None else (part.condition[0], str(part.condition[1])) for part in parts)  # fmt: skip
    usual = ((">=", "0"), None), ((">", "0"), ("<", "0"), None), ((">", "0"), None, None)
    if stated not in usual:
        return parts
    return tuple(Section(part.tokens, None, part.red) for part in parts)


def _default(parts: tuple[Section, ...], value: Decimal) -> Chosen:
    if len(parts) == 1:
        return Chosen(parts[0])
    if value < 0:
        return Chosen(parts[1], False)
    return Chosen(parts[2] if value == 0 and len(parts) > 2 else parts[0])


def _conditional(parts: tuple[Section, ...], value: Decimal) -> Chosen:
    first, second = parts[0].condition, parts[1].condition if len(parts) > 1 else None
    if first is None:
        if value > 0 and _holds(second, value):
            return Chosen(None)
        if _holds(second, value):
            return Chosen(parts[1], _sign_kept(second))
        if len(parts) == 2 or value > 0:
            return Chosen(parts[0])
        return Chosen(parts[2])
    if _holds(first, value):
        return Chosen(parts[0], _sign_kept(first))
    if len(parts) == 1 or (len(parts) == 2 and second is not None and not _holds(second, value)):
        return Chosen(None)
    if second is not None and _holds(second, value):
        return Chosen(parts[1], _sign_kept(second))
    rest = None if _all_above_zero(first) or _all_above_zero(second) else True
    if len(parts) == 2:
        return Chosen(parts[1], rest)
    if second is None and value < 0:
        return Chosen(parts[1], None)
    return Chosen(parts[2], rest)


def _holds(condition: tuple[str, Decimal] | None, value: Decimal) -> bool:
    if condition is None:
        return False
    sign, edge = condition
    if sign in ("=", "<>"):
        return (value == edge) == (sign == "=")
    return (value > edge if sign[0] == ">" else value < edge) or (sign[1:] == "=" and value == edge)


def _all_above_zero(condition: tuple[str, Decimal] | None) -> bool:
    return condition is not None and condition[0] in (">", ">=") and condition[1] <= 0


def _sign_kept(condition: tuple[str, Decimal] | None) -> bool | None:
    """A section for negative numbers alone may leave their sign to the format; programs differ."""
    if condition is None:
        return True
    sign, edge = condition
    negative_alone = (sign == "<" and edge <= 0) or (sign in ("<=", "=") and edge < 0)
    return None if negative_alone else True


# -------------------------------------------------------------------------------------- reading


@lru_cache(maxsize=4096)
def read_format(code: str) -> NumberFormat:
    """A format code as its sections; "" is General. Any text can be read: what is no code shows as it stands."""
    if code.strip().lower() in ("", "general", "@"):
        return NumberFormat((_section(GENERAL),), plain=True)
    parts = [_section(each) for each in _sections(code)]
    text = None
    if len(parts) == _MOST_SECTIONS or parts[-1].has("text"):
        text = parts.pop()
    return NumberFormat(tuple(parts[:3]) or (_section(GENERAL),), text)


def _sections(code: str) -> list[str]:
    found = [""]
    for piece in _SPLIT.findall(code):
        if piece == ";" and len(found) < _MOST_SECTIONS:
            found.append("")
        elif piece == ";":
            break
        else:
            found[-1] += piece
    return found


def _section(code: str) -> Section:
    tokens: list[Token] = []
    condition, red = None, False
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "other", match[match.lastgroup or 0]
        if kind == "bracket":
            if found := _CONDITION.fullmatch(text.strip()):
                condition = found[1], Decimal(found[2])
            elif words := _BRACKET_WORDS.fullmatch(text):
                tokens.append(Token("words", words[1]))
            elif _ELAPSED.fullmatch(text):
                tokens.append(Token("date", text.lower()[0]))
            red = red or _RED.fullmatch(text.strip()) is not None
        else:
            tokens.append(_token(kind, text))
    return Section(_with_fractions(tuple(each for each in tokens if each.text)), condition, red)


def _token(kind: str, text: str) -> Token:
    if kind in ("quoted", "escaped", "other"):
        return Token("words", text)
    if kind in ("pad", "fill"):
        numeral = kind == "fill" and text in "0123456789.,"
        return Token("words", text) if numeral else Token("pad", " ")
    if kind == "noon":
        return Token("date", "noon")
    if kind == "date":
        return Token("date", text.lower())
    return Token(kind, text)  # type: ignore[arg-type]


def _with_fractions(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """# ?/?: the stroke between digits is that of a fraction."""
    found = list(tokens)
    for at in range(1, len(tokens) - 1):
        after = tokens[at + 1]
        denominator = after.kind == "digits" or (after.kind == "words" and after.text.isdigit())
        if tokens[at] == Token("words", "/") and tokens[at - 1].kind == "digits" and denominator:
            found[at] = Token("over", "/")
    return tuple(found)
