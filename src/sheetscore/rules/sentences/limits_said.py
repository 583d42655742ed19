"""Where points end, what the row is worth, what a word of the wording means (偏差率=…)."""

from __future__ import annotations

import re
from dataclasses import replace

from sheetscore.exact.amounts import fraction
from sheetscore.rules.plain.prints import N
from sheetscore.rules.sentences.clause_patterns import (
    BETWEEN,
    DEFINED,
    EMPTY,
    FLOOR,
    FROM_FULL,
    LINE_FLOOR,
    MOST,
    MOST_ADDED,
    MOST_OFF,
    NO_MORE,
    PLANNED,
    STARTED,
    UNTIL,
    WHOLE_AT_MOST,
    WORTH,
)
from sheetscore.rules.sentences.clause_records import (
    Clauses,
    Given,
)
from sheetscore.rules.sentences.stretch_records import Stretch
from sheetscore.rules.sentences.wording_row import Asked, Target


def read_limits(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    if match := UNTIL.match(said, at):
        found.until = True
        found.to_zero = found.to_zero or "0" in match.group()
        return match.end()
    if match := MOST_OFF.match(said, at):
        number = fraction(match["n"] or match["m"] or match["k"])
        if found.most_off not in (None, number):
            return None
        found.most_off = number
        return match.end()
    if match := FROM_FULL.match(said, at):
        if not found.steps or found.steps[-1].anchor is not None:
            return None
        found.steps[-1] = replace(
            found.steps[-1], anchor=fraction(match["n"]) / 100, base=asked.points
        )
        return match.end()
    if match := LINE_FLOOR.match(said, at):
        if match["n"] != match["m"] or found.line_floor is not None:
            return None
        found.line_floor = fraction(match["n"])
        return match.end()
    if match := FLOOR.match(said, at):
        if found.floor is not None:
            return None
        found.floor = fraction(match["n"])
        return match.end()
    if match := MOST_ADDED.match(said, at):
        number = fraction(match["n"] or match["m"] or match["k"])
        if found.most_added is not None:
            return None
        found.most_added = number
        if match["k"]:
            found.most, found.most_added = number, None
        return match.end()
    if match := MOST.match(said, at):
        said_most = match["n"] or match["m"] or match["k"]
        number = fraction(said_most) if said_most else asked.points
        if number > asked.points or found.most not in (None, number):
            return None
        found.most, found.capped = number, True
        return match.end()
    if match := NO_MORE.match(said, at):
        return match.end()
    if match := WHOLE_AT_MOST.match(said, at):
        found.capped_rate = True
        return match.end()
    match = STARTED.match(said, at)
    if match and found.steps:
        size = found.steps[-1].size * (100 if found.steps[-1].unit in ("%", "百分点") else 1)
        if any(match[each] and fraction(match[each]) != size for each in "ab"):
            return None
        said_so = "whole" if match["none"] else "proportional" if match["part"] else "started"
        if found.started not in ("", said_so):
            return None
        found.started = said_so
        return match.end()
    return None


def read_statements(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """满分10分, 目标值70%, 偏差率=（年度指标值-完成值）/年度指标值×100%; 其间采用直线内插法计分."""
    if (match := BETWEEN.match(said, at)) and len(found.given) > 1:
        found.given.append(Given(Stretch(None, None), between=True))
        return match.end()
    match = WORTH.match(said, at)
    if (
        match
        and fraction(match["n"] or match["m"]) == asked.points
        and any(s.adds for s in found.steps)
    ):
        found.most, found.capped = asked.points, True
        return match.end()
    if match and fraction(match["n"] or match["m"]) == asked.points and not found.given:
        if "基" in match.group():
            found.base = asked.points
        return match.end()
    if (
        re.match("得分=(?:本项|该项|指标)?(?:满分|分值|标准分|权重)[*×]系数(?=[,;。]|$)", said[at:])
        and found.given
    ):
        return re.compile("[^,;。]*").match(said, at).end()  # type: ignore[union-attr]
    if head := re.compile(
        r"按(?:照)?(?P<what>完成率|完成比例|[\u4e00-\u9fff]{2,12}?)(?:\([^()]*\))?确定(?:得分)?系数(?=[:,])"
    ).match(said, at):
        asked.default = "done" if head["what"].startswith("完成") else ""
        return head.end()
    standard = re.compile(rf"以(?P<n>{N})%为(?:标准|基准|满分线|达标线)(?:值)?[,;。]").match(
        said, at
    )
    if standard is not None and found.standard is None:
        found.standard = asked.standard = fraction(standard["n"]) / 100
        return standard.end()
    if skip := EMPTY.match(said, at):
        return skip.end()
    if match := DEFINED.match(said, at):
        return match.end() if define(match["name"], match["body"], asked) else None
    if (match := PLANNED.match(said, at)) and not found.given:
        number, unit = fraction(match["n"]), match["u"]
        percent = unit in ("%", "百分点")
        target = asked.target
        value = number / 100 if percent else number
        if target is not None and (target.value != value or (target.unit == "%") != percent):
            return None
        if target is None:
            asked.target = Target("", value, "%" if percent else unit)
        words = re.sub(
            rf"(?:目标值?|指标值|计划数?|任务数?|年度|全年|本年度?|当年|应达到|应|要求达到|设定|为|是|绩效|{N}.*$|:)",
            "",
            match.group(),
        )
        behind = match.group()[match.end("u") - match.start() :] if match["u"] else ""
        if any(
            each and not asked.row.owns(each)
            for each in (words, behind.removeprefix("及以上").removeprefix("以上"))
        ):
            return None
        return match.end()
    return None


def define(name: str, body: str, asked: Asked) -> bool:
    if name.endswith(("得分", "分值", "计分")):
        return False
    body = re.sub(
        r"\*100%$",
        "",
        body.replace("×", "*").replace("÷", "/").replace("【", "(").replace("】", ")"),
    )
    key = re.escape(asked.row.key)
    own = rf"(?:(?:实际)?(?:{key})?(?:实际)?(?:完成(?:值|数|量)|实际(?:值|数|成本|天数|完成数?)|完成))"
    goal = rf"(?:(?:年度|绩效|全年)?(?:{key})?(?:目标值?|指标值|计划(?:数|值|成本|天数|工期)?|任务数?|目标数))"
    kinds = {
        "done": rf"\(?{own}\)?/\(?{goal}\)?",
        "under": rf"[(\[]{goal}-{own}[)\]]/{goal}",
        "over": rf"[(\[]{own}-{goal}[)\]]/{goal}",
        "apart": rf"\|{own}-{goal}\|/{goal}",
    }
    for kind, form in kinds.items():
        if re.fullmatch(form, body):
            if asked.row.is_rate and asked.row.owns(name) and kind != "done":
                return False
            asked.alias[name] = kind
            if kind in ("under", "over") and asked.better == 0:
                asked.hint = 1 if kind == "under" else -1  # 差距率: what is missing is what costs
            return True
    if not asked.row.owns(name):
        return False
    asked.defined = f"{name}={body}"
    return bool(re.fullmatch(r"[^+=]{2,40}/[^+=]{2,40}", body))
