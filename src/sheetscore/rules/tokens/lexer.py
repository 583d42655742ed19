"""A wording → tokens with positions. Words are keywords only next to what makes them so (得 before a number, not in 取得)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lark import Token
from lark.lexer import Lexer

from sheetscore.rules.tokens.patterns import PATTERNS, VALUES
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
    token = _read(text, _scan().match(text, position), previous)
    while token is None and position < len(text):
        match = _scan().search(text, position + 1)
        if match is None:
            return None
        token = _read(text, match, "TEXT")
        position = match.start()
    return token


def _read(text: str, match: re.Match[str] | None, previous: str) -> RuleToken | None:
    """The token where a scan stopped: the first pattern that may stand behind this type of token, fits and makes sense."""
    if match is None or match.lastgroup is None:
        return None
    begin = match.start()
    for kind, pattern, payload, before in PATTERNS[int(match.lastgroup[1:]) :]:
        if before is not None and previous not in before:
            continue
        found = pattern.match(text, begin)
        if found and found.end() > begin:
            try:
                meaning = payload(found) if payload else None
            except ValueError:
                continue
            return RuleToken.make(kind, found.group(), begin, meaning)
    return None


@cache
def _scan() -> re.Pattern[str]:
    """All patterns as one: the quick way to the next place where a token may be."""
    parts = (
        f"(?P<t{index}>{re.sub('[(][?]P<[a-z0-9]+>', '(?:', pattern.pattern)})"
        for index, (_, pattern, _, _) in enumerate(PATTERNS)
    )
    return re.compile("|".join(parts))


class WordingLexer(Lexer):
    """What lark calls: the input is a `Clean`."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        return iter(tokens(data))
