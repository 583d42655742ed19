"""So much more and so much less than what was planned: 高于计划1个百分点加0.5分，低于计划1个百分点扣0.5分."""

from __future__ import annotations

from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.sentences.wording_row import Asked

_GOAL = "(?:年度)?(?:计划|目标|指标)(?:值|任务)?"
_STEP = rf"{_GOAL}(?P<{{0}}>{N}(?:个?百分点|%|{UNIT}))(?:的)?,?"
_BOTH = regex(
    rf"^(?:基本分|基础分)?(?:(?P<base>{N})分[,;。])?(?P<e1>每)?(?:高于|超过|超出){_STEP.format('more')}(?P<gain>加{N}分)"
    rf"(?P<most>[,;。](?:最高|最多|加到)(?:得|加)?(?:{N}分|满分))?[,;。](?P<e2>每)?低于{_STEP.format('less')}(?P<loss>扣{N}分)(?P<rest>.*)$"
)


def both_sides(said: str, asked: Asked) -> str:
    """基本分8分，高于计划1个百分点加0.5分，低于计划1个百分点扣0.5分: what is planned gives the base, or full marks.

    Without 每 a step is one for each only where the same is said of both sides.
    """
    found = _BOTH.match(said)
    if found is None or asked.target is None:
        return said
    alike = found["more"] == found["less"]
    if not (found["e1"] and found["e2"]) and not (alike and not found["e1"] and not found["e2"]):
        return said
    base = f"{found['base']}分" if found["base"] else "满分"
    return (
        f"完成计划得{base},每高于计划{found['more']}{found['gain']}{found['most'] or ''},"
        f"每低于计划{found['less']}{found['loss']}{found['rest']}"
    )


AROUND = (both_sides,)
