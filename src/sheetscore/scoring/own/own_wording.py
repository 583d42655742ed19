"""A wording that speaks of the row's own cells: its target without the number (达到目标值), its 完成值 as a number of cases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, fraction, plain
from sheetscore.exact.numerals import half_width
from sheetscore.model.profile import Profile
from sheetscore.regexes import regex
from sheetscore.rules import Rule, compile_printed, unread
from sheetscore.rules.compiler import sentences_once
from sheetscore.rules.formulas.formula import Formula, read_formula
from sheetscore.rules.paraphrase.asides import loses_limits
from sheetscore.rules.paraphrase.count_words import counted_text
from sheetscore.rules.paraphrase.durations import lasts
from sheetscore.rules.paraphrase.money_steps import several_money_units
from sheetscore.rules.paraphrase.paraphrase import paraphrase
from sheetscore.rules.paraphrase.quantity_words import unit_counted
from sheetscore.rules.paraphrase.short_of_goal import short_of_goal
from sheetscore.rules.paraphrase.stated_targets import owed_as_full
from sheetscore.rules.paraphrase.target_words import with_target
from sheetscore.rules.sentences.wording_row import Target
from sheetscore.rules.tokens.patterns import UNITS
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.scoring.own.goals import MEASURED, Goal, read_goal
from sheetscore.words.text import clean, name_key

_COUNT = regex(r"\d[\d,]*\s*(?P<unit>[\u4e00-\u9fff]{0,3})")

_FIGURE = regex(
    r"(?:-?\d[\d,]*(?:\.\d+)?|[零一二两三四五六七八九十百]+)\s*(?P<unit>%|[\u4e00-\u9fff㎡]{0,4})"
)
_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_FARTHEST = Fraction(500)
_TO_HUNDRED = regex("性别比(?:水平|情况)*$")
_FEWEST = 50
_CASE_UNITS = regex(
    r"(?:\d|[一二两三])\s*(人次|家次|户次|场次|批次|[起件次例处人户家个项篇份座场期批宗条名笔张本])"
)
_CASES = frozenset("起次例件宗笔")
_WHOLE = frozenset("个件次起例宗项家户人名份篇处座所台套辆")
_MOST_COUNTED = 1_000_000
_DONE = "完成数"
"""A name under which any count may be compiled."""
_STEPS = regex(
    r"每(?:低于|少于|多于|高于|超过|超出|少|多|超|低|高)(?:[\u4e00-\u9fff]{2,6}?)?\d+(?:\.\d+)?(?P<unit>[\u4e00-\u9fff]{1,3}?)(?=的?,?[，扣])"
)


def by_own_figure(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """The rule of a row with a 完成值 whose wording names the target of the row, or counts; None for any other."""
    if not record["beside"]:
        return None
    return (
        _with_target(record, profile)
        or _counted(record, profile)
        or _owed(record, profile)
        or _short(record, profile)
        or _plainly(record, profile)
    )


def _owed(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """应帮扶30户，每少帮扶1户扣0.5分 of a row that counts them; a 年度指标值 beside it has to say the same."""
    text, name = record["criteria"], record["indicator"]
    goal = read_goal(record["beside"].goal)
    if goal is not None and goal.unit in UNITS and not unit_counted(name)[1]:
        name = f"{name}（{goal.unit}）"  # what the target counts
    found = owed_as_full(text, name, fraction(record["points"]))
    if not found or loses_limits(clean(text).text, found, name):
        return None
    rule = _compiled(found, record, profile)
    if not rule.computable or (goal is not None and rule.score(goal.value) != rule.points_decimal):
        return None
    if goal is not None and rule.score(goal.value - 1) == rule.points_decimal:
        return None
    return replace(rule, text=text)


def _short(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """每少召开一次扣0.1分 beside ≥6次, where the 完成值 counts the same: 4次 is two short of it."""
    goal, shown = read_goal(record["beside"].goal), half_width(str(record["actual"])).strip()
    counted = _COUNT.fullmatch(shown)
    if goal is None or counted is None or goal.sign not in ("≥", "") or not goal.is_least:
        return None
    if goal.value.denominator != 1 or goal.value > _MOST_COUNTED:
        return None
    if counted["unit"] not in ("", goal.unit) or not fraction(
        _NUMBER.findall(shown)[0].replace(",", "")
    ):
        return None
    points = fraction(record["points"])
    text = short_of_goal(
        record["criteria"], name_key(record["indicator"]), points, plain(goal.value), goal.unit
    )
    if not text:
        return None
    counting = {**record, "indicator": f"{_DONE}（{goal.unit}）"}
    rule = _compiled(text, counting, profile)
    if not rule.computable or rule.score(goal.value) != rule.points_decimal:
        return None
    return replace(rule, text=record["criteria"], name=str(record["indicator"]))


def _plainly(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """按时报送得3分，每逾期1天扣0.5分 of a row that measures the days: what a person would count is its own figure."""
    if not lasts(record["indicator"]):
        return None
    found = paraphrase(record["criteria"], record["indicator"], fraction(record["points"]))
    rule = _compiled(found.text, record, profile) if found is not None and not found.unit else None
    if rule is None or not rule.computable or rule.formula is not None:
        return None
    return replace(rule, text=record["criteria"])


def _compiled(
    text: str, record: Mapping[str, Any], profile: Profile, inverse: bool = False
) -> Rule:
    return compile_printed(
        text, record["points"], record["indicator"], explanation=record["explanation"],
        reading=profile.reading, reverse="ratio" if inverse else profile.reverse, places=profile.rule_places,
    )  # fmt: skip


def _with_target(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """达到目标值得满分 with the 年度指标值 in its place."""
    goal = read_goal(record["beside"].goal)
    name = name_key(record["indicator"])
    if goal is None or goal.value <= 0:
        return None
    rate = goal.unit == "%"
    of_rate = name.endswith(("率", "度")) and not name.endswith(MEASURED)
    if not rate and of_rate and goal.unit in ("", *UNITS):
        return None
    unit = goal.unit or _unit_of_steps(record["criteria"])
    known = rate or unit in UNITS
    number = plain(goal.value * 100 if rate else goal.value, 9)
    found = with_target(record["criteria"], name, goal.sign, number, unit, known)
    if found is None:
        return None
    rule = _compiled(found.text, record, profile, found.inverse)
    if not rule.computable or (found.unit and rule.unit):
        return None
    by_target = re.search(rf"分值?=[^,;。]*/{re.escape(number)}(?![\d.])", found.text)
    if by_target and rule.score(goal.value) != rule.points_decimal:
        return None  # 得分=完成数/目标数×2 in a row of 20 points
    return replace(rule, text=record["criteria"], unit=found.unit or rule.unit, kind=_kind(rule))


def _unit_of_steps(text: str) -> str:
    """件 of 每少1件扣1分, beside a target of 10: the target is counted as the steps are."""
    units = {match["unit"] for match in _STEPS.finditer(half_width(text))}
    return units.pop() if len(units) == 1 and units <= {*UNITS} else ""


def _kind(rule: Rule) -> Any:
    """A rule read from a wording is no target of the table."""
    return "proportional" if rule.kind == "target" else rule.kind


def _counted(record: Mapping[str, Any], profile: Profile) -> Rule | None:
    """每发生1起扣1分, where the 完成值 is how many there were."""
    shown = half_width(str(record["actual"])).strip()
    counted = _COUNT.fullmatch(shown)
    if counted is None or name_key(record["indicator"]).endswith(("率", "度")):
        return None
    units = _CASE_UNITS.findall(half_width(record["criteria"]))
    if counted["unit"] and units and counted["unit"] not in units:
        return None  # 1次 under 每发生1起
    text, unit = counted_text(record["criteria"], record["indicator"], fraction(record["points"]))
    goal = read_goal(record["beside"].goal)
    if goal is not None and goal.is_least and "每超过" in text:
        return None  # 每多1次 beside ≥4次: the row counts what was to be done, and no cases
    rule = _compiled(text, record, profile) if text else None
    if rule is None or not rule.computable:
        return None
    return replace(rule, text=record["criteria"], unit=unit or rule.unit)


def _formula_alone(record: Mapping[str, Any], before: Rule) -> Formula | None:
    """The formula of a rate whose wording was not understood, where no 完成值 stands beside it."""
    formula = before.formula
    if record["beside"] or before.kind != "judged" or formula is None:
        return None
    return formula if formula.factor is None and not formula.bare else None


_SHARED = (*RATE_ENDINGS, "情况", "进度", "水平", "性", "落实", "绩效", "结果", "目标", "任务")


def _may_be_amount(record: Mapping[str, Any], goal: Goal | None) -> bool:
    """Is a number without % beside a wording of shares perhaps the amount that the row is named after, and no share of it?"""
    if goal is not None and goal.unit == "%":
        return False
    named = name_key(str(record["indicator"])).endswith(_SHARED)
    return not named and "%" not in half_width(f"{record['actual']}{record['unit']}")


def _may_be_share(record: Mapping[str, Any], goal: Goal | None) -> bool:
    """Is a number that names no money, of a row that measures an amount of it, far from the target and perhaps a share in per cent?"""
    written = half_width(f"{record['actual']}{record['unit']}")
    if goal is None or not goal.unit.endswith("元") or "元" in written:
        return False
    number = _NUMBER.fullmatch(written.strip())
    if number is None:
        return False
    said = fraction(number.group().replace(",", ""))
    return said <= _FULL_SHARE and said <= goal.value / 2


_FULL_SHARE = 120
_MONEY = regex(r"[\d.,]+\s*(?P<unit>[万亿千百]?元)")


def _sized(record: Mapping[str, Any], goal: Goal) -> Fraction:
    """How much of the target's unit of money the 完成值 is written in: 880000元 beside 100万元."""
    written = _MONEY.fullmatch(half_width(str(record["actual"])).strip())
    if written is None or not {written["unit"], goal.unit} <= MONEY_UNITS.keys():
        return Fraction(1)
    return fraction(MONEY_UNITS[written["unit"]]) / fraction(MONEY_UNITS[goal.unit])


