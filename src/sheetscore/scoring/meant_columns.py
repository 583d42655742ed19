"""本年度“三公经费”预算数与上年度“三公经费”预算数的变动比率: a 指标解释 that says which figures the 总额 of the formula are.

财预〔2013〕53号 prints both: the formula speaks of 本年度“三公经费”总额, the 指标解释 beside it of the 预算数. It settles nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sheetscore.regexes import regex
from sheetscore.words.names import BUDGET
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_SAID = pattern(
    r"^(?:部门\(单位\)|部门|单位)?(?:{this_year}度?)(?P<item>[\u4e00-\u9fff]{2,12}?)(?P<which>{budget}|{final})数?"
    r"(?:与|和|同|较|比)(?:{last_year}度?)(?:(?P=item))?(?P=which)数?(?:相比)?的(?:变动|增减|增长)(?:比率|比例|幅度|情况|率)[。.]?$"
)
_CHANGE = regex("(?:变动|增减|增长)率$")
_FORMULA = regex(r"[^。;；\n=＝]+[=＝][^。;；\n]+")
_QUOTE = '[“”"]?'
_OTHERS = {True: pattern("{final}|{spending}|实际|总额"), False: pattern("{budget}|安排|总额")}
"""What behind the formula would speak of the other figures, or of the 总额 itself; by whether the 预算数 are meant."""
_BUDGET = pattern("{budget}")
_ARRANGED = pattern(
    r"(?:^|(?<=[。;；,，\n]))\s*(?:其中[:：,，]?)?(?P<item>[“”\u4e00-\u9fff]{4,12}?)(?:[:：]|是指|指|为)(?:{this_year}|年度)?(?:部门)?{budget}安排的"
)
"""“三公经费”：年度预算安排的因公出国（境）费、…."""
_ACTUAL = pattern("{final}|实际|{spending}数|总额")


def with_meant_columns(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with the figures that its 指标解释 names in place of the 总额 of its formula; as it is where it names none."""
    if not _CHANGE.search(name_key(str(record["indicator"]))):
        return record
    text = str(record["explanation"] or "")
    formula = _FORMULA.search(text)
    if formula is None:
        return record
    found = _SAID.match(name_key(str(record.get("meaning") or "")))
    if found is None:
        return _with_arranged(record, formula)
    item = _QUOTE + _QUOTE.join(map(re.escape, found["item"])) + _QUOTE
    term = pattern(rf"((?:{{this_year}}|{{last_year}}){item})总额")
    put = term.sub(rf"\g<1>{found['which']}数", formula[0])
    rest = text[: formula.start()] + text[formula.end() :]
    budget = _BUDGET.fullmatch(found["which"]) is not None
    if put == formula[0] or "总额" in put or _OTHERS[budget].search(rest):
        return record
    return {**record, "explanation": text[: formula.start()] + put + text[formula.end() :]}


def _with_arranged(record: Mapping[str, Any], formula: re.Match[str]) -> Mapping[str, Any]:
    """The record with 预算安排数 for the 总额 of an item of which the words behind the formula say that it is what a budget arranges."""
    text = formula.string
    rest = text[: formula.start()] + text[formula.end() :]
    said = [*_ARRANGED.finditer(rest)]
    if len(said) != 1 or _ACTUAL.search(rest):
        return record
    item = _QUOTE + _QUOTE.join(map(re.escape, name_key(said[0]["item"]))) + _QUOTE
    term = pattern(rf"((?:{{this_year}}|{{last_year}}){item})总额")
    put = term.sub(rf"\g<1>{BUDGET}安排数", formula[0])
    if put == formula[0] or "总额" in put:
        return record
    return {**record, "explanation": text[: formula.start()] + put + text[formula.end() :]}
