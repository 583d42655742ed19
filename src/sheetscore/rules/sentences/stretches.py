"""Which values of the row's own figure a clause speaks of: 达到目标值80%以上, 低于目标值2个百分点以内, 90%（含）至100%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from sheetscore.rules.sentences.asked import Asked
from sheetscore.rules.sentences.chunk import SIGN_OF, Token
from sheetscore.rules.shapes.elements import Edge

Of = Literal["own", "done", "under", "over", "apart"]
"""own: the figure itself; done: what it is of the target; under, over, apart: how far it lies from the target."""
SIGN, WORD, DASH = 3, 2, 1
"""How strongly an edge says whose it is (docs/读法.md)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values between two edges; `bare` is a value alone (100%得8分), `apart` distances to both sides of `centre`."""

    low: Edge | None
    high: Edge | None
    bare: bool = False
    apart: bool = False
    centre: Fraction = Fraction(0)
    distance: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """A condition as printed, before it is put on the figure's own scale."""

    low: Edge | None
    high: Edge | None
    unit: str
    of: Of
    bare: bool = False
    order: str = ""


_LETTERS = {
    "incl": "i", "each": "E", "pm": "m", "num": "n", "suffix": "s", "between": "b", "done": "D", "missgoal": "M", "reachgoal": "R",
    "absolute": "a", "negative": "z", "op": "p", "goal": "g", "miss": "X", "apart": "A", "short": "S", "reach": "r", "join": "j", "comma": "c", "dash": "d", "with": "w", "own": "o",
    "named": "N",
}  # fmt: skip
_ONE = re.compile("pi?ni?s?i?|ni?s?i?")
_RANGE = re.compile("p?ni?s?i?dp?ni?s?i?")
_ALIAS: dict[str, Of] = {
    "done": "done",
    "under": "under",
    "over": "over",
    "apart": "apart",
    "own": "own",
}


def stretch(found: Sequence[Token], asked: Asked) -> Stretch | None:
    """The values that these words name; None where they name none, or none that can be told."""
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.kind == "join":
            parts.append([])
        else:
            parts[-1].append(token)
    parts = [part for part in parts if any(t.kind not in ("own", "comma") for t in part)]
    if not 1 <= len(parts) <= 2:
        return None
    if any(t.kind == "negative" for t in found):
        others = [t for t in found if t.kind not in ("own", "negative", "comma")]
        return Stretch(None, Edge(Fraction(0), False, SIGN)) if not others else None
    if any(t.kind == "absolute" for t in found):
        asked.absolute = True
        parts = [[t for t in part if t.kind != "absolute"] for part in parts]
    if any(t.kind == "pm" for t in found):
        return _either_side(parts, asked)
    first = _part(parts[0], asked, None)
    if first is None or len(parts) == 1:
        return first
    second = _part(parts[1], asked, parts[0])
    if second is None or first.apart or second.apart or first.bare or second.bare:
        return None
    return _both(first, second)


def _either_side(parts: Sequence[Sequence[Token]], asked: Asked) -> Stretch | None:
    """偏差在±5%以内; 超过±5%但不足±10%; 目标值±2个百分点: how far to both sides of the target."""
    ends: list[Said] = []
    for part in parts:
        kept = [
            t
            for t in part
            if t.kind not in ("own", "comma", "between", "with", "apart", "goal", "pm", "named")
        ]
        said = _said(kept, "".join(_LETTERS[t.kind] for t in kept), "apart")
        if said is None:
            return None
        ends.append(replace(said, low=None, bare=False) if said.bare else said)
    if len(ends) == 1:
        return placed(ends[0], asked)
    lows, highs = [e.low for e in ends if e.low], [e.high for e in ends if e.high]
    if (
        len(lows) != 1
        or len(highs) != 1
        or ends[0].unit != ends[1].unit
        or lows[0].value > highs[0].value
    ):
        return None
    return placed(replace(ends[0], low=lows[0], high=highs[0]), asked)


