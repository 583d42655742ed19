"""The one door to numbers: what a cell says, and what it does not say."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import wide

from sheetscore.amounts import (
    decimal,
    half_up,
    json_number,
    percent,
    plain,
    read_amount,
    read_score,
    round_for_display,
)

FIGURES = [
    # 单元格里的内容，读成
    (8.94, "8.94"),
    (0, "0"),
    (-3.5, "-3.5"),
    ("32", "32"),
    ("32\u3000", "32"),
    ("\u30000.79", "0.79"),
    (" 95.5 ", "95.5"),
    ("95.5\u00a0", "95.5"),
    ("\u200b95.5", "95.5"),
    (wide("95.5"), "95.5"),
    ("95。5", "95.5"),
    ("1,234.5", "1234.5"),
    (wide("1,234"), "1234"),
    ("+5", "5"),
    ("−5", "-5"),
    (".5", "0.5"),
    (2.6749999999999998, "2.675"),
    (0.1 + 0.2, "0.3"),
    (-0.0, "0"),
    ("99999999999.99", "99999999999.99"),
]


@pytest.mark.parametrize(("cell", "value"), FIGURES, ids=[repr(c) for c, _ in FIGURES])
def test_these_spellings_are_numbers(cell: object, value: str) -> None:
    amount = read_amount(cell)
    assert (amount.state, amount.value) == ("value", Decimal(value))
    assert not amount.percent


RATES = [
    ("100%\u3000", "1"),
    ("85%", "0.85"),
    ("85 %", "0.85"),
    (wide("100%"), "1"),
    ("0.5%", "0.005"),
    ("266.19%", "2.6619"),
]


@pytest.mark.parametrize(("cell", "value"), RATES, ids=[c for c, _ in RATES])
def test_a_per_cent_sign_makes_a_rate(cell: str, value: str) -> None:
    amount = read_amount(cell)
    assert (amount.state, amount.value, amount.percent) == ("value", Decimal(value), True)


def test_a_cell_formatted_as_per_cent_is_a_rate() -> None:
    assert read_amount(0.955, "0.00%").percent
    assert read_amount(0.955, "0.00%").value == Decimal("0.955")
    assert not read_amount(0.955, "0.00").percent


NIL = ["——", "—", "-", "－", "–", "/", "／", "无", "不适用", " —— ", "N/A"]
BLANK = [None, "", " ", "\u3000", "\n\u3000\n", "\u200b"]
TEXT = [
    "150万", "约38", "1.2万", "90-95", "3+2", "九十五", "95,5", "1,23", "7.50.", "(150)", "200余万元", "38人", "√", "%", "5 6",
    "0x10", "1e3", "0元",
]  # fmt: skip
ERRORS = [
    True, False, dt.datetime(2020, 1, 1), dt.date(2020, 1, 1), dt.time(1, 2), "#REF!", "#DIV/0!", "#N/A",
    math.nan, math.inf, 10**15, -(10**15), "9" * 16, "9" * 6000,
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "state"), [(NIL, "nil"), (BLANK, "blank"), (TEXT, "text"), (ERRORS, "error")],
    ids=["表示没有的符号", "空白", "文字、约数、范围", "错误值、日期、真假、过大的数"],
)  # fmt: skip
def test_what_is_no_number_has_no_value_and_says_why(cells: list[object], state: str) -> None:
    for cell in cells:
        amount = read_amount(cell)
        assert (amount.state, amount.value) == (state, None), cell


def test_blank_zero_and_dash_are_three_things() -> None:
    assert len({read_amount(cell).state for cell in (None, "——")} | {read_amount(0).state}) == 3


def test_what_was_put_right_is_noted() -> None:
    assert "前后有空格" in read_amount("32\u3000").note
    assert "95.5" in read_amount(wide("95.5")).note
    assert "文本" in read_amount("32").note
    assert read_amount(32).note == ""


SCORES = [
    (5, "5"), ("5", "5"), ("5分", "5"), ("5 分", "5"), ("\u3000\n6\u3000", "6"), (wide("7.5") + "分", "7.5"), ("-1分", "-1"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), SCORES, ids=[repr(c) for c, _ in SCORES])
def test_a_score_may_carry_its_unit(cell: object, value: str) -> None:
    assert read_score(cell).value == Decimal(value)


@pytest.mark.parametrize("cell", ["满分", "约5分", "5分以上", "5%分", "分", "五分"])
def test_vague_words_are_no_score(cell: str) -> None:
    assert (read_score(cell).state, read_score(cell).value) == ("text", None)


def test_a_per_cent_is_no_score() -> None:
    assert (read_score("100%").state, read_score("100%").value) == ("text", None)
    assert (read_score(0.8, "0%").state, read_score(0.8, "0%").value) == ("text", None)
    assert read_score(0.8, "0.00").value == Decimal("0.8")


ROUNDED = [
    ("2.675", 2, "2.68"), ("2.665", 2, "2.67"), ("2.6649", 2, "2.66"), ("-2.675", 2, "-2.68"), ("0.004", 2, "0"),
    ("-0.004", 2, "0"), ("7.5", 0, "8"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "places", "rounded"), ROUNDED)
def test_exactly_half_is_rounded_up(number: str, places: int, rounded: str) -> None:
    assert half_up(Decimal(number), places) == Decimal(rounded)
    assert plain(Decimal(number), places) == rounded


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 6))
def test_rounding_moves_a_number_by_half_a_digit_at_most(number: Fraction, places: int) -> None:
    error = abs(Fraction(half_up(number, places)) - number) * 10**places
    assert error <= Fraction(1, 2)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_a_number_written_and_read_again_is_the_same(number: Decimal) -> None:
    assert read_amount(plain(number)).value == number
    assert read_amount(float(number)).value == number


def test_numbers_as_people_read_them() -> None:
    assert percent(Fraction(11748, 9370)) == "125.38%"
    assert round_for_display(Fraction(11748, 9370)) == "1.253789"
    assert round_for_display(Fraction(1)) == "1"
    assert plain(Decimal("90.00")) == "90"
    assert plain(Decimal("-0.0")) == "0"


def test_json_numbers_have_no_point_for_nothing() -> None:
    assert repr(json_number(Decimal("90.00"))) == "90"
    assert repr(json_number(Decimal("4.50"))) == "4.5"
    assert json_number(None) is None


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, "abc", "", True, Fraction(1, 3), "NaN", "Infinity"]
)
def test_what_has_no_finite_decimals_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"不是|不能|TRUE"):
        decimal(value)  # type: ignore[arg-type]
