"""One comparison or one range, as printed: ≥90%, 60%（含）以上, 70%-80%（含70%）, 90%≤完成率<95%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from sheetscore.rules.sentences.chunk import SIGN_OF, Token
from sheetscore.rules.sentences.stretch_records import (
    DASH,
    SIGN,
    WORD,
    Of,
    Said,
)
from sheetscore.rules.shapes.elements import Edge

LETTERS = {
    "incl": "i", "each": "E", "pm": "m", "num": "n", "suffix": "s", "between": "b", "done": "D", "missgoal": "M", "reachgoal": "R",
    "absolute": "a", "negative": "z", "op": "p", "goal": "g",
    "miss": "X", "apart": "A", "short": "S", "reach": "r", "join": "j", "comma": "c",
    "dash": "d", "with": "w", "own": "o",
    "named": "N",
}  # fmt: skip


_BOTH = re.compile(r"\((?:均|都|皆|两端均?|两头)|\(不?(?:包?含|包括)(?:两端|两头|端点|边界)")


_ONE = re.compile("pi?ni?s?i?|ni?s?i?")


_RANGE = re.compile("p?ni?s?i?dp?ni?s?i?")


def printed_condition(kept: Sequence[Token], letters: str, of: Of) -> Said | None:
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
    if sign in ("≥", "≤") and mark is False:
        return None  # ≥90%（不含）
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


def _between(
    first: Sequence[Token], second: Sequence[Token], of: Of, dash: bool = False
) -> Said | None:
    s1, one, f1, m1 = _pieces(first)
    s2, two, f2, m2 = _pieces(second)
    m1, m2 = _named_marks(first, second, one, two, m1, m2)
    both = [not t.no for t in (*first, *second) if t.kind == "incl" and _BOTH.match(t.text)]
    if both:
        m1 = m2 = both[-1]  # （均含）
    unit = two.unit or one.unit
    first_unit = one.unit or unit
    value = one.value if one.unit or unit not in ("%", "百分点") else one.value / 100
    if {first_unit, unit} > {unit} and {first_unit, unit} != {"%", "百分点"}:
        return None
    if (
        (s1 and (s1 != "≥" or dash))
        or s2
        or (f1 and f1.endswith(("内", "外")))
        or f2.endswith("外")
    ):
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