def _both(one: Stretch, two: Stretch) -> Stretch | None:
    lows = [s.low for s in (one, two) if s.low]
    highs = [s.high for s in (one, two) if s.high]
    if len(lows) != 1 or len(highs) != 1 or lows[0].value > highs[0].value:
        return None
    return Stretch(lows[0], highs[0])


def _measure(part: Sequence[Token], asked: Asked) -> Of | None:
    """What the numbers of a part measure; None where two things are named."""
    kinds: set[Of] = set()
    for token in part:
        if token.kind == "done":
            if asked.row.is_rate and re.search("[占/与除和]", token.text):
                return None
            kinds.add("done")
        elif token.kind == "apart":
            kinds.add("apart")
        elif token.kind == "short":
            kinds.add("under" if asked.better >= 0 else "over")
        elif token.kind == "named":
            kinds.add(_ALIAS[asked.alias[token.text]])
    if len(kinds) > 1:
        return None
    return kinds.pop() if kinds else "own"


def _part(part: Sequence[Token], asked: Asked, before: Sequence[Token] | None) -> Stretch | None:
    asked.share_said = any(one.kind == "goal" and two.text.startswith("的") for one, two in pairwise(part))
    of = _measure(part, asked)
    if of is None:
        return None
    if of == "own" and before is not None:
        of = _measure(before, asked) or "own"
    kept = [
        t
        for t in part
        if t.kind not in ("own", "comma", "between", "with", "done", "apart", "short", "named")
    ]
    if of == "done" and kept and kept[0].kind == "goal":
        kept = kept[1:]
    letters = "".join(_LETTERS[t.kind] for t in kept)
    relation = _to_target(kept, letters, asked, before)
    if relation is not None:
        return relation
    if letters.startswith("X") and of in ("under", "over"):
        kept, letters = kept[1:], letters[1:]
    if letters.endswith("gs") and kept[-1].text.endswith("内"):
        kept, letters = kept[:-1], letters[:-1]
        relation = _to_target(kept, letters, asked, before)
        if relation is not None:
            return relation
    unit = next((t.unit for t in kept if t.kind == "num"), "")
    if of == "own" and unit == "百分点" and asked.distance and "g" not in letters:
        of = "under" if asked.distance == "under" else "over"
    if of == "own" and asked.default == "done" and unit in ("%", ""):
        of = "done"
    if letters.endswith("R") and "n" in letters:
        kept, letters = kept[:-1], letters[:-1]
    sign = SIGN_OF.get(kept[0].text, "") if kept and kept[0].kind == "op" else ""
    if of == "own" and asked.distance and sign in ("<", ">") and "g" not in letters:
        counted = asked.target is not None and asked.target.unit != "%"
        same = (asked.distance == "under") == (sign == "<")
        if same and (unit == "百分点" or (unit == "%" and counted)):
            of = "under" if asked.distance == "under" else "over"
    if of in ("under", "over") and letters.startswith("p") and ("s" in letters or "d" in letters) and sign in ("<", ">"):
        kept, letters = kept[1:], letters[1:]
    if of in ("under", "over"):
        asked.distance = of
    if before is not None and of == "own" and "g" in "".join(_LETTERS[t.kind] for t in before):
        distance = _distance_way(before)
        if distance is not None:
            of = distance
    said = _said(kept, letters, of)
    return None if said is None else placed(said, asked)


def _distance_way(part: Sequence[Token]) -> Of | None:
    """低于目标值2个百分点以上、5个百分点以内: the second distance is counted from the same place."""
    kept = [t for t in part if t.kind not in ("own", "comma", "between", "with")]
    letters = "".join(_LETTERS[t.kind] for t in kept)
    if re.fullmatch("pgni?s?i?", letters):
        sign = SIGN_OF.get(kept[0].text, "")
        return "under" if sign == "<" else "over" if sign == ">" else None
    return None


