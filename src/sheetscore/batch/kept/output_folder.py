"""What lies in the output folder before a run: ours and as we wrote it, ours and changed by a person, closed to us, or a stranger's."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sheetscore.batch.kept.own_output import Look, Looked, Seen
from sheetscore.batch.kept.store import Left, Store
from sheetscore.batch.pool import Died
from sheetscore.batch.received.collect import Source, openable, shown_name

_COMPLETED, _ROLLUP = "_复核", "汇总"
_ENDINGS = (".xlsx", ".xlsm")


@dataclass(slots=True)
class Lying:
    """The outputs in a folder by name. Nothing is opened here: a worker looks at each that is not as the record has it."""

    folder: Path
    store: Store
    found: dict[str, Looked] = field(default_factory=dict)

    def looks(self) -> Iterator[Look]:
        """What must be looked at; the others are known to be ours by their size and time."""
        for name in _names(self.folder):
            left = self.store.get(name)
            path = self.folder / name
            if left is not None and not left.taken and _as_written(path, left):
                self.found[name] = Looked("own", Seen(True), left.digest)
                continue
            known = left.digest if left is not None and not left.taken else ""
            yield Look(self.source(name), known)

    def learn(self, look: Look, answer: Looked | Died) -> None:
        """What a worker found. One that it died of is nobody's to write over."""
        name = Path(look.source.name).name
        self.found[name] = answer if isinstance(answer, Looked) else Looked("stranger")

    def ours(self, name: str) -> bool:
        """May it be replaced? By its mark, or, where it cannot be read, by its name and the record of an earlier run."""
        looked = self.found.get(name)
        if looked is None:
            return False
        return looked.state == "own" or (looked.state == "broken" and name in self.store)

    def locked(self, name: str) -> bool:
        """Is it ours, with a password or held open?"""
        looked = self.found.get(name)
        return looked is not None and looked.state == "locked" and name in self.store

    def changed(self, name: str) -> Source | None:
        """The workbook of this name if it holds what a person typed."""
        looked = self.found.get(name)
        if looked is None or looked.seen is None or looked.seen.untouched:
            return None
        return self.source(name)

    def source(self, name: str) -> Source:
        """The file of this name, to be read."""
        path = self.folder / name
        return Source(os.path.realpath(path), shown_name(path))

    def returned(self) -> list[str]:
        """Names of those that a person has changed since they were written."""
        return [name for name, looked in self.found.items() if looked.seen and looked.seen.returned]

    def completed(self) -> list[str]:
        """Names of our completed workbooks."""
        return [
            name
            for name, looked in self.found.items()
            if looked.state == "own" and _COMPLETED in name
        ]

    def unchanged(self, name: str) -> Left | None:
        """What an earlier run wrote under this name and what still lies there; None where it is another one."""
        looked, left = self.found.get(name), self.store.get(name)
        if looked is None or left is None or looked.state != "own":
            return None
        return left if looked.digest == left.digest else None


def _names(folder: Path) -> list[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda each: each.name)
    except OSError:
        return []
    return [
        each.name
        for each in entries
        if (_COMPLETED in each.name or each.name.startswith(_ROLLUP))
        and each.name.lower().endswith(_ENDINGS)
        and _regular(each.path)
    ]


def _regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(openable(path)).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def _as_written(path: Path, left: Left) -> bool:
    try:
        there = path.stat()
    except OSError:
        return False
    return bool(left.modified) and (there.st_size, there.st_mtime_ns) == (left.size, left.modified)
