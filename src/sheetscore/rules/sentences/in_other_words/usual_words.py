"""Small words in the ones that the reader knows: 要达到, （15分） behind a full stop, 开展一次的得50%, 不少于6次，每少1次扣…"""

from __future__ import annotations

import re
from itertools import pairwise

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.sentences.in_other_words.said_shortly import is_goal
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.tokens.sides import against, counts_up

_BEHIND_STOP = regex(rf"[。;,]\((?P<n>{N}分)\)(?=[^,;。]|$)")
_AWARDS = regex("得|计满分|给满分")


def points_behind_stop(said: str, _asked: Asked) -> str:
    """不超过目标。（15分）超过目标10%以下。（10分）…: each with the points of its own sentence, and no other points."""
    found = _BEHIND_STOP.findall(said)
    if len(found) < 2 or _AWARDS.search(said) or len(re.findall(rf"{N}分", said)) != len(found):
        return said
    return _BEHIND_STOP.sub(lambda m: f"得{m['n']};", said).rstrip(";")


_MUST = regex(
    r"(?<=[率度数量额值比例长积次人户家个])(?:需要|需|应当|应该|应|要|须|必须)(?=达到|达\d|不低于|不少于|大于|超过\d|≥|控制在)"
)


def musts(said: str, _asked: Asked) -> str:
    """开工率要达到40%."""
    return _MUST.sub("", said)


_SAVED = regex(rf"(?:超支的,?)?每超支(?P<s>{N}(?:个?百分点|%))(?=的?,?扣)")


def below_nothing_saved(said: str, asked: Asked) -> str:
    """成本节约率≥0得满分；每超支1个百分点扣0.5分: what is overspent is a 节约率 below 0."""
    full = re.search(r"(?:≥|不低于|大于等于|大于或等于)0%?的?,?得", said)
    if full is None or not asked.row.key.endswith(("节约率", "节支率")):
        return said
    return _SAVED.sub(r"每低于\g<s>", re.sub("≥0(?=的|,|得)", "≥0%", said))


_TIMES = regex(
    rf"(?:^|(?<=[,;。]))(?:开展|举办|组织|召开|实施|完成)(?P<n>\d+)(?P<u>{UNIT})的?,?得(?P<what>满分|{N}分|{N}%)(?=[,;。]|$)"
)
_NEVER = regex(
    r"(?:^|(?<=[,;。]))(?:未|没有)(?:开展|举办|组织|召开|实施|完成)的?,?(?:不得分|得0分)(?=[,;。]|$)"
)


def so_many_times(said: str, asked: Asked) -> str:
    """开展1次的得50%；开展2次的得满分；未开展的不得分: of a row that counts them, each number for itself and the last for more too."""
    found = list(_TIMES.finditer(said))
    never = _NEVER.search(said)
    if asked.row.is_rate or never is None or not found or len({each["u"] for each in found}) > 1:
        return said
    if not counts_up(asked.row.key):
        return said
    most = max(found, key=lambda each: int(each["n"]))
    full = most["what"] == "满分" or most["what"] == f"{plain(asked.points, 4)}分"
    if not full or [int(each["n"]) for each in sorted(found, key=lambda each: int(each["n"]))] != [
        *range(1, len(found) + 1)
    ]:
        return said

    def counted(match: re.Match[str]) -> str:
        sign = "≥" if match["n"] == most["n"] else "="
        what = match["what"]
        if what.endswith("%"):
            what = f"{plain(asked.points * fraction(what[:-1]) / 100, 6)}分"
        return f"{sign}{match['n']}{match['u']}得{what}"

    return _NEVER.sub(f"=0{found[0]['u']}得0分", _TIMES.sub(counted, said))


_ASKED_FOR = regex(
    rf"^(?P<what>[^,;。]{{0,24}}?(?:(?P<least>不少于|不低于|≥|至少|达到)|不超过|不高于|≤)(?P<edge>{N}(?:{UNIT}))(?:及?以上)?)[,;。](?:未达到(?P<goal>目标值?|要求|标准)?的?,?)?(?=每(?P<way>少|低|欠|缺|差|减少|超|多|高|增加|增)[^,;。得]{{1,12}}扣)"
)
_LESS_STEPS = ("少", "低", "欠", "缺", "差", "减少")


def asked_for(said: str, asked: Asked) -> str:
    """全年不少于6次，每少1次扣0.5分，扣完为止: what is asked for is worth all the points, where no points are given."""
    found = _ASKED_FOR.match(said)
    if found is None or re.search("得|计分|满分|加", said):
        return said
    if (found["least"] is not None) != (found["way"] in _LESS_STEPS):
        return said
    key, least = asked.row.key, found["least"] is not None
    if against(key, up=least) and not (asked.target is not None and asked.target.sign):
        return said  # 投诉次数不少于6次: the name says that less is better
    if found["goal"] and not is_goal(found["edge"], asked):
        return said  # 未达到目标值的, and the cell has another one
    return f"{found['what']}得满分,{said[found.end() :]}"


