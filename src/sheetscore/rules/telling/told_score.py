"""The story of one score: how the value of a rule came to its points, in Chinese sentences."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.exact.amounts import percent, plain
from sheetscore.rules.rule import Rule
from sheetscore.rules.shapes.excel_text import number
from sheetscore.rules.shapes.shapes import (
    READING_NAMES,
    Fixed,
    Inverse,
    Ladder,
    Linear,
    Raised,
    Reading,
    Segment,
    Stepped,
    Unsettled,
    adding,
)
from sheetscore.rules.telling.restate import interval_text, which_way

_SHOWN_PLACES = 4


def tell(rule: Rule, value: Fraction, reading: Reading | None = None) -> list[str]:
    """How the score of `value` came about, in Chinese sentences."""
    shape = rule.shape
    if not isinstance(shape, Ladder):
        return []
    mode = reading or rule.reading
    segment = shape.segment(value)
    shown = (
        percent(value, _SHOWN_PLACES)
        if rule.unit == "%"
        else f"{plain(value, _SHOWN_PLACES)}{rule.unit}"
    )
    if shape.absolute and value < 0:
        shown = f"{shown} 的绝对值"
    if segment is None:
        return [f"评价标准没有写 {shown} 得几分，需要人工评定。"]
    score = rule.score(value, mode)
    end = f"得 {plain(score)} 分。" if score is not None else "按读懂的部分不能定分。"
    if isinstance(segment.outcome, Fixed):
        return [f"{shown} 符合“{interval_text(segment.interval, rule.unit)}”，{end}"]
    if isinstance(segment.outcome, Unsettled):
        low, high = segment.outcome.span(abs(value) if shape.absolute else value)
        between = f"{plain(low, rule.places)} 至 {plain(high, rule.places)} 分"
        if not any(line.slope for line in segment.outcome.readings):
            if low == high:
                return [f"{shown} 已得满分，还要加的分超出分值，由人确定。"]
            return [f"{shown} 这一段没有写明怎样给分，可得 {between}，由人确定。"]
        ways = "两种" if len(segment.outcome.readings) == 2 else "几种"
        return [f"{shown} 未达到得满分的条件，“按比例”有{ways}算法，可得 {between}，由人确定。"]
    if isinstance(segment.outcome, Linear):
        return [f"得分＝{_told(segment.outcome, shown)}，{end}"]
    if isinstance(segment.outcome, Inverse):
        return [f"得分＝{number(segment.outcome.factor)}÷{shown}，{end}"]
    return [_tell_steps(rule, segment, value, mode, end)]


def _told(line: Linear, shown: str) -> str:
    """The line as a sum that a reader can follow: 60－103%×50."""
    times = f"{shown}×{number(abs(line.slope))}"
    if line.slope < 0:
        return f"{number(line.base)}－{times}"
    if not line.base:
        return times
    return f"{times}{'－' if line.base < 0 else '＋'}{number(abs(line.base))}"


def _most(outcome: Raised, value: Fraction, mode: Reading) -> str:
    """Where the adding ends, or that it goes beyond the row's points."""
    if outcome.at(value, mode) is None:
        return f"超出分值 {number(outcome.limit)} 分，没有写以分值为限，"
    return "" if outcome.ceiling is None else f"最高 {number(outcome.ceiling)} 分，"


def _tell_steps(rule: Rule, segment: Segment, value: Fraction, mode: Reading, end: str) -> str:
    outcome = segment.outcome
    assert isinstance(outcome, Stepped | Raised)
    word = "超过" if which_way(segment) == "超过" else "低于"
    shown_value = abs(value) if isinstance(rule.shape, Ladder) and rule.shape.absolute else value
    away = abs(shown_value - outcome.anchor)
    count = outcome.count(shown_value, mode)
    if rule.unit == "%":
        distance = f"{plain(away * 100, _SHOWN_PLACES)} 个百分点"
        size = f"{number(outcome.size * 100)} 个百分点"
        anchor = f"{number(outcome.anchor * 100)}%"
    else:
        distance = f"{plain(away, _SHOWN_PLACES)}{rule.unit}"
        size = f"{number(outcome.size)}{rule.unit}"
        anchor = f"{number(outcome.anchor)}{rule.unit}"
    if isinstance(outcome, Raised):
        return (
            f"{word} {anchor} 的部分是 {distance}，每 {size}加 {number(outcome.add)} 分"
            f"（{READING_NAMES[adding(mode)].replace('扣', '加')}），共 {plain(count, _SHOWN_PLACES)} 档，"
            f"{number(outcome.start)} 分加 {plain(outcome.add * count, 2)} 分，{_most(outcome, shown_value, mode)}{end}"
        )
    deducted = outcome.deduct * count
    total = f"{number(outcome.start)} 分"
    text = (
        f"{word} {anchor} 的部分是 {distance}，每 {size}扣 {number(outcome.deduct)} 分"
        f"（{READING_NAMES[mode]}），共 {plain(count, _SHOWN_PLACES)} 档，应扣 {plain(deducted, 2)} 分"
    )
    most = outcome.start - outcome.floor
    if deducted <= most:
        return f"{text}，{end}"
    limit = f"最多扣 {number(most)} 分" if outcome.floor else f"超过 {total}，扣完为止"
    return f"{text}，{limit}，{end}"
