"""A wording → tokens with positions. Words are keywords only next to what makes them so (得 before a number, not in 取得)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from lark import Token
from lark.lexer import Lexer

from sheetscore.rules.tokens.patterns import PATTERNS, VALUES, Payload
from sheetscore.words.text import Clean

_NEEDS = {
    "OP": VALUES - {"POINT_DIFF"} | {"PLUSMINUS"},
    "SPREAD": frozenset({"PERCENT", "NUM", "QUANTITY"}),
    "PLUSMINUS": frozenset({"PERCENT", "NUM", "QUANTITY"}),
    "GET": frozenset({"POINTS", "FULL", "SHARE", "NUM", "RANGE_POINTS"}),
    "DEDUCT": frozenset({"POINTS", "FULL", "SHARE", "NUM"}),
    "ADD": frozenset({"POINTS"}),
    "EACH": VALUES,
    "EACH_FROM": frozenset({"POINT_DIFF", "PERCENT"}),
}
"""What must follow a token for it to be more than words."""


class RuleToken(Token):
    """A lark token that also carries what it means: a number, a sign, a direction."""

    __slots__ = ("payload",)
    payload: Any

    @classmethod
    def make(cls, kind: str, text: str, begin: int, payload: Any = None) -> RuleToken:
        token = cls(kind, text, start_pos=begin, end_pos=begin + len(text))
        token.payload = payload
        return token


def tokens(wording: Clean) -> list[RuleToken]:
    """The tokens of a clean wording; unread characters come as TEXT runs. Positions are those of `wording.text`."""
    text, previous, unread = wording.text, "", 0
    found: list[RuleToken] = []
    while unread < len(text):
        token = _next(text, unread, previous)
        begin = len(text) if token is None else token.start_pos or 0
        if unread < begin:
            found.append(RuleToken.make("TEXT", text[unread:begin], unread))
        if token is None:
            break
        found.append(token)
        previous, unread = token.type, begin + len(token)
    return _settle(found, text)


def _settle(found: list[RuleToken], text: str) -> list[RuleToken]:
    """Keywords without what must follow them are words after all; neighbouring words become one run."""
    for index in range(len(found) - 1, -1, -1):
        token = found[index]
        needs = _NEEDS.get(token.type)
        if needs is None:
            continue
        following = [each.type for each in found[index + 1 : index + 4]]
        whole = bool(following) and following[0] in needs
        if token.type in ("EACH", "EACH_FROM") and whole:
            whole = following[1:2] == ["DEDUCT"] and following[2] in ("POINTS", "SHARE", "NUM")
            whole = whole or following[1:3] == ["ADD", "POINTS"]
        if not whole:
            found[index] = RuleToken.make("TEXT", str(token), token.start_pos or 0)
    has_proportion = any(token.type in ("PROP", "SCORING") for token in found)
    settled: list[RuleToken] = []
    for token in found:
        stray = token.type == "POINT_DIFF" and not (
            settled and settled[-1].type in ("EACH", "EACH_FROM")
        )
        if stray or (token.type in ("DONE", "UNDONE") and not has_proportion):
            token = RuleToken.make("TEXT", str(token), token.start_pos or 0)
        if settled and token.type == settled[-1].type == "TEXT":
            begin = settled[-1].start_pos or 0
            settled[-1] = RuleToken.make("TEXT", text[begin : token.end_pos], begin)
        else:
            settled.append(token)
    return settled


def _next(text: str, position: int, previous: str) -> RuleToken | None:
    """The first token at or after a position; characters skipped before it count as words."""
    before = position - 1 if position else 0
    found = _first(text[before:], position - before, previous)
    return found and RuleToken.make(found[0], found[1], before + found[2], found[3])


_Found = tuple[str, str, int, Any]
"""Of a token its type, its words, where they begin, and what it means."""


@lru_cache(maxsize=1 << 14)
def _first(text: str, position: int, previous: str) -> _Found | None:
    """The first token of a wording's rest at or after a position: many wordings end alike, and no pattern looks back further than
    over one character.
    """
    search = _scan().search
    while (match := search(text, position)) is not None:
        begin = match.start()
        token = _read(text, begin, match.lastgroup, previous if begin == position else "TEXT")
        if token is not None:
            return token
        position, previous = begin + 1, "TEXT"
    return None


def _read(text: str, begin: int, group: str | None, previous: str) -> _Found | None:
    """The token where a scan stopped: the first pattern that may stand behind this type of token, fits and makes sense."""
    for kind, pattern, payload in _behind(group or "", previous):
        found = pattern.match(text, begin)
        if found and found.end() > begin:
            try:
                meaning = payload(found) if payload else None
            except ValueError:
                continue
            return kind, found.group(), begin, meaning
    return None


@cache
def _behind(group: str, previous: str) -> tuple[tuple[str, re.Pattern[str], Payload | None], ...]:
    """The patterns from that of this group on, the first one that fits, as far as they may stand behind a type of token."""
    return tuple(
        (kind, pattern, payload)
        for kind, pattern, payload, before in PATTERNS[int(group[1:]) :]
        if before is None or previous in before
    )


@cache
def _scan() -> re.Pattern[str]:
    """All patterns as one: the quick way to the next place where a token may be.

    An empty group behind each tells which one it was: with a group around it, `re` could not tell by its first character that a
    pattern does not fit.
    """
    parts = (
        f"(?:{re.sub('[(][?]P<[a-z0-9]+>', '(?:', pattern.pattern)})(?P<t{index}>)"
        for index, (_, pattern, _, _) in enumerate(PATTERNS)
    )
    return re.compile("|".join(parts))


class WordingLexer(Lexer):
    """What lark calls: the input is a `Clean`."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        return iter(tokens(data))
