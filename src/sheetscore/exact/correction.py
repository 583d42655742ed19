"""Which figure is wrong? Where equations between printed figures fail: the single change that closes all of them.

Pure: figures and equations in, corrections out, in exact and rounding-aware arithmetic (intervals.py). A correction is a
hint for a message; no score is ever computed from one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from sheetscore.exact.amounts import fraction, half_up
from sheetscore.exact.intervals import Interval, Shown, difference, product, ratio, total

Values = Mapping[str, Interval]
_ONE = Interval.exact(1)
_MOST_NAMED = 4
"""Most figures named in a sentence that cannot tell which of them is wrong."""


class Equation(Protocol):
    """A relation that must hold between named figures."""

    @property
    def names(self) -> tuple[str, ...]:
        """The figures it is about, each once."""

    def solve(self, name: str, values: Values) -> Interval | None:
        """Every value of `name` that closes the equation, the others being as given; None where there is no telling."""


@dataclass(frozen=True, slots=True)
class Linear:
    """The sum of `plus` less the sum of `minus` is 0: a total stands in `minus`, its parts in `plus`."""

    plus: tuple[str, ...]
    minus: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return self.plus + self.minus

    def solve(self, name: str, values: Values) -> Interval | None:
        plus = total(values[each] for each in self.plus if each != name)
        minus = total(values[each] for each in self.minus if each != name)
        return difference(minus, plus) if name in self.plus else difference(plus, minus)


@dataclass(frozen=True, slots=True)
class Rate:
    """`rate` = `top` ÷ `low`; with `change`, (top − low) ÷ low."""

    rate: str
    top: str
    low: str
    change: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return self.rate, self.top, self.low

    def solve(self, name: str, values: Values) -> Interval | None:
        if name == self.rate:
            quotient = ratio(values[self.top], values[self.low])
            return difference(quotient, _ONE) if quotient and self.change else quotient
        rate = total((values[self.rate], _ONE)) if self.change else values[self.rate]
        if name == self.top:
            return product(rate, values[self.low])
        return ratio(values[self.top], rate)


def sum_of(whole: str, parts: Iterable[str]) -> Linear:
    """`whole` = the sum of `parts`."""
    return Linear(tuple(parts), (whole,))


@dataclass(frozen=True, slots=True)
class Correction:
    """Changing `name` from `found` to `value` closes every failing equation; `slip` says what mistake that looks like."""

    name: str
    found: Shown
    value: Shown
    slip: str

    @property
    def told(self) -> str:
        """收入合计由 14113.64 改为 14113.65（一位数字不同）"""
        return (
            f"{self.name}由 {self.found.text} 改为 {self.value.text}{f'（{self.slip}）' if self.slip else ''}"
        )  # fmt: skip


def corrections(
    figures: Mapping[str, Shown], equations: Sequence[Equation]
) -> tuple[Correction, ...]:
    """The single changes that close all failing equations and open none, likeliest first.

    First so that all hold exactly as printed (rates within their rounding); where no change does that, so that those
    beyond their rounding come inside it. () where nothing fails or no single change is enough.
    """
    for exactly in (True, False):
        values = {name: _interval(shown, exactly) for name, shown in figures.items()}
        failing = [each for each in equations if not holds(each, values)]
        if not failing:
            return ()
        common = [name for name in failing[0].names if all(name in e.names for e in failing)]
        found = [fix for name in common if (fix := _change(name, figures, equations, values))]
        if found:
            return tuple(sorted(found, key=lambda fix: _SLIPS.index(fix.slip)))
    return ()


def holds(equation: Equation, values: Values) -> bool:
    """Do any of these values close the equation? True where there is no telling."""
    name = equation.names[0]
    wanted = equation.solve(name, values)
    return wanted is None or wanted.overlaps(values[name])


def which_is_wrong(figures: Mapping[str, Shown], equations: Sequence[Equation]) -> str:
    """One Chinese sentence for a message: which figure, changed to what, would close the failing equations; "" if all hold."""
    found = corrections(figures, equations)
    failing = _failing(figures, equations)
    if not failing:
        return ""
    many = len(failing) > 1
    if not found:
        return f"只改其中一个数，不能使{'各式都' if many else '它'}对上。"
    closed = "各式就都能对上" if many else "就能对上"
    if len(found) == 1:
        return f"只要{found[0].told}，{closed}。"
    likely = [each for each in found if each.slip]
    if len(likely) == 1:
        return f"最可能是{likely[0].told}，改后{closed}。"
    named = "；".join(each.told for each in (likely or found)[:_MOST_NAMED])
    more = "等" if len(likely or found) > _MOST_NAMED else ""
    return f"只改一个数{closed}，但分不出是哪一个：{named}{more}。"


def _failing(figures: Mapping[str, Shown], equations: Sequence[Equation]) -> list[Equation]:
    values = {name: _interval(shown, exactly=True) for name, shown in figures.items()}
    return [each for each in equations if not holds(each, values)]


def _interval(shown: Shown, exactly: bool) -> Interval:
    """A rate is always a rounded one; an amount may be taken as it stands."""
    return Interval.exact(shown.value) if exactly and not shown.percent else shown.interval


def _change(
    name: str, figures: Mapping[str, Shown], equations: Sequence[Equation], values: Values
) -> Correction | None:
    """The likeliest other value of `name` under which every equation about it holds."""
    about = [each for each in equations if name in each.names]
    found = figures[name]

    def closes(value: Shown) -> bool:
        trial = {**values, name: _interval(value, values[name].low == values[name].high)}
        return all(holds(each, trial) for each in about)

    for text, value in _slipped(found):
        if closes(value):
            return Correction(name, found, value, text)
    solved = [each for e in about if (each := e.solve(name, values)) and not holds(e, values)]
    for wanted in solved:
        value = Shown.of(half_up((wanted.low + wanted.high) / 2, _digits_of(found)), found.places, found.percent)  # fmt: skip
        below = value.value < 0 <= found.value  # nobody meant to file a negative amount
        if value.value != found.value and not below and closes(value):
            return Correction(name, found, value, slip(found, value))
    return None


def _digits_of(shown: Shown) -> int:
    return shown.places + (2 if shown.percent else 0)


_FACTORS = (
    (Fraction(1, 10_000), "大了 1 万倍，像是元填成了万元"),
    (Fraction(10_000), "小了 1 万倍，像是万元填成了元以外的单位"),
    (Fraction(1, 100), "大了 100 倍，像是百分数或小数点有误"),
    (Fraction(100), "小了 100 倍，像是百分数或小数点有误"),
    (Fraction(1, 10), "小数点错了一位"),
    (Fraction(10), "小数点错了一位"),
    (Fraction(-1), "正负号相反"),
)
_SWAPPED, _ONE_DIGIT, _LOST, _EXTRA = "相邻两位数字颠倒", "一位数字不同", "少写了一位数字", "多写了一位数字"  # fmt: skip
_SLIPS = [*dict.fromkeys(text for _, text in _FACTORS), _SWAPPED, _LOST, _EXTRA, _ONE_DIGIT, ""]
"""Likeliest first: the fewer values a kind of slip can lead to, the more it proves."""


def _slipped(found: Shown) -> Iterable[tuple[str, Shown]]:
    """What `found` would be without a slip of the unit, the decimal point, the sign or two neighbouring digits."""
    for factor, text in _FACTORS:
        value = fraction(found.value) * factor
        if value:
            places = max(found.places, _places(value) - (2 if found.percent else 0))
            yield text, Shown.of(half_up(value, places + (2 if found.percent else 0)), places, found.percent)  # fmt: skip
    digits = _plain(found, found.places)
    for left, right in zip(range(len(digits)), _next_digit(digits), strict=False):
        if right and digits[left].isdigit() and digits[left] != digits[right]:
            text = f"{digits[:left]}{digits[right]}{digits[left + 1:right]}{digits[left]}{digits[right + 1:]}"  # fmt: skip
            swapped = half_up(Fraction(text), found.places)
            yield _SWAPPED, Shown.of(swapped.scaleb(-2) if found.percent else swapped, found.places, found.percent)  # fmt: skip


def _next_digit(digits: str) -> list[int | None]:
    """For each place, the place of the next digit, a decimal point passed over."""
    return [
        next((at for at in range(place + 1, min(place + 3, len(digits))) if digits[at].isdigit()), None)
        for place in range(len(digits))
    ]  # fmt: skip


def slip(found: Shown, value: Shown) -> str:
    """What mistake would turn `value` into `found`; "" for none of the usual ones."""
    if found.value:
        for factor, text in _FACTORS:
            if fraction(found.value) * factor == fraction(value.value):
                return text
    places = max(found.places, value.places)
    here, there = _plain(found, places), _plain(value, places)
    if len(here) == len(there):
        unlike = [at for at, (one, two) in enumerate(zip(here, there, strict=True)) if one != two]
        if len(unlike) == 1:
            return _ONE_DIGIT
        swapped = len(unlike) == 2 and [here[at] for at in unlike] == [there[at] for at in unlike[::-1]]  # fmt: skip
        return _SWAPPED if swapped and unlike[1] == _next_digit(here)[unlike[0]] else ""
    if len(there) == len(here) + 1 and _one_less(there, here):
        return _LOST
    return _EXTRA if len(here) == len(there) + 1 and _one_less(here, there) else ""


def _one_less(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _plain(shown: Shown, places: int) -> str:
    value: Decimal = shown.value.scaleb(2) if shown.percent else shown.value
    return f"{value:.{places}f}"


def _places(value: Fraction) -> int:
    """Decimals that a finite value needs."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return places
