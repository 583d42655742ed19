"""Tokens → phrases by the grammar criteria.lark, each with its place in the clean wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from lark import Lark, Transformer, UnexpectedInput
from lark.visitors import v_args

from sheetscore.rules.elements import Award, Condition, Edge, Phrase, Step, Value
from sheetscore.rules.lexer import RuleToken, WordingLexer
from sheetscore.rules.text import Clean


class WordingSyntax(Exception):
    """A wording whose tokens do not make phrases; `position` is where it broke off (in the clean text)."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def read_phrases(wording: Clean) -> list[Phrase]:
    """The phrases of a wording, in order. Raises WordingSyntax where the tokens make none."""
    try:
        phrases: list[Phrase] = _parser().parse(wording)  # type: ignore[assignment]
    except UnexpectedInput as error:
        position = getattr(error, "pos_in_stream", None)
        token = getattr(error, "token", None)
        if isinstance(token, RuleToken) and token.start_pos is not None:
            position = token.start_pos
        raise WordingSyntax(len(wording.text) if position is None else position) from None
    except _OtherValue:
        raise WordingSyntax(wording.text.find("含")) from None
    return [replace(phrase, text=wording.text[phrase.begin : phrase.end]) for phrase in phrases]


@cache
def _parser() -> Lark:
    grammar = files("sheetscore.rules").joinpath("criteria.lark").read_text("utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=WordingLexer,
        transformer=_ToPhrases(),
        propagate_positions=False,
    )


