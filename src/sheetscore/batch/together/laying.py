"""The comparisons of a run: each return that has something to be laid beside it is read once more, with that, by a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sheetscore.batch.received.collect import Source
from sheetscore.batch.received.grouping import Filed, Plan
from sheetscore.batch.records import Hands
from sheetscore.batch.together.comparing import Compared, Comparison, Return
from sheetscore.batch.together.pairs import beside


def lay_beside(
    workers: Hands, filed: Sequence[Filed], found: Plan, file_of: Callable[[int], Source]
) -> None:
    """The findings about two years of one unit, and about reports that are alike, for the rows that they are about."""

    def returned(index: int) -> Return:
        row = filed[index]
        sources = tuple(file_of(i) for i in (index, *found.joined.get(index, ())))
        year = row.year or max(row.identity.years, default=None)
        return Return(row.unit, row.identity.who, year, sources)

    places = beside(filed, found.joined)
    tasks = [
        Comparison(
            returned(index),
            returned(place.earlier) if place.earlier is not None else None,
            tuple(map(returned, place.reports)),
        )
        for index, place in sorted(places.items())
    ]
    for index, (_, answer) in zip(sorted(places), workers.answers(tasks), strict=True):
        if isinstance(answer, Compared):
            found.notes[index] += answer.findings
