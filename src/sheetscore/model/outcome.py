"""Everything about one unit, as `score_unit` returns it and the writers draw it."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from sheetscore.model.columns import BASE_COLUMNS, CALCULATED_COLUMNS, INDICATOR_COLUMNS, empty
from sheetscore.model.figure import Reported
from sheetscore.model.finding import Finding
from sheetscore.model.layout import Layout
from sheetscore.model.listed import Candidate, Reached
from sheetscore.model.profile import Profile

if TYPE_CHECKING:
    import pandas as pd


class Status(StrEnum):
    """State of one score (docs/读法.md)."""

    AGREES = "agrees"
    DIFFERS = "differs"
    MISSING = "missing"
    JUDGED = "judged"
    FILLED = "filled"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self]


_STATUS_LABELS = {
    Status.AGREES: "一致", Status.DIFFERS: "不一致", Status.MISSING: "缺数据", Status.JUDGED: "待佐证", Status.FILLED: "已填",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of one unit (docs/读法.md), from the tables alone.

    `reviewed` and `grade` are None when a missing or judged row has no usable claim. `addable` is the sum by which computed
    scores exceed their claims (可加分); `claimed_sum` adds the claims that are there. `most` is what the scoring profile lets
    the total be at this execution rate (None: no cap); all totals but `claimed` keep to it.
    """

    points: Decimal
    claimed: Decimal | None
    reviewed: Decimal | None
    low: Decimal
    high: Decimal
    grade: str | None
    claimed_sum: Decimal
    addable: Decimal
    most: Decimal | None = None


def called(unit: str, project: str) -> str:
    """某局（河道清淤）: a unit files a form for each of its projects."""
    return f"{unit}（{project}）" if project else unit


@dataclass(frozen=True, slots=True, eq=False)  # frames have no one answer to ==
class Outcome:
    """Everything about one unit: what `score_unit` returns and the writers draw. Picklable.

    `status`: "scored" | "unscored" | "rejected" | "not-evaluation" | "skipped"; a rejected unit has `totals` None, empty frames, and
    its `code`, `message`, `advice`. `profile` is how it was scored. `stated`: the tables or the caller name the unit, not its file.
    `project` is the 项目名称 of a project's form, "" for that of a whole department.
    """

    unit: str
    year: int | None
    form: str
    form_title: str
    files: tuple[str, ...]
    status: str
    totals: Totals | None = None
    indicators: pd.DataFrame = field(
        default_factory=partial(empty, *INDICATOR_COLUMNS, *CALCULATED_COLUMNS)
    )
    base: pd.DataFrame = field(default_factory=partial(empty, *BASE_COLUMNS))
    findings: tuple[Finding, ...] = ()
    code: str = ""
    message: str = ""
    advice: str = ""
    layouts: dict[str, Layout] = field(default_factory=dict)
    reading: str = "whole"
    stated: bool = False
    profile: Profile | None = None
    reported: tuple[Reported, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reached: tuple[Reached, ...] = ()
    project: str = ""

    @property
    def called(self) -> str:
        """The unit, with the project that its form is about: for titles and lines."""
        return called(self.unit, self.project)

    @property
    def drawable(self) -> bool:
        """Is there something to draw: scores, or what a report text was found to say?"""
        checked = any(not finding.code.startswith("H") for finding in self.findings)
        texts = self.status == "not-evaluation" or (self.code == "H07" and checked)
        return self.status in ("scored", "unscored") or texts

    @property
    def has_errors(self) -> bool:
        return any(each.level == "error" for each in self.findings)
