"""第一档：0-300万元，满分120分，得分=（收入÷300）×120；第二档：300-1000万元，满分335分，得分=120+…: one line behind the other."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.sentences.line import line
from sheetscore.rules.sentences.wording_row import Asked

_HEAD = "(?:指标)?分[二三四五六两]档(?:累进)?(?:计算|计分)[,:;。]"
_BASE = "(?:“{0}”数据为[\u4e00-\u9fff]{{2,10}},)?(?:具体)?(?:(?:评分|计分)(?:方式|办法|标准)(?:如下)?[:,])?"
_STAGE = regex(
    rf"第(?P<k>[一二三四五六])档:(?:(?P<a>{N})(?:{UNIT})?[-~至到]+(?P<b>{N})|(?P<from>{N}))(?P<u>{UNIT})(?P<up>以上)?,满分(?P<full>{N})分,得分=(?P<body>[^;。]+)(?:[;。]|$)"
)
_OTHERS = regex("最高|最低|平均")


def stages_as_lines(said: str, asked: Asked) -> str:
    """Every stage has to begin where the former ends and to give its own full points at its end; else nothing is changed."""
    own = rf"(?:本所|本单位)?{re.escape(asked.row.key)}"
    head = re.match(re.escape(asked.row.key) + _HEAD + _BASE.format(own), said)
    if head is None or not asked.row.key:
        return said
    found, at = [], head.end()
    while match := _STAGE.match(said, at):
        found.append(match)
        at = match.end()
    if len(found) < 2 or at != len(said) or len({each["u"] for each in found}) > 1:
        return said
    if [each["k"] for each in found] != [*"一二三四五六"[: len(found)]]:
        return said
    end, full, parts = Fraction(0), Fraction(0), []
    for number, each in enumerate(found):
        body = re.sub(own, asked.row.key, each["body"])
        part = _part(each, body, end, full, asked, last=number == len(found) - 1)
        if part is None:
            return said
        parts.append(part)
        end, full = fraction(each["b"] or each["from"]), fraction(each["full"])
    return ";".join(parts) if full == asked.points else said


def _part(
    stage: re.Match[str], body: str, end: Fraction, full: Fraction, asked: Asked, *, last: bool
) -> str | None:
    """A stage as a line between its ends; the last one may need the figures of all (全区最高收入), and is left to a person."""
    if stage["from"]:
        plus = re.match(rf"(?P<n>{N})\+", body)
        goes_on = plus is not None and fraction(plus["n"]) == full
        open_ = last and stage["up"] and goes_on and _OTHERS.search(body)
        same = fraction(stage["from"]) == end
        return f">{stage['from']}{stage['u']}的,人工补足给分" if open_ and same else None
    low, high = fraction(stage["a"]), fraction(stage["b"])
    scored = line(body, asked)
    if scored is None or stage["up"] or low != end or high <= low:
        return None
    slope, base = scored
    if slope * low + base != full or slope * high + base != fraction(stage["full"]):
        return None
    sign = "≥" if not low else ">"
    return f"{sign}{stage['a']}{stage['u']}且≤{stage['b']}{stage['u']}的,得分={body}"


PROGRESSIVE = (stages_as_lines,)
