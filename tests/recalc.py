"""LibreOffice and Gnumeric as further opinions: our workbooks recalculated by other programs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

Cells = dict[tuple[str, str], object]

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_DECIMAL = re.compile(r"\d+\.\d{10,}")
_TIME_OUT = 180
"""Seconds, for one call with any number of files."""


def program() -> str | None:
    """The path of LibreOffice's command, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def available() -> bool:
    """Whether LibreOffice is installed."""
    return program() is not None


def recalculate(path: Path) -> Cells:
    """The values of all cells of one workbook after LibreOffice has calculated it anew."""
    return recalculate_all([path])[0]


def recalculate_all(paths: Sequence[Path]) -> list[Cells]:
    """The same for many workbooks in one call. Without its setting LibreOffice keeps stored results."""
    command = program()
    assert command is not None, "LibreOffice（soffice）没有安装"
    with tempfile.TemporaryDirectory() as folder:
        profile, copies, done = (Path(folder) / name for name in ("profile", "in", "out"))
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        copies.mkdir()
        names = [f"{number}.xlsx" for number in range(len(paths))]
        for name, path in zip(names, paths, strict=True):
            shutil.copyfile(path, copies / name)
        _run(
            [
                command, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
                "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(done),
                *(str(copies / name) for name in names),
            ]
        )  # fmt: skip
        return [values(done / name) for name in names]


def gnumeric() -> str | None:
    """The path of Gnumeric's converter, None where it is not installed."""
    return shutil.which("ssconvert")


def recalculate_with_gnumeric(path: Path) -> Cells:
    """The values of all cells of one workbook after Gnumeric has calculated it anew: an engine that shares no code with LibreOffice."""
    command = gnumeric()
    assert command is not None, "Gnumeric（ssconvert）没有安装"
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it writes no default style
        done = Path(folder) / "done.xlsx"
        _run([command, "--recalc", str(path), str(done)])
        return values(done)


def convert(paths: Sequence[Path], ending: str, to: Path) -> None:
    """Save workbooks again in another format, as LibreOffice does when a person asks for it."""
    command = program()
    assert command is not None, "LibreOffice（soffice）没有安装"
    with tempfile.TemporaryDirectory() as profile:
        _run(
            [
                command, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore",
                "--convert-to", ending, "--outdir", str(to), *map(str, paths),
            ]
        )  # fmt: skip


def values(path: Path) -> Cells:
    """The stored values of a workbook by (sheet, cell)."""
    book = load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for cell in sheet._cells.values()
    }


def formulas(path: Path) -> dict[tuple[str, str], str]:
    """The formulas of a workbook by (sheet, cell)."""
    book = load_workbook(path)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book.worksheets
        for cell in sheet._cells.values()
        if cell.data_type == "f"
    }


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
