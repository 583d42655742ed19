"""The words of a formula that mean the row's own figure, or its target: 实际救助人数 and 计划救助人数 under 临时救助人数."""

from __future__ import annotations

import re

from sheetscore.regexes import regex
from sheetscore.rules.formulas.expressions import Node
from sheetscore.words.text import name_key

_YEAR = "(?:本年度?|全年|年度|当年|今年|年内|年初)"
_DONE = regex(rf"^(?:{_YEAR}|实际|已)+")
_ACT = regex("^(?:完成|达到|建成|新建|建设|实施|办理|交付|受益)的?(?=..)")
_GENERIC = regex("(?:实际)?完成(?:任务)?(?:数量|数|值|量|额|情况)?|实际(?:数|值|完成)|实际数值")
_PLANNED = regex(
    rf"^(?:{_YEAR}|绩效|既定|预期|下达|预定|设定)*的?(?:计划|目标|任务|绩效指标|指标)(?:完成|达到|下达)?的?"
)
_OF_PLAN = regex("(?:任务|目标|指标|计划)?(?:数量|总数|数|值|量|额)?")
_NEUTRAL = frozenset("数量额值总个的")
_BRACKET = regex(r"\([^()]*\)$")
_QUALIFIERS = (
    "合格", "达标", "优良", "优质", "优秀", "及时", "按时", "按期", "如期", "有效", "满意", "首次", "一次", "重复", "办结",
    "不", "非", "未", "无", "没", "除", "人均", "户均", "平均", "累计", "上年", "去年", "同期", "次",
)  # fmt: skip
"""What tells one figure of a row from another: it stands in both names or in none."""
_SHORTEST = 2


def own_term(term: str, name: str) -> bool:
    """Is a term the row's own figure: 实际完成数, 受理量 of 热线工单受理量, 引进人数 of 人才引进数（人）?"""
    key = _BRACKET.sub("", name_key(term))
    if _GENERIC.fullmatch(_year_off(key)):
        return True
    core = _DONE.sub("", key)
    return _same_thing(core, name) or _same_thing(_ACT.sub("", core), name)


_TARGET_BEHIND = regex(
    "的?(?:年度|全年|本年)?(?:目标任务|目标|计划|任务|指标)(?:数量|总?金额|总额|数|值|量)?"
)
"""对接企业数量目标任务: the row's name with its target behind."""


def planned_term(term: str, name: str) -> bool:
    """Is a term the target of the row: 年度计划数, 目标任务数, 计划救助人数? 应救助人数 is not said to be it."""
    key = _BRACKET.sub("", name_key(term))
    own = name_key(name)
    if len(own) >= _SHORTEST and key.startswith(own) and _TARGET_BEHIND.fullmatch(key[len(own) :]):
        return True
    lead = _PLANNED.match(key)
    if lead is None:
        return False
    rest = key[lead.end() :]
    return _OF_PLAN.fullmatch(rest) is not None or _same_thing(rest, name)


def done_of_target(expression: Node, name: str) -> bool:
    """实际完成量/目标任务: what was done of the target."""
    while expression.op == "group":
        expression = expression.parts[0]
    if expression.op != "/" or any(part.op != "term" for part in expression.parts):
        return False
    done, planned = (part.text for part in expression.parts)
    return own_term(done, name) and planned_term(planned, name)


def _year_off(key: str) -> str:
    return re.sub(f"^{_YEAR}", "", key)


def _same_thing(core: str, name: str) -> bool:
    """The characters of the shorter name all stand in the row's, which brings no word that makes it another figure."""
    whole = name_key(name)
    row = _BRACKET.sub("", whole)
    if len(core) < _SHORTEST or not re.fullmatch("[\u4e00-\u9fff“”]+", core):
        return False
    if any((word in core) != (word in row) for word in _QUALIFIERS):
        return False
    told = [char for char in core if char not in _NEUTRAL]
    return (
        bool(told)
        and all(char in whole for char in told)
        and (row.endswith(core) or len(told) >= _SHORTEST)
    )


_SPAN = regex(
    rf"(?<![\u4e00-\u9fff])?(?P<lead>{_YEAR}|绩效|既定|预期|下达的?|设定的?)*的?(?:计划|目标|任务)[\u4e00-\u9fff]{{1,8}}"
)
_TAILS = "值数量额人次个"


def targets_in_plain_words(text: str, name: str) -> str:
    """目标面积, 年度计划工期, 下达任务 as 目标值, where the words name the target of what the row counts."""
    place = 0
    while (match := _SPAN.search(text, place)) is not None:
        begin, end = match.span()
        place = begin + 1
        for stop in range(end, begin + 2, -1):
            word = text[begin:stop]
            core = re.sub(r"^.*?(?:计划|目标|任务)", "", word)
            if len(core) >= _SHORTEST and _same_thing(core, name):
                text = f"{text[:begin]}目标值{text[stop:]}"
                place = begin + 3
                break
    return text
