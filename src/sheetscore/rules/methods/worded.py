"""What a note says of 定性 indicators."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex

SUBJECT = regex(r"定性|(?:指标值|目标值)为(?:文字|定性)|(?:指标值|目标值)为是的|为是的?得|三档")
OF_ALL = regex(r"各项|各指标|单项|每项|定量|得分(?:一档|最高|不)")
"""A sentence about all rows, in an item that began with another kind."""
_PER_CENT = r"(\d+(?:\.\d+)?)%?"
RANGE = regex(rf"{_PER_CENT}(?:\(含\))?[-~至到]{_PER_CENT}(?:\(含(?:{_PER_CENT})?\))?")
SHARES = regex(rf"{RANGE.pattern}|\d%|系数|分值的|[得计记]\d|不得分")
"""A sentence that gives shares, or points, to what was done."""
_WORD = r"[\u4e00-\u9fff]{1,6}?"
_LIST = regex(
    rf"(?:定性指标)?(?:得分)?(?:按|根据)?(?:完成情况|达成程度|完成程度)?(?:分为?|划分为?|按照?)(?P<words>{_WORD}(?:、{_WORD})+)(?:[二三四五六两]|\d)(?:个)?(?:档次?|等次|等级|级),?"
    r"(?:(?:其|相应的?|对应的?)?(?:得分|计分|评分)?系数(?:分别)?(?:为|是|按)|分别(?:按照?|得|计|记)(?:该|本)?(?:项)?(?:指标)?(?:分值|权重分?|满分)的?)(?P<shares>\d+(?:\.\d+)?%?(?:、\d+(?:\.\d+)?%?)+)(?:计分|计算)?"
)
_BRACKETED = regex(
    rf"定性指标(?:得分)?(?:按照?|根据)(?:完成情况|完成程度|达成程度)\((?P<words>{_WORD}(?:、{_WORD})+)\),?分别(?:按照?|得|计|记)(?:该|本)?(?:项)?(?:指标)?(?:分值|权重分?|满分)的?"
    r"(?P<shares>\d+(?:\.\d+)?%?(?:、\d+(?:\.\d+)?%?)+)(?:[计记]分|计算|得分)?"
)
_BY_VALUE = regex(
    rf"定性指标[,:]?(?:年度|实际)*(?:完成值|完成情况|评价结果)(?:为|是)(?P<words>{_WORD}(?:、{_WORD})+)的?,?分别(?:按照?|得|计|记)(?:该|本)?(?:项)?(?:指标)?(?:分值|权重分?|满分)的?"
    r"(?P<shares>\d+(?:\.\d+)?%(?:、(?:\d+(?:\.\d+)?%|0))+)(?:[计记]分|计算|得分)?"
)
"""完成值为优、良、中、低、差的，分别得权重分的100%、90%、75%、60%、0."""
_PAIRS = regex(
    rf"(?:定性指标(?:得分)?(?:按|系数)?)?[:,]?(?P<pairs>(?:{_WORD})(?:的?[得按计为]|系数为?)?(?:分值的?)?\d+%(?:[、,](?:{_WORD})(?:的?[得按计为]|系数为?)?(?:分值的?)?\d+%?)+)(?:计分|的分值)?"
)
_PAIR = regex(
    rf"(?P<word>{_WORD})(?:的?[得按计为]|系数为?)?(?:分值的?)?(?P<share>\d+)%?(?:$|[、,])"
)
_YES_NO = regex(
    r"(?:定性指标(?:得分)?[:,]?)?(?:年度)?(?:指标值|目标值)为是的,(?:实际)?(?:完成值)?为?是的?[得记计]满分,(?:完成值)?为?否的?(?:不得分|[得计记]0分)"
)


def yes_no(sentence: str) -> dict[str, Fraction]:
    """指标值为“是”的，完成值为“是”得满分，为“否”不得分; {} for anything else."""
    return {"是": Fraction(1), "否": Fraction(0)} if _YES_NO.fullmatch(sentence) else {}


_POINTS_OF = r"(?:该项|本项|该|本)?(?:指标)?(?:所赋|对应)?的?(?:权重分值|权重分|分值|权重|满分)?的?"
_EACH = regex(
    rf"(?:(?:实际)?(?:完成值|完成情况|结果|指标)?(?:为|是)?)?(?P<word>(?!得|计|按|记|不)[\u4e00-\u9fff]{{1,16}}?)的?,?"
    rf"(?:(?P<nothing>不得分|不[计记给]分|[得计记]0分)|(?:[得计按记为=]|系数为?){_POINTS_OF}(?:(?P<share>\d+(?:\.\d+)?)%(?:的?(?:分值|权重分?|分))?(?:[计记]分)?|(?P<full>满分)(?:计|计算)?|(?P<zero>0)(?:分)?))"
)
_LEAD = regex(
    r"(?:年度)?(?:指标值|目标值)为文字(?:描述|表述|说明)?的,?|定性(?:类)?指标(?:得分)?(?:按|根据)?(?:完成情况|达成程度|完成程度)?[:,]?(?:(?:分为?|按照?)?(?:[二三四五]|\d)?(?:个)?(?:档|等次|等级)(?:[计记]分|打分|得分)?[:,]?)?"
)
_MORE = regex(r"[,、;]")


def stated(sentence: str) -> dict[str, Fraction]:
    """达成预期指标得该指标满分，部分达成预期指标得该指标分值的60%，未达成预期指标不得分: word → share; {} where anything else is said."""
    lead = _LEAD.match(sentence)
    rest = sentence[lead.end() :] if lead else sentence
    found: dict[str, Fraction] = {}
    while rest:
        match = _EACH.match(rest)
        if match is None or match["word"] in found:
            return {}
        share = 0 if match["nothing"] or match["zero"] else 100 if match["full"] else match["share"]
        found[match["word"]] = fraction(share) / 100
        rest = rest[match.end() :]
        if rest and not (more := _MORE.match(rest)):
            return {}
        rest = rest[more.end() :] if rest and more else rest
    return found if all(share <= 1 for share in found.values()) else {}


def grades(sentence: str) -> dict[str, Fraction]:
    """Word → share of the points, where each word has one coefficient; {} for ranges and anything else."""
    found = next(
        (m for each in (_LIST, _BRACKETED, _BY_VALUE) if (m := each.fullmatch(sentence))), None
    )
    if found:
        words, shares = found["words"].split("、"), found["shares"].split("、")
        return _checked(words, [_share(each) for each in shares])
    listed = _PAIRS.fullmatch(sentence)
    if listed is None:
        return {}
    pairs = list(_PAIR.finditer(listed["pairs"]))
    if "".join(pair[0] for pair in pairs) != listed["pairs"]:
        return {}
    return _checked([p["word"] for p in pairs], [fraction(p["share"]) / 100 for p in pairs])


def _share(text: str) -> Fraction:
    return fraction(text[:-1]) / 100 if text.endswith("%") else fraction(text)


def _checked(words: list[str], shares: list[Fraction]) -> dict[str, Fraction]:
    """Falling shares from 1 down, one for each word."""
    falling = shares == sorted(set(shares), reverse=True)
    sound = len(words) == len(shares) == len({*words}) and falling
    return (
        dict(zip(words, shares, strict=True))
        if sound and shares[0] == 1 and shares[-1] >= 0
        else {}
    )


def bands(sentence: str) -> tuple[tuple[Fraction, Fraction], ...]:
    """The (high, low) shares of three 档 that join without a gap; () for anything else."""
    found = [
        (fraction(match[1]) / 100, fraction(match[2]) / 100) for match in RANGE.finditer(sentence)
    ]
    if all(low < high for low, high in found):  # 80%（含）-100%、60%（含）-80%、0-60%
        found = [(high, low) for low, high in found]
    joined = all(a[1] == b[0] for a, b in pairwise(found))
    falling = all(high > low for high, low in found)
    if "档" not in sentence or len(found) != 3 or not joined or not falling or found[0][0] != 1:
        return ()
    return tuple(found)
