"""逐句读的写法（tests/cases/sentences.toml）：照本行的数算得出的算对，只改一处就说不清的由人评定。"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_wordings_beside import scored

from sheetscore.model.outcome import Status

ROWS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "sentences.toml").read_text("utf-8")
)["row"]
READ = [row for row in ROWS if "score" in row]
LEFT = [row for row in ROWS if "score" not in row]


def shown(row: dict[str, Any]) -> str:
    return f"{row['text'][:40]} {row['done']}"


@pytest.mark.parametrize("row", READ, ids=shown)
def test_the_own_figure_scores(row: dict[str, Any]) -> None:
    found = scored(row)
    assert found.score == Decimal(row["score"]), found.steps
    assert found.status is Status.FILLED


@pytest.mark.parametrize("row", LEFT, ids=shown)
def test_what_may_be_read_in_two_ways_stays_with_a_person(row: dict[str, Any]) -> None:
    found = scored(row)
    assert found.score is None, found.steps
    assert found.steps
