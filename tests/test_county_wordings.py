"""各地的写法（tests/cases/county.toml）：读得懂的在边界两侧都得对，读不懂的转人工，没有一个错分。"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from sheetscore.rules import compile_criteria

ROWS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "county.toml").read_text("utf-8")
)["row"]


def value_of(text: str) -> Decimal:
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)


def scores(row: dict[str, Any]) -> tuple[dict[str, Decimal | None], dict[str, Decimal | None]]:
    """What the values score and what they should."""
    rule = compile_criteria(row["text"], Decimal(str(row["points"])), row["name"])
    found = {v: rule.score(value_of(v)) if rule.computable else None for v in row["scores"]}
    wanted = {v: None if s == "-" else Decimal(str(s)) for v, s in row["scores"].items()}
    return found, wanted


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:30])
def test_a_wording_of_a_county_scores_right_or_goes_to_a_person(row: dict[str, Any]) -> None:
    found, wanted = scores(row)
    if row.get("unread"):
        assert all(score is None or score == wanted[value] for value, score in found.items())
    else:
        assert found == wanted


def test_nine_in_ten_of_the_computable_wordings_are_read() -> None:
    computable = [row for row in ROWS if any(score != "-" for score in row["scores"].values())]
    read = [row for row in computable if not row.get("unread")]
    assert len(read) >= 0.9 * len(computable), (len(read), len(computable))
