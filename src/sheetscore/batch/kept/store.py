"""What earlier runs left in an output folder: by the name of each completed workbook its unit, its digests and its brief.

The only place that knows where this is kept: today in the lines of the run records, the newest run first. Nothing else of a record is
read for it, so another store takes this module's place alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sheetscore.batch.received.identity import Identity
from sheetscore.model.unit_brief import Brief, from_json

RECORD, LINES, STATE = "运行记录", "运行.jsonl", "运行.json"


@dataclass(frozen=True, slots=True)
class Left:
    """One completed workbook as a run wrote it. `taken`: it holds what a person had typed into an earlier one.

    `size` and `modified` (nanoseconds) are those of the file as it was written, 0 where the record does not have them.
    """

    name: str
    file: str
    source_digest: str
    digest: str
    size: int
    modified: int
    taken: bool
    brief: Brief
    identity: Identity


class Store:
    """The newest record of each output. Only where it stands is kept in memory."""

    def __init__(self, output: Path) -> None:
        self._where: dict[str, tuple[Path, int]] = {}
        self._rollups: set[str] = set()
        for lines in _records(output):
            for name, offset in _names(lines):
                self._where.setdefault(name, (lines, offset))
            self._rollups.add(_rollup(lines.with_name(STATE)))

    def __contains__(self, name: str) -> bool:
        """Did a run of ours write an output of this name?"""
        return name in self._where or name in self._rollups

    def get(self, name: str) -> Left | None:
        """What was written under this name; None where nothing was, or the record can no longer be read."""
        if name not in self._where:
            return None
        path, offset = self._where[name]
        try:
            with path.open("rb") as file:
                file.seek(offset)
                return _left(json.loads(file.readline()))
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _records(output: Path) -> Iterator[Path]:
    """The lines of the runs, newest first: their folders are named by the time."""
    try:
        folders = sorted((output / RECORD).iterdir(), key=_when, reverse=True)
    except OSError:
        return
    yield from (folder / LINES for folder in folders)


def _when(folder: Path) -> tuple[str, int]:
    """20201231-235959-2 comes after 20201231-235959."""
    day, _, rest = folder.name.partition("-")
    time, _, number = rest.partition("-")
    return f"{day}-{time}", int(number) if number.isdigit() else 1


def _names(path: Path) -> Iterator[tuple[str, int]]:
    """Names of outputs and where their lines begin, the last line of a name alone."""
    found: dict[str, int] = {}
    offset = 0
    try:
        with path.open("rb") as file:
            for line in file:
                name = _name(line)
                if name:
                    found[name] = offset
                offset += len(line)
    except OSError:
        return
    yield from found.items()


def _rollup(path: Path) -> str:
    """The name of the 汇总 that a run wrote."""
    try:
        state = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return ""
    return str(state.get("rollup", "")) if isinstance(state, dict) else ""


def _name(line: bytes) -> str:
    try:
        record = json.loads(line)
    except ValueError:
        return ""
    name = record.get("name") if isinstance(record, dict) and line.endswith(b"\n") else ""
    return name if isinstance(name, str) else ""


def _left(record: dict[str, Any]) -> Left:
    identity = Identity(record["kind"], record["who"], frozenset(record["years"]))
    return Left(
        record["name"], record["file"], record["blake2b"], record["output_blake2b"], int(record.get("size", 0)),
        int(record.get("modified", 0)), bool(record.get("taken")), from_json(record["brief"]), identity,
    )  # fmt: skip
