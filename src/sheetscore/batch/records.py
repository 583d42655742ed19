"""What a run keeps of each unit, where it writes, and what passes between it and its workers."""

from __future__ import annotations

from dataclasses import dataclass

from sheetscore.batch.collect import Source
from sheetscore.batch.comparing import Compared, Comparison
from sheetscore.batch.identity import Identity
from sheetscore.batch.journal import Earlier, Journal
from sheetscore.batch.lying import Lying
from sheetscore.batch.outputs import Names
from sheetscore.batch.pool import Workers
from sheetscore.batch.worker import Done, Task
from sheetscore.brief import Brief


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where a run writes: names, its record, and what an unfinished run had done."""

    names: Names
    journal: Journal
    earlier: Earlier
    lying: Lying


@dataclass(slots=True)
class Row:
    """One unit: its brief, the number of its file, its output ("" for none) and where its whole outcome is kept.

    `here` is the completed workbook in the output folder that a person typed into: it is read back before it is replaced.
    `back` are the numbers of those that were sent back, newest first; `taken` tells that something of these counts.
    """

    brief: Brief
    source: int
    identity: Identity
    digest: str
    output: str = ""
    place: tuple[int, int] = (0, 0)
    here: Source | None = None
    back: tuple[int, ...] = ()
    taken: bool = False


Hands = Workers[Task | Comparison, Done | Compared]
"""The worker processes of a run, and what they are given and give back."""
