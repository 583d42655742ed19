"""A wording read clause by clause and told again in the prints of the grammar; "" where any part of it is something else.

Only prints change here. Who owns an edge, whether bands overlap or leave a gap, and where the steps begin is settled by the reading
of the new text, by the rules of docs/读法.md.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import loses_limits
from sheetscore.rules.paraphrase.durations import lasts
from sheetscore.rules.paraphrase.quantity_words import unit_counted
from sheetscore.rules.plain.clause_words import (
    AWARD_FIRST,
    BASED,
    BRACKETED,
    CASES,
    ELSE,
    GAIN,
    GAIN_ENDS,
    GAIN_LEAD,
    HEADED,
    LEAD,
    MOST,
    NO_MORE,
    PLANNED,
    STARTED,
    TWO_SIDES,
    UNDONE,
    UNTIL,
)
from sheetscore.rules.plain.prints import N, one_print
from sheetscore.rules.plain.told_awards import Award, award, shown
from sheetscore.rules.plain.told_conditions import Row, condition
from sheetscore.rules.plain.told_steps import Clauses, gain, put_started, step
from sheetscore.rules.tokens.patterns import UNITS
from sheetscore.words.text import clean


class Told(NamedTuple):
    """The wording in the grammar's prints, and the unit of its values where the text says 个 in its place ("" where it says it)."""

    text: str
    unit: str = ""


_POINT_LOST = regex(r"(?<![\d.])0\d")
"""扣05分: a point is lost in front of the 5, or a digit too many stands there."""


_DIRECTION = regex("越[大高多小低少]越[好优]")
"""（数值越大越优）may say the opposite of the clauses."""
_BOTH_SIDES = regex(
    r"(?:低于|少于|小于|<)(?P<low>\d+(?:\.\d+)?)[^\d,;。]{0,4}或(?:者)?(?:高于|超过|大于|多于|>)(?P<high>\d+(?:\.\d+)?)"
)


def _other_edges(text: str) -> bool:
    """低于3%或高于15%的扣分 behind 5%≤率≤15%得满分: what lies between 3 and 5 is not said."""
    said = _BOTH_SIDES.search(text)
    before = re.findall(r"\d+(?:\.\d+)?", text[: said.start()]) if said else []
    return said is not None and not {said["low"], said["high"]} <= set(before)


def told_plainly(text: str, name: str, points: Fraction) -> Told | None:
    """The wording `text` of a row told again; None where a part of it is no clause of these."""
    printed = clean(text).text
    if not re.search("[扣得计分]", printed) or loses_limits(printed, "", name):
        return None
    if _POINT_LOST.search(printed) or _DIRECTION.search(printed) or _other_edges(printed):
        return None
    said = _turned(_with_base(one_print(text, name, points)))
    found = Clauses(points, Row(name))
    at = 0
    while at < len(said):
        if said[at] in ",;。":
            at += 1
            continue
        end = _take(said, at, found)
        if end is None:
            return None
        at = end
    return _whole(found)


def _with_base(text: str) -> str:
    """以95%为基准，达到基准的得5分: the value for its name."""
    base = BASED.search(text)
    if base is None:
        return text
    rest = text[: base.start()] + text[base.end() :]
    return re.sub(
        r"(?<=[到于过等≥≤<>])(?:该|此)?(?:基准|标准|目标|基线)(?:值|线)?(?=的|,|得|每|计|\d)",
        base["n"],
        rest,
    )


def _turned(text: str) -> str:
    """得2分：…; 得4分：… with the points behind their conditions, where every clause begins so."""
    parts = [part for part in re.split("[;。]", text) if part]
    found = [(AWARD_FIRST.match(part), part) for part in parts if not UNTIL.fullmatch(part)]
    if len(found) < 2 or not all(match for match, _ in found):
        return text
    turned = [
        f"{part[m.end() :].rstrip(',')}的,{m['a'] or m['b'] or m['f'] or '得满分'}"
        for m, part in found
        if m is not None
    ]
    return ";".join([*turned, *(part for part in parts if UNTIL.fullmatch(part))])


