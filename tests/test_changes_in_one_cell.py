"""两年的数写在完成值一格里的（上年电费18.2万元，本年17.5万元；2023年64起，2022年68起；（1386-1280）/1280=8.28%）：升降照算。"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from own_tables import REST, Row, own_table
from target_tables import Aim, aims
from test_several_forms import FORMATS
from workbooks import forms, indicator, score

from sheetscore.unit import score_bytes


def row(name: str, target: str, done: str) -> Any:
    found = score(aims(Aim(target, done, 10, name=name), Aim("≥1场", "1场", 80)))
    return indicator(found, name)


READ = [
    ("场馆电费较上年下降", "≥3%", "上年电费18.2万元，本年17.5万元", "10"),
    ("场馆电费较上年下降", "≥3%", "本年17.5万元，上年18.2万元", "10"),
    ("场馆电费较上年下降", "≥5%", "去年电费182000元；今年电费17.5万元", "7.69"),
    ("场馆用电较上年下降", "≥3%", "上年18.2万度，本年17.5万度", "10"),
    ("场馆电费较上年下降", "≥3%", "2021年电费18.2万元，2022年17.5万元", "10"),
    ("接待游客增长率", "≥10%", "2022年接待游客1,386.00万人次，2021年为1,280.00万人次", "8.28"),
    ("接待游客较上年增长", "≥10%", "上年1280万人次，本年1386万人次", "8.28"),
    ("接待游客增长率", "≥10%", "（1386-1280）/1280=8.28%", "8.28"),
    ("接待游客增长率", "≥10%", "（1386-1280）÷1280×100%", "8.28"),
    ("事故起数下降率", "≥10%", "（20-17）/20=15%", "10"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "done", "points"), READ)
def test_the_change_that_the_name_asks_for(name: str, target: str, done: str, points: str) -> None:
    """(18.2－17.5)÷18.2＝3.846%，1386÷1280 多 8.281%。"""
    found = row(name, target, done)
    assert found.score == Decimal(points), found.steps


REFUSED = [
    ("场馆电费较上年下降", "≥3%", "2020年电费18.2万元，2021年17.5万元"),
    ("场馆电费较上年下降", "≥3%", "前年电费18.2万元，本年17.5万元"),
    ("场馆电费较上年下降", "≥3%", "上年电费18.2万元，本年上半年17.5万元"),
    ("场馆电费较上年下降", "≥3%", "上年同期电费18.2万元，本年17.5万元"),
    ("场馆电费较上年下降", "≥3%", "上年水费18.2万元，本年17.5万元"),
    ("场馆电费较上年下降", "≥3%", "上年电费18.2万元，本年预算17.5万元"),
    ("场馆电费较上年下降", "≥3%", "上年电费18.2万元，本年17.5万度"),
    ("场馆电费较上年下降", "≥3%", "上年电费约18.2万元，本年17.5万元"),
    ("场馆电费较上年下降", "≥3%", "（18.2-17.5）/18.2=4.85%"),
    ("场馆电费较上年下降", "≥3%", "（18.2-17.5）/16.2=3.85%"),
    ("场馆电费", "≤18万元", "上年电费18.2万元，本年17.5万元，预算18万元"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "target", "done"), REFUSED)
def test_other_years_and_other_things_are_for_a_person(name: str, target: str, done: str) -> None:
    assert row(name, target, done).score is None


FALLS = "较上年下降得满分，持平得50%，上升不得分"
ADJUSTED = "≤5%得10分；5%-10%（含）得6分；＞10%得2分。"
FORMULA = "（调整预算数-年初预算数）/年初预算数×100%"
BESIDE = [
    ("刑事案件发案数", FALLS, "", "2022年64起，2023年64起", "5"),
    ("刑事案件发案数", FALLS, "", "2023年发案64起，2022年68起", "10"),
    ("刑事案件发案数", FALLS, "", "2021年64起，2022年64起", None),
    ("刑事案件发案数", FALLS, "", "2023年立案64起，2022年68起", None),
    ("预算调整率", ADJUSTED, FORMULA, "（8,905.60-7,980.00）÷7,980.00=11.60%", "2"),
    ("预算调整率", ADJUSTED, FORMULA, "（8,305.60-7,980.00）÷7,980.00", "10"),
    ("预算调整率", ADJUSTED, FORMULA, "（8,905.60-7,980.00）÷7,980.00=12.60%", None),
    ("预算执行率", "得分=执行率×10分", "", "2023年预算100万元，2023年支出90万元，执行率90%", "9"),
    ("预算执行率", "得分=执行率×10分", "", "2022年预算100万元，2023年支出90万元，执行率90%", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "explanation", "done", "points"), BESIDE)
def test_beside_a_wording(
    name: str, criteria: str, explanation: str, done: str, points: str | None
) -> None:
    """评价年度是 2023 年。"""
    book = own_table(Row(name, criteria, done, explanation=explanation), REST)
    found = indicator(score(book, "某局-2023.xlsx"), name)
    assert found.score == (None if points is None else Decimal(points)), found.steps


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    book = own_table(Row("刑事案件发案数", FALLS, "2023年64起，2022年64起"), REST)
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](book), forms())
    assert indicator(found, "刑事案件发案数").score == 5
