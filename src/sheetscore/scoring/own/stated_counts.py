"""What a person would count or grade in a row, where its own cells state it: cases lacking, days late, a word worth a share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.rules import Rule
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.own.counted_gaps import with_counted_gap
from sheetscore.scoring.own.late_days import with_late_days
from sheetscore.scoring.own.told_grades import with_told_grade


def with_stated_count(record: Mapping[str, Any], rule: Rule, year: int | None) -> Bound | None:
    """The rule over that number, and its figures; None for a row that figures score anyway, or that does not state it plainly."""
    if rule.computable or rule.exception:
        return None
    return (
        with_counted_gap(record, rule)
        or with_late_days(record, rule, year)
        or with_told_grade(record, rule)
    )
