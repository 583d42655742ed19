"""控制率、执行率的公式算出来是金额、是人数比金额的，不是率：由人评定，不按算出的数给分。"""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from other_formats import html, opendocument, xml2003
from workbooks import ROOT, change, findings, indicator, score, to_bytes

KINDS = {"xlsx": to_bytes, "xml": xml2003, "ods": opendocument, "html": html}
SHENZHEN = "示例区卫生监督所-2020.xlsx"
NAME = "日常公用经费控制率"


def filed(formula: str, kind: str = "xlsx") -> tuple[str, object, list[str]]:
    """Status and score of 日常公用经费控制率 (决算 40.2, 调整预算 41: 2 points) under another formula, and the cells of A11."""
    book = change(load_workbook(Path(ROOT) / "samples" / SHENZHEN), {"指标表!H19": formula})
    outcome = score(KINDS[kind](book), f"{Path(SHENZHEN).stem}.{kind}")
    row = indicator(outcome, NAME)
    return str(row.status), row.score, [each.cell for each in findings(outcome, "A11")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_difference_of_money_is_no_rate(kind: str) -> None:
    """照算是 -0.8，小于 90%，得满分。"""
    status, points, told = filed(f"{NAME}=（日常公用经费决算数-日常公用经费调整预算数）×100%", kind)
    assert (status, points) == ("judged", None)
    assert "G19" in told


@pytest.mark.parametrize(
    "right",
    [
        "日常公用经费决算数×100%",
        "财政供养人员在编人数/日常公用经费调整预算数×100%",
        "（日常公用经费决算数+财政供养人员在编人数）/日常公用经费调整预算数",
    ],
)
def test_other_amounts_are_no_rates_either(right: str) -> None:
    assert filed(f"{NAME}={right}")[:2] == ("judged", None)


@pytest.mark.parametrize(
    ("right", "points"),
    [
        ("日常公用经费决算数/日常公用经费调整预算数×100%", "2.00"),
        ("（日常公用经费决算数-日常公用经费调整预算数）/日常公用经费调整预算数×100%", "3.00"),
    ],
)
def test_a_quotient_of_money_is_a_rate(right: str, points: str) -> None:
    _, found, told = filed(f"{NAME}={right}")
    assert str(found) == points
    assert "G19" not in told


def test_rates_of_people_and_means_of_rates_are_rates() -> None:
    outcome = score(load_workbook(Path(ROOT) / "samples" / SHENZHEN), SHENZHEN)
    for name in ("财政供养人员控制率", "编外人员控制率", "全年平均支出进度率", "固定资产利用率"):
        assert indicator(outcome, name).score is not None


@pytest.mark.parametrize(
    "right",
    [
        "（日常公用经费决算数-日常公用经费决算数）/日常公用经费调整预算数×100%",
        "日常公用经费决算数/日常公用经费决算数×100%",
        "（（日常公用经费决算数）-日常公用经费决算数）/日常公用经费决算数×100%",
    ],
)
def test_a_formula_that_takes_a_figure_from_itself_goes_to_a_person(right: str) -> None:
    """相减或相除的两项相同，算出来总是 0 或 100%：多半是把上年写成了本年。"""
    status, points, told = filed(f"{NAME}={right}")
    assert (status, points) == ("judged", None)
    assert "G19" in told
