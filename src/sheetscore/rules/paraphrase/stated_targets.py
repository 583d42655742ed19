"""The target of the row as the wording itself states it: 目标值12个。达到目标值得满分; 计划改造14座，完成计划得满分; 达到目标值（95%）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.quantity_words import unit_counted
from sheetscore.words.text import clean

_N = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"%|[\u4e00-\u9fff㎡]{0,3}?(?:/[\u4e00-\u9fff㎡]{1,3})?"
_WHOSE = "(?:年度|全年|本年度?|当年|年初|绩效|预期|既定)*的?"
_OBJECT = "目标任务|任务目标|目标值|指标值|计划值|计划数|计划量|任务数|任务量|目标数|目标量|目标|计划|任务"
_SIGN = "≥|>=|≤|<=|大于等于|小于等于|不少于|不低于|不超过|不高于|控制在"
_SENTENCE = regex(
    rf"(?:^|(?<=[;。])){_WHOSE}(?P<what>{_OBJECT})(?:为|是|:)?(?P<sign>{_SIGN})?(?P<verb>[\u4e00-\u9fff]{{0,8}}?)(?P<sign2>{_SIGN})?"
    rf"(?P<n>{_N})(?P<unit>{_UNIT})(?P<tail>(?:及|\(含\))?以上|(?:及|\(含\))?以内)?[,;。]"
)
_AT_ITS_END = regex(r"[^。;%得扣分加减]{4,60},(?=(?:年度|全年)目标(?:值|任务)?(?:为|是|:)?\d)")
"""全县文物保护单位46处，每处每季度巡查1次，年度目标184次。: what the target is made of, in front of it."""
_BRACKET = regex(
    rf"(?P<what>{_OBJECT})\((?:为|即|是)?(?P<sign>{_SIGN})?(?P<n>{_N})(?P<unit>{_UNIT})(?P<tail>及?以上|以内)?\)"
)
_EQUALS = regex(
    rf"(?:目标值|指标值|计划值|计划数|任务数|目标任务数)(?:为|是|:|=)(?P<sign>{_SIGN})?(?P<n>{_N})(?P<unit>{_UNIT})(?P<tail>及?以上|以内)?(?=[,;。)]|$)"
)
_ALL = regex(
    rf"(?:^|(?<=[,;。]))(?P<what>全部[\u4e00-\u9fff]{{2,3}}?)(?P<sign>)(?P<n>{_N})(?P<unit>{_UNIT})(?P<tail>)(?:的)?(?=,?(?:得|计))"
)
_NO_PLAN = regex(
    "[不未没无非每超低高率比前后第的达增减降升投均约除仅只]|累计|原则|上年|去年|以上|以下|时间|节点|期限"
)
_NO_UNIT = regex("^(?:年|月|日|号|分|时|点|季度|年度|个百分点|级|期末|倍|成)")


class StatedTarget(NamedTuple):
    """The target: ≥ ≤ or "", its number as printed, its unit; `verb` what is planned to be done (改造); `rest` the wording without it."""

    sign: str
    number: str
    unit: str
    verb: str = ""
    rest: str = ""

    @property
    def shown(self) -> str:
        """As a 年度指标值 prints it: ≥12个."""
        return f"{self.sign}{self.number}{self.unit}"


def stated_targets(text: str) -> list[StatedTarget]:
    """Every target that a wording states with its number; a share of the target (目标值的90%) is none."""
    plain = _from_target(clean(text).text)
    return [*_sentences(plain), *_named(plain)]


def _from_target(plain: str) -> str:
    """Without what the target is made of, where that stands in front of it."""
    found = _AT_ITS_END.match(plain)
    return plain[found.end() :] if found is not None else plain


def leading_target(text: str) -> StatedTarget | None:
    """The one target that a sentence of its own states, with the wording without that sentence; None for none, or several."""
    found = list(_sentences(_from_target(clean(text).text)))
    if len(found) != 1 or len({(each.number, each.unit) for each in stated_targets(text)}) != 1:
        return None
    return found[0]


def without_stated(text: str) -> str:
    """达到目标值（95%）as 达到目标值: the number stands elsewhere."""
    return _BRACKET.sub(lambda match: match["what"], clean(text).text)


def _sentences(plain: str) -> Iterator[StatedTarget]:
    for match in _SENTENCE.finditer(plain):
        verb = match["verb"]
        if _NO_UNIT.match(match["unit"]) or _NO_PLAN.search(verb):
            continue
        if verb and match["what"].endswith(("值", "数", "量")):
            continue
        rest = plain[: match.start()] + plain[match.end() :]
        yield _target(match, match["sign"] or match["sign2"], verb, rest)


def _named(plain: str) -> Iterator[StatedTarget]:
    for pattern in (_BRACKET, _EQUALS, _ALL):
        for match in pattern.finditer(plain):
            if not _NO_UNIT.match(match["unit"]):
                yield _target(match, match["sign"], "", "")


def _target(match: re.Match[str], sign: str | None, verb: str, rest: str) -> StatedTarget:
    least = sign in ("≥", ">=", "大于等于", "不少于", "不低于") or "上" in (match["tail"] or "")
    most = sign in ("≤", "<=", "小于等于", "不超过", "不高于", "控制在") or "内" in (
        match["tail"] or ""
    )
    number = match["n"].replace(",", "")
    return StatedTarget("≥" if least else "≤" if most else "", number, match["unit"], verb, rest)


_OWED = regex(
    rf"^(?:全年|年度|本年度?|当年|年内)?(?:应|计划|需|须|拟|目标|任务)(?:为|是)?(?P<verb>[\u4e00-\u9fff]{{0,8}}?)(?P<n>{_N})(?P<unit>[\u4e00-\u9fff㎡]{{1,3}}?)[,;。]"
    r"(?P<all>(?:全部|均|按计划)?(?:完成|(?P<done>(?![未不没非])[\u4e00-\u9fff]{2,4}?))(?:的|任务的)?,?(?:得|计)(?:满分|(?P<points>\d+(?:\.\d+)?)分)[,;。])?"
    r"(?P<step>每(?:少|缺|低于|少于)(?P<act>[\u4e00-\u9fff]{0,6}?)(?:1|一|\d+)(?P=unit)(?:的)?,?(?:扣|减))"
)


def owed_as_full(text: str, name: str, points: Fraction) -> str:
    """应帮扶30户，每少帮扶1户扣0.5分: full marks from 30 on, a step for each that is missing; "" for any other wording.

    What is owed is what the row counts, and what is missing is the same.
    """
    plain = clean(text).text
    match = _OWED.match(plain)
    if match is None or _NO_PLAN.search(match["verb"]):
        return ""
    core, unit = unit_counted(name)
    acts = [act for act in (match["verb"], match["act"], match["done"] or "") if act]
    own = all(act in ("完成",) or all(char in name for char in act) for act in acts)
    same = unit == match["unit"] or (unit in ("场次", "批次") and unit[0] == match["unit"])
    if not same or not core or not own:
        return ""
    if match["points"] and fraction(match["points"]) != points:
        return ""
    step = (
        match["step"].replace(f"每少{match['act']}", "每少", 1) if match["act"] else match["step"]
    )
    return f"≥{match['n'].replace(',', '')}{match['unit']}得满分;{step}{plain[match.end() :]}"
