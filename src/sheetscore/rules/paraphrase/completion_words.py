"""What a counted row says of its 完成率 in other words: 筛查人数完成80%以上, 场次完成率, 完成数占目标数的比例, 完成值÷指标值."""

from __future__ import annotations

import re

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.own_terms import own_term, planned_term, targets_in_plain_words

_N = r"\d+(?:\.\d+)?"
_TARGET = "(?:年度|全年|绩效|既定|预期|下达的?)*(?:目标任务|计划任务|任务目标|目标值|指标值|计划数|计划量|任务数|目标|计划|任务)"
_RATE = regex(
    r"(?P<own>[\u4e00-\u9fff]{0,10}?)(?P<rate>(?:任务|目标|指标|计划)?完成(?:率|比例))(?:完成值)?"
)
_QUOTIENT = regex(
    r"(?<![=\u4e00-\u9fff])\(?(?P<a>[\u4e00-\u9fff]{2,12})/(?P<b>[\u4e00-\u9fff]{2,12})\)?(?:\*100%)?(?=[≥≤<>=达不低高大小,]|在\d)"
)
_SHARE = regex(
    r"(?:^|(?<=[,;。]))(?P<a>[\u4e00-\u9fff]{2,12}?)占(?P<b>[\u4e00-\u9fff]{2,12}?)的?(?:比例|百分比|比重)(?:为|在)?,?(?=每|[≥≤<>达不低高大小]|\d)"
)
_DONE = regex(
    rf"(?:^|(?<=[,;。:)]))(?P<own>[\u4e00-\u9fff]{{0,10}}?)(?:完成(?:了)?(?:{_TARGET})?|(?:达到|实现)(?:了)?{_TARGET})的?(?=(?:不足|不低于|低于|达到|达|超过|未达到?)?{_N}%)"
)
_WHOLE = regex(r"(?:^|(?<=[,;。]))100%完成(?=的)")
_PLAIN = regex(r"(?P<sign>[≥≤<>])(?P<n>0\.\d+|1(?:\.\d+)?)(?=[,;。的且<≤得记计])")
_BUT = regex(
    r"(?<=[,;。])(?:但是?|同时|其中),?(?=[\u4e00-\u9fff]{0,10}(?:率|比例)?(?:低于|不足|小于|<|未达到?)\d)"
)
_NOT = regex("未|不|没|非|无|除")


_OWN_FRONT = regex(
    rf"(?:^|(?<=[,;。]))(?P<own>[\u4e00-\u9fff]{{2,10}}?)(?=(?:达到|完成|未达到?|未完成|低于|≥|<){_TARGET})"
)


def completion_in_words(text: str, name: str, goal: str = "") -> str:
    """The wording with each of these as 完成率; what speaks of another quantity stays as it is."""
    text = targets_in_plain_words(text, name)

    def own(match: re.Match[str]) -> bool:
        word = match["own"]
        return not word or (not _NOT.search(word) and own_term(word, name))

    def both(match: re.Match[str]) -> str:
        whole = own_term(match["a"], name) and planned_term(match["b"], name)
        return (
            "完成率" if whole or (match["a"], match["b"]) == ("完成值", "指标值") else match.group()
        )

    if goal:
        text = re.sub(rf"(?P<t>{_TARGET})(?:为|是)?{re.escape(goal)}(?!\d)", lambda m: m["t"], text)
    text = _OWN_FRONT.sub(
        lambda m: "" if own_term(m["own"], name) and not _NOT.search(m["own"]) else m.group(), text
    )
    text = _BUT.sub("", text)
    text = _RATE.sub(lambda m: "完成率" if own(m) else m.group(), text)
    text = _SHARE.sub(both, _QUOTIENT.sub(both, text))
    text = _WHOLE.sub("完成率100%", text)
    text = _DONE.sub(lambda m: "完成率" if own(m) else m.group(), text)
    if "完成率" in text and "%" not in re.sub("分值的?\\d+%", "", text):
        text = _PLAIN.sub(lambda m: f"{m['sign']}{plain(fraction(m['n']) * 100, 6)}%", text)
        text = re.sub(rf"(?<=[,;。])(?=[≥<>≤]{_N}%)", "完成率", text)
    return text
