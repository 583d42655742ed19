"""完成值旁边的写法（tests/cases/beside.toml）：按本行的数算得出的算对，缺东西的、说不清的由人评定。"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rows_together import Together
from wording_rows import limited, line

from sheetscore.model.outcome import Status

ROWS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "beside.toml").read_text("utf-8")
)["row"]
READ = [row for row in ROWS if "score" in row]
LEFT = [row for row in ROWS if "score" not in row]


WORDS = ["除外", "人均", "约", "非"]
LIMITED = [each for each in READ if "÷" not in each["text"]][::6]
SCORED = Together(map(line, ROWS))
CHANGED = Together(
    line(row, text)
    for row in LIMITED
    for word in WORDS
    for text in limited(row["text"], "，；。", word)
)


@pytest.mark.parametrize("row", READ, ids=lambda row: row["text"][:40])
def test_the_own_figure_scores(row: dict[str, Any]) -> None:
    found = SCORED[line(row)]
    assert found.score == Decimal(row["score"]), found.steps
    assert found.status is Status.FILLED


@pytest.mark.parametrize("row", LEFT, ids=lambda row: row["text"][:40])
def test_what_the_row_does_not_say_stays_with_a_person(row: dict[str, Any]) -> None:
    found = SCORED[line(row)]
    assert found.score is None, found.steps
    assert found.steps


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("row", LIMITED, ids=lambda row: row["text"][:40])
def test_a_limiting_word_in_the_middle_of_a_clause_is_never_read_over(
    row: dict[str, Any], word: str
) -> None:
    """每一句的中间插一个限定词：没有一句还照样算。"""
    for changed in limited(row["text"], "，；。", word):
        assert CHANGED[line(row, changed)].score is None, changed
