"""A wording read clause by clause and told again in the prints of the grammar; "" where any part of it is something else.

Only prints change here. Who owns an edge, whether bands overlap or leave a gap, and where the steps begin is settled by the reading
of the new text, by the rules of docs/读法.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from sheetscore.exact.amounts import fraction, plain
from sheetscore.rules.paraphrase.asides import loses_limits
from sheetscore.rules.paraphrase.durations import lasts
from sheetscore.rules.paraphrase.quantity_words import unit_counted
from sheetscore.rules.plain.prints import UNIT, N, one_print
from sheetscore.rules.plain.told_awards import Award, award, deduction, shown
from sheetscore.rules.plain.told_conditions import Row, condition
from sheetscore.rules.tokens.patterns import UNITS
from sheetscore.rules.tokens.wording import CHANGE_ENDINGS, DROP_ENDINGS
from sheetscore.words.text import clean

_WORDS = r"[\u4e00-\u9fff“”]"
_LATE_WORDS = "延迟|逾期|推迟|拖延|延误|超期|延期|迟延|滞后|误期|拖期"
_FOUND_WORDS = "发生|出现|发现|存在|查出|新增|接到|收到|有"
_OVER = (
    "超过|超出|超支|超标|超额|超编|超|高于|高出|高|多于|多|大于|增加|增长|上升|上浮|提高"
    f"|{_LATE_WORDS}|{_FOUND_WORDS}"
)
_UNDER = "低于|低|少于|减少|少|下降|降低|下滑|差|缺少|缺|欠"
_LATE = re.compile(_LATE_WORDS)
_FOUND = re.compile(_FOUND_WORDS)
_IN_TIME = re.compile("按时|及时|按期|如期|准时")
_MOVES = re.compile("增加|增长|上升|提高|上浮|减少|下降|降低|下滑")
_EVERY = re.compile(
    rf"每再?(?P<before>{_WORDS}{{0,10}}?)(?P<way>{_OVER}|{_UNDER})?(?P<what>{_WORDS}{{0,14}}?)(?P<n>{N})(?P<u>{UNIT})(?P<after>{_WORDS}{{0,14}}?)"
    rf"(?P<started>\((?:不足|不满)[^()]{{2,24}}\))?(?:的|者|,|则|就|相应)*(?=扣|减)"
)
_STARTED = re.compile(
    rf"[,(]?(?:增幅|降幅)?(?:不足|不满)(?P<a>{N})?(?:{UNIT})?的?(?:部分)?,?(?:(?P<none>不扣分?|不予扣分|不计(?:算|入|扣)?|忽略不计|舍去|不予计算)|(?P<part>按比例(?:计算)?扣(?:分|减)?)"
    rf"|按(?:照)?(?P<b>{N})(?:{UNIT})?(?:计扣|计算扣分|计算|扣分|扣减|计|算))\)?(?=[,;。)]|$|的|扣)"
)
_LEAD = re.compile(
    rf"(?:否则|{_WORDS}{{0,14}}?(?:超过|超出|超|高于|低于|少于|不足|未达到|未达标|未完成|达不到|未达|逾期|延迟|延期|推迟|拖延|超期|发生|出现|发现|存在|未按期|未按时|未及时){_WORDS}{{0,10}}?)(?:的|部分|时|者|情况|情形)*,?(?=每)"
)
_UNTIL = re.compile(
    r"(?:本项|该项)?(?:直至|直到|至)?(?:将?(?:该|本|此)(?:项|指标))?(?:的?(?:分值?|得分|满分))?[扣减](?:完|光|至0分|到0分|至0)(?:(?:(?:该|本|此)项)?(?:分值?|得分|满分|全分))?(?:为止|即止|止)?(?=[,;。]|$)"
    r"|(?:本项|该项)?(?:得分)?(?:最低(?:得|为|计|扣至)?0分|不计负分|不得负分|不出现负分)(?:为止)?(?=[,;。]|$)"
)
_MOST = re.compile(
    rf"(?:本项|该项)?(?:累计|合计)?(?:最多|最高|至多)(?:可)?(?:累计)?[扣减](?P<n>{N})分(?:为止|为限)?(?=[,;。]|$)|(?:累计|合计)?扣分(?:总额|最多|最高|累计)?(?:上限为?|不超过|不得超过|以)(?P<m>{N})分(?:为限)?(?=[,;。]|$)"
)
_ELSE = re.compile(
    r"(?:否则|反之|(?:其他|其它|其余)(?:情形|情况|的|时间|档次)?)(?:的|下|均|一律|则|,)*(?=得|计|记|给|不|0分|扣|全扣|\d)"
)
_NO_MORE = re.compile(
    r"(?:超额(?:完成)?|超出|超过|提前)(?:的|部分)?(?:均)?不(?:再|予|另行?)?加分(?=[,;。]|$)"
)
_PLANNED = re.compile(
    rf"(?:^|(?<=[;。]))(?:本|全)?年度?(?P<lead>)?(?:应|计划|目标|任务){_WORDS}{{0,10}}?(?P<n>{N})(?P<u>{UNIT}){_WORDS}{{0,10}}?[,;。]|(?:^|(?<=[;。]))应{_WORDS}{{0,8}}?(?P<n2>{N})(?P<u2>{UNIT}){_WORDS}{{0,8}}?[,;。]"
)
_UNDONE = re.compile(
    rf"(?:未|没有){_WORDS}{{2,6}}?(?:的)?,?(?:不得分|不计分|得0分|计0分|0分)(?=[,;。]|$)"
)
_BASED = re.compile(rf"(?:^|(?<=[;。]))以(?P<n>{N}%)为(?:基准|标准|目标|基线)(?P<v>值|线)?[,;。]")
_CASES = frozenset("起次例件宗")
_BRACKETED = re.compile(r"[（(](?P<u>[\u4e00-\u9fff]{1,4}|%)[)）]$")
_AWARD_FIRST = re.compile(
    rf"(?:\((?P<a>(?:得|计)?(?:满分|{N}分))\)|(?P<b>(?:得|计)?(?:满分|{N}分)|不得分|0分)(?:的?(?:条件|情形|标准))?:)(?=.)"
)


class Told(NamedTuple):
    """The wording in the grammar's prints, and the unit of its values where the text says 个 in its place ("" where it says it)."""

    text: str
    unit: str = ""


