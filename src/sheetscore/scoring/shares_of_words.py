"""What the word of a 定性 indicator is worth: by the shares that the notes of its table print, else by the scoring profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, fraction, percent, plain
from sheetscore.model.profile import Profile
from sheetscore.regexes import regex
from sheetscore.rules.methods.method import WORDED
from sheetscore.scoring.by_method import method_of
from sheetscore.words.text import name_key

_DEGREE = regex(
    "(?P<degree>达成|部分达成|未达成)(?:年度|预期|绩效|既定)*(?:指标|目标)?(?:值)?(?:,?(?:并)?具有一定效果|,?(?:且)?效果较差)?"
)


def grade_of(record: Mapping[str, Any]) -> Fraction | None:
    """The share of the points that the note gives to the very word of a 定性 indicator (较好 80%); None for any other word.

    达成, 达成年度指标 and 达成预期指标 are one word, and so are those of the two other 档.
    """
    method = method_of(record)
    if method.unread_for((WORDED,)) or method.bands:
        return None
    word = name_key(str(record["actual"])).rstrip("。")
    asked = name_key(str(record["criteria"])) == "是"
    shares = method.yes_no if asked and method.yes_no else method.grades
    if word in shares:
        return shares[word]
    degrees = [(_degree(each), share) for each, share in shares.items()]
    alike = [share for degree, share in degrees if degree and degree == _degree(word)]
    return alike[0] if len(alike) == 1 else None


def _degree(word: str) -> str:
    found = _DEGREE.fullmatch(word)
    return found["degree"] if found else ""


def band_of(
    record: Mapping[str, Any], profile: Profile, points: Decimal
) -> tuple[Decimal, Decimal] | None:
    """The scores that the word of a 定性 indicator allows: by the shares that the note prints, else by the profile."""
    graded = grade_of(record)
    if graded is not None:
        score = profile.settle(graded * fraction(points))
        return score, score
    band, method = profile.band(record["actual"]), method_of(record)
    if band is None or method.unread_for((WORDED,)):
        return None
    if method.bands:
        at = [each.word for each in profile.bands].index(band.word)
        high, low = (decimal(share) for share in method.bands[at])
        band = replace(band, low=low, high=high)
    return profile.worth(band, points)


def tell_band(record: Mapping[str, Any], profile: Profile, points: Decimal) -> str:
    """What the word of a 定性 indicator is worth, in one sentence."""
    band, given = profile.band(record["actual"]), record["actual"]
    actual = f"“{given}”" if given else "没有填"
    if (share := grade_of(record)) is not None:
        worth = profile.settle(share * fraction(points))
        return f"定性指标，完成情况{actual}，表上写明按分值的 {percent(share)} 计，是 {plain(worth)} 分。"
    if band is None:
        words = "、".join(each.word for each in profile.bands)
        return f"定性指标，完成情况{actual}，不是{words}之一，由人评定。"
    low, high = band_of(record, profile, points) or (decimal(0), points)
    return f"定性指标，完成情况{actual}，属于“{band.word}”，应得 {plain(low)}～{plain(high)} 分，由人评定。"
