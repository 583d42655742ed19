"""Points for shares of the target and for what goes beyond it: 完成目标的90%得9分, 超额完成10%至20%加1分, 达到标准6分，每降低1%加2分."""

from __future__ import annotations

import re

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import N
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.tokens.sides import counts_up, surely_more
from sheetscore.words.better_rates import may_be_less

_GOAL = "(?:计划目标任务|计划目标|目标任务|计划任务|目标|计划|任务)(?:值|数)?"
_TOP = rf"完成(?:了)?(?:年度|全年)?{_GOAL}的?,?得(?P<full>{N})分"
_RUNG = rf"完成(?:年度|全年)?(?:(?P<of>{_GOAL})的?)?(?P<p>{N})%的?,?得(?P<s>{N})分"
_RUNGS = re.sub(r"\?P<\w+>", "?:", _RUNG)
_NONE = rf"完成(?:{_GOAL}的?)?(?P<z>{N})%以下(?:的)?,?不得分"
_LISTED = regex(
    rf"^{_TOP}(?P<rungs>(?:[,;]{_RUNGS})+)(?:[,;]{_NONE})?(?=[,;。](?!依次|以此|依此|完成)|$)"
)
_EACH_RUNG = regex(_RUNG)


def shares_listed(said: str, asked: Asked) -> str:
    """完成目标的90%得9分，完成80%得8分 of a rate: 目标的 says that these are shares; what lies between them is not said."""
    found, target = _LISTED.match(said), asked.target
    if found is None or not asked.row.is_rate or target is None or target.unit != "%":
        return said
    rungs = list(_EACH_RUNG.finditer(found["rungs"]))
    if not any(each["of"] for each in rungs) or not counts_up(asked.row.key):
        return said
    if fraction(found["full"]) != asked.points or (found["z"] and found["z"] != rungs[-1]["p"]):
        return said
    shares = ",".join(f"完成率等于{each['p']}%得{each['s']}分" for each in rungs)
    below = f",完成率<{found['z']}%不得分" if found["z"] else ""
    return f"完成率≥100%得{found['full']}分,{shares}{below}{said[found.end() :]}"


_MORE = rf"超额完成(?P<a>{N})%(?:\(含\))?(?:[-~至到]+{N}%(?:\(不?含\))?)?(?:的)?,?加{N}分"
_MORES = re.sub(r"\?P<\w+>", "?:", _MORE)
_EACH = rf"每超额完成(?P<e>{N})%(?:的)?,?加{N}分"
_BEYOND = regex(
    rf"[,;。](?:{_MORE}(?:[,;]{_MORES})*(?:[,;](?:依次|以此|依此)类推)?|{_EACH})[,;](?:最多|最高)加{N}分[。;]?$"
)
_ALL = regex(rf"^(?:{_TOP}|完成率≥100%得(?P<whole>{N})分)")


def beyond_full(said: str, asked: Asked) -> str:
    """完成目标得30分，超额完成10%至20%加1分，最多加5分, of 30 points: what is added to full marks is no score of the row."""
    top, more = _ALL.match(said), _BEYOND.search(said)
    if top is None or more is None or asked.target is None or not counts_up(asked.row.key):
        return said
    if fraction(top["full"] or top["whole"]) != asked.points:
        return said
    share = fraction(more["a"] or more["e"])
    if share <= 0:
        return said
    from_ = f"{plain(share + 100, 4)}%"
    rest = said[top.end() : more.start()]
    return f"完成率≥100%且<{from_}得{plain(asked.points, 4)}分{rest},完成率≥{from_}的,超额给分"


_STANDARD = regex(
    rf"^达到标准的?,?得?(?P<base>{N})分[,;]每(?:降低|低于|低)(?P<s>{N})%加(?P<a>{N})分[,;](?:降低|低于|低)(?P<m>{N})%以上(?:的)?,?加(?P<most>{N})分[,;。]高于标准的?,?不得分。?$"
)


def below_standard(said: str, asked: Asked) -> str:
    """达到标准6分，每降低1%加2分，降低2%以上加4分。高于标准不得分, of a rate whose target is at most that."""
    found, target = _STANDARD.match(said), asked.target
    if found is None or target is None or target.unit != "%" or not asked.row.is_rate:
        return said
    if target.sign in ("≥", ">") or asked.better == 1 or surely_more(asked.row.key):
        return said
    if not may_be_less(asked.row.key):
        return said  # 脱贫率, 出租率: is less of it better?
    steps = fraction(found["most"]) / fraction(found["a"]) if fraction(found["a"]) else 0
    whole = fraction(found["base"]) + fraction(found["most"])
    if steps * fraction(found["s"]) != fraction(found["m"]) or whole != asked.points:
        return said
    return (
        f"不高于目标值的,得{found['base']}分;每低{found['s']}个百分点加{found['a']}分"
        f",最多加{found['most']}分;高于目标值的,不得分"
    )


_IN_ALL = regex(rf"(?:^|(?<=[,;。]))总分(?:不超过|不得超过)(?={N}分(?:[,;。]|$))")


def no_more_in_all(said: str, _asked: Asked) -> str:
    """总分不超过15分"""
    return _IN_ALL.sub("最高", said)


BEYOND = (shares_listed, beyond_full, below_standard, no_more_in_all)