@dataclass(slots=True)
class _Clauses:
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


def told_plainly(text: str, name: str, points: Fraction) -> Told | None:
    """The wording `text` of a row told again; None where a part of it is no clause of these."""
    printed = clean(text).text
    if not re.search("[扣得计分]", printed) or loses_limits(printed, "", name):
        return None
    said = _turned(_with_base(one_print(text, name, points)))
    found = _Clauses(points, Row(name))
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
    base = _BASED.search(text)
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
    found = [(_AWARD_FIRST.match(part), part) for part in parts if not _UNTIL.fullmatch(part)]
    if len(found) < 2 or not all(match for match, _ in found):
        return text
    turned = [
        f"{part[m.end() :].rstrip(',')}的,{m['a'] or m['b']}" for m, part in found if m is not None
    ]
    return ";".join([*turned, *(part for part in parts if _UNTIL.fullmatch(part))])


def _take(text: str, at: int, found: _Clauses) -> int | None:
    """Where the clause at a place ends; None for one that is none of these."""
    for pattern, put in ((_UNTIL, "扣完为止"), (_NO_MORE, "")):
        if match := pattern.match(text, at):
            found.ends += [put] if put and put not in found.ends else []
            return match.end()
    if match := _MOST.match(text, at):
        found.ends.append(f"最多扣{match['n'] or match['m']}分")
        return match.end()
    if (match := _STARTED.match(text, at)) and found.steps:
        return _put_started(match, found)
    if (match := _LEAD.match(text, at)) and text.startswith("每", match.end()):
        return _step(text, match.end(), found, "")
    if text.startswith("每", at):
        return _step(text, at, found, "")
    if match := _ELSE.match(text, at):
        given = award(text, match.end(), found.points)
        if given is None or given.off or found.rest:
            return None
        found.rest = f"否则{shown(given.points, found.points)}"
        return given.end
    if lasts(found.row.name) and (match := _UNDONE.match(text, at)):
        words = re.sub("^(?:未|没有)|的?,?(?:不得分|不计分|得0分|计0分|0分)$", "", match.group())
        return match.end() if found.row.owns(words) and words in found.row.key else None
    if (match := _PLANNED.match(text, at)) and not found.planned:
        number, unit = match["n"] or match["n2"], match["u"] or match["u2"]
        found.planned = f"{number}{found.row.unit(unit)}"
        return match.end()
    return _band(text, at, found)


