"""Wordings with the figure of a row and its score, or without a score where a person decides (tests/cases/*.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

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


def places(text: str, signs: str) -> list[int]:
    """The middle of the first clause before each of these signs."""
    return [text.find(sign) // 2 for sign in signs if text.find(sign) > 3] or [len(text) // 2]