def _said(kept: Sequence[Token], letters: str, of: Of) -> Said | None:
    """One comparison, or a range, in its own numbers."""
    printed = {re.sub(r"[^\d.]", "", t.text) for t in kept if t.kind == "num"}
    marks = {re.sub(r"[^\d.]", "", t.text) for t in kept if t.kind == "incl"} - {""}
    if not marks <= printed:
        return None  # 95%以上（含90%）
    letters, kept = (
        letters.replace("r", "p"),
        [t if t.kind != "reach" else t._replace(kind="op", text="达到") for t in kept],
    )
    if _ONE.fullmatch(letters):
        return _single(kept, of)
    if _RANGE.fullmatch(letters):
        at = letters.index("d")
        return _between(kept[:at], kept[at + 1 :], of, kept[at].text in ("到", "至"))
    if re.fullmatch("npp?n", letters):
        return _enclosed(kept, of)
    return None


def _enclosed(kept: Sequence[Token], of: Of) -> Said | None:
    """90%≤完成率<95%, 95%>完成率≥90%."""
    numbers = [t for t in kept if t.kind == "num"]
    signs = [SIGN_OF.get(t.text, "") for t in kept if t.kind == "op"]
    if (
        len(signs) != 2
        or {s in ("≤", "<") for s in signs} == {True, False}
        or "=" in signs
        or "" in signs
    ):
        return None
    one, two = numbers
    unit = two.unit or one.unit
    value = one.value if one.unit or unit != "%" else one.value / 100
    if one.unit not in ("", unit):
        return None
    first = Edge(value, signs[0] in ("≤", "≥"), SIGN)
    second = Edge(two.value, signs[1] in ("≤", "≥"), SIGN)
    low, high = (first, second) if signs[0] in ("≤", "<") else (second, first)
    return None if low.value > high.value else Said(low, high, unit, of)


def _pieces(kept: Sequence[Token]) -> tuple[str, Token, str, bool | None]:
    """(sign, number, suffix, included) of one end."""
    sign = next((SIGN_OF.get(t.text, "") for t in kept if t.kind == "op"), "")
    number = next(t for t in kept if t.kind == "num")
    suffix = next((t.text for t in kept if t.kind == "suffix"), "")
    marks = [not t.no for t in kept if t.kind == "incl"]
    return sign, number, suffix, marks[-1] if marks else None


def _single(kept: Sequence[Token], of: Of) -> Said | None:
    sign, number, suffix, mark = _pieces(kept)
    value, unit = number.value, number.unit
    if suffix.endswith("外"):
        return None
    if suffix:
        upper = suffix.endswith("上")
        if sign and not (sign in "≥≤=" and (sign == "=" or (sign == "≥") == upper)):
            if not (sign == "<" and suffix.endswith("内")) and not (
                sign == ">" and suffix.endswith("内")
            ):
                return None
            return None
        closed = mark if mark is not None else True
        inside = suffix.endswith("内")
        strength = (
            SIGN if mark is not None else WORD if upper or inside or suffix[0] in "及或" else DASH
        )
        edge = Edge(value, closed, strength)
        return Said(edge, None, unit, of) if upper else Said(None, edge, unit, of)
    if sign in ("≥", ">"):
        closed = mark if mark is not None else sign == "≥"
        return Said(Edge(value, closed, SIGN), None, unit, of)
    if sign in ("≤", "<"):
        closed = mark if mark is not None else sign == "≤"
        return Said(None, Edge(value, closed, SIGN), unit, of)
    edge = Edge(value, True, SIGN)
    return Said(edge, edge, unit, of, bare=sign != "=")


def _named_marks(
    first: Sequence[Token], second: Sequence[Token], one: Token, two: Token, m1: bool | None, m2: bool | None
) -> tuple[bool | None, bool | None]:  # fmt: skip
    """70%-80%（含70%）: the mark belongs to the end that it names."""
    for mark in (t for t in (*first, *second) if t.kind == "incl"):
        number = re.sub(r"[^\d.]", "", mark.text)
        if number and number == re.sub(r"[^\d.]", "", one.text) != re.sub(r"[^\d.]", "", two.text):
            m1 = not mark.no
            m2 = None if mark in second and m2 is (not mark.no) else m2
    return m1, m2


