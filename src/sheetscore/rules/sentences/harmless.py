"""Clauses that say where a figure comes from or what is looked at, and nothing of how it scores."""

from __future__ import annotations

import re

from sheetscore.regexes import regex
from sheetscore.rules.sentences.wording_row import Asked

_SAYS = regex(
    r"\d|[<>≤≥=%±]|不(?!动产)|非(?!税|物质|遗)|未(?!成年|来)|没|无(?!障碍|人机|害化)|除|剔|扣|免(?!疫)|降|倍|减|酌|视(?!频)|仅|只|另|以外|例外|人均|户均|平均|均值|原则"
    r"|约(?!定)|大约|左右|连续|最近|[近前][两二三四五几]年|[两二三四五几]年(?=内|来|间|度|平|资|的)|上年|去年|往年|同比|同期|环比|部分|得|计分|满分|评分|赋分|打分|分值|系数|加权|权重|比例|百分|排名|名次|排序"
    r"|最高|最低|孰|难度|专家|综合评|综合考虑|具体情况|实际情况|调整|追加|折|上浮|下浮|以上|以下|超|低于|高于|少于|多于|否则|每|加|奖|若|如(?!实)|一票否决|特殊|经批准|允许|可以"
)
_NAMES = regex("率|比例|比重|资金|经费|金额|预算|拨款|支出")
"""What may be measured or paid: a clause that names it may say of which."""
_FEWEST = 3
_ABOUT = regex(
    "^(?:针对|对|围绕|通过|根据|依据|按照|按|结合|采取|采用|查阅|查看|查验|核查|检查|查|现场|实地|以|由|主要|考核|反映|评价|衡量|用以|用于|数据来源|资料来源|坚持|为|每月|每季)"
)


def harmless(clause: str, asked: Asked) -> bool:
    """Does a clause say nothing that could change a score, and name no quantity or money of its own?"""
    if _NAMES.search(clause) and not _of_row(clause, asked):
        return False
    return (
        1 < len(clause) <= 60 and _ABOUT.match(clause) is not None and _SAYS.search(clause) is None
    )


_NOTE_SAYS = regex(
    r"\d|[<>≤≥=%±]|不(?!动产)|非(?!税|物质|遗)|未(?!成年|来)|没|无(?!障碍|人机|害化)|除|剔|扣|免(?!疫)|仅|只|另|以外|例外|平均|均值|原则|约(?!定)|得|分|加|减|折|超|酌|视(?!频)|特殊|调整|上年|排"
)


def _of_row(clause: str, asked: Asked) -> bool:
    """针对网格内社保零申报率进行考核: the row's own name, and nothing but where."""
    form = (
        r"(?:针对|对|围绕|考核|以)?(?:网格内|辖区内|区域内|全[省市县区])?"
        rf"{re.escape(asked.row.key)}(?:情况)?(?:进行|开展)?(?:考核|评价|评分)?"
    )
    return re.fullmatch(form, clause) is not None


def harmless_note(words: str, asked: Asked) -> bool:
    """Does a bracket only tell what is counted?"""
    named = _NAMES.search(words) is not None
    if named and not words.replace("的", "").endswith(asked.row.key[-_FEWEST:]):
        return False
    return 4 <= len(words) <= 80 and _NOTE_SAYS.search(words) is None
