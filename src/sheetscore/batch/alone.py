"""One call in a worker of its own, for the commands that read a single file: a file that kills its reader gets a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from sheetscore.batch.deaths import refusal
from sheetscore.batch.pool import Confines, Died, Workers
from sheetscore.errors import SheetscoreError
from sheetscore.forms.limits import Limits

_FOUND = TypeVar("_FOUND")


@dataclass(frozen=True, slots=True)
class _Answer(Generic[_FOUND]):
    found: _FOUND | SheetscoreError


def alone(run: Callable[[], _FOUND], limits: Limits) -> _FOUND:
    """What `run` gives; it must be importable by name, or a partial of such a function.

    Raises what it raises on purpose, and ReaderDied where its worker ended or passed a limit.
    """
    confines = Confines(limits.seconds, limits.cpu_seconds, limits.memory_bytes)
    workers: Workers[None, _Answer[_FOUND]] = Workers(partial(_answer, run), 1, confines)
    with workers:
        ((_, answer),) = workers.answers([None])
    if isinstance(answer, Died):
        raise refusal(answer)
    if isinstance(answer.found, SheetscoreError):
        raise answer.found
    return answer.found


def _answer(run: Callable[[], _FOUND], _: None) -> _Answer[_FOUND]:
    try:
        return _Answer(run())
    except SheetscoreError as error:
        return _Answer(error)
