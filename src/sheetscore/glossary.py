"""The glossary: a term of a formula, or a label of the 基础数据表, turned into an item and a measure.

Binding is by the listed spellings alone. `suggest` names near spellings for a message; it never binds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sheetscore.model import Key
from sheetscore.rules.text import name_key

_YEAR_WORDS = {
    "本年度": 0,
    "本年": 0,
    "当年度": 0,
    "当年": 0,
    "上年度": -1,
    "上一年度": -1,
    "上年": -1,
    "去年": -1,
}
_YEAR_PREFIX = re.compile(
    rf"^(?:({'|'.join(sorted(_YEAR_WORDS, key=len, reverse=True))})|(20\d\d)年度?)的?"
)
_SUGGEST_FROM = 70
"""Lowest likeness (0–100) that is worth naming in a message."""


@dataclass(frozen=True, slots=True)
class Term:
    """A formula term: official name, key without year, unit, source of the reading."""

    name: str
    item: str
    measure: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Label:
    """A row or column label: official name, unit ("" when the table states it), source."""

    name: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class BaseRate:
    """A rate printed in the 基础数据表 itself: numerator and denominator are measures of the same item."""

    item: str
    measure: str
    numerator: str
    denominator: str
    source: str


@dataclass(frozen=True, slots=True)
class BoundTerm:
    """`key` of a term; `dated` tells whether the term itself named a year; `known` whether the glossary has it."""

    key: Key
    unit: str
    dated: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Glossary:
    """Spellings (as `name_key` gives them) → entries."""

    terms: dict[str, Term]
    items: dict[str, Label]
    measures: dict[str, Label]
    rates: tuple[BaseRate, ...]

    def bind(self, term: str, year: int | None) -> BoundTerm:
        """The key of a formula term. `year` is the 评价年度, needed for terms such as 2019年预算数.

        A term that the glossary lacks is its own item with an empty measure.
        """
        key = name_key(term)
        entry = self.terms.get(key)
        offset, dated = 0, False
        if entry is None:
            match = _YEAR_PREFIX.match(key)
            if match:
                dated = True
                offset = (
                    _YEAR_WORDS[match[1]] if match[1] else (int(match[2]) - year if year else 0)
                )
                key = key[match.end() :]
                entry = self.terms.get(key)
        if entry is None:
            return BoundTerm(Key(key, "", offset), "", dated, False)
        return BoundTerm(Key(entry.item, entry.measure, offset), entry.unit, dated, True)

    def suggest(self, term: str, limit: int = 3) -> tuple[str, ...]:
        """Official spellings near to `term`, best first, for a message. Never a binding."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            name_key(term),
            self.terms.keys(),
            scorer=fuzz.ratio,
            limit=limit,
            score_cutoff=_SUGGEST_FROM,
        )
        return tuple(dict.fromkeys(self.terms[match].name for match, _, _ in found))
