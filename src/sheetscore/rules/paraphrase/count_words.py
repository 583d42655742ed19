"""Cases that cost points, where the row's own figure is their number: 未发生得10分，发生1起及以上不得分; 每迟报一次扣0.5分.

Only for a row that counts these cases; everything the wording says has to be one of the clauses below.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import (
    loses_limits,
    without_evidence,
    without_marks,
    without_sources,
)
from sheetscore.rules.paraphrase.quantity_words import unit_counted
from sheetscore.rules.paraphrase.rewards import rewards_for_things
from sheetscore.rules.tokens.patterns import UNITS
from sheetscore.words.text import clean, name_key

_N = r"\d+(?:\.\d+)?"
_INT = r"\d+(?!\d)|[一二两三四五六七八九十]"
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_UNIT = "人次|家次|户次|场次|批次|[起件次例处人户家个项篇份座场期批宗条名笔张本]"
_CASES = frozenset("起次例件宗")
"""A case is counted by any of these."""
_WORDS = "[\u4e00-\u9fff“”、]{0,18}?"
_PERIOD = "(?:全年|年内|年度内|本年度内?|当年|考核期内?|评价期内?|年度|全年度)?(?:内)?"
_HAPPEN = "组织|开展|举办|发生|出现|发现|存在|接到|收到|查出|产生|被查出|查实|有|增加|新增|多|超|超出|超过"
_OF = "(?:的|现象|问题|情况|情形)*,?"
_GIVES = (
    rf"(?:(?:该项|本项)?(?P<none>不得分|不计分|得0分|计0分|(?:扣完|扣光|扣除)(?:本项|该项|本指标|该指标)?的?(?:全部|所有)?(?:分值|得分|分数))|(?:得|计|给)(?:(?P<full>满分)|(?P<get>{_N})分)|(?P<free>不扣分)"
    rf"|(?:扣减|扣除|扣|减)(?P<off>{_N})分)"
)
_STOP = "(?=[,;。]|$)"
_CLAUSES = {
    "zero": regex(
        rf"{_PERIOD}(?:实现|做到|保持)?(?:(?:未|没有|无|零|均未|从未)(?P<what>{_WORDS})|(?P<more>{_WORDS})(?:次数|起数|件数|人数|数量|数)?为(?:0|零)(?:{_UNIT})?)"
        rf"{_OF}{_GIVES}{_STOP}"
    ),
    "from": regex(
        rf"(?:自|从)第(?P<n>{_INT})(?:个)?(?P<unit>{_UNIT})(?P<more>{_WORDS})(?:起|开始|及以后|以后),?每(?P<what>{_WORDS})(?:1|一)?(?P<unit2>{_UNIT}){_OF}{_GIVES}{_STOP}"
    ),
    "each": regex(
        rf"{_PERIOD}每(?P<what>{_WORDS})(?P<n>{_INT})?个?(?P<unit>{_UNIT})(?P<more>{_WORDS}){_OF}(?:扣减|扣除|扣|减)(?P<off>{_N})分{_STOP}"
    ),
    "range": regex(
        rf"{_PERIOD}(?P<what>{_WORDS})(?P<n>{_INT})(?:{_UNIT})?[-~至](?P<m>{_INT})(?P<unit>{_UNIT})(?P<more>{_WORDS}){_OF}{_GIVES}{_STOP}"
    ),
    "least": regex(
        rf"{_PERIOD}(?P<what>{_WORDS})(?P<n>{_INT})(?P<unit>{_UNIT})(?:\(含\)|及)?以上(?:\(含(?:{_INT})?(?:{_UNIT})?\))?(?P<more>{_WORDS}){_OF}{_GIVES}{_STOP}"
    ),
    "most": regex(
        rf"{_PERIOD}(?P<what>{_WORDS})(?P<sign>不超过|≤)?(?P<n>{_INT})(?P<unit>{_UNIT})(?:\(含\)|及)?(?P<side>以下|以内|之内|及以下|及以内|)(?:\(含(?:{_INT})?(?:{_UNIT})?\))?(?P<more>{_WORDS}){_OF}{_GIVES}{_STOP}"
    ),
    "over": regex(
        rf"{_PERIOD}(?P<what>{_WORDS})(?:超过|大于|多于|>)(?P<n>{_INT})(?P<unit>{_UNIT})(?P<more>{_WORDS}){_OF}{_GIVES}{_STOP}"
    ),
    "lead": regex(rf"(?:凡)?(?:被)?(?:{_HAPPEN})(?P<what>{_WORDS})(?:的|时)?,(?=每)"),
    "any": regex(
        rf"(?:{_PERIOD}(?:一旦|凡)?(?:被)?(?:{_HAPPEN})(?P<what>{_WORDS}){_OF}|否则,?)(?:该项|本项)?(?P<none>不得分|不计分|得0分|一票否决){_STOP}"
    ),
    "until": regex(
        rf"(?:直至|直到)?(?:本项|该项)?(?:分值|得分)?[扣减]完(?:本项|该项)?(?:分值)?(?:为止)?{_STOP}|(?:累计)?最多扣(?P<max>{_N})分{_STOP}"
    ),
    "well": regex(
        rf"{_PERIOD}(?P<well>[\u4e00-\u9fff、]{{3,16}}?)(?:的)?,?(?:得|计)(?:(?P<full>满分)|(?P<get>{_N})分){_STOP}"
    ),
}
_ORDER = ("until", "lead", "from", "each", "zero", "least", "range", "over", "most", "any", "well")
_LACKS = regex("少|缺|差|欠|低")
_DENIED = regex("未|不|没|无|除|非|仅|只|约|人均|原则|均|酌|视|上年|同比")


def counted_text(text: str, name: str, points: Fraction) -> tuple[str, str]:
    """The wording over the number of cases (things done), as bands and steps, "" where it is not wholly that; and the unit.

    A unit that the wordings know none of (笔) is written 个.
    """
    plain_text = without_marks(text)
    for form in (without_evidence, without_sources):
        plain_text = form(plain_text, name, points)
    if loses_limits(clean(text).text, "", name):
        return "", ""
    things = rewards_for_things(plain_text, name, points)
    if things:
        return things, ""
    cases = _Cases(name, points)
    found = cases.text(plain_text)
    if cases.unit in UNITS:
        return found, ""
    return re.sub(rf"(?<=\d){cases.unit}", "个", found), cases.unit


@dataclass(slots=True)
class _Cases:
    """The clauses read so far, as text over the number of cases."""

    name: str
    points: Fraction
    unit: str = ""
    bands: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    single: dict[int, Fraction] = field(default_factory=dict)
    zero: bool = False
    until: bool = False
    well: str = ""
    core: str = ""
    own_unit: str = ""

    def text(self, wording: str) -> str:
        key = re.sub(r"\([^()]*\)$", "", name_key(self.name))
        self.core, self.own_unit = unit_counted(self.name)
        if not self.core:
            self.core = re.sub("(?:数量|数|量|情况)$", "", key)
        at = 0
        while at < len(wording):
            if wording[at] in ",;。":
                at += 1
                continue
            end = self._take(wording, at)
            if end is None:
                return ""
            at = end
        return self._whole()

    def _take(self, wording: str, at: int) -> int | None:
        for kind in _ORDER:
            match = _CLAUSES[kind].match(wording, at)
            if match is not None and self._read(kind, match):
                return match.end()
        return None

    def _read(self, kind: str, match: re.Match[str]) -> bool:
        said = match.groupdict()
        if kind == "until":
            self.until = True
            if said.get("max"):
                self.steps.append(f"最多扣{said['max']}分")
            return True
        if kind == "zero":
            return self._nothing(said)
        if kind == "lead":
            return self._named(said["what"] or "")
        if kind == "well":
            return self._all_well(said)
        if kind == "any":
            self.bands.append("≥1{unit}不得分")
            return self.zero and len(self.bands) == 2 and self._named(said["what"] or "")
        if not self._counts(said):
            return False
        number = _number(said["n"] or "1")
        if kind == "each":
            self.steps.append(f"每超过{number}{self.unit}扣{said['off']}分")
            return True
        worth = _worth(said, self.points)
        if worth is None:
            return False
        return self._band(kind, number, worth, said)

    def _band(self, kind: str, number: int, worth: Fraction, said: dict[str, str | None]) -> bool:
        unit, given = self.unit, f"得{plain(worth, 4)}分"
        if kind == "from":
            off = said["off"]
            before = self.points if number == 1 else self.single.get(number - 1)
            if off is None or before is None:
                return False
            base = "" if number == 1 else f">{number - 1}{unit}的,以{plain(before, 4)}分为基础"
            self.steps.append(f"{base}每超过1{unit}扣{off}分")
        elif kind == "least":
            self.bands.append(f"≥{number}{unit}{given}")
        elif kind == "over":
            self.bands.append(f">{number}{unit}{given}")
        elif kind == "range":
            self.bands.append(f"{number}-{_number(said['m'] or '')}{unit}{given}")
        elif said["side"] or said["sign"]:
            if (
                said["side"] == "以下"
                and "及以下" not in (said["side"] or "")
                and worth != self.points
            ):
                return False  # 3起以下: with 3 or without it?
            self.bands.append(f"≤{number}{unit}{given}")
            self.zero = True
        else:
            self.single[number] = worth
            self.zero = self.zero or (number == 0 and worth == self.points)
            self.bands.append(f"={number}{unit}{given}")
        return True

    def _nothing(self, said: dict[str, str | None]) -> bool:
        worth = _worth(said, self.points)
        named = self._named(said["what"] or said["more"] or "")
        if worth not in (self.points, 0) or not named or self.zero:
            return False
        self.zero = True
        self.bands.append("=0{unit}得满分" if worth else "=0{unit}不得分")
        return True

    def _all_well(self, said: dict[str, str | None]) -> bool:
        """按时报送各类报表得2分 in front of 每迟报一次扣0.5分: full marks for a row that counts what was not so."""
        words = said["well"] or ""
        worth = _worth({**said, "none": None, "free": None, "off": None}, self.points)
        shared = any(self.core[at : at + 2] in words for at in range(len(self.core) - 1))
        if worth != self.points or not shared or _DENIED.search(words) or self.bands or self.zero:
            return False
        self.well, self.zero = words, True
        self.bands.append("=0{unit}得满分")
        return True

    def _counts(self, said: dict[str, str | None]) -> bool:
        """The case is the row's own, and counted as the row's name counts it."""
        for unit in (said.get("unit"), said.get("unit2")):
            if unit is None:
                continue
            same = unit == self.own_unit or not self.own_unit
            alike = unit in _CASES and self.own_unit in _CASES
            if not (same or alike) or (self.unit and unit != self.unit):
                return False
            self.unit = unit
        return all(self._named(said.get(each) or "") for each in ("what", "more"))

    def _named(self, words: str) -> bool:
        rest = re.sub(rf"^(?:被)?(?:{_HAPPEN})?(?:了)?", "", words)
        rest = re.sub("(?:的|现象|问题|情况)+$", "", rest)
        short = re.sub("(?<=..)(?:案件|事件|事项|行为|案例|情形)$", "", rest)
        if _LACKS.fullmatch(rest):
            return False  # 每少1次 of 每年至少召开4次会议: what is missing, not what was held
        return not rest or rest in self.core or short in self.core

    def _whole(self) -> str:
        each = [step for step in self.steps if step.startswith("每")]
        self.unit = self.unit or self.own_unit
        if len(each) > 1 or not (self.bands or each) or not self.unit:
            return ""
        if (
            len(self.single) == 1
            and not self.steps
            and self.until
            and len(self.bands) == 2
            and self.zero
        ):
            number, worth = next(iter(self.single.items()))
            if number == 1 and worth < self.points:  # 无差错得6分，发现1处扣1分，扣完为止
                off = plain(self.points - worth, 4)
                return f"=0{self.unit}得满分,每超过1{self.unit}扣{off}分,扣完为止"
        if each and self.single:
            return ""
        if self.well and not each:
            return ""
        bands = self.bands if self.zero or not each else ["=0{unit}得满分", *self.bands]
        if not self.zero and not each:
            return ""
        parts = [part.replace("{unit}", self.unit) for part in (*bands, *self.steps)]
        return ";".join([*parts, "扣完为止"] if self.until and self.steps else parts)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _DIGITS[text]


def _worth(said: dict[str, str | None], points: Fraction) -> Fraction | None:
    """What a clause leaves of the points; None below 0."""
    if said.get("none"):
        return Fraction(0)
    if said.get("full") or said.get("free"):
        return points
    if said.get("get"):
        return fraction(said["get"] or "")
    worth = points - fraction(said.get("off") or "")
    return worth if worth >= 0 else None
