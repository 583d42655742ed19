"""The conditions of a wording: ≥95%, 80%（含）-90%, 90%以上, 10%＜率≤20%, [90%,95%), ±5%以内 → edges and units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, Literal

from lark import Transformer
from lark.visitors import v_args

from sheetscore.rules.shapes.elements import Condition, Edge, Phrase, Value
from sheetscore.rules.tokens.lexer import RuleToken


@v_args(inline=True)
class Conditions(Transformer):  # type: ignore[type-arg]
    """Every form of a condition in the grammar, as a phrase; phrases.py has the other phrases."""

    def _phrase(self, kind: str, parts: tuple[RuleToken, ...], data: Any) -> Phrase:
        begin = min(part.start_pos or 0 for part in parts)
        end = max(part.end_pos or 0 for part in parts)
        return Phrase(kind, begin, end, data)

    def compared(self, op: RuleToken, value: tuple[Value, RuleToken], *rest: RuleToken) -> Phrase:
        mark = _mark(rest, value[0].number)
        if mark is False and op.payload in "≥≤=":
            raise OtherValue
        low, high = _sides(op.payload, value[0].number, mark)
        return self._phrase("condition", (op, value[1], *rest), Condition(low, high, value[0].unit))

    def suffixed(self, value: tuple[Value, RuleToken], *rest: RuleToken) -> Phrase:
        word = next(t for t in rest if t.type == "SUFFIX")
        mark = _mark(rest, value[0].number)
        explicit = mark is not None or word[0] in "及或("
        upper = word.endswith(("以上", "之上"))
        strong = upper or word.endswith("内")
        edge = Edge(value[0].number, mark is not False, 3 if explicit else (2 if strong else 1))
        low, high = (edge, None) if upper else (None, edge)
        return self._phrase("condition", (value[1], *rest), Condition(low, high, value[0].unit))

    def reached(self, op: RuleToken, value: tuple[Value, RuleToken], *rest: RuleToken) -> Phrase:
        """达到95%以上, 为100%及以下: the word in front says the same, or nothing."""
        phrase = self.suffixed(value, *rest)
        condition: Condition = phrase.data
        agrees = op.payload == "=" or (op.payload == "≥") == (condition.low is not None)
        if op.payload in "<>" and (op.payload == ">") == (condition.low is not None):
            return self.compared(op, value, *(part for part in rest if part.type == "INCL"))
        if not agrees or op.payload in "<>" or (op.payload == "≤" and str(op) != "控制在"):
            return self._phrase("words", (op, value[1], *rest), None)
        return self._phrase("condition", (op, value[1], *rest), condition)

    def ranged_from(self, *parts: Any) -> Phrase:
        """95%以下至80%（含80%）: the upper end without its value, as 以下 says."""
        word = next(part for part in parts if getattr(part, "type", "") == "SUFFIX")
        rest = [part for part in parts if part is not word]
        phrase = self.ranged(*rest)
        condition = phrase.data
        if not word.endswith("以下") or condition.order != "falling" or condition.high is None:
            return replace(phrase, kind="words", data=None)
        closed = condition.high.closed and condition.high.strength == 3
        return replace(phrase, data=replace(condition, high=Edge(condition.high.value, closed, 2)))

    def bracketed(self, token: RuleToken) -> Phrase:
        """[90%,95%)"""
        low, low_closed, high, high_closed, unit = token.payload
        top = None if high is None else Edge(high, high_closed, 3)
        return self._phrase("condition", (token,), Condition(Edge(low, low_closed, 3), top, unit))

    def spread(self, *parts: Any) -> Phrase:
        """100%±5%, 为100%±5%"""
        middle, width = (part for part in parts if isinstance(part, tuple))
        op = parts[0] if not isinstance(parts[0], tuple) else None
        flat = tuple(part[1] if isinstance(part, tuple) else part for part in parts)
        settled = op is None or op.payload == "=" or op == "控制在"
        if middle[0].unit != width[0].unit or not settled:
            return self._phrase("words", flat, None)
        low, high = (Edge(middle[0].number + sign * width[0].number, True, 3) for sign in (-1, 1))
        return self._phrase("condition", flat, Condition(low, high, middle[0].unit))

    def around(self, *parts: Any) -> Phrase:
        """±5%以内, 控制在±5%, 超过±10%: of the amount of the deviation, whichever its sign."""
        value = next(part for part in parts if isinstance(part, tuple))
        tokens = tuple(part for part in parts if not isinstance(part, tuple))
        op = next((t for t in tokens if t.type == "OP"), None)
        suffix = next((str(t) for t in tokens if t.type == "SUFFIX"), "")
        flat = (*tokens, value[1])
        rest = tuple(t for t in tokens if t.type in ("INCL", "SUFFIX"))
        if any(t.type == "BETWEEN" for t in tokens):
            if op is not None:
                return self._phrase("words", flat, None)
            edge = Edge(value[0].number, _mark(rest, value[0].number) is not False, 2)
            within = Condition(None, edge, value[0].unit, absolute=True)
            return self._phrase("condition", flat, within)
        if suffix and (op is None or op.payload in "≤="):
            condition = self.suffixed(value, *rest).data
        elif op is not None and not suffix and op.payload in "≤<>":
            condition = self.compared(op, value, *rest).data
        else:
            return self._phrase("words", flat, None)
        return self._phrase("condition", flat, replace(condition, absolute=True))

    def around_range(self, *parts: Any) -> Phrase:
        """±5%-±10%"""
        rest = [p for p in parts if isinstance(p, tuple) or p.type != "PLUSMINUS"]
        phrase = self.ranged(*rest)
        condition = replace(phrase.data, absolute=True)
        return replace(phrase, begin=parts[0].start_pos or 0, data=condition)

    def ranged(self, first: tuple[Value, RuleToken], *rest: Any) -> Phrase:
        second: tuple[Value, RuleToken] = next(part for part in rest if isinstance(part, tuple))
        split = rest.index(second)
        before = [part for part in rest[:split] if part.type == "INCL"]
        after = [part for part in rest[split + 1 :] if part.type == "INCL"]
        one, two = _same_unit(first[0], second[0])
        marks_after = [mark for part in after for mark in part.payload]
        named = {value: closed for closed, value in marks_after if value is not None}
        plain = [closed for closed, value in marks_after if value is None]
        marks = [
            _mark(before, one.number) if before else named.get(one.number),
            plain[0] if plain else named.get(two.number),
        ]
        if len(plain) > 1:  # （含两端）
            marks[0] = plain[1]
        parts = (first[1], second[1], *(part for part in rest if not isinstance(part, tuple)))
        if not set(named) <= {one.number, two.number}:
            raise OtherValue
        edges = [
            _range_edge(one.number, marks[0], marks[1]),
            _range_edge(two.number, marks[1], marks[0]),
        ]
        falling = one.number > two.number
        low, high = (edges[1], edges[0]) if falling else (edges[0], edges[1])
        unit = two.unit if one.unit == two.unit else "mixed"
        order: Literal["rising", "falling"] = "falling" if falling else "rising"
        return self._phrase("condition", parts, Condition(low, high, unit, order=order))

    def enclosed(self, *parts: Any) -> Phrase:
        """10%＜结转结余率≤20%: the name in the middle is the subject."""
        split = next(i for i, part in enumerate(parts) if getattr(part, "type", "") == "LEFT_OP")
        first = self.reversed(*parts[: split + 2])
        second = self.compared(*parts[split + 2 :])
        low, high = first.data.low or second.data.low, first.data.high or second.data.high
        one, two = _same_unit(
            Value(Fraction(0), first.data.unit), Value(Fraction(0), second.data.unit)
        )
        bounded = low is not None and high is not None and first.data.low is not second.data.low
        flat = tuple(part[1] if isinstance(part, tuple) else part for part in parts)
        if not bounded or (first.data.low is None) == (second.data.low is None):
            return self._phrase("words", flat, None)
        unit = two.unit if one.unit == two.unit else "mixed"
        inside = "" if first.data.subject in ("且", "并且", "而", "同时") else first.data.subject
        return self._phrase("condition", flat, Condition(low, high, unit, subject=inside))

    def reversed(self, value: tuple[Value, RuleToken], *rest: RuleToken) -> Phrase:
        """60%≤完成率"""
        sign = next(part for part in rest if part.type == "LEFT_OP")
        mirrored = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}[sign.payload]
        low, high = _sides(mirrored, value[0].number, _mark(rest, value[0].number))
        condition = Condition(low, high, value[0].unit, subject=str(rest[-1]))
        return self._phrase("condition", (value[1], *rest), condition)

    def bare(self, value: tuple[Value, RuleToken], *rest: RuleToken) -> Phrase:
        edge = Edge(value[0].number, True, 3)
        if _mark(rest, value[0].number) is False:
            return self._phrase("words", (value[1], *rest), None)
        return self._phrase(
            "condition", (value[1], *rest), Condition(edge, edge, value[0].unit, bare=True)
        )


def value_of(token: RuleToken) -> Value:
    if token.type in ("PERCENT", "POINT_DIFF"):
        return Value(token.payload, "ratio")
    if token.type == "QUANTITY":
        number, unit = token.payload
        return Value(number, unit)
    return Value(token.payload, "number")


def _same_unit(first: Value, second: Value) -> tuple[Value, Value]:
    """0-10% and 10-20%: the first number takes the second one's unit; 0 fits every unit."""
    if first.unit == "number" and second.unit == "ratio":
        return Value(first.number / 100, "ratio"), second
    if first.unit == "number" and second.unit != "number":
        return Value(first.number, second.unit), second
    if second.unit == "number" and first.unit != "number" and second.number == 0:
        return first, Value(Fraction(0), first.unit)
    return first, second


class OtherValue(Exception):
    """A （含…）names a value that the condition does not have."""


def _mark(parts: Sequence[RuleToken], number: Fraction) -> bool | None:
    """（含）/（不含）among the parts: True, False, or None. Raises OtherValue for one that names another value."""
    for part in parts:
        if part.type == "INCL":
            if len(part.payload) != 1:
                raise OtherValue
            closed, named = part.payload[0]
            if named not in (None, number, number * 100):
                raise OtherValue
            return bool(closed)
    return None


def _sides(sign: str, number: Fraction, mark: bool | None) -> tuple[Edge | None, Edge | None]:
    """The edges of `sign number`; a（含）or（不含）behind it overrides the sign."""
    closed = sign in "≥≤=" if mark is None else mark
    edge = Edge(number, closed, 3)
    if sign == "=":
        return edge, edge
    return (edge, None) if sign in "≥>" else (None, edge)


def _range_edge(number: Fraction, own: bool | None, other: bool | None) -> Edge:
    """An end of a dashed range: its own mark is explicit; 不含 at the other end implies that this one is in."""
    if own is not None:
        return Edge(number, own, 3)
    return Edge(number, True, 2 if other is False else 1)
