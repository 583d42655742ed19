"""Points to begin with, and steps up and down from a value: 基础分8分。较20家每多引进1家加0.5分，最高加2分；每少引进1家扣1分."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_UNIT = r"%|个?百分点|[\u4e00-\u9fff㎡]{1,3}?"
BASE = regex(
    rf"(?:^|(?<=[;。]))(?:本项|该项|本指标|指标)?(?:设)?(?:基准分|基础分|基本分|标准分|起评分)(?:为|:|=)?(?P<n>{_N})分[,;。]"
)
_FROM = regex(
    rf"(?:^|(?<=[,;。]))(?:(?:较|比|与)(?P<a>{_N}(?:%|[\u4e00-\u9fff㎡]{{0,3}}?))(?:相比)?|以(?P<b>{_N}(?:%|[\u4e00-\u9fff㎡]{{0,3}}?))为(?:基准值?|基数|标准值?|起点)),?(?=每)"
)
_MORE = "多|超过|超额完成|超额|超出|超|高于|高出|高|增加|增"
_LESS = "少于|少|低于|低|欠|减少|差"
_STEP = regex(
    rf"(?:^|(?<=[,;。]))每(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?P<act>(?![未不没非])[\u4e00-\u9fff]{{0,4}}?)(?P<size>{_N})(?P<unit>{_UNIT})(?P<note>\((?:不足|不满)(?P<b>{_N})(?:{_UNIT})的?(?:部分)?(?:不计算|不计分|不计|不加分|不加)\))?(?:的)?,?(?P<way>加|扣|减)(?P<points>{_N})分"
)
_CAP = regex(rf"加分(?:累计|合计)?(?:最多|最高)?(?:不超过|不得超过|以)(?P<n>{_N})分(?:为限)?")
_MISSED = regex(
    r"(?:^|(?<=[,;。]))(?:未完成(?:计划|目标|任务)?|未达到(?:计划|目标)?|没有完成|低于)(?:的|者),?(?=每(?:少|低|欠|差))"
)


def base_and_steps(text: str, name: str, points: Fraction) -> str:
    """The points at the value, steps up added and steps down taken off: =20家得8分;每超过1家加…;每低于1家扣…"""
    if "加" not in text or "每" not in text:
        return text
    begun = text
    base, start = BASE.search(text), _FROM.search(text)
    if (
        base is not None
        and start is not None
        and len(BASE.findall(text)) == len(_FROM.findall(text)) == 1
    ):
        value = start["a"] or start["b"]
        head = text[: base.start()] + text[base.end() :]
        shift = base.end() - base.start() if base.start() < start.start() else 0
        begin, end = start.start() - shift, start.end() - shift
        if begin < 0 or head[:begin].strip(",;。") or fraction(base["n"]) > points:
            return text
        text = f"={value}得{base['n']}分;{head[end:]}"
    steps = list(_STEP.finditer(text))
    ways = [(bool(m["more"]), m["way"] == "加") for m in steps]
    if not steps or any(more != adds for more, adds in ways) or len(set(ways)) != len(ways):
        return begun
    for match in reversed(steps):
        if not _own_act(match["act"], name):
            return begun
        if match["note"] and fraction(match["b"]) != fraction(match["size"]):
            return begun
        note = f"(不足{match['size']}不计)" if match["note"] else ""
        side = "超过" if match["more"] else "低于"
        put = f"每{side}{match['size']}{match['unit']}{match['way']}{match['points']}分{note}"
        text = text[: match.start()] + put + text[match.end() :]
    text = _MISSED.sub("", text)
    return _CAP.sub(lambda m: f"最高加{m['n']}分", text)


def _own_act(act: str, name: str) -> bool:
    """每多引进1家 under 引进规上企业数; 每高于计划1个百分点 counts from something else."""
    if re.search("计划|目标|预算|任务|概算|标准|基准|上年|平均", act):
        return False
    return act in ("", "完成", "实现") or all(char in name for char in act)
