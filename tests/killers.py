"""Functions for the worker pool's tests. A task is a word that says what happens to its reader."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from pathlib import Path, PurePosixPath

from sheetscore.batch import worker
from sheetscore.batch.received import archives
from sheetscore.batch.received.archives import Listed
from sheetscore.batch.together.comparing import Compared, Comparison
from sheetscore.batch.worker import Done, Options, Task
from sheetscore.forms.limits import Limits


def work(options: Options, task: Task | Comparison) -> Done | Compared:
    """As the worker's own, but the reader of `abort.xlsx`, `hang.xlsx` and so on dies as the name says."""
    if isinstance(task, Task):
        read(PurePosixPath(task.sources[0].name).stem)
    return worker.work(options, task)


class Panic(BaseException):
    """As pyo3's PanicException: no Exception."""


class Unpicklable(Exception):
    """An answer that cannot be sent."""

    def __reduce__(self) -> str:
        raise TypeError("cannot be sent")


def read(task: str) -> object:
    """The word itself, unless it names a fault."""
    faulthandler.disable()  # pytest's would print where we abort
    word, _, rest = task.partition(" ")
    if word == "abort":
        os.abort()
    elif word == "hang":
        time.sleep(600)
    elif word == "deaf":  # hangs and does not listen to SIGTERM, as C code in a loop does
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(600)
    elif word == "spin":
        while True:
            pass
    elif word == "eat":
        hoard = []
        while True:
            hoard.append(bytearray(64 * 1024 * 1024))
    elif word == "panic":
        raise Panic("index out of bounds")
    elif word == "exit":
        raise SystemExit(7)
    elif word == "shout":
        os.write(1, b"noise on standard output\n")
        os.write(2, b"noise on standard error\n")
    elif word == "unsendable":
        return Unpicklable()
    elif word == "once":  # dies the first time; rest is the path that remembers it
        if not Path(rest).exists():
            Path(rest).touch()
            os.abort()
    elif word == "pid":
        return os.getpid()
    elif word == "sleep":
        time.sleep(float(rest))
    return task


def listed(limits: Limits, path: str) -> Listed:
    """As the worker's own, but the list of `abort.zip`, `hang.zip` and so on dies as the name says."""
    read(PurePosixPath(path).stem)
    return archives.listed(limits, path)


def rules(*_: object) -> list[object]:
    """In the place of the reading of a file's wordings: dies."""
    read("abort")
    return []
