"""The completed workbooks of a run that came back, each with the row or the others that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheetscore.batch.kept.output_folder import Lying
from sheetscore.batch.kept.own_output import newest_first
from sheetscore.batch.received.collect import Source
from sheetscore.batch.records import Row
from sheetscore.batch.sent_back.matching import Back, Scored, sort_back
from sheetscore.batch.worker import Task


def homes(
    backs: Sequence[Back], rows: Sequence[Row], sources: list[Source], lying: Lying | None
) -> list[tuple[int, Task]]:
    """Give each row those that belong to it; for those without an original, the number of the file and its task.

    Changed ones in the output folder that no row would replace are taken as sent back, and added to `sources`.
    """
    read_back = {row.here.path for row in rows if row.here}
    sent = [each for each in backs if sources[each.source].path not in read_back]
    known = read_back | {sources[each.source].path for each in sent}
    sent += list(_lying(sources, lying, known)) if lying else []
    scored = {
        index: Scored(row.brief.unit, row.brief.year, row.brief.form, row.digest, row.brief.project)
        for index, row in enumerate(rows)
        if row.brief.status == "scored"
    }
    found = sort_back(sent, scored)

    def newest(group: Sequence[Back]) -> tuple[int, ...]:
        return tuple(newest_first([(each.source, sources[each.source]) for each in group]))

    for index, group in found.to.items():
        rows[index].back = newest(group)
    tasks = []
    for group in found.alone:
        if all(each.lying for each in group):
            continue  # it lies in the output folder, and nothing of this run is its unit's
        first, *older = newest(group)
        returns = tuple(sources[each] for each in older)
        tasks.append((first, Task((sources[first],), returns=(returns,), known=True)))
    return tasks


def _lying(sources: list[Source], lying: Lying, known: set[str]) -> Iterator[Back]:
    for name in lying.returned():
        source, seen = lying.source(name), lying.found[name].seen
        if seen is not None and source.path not in known:
            sources.append(source)
            yield Back(len(sources) - 1, seen, "", lying=True)


def read_back(rows: Sequence[Row], sources: Sequence[Source]) -> list[str]:
    """Completed workbooks that a person typed into and whose figures count, as shown."""
    found: list[str] = []
    for row in rows:
        if row.taken:
            own = [] if row.back or row.here else [sources[row.source].name]
            found += [row.here.name] if row.here else []
            found += [*own, *(sources[each].name for each in row.back)]
    return list(dict.fromkeys(found))
