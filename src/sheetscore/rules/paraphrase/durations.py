"""How long something took, in words: 自批复之日起20日内公开的得2分, 每逾期1天扣1分, 按期（逾期0天）."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import CHANGES, INCLUDED
from sheetscore.words.text import name_key

_LASTS = regex("用时|时长|时限|天数|日数|日$|天$|期限|周期|耗时|时间|历时|逾期|超期|延期|延误")
_LATE = "延误|拖期|误期|逾期|超期|延期|延迟|迟延|滞后|超时|拖延"
_UNIT = "个工作日|工作日|天|日|个月|小时|分钟"
_SPAN = rf"\d+(?:\.\d+)?(?:{_UNIT})"
_VERB = (
    "(?:[\u4e00-\u9fff]{0,4}?(?:公开|公示|办结|完成|答复|回复|办理|拨付|支付|报送|上报|批复|整改|受理|处理|处置|反馈|送达|到位|下达|缴纳|验收|审结|发放|兑现|竣工|完工|开工|交工|交付|到达|响应|修复|出具)"
    "(?:完毕|到位|完成)?)"
)
_FROM = regex(
    r"(?:自|从)(?P<what>[^,;。:0-9]{1,18}?)(?:之日|当日|次日|之时|后)?起(?:算|计算)?(?:,)?(?:在)?(?=\d|超|[\u4e00-\u9fff]{2,10}(?:≤|<|不超过|在|为|控制在|超过)\d)"
)
_WITHIN = regex(
    rf"(?:在)?(?P<span>{_SPAN})(?:以内|之内|内)(?P<incl>{INCLUDED})?(?P<verb>{_VERB})?(?P<of>的)?(?=,?(?:得|计|给|不扣))"
)
_BEYOND = regex(
    rf"(?P<sign>超过|超出|大于)(?P<span>{_SPAN})(?P<verb>{_VERB})?(?P<of>的)?(?=,?(?:不得分|不计分|得|计|扣|每))"
)
_AFTER = regex(
    rf"(?:^|(?<=[,;。]))(?:自|从|在|于)?(?P<what>[^,;。:0-9]{{2,16}}?)(?:之后|后)(?:的)?(?={_SPAN}(?:以内|之内|内))"
)
_IN_TIME = regex(
    rf"(?:^|(?<=[,;。:]))(?:按期|按时|如期|准时|(?:按|在)(?:照)?(?:合同|协议|计划|规定|约定|要求)(?:约定|规定|要求)?的?(?:时间|时限|期限|工期|日期|节点)内?|(?:未|无|没有)(?:{_LATE}))(?:{_VERB})?(?P<zero>\((?:{_LATE})?0(?:{_UNIT})\))?(?:的)?(?=,?(?:得|计|给|不扣))"
)


def lasts(name: str) -> bool:
    """Does a row measure how long something took, or how late it was?"""
    return _LASTS.search(name_key(name)) is not None


def days_as_signs(text: str, name: str, _points: Fraction) -> str:
    """For a row that measures days: the number with its sign. Working days and days are two units; months are left."""
    key = name_key(name)
    if not _LASTS.search(key):
        return text
    units = {"工作日" if "工作日" in u else u for u in re.findall(rf"\d({_UNIT})", text)}
    units = {"天" if unit == "日" else unit for unit in units}
    if len(units) != 1 or ("工作日" in key and "工作日" not in units):
        return text
    unit = units.pop()
    if unit in ("个月", "小时", "分钟") and re.search("天|日数", key):
        return text  # 每延迟1个月 under 延迟天数（天）: 3 of which?
    text = re.sub(r"(?<=\d)日", "天", text) if unit == "天" else text
    text = re.sub(r"(?<=\d)个工作日", "工作日", text)
    for match in reversed([*_FROM.finditer(text)] or [*_AFTER.finditer(text)]):
        if not re.search(CHANGES, match["what"]):
            text = text[: match.start()] + text[match.end() :]
    late = re.search(_LATE, key)
    if late:
        text = re.sub(rf"每(?:{_LATE})(?=\d)", "每超过", text)
        text = _IN_TIME.sub(f"=0{unit}", text)
        text = re.sub(
            rf"(?:^|(?<=[,;。:]))(?:{_LATE})(?:时间|天数)?(?:在)?(?=[<>≤≥\d]|不超过|超过|大于)",
            "",
            text,
        )
    for match in reversed(list(_WITHIN.finditer(text))):
        if _same_act(match["verb"], key):
            put = f"{match['span']}以内{match['incl'] or ''}{match['of'] or ''}"
            text = text[: match.start()] + put + text[match.end() :]
    for match in reversed(list(_BEYOND.finditer(text))):
        if _same_act(match["verb"], key):
            put = f"{match['sign']}{match['span']}{match['of'] or ''}"
            text = text[: match.start()] + put + text[match.end() :]
    return text


def _same_act(verb: str | None, key: str) -> bool:
    """20日内公开 of a 决算公开用时; 20日内整改 says something else of it."""
    if not verb:
        return True
    if re.search("未|不|没|无|非|除", verb):
        return False
    plain = re.sub("(?<=..)(?:完毕|到位|完成)$", "", verb)
    if "响应" in key and plain in ("到达", "到位", "赶到", "响应"):
        return True
    return plain[-2:] in key or (plain in ("完成", "办理", "处理") and re.search("天数|用时|时长|时限", key) is not None)  # fmt: skip
