"""What the 汇总, the screen and the journal keep of one unit, so that a run over a hundred thousand files stays small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from sheetscore.exact.amounts import decimal, plain
from sheetscore.model.finding import Level
from sheetscore.model.outcome import Outcome, Status, Totals, called

_LONGEST_EXAMPLE = 300


@dataclass(frozen=True, slots=True)
class Problem:
    """How often one code was found in a unit; `example` is its first case, "" where another unit already has one."""

    code: str
    level: Level
    count: int
    example: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """One outcome without its tables. `counted` is False for a return that statistics leave out (reported twice, A04).

    `differing` counts 不一致; `missing` and `judged` are the points of 缺数据 and 待佐证.
    """

    unit: str
    year: int | None
    form: str
    form_title: str
    files: tuple[str, ...]
    status: str
    code: str = ""
    message: str = ""
    advice: str = ""
    totals: Totals | None = None
    differing: int = 0
    missing: Decimal = Decimal(0)
    judged: Decimal = Decimal(0)
    problems: tuple[Problem, ...] = ()
    counted: bool = True
    project: str = ""

    @property
    def called(self) -> str:
        """The unit, with the project that its form is about."""
        return called(self.unit, self.project)

    @property
    def text_only(self) -> bool:
        """Not scored, but its report text was read (`Outcome.drawable`)."""
        checked = any(not problem.code.startswith("H") for problem in self.problems)
        return self.status == "not-evaluation" or (self.code == "H07" and checked)

    @property
    def has_errors(self) -> bool:
        return self.errors > 0

    @property
    def errors(self) -> int:
        return self._of("error")

    @property
    def warnings(self) -> int:
        return self._of("warning")

    def _of(self, level: Level) -> int:
        return sum(problem.count for problem in self.problems if problem.level == level)


def brief(outcome: Outcome) -> Brief:
    """The brief of an outcome."""
    frame = outcome.indicators
    lines = list(zip(map(Status, frame["status"]), frame["points"], strict=True))

    def hanging(status: Status) -> Decimal:
        return sum((points for each, points in lines if each is status), decimal(0))

    return Brief(
        outcome.unit, outcome.year, outcome.form, outcome.form_title, outcome.files, outcome.status,
        outcome.code, outcome.message, outcome.advice, outcome.totals,
        differing=sum(status is Status.DIFFERS for status, _ in lines),
        missing=hanging(Status.MISSING),
        judged=hanging(Status.JUDGED),
        problems=_problems(outcome),
        project=outcome.project,
    )  # fmt: skip


def _problems(outcome: Outcome) -> tuple[Problem, ...]:
    counts = Counter((finding.code, finding.level) for finding in outcome.findings)
    examples: dict[tuple[str, Level], str] = {}
    for finding in outcome.findings:
        where = f" {finding.where}" if finding.where else ""
        text = f"{outcome.called}{where}：{finding.message}"[:_LONGEST_EXAMPLE]
        examples.setdefault((finding.code, finding.level), text)
    return tuple(Problem(*key, count, examples[key]) for key, count in counts.items())


def to_json(found: Brief) -> dict[str, Any]:
    """As JSON for the journal; figures as text, exact."""
    record = asdict(found)
    for name in ("missing", "judged"):
        record[name] = plain(record[name])
    if found.totals is not None:
        record["totals"] = {
            name: plain(value) if isinstance(value, Decimal) else value
            for name, value in record["totals"].items()
        }
    return record


def from_json(record: Mapping[str, Any]) -> Brief:
    """What `to_json` made. Raises KeyError, TypeError or ValueError for anything else."""
    found = dict(record)
    totals = found["totals"]
    if totals is not None:
        numbers: dict[str, Any] = {
            name: None if text is None else decimal(text)
            for name, text in totals.items()
            if name != "grade"
        }
        found["totals"] = Totals(**numbers, grade=totals["grade"])
    for name in ("missing", "judged"):
        found[name] = decimal(found[name])
    found["files"] = tuple(map(str, found["files"]))
    found["problems"] = tuple(Problem(**each) for each in found["problems"])
    return Brief(**found)
