"""One LibreOffice that stays open: a start costs two seconds of processor time, a file a fifth of one.

A macro in a profile of its own takes the files of a folder one by one. It ends by itself when nothing has come for ten minutes
(between two tests that need it many others may run), so that nothing is left behind where the tests are broken off.
"""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

FILTERS = {
    "xls": "xls:MS Excel 97",
    "ods": "ods:calc8",
    "html": "html:HTML (StarCalc)",
    "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
    "xlsx": "xlsx:Calc MS Excel 2007 XML",
    "values": "txt:values",
}
"""Ending, filter and options of the filter, as `soffice --convert-to` takes them; values are what all cells hold, see `values`."""
_TIME_OUT = 180
"""Seconds, for one call with any number of files."""
_PAUSE = 0.01
"""Seconds between two looks at the answers."""
_SERVE = """\
Sub WriteValues(document, target)
    out = createUnoService("com.sun.star.io.TextOutputStream")
    out.setOutputStream(createUnoService("com.sun.star.ucb.SimpleFileAccess").openFileWrite(target))
    out.setEncoding("UTF-8")
    For number = 0 To document.Sheets.Count - 1
        sheet = document.Sheets.getByIndex(number)
        out.writeString("sheet" & Chr(31) & sheet.Name & Chr(10))
        For Each area In sheet.queryContentCells(23).RangeAddresses
            first = area.StartColumn
            data = sheet.getCellRangeByPosition(first, area.StartRow, area.EndColumn, area.EndRow).getDataArray()
            For down = 0 To UBound(data)
                values = data(down)
                line = "row" & Chr(31) & (area.StartRow + down + 1) & Chr(31) & (first + 1)
                For across = 0 To UBound(values)
                    value = values(across)
                    If VarType(value) = 5 Then
                        line = line & Chr(31) & "n" & Trim(Str(value))
                    Else
                        If InStr(value, Chr(10)) > 0 Then value = Join(Split(value, Chr(10)), Chr(30))
                        line = line & Chr(31) & "t" & value
                    End If
                Next
                out.writeString(line & Chr(10))
            Next
        Next
        For Each area In sheet.queryFormulaCells(4).RangeAddresses
            For down = area.StartRow To area.EndRow
                For across = area.StartColumn To area.EndColumn
                    said = sheet.getCellByPosition(across, down).String
                    out.writeString("row" & Chr(31) & (down + 1) & Chr(31) & (across + 1) & Chr(31) & "t" & said & Chr(10))
                Next
            Next
        Next
    Next
    out.closeOutput()
End Sub

Function Named(name, value)
    Dim made As New com.sun.star.beans.PropertyValue
    made.Name = name
    made.Value = value
    Named = made
End Function

Function Saved(job) As String
    On Error GoTo Failed
    Open job For Input As #1
    Line Input #1, source
    Line Input #1, target
    Line Input #1, filter
    Line Input #1, options
    Close #1
    document = StarDesktop.loadComponentFromURL(source, "_blank", 0, Array(Named("Hidden", True)))
    If filter = "values" Then
        WriteValues(document, target)
    Else
        document.storeToURL(target, Array(Named("FilterName", filter), Named("FilterOptions", options)))
    End If
    document.close(True)
    Saved = "saved"
    Exit Function
Failed:
    Saved = Error$
End Function

Sub Serve(folder)
    idle = 0
    Do While idle < 600000 And FileExists(folder)
        found = Dir(folder & "/*.job", 0)
        If found = "" Then
            pause = 20
            If idle > 1000 Then pause = 100
            Wait pause
            idle = idle + pause
        Else
            idle = 0
            said = Saved(folder & "/" & found)
            Kill folder & "/" & found
            Open folder & "/" & found & ".said" For Output As #2
            Print #2, said
            Close #2
        End If
    Loop
    StarDesktop.terminate()
End Sub
"""
_MODULE = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Jobs" script:language="StarBasic">'
    f"{escape(_SERVE)}</script:module>"
)
_LIBRARY = (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"'
    ' library:passwordprotected="false"><library:element library:name="Jobs"/></library:library>'
)
_LIBRARIES = (
    '<library:libraries xmlns:library="http://openoffice.org/2000/library">'
    '<library:library library:name="Standard" library:link="false"/></library:libraries>'
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
{more}</oor:items>
"""
_ANEW = """<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
"""


class Job(NamedTuple):
    """A file to be saved as another, in the format that `kind` names (a key of FILTERS)."""

    source: Path
    target: Path
    kind: str


def program() -> str | None:
    """The path of LibreOffice's command, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def values(path: Path) -> dict[tuple[str, str], object]:
    """What was saved as values: by sheet and cell the number or the text, of an error what the cell shows. To save a whole
    workbook would take LibreOffice as long again as to calculate it.
    """
    found: dict[tuple[str, str], object] = {}
    sheet = ""
    for line in path.read_text("utf-8").split("\n")[:-1]:
        kind, *parts = line.split("\x1f")
        if kind == "sheet":
            (sheet,) = parts
            continue
        row, first, *held = parts
        for column, value in enumerate(held, int(first)):
            found[sheet, f"{get_column_letter(column)}{row}"] = _value(value)
    return found


def _value(held: str) -> object:
    kind, text = held[0], held[1:]
    if kind == "t":
        return text.replace("\x1e", "\n")
    return int(text) if text.lstrip("-").isdigit() else float(text)


def save(jobs: Sequence[Job], *, calculated: bool = False) -> None:
    """Let LibreOffice save these files; `calculated`: after it has calculated all formulas anew. Else it keeps stored results.

    A LibreOffice that ends is started a second time. What it cannot open is an AssertionError.
    """
    try:
        _office(calculated).save(jobs)
    except ChildProcessError:
        _office(calculated).save(jobs)


class _Office:
    """A running LibreOffice, its folder of jobs, and the number of the next job."""

    def __init__(self, calculated: bool) -> None:
        command = program()
        assert command is not None, "LibreOffice（soffice）没有安装"
        self.root = Path(tempfile.mkdtemp())
        self.jobs = self.root / "jobs"
        self.jobs.mkdir()
        profile = self.root / "profile"
        library = profile / "user" / "basic" / "Standard"
        library.mkdir(parents=True)
        # with ooSetupInstCompleted the first start does not put empty libraries in the place of these
        settings = _SETTINGS.format(more=_ANEW if calculated else "")
        for path, text in (
            (profile / "user" / "registrymodifications.xcu", settings),
            (library.parent / "script.xlc", _LIBRARIES),
            (library / "script.xlb", _LIBRARY),
            (library / "Jobs.xba", _MODULE),
        ):
            path.write_text(text, encoding="utf-8")
        self.numbers = itertools.count()
        self.log = self.root / "log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    command, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",
                    f'macro:///Standard.Jobs.Serve("{self.jobs.as_uri()}")',
                ],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def save(self, jobs: Sequence[Job]) -> None:
        waiting = {self._ask(job): job for job in jobs}
        until = time.monotonic() + _TIME_OUT
        while waiting:
            for answer in list(waiting):
                said = answer.read_text("utf-8", "replace") if answer.exists() else ""
                if said.endswith("\n"):
                    job = waiting.pop(answer)
                    assert said.strip() == "saved", f"{job}: {said}"
            if waiting and self.process.poll() is not None:
                raise ChildProcessError(self.log.read_text("utf-8", "replace"))
            assert time.monotonic() < until, f"LibreOffice 超过 {_TIME_OUT} 秒没有做完"
            time.sleep(_PAUSE)

    def _ask(self, job: Job) -> Path:
        """Leave a job in the folder; the file that will hold the answer."""
        _, name, *options = FILTERS[job.kind].split(":")
        path = self.jobs / f"{next(self.numbers):06}.job"
        places = (job.source.absolute().as_uri(), job.target.absolute().as_uri())
        unseen = path.with_suffix(".asked")
        unseen.write_text("\n".join([*places, name, "".join(options), ""]), encoding="ascii")
        unseen.rename(path)
        return path.with_name(f"{path.name}.said")

    def close(self) -> None:
        if self.process.poll() is None and hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.root, ignore_errors=True)


_OPEN: dict[bool, _Office] = {}


def _office(calculated: bool) -> _Office:
    """The LibreOffice of this process with this setting, started where there is none."""
    found = _OPEN.get(calculated)
    if found is None or found.process.poll() is not None:
        if found is not None:
            found.close()
        _OPEN[calculated] = found = _Office(calculated)
        _at_the_end()
    return found


@cache
def _at_the_end() -> None:
    atexit.register(close)


def close() -> None:
    """End every LibreOffice of this process."""
    while _OPEN:
        _OPEN.popitem()[1].close()
