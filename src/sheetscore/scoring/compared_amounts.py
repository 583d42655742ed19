"""“三公”经费决算数小于或等于年初预算数的，得满分: amounts that a wording compares in words, as the rate that they make.

非税收入征收数达到年初预算数的，得满分；未达到的，得分=实际征收数÷年初预算数×分值 is of the kind, and 水费、电费支出合计较上年下降或持平的，
得满分；每增加1个百分点扣0.2分. The whole wording has to be this, and what is compared the thing that the row is called or explained as.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sheetscore.exact.numerals import half_width
from sheetscore.regexes import regex
from sheetscore.words.names import YEAR_CALLED
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_FULL = "的?[,，]?得满分[。;；,，]"
_OFF = r"每(?:超过|超出|超|高出|高于|增加|上升)(?:1个百分点|1%|1[%％])扣(?P<points>\d+(?:\.\d+)?)分(?:[,，;；]?扣完为止)?[。;；]?"
_KEPT = pattern(
    rf"(?:部门|本部门)?(?P<item>[一-龥]{{2,10}}?)(?P<done>(?:实际)?{{spending}}数|{{final}}数)(?:小于或?等于|不大于|不高于|不超过|未超过|≤|<=)(?P<plan>(?:{{opening}})?{{budget}}数){_FULL}{_OFF}"
)
_REACHED = pattern(
    rf"(?P<item>[一-龥]{{2,8}}?)(?P<act>[一-龥]{{2}})数(?:达到|大于或?等于|不低于|≥|>=)(?P<plan>(?:{{opening}})?{{budget}}数){_FULL}"
    r"未达到的?[,，]?得分=实际(?P=act)数[÷/](?P=plan)[*×x]?(?:本?指标|该项)?分值[。;；]?"
)
_SUMMED = pattern(
    rf"(?P<items>[一-龥]{{2,8}}(?:、[一-龥]{{2,8}})+?)(?:{{spending}})?(?:合计|之和|总额)(?:较|比|与){{last_year}}(?:相比)?(?:下降或持平|持平或下降|不增加|不增长|零增长或下降)"
    rf"{_FULL}{_OFF}"
)
_SPENT = pattern("(?<=..){spending}$")
_NOT_ALL = regex("不含|不包括|不计|剔除|扣除|除外|以外|口径|仅|只含|只包括|为准")
_LIMITED = regex("除|不含|按|若|如|约|均")


def with_compared(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with such a wording as that of a rate, and the formula of the rate as its 指标说明; any other as it is."""
    if re.search("[=＝]", str(record["explanation"] or "")):
        return record
    if _NOT_ALL.search(str(record["explanation"] or "")):
        return record  # 决算数不含专项经费: other amounts than those of the table
    text = half_width(re.sub(r"\s|[“”\"]", "", str(record["criteria"] or "")))
    name = name_key(str(record["indicator"]))
    told = _limit(name, text) or _share(name, text) or _growth(record, name, text)
    if told is None:
        return record
    called, criteria, formula = told
    return {**record, "indicator": called, "criteria": criteria, "explanation": formula}


def _limit(name: str, text: str) -> tuple[str, str, str] | None:
    found = _KEPT.fullmatch(text)
    if found is None or not name.startswith(found["item"]):
        return None
    called = f"{found['item']}控制率"
    formula = f"{called}={found['item']}{found['done']}/{found['item']}{found['plan']}×100%"
    return called, f"≤100%得满分，每超过1个百分点扣{found['points']}分，扣完为止", formula


def _share(name: str, text: str) -> tuple[str, str, str] | None:
    found = _REACHED.fullmatch(text)
    if found is None or not name.startswith(f"{found['item']}{found['act']}"):
        return None
    called = f"{found['item']}{found['act']}完成率"
    formula = f"{called}={found['item']}实际{found['act']}数/{found['item']}{found['plan']}×100%"
    return called, "≥100%得满分；未达到的，得分=完成率×分值", formula


def _growth(record: Mapping[str, Any], name: str, text: str) -> tuple[str, str, str] | None:
    found = _SUMMED.fullmatch(text)
    if found is None or _LIMITED.search(found["items"]):
        return None
    items = [_SPENT.sub("", each) for each in found["items"].split("、")]
    meant = name_key(str(record["explanation"] or ""))
    if len(set(items)) != len(items) or not all(each in meant or each in name for each in items):
        return None
    now, last = (
        "+".join(f"{when}{each}" for each in items) for when in (YEAR_CALLED[0], YEAR_CALLED[-1])
    )
    called = f"{name}变动率"
    formula = f"{called}=[({now})-({last})]/({last})×100%"
    return called, f"≤0得满分，每超过1个百分点扣{found['points']}分，扣完为止", formula
