"""Tokens → phrases by the grammar criteria.lark, each with its place in the clean wording."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, UnexpectedInput
from lark.visitors import v_args

from sheetscore.rules.shapes.elements import Award, Condition, Edge, Phrase, Step, Value
from sheetscore.rules.tokens.conditions import Conditions, OtherValue, value_of
from sheetscore.rules.tokens.lexer import RuleToken, WordingLexer
from sheetscore.words.text import Clean


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
    except OtherValue:
        raise WordingSyntax(wording.text.find("含")) from None
    text = wording.text
    return [Phrase(p.kind, p.begin, p.end, p.data, text[p.begin : p.end]) for p in phrases]


@cache
def _parser() -> Lark:
    grammar = files("sheetscore.rules.tokens").joinpath("criteria.lark").read_text("utf-8")
    return Lark(
        grammar,
        parser="lalr",
        lexer=WordingLexer,
        transformer=_ToPhrases(),
        propagate_positions=False,
    )


@v_args(inline=True)
class _ToPhrases(Conditions):
    """Every rule of the grammar as a phrase. The text of a phrase is filled in at the end: the parser serves all wordings."""

    @v_args(inline=False)
    def start(self, children: list[Phrase]) -> list[Phrase]:
        return children

    # -- leaves: (payload, begin, end)
    def value(self, token: RuleToken) -> tuple[Value, RuleToken]:
        return value_of(token), token

    def points(self, token: RuleToken) -> tuple[Award, RuleToken]:
        return Award(points=token.payload), token

    def share(self, token: RuleToken) -> tuple[Award, RuleToken]:
        return Award(share=token.payload), token

    def size(self, token: RuleToken) -> tuple[Value, RuleToken]:
        return value_of(token), token

    def op(self, token: RuleToken) -> RuleToken:
        return token

    def incl(self, token: RuleToken) -> RuleToken:
        return token

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
        printed = each.payload[1] if each.type == "EACH_FROM" else None
        anchor = printed if isinstance(printed, Fraction) else None
        anchors = printed if isinstance(printed, tuple) else None
        directions = each.payload[0] if each.type == "EACH_FROM" else each.payload
        return self._phrase(
            "step", (each, token), _step(each, Step(size[0], award, directions, anchor, anchors))
        )

    def bonus(
        self, each: RuleToken, size: tuple[Value, RuleToken], add: RuleToken, points: Any
    ) -> Phrase:
        return replace(self.step(each, size, add, points), kind="bonus")

    def added(self, token: RuleToken) -> Phrase:
        return self._phrase("added", (token,), token.payload)

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

    def open(self, token: RuleToken) -> Phrase:
        return self._phrase("open", (token,), str(token))

    def close(self, token: RuleToken) -> Phrase:
        return self._phrase("close", (token,), str(token))

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

    def scoring(self, token: RuleToken) -> Phrase:
        return self._phrase("scoring", (token,), token.payload)

    def beyond(self, token: RuleToken) -> Phrase:
        return self._phrase("beyond", (token,), token.payload)

    def base(self, token: RuleToken) -> Phrase:
        return self._phrase("base", (token,), token.payload)

    def full_note(self, token: RuleToken) -> Phrase:
        return self._phrase("full_note", (token,), token.payload)

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


def _step(each: RuleToken, step: Step) -> Step:
    """A step with what its words name: the plan it is counted from, or what is done."""
    verb = re.search("(完成|到位|缴纳|上缴|收缴|缴|支付|执行|拨付|办结|入库|使用|发放|落实)$", each)
    plan = re.search("预算|概算|计划", each) is not None
    return replace(step, of_plan=plan, verb=verb[1] if verb else "")
