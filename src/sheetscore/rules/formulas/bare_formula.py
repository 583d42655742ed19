"""A formula printed without its “X=”: 实际支出/预算安排×100% as the whole 指标说明, or as a sentence of its own.

It is the row's formula only where the row is a rate and the expression has the form that such a rate has: a change is
(A-B)/B, any other rate is not.
"""

from __future__ import annotations

import re

from lark import UnexpectedInput

from sheetscore.regexes import regex
from sheetscore.rules.formulas.expressions import Node, read_expression
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.words.text import name_key

_CHANGES = ("变动率", "增长率", "变化率", "增减率", "增幅")
_EITHER = ("调整率", "预算控制率")
"""Rates of a change that tables print both as 追加÷年初 and as (调整后-年初)÷年初."""
_HEADING = regex(r"^(?:计算|指标)?(?:公式|方法|解释|说明):")
_BUDGETS = regex(
    "以?(?:本|当)年度?预算(?:安排)?数?[与和同比对较](?:上年度?|去年)预算(?:安排)?数?(?:相?比较?|对比|相比)?"
    "|预算数?(?:对|比|与)预算数?(?:相?比较?)?"
)
"""Only one change has two budgets: this year's against last year's."""
_BUDGET_CHANGE = "(本年预算数-上年预算数)/上年预算数"
_SHARES = ("进度", "比例", "比重", "占比")
"""Names of quotients besides those of rates: 上半年支出进度 is 6月末累计支出/调整预算数."""
_TERM = regex(
    r"(?:20\d\d年度?)?(?:(?:截[至止])?\d{1,2}月(?:末|底)?)?[\u4e00-\u9fff“”\"‘’（）]{2,25}"
)


def bare_expression(sentence: str, name: str) -> str:
    """The expression that a sentence (clean text, without its stop) is for the rate `name`; "" where it is none."""
    key = name_key(name)
    if not key.endswith((*RATE_ENDINGS, *_SHARES)):
        return ""
    body = _HEADING.sub("", sentence)
    if key.endswith(_CHANGES) and _BUDGETS.fullmatch(name_key(body)):
        return _BUDGET_CHANGE
    if "/" not in body or re.search("[=<>≤≥,;。:、]", body):
        return ""
    try:
        node, _ = read_expression(body)
    except (UnexpectedInput, ValueError):
        return ""
    ratio = _ratio(node)
    if ratio is None or not all(_TERM.fullmatch(term) for term in ratio.terms()):
        return ""
    change = _is_change(ratio)
    fits = change == key.endswith(_CHANGES) or key.endswith(_EITHER)
    return body if fits else ""


def measures_change(expression: Node) -> bool:
    """(A-B)/B, |A-B|/B: how far one figure lies from another."""
    ratio = _ratio(expression)
    return ratio is not None and _is_change(ratio)


def _ratio(node: Node) -> Node | None:
    """The quotient of figures alone, without the factor 100%."""
    while node.op == "group" or (node.op == "*" and _is_whole(node.parts[1])):
        node = node.parts[0]
    if node.op == "/" and node.parts[0].op == "*" and _is_whole(node.parts[0].parts[1]):
        node = Node("/", (node.parts[0].parts[0], node.parts[1]))
    return node if node.op == "/" and not _has_numbers(node) else None


def _is_whole(node: Node) -> bool:
    return node.op == "number" and node.value == (1 if node.text == "%" else 100)


def _has_numbers(node: Node) -> bool:
    return node.op == "number" or any(_has_numbers(part) for part in node.parts)


def _is_change(ratio: Node) -> bool:
    """(A-B)/B: what is taken away is what is divided by."""
    top, low = (part.parts[0] if part.op in ("group", "abs") else part for part in ratio.parts)
    return top.op == "-" and top.parts[1] == low
