"""The steps of a wording told again: 每少1户扣分值的1/10, 不足一周按一周计, 每提升1个百分点得1.5分, with what has been read before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.rules.plain.clause_words import (
    EVERY,
    FAULTS,
    FOUND,
    GAIN,
    IN_TIME,
    LATE,
    MOVES,
    OVER,
    STARTED,
    UNDER,
)
from sheetscore.rules.plain.prints import N
from sheetscore.rules.plain.told_awards import deduction
from sheetscore.rules.plain.told_conditions import Row
from sheetscore.rules.tokens.wording import CHANGE_ENDINGS, DROP_ENDINGS


@dataclass(slots=True)
class Clauses:
    """What has been read."""

    points: Fraction
    row: Row
    bands: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    single: dict[Fraction, Fraction] = field(default_factory=dict)
    rest: str = ""
    full: bool = False
    ways: set[str] = field(default_factory=set)
    named: bool = False
    planned: str = ""
    gain: str = ""
    most: Fraction | None = None


def step(text: str, at: int, found: Clauses, lead: str) -> int | None:
    match = EVERY.match(text, at)
    if match is None:
        return None
    off = deduction(text, match.end(), found.points)
    way = _way(match, lead, found.row)
    if off is None or not off.off or not off.points or not way:
        return None
    if not all(found.row.owns(match[each] or "") for each in ("before", "what", "after")):
        return None
    found.ways.add(way)
    found.named = found.named or (match["way"] or "") not in ("", "差")
    unit = found.row.unit(match["u"])
    head = f"{lead}的," if lead else ""
    anchor = match["anchor"] or ""
    found.steps.append(f"{head}每{way}{anchor}{match['n']}{unit}扣{plain(off.points, 4)}分")
    if match["started"]:
        started = STARTED.match(match["started"])
        if started is None or put_started(started, found) is None:
            return None
    return off.end


def gain(text: str, at: int, found: Clauses) -> int | None:
    """每提升1个百分点得1.5分: from nothing upwards, of a row that counts what is good."""
    match = GAIN.match(text, at)
    if match is None or found.gain or found.steps or FAULTS.search(found.row.key):
        return None
    before = match["before"].removesuffix("有")
    moves = MOVES.fullmatch(before)
    if (moves and before not in found.row.key) or re.search(f"{UNDER}|超|高于|多", before):
        return None
    if not all(found.row.owns(each) for each in (before, match["after"])):
        return None
    size = match["n"] or "1"
    found.gain = f"每增加{size}{found.row.unit(match['u'])}加{match['p']}分,加至满分为止"
    return match.end()


def _way(match: re.Match[str], lead: str, row: Row) -> str:
    """超过 or 低于; "" where it is not said, or where it moves a figure that is itself a change."""
    said = match["way"] or ""
    if MOVES.fullmatch(said) and row.key.endswith((*CHANGE_ENDINGS, *DROP_ENDINGS)):
        return ""
    if row.is_rate and LATE.fullmatch(said):
        return "低于" if IN_TIME.search(row.key) else ""
    if row.is_rate and FOUND.fullmatch(said):
        return ""
    if said in ("偏离", "相差"):
        return "偏离"
    if said:
        return "超过" if re.fullmatch(OVER, said) else "低于"
    if lead[:1] in (">", "≥"):
        return "超过"
    return "低于" if lead[:1] in ("<", "≤") else ""


def put_started(match: re.Match[str], found: Clauses) -> int | None:
    """What a started step counts as: behind the step that it belongs to, of the same size."""
    size = re.search(rf"每(?:超过|低于|偏离)(?:{N}%(?=\d))?(?P<n>{N})", found.steps[-1])
    if size is None or "不足" in found.steps[-1]:
        return None
    number = size["n"]
    if any(match[each] and fraction(match[each]) != fraction(number) for each in "ab"):
        return None
    counted = "不扣分" if match["none"] else "按比例扣分" if match["part"] else f"按{number}计算"
    found.steps[-1] += f",不足{number}{counted}"
    return match.end()
