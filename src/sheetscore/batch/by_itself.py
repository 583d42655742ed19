"""A completed workbook that came back without its original: it is scored by itself, and what was typed into it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sheetscore.batch.returning import NO_NEED, listed
from sheetscore.fingerprints import Fingerprint
from sheetscore.model import Finding
from sheetscore.readers.grid import Grid
from sheetscore.readers.returned import Change, changes_of


def alone(grid: Grid, drawn: Fingerprint) -> tuple[Fingerprint, list[Change]]:
    """A completed workbook scored without its original: the fingerprint that the new one carries on, and what was changed."""
    own = grid.own.fingerprint if grid.own else None
    changes = changes_of(grid)
    base = own or replace(
        drawn, inputs={key: each for key, each in drawn.inputs.items() if key not in changes}
    )
    taken = {key: (each.token, "r" if each.typed else each.source) for key, each in changes.items()}
    return replace(base, taken=taken), list(changes.values())


def told_alone(name: str, changes: Iterable[Change]) -> list[Finding]:
    """The line about a completed workbook that was scored by itself."""
    labels = [each.label for each in changes]
    if not labels:
        return []
    message = f"这是交回的复核表，按其中填写或改动的 {len(labels)} 处评分：{listed(labels)}。"
    return [Finding("A04", "info", message, name, found=listed(labels), advice=NO_NEED)]
