"""Over which figure was a rate taken? Every base at hand, the rate it gives, and which one gives the printed rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sheetscore.exact.amounts import fraction, percent
from sheetscore.exact.intervals import Shown, agree, ratio


@dataclass(frozen=True, slots=True)
class Base:
    """One figure a rate may be taken over: its name (年初预算), the rate over it, and whether that is the printed one."""

    name: str
    figure: Shown
    rate: Fraction
    fits: bool


def bases(top: Shown, printed: Shown, known: Iterable[tuple[str, Shown]]) -> tuple[Base, ...]:
    """`top` over each figure of `known` ((name, figure), …) that is above 0, rounding-aware; those that fit come first."""
    found = []
    for name, figure in known:
        computed = ratio(top.interval, figure.interval)
        if figure.value > 0 and computed is not None:
            rate = fraction(top.value) / fraction(figure.value)
            found.append(Base(name, figure, rate, agree(computed, printed)))
    return tuple(sorted(found, key=lambda base: not base.fits))


def told(top: Shown, printed: Shown, found: Iterable[Base]) -> str:
    """`688.62÷703.14（预算总指标）＝97.93%，相符；÷688.77（调整后预算）＝99.98%，不符。` and what follows from it."""
    found = tuple(found)
    if not found:
        return ""
    each = "；".join(
        f"÷{base.figure.text}（{base.name}）＝{percent(base.rate, printed.places)}，{'相符' if base.fits else '不符'}"
        for base in found
    )
    fitting = [base.name for base in found if base.fits]
    verdict = (
        f"{printed.text} 是以{'或'.join(fitting)}为分母。" if fitting
        else f"没有一个分母能得出 {printed.text}。"
    )  # fmt: skip
    return f"{top.text}{each}。{verdict}"
