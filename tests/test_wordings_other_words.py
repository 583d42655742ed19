"""换了说法的句子（tests/cases/other_words.toml）：起点、及格线、含两端、未完成比例、差距率、插值、分段、日期；只改一处的由人评定。"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_wordings_beside import scored

from sheetscore.model.outcome import Status

ROWS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "other_words.toml").read_text("utf-8")
)["row"]
READ = [row for row in ROWS if "score" in row]
LEFT = [row for row in ROWS if "score" not in row]
ONCE = list({row["text"]: row for row in READ}.values())


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


@pytest.mark.parametrize("word", ["除外", "人均", "约", "非", "原则上"])
@pytest.mark.parametrize("row", ONCE, ids=shown)
def test_a_limiting_word_in_the_middle_of_a_clause_is_never_read_over(
    row: dict[str, Any], word: str
) -> None:
    text = row["text"]
    places = [text.find(sign) // 2 for sign in "，,；;。" if text.find(sign) > 3]
    for place in places or [len(text) // 2]:
        changed = text[:place] + word + text[place:]
        assert scored(row, changed).score is None, changed
