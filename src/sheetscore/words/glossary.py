"""The glossary: a term of a formula, or a label of the 基础数据表, turned into an item and a measure.

Binding is by the listed spellings alone. `suggest` names near spellings for a message; it never binds.
"""

from __future__ import annotations

from dataclasses import dataclass

from sheetscore.model.figure import Key
from sheetscore.regexes import regex
from sheetscore.words.adjusted_budget import with_adjusted
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_YEARS_END = regex("^(?=[初末].)")
"""上年末结转结余, 2019年初预算: the year ends that word as well."""
_YEAR_PREFIX = pattern(r"^(?:(?P<this>{this_year})|(?P<last>{last_year})|(?P<year>20\d\d)年度?)的?")
_TAILS = ("控制率", "变动率", "执行率", "完成率", "增长率", "支出率", "使用率")
"""What follows the item in the name of an indicator: 公用经费控制率."""
_BEHIND = regex(r"\([^()]*\)$|(?:指标|情况)$")
"""What may follow the name of a rate: 群众满意度（样本100份）."""
OF_ANY_ITEM = ("预算", "全年预算", "决算")
"""Measures that every item of money has; the others belong to one item and are terms of their own."""
_PEOPLE = "人"
"""What only the staff of a unit is counted in; an area may be that of anything."""
_SUGGEST_FROM = 70
"""Lowest likeness (0–100) that is worth naming in a message."""


@dataclass(frozen=True, slots=True)
class Term:
    """A formula term: official name, key without year, unit, source of the reading.

    `instead` is the item whose figure is the same one in a table that lacks `item`.
    """

    name: str
    item: str
    measure: str
    unit: str
    source: str
    instead: str = ""


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
class Definition:
    """How an official framework defines the rate of an indicator, for a table that says nothing of its own."""

    name: str
    formula: str
    source: str


@dataclass(frozen=True, slots=True)
class BoundTerm:
    """`key` of a term; `dated` tells whether the term itself named a year; `known` whether the glossary has it."""

    key: Key
    unit: str
    dated: bool
    known: bool
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Spellings (as `name_key` gives them) → entries.

    `shorts` are words for a measure that only stand beside the name of an item, `dated` those that only stand in a header with
    its year, `subjects` indicators → the item they are about, `bounded` endings of the names of rates that never exceed 100 %
    → why they do not.
    """

    terms: dict[str, Term]
    items: dict[str, Label]
    measures: dict[str, Label]
    rates: tuple[BaseRate, ...]
    shorts: dict[str, str]
    dated: dict[str, str]
    subjects: dict[str, str]
    definitions: dict[str, Definition]
    bounded: dict[str, str]

    def bind(self, term: str, year: int | None) -> BoundTerm:
        """The key of a formula term. `year` is the 评价年度, needed for terms such as 2019年预算数.

        A term that is a measure of the staff alone (年末在职人数) is that figure, as the same words are in a list. One that the
        glossary lacks is its own item with an empty measure.
        """
        key = with_adjusted(name_key(term))
        entry = self.terms.get(key)
        offset, dated = 0, False
        if entry is None:
            key, offset, dated = _without_year(key, year)
            entry = self.terms.get(key)
        label = self.measures.get(key)
        if entry is None and label and label.unit == _PEOPLE and self.item_of(label.name):
            return BoundTerm(
                Key(self.item_of(label.name), label.name, offset), label.unit, dated, True
            )
        if entry is None:
            return BoundTerm(Key(key, "", offset), "", dated, False)
        key_of = Key(entry.item, entry.measure, offset)
        return BoundTerm(key_of, entry.unit, dated, True, entry.instead)

    def measure_of(self, words: str, dated: bool) -> Label | None:
        """The measure that a column header names; 支出数 is one only where the header (`dated`) names its year too."""
        found = self.measures.get(words)
        if found is None and dated and words in self.dated:
            found = self.measures[name_key(self.dated[words])]
        return found

    def at_most_all(self, name: str) -> str:
        """Why the rate of this name cannot exceed 100 %; "" where it can, or nothing says that it cannot."""
        key = _BEHIND.sub("", name_key(name))
        return next((why for ending, why in self.bounded.items() if key.endswith(ending)), "")

    def subject(self, indicator: str) -> str:
        """The item that an indicator's name is about (公用经费控制率 → 公用经费); "" where the name does not say it plainly."""
        key = name_key(indicator)
        if key in self.subjects:
            return self.subjects[key]
        for tail in _TAILS:
            label = self.items.get(key.removesuffix(tail)) if key.endswith(tail) else None
            if label is not None:
                return label.name
        return ""

    def item_of(self, measure: str) -> str:
        """The only item that has this measure; "" where several have it, or any may."""
        owners = {each.item for each in self.terms.values() if each.measure == measure}
        owners |= {each.item for each in self.rates if each.measure == measure}
        return owners.pop() if len(owners) == 1 and measure not in OF_ANY_ITEM else ""

    def bind_measure(self, term: str, item: str, year: int | None) -> BoundTerm | None:
        """The key of a term that names a measure alone (实际支出, 预算数), of this item; None for any other term."""
        key, offset, dated = _without_year(name_key(term), year)
        label = self.measures.get(key)
        measure = label.name if label else self.shorts.get(key)
        if measure is None or (label and measure not in OF_ANY_ITEM):
            return None
        unit = self.items[name_key(item)].unit
        return BoundTerm(Key(item, measure, offset), unit, dated, True)

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


def _without_year(key: str, year: int | None) -> tuple[str, int, bool]:
    """A term without its year word, the year relative to the 评价年度, and whether there was such a word."""
    match = _YEAR_PREFIX.match(key)
    if match is None:
        return key, 0, False
    offset = -1 if match["last"] else int(match["year"]) - year if match["year"] and year else 0
    return _YEARS_END.sub("年", key[match.end() :]), offset, True
