"""The folder loop: every file read, scored and drawn in a worker of its own; one bad file never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sheetscore.batch.collect import Collected, shown_name
from sheetscore.batch.journal import Earlier, Journal
from sheetscore.batch.listing import gather
from sheetscore.batch.lock import sole_use
from sheetscore.batch.outputs import Names, sweep, write_whole
from sheetscore.batch.pool import FORKS, Confines, Workers
from sheetscore.batch.records import Hands, Outlet
from sheetscore.batch.run import Run
from sheetscore.batch.version import key_of
from sheetscore.batch.worker import Options, Overrides, warm, work
from sheetscore.brief import Brief
from sheetscore.errors import NothingToDo, OneUnitOnly
from sheetscore.forms import Forms, load_forms
from sheetscore.model import Outcome
from sheetscore.readers.intake import is_own_output

Report = Callable[[int, int, Brief, str | None], None]
"""Called after each unit: number of its file (from 1), how many files in all, its brief, its output as shown."""
Sink = Callable[[Outcome, str | None], None]
"""Called at the end for each unit in order: the whole outcome, its output as shown."""


_ROLLUP, _REPLACED = "汇总.xlsx", "上一次的汇总.xlsx"


@dataclass(slots=True)
class FolderResult:
    """What came of a run. `outputs` are the completed workbooks as shown, by the index of their outcome.

    `vanished`: the output folder was moved or deleted in the middle and made anew; `lost` completed workbooks went with it.
    `unlisted` completed workbooks of earlier runs lie in the folder and are not in this 汇总; the one that had them is kept
    as `replaced` (as shown, "" for none).
    """

    outcomes: list[Brief] = field(default_factory=list)
    outputs: dict[int, str] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    rollup: str = ""
    resumed: int = 0
    unlisted: int = 0
    replaced: str = ""
    cancelled: bool = False
    vanished: bool = False
    lost: int = 0

    @property
    def exit_code(self) -> int:
        """0 all scored without errors · 1 something unscored or an error-level finding · 2 the output folder vanished ·
        130 cancelled (docs/接口.md).
        """
        if self.cancelled:
            return 130
        if self.vanished:
            return 2
        bad = any(outcome.status != "scored" or outcome.has_errors for outcome in self.outcomes)
        return 1 if bad else 0


def score_folder(
    inputs: str | Path | Sequence[str | Path],
    output: str | Path | None,
    *,
    forms: Forms | None = None,
    overrides: Overrides | None = None,
    report: Report | None = None,
    sink: Sink | None = None,
) -> FolderResult:
    """Score a file or folder, or several, into `output` (None: nothing is written).

    Raises NoSuchInput for a path that is not there, NothingToDo when there is no file to score,
    OneUnitOnly when a unit is stated for several files, FolderBusy when
    another run writes into `output`, FormError for unusable templates, OSError when `output` cannot be written.
    """
    overrides = overrides or Overrides()
    key = key_of(overrides) if forms is None and sink is None else ""
    forms = forms or load_forms()
    if overrides.form:
        forms.get(overrides.form)
    if overrides.profile:
        forms.profile(overrides.profile)
    found = gather([inputs] if isinstance(inputs, str | Path) else inputs, forms.limits)
    if not found.sources:
        raise _nothing(found.skipped)
    if overrides.unit and len(found.sources) > 1:
        raise OneUnitOnly(
            f"--unit 只能和一个单位的一个文件一起用，这次有 {len(found.sources)} 个文件。",
            "请只写那一个文件，或去掉 --unit。",
        )
    options = Options(forms, overrides, draw=output is not None, whole=sink is not None)
    if FORKS:
        warm()
    with ExitStack() as stack:
        outlet = _outlet(stack, Path(output), found, key) if output is not None else None
        run = Run(found, options, outlet, report, stack)
        result = FolderResult(skipped=run.skipped)
        try:
            limits = forms.limits
            confines = Confines(limits.seconds, limits.cpu_seconds, limits.memory_bytes)
            workers: Hands = Workers(partial(work, options), len(found.sources), confines)
            with workers:
                run.each_file(workers)
                run.belonging(workers)
        except KeyboardInterrupt:
            result.cancelled = True
        result.outcomes, result.outputs = run.briefs, run.outputs
        result.resumed = run.resumed
        if outlet and run.briefs:
            outlet.stand()
            result.unlisted, result.replaced = _keep_rollup(outlet, run)
            result.rollup = _write_rollup(outlet, run)
            result.vanished, result.lost = outlet.vanished, sum(map(outlet.lost, run.rows))
            outlet.journal.finished = not (result.cancelled or result.lost)
        if not run.briefs and not result.cancelled:
            raise _nothing(run.skipped)
        if sink:
            run.deliver(sink)
    return result


def _outlet(stack: ExitStack, folder: Path, found: Collected, key: str) -> Outlet:
    """Names, journal and what an unfinished run left, for a folder that is ours alone until the stack unwinds."""
    import sheetscore.writers.completed  # noqa: F401 — here, once, and not in each forked worker

    def make() -> Journal:
        folder.mkdir(exist_ok=True)  # without parents: where they are gone too, so is the disk
        stack.enter_context(sole_use(folder))
        return stack.enter_context(Journal(folder, key))

    stack.enter_context(sole_use(folder))
    sweep(folder)
    earlier = Earlier(folder, key)
    journal = stack.enter_context(Journal(folder, key))
    return Outlet(Names(folder, found.seen), earlier, make, journal)


def _nothing(skipped: list[tuple[str, str]]) -> NothingToDo:
    if skipped:
        return NothingToDo(
            f"没有可以评分的文件：里面的 {len(skipped)} 个文件都不是填报表（临时文件、系统文件或本程序的输出）。",
            "请放入填好的 .xlsx 工作簿。",
        )
    return NothingToDo("文件夹是空的，没有可以评分的文件。", "请放入填好的 .xlsx 工作簿。")


def _write_rollup(outlet: Outlet, run: Run) -> str:
    """汇总.xlsx, replaced in one step; its name as shown."""
    from sheetscore.writers.rollup import write_rollup

    links = {index: row.output for index, row in enumerate(run.rows) if row.output}
    data = write_rollup(run.briefs, links, run.skipped)
    return shown_name(write_whole(outlet.names.rollup(_ROLLUP), data, durable=True))


def _keep_rollup(outlet: Outlet, run: Run) -> tuple[int, str]:
    """Scoring one returned workbook into a folder of many must not lose the 汇总 of them all: it goes to the run record."""
    ours = {row.output for row in run.rows}
    folder = outlet.names.folder
    unlisted = sum(path.name not in ours for path in folder.glob("*_复核*.xlsx"))
    try:
        data = (folder / _ROLLUP).read_bytes() if unlisted else b""
    except OSError:
        data = b""
    if not data or not is_own_output(data):
        return 0, ""
    return unlisted, shown_name(write_whole(outlet.journal.folder / _REPLACED, data))
