"""Why a row is left to a person, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sheetscore.exact.amounts import percent, plain
from sheetscore.exact.points_in_time import tell_points
from sheetscore.model.profile import Profile
from sheetscore.rules import Rule
from sheetscore.rules.telling.asked import asked_of
from sheetscore.rules.telling.wording_kinds import why_judged
from sheetscore.scoring.by_method import bare_target
from sheetscore.scoring.compiling import BY_DATE, OPEN, QUALITATIVE, tell_not_reached
from sheetscore.scoring.rules_from import why_no_rule
from sheetscore.scoring.shares_of_words import tell_band

_HOW = {"items": "逐项核对是否具备", "count": "核实出现几例", "word": "评定属于哪一等"}


def why_by_person(
    record: Mapping[str, Any], rule: Rule, profile: Profile, points: Decimal
) -> list[str]:
    """The sentence of a row without a score; none where it was said at the beginning."""
    if rule.problems and why_no_rule(record):
        return []
    if rule.problems and record["nature"] == BY_DATE:
        told = ("indicator", "unit", "criteria", "actual", "reason")
        return [f"{tell_points(*(record[key] for key in told))}，由人评定。"]
    if rule.problems and record["nature"] in OPEN:
        return [f"{OPEN[record['nature']]}，由人评定。"]
    if rule.problems:
        return [f"评价标准前后不合：{'；'.join(rule.problems)}。需要人工评定。"]
    if rule.formula is not None and not rule.formula.terms:
        return [_tell_stated(rule, profile)]
    if rule.leftover:
        return [f"{why_judged(rule)}。需要人工评定。"]
    if record["nature"] == QUALITATIVE:
        return [tell_band(record, profile, points)]
    if bare_target(record, rule):
        target = {**record, "criteria": rule.text, "unit": rule.unit or record["unit"]}
        return [f"{tell_not_reached(target)}，需要人工评定。"]
    if asked := asked_of(rule):
        return [f"凭佐证材料填评定依据数：{asked.what}。"]
    if rule.input in _HOW:
        return [f"评价标准已读懂，要由人凭佐证材料{_HOW[rule.input]}。"]
    return ["需要人工评定。"]


def _tell_stated(rule: Rule, profile: Profile) -> str:
    """指标说明: 预算完成率=98.86%, a rate that somebody has computed; what it would score is said, and is no score."""
    assert rule.formula is not None
    value = rule.formula.evaluate({})
    shown = percent(value, 4) if rule.unit == "%" else f"{plain(value, 4)}{rule.unit}"
    told = f"指标说明里的 {shown} 是算好的结果，没有写怎样算，也没有能核对的数"
    exact = rule.score(value)
    would = "" if exact is None else f"，照它应得 {plain(profile.settle(exact))} 分"
    return f"{told}{would}，需要人工评定。"
