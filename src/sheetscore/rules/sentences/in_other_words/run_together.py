"""Clauses with a stop that is missing or too much: 得5分超指标不得分, 超过10%的。每超一个百分点扣…."""

from __future__ import annotations

import re

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.words.better_rates import may_be_less

_NO_STOP = regex(
    rf"(?<=得)(?P<given>{N}分|满分)(?=平指标|超指标|低于|高于|超过|不足|未达|大于|小于|[≥≤<>]|{N}%)"
)
_STOP_WITHIN = regex(r"(?<=[\u4e00-\u9fff%\d]的)[。;](?=每)")


def stops(said: str, _asked: Asked) -> str:
    """A condition that ends in 的 leads to the step behind the stop; the points of a clause end it."""
    return _STOP_WITHIN.sub(",", _NO_STOP.sub(r"\g<given>,", said))


_LEVEL = regex(
    rf"^(?P<none>(?:无|未发生)(?P<what>[\u4e00-\u9fff]{{0,12}}?)的?,?得(?:{N}分|满分))[,;。](?:与)?(?:平指标|指标持平)的?,?(?P<level>得{N}分)[,;。]超(?:过)?指标的?,?(?P<over>不得分|得0分)。?$"
)


def level_with_goal(said: str, asked: Asked) -> str:
    """无事故得10分，平指标得5分，超指标不得分: none, as many as the target, more than it; what lies between is not said."""
    found, target = _LEVEL.match(said), asked.target
    if found is None or target is None or target.unit == "%" or target.value <= 0:
        return said
    if target.sign in ("≥", ">") or asked.row.is_rate or asked.better == 1:
        return said
    return (
        f"{found['none']};等于目标值的,{found['level']};超过目标值的,{found['over']}"
        f";大于0{target.unit}且小于目标值的,人工给分"
    )


_ZERO_BELOW = regex(
    rf"(?P<zero>(?:低于|不足|小于|<)(?P<n>{N})%的?,?不得分)[,;。]每(?:高于|高出|提高|增加|超过|高|超)(?P<s>{N})(?P<u>个?百分点|%)(?:的)?,?(?P<verb>加|得)(?P<a>{N})分"
)


def rising_from(said: str, asked: Asked) -> str:
    """低于96%不得分，每高1个百分点得2分，满分8分: from 96 % on, where full marks are then reached by 100 %."""
    found = _ZERO_BELOW.search(said)
    if found is None or not asked.row.is_rate or not fraction(found["a"]):
        return said
    if may_be_less(asked.row.key) or asked.better == -1:
        return said
    steps = asked.points / fraction(found["a"])
    if steps.denominator != 1 or fraction(found["n"]) + steps * fraction(found["s"]) > 100:
        return said  # full marks are never reached: it is counted from elsewhere
    step = f"每高{found['s']}{found['u']}{found['verb']}{found['a']}分"
    start = f"{found['zero']},从{found['n']}%起{step}"
    return said[: found.start()] + start + said[found.end() :]


_TOGETHER = (stops, level_with_goal, rising_from)
_EACH_OF = regex(
    rf"^(?P<who>[^,;。\d]{{0,60}}?)(?P<name>[\u4e00-\u9fff]{{4,30}})的,?(?=每1(?:{UNIT})得)"
)
_LIMITS = regex(
    r"督促|体现|分管|指导|要求|推动|协助|配合|邀请|陪同|[不未没无非除仅只另均]|主要|亲自|一把手|领导|共同|联合|重大|重点|专项|以上|以下|超|率|比例|上年|季|月|周|半年|例外|部分"
)
_TAIL = regex("(?:情况|次数|数量|数)$")
_HAS_ONE = regex(
    rf"(?:^|(?<=[,;。]))有1(?P<u>{UNIT})(?P<what>[\u4e00-\u9fff、]{{0,24}}?)的?,?得(?={N}分[,;]最[多高]得?(?P<most>{N})分)"
)
_PAPERS = regex("会议纪要|会议记录|纪要|记录|文件|资料|台账|通知|方案|总结|材料|[或、及和与的]")


def _counts(asked: Asked) -> bool:
    key = asked.row.key.replace("不定期", "")
    return not asked.row.is_rate and _UNWANTED.search(key) is None and asked.better != -1


_UNWANTED = regex(
    "[不未没无非]|撤|取消|逾期|延期|事故|投诉|违规|违纪|违法|差错|问题|案件|信访件|上访"
)


def each_time(said: str, asked: Asked) -> str:
    """党政办公会专题研究部署信访工作的，每次得1分，最多得6分: each time that the row counts, where its name stands whole in front."""
    found = _EACH_OF.match(said)
    name = _TAIL.sub("", asked.row.key)
    if found is not None and _counts(asked) and len(name) > 3:
        lead = found["who"] + found["name"]
        who = lead.removesuffix(name)
        if who != lead and _LIMITS.search(who) is None:
            said = said[found.end() :]
    one = _HAS_ONE.search(said)
    if one is None or len(re.findall(r"有\d", said)) > 1 or not _counts(asked):
        return said
    if fraction(one["most"]) != asked.points or not _of_name(_PAPERS.sub("", one["what"]), asked):
        return said
    return f"{said[: one.start()]}每1{one['u']}得{said[one.end() :]}"


def _of_name(words: str, asked: Asked) -> bool:
    """Are these words of the row's name, two or more at a time?"""
    if len(words) < 2:
        return False  # 有一次会议纪要: nothing of it is left to compare
    while words:
        size = next((n for n in range(len(words), 1, -1) if words[:n] in asked.row.key), 0)
        if not size:
            return False
        words = words[size:]
    return True


TOGETHER = (*_TOGETHER, each_time)
