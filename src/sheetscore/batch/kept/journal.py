"""已评分/运行记录/<time>/: what a run did, a line a unit as JSON and the same for people; and what an unfinished run had done.

A run that was killed is taken up again: a file with the same content, scored by the same program with the same forms and
corrections, whose completed workbook lies there unchanged, is not scored anew.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sheetscore.batch.kept.outputs import write_whole
from sheetscore.batch.kept.store import LINES, RECORD, STATE
from sheetscore.batch.received.collect import Source
from sheetscore.batch.received.identity import Identity
from sheetscore.batch.received.reading import digest
from sheetscore.model.unit_brief import Brief, from_json, to_json
from sheetscore.words.signs import escaped, on_lines, one_line

_RUN, _LINES, _LOG = STATE, LINES, "运行.log"
_MOST_RUNS_BACK = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit as the journal has it. `output` is the completed workbook's name, "" for none; `units` those of the file.

    `size` and `modified` are those of the completed workbook, `taken` tells that it holds what a person typed (store.py).
    """

    file: str
    digest: str
    output: str
    output_digest: str
    units: int
    brief: Brief
    identity: Identity
    size: int = 0
    modified: int = 0
    taken: bool = False


class Journal:
    """The record of this run; `key` names program, forms and corrections ("": this run is never taken up again)."""

    def __init__(self, output: Path, key: str) -> None:
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
        self.folder = output / RECORD / stamp
        number = 1
        while self.folder.exists():
            number += 1
            self.folder = output / RECORD / f"{stamp}-{number}"
        self.folder.mkdir(parents=True)
        self._place = _place(self.folder)
        self.key = key
        self.finished = False
        self.rollup = ""
        self._state()
        self._log: IO[str] = (self.folder / _LOG).open("w", encoding="utf-8-sig", errors="replace")
        self._lines: IO[str] = (self.folder / _LINES).open("w", encoding="utf-8", errors="replace")

    def note(self, entry: Entry, shown: str | None, again: bool = False) -> None:
        """One unit done; `shown` is its output as people see it. `again`: scored once more with what belongs to it."""
        outcome = entry.brief
        record: dict[str, Any] = {
            "file": entry.file, "blake2b": entry.digest, "unit": outcome.unit, "status": outcome.status,
            "code": outcome.code, "output": shown, "output_blake2b": entry.output_digest, "units": entry.units,
            "again": again, "brief": to_json(outcome), "kind": entry.identity.kind, "who": entry.identity.who,
            "years": sorted(entry.identity.years), "sketch": entry.identity.sketch.hex(), "name": entry.output,
            "size": entry.size, "modified": entry.modified, "taken": entry.taken,
        }  # fmt: skip
        self._lines.write(escaped(json.dumps(record, ensure_ascii=False)) + "\n")
        self._lines.flush()
        said = shown or f"{outcome.code} {outcome.message}{outcome.advice}"
        self.say(one_line(f"{'、'.join(outcome.files)} → {said}"))

    def say(self, text: str) -> None:
        """A line for people and maintainers."""
        self._log.write(on_lines(text) + "\n")
        self._log.flush()

    def discard(self) -> None:
        """Nothing came of the run: no record of it."""
        self._log.close()
        self._lines.close()
        for name in (_RUN, _LINES, _LOG):
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()
        for folder in (self.folder, self.folder.parent):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def stands(self) -> bool:
        """False where the folder of the record was moved or deleted, or another one stands in its place."""
        return _place(self.folder) == self._place

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        """The last of it; a run that is not `finished` can be taken up again."""
        for file in (self._log, self._lines):
            with contextlib.suppress(
                OSError
            ):  # the disk may be gone; all that was said was written at once
                file.close()
        if self.finished and self.stands():
            self._state()

    def _state(self) -> None:
        found = {"key": self.key, "finished": self.finished, "rollup": self.rollup}
        state = json.dumps(found, ensure_ascii=False)
        write_whole(self.folder / _RUN, state.encode())


def _place(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another one of its name; None where there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Earlier:
    """What unfinished runs of the same key had done, newest first, by the name of the file."""

    def __init__(self, output: Path, key: str) -> None:
        self.output = output
        self._where: dict[str, tuple[Path, list[int]]] = {}
        for folder in _unfinished(output, key):
            for name, offsets in _index(folder / _LINES).items():
                self._where.setdefault(name, (folder / _LINES, offsets))

    def __bool__(self) -> bool:
        return bool(self._where)

    def entries(self, source: Source) -> list[Entry]:
        """The units of a file if they need not be scored anew as long as it has the digest that they name, else []."""
        path, offsets = self._where.get(source.name, (None, []))
        if path is None:
            return []
        try:
            with path.open("rb") as file:
                found = [_entry(file, offset) for offset in offsets]
        except (OSError, ValueError, KeyError, TypeError):
            return []
        whole = bool(found) and all(
            each.digest == found[0].digest and each.units == len(found) and self._there(each)
            for each in found
        )
        return found if whole else []

    def _there(self, entry: Entry) -> bool:
        """The completed workbook lies there as it was written; a file without one is read again."""
        if not entry.output or Path(entry.output).name != entry.output:
            return False
        try:
            return digest((self.output / entry.output).read_bytes()) == entry.output_digest
        except OSError:
            return False


def _unfinished(output: Path, key: str) -> Iterator[Path]:
    """Folders of the runs since the last one that came to its end, newest first."""
    if not key:
        return
    try:
        folders = sorted((output / RECORD).iterdir(), reverse=True)
    except OSError:
        return
    for folder in folders[:_MOST_RUNS_BACK]:
        try:
            state = json.loads((folder / _RUN).read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if not isinstance(state, dict) or state.get("finished") or state.get("key") != key:
            return
        yield folder


def _index(path: Path) -> dict[str, list[int]]:
    """Where the lines of each file begin; a line cut off by the end of the run is left out."""
    found: dict[str, list[int]] = {}
    again: set[str] = set()
    offset = 0
    try:
        with path.open("rb") as file:
            for line in file:
                record = _record(line)
                if record:
                    found.setdefault(str(record.get("file")), []).append(offset)
                    if record.get("again"):
                        again.add(str(record.get("file")))
                offset += len(line)
    except OSError:
        return {}
    return {name: offsets for name, offsets in found.items() if name not in again}


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) and line.endswith(b"\n") else {}


def _entry(file: IO[bytes], offset: int) -> Entry:
    file.seek(offset)
    record = json.loads(file.readline())
    identity = Identity(
        record["kind"],
        record["who"],
        frozenset(record["years"]),
        bytes.fromhex(record["sketch"]),
    )
    return Entry(
        record["file"], record["blake2b"], record["name"], record["output_blake2b"],
        record["units"], from_json(record["brief"]), identity, int(record.get("size", 0)), int(record.get("modified", 0)),
        bool(record.get("taken")),
    )  # fmt: skip
