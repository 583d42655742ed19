"""What a person would count of a row, where its own cells state it: the cases that were lacking, the days that something was late,
the share that the notes of the table give to the very word of its 完成值.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.rules import Rule
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.own.counted_gaps import with_counted_gap
from sheetscore.scoring.own.graded_words import with_graded_word
from sheetscore.scoring.own.late_days import with_late_days
from sheetscore.scoring.told.told_grades import with_told_grade


def with_stated_count(record: Mapping[str, Any], rule: Rule, year: int | None) -> Bound | None:
    """The rule over that number, and its figures; None for a row that figures score anyway, or that does not state it plainly."""
    if rule.computable or rule.exception:
        return None
    return (
        with_counted_gap(record, rule)
        or with_late_days(record, rule, year)
        or with_told_grade(record, rule)
        or with_graded_word(record, rule)
    )