def _between(first: Sequence[Token], second: Sequence[Token], of: Of, dash: bool = False) -> Said | None:
    s1, one, f1, m1 = _pieces(first)
    s2, two, f2, m2 = _pieces(second)
    m1, m2 = _named_marks(first, second, one, two, m1, m2)
    unit = two.unit or one.unit
    first_unit = one.unit or unit
    value = one.value if one.unit or unit not in ("%", "百分点") else one.value / 100
    if {first_unit, unit} > {unit} and {first_unit, unit} != {"%", "百分点"}:
        return None
    if (s1 and (s1 != "≥" or dash)) or s2 or (f1 and f1.endswith(("内", "外"))) or f2.endswith("外"):
        return None
    if f1 or (f2 and not f2.endswith("内")):
        upper = {f[-1] for f in (f1, f2) if f and f[-1] in "上下"}
        if len({f1[-1:], f2[-1:]} - {""}) == 1 and f1 and f2:
            return None
        rising = value < two.value
        if "上" in upper and ((f1.endswith("上") and not rising) or (f2.endswith("上") and rising)):
            return None
        if "下" in upper and ((f1.endswith("下") and rising) or (f2.endswith("下") and not rising)):
            return None
    asked_order = "rising" if value < two.value else "falling"
    a = _end(value, m1, m2, WORD if f1.endswith("上") else DASH)
    b = _end(two.value, m2, m1, WORD if f2.endswith("上") else DASH)
    low, high = (a, b) if a.value <= b.value else (b, a)
    return Said(low, high, unit, of, order=asked_order)


def _end(value: Fraction, mark: bool | None, other: bool | None, strength: int) -> Edge:
    if mark is not None:
        return Edge(value, mark, SIGN)
    if other is not None:
        return Edge(value, not other, WORD)  # 80%（含）-90%: the other end goes the other way
    return Edge(value, True, strength)


def placed(said: Said, asked: Asked) -> Stretch | None:
    """A printed condition on the scale of the row's own figure."""
    unit = said.unit
    asked.row.unit(_printed(unit))
    target, of = asked.target, said.of
    if said.order:
        asked.orders.add(said.order)
    if unit == "" and of != "done" and asked.row.is_rate and any(e and e.value for e in (said.low, said.high)):
        return None  # 满意度≥9, 控制率≤100: per cent, or times?
    percent = unit in ("%", "百分点")
    counted = target is not None and target.unit != "%"
    if of == "own" and asked.absolute and percent and asked.row.is_rate:
        low = said.low if said.low is not None and said.low.value > 0 else None
        if said.bare or (said.high is not None and said.high.value < 0):
            return None
        return Stretch(low, said.high, False, False)
    if of == "own":
        if percent and counted and not asked.row.is_rate and unit == "%":
            of = "done"
        else:
            return Stretch(said.low, said.high, said.bare)
    if of == "apart" and asked.row.is_rate and percent and target is None:
        asked.absolute = True
        return Stretch(said.low, said.high) if not said.bare else None
    if target is None or target.value <= 0:
        return None
    if of == "done":
        if not percent:
            if unit or any(e and e.value > 2 for e in (said.low, said.high)):
                return None
            asked.default = "done"
        if target.unit == "%" and asked.row.is_rate and target.value != 1 and unit == "百分点":
            return None
        low, high = _times(said.low, target.value), _times(said.high, target.value)
        return Stretch(low, high, said.bare)
    size = target.value if percent and counted else Fraction(1)
    if percent and not counted and unit == "%" and target.value != 1:
        return None  # 低于目标值5% of a rate: points, or a share of it
    if not percent and unit and target.unit not in ("", unit):
        return None
    low, high = _times(said.low, size), _times(said.high, size)
    if of == "apart":
        if low is not None and low.value < 0:
            return None
        return Stretch(low, high, said.bare, True, target.value, True)
    if of == "over":
        near = Edge(target.value, False, SIGN)
        return Stretch(
            _plus(low, target.value) or near,
            _plus(high, target.value),
            False,
            False,
            Fraction(0),
            True,
        )
    near = Edge(target.value, False, SIGN)
    return Stretch(
        _minus(high, target.value),
        _minus(low, target.value) or near,
        False,
        False,
        Fraction(0),
        True,
    )


def _printed(unit: str) -> str:
    return "%" if unit == "百分点" else unit


