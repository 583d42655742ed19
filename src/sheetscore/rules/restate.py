"""A rule in canonical Chinese, and the story of one score. Reading a restated rule again gives the same rule."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from sheetscore.amounts import percent, plain
from sheetscore.rules.excel import number
from sheetscore.rules.shapes import (
    READING_NAMES,
    Checklist,
    Fixed,
    Graded,
    Interval,
    Ladder,
    Linear,
    Reading,
    Segment,
    Stepped,
    Violations,
)

if TYPE_CHECKING:
    from sheetscore.rules.rule import Rule

_SHOWN_PLACES = 4


def restate(rule: Rule) -> str:
    """Canonical wording; "" for a rule of which nothing was understood."""
    shape = rule.shape
    if isinstance(shape, Ladder):
        return _ladder(shape, rule.unit)
    if isinstance(shape, Checklist):
        return "；".join(f"{_mark(i.mark)}{i.text}，{plain(i.points)}分" for i in shape.items)
    if isinstance(shape, Violations):
        items = "；".join(f"{_mark(str(n))}{text}" for n, text in enumerate(shape.items, 1))
        return f"{items + '。' if items else ''}每出现一例扣{plain(shape.deduct)}分，扣完为止"
    if isinstance(shape, Graded):
        return "；".join(f"{word}，得{plain(points)}分" for word, points in shape.grades)
    return ""


def _mark(mark: str) -> str:
    return chr(0x245F + int(mark)) if mark.isdecimal() and int(mark) <= 20 else mark


def value_text(value: Fraction, unit: str) -> str:
    """A threshold as the wording would print it: 100%, 0.5%, 10次."""
    if unit == "%":
        return f"{number(value * 100)}%"
    return f"{number(value)}{unit}"


def interval_text(interval: Interval, unit: str) -> str:
    """≤100%, >0%且≤10%, =0%; 任意值 for no bound at all."""
    low, high = interval.low, interval.high
    if low is not None and low == high:
        return f"={value_text(low, unit)}"
    parts = []
    if low is not None:
        parts.append(f"{'≥' if interval.low_closed else '>'}{value_text(low, unit)}")
    if high is not None:
        parts.append(f"{'≤' if interval.high_closed else '<'}{value_text(high, unit)}")
    return "且".join(parts) or "任意值"


def _ladder(ladder: Ladder, unit: str) -> str:
    clauses = []
    for segment in ladder.segments:
        if isinstance(segment.outcome, Fixed):
            score = segment.outcome.score
            clauses.append(
                f"{interval_text(segment.interval, unit)}，{f'得{plain(score)}分' if score else '不得分'}"
            )
        elif isinstance(segment.outcome, Linear):
            clauses.append(f"得分＝完成率×{number(segment.outcome.slope)}")
    stepped = [s for s in ladder.segments if isinstance(s.outcome, Stepped)]
    if stepped:
        clauses.append(_steps(stepped, unit))
    return "；".join(clauses)


def _steps(stepped: list[Segment], unit: str) -> str:
    words = [_direction(segment) for segment in stepped]
    outcome = stepped[0].outcome
    assert isinstance(outcome, Stepped)
    percents = unit == "%"
    size = f"{number(outcome.size * 100)}个百分点" if percents else f"{number(outcome.size)}{unit}"
    direction = "超过（降低）" if len(set(words)) == 2 else words[0]
    return f"每{direction}{size}扣{number(outcome.deduct)}分，扣完为止"


def _direction(segment: Segment) -> str:
    outcome = segment.outcome
    assert isinstance(outcome, Stepped)
    low = segment.interval.low
    return "超过" if low is not None and low >= outcome.anchor else "低于"


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
    if segment is None:
        return [f"评价标准没有写 {shown} 得几分，需要人工评定。"]
    score = rule.score(value, mode)
    end = f"得 {plain(score)} 分。" if score is not None else "按读懂的部分不能定分。"
    if isinstance(segment.outcome, Fixed):
        return [f"{shown} 符合“{interval_text(segment.interval, rule.unit)}”，{end}"]
    if isinstance(segment.outcome, Linear):
        return [f"得分＝{shown}×{number(segment.outcome.slope)}，{end}"]
    return [_tell_steps(rule, segment, value, mode, end)]


def _tell_steps(rule: Rule, segment: Segment, value: Fraction, mode: Reading, end: str) -> str:
    outcome = segment.outcome
    assert isinstance(outcome, Stepped)
    word = "超过" if _direction(segment) == "超过" else "低于"
    away = abs(value - outcome.anchor)
    count = outcome.count(value, mode)
    if rule.unit == "%":
        distance, size = (
            f"{plain(away * 100, _SHOWN_PLACES)} 个百分点",
            f"{number(outcome.size * 100)} 个百分点",
        )
        anchor = f"{number(outcome.anchor * 100)}%"
    else:
        distance, size = (
            f"{plain(away, _SHOWN_PLACES)}{rule.unit}",
            f"{number(outcome.size)}{rule.unit}",
        )
        anchor = f"{number(outcome.anchor)}{rule.unit}"
    deducted = outcome.deduct * count
    total = f"{number(outcome.start)} 分"
    text = (
        f"{word} {anchor} 的部分是 {distance}，每 {size}扣 {number(outcome.deduct)} 分"
        f"（{READING_NAMES[mode]}），共 {plain(count, _SHOWN_PLACES)} 档，应扣 {plain(deducted, 2)} 分"
    )
    return (
        f"{text}，超过 {total}，扣完为止，{end}" if deducted > outcome.start else f"{text}，{end}"
    )
