"""Wordings with the figure of a row and its score, or without a score where a person decides (tests/cases/*.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from own_tables import Row

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """The rows of tests/cases/NAME.toml."""
    found: list[Case] = tomllib.loads(
        (Path(__file__).parent / "cases" / f"{name}.toml").read_text("utf-8")
    )["row"]
    return found


def read(name: str) -> list[Case]:
    """Those that score."""
    return [row for row in cases(name) if "score" in row]


def shown(row: Case) -> str:
    return f"{row['text'][:40]} {row['done']}"


def line(row: Case, text: str | None = None) -> Row:
    """It in a table of the bureau's own, its 完成值 beside the 评价标准, or beside this `text` in place of it."""
    goal = row.get("target")
    return Row(row["name"], text or row["text"], row["done"], goal, points=row["points"])


def limited(text: str, signs: str, word: str) -> list[str]:
    """The wording with a word put into the middle of the first clause before each of these signs."""
    places = [text.find(sign) // 2 for sign in signs if text.find(sign) > 3]
    return [text[:place] + word + text[place:] for place in places or [len(text) // 2]]
