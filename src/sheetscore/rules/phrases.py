"""Tokens → phrases by the grammar criteria.lark, each with its place in the clean wording."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from lark import Lark, Transformer, UnexpectedInput
from lark.visitors import v_args

from sheetscore.rules.lexer import RuleToken, WordingLexer
from sheetscore.rules.shapes import Interval
from sheetscore.rules.text import Clean

Unit = Literal["ratio", "number"] | str
"""What a value of a wording is measured in: ratio (%), number (bare), or a unit such as 万元 or 次."""


@dataclass(frozen=True, slots=True)
class Value:
    number: Fraction
    unit: Unit


@dataclass(frozen=True, slots=True)
class Edge:
    """One end of a condition. `strength`: 3 explicit sign or （含）, 2 以上 or implied, 1 bare dash or 以下 (rules.md)."""

    value: Fraction
    closed: bool
    strength: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A stretch of values. `bare`: a value without any sign (100%计满分). `order`: how a range was printed."""

    low: Edge | None
    high: Edge | None
    unit: Unit
    bare: bool = False
    order: Literal["", "rising", "falling"] = ""

    @property
    def interval(self) -> Interval:
        low, high = self.low, self.high
        return Interval(
            low.value if low else None,
            bool(low and low.closed),
            high.value if high else None,
            bool(high and high.closed),
        )


@dataclass(frozen=True, slots=True)
class Award:
    """Points given: a number, the full points, or a share of them."""

    points: Fraction | None = None
    share: Fraction | None = None

    def of(self, full: Fraction) -> Fraction:
        if self.points is not None:
            return self.points
        return full * (Fraction(1) if self.share is None else self.share)


@dataclass(frozen=True, slots=True)
class Step:
    size: Value
    deduct: Award
    directions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """`kind` names the phrase (condition, award, step, until, …); `data` is what it means."""

    kind: str
    begin: int
    end: int
    data: Any
    text: str


class WordingSyntax(Exception):
    """A wording whose tokens do not make phrases; `position` is where it broke off (in the clean text)."""

    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


def read_phrases(wording: Clean) -> list[Phrase]:
    """The phrases of a wording, in order. Raises WordingSyntax where the tokens make none."""
    try:
        tree = _parser().parse(wording)
    except UnexpectedInput as error:
        position = getattr(error, "pos_in_stream", None)
        token = getattr(error, "token", None)
        if isinstance(token, RuleToken) and token.start_pos is not None:
            position = token.start_pos
        raise WordingSyntax(len(wording.text) if position is None else position) from None
    return _ToPhrases(wording).transform(tree)  # type: ignore[no-any-return]


@cache
def _parser() -> Lark:
    grammar = files("sheetscore.rules").joinpath("criteria.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer=WordingLexer, propagate_positions=False)


@v_args(inline=True)
class _ToPhrases(Transformer):  # type: ignore[type-arg]
    def __init__(self, wording: Clean) -> None:
        super().__init__()
        self.wording = wording

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
        low, high = _sides(op.payload, value[0].number, rest[0].payload if rest else None)
        return self._phrase("condition", (op, value[1], *rest), Condition(low, high, value[0].unit))

    def suffixed(self, value: tuple[Value, RuleToken], *rest: RuleToken) -> Phrase:
        word = next(t for t in rest if t.type == "SUFFIX")
        closed = next((t.payload for t in rest if t.type == "INCL"), None)
        explicit = closed is not None or word[0] in "及或("
        is_closed = True if closed is None else bool(closed)
        upper = word.endswith(("以上", "之上"))
        edge = Edge(value[0].number, is_closed, 3 if explicit else (2 if upper else 1))
        low, high = (edge, None) if upper else (None, edge)
        return self._phrase("condition", (value[1], *rest), Condition(low, high, value[0].unit))

    def ranged(self, first: tuple[Value, RuleToken], *rest: Any) -> Phrase:
        marks: list[bool | None] = [None, None]
        second: tuple[Value, RuleToken] | None = None
        parts: list[RuleToken] = [first[1]]
        for part in rest:
            if isinstance(part, tuple):
                second = part
                parts.append(part[1])
            else:
                parts.append(part)
                if part.type == "INCL":
                    marks[1 if second else 0] = bool(part.payload)
        assert second is not None
        one, two = _same_unit(first[0], second[0])
        edges = [
            _range_edge(one.number, marks[0], marks[1]),
            _range_edge(two.number, marks[1], marks[0]),
        ]
        falling = one.number > two.number
        low, high = (edges[1], edges[0]) if falling else (edges[0], edges[1])
        unit = two.unit if one.unit == two.unit else "mixed"
        order: Literal["rising", "falling"] = "falling" if falling else "rising"
        return self._phrase("condition", tuple(parts), Condition(low, high, unit, order=order))

    def both(self, *parts: Any) -> Phrase:
        sides: dict[str, Edge | None] = {"low": None, "high": None}
        flat: list[RuleToken] = []
        units: set[Unit] = set()
        for index, part in enumerate(parts):
            if isinstance(part, tuple):
                flat.append(part[1])
                op = parts[index - 1]
                after = parts[index + 1] if index + 1 < len(parts) else None
                mark = (
                    after.payload if isinstance(after, RuleToken) and after.type == "INCL" else None
                )
                low, high = _sides(op.payload, part[0].number, mark)
                sides = {"low": low or sides["low"], "high": high or sides["high"]}
                units.add("ratio" if part[0].number == 0 else part[0].unit)
            else:
                flat.append(part)
        unit = units.pop() if len(units) == 1 else "mixed"
        condition = Condition(sides["low"], sides["high"], unit)
        if condition.low is None or condition.high is None:
            return self._phrase("words", tuple(flat), None)
        return self._phrase("condition", tuple(flat), condition)

    def bare(self, value: tuple[Value, RuleToken], *rest: RuleToken) -> Phrase:
        edge = Edge(value[0].number, True, 3)
        return self._phrase(
            "condition", (value[1], *rest), Condition(edge, edge, value[0].unit, bare=not rest)
        )

    # -- awards and deductions
    def points_award(self, *parts: Any) -> Phrase:
        last = parts[-1]
        if isinstance(last, tuple):
            return self._phrase("award", (*parts[:-1], last[1]), last[0])
        return self._phrase("award", parts, Award(points=last.payload))

    def full_award(self, *parts: RuleToken) -> Phrase:
        return self._phrase("award", parts, Award())

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
        return self._phrase("step", (each, token), Step(size[0], award, each.payload))

    def deduction(self, deduct: RuleToken, amount: Any) -> Phrase:
        award, token = amount if isinstance(amount, tuple) else (Award(), amount)
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

    def _phrase(self, kind: str, parts: tuple[RuleToken, ...], data: Any) -> Phrase:
        begin = min(part.start_pos or 0 for part in parts)
        end = max(part.end_pos or 0 for part in parts)
        return Phrase(kind, begin, end, data, self.wording.text[begin:end])


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
