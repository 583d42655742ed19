"""目标值的几成、超过目标再加的分：完成目标的90%得9分，超额完成1个百分点加0.3分，达到标准6分，每降低1%加2分。"""

from __future__ import annotations

import pytest
from own_tables import Row
from rows_together import Together

Case = tuple[str, float, str, str, str]

GROWTH = "固定资产投资增幅完成目标任务计12分，未完成按比例扣分，超额完成1个百分点加0.3分，加分不超过3分，总分不超过15分"
LEAKS = "达到标准6分,每降低1%加2分,降低2%以上加4分。高于标准不得分。"
FULL = "完成年度计划目标得30分,超额完成10%(含)至20%加1分,超额完成20%(含)至30%加2分,依次类推,最多加5分。"
VETO = "本指标为否决性指标,只要未达到年度目标值即为未完成等级。"
SHARES = "完成年度计划目标得10分,完成目标的90%得9分,完成80%得8分,依次类推。"
LISTED = "完成年度计划目标得40分,完成目标的90%得36分,完成80%得32分,完成70%得28分,完成70%以下不得分。每超额完成10%加3分,最多加9分。"
SCORED: list[tuple[str, float, str, str, str, float]] = [
    ("固定资产投资增幅", 15, GROWTH, "11%", "9%", 12.6),
    ("固定资产投资增幅", 15, GROWTH, "9.9%", "9%", 12),
    ("固定资产投资增幅", 15, GROWTH, "10%", "9%", 12.3),
    ("固定资产投资增幅", 15, GROWTH, "19%", "9%", 15),
    ("固定资产投资增幅", 15, GROWTH, "25%", "9%", 15),
    ("固定资产投资增幅", 15, GROWTH.replace("未完成按比例扣分", "未完成不得分"), "8%", "9%", 0),
    ("城市供水管网漏损率", 10, LEAKS, "11%", "12%", 8),
    ("城市供水管网漏损率", 10, LEAKS, "11.1%", "12%", 6),
    ("城市供水管网漏损率", 10, LEAKS, "12%", "12%", 6),
    ("城市供水管网漏损率", 10, LEAKS, "10%", "≤12%", 10),
    ("城市供水管网漏损率", 10, LEAKS, "8%", "12%", 10),
    ("城市供水管网漏损率", 10, LEAKS, "12.1%", "12%", 0),
    ("万元GDP能耗降低率", 30, FULL, "4.4%", "4.4%", 30),
    ("万元GDP能耗降低率", 30, FULL, "4.8%", "4.4%", 30),
    ("万元GDP能耗降低率", 30, f"{FULL}\n{VETO}", "4.4%", "4.4%", 30),
    ("能耗降低率", 10, SHARES, "4.5%", "4.5%", 10),
    ("能耗降低率", 10, SHARES, "4.6%", "4.5%", 10),
    ("能耗降低率", 10, SHARES, "4.05%", "4.5%", 9),
    ("能耗降低率", 10, SHARES, "3.6%", "4.5%", 8),
    ("能耗降低率", 10, SHARES, "0.45%", "4.5%", 1),
    ("能耗降低率", 40, LISTED, "2.8%", "4%", 28),
    ("能耗降低率", 40, LISTED + VETO, "2.8%", "4%", 28),
    ("能耗降低率", 40, LISTED, "2.79%", "4%", 0),
    ("能耗降低率", 40, LISTED, "4.39%", "4%", 40),
]  # fmt: skip
REFUSED: list[Case] = [
    ("固定资产投资增幅", 15, GROWTH, "8.9%", "9%"),
    ("固定资产投资增幅", 15, GROWTH, "11%", ""),
    ("固定资产投资增幅", 15, GROWTH.replace("加分不超过3分", "加分不超过2分"), "11%", "9%"),
    ("固定资产投资增幅", 15, GROWTH.replace("总分不超过15分", "总分不超过16分"), "11%", "9%"),
    ("固定资产投资增幅", 15, GROWTH.replace("计12分", "计13分"), "8%", "9%"),
    ("固定资产投资增幅", 15, GROWTH.replace("超额完成", "未超额完成"), "11%", "9%"),
    ("固定资产投资增幅", 15, GROWTH.replace("超额完成", "约超额完成"), "11%", "9%"),
    ("固定资产投资增幅", 15, GROWTH.replace("固定资产投资增幅", "上年固定资产投资增幅"), "11%", "9%"),
    ("固定资产投资增幅", 15, GROWTH.replace("个百分点", "亿元"), "11%", "9%"),
    ("城市供水管网漏损率", 10, LEAKS, "11%", ""),
    ("城市供水管网漏损率", 10, LEAKS, "11%", "≥12%"),
    ("城市供水管网漏损率", 10, LEAKS, "11%", "12万元"),
    ("城市供水管网漏损率", 10, LEAKS.replace("加4分", "加3分"), "11%", "12%"),
    ("城市供水管网漏损率", 10, LEAKS.replace("降低2%以上", "降低3%以上"), "11%", "12%"),
    ("城市供水管网漏损率", 10, LEAKS.replace("达到标准6分", "达到标准5分"), "11%", "12%"),
    ("城市供水管网漏损率", 10, f"比上年{LEAKS}", "11%", "12%"),
    ("城市供水管网漏损率", 10, f"查看最近连续两年资料,{LEAKS}", "11%", "12%"),
    ("城市供水管网覆盖率", 10, LEAKS, "11%", "12%"),
    ("万元GDP能耗降低率", 30, FULL, "4.84%", "4.4%"),
    ("万元GDP能耗降低率", 30, FULL, "6%", "4.4%"),
    ("万元GDP能耗降低率", 30, FULL, "4.3%", "4.4%"),
    ("万元GDP能耗降低率", 30, FULL, "4.4%", ""),
    ("万元GDP能耗降低率", 35, FULL, "4.4%", "4.4%"),
    ("万元GDP能耗降低率", 30, FULL.replace("完成年度", "未完成年度"), "4.4%", "4.4%"),
    ("万元GDP能耗降低率", 30, FULL + VETO.replace("即为未完成等级", "即不得分"), "4.4%", "4.4%"),
    ("万元GDP能耗升高率", 30, FULL.replace("目标", "上年目标"), "4.4%", "4.4%"),
    ("能耗降低率", 10, SHARES, "3.8%", "4.5%"),
    ("能耗降低率", 10, SHARES, "4.4%", "4.5%"),
    ("能耗降低率", 10, SHARES.replace("目标的90%", "90%"), "3.6%", "4.5%"),
    ("能耗降低率", 10, SHARES.replace("完成80%", "达到80%"), "3.6%", "4.5%"),
    ("能耗降低率", 10, SHARES.replace("8分", "7分"), "3.6%", "4.5%"),
    ("能耗降低率", 10, SHARES.replace("目标的", "上年目标的"), "3.6%", "4.5%"),
    ("能耗降低率", 10, SHARES, "3.6%", ""),
    ("投诉率", 10, SHARES, "3.6%", "4.5%"),
    ("能耗降低率", 40, LISTED, "3%", "4%"),
    ("能耗降低率", 40, LISTED, "4.4%", "4%"),
    ("能耗降低率", 40, LISTED.replace("70%以下", "60%以下"), "2.8%", "4%"),
    ("能耗降低率", 40, LISTED.replace("36分", "26分"), "3.6%", "4%"),
]  # fmt: skip


def line(name: str, points: float, text: str, figure: str, target: str) -> Row:
    return Row(name, text, figure, target or None, points=points)


FOUND = Together([line(*case) for case in REFUSED] + [line(*case[:5]) for case in SCORED])


@pytest.mark.parametrize("case", SCORED, ids=lambda case: f"{case[0]} {case[2][:40]} {case[3]}")
def test_shares_of_the_target_and_what_is_added_beyond_it_are_scored(
    case: tuple[str, float, str, str, str, float],
) -> None:
    found = FOUND[line(*case[:5])].score
    assert found is not None
    assert float(found) == case[5]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[0]} {case[2][:40]} {case[3]}")
def test_what_is_not_said_or_does_not_add_up_goes_to_a_person(case: Case) -> None:
    assert FOUND[line(*case)].score is None


def test_what_is_added_to_full_marks_leaves_full_marks_as_the_range() -> None:
    found = FOUND[line("万元GDP能耗降低率", 30, FULL, "6%", "4.4%")]
    assert (float(found.low), float(found.high)) == (30, 30)
