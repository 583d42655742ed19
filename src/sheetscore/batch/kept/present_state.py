"""The present state of the output folder: what a run scored, and what earlier runs left there that nobody changed."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sheetscore.batch.kept.output_folder import Lying
from sheetscore.batch.kept.store import Left
from sheetscore.batch.received.collect import Collected, Source
from sheetscore.batch.received.grouping import Filed, clash
from sheetscore.batch.received.identity import Identity
from sheetscore.batch.records import Row
from sheetscore.batch.sharing import Sharing
from sheetscore.model.unit_brief import Brief

OWN = "是本程序的输出"


@dataclass(slots=True)
class Present:
    """Briefs in the order of their files, and the outputs by index. `earlier` of them come from earlier runs.

    `unlisted` completed workbooks lie there besides; `pending` are those of them that a person typed into.
    """

    briefs: list[Brief] = field(default_factory=list)
    links: dict[int, str] = field(default_factory=dict)
    earlier: int = 0
    unlisted: int = 0
    pending: list[str] = field(default_factory=list)


def leave_out(found: Collected, lying: Lying) -> None:
    """A scan that meets the output folder: our outputs there are no returns, unless a person typed into them."""
    typed = set(lying.returned())
    ours = {
        os.path.realpath(lying.folder / name): name
        for name in lying.found
        if lying.ours(name) or lying.locked(name)
    }
    kept: list[Source] = []
    for source in found.sources:
        name = ours.get(source.path) if source.scanned and source.member is None else None
        if name is not None:
            found.seen.discard(source.path)
        if name is None or name in typed:
            kept.append(source)
        else:
            found.skipped.append((source.name, OWN))
    found.sources = kept


def present_state(
    rows: Sequence[Row],
    sources: Sequence[Source],
    lying: Lying,
    read: Collection[str] = (),
) -> Present:
    """The rows of this run with what earlier ones left. A unit or file that this run has scored is not taken from earlier ones.

    `read` are the shown names of the completed workbooks that this run has read back.
    """
    written = {row.output for row in rows}
    files = {source.name for source in sources}
    names: dict[tuple[str, str, str], list[Filed]] = defaultdict(list)
    for row in rows:
        filed = _filed(sources[row.source].name, row.brief, row.identity, row.digest)
        names[filed.filed_for].append(filed)
    found = Present()
    each: list[tuple[str, Row | None, str]] = [
        (sources[row.source].name, row, row.output) for row in rows
    ]
    typed = set(lying.returned())
    for name in lying.completed():
        if name in written:
            continue
        left = lying.unchanged(name)
        if left is not None and left.file not in files and not _again(left, names):
            each.append((left.file, None, name))
            continue
        found.unlisted += 1
        if name in typed and lying.source(name).name not in read:
            found.pending.append(name)
    found.earlier = len(each) - len(rows)
    if found.earlier:
        each.sort(key=lambda one: _walked(one[0]))
    sharing = Sharing()
    for file, scored, output in each:
        left = lying.unchanged(output) if scored is None else None
        brief = scored.brief if scored else left.brief if left else None
        if brief is not None:
            if output:
                found.links[len(found.briefs)] = output
            found.briefs.append(sharing.slim(brief, file) if found.earlier else brief)
    return found


def _again(left: Left, names: dict[tuple[str, str, str], list[Filed]]) -> bool:
    filed = _filed(left.file, left.brief, left.identity, left.source_digest)
    return bool(filed.key) and any(clash(filed, other) for other in names.get(filed.filed_for, ()))


def _filed(name: str, found: Brief, identity: Identity, content: str) -> Filed:
    return Filed(
        name,
        identity,
        content,
        found.unit,
        found.year,
        found.status == "scored",
        found.project,
        found.form,
    )


def _walked(name: str) -> tuple[tuple[int, str], ...]:
    """The order in which folders are walked: the files of a folder, then its folders."""
    *folders, file = PurePosixPath(name).parts or ("",)
    return (*((1, each) for each in folders), (0, file))
