"""What the row is worth and what its score is called, in one word each: 该项指标分值 is 分值, 评价指标得分= and 计分公式： are 得分=."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.own_terms import own_term, planned_term
from sheetscore.words.text import name_key

_N = r"\d+(?:\.\d+)?"
_WORTH = regex(
    r"(?<![各每有类\u4e00-\u9fff]项)(?<![各每有类])(?:(?:该|本|此)项?)?(?:三级|绩效|评价|考核)?指标(?:的|所占|对应|所赋)?(?P<w>权重分值|标准分值|分值|权重分|权重|标准分|满分)"
)
_SCORE = regex(
    r"(?<![\u4e00-\u9fff])(?:该|本|此)?项?(?:三级|绩效|评价|考核)指标(?:的)?(?:得分|评分)(?==)"
)
_LEAD = regex(
    rf"^(?:(?:该|本|此)(?:项目|项|指标)?|该项指标|本项指标|指标)?(?:总计分|总分值?|满分|分值|计分权重|标准分)(?:共?计?为?|是|:)(?P<n>{_N})分(?:[。;,:]|$)"
)
_FORMULA = regex(
    r"(?:^|(?<=[,;。]))(?:具体)?(?:计分|得分|评分|计算)(?:计算)?(?:公式|方法|方式|办法)(?:为|是)?:(?=(?P<body>[^=;。:]{2,60}[*/][^=;。:]{1,40})(?:[;。]|$))"
)
_RATIO = regex(
    r"(?<=[=:])(?P<a>[^*/;,。:=()]{2,24})/(?P<b>[^*/;,。:=()]{2,24}?)的?(?:比值|比例|比率)(?=\*)"
)


def plain_points(text: str, name: str, points: Fraction) -> str:
    """The wording with these words in its one print, and without a first sentence that says what the row is worth."""
    lead = _LEAD.match(text)
    if lead is not None and fraction(lead["n"]) == points and text[lead.end() :]:
        text = text[lead.end() :]
    text = _WORTH.sub(r"\g<w>", text)
    text = _FORMULA.sub(
        lambda m: "得分=" if _of_row(m, name) else m.group(), _SCORE.sub("得分", text)
    )
    key = name_key(name)
    if len(key) > 1:
        text = re.sub(
            rf"(?:^|(?<=[,;。]))(?:该项)?{re.escape(key)}(?:的)?(?:分值|得分)=", "得分=", text
        )
    return _RATIO.sub(r"(\g<a>/\g<b>)", text)


_TERM = regex("[\u4e00-\u9fff“”]{2,}(?:\\([\u4e00-\u9fff]{1,4}\\))?")


def _of_row(formula: re.Match[str], name: str) -> bool:
    """实际完成数/计划数×10 is of the row; 完成额/上年额, 投入额/计划额 are figures that nobody gave."""
    quotient = re.search(r"(?P<a>[^-+*/,()]+)/(?P<b>[^-+*/,()]+)", formula["body"])
    if quotient is None:
        return True
    done, planned = (re.sub("的(?:比值|比例|比率)$", "", quotient[each]) for each in "ab")
    return (
        not _TERM.fullmatch(done)
        or not _TERM.fullmatch(planned)
        or (own_term(done, name) and planned_term(planned, name))
    )
