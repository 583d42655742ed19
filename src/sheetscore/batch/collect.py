"""Which files of the given files and folders are read. Nothing is opened here but our own mark."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sheetscore.readers.intake import is_own_output

ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".ett", ".ods", ".csv", ".xlsb")
"""Endings of files that a folder scan takes for returns; what a file really is, intake finds out."""
_SYSTEM = frozenset(["thumbs.db", "desktop.ini", ".ds_store"])
_SMALL_ENOUGH = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """One file to score: its path, and the name shown (relative to the current folder)."""

    path: Path
    name: str


@dataclass(slots=True)
class Collected:
    """Files to score and (name, reason) of those left out, both in a stable order."""

    sources: list[Source] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def shown_name(path: Path) -> str:
    """A path relative to the current folder where that is shorter, with /."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        return path.as_posix()
    return Path(relative).as_posix() if not relative.startswith("..") else path.as_posix()


def collect(inputs: Iterable[Path]) -> Collected:
    """Files as named; folders recursively, without lock files, system files and our own outputs."""
    found = Collected()
    seen: set[Path] = set()
    for path in inputs:
        if path.is_dir():
            for each in _walk(path):
                _add(found, each, seen, scanned=True)
        elif not os.path.lexists(path):
            found.absent.append(shown_name(path))
        else:
            _add(found, path, seen, scanned=False)
    return found


def _walk(folder: Path) -> list[Path]:
    paths = []
    for root, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        paths += [Path(root, name) for name in sorted(files)]
    return paths


def _add(found: Collected, path: Path, seen: set[Path], scanned: bool) -> None:
    name = shown_name(path)
    reason = _system_reason(path.name)
    if reason is None and not _is_regular(path):
        reason = "不是普通文件"
    if reason is None and scanned and path.suffix.lower() not in ENDINGS:
        reason = "不是电子表格"
    if reason is None and scanned and _is_own(path):
        reason = "是本程序的输出"
    if reason:
        found.skipped.append((name, reason))
        return
    real = path.resolve()
    if real not in seen:
        seen.add(real)
        found.sources.append(Source(path, name))


def _system_reason(name: str) -> str | None:
    if name.startswith(("~$", ".~lock.")):
        return "是打开时的临时锁文件"
    if name.startswith("._") or name.lower() in _SYSTEM:
        return "是系统文件"
    return None


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _is_own(path: Path) -> bool:
    try:
        return path.stat().st_size <= _SMALL_ENOUGH and is_own_output(path.read_bytes())
    except OSError:
        return False
