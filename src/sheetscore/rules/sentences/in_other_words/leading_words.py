"""What stands in front of the clauses and says nothing of the scoring: the row's own name as a heading, what is looked at, what it means.

Each form is taken whole or not at all; a word that could limit the figure keeps the sentence where it is, and the wording unread.
"""

from __future__ import annotations

import re

from sheetscore.regexes import regex
from sheetscore.rules.sentences.in_other_words.spelled import respell, spelled
from sheetscore.rules.sentences.wording_row import Asked

_HEADING = regex("^[“”]?(?P<name>[^“”:;。,]{2,30})[“”]?(?:指标)?(?::|(?=(?:分值|满分)\\d))")
_LOOKED_AT = regex(
    "(?:^|(?<=[;。]))(?:针对|对|围绕)(?P<what>[\u4e00-\u9fff、“”]{2,40}?)(?:情况)?(?:进行|开展|实行|予以)(?:专项)?(?:考核|评价|评分|计分|打分|评估)(?:[,。;]|(?=[,;。]))"
)
_MEANING = regex(
    "^(?:(?:是)?指(?P<what>[^;。\\d]{6,100}?的?(?:比重|比例|比率|百分比|占比))|(?P<share>[^;。,\\d]{2,50}占[^;。,\\d]{2,50}的?(?:比重|比例|比率|百分比)))[。;]"
)
_INCLUDED = regex(r"\((?:包?含|包括)[^()]*\)")
_SAYS = regex(
    r"\d|[<>≤≥=%±]|不(?!动产)|非(?!税|物质|遗)|未(?!成年|来)|没|无(?!障碍|人机|害化)|除|剔|扣|免(?!疫|费)|仅|只|另|以外|例外|人均|户均|平均|均值|连续|最近|[近前][两二三四五几]年|[两二三四五几]年(?=内|来|间|度|平|资|的)|上年|去年|往年|同期|同比|环比"
    r"|部分|得|计分|满分|系数|加权|排名|排序|每|超|折|减|加|约(?!定)|特殊|酌|(?<!电)视(?!频)|难度|专家|原则"
)
_WHERE = regex("^(?:(?:网格|辖区|区域|全[省市县区镇乡]|本单位|本部门|各(?:乡镇|单位|部门))内?的?)")


def without_leads(said: str, asked: Asked) -> str:
    """The wording `said` without those of its first sentences that only lead to it."""
    said = _without_heading(said, asked)
    said = _LOOKED_AT.sub(
        lambda m: m.group() if _may_limit(m["what"], asked) else "", said, count=1
    )
    return _without_requirement(_without_meaning(said, asked), asked)


def _without_heading(said: str, asked: Asked) -> str:
    """“调整频次”指标分值15分, 2024年节能月报上报情况：…: the name of the row again."""
    found = _HEADING.match(said)
    if found is None or found["name"] not in (asked.row.key, asked.name.strip()):
        return said
    return said[found.end() :]


def _may_limit(what: str, asked: Asked) -> bool:
    """Is anything said but words of the row's name, and where?"""
    left = _WHERE.sub("", what)
    while left:
        size = next((n for n in range(len(left), 1, -1) if left[:n] in asked.row.key), 0)
        if not size:
            return True
        left = left[size:]
    return False


def _without_meaning(said: str, asked: Asked) -> str:
    """指……占……的比重。70%以上得满分, 节水器具数量占总用水器具数量的比例。: what the row's own rate is."""
    found = _MEANING.match(said) if asked.row.is_rate else None
    if (
        found is None
        or _SAYS.search(_INCLUDED.sub("", found["what"] or found["share"])) is not None
    ):
        return said
    share, key = found["share"], asked.row.key
    letters = iter((share or "").partition("占")[0])
    if share and not all(letter in letters for letter in key[: max(2, min(4, len(key) - 3))]):
        return said  # 教育支出占财政支出的比重 of 民生支出占比
    return said[found.end() :]


_REQUIRED = regex(
    r"^(?P<lead>[^。;]{2,60}?)(?P<own>[\u4e00-\u9fff]{2,8}?)率?(?:应)?(?:达到|达|为)(?P<n>\d+(?:\.\d+)?%)[。;\n]+(?=(?P=own)率?(?:未达到|未达|低于|达不到)(?P=n))"
)


def _without_requirement(said: str, asked: Asked) -> str:
    """供水工程按照年度计划要求完工率达100%。完工率未达100%的，每低……: what is asked for, said again by the clause behind it."""
    found = _REQUIRED.match(said) if asked.row.is_rate else None
    if found is None or _SAYS.search(found["lead"]) or found["own"] not in asked.row.key:
        return said
    return said[found.end() :]


_DONE = "(?:完成|达到)(?:年度)?(?:目标任务|任务|目标值?|指标值|计划)|达标"
_SPELLED = spelled(
    (r"(?<=计算)得数(?=[,;。]|$)", "得分"),
    (r"(?<=[时的,则])得分(?=\d+(?:\.\d+)?分(?:[,;。]|$))", "得"),
    (
        rf"(?:^|(?<=[,;。]))(?P<done>{_DONE})的?,?满分(?=\d+(?:\.\d+)?分(?:[,;。]|$))",
        r"\g<done>的,得",
    ),
)


def awards_spelled(said: str, _asked: Asked) -> str:
    """为0时得分100分; 完成任务满分20分."""
    return respell(said, _SPELLED)


_GIVEN_BY = "(?:[省市县区州]|上级|国家|自治区)?(?:委|政府|人民政府|主管部门|业务主管部门|有关部门)?"
_HANDED = "(?:年初)?(?:下达|确定|核定|规定|安排|分配|批准)的?"
_GOAL_WORDS = "(?:年度)?(?:考核指标|目标任务|任务指标|责任目标|任务数|目标数|目标值|任务|目标|指标)"


def handed_down(said: str, asked: Asked) -> str:
    """不低于市政府下达的基本农田保护面积考核指标, of the row 基本农田保护面积: the target of the row."""
    if asked.target is None or len(asked.row.key) < 4:
        return said
    name = re.escape(asked.row.key)
    return re.sub(
        rf"(?<=[于过到])(?:年初)?{_GIVEN_BY}{_HANDED}(?:的)?{name}(?:的)?{_GOAL_WORDS}(?=[,;。的])", "目标值", said
    )  # fmt: skip


LEADS = (awards_spelled, without_leads, handed_down)
