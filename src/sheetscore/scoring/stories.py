"""How a target gave its score, in one sentence a clerk can check with a calculator."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from sheetscore.exact.amounts import percent, plain
from sheetscore.rules import Rule
from sheetscore.rules.clauses.several_figures import SUM
from sheetscore.rules.shapes.shapes import Fixed, Inverse, Ladder, Linear
from sheetscore.rules.telling.told_score import tell
from sheetscore.scoring.near_target import (
    target_of,
)

_SHOWN = 4


def tell_score(rule: Rule, value: Fraction, score: Decimal | None) -> list[str]:
    """The sentences for a value; `score` is the settled one."""
    if rule.unit == SUM and rule.quantities and score is not None:
        return [f"各项相加，得 {plain(score)} 分。"]
    target = target_of(rule)
    if target is None or score is None or not isinstance(rule.shape, Ladder):
        return tell(rule, value)
    full, got = plain(rule.points), f"得 {plain(score)} 分"
    outcome = next(s.outcome for s in rule.shape.segments if s.interval.contains(value))
    if isinstance(outcome, Fixed) and outcome.score == rule.points:
        return [f"达到指标值 {rule.text}，{got}。"]
    if value < 0:
        return [f"完成值是负数，{got}。"]
    if isinstance(outcome, Inverse):
        return [f"没有达到：指标值÷完成值＝{percent(target / value, _SHOWN)}，×{full} 分，{got}。"]
    if isinstance(outcome, Linear) and outcome.slope < 0:
        beyond = percent(value / target - 1, _SHOWN)
        return [f"比指标值多 {beyond}，{full} 分×(1－{beyond})，{got}。"]
    if isinstance(outcome, Linear):
        return [f"没有达到：完成值÷指标值＝{percent(value / target, _SHOWN)}，×{full} 分，{got}。"]
    return [f"{_told_fixed(rule, value, target)}，{got}。"]


def _told_fixed(rule: Rule, value: Fraction, target: Fraction) -> str:
    """What a fixed score short of the points is for: a target missed, twice the target, or too much of it (表上的说明)."""
    if target == 0 or value < target:
        return f"没有达到指标值 {rule.text}"
    assert isinstance(rule.shape, Ladder)
    found = next(s for s in rule.shape.segments if s.interval.contains(value))
    if isinstance(found.outcome, Fixed) and found.outcome.score:
        left = percent(found.outcome.score / rule.points, _SHOWN)
        return f"完成值是指标值的 {percent(value / target, _SHOWN)}，只计分值的 {left}"
    if found.interval.low == 2 * target:
        return "达到指标值的两倍"
    return f"超过指标值 {rule.text}"
