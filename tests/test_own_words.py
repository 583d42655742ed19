"""评价标准用本行自己的话（tests/cases/own_words.toml）：公式、比例、系数、插值、加减分、基准、金额单位、变动；近似而说不清的由人评定。"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from own_tables import REST, Row, own_table
from recalc import recalculate, same, values
from rows_together import Together
from wording_rows import limited
from workbooks import indicator, score

from sheetscore.model.outcome import Status
from sheetscore.writers.completed import write_completed

KINDS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "own_words.toml").read_text("utf-8")
)["kind"]
Line = list[Any]
"""三级指标、分值、评价标准、完成值、年度指标值、应得的分。"""
READ: list[Line] = [line for kind in KINDS for line in kind["read"]]
LEFT: list[Line] = [line for kind in KINDS for line in kind["left"]]


def row(line: Line, text: str | None = None) -> Row:
    """It in a table of the bureau's own, or with this wording in place of its own."""
    name, points, own, done, target = line[:5]
    return Row(name, text or own, done, target or None, points=points)


SCORED = Together(map(row, READ + LEFT))


def line_id(line: Line) -> str:
    return f"{line[2][:30]}:{line[3]}"


@pytest.mark.parametrize("line", READ, ids=line_id)
def test_a_wording_in_the_rows_own_words_scores(line: Line) -> None:
    found = SCORED[row(line)]
    assert found.score == Decimal(line[5]), found.steps
    assert found.status is Status.FILLED


@pytest.mark.parametrize("line", LEFT, ids=line_id)
def test_what_can_be_read_in_two_ways_stays_with_a_person(line: Line) -> None:
    found = SCORED[row(line)]
    assert found.score is None, found.steps
    assert found.steps


def first_of_each_wording() -> list[Line]:
    """Every wording once, with its first figure."""
    found: dict[tuple[str, str], Line] = {}
    for line in READ:
        found.setdefault((line[0], line[2]), line)
    return list(found.values())


WORDS = ["除外", "人均", "约", "非", "原则上"]
LIMITED = first_of_each_wording()[::3]
CHANGED = Together(
    row(line, text)
    for line in LIMITED
    for word in WORDS
    for text in limited(line[2], "，；。", word)
)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("line", LIMITED, ids=line_id)
def test_a_limiting_word_in_the_middle_of_a_clause_is_never_read_over(
    line: Line, word: str
) -> None:
    """每一句的中间插一个限定词：没有一句还照样算。"""
    for changed in limited(line[2], "，；。", word):
        assert CHANGED[row(line, changed)].score is None, changed


def test_the_completed_workbook_says_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    """每一类取一行，做成一张表：LibreOffice 重算的得分和算得的一样。"""
    chosen = [kind["read"][0] for kind in KINDS] + [READ[0], READ[3], READ[9]]
    lines = {line[0]: line for line in chosen}
    rows = [
        Row(name, line[2], line[3], line[4] or None, points=line[1]) for name, line in lines.items()
    ]
    book = score(own_table(*rows, replace(REST, points=1000)), "某局-2023.xlsx")
    for name, line in lines.items():
        assert indicator(book, name).score == Decimal(line[5])
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(book))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
