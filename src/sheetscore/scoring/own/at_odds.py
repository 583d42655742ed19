"""A wording whose own target is not that of the row: 达到目标值（95%） beside a 年度指标值 of 90%. A person says which counts."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import fraction
from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.stated_targets import StatedTarget, stated_targets
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS
from sheetscore.scoring.own.goals import read_goal
from sheetscore.words.text import clean, name_key

_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_SPEAKS = regex("目标|指标值|计划|任务|每[低少缺高超多]")
_SHARE = regex(r"完成(?:年度|绩效)?(?:目标任务|目标|计划|任务)(?:值|数)?的\d")
_HUNDRED = fraction(100)


def at_odds(record: Mapping[str, Any]) -> str:
    """Why the targets of a row do not agree; "" where they do, or only one is stated."""
    stated = stated_targets(record["criteria"])
    if _just_reaches(record):
        return "指标值写的是大于（小于），完成值正好是这个数，算不算达到没有写明"
    if _share_of_rate(record):
        return "评价标准说的是完成目标的几成，指标值不是 100%，分不清是目标的还是计划的"
    if not stated:
        return ""
    if len({(each.number, each.unit) for each in stated}) > 1:
        return f"评价标准里的目标值前后不同：{'、'.join(each.shown for each in stated)}"
    goal = record["beside"].goal if record["beside"] else ""
    if goal and not _agrees(stated[0], goal):
        return f"评价标准里的目标值是{stated[0].shown}，年度指标值是{goal}"
    return ""


def _just_reaches(record: Mapping[str, Any]) -> bool:
    """6次 beside ＞6次, under a wording that speaks of the target."""
    if not record["beside"] or _SPEAKS.search(str(record["criteria"])) is None:
        return False
    goal, done = read_goal(record["beside"].goal), read_goal(str(record["actual"]))
    if goal is None or done is None or goal.sign not in (">", "<"):
        return False
    return goal.value == done.value and done.unit in ("", goal.unit)


def _share_of_rate(record: Mapping[str, Any]) -> bool:
    """完成目标的90%得9分 of a 完成率 whose target is 90 %: what was done of the plan, or of the target?"""
    if not record["beside"] or not name_key(record["indicator"]).endswith(COMPLETION_ENDINGS):
        return False
    goal = read_goal(record["beside"].goal)
    return (
        goal is not None
        and goal.unit == "%"
        and goal.value != 1
        and bool(_SHARE.search(clean(record["criteria"]).text))
    )


def _agrees(stated: StatedTarget, shown: str) -> bool:
    goal = read_goal(shown)
    number = fraction(stated.number)
    if goal is None:
        numbers = _NUMBER.findall(half_width(shown))
        return not numbers or number in [fraction(each.replace(",", "")) for each in numbers]
    if (
        stated.sign
        and goal.sign
        and stated.sign[0] != goal.sign.replace(">", "≥").replace("<", "≤")
    ):
        return False
    return _same_number(number, stated.unit, goal.value, goal.unit)


def _same_number(number: Fraction, unit: str, value: Fraction, goal_unit: str) -> bool:
    """95% and 95%; 95% and 0.95 or 95 without a sign; 12个 and 12. Other units have to be the same."""
    if unit == "%":
        return number / _HUNDRED == value or (not goal_unit and number == value)
    if goal_unit == "%":
        return not unit and number / _HUNDRED == value
    same = unit == goal_unit or not unit or not goal_unit or unit.startswith(goal_unit)
    return number == value and (same or goal_unit.startswith(unit))