def _take(text: str, at: int, found: Clauses) -> int | None:
    """Where the clause at a place ends; None for one that is none of these."""
    if match := HEADED.match(text, at):
        return match.end() if found.row.owns(match["what"]) else None
    for pattern, put in ((UNTIL, "扣完为止"), (NO_MORE, "")):
        if match := pattern.match(text, at):
            found.ends += [put] if put and put not in found.ends else []
            return match.end()
    if match := MOST.match(text, at):
        found.ends.append(f"最多扣{match['n'] or match['m']}分")
        return match.end()
    if (match := STARTED.match(text, at)) and found.steps:
        return put_started(match, found)
    if (match := LEAD.match(text, at)) and text.startswith("每", match.end()):
        return step(text, match.end(), found, "")
    if (match := TWO_SIDES.match(text, at)) and re.match("每(?:偏离|相差)", text[match.end() :]):
        return step(text, match.end(), found, "")
    if text.startswith("每", at):
        return step(text, at, found, "") or gain(text, at, found)
    if (match := GAIN_LEAD.match(text, at)) and GAIN.match(text, match.end()):
        return gain(text, match.end(), found) if found.row.owns(match["what"]) else None
    if found.gain and (match := GAIN_ENDS.match(text, at)) and found.most is None:
        said = match["n"] or match["m"]
        found.most = found.points if said is None else fraction(said)
        return match.end()
    if match := ELSE.match(text, at):
        given = award(text, match.end(), found.points)
        if given is None or given.off or found.rest:
            return None
        found.rest = f"否则{shown(given.points, found.points)}"
        return given.end
    if lasts(found.row.name) and (match := UNDONE.match(text, at)):
        words = re.sub("^(?:未|没有)|的?,?(?:不得分|不计分|得0分|计0分|0分)$", "", match.group())
        return match.end() if found.row.owns(words) and words in found.row.key else None
    if (match := PLANNED.match(text, at)) and not found.planned:
        number, unit = match["n"] or match["n2"], match["u"] or match["u2"]
        found.planned = f"{number}{found.row.unit(unit)}"
        return match.end()
    return _band(text, at, found)


def _band(text: str, at: int, found: Clauses) -> int | None:
    said = condition(text, at, found.row)
    if said is None:
        return None
    words, behind = said
    if text.startswith("每", behind):
        return step(text, behind, found, words)
    given = award(text, behind, found.points)
    if given is None:
        bracket = re.compile(rf"\((?P<n>{N})分\)(?=[,;。、]|$)").match(text, behind)
        if bracket is None or fraction(bracket["n"]) > found.points:
            return None
        given = Award(fraction(bracket["n"]), False, bracket.end())
    end = given.end
    if text.startswith("、", end):
        end += 1
    worth = found.points - given.points if given.off else given.points
    if words.startswith("=") and "且" not in words and given.off:
        found.single[fraction(re.sub(r"[^\d.]", "", words))] = given.points
    found.full = found.full or worth == found.points
    sided = words[0] in "<>≤≥" or words.endswith(("以上", "以下", "以内", ")"))
    if given.off and sided and "且" not in words and "-" not in words[1:]:
        found.bands.append(f"{words}扣{plain(given.points, 4)}分")
    else:
        found.bands.append(f"{words}{shown(worth, found.points)}")
    return end


