"""为民办实事考核得分28.5分（分值30分），部门重点工作与专项工作考核得分38.2分（分值40分）: the marks of others that a row's formula adds up.

The formula has to be the sum of these marks over what they are worth together, and the remark has to name each of them in the
formula's own words, with what it is worth, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal
from sheetscore.exact.numerals import half_width
from sheetscore.model.figure import Input, Key
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.scoring.binding import Bound
from sheetscore.words.text import name_key

_MARK = regex("(?P<what>.{2,30}?)(?:项目)?(?P<kind>考核得分|考评得分|测评得分)$")
_WORTH = regex("(?:该|这|以上|上述)?(?P<count>两|二|三|四)项(?:总)?分值(?:之和|合计)$")
_COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4}
_TOLD = regex(
    r"(?P<what>[一-龥、]{2,30}?)(?P<kind>考核得分|考评得分|测评得分)(?:为|:)?(?P<mark>\d+(?:\.\d+)?)分?\((?:分值|满分|总分)(?:为|:)?(?P<worth>\d+(?:\.\d+)?)分?\)"
)
_UNIT = "分"


def by_told_marks(record: Mapping[str, Any], bound: Bound | None) -> Bound | None:
    """The rule and the marks that the one remark of the row tells; None where it does not tell all of them plainly."""
    if bound is None or not bound.absent or record["beside"] or not record["remarks"]:
        return None
    terms = _terms(bound.rule)
    remarks = [each for each in record["remarks"] if each[1] != record["explanation_cell"]]
    if terms is None or len(remarks) != 1:
        return None
    marks, whole = terms
    text, cell = remarks[0]
    told = _read(text)
    if told is None or told.keys() != set(marks.values()) or len(told) != len(marks):
        return None
    worth = sum((each[1] for each in told.values()), decimal(0))

    def figure(term: str, value: Decimal) -> Input:
        key = Key(name_key(term), "", 0)
        return Input(term, key, value, _UNIT, "value", record["sheet"], cell, part=text)

    inputs = [figure(term, told[named][0]) for term, named in marks.items()]
    inputs.append(figure(whole, worth))
    note = f"按“{text}”（{record['sheet']}!{cell}）写的数，没有原始数可核。"
    factors = {each.term: Fraction(1) for each in inputs}
    return Bound(bound.rule, tuple(inputs), factors, (*bound.notes, note))


def _terms(rule: Rule) -> tuple[dict[str, str], str] | None:
    """The marks of (A考核得分+B考核得分)/该两项分值之和, by term what they are called, and the term of what they are worth."""
    formula = rule.formula
    if formula is None or not rule.computable or rule.quantities:
        return None
    *marks, whole = formula.terms
    worth = _WORTH.fullmatch(name_key(whole))
    named = {term: _MARK.fullmatch(name_key(term)) for term in marks}
    called = {term: f"{found['what']}{found['kind']}" for term, found in named.items() if found}
    if worth is None or len(called) != len(marks) or len(marks) != _COUNTS[worth["count"]]:
        return None
    top = f"({'+'.join(marks)})/{whole}"
    shown = formula.restate().partition("＝")[2].replace("÷", "/")
    return (called, whole) if shown == top and len(set(called.values())) == len(marks) else None


def _read(text: str) -> dict[str, tuple[Decimal, Decimal]] | None:
    """By what they are called the marks and what each is worth; None for a text that says anything else."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    body = re.sub(r"\s|[“”\"]", "", half_width(text)).rstrip("。.;")
    for clause in re.split("[,;。]", body):
        told = _TOLD.fullmatch(clause)
        name = f"{told['what']}{told['kind']}" if told else ""
        if told is None or name in found:
            return None
        mark, worth = decimal(told["mark"]), decimal(told["worth"])
        if not 0 <= mark <= worth or not worth:
            return None
        found[name] = mark, worth
    return found
