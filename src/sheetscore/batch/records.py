"""What a run keeps of each unit, where it writes, and what passes between it and its workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sheetscore.batch.kept.journal import Earlier, Journal
from sheetscore.batch.kept.output_folder import Lying
from sheetscore.batch.kept.outputs import REFUSED_NAMES, Names, write_whole
from sheetscore.batch.pool import Workers
from sheetscore.batch.received.collect import Source
from sheetscore.batch.received.identity import Identity
from sheetscore.batch.together.comparing import Compared, Comparison
from sheetscore.batch.worker import Done, Task
from sheetscore.model.unit_brief import Brief


@dataclass(slots=True)
class Outlet:
    """Where a run writes: names, its record, and what an unfinished run had done.

    `make` takes the folder and begins a record in it. `vanished`: the folder was gone in the middle of the run, and another
    one was made in its place.
    """

    names: Names
    earlier: Earlier
    lying: Lying
    make: Callable[[], Journal]
    journal: Journal
    vanished: bool = False

    def stand(self) -> None:
        """Notice that the folder was moved or deleted, and make it anew. Raises OSError where that cannot be, FolderBusy."""
        if not self.journal.stands():
            self.vanished = True
            self.journal = self.make()

    def write(self, path: Path, data: bytes) -> Path:
        """`write_whole` into the folder, made anew where it was gone; under a plainer name where the system refuses this one.

        Raises OSError, FolderBusy.
        """
        self.stand()
        try:
            return write_whole(path, data)
        except OSError as error:
            if error.errno not in REFUSED_NAMES:
                raise
        return write_whole(self.names.plainer(path), data)

    def lost(self, row: Row) -> bool:
        """Was the completed workbook of this row in the folder that vanished?"""
        return self.vanished and bool(row.output) and not (self.names.folder / row.output).exists()


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