def added_to(said: str, asked: Asked) -> str:
    """无预算追加得4分；每追加1%扣0.2分, of a 追加率."""
    return re.sub(r"每追加(?=\d)", "每增加", said) if "追加" in asked.row.key else said


_TOP = rf"(?:完成|达到)(?:了)?(?:年度|全年)?(?:计划目标任务|计划目标|目标任务|计划任务|目标|计划|任务)(?:值|数)?的?,?得(?P<full>满|{N})分"
_RUNG = (
    rf"(?:完成|达到)(?:年度|全年)?(?:计划|目标|任务)*(?:值|数)?的?(?P<p>{N})%的?,?得(?P<s>{N})分"
)
_RUNGS = _RUNG.replace("?P<p>", "?:").replace("?P<s>", "?:")
_AND_SO_ON = regex(
    rf"(?:^|(?<=[,;。])){_TOP}(?P<rungs>(?:[,;]{_RUNGS}){{2,}})[,;](?:并)?(?:依次|以此|依此)类推(?=[,;。]|$)"
)
_EACH_RUNG = regex(_RUNG)


_SAID_OF_GOAL = regex(r"(?:目标|计划|任务)(?:值|数)?的\d")


def _share_is_meant(asked: Asked, rungs: str) -> bool:
    """达到90% of a 满意度 with a target of 95% is the 满意度 itself, or a share of the target: 目标的90% says which."""
    if not asked.row.is_rate:
        return True
    if asked.target is not None and _SAID_OF_GOAL.search(rungs) and "达到" not in rungs:
        return True
    whole = asked.target is None or asked.target.value == 1
    return whole and asked.row.key.endswith("完成率")


def and_so_on(said: str, asked: Asked) -> str:
    """完成目标得10分，完成90%得9分，完成80%得8分，依次类推: so much for each of these shares; what lies between them is not said."""
    found = _AND_SO_ON.search(said)
    if found is None or not counts_up(asked.row.key) or not _share_is_meant(asked, found["rungs"]):
        return said
    top = asked.points if found["full"] == "满" else fraction(found["full"])
    rungs = [(fraction(100), top)]
    rungs += [
        (fraction(each["p"]), fraction(each["s"])) for each in _EACH_RUNG.finditer(found["rungs"])
    ]
    down = {(a - b, s - t) for (a, s), (b, t) in pairwise(rungs)}
    if len(down) != 1 or top != asked.points:
        return said
    ((share, worth),) = down
    if share <= 0 or worth <= 0:
        return said
    while rungs[-1][0] > share and rungs[-1][1] > worth:
        rungs.append((rungs[-1][0] - share, rungs[-1][1] - worth))
    first, *rest = (f"{plain(p, 4)}%得{plain(s, 4)}分" for p, s in rungs)
    below = ",".join(f"完成率等于{each}" for each in rest)
    return f"{said[: found.start()]}完成率≥{first},{below}{said[found.end() :]}"


_MOST = regex(
    rf"(?:^|(?<=[,;。]))(?:总分|本项|该项|此项|本指标|该指标|合计|累计|总得分|得分)最高(?:不超过|不得超过|得分?|为)?(?={N}分)"
)


def most_of_all(said: str, _asked: Asked) -> str:
    """总分最高不超过16分, 本项最高8分."""
    return _MOST.sub("最高", said)


_STAFF = regex("编制|在职人员|人员控制")


def posts(said: str, asked: Asked) -> str:
    """不超过编制数得满分，每超编1人扣1分, of a row of so many people at most: its target is the number of posts."""
    target = asked.target
    if (
        target is None
        or target.sign != "≤"
        or target.unit != "人"
        or not _STAFF.search(asked.row.key)
    ):
        return said
    said = re.sub("(?:不超过|未超过|不超出)(?:核定)?编制数?(?=的|,|得)", "不超过目标值", said)
    return re.sub("每超编(?=\\d)", "每超过", said)


USUAL = (
    points_behind_stop,
    musts,
    below_nothing_saved,
    so_many_times,
    and_so_on,
    asked_for,
    added_to,
    most_of_all,
    posts,
)

_BASE = regex(rf"(?:^|(?<=[,;。]))(?:本项|该项)?(?:基础分|基本分)(?:为|是|:)?(?P<n>{N})分[,;。]")


def base_said(text: str) -> str:
    """基础分6分，完成率达100%得基础分: so many points, wherever it is named."""
    found = _BASE.findall(text)
    if len(set(found)) != 1 or not re.search("得(?:基础分|基本分)(?!\\d)", text):
        return text
    return re.sub("得(?:基础分|基本分)(?!\\d)", f"得{found[0]}分", _BASE.sub("", text))
