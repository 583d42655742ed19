"""The files to score with those inside zip archives; each archive is listed by a worker, so a damaged one costs itself alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from sheetscore.batch.deaths import refusal
from sheetscore.batch.pool import Confines, Died, Workers
from sheetscore.batch.received.archives import Listed, listed
from sheetscore.batch.received.collect import Collected, Source, collect, member_reason
from sheetscore.forms.limits import LIMITS, Limits

_ARCHIVE = ".zip"


def gather(inputs: Iterable[str | Path], limits: Limits = LIMITS) -> Collected:
    """`collect`, and in the place of each archive of returns the files in it; one that is itself a workbook is one file."""
    found = collect(inputs)
    archives = [each for each in found.sources if _is_archive(each)]
    if not archives:
        return found
    confines = Confines(limits.seconds, limits.cpu_seconds, limits.memory_bytes)
    workers: Workers[str, Listed] = Workers(partial(listed, limits), len(archives), confines)
    with workers:
        inside = [answer for _, answer in workers.answers(each.path for each in archives)]
    answers = iter(inside)
    sources = found.sources
    found.sources = []
    for source in sources:
        if _is_archive(source):
            _add(found, source, next(answers))
        else:
            found.sources.append(source)
    return found


def _is_archive(source: Source) -> bool:
    return source.refused is None and source.name.lower().endswith(_ARCHIVE)


def _add(found: Collected, archive: Source, answer: Listed | Died) -> None:
    if isinstance(answer, Died):
        answer = Listed(refused=refusal(answer, archive=True))
    if answer.refused is not None or answer.files is None:
        found.sources.append(Source(archive.path, archive.name, refused=answer.refused))
        return
    for number, member in answer.files:
        shown = f"{archive.name}/{member}"
        if reason := member_reason(member):
            found.skipped.append((shown, reason))
        else:
            found.sources.append(Source(archive.path, shown, number, scanned=True))
