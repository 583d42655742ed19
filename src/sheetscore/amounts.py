"""The one door to exact numbers. Money, counts, rates and points are made here and nowhere else.

Blank, a nil mark (——, /, 无) and 0 are three different things: `Amount.state` keeps them apart.
A rate is a ratio: 1 stands for 100 %. Rounding happens once, half up, in `half_up`.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Literal

Number = int | Decimal | Fraction
State = Literal["value", "blank", "nil", "text", "error"]

NIL_MARKS = frozenset(
    ["-", "--", "—", "——", "———", "–", "－", "/", "／", "\\", "无", "不适用", "N/A", "n/a"]
)
_BLANKS = " \t\r\n\u3000\u00a0"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_HALF_WIDTH: dict[int, str | int] = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}
_HALF_WIDTH |= {ord("　"): " ", ord("−"): "-", ord("–"): "-", ord("。"): "."}
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_DIGITS_OF_A_DOUBLE = 15
"""Excel keeps 15 significant digits; a file stores 17, so 2.675 may stand there as 2.6749999999999998."""
_TOO_LARGE = Decimal(10) ** _DIGITS_OF_A_DOUBLE
_LONGEST_NUMERAL = 30
MONEY_UNITS = {
    "万元": Decimal(1), "元": Decimal("0.0001"), "千元": Decimal("0.1"), "百万元": Decimal(100), "亿元": Decimal(10_000),
}  # fmt: skip
"""Units of money and how many 万元 one of them is; all money is kept in 万元."""


@dataclass(frozen=True, slots=True)
class Amount:
    """What one cell says.

    `value` is exact and None unless `state` is "value"; `percent` tells that the cell showed a per cent sign
    (`85%` gives value 0.85). `note` says in Chinese what was normalised, `raw` is the text as it stood.
    """

    value: Decimal | None
    state: State
    raw: str
    percent: bool = False
    note: str = ""


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
    scaled = abs(Fraction(number)) * 10**places
    whole = math.floor(scaled + Fraction(1, 2))
    value = Decimal(whole).scaleb(-places)
    return -value if Fraction(number) < 0 and whole else value


def fraction(number: str | Number | float) -> Fraction:
    """Exact Fraction of anything `decimal` takes."""
    return number if isinstance(number, Fraction) else Fraction(decimal(number))


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


def read_amount(raw: object, number_format: str = "General") -> Amount:
    """What a cell holding `raw` (a value as openpyxl gives it) says as a figure.

    `number_format` is the cell's; a format with a % marks the value as a rate.
    Never guesses: `约38`, `150万` and `90-95` come back with state "text".
    """
    if raw is None:
        return Amount(None, "blank", "")
    if isinstance(raw, bool):
        return Amount(None, "error", str(raw).upper(), note="TRUE/FALSE 不是数字")
    if isinstance(raw, dt.datetime | dt.date | dt.time | dt.timedelta):
        return Amount(None, "error", str(raw), note="单元格是日期格式，不是数字")
    if isinstance(raw, int | float | Decimal):
        try:
            value = decimal(raw)
        except ValueError:
            return Amount(None, "error", str(raw), note="不是有限的数")
        if abs(value) >= _TOO_LARGE:
            return Amount(None, "error", str(raw)[:_LONGEST_NUMERAL], note=_OUT_OF_RANGE)
        return Amount(value, "value", plain(value), percent="%" in number_format)
    return _read_text(str(raw))


def read_score(raw: object, number_format: str = "General") -> Amount:
    """Points or a claimed score: as `read_amount`, but `5分` is 5, and a per cent is no score."""
    if isinstance(raw, str) and (match := _WITH_UNIT.fullmatch(raw)):
        amount = _read_text(match[1])
        if amount.value is not None and not amount.percent:
            return Amount(
                amount.value,
                "value",
                raw,
                note=f"“{raw.strip(_BLANKS)}”按 {plain(amount.value)} 读",
            )
    amount = read_amount(raw, number_format)
    if amount.percent:
        shown = amount.raw if isinstance(raw, str) else percent(amount.value or 0)
        return Amount(None, "text", shown, note="百分数不是得分")
    return amount


_WITH_UNIT = re.compile(r"(.*\d)[ \u3000]*分[ \u3000]*", re.DOTALL)
_OUT_OF_RANGE = "位数太多，不像填报数"


def _read_text(raw: str) -> Amount:
    text = raw.translate(_INVISIBLE).strip(_BLANKS)
    if not text:
        return Amount(None, "blank", raw)
    if text in NIL_MARKS:
        return Amount(None, "nil", raw)
    if text.startswith("#"):
        return Amount(None, "error", raw, note="单元格是公式错误值")
    half = text.translate(_HALF_WIDTH).strip()
    is_percent = half.endswith("%")
    digits = half[:-1].rstrip() if is_percent else half
    if not _NUMBER.fullmatch(digits):
        return Amount(None, "text", raw)
    value = decimal(digits.replace(",", "")) if len(digits) <= _LONGEST_NUMERAL else _TOO_LARGE
    if abs(value) >= _TOO_LARGE:
        return Amount(None, "error", raw, note=_OUT_OF_RANGE)
    if is_percent:
        value = value.scaleb(-2)
    if raw == half:
        note = "" if is_percent else "数字存成了文本"
    elif text == half:
        note = f"“{raw}”前后有空格，按 {half} 读"
    else:
        note = f"“{raw}”按 {half} 读"
    return Amount(value, "value", raw, percent=is_percent, note=note)
