"""The one door to exact numbers. Money, counts, rates and points are made here and nowhere else.

Blank, a nil mark (——, /, 无) and 0 are three different things: `Amount.state` keeps them apart.
A rate is a ratio: 1 stands for 100 %. Rounding happens once, half up, in `half_up`.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from sheetscore.exact import numerals
from sheetscore.exact.shown import Shown, is_date, show_number, show_text
from sheetscore.regexes import regex

Number = int | Decimal | Fraction
State = Literal["value", "blank", "nil", "text", "error", "unit"]

Written = Literal["", "info", "warning", "error"]
"""How much a spelling matters: not at all, mere padding, put right, of no use."""

RATE = "率"
"""The unit to expect of a rate whose label states no per cent sign."""
_DIGITS_OF_A_DOUBLE = 15
"""Excel keeps 15 significant digits; a file stores 17, so 2.675 may stand there as 2.6749999999999998."""
_TOO_LARGE = Decimal(10) ** _DIGITS_OF_A_DOUBLE
_LONGEST_NUMERAL = 30
MONEY_UNITS = {
    "万元": Decimal(1), "元": Decimal("0.0001"), "千元": Decimal("0.1"), "百万元": Decimal(100), "亿元": Decimal(10_000),
}  # fmt: skip
"""Units of money and how many 万元 one of them is; all money is kept in 万元."""


class TypedText(str):
    """A text that a person typed into a completed workbook, whose formulas count numbers alone: no figure, whatever it says."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """What one cell says.

    `value` is exact, in the unit that was asked for, and None unless `state` is "value"; `percent` tells that the cell
    showed a per cent sign (`85%` gives value 0.85). `raw` is the text as it stood; `note` says in Chinese what was put
    right or why there is no value, `advice` what to do, `level` how much that matters. `stored` is the number that the
    cell holds where it holds one.
    """

    value: Decimal | None
    state: State
    raw: str
    percent: bool = False
    note: str = ""
    advice: str = ""
    level: Written = ""
    stored: Decimal | None = None

    @property
    def number(self) -> Decimal | None:
        """What a formula sees in the cell, or would see if the same were typed as a number; None without a value."""
        return self.value if self.stored is None or self.value is None else self.stored


def decimal(number: str | Number | float) -> Decimal:
    """Exact Decimal of an int, Decimal, numeral or float (a float by its 15 significant digits).

    Raises ValueError for what is no finite number, and for a Fraction without an end.
    """
    if isinstance(number, bool):
        raise ValueError("TRUE/FALSE 不是数字")
    if isinstance(number, float):
        if not math.isfinite(number):
            raise ValueError("不是有限的数")
        return Decimal(format(number, f".{_DIGITS_OF_A_DOUBLE}g")) + 0
    if isinstance(number, Fraction):
        with localcontext(Context(prec=60)) as context:
            context.traps[Inexact] = True
            try:
                return Decimal(number.numerator) / Decimal(number.denominator)
            except ArithmeticError as error:
                raise ValueError("不是有限小数") from error
    try:
        value = Decimal(number)
    except ArithmeticError as error:
        raise ValueError(f"不是数字：{number}") from error
    if not value.is_finite():
        raise ValueError("不是有限的数")
    return value


def half_up(number: Number, places: int) -> Decimal:
    """`number` rounded half up (away from zero) to `places` decimals, exactly."""
    exact = number if isinstance(number, Fraction) else Fraction(number)
    above, below = exact.numerator, exact.denominator
    whole = (2 * abs(above) * 10**places + below) // (2 * below)
    value = Decimal(whole).scaleb(-places)
    return -value if above < 0 and whole else value


def fraction(number: str | Number | float) -> Fraction:
    """Exact Fraction of anything `decimal` takes."""
    return number if isinstance(number, Fraction) else Fraction(*decimal(number).as_integer_ratio())


def plain(number: Number, places: int | None = None) -> str:
    """`number` in digits without exponent or trailing zeros; rounded half up to `places` when given."""
    value = decimal(number) if places is None else half_up(number, places)
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def percent(ratio: Number, places: int = 2) -> str:
    """A ratio as people read it: 1.253789 → 125.38%. Rounded half up for display only."""
    return f"{plain(Fraction(ratio) * 100, places)}%"


def json_number(number: Number | None) -> int | float | None:
    """A money amount or a score as a JSON number without `.0`; None stays None."""
    if number is None:
        return None
    value = decimal(number)
    return int(value) if value == value.to_integral_value() else float(value)


def round_for_display(number: Number, places: int = 6) -> str:
    """A rate as the decimal string of the JSON contract: half up to 6 places, no trailing zeros."""
    return plain(number, places)


FORMULA_ERROR = "单元格是公式错误值"
"""The note of a cell that holds #REF! or the like."""
_ERROR_VALUE = regex(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!)")
UNCLEAR_RATE = "分不清是百分之几还是几倍"
_NOT_FINITE = "不是有限的数"
_OUT_OF_RANGE = "位数太多，不像填报数（Excel 只存得下 15 位）"
_AMBIGUOUS_FROM = Decimal(10)
"""A bare number above this for a rate may mean 92 % or 9200 % (docs/读法.md)."""
_TEN_THOUSANDS = {"万": 10_000, "亿": 100_000_000}