def _with_printed(rule: Rule, before: Rule, record: Mapping[str, Any]) -> Rule:
    """The rule with the formula printed behind its bands: ≥98%得15分；…。预算执行率=实际支出数÷资金总额×100%."""
    own = before.formula
    plain = rule.unit == "%" and rule.formula is None and not rule.quantities and rule.computable
    if (
        not plain
        or own is None
        or own.factor is not None
        or own.name != name_key(record["indicator"])
    ):
        return rule
    return replace(rule, formula=own)


def by_sentence(record: Mapping[str, Any], profile: Profile, before: Rule) -> Rule | None:
    """Any other wording, read sentence by sentence, with the 年度指标值 of the row where it has one."""
    asks = not record["beside"] and not unread(
        before
    )  # what a person counts or grades stays what it is
    explained = before.formula is not None and (
        not record["beside"] or read_formula(record["explanation"], record["indicator"]).formula
    )
    over = _formula_alone(record, before)
    if before.exception or (over is None and (asks or explained)):
        return None
    goal = read_goal(record["beside"].goal) if record["beside"] else None
    told = goal is not None and goal.sign not in (">", "<")  # ＞6次 is not reached by 6次
    target = Target(goal.sign, goal.value, goal.unit) if goal is not None and told else None
    rule = sentences_once(
        record["criteria"], record["indicator"], fraction(record["points"]), target,
        own=bool(record["beside"]) or over is not None, reading=profile.reading, places=profile.rule_places,
    )  # fmt: skip
    if rule is not None and over is not None:
        ladder = rule.unit == "%" and rule.formula is None and not rule.quantities
        return replace(rule, formula=over) if ladder and rule.computable else None
    if rule is None or not record["beside"]:
        return rule
    rule = _with_printed(rule, before, record)
    if rule.unit == "%" and _may_be_amount(record, goal):
        return None  # 0.88 of 建设内容完成量
    shown = _NUMBER.search(half_width(str(record["actual"])))
    to_hundred = shown is not None and _TO_HUNDRED.search(name_key(record["indicator"])) is not None
    if to_hundred and shown and fraction(shown.group().replace(",", "")) < _FEWEST:
        return None  # 1.07 beside 107
    if several_money_units(clean(record["criteria"]).text) and "元" not in str(record["actual"]):
        return None
    if _may_be_share(record, goal):
        return None  # 96 beside 10000万元
    if goal is not None and goal.unit != "%" and shown is not None:
        number = fraction(shown.group().replace(",", "")) * _sized(record, goal)
        if number and goal.value and not 1 / _FARTHEST < number / goal.value < _FARTHEST:
            return None  # 11000 beside 1.2万人 is counted in another unit
    if shown is not None and rule.unit in _WHOLE and re.search(r"\.\d*[1-9]", shown.group()):
        return None if "万" not in str(record["actual"]) else rule  # 7.5个
    shown = _FIGURE.fullmatch(half_width(str(record["actual"])).strip())
    written = (
        shown["unit"].removeprefix("个")
        if shown is not None and len(shown["unit"]) > 1
        else shown["unit"]
        if shown
        else ""
    )
    below = half_width(str(record["actual"])).strip().startswith("-")
    if below and rule.unit in {*_WHOLE, *_CASES}:
        return None  # -2起
    if rule.unit == "" and written in _CASES:
        return replace(rule, unit=written)
    if rule.unit in _CASES and (shown is None or written not in ("", rule.unit)):
        return None  # 1次 or 约1起 under 每发生1起
    return rule
