"""The folder loop: every file read, scored and drawn in a worker of its own; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sheetscore.batch.kept.journal import Earlier, Journal
from sheetscore.batch.kept.lock import sole_use
from sheetscore.batch.kept.output_folder import Lying
from sheetscore.batch.kept.outputs import Names, sweep, write_whole
from sheetscore.batch.kept.own_output import Look, Looked, look
from sheetscore.batch.kept.present_state import leave_out, present_state
from sheetscore.batch.kept.store import Store
from sheetscore.batch.pool import FORKS, Confines, Died, Workers
from sheetscore.batch.received.collect import Collected, shown_name
from sheetscore.batch.received.listing import gather
from sheetscore.batch.received.own_forms import forms_with, own_folder
from sheetscore.batch.records import Hands, Outlet
from sheetscore.batch.run import Run
from sheetscore.batch.version import key_of
from sheetscore.batch.worker import Options, Overrides, warm, work
from sheetscore.errors import NothingToDo, OneUnitOnly
from sheetscore.forms import Forms
from sheetscore.forms.limits import Limits
from sheetscore.model.outcome import Outcome
from sheetscore.model.unit_brief import Brief

Report = Callable[[int, int, Brief, str | None], None]
"""Called after each unit: number of its file (from 1), how many files in all, its brief, its output as shown."""
Sink = Callable[[Outcome, str | None], None]
"""Called at the end for each unit in order: the whole outcome, its output as shown."""


_ROLLUP = "汇总.xlsx"


@dataclass(slots=True)
class FolderResult:
    """What came of a run. `outputs` are the completed workbooks as shown, by the index of their outcome.

    `vanished`: the output folder was moved or deleted in the middle and made anew; `lost` completed workbooks went with it.
    `listed` more units stand in 汇总: what earlier runs left there unchanged; `unlisted` completed workbooks that lie there do not.
    `returned` are the files that came back with what a person typed, `pending` (names) those in the output folder that
    nothing of this run belongs to. `beside` gives, by the name of an output, the one that it was not written over.
    """

    outcomes: list[Brief] = field(default_factory=list)
    outputs: dict[int, str] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    rollup: str = ""
    resumed: int = 0
    listed: int = 0
    unlisted: int = 0
    returned: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)
    cancelled: bool = False
    vanished: bool = False
    lost: int = 0

    @property
    def exit_code(self) -> int:
        """0 all scored, or without points by their nature, and no error · 1 anything else · 2 the output folder vanished ·
        130 cancelled (docs/接口.md).
        """
        if self.cancelled:
            return 130
        if self.vanished:
            return 2
        fine = ("scored", "unscored")
        bad = any(outcome.status not in fine or outcome.has_errors for outcome in self.outcomes)
        return 1 if bad else 0


def score_folder(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path | None,
    *,
    forms: Forms | None = None,
    templates: str | Path | None = None,
    overrides: Overrides | None = None,
    report: Report | None = None,
    sink: Sink | None = None,
) -> FolderResult:
    """Score a file or folder, or several, into `output` (None: nothing is written).

    `templates` is a folder of a bureau's own forms; without it the folder 表式 beside 待评分 is one, where it is there.

    Raises NoSuchInput for a path that is not there, NothingToDo when there is no file to score,
    OneUnitOnly when a unit is stated for several files, FolderBusy when
    another run writes into `output`, FormError for unusable templates, OSError when `output` cannot be written.
    """
    overrides = overrides or Overrides()
    listed = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    own = None if forms else Path(templates) if templates is not None else own_folder(listed)
    key = key_of(overrides, own) if forms is None and sink is None else ""
    forms = forms or forms_with(own)
    if overrides.form:
        forms.get(overrides.form)
    if overrides.profile:
        forms.profile(overrides.profile)
    found = gather(listed, forms.limits)
    if not found.sources:
        raise _nothing(found.skipped)
    options = Options(forms, overrides, draw=output is not None, whole=sink is not None)
    if FORKS:
        warm(options.draw)
    _one_unit(found, overrides, forms.limits)
    with ExitStack() as stack:
        outlet = None
        if output is not None:
            outlet = _outlet(stack, Path(output), found, key, options)
        run = Run(found, options, outlet, report, stack)
        result = _all_scored(run, options)
        if outlet and run.briefs:
            outlet.stand()
            _write_rollup(outlet, run, result)
            result.vanished, result.lost = outlet.vanished, sum(map(outlet.lost, run.rows))
            outlet.journal.finished = not (result.cancelled or result.lost)
        if not run.briefs and not result.cancelled:
            if outlet:
                outlet.journal.discard()
            raise _nothing(run.skipped)
        if sink:
            run.deliver(sink)
    return result


def _all_scored(run: Run, options: Options) -> FolderResult:
    """What came of the files, or of those before it was cancelled."""
    result = FolderResult(skipped=run.skipped)
    limits = options.forms.limits
    confines = Confines(limits.seconds, limits.cpu_seconds, limits.memory_bytes)
    workers: Hands = Workers(partial(work, options), len(run.sources), confines)
    try:
        with workers:
            run.each_file(workers)
            run.sent_back(workers)
            run.belonging(workers)
    except KeyboardInterrupt:
        result.cancelled = True
    result.outcomes, result.outputs = run.briefs, run.outputs
    result.resumed, result.returned = run.resumed, run.returned
    return result


def _outlet(stack: ExitStack, folder: Path, found: Collected, key: str, options: Options) -> Outlet:
    """Names, journal and what earlier runs left, for a folder that is ours alone until the stack unwinds."""
    import sheetscore.writers.completed  # noqa: F401 — here, once, and not in each forked worker

    def make() -> Journal:
        folder.mkdir(exist_ok=True)  # without parents: where they are gone too, so is the disk
        stack.enter_context(sole_use(folder))
        return stack.enter_context(Journal(folder, key))

    stack.enter_context(sole_use(folder))
    sweep(folder)
    earlier = Earlier(folder, key)
    limits = options.forms.limits
    lying = Lying(folder, Store(folder))
    for task, answer in _looked(lying.looks(), limits):
        lying.learn(task, answer)
    leave_out(found, lying)
    if not found.sources:
        raise _nothing(found.skipped)
    journal = stack.enter_context(Journal(folder, key))
    return Outlet(Names(folder, found.seen, lying), earlier, lying, make, journal)


def _looked(looks: Iterable[Look], limits: Limits) -> Iterator[tuple[Look, Looked | Died]]:
    """Each file with what a worker found in it."""
    tasks = list(looks)
    if tasks:
        confines = Confines(limits.seconds, limits.cpu_seconds, limits.memory_bytes)
        workers: Workers[Look, Looked] = Workers(partial(look, limits), len(tasks), confines)
        with workers:
            yield from workers.answers(tasks)


def _one_unit(found: Collected, overrides: Overrides, limits: Limits) -> None:
    """Raises OneUnitOnly where a unit is stated for several files; our own outputs of a scan are none of them."""
    if not overrides.unit or len(found.sources) < 2:
        return
    scanned = [source for source in found.sources if source.scanned]
    answers = _looked((Look(source) for source in scanned), limits)
    ours = sum(
        isinstance(answer, Looked) and answer.seen is not None and not answer.seen.returned
        for _, answer in answers
    )
    if len(found.sources) - ours > 1:
        raise OneUnitOnly(
            f"--unit 只能和一个单位的一个文件一起用，这次有 {len(found.sources) - ours} 个文件。",
            "请只写那一个文件，或去掉 --unit。",
        )


def _nothing(skipped: list[tuple[str, str]]) -> NothingToDo:
    if skipped:
        return NothingToDo(
            f"没有可以评分的文件：里面的 {len(skipped)} 个文件都不是填报表（临时文件、系统文件或本程序的输出）。",
            "请放入填好的 .xlsx 工作簿。",
        )
    return NothingToDo("文件夹是空的，没有可以评分的文件。", "请放入填好的 .xlsx 工作簿。")


def _write_rollup(outlet: Outlet, run: Run, result: FolderResult) -> None:
    """汇总.xlsx, replaced in one step: what this run scored, and what earlier runs left there unchanged."""
    from sheetscore.writers.rollup import write_rollup

    state = present_state(run.rows, run.sources, outlet.lying, run.returned)
    data = write_rollup(state.briefs, state.links, run.skipped)
    written = write_whole(outlet.names.rollup(_ROLLUP), data, durable=True)
    result.rollup, outlet.journal.rollup = shown_name(written), written.name
    result.listed, result.unlisted, result.pending = state.earlier, state.unlisted, state.pending
    made = {written.name, *(row.output for row in run.rows)}
    result.beside = {new: old for new, old in outlet.names.beside.items() if new in made}