@v_args(inline=True)
class _ToPhrases(Transformer):  # type: ignore[type-arg]
    """Every rule of the grammar as a phrase. The text of a phrase is filled in at the end: the parser serves all wordings."""

    @v_args(inline=False)
    def start(self, children: list[Phrase]) -> list[Phrase]:
        return children

    # -- leaves: (payload, begin, end)
    def value(self, token: RuleToken) -> tuple[Value, RuleToken]:
        return _value(token), token

    def points(self, token: RuleToken) -> tuple[Award, RuleToken]:
        return Award(points=token.payload), token

    def share(self, token: RuleToken) -> tuple[Award, RuleToken]:
        return Award(share=token.payload), token

    def size(self, token: RuleToken) -> tuple[Value, RuleToken]:
        return _value(token), token

    def op(self, token: RuleToken) -> RuleToken:
        return token

    def incl(self, token: RuleToken) -> RuleToken:
        return token

    # -- conditions
    def compared(self, op: RuleToken, value: tuple[Value, RuleToken], *rest: RuleToken) -> Phrase:
        mark = _mark(rest, value[0].number)
        if mark is False and op.payload in "≥≤=":
            raise _OtherValue
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
        if not agrees or op.payload in "<>" or (op.payload == "≤" and str(op) != "控制在"):
            return self._phrase("words", (op, value[1], *rest), None)
        return self._phrase("condition", (op, value[1], *rest), condition)

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
        parts = (first[1], second[1], *(part for part in rest if not isinstance(part, tuple)))
        if not set(named) <= {one.number, two.number}:
            raise _OtherValue
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
        return self._phrase(
            "condition", flat, Condition(low, high, unit, subject=first.data.subject)
        )

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

    # -- awards and deductions
    def points_award(self, *parts: Any) -> Phrase:
        last = parts[-1]
        if isinstance(last, tuple):
            return self._phrase("award", (*parts[:-1], last[1]), last[0])
        return self._phrase("award", parts, Award(points=last.payload))

    def full_award(self, *parts: RuleToken) -> Phrase:
        return self._phrase("award", parts, Award())

    def range_award(self, *parts: RuleToken) -> Phrase:
        first, second = parts[-1].payload
        return self._phrase("award", parts, Award(points=first, to=second))

    def item_award(self, token: RuleToken) -> Phrase:
        return self._phrase("award", (token,), Award(points=token.payload))

    def share_award(self, *parts: Any) -> Phrase:
        return self._phrase("award", (*parts[:-1], parts[-1][1]), parts[-1][0])

    def nothing(self, token: RuleToken) -> Phrase:
        return self._phrase("award", (token,), Award(points=Fraction(0)))

    def step(
        self, each: RuleToken, size: tuple[Value, RuleToken], _deduct: RuleToken, amount: Any
    ) -> Phrase:
        award, token = (
            amount if isinstance(amount, tuple) else (Award(points=amount.payload), amount)
        )
        anchor = each.payload[1] if each.type == "EACH_FROM" else None
        directions = each.payload[0] if each.type == "EACH_FROM" else each.payload
        return self._phrase("step", (each, token), Step(size[0], award, directions, anchor))

    def deduction(self, deduct: RuleToken, amount: Any) -> Phrase:
        if isinstance(amount, tuple):
            award, token = amount
        else:
            award, token = Award(points=amount.payload if amount.type == "NUM" else None), amount
        return self._phrase("deduction", (deduct, token), award)

    # -- single tokens
    def until(self, token: RuleToken) -> Phrase:
        return self._phrase("until", (token,), token.payload)

    def standard(self, token: RuleToken) -> Phrase:
        return self._phrase("standard", (token,), token.payload)

    def exempt(self, token: RuleToken) -> Phrase:
        return self._phrase("exempt", (token,), token.payload)

    def source(self, token: RuleToken) -> Phrase:
        return self._phrase("source", (token,), str(token))

    def case(self, token: RuleToken) -> Phrase:
        return self._phrase("case", (token,), str(token))

    def mark(self, token: RuleToken) -> Phrase:
        return self._phrase("mark", (token,), str(token))

    def sep(self, token: RuleToken) -> Phrase:
        return self._phrase("sep", (token,), str(token))

    def words(self, token: RuleToken) -> Phrase:
        return self._phrase("words", (token,), str(token))

    def cap(self, token: RuleToken) -> Phrase:
        return self._phrase("cap", (token,), token.payload)

    def most(self, token: RuleToken) -> Phrase:
        return self._phrase("most", (token,), token.payload)

    def floor(self, token: RuleToken) -> Phrase:
        return self._phrase("floor", (token,), token.payload)

    def remark(self, token: RuleToken) -> Phrase:
        return self._phrase("remark", (token,), str(token))

    def stated(self, token: RuleToken) -> Phrase:
        return self._phrase("stated", (token,), token.payload)

    def proportion(self, token: RuleToken) -> Phrase:
        return self._phrase("proportion", (token,), token.payload)

    def otherwise(self, token: RuleToken) -> Phrase:
        return self._phrase("otherwise", (token,), str(token))

    def done(self, token: RuleToken) -> Phrase:
        edge = Edge(Fraction(1), True, 3)
        return self._phrase("condition", (token,), Condition(edge, None, "ratio", completion=True))

    def undone(self, token: RuleToken) -> Phrase:
        edge = Edge(Fraction(1), False, 3)
        return self._phrase("condition", (token,), Condition(None, edge, "ratio", completion=True))

    def link(self, token: RuleToken) -> Phrase:
        return self._phrase("link", (token,), str(token))

    def _phrase(self, kind: str, parts: tuple[RuleToken, ...], data: Any) -> Phrase:
        begin = min(part.start_pos or 0 for part in parts)
        end = max(part.end_pos or 0 for part in parts)
        return Phrase(kind, begin, end, data)


def _value(token: RuleToken) -> Value:
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


class _OtherValue(Exception):
    """A （含…）names a value that the condition does not have."""


def _mark(parts: Sequence[RuleToken], number: Fraction) -> bool | None:
    """（含）/（不含）among the parts: True, False, or None. Raises _OtherValue for one that names another value."""
    for part in parts:
        if part.type == "INCL":
            if len(part.payload) != 1:
                raise _OtherValue
            closed, named = part.payload[0]
            if named not in (None, number, number * 100):
                raise _OtherValue
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
