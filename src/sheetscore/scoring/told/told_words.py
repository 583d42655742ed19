"""What stands in a unit's sentence beside its figures and says nothing of them: when, who, why, and what the unit gave itself for it."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import decimal, fraction
from sheetscore.exact.intervals import Interval, Shown, agree
from sheetscore.readers.target_table.said_words import beside_last_year
from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern

_WHO = r"(?:我局|我单位|本单位|我部门|本部门|我委|我中心|本局)?"
_YEARS = regex("20\\d\\d(?=年)")
_CLAUSE = regex(r"(?<!\d)[,，](?!\d{3}(?!\d))|(?<=\d)[,，](?=\D)|[;；。]")
_OWN_SCORE = regex(r"(?:自评|该项|本项|故|所以|应|实)*(?:得|扣|计)(?:满|\d+(?:\.\d+)?)分")
_WHY = regex(r"(?:主要(?:是|原因|系|因为|由于)|原因(?:是|为|系)|由于|因|受)[^\d]*")
_CAUSE = pattern(
    "影响|流标|疫情|政策|调整|{added}|{cut}|增加|减少|推迟|延期|延后|滞后|不足|暂缓|暂停|取消|招标|进度|验收|结算|退休|变动|压减|节约|节支|改革|改造|机构|新进|闭馆|受限|跨年|在建|续建|施工"
)
_OTHER_FIGURE = pattern(
    "口径|估|预计|{last_year}|同比|环比|[次明下]年|其中|统计|数据|[少多]计|含|计入|纳入|遗留|{carried}|借用|以外|另|部分|一半|划转|线上|没有?|[未非无]|不(?!足)|[一二三四五六七八九十两几]"
)
"""A reason that makes another figure of it: 原因是部分采购未计入, 主要是统计口径为上年."""
_WITHIN = pattern("(?:未超(?:过)?{budget}|控制在{budget}(?:范围)?内)")
_NEAR = regex(r"接近(?P<rate>\d+(?:\.\d+)?)%")
_REACHED = pattern(
    "(?:已)?(?:超额)?完成(?:了)?(?:全部)?(?:年度|{all_year})?(?:目标|任务|目标任务|计划)|(?:均|已|均已)?(?:达到|符合)(?:要求|目标|标准|规定)(?:值)?"
)
_WHERE_SHOWN = regex("详见(?:附表|附件|基础数据表|明细表)|有佐证材料")
_WELL = (_WITHIN, _NEAR, _REACHED, _WHERE_SHOWN)
_NEAREST = fraction(decimal("0.02"))
_ITEM = pattern("{named_item}")
_SHARE = regex(
    r"(?P<part>\d[\d,，]*(?:\.\d+)?)(?P<unit>亿元|万元|元|[\u4e00-\u9fff]{1,2})[,，]?占(?P<what>[\u4e00-\u9fff“”]{2,12}?(?P<whole>\d[\d,，]*(?:\.\d+)?)(?P=unit))的(?P<rate>\d+(?:\.\d+)?)[%％]"
)
"""342万元，占全年预算3600万元的9.5%: two figures for the row's formula, which has to ask for both by their names."""


_ACTOR = regex(
    r"(?:^|(?<=[,，;；。]))(?:[省市县区]?(?:级)?(?:财政|审计)(?:局|厅|部门|机关)|各级(?:检查|督查|审计|巡查|监督检查)(?:中)?)(?=(?:共)?(?:提出|发现|反馈|查出|指出|交办))"
)
"""县财政局提出问题7个: who it was is no part of what is counted."""
_LAST = regex(r"[\u4e00-\u9fff、“”]{4,30}")


def _is_reason(clause: str) -> bool:
    """Does a clause only say why: 主要是项目流标, not 主要是工程类采购?"""
    return _WHY.fullmatch(clause) is not None and _says_why(clause)


def _says_why(clause: str) -> bool:
    """…，职工服务中心改造项目跨年实施: a cause, and nothing of another figure."""
    return _CAUSE.search(clause) is not None and _OTHER_FIGURE.search(clause) is None


