"""“三公”经费决算数小于或等于年初预算数的，得满分: amounts that a wording compares in words, as the rate that they make.

非税收入征收数达到年初预算数的，得满分；未达到的，得分=实际征收数÷年初预算数×分值 is of the kind, and 水费、电费支出合计较上年下降或持平的，
得满分；每增加1个百分点扣0.2分. The whole wording has to be this, and what is compared the thing that the row is called or explained as.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sheetscore.exact.amounts import decimal
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
_KEPT_UP = pattern(
    r"(?P<item>[一-龥]{4,24}?)(?:不低于|≥|大于等于|不少于){last_year}度?的?[,，]?得(?:满分|(?P<full>\d+(?:\.\d+)?)分)[.。;；,，]"
    r"(?:低于|未达到|少于){last_year}度?的?[,，]?得分={this_year}度?(?P<what>[一-龥]{2,8}数)[÷/]{last_year}度?(?P=what)[*×](?:(?P<points>\d+(?:\.\d+)?)分|(?:本?指标|该项)?分值)[.。;；]?"
)
_EACH_ONE = pattern(
    r"(?P<rate>[一-龥]{2,16}率)(?:为|达到|达|=)?100[%％]的?[,，]?(?:得|计)(?:满分|(?P<points>\d+(?:\.\d+)?)分)[.;；,，。]"
    r"(?P<rest>每有(?:1|一)(?:项|个|件|次|处|户|例)(?P<what>[一-龥]{0,8}?)(?:未能?|没有|不)(?P<good>[一-龥]{2,6}?)的?[,，]?扣\d+(?:\.\d+)?分[,，;；]扣完为止[.。;；]?)"
)
_SPENT = pattern("(?<=..){spending}$")
_NOT_ALL = regex("不含|不包括|不计|剔除|扣除|除外|以外|口径|仅|只含|只包括|为准")
_LIMITED = regex("除|不含|按|若|如|约|均")


def with_compared(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record with such a wording as that of a rate, and the formula of the rate as its 指标说明; any other as it is."""
    text = half_width(re.sub(r"\s|[“”\"]", "", str(record["criteria"] or "")))
    name = name_key(str(record["indicator"]))
    counted = _each_one(record, text)
    if counted:
        return {**record, "criteria": counted}
    if re.search("[=＝]", str(record["explanation"] or "")):
        return record
    if _NOT_ALL.search(str(record["explanation"] or "")):
        return record  # 决算数不含专项经费: other amounts than those of the table
    told = (
        _kept_up(record, name, text)
        or _limit(name, text)
        or _share(name, text)
        or _growth(record, name, text)
    )
    if told is None:
        return record
    called, criteria, formula = told
    return {**record, "indicator": called, "criteria": criteria, "explanation": formula}


def _worth(record: Mapping[str, Any], points: str | None) -> bool:
    """Are these all the points of the row?"""
    return points is None or decimal(points) == record["points"]


_DEFINED = regex(
    r"^(?P<rate>[\u4e00-\u9fff]{2,16}率)[=＝][\u4e00-\u9fff()（）]{2,24}[/÷][\u4e00-\u9fff()（）]{2,24}[×*]100[%％][,，;；。](?=(?P=rate))"
)
_OTHER_RATE = pattern("{last_year}|往年|以前|累计|除|不含|未|其中|不|非")
_ONE = regex(
    r"(?<=[.;；,，。])(?P<unit>一[项个件次处户例])(?P<what>[\u4e00-\u9fff]{2,8}?)(?:没有|未能?)(?P<good>[\u4e00-\u9fff]{2,6}?)(?=的?[,，]?扣)"
)


def _each_of_them(text: str) -> str:
    """重点工作完成率=…×100%，重点工作完成率100%得8分；一项重点工作没有完成扣4分 (深圳) as 重点工作完成率100%得8分；每有1项未完成扣4分."""
    defined = _DEFINED.match(text)
    other = defined is not None and _OTHER_RATE.search(defined.group()) is not None
    plain = text if defined is None or other else text[defined.end() :]

    def one(found: re.Match[str]) -> str:
        what = "" if plain.startswith(f"{found['what']}{found['good']}率") else found["what"]
        return f"每有1{found['unit'][1:]}{what}未{found['good']}"

    return _ONE.sub(one, plain)


def _each_one(record: Mapping[str, Any], text: str) -> str:
    """办结率100%计4分；每有1项未办结扣1分: all is what each that lacks counts from; "" for any other wording."""
    found = _EACH_ONE.fullmatch(_each_of_them(text))
    if found is None or not _worth(record, found["points"]):
        return ""
    rate, name = found["rate"], name_key(str(record["indicator"]))
    name = f"{name.removesuffix('情况')}率" if name.endswith("情况") else name
    own = (
        rate.endswith(f"{found['good']}率") and found["what"] in rate
    )  # not 涉密事项 of a 重点工作办结率
    return f"全部{found['good']}得满分；{found['rest']}" if own and rate.endswith(name) else ""


def _kept_up(record: Mapping[str, Any], name: str, text: str) -> tuple[str, str, str] | None:
    """县级预算安排的资金不低于上年度的，得7分；低于上年度的，得分=本年度安排数÷上年度安排数×7分."""
    found = _KEPT_UP.fullmatch(text)
    if found is None or not all(_worth(record, found[each]) for each in ("full", "points")):
        return None
    called, item = f"{name}完成率", found["item"].replace("的", "")
    what = item if found["what"].removesuffix("数") in item else f"{item}{found['what']}"
    formula = f"{called}={YEAR_CALLED[0]}{what}/{YEAR_CALLED[-1]}{what}×100%"
    return called, "≥100%得满分；未达到的，得分=完成率×分值", formula


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