def read_amount(raw: object, number_format: str = "General", unit: str = "") -> Amount:
    """What a cell holding `raw` (a value as openpyxl gives it) says as a figure counted in `unit`.

    `unit` is what the label asks for: one of MONEY_UNITS, 人, 分, ㎡ …, "%" (the label says per cent: 85 is 85 %), RATE (a
    rate whose label does not), or "" when it is not known; then only a per cent sign may stand behind the digits.
    Never guesses: `约38`, `95,5` and `90-95` come back with state "text", the reason and an advice.
    """
    if raw is None:
        return Amount(None, "blank", "")
    if isinstance(raw, bool):
        return _none("error", str(raw).upper(), "TRUE/FALSE 不是数字", "请改填数字。")
    if isinstance(raw, dt.datetime | dt.date | dt.time | dt.timedelta):
        shown = f"{raw:%Y-%m-%d}" if isinstance(raw, dt.date) else str(raw)
        return _none("error", shown, "单元格是日期格式，不是数字", _AS_A_DATE)
    if isinstance(raw, Decimal):  # 1 and 1.0 are equal, and not written the same
        return _checked(_read_number.__wrapped__(raw, number_format, unit), unit)
    if isinstance(raw, int | float):
        return _checked(_read_number(raw, number_format, unit), unit)
    found = _checked(_read_text(str(raw), number_format, unit), unit)
    if isinstance(raw, TypedText) and found.state == "value":
        return _none("text", str(raw), "存成了文字，复核表的公式不计", _AS_A_NUMBER)
    return found


def read_score(raw: object, number_format: str = "General") -> Amount:
    """Points or a claimed score: as `read_amount` in 分, so `5分` is 5, and a per cent is no score."""
    return read_amount(raw, number_format, "分")


_AS_A_NUMBER = "请把单元格格式改成“常规”，重新填一遍数字，不带单位。"
_AS_A_DATE = "请把单元格格式改成“常规”，再填数字。"


def _none(state: State, raw: str, note: str, advice: str = "请改填数字。") -> Amount:
    return Amount(None, state, raw, note=note, advice=advice, level="error")


