"""评价标准用本行自己的话（tests/cases/own_words.toml）：公式、比例、系数、插值、加减分、基准、金额单位、变动；近似而说不清的由人评定。"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from own_tables import REST, Row, own_table
from workbooks import indicator, score

from sheetscore.model.outcome import Status

KINDS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "own_words.toml").read_text("utf-8")
)["kind"]
Line = list[Any]
"""三级指标、分值、评价标准、完成值、年度指标值、应得的分。"""
READ: list[Line] = [line for kind in KINDS for line in kind["read"]]
LEFT: list[Line] = [line for kind in KINDS for line in kind["left"]]


def scored(line: Line) -> Any:
    """The row alone in a table of the bureau's own."""
    name, points, text, done, target = line[:5]
    table = own_table(Row(name, text, done, target or None, points=points), REST)
    return indicator(score(table), name)


def line_id(line: Line) -> str:
    return f"{line[2][:30]}:{line[3]}"


@pytest.mark.parametrize("line", READ, ids=line_id)
def test_a_wording_in_the_rows_own_words_scores(line: Line) -> None:
    found = scored(line)
    assert found.score == Decimal(line[5]), found.steps
    assert found.status is Status.FILLED


@pytest.mark.parametrize("line", LEFT, ids=line_id)
def test_what_can_be_read_in_two_ways_stays_with_a_person(line: Line) -> None:
    found = scored(line)
    assert found.score is None, found.steps
    assert found.steps
