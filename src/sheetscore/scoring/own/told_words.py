"""What stands in a unit's sentence beside its figures and says nothing of them: when, who, why, and what the unit gave itself for it."""

from __future__ import annotations

import re

from sheetscore.readers.target_table.said_words import beside_last_year
from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern

_WHO = r"(?:我局|我单位|本单位|我部门|本部门|我委|我中心|本局)?"
_YEARS = regex("20\\d\\d(?=年)")
_CLAUSE = regex(r"(?<!\d)[,，](?!\d{3}(?!\d))|(?<=\d)[,，](?=\D)|[;；。]")
_OWN_SCORE = regex(r"(?:自评|该项|本项|故|所以|应|实)*(?:得|扣|计)(?:满|\d+(?:\.\d+)?)分")
_WHY = regex(r"(?:主要(?:是|原因|系|因为|由于)|原因(?:是|为|系)|由于|因|受)[^\d]*")
_WELL = pattern(
    r"(?:未超(?:过)?{budget}|控制在{budget}(?:范围)?内|(?:已)?(?:超额)?完成(?:了)?(?:全部)?(?:年度|{all_year})?(?:目标|任务|目标任务|计划)|(?:均|已|均已)?(?:达到|符合)(?:要求|目标|标准|规定)(?:值)?|接近\d+(?:\.\d+)?%"
    r"|详见(?:附表|附件|基础数据表|明细表)|有佐证材料)"
)
_SHARE = regex(
    r"占(?P<what>[\u4e00-\u9fff“”]{2,12}?\d[\d,，]*(?:\.\d+)?(?:亿元|万元|元))的(?P<rate>\d+(?:\.\d+)?[%％])"
)


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
    said = _SHARE.sub(r"，\g<what>，\g<rate>", said)
    clauses = [each for each in _CLAUSE.split(said) if each]
    kept = [
        each
        for each in clauses
        if not any(words.fullmatch(each) for words in (_OWN_SCORE, _WHY, _WELL))
        and not beside_last_year(each, name)
    ]
    if not kept or (len(kept) == len(clauses) and said == text):
        return text
    return "，".join(re.sub(r"[,，]{2,}", "，", each).strip("，,") for each in kept)
