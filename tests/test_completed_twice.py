"""A completed workbook that is scored again says the same: a figure keeps the unit that it was written with."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from target_tables import Aim, aims
from test_several_forms import FORMATS
from workbooks import forms, indicator, score

from sheetscore.model.outcome import Outcome
from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

NAME = "受益农村人口"
RESCALED = [
    ("≥2.8万人", "27650人", "88.88"),
    ("≥2.8万人", "27,650人", "88.88"),
    ("≥2.8万人", "27，650人", "88.88"),
    ("≥2.8万人", "２７６５０人", "88.88"),
    ("≥2.8万人", "27,650 人", "88.88"),
    ("≥2.8万人", "共27,650人", "88.88"),
    ("≥2.8万人", "27,650人（已验收）", "88.88"),
    ("≥2.8万人", "两万七千人", "86.79"),
    ("≥2.8万人", "2.765万人", "88.88"),
    ("≥28000人", "2.765万人", "88.88"),
    ("≥2.8万人", "2.765万", "88.88"),
    ("≥3.2万吨", "29,800吨", "83.81"),
    ("≥12万立方米", "108,000m³", "81.00"),
    ("≥48公里", "46,500米", "87.19"),
    ("≥48公里", "46,500.0m", "87.19"),
    ("≥3.5万亩", "34,000亩", "87.43"),
    ("≤1.2亿立方米", "11,520万立方米", "90.00"),
    ("≥26万㎡", "250,000平方米", "86.54"),
    ("≥5万元", "48,000元", "86.40"),
    ("≥5亿元", "48,000万元", "86.40"),
    ("≥0.9‰", "0.62‰", "62.00"),
]  # fmt: skip


def again(outcome: Outcome, name: str) -> Outcome:
    return score_bytes(name, write_completed(outcome), forms())


def said(outcome: Outcome) -> tuple[Any, Any, list[tuple[Any, str]]]:
    row = indicator(outcome, NAME)
    return row.score, row.status, [(each.value, each.unit) for each in row.inputs]


@pytest.mark.parametrize(("target", "done", "points"), RESCALED)
def test_completing_twice_is_completing_once(target: str, done: str, points: str) -> None:
    once = score(aims(Aim(target, done, name=NAME)), "某局-2022.xlsx")
    assert indicator(once, NAME).score == Decimal(points)
    twice = again(once, "某局-2022_复核.xlsx")
    assert said(twice) == said(once)
    assert said(again(twice, "某局-2022_复核.xlsx")) == said(once)


@pytest.mark.parametrize("kind", FORMATS)
def test_from_every_format(kind: str) -> None:
    book = aims(Aim("≥2.8万人", "27,650人", name=NAME))
    once = score_bytes(f"某局-2022.{kind}", FORMATS[kind](book), forms())
    assert indicator(once, NAME).score == Decimal("88.88")
    assert said(again(once, "某局-2022_复核.xlsx")) == said(once)


@pytest.mark.parametrize("done", ["27650", "约27,650人", "27,650户", "27,650人左右"])
def test_what_was_for_a_person_stays_so(done: str) -> None:
    once = score(aims(Aim("≥2.8万人", done, name=NAME)), "某局-2022.xlsx")
    assert indicator(once, NAME).score is None
    assert said(again(once, "某局-2022_复核.xlsx"))[:2] == said(once)[:2]


@pytest.mark.parametrize(
    ("done", "shown"),
    [
        ("92", "0%"), ("87.5", "0.0%"), ("百分之九十二", "0%"), ("百分之八十八点五", "0.0%"),
        ("92%", "0%"), ("达92%", '"达"0%'), ("100", "0%"),
    ],
)  # fmt: skip
def test_a_rate_written_without_its_sign_is_drawn_with_it(done: str, shown: str) -> None:
    """The cell holds 0.92 for what was written 92: without the sign it would be read as 0.92 %, or as nothing."""
    once = score(aims(Aim("≥95%", done, name="设备验收合格率")), "某局-2022.xlsx")
    row = indicator(once, "设备验收合格率")
    assert row.score is not None
    completed = write_completed(once)
    cell = load_workbook(BytesIO(completed))["指标表"][row.inputs[0].cell]
    assert (cell.number_format, Decimal(str(cell.value))) == (shown, row.inputs[0].value)
    twice = score_bytes("某局-2022_复核.xlsx", completed, forms())
    assert indicator(twice, "设备验收合格率").score == row.score