@lru_cache(maxsize=8192, typed=True)  # a cell is asked many times what it says
def _read_number(raw: int | float | Decimal, number_format: str, unit: str) -> Amount:
    """A number as its format shows it: unit, scale and sign are those that are seen, the decimals those that are stored."""
    try:
        value = decimal(raw) + 0
    except ValueError:
        return _none("error", str(raw), _NOT_FINITE)
    if abs(value) >= _TOO_LARGE:
        return _none("error", str(raw)[:_LONGEST_NUMERAL], _OUT_OF_RANGE, "请核对，改填实际的数。")
    seen = show_number(value, number_format)
    if seen.kind != "number" or seen.value is None:
        return _not_shown(value, seen)
    if not seen.before and seen.after in ("", unit):
        amount = Amount(seen.value, "value", plain(value), percent=seen.percent, stored=value)
        as_seen = f"{plain(seen.value)} {unit}".rstrip()
        return amount if seen.value == value else _told(amount, seen, as_seen)
    return _with_words(value, seen, unit)


def _not_shown(value: Decimal, seen: Shown) -> Amount:
    """A number that its format does not show: a date, a mark, nothing."""
    if seen.kind == "date":
        return _none("error", seen.text, "单元格是日期格式，不是数字", _AS_A_DATE)
    if seen.kind == "words" and numerals.is_nil(seen.text):
        if not value:
            return Amount(None, "nil", seen.text)
        note = f"{plain(value)} 的格式显示成“{seen.text}”，按没有读"
        return Amount(None, "nil", seen.text, note=note, level="warning")
    note = seen.why or (
        f"单元格的格式把 {plain(value)} 显示成“{seen.text}”，看不出数"
        if seen.text
        else f"单元格的格式把 {plain(value)} 隐藏了，什么也不显示"
    )
    return _none("error", seen.text or plain(value), note, _AS_GENERAL)


_AS_GENERAL = "请把单元格格式改成“常规”，再核对数值。"


def _told(amount: Amount, seen: Shown, read_as: str) -> Amount:
    return replace(
        amount, level="warning", note=f"单元格的格式显示成“{seen.text}”，按 {read_as} 读"
    )


def _with_words(value: Decimal, seen: Shown, unit: str) -> Amount:
    """A number whose format shows words around it is what a text of the same look is."""
    after = (
        f"{seen.after}元" if seen.after in ("千", "百万") and unit in MONEY_UNITS else seen.after
    )
    found = numerals.numeral(numerals.half_width(f"{seen.before}{seen.digits}{after}"))
    if found is None or seen.value is None:
        half = numerals.half_width(seen.text)
        why, advice = numerals.why_none(half)
        why = why or "看不出是多少"
        return _none("text", seen.text, f"单元格的格式显示成“{seen.text}”，{why}", advice)
    number, written = decimal(found.digits) + 0, found.ending
    if written == "%":
        if seen.percent:
            return Amount(seen.value, "value", plain(value), True, stored=value)
        note = f"{plain(value)} 的格式显示成 {plain(number)}%，按 {plain(number)}% 读"
        return Amount(
            number.scaleb(-2), "value", plain(value), True, note, level="warning", stored=value
        )
    fitted = _in_unit(number, written, unit or "万元" if written == "万元" else unit)
    if fitted is None:
        wanted = f"，这一格要的是{unit}" if unit else ""
        return _none(
            "text", seen.text, f"单元格的格式显示成“{seen.text}”{wanted}", "请核对单元格格式。"
        )
    amount = Amount(fitted, "value", plain(value), stored=value)
    return amount if fitted == value else _told(amount, seen, f"{plain(fitted)} {unit}")


