"""Bands and formulas printed without their verbs, in the reader's words: 完成50%及以上(5), 得分(20分*执行率), 100%符合:5分.

Wordings of 科技项目评价表, 农业综合开发考评表 and other 项目支出绩效评价指标体系 that are public.
"""

from __future__ import annotations

import re
from itertools import pairwise

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import N
from sheetscore.rules.sentences.in_other_words.rows_as_shares import as_share, takes_share
from sheetscore.rules.sentences.wording_row import Asked

_TIER = regex(
    rf"(?P<when>(?:完成|达到)?(?P<edge>{N}%)(?:\(含\))?及?(?:以上|以下))\((?P<points>{N})(?:-(?P<most>{N}))?分?\)[,;。、]?"
)


def points_in_brackets(said: str, asked: Asked) -> str:
    """完成50%及以上(5)完成30%及以上(4)完成10%以下(0-2): a tier of several points is for a person, between its points."""
    found = list(_TIER.finditer(said))
    if len(found) < 2 or "".join(each.group() for each in found) != said:
        return said
    worth = [fraction(each["most"] or each["points"]) for each in found]
    if worth[0] != asked.points or any(one <= other for one, other in pairwise(worth)):
        return said
    if not asked.row.is_rate and takes_share(asked):
        as_share(asked, "完成率")
    return _open_last(found)


def _open_last(found: list[re.Match[str]]) -> str:
    """The tiers as stretches; that of several points is named by both of its ends."""
    said, above = [], ""
    for each in found:
        edge = each["edge"]
        if not each["most"]:
            said.append(f"达到{edge}得{each['points']}分")
        elif "下" in each["when"]:
            said.append(f"低于{edge}的,人工给分")
        else:
            upper = f"且低于{above}" if above else ""
            said.append(f"达到{edge}{upper}的,人工给分")
        above = edge
    return ";".join(said)


_IN_BRACKETS = regex(r"^得分\((?P<formula>[^()]+\*[^()]+)\)[;。]?$")
_SLIP = regex(r"(?<=得分)二(?=[\u4e00-\u9fff]{2,30}(?:[*/]|的比))")
"""得分二执行率*分值: = as scanning reads it."""


def formula_in_brackets(said: str, _asked: Asked) -> str:
    """得分(20分*执行率); 评价指标得分二资金到位率*该项指标分值."""
    return _IN_BRACKETS.sub(r"得分=\g<formula>", _SLIP.sub("=", said))


_NOT_PLAIN = regex("[不未没无非除]|滞后|超|偏|变动|增|减|降")
_OF_A_WHOLE = regex(
    rf"^(?:根据|按照?|依据)(?P<whose>(?:项目|资金|财政|专项|年度|当年|本年|全年|实际|总|的)*)(?P<verb>到位|完成|执行|支付|支出|拨付)(?:项目|资金|金额|数额?|额|总|量)*占(?:年度|全部|总)?(?:计划|预算|目标|任务)[\u4e00-\u9fff]{{0,6}}的(?:比重|比例|百分比)"
    rf"(?:计算)?(?:得分|计分|赋分|给分)(?:\((?P<n>{N})分\))?[;。]?$"
)


def share_of_plan(said: str, asked: Asked) -> str:
    """根据项目实际到位资金占计划的比重计算得分(3分) of the 到位率."""
    found = _OF_A_WHOLE.match(said)
    if found is None or not asked.row.key.endswith(f"{found['verb']}率"):
        return said
    if found["n"] and fraction(found["n"]) != asked.points:
        return said
    return f"得分={asked.row.key}*分值"


_AGREES = regex(r"(?<=%)符合(?=[:,得])")
_EXTENT = regex(r"^[\u4e00-\u9fff]{4,24}(?:程度|进度)[,:](?=\d)")
_OF_PROGRESS = regex("及时|进度|时效|完成")


def extents(said: str, asked: Asked) -> str:
    """项目建设进度与计划的符合程度,100%符合:5分 of 目标完成的及时性: what is measured stands in front of the bands."""
    found = _EXTENT.match(said)
    named = found is not None and _NOT_PLAIN.search(found.group()) is None
    if found is None or not named or not asked.row.key.endswith(("性", "程度", "情况")):
        return said
    if _OF_PROGRESS.search(asked.row.key) is None:
        return said
    return _AGREES.sub("", said[found.end() :])


_EACH_PROJECT = regex(
    rf"(?:^|(?<=[,;。]))每(?:1|一)?个(?:项目)?(?:得|计)(?P<n>{N})分(?P<none>[,;。](?:没有|无)的?不(?:计|得)分)?(?=[,;。]|$)"
)


_UNWANTED = regex(
    r"违[规法纪]|问题|事故|投诉|差错|逾期|延期|停工|停建|烂尾|撤[销项]|终止|[未不没无非]|整改|退库"
)


def each_project(said: str, asked: Asked) -> str:
    """每个项目计2分，没有不计分 of a row that counts projects."""
    if (
        asked.row.is_rate
        or _UNWANTED.search(asked.row.key)
        or not asked.row.key.endswith(("项目个数", "项目数", "项目数量", "个数"))
    ):
        return said
    return _EACH_PROJECT.sub(lambda m: f"每1个得{plain(fraction(m['n']), 4)}分", said)


PRINTED = (
    points_in_brackets,
    formula_in_brackets,
    share_of_plan,
    extents,
    each_project,
)
