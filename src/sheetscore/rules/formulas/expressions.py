"""Arithmetic over the names of figures, as the formulas of the 指标说明 print it, with stated repairs of slips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import VisitError
from lark.lexer import Lexer
from lark.visitors import v_args

from sheetscore.rules.shapes.excel_text import number as literal
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


@dataclass(frozen=True, slots=True)
class Node:
    """An expression: op is term, number, +, -, *, / or group; `text` a term's name, `value` a number's."""

    op: str
    parts: tuple[Node, ...] = ()
    text: str = ""
    value: Fraction = Fraction(0)

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
        if self.op == "group":
            return first
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
        return Node(
            self.op, tuple(part.put(term, node) for part in self.parts), self.text, self.value
        )

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
        sign = self.op if excel else {"*": "×", "/": "÷"}.get(self.op, self.op)
        return f"{self.parts[0].show(refs, excel)}{sign}{self.parts[1].show(refs, excel)}"


def read_expression(body: str, *, mixed: bool = False) -> tuple[Node, Repairs]:
    """Raises ValueError or UnexpectedInput for what is no expression; `mixed`: 1-A/B is one, though no brackets part the two."""
    body = body.replace("追加(减)", "追加减")
    _check_brackets(body)
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


_FLAT_RATIO = re.compile(
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
    """True where a sum has a quotient of two terms as a member without brackets: money plus a ratio."""
    if node.op in "+-" and any(part.op == "/" for part in node.parts):
        return True
    return any(_mixes(part) for part in node.parts)


@cache
def _parser() -> Lark:
    grammar = files("sheetscore.rules.formulas").joinpath("formula.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer=_FormulaLexer)


_FORMULA_TOKENS = re.compile(
    r"(?P<NUMBER>\d+(?:\.\d+)?(?:%|分)?(?=$|[-+*/()\[\]{}]))|(?P<PLUS>\+)|(?P<MINUS>-)|(?P<TIMES>\*|[xX](?=\d))|(?P<DIVIDE>/)"
    r"|(?P<OPEN>[(\[{])|(?P<CLOSE>[)\]}])|(?P<TERM>[^-+*/()\[\]{}]+)"
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

    def add(self, left: Node, _sign: Token, right: Node) -> Node:
        return Node("+", (left, right))

    def subtract(self, left: Node, _sign: Token, right: Node) -> Node:
        return Node("-", (left, right))

    def multiply(self, left: Node, _sign: Token, right: Node) -> Node:
        return Node("*", (left, right))

    def divide(self, left: Node, _sign: Token, right: Node) -> Node:
        return Node("/", (left, right))
