"""自评得分比复核得分写得更细、更粗：按计分方案的两位小数比较，四舍五入；比复核更细不是错，信息和表里不印十几位小数。

预算执行率 112.3÷118.5＝94.7679…%，分值 10，应得 9.48 分。
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import recalc
from openpyxl import Workbook
from target_tables import SHEET, Aim, aims
from workbooks import clean, findings, indicator, rows, score

from sheetscore.commands.json_contract import outcome_object
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

LONG = re.compile(r"\d\.\d{5,}")
FULL = "9.47679324894515"


def filed(claim: object, total: object = None, number_format: str = "General") -> Workbook:
    """A form whose execution rate earns 9.48 points, with this claim for it; the other 90 points are earned."""
    book = aims(
        Aim("≥100家", "100家", 90, 90), money=(120, 118.5, 112.3, 10, 0.947679324894515, claim)
    )
    sheet = book[SHEET]
    sheet["H6"].number_format = number_format
    sheet.append(["总分", None, None, None, None, 100, total])
    return book


def execution(outcome: Outcome) -> tuple[str, object, object]:
    row = indicator(outcome, "预算执行率")
    return str(row.status), row.claimed, row.score


@pytest.mark.parametrize(
    "claim", [9.47679324894515, 9.477, 9.4768, 9.476793249, 9.48, "9.4768", 9.475, 9.4849]
)
def test_a_claim_more_exact_than_the_review_agrees(claim: object) -> None:
    outcome = score(filed(claim))
    assert execution(outcome) == ("agrees", Decimal("9.48"), Decimal("9.48"))
    assert not findings(outcome, "E01")
    assert outcome.totals is not None
    assert (outcome.totals.claimed, outcome.totals.reviewed, outcome.totals.addable) == (
        Decimal("99.48"),
        Decimal("99.48"),
        0,
    )


@pytest.mark.parametrize(
    ("claim", "differs_by"),
    [
        (9.4749, "0.01"),
        (9.485, "-0.01"),
        (9.47, "0.01"),
        (9.5, "-0.02"),
        (9, "0.48"),
        (9.4, "0.08"),
    ],
)
def test_one_that_rounds_to_another_score_does_not(claim: float, differs_by: str) -> None:
    outcome = score(filed(claim))
    status, claimed, right = execution(outcome)
    assert (status, right) == ("differs", Decimal("9.48"))
    assert isinstance(claimed, Decimal)
    assert Decimal("9.48") - claimed == Decimal(differs_by)
    (found,) = findings(outcome, "E01", "error")
    assert found.cell == "H6"
    assert not LONG.search(found.message.replace("94.7679%", ""))


def test_a_claim_that_is_the_score_cut_off_is_told_so() -> None:
    """系统页面截位：9.4768 显示成 9.47。9.4 和 9.5 不是截位。"""
    told = {claim: findings(score(filed(claim)), "E01")[0].message for claim in (9.47, 9.4, 9.5)}
    assert {claim: "截去" in message for claim, message in told.items()} == {
        9.47: True,
        9.4: False,
        9.5: False,
    }


def test_nothing_that_is_written_prints_more_than_two_decimals(tmp_path: Path) -> None:
    """The sheets of the completed workbook beside the submitted cell itself, and every message."""
    outcome = score(filed(float(FULL), 99.47679324894515, "0.00"))
    assert not [each for each in outcome.findings if each.level == "error"]
    told = [part for each in outcome.findings for part in (each.message, each.found, each.expected)]
    told += [step for row in rows(outcome.indicators) for step in row.steps]
    assert not [text for text in told if LONG.search(text)]
    path = tmp_path / "甲.xlsx"
    path.write_bytes(write_completed(outcome))
    for (sheet, cell), value in recalc.values(path).items():
        if sheet in ("汇总", "计算过程", "核对问题", "缺数清单"):
            assert not LONG.search(str(value)) or cell.startswith("E"), (sheet, cell, value)
    assert recalc.values(path)["计算过程", "D5"] == 9.48
    found = outcome_object(outcome, None)
    assert found["totals"]["claimed"] == found["totals"]["reviewed"] == 99.48
    assert found["indicators"][0]["claimed"] == 9.48


@pytest.mark.needs("libreoffice")
def test_the_live_sheets_say_the_same(tmp_path: Path) -> None:
    paths = []
    for number, claim in enumerate((float(FULL), 9.47, 9.475, 9.5)):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(write_completed(score(filed(claim))))
        paths.append(path)
    for path, found in zip(paths, recalc.recalculate_all(paths), strict=True):
        stored = recalc.values(path)
        off = {at for at in stored if not recalc.same(stored[at], found.get(at))}
        assert not off, (path.name, sorted(off))


def test_totals_of_thirds_are_right_as_a_sum_and_as_printed() -> None:
    """三项各得 3.333…（显示 3.33），合计格写 SUM 的 10 或者看到的 9.99 都不错；写 9.9 是错的。"""
    lines = [Aim("定性目标", "已完成", 20, 10 / 3, "略有不足", name=f"第{n}项") for n in "甲乙丙"]
    for total, wrong in ((10 / 3 * 3, False), (9.99, False), (9.9, True)):
        book = aims(*lines, money=None)
        book[SHEET].append(["总分", None, None, None, None, 60, total])
        assert bool(findings(score(book), "D11")) is wrong, total


def test_a_claim_a_hair_above_its_points_is_the_points() -> None:
    """10.000000001 存在格里、显示 10：不是超过分值。10.01 是。"""
    for claim, over in ((10.000000001, False), (10.004, False), (10.01, True)):
        outcome = score(filed(claim))
        assert bool([f for f in findings(outcome, "D07") if f.cell == "H6"]) is over


def test_the_claims_of_a_table_of_standards_are_compared_alike() -> None:
    """指标表：20 分，公用经费控制率 100%，自评存 19.999999。"""
    outcome = score(clean({"指标表!I5": 29.9999999}))
    row = indicator(outcome, "公用经费")
    assert (row.status, row.claimed) == ("agrees", row.score), row
