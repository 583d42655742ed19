"""A wording → a rule, read sentence by sentence; None for one of which any part is not understood."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import MONEY_UNITS, fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import loses_limits
from sheetscore.rules.paraphrase.quantity_words import unit_counted
from sheetscore.rules.plain.clause_words import AWARD_FIRST, BRACKETED, CASES, UNTIL
from sheetscore.rules.plain.prints import N, one_print
from sheetscore.rules.rule import Kind, Rule
from sheetscore.rules.sentences.assembly import build
from sheetscore.rules.sentences.clause_records import Clauses
from sheetscore.rules.sentences.clauses import read_clauses
from sheetscore.rules.sentences.harmless import harmless_note
from sheetscore.rules.sentences.in_other_words.open_stretches import unsaid_stretches
from sheetscore.rules.sentences.in_other_words.plain_words import plainly
from sheetscore.rules.sentences.in_other_words.usual_words import base_said
from sheetscore.rules.sentences.wording_row import Asked, Target
from sheetscore.rules.shapes.number_line import Contradiction
from sheetscore.rules.shapes.shapes import Linear, Reading
from sheetscore.rules.tokens.patterns import UNITS
from sheetscore.words.text import clean


def read_sentences(
    text: str, name: str, points: Fraction, target: Target | None = None, *, own: bool = False, reading: Reading = "whole", places: int = 2
) -> Rule | None:  # fmt: skip
    """The rule of the wording `text` under the row's name; `target` is its 年度指标值, where it has one, `own`: there is a 完成值."""
    printed = unsaid_stretches(_PRINCIPLE.sub("", clean(_LINE_END.sub("。", text)).text))
    if len(printed) > _LONGEST or _LIST_DASH.search(printed):
        return None
    if not own and _BASIC.search(printed):
        return None
    if loses_limits(printed, "", name) or _POINT_LOST.search(printed) or _DIRECTION.search(printed):
        return None
    if _TWO_RATES.search(clean(name).text):
        return None
    if (
        target is not None
        and target.unit in MONEY_UNITS
        and len({m["u"] for m in _MONEY.finditer(printed)} | {target.unit}) > 1
    ):
        target = Target(target.sign, target.value * fraction(MONEY_UNITS[target.unit]), "万元")
        printed = _MONEY.sub(
            lambda m: f"{plain(fraction(m['n']) * fraction(MONEY_UNITS[m['u']]), 6)}万元", printed
        )
    if target is not None:
        unit = target.unit.removeprefix("个") if len(target.unit) > 1 else target.unit
        weeks = unit in ("周", "星期") and "天" in printed
        target = Target(
            target.sign, target.value * (7 if weeks else 1), "天" if weeks or unit == "日" else unit
        )
    if target is not None and target.unit == "‰":
        target = Target(target.sign, target.value / 1000, "%")
    asked = Asked(name, points, target, own=own)
    if asked.contradicted or (asked.row.is_rate and target is not None and target.unit == ""):
        return None  # 85 beside 85%: the target of a rate without its sign
    said = plainly(_printed(one_print(printed, name, points)), asked)
    asked.said = said
    capped_rate = _CAP_INSIDE.search(said) is not None
    said = _CAP_INSIDE.sub("", said)
    defined = _SHARE_OF.match(said) if asked.row.is_rate else None
    if defined is not None and harmless_note(defined["what"], asked):
        said = said[defined.end() :]
    found = read_clauses(said, asked)
    if found is None or (not found.given and not found.steps and not found.rest):
        return None
    found.capped_rate = found.capped_rate or capped_rate
    try:
        ladder = build(found, asked)
    except Contradiction:
        return None
    counted_in = _unit(asked)
    if counted_in is None:
        return None
    kind: Kind = "step" if found.steps else "bands"
    if not found.steps and any(isinstance(s.outcome, Linear) for s in ladder.segments):
        kind = "proportional"
    return Rule(
        text=text, points=points, name=name, kind=kind, looks_like=kind, input="rate" if counted_in == "%" else "quantity",
        shape=ladder, unit=counted_in, reading=_reading(found) or reading, places=places,
    )  # fmt: skip


