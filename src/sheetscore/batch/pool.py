"""Worker processes: a file that kills or hangs its reader costs that file alone.

Every task runs in a worker with a limit of wall time, and on POSIX of processor time and memory. A worker that dies is
replaced; its task is tried once more with nothing else running. Answers come back in the order of the tasks, and only a
bounded number of tasks is under way, so memory does not grow with their number.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from pebble import ProcessPool

_TASK = TypeVar("_TASK")
_ANSWER = TypeVar("_ANSWER")


@dataclass(frozen=True, slots=True)
class Confines:
    """What one task may use: seconds of wall and of processor time, bytes beyond the program's own."""

    wall: float = 30.0
    cpu: int = 20
    memory: int = 1536 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Died:
    """A task that gave no answer: the sentence that says why, for maintainers the traceback, and the limit that was passed."""

    sentence: str
    detail: str = ""
    limit: str = ""


FORKS = sys.platform == "linux"
"""fork on Linux, where a worker then starts in milliseconds with the forms read and everything imported.

Elsewhere spawn: macOS' own libraries do not survive a fork, and Windows has none.
"""
_AHEAD = 16
"""Tasks under way for each worker: enough to keep the others busy while one runs into its time limit."""
_TASKS_A_WORKER = 500
"""Then the worker is replaced: whatever a library leaks is given back."""
_MOST_WORKERS = 32
_NOTICE = 0.5
"""Seconds after which the waiting parent looks up: on Windows, Ctrl-C is noticed only between waits."""


@dataclass(frozen=True, slots=True)
class _Started:
    """A task under way, and the pool that has it: one that has ended (no process could be started, say) answers nothing more."""

    future: Future[bytes]
    pool: ProcessPool | None

    def end(self) -> bool:
        """Wait for the end of the task; False where its pool has ended before it."""
        while not self.future.done():
            if self.pool is None or not self.pool.active:
                return self.future.done()
            wait([self.future], timeout=_NOTICE)
        return True


class Workers(Generic[_TASK, _ANSWER]):
    """Processes that run one function. `run` must be importable by name (or a partial of such a function)."""

    def __init__(
        self, run: Callable[[_TASK], _ANSWER], tasks: int, confines: Confines | None = None
    ) -> None:
        self.run = run
        self.confines = confines or Confines()
        self.count = worker_count(tasks)
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Workers[_TASK, _ANSWER]:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the workers now, whatever they do."""
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()
            pool.join()

    def answers(self, tasks: Iterable[_TASK]) -> Iterator[tuple[_TASK, _ANSWER | Died]]:
        """Each task with its answer, in the order of `tasks`."""
        waiting = iter(tasks)
        under_way: deque[tuple[_TASK, _Started]] = deque()
        for task in islice(waiting, _AHEAD * self.count):
            under_way.append((task, self._start(task)))
        while under_way:
            task, started = under_way.popleft()
            found = self._answer(task, started, [each for _, each in under_way])
            for following in islice(waiting, 1):
                under_way.append((following, self._start(following)))
            yield task, found

    def _start(self, task: _TASK) -> _Started:
        if self._pool is not None and not self._pool.active:
            self.stop()
        try:
            if self._pool is None:
                self._pool = self._begun()
            args = (task, self.confines.cpu)
            future: Future[bytes] = self._pool.schedule(_run, args=args, timeout=self.confines.wall)
        except (BrokenProcessPool, RuntimeError, OSError):  # the system starts no process just now
            self.stop()
            future = Future()
            future.set_exception(BrokenProcessPool())
        return _Started(future, self._pool)

    def _begun(self) -> ProcessPool:
        from pebble import ProcessPool

        return ProcessPool(
            max_workers=self.count,
            max_tasks=_TASKS_A_WORKER,
            initializer=_begin,
            initargs=(self.run, self.confines.memory),
            context=multiprocessing.get_context("fork" if FORKS else "spawn"),
        )

    def _answer(self, task: _TASK, started: _Started, others: list[_Started]) -> _ANSWER | Died:
        answer = self._result(started)
        if answer is None:  # the worker died: once more, alone
            for each in others:
                each.end()
            answer = self._result(self._start(task))
        return answer or Died("读取这个文件时程序崩溃了（试了两次）")

    def _result(self, started: _Started) -> _ANSWER | Died | None:
        """The answer; None when the worker died, or all of them."""
        from pebble import ProcessExpired

        if not started.end():
            return None
        try:
            found: _ANSWER | Died = pickle.loads(started.future.result())
        except TimeoutError:
            return Died(f"读取这个文件超过 {self.confines.wall:g} 秒，已停止", limit="seconds")
        except ProcessExpired as died:
            if died.exitcode == -getattr(signal, "SIGXCPU", 0):
                return Died(
                    f"读取这个文件的计算时间超过 {self.confines.cpu} 秒，已停止",
                    limit="cpu_seconds",
                )
            return None
        except (BrokenProcessPool, CancelledError):
            return None
        return found


def worker_count(tasks: int) -> int:
    """One worker for one task; else as many as processors and tasks allow, and at least two."""
    if tasks <= 1:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(_MOST_WORKERS, tasks, max(2, processors))


_work: Callable[[Any], Any] = str
"""In a worker: what it was started to do. Handed over once, since it holds all forms."""


def _begin(run: Callable[[Any], Any], memory: int) -> None:
    """Called in each new worker: silent, without core dumps, within `memory` bytes beyond what it has now."""
    global _work
    _work = run
    gc.freeze()  # what came with the fork stays shared: to look through it for garbage would copy every page of it
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # a library's last words must not stand among JSON lines
        os.dup2(silence, stream)
    os.close(silence)
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _limit(resource.RLIMIT_AS, _address_space() + memory)


def _address_space() -> int:
    """Bytes of address space that this process has now (Linux)."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def _limit(what: int, value: int) -> None:
    """Lower a soft limit; where the system sets a narrower one, that holds."""
    import resource

    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (value, hard))


def _run(task: object, cpu: int) -> bytes:
    """One task in the worker, its answer pickled.

    Whatever is raised, Rust's panics included (they are no Exception), is an answer too, and so is what cannot be pickled.
    """
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + cpu)
    try:
        return pickle.dumps(_work(task))
    except MemoryError:
        return pickle.dumps(Died("读取这个文件需要的内存太多，已停止", limit="memory_bytes"))
    except BaseException:
        return pickle.dumps(Died("处理时程序出错", traceback.format_exc()))
