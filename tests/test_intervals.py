"""Printed figures as intervals: what may stand behind them, and when a sum or a rate contradicts them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetscore.exact.amounts import half_up
from sheetscore.exact.intervals import (
    Interval,
    Shown,
    agree,
    difference,
    product,
    proof,
    ratio,
    sum_text,
    total,
)


def shown(text: str) -> Shown:
    """9.99 or 99.96% as it is printed."""
    if text.endswith("%"):
        return Shown.of(Decimal(text[:-1]).scaleb(-2), percent=True)
    return Shown.of(Decimal(text))


def test_a_printed_figure_stands_for_all_that_rounds_to_it() -> None:
    interval = shown("9.99").interval
    assert (interval.low, interval.high) == (Fraction("9.985"), Fraction("9.995"))
    assert interval.contains(Fraction("9.985"))
    assert not interval.contains(Fraction("9.995"))
    assert shown("10.00").half_unit == Fraction("0.005")
    assert shown("100").half_unit == Fraction("0.5")


def test_below_zero_it_rounds_away_from_zero() -> None:
    interval = shown("-9.99").interval
    assert interval.contains(Fraction("-9.985"))
    assert not interval.contains(Fraction("-9.995"))


def test_a_rate_has_its_decimals_before_the_sign() -> None:
    rate = shown("99.96%")
    assert (rate.value, rate.places, rate.text) == (Decimal("0.9996"), 2, "99.96%")
    assert rate.half_unit == Fraction("0.00005")
    assert shown("79.00%").text == "79.00%"


def test_a_stored_value_with_more_decimals_is_told_beside_the_shown_one() -> None:
    assert Shown.of(Decimal("9.98765"), 2).told == "9.99（存 9.98765）"
    assert Shown.of(Decimal("0.94079"), 2, percent=True).told == "94.08%（存 94.079%）"
    assert Shown.of(Decimal("9.9"), 2).told == "9.90"


RATES = [
    # 分子，分母，印的率，是否一致
    ("9.99", "10.00", "99.96%", True),
    ("150.49", "152.97", "98.38%", True),
    ("74.90", "75.02", "99.85%", True),
    ("22.98", "23", "99.93%", True),
    ("6.32", "8", "79.00%", True),
    ("688.62", "703.14", "97.93%", True),
    ("22.25", "22.28", "99.85%", True),
    ("117.48", "93.7", "125.38%", True),
    ("117.48", "93.70", "125.40%", False),
    ("688.62", "688.77", "97.93%", False),
]


@pytest.mark.parametrize(("top", "low", "printed", "fits"), RATES)
def test_a_rate_contradicts_only_if_no_values_give_it(
    top: str, low: str, printed: str, fits: bool
) -> None:
    computed = ratio(shown(top).interval, shown(low).interval)
    assert computed is not None
    assert agree(computed, shown(printed)) is fits


PROOFS = [
    ("9.99", "10.00", "99.96%", "9.99/10.00 ∈ [99.80%, 100.00%]，含 99.96% → 一致"),
    ("688.62", "703.14", "97.93%", "688.62/703.14 ∈ [97.93%, 97.94%]，含 97.93% → 一致"),
    ("688.62", "688.77", "97.93%", "688.62/688.77 ∈ [99.97%, 99.98%]，不含 97.93% → 不一致"),
    # 下限 97.9364 舍到两位是 97.93，看不出不含；多写一位
    ("688.6300", "703.1400", "97.93%", "688.6300/703.1400 ∈ [97.936%, 97.937%]，不含 97.93% → 不一致"),
]  # fmt: skip


@pytest.mark.parametrize(("top", "low", "printed", "line"), PROOFS)
def test_the_proof_line_reads_true(top: str, low: str, printed: str, line: str) -> None:
    computed = ratio(shown(top).interval, shown(low).interval)
    assert computed is not None
    assert proof(f"{top}/{low}", computed, shown(printed)) == line


def test_the_proof_line_of_a_sum() -> None:
    parts = [shown(text) for text in ("383.72", "14.05", "21.82", "26.63")]
    computed = total(part.interval for part in parts)
    line = proof(sum_text(parts), computed, shown("446.21"))
    assert line == "383.72+14.05+21.82+26.63 ∈ [446.20, 446.24]，含 446.21 → 一致"
    assert sum_text([shown("1.5"), shown("-2")]) == "1.5+(-2)"


SUMS = [("446.20", True), ("446.19", False), ("446.24", True), ("446.25", False)]


@pytest.mark.parametrize(("printed", "fits"), SUMS)
def test_a_sum_of_four_items_may_be_off_by_less_than_five_half_units(
    printed: str, fits: bool
) -> None:
    """446.22 ± 0.025：差 0.02 是尾差，差 0.03 不是。"""
    parts = [shown(text) for text in ("383.72", "14.05", "21.82", "26.63")]
    assert agree(total(part.interval for part in parts), shown(printed)) is fits


def test_the_far_end_of_the_tolerance_itself_is_outside() -> None:
    """两个印到整数的数：1+1 最小 1、不到 3；3.5 起才四舍五入为 4。"""
    both = total([shown("1").interval, shown("1").interval])
    assert (both.low, both.high, both.high_open) == (1, 3, True)
    assert not both.overlaps(Interval.exact(3))
    assert both.overlaps(Interval.exact(1))
    assert not difference(shown("1").interval, shown("1").interval).overlaps(Interval.exact(1))


def test_division_by_what_may_be_zero_has_no_answer() -> None:
    assert ratio(shown("1").interval, shown("0.00").interval) is None
    assert ratio(shown("1").interval, Interval(Fraction(0), Fraction(1), low_open=True)) is None
    assert ratio(shown("1").interval, shown("0.01").interval) is not None


def test_an_interval_is_not_upside_down() -> None:
    with pytest.raises(ValueError, match="下限大于上限"):
        Interval(Fraction(2), Fraction(1))


NUMBERS = st.decimals(-10_000, 10_000, places=3)


@given(NUMBERS, NUMBERS, st.integers(0, 2))
def test_what_the_true_values_give_is_never_called_wrong(
    left: Decimal, right: Decimal, places: int
) -> None:
    """两个真值四舍五入后印出，和、差、积、商也四舍五入后印出：总是一致。"""
    one, two = Shown.of(left, places).interval, Shown.of(right, places).interval
    assert one.contains(left)
    cases = [
        (total([one, two]), Fraction(left) + Fraction(right)),
        (difference(one, two), Fraction(left) - Fraction(right)),
        (product(one, two), Fraction(left) * Fraction(right)),
    ]
    quotient = ratio(one, two)
    if quotient is not None:
        cases.append((quotient, Fraction(left) / Fraction(right)))
    for interval, value in cases:
        assert interval.contains(value)
        printed = Shown.of(half_up(value, places), places)
        assert agree(interval, printed)
        assert proof("x", interval, printed).endswith("一致")


@given(NUMBERS, NUMBERS)
def test_the_proof_line_never_contradicts_itself(computed: Decimal, printed: Decimal) -> None:
    interval, figure = Shown.of(computed, 2).interval, Shown.of(printed, 1)
    line = proof("x", interval, figure)
    low, high = (Decimal(part) for part in line.split("[")[1].split("]")[0].split(", "))
    assert ("，含 " in line) is (low <= figure.value <= high)
