"""逐句读的写法（tests/cases 的 sentences、clauses、other_words）：照本行的数算得出的算对，只改一处就说不清的由人评定。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from rows_together import Together
from wording_rows import Case, cases, line, shown

from sheetscore.model.outcome import Status

ROWS = [row for name in ("sentences", "clauses", "other_words") for row in cases(name)]
SCORED = Together(map(line, ROWS))


@pytest.mark.parametrize("row", [row for row in ROWS if "score" in row], ids=shown)
def test_the_own_figure_scores(row: Case) -> None:
    found = SCORED[line(row)]
    assert found.score == Decimal(row["score"]), found.steps
    assert found.status is Status.FILLED


@pytest.mark.parametrize("row", [row for row in ROWS if "score" not in row], ids=shown)
def test_what_may_be_read_in_two_ways_stays_with_a_person(row: Case) -> None:
    found = SCORED[line(row)]
    assert found.score is None, found.steps
    assert found.steps
