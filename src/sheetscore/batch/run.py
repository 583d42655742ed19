"""One run: rows in the order of the files, each with its output; then what turns out to belong together is scored once more."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import IO

from sheetscore.batch.deaths import refusal
from sheetscore.batch.kept.journal import Entry
from sheetscore.batch.kept.outputs import named_behind
from sheetscore.batch.kept.present_state import OWN
from sheetscore.batch.pool import Died
from sheetscore.batch.received.collect import Collected, Source, shown_name
from sheetscore.batch.received.grouping import Filed, Plan, plan, same_return
from sheetscore.batch.received.identity import Identity
from sheetscore.batch.received.reading import digest
from sheetscore.batch.records import Hands, Outlet, Row
from sheetscore.batch.sent_back.homes import homes, read_back
from sheetscore.batch.sent_back.matching import Back
from sheetscore.batch.sharing import Sharing
from sheetscore.batch.together.comparing import Compared
from sheetscore.batch.together.laying import lay_beside
from sheetscore.batch.worker import Done, Options, Result, Task, pack, unpack
from sheetscore.model.outcome import Outcome
from sheetscore.model.unit_brief import Brief, brief
from sheetscore.unit.submission import rejected, unit_from_file

COPY = "和另一个文件一字不差"
NO_PAPER = "不是填报表，也不是报告"


class Run:
    """The rows of one run. Only what 汇总 and the screen need stays in memory; whole outcomes wait in a file without a name."""

    def __init__(
        self,
        found: Collected,
        options: Options,
        outlet: Outlet | None,
        report: Callable[[int, int, Brief, str | None], None] | None,
        stack: ExitStack,
    ) -> None:
        self.sources, self.skipped = found.sources, found.skipped
        self.options, self.outlet, self.report = options, outlet, report
        self.rows: list[Row] = []
        self.resumed = 0
        self._backs: list[Back] = []
        self._copies: dict[int, list[str]] = defaultdict(list)
        self._first: dict[str, int] = {}
        self._alike: dict[str, list[int]] = {}
        self._kept: IO[bytes] | None = (
            stack.enter_context(tempfile.TemporaryFile()) if options.whole else None  # noqa: SIM115
        )
        self.sharing = Sharing()

    # ------------------------------------------------------------------- what came out

    @property
    def briefs(self) -> list[Brief]:
        return [row.brief for row in self.rows]

    @property
    def outputs(self) -> dict[int, str]:
        """Shown names of the completed workbooks by the index of their brief."""
        return {
            index: shown_name(self._folder / row.output)
            for index, row in enumerate(self.rows)
            if row.output
        }

    @property
    def _folder(self) -> Path:
        return self.outlet.names.folder if self.outlet else Path()

    @property
    def returned(self) -> list[str]:
        """Completed workbooks that a person typed into and whose figures count, as shown."""
        return read_back(self.rows, self.sources)

    def deliver(self, sink: Callable[[Outcome, str | None], None]) -> None:
        """Give every whole outcome, in order."""
        outputs = self.outputs
        for index, row in enumerate(self.rows):
            if self._kept is not None:
                self._kept.seek(row.place[0])
                sink(unpack(self._kept.read(row.place[1])), outputs.get(index))

    # -------------------------------------------------------------------- file by file

    def each_file(self, workers: Hands) -> None:
        """Score every file on its own, in order."""
        earlier: dict[Task, list[Entry]] = {}
        tasks = (self._task(source, earlier) for source in self.sources)
        for number, (task, answer) in enumerate(workers.answers(tasks)):
            before = len(self.rows)
            entries = earlier.pop(task, []) if isinstance(task, Task) else []
            if isinstance(answer, Done) and answer.seen:
                self._sent_back(Back(number, answer.seen, answer.digests[0]))
            elif isinstance(answer, Done) and answer.passed:
                self.skipped.append((self.sources[number].name, answer.passed))
            elif isinstance(answer, Done) and not answer.results:
                self._resume(number, entries)
            elif not isinstance(answer, Compared):
                self._settle(number, self.sources[number], answer)
            for row in self.rows[before:] if self.report else ():
                self._tell(number, row)

    def _tell(self, number: int, row: Row) -> None:
        if self.report:
            shown = shown_name(self._folder / row.output) if row.output else None
            self.report(number + 1, len(self.sources), row.brief, shown)

    def _task(self, source: Source, earlier: dict[Task, list[Entry]]) -> Task:
        """A file to score; what an unfinished run had done of it stands in `earlier`, should the file be the same."""
        entries = self.outlet.earlier.entries(source) if self.outlet else []
        task = Task((source,), done=entries[0].digest if entries else "")
        if entries:
            earlier[task] = entries
        return task

    def _sent_back(self, back: Back) -> None:
        """An output of ours: passed over where a scan found it and nobody changed it, or where it is there already."""
        source = self.sources[back.source]
        if source.scanned and not back.seen.returned:
            self.skipped.append((source.name, OWN))
        elif any(each.digest == back.digest for each in self._backs):
            self.skipped.append((source.name, COPY))
        else:
            self._backs.append(back)

    def sent_back(self, workers: Hands) -> None:
        """The completed workbooks that came back find their unit; those whose original is not there are scored by themselves."""
        lying = self.outlet.lying if self.outlet else None
        tasks = homes(self._backs, self.rows, self.sources, lying)
        answers = workers.answers(task for _, task in tasks)
        for (number, _), (_, answer) in zip(tasks, answers, strict=True):
            if not isinstance(answer, Compared):
                before = len(self.rows)
                self._settle(number, self.sources[number], answer, again=True)
                for row in self.rows[before:]:
                    self._tell(number, row)

    def _resume(self, number: int, entries: Sequence[Entry]) -> None:
        source = self.sources[number]
        filed = [_filed(source, each.brief, each.identity, each.digest) for each in entries]
        if self._is_copy(source, filed[0]):
            return
        self.resumed += 1
        behind = named_behind([each.brief for each in entries])
        for each, words in zip(entries, behind, strict=True):
            row = Row(
                self.sharing.slim(each.brief, source.name), number, each.identity, each.digest
            )
            path = self._path(source, each.brief, words)
            if path is not None:
                row.output = path.name
                if path.name != each.output:  # other files came in between: the names have moved
                    old = path.with_name(each.output)
                    row.output = self._write(path, old.read_bytes())
            self._note(replace(each, output=row.output))
            self._add(row)

    def _settle(
        self, number: int, source: Source, answer: Done | Died, again: bool = False
    ) -> None:
        if isinstance(answer, Died):
            answer = self._dead(source, answer)
        if answer.results:
            result = answer.results[0]
            if _is_no_paper(source, result):
                self.skipped.append((source.name, NO_PAPER))
                return
            filed = _filed(source, result.brief, result.identity, answer.digests[0])
            if self._is_copy(source, filed):
                return
        behind = named_behind([result.brief for result in answer.results])
        for result, words in zip(answer.results, behind, strict=True):
            row = Row(
                self.sharing.slim(result.brief, source.name),
                number,
                self.sharing.own(result.identity, result.brief.unit),
                answer.digests[0],
            )
            path = self._path(source, result.brief, words)
            if path is not None and self.outlet:
                lies = self.outlet.lying.changed(path.name)
                row.here = lies if lies and lies.path != source.path else None
            if row.here and path:
                row.output = path.name
            self._finish(row, result, None if row.here else path, len(answer.results), again)
            self._add(row)

    def _dead(self, source: Source, died: Died) -> Done:
        """H06: the worker ended without an answer."""
        if self.outlet and died.detail:
            self.outlet.journal.say(f"{source.name}\n{died.detail}")
        outcome = rejected(unit_from_file(source.name), (source.name,), refusal(died))
        packed = pack(outcome) if self.options.whole else b""
        return Done((Result(brief(outcome), Identity("other"), b"", packed),), ("",))

    def _is_copy(self, source: Source, filed: Filed) -> bool:
        """A file with the very same content as an earlier one of the same unit is passed over."""
        if filed.identity.kind == "other" or not filed.digest:
            return False
        first = self._first.get(filed.digest)
        for index in [] if first is None else [first, *self._alike.get(filed.digest, [])]:
            row = self.rows[index]
            earlier = _filed(self.sources[row.source], row.brief, row.identity, row.digest)
            if same_return(earlier, filed):
                self._copies[index].append(source.name)
                self.skipped.append((source.name, COPY))
                return True
        return False

    def _path(self, source: Source, found: Brief, behind: str) -> Path | None:
        """Where the completed workbook goes; None when there is none. `behind` is what the name of the file gets behind it."""
        if self.outlet is None or found.status not in ("scored", "unscored"):
            return None
        return self.outlet.names.completed(source, behind)

    def _finish(
        self, row: Row, result: Result, path: Path | None, units: int, again: bool = False
    ) -> None:
        """Write the completed workbook, keep the whole outcome, and note it."""
        output, size, modified = "", 0, 0
        row.taken = result.taken
        if path is not None and result.completed:
            row.output = output = self._write(path, result.completed)
            there = (self._folder / output).stat()
            size, modified = there.st_size, there.st_mtime_ns
        if self._kept is not None:
            row.place = (self._kept.seek(0, os.SEEK_END), len(result.packed))
            self._kept.write(result.packed)
        entry = Entry(
            self.sources[row.source].name, row.digest, output, digest(result.completed) if output else "", units,
            replace(result.brief, counted=row.brief.counted), row.identity, size, modified, result.taken,
        )  # fmt: skip
        self._note(entry, again)

    def _write(self, path: Path, data: bytes) -> str:
        """Write a completed workbook; the name it got."""
        return self.outlet.write(path, data).name if self.outlet else ""

    def _note(self, entry: Entry, again: bool = False) -> None:
        if self.outlet:
            shown = shown_name(self._folder / entry.output) if entry.output else None
            self.outlet.stand()
            self.outlet.journal.note(entry, shown, again)

    def _add(self, row: Row) -> None:
        if self._first.setdefault(row.digest, len(self.rows)) != len(self.rows):
            self._alike.setdefault(row.digest, []).append(len(self.rows))
        self.rows.append(row)

    # --------------------------------------------------------------- what belongs together

    def belonging(self, workers: Hands) -> None:
        """Score once more what turned out to belong together, and what is there twice, with the findings about it."""
        filed = [
            _filed(self.sources[row.source], row.brief, row.identity, row.digest)
            for row in self.rows
        ]  # fmt: skip
        found = plan(filed, self._copies)
        lay_beside(workers, filed, found, self._files)
        for index in found.uncounted:
            self.rows[index].brief = replace(self.rows[index].brief, counted=False)
        parts = {part for several in found.joined.values() for part in several}
        for part in parts:
            self.sharing.release(self.rows[part].brief)
        # a report that found no tables is drawn only now that it is sure to stand alone
        alone = [
            i for i, row in enumerate(self.rows)
            if row.here or row.back or (self.outlet and (row.brief.text_only or self.outlet.lost(row)))
        ]  # fmt: skip
        again = {
            self.rows[i].source for i in (*found.joined, *found.notes, *alone) if i not in parts
        }
        rows_of: dict[int, list[int]] = defaultdict(list)
        for index, row in enumerate(self.rows):
            if row.source in again:
                rows_of[row.source].append(index)
        tasks = []
        for source, indices in sorted(rows_of.items()):
            joined = [self.rows[part].source for i in indices for part in found.joined.get(i, ())]
            files = tuple(self.sources[each] for each in (source, *joined))
            tasks.append(self._second(files, indices, found))
        for indices, (_, answer) in zip(
            (rows_of[each] for each in sorted(rows_of)), workers.answers(tasks), strict=True
        ):
            self._replace(indices, answer)
        rows = [row for index, row in enumerate(self.rows) if index not in parts]
        self.rows = sorted(rows, key=lambda row: row.source)
        idle = [each for row in self.rows if not row.taken for each in row.back]
        self.skipped += [(self.sources[each].name, OWN) for each in idle]

    def _files(self, index: int) -> Source:
        """The file of a row."""
        return self.sources[self.rows[index].source]

    def _second(self, files: tuple[Source, ...], indices: Sequence[int], found: Plan) -> Task:
        """The task of scoring a file once more, with what belongs to each of its units."""
        rows = [self.rows[index] for index in indices]
        return Task(
            files,
            tuple(tuple(found.notes.get(index, ())) for index in indices),
            returns=tuple(tuple(self.sources[each] for each in row.back) for row in rows),
            here=tuple(row.here for row in rows),
            known=True,
        )

    def _replace(self, indices: Sequence[int], answer: Done | Compared | Died) -> None:
        """Put what came of the second time in the place of the first; if nothing came, the first stands."""
        if not isinstance(answer, Done) or len(answer.results) != len(indices):
            if self.outlet:
                detail = answer.detail if isinstance(answer, Died) else ""
                self.outlet.journal.say(f"第二次评分没有结果，保留第一次的。{detail}")
            return
        for index, result in zip(indices, answer.results, strict=True):
            row = self.rows[index]
            self.sharing.release(row.brief)
            path = self._folder / row.output if self.outlet and row.output else None
            if self.outlet and path is None and result.completed:
                path = self.outlet.names.completed(self.sources[row.source], "")
            if self.outlet and path is not None and result.keep:
                path = self.outlet.names.next_to(path)
            row.brief = replace(
                self.sharing.slim(result.brief, self.sources[row.source].name),
                counted=row.brief.counted,
            )
            self._finish(row, result, path, len(indices), again=True)


def _is_no_paper(source: Source, result: Result) -> bool:
    """A text file that nobody named and that holds nothing of a return: a list of names, a note."""
    text = source.scanned and source.name.lower().endswith(".txt")
    return text and result.brief.status == "rejected" and result.identity.kind == "other"


def _filed(source: Source, found: Brief, identity: Identity, content: str) -> Filed:
    return Filed(
        source.name, identity, content, found.unit, found.year, found.status == "scored",
        found.project, found.form,
    )  # fmt: skip
