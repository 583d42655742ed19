"""LibreOffice and Gnumeric as further opinions: our workbooks recalculated by other programs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import office
import stored
from office import Job, program, save

Cells = dict[tuple[str, str], object]

_DECIMAL = re.compile(r"\d+\.\d{10,}")
_TIME_OUT = 180
"""Seconds, for one call with any number of files."""


def available() -> bool:
    """Whether LibreOffice is installed."""
    return program() is not None


def recalculate(path: Path) -> Cells:
    """The values of all cells of one workbook after LibreOffice has calculated it anew."""
    return recalculate_all([path])[0]


def recalculate_all(paths: Sequence[Path]) -> list[Cells]:
    """The same for many workbooks. Without its setting LibreOffice keeps stored results."""
    with tempfile.TemporaryDirectory() as folder:
        done = [Path(folder) / f"{number}.txt" for number in range(len(paths))]
        jobs = [Job(path, target, "values") for path, target in zip(paths, done, strict=True)]
        save(jobs, calculated=True)
        return [office.values(target) for target in done]


def gnumeric() -> str | None:
    """The path of Gnumeric's converter, None where it is not installed."""
    return shutil.which("ssconvert")


def recalculate_with_gnumeric(path: Path) -> Cells:
    """The values of all cells of one workbook after Gnumeric has calculated it anew: an engine that shares no code with LibreOffice."""
    command = gnumeric()
    assert command is not None, "Gnumeric（ssconvert）没有安装"
    with tempfile.TemporaryDirectory() as folder:
        done = Path(folder) / "done.xlsx"
        _run([command, "--recalc", str(path), str(done)])
        return values(done)


def convert(paths: Sequence[Path], ending: str, to: Path) -> None:
    """Save workbooks again in another format, as LibreOffice does when a person asks for it."""
    to.mkdir(parents=True, exist_ok=True)
    save([Job(path, to / f"{path.stem}.{ending}", ending) for path in paths])


def values(path: Path) -> Cells:
    """The stored values of a workbook by (sheet, cell)."""
    return {(each.sheet, each.place): each.value for each in stored.cells(path)}


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """The formulas of a workbook by (sheet, cell)."""
    return {(each.sheet, each.place): each.formula for each in stored.cells(path) if each.formula}


def same(left: object, right: object) -> bool:
    """Equal values: numbers to 9 significant decimals, in texts as well; a blank text like no value."""
    if isinstance(left, str) and isinstance(right, str):
        return _rounded(left) == _rounded(right)
    if isinstance(left, int | float) and isinstance(right, int | float):
        return abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right))
    return (left or "") == (right or "")


def _rounded(text: str) -> str:
    """Gnumeric joins 0.96 to a text as 0.95999999999999999998."""
    return _DECIMAL.sub(lambda found: f"{float(found[0]):.9g}", text)


def _run(arguments: list[str]) -> None:
    """Run LibreOffice; on a time-out its whole process group is killed."""
    process = subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        output, _ = process.communicate(timeout=_TIME_OUT)
    except subprocess.TimeoutExpired:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
        raise
    assert process.returncode == 0, output.decode("utf-8", "replace")
