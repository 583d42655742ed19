"""Which figure is wrong, and over which figure a rate was taken: the real cases first, then the laws."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sheetscore.exact.correction import (
    Linear,
    Rate,
    corrections,
    holds,
    slip,
    sum_of,
    which_is_wrong,
)
from sheetscore.exact.intervals import Interval, Shown
from sheetscore.exact.rate_bases import bases, told


def shown(text: str) -> Shown:
    if text.endswith("%"):
        return Shown.of(Decimal(text[:-1]).scaleb(-2), percent=True)
    return Shown.of(Decimal(text))


def figures(**texts: str) -> dict[str, Shown]:
    return {name: shown(text) for name, text in texts.items()}


INCOME = figures(
    收入="14113.64", 财政拨款="4381.77", 项目拨款="7196.27", 事业收入="2038.3", 其他="497.31", 支出="14092.87", 结余="20.78"
)  # fmt: skip
INCOME_EQUATIONS = (
    sum_of("收入", ("财政拨款", "项目拨款", "事业收入", "其他")),
    Linear(("收入",), ("支出", "结余")),
)


def test_one_change_closes_both_equations() -> None:
    """收入 14113.64 比各项之和少 0.01，收入－支出也比结余少 0.01：只有收入同在两式之中。"""
    (only,) = corrections(INCOME, INCOME_EQUATIONS)
    assert (only.name, only.value.text, only.slip) == ("收入", "14113.65", "一位数字不同")
    assert which_is_wrong(INCOME, INCOME_EQUATIONS) == (
        "只要收入由 14113.64 改为 14113.65（一位数字不同），各式就都能对上。"
    )


def test_equations_that_hold_need_nothing() -> None:
    right = INCOME | figures(收入="14113.65")
    assert corrections(right, INCOME_EQUATIONS) == ()
    assert which_is_wrong(right, INCOME_EQUATIONS) == ""


def test_two_wrong_figures_cannot_be_closed_by_one_change() -> None:
    two = INCOME | figures(财政拨款="4000.00", 结余="20.00")
    assert which_is_wrong(two, INCOME_EQUATIONS) == "只改其中一个数，不能使各式都对上。"


def test_a_figure_that_another_equation_confirms_is_not_blamed() -> None:
    """合计＝甲＋乙 差 0.30，甲＝甲1＋甲2 对得上：甲不在可改之列。"""
    table = figures(合计="10.30", 甲="6.00", 乙="4.00", 甲1="2.50", 甲2="3.50")
    equations = (sum_of("合计", ("甲", "乙")), sum_of("甲", ("甲1", "甲2")))
    assert {each.name for each in corrections(table, equations)} == {"合计", "乙"}
    assert which_is_wrong(table, equations).startswith("只改一个数就能对上，但分不出是哪一个：")


SLIPS = [
    ("1174800", "大了 1 万倍，像是元填成了万元"),
    ("0.011748", "小了 1 万倍，像是万元填成了元以外的单位"),
    ("11748", "大了 100 倍，像是百分数或小数点有误"),
    ("1.1748", "小了 100 倍，像是百分数或小数点有误"),
    ("1174.8", "小数点错了一位"),
    ("-117.48", "正负号相反"),
    ("171.48", "相邻两位数字颠倒"),
    ("114.78", "相邻两位数字颠倒"),
    ("117.84", "相邻两位数字颠倒"),
    ("17.48", "少写了一位数字"),
    ("1117.48", "多写了一位数字"),
    ("117.98", "一位数字不同"),
    ("250.00", ""),
]


@pytest.mark.parametrize(("written", "kind"), SLIPS, ids=[written for written, _ in SLIPS])
def test_the_kind_of_slip_is_named(written: str, kind: str) -> None:
    """本该是 117.48；另两个数和合计都没有错。"""
    table = figures(合计="217.48", 甲=written, 乙="60.00", 丙="40.00")
    equations = (sum_of("合计", ("甲", "乙", "丙")),)
    found = {each.name: each for each in corrections(table, equations)}
    assert (found["甲"].value.value, found["甲"].slip) == (Decimal("117.48"), kind)
    assert slip(shown(written), shown("117.48")) == kind


def test_no_amount_is_made_negative_to_close_a_sum() -> None:
    """总额填 0，其中 180 和 20：改总额，或改其中一项——但不会改成负数。"""
    table = figures(总额="0.00", 拨款="180.00", 结转="20.00")
    found = corrections(table, (sum_of("总额", ("拨款", "结转")),))
    assert [(each.name, each.value.text) for each in found] == [("总额", "200.00")]


def test_a_rate_is_closed_within_its_rounding() -> None:
    table = figures(率="125.38%", 决算="171.48", 预算="93.70")
    found = {
        each.name: each.value.text for each in corrections(table, (Rate("率", "决算", "预算"),))
    }
    assert found["决算"] == "117.48"
    assert not corrections(table | figures(决算="117.48"), (Rate("率", "决算", "预算"),))


def test_a_rate_of_change() -> None:
    table = figures(率="23.48%", 本年="8.94", 上年="7.24")
    equation = Rate("率", "本年", "上年", change=True)
    assert not corrections(table, (equation,))
    found = {
        each.name: each.value.text
        for each in corrections(table | figures(率="123.48%"), (equation,))
    }
    assert found["率"] == "23.48%"


def test_a_rate_over_zero_is_no_equation() -> None:
    values = {name: each.interval for name, each in figures(率="0%", 决算="1", 预算="0").items()}
    assert holds(Rate("率", "决算", "预算"), values)


AMOUNTS = st.decimals("0.01", 9999, places=2)


@given(st.lists(AMOUNTS, min_size=2, max_size=5), AMOUNTS, st.integers(0, 9))
def test_every_correction_closes_what_failed(parts: list[Decimal], wrong: Decimal, at: int) -> None:
    """任一部分写错，所给的每一个改法都使等式成立，改回原数也在其中。"""
    place = at % len(parts)
    assume(wrong != parts[place])
    names = [f"部分{number}" for number in range(len(parts))]
    table = {name: Shown.of(part, 2) for name, part in zip(names, parts, strict=True)}
    table["合计"] = Shown.of(sum(parts, Decimal(0)), 2)
    table[names[place]] = Shown.of(wrong, 2)
    equation = sum_of("合计", names)
    found = corrections(table, (equation,))
    assert (names[place], parts[place]) in [(each.name, each.value.value) for each in found]
    for each in found:
        values = {n: Interval.exact(s.value) for n, s in (table | {each.name: each.value}).items()}
        assert holds(equation, values)


EXECUTION = (
    ("年初预算", shown("670.55")),
    ("调整后预算", shown("688.77")),
    ("预算总指标", shown("703.14")),
)


def test_the_base_that_gives_the_printed_rate_is_named() -> None:
    top, printed = shown("688.62"), shown("97.93%")
    found = bases(top, printed, EXECUTION)
    assert [(base.name, base.fits) for base in found] == [
        ("预算总指标", True),
        ("年初预算", False),
        ("调整后预算", False),
    ]
    assert told(top, printed, found) == (
        "688.62÷703.14（预算总指标）＝97.93%，相符；÷670.55（年初预算）＝102.69%，不符；"
        "÷688.77（调整后预算）＝99.98%，不符。97.93% 是以预算总指标为分母。"
    )


def test_a_rate_that_no_base_gives_and_a_base_of_zero() -> None:
    top, printed = shown("688.62"), shown("95.00%")
    found = bases(top, printed, [*EXECUTION, ("上年决算", shown("0.00"))])
    assert [base.name for base in found] == ["年初预算", "调整后预算", "预算总指标"]
    assert told(top, printed, found).endswith("没有一个分母能得出 95.00%。")
    assert told(top, printed, ()) == ""