def _times(edge: Edge | None, by: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=edge.value * by)


def _plus(edge: Edge | None, to: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=edge.value + to)


def _minus(edge: Edge | None, of: Fraction) -> Edge | None:
    return None if edge is None else replace(edge, value=of - edge.value)


def _to_target(
    kept: Sequence[Token], letters: str, asked: Asked, before: Sequence[Token] | None
) -> Stretch | None:
    """达到目标值, 低于目标值, 目标值的90%以上, 低于目标值2个百分点以内."""
    target = asked.target
    if target is None:
        return None
    again = re.fullmatch("(Rg|Mg|pg)n", letters)
    if again is not None and kept[-1].unit == target.unit and kept[-1].value == target.value:
        kept, letters = kept[:-1], again[1]
    if letters in ("Rg", "R", "M", "Mg", "X", "pg"):
        return _relation(kept, letters, asked)
    if letters in ("s", "gs"):
        return None
    share = re.fullmatch("([Rp]?)g(ni?s?i?)", letters)
    if share is None:
        ranged = re.fullmatch("[Rp]?g(ni?s?i?)dg?(ni?s?i?)", letters)
        if ranged is None:
            return None
        numbers = [t for t in kept if t.kind not in ("goal", "reachgoal", "op")]
        said = _said(numbers, "".join(_LETTERS[t.kind] for t in numbers), "done")
        return placed(said, asked) if said and said.unit == "%" else None
    numbers = [t for t in kept if t.kind not in ("goal", "reachgoal", "op")]
    lead = next((t for t in kept if t.kind == "op"), None)
    sign = SIGN_OF.get(lead.text, "") if lead else "≥" if share[1] == "R" else ""
    number = next(t for t in numbers if t.kind == "num")
    suffixed = any(t.kind == "suffix" for t in numbers)
    if sign in ("<", ">") and (number.unit != "%" or suffixed):
        said = _said(
            numbers, "".join(_LETTERS[t.kind] for t in numbers), "under" if sign == "<" else "over"
        )
        if said is None:
            return None
        if said.bare:
            said = replace(said, high=None, bare=False)
            far = placed(said, asked)
            return None if far is None else replace(far, bare=True)
        return placed(said, asked)
    if number.unit != "%":
        return None
    if target.unit == "%" and target.value != 1 and not asked.share_said:
        return None
    if sign in ("<", ">") and number.value < Fraction(1, 2):
        return None
    put = (
        [Token("op", {"≥": "≥", "≤": "≤", "<": "<", ">": ">", "": "", "=": "="}[sign])]
        if sign and not suffixed
        else []
    )
    kept = [*put, *numbers]
    said = _said(kept, "".join(_LETTERS[t.kind] for t in kept), "done")
    return None if said is None else placed(said, asked)


def _relation(kept: Sequence[Token], letters: str, asked: Asked) -> Stretch | None:
    target = asked.target
    assert target is not None
    asked.row.unit(target.unit)
    value, better = target.value, asked.better
    worded = letters != "pg" or kept[0].text.startswith(("达", "未达", "没有达", "未能"))
    if letters == "pg":
        sign = SIGN_OF.get(kept[0].text, "")
        if kept[0].text.startswith("达"):
            letters = "Rg"
        elif sign in ("≥", ">"):
            return Stretch(Edge(value, sign == "≥", SIGN), None)
        elif sign in ("≤", "<") and not kept[0].text.startswith(("未达", "没有达", "达不", "未能")):
            return Stretch(None, Edge(value, sign == "≤", SIGN))
        elif sign == "=":
            return Stretch(Edge(value, True, SIGN), Edge(value, True, SIGN))
        else:
            letters = "M"
    if (
        better == 0
        and kept[0].text.startswith(("完成", "未完成", "没有完成", "完不成"))
        and asked.more_by_doing
    ):
        better = 1
    if better == 0 or (better == -1 and worded and target.sign[:1] not in ("≤", "<")):
        return None
    reached = letters in ("Rg", "R")
    if (better == 1) == reached:
        return Stretch(Edge(value, reached, SIGN), None)
    return Stretch(None, Edge(value, reached, SIGN))
