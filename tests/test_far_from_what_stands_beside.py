"""差得离谱的数：大到两个邻近的数的十倍以上（B03），完成值多写了百分号（B04），算式里的率没有百分号（缺数据）。"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from other_formats import html, opendocument, xml2003
from target_tables import Aim, aims
from workbooks import ROOT, change, findings, indicator, sample, score, to_bytes

from sheetscore.model.outcome import Outcome

KINDS = {"xlsx": to_bytes, "xml": xml2003, "ods": opendocument, "html": html}
SHENZHEN = "示例区卫生监督所-2020.xlsx"
BASE = "基础数据表"


def district(changes: dict[str, object]) -> Outcome:
    """The sample of a district (三公经费 8、8、3.6) with cells changed."""
    book = change(load_workbook(Path(ROOT) / "samples" / SHENZHEN), changes)
    return score(book, SHENZHEN)


def above(outcome: Outcome) -> list[str]:
    return [each.cell for each in findings(outcome, "B03", "warning") if "倍以上" in each.message]


@pytest.mark.parametrize(
    ("value", "told"),
    [(3600, True), (110, True), (79, False), (36, False), (0.09, False), (3.6, False)],
)
def test_a_figure_far_above_two_that_agree(value: float, told: bool) -> None:
    """三公经费 年初预算 8、调整预算 8，决算 3600 移动小数点也合不上。"""
    assert above(district({f"{BASE}!F6": value})) == (["F6"] if told else [])


def test_two_that_do_not_agree_say_nothing() -> None:
    assert not above(district({f"{BASE}!F6": 3600, f"{BASE}!D6": 17}))


def test_a_slip_of_the_point_is_told_once() -> None:
    outcome = score(sample({f"{BASE}!D17": 9370}))
    assert len(findings(outcome, "B03")) == 1


def doubled(outcome: Outcome) -> list[str]:
    return [each.cell for each in findings(outcome, "B04") if "百分号" in each.message]


@pytest.mark.parametrize("kind", KINDS)
def test_a_percentage_of_a_percentage_is_named(kind: str) -> None:
    book = aims(Aim("≥98%", "0.975%", claim=0.9, name="建档率"))
    assert doubled(score(KINDS[kind](book), f"甲-2022.{kind}")) == ["E11"]


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("≥98%", "97.5%"),
        ("≥98%", "9.75%"),
        ("≤2%", "0.02%"),
        ("≥98家", "0.975家"),
        ("≥98%", "0.4%"),
    ],
)
def test_other_percentages_are_left_alone(target: str, actual: str) -> None:
    book = aims(Aim(target, actual, name="建档率"))
    assert not doubled(score(book, "甲-2022.xlsx"))


@pytest.mark.parametrize(
    ("value", "status"), [(100, "missing"), (98, "missing"), (10, "differs"), (1, "agrees")]
)
def test_a_rate_in_a_formula_without_its_sign_is_not_used(value: float, status: str) -> None:
    """第三季度执行率印成 100.00% 的存 1；填成 100 的分不清是 100% 还是 10000%。"""
    row = indicator(district({f"{BASE}!F14": value}), "全年平均支出进度率")
    assert row.status == status
    assert (row.score is None) == (status == "missing")
    assert [each.cell for each in row.missing] == ([f"{BASE}!F14"] if status == "missing" else [])
