"""What a row's figure has to be near to be believed: its target. A figure far from it is more likely counted in another unit."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.model.profile import EXECUTION
from sheetscore.rules import Rule
from sheetscore.rules.shapes.excel_text import GUARD, number
from sheetscore.rules.shapes.shapes import Fixed, Ladder

FARTHEST = 500
"""A figure this many times its target, or this small a part of it, is more likely counted in another unit (元, 万元)."""


def target_of(rule: Rule) -> Fraction | None:
    """The value that a target asks for; None for a rule that is no target, and for one worth nothing: every value scores 0."""
    if rule.kind != "target" or not isinstance(rule.shape, Ladder) or not rule.points:
        return None
    full = [s.interval for s in rule.shape.segments if s.outcome == Fixed(rule.points)]
    if not full:
        return None
    return full[0].low if full[0].low else full[0].high or full[0].low


def expected_near(name: str, counted: bool, rule: Rule) -> Fraction | None:
    """What a row's value has to be near to be believed: its target, if it is `counted` against one; 1 for 预算执行率."""
    if counted:
        return target_of(rule)
    return Fraction(1) if name == EXECUTION and rule.formula and not rule.quantities else None


def too_far(target: Fraction | None, value: Fraction) -> bool:
    """Is a figure so far from its target that its unit is in doubt?"""
    if target is None or target <= 0 or value <= 0:
        return False
    return value > target * FARTHEST or value < target / FARTHEST


def too_far_excel(expression: str, ref: str, target: Fraction | None, uncovered: str) -> str:
    """An expression of a score, or the text `uncovered` where the value in `ref` is too far from the target."""
    if target is None or target <= 0:
        return expression
    least, most = number(target / FARTHEST), number(target * FARTHEST)
    value = f"ROUND({ref},{GUARD})"
    far = f"AND({value}>0,OR({value}<ROUND({least},{GUARD}),{value}>ROUND({most},{GUARD})))"
    return f"IF({far},{uncovered},{expression})"
