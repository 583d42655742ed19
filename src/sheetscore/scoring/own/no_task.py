"""若实施方案没有该项建设任务的，不扣分: a row that says so in its target, with a nil mark for what was done, has its full points.

The sentence says nothing of a row whose target is a number: there it is left out of the wording. 国土综合整治项目绩效评价指标表.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, fraction
from sheetscore.exact.numerals import half_width, is_nil
from sheetscore.model.figure import Input, Key
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.compiler import sentences_once
from sheetscore.rules.sentences.wording_row import Target
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Segment
from sheetscore.scoring.binding import OWN_QUANTITY, Bound
from sheetscore.scoring.own.goals import read_goal
from sheetscore.words.text import name_key

_PLAN = "实施方案|建设方案|项目计划|年度计划|计划|方案|任务书"
_NONE_SUCH = (
    rf"(?:(?P<plan>{_PLAN})(?:中|里)?)?(?:没有|无|未安排|未下达|未设|不涉及)(?:该项|此项|本项|这项|该|此)?"
    r"(?:建设|工作|整治|修复)?任务"
)
_SENTENCE = regex(
    rf"(?:^|(?<=[。；;\n]))\s*(?:[(（]?\d\s*[.、．)）]\s*)?(?:若|如果|如)?{_NONE_SUCH}的?[,，](?:不扣分|(?:按|得|计|记)(?:该项)?满分(?:计算?|计分)?)\s*(?:[。；;\n]|$)"
)
_SAYS_NONE = regex(rf"(?:本项目?|经批准的)?{_NONE_SUCH}")


def without_no_task(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record of a row with a target without that sentence; as it is where it has none, or no number for a target."""
    text = str(record["criteria"] or "")
    found = _SENTENCE.search(text) if record["beside"] else None
    if found is None:
        return record
    goal = read_goal(record["beside"].goal)
    if goal is None or goal.value <= 0:
        return record
    return {**record, "criteria": _left(text, found)}


def _left(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]}{text[found.end() :]}".strip()


def with_no_task(record: Mapping[str, Any], rule: Rule) -> Bound | None:
    """The full points of a row for which the plan has no task; None where its cells do not say that, or the wording says more."""
    if not record["beside"] or not record["actual_cell"]:
        return None
    text, goal = str(record["criteria"] or ""), str(record["beside"].goal)
    found = _SENTENCE.search(text)
    none_done = is_nil(half_width(str(record["actual"])).strip())
    if found is None or not none_done or not record["beside"].goal_cell:
        return None
    said = _SAYS_NONE.fullmatch(re.sub(r"[\s。]", "", goal))
    if said is None or (said["plan"] and found["plan"] and said["plan"] != found["plan"]):
        return None
    name, unit = str(record["indicator"]), str(record["unit"] or "")
    target = Target("", Fraction(1), unit)
    if not sentences_once(
        _left(text, found), name, fraction(record["points"]), target, own=True
    ):  # the rest has to be a rule that a target would have scored by
        return None
    full = Segment(Interval(Fraction(0), True, Fraction(0), True), Fixed(rule.points))
    told = replace(
        rule, kind="threshold", looks_like="threshold", input="quantity", unit=unit, problems=(), leftover=(), exception=False,
        formula=None, shape=Ladder((full,)),
    )  # fmt: skip
    figure = Input(
        name, Key(name_key(name), OWN_QUANTITY, 0), decimal(0), unit, "value", record["sheet"], record["actual_cell"],
        part=str(record["actual"]).strip(),
    )  # fmt: skip
    note = f"年度指标值写明“{goal}”（{record['sheet']}!{record['beside'].goal_cell}），完成值是“{record['actual']}”，按评价标准不扣分。"
    return Bound(told, (figure,), {name: Fraction(1)}, (note,))
