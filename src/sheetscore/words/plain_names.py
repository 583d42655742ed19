"""A name without what says nothing of the figure: 已编制绩效目标项目数（个） and 编制绩效目标的项目数 are one.

Only words are dropped that every figure may have: its unit in brackets, 的, 实际 or 已 in front, 数 or 额 behind. What is left
is compared to the letter; a name too short to mean one thing only (计划, 完成) has none.
"""

from __future__ import annotations

import re

from sheetscore.words.measure_units import known
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_BRACKETS = re.compile(r"\(([^()]*)\)")
_COUNTED = re.compile(
    "[百千万亿]?元|%|[个处件项家户人名次场期座台套辆份篇条所间例起批宗株头只栋幢部册本]|人次|场次|批次|家次|户次"
)
_FRONT = pattern("^(?:实际|已|{this_year}|{all_year}|部门|单位)+")
_BEHIND = re.compile("(?:[个件处项户场次份](?:总)?数|总数量?|总额|总量|数量|数额|金额|数|额|量)$")
_SHORTEST = 4


def plain_name(name: str) -> str:
    """The name for comparison, as `name_key` gives it; "" where too little is left of it."""
    key = _BRACKETS.sub(lambda found: "" if is_unit(found[1]) else found[0], name_key(name))
    key = _BEHIND.sub("", _FRONT.sub("", key.replace("的", "")))
    return key if len(key) >= _SHORTEST else ""


def is_unit(text: str) -> bool:
    """Is it a unit, and nothing else: 公里, 个, %?"""
    return _COUNTED.fullmatch(text) is not None or known(text)


def stated_unit(name: str) -> str:
    """The unit that the brackets of a name hold; "" where none does."""
    return next((inside for inside in _BRACKETS.findall(name_key(name)) if is_unit(inside)), "")
