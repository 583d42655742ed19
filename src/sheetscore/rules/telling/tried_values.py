"""What a value given by hand (`--value`) would score, under each reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain, read_amount
from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.change_words import change_in_points
from sheetscore.rules.rule import Rule
from sheetscore.rules.shapes.by_hand import Graded, Violations
from sheetscore.rules.shapes.shapes import READINGS, Ladder, Reading
from sheetscore.rules.telling.told_score import tell
from sheetscore.rules.telling.wording_kinds import why_judged

_AMBIGUOUS_FROM = 10
_SHOWN_PLACES = 6


@dataclass(frozen=True, slots=True)
class ValueScore:
    """One value and its scores; `value` is the decimal string of a figure, or the text as given."""

    value: str
    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    readings: dict[Reading, Decimal | None]
    steps: tuple[str, ...]


def score_value(rule: Rule, text: str) -> ValueScore:
    """The score of `text`: 125.38%, 1.2538, a quantity, a count, marks (①③) or a grade word.

    Nothing is guessed: for a rule over a rate a bare number above 10 has no score, and a step says why.
    """
    if isinstance(rule.shape, Ladder):
        value, problem = _figure(rule, text)
        if value is None:
            return _none(text, problem, *_person(rule))
        readings: dict[Reading, Decimal | None] = {r: rule.score(value, r) for r in READINGS}
        span = rule.span(value)
        low, high = span if span else (None, None)
        steps = tuple(tell(rule, value)) + _person(rule)
        return ValueScore(
            plain(value, None if _finite(value) else _SHOWN_PLACES),
            readings[rule.reading],
            low,
            high,
            readings,
            steps,
        )
    if rule.kind == "judged" or rule.shape is None:
        why = why_judged(rule)
        return _none(text, f"评价标准由人评定：{why}。" if why else "评价标准由人评定。")
    return _by_hand(rule, text)


_PARTS = regex(r"(?P<n>[+-]?\d+(?:\.\d+)?)\s*(?P<u>‰|个?百分点|)")


def _figure(rule: Rule, text: str) -> tuple[Fraction | None, str]:
    parts = _PARTS.fullmatch(half_width(text).strip())
    points = change_in_points(rule.name)
    if rule.input == "rate" and parts is not None and (parts["u"] or points):
        return fraction(parts["n"]) / (1000 if parts["u"] == "‰" else 100), ""
    amount = read_amount(
        re.sub(rf"(?<=\d){re.escape(rule.unit)}$", "", text.strip())
        if rule.unit not in ("", "%")
        else text
    )
    if amount.value is None:
        return None, f"“{text}”不是一个数，没有得分。"
    if rule.input == "quantity" and amount.percent:
        return None, f"{text} 是百分数，这条标准要的是数量。"
    if rule.value_is_expression:
        return None, "得分公式用的不是指标本身的值，请给出公式里的各个数。"
    if rule.input == "rate" and not amount.percent and abs(amount.value) > _AMBIGUOUS_FROM:
        return None, f"{text} 分不清是百分之 {text} 还是 {text} 倍：率请写成 {text}% 或小数。"
    return fraction(amount.value), ""


def _by_hand(rule: Rule, text: str) -> ValueScore:
    """Counts, marks and words: scored, though a person has to state them."""
    given = text.strip()
    if isinstance(rule.shape, Violations):
        unit = re.escape(rule.shape.unit)
        match = re.fullmatch(rf"(\d{{1,9}})\s*(?:{unit}|[例项次处起条个])?", given)
        if not match:
            return _none(text, f"“{text}”不是例数，请写整数，如 2。")
        given = match[1]
    score = rule.score(given)
    if score is None:
        known = (
            "、".join(word for word, _ in rule.shape.grades)
            if isinstance(rule.shape, Graded)
            else f"0 到 {rule.shape.required} 的整数"
            if isinstance(rule.shape, Violations)
            else "①②③ 这样的项号"
        )
        return _none(text, f"“{text}”不在评价标准之内，可写：{known}。")
    readings: dict[Reading, Decimal | None] = dict.fromkeys(READINGS, score)
    return ValueScore(
        given, score, score, score, readings, (f"{given}：得 {plain(score)} 分。", *_person(rule))
    )


def _person(rule: Rule) -> tuple[str, ...]:
    if rule.computable:
        return ()
    why = why_judged(rule) if rule.kind == "judged" else ""
    return (f"由人评定：{why}。" if why else "这个值要由人认定。",)


def _none(text: str, *why: str) -> ValueScore:
    return ValueScore(text, None, None, None, dict.fromkeys(READINGS), why)


def _finite(value: Fraction) -> bool:
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1
