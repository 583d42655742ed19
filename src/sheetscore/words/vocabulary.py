"""The one vocabulary: which words mean a measure, a period, a direction, a total. Data: vocabulary.toml.

In a pattern {key} stands for every spelling of a meaning, so that no other module writes such a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from sheetscore.regexes import regex
from sheetscore.words.names import BOOKED, BUDGET, FULL_BUDGET
from sheetscore.words.toml_files import read_toml

DATA = Path(__file__).with_name("vocabulary.toml")
_KEY = regex(r"\{([a-z_]+)\}")
_KINDS = ("period", "measure", "role", "rate", "item", "direction", "total", "hedge")
Role = Literal["budget", "actual"]


_data = cache(lambda: read_toml(DATA))


@cache
def _spellings() -> dict[str, str]:
    """Every key → its spellings as one group of a pattern, those of other keys in it still as {key}."""
    data = _data()
    return {key: f"(?:{'|'.join(each)})" for kind in _KINDS for key, each in data[kind].items()}


def said(text: str) -> str:
    """`text` with the spellings in place of each {key}. Raises KeyError for a key that the vocabulary lacks."""
    while _KEY.search(text):
        text = _KEY.sub(lambda key: _spellings()[key[1]], text)
    return text


@cache
def pattern(text: str) -> re.Pattern[str]:
    """The pattern that `text` makes with the spellings in place of each {key}; an unknown key is a KeyError on its first use."""
    return regex(lambda: said(text))


def entries(kind: str) -> dict[str, list[str]]:
    """`called`, `class` or `whole`: the name of an entry → its patterns, each for `pattern`."""
    found: dict[str, list[str]] = _data()[kind]
    return found


_KEYS = {BOOKED: "booked", FULL_BUDGET: "full_budget", BUDGET: "plain_budget"}
_MEASURES = [(name, pattern(f"{{{key}}}")) for name, key in _KEYS.items()]
_DONE, _PLANNED, _SPENT = pattern("{done}"), pattern("{planned}"), pattern("{spent}")


def measure_of(words: str) -> str:
    """预算, 全年预算 or 决算; "" where the words do not say."""
    return next((name for name, spelled in _MEASURES if spelled.search(words)), "")


def elsewhere(spelling: str, measure: str) -> str:
    """Where the vocabulary has a spelling under another measure than this one of money; "" where it has it under none."""
    other = measure_of(spelling)
    if measure not in _KEYS or other in ("", measure):
        return ""
    lines = DATA.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith(f"{_KEYS[other]} ="))
    return f"words/{DATA.name} 第 {number} 行（{other}）"


def own_words(spellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of spellings of measures (in a bureau's glossary), those of money that are not in the vocabulary → the measure."""
    return {word: name for word, name in spellings if name in _KEYS and not measure_of(word)}


def role_of(words: str) -> Role | None:
    """What a figure is to a rate by the words right before it: the budget or target, or what was done of it."""
    if _DONE.search(words):
        return "actual"
    if _PLANNED.search(words):
        return "budget"
    return "actual" if _SPENT.search(words) else None
