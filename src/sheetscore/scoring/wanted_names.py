"""The names that the indicators of a table ask for: their own, and the terms of their formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sheetscore.errors import WordingLimit
from sheetscore.readers.indicator_table.header_years import year_of
from sheetscore.rules import compile_criteria
from sheetscore.scoring.spoken_names import spoken
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
        found |= {
            year_of(name_key(term)).rest for term in (rule.formula.terms if rule.formula else ())
        }
    return frozenset(found - {""})
