"""Shares that the wording names and not the row (确权登记率 of 资产确权登记情况), and what of a sum is used for something.

中央财政衔接资金1386万元，其中用于产业发展790.02万元，占57% of 中央财政衔接资金用于产业的比例.
"""

from __future__ import annotations

from collections.abc import Sequence

from sheetscore.regexes import regex
from sheetscore.scoring.own.written_parts import Part
from sheetscore.words.text import clean, name_key

_USED = regex("^(?P<whole>[一-龥]{4,}?)用于(?P<what>[一-龥]{2,8}?)(?:方面)?的?(?:比例|比重|占比)$")
_SAME = "(?:发展|方面|项目|建设)?(?:的)?(?:资金)?"
_SHARE = regex(r"[,，]占(?:比)?(?=\d+(?:\.\d+)?[%％][。.]?$)")
_RATE = regex("(?P<rate>[一-龥]{4,10}率)")
_FULL = regex("^[^,;。]*?(?P<rate>[一-龥]{4,10}率)(?:为|达到|达|=|≥)?100%")
_BEHIND = regex(r"[^\d.,]+$")
_BOTH = 2


def rate_in_wording(name: str, text: str) -> str:
    """The one rate that the wording of a row called …情况 speaks of, where the row is about that; "" elsewhere."""
    said = clean(text).text
    found = _FULL.match(said)
    if found is None or not name.endswith("情况"):
        return ""
    rate = found["rate"]
    stem = rate.removesuffix("率")
    others = {each["rate"] for each in _RATE.finditer(said)} - {rate}
    about = stem in name or (stem.endswith("完成") and stem.removesuffix("完成") in name)
    return rate if about and all(rate.endswith(each) for each in others) else ""


def without_share(text: str, name: str) -> str:
    """The sentence without 占 in front of the share, of a row called so."""
    return _SHARE.sub("，", text) if _USED.match(name) else text


def used_for(name: str, parts: Sequence[Part]) -> dict[str, Part] | None:
    """What was used over the whole, where the two are called to the letter as the row calls them."""
    found = _USED.match(name)
    if found is None or len(parts) != _BOTH:
        return None
    whole, used = parts
    of_it = regex(f"^其中:?用于{found['what']}{_SAME}$")
    called = name_key(whole.name) in (found["whole"], f"{found['whole']}总额")
    if _BEHIND.findall(whole.text) != _BEHIND.findall(used.text):
        return None  # 1000万元 beside 570元
    if not called or not of_it.match(name_key(used.name)) or not 0 <= used.value <= whole.value:
        return None
    return {used.name: used, whole.name: whole}
