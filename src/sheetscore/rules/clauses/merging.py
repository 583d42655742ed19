"""Neighbouring phrases that say one thing: two sides of a condition, two conditions of the same points, full marks said twice."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.shapes.elements import Award, Condition, Phrase


def or_else(phrases: list[Phrase], index: int) -> bool:
    """90%-95%或105%-110%得3分: two conditions that give the same."""
    two = phrases[index : index + 2]
    return [p.kind for p in two] == ["words", "condition"] and two[0].text in ("或", "或者")


def full_again(phrases: list[Phrase], index: int, award: Award, points: Fraction) -> bool:
    """得满分（10分）, 得10分（满分）: the full points said twice."""
    again = phrases[index + 1] if index + 1 < len(phrases) else None
    if again is None or again.kind != "award" or again.data.to is not None:
        return False
    if not phrases[index].text.endswith(("分", "分值", ")")):
        return False  # 得3满分 is neither 3分 nor 满分
    return bool(award.of(points) == again.data.of(points) == points)


def merged(phrases: list[Phrase], index: int) -> tuple[Condition, int, list[int]]:
    """Two one-sided conditions side by side (80%以上90%以下; ≥80%，<90%) are one."""
    condition: Condition = phrases[index].data
    used = [index]
    other = index + 1
    while other < len(phrases) and _joins(phrases[other]):
        other += 1
    if other < len(phrases) and phrases[other].kind == "condition":
        second: Condition = phrases[other].data
        low, high = condition.low or second.low, condition.high or second.high
        one_sided = all((c.low is None) != (c.high is None) for c in (condition, second))
        opposite = (condition.low is None) != (second.low is None)
        if (
            one_sided
            and opposite
            and low
            and high
            and low.value < high.value
            and not second.subject
            and not (condition.absolute != second.absolute and low.value < 0)
        ):
            units = {
                c.unit
                for c in (condition, second)
                if c.unit != "number" or not c.interval.only_zero
            }
            unit = units.pop() if len(units) == 1 else "mixed"
            either = condition.absolute or second.absolute
            merged = replace(condition, low=low, high=high, unit=unit, absolute=either)
            return merged, other, [*used, other]
    return condition, index, used


def _joins(phrase: Phrase) -> bool:
    return phrase.kind == "link" or (phrase.kind == "sep" and phrase.text in ",、")
