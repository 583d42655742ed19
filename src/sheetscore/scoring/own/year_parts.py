"""Which of two parts of a 完成值 is last year's and which is this year's: 上年电费18.2万元，本年17.5万元; 2023年64起，2024年64起.

A part is called by its year alone, or by its year and words of the row's own name. A year in digits is one of the two only where
the 评价年度 is known. A part of a year (上半年, 同期, 1-6月) is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from sheetscore.exact.amounts import fraction
from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex
from sheetscore.rules.formulas.formula import Formula
from sheetscore.rules.paraphrase.change_words import moved_figure
from sheetscore.scoring.own.proved_parts import change_in
from sheetscore.scoring.own.written_parts import Part, Written, read_parts
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_LAST = pattern("(?:{last_year})(?:度|末|底)?")
_THIS = pattern("(?:{this_year})(?:度|末|底)?")
_YEAR = regex(r"(?P<year>20\d\d)年(?:度|末|底)?")
_LEADS = pattern(
    "^(?:实际|实绩|{all_year}|完成|实现|发生|共|总|为|数|的)+|(?:实际|实绩|完成|实现|发生|总数|总额|数|为|是|的|共)+$"
)
_BOTH = 2
_SHORTEST = 2
_CLAUSE = regex("[,;。](?!\\d{3})")
_OTHER_RATE = pattern("[%‰]|{compared}|百分")
_BEFORE, _NOW = "前数", "后数"


def last_and_this(parts: Sequence[Part], name: str, year: int | None) -> tuple[Part, Part] | None:
    """Last year's part and this year's, counted alike; None for any other two, or more than two."""
    if len(parts) != _BOTH or len({part.unit for part in parts}) != 1:
        return None
    found = {_year_of(part.name, name, year): part for part in parts}
    if found.keys() != {"last", "this"} or any(part.value < 0 for part in parts):
        return None
    return found["last"], found["this"]


def _year_of(called: str, name: str, year: int | None) -> Literal["last", "this", ""]:
    key = name_key(called)
    rest = key.replace(name, "", 1) if name else key
    in_digits = _YEAR.match(rest)
    if in_digits:
        if year is None or int(in_digits["year"]) not in (year, year - 1):
            return ""
        rest, of = rest[in_digits.end() :], "this" if int(in_digits["year"]) == year else "last"
    elif found := _LAST.match(rest):
        rest, of = rest[found.end() :], "last"
    elif found := _THIS.match(rest):
        rest, of = rest[found.end() :], "this"
    else:
        return ""
    if not _of_row(rest, name):
        return ""
    return "this" if of == "this" else "last"


def by_years(
    name: str, printed: Formula | None, written: Written, year: int | None
) -> dict[str, Part] | None:
    """What it was and what it is of a rate of change, by the years in the names, or by the quotient of the difference."""
    way = change_in(name)
    if written.change:
        return _by_difference(printed, way, written)
    both = last_and_this(written.parts, name, year) if way and printed is None else None
    if both is None or both[0].value <= 0:
        return None
    return {part.name: part for part in both}


def by_printed_years(
    printed: Formula, parts: Sequence[Part], year: int | None
) -> dict[str, Part] | None:
    """2021年度“三公经费”预算安排17.5万元，2020年度“三公经费”预算安排18.5万元 of (本年度…预算数-上年度…预算数)/上年度…预算数."""
    if (
        len(printed.terms) != _BOTH
        or len(parts) != _BOTH
        or len({part.unit for part in parts}) != 1
    ):
        return None
    terms = {
        split[0]: (split[1], term)
        for term in printed.terms
        if (split := _split(name_key(term), year))
    }
    said = {
        split[0]: (split[1], part) for part in parts if (split := _split(name_key(part.name), year))
    }
    if terms.keys() != {"last", "this"} or said.keys() != terms.keys():
        return None
    if len({core for core, _ in (*terms.values(), *said.values())}) != 1:
        return None
    return {term: said[when][1] for when, (_, term) in terms.items()}


_TAILS = regex("(?:安排|金额|总额|数额|数|额|共|为)+$")


def _split(key: str, year: int | None) -> tuple[str, str] | None:
    """ "last" or "this", and what the figure is of that year."""
    in_digits = _YEAR.match(key)
    if in_digits:
        if year is None or int(in_digits["year"]) not in (year, year - 1):
            return None
        when, rest = "this" if int(in_digits["year"]) == year else "last", key[in_digits.end() :]
    elif found := _LAST.match(key):
        when, rest = "last", key[found.end() :]
    elif found := _THIS.match(key):
        when, rest = "this", key[found.end() :]
    else:
        return None
    return when, _TAILS.sub("", rest).replace("本级", "级").replace("的", "")


def _by_difference(printed: Formula | None, way: str, written: Written) -> dict[str, Part] | None:
    """(1386-1280)/1280 of a printed (本年-上年)/上年, or of a rate of change that prints none."""
    now, before = written.parts
    if before.value <= 0:
        return None
    if printed is None:
        return {_BEFORE: before, _NOW: now} if way else None
    terms = printed.terms
    if len(terms) != _BOTH or printed.factor is not None:
        return None
    change = (fraction(now.value) - fraction(before.value)) / fraction(before.value)
    for pair in ((now, before), (before, now)):
        values = dict(zip(terms, (fraction(each.value) for each in pair), strict=True))
        try:
            rate = printed.evaluate(values)
        except ZeroDivisionError:
            continue
        if rate in (change, -change):
            return dict(zip(terms, pair, strict=True))
    return None


def moved_by(text: str, name: str) -> Written | None:
    """接待120万人次，同比增长3.85% of a row that is called after such a change: the rate alone. The other way round is none."""
    way = change_in(name)
    clauses = [each for each in _CLAUSE.split(re.sub(r"\s", "", half_width(text))) if each]
    if not way or not clauses or any(_OTHER_RATE.search(each) for each in clauses[:-1]):
        return None
    shown = moved_figure(clauses[-1], way)
    if not shown or shown.startswith("-"):
        return None
    return read_parts(f"{name}{shown}")


def of_this_year(parts: Sequence[Part], year: int | None) -> tuple[Part, ...] | None:
    """The parts without the 评价年度 in front of their names; None where one names another year, or the year is not known."""
    found = []
    for part in parts:
        stated = _YEAR.match(part.name)
        if stated and int(stated["year"]) != year:
            return None
        found.append(replace(part, name=part.name[stated.end() :]) if stated else part)
    return tuple(found)


def _of_row(words: str, name: str) -> bool:
    """Is nothing left but words of the row's name, and such as say that it was so?"""
    left = _LEADS.sub("", words)
    while left:
        sizes = [n for n in range(_SHORTEST, len(left) + 1) if left[:n] in name]
        if not sizes:
            return False
        left = left[max(sizes) :]
    return True
