"""What one worker finds out about a file that may be an output of ours: whose it is, and whether a person changed it."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sheetscore.batch.received.collect import Source
from sheetscore.batch.received.reading import digest, read_source
from sheetscore.errors import Damaged, PasswordProtected, Rejected, Unreadable
from sheetscore.forms.limits import LIMITS, Limits
from sheetscore.model.fingerprints import MARK
from sheetscore.readers.bytes.file_kinds import Kind, kind_of
from sheetscore.readers.formats.properties import custom_properties
from sheetscore.readers.grid import Grid
from sheetscore.readers.intake import admit
from sheetscore.readers.sent_back.own_workbook import NEEDS, WORKING
from sheetscore.readers.sent_back.returned import changes_of
from sheetscore.readers.workbooks import Read, read_grid

_LARGEST = 1 << 26
_NAMING = {Kind.XLSX: "xl/workbook.xml", Kind.XLSM: "xl/workbook.xml", Kind.ODS: "content.xml"}
"""The part that names the sheets."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An output of ours. `changes` are (key, token, typed since it was written); `digests` those of the unit's files.

    `certain` is False where its fingerprint is lost: then only the figures typed into 缺数清单 are known; and where a sheet to
    type into is.
    """

    completed: bool
    unit: str = ""
    year: int | None = None
    form: str = ""
    digests: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, bool], ...] = ()
    certain: bool = True
    project: str = ""

    @property
    def returned(self) -> bool:
        """Does it carry what a person typed, or may it?"""
        return self.completed and (not self.certain or any(typed for *_, typed in self.changes))

    @property
    def untouched(self) -> bool:
        """Is it what the original alone gives?"""
        return not self.completed or (self.certain and not self.changes)


State = Literal["own", "broken", "locked", "stranger"]


@dataclass(frozen=True, slots=True)
class Look:
    """One file of the output folder; `digest` is what an earlier run wrote there and nobody may have changed ("": unknown)."""

    source: Source
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What lies there: ours, unreadable (0 bytes, damaged), closed to us (a password, held open), or somebody else's."""

    state: State
    seen: Seen | None = None
    digest: str = ""


def look(limits: Limits, task: Look) -> Looked:
    """One look. Never raises for what a file holds."""
    try:
        data = read_source(task.source, limits)
        found = digest(data)
        if task.digest and task.digest == found:
            return Looked("own", Seen(True), found)
        admitted = admit(data, limits)
        grid = own_grid(task.source.name, admitted, limits)
    except (Unreadable, PasswordProtected):
        return Looked("locked")
    except Damaged:
        return Looked("broken")
    except Rejected:
        return Looked("stranger")
    return Looked("stranger", None, found) if grid is None else Looked("own", seen(grid), found)


def own_grid(
    name: str, data: bytes, limits: Limits = LIMITS, read: Read = read_grid
) -> Grid | None:
    """The workbook if it is one of ours, by admitted bytes. Raises Damaged and other refusals for one that is and cannot be read."""
    if not _may_be_ours(data, kind_of(data)):
        return None
    grid = read(name, data, limits)
    return grid if grid.own_output else None


def _may_be_ours(data: bytes, kind: Kind) -> bool:
    """Is the mark there, or the names of our sheets? Most files are told apart without being parsed."""
    names = (NEEDS, WORKING)
    if kind is Kind.XLS:
        return all(name.encode("utf-16-le") in data for name in names)
    if kind not in _NAMING:
        return False
    if MARK in custom_properties(data, kind):
        return True
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name.lower(): name for name in archive.namelist()}
        part = held.get(_NAMING[kind])
        content = b"" if part is None else archive.read(part)[:_LARGEST]
    return all(name.encode() in content for name in names)


def seen(grid: Grid) -> Seen:
    """What an output says of itself."""
    own = grid.own
    if own is None or not own.completed:
        return Seen(False)
    changes = changes_of(grid)
    found = tuple((key, each.token, each.typed) for key, each in sorted(changes.items()))
    print_ = own.fingerprint
    certain = bool(print_ and print_.whole and not own.lost)
    digests = print_.digests if print_ else ()
    return Seen(True, own.unit, own.year, own.form, digests, found, certain, own.project)


def newest_first(sources: Sequence[tuple[int, Source]]) -> list[int]:
    """Their numbers, by the time that the file system has for them."""
    return [number for number, _ in sorted(sources, key=lambda each: (-_stamp(each[1]), each[0]))]


def _stamp(source: Source) -> int:
    try:
        return os.stat(source.path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0