def claims_hold(text: str, rate: Fraction, *, full: bool) -> bool:
    """Is what a sentence says of its own figures true of the rate: 未超预算, 接近90%, 完成目标 (`full`: it earns all points)?"""
    for clause in _CLAUSE.split(re.sub(r"[ \u3000\t]", "", text)):
        near = _NEAR.fullmatch(clause)
        if near and not 0 <= fraction(near["rate"]) / 100 - rate <= _NEAREST:
            return False
        if (_WITHIN.fullmatch(clause) and rate > 1) or (_REACHED.fullmatch(clause) and not full):
            return False
    return True


def _two_figures(share: re.Match[str], name: str) -> str:
    """The two figures without the share, where it is theirs; else the words as they are.

    公用经费支出19万元，占全年预算20万元的95% leaves it open whether that is the budget of 公用经费.
    """
    if any(item not in share["what"] for item in _ITEM.findall(name)):
        return share[0]
    part, whole = (fraction(re.sub("[,，]", "", share[key])) for key in ("part", "whole"))
    places = len(share["rate"].partition(".")[2])
    shown = Shown.of(decimal(share["rate"]).scaleb(-2), places, percent=True)
    if not whole or not agree(Interval(part / whole, part / whole), shown):
        return share[0]
    return f"{share['part']}{share['unit']}，{share['what']}"


_SURVEY = regex(
    r"(?:由|经|通过|委托|聘请)*(?:第三方|专业)?(?:调查|评估|中介)?(?:公司|机构)?(?:开展|组织|进行|实施)?(?:社会|公众|问卷|抽样|满意度|电话)*调查(?:结果)?(?:显示|表明)?"
    r"|(?:共|累计)?(?:发放|发出|回收|收回|收到)(?:有效)?(?:调查)?(?:问卷|调查表)?\d+份(?:,?(?:有效)?(?:回收|收回)(?:有效)?(?:问卷|调查表)?\d+份)?"
)
"""委托第三方问卷调查，发放问卷200份: how the 满意度 behind it was asked for."""
_OVERALL = regex(r"(?:^|(?<=[,，;；。]))(?:综合|总体|总|平均|整体)(?=满意[度率])")


_ON_TIME = pattern(
    r"(?<=已)(?:按(?:计划|规定)(?:时间|时限|期限)?|按[期时]|如期)(?=完成)|^(?:部门|单位|本部门)(?:{budget})?(?=项目计划)"
)
"""已按计划时间完成47个, beside what was planned: what 及时 of the row asks for."""


def _surveyed(clauses: list[str]) -> list[str]:
    """The clauses of a 满意度 without those that say how it was asked for, and without 综合 in front of it."""
    kept = [each for each in clauses if not _SURVEY.fullmatch(each)]
    if len(kept) != 1 or not kept[0].endswith(("%", "％")):
        return clauses  # 收回480份，满意432份: the sheets are what is counted
    return [_OVERALL.sub("", kept[0])]


def plainly_told(text: str, year: int | None, name: str) -> str:
    """The text without such words beside the figures of a row of this name; what is of another year than `year` keeps its year."""
    said = re.sub(r"[ \u3000\t]", "", text)
    if year and {*_YEARS.findall(said)} == {str(year)}:
        when = rf"{year}年(?:年?(?:度|底|末)|12月(?:底|末|31日))?"
        said = re.sub(
            rf"(?:^|(?<=[,，;；。]))(?:截至|截止|到)?{when}[,，]?{_WHO}(?=[\u4e00-\u9fff“])",
            "",
            said,
        )
    said = _SHARE.sub(lambda share: _two_figures(share, name), said)
    said = _ACTOR.sub("", said)
    if "及时" in name and not {"未", "不"} & {*name}:
        said = _ON_TIME.sub("", said)
    whole = clauses = [each for each in _CLAUSE.split(said) if each]
    if name.endswith(("满意度", "满意率")):
        clauses = _surveyed(clauses)
    if len(clauses) > 1 and _LAST.fullmatch(clauses[-1]) and _says_why(clauses[-1]):
        clauses = clauses[:-1]
    kept = [
        each
        for each in clauses
        if not any(words.fullmatch(each) for words in (_OWN_SCORE, *_WELL))
        and not _is_reason(each)
        and not beside_last_year(each, name)
    ]
    if not kept or (kept == whole and said == text):
        return text
    return "，".join(re.sub(r"[,，]{2,}", "，", each).strip("，,") for each in kept)
