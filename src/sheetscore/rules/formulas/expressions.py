"""Arithmetic over the names of figures, as the formulas of the 指标说明 print it, with stated repairs of slips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import VisitError
from lark.lexer import Lexer
from lark.visitors import v_args

from sheetscore.exact.amounts import percent, plain
from sheetscore.regexes import regex
from sheetscore.rules.shapes.excel_text import GUARD, ladder_formula
from sheetscore.rules.shapes.excel_text import number as literal
from sheetscore.rules.shapes.shapes import Ladder, Reading
from sheetscore.rules.tokens.patterns import numeral

Repairs = list[tuple[str, str, str]]
"""(rule, found, read as) of each slip."""
MAX_DEPTH = 50
"""Deepest nesting of brackets taken."""
MAX_OPERATORS = 100
"""Most operators in one formula."""
LONGEST_TERM = 60
"""Longest name of a figure in a formula; longer runs are sentences."""
OPEN, CLOSE = "([{", ")]}"


_ALONE = ("group", "abs")
"""What stands round one part."""
_BAR = regex(r"\|([^|]+)\|")
_UNIT_BEHIND = regex(
    r"(?<=[\u4e00-\u9fff”])\((?:[A-Za-z]|(?:单位:)?[万亿千百]?元|人|个|项|件|户|家|次|份|台|套|辆|㎡|平方米)\)(?=[-+*/)\]}|]|$)"
)
"""Brackets behind the name of a figure that say nothing of which it is: 全年执行数(B), 编制数(人)."""
_RATIO_OF = regex(r"(?<=/)(?P<a>[\u4e00-\u9fff]{2,20}?)的(?:比值|比率|百分比)(?=\*|$|\))")
"""实际完成量/目标任务的比值×分值: what the quotient is called."""
_OF_NAME = regex(
    r"(?<=[\u4e00-\u9fff”])\(((?:20\d\d年度?)?[\u4e00-\u9fff]{0,12})\)(?=[-+*/)\]}|\u4e00-\u9fff]|$)"
)
"""Brackets that are part of the name of a figure: 全年预算数(调整后), 追加(调整)预算数."""
_SHOWN = 4
_NO_VALUE = "(1/0)"
"""An error in a cell: what the wording does not cover has no score."""


class NotCovered(ArithmeticError):
    """A value of which the wording says nothing; the argument names it."""


@dataclass(frozen=True, slots=True)
class Node:
    """An expression: op is term, number, +, -, *, /, group, abs or score; `text` a term's name, `value` a number's.

    A score is what `ladder` gives for its one part; its `text` is the condition where it only counts whether that holds.
    """

    op: str
    parts: tuple[Node, ...] = ()
    text: str = ""
    value: Fraction = Fraction(0)
    ladder: Ladder | None = None
    reading: Reading = "whole"

    def terms(self) -> tuple[str, ...]:
        """Names in order of appearance, each once."""
        if self.op == "term":
            return (self.text,)
        return tuple(dict.fromkeys(term for part in self.parts for term in part.terms()))

    def evaluate(self, values: Mapping[str, Fraction]) -> Fraction:
        """Exact value. Raises ZeroDivisionError, KeyError for a term without a figure."""
        if self.op == "term":
            return values[self.text]
        if self.op == "number":
            return self.value
        first = self.parts[0].evaluate(values)
        if self.op in _ALONE:
            return abs(first) if self.op == "abs" else first
        if self.ladder is not None:
            return self._scored(first)
        second = self.parts[1].evaluate(values)
        if self.op == "+":
            return first + second
        if self.op == "-":
            return first - second
        return first * second if self.op == "*" else first / second

    def put(self, term: str, node: Node) -> Node:
        """The same with `node` in place of a term."""
        if self.op == "term":
            return node if self.text == term else self
        return replace(self, parts=tuple(part.put(term, node) for part in self.parts))

    def under(self, reading: Reading) -> Node:
        """The same with its scores under another reading of a started step."""
        return replace(self, parts=tuple(each.under(reading) for each in self.parts), reading=reading)  # fmt: skip

    def scores(self) -> tuple[Node, ...]:
        """The scores that it is made of."""
        own = (self,) if self.ladder is not None else ()
        return own + tuple(each for part in self.parts for each in part.scores())

    def tell(self, values: Mapping[str, Fraction]) -> str:
        """What a score comes from, and what it is: 到位率 98% 得 3.8 分."""
        value, score = self.parts[0].evaluate(values), self.evaluate(values)
        name = self.parts[0].show(excel=False)
        if self.text:
            return f"{name}{self.text}：{'符合' if score else '不符合'}"
        return f"{name} {percent(value, _SHOWN)} 得 {plain(score, _SHOWN)} 分"

    def _scored(self, value: Fraction) -> Fraction:
        assert self.ladder is not None
        score = self.ladder.score(value, self.reading)
        if score is None:
            raise NotCovered(self.parts[0].show(excel=False))
        return score

    def divisors(self) -> tuple[Node, ...]:
        """Everything that something is divided by, outermost first."""
        own = (self.parts[1],) if self.op == "/" else ()
        return own + tuple(each for part in self.parts for each in part.divisors())

    def show(self, refs: Mapping[str, str] | None = None, excel: bool = True) -> str:
        """The expression as text, terms replaced by `refs` (cells, figures); Excel signs or printed ones."""
        if self.op == "term":
            return (refs or {}).get(self.text, self.text)
        if self.op == "number":
            return literal(self.value)
        if self.op == "group":
            return f"({self.parts[0].show(refs, excel)})"
        if self.ladder is not None:
            inner = self.parts[0].show(refs, excel)
            if excel:
                return ladder_formula(self.ladder, f"({inner})", self.reading, GUARD, _NO_VALUE)
            return f"〔{inner}{self.text}〕" if self.text else f"{inner}的得分"
        if self.op == "abs":
            inner = self.parts[0].show(refs, excel)
            return f"ABS({inner})" if excel else f"|{inner}|"
        sign = self.op if excel else {"*": "×", "/": "÷"}.get(self.op, self.op)
        return f"{self.parts[0].show(refs, excel)}{sign}{self.parts[1].show(refs, excel)}"


def read_expression(body: str, *, mixed: bool = False) -> tuple[Node, Repairs]:
    """Raises ValueError or UnexpectedInput for what is no expression; `mixed`: 1-A/B is one, though no brackets part the two."""
    body = body.replace("追加(减)", "追加减")
    _check_brackets(body)
    body = _OF_NAME.sub(r"（\1）", _UNIT_BEHIND.sub("", _RATIO_OF.sub(r"\g<a>", body)))
    body = _BAR.sub(r"⌈\1⌉", body)
    if "|" in body:
        raise ValueError("绝对值号不成对")
    if sum(body.count(sign) for sign in "+-*/") > MAX_OPERATORS:
        raise ValueError(f"运算超过 {MAX_OPERATORS} 步")
    body, lost = _lost_times(body)
    repaired, repairs = _bracket_ratio(body)
    repairs = lost + repairs
    tree = _parser().parse(repaired)
    try:
        node = _ToNode().transform(tree)
    except VisitError as error:
        raise error.orig_exc from None
    if not mixed and _mixes(node):
        raise ValueError("加减与除法之间缺少括号")
    return node, repairs


def _check_brackets(body: str) -> None:
    stack: list[str] = []
    for char in body:
        if char in OPEN:
            stack.append(CLOSE[OPEN.index(char)])
            if len(stack) > MAX_DEPTH:
                raise ValueError(f"括号超过 {MAX_DEPTH} 层")
        elif char in CLOSE and (not stack or stack.pop() != char):
            raise ValueError("括号不成对")
    if stack:
        raise ValueError("括号不成对")


def _lost_times(body: str) -> tuple[str, Repairs]:
    """合格档案数/抽检档案数100%: the × before a closing 100% got lost."""
    match = re.search(r"(?<=[^\d*+/(\[{.xX-])100%$", body)
    if not match:
        return body, []
    fixed = f"{body[: match.start()]}*100%"
    return fixed, [("100% 前漏印了乘号", body, fixed)]


_FLAT_RATIO = regex(
    r"(?P<open>^|[(\[{])(?P<top>[^()\[\]{}/*]+)/(?P<low>[^()\[\]{}/*]+)(?P<close>[)\]}]|$|(?=\*100%$))"
)


def _bracket_ratio(body: str) -> tuple[str, Repairs]:
    """`A+B-C/A+B` inside one pair of brackets reads (A+B-C)/(A+B) when every term below stood above already."""
    repairs: Repairs = []

    def repair(match: re.Match[str]) -> str:
        top, low = match["top"], match["low"]
        above, below = (set(re.split(r"[+-]", side)) for side in (top, low))
        if len(above) < 2 or not below <= above:
            return match[0]
        fixed = f"({top})/({low})"
        repairs.append(("分子、分母缺括号", f"{top}/{low}", fixed))
        return f"{match['open']}{fixed}{match['close']}"

    return _FLAT_RATIO.sub(repair, body), repairs


def _mixes(node: Node) -> bool:
    """True where a sum has a quotient of two terms as a member without brackets: money plus a ratio. 1-变动率/10% is none."""
    if node.op in "+-" and any(part.op == "/" for part in node.parts):
        one = node.parts[0].op == "number" and not node.parts[0].text
        return not one or node.parts[0].value != 1 or _mixes(node.parts[1])
    return any(_mixes(part) for part in node.parts)


def multiplies(node: Node) -> bool:
    """成活面积/计划面积×成活率: two figures multiplied are no rate of the row."""
    if node.op == "*" and all(part.terms() for part in node.parts):
        return True
    return any(multiplies(part) for part in node.parts)


def adds_hundred(node: Node) -> bool:
    """决算数/预算数×100-100: a number of percentage points, and no rate."""
    if node.op in ("+", "-"):
        return any(part.op == "number" and part.value == 100 for part in node.parts)
    return any(map(adds_hundred, node.parts)) if node.op in ("group", "abs", "*", "/") else False


@cache
def _parser() -> Lark:
    grammar = files("sheetscore.rules.formulas").joinpath("formula.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer=_FormulaLexer)


_FORMULA_TOKENS = regex(
    r"(?P<NUMBER>\d+(?:\.\d+)?(?:%|分)?(?=$|[-+*/()\[\]{}⌈⌉]))|(?P<PLUS>\+)|(?P<MINUS>-)|(?P<TIMES>\*|[xX](?=\d))|(?P<DIVIDE>/)"
    r"|(?P<BEGIN>⌈|(?:ABS|abs)\()|(?P<END>⌉)"
    r"|(?P<OPEN>[(\[{])|(?P<CLOSE>[)\]}])|(?P<TERM>[^-+*/()\[\]{}⌈⌉|]+)"
)


class _FormulaLexer(Lexer):
    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        for match in _FORMULA_TOKENS.finditer(data):
            yield Token(
                str(match.lastgroup), match.group(), start_pos=match.start(), end_pos=match.end()
            )


@v_args(inline=True)
class _ToNode(Transformer):  # type: ignore[type-arg]
    def start(self, node: Node) -> Node:
        return node

    def term(self, token: Token) -> Node:
        if "%" in token or len(token) > LONGEST_TERM:
            raise ValueError(f"不是一个数的名称：{token}")
        return Node("term", text=str(token))

    def number(self, token: Token) -> Node:
        text = str(token)
        value = numeral(text.rstrip("%分"))
        if text.endswith("%"):
            return Node("number", text="%", value=value / 100)
        return Node("number", value=value)

    def group(self, _open: Token, node: Node, _close: Token) -> Node:
        return node if node.op in ("term", "group") else Node("group", (node,))

    def absolute(self, _open: Token, node: Node, _close: Token) -> Node:
        return Node("abs", (node.parts[0] if node.op == "group" else node,))

    def add(self, left: Node, _sign: Token, right: Node) -> Node:
        return Node("+", (left, right))

    def subtract(self, left: Node, _sign: Token, right: Node) -> Node:
        return Node("-", (left, right))

    def multiply(self, left: Node, _sign: Token, right: Node) -> Node:
        return Node("*", (left, right))

    def divide(self, left: Node, _sign: Token, right: Node) -> Node:
        return Node("/", (left, right))
