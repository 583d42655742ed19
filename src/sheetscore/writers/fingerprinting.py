"""The fingerprint of a completed workbook, from what was written into its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from sheetscore.model.fingerprints import (
    Cell,
    Fingerprint,
    as_share,
    is_numeral,
    place_of,
    retyped,
    token,
)
from sheetscore.writers.plan import BASE, INDICATORS, NEEDS, Plan, position
from sheetscore.writers.workbook import PlainSheet


def fingerprint_of(
    plan: Plan, sheets: Mapping[str, PlainSheet], digests: Sequence[str] = ()
) -> Fingerprint:
    """Of the two tables all cells that are the unit's; of 缺数清单 the figures that it came with."""
    cells = {name: _tokens(sheets[name].held) for name in (INDICATORS, BASE)}
    ours = min(plan.columns.values())
    below = plan.layout.last_row
    cells[INDICATORS] = {
        place: found
        for place, found in cells[INDICATORS].items()
        if place[0] <= below and place[1] < ours
    }
    outcome = plan.outcome
    return Fingerprint(
        outcome.unit,
        outcome.year,
        outcome.form,
        PurePath(outcome.files[0]).name if outcome.files else "",
        tuple(digests),
        cells,
        {name: frozenset(sheets[name].formulas & cells[name].keys()) for name in cells},
        _inputs(plan, sheets[NEEDS]),
        shares={name: frozenset(sheets[name].shares & cells[name].keys()) for name in cells},
        texts={name: _texts(sheets[name]) & cells[name].keys() for name in cells},
        project=outcome.project,
    )


def as_written(original: Fingerprint, plan: Plan, sheets: Mapping[str, PlainSheet]) -> Fingerprint:
    """The original's fingerprint, with what was taken over from a person as it stands in the new workbook (60万元 as 60)."""
    texts = original.texts or {}
    now = {
        place_of(name, place): token(value)
        if name not in texts
        else retyped(token(value), value, texts[name], place)
        for name in (INDICATORS, BASE)
        for place, value in sheets[name].held.items()
    } | _inputs(plan, sheets[NEEDS])
    for name, shares in (original.shares or {}).items():
        for place in sheets[name].shares - shares:
            now[place_of(name, place)] = as_share(now[place_of(name, place)])
    taken = {
        key: (now.get(key, "") if "!" in key or key in now else text, origin)
        for key, (text, origin) in original.taken.items()
    }
    return replace(original, taken=taken)


def _texts(sheet: PlainSheet) -> frozenset[Cell]:
    return frozenset(place for place, value in sheet.held.items() if is_numeral(value))


def _tokens(held: Mapping[Cell, object]) -> dict[Cell, str]:
    found = {place: token(value) for place, value in held.items()}
    return {place: text for place, text in found.items() if text}


def _inputs(plan: Plan, sheet: PlainSheet) -> dict[str, str]:
    """By the key of the row: 项目, 口径 and 年度 as they stand there."""
    found = {}
    for need in plan.needs.values():
        text = token(sheet.held.get(position(need.typed)))
        if text:
            found[need.named(plan.year(need.key.year))] = text
    return found