_PRINCIPLE = regex("(?:^|(?<=[;。]))坚持[^,;。]{2,12}原则[,;。]")
_LINE_END = regex(r"(?<=的(?:比例|比重|比率))[ \u3000]*\n")
"""What the rate is, on a line of its own."""
_LONGEST = 600
"""Wordings of a table are shorter; the clauses of a longer text are tried too often."""
_LIST_DASH = regex(r"(?:^|[,，;；。\n])\s*[-—–－]+\s*\d")
"""—95%以上: the dash of a list is no minus."""
_BASIC = regex("得(?:基本分|基础分)(?!\\d)")
"""得基本分 is how many, where nothing beside it tells?"""
_POINT_LOST = regex(r"(?<![\d.])0\d")
"""扣05分: a point is lost in front of the 5, or a digit too many stands there."""
_DIRECTION = regex("越[大高多小低少]越[好优]")
"""（数值越大越优）may say the opposite of the clauses."""
_SHARE_OF = regex("(?P<what>[^;。\\d]{6,80}?(?:的比重|的比例|的比率|之比))[。,]")
"""…的建设面积占全村耕地面积的比重。: what the rate of the row is."""
_TWO_RATES = regex("率[、及和与].*率")
_CAP_INSIDE = regex(
    r"\((?:完成率|执行率)?(?:超过|大于|高于)100%(?:的|以上)?[,]?(?:以|按)100%(?:计算|计)?\)"
)


_INTERVAL = regex(rf"(?P<a>[\[(])(?P<n>{N})(?P<u>%?),(?P<m>{N})(?P<v>%)(?P<b>[\])])")


def _interval(match: re.Match[str]) -> str:
    low, high = "≥" if match["a"] == "[" else ">", "≤" if match["b"] == "]" else "<"
    return f"{low}{match['n']}%且{high}{match['m']}%"


_MONEY = regex(rf"(?P<n>{N})(?P<u>亿元|万元|千元|(?<![万亿千])元)")


def _one_money(said: str) -> str:
    """达到15亿元…每欠1000万元: all of it in 万元."""
    if len({match["u"] for match in _MONEY.finditer(said)}) < 2:
        return said
    return _MONEY.sub(
        lambda m: f"{plain(fraction(m['n']) * fraction(MONEY_UNITS[m['u']]), 6)}万元", said
    )


_DIGIT_OF = {word: number for number, word in enumerate("一二三四五六七八九", 1)}


def _printed(said: str) -> str:
    """A full stop of another alphabet at the end of a sentence; 得10低于 for 得10分,低于 stays as it is."""
    said = base_said(re.sub(r"-{2,}", ",", said))
    said = re.sub(r"^(?:\(\d\)|\d[、.](?!\d))", "", said)
    said = re.sub(
        r"每(?=(?:[起件次例处人户家个项篇份座场期批名天]|人次|家次)(?:的|,)*(?:得|扣|加|计))",
        "每1",
        said,
    )
    said = _INTERVAL.sub(_interval, said)
    said = re.sub("千分之([一二三四五六七八九])", lambda m: f"{_DIGIT_OF[m[1]]}‰", said)
    said = re.sub(rf"千分之({N})", r"\1‰", said)
    said = re.sub(rf"({N})个?千分点", lambda m: f"{plain(fraction(m[1]) / 10, 6)}个百分点", said)
    said = re.sub(rf"({N})‰", lambda m: f"{plain(fraction(m[1]) / 10, 6)}%", said)
    said = re.sub(r"得(?:该项|本项)?(?:权重分值?|标准分)(?=[,;。)]|$)", "得满分", said)
    said = re.sub("单项(?=满分)", "得", said)
    said = re.sub("否则,(?=每)", "", said)
    said = _one_money(said)
    said = re.sub(r"得(?:基本分|基础分)(?=[,;。)]|$)", "得满分", _PRINCIPLE.sub("", said))
    said = re.sub(
        r"(?<!\d)\.(?=\s|[\u4e00-\u9fff]|$)|(?<=[\u4e00-\u9fff])\.(?=\d|$)|(?<=分)\.", "。", said
    )
    return _turned(said)


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


def _reading(found: Clauses) -> Reading | None:
    return found.started or None  # type: ignore[return-value]


def _unit(asked: Asked) -> str | None:
    """The one unit of the values; None for several, or one that the row cannot have."""
    row = asked.row
    units = {u for u in row.units if u}
    target = asked.target
    counted = target is not None and target.unit != "%"
    if row.is_rate and not counted:
        return "%" if units <= {"%"} else None
    if counted and target is not None:
        units.discard("%")
        if target.unit:
            units.add(target.unit)
    if len(units) > 1 and not units <= CASES:
        return None
    unit = min(units, default=target.unit if target is not None and counted else "")
    return unit if _fits(unit, asked.name) else None


def _fits(unit: str, name: str) -> bool:
    """Can a row of this name be counted in this unit? 培训人次 is not counted in 场."""
    _, own = unit_counted(name)
    bracket = BRACKETED.search(name.strip())
    own = bracket["u"] if bracket and bracket["u"] in UNITS else own
    own = "天" if own in ("日", "天数") else "" if name.strip().endswith("成本") else own
    return (
        not (own and unit)
        or own == unit
        or unit.startswith(own)
        or own.startswith(unit)
        or unit.removeprefix("万") == own.removeprefix("万")
        or {own, unit} <= CASES
    )
