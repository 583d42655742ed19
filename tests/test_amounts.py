"""The one door to numbers: what a cell says, and what it does not say."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbooks import wide

from sheetscore.exact.amounts import (
    MONEY_UNITS,
    RATE,
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


SPELLED = [
    ("九十五点五", "95.5"), ("九十五", "95"), ("一百零五", "105"), ("负五", "-5"), ("壹佰贰拾", "120"), ("零", "0"),
    ("7.50.", "7.5"), ("7.", "7"), ("95。", "95"), ("'95", "95"), ("95.\n10", "95.1"), ("-0", "0"), ("007", "7"),
    ("95.5_x0001_", "95.5"), ("9\u200b5.5", "95.5"), ("\ufeff38", "38"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), SPELLED, ids=[repr(c) for c, _ in SPELLED])
def test_odd_spellings_are_put_right_and_noted(cell: str, value: str) -> None:
    amount = read_amount(cell, unit="人")
    assert amount.value == Decimal(value)
    only_text = cell in ("-0", "007")  # a number stored as text is read, and told as an info
    assert (amount.level, bool(amount.note)) == ("info" if only_text else "warning", True)


NIL = ["——", "—", "-", "－", "–", "/", "／", "无", "不适用", " —— ", "N/A", "———", "n/a", "//"]
BLANK = [None, "", " ", "\u3000", "\n\u3000\n", "\u200b"]
TEXT = [
    "150万", "约38", "1.2万", "90-95", "3+2", "95,5", "1,23", "7.5.0", "(150)", "200余万元", "38人", "√", "%", "5 6",
    "0x10", "1e3", "0元", "九十几", "五十五十", "0元/无", "90～95", "三至五", "=1+1", "1/2", "5％左右", "同上", "\u202e5.59",
    "1.234,5", "38人/32人", "12,34,567", wide("1,23"), "\uff15 \uff16", "一亿亿",
]  # fmt: skip
ERRORS = [
    True, False, dt.datetime(2020, 1, 1), dt.date(2020, 1, 1), dt.time(1, 2), dt.timedelta(-1), "#REF!", "#DIV/0!", "#N/A",
    math.nan, math.inf, 10**15, -(10**15), "9" * 16, "9" * 6000, 10**30,
]  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "state"), [(NIL, "nil"), (BLANK, "blank"), (TEXT, "text"), (ERRORS, "error")],
    ids=["表示没有的符号", "空白", "文字、约数、范围", "错误值、日期、真假、过大的数"],
)  # fmt: skip
def test_what_is_no_number_has_no_value_and_says_why(cells: list[object], state: str) -> None:
    for cell in cells:
        amount = read_amount(cell)
        assert (amount.state, amount.value) == (state, None), cell
        assert (amount.level == "error") == (state in ("text", "error")), cell
        assert bool(amount.advice) == (state in ("text", "error")), cell


REASONS = [
    ("约38", "约数"), ("90-95", "约数|范围"), ("3+2", "算式"), ("95,5", "小数点还是千位"), ("√", "记号"), ("1e3", "科学记数"),
    ("(150)", "正负|负数"), ("5 6", "空格"), ("=1+1", "算式"), ("\u202e5.59", "方向"), (True, "TRUE"), (math.nan, "有限"),
    (10**15, "位数"), ("#DIV/0!", "错误值"), (dt.date(1900, 4, 4), "日期"), ("38人", "单位"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "why"), REASONS, ids=[repr(c) for c, _ in REASONS])
def test_a_reader_is_told_why_a_cell_is_no_number(cell: object, why: str) -> None:
    amount = read_amount(cell, unit="万元")
    assert re.search(why, amount.note)


def test_the_day_that_never_was_and_a_day_out_of_range_are_dates_all_the_same() -> None:
    amount = read_amount("#VALUE!", "yyyy-mm-dd")
    assert (amount.state, "没有这一天" in amount.note) == ("error", True)
    assert "公式错误值" in read_amount("#VALUE!", "0.00").note


UNITS = [
    # 单元格，这一格的单位，读成
    ("1.2万元", "万元", "1.2"), ("1.2万元", "元", "12000"), ("12000元", "万元", "1.2"),
    ("12000元", "元", "12000"), ("150万", "万元", "150"), ("150万", "元", "1500000"),
    ("0.5亿元", "万元", "5000"), ("0.5亿", "亿元", "0.5"), ("3千元", "万元", "0.3"), ("一千二百万元", "万元", "1200"),
    ("一亿二千万元", "万元", "12000"), ("一点五亿元", "万元", "15000"), ("一百万", "万元", "100"),
    ("一万二千", "万元", "1.2"), ("一万二千", "元", "12000"), ("三千元", "万元", "0.3"), ("一万二千", "人", "12000"),
    ("两千", "万元", "2000"), ("￥1,234.50元", "元", "1234.5"), ("38人", "人", "38"), ("38 名", "人", "38"),
    ("1.2万", "人", "12000"), ("120平方米", "㎡", "120"), ("120m2", "㎡", "120"), ("95.5分", "分", "95.5"),
    ("九十五点五分", "分", "95.5"), ("0元", "万元", "0"), ("1元整", "元", "1"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "unit", "value"), UNITS, ids=[f"{c}→{u}" for c, u, _ in UNITS])
def test_a_unit_behind_the_digits_is_converted_exactly(cell: str, unit: str, value: str) -> None:
    amount = read_amount(cell, unit=unit)
    assert (amount.state, amount.value) == ("value", Decimal(value))
    assert amount.level == "warning"


@pytest.mark.parametrize(
    ("cell", "unit"),
    [("95.5分", "万元"), ("38人", "万元"), ("38万元", "人"), ("38元", "分"), ("5辆", "人"), ("1.2万", "分"), ("1.2万", "")],
)  # fmt: skip
def test_a_unit_of_another_kind_is_refused(cell: str, unit: str) -> None:
    amount = read_amount(cell, unit=unit)
    assert (amount.state, amount.value) == ("text", None)
    assert "单位" in amount.note


PER_CENTS: list[tuple[object, str, str, str | None]] = [
    # 单元格，格式，这一格的单位，读成（None：分不清）
    ("85%", "General", RATE, "0.85"), (0.85, "0.00%", RATE, "0.85"), (0.85, "General", RATE, "0.85"), (85, "General", RATE, None),
    (85, "General", "%", "0.85"), ("85", "General", "%", "0.85"), ("85%", "General", "%", "0.85"), (0.85, "0%", "%", "0.85"),
    (0.85, "General", "%", None), (1, "General", "%", None), (10, "General", RATE, "10"), (10.01, "General", RATE, None),
    (0, "General", "%", "0"), (85, '0"%"', RATE, "0.85"), (85, r"0\%", RATE, "0.85"), ("百分之八十五", "General", RATE, "0.85"),
    ("百分之85", "General", RATE, "0.85"), ("95.\n10%", "General", RATE, "0.951"), ("85％", "General", RATE, "0.85"),
    ("85%", "General", "万元", None), (0.85, "0%", "人", None), ("85%", "General", "分", None), (85, '0"%"', "分", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "fmt", "unit", "value"), PER_CENTS, ids=[repr(c[:3]) for c in PER_CENTS]
)
def test_format_and_label_say_whether_85_is_a_per_cent(
    cell: object, fmt: str, unit: str, value: str | None
) -> None:
    amount = read_amount(cell, fmt, unit)
    assert amount.value == (None if value is None else Decimal(value))
    assert amount.state == ("text" if value is None else "value")


YUAN_SIGNS = [
    # 文本，这一格的单位，读成：人民币符号不是单位
    ("¥1,234.5", "万元", "1234.5"), ("￥93.7", "万元", "93.7"), ("￥ 93.7", "万元", "93.7"), ("-¥93.7", "万元", "-93.7"),
    ("¥-93.7", "万元", "-93.7"), ("人民币93.7", "万元", "93.7"), ("RMB 93.7", "万元", "93.7"), ("￥937000元", "万元", "93.7"),
    ("￥93.7万元", "万元", "93.7"), ("¥937000", "元", "937000"), ("￥93.7万元", "元", "937000"), ("￥0.5亿元", "万元", "5000"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "unit", "value"), YUAN_SIGNS, ids=[c for c, _, _ in YUAN_SIGNS])
def test_the_sign_of_the_yuan_is_no_unit(cell: str, unit: str, value: str) -> None:
    amount = read_amount(cell, unit=unit)
    assert (amount.value, amount.level) == (Decimal(value), "warning")


@pytest.mark.parametrize(
    ("fmt", "seen"),
    [("0.00,", "12.345"), ("#,##0,,", "0.012345"), ("0!.0,", "1.2345"), ("0!.0000", "1.2345")],
)
def test_a_format_that_shows_another_number_than_is_stored_is_told(fmt: str, seen: str) -> None:
    amount = read_amount(12345, fmt, "万元")
    assert (amount.value, amount.stored, amount.level) == (Decimal(seen), 12345, "warning")
    assert seen in amount.note
    assert read_amount(0, fmt, "万元").value == 0


@pytest.mark.parametrize(
    "fmt",
    ["#,##0.00", '#,##0.00"万元"', "[Red]0.00", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '],
)
def test_an_ordinary_format_changes_nothing(fmt: str) -> None:
    assert read_amount(12345.5, fmt).value == Decimal("12345.5")
    assert read_amount(12345.5, fmt).note == ""


def test_blank_zero_and_dash_are_three_things() -> None:
    assert len({read_amount(cell).state for cell in (None, "——")} | {read_amount(0).state}) == 3


def test_what_was_put_right_is_noted() -> None:
    assert "前后有空格" in read_amount("32\u3000").note
    assert "95.5" in read_amount(wide("95.5")).note
    assert "文本" in read_amount("32").note
    assert read_amount(32).note == ""
    assert [read_amount(cell).level for cell in ("32\u3000", wide("95.5"), "32", 32)] == [
        "info",
        "warning",
        "info",
        "",
    ]


@given(st.text(max_size=12), st.sampled_from(["", "万元", "元", "人", "分", "%", RATE]))
def test_whatever_stands_in_a_cell_is_a_number_or_says_why_not(text: str, unit: str) -> None:
    amount = read_amount(text, unit=unit)
    assert (amount.value is not None) == (amount.state == "value")
    assert (amount.level == "error") == (amount.state in ("text", "error"))
    assert amount.raw or not text or amount.state in ("text", "value")


@given(
    st.decimals(min_value=0, max_value=10**6, places=2),
    st.sampled_from(sorted(MONEY_UNITS)),
    st.sampled_from(sorted(MONEY_UNITS)),
)
def test_money_is_the_same_money_in_every_unit(number: Decimal, written: str, asked: str) -> None:
    amount = read_amount(f"{number}{written}", unit=asked)
    assert amount.value is not None
    assert amount.value * MONEY_UNITS[asked] == number * MONEY_UNITS[written]


SCORES = [
    (5, "5"), ("5", "5"), ("5分", "5"), ("5 分", "5"), ("\u3000\n6\u3000", "6"), (wide("7.5") + "分", "7.5"), ("-1分", "-1"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), SCORES, ids=[repr(c) for c, _ in SCORES])
def test_a_score_may_carry_its_unit(cell: object, value: str) -> None:
    assert read_score(cell).value == Decimal(value)


@pytest.mark.parametrize("cell", ["满分", "约5分", "5分以上", "5%分", "分", "十几分"])
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


SHOWN_UNITS = [
    # 单元格存的数，格式，这一格的单位，读成（None：不采用）：格式里写着的金额单位就是看到的单位
    (1_050_000, '#,##0.00"元"', "万元", "105"),
    (1_050_000, '0"元";-0"元"', "万元", "105"),
    (1050, '0"千元"', "万元", "105"),
    (105, '0.00"万元"', "元", "1050000"),
    (105, '0"万"', "万元", "105"),
    (105, '0.00"万元"', "万元", "105"),
    (105, '0"元"', "元", "105"),
    (105, '0"元"', "人", None),
    (5, '0"分"', "分", "5"),
    (105, '"￥"0.00', "万元", "105"),
]


@pytest.mark.parametrize(("cell", "number_format", "unit", "expected"), SHOWN_UNITS)
def test_a_unit_of_money_in_the_format_is_the_unit_of_the_number(
    cell: int, number_format: str, unit: str, expected: str | None
) -> None:
    amount = read_amount(cell, number_format, unit)
    assert amount.value == (None if expected is None else Decimal(expected))
    assert bool(amount.note) == (expected is None or amount.value != cell)