def _band(text: str, at: int, found: _Clauses) -> int | None:
    said = condition(text, at, found.row)
    if said is None:
        return None
    words, behind = said
    if text.startswith("每", behind):
        return _step(text, behind, found, words)
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


def _step(text: str, at: int, found: _Clauses, lead: str) -> int | None:
    match = _EVERY.match(text, at)
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
    found.steps.append(f"{head}每{way}{match['n']}{unit}扣{plain(off.points, 4)}分")
    if match["started"]:
        started = _STARTED.match(match["started"])
        if started is None or _put_started(started, found) is None:
            return None
    return off.end


def _way(match: re.Match[str], lead: str, row: Row) -> str:
    """超过 or 低于; "" where it is not said, or where it moves a figure that is itself a change."""
    said = match["way"] or ""
    if _MOVES.fullmatch(said) and row.key.endswith((*CHANGE_ENDINGS, *DROP_ENDINGS)):
        return ""
    if row.is_rate and _LATE.fullmatch(said):
        return "低于" if _IN_TIME.search(row.key) else ""
    if row.is_rate and _FOUND.fullmatch(said):
        return ""
    if said:
        return "超过" if re.fullmatch(_OVER, said) else "低于"
    if lead[:1] in (">", "≥"):
        return "超过"
    return "低于" if lead[:1] in ("<", "≤") else ""


def _put_started(match: re.Match[str], found: _Clauses) -> int | None:
    """What a started step counts as: behind the step that it belongs to, of the same size."""
    size = re.search(rf"每(?:超过|低于)(?P<n>{N})", found.steps[-1])
    if size is None or "不足" in found.steps[-1]:
        return None
    number = size["n"]
    if any(match[each] and fraction(match[each]) != fraction(number) for each in "ab"):
        return None
    counted = "不扣分" if match["none"] else "按比例扣分" if match["part"] else f"按{number}计算"
    found.steps[-1] += f",不足{number}{counted}"
    return match.end()


def _whole(found: _Clauses) -> Told | None:
    """The clauses together, where they are of one unit that the row can have."""
    row, unit = found.row, _unit(found)
    if unit is None or len(found.steps) > 2 or not (found.bands or found.steps):
        return None
    if len({*row.rates}) > 1 and not _one_rate(row):
        return None
    bands, steps = list(found.bands), list(found.steps)
    if found.single and not _totals(found):
        return None
    if [*found.single] == [Fraction(1)] and not steps:
        if "扣完为止" not in found.ends or any(not b.startswith("=") for b in bands):
            return None  # 发现一次扣2分, and no word of how it goes on
        off = next(iter(found.single.values()))
        bands = [band for band in bands if not band.startswith("=1")]
        steps = [f"每超过1{unit}扣{plain(off, 4)}分"]
    if found.planned:
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
    units = "|".join(re.escape(each) for each in sorted({unit, *row.units}, key=len, reverse=True))
    return Told(re.sub(rf"(?<=\d)(?:{units})", put, text), unit)


def _totals(found: _Clauses) -> bool:
    """1次扣2分，2次扣5分: what is said of more cases is more, all of it together."""
    offs = [found.single[number] for number in sorted(found.single)]
    rising = all(a < b for a, b in pairwise(offs))
    return rising and not (found.steps and len(found.single))


def _one_rate(row: Row) -> bool:
    longest = max(row.rates, key=len)
    return all(longest.endswith(rate) for rate in row.rates)


def _unit(found: _Clauses) -> str | None:
    """The one unit of the values, which is that of the row's name; None for several, or another."""
    row = found.row
    _, own = unit_counted(row.name)
    bracket = _BRACKETED.search(row.name.strip())
    own = bracket["u"] if bracket else own
    own = "天" if own in ("日", "天数") else own
    units = row.units
    if not units:
        return (own or None) if not row.is_rate else "%"
    if len(units) > 1 and not (units <= _CASES):
        return None
    unit = next(iter(units))
    if (unit == "%") != row.is_rate:
        return None
    alike = (
        not own
        or own == unit
        or unit.startswith(own)
        or own.startswith(unit)
        or {own, unit} <= _CASES
    )
    return unit if alike else None
