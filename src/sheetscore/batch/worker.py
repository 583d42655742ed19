"""What one worker does with one task: read the files, score them, draw the completed workbooks. Writes nothing."""

from __future__ import annotations

import pickle
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import PurePath
from typing import TypeVar

from sheetscore.batch.kept.own_output import Seen, own_grid, seen
from sheetscore.batch.received.collect import NO_WORKBOOK, Source
from sheetscore.batch.received.identity import UNIT_ENDINGS, Identity, identify, named_unit
from sheetscore.batch.received.reading import digest, read_head, read_source
from sheetscore.batch.sent_back.by_itself import alone, told_alone
from sheetscore.batch.sent_back.incomplete import words_of
from sheetscore.batch.sent_back.returning import Sent, merge, scored_again, sent
from sheetscore.batch.together.comparing import Compared, Comparison, compare
from sheetscore.checks import in_order
from sheetscore.errors import Rejected
from sheetscore.forms import Forms
from sheetscore.forms.limits import Limits
from sheetscore.model.finding import Finding
from sheetscore.model.fingerprints import Fingerprint, read_fingerprint
from sheetscore.model.outcome import Outcome
from sheetscore.model.unit_brief import Brief, brief
from sheetscore.readers.bytes.file_kinds import Kind, may_be_workbook
from sheetscore.readers.formats.properties import custom_properties
from sheetscore.readers.grid import Grid
from sheetscore.readers.intake import admit
from sheetscore.readers.workbooks import Read, ReadOnce
from sheetscore.rules import compile_criteria
from sheetscore.rules.formulas.formula import read_formula
from sheetscore.unit.score import score_files
from sheetscore.unit.submission import rejected, unit_from_file

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says instead of what would be recognised."""

    year: int | None = None
    form: str | None = None
    unit: str | None = None
    profile: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """The same for all tasks of a run: forms, what the user corrects, and what is wanted back.

    `draw`: completed workbooks; `whole`: outcomes with their tables.
    """

    forms: Forms
    overrides: Overrides
    draw: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Files that are scored together; `notes` are findings, for each unit in them, about other files of the folder.

    `done` is the digest of a file that an unfinished run has scored: one that still has it is not scored anew. For each unit
    in them as well: `returns`, its completed workbooks that were sent back, newest first, and `here`, the one that lies where
    the new one would be written. `known`: it is settled that the file is to be scored, though it is an output of ours.
    """

    sources: tuple[Source, ...]
    notes: tuple[tuple[Finding, ...], ...] = ((),)
    done: str = ""
    returns: tuple[tuple[Source, ...], ...] = ((),)
    here: tuple[Source | None, ...] = (None,)
    known: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """One unit: its brief, who it is, its completed workbook (b"" for none), and the packed outcome (b"" unless wanted).

    `taken`: it holds what a person typed into an earlier one; `keep`: the one that lies there could not be read back.
    """

    brief: Brief
    identity: Identity
    completed: bytes = b""
    packed: bytes = b""
    taken: bool = False
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: a result for each unit, and the digest of each file ("" for one that could not be read).

    No result: the file is as an unfinished run had it (`Task.done`), it is passed over for the reason `passed`, or it is an output
    of ours, told in `seen`.
    """

    results: tuple[Result, ...]
    digests: tuple[str, ...]
    passed: str = ""
    seen: Seen | None = None


@cache
def warm(draw: bool) -> None:
    """Build the grammars and patterns of the rules once, before workers are forked: half a second for each of them.

    What is imported only where it is needed is imported now, for the same reason.
    """
    from rapidfuzz import process  # noqa: F401

    if draw:
        import sheetscore.writers.completed  # noqa: F401
    for text in _USUAL:
        compile_criteria(text, 10, "公用经费控制率")
    read_formula("控制率=（实际支出数/预算安排数）×100%", "控制率")


_USUAL = (
    "100%以下（含）计满分，每超出1%扣1分，扣完为止。",
    "90%（含）以上得10分；80%-90%得8分；低于80%不得分。①有制度，4分；②执行好，6分。",
)


def work(options: Options, task: Task | Comparison) -> Done | Compared:
    """One task of either kind. Raises only for faults of ours."""
    return process(options, task) if isinstance(task, Task) else compare(options.forms, task)


def process(options: Options, task: Task) -> Done:
    """Score one task's files. Raises only for faults of ours."""
    names = tuple(source.name for source in task.sources)
    if _is_other_xml(task.sources[0]):
        return Done((), ("",), NO_WORKBOOK)
    limits = options.forms.limits
    try:
        files = [(source.name, read_source(source, limits)) for source in task.sources]
    except Rejected as refusal:
        outcome = rejected(options.overrides.unit or unit_from_file(names[0]), names, refusal)
        return Done(
            (_result(outcome, Identity("other"), options, task.notes[0]),), ("",) * len(names)
        )
    digests = tuple(digest(data) for _, data in files)
    if task.done and digests == (task.done,):
        return Done((), digests)
    read = ReadOnce()
    ours = _ours(files[0], limits, read)
    if ours is not None and not task.known:
        found = seen(ours)
        if found.completed or task.sources[0].scanned:
            return Done((), digests, seen=found)
    return Done(_scored(options, task, files, digests, ours, read), digests)


