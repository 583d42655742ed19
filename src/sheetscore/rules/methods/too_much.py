"""What more than the target is said to lose: 实际完成值达到年度指标值150%（含）以上的，扣减该指标分值的20%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.methods.method import EQUAL, LEAST, MOST, Excess, Method
from sheetscore.rules.methods.scan import (
    BELOW,
    EXCESS,
    FORMULA,
    FULL,
    NOTHING,
    SHARE,
    SHORT,
    SUBJECTS,
)
from sheetscore.rules.methods.sentences import speaks_of_points
from sheetscore.rules.methods.usual_forms import DID, GOAL

_LESS = regex(
    r"(?:,?(?:视为(?:年初|年度)?(?:指标值|目标值)设定(?:明显|过)?偏低|在满分基础上))*,?(?:扣(?:减|除)?|减|按)(?:该|本)?(?:项)?(?:指标)?(?:的)?(?:分值|满分|权重)?的?(?P<number>\d+)%(?P<counted>[计记给得]分)?(?:的分值|分值)?"
)
_TOO_MUCH = regex(r"(?:超过|高于|超出|达到|大于)[^,]*(?:%|倍|较多|过多)|设定偏低|明显偏低")

_MUCH_MORE = regex(
    rf"(?:对|若|如)?{DID}(?:高于|超过|超出){GOAL}(?:较多|过多|较大)的?\((?:即|指|如)?(?:{DID})?(?P<how>达到|超过|超出|高于|大于)(?:了)?{GOAL}?(?:的)?(?P<number>\d+(?:\.\d+)?)%(?P<end>(?:\(?含\)?)?(?:及?以上)?(?:\(?含\)?)?)(?P<not>不含)?(?:的)?\)(?:的)?"
)
"""对完成值高于指标值较多的（超过指标值30%以上）."""
_BOTH_WAYS = regex(r"偏[离差](?:度|率|程度|幅度)?(?:绝对值)?(?:超过|大于|高于|达到|在)")
"""偏离度超过30%的: too little as well as too much."""
_OF_THE_SCORE = regex(
    r"(?:得分|分数)[^,]{0,8}(?:超过|超出|高于|大于|突破|达到)|(?:超过|超出|高于|大于|突破|达到)(?:该|本|其)?(?:项)?(?:指标)?的?(?:分值|权重|满分|总分)"
)
"""得分不能超过分值的80%, 最高不超过分值的90%: not what was done."""
_IF = regex("^(?:若|如果?|对)(?=实际|完成|全年)")


@dataclass(frozen=True, slots=True)
class SaidOfExcess:
    """`excess` None: said, and not read; from `open_from` times the target on (None: from the target on) a person scores.

    `of_all`: it does not say that this is about ≥ alone.
    """

    excess: Excess | None
    of_all: bool
    open_from: Fraction | None = None


def read_excess(
    sentence: str, kinds: tuple[str, ...], up_to: Fraction | None
) -> SaidOfExcess | None:
    """None for a sentence of anything else. `up_to`: the share up to which the note gives full marks."""
    if not speaks_of_points(sentence) or not _TOO_MUCH.search(sentence):
        return None
    if _BOTH_WAYS.search(sentence) or _OF_THE_SCORE.search(sentence):
        return None
    if "每" in sentence or (kinds and LEAST not in kinds):
        return None  # each step beyond a target of ≤
    subject, rest = "", _IF.sub("", sentence)
    for kind, pattern in SUBJECTS:
        if match := pattern.match(rest):
            signs = match.groupdict().get("signs") or ""
            subject, rest = signs or kind, rest[match.end() :].lstrip(",:")
            break
    when = EXCESS.match(rest) or _MUCH_MORE.match(rest)
    less = _LESS.fullmatch(rest[when.end() :]) if when else None
    if subject.rstrip("XN*") in ("≤", "=", MOST, EQUAL):
        return None
    of_all = not subject and kinds != (LEAST,)
    if when is None or less is None:
        only = (FULL, NOTHING, SHARE, FORMULA, SHORT, BELOW)
        if any(pattern.search(sentence) for pattern in only):
            return None
        return SaidOfExcess(None, of_all, _open_from(when))
    return SaidOfExcess(_excess(when, less, up_to), of_all)


def _excess(when: re.Match[str], less: re.Match[str], up_to: Fraction | None) -> Excess | None:
    """None where it is not clear from where on, or what is left."""
    share, left = fraction(when["number"]) / 100, fraction(less["number"]) / 100
    if not less["counted"]:
        left = 1 - left
    closed = (when["how"] == "达到" or "含" in when["end"]) and not when["not"]
    unclear = when["how"] != "达到" and (share >= 1 or bool(when["end"]))
    if unclear and share == up_to and not when["end"]:
        unclear, closed = False, False
    elif when["how"] != "达到" and share < 1:
        share += 1
    return None if unclear or share <= 1 or not 0 < left < 1 else Excess(share, closed, left)


def _open_from(when: re.Match[str] | None) -> Fraction | None:
    """From how many times the target on a score is left open: 高于指标值30%以上的 leaves what is below 1.3 as it is."""
    if when is None:
        return None
    share = fraction(when["number"]) / 100
    if when["how"] != "达到" and share < 1:
        return 1 + share
    return share if share > 1 else None


def take_excess(
    method: Method, sentence: str, kinds: tuple[str, ...], up_to: Fraction | None
) -> bool:
    """Puts what a sentence says of too much into a method; False for a sentence of anything else."""
    said = read_excess(sentence, kinds, up_to)
    if said is None:
        return False
    method.excess_of_all |= said.of_all
    if said.excess is None or method.excess:
        method.excess_open, method.excess_from = sentence, said.open_from
        return True
    method.excess = said.excess
    method.read.append((frozenset({LEAST}), sentence))
    return True
