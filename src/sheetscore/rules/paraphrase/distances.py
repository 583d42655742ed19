"""So far from a value: 低于目标值5个百分点以内（含）, 低于序时进度（50%）10个百分点以上, as two signs with their numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_TAIL = (
    r"(?P<first>\(含\))?(?P<tail>以内|之内|以上|及以上|以下)"
    r"(?P<mark>\((?P<no>不)?含(?:\d[\d.]*(?:%|个?百分点|[\u4e00-\u9fff]{1,2})?)?\))?"
)


@cache
def _distance(base: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<side>低于|高于|少于|超过|超出)(?:{base})(?P<n>{_N})(?P<u>个?百分点|%|[\u4e00-\u9fff㎡]{{1,3}}?){_TAIL}"
    )


def distances(text: str, base: str, number: str, unit: str, shown: str, below: bool) -> str:
    """The text with every distance from `base` (a pattern; its value is `number`, counted in `unit`) as signs.

    `shown`: the unit that stands behind the numbers written. Unchanged where neither edge says whose it is (以内 beside 以上),
    where 5% of a rate may be points or a share, and where a distance lies on the side that is not at stake.
    """
    found = list(_distance(base).finditer(text))
    if not found or not any(m["mark"] or m["first"] or m["tail"] == "及以上" for m in found):
        return text
    for match in reversed(found):
        points = match["u"].endswith("百分点")
        part = match["u"] == "%" and unit != "%"
        if points != (unit == "%") or (not points and not part and match["u"] != unit):
            return text
        if (match["side"] in ("低于", "少于")) != below or match["tail"] == "以下":
            return text
        text = text[: match.start()] + _as_signs(match, number, shown, below) + text[match.end() :]
    return text


def _as_signs(match: re.Match[str], number: str, unit: str, below: bool) -> str:
    step = fraction(match["n"])
    if match["u"] == "%":
        step = fraction(number) * step / 100
    edge = fraction(number) - step if below else fraction(number) + step
    far = f"{plain(edge, 6)}{unit}"
    inside = match["tail"] in ("以内", "之内")
    closed = (match["no"] is None) if match["mark"] else bool(match["first"])
    closed = closed or match["tail"] == "及以上"
    least, most = ("≥", "≤") if closed else (">", "<")
    if not inside:
        return f"{most if below else least}{far}"
    near = f"{'<' if below else '>'}{number}{unit}"
    return f"{least if below else most}{far}且{near}"


_NAMED = regex(
    rf"(?P<base>[\u4e00-\u9fff]{{2,8}}?(?:进度|标准|基准|水平|要求|目标|值))\((?P<value>{_N})%\)"
)
_SIGN = r"(?:不低于|不少于|达到|大于等于|≥|不高于|不超过|≤|低于|高于|超过|小于|大于|少于|<|>|为)"


def from_named_value(text: str, _name: str, _points: Fraction) -> str:
    """不低于序时进度（50%）的得3分；低于序时进度5个百分点以内（含）…: the value for its name, once it is stated."""
    found = list(_NAMED.finditer(text))
    stated = {(re.sub(f"^.*?{_SIGN}", "", m["base"]), m["value"]) for m in found}
    if len(stated) != 1:
        return text
    base, value = stated.pop()
    if len(base) < 2 or not re.search(rf"{_SIGN}{base}\({re.escape(value)}%\)", text):
        return text
    text = text.replace(f"{base}({value}%)", base)
    below = not re.search(rf"(?:不高于|不超过|≤){base}", text)
    text = distances(text, base, value, "%", "%", below)
    return re.sub(rf"(?<={_LAST}){base}(?!\d)", f"{value}%", text)


_LAST = "[于到过等≥≤<>为]"
