"""The rule of one row of a table: its wording, or its target, under the scoring profile of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.amounts import MONEY_UNITS, fraction
from sheetscore.errors import WordingLimit
from sheetscore.forms import Form
from sheetscore.profile import Profile
from sheetscore.rules import Rule, compile_criteria
from sheetscore.rules.shapes import Fixed, Interval, Ladder, Segment
from sheetscore.rules.targets import DIRECTIONS

QUALITATIVE, SEVERAL = "定性", "几项"
NO_DIRECTION = "没有写明越大越好还是越小越好"


def compile_row(record: Mapping[str, Any], form: Form) -> Rule:
    """The rule of one indicator; a wording over a limit is handed to a person like one that is not understood."""
    text, points, name = record["criteria"], record["points"], record["indicator"]
    if record["nature"] == QUALITATIVE:
        return _qualitative(text, points, name, form.profile)
    if record["nature"] == SEVERAL:
        return _judged(text, points, name, form.profile, "几个指标值共用一个分值")
    try:
        rule = _compile(record, record["nature"], form.profile)
        if rule.kind == "judged" and record["quantity"]:
            return _bare(record, form.profile) or rule
        return rule
    except WordingLimit as error:
        return _judged(text, points, name, form.profile, error.message)


def _judged(text: str, points: Decimal, name: str, profile: Profile, why: str) -> Rule:
    return Rule(
        text, fraction(points), name, "judged", "judged", "none", problems=(why,),
        reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip


def _compile(record: Mapping[str, Any], direction: str, profile: Profile) -> Rule:
    """A target may be counted in any unit (场, 家次): it is compiled without where the unit is none of the wordings'."""
    text, unit = record["criteria"], record["unit"]
    rule = _compile_text(text, record, direction, profile)
    if rule.kind != "judged" or not record["quantity"] or unit in ("", "%", *MONEY_UNITS):
        return rule
    if not text.endswith(unit):
        return rule
    counted = _compile_text(text.removesuffix(unit), record, direction, profile)
    return counted if counted.kind == "judged" else replace(counted, text=text, unit=unit)


def _compile_text(text: str, record: Mapping[str, Any], direction: str, profile: Profile) -> Rule:
    return compile_criteria(
        text, record["points"], record["indicator"], explanation=record["explanation"],
        direction=direction, reading=profile.reading, reverse=profile.reverse, places=profile.rule_places,
    )  # fmt: skip


def _qualitative(text: str, points: Decimal, name: str, profile: Profile) -> Rule:
    """A 定性 indicator: the word of what was done gives a band, and a person the score in it."""
    return Rule(
        text, fraction(points), name, "graded", "graded", "word",
        reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip


def _bare(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """A target without sign and nature (100%): what reaches it exactly scores full in either direction, the rest is open."""
    assumed = [_compile(record, direction, profile) for direction in DIRECTIONS]
    edge = full_from(assumed[0]) if all(rule.kind == "target" for rule in assumed) else None
    if edge is None:
        return None
    rule = assumed[0]
    only = Segment(Interval(edge, True, edge, True), Fixed(rule.points))
    return Rule(
        rule.text, rule.points, rule.name, "threshold", "threshold", rule.input, Ladder((only,)), rule.unit,
        reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip


def full_from(rule: Rule) -> Fraction | None:
    """The value from which on a larger-is-better target scores full; None for any other rule."""
    if rule.kind != "target" or not isinstance(rule.shape, Ladder):
        return None
    last = rule.shape.segments[-1]
    full = isinstance(last.outcome, Fixed) and last.outcome.score == rule.points
    return last.interval.low if full and last.interval.high is None else None


def excess_from(rule: Rule, profile: Profile) -> Fraction | None:
    """The value from which on the profile calls a target exceeded too far; None where it does not."""
    edge = full_from(rule)
    if profile.over is None or edge is None or edge <= 0:
        return None
    return edge * fraction(profile.over.share)
