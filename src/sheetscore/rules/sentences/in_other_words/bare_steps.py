"""Steps and full marks that leave a word out: 下降1个百分点扣1分 for 每下降1个百分点, 完成目标任务数各得标准分."""

from __future__ import annotations

import re

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.sentences.in_other_words.spelled import respell, spelled
from sheetscore.rules.sentences.wording_row import Asked

_DOWN = "下降|降低|降|少完成|未完成|少|差|低|减少"
_UP = "超额完成|上升|多完成|多|高|超过|超|增加|提高"
_STEP = regex(
    rf"(?:^|(?<=[,;。]))(?P<way>{_DOWN}|{_UP})1(?P<u>个?百分点|%|{UNIT})(?P<of>的)?,?(?P<verb>扣|减|加|增加)(?={N}分)"
)
_ONE_WAY = regex(
    rf"(?:^|(?<=[,;。]))(?:{_DOWN}|{_UP}){N}(?:个?百分点|%|{UNIT})[^,;。]{{0,6}}[扣减加]{N}分"
)


def each_left_out(said: str, _asked: Asked) -> str:
    """按时办结率100%的，得9分，下降1个百分点扣1分: of every one. 下降1个百分点扣1分，下降3个百分点扣5分 are stages."""
    found = list(_STEP.finditer(said))
    down = [each for each in found if each["verb"] in "扣减"]
    if not found or len(found) - len(down) > 1 or len(down) > 1:
        return said
    if len(_ONE_WAY.findall(said)) != len(found) or not re.search(
        "得|满分|[记计]\\d|\\d分\\)", said[: found[0].start()]
    ):
        return said
    return re.sub(
        ",以此类推(?=[,。;]|$)", "", _STEP.sub(lambda m: f"每{m['way']}1{m['u']}{m['verb']}", said)
    )


_SPELLED = spelled(
    (r"^(?:完成率|完成比例)法:(?=[^,;。]{2,12}[/÷])", "得分="),
    (r"各(?=得(?:满分|标准分|基本分))", ""),
    (r"(?<=每)减少(?=\d+[\u4e00-\u9fff]{1,2}减\d)", "少"),
    (r"(?<=乘以)标准分(?=(?:计分|得分|计算))", "分值"),
    (
        r"(?<=[,;。])(?P<not>(?:未完成|未达到)(?:年度)?(?:目标|任务|计划)*(?:任务)?的?),?按(?:照)?(?:总任务量|任务总量|任务量|完成量|实际完成量)(?:的比例)?(?:进行)?折算(?:计分|得分)(?=[,;。]|$)",
        r"\g<not>,按完成比例得分",
    ),
)


_TIMES_RATE = regex(
    r"(?<=[,;。])(?P<not>未完成(?:任务|目标|计划)?的?),?按(?:照)?(?:实际)?(?:任务)?完成(?:率|比例)(?:乘以|\*)(?:分值|满分|标准分)(?:计分|得分|计算)?(?=[,;。]|$)"
)
_NO_MORE = regex(
    r"(?:得分)?(?:加扣分|扣分|加分)均?不(?:得)?突破(?:基本分|标准分|分值)(?:值)?(?=[,;。]|$)"
)
_BASE = regex(rf"(?:基本分|标准分|得)(?P<n>{N})分")


def _of_whole(said: str, asked: Asked) -> str:
    """按实际完成率乘以标准分计分 of what has to be done whole; 加扣分均不突破基本分, where that is all the points of the row."""
    target = asked.target
    if target is None or target.unit != "%" or target.value == 1:
        said = _TIMES_RATE.sub(r"\g<not>,按完成比例得分", said)
    bases = {fraction(each) for each in _BASE.findall(said)}
    return _NO_MORE.sub("扣完为止,最高得满分", said) if bases <= {asked.points} else said


def words_left_out(said: str, asked: Asked) -> str:
    said = _of_whole(said, asked)
    return _looked_up(respell(said, _SPELLED), asked)


def _looked_up(said: str, asked: Asked) -> str:
    """检查免疫密度达100%的得满分: what is looked at is the row's own figure."""
    end = re.escape(asked.row.key[-4:])
    return re.sub(
        rf"(?:^|(?<=[,;。]))(?:检查|抽查|查看|核查|考核)(?=[\u4e00-\u9fff]{{0,6}}?{end})", "", said
    )


_TO_NOTHING = regex(
    rf"(?P<full>≥(?P<t>{N})(?P<u>{UNIT})的?,?得(?P<p>{N})分[,;。]每(?:少|低|减少)(?P<s>{N})(?P=u)扣(?P<a>{N})分)[,;。]0(?P=u)(?:得0分|不得分)(?=[,;。]|$)"
)


def nothing_of_it(said: str, _asked: Asked) -> str:
    """≥1000元得30分，每少100元扣3分，0元得0分: where the steps come to nothing anyway."""

    def alone(match: re.Match[str]) -> str:
        if not fraction(match["s"]):
            return match.group()
        steps = fraction(match["t"]) / fraction(match["s"])
        return (
            match["full"] if steps * fraction(match["a"]) == fraction(match["p"]) else match.group()
        )

    return _TO_NOTHING.sub(alone, said)


STEPS = (words_left_out, each_left_out, nothing_of_it)
