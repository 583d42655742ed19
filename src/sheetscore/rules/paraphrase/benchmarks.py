"""What the wording itself takes as its measure: 以95%为基准，达到基准的得5分; 基准值90%; 偏离标准值不超过5个百分点."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_UNIT = r"%|[\u4e00-\u9fff㎡]{0,3}?"
_CALLED = "标准值|基准值|标准线|基准线|合格线|达标线|控制线|目标值|参考值|标准|基准|目标|底线"
_STATED = regex(
    rf"(?:^|(?<=[;。,]))(?:以(?P<a>{_N})(?P<u>{_UNIT})(?:作)?为(?P<w>{_CALLED})|(?P<w2>标准值|基准值|合格线|达标线|控制线)(?:为|是|:|=)?(?P<b>{_N})(?P<v>{_UNIT}))[,;。]"
)
_COMPARED = (
    "达到或超过|达到|完成|不低于|不少于|大于等于|大于或等于|高于或等于|≥|低于|少于|小于|未达到|未达|达不到"
    "|不足|没有达到|<|不高于|不超过|小于等于|小于或等于|≤|控制在|高于|超过|大于|超出|>"
)
_SIDES = (
    r"\((?:高于|超过|高|大于|正)(?:或者?|、|和|/)(?:低于|不足|低|小于|负)\)"
    r"|\((?:低于|不足|低|小于|负)(?:或者?|、|和|/)(?:高于|超过|高|大于|正)\)"
)
_WITHIN = regex(
    rf"(?:^|(?<=[,;。:]))(?:与)?(?P<base>{_N}%)?(?:的)?(?:偏离|偏差|相差)(?:{_SIDES})?(?P<base2>{_N}%)?(?:的)?(?:幅度)?(?:在)?(?:不超过|不大于|≤|小于等于)?(?P<w>{_N})个?百分点(?P<inc>\(含(?:{_N}个?百分点)?\))?(?P<tail>以内|之内)?(?P<inc2>\(含(?:{_N}个?百分点)?\))?(?:的)?,?(?=得|计)"
)
_OUTSIDE = regex(
    rf"(?P<lead>(?:(?:偏离|偏差)?(?:超过|超出|大于|>)(?P<a>{_N})个?百分点(?:的|时|以上的?)?,?))(?P<from>(?:在)?(?P<b>{_N})个?百分点(?:以外|之外|的基础上|基础上),?)?每再?(?P<more>再)?(?:偏离|偏差|相差|增加|超出|超过)(?P<size>{_N})个?百分点(?=的?,?(?:扣|减))"
)


_VALUE_FIRST = regex(
    rf"^(?P<own>(?!以)[\u4e00-\u9fff]{{0,12}}?)(?P<v>{_N}%)为(?P<w>基准值?|标准值?)(?:的)?,?(?=得|计)"
)


def from_benchmark(text: str, _name: str, _points: Fraction) -> str:
    """The value in place of what it is called, once it is stated and compared with by that name."""
    text = _VALUE_FIRST.sub(lambda m: f"以{m['v']}为{m['w']}。{m['own']}{m['v']}", text, count=1)
    stated = list(_STATED.finditer(text))
    if len(stated) == 1:
        match = stated[0]
        called = match["w"] or match["w2"]
        value = f"{match['a'] or match['b']}{match['u'] or match['v'] or ''}"
        named = called if called.endswith(("值", "线")) else f"{called}(?:值|线)?"
        rest = text[: match.start()] + text[match.end() :]
        pattern = re.compile(
            rf"(?<!每)(?P<sign>{_COMPARED})(?:了)?(?:该|此|上述)?{named}(?P<up>及以上|以上)?(?!\d)"
        )
        if pattern.search(rest):
            rest = pattern.sub(lambda m: f"{m['sign']}{value}{m['up'] or ''}", rest)
            rest = re.sub(
                rf"(?P<s>高于|低于|超过|不足){re.escape(value)}的?,?每(?=\d)",
                rf"每\g<s>{value}",
                rest,
            )
            text = re.sub(rf"(?<=[高低少多超过于出])(?:该|此)?{named}(?=\d)", "", rest)
        else:
            off = re.compile(rf"(?:偏离|偏差|与)(?P<s>{_SIDES})?(?:该|此)?{named}(?P<t>{_SIDES})?")
            if off.search(rest) and re.search("偏离|偏差|相差", rest):
                text = off.sub(lambda m: f"偏离{m['s'] or m['t'] or ''}{value}", rest)
    return _corridor(text)


def _corridor(text: str) -> str:
    """偏离100%不超过5个百分点得满分；在5个百分点以外每再偏离1个百分点扣1分: from 95% and 105% outwards."""
    inside = _WITHIN.search(text)
    if inside is None or bool(inside["base"]) == bool(inside["base2"]):
        return text
    middle, width = inside["base"] or inside["base2"], fraction(inside["w"])
    sign = re.search("不超过|不大于|≤|小于等于", inside.group())
    if sign is None and not (inside["tail"] or inside["inc"] or inside["inc2"]):
        return text
    centre = fraction(middle.rstrip("%"))
    low, high = plain(centre - width, 6), plain(centre + width, 6)
    step = _OUTSIDE.search(text, inside.end())
    text_step = text
    if step is not None:
        again = step["b"] is not None or step["more"] is not None or "每再" in step.group()
        if (
            fraction(step["a"]) != width
            or not again
            or (step["b"] and fraction(step["b"]) != width)
        ):
            return text
        put = f"每低于{low}%或高于{high}%的{step['size']}个百分点"
        text_step = text[: step.start()] + put + text[step.end() :]
    return f"{text_step[: inside.start()]}{low}%≤完成值≤{high}%{text_step[inside.end() :]}"
