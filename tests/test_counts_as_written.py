"""A count written with its unit: 2起 under 每发生1起扣5分, 2.1万 beside a target in 册."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from own_tables import FIRST, REST, Row, own_table
from recalc import recalculate, same, values
from target_tables import Aim, aims
from test_several_forms import FORMATS
from workbooks import forms, indicator, score

from sheetscore.model.outcome import Status
from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

ACCIDENTS = "每发生1起扣5分，扣完为止"


def row(done: object, name: str = "安全责任事故", criteria: str = ACCIDENTS) -> Any:
    return indicator(score(own_table(Row(name, criteria, done), REST)), name)


@pytest.mark.parametrize(
    ("done", "points"), [("0起", 10), ("1起", 5), (1, 5), ("2 起", 0), ("3起", 0)]
)
def test_a_number_of_cases_takes_off_what_the_wording_says(done: str, points: int) -> None:
    found = row(done)
    assert found.score == points
    assert any("没有原始数可核" in step for step in found.steps)


@pytest.mark.parametrize(
    ("criteria", "done", "points"),
    [
        ("未发生事故得10分；每发生1起扣2分，最多扣6分。", "3起", 4),
        ("未发生事故得10分；每发生1起扣2分，最多扣6分。", "4起", 4),
        ("未发生事故得10分；每发生1起扣2分，发生3起及以上不得分。", "2起", 6),
        ("未发生事故得10分；每发生1起扣2分，发生3起及以上不得分。", "3起", 0),
    ],
)  # fmt: skip
def test_what_bounds_the_deduction_counts(criteria: str, done: str, points: int) -> None:
    assert row(done, criteria=criteria).score == points


def test_under_a_row_of_compliance_too() -> None:
    assert row("2个", "资金使用合规性", "每发现1个违规问题扣2分，扣完为止。").score == 6


@pytest.mark.parametrize(
    ("done", "name", "criteria"),
    [
        ("1次", "安全责任事故", ACCIDENTS),
        ("1起以上", "安全责任事故", ACCIDENTS),
        ("1起，已结案", "安全责任事故", ACCIDENTS),
        ("约1起", "安全责任事故", ACCIDENTS),
        ("无", "安全责任事故", ACCIDENTS),
        ("12次", "培训次数", "每发生1次投诉扣1分，扣完为止"),
        ("3个", "指标规范性", "每发现1个指标未量化扣1分，扣完为止"),
        ("5件", "投诉办结情况", "每发现1件超期扣1分，扣完为止"),
        ("1起", "安全责任事故", "每发生1起一般事故扣1分，每发生1起较大事故扣3分，扣完为止"),
    ],
)  # fmt: skip
def test_what_may_count_something_else_is_for_a_person(
    done: object, name: str, criteria: str
) -> None:
    found = row(done, name, criteria)
    assert (found.score, found.status) == (None, Status.JUDGED)


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    book = own_table(Row("安全责任事故", ACCIDENTS, "1起"), REST)
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](book), forms())
    assert indicator(found, "安全责任事故").score == 5


def test_the_completed_workbook_says_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(own_table(Row("安全责任事故", ACCIDENTS, "1起"), REST))))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
    assert stored["指标表", f"L{FIRST}"] == 5


@pytest.mark.parametrize(
    ("target", "done", "points"),
    [
        ("≥20000册", "2.1万", 90),
        ("≥20000册", "1.9万", "85.5"),
        ("≥2万册", "19000册", "85.5"),
        ("≥20000册", "2.1万册", 90),
        ("≥20000册", "2.1万左右", None),
        ("≥20000册", "2.1万本", 90),
        ("≥20%", "2.1万", None),
    ],
)
def test_ten_thousands_beside_a_target_that_is_counted(
    target: str, done: str, points: object
) -> None:
    found = indicator(score(aims(Aim(target, done, name="新增藏书"))), "新增藏书")
    assert found.score == (None if points is None else Decimal(str(points)))