@lru_cache(maxsize=8192)
def _read_text(raw: str, number_format: str, unit: str) -> Amount:
    visible = show_text(raw, number_format)
    if raw.strip(numerals.BLANKS) and not visible.strip(numerals.BLANKS):
        return _none("error", raw, "单元格的格式把内容隐藏了，什么也不显示", _AS_GENERAL)
    raw = visible
    if numerals.turns_direction(raw):
        return _none(
            "text", raw, "含有改变文字方向的符号，看到的和存的不一样", "请清空后重新填数字。"
        )
    text = numerals.visible(raw)
    if not text:
        return Amount(None, "blank", raw)
    if numerals.is_nil(text):
        return Amount(None, "nil", raw)
    if _ERROR_VALUE.fullmatch(text):
        if text == "#VALUE!" and is_date(number_format):
            return _none("error", raw, "单元格是日期格式，而且没有这一天", _AS_A_DATE)
        return _none("error", raw, FORMULA_ERROR, "请改正公式，或直接填数字。")
    half = numerals.half_width(text)
    found = numerals.numeral(half)
    if found is None:
        return _none("text", raw, *numerals.why_none(half))
    if len(found.digits) > _LONGEST_NUMERAL or abs(decimal(found.digits)) >= _TOO_LARGE:
        return _none("error", raw, _OUT_OF_RANGE, "请核对，改填实际的数。")
    value, written = decimal(found.digits) + 0, found.ending
    if found.large and not written and unit in MONEY_UNITS:
        written = "元"  # 一万二千 under 万元 is that much money, not that many 万元
    if written == "%":
        words, level = _spelling(raw, text, half, found.altered, f"{plain(value)}%")
        return Amount(value.scaleb(-2), "value", raw, True, words, level=level)
    fitted = _in_unit(value, written, unit)
    if fitted is None:
        why = f"写的单位是“{written}”" + (f"，这一格要的是{unit}" if unit else "")
        return _none("text", raw, why, f"请按{unit or '表头的单位'}只填数字。")
    if written and written != unit:
        return Amount(
            fitted, "value", raw, level="warning",
            note=f"“{text}”按 {plain(fitted)} {unit}读",
        )  # fmt: skip
    words, level = _spelling(raw, text, half, found.altered or bool(written), plain(value))
    return Amount(fitted, "value", raw, note=words, level=level)


def _spelling(
    raw: str, text: str, half: str, altered: bool, read_as: str
) -> tuple[str, Literal["", "info", "warning"]]:
    """What was put right in the spelling of a number, and how much it matters."""
    if altered or text != half:
        return f"“{text}”按 {read_as} 读", "warning"
    if raw.strip(numerals.BLANKS) != text:
        return f"“{text}”里有看不见的字符，按 {read_as} 读", "warning"
    if raw != text:
        return f"“{raw}”前后有空格，按 {half} 读", "info"
    return ("", "") if half.endswith("%") else ("数字存成了文本", "info")


def _in_unit(value: Decimal, written: str, unit: str) -> Decimal | None:
    """`value` counted in `unit`; None where the unit written behind it is of another kind."""
    if written in ("", unit):
        return value
    if written in _TEN_THOUSANDS and unit in MONEY_UNITS:
        written = f"{written}元"
    if written in MONEY_UNITS and unit in MONEY_UNITS:
        return value * MONEY_UNITS[written] / MONEY_UNITS[unit]
    if written in _TEN_THOUSANDS and unit in _COUNTED:
        return value * _TEN_THOUSANDS[written]
    return None


_COUNTED = frozenset(["人", "㎡", "个", "辆", "台", "家", "次", "例"])


def _checked(amount: Amount, unit: str) -> Amount:
    """A per cent is neither money, people nor a score; a bare number for a rate may be unclear."""
    value = amount.value
    if value is None or unit == "":
        return amount
    if amount.percent and unit not in ("%", RATE):
        what = "得分" if unit == "分" else "金额或数量"
        shown = percent(value) if "%" not in amount.raw else amount.raw
        return _none("text", shown, f"百分数不是{what}", "请核对这一格要的是什么，改填数字。")
    if amount.percent or not value or unit not in ("%", RATE):
        return amount
    if (unit == "%" and abs(value) <= 1) or (unit == RATE and abs(value) > _AMBIGUOUS_FROM):
        return _none("text", amount.raw, UNCLEAR_RATE, "率请填成 92% 的样子。")
    if unit == "%":
        note = f"“{plain(value)}”按 {plain(value)}% 读（表头的单位是%）"
        return replace(
            amount, value=value.scaleb(-2), percent=True, note=note, level=amount.level or "info"
        )
    return amount
