"""The folder loop: every file read, scored and written on its own; one bad file never stops the others."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from sheetscore.batch.collect import Source, collect, shown_name
from sheetscore.batch.outputs import Names, write_whole
from sheetscore.errors import NothingToDo, OverLimit, ReaderDied, Unreadable
from sheetscore.forms import Forms, load_forms
from sheetscore.limits import LIMITS
from sheetscore.model import Outcome
from sheetscore.unit import rejected, score_unit, unit_from_file

ROLLUP = "汇总.xlsx"
RECORD = "运行记录"
Report = Callable[[int, int, Outcome, str | None], None]
"""Called after each unit: number (from 1), how many in all, the outcome, its output as shown."""


@dataclass(slots=True)
class FolderResult:
    """What came of a run. `outputs` are the completed workbooks as shown, by the index of their outcome."""

    outcomes: list[Outcome] = field(default_factory=list)
    outputs: dict[int, str] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    rollup: str = ""
    cancelled: bool = False

    @property
    def exit_code(self) -> int:
        """0 all scored without errors · 1 something unscored or an error-level finding · 130 cancelled (docs/接口.md)."""
        if self.cancelled:
            return 130
        bad = any(outcome.status != "scored" or outcome.has_errors for outcome in self.outcomes)
        return 1 if bad else 0


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the user says instead of what would be recognised."""

    year: int | None = None
    form: str | None = None
    unit: str | None = None
    profile: str | None = None


def score_folder(
    inputs: Sequence[str | Path],
    output: str | Path | None,
    *,
    forms: Forms | None = None,
    overrides: Overrides | None = None,
    report: Report | None = None,
) -> FolderResult:
    """Score files and folders into `output` (None: nothing is written).

    Raises NothingToDo when there is no file to score, FormError for unusable templates, OSError when `output` cannot be written.
    """
    forms = forms or load_forms()
    overrides = overrides or Overrides()
    if overrides.form:
        forms.get(overrides.form)
    if overrides.profile:
        forms.profile(overrides.profile)
    found = collect([Path(each) for each in inputs])
    result = FolderResult(skipped=found.skipped)
    for name in found.absent:
        missing = Unreadable("没有这个文件或文件夹。", "请检查名称和路径。")
        result.outcomes.append(rejected(unit_from_file(name), (name,), missing))
    if not found.sources and not found.absent:
        raise _nothing(found.skipped)
    target = Path(output) if output is not None else None
    names = Names(target, [source.path for source in found.sources]) if target else None
    journal = _Journal(target) if target else None
    try:
        for number, source in enumerate(found.sources, 1):
            index = len(result.outcomes)
            outcome, written = _process(source, forms, overrides, journal, names)
            result.outcomes.append(outcome)
            if written:
                result.outputs[index] = written
            if journal:
                journal.note(source, outcome, result.outputs.get(index))
            if report:
                report(number, len(found.sources), outcome, result.outputs.get(index))
    except KeyboardInterrupt:
        result.cancelled = True
    if names and result.outcomes:
        result.rollup = _write_rollup(names, result)
    return result


def _nothing(skipped: list[tuple[str, str]]) -> NothingToDo:
    if skipped:
        return NothingToDo(
            f"没有可以评分的文件：里面的 {len(skipped)} 个文件都不是填报表（临时文件、系统文件或本程序的输出）。",
            "请放入填好的 .xlsx 工作簿。",
        )
    return NothingToDo("文件夹是空的，没有可以评分的文件。", "请放入填好的 .xlsx 工作簿。")


def _process(
    source: Source,
    forms: Forms,
    overrides: Overrides,
    journal: _Journal | None,
    names: Names | None,
) -> tuple[Outcome, str]:
    """One file: its outcome, and its completed workbook as shown ("": none).

    The one broad except of the project: a fault of ours costs this file alone, its traceback goes to the record.
    Raises OSError when the output cannot be written.
    """
    files = (source.name,)
    unit = overrides.unit or unit_from_file(source.name)
    try:
        data = _read(source.path)
    except (Unreadable, OverLimit) as refusal:
        return rejected(unit, files, refusal), ""
    try:
        outcome = score_unit(
            [(source.name, data)],
            forms,
            year=overrides.year,
            form=overrides.form,
            unit=overrides.unit,
            profile=overrides.profile,
            layouts=names is not None,
        )
        scored = names is not None and outcome.status == "scored"
        completed = _complete(outcome) if scored else b""
    except Exception:
        if journal:
            journal.trace(source, traceback.format_exc())
        error = ReaderDied(
            "处理时程序出错，这个文件没有评分。",
            "请把“运行记录”文件夹发给维护人员；其他文件不受影响。",
        )
        return rejected(unit, files, error), ""
    if names is None or not completed:
        return outcome, ""
    return outcome, shown_name(write_whole(names.completed(source.path), completed))


def _read(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LIMITS.file_bytes:
            raise OverLimit(
                f"文件有 {size / 1048576:.1f} MB，超过单个文件 {LIMITS.file_bytes // 1048576} MB 的上限。",
                "请删去图片和无关的工作表后另存。",
            )
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(
            "文件读不出来：可能被占用，或没有权限。", "请关闭打开它的程序，检查权限后再运行一次。"
        ) from error


def _complete(outcome: Outcome) -> bytes:
    from sheetscore.writers.completed import write_completed

    return write_completed(outcome)


def _write_rollup(names: Names, result: FolderResult) -> str:
    from sheetscore.writers.rollup import write_rollup

    links = {index: Path(path).name for index, path in result.outputs.items()}
    data = write_rollup(result.outcomes, links, result.skipped)
    return shown_name(write_whole(names.rollup(ROLLUP), data))


class _Journal:
    """已评分/运行记录/<time>/: a line a file as JSON, and the same for people."""

    def __init__(self, output: Path) -> None:
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
        self.folder = output / RECORD / stamp
        number = 1
        while self.folder.exists():
            number += 1
            self.folder = output / RECORD / f"{stamp}-{number}"
        self.folder.mkdir(parents=True)
        (self.folder / "运行.log").write_text("", encoding="utf-8-sig")

    def note(self, source: Source, outcome: Outcome, output: str | None) -> None:
        """One file done."""
        try:
            digest = blake2b(source.path.read_bytes(), digest_size=16).hexdigest()
        except OSError:
            digest = ""
        record = {
            "file": source.name, "blake2b": digest, "unit": outcome.unit, "status": outcome.status,
            "code": outcome.code, "output": output,
        }  # fmt: skip
        with (self.folder / "运行.jsonl").open("a", encoding="utf-8", errors="replace") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        said = output or f"{outcome.code} {outcome.message}{outcome.advice}"
        self._log(f"{source.name} → {said}")

    def trace(self, source: Source, text: str) -> None:
        """A fault of ours, for the maintainers."""
        self._log(f"{source.name}\n{text}")

    def _log(self, line: str) -> None:
        with (self.folder / "运行.log").open("a", encoding="utf-8", errors="replace") as file:
            file.write(line + "\n")
