"""What a clause gives or takes off, in every print: 得满分, 计3分, （2分）, 得60%分值, 扣分值的1/10, 一半分, 零分, 不扣分."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import N

_ROW = "(?:(?:该|本|此)(?:项|指标)的?|指标)?"
_POINTS = "(?:标准分值?|权重分值?|权重|满分值?|分值|得分|分数)"
_PART = rf"(?:(?P<pct>{N})%|(?P<a>[1-9])/(?P<b>[1-9]\d?)|(?P<half>一半|半数))"
_OF_POINTS = (
    rf"(?:{_POINTS}的?{_PART}|{_PART.replace('<', '<y')}的?{_ROW}(?:{_POINTS}|分)"
    r"|(?P<xhalf>一半|半数)|(?P<xa>[1-9])/(?P<xb>[1-9]\d?))"
)
"""A share says of what: 扣1% may be of the points, or a slip."""
_AWARD = regex(
    rf"{_ROW}(?:(?P<none>不得分|不计分|不给分|不予得分|不予计分|(?:得|计|记|给|为)?0分|(?:全部)?扣完(?!为止|即止)|全扣|扣(?:除|减|完|光)?{_ROW}(?:的)?(?:全部|所有)(?:分值|得分|分数|分)|扣(?:完|光|除){_ROW}{_POINTS})"
    rf"|(?P<full>(?:得|计|记|给|评|为){_ROW}(?:满分|全分|全部分值?|全部得分|分值分?)|满分|不(?:予)?扣分)"
    rf"|(?:得|计|记|给|扣(?:减|除)?|减)?(?P<points>{N})分(?!值|钟)"
    rf"|(?:得|计|记|给){_ROW}{_OF_POINTS}"
    rf"|{_PART.replace('<', '<z')}的?{_ROW}(?:{_POINTS}|分)|(?P<halved>(?:得分)?减半(?:计分|得分|给分|计算)?))(?=[,;。)]|$|\()"
)
_OFF = regex(
    rf"{_ROW}(?:扣减|扣除|扣|减|降低)(?:(?P<points>{N})分|{_ROW}{_OF_POINTS})(?=[,;。)]|$|\()"
)
_EXACT = 10_000


class Award(NamedTuple):
    """The points, whether they come off, and where the words end."""

    points: Fraction
    off: bool
    end: int


def award(text: str, at: int, points: Fraction) -> Award | None:
    """What stands at a place; None where these are no points, or more than the row has."""
    off = deduction(text, at, points)
    if off is not None:
        return off
    match = _AWARD.match(text, at)
    if match is None:
        return None
    if match["none"]:
        given = Fraction(0)
    elif match["full"]:
        given = points
    elif match["points"]:
        given = fraction(match["points"])
    elif match["halved"]:
        given = points / 2
    else:
        part = _part(match, "") or _part(match, "y") or _part(match, "x") or _part(match, "z")
        if part is None:
            return None
        given = points * part
    return _checked(given, False, match.end(), points)


def deduction(text: str, at: int, points: Fraction) -> Award | None:
    """扣2分, 扣分值的1/10: what comes off."""
    match = _OFF.match(text, at)
    if match is None:
        return None
    if match["points"]:
        return _checked(fraction(match["points"]), True, match.end(), points)
    part = _part(match, "") or _part(match, "y") or _part(match, "x")
    return None if part is None else _checked(points * part, True, match.end(), points)


def _part(match: re.Match[str], lead: str) -> Fraction | None:
    if match[f"{lead}half"]:
        return Fraction(1, 2)
    if lead != "x" and match[f"{lead}pct"]:
        return fraction(match[f"{lead}pct"]) / 100
    if match[f"{lead}a"]:
        return Fraction(int(match[f"{lead}a"]), int(match[f"{lead}b"]))
    return None


def _checked(given: Fraction, off: bool, end: int, points: Fraction) -> Award | None:
    exact = (given * _EXACT).denominator == 1
    return Award(given, off, end) if 0 <= given <= points and exact else None


def shown(given: Fraction, points: Fraction) -> str:
    """As the grammar reads it."""
    if given == points:
        return "得满分"
    return f"得{plain(given, 4)}分" if given else "不得分"