def _ours(file: tuple[str, bytes], limits: Limits, read: Read) -> Grid | None:
    """The workbook if it is an output of ours that can be read."""
    try:
        return own_grid(file[0], admit(file[1], limits), limits, read)
    except Rejected:
        return None


def _scored(
    options: Options,
    task: Task,
    files: list[tuple[str, bytes]],
    digests: tuple[str, ...],
    ours: Grid | None,
    read: Read,
) -> tuple[Result, ...]:
    back = any(task.returns) or any(task.here)
    score = partial(
        score_files,
        files,
        options.forms,
        year=options.overrides.year,
        form=options.overrides.form,
        unit=options.overrides.unit,
        profile=options.overrides.profile,
        layouts=options.draw or back or ours is not None,
        read=read,
    )
    outcomes = tuple(map(named_by_folder, score()))
    prints: dict[int, Fingerprint] = {}
    more: dict[int, list[Finding]] = {}
    keep: set[int] = set()
    used: dict[int, tuple[str, ...]] = {}
    words: dict[int, dict[str, str]] = defaultdict(dict)
    if ours is not None and ours.own and ours.own.completed and outcomes[0].status == "scored":
        prints[0], changes = alone(ours, _drawn(outcomes[0], digests))
        more[0] = told_alone(files[0][0], ours, changes.values())
        words[0] |= words_of(changes)
    if back:
        merged = {}
        for index, outcome in enumerate(outcomes):
            returns, here = _sent_back(task, index, options.forms.limits)
            if outcome.status == "scored" and (returns or here):
                original = prints.get(index) or _drawn(outcome, digests)
                found = merge(outcome, original, returns, here)
                taken = {**original.taken, **found.fingerprint.taken}
                merged[index] = found
                prints[index] = replace(found.fingerprint, taken=taken)
                more.setdefault(index, []).extend(found.findings)
                keep |= {index} if found.keep else set()
                used[index] = found.used
                words[index] |= found.words
        outcomes = scored_again(outcomes, merged, lambda overlays: score(overlays=overlays))
    results = []
    for index, each in enumerate(outcomes):
        outcome, identity = identify(named_by_folder(each), files, options.forms.glossary)
        notes = (*_at(task.notes, index, ()), *more.get(index, ()))
        outcome = replace(outcome, files=(*outcome.files, *used.get(index, ())))
        print_ = prints.get(index)
        result = _result(outcome, identity, options, notes, digests, print_, words[index])
        results.append(replace(result, taken=bool(print_ and print_.taken), keep=index in keep))
    return tuple(results)


def _at(values: Sequence[_T], index: int, otherwise: _T) -> _T:
    return values[index] if index < len(values) else otherwise


def _drawn(outcome: Outcome, digests: tuple[str, ...]) -> Fingerprint:
    """The fingerprint of the completed workbook that this outcome gives."""
    from sheetscore.writers.completed import write_completed

    data = write_completed(outcome, digests)
    found = read_fingerprint(custom_properties(data, Kind.XLSX))
    assert found is not None
    return found


def _sent_back(task: Task, index: int, limits: Limits) -> tuple[list[Sent], Sent | None]:
    """The completed workbooks of one unit as they can be read now."""
    returns = [_open(source, limits) for source in _at(task.returns, index, ())]
    lying = _at(task.here, index, None)
    return [each for each in returns if each], _open(lying, limits, here=True) if lying else None


def _open(source: Source, limits: Limits, here: bool = False) -> Sent | None:
    try:
        return sent(source.name, read_source(source, limits), limits, here)
    except Rejected:
        return None


def _is_other_xml(source: Source) -> bool:
    """An .xml that nobody named is a workbook by what it begins with, or settings and data of another program."""
    if not source.scanned or not source.name.lower().endswith(".xml"):
        return False
    try:
        return not may_be_workbook(read_head(source))
    except (Rejected, OSError):
        return False


def _result(
    outcome: Outcome,
    identity: Identity,
    options: Options,
    notes: tuple[Finding, ...],
    digests: tuple[str, ...] = (),
    fingerprint: Fingerprint | None = None,
    words: Mapping[str, str] | None = None,
) -> Result:
    if notes:
        outcome = replace(outcome, findings=tuple(in_order([*outcome.findings, *notes])))
    completed = b""
    if options.draw and outcome.drawable:
        from sheetscore.writers.completed import write_completed

        completed = write_completed(outcome, digests, fingerprint, words)
    return Result(brief(outcome), identity, completed, pack(outcome) if options.whole else b"")


def named_by_folder(outcome: Outcome) -> Outcome:
    """甲县民政局/指标表.xlsx: neither the tables nor the file's name say whose it is, the folder does."""
    path = PurePath(outcome.files[0])
    folder = path.parent.name
    if outcome.stated or named_unit(path.name) or not folder.endswith(UNIT_ENDINGS):
        return outcome
    return replace(outcome, unit=folder)


def pack(outcome: Outcome) -> bytes:
    """An outcome without its looks, as small as it gets."""
    return zlib.compress(pickle.dumps(replace(outcome, layouts={})), 1)


def unpack(data: bytes) -> Outcome:
    """What `pack` made, in this very run."""
    outcome: Outcome = pickle.loads(zlib.decompress(data))
    return outcome
