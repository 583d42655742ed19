"""±30%以内一类的档：只用于偏差、差异、变动一类的率，或者说明里的公式就是两数之差的率，按绝对值。"""

from __future__ import annotations

import pytest
from own_tables import Row
from rows_together import Together

APART = "±30%(含)以内得3分 ±30%-±35%(含)以内得2分 ±35%-±40%(含)以内得1分"
SHORT = "±10%以内得5分，±10-15%以内得3分，±15-20%以内得1分，±20%以外不得分。"
COST = "成本控制率=（实际成本-计划成本）/计划成本×100%"
Case = tuple[str, float, str, str, str]

SCORED: list[tuple[str, float, str, str, str, float]] = [
    ("预决算差异率", 3, APART, "30%", "", 3),
    ("预决算差异率", 3, APART, "-30%", "", 3),
    ("预决算差异率", 3, APART, "-32.5%", "", 2),
    ("预决算差异率", 3, APART, "35%", "", 2),
    ("预决算差异率", 3, APART, "-40%", "", 1),
    ("预算偏差率", 5, SHORT, "-10%", "", 5),
    ("预算偏差率", 5, SHORT, "10.1%", "", 3),
    ("预算偏差率", 5, SHORT, "-15%", "", 3),
    ("预算偏差率", 5, SHORT, "20%", "", 1),
    ("预算偏差率", 5, SHORT, "-20.1%", "", 0),
    ("预算变动率", 5, SHORT, "12%", "", 3),
    ("投资偏离度", 5, SHORT, "12%", "", 3),
    ("成本控制率", 5, SHORT, "-12%", COST, 3),
    ("成本控制率", 5, SHORT, "12%", COST, 3),
    ("成本控制率", 5, "控制率在±10%以内得5分，超出±10%的不得分。", "-8%", "", 5),
]  # fmt: skip
REFUSED: list[Case] = [
    ("成本控制率", 5, SHORT, "12%", ""),
    ("成本控制率", 5, SHORT, "12%", "成本控制率=实际成本/计划成本×100%"),
    ("成本控制率", 5, "±10%以内得5分，超过±10%不得分。", "8%", ""),
    ("预算执行率", 5, SHORT, "12%", ""),
    ("成本控制率", 5, "控制率在±10%以内得5分，超出±10%的不得分。", "98%", ""),
    ("预算执行率", 5, "偏差在±5%以内得5分，超过±5%不得分。", "3%", ""),
    ("满意度", 5, SHORT, "12%", ""),
    ("预决算差异率", 3, APART, "-40.1%", ""),
    ("预决算差异率", 4, APART, "-32.5%", ""),
    ("预决算差异率", 3, APART.replace("以内得2分", "以外得2分"), "-32.5%", ""),
    ("预决算差异率", 3, APART.replace("得2分", "未得2分"), "-32.5%", ""),
    ("预决算差异率", 3, f"上年{APART}", "-32.5%", ""),
    ("预决算差异率", 3, APART.replace("±30%-±35%", "±31%-±35%"), "-32.5%", ""),
    ("预算偏差率", 5, SHORT.replace("±20%以外", "±20%及以外"), "20%", ""),
    ("预算偏差率", 5, SHORT.replace("±10-15%", "±10-15万元"), "-12%", ""),
    ("预算偏差率", 5, f"{SHORT}特殊情况除外。", "-12%", ""),
]  # fmt: skip


def line(name: str, points: float, text: str, figure: str, explained: str) -> Row:
    return Row(name, text, figure, None, explained, points=points)


FOUND = Together([line(*case) for case in REFUSED] + [line(*case[:5]) for case in SCORED])


@pytest.mark.parametrize("case", SCORED, ids=lambda case: f"{case[0]} {case[2][:40]} {case[3]}")
def test_bands_on_both_sides_are_read_over_the_amount_of_the_deviation(
    case: tuple[str, float, str, str, str, float],
) -> None:
    found = FOUND[line(*case[:5])].score
    assert found is not None
    assert float(found) == case[5]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[0]} {case[2][:40]} {case[3]}")
def test_of_any_other_rate_nobody_knows_from_where_it_is_counted(case: Case) -> None:
    assert FOUND[line(*case)].score is None
