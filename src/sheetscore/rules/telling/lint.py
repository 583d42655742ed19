"""What is odd about a wording although, or because, it was understood: for whoever writes the 评价标准."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from sheetscore.exact.amounts import plain
from sheetscore.regexes import regex
from sheetscore.rules.rule import Rule
from sheetscore.rules.shapes.excel_text import number
from sheetscore.rules.shapes.shapes import Fixed, Ladder, Raised, Segment, Stepped
from sheetscore.rules.telling.restate import value_text
from sheetscore.rules.telling.wording_kinds import judged_reason

_YEAR = regex(r"(?<!\d)(20\d\d)\s*年")
_BESIDE = {"%": Fraction(1, 10000)}
_MOST_EXAMPLES = 9


def lint(rule: Rule, year: int | None = None, explanation: str = "") -> tuple[str, ...]:
    """Remarks in Chinese: values without a score, orders turned round, steps that never reach 0, stale years.

    `year` is the 评价年度 (None: years are not looked at). Contradictions and unread words are the rule's own
    `problems` and `leftover`.
    """
    remarks = list(_ladder(rule, rule.shape)) if isinstance(rule.shape, Ladder) else []
    for found in dict.fromkeys(_YEAR.findall(rule.text) + _YEAR.findall(explanation)):
        if year is not None and int(found) != year:
            remarks.append(f"写着 {found} 年，评价年度是 {year} 年：可能是旧模板")
    if rule.kind == "judged" and (reason := judged_reason(rule.text)):
        remarks.append(reason)
    return tuple(remarks)


def _ladder(rule: Rule, ladder: Ladder) -> list[str]:
    unit, first, last = rule.unit, ladder.segments[0].interval, ladder.segments[-1].interval
    remarks = []
    if first.low is not None and not ladder.absolute:
        edge = "小于" if first.low_closed else "小于或等于"
        remarks.append(f"{edge} {value_text(first.low, unit)} 的值没有写得几分")
    for left, right in pairwise(ladder.segments):
        high, low = left.interval.high, right.interval.low
        if (
            high is not None
            and high == low
            and not (left.interval.high_closed or right.interval.low_closed)
        ):
            remarks.append(f"等于 {value_text(high, unit)} 时，相邻两档都没有写明归哪一档")
    remarks += [text for segment in ladder.segments if (text := _stands_twice(rule, segment))]
    if last.high is not None:
        edge = "大于" if last.high_closed else "大于或等于"
        remarks.append(f"{edge} {value_text(last.high, unit)} 的值没有写得几分")
    remarks += [text for segment in ladder.segments if (text := _never_nothing(rule, segment))]
    if rule.kind == "bands" and _turns(ladder):
        remarks.append("分数随区间忽高忽低，请核对各档的先后")
    return remarks


def _stands_twice(rule: Rule, segment: Segment) -> str:
    """=0 beside 0-10%: the range begins with the value that has points of its own."""
    value = segment.interval.low
    if value is None or value != segment.interval.high:
        return ""
    printed = number(value * 100 if rule.unit == "%" else value)
    if not re.search(rf"(?<![\d.]){re.escape(printed)}%?\s*[-—–~～至到]", rule.text):
        return ""
    return f"{value_text(value, rule.unit)} 单独写了得分，又是一个区间的起点：按单独写的算"


def _never_nothing(rule: Rule, segment: Segment) -> str:
    """每低1个百分点扣0.1分 from 100% of 20 points: even 0% keeps 10."""
    steps = segment.outcome
    if not isinstance(steps, Stepped) or segment.interval.low is not None or rule.unit != "%":
        return ""
    least = steps.at(Fraction(0), rule.reading)
    return f"即使为 0%，也还得 {plain(least, rule.places)} 分" if least > steps.floor else ""


def _turns(ladder: Ladder) -> bool:
    scores = [s.outcome.score for s in ladder.segments if isinstance(s.outcome, Fixed)]
    peaks = sum(a < b > c for a, b, c in zip(scores, scores[1:], scores[2:], strict=False))
    dips = sum(a > b < c for a, b, c in zip(scores, scores[1:], scores[2:], strict=False))
    return dips > 0 or peaks > 1


def examples(rule: Rule) -> tuple[str, ...]:
    """Values on and beside each edge, as `--value` takes them, with their scores: `90% 6分`."""
    if not rule.computable or not isinstance(rule.shape, Ladder):
        return ()
    values: dict[Fraction, None] = {}
    beside = _BESIDE.get(rule.unit, Fraction(1))
    for segment in rule.shape.segments:
        for edge in (segment.interval.low, segment.interval.high):
            if edge is not None:
                values |= dict.fromkeys((edge - beside, edge, edge + beside))
        steps = segment.outcome
        if isinstance(steps, Stepped | Raised):
            away = steps.size if segment.interval.low is not None else -steps.size
            toward = beside if away < 0 else -beside
            values |= dict.fromkeys((steps.anchor + away + toward, steps.anchor + away))
    shown = []
    for value in sorted(values)[:_MOST_EXAMPLES]:
        score = rule.score(value)
        given = "没有得分" if score is None else f"{plain(score)}分"
        shown.append(f"{value_text(value, rule.unit)} {given}")
    return tuple(shown)
