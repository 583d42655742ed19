"""基础数据表的表头对调了：各栏与模板相同而次序不同，写明是哪两格。

样表的公用经费：2019 年决算 86.28、2020 年预算 93.70、2020 年决算 117.48；两个决算的表头对调，控制率 92.08%，得 8 分，和自评“一致”。
"""

from __future__ import annotations

import pytest
from other_formats import html, opendocument, xml2003
from workbooks import findings, indicator, sample, score, to_bytes

from sheetscore.model.outcome import Outcome

KINDS = {"xlsx": to_bytes, "xml": xml2003, "ods": opendocument, "html": html}


def moved(outcome: Outcome) -> list[str]:
    """What A09 says of the order of the headers."""
    return [each.message for each in findings(outcome, "A09", "warning") if "次序" in each.message]


@pytest.mark.parametrize("kind", KINDS)
def test_two_headers_that_changed_places_are_named(kind: str) -> None:
    book = sample({"基础数据表!B6": "2020年决算数", "基础数据表!F6": "2019年决算数"})
    outcome = score(KINDS[kind](book), f"某局-2020.{kind}")
    (told,) = moved(outcome)
    assert "B6" in told
    assert "F6" in told
    assert "D6" not in told
    assert (
        indicator(outcome, "公用经费控制率").score == 8
    )  # as the headers say: it is told, not guessed


def test_headers_over_one_row_of_figures_as_well() -> None:
    book = sample()
    page = book["基础数据表"]
    page["B4"], page["D4"] = page["D4"].value, page["B4"].value
    (told,) = moved(score(book))
    assert "B4" in told


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {
            "基础数据表!B6": "2020年决算数",
            "基础数据表!D6": "2021年预算数",
            "基础数据表!F6": "2021年决算数",
        },
        {
            "基础数据表!B6": "上年决算数",
            "基础数据表!D6": "本年预算数",
            "基础数据表!F6": "本年决算数",
        },
        {"基础数据表!F6": "2020年支出数"},
    ],
)
def test_headers_in_their_places_are_not_named(changes: dict[str, object]) -> None:
    assert not moved(score(sample(changes)))
