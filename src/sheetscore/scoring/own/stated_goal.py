"""The target of a row that has no 年度指标值, as its wording states it: 计划改造14座，完成计划得满分."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import loses_limits
from sheetscore.rules.paraphrase.quantity_words import unit_counted
from sheetscore.rules.paraphrase.stated_targets import StatedTarget, leading_target, without_stated
from sheetscore.words.text import clean, name_key
from sheetscore.words.vocabulary import pattern

_PLAN = pattern(
    r"(?:年度|{all_year}|{this_year}|{opening})?(?:计划|目标任务|目标值?|任务数?)(?:为|是|:)?(?P<verb>[\u4e00-\u9fff]{0,14}?)(?:为|是|:)?(?P<goal>\d[\d,]*(?:\.\d+)?[\u4e00-\u9fff㎡]{1,3})[。.;]?"
)
_TARGET = pattern(
    r"(?:年度|{all_year}|{this_year})?(?:绩效)?(?:目标值|指标值|目标):(?P<goal>[≥≤<>]?\d[\d,]*(?:\.\d+)?(?:%|[\u4e00-\u9fff㎡]{1,3}))[。.;]?"
)
"""目标值：≥330天。: nothing but the target stands there."""
_FEWEST_OF_NAME = 5
_VERBS = frozenset(["完成", "举办", "开展", "组织", "建设", "实施"])
_COUNT = regex(r"\d[\d,]*(?:\.\d+)?\s*(?P<unit>[\u4e00-\u9fff㎡]{0,4})")
_MONEY = regex("资金|投资|成本|费|金额|收入|支出|产值|额|价|款")


def with_stated_goal(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The row as if its 年度指标值 were what its wording states (目标值12个。达到目标值得满分); None where it states none.

    The target has to be counted as the row is: 计划投资500万元 is none of a 新建公厕数.
    """
    beside = record["beside"]
    stated = leading_target(record["criteria"]) if beside else None
    if stated is None and (explained := _explained(record)):
        return {**record, "beside": beside._replace(goal=explained)}
    if stated is None:
        plain_text = without_stated(record["criteria"])
        if not beside or not beside.goal or plain_text == clean(record["criteria"]).text:
            return None
        return {**record, "criteria": plain_text}
    lost = loses_limits(clean(record["criteria"]).text, stated.rest, record["indicator"])
    if lost or not _same_things(stated, record) or not stated.rest:
        return None
    return {**record, "criteria": stated.rest, "beside": beside._replace(goal=stated.shown)}


def _explained(record: Mapping[str, Any]) -> str:
    """160场 of 年度计划演出160场 in the 指标说明, where no cell and no wording states a target; "" for any other text."""
    if not record["beside"] or str(record["beside"].goal).strip():
        return ""
    explained = re.sub(r"\s", "", half_width(str(record["explanation"] or "")))
    if whole := _TARGET.fullmatch(explained):
        return whole["goal"]
    found = _PLAN.fullmatch(explained)
    if found is None:
        return ""
    name, verb = name_key(record["indicator"]), found["verb"]
    same = not verb or verb in name or verb in _VERBS or _shortens(verb, name)
    return found["goal"] if same else ""


_TURNS = regex("[未不没无非改扩停拆退撤除]")
"""What makes of the name that is left another thing: 未参保人数, 改建里程."""


def _shortens(said: str, name: str) -> bool:
    """新增公办学位 of 新增公办幼儿园学位: the name with words left out in the middle, not at its beginning or its end."""
    if len(said) < _FEWEST_OF_NAME or said[:2] != name[:2] or said[-2:] != name[-2:]:
        return False
    letters = iter(name)
    if not all(char in letters for char in said):
        return False
    left = re.sub(f"[{re.escape(said)}]", "", name)
    return _TURNS.search(left) is None


def _same_things(stated: StatedTarget, record: Mapping[str, Any]) -> bool:
    name = name_key(record["indicator"])
    if stated.unit == "%" or not stated.unit:
        return not stated.verb
    _, own = unit_counted(record["indicator"])
    if (
        own
        and own != stated.unit
        and not (own.startswith(stated.unit) or stated.unit.startswith(own))
    ):
        return False
    if stated.unit in MONEY_UNITS and not _MONEY.search(name):
        return False
    counted = _COUNT.fullmatch(half_width(str(record["actual"])).strip())
    shown = counted["unit"] if counted else ""
    return not shown or shown == stated.unit or shown.startswith(stated.unit)


def shown_goal(record: Mapping[str, Any]) -> str:
    """The 年度指标值 of the row, or where it has none the target that its wording states; "" for neither."""
    goal = str(record["beside"].goal)
    stated = None if goal.strip() else with_stated_goal(record)
    return goal if stated is None else str(stated["beside"].goal)
