"""How many cases there were, from a row of the 基础数据表: 审计发现资金使用不合规问题 | 例 | 3 under 每发现一例不合规问题扣1分."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.model.figure import Key
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.rules.shapes.by_hand import Violations
from sheetscore.rules.telling.asked import asked_of
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.own.counted_gaps import over_cases
from sheetscore.words.names import BOOKED
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_ASKED = regex(r"(?:有|发现|存在|出现|发生|查出)?(?P<cases>.*?)的[^的（]{1,4}数（[^（）]+）")
_WHO = pattern(
    "(?:{this_year}|年度|被|经|由|在|的|等|和|及|、|审计|巡[视察]|财政|监督|检查|纪检|监察|部门|机关|发现|查出|指出|存在|出现|发生)*"
)
_SHORTEST = 3
"""Characters of what is counted that no other row has by chance (问题 is too few)."""


def with_filed_cases(record: Mapping[str, Any], rule: Rule, figures: Figures) -> Bound | None:
    """The rule over the number of cases and that figure; None where no row, or more than one, plainly counts them."""
    shape, asked = rule.shape, asked_of(rule)
    if asked is None or not isinstance(shape, Violations) or shape.required is not None:
        return None
    found = _ASKED.fullmatch(asked.what)
    if record["beside"] or found is None or len(found["cases"]) < _SHORTEST:
        return None
    items = {item for item, _ in figures.rows if _counts(item, found["cases"], record)}
    if len(items) != 1:
        return None
    item = items.pop()
    figure, conflict = figures.find(Key(item, BOOKED, 0), True)
    if figure is None or conflict or figure["state"] != "value" or figures.slip(figure):
        return None
    value = figure["value"]
    if figure["counted"] != asked.unit or value % 1 or not 0 <= value <= asked.most:
        return None
    term = name_key(str(figure["item"]))
    counted = replace(figure_input(term, Key(item, BOOKED, 0), "", figure, False), unit=asked.unit)
    told = f"按“{figure['item']}”一行的数扣分。"
    return Bound(
        over_cases(rule, shape, asked.unit), (counted,), {term: factor_of(figure) or Fraction(1)}, (told,)
    )  # fmt: skip


def _counts(item: str, cases: str, record: Mapping[str, Any]) -> bool:
    """Does a row's name end in the cases, with nothing in front but who found them and what the indicator is about?"""
    if not item.endswith(cases):
        return False
    before, name = _WHO.sub("", item.removesuffix(cases)), name_key(record["indicator"])
    return not before or before in name
