"""What the text behind a formula says that a term of it is: a sum or difference of others, or the budget as it was adjusted."""

from __future__ import annotations

from lark.exceptions import UnexpectedInput

from sheetscore.regexes import regex
from sheetscore.rules.formulas.expressions import Node, read_expression
from sheetscore.words.adjusted_budget import ADJUSTED, WHOSE
from sheetscore.words.vocabulary import pattern

_DEFINED = regex(
    r"(?:^|(?<=[;。,:]))(?P<term>[^=,;。:+*/()-]{2,20})=(?P<body>[^=,;。:/*%0-9]+)(?=[;。]|$)"
)
_ADJUSTED = pattern(
    rf"(?:^|(?<=[;。,\n]))(?P<term>(?:部门)?{{budget}}数?)(?::|是指|系指|指|为){WHOSE}"
    rf"(?:调整后的?{{budget}}数?|调整{{budget}}数|{{all_year}}{{budget}}数|{{budget}}数?\((?:{WHOSE},)?(?:包?含|包括)(?:年中)?(?:调整|追加)[^()]{{0,4}}\))(?=[;。,\n]|$)"
)
"""预算数：财政部门批复的本年度部门（单位）调整后预算数."""


def read_definitions(text: str, node: Node) -> tuple[tuple[str, Node], ...]:
    """本年调整预算数=决算数-年初数 behind a formula with that term: what the table itself says the term is."""
    found = []
    for match in _DEFINED.finditer(text):
        if match["term"] not in node.terms():
            continue
        try:
            body, repairs = read_expression(match["body"])
        except (UnexpectedInput, ValueError):
            continue
        if body.op in "+-" and not repairs and match["term"] not in body.terms():
            found.append((match["term"], body))
    found += [
        (match["term"], Node("term", (), ADJUSTED))
        for match in _ADJUSTED.finditer(text)
        if match["term"] in node.terms()
    ]
    names = [term for term, _ in found]
    return tuple(each for each in found if names.count(each[0]) == 1)
