"""A table of words in one spelling and the ones that the reader knows."""

from __future__ import annotations

import re

from sheetscore.regexes import regex

Spelled = tuple[tuple[re.Pattern[str], str], ...]
"""Patterns, each with what stands in its place, in the order in which they are tried."""


def spelled(*forms: tuple[str, str]) -> Spelled:
    """The table of (pattern, what stands in its place)."""
    return tuple((regex(form), instead) for form, instead in forms)


def respell(said: str, table: Spelled) -> str:
    """The wording with every form of the table in its usual words."""
    for form, instead in table:
        said = form.sub(instead, said)
    return said