def _whole(found: Clauses) -> Told | None:
    """The clauses together, where they are of one unit that the row can have."""
    row, unit = found.row, _unit(found)
    if found.gain:
        return _from_nothing(found, unit)
    if unit is None or len(found.steps) > 2 or not (found.bands or found.steps):
        return None
    if len({*row.rates}) > 1 and not _one_rate(row):
        return None
    bands, steps = list(found.bands), list(found.steps)
    if found.single and not _totals(found):
        return None
    if steps and any(re.search("以[上下](?:不得分|扣)", band) for band in bands):
        return None  # 每低0.1…扣0.5分，99.5%以下不得分: with 99.5% itself, or without?
    if [*found.single] == [Fraction(1)] and not steps:
        if "扣完为止" not in found.ends or any(not b.startswith("=") for b in bands):
            return None  # 发现一次扣2分, and no word of how it goes on
        off = next(iter(found.single.values()))
        bands = [band for band in bands if not band.startswith("=1")]
        steps = [f"每超过1{unit}扣{plain(off, 4)}分"]
    if found.planned and f"={found.planned}得满分" in bands and found.ways == {"低于"}:
        bands = [f"≥{found.planned}得满分" if b == f"={found.planned}得满分" else b for b in bands]
    elif found.planned:
        if found.full or found.ways != {"低于"}:
            return None
        bands.insert(0, f"≥{found.planned}得满分")
    elif steps and not found.full and not any("的," in step for step in steps):
        if (
            row.is_rate
            or "超过" not in (found.ways or {"超过"})
            or not (found.named or found.single)
        ):
            return None
        bands.insert(0, "=0{u}得满分")
    if len(steps) > 1 and len(found.ways) != len(steps):
        return None
    ends = [end for end in found.ends if steps]
    parts = [*bands, *([found.rest] if found.rest else []), *steps, *ends]
    text = ";".join(parts).replace("{u}", unit)
    return _in_units(text, unit, row)


def _from_nothing(found: Clauses, unit: str | None) -> Told | None:
    """=0项得0分,每增加1项加2分: with nothing else said than that nothing gives nothing, and where it ends."""
    nothing = {"=0{u}不得分", "≤0{u}不得分"}
    if (
        unit in (None, "%")
        or found.steps
        or found.rest
        or found.ends
        or not {*found.bands} <= nothing
    ):
        return None
    if found.most not in (None, found.points):
        return None
    low = "<0{u}不得分," if "≤0{u}不得分" in found.bands else ""
    assert unit is not None
    return _in_units(f"=0{{u}}得0分,{low}{found.gain}".replace("{u}", unit), unit, found.row)


def _in_units(text: str, unit: str, row: Row) -> Told:
    """The text in a unit that the grammar knows under the row's name, and the unit it stands for."""
    _, own = unit_counted(row.name)
    put = (
        unit
        if unit == "%" or (unit in UNITS and own in (unit, ""))
        else own
        if own in UNITS
        else "个"
    )
    if put == unit:
        return Told(text)
    written = sorted({unit, *row.units}, key=len, reverse=True)
    units = "|".join(map(re.escape, written))
    return Told(re.sub(rf"(?<=\d)(?:{units})", put, text), unit)


def _totals(found: Clauses) -> bool:
    """1次扣2分，2次扣5分: what is said of more cases is more, all of it together."""
    offs = [found.single[number] for number in sorted(found.single)]
    rising = all(a < b for a, b in pairwise(offs))
    return rising and not (found.steps and len(found.single))


def _one_rate(row: Row) -> bool:
    longest = max(row.rates, key=len)
    return all(longest.endswith(rate) for rate in row.rates)


def _unit(found: Clauses) -> str | None:
    """The one unit of the values, which is that of the row's name; None for several, or another."""
    row = found.row
    _, own = unit_counted(row.name)
    bracket = BRACKETED.search(row.name.strip())
    own = bracket["u"] if bracket else own
    own = "天" if own in ("日", "天数") else own
    units = row.units
    if not units:
        return "%" if row.is_rate else own or "个"
    if len(units) > 1 and not (units <= CASES):
        return None
    unit = next(iter(units))
    if (unit == "%") != row.is_rate:
        return None
    alike = (
        not own
        or own == unit
        or unit.startswith(own)
        or own.startswith(unit)
        or {own, unit} <= CASES
    )
    return unit if alike else None
