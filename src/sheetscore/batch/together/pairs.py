"""Which returns of a run are to be laid beside each other: two years of one unit (C11), reports that share their sentences (F13).

Pure and small: a hundred thousand reports are compared by the few hashes that each brings along, and only the pairs that
share many of those are read again.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sheetscore.batch.received.grouping import Filed
from sheetscore.words.text import name_key

_LEAST_SHARED = 3
_MOST_REPORTS = 3
"""Reports of other units that one report is compared with."""


@dataclass(slots=True)
class Beside:
    """What to read beside a row, by the index of rows: last year's return, and other units' reports."""

    earlier: int | None = None
    reports: tuple[int, ...] = ()


def beside(rows: Sequence[Filed], joined: Mapping[int, tuple[int, ...]]) -> dict[int, Beside]:
    """For each row that has any, what to read beside it; `joined` main → parts, which come with their main."""
    found: dict[int, Beside] = defaultdict(Beside)
    for index, earlier in _years_before(rows, joined).items():
        found[index].earlier = earlier
    for index, others in _alike(rows, joined).items():
        found[index].reports = others
    return dict(found)


def _years_before(rows: Sequence[Filed], joined: Mapping[int, tuple[int, ...]]) -> dict[int, int]:
    """A scored return → the one of the same unit for the year before; several of them: none, since A04 asks which holds."""
    parts = {part for several in joined.values() for part in several}
    by_key: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        year = row.year if row.scored else max(row.identity.years, default=None)
        if row.key and year and index not in parts and row.identity.kind not in ("report", "other"):
            by_key[row.key, name_key(row.project), year].append(index)
    return {
        index: earlier[0]
        for (key, project, year), indices in by_key.items()
        for index in indices
        if rows[index].scored and len(earlier := by_key.get((key, project, year - 1), [])) == 1
    }


def _alike(
    rows: Sequence[Filed], joined: Mapping[int, tuple[int, ...]]
) -> dict[int, tuple[int, ...]]:
    """A row with a report → the reports of other units that share most of its hashes.

    A sentence that stands in many reports links each of them to the one before only, so the work grows with their number.
    """
    main_of = {part: main for main, parts in joined.items() for part in parts}
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (one, other), count in _shared(rows).items():
        if not _same_unit(rows, main_of, one, other):
            found[main_of.get(one, one)].append((-count, other))
            found[main_of.get(other, other)].append((-count, one))
    return {
        index: tuple(other for _, other in sorted(others)[:_MOST_REPORTS])
        for index, others in found.items()
    }


def _shared(rows: Sequence[Filed]) -> dict[tuple[int, int], int]:
    """Pairs of rows that share several hashes, with how many."""
    hashes = array("q")
    holders = array("q")
    for index, row in enumerate(rows):
        hashes.frombytes(row.identity.sketch)
        holders.extend([index] * (len(row.identity.sketch) // hashes.itemsize))
    frame = pd.DataFrame({"hash": hashes, "row": holders}).sort_values(["hash", "row"])
    linked = frame["hash"].eq(frame["hash"].shift())
    pairs = pd.DataFrame(
        {"one": frame["row"].shift()[linked].astype(int), "other": frame["row"][linked]}
    )
    counts = pairs.groupby(["one", "other"]).size().reset_index(name="count")
    often = counts[counts["count"] >= _LEAST_SHARED]
    return {(one, other): count for one, other, count in often.itertuples(index=False, name=None)}


def _same_unit(rows: Sequence[Filed], main_of: Mapping[int, int], one: int, other: int) -> bool:
    first, second = rows[main_of.get(one, one)], rows[main_of.get(other, other)]
    return first is second or bool(first.names & second.names)
