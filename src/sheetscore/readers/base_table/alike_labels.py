"""Row labels of a 基础数据表 that were reworded: the official one they are most like is named. Never a binding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheetscore.model.finding import Finding
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_LIKE_FROM = 80
"""Lowest likeness (0–100) of an official label that is worth naming."""


def near_labels(records: Sequence[dict[str, Any]], glossary: Glossary, file: str) -> list[Finding]:
    """A09: a row with figures whose label is none of ours and much like one that the table lacks."""
    present = {record["item"] for record in records}
    lacking = {key for key, label in glossary.items.items() if label.name not in present}
    unknown = {
        record["item"]: record
        for record in reversed(records)
        if record["state"] == "value" and name_key(record["item"]) not in glossary.items
    }
    if not unknown or not lacking:
        return []
    from rapidfuzz import fuzz, process

    found = []
    for item, record in unknown.items():
        near = process.extractOne(
            name_key(item), sorted(lacking), scorer=fuzz.ratio, score_cutoff=_LIKE_FROM
        )
        if near:
            meant = glossary.items[near[0]].name
            found.append(
                Finding(
                    "A09", "warning", f"“{item}”不是模板里的行名，最像“{meant}”，没有当作它用。", file,
                    record["sheet"], record["cell"], item, meant, f"如果就是“{meant}”，请改回模板的行名。",
                )
            )  # fmt: skip
    return found
