"""The rule of one row of a table: its wording, or its target, under the scoring profile of the form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.errors import WordingLimit
from sheetscore.exact.amounts import MONEY_UNITS, fraction
from sheetscore.exact.numerals import half_width
from sheetscore.exact.points_in_time import are_points
from sheetscore.forms import Form
from sheetscore.model.profile import EXECUTION, Profile
from sheetscore.readers.target_table.target_cells import per_cent_sign, unit_behind
from sheetscore.regexes import regex
from sheetscore.rules import Rule, compile_printed, compile_second, compile_several
from sheetscore.rules.clauses.bounds_twice import names_part
from sheetscore.rules.formulas.formula import read_formula
from sheetscore.rules.methods.method import COUNTED, LEAST, MONEY, MOST, Method
from sheetscore.rules.methods.method_reading import read_method
from sheetscore.rules.methods.rounding import stated_places
from sheetscore.rules.methods.step_readings import stated_reading
from sheetscore.rules.shapes.operator_targets import DIRECTIONS
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Segment
from sheetscore.scoring.below_zero import below_zero_open
from sheetscore.scoring.by_method import by_method, by_own_method, left_open, method_of, unread
from sheetscore.scoring.near_target import target_of
from sheetscore.scoring.own.at_odds import at_odds
from sheetscore.scoring.own.counted_cases import counted_cases
from sheetscore.scoring.own.goals import of_no_rate, over_goal, read_goal, with_goal
from sheetscore.scoring.own.own_wording import by_own_figure, by_sentence
from sheetscore.scoring.own.stated_goal import with_stated_goal
from sheetscore.scoring.rules_from import why_no_rule
from sheetscore.scoring.spoken_names import spoken
from sheetscore.words.better_rates import all_is_best, may_count_up, more_is_better
from sheetscore.words.measure_units import PER_CENT
from sheetscore.words.text import name_key

QUALITATIVE = "定性"
BY_DATE, BOTH_BLANK = "日期", "空着"
NO_DIRECTION = "没有写明越大越好还是越小越好"
OPEN = {
    "几项": "几个指标值共用一个分值",
    "几个数": "指标值或完成值有几个",
    BY_DATE: "指标值或完成值是时间点",
    BOTH_BLANK: "指标值和完成值都空着",
    "格式不明": "指标值单元格的格式看不出是多少",
    "百分数不清": "指标值的单位是%，分不清是百分之几还是几倍，请写成 95% 的样子",
    "上标": "指标值里有上标或下标的数字，分不清是数还是注号",
    "单位不符": "指标值的单位和度量单位不是一种量",
    "方向相反": "指标性质和符号的方向相反",
    "与资金行不符": "完成值和资金行算得的率不一样",
    "另有算法": "表上印着自己的得分计算方法，没有读懂，或和指标性质相反",
}
"""指标性质 of a target that a person has to score (readers/target_table/targets.py), and why."""
SMALLER_RATIO = "反向A/B"
"""指标性质 of a smaller-is-better target whose printed 得分计算方法 is A/B."""
AGAINST = "指标性质和指标值的方向相反"
NOT_EXACT = "完成值没有写准确数，超过指标值多少要扣分看不出来"
_AT_LEAST = regex(r"\s*(?:[≥≧>＞]|不低于|不少于)")
_QUANTITY = "数量"  # the name under which a target with a unit is compiled
_WORDS_OF_PER_CENT = regex("百分[比率数]$")
_BARE = regex(r"[\d,]+(?:\.\d+)?")


def compile_row(record: Mapping[str, Any], form: Form) -> Rule:
    """The rule of one indicator; a wording over a limit is handed to a person like one that is not understood.

    Its points go to as many decimals as the notes of the table state (得分保留一位小数).
    """
    rule = _rule_of(spoken(record), form)
    places = stated_places(str(record["method"] or ""))
    return rule if places is None or places >= rule.places else replace(rule, places=places)


def _rule_of(record: Mapping[str, Any], form: Form) -> Rule:
    text, points, name = record["criteria"], record["points"], record["indicator"]
    if why := why_no_rule(record):
        return _judged(text, points, name, form.profile, why)
    if not points and name == EXECUTION and record["claimed"] is None:
        return _worth_nothing(text, name, record["explanation"], form.profile)
    if record["nature"] == QUALITATIVE:
        return _qualitative(text, points, name, form.profile)
    if record["nature"] in OPEN:
        return _judged(text, points, name, form.profile, OPEN[record["nature"]])
    reading = stated_reading(str(record["method"] or "")) or form.profile.reading
    profile, nature = replace(form.profile, reading=reading), record["nature"]
    if profile.over is not None and profile.over.deduct and _AT_LEAST.match(record["actual"]):
        return _judged(text, points, name, profile, NOT_EXACT)
    if nature == SMALLER_RATIO:
        profile, nature = replace(profile, reverse="ratio"), "反向"
    method = method_of(record)
    if name == EXECUTION and not record["beside"] and not record["quantity"]:
        return _money_rule(record, method, profile)
    try:
        rule = _compile(record, nature, profile)
        if not record["quantity"]:
            if odds := at_odds(record):
                return _judged(text, points, name, profile, odds)
            whole = rule.computable and not of_no_rate(rule)
            if whole:
                return over_goal(record, rule)
            own = counted_cases(record, rule) or _by_goal(record, profile)
            met = None if own else _own_method(record, profile)
            if met is not None and _only_where_met(met) and "得分=" not in half_width(text):
                met = by_sentence(record, profile, rule) or met
            return (
                own
                or met
                or _by_second(record, rule, profile)
                or by_sentence(record, profile, rule)
                or rule
            )
        if rule.kind == "judged":
            bare = _counted_up(record, method, profile) or _bare(record, profile) or rule
            if bare.kind == "target":
                return by_method(record, bare, method, "正向", profile)
            return unread(record, method, COUNTED, profile) or bare
        if _against(nature, rule):
            return _judged(text, points, name, form.profile, AGAINST)
        rule = below_zero_open(rule, full_from(rule))
        if rule.kind != "target" or record["nature"] == SMALLER_RATIO:
            return unread(record, method, COUNTED, profile) or rule
        return by_method(record, rule, method, nature, profile)
    except WordingLimit as error:
        return _judged(text, points, name, form.profile, error.message)


def _own_method(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """The 年度指标值 of a row whose 评价标准 is a method for targets of any kind; None where it is not read whole."""
    goal = record["beside"].goal if record["beside"] else ""
    undated = (False, False)
    if not goal or are_points(record["indicator"], record["unit"], goal, record["actual"], undated):
        return None
    unit = per_cent_sign(record["unit"] or unit_behind(goal))
    aim = {**record, "criteria": goal, "unit": unit, "quantity": record["beside"].own}
    method = read_method(record["criteria"])
    rule = _compile(aim, "", profile)
    if rule.kind == "judged":
        rule = _counted_up(aim, method, profile) or _bare(aim, profile) or rule
    if rule.kind == "threshold" and all(
        (way := method.ways.get(kind)) and way.full for kind in (LEAST, MOST)
    ):
        return rule  # reached exactly it is full in either direction
    if rule.kind not in ("target", "threshold"):
        return None
    found = by_own_method(
        {**aim, "criteria": record["criteria"]}, below_zero_open(rule, full_from(rule)), ""
    )
    places = stated_places(record["criteria"])
    if found is None or places is None:
        return found
    return replace(found, places=min(found.places, places))


def _only_where_met(rule: Rule) -> bool:
    """A bare target under a method scores where it is met exactly; the sentences may say what the rest scores."""
    return isinstance(rule.shape, Ladder) and all(
        segment.interval.low == segment.interval.high for segment in rule.shape.segments
    )


def _money_rule(record: Mapping[str, Any], method: Method, profile: Profile) -> Rule:
    """The rule of the row 年度资金总额: by the wording that the table gives for it, else as it stands."""
    if open_ := unread(record, method, (MONEY,), profile):
        return open_
    rule = _compile(record, record["nature"], profile)
    found = rule if rule.computable else _by_second(record, rule, profile)
    return found or left_open(record, [record["criteria"]], profile)


def _by_goal(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """A wording that speaks of the 年度指标值 in its row (goals.py)."""

    def compiled(text: str, name: str) -> Rule:
        return compile_printed(
            text, record["points"], name, explanation=record["explanation"],
            reading=profile.reading, reverse=profile.reverse, places=profile.rule_places,
        )  # fmt: skip

    rule = with_goal(record, compiled) or by_own_figure(record, profile)
    stated = None if rule else with_stated_goal(record)
    if stated is None:
        return rule
    rule = with_goal(stated, compiled) or by_own_figure(stated, profile)
    return rule and replace(rule, text=record["criteria"])


def _by_second(record: Mapping[str, Any], rule: Rule, profile: Profile) -> Rule | None:
    """A wording that compares with a second figure, or has several (rules/clauses/second_figure.py, several_figures.py)."""
    text, points, name = record["criteria"], record["points"], record["indicator"]
    explained, places = str(record["explanation"] or ""), profile.rule_places
    found = None
    goal = read_goal(record["beside"].goal) if record["beside"] else None
    part = names_part(text) and not (goal is not None and goal.value == 1)
    if not part and (rule.kind == "judged" or (rule.kind == "violations" and goal)):
        found = compile_second(
            text, points, name, explanation=explained, goal=goal.sign if goal else None,
            goal_value=goal.value if goal else None, reading=profile.reading, places=places,
        )  # fmt: skip
        found = found and replace(found, instead=rule if rule.kind == "violations" else None)
    if found is None and rule.kind in ("judged", "checklist"):
        found = compile_several(text, points, name, explanation=explained, reading=profile.reading, places=places)  # fmt: skip
        found = found and replace(found, instead=rule if rule.kind == "checklist" else None)
    return found


def _judged(text: str, points: Decimal, name: str, profile: Profile, why: str) -> Rule:
    return Rule(
        text, fraction(points), name, "judged", "judged", "none", problems=(why,),
        reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip


def _compile(record: Mapping[str, Any], direction: str, profile: Profile) -> Rule:
    """The rule of a target. It may be counted in any unit (场, 厘米, 次/月): compiled without, where the wordings know none such.

    A target with its unit is a quantity, whatever the last character of its name: only % makes a rate of 水标尺宽度 or 巡查频率.
    """
    text, unit, name = record["criteria"], record["unit"], record["indicator"]
    rule = _compile_text(text, record, direction, profile)
    if rule.kind != "judged" or not record["quantity"] or unit in MONEY_UNITS:
        return rule
    if unit == PER_CENT:
        plain = _WORDS_OF_PER_CENT.sub(PER_CENT, text)
        return rule if plain == text else replace(_compile_text(plain, record, direction, profile), text=text)  # fmt: skip
    bare = _without_unit(text, unit) if unit else text
    if unit and name.endswith("率") and more_is_better(name):
        return rule  # 覆盖率 ≥50米 is none of the two
    if bare is None or (not unit and not _BARE.fullmatch(half_width(bare))):
        return rule
    counted = _compile_text(bare, {**record, "indicator": _QUANTITY}, direction, profile)
    if counted.kind == "judged":
        return rule
    return replace(counted, text=text, unit=unit, name=rule.name)


def _without_unit(text: str, unit: str) -> str | None:
    """≥50厘米 → ≥50, ≥50厘米以上 → ≥50以上; None where the unit stands behind no number."""
    found = re.fullmatch(rf"(.*\d)\s*{re.escape(unit)}((?:及?以[上下内])?)", text, re.DOTALL)
    return f"{found[1]}{found[2]}" if found else None


def _compile_text(text: str, record: Mapping[str, Any], direction: str, profile: Profile) -> Rule:
    return compile_printed(
        text, record["points"], record["indicator"], explanation=record["explanation"],
        direction=direction, reading=profile.reading, reverse=profile.reverse, places=profile.rule_places,
    )  # fmt: skip


def _worth_nothing(text: str, name: str, explanation: str, profile: Profile) -> Rule:
    """The row of the money without a 分值: its rate is worked out, and nothing hangs on it."""
    shape = Ladder((Segment(Interval(Fraction(0), True, None, False), Fixed(Fraction(0))),))
    return Rule(
        text, Fraction(0), name, "proportional", "proportional", "rate", shape,
        formula=read_formula(explanation, name).formula, reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip


def _qualitative(text: str, points: Decimal, name: str, profile: Profile) -> Rule:
    """A 定性 indicator: the word of what was done gives a band, and a person the score in it."""
    return Rule(
        text, fraction(points), name, "graded", "graded", "word",
        reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip


def _counted_up(record: Mapping[str, Any], method: Method, profile: Profile) -> Rule | None:
    """A bare target of a 数量指标 (25公里) whose table says what reached, and what short of it, scores: the more the better."""
    stated = method.says_all(LEAST) and method.ways[LEAST].missed in ("ratio", "share")
    counts = "数量" in f"{record['level1']}{record['level2']}" and record["unit"] not in (
        "",
        PER_CENT,
    )
    unclear = record["nature"] or not may_count_up(name_key(record["indicator"]))
    if unclear or not stated or not counts:
        return None
    rule = _compile(record, "正向", profile)
    return rule if full_from(rule) is not None else None


def _bare(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """A target without sign and nature (100%): what reaches it exactly scores full in either direction, the rest is open."""
    assumed = [_compile(record, direction, profile) for direction in DIRECTIONS]
    edge = full_from(assumed[0]) if all(rule.kind == "target" for rule in assumed) else None
    if edge is None and (rule := assumed[1]).kind == "target" and target_of(rule) == 0:
        edge = Fraction(0)  # 0起: nothing can be more than reached from below
    if edge is None:
        return None
    if record["unit"] == PER_CENT and more_is_better(record["indicator"]):
        return _compile(record, "正向", profile)
    if edge == 1 and record["unit"] == PER_CENT and all_is_best(record["indicator"]):
        return _up_to(_compile(record, "正向", profile), edge)
    rule = assumed[0] if edge else assumed[1]
    only = Segment(Interval(edge, True, edge, True), Fixed(rule.points))
    return Rule(
        rule.text, rule.points, rule.name, "threshold", "threshold", rule.input, Ladder((only,)), rule.unit,
        reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip


def _up_to(rule: Rule, edge: Fraction) -> Rule:
    """More than all of a budget spent: a person decides."""
    assert isinstance(rule.shape, Ladder)
    full = Segment(Interval(edge, True, edge, True), Fixed(rule.points))
    below = [each for each in rule.shape.segments if each.interval.low != edge]
    return replace(rule, shape=replace(rule.shape, segments=(*below, full)))


def _against(nature: str, rule: Rule) -> bool:
    """正向 beside ≤5, 反向 beside ≥95%: one of the two is wrong."""
    if rule.kind != "target":
        return False
    larger = full_from(rule) is not None
    return nature == ("反向" if larger else "正向")


def assumed_at_least(row: Any) -> bool:
    """Did it matter that a bare target (90%) of a calculated row was read as ≥, because it is that of a rate of which more is better?"""
    bare = not row.nature and _BARE.fullmatch(half_width(row.criteria).removesuffix(PER_CENT))
    edge = full_from(row.rule) if row.quantity and bare and row.rate is not None else None
    return edge is not None and row.rate != edge


def tell_not_reached(record: Mapping[str, Any]) -> str:
    """Why a bare target that is not reached exactly says nothing of the score."""
    text = str(record["criteria"])
    unit = "没有写单位，也" if not record["unit"] else ""
    return f"指标值 {text} {unit}{NO_DIRECTION}，没有正好达到"


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
