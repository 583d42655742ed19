"""The change on last year told in the 完成值 (上升3%, 同比下降6%, 与上年持平), where the wording asks for nothing else of two years.

The two figures behind it are not there; the change is what scores. For a rate it is told in 个百分点, for anything else in per cent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal
from sheetscore.exact.numerals import half_width
from sheetscore.forms import Form
from sheetscore.model.figure import Input, Key
from sheetscore.rules import Rule
from sheetscore.rules.shapes.shapes import Ladder
from sheetscore.rules.tokens.sides import surely_less, surely_more
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.compiling import compile_row
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_TOLD = pattern(
    r"(?:(?:{compared})?{last_year}(?:度|{same_period})?(?:相比|比)?,?|同比)?(?P<way>{rise}|{fall})(?:了)?(?P<n>\d+(?:\.\d+)?)(?P<unit>%|个百分点)$"
)
_SAME = pattern(r"(?:{compared})?(?:{last_year}(?:度|{same_period})?|同比)(?:相比)?持平$")
_RISE = pattern("^(?:{rise})$")
_ONE_WAY = pattern("(?:{rise}|{fall})(?:率|幅度?|情况)?$|(?:增|涨|降|减|变动|变化)(?:速|幅)$")
_CHANGE = "变动率"
_HALF = Fraction(1, 2)
_PER_CENT = "%"


def by_told_change(record: Mapping[str, Any], bound: Bound | None, form: Form) -> Bound | None:
    """The rule over the change and the change itself; None where the row does not plainly tell it."""
    if bound is None or bound.complete or not record["beside"] or record["beside"].goal:
        return None
    if [each.role for each in bound.rule.quantities] != ["own", "last"]:
        return None
    name, told = name_key(record["indicator"]), _value(str(record["actual"]))
    is_rate = name.endswith(RATE_ENDINGS)
    if told is None or name.endswith(_CHANGE) or _ONE_WAY.search(name):
        return None
    share, unit = told
    if unit and is_rate != (unit != _PER_CENT):
        return None
    if is_rate and _PER_CENT in half_width(record["criteria"]):
        return None  # 比上年提高5%: points, or a share of it?
    called = f"{name}{_CHANGE}"
    rule = compile_row({**record, "indicator": called}, form)
    if not rule.computable or rule.unit != _PER_CENT or rule.formula is not None or rule.quantities:
        return None
    if _against(rule, name):
        return None
    figure = Input(
        called, Key(name, called, 0), share, rule.unit, "value", record["sheet"], record["actual_cell"],
        part=str(record["actual"]),
    )  # fmt: skip
    return Bound(replace(rule, name=bound.rule.name), (figure,), {called: Fraction(1)}, by_row=True)


def _against(rule: Rule, name: str) -> bool:
    """上升1个百分点扣1分 of a 破案率, 下降得分 of a 满意度: does the name say the opposite of the wording?"""
    assert isinstance(rule.shape, Ladder)
    up, down = rule.shape.score(_HALF), rule.shape.score(-_HALF)
    if up is None or down is None:
        return surely_more(name) and (up or 0) < (down or 0)
    return (surely_more(name) and up < down) or (surely_less(name) and up > down)


def _value(text: str) -> tuple[Any, str] | None:
    """The change as a ratio, below 0 for a fall, and its unit ("" for none at all)."""
    key = re.sub(r"\s", "", half_width(text)).strip("。.;,")
    if _SAME.match(key):
        return decimal(0), ""
    found = _TOLD.match(key)
    if found is None:
        return None
    number = decimal(found["n"]).scaleb(-2)
    return (number if _RISE.match(found["way"]) else -number), found["unit"]
