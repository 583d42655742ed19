"""What one worker does with one task: read the files, score them, draw the completed workbooks. Writes nothing."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, repeat
from pathlib import PurePath

from sheetscore.batch.collect import NO_WORKBOOK, Source
from sheetscore.batch.comparing import Compared, Comparison, compare
from sheetscore.batch.identity import UNIT_ENDINGS, Identity, identify, named_unit
from sheetscore.batch.reading import digest, read_head, read_source
from sheetscore.brief import Brief, brief
from sheetscore.checks import in_order
from sheetscore.errors import Rejected
from sheetscore.forms import Forms
from sheetscore.model import Finding, Outcome
from sheetscore.readers.kinds import may_be_workbook
from sheetscore.rules import compile_criteria
from sheetscore.rules.formula import read_formula
from sheetscore.unit import rejected, score_files, unit_from_file


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

    `done` is the digest of a file that an unfinished run has scored: one that still has it is not scored anew.
    """

    sources: tuple[Source, ...]
    notes: tuple[tuple[Finding, ...], ...] = ((),)
    done: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One unit: its brief, who it is, its completed workbook (b"" for none), and the packed outcome (b"" unless wanted)."""

    brief: Brief
    identity: Identity
    completed: bytes = b""
    packed: bytes = b""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: a result for each unit, and the digest of each file ("" for one that could not be read).

    No result: the file is as an unfinished run had it (`Task.done`), or it is passed over for the reason `passed`.
    """

    results: tuple[Result, ...]
    digests: tuple[str, ...]
    passed: str = ""


@cache
def warm() -> None:
    """Build the grammars and patterns of the rules once, before workers are forked: half a second for each of them."""
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
    try:
        files = [
            (source.name, read_source(source, options.forms.limits)) for source in task.sources
        ]
    except Rejected as refusal:
        outcome = rejected(options.overrides.unit or unit_from_file(names[0]), names, refusal)
        return Done(
            (_result(outcome, Identity("other"), options, task.notes[0]),), ("",) * len(names)
        )
    digests = tuple(digest(data) for _, data in files)
    if task.done and digests == (task.done,):
        return Done((), digests)
    outcomes = score_files(
        files,
        options.forms,
        year=options.overrides.year,
        form=options.overrides.form,
        unit=options.overrides.unit,
        profile=options.overrides.profile,
        layouts=options.draw,
    )
    results = []
    notes = chain(task.notes, repeat(()))
    for each, mine in zip(outcomes, notes, strict=False):
        outcome, identity = identify(named_by_folder(each), files, options.forms.glossary)
        results.append(_result(outcome, identity, options, mine))
    return Done(tuple(results), digests)


def _is_other_xml(source: Source) -> bool:
    """An .xml that nobody named is a workbook by what it begins with, or settings and data of another program."""
    if not source.scanned or not source.name.lower().endswith(".xml"):
        return False
    try:
        return not may_be_workbook(read_head(source))
    except (Rejected, OSError):
        return False


def _result(
    outcome: Outcome, identity: Identity, options: Options, notes: tuple[Finding, ...]
) -> Result:
    if notes:
        outcome = replace(outcome, findings=tuple(in_order([*outcome.findings, *notes])))
    completed = b""
    if options.draw and outcome.drawable:
        from sheetscore.writers.completed import write_completed

        completed = write_completed(outcome)
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
