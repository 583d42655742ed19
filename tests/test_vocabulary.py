"""One vocabulary: a word for a measure or a period stands in words/ (and in the grammar of the rules), nowhere else."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from workbooks import ROOT

from sheetscore.reports.relations.quantities import UNNAMED
from sheetscore.words import names, vocabulary

SOURCE = ROOT / "src" / "sheetscore"
FREE = {"words", "rules"}
NOT_YET = (
    "readers/", "writers/", "exact/points_in_time.py", "model/profile.py",
    "scoring/own/by_parts.py", "scoring/own/proved_parts.py", "scoring/own/own_figures.py", "scoring/own/stated_goal.py",
    "scoring/seconds/",
)  # fmt: skip
"""Rooms and modules whose words are still their own; this list only becomes shorter."""
LISTED = ("called", "class", "whole")
"""Tables of the vocabulary whose keys are names."""
MATCHING = {
    "compile", "regex", "search", "match", "fullmatch", "sub", "split", "findall", "finditer", "pattern", "said", "startswith", "endswith",
    "find", "rfind", "index", "rindex", "count", "replace", "removeprefix", "removesuffix", "get", "set", "frozenset", "dict", "Key",
}  # fmt: skip
MESSAGES = re.compile(r"Finding|at|KeyFault|\w*Error|\w*Fault|Rejected|NoIndicatorTable|_finding")


def in_scope(pattern: str) -> list[Path]:
    """The files of the rooms that must not have such words."""
    found = {path: path.relative_to(SOURCE).as_posix() for path in sorted(SOURCE.rglob(pattern))}
    return [
        path for path, name in found.items()
        if name.split("/")[0] not in FREE and not name.startswith(NOT_YET)
    ]  # fmt: skip


MODULES = in_scope("*.py")
TABLES = [path for path in in_scope("*.toml") if path.name != "codes.toml"]
"""codes.toml is what is said of the codes: nothing is matched by it."""


def stems() -> list[str]:
    """The shortest plain words for measures and periods: 预算, 决算, 上年; a literal that holds one is a spelling of ours."""
    data = tomllib.loads(vocabulary.DATA.read_text("utf-8"))
    plain = {
        word for kind in ("measure", "period") for spellings in data[kind].values() for word in spellings
        if re.fullmatch("[\u4e00-\u9fff]+", word)
    }  # fmt: skip
    return sorted(word for word in plain if not any(other in word for other in plain - {word}))


STEM = re.compile("|".join(stems()))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def is_prose(text: str) -> bool:
    """A part of a message: it has a stop and no sign of a pattern."""
    return re.search("[。；，：（]", text) is not None and not re.search(r"[|*+?$^{}\\[\]]", text)


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every string that a module may match by: no docstring, no part of a message."""
    tree = ast.parse(path.read_text("utf-8"))
    free: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            free.add(id(node.value))
        elif isinstance(node, ast.Call) and MESSAGES.fullmatch(called(node)):
            free |= {id(each) for each in ast.walk(node) if not isinstance(each, ast.Call)}
        elif isinstance(node, ast.JoinedStr):
            free |= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        matched = isinstance(node, ast.Compare | ast.MatchValue) or (
            isinstance(node, ast.Call) and called(node) in MATCHING
        )
        if matched:
            free -= {id(each) for each in ast.walk(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in free else None
        if isinstance(text, str) and not is_prose(text):
            yield node.lineno, text


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_matches_by_a_word_of_its_own_for_a_measure_or_a_period(path: Path) -> None:
    assert [f"{line}: {text}" for line, text in literals(path) if STEM.search(text)] == []


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_no_table_of_words_spells_a_measure_or_a_period(path: Path) -> None:
    told = tomllib.loads(path.read_text("utf-8"))
    assert [text for text in matched(told) if STEM.search(text)] == []


def matched(data: object) -> Iterator[str]:
    """The strings of a table, its keys too, but for names and the sentences that are its samples."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for each in data:
            yield from matched(each)
    elif isinstance(data, dict):
        for key, each in data.items():
            yield key
            if key not in ("name", "wrong", "silent"):
                yield from matched(each)


def test_every_entry_of_the_vocabulary_is_used() -> None:
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.toml")]
    text = "".join(path.read_text("utf-8") for path in files)
    data = tomllib.loads(vocabulary.DATA.read_text("utf-8"))
    keys = {key for kind, each in data.items() if kind not in LISTED for key in each}
    assert not {key for key in keys if f"{{{key}}}" not in text and f'"{key}"' not in text}


def test_a_key_stands_for_one_thing() -> None:
    data = tomllib.loads(vocabulary.DATA.read_text("utf-8"))
    keys = [key for kind, each in data.items() if kind not in LISTED for key in each]
    assert len(keys) == len(set(keys))


def test_what_is_listed_is_called_by_its_official_name() -> None:
    """A report's item has the name that the glossary, or the list of names, gives it."""
    known = {value for value in vars(names).values() if isinstance(value, str)}
    known |= set(names.SAN_GONG)
    assert set(vocabulary.entries("called")) - {UNNAMED} <= known
