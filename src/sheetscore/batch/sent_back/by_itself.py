"""A completed workbook that came back without its original: it is scored by itself, and what was typed into it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sheetscore.batch.sent_back.incomplete import lost_of, told_lost
from sheetscore.batch.sent_back.returning import NO_NEED, listed
from sheetscore.model.finding import Finding
from sheetscore.model.fingerprints import Fingerprint
from sheetscore.readers.grid import Grid
from sheetscore.readers.sent_back.returned import Change, changes_of


def alone(grid: Grid, drawn: Fingerprint) -> tuple[Fingerprint, dict[str, Change]]:
    """A completed workbook scored without its original: the fingerprint that the new one carries on, and what was changed."""
    own = grid.own.fingerprint if grid.own else None
    changes = changes_of(grid)
    base = own or replace(
        drawn, inputs={key: each for key, each in drawn.inputs.items() if key not in changes}
    )
    taken = {key: (each.token, "r" if each.typed else each.source) for key, each in changes.items()}
    return replace(base, taken=taken), changes


def told_alone(name: str, grid: Grid, changes: Iterable[Change]) -> list[Finding]:
    """The lines about a completed workbook that was scored by itself."""
    labels = [each.label for each in changes]
    lost = told_lost(name, lost_of(grid)) if lost_of(grid) else None
    found = [Finding("A04", "error", lost[0], name, found=lost[1], advice=lost[2])] if lost else []
    if not labels:
        return found
    message = f"这是交回的复核表，按其中填写或改动的 {len(labels)} 处评分：{listed(labels)}。"
    return [*found, Finding("A04", "info", message, name, found=listed(labels), advice=NO_NEED)]
