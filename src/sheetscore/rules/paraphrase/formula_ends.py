"""What a wording says of the ends of its own formula: where it has come down to 0, where it divides by 0 (四川 部门整体支出绩效评价指标).

得分=（1-10×调剂金额/年初预算数）×分值，若调剂金额/年初预算数>0.1，得0分 says where the formula ends; 两数均为零时，得满分 says what no
formula gives: such a row stays with a person, as any division by 0 does.
"""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_TERM = r"[\u4e00-\u9fff“”]{2,24}"
_FALLING = regex(
    rf"得分=\(1-(?P<k>{_N})[×*](?P<e>{_TERM}[/÷]{_TERM})\)[×*](?:指标|本项|该项)?分值[,;。]"
    rf"(?:其中)?[:,]?(?:若|当|如果|如)(?P<again>{_TERM}[/÷]{_TERM})(?P<sign>>|≥|大于等于|大于|超过)(?P<c>{_N})(?P<p>%)?(?:时)?的?,?(?:则)?(?:此项|该项|本项)?(?:得0分|不得分|为0分)"
)
_SHARE = regex(
    rf"(?:当(?P<lead>{_TERM}\+{_TERM})(?:≠|不等于|不为)0时,)?(?P<f>(?:指标|本项|该项)?得分=(?P<a>{_TERM})[/÷]\((?P<b>{_TERM})\+(?P<c>{_TERM})\)[×*](?:指标|本项|该项)?分值)"
    rf"[,;。]当?(?P<x>{_TERM}?)(?:与|和|、|及)(?P<y>{_TERM}?)(?:均|都)(?:为|等于|是)(?:零|0)(?:时|的)?,?(?:得|计)满分(?=[,;。]|$)"
)


_ALL_FIRST = regex(
    rf"(?:^|(?<=[;。]))(?P<what>[\u4e00-\u9fff“”、]{{0,30}}?)全部(?P<done>[\u4e00-\u9fff]{{2,4}})的?,?(?:得|计)(?:满分|(?P<points>{_N})分)[,;。]"
    r"(?:未|没有|未能)全部(?P=done)的?,?(?=(?:指标|本项|该项)?得分=)"
)
_ALL_ON_TIME = regex(
    rf"^(?:1[.、])?(?:所有|全部)(?P<what>[\u4e00-\u9fff“”]{{0,16}}?)(?:均|都)(?P<done>(?:按(?:计划|规定)(?:时间|时限|期限)?|按[期时]|如期)?完成)的?,?"
    rf"(?:[得计](?:满分|(?P<points>{_N})分)|\((?P<inside>{_N})分\))[,;。](?:2[.、])?(?:有|部分)(?:部分)?[\u4e00-\u9fff]{{0,8}}?(?:未|没有|未能)(?P=done)的?,?"
    r"(?:本|该|此)?(?:项)?(?:指标)?(?=得分=)"
)
"""1.所有部门预算安排的项目均按计划时间完成（6分）；2.部分项目未按计划时间完成的，本指标得分=… (深圳 部门整体支出绩效自评评分表)."""
_NOT_PLAIN = regex("未|不|没|无|非|除|仅|只|约|原则|酌|上年|累计")


def _without_all(text: str, points: Fraction) -> str:
    """全部完成的，得满分；未全部完成的，得分=已完成项目个数/项目个数×分值: the formula gives the full marks as well."""
    found = _ALL_ON_TIME.match(text) or _ALL_FIRST.search(text)
    if found is None or _NOT_PLAIN.search(found["what"]):
        return text
    stated = found["points"] or found.groupdict().get("inside")
    if stated and fraction(stated) != points:
        return text
    return text[: found.start()] + text[found.end() :]


_ALL_OF_RATE = regex(
    rf"^(?P<rate>[\u4e00-\u9fff]{{2,16}}率)(?:为|达到|达|=)?100%的?,?(?:得|计)(?:满分|(?P<points>{_N})分)[;,。]"
    r"(?P<lead>(?:未|没有|未能)全部(?P<act>[\u4e00-\u9fff]{2,8}?)的?,?)(?=得分=(?P<same>[\u4e00-\u9fff]{2,12}率)[*×])"
)


def _below_all(text: str, points: Fraction) -> str:
    """问题整改完成率100%的得4分；未全部整改完成的，得分=整改完成率×4分: what is not all of it is less than 100%."""
    found = _ALL_OF_RATE.match(text)
    if found is None or (found["points"] and fraction(found["points"]) != points):
        return text
    same = found["rate"].endswith(found["same"]) and found["same"] == f"{found['act']}率"
    return f"{text[: found.start('lead')]}低于100%的,{text[found.end() :]}" if same else text


def ends_of_formula(text: str, _name: str, points: Fraction) -> str:
    """The formula alone where the rest says no more than that."""
    text = _below_all(_without_all(text, points), points)
    falling = _FALLING.search(text)
    if falling is not None:
        edge = fraction(falling["c"]) / (100 if falling["p"] else 1)
        same = falling["e"].replace("÷", "/") == falling["again"].replace("÷", "/")
        if same and fraction(falling["k"]) * edge == 1:
            end = falling.start("again")
            head = re.sub("[,;。](?:其中)?[:,]?(?:若|当|如果|如)$", "", text[:end])
            return f"{head},扣完为止{text[falling.end() :]}"
    share = _SHARE.search(text)
    if share is not None:
        terms = {share["b"], share["c"]}
        led = share["lead"] is None or set(share["lead"].split("+")) == terms
        if led and share["a"] in terms and {share["x"], share["y"]} == terms:
            return text[: share.start()] + share["f"] + text[share.end() :]
    return text
