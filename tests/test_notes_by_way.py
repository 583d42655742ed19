"""说明把两个方向写在一句里的：未完成的，指标值为正向的按B/A×参考分值计分，指标值为“≤”的按A/B×参考分值计分（银川 项目支出绩效自评表）。"""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import Workbook
from other_formats import html, opendocument, word
from target_tables import HEAD, Aim, aims
from test_stated_methods import NAME, noted, one
from workbooks import indicator, score, to_bytes

from sheetscore.rules.methods.method import EQUAL, LEAST, MOST
from sheetscore.rules.methods.method_reading import read_method
from sheetscore.writers.completed import write_completed

DONE = "2.定量指标：完成指标值的，记满分；未完成的，"
YINCHUAN = f"说明：{DONE}指标值为正向的按B/A×参考分值计分，指标值为“≤”的按A/B×参考分值计分。"
WAYS = [
    YINCHUAN,
    f"说明：{DONE}指标值为正向的按B/A×参考分值计分，指标值为反向的按A/B×参考分值计分。",
    f"说明：{DONE}指标值为≥的按B/A*该指标分值记分，为≤的按A/B*该指标分值记分。",
    f"说明：{DONE}指标值为“≥”的，按B/A×权重计分，指标值为“≤”的，按A/B×权重计分。",
    f"说明：{DONE}指标性质为正向的指标按B/A×分值计分，指标性质为负向的指标按A/B×分值计分。",
    f"说明：{DONE}正向的按B/A×该指标分值记分，反向的按A/B×该指标分值记分。",
]
SCORES = [
    ("≥120人次", "96人次", "8"), ("≥120人次", "120人次", "10"), ("≥120人次", "121人次", "10"),
    ("≤35万元", "43.75万元", "8"), ("≤35万元", "35万元", "10"), ("≤35万元", "34万元", "10"),
]  # fmt: skip
REFUSED = [
    f"说明：{DONE}指标值为反向的按B/A×参考分值计分，指标值为正向的按A/B×参考分值计分。",
    f"说明：{DONE}指标值为正向的按C/A×参考分值计分，指标值为“≤”的按A/B×参考分值计分。",
    f"说明：{DONE}指标值为正向的按B/A×参考分值的80%计分，指标值为“≤”的按A/B×参考分值计分。",
    f"说明：{DONE}指标值为非正向的按B/A×参考分值计分，指标值为“≤”的按A/B×参考分值计分。",
    f"说明：{DONE}指标值为正向的酌情计分，指标值为“≤”的按A/B×参考分值计分。",
    f"说明：{DONE}上年指标值为正向的按B/A×参考分值计分，指标值为“≤”的按A/B×参考分值计分。",
    f"说明：{DONE}指标值为正向的按B/A×参考分值计分，指标值为“≤”的按A/B×参考分值计分，数量指标除外。",
    f"说明：{DONE}指标值为正向的按B/A×参考分值计分，指标值为“≤”的按A/B×参考分值计分。得分打八折。",
]


@pytest.mark.parametrize("note", WAYS)
@pytest.mark.parametrize(("target", "actual", "right"), SCORES)
def test_each_way_is_scored_by_its_own_fraction(
    note: str, target: str, actual: str, right: str
) -> None:
    row = indicator(one(target, actual, note), NAME)
    assert row.score == Decimal(right), row.steps


@pytest.mark.parametrize("note", REFUSED)
@pytest.mark.parametrize(("target", "actual"), [("≥120人次", "96人次"), ("≤35万元", "43.75万元")])
def test_other_words_leave_both_ways_to_a_person(note: str, target: str, actual: str) -> None:
    assert indicator(one(target, actual, note), NAME).score is None


def test_a_sentence_that_is_not_read_holds_both_ways() -> None:
    method = read_method(f"{DONE}指标值为反向的按B/A×分值计分，指标值为正向的按A/B×分值计分。")
    assert {kind for about, _ in method.unread for kind in about} == {LEAST, MOST, EQUAL}


def below(book: Workbook) -> bytes:
    """A Word file whose note is a paragraph under the table."""
    document = Document(io.BytesIO(word(book)))
    document.add_paragraph(YINCHUAN)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "write", "inside"),
    [
        ("a.xlsx", to_bytes, True),
        ("a.docx", word, True),
        ("a.html", html, True),
        ("a.ods", opendocument, True),
        ("a.docx", below, False),
    ],
)
def test_the_note_is_read_in_every_format_and_comes_back(
    name: str, write: Callable[[Workbook], bytes], inside: bool
) -> None:
    line = Aim("≤35万元", "43.75万元", 10)
    outcome = score(write(noted(YINCHUAN, lines=(line,)) if inside else aims(line)), name)
    assert indicator(outcome, NAME).score == 8
    again = score(write_completed(outcome), "a_复核.xlsx")
    assert indicator(again, NAME).score == 8


IN_ONE_CELL = (
    "完成指标值的记满分；未完成的，指标值为正向的按B/A×分值计分，指标值为“≤”的按A/B×分值计分"
)


@pytest.mark.parametrize(("target", "actual", "right"), SCORES)
def test_behind_the_heading_of_the_score(target: str, actual: str, right: str) -> None:
    book = aims(Aim(target, actual, 10), head=(*HEAD[:-2], f"得分（{IN_ONE_CELL}）", HEAD[-1]))
    assert indicator(score(book), NAME).score == Decimal(right)


@pytest.mark.parametrize(("target", "actual", "right"), SCORES)
def test_in_a_column_of_methods(target: str, actual: str, right: str) -> None:
    line = Aim(target, actual, 10, more={"得分计算方法": IN_ONE_CELL})
    assert indicator(score(aims(line, head=(*HEAD, "得分计算方法"))), NAME).score == Decimal(right)
