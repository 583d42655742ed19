"""The names that the indicators of a table ask for: their own, and the terms of their formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sheetscore.errors import WordingLimit
from sheetscore.readers.indicator_table.header_years import year_of
from sheetscore.rules import compile_criteria, compile_second, compile_several
from sheetscore.scoring.definitions import defined
from sheetscore.scoring.filed.granted_budget import says_granted
from sheetscore.scoring.seconds.second_rows import labels
from sheetscore.scoring.spoken_names import spoken
from sheetscore.words.glossary import Glossary
from sheetscore.words.names import GRANTED_BUDGET
from sheetscore.words.text import name_key


def wanted_names(records: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """As `name_key` gives them, without a year in front or behind."""
    found = set()
    for record in map(spoken, records):
        found.add(name_key(str(record["indicator"])))
        try:
            rule = compile_criteria(
                record["criteria"], record["points"], record["indicator"], explanation=record["explanation"],
            )  # fmt: skip
        except WordingLimit:
            continue
        if rule.kind in ("judged", "checklist"):
            found |= set(_of_several(record))
        found |= {
            year_of(name_key(term)).rest for term in (rule.formula.terms if rule.formula else ())
        }
    return frozenset(found - {""})


def asked_terms(records: Iterable[Mapping[str, Any]], glossary: Glossary) -> list[tuple[str, str]]:
    """The terms of the formulas of a table, printed or official, each with its indicator; the names of the indicators, and what the
    second figures of a wording may be called.
    """
    found: list[tuple[str, str]] = []
    for record in map(spoken, records):
        name = str(record["indicator"])
        try:
            rule = compile_criteria(
                record["criteria"], record["points"], name, explanation=record["explanation"]
            )
        except WordingLimit:
            continue
        official = None if rule.formula else defined(record, rule, glossary)
        formula = official.formula if official else rule.formula
        terms = [*formula.terms] if formula else []
        for _, body in formula.definitions if formula else ():
            terms += body.terms()
        terms += _of_several(record) if rule.kind in ("judged", "checklist") else ()
        terms += [GRANTED_BUDGET] if says_granted(record) else ()
        found += [(term, name) for term in dict.fromkeys([*terms, name])]
    return found


def _of_several(record: Mapping[str, Any]) -> Iterator[str]:
    """The names that the second figures of a wording may stand under."""
    text, points, name = record["criteria"], record["points"], record["indicator"]
    rule = compile_second(text, points, name) or compile_several(text, points, name)
    for quantity in rule.quantities if rule else ():
        yield from labels(quantity)
