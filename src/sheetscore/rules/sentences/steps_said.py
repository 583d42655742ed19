"""每低1个百分点扣0.5分, 每增加10万元加0.5分: how large a step is, to which side, what it takes off or adds."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.rules.plain.told_awards import award, deduction
from sheetscore.rules.sentences.chunk import GOAL
from sheetscore.rules.sentences.clause_patterns import (
    ADD,
    INNER_BASE,
    NEUTRAL,
    ONE_CASE,
    SIZE,
    WAY,
)
from sheetscore.rules.sentences.clause_records import (
    Clauses,
    Stepping,
)
from sheetscore.rules.sentences.stretch_records import Stretch
from sheetscore.rules.sentences.wording_row import Asked


def read_step(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    one = ONE_CASE.match(said, at)
    if one is not None and re.search("扣完|扣光|累计", said) and asked.row.owns(one["what"]):
        asked.row.unit(one["u"])
        found.steps.append(
            Stepping(None, "over", Fraction(1), one["u"], fraction(one["n"]), False, verb="发现")
        )
        return one.end()
    if not said.startswith("每", at):
        return None
    return step_at(said, at, found, asked, None, "", None)


def base_of(match: re.Match[str], found: Clauses, asked: Asked) -> Fraction | None:
    if match["off"]:
        return asked.points - fraction(match["off"])
    if match["n"]:
        return fraction(match["n"])
    if match["pct"]:
        return asked.points * fraction(match["pct"]) / 100
    last = found.given[-1] if found.given else None
    return last.points if last is not None and not last.off and last.line is None else None


def side_of(way: re.Match[str]) -> str:
    if way["away"]:
        return "away"
    if way["late"] or way["found"]:
        return "over"
    return "over" if way["over"] else "under"


def step_at(
    said: str, at: int, found: Clauses, asked: Asked, where: Stretch | None, way: str, base: Fraction | None,
    part: bool = False,
) -> int | None:  # fmt: skip
    """每…扣…分, 每…加…分."""
    if where is None and found.pending is not None:
        where, lead = found.pending
        way = lead if way in ("", "own") else way
        found.pending = None
    stop = re.compile("[;。\n]").search(said, at)
    limit = stop.start() if stop else len(said)
    for k in range(at + 2, limit):
        off = deduction(said, k, asked.points) or deduction(
            re.sub("^再", "", said[k:]), 0, asked.points
        )
        adds = False
        if off is not None and off.off:
            shift = 0 if deduction(said, k, asked.points) else 1
            amount, end = off.points, off.end if not shift else k + 1 + off.end
        else:
            verb = ADD.match(said, k)
            if verb is None:
                continue
            gained = award("得" + said[verb.end() :], 0, asked.points)
            if gained is None or gained.off:
                continue
            amount, end, adds = gained.points, verb.end() + gained.end - 1, True
        stepping = stepping_of(said[at + 1 : k], asked, where, way, base, amount, adds, part)
        if stepping is None:
            continue
        found.steps.append(stepping)
        return end
    return None


def stepping_of(
    chunk: str, asked: Asked, where: Stretch | None, way: str, base: Fraction | None, amount: Fraction, adds: bool, part: bool
) -> Stepping | None:  # fmt: skip
    chunk = re.sub("(?:的|者|,|则|就|相应|再|可)+$", "", chunk)
    size_at = list(SIZE.finditer(chunk))
    if not size_at or amount <= 0:
        return None
    size = size_at[-1]
    unit = (size["u"] or "").replace("个百分点", "百分点")
    unit = "百分点" if unit in ("点", "个点") else unit
    asked.row.unit("%" if unit == "百分点" else unit)
    number = fraction(size["n"])
    if number <= 0:
        return None
    before, after = chunk[: size.start()], chunk[size.end() :]
    if before.endswith("于") and asked.target is not None and number == asked.target.value:
        return None  # 每少于6次扣1分 beside ≥6次: of each six, or of each that is missing?
    anchor = None
    if len(size_at) == 2:
        first = size_at[0]
        if first["u"] != unit and not (first["u"] == "%" and unit == "百分点"):
            return None
        anchor = fraction(first["n"]) / (100 if first["u"] == "%" else 1)
        before = before[: first.start()] + before[first.end() :]
    elif len(size_at) > 2:
        return None
    of_target = re.search(GOAL, before + after) is not None
    words = re.sub(rf"(?:{GOAL})的?", "", before)
    tail = re.sub(rf"(?:{GOAL})的?", "", after)
    side, verb = way, ""
    inner = INNER_BASE.search(tail) or INNER_BASE.search(words)
    if inner is not None:
        if base is not None:
            return None
        base = asked.points - fraction(inner["off"]) if inner["off"] else fraction(inner["n"])
        words, tail = words.replace(inner.group(), ""), tail.replace(inner.group(), "")
    rest = words + tail
    match = WAY.search(words) or WAY.search(tail)
    if match is not None:
        side = (
            side
            if side in ("over", "under") and not (match["over"] or match["under"])
            else side_of(match)
        )
        verb = match.group()
        rest = rest.replace(verb, "", 1)
    rest = NEUTRAL.sub("", rest)
    if re.search("[不未没无非除约仅只]", rest) and rest not in asked.row.key:
        return None
    if rest and rest not in asked.row.key and not asked.row.owns(rest):
        return None
    of_target = of_target or bool(size["of"])
    percent = unit in ("%", "百分点")
    if asked.row.is_rate and not percent and (asked.target is None or asked.target.unit == "%"):
        return None
    scaled = number / 100 if percent else number
    return Stepping(where, side, scaled, unit, amount, adds, anchor, base, part, of_target, verb)
