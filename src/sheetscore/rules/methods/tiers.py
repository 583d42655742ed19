"""Parts of the 完成率: 完成率≥100%得满分；80%≤完成率<100%，得分值的80%；低于60%的不得分."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.methods.method import Missed, Tier
from sheetscore.rules.methods.stated_letters import DONE, RATE, TARGET

_N = r"\d{1,3}(?:\.\d+)?"
_IN = rf"(?:\(含(?:{_N}%)?\))?"
_POINTS = r"(?:该|本)?(?:项)?(?:指标)?的?(?:分值|权重|满分)"
_AWARD = (
    rf"(?:的)?,?(?:则)?(?:(?P<full>(?:得|计|记)(?:该项|该指标)?满分|得(?:该|本)(?:项)?(?:指标)?(?:全部)?分值)"
    r"|(?P<zero>不得分|不[计记给]分|[得计记]0分)"
    rf"|(?:得|计|记|按)(?:{_POINTS}的?(?P<share>{_N})%|(?P<of>{_N})%的?{_POINTS}|满分的(?P<most>{_N})%)(?:[计记]分)?"
    rf"|(?P<ratio>按照?(?:实际)?{RATE}(?:\*{_POINTS})?(?:的?比例)?(?:计算)?(?:得分|[计记]分)|按(?:实际)?比例(?:得分|[计记]分)|得分=(?:{RATE}\*{_POINTS}|{_POINTS}\*{RATE})))"
)
_PARTS = (
    regex(
        rf"(?P<low>{_N})%{_IN}(?P<from>≤|<|小于等于|小于){RATE}(?P<to>≤|<|小于等于|小于)(?P<high>{_N})%{_IN}{_AWARD}"
    ),
    regex(rf"(?P<high>{_N})%(?P<to>≥|>){RATE}(?P<from>≥|>)(?P<low>{_N})%{_AWARD}"),
    regex(
        rf"(?P<rate>{RATE})?(?:在|为|达到)?(?P<low>{_N})%(?P<lin>{_IN})[-~至到](?P<high>{_N})%(?P<hin>(?:\((?:不)?含(?:{_N}%)?\))?)(?:之间)?(?P<tail>\((?:不)?含{_N}%\))?{_AWARD}"
    ),
    regex(
        rf"(?P<rate>{RATE})?(?P<at>大于等于|大于或等于|≥|>|不低于|达到|超过|高于|大于|在)?(?P<low>{_N})%(?P<lin>{_IN})(?P<up>及?以上)?(?P<hin>{_IN}){_AWARD}"
    ),
    regex(
        rf"(?P<rate>{RATE})?(?P<under>小于|低于|不足|不到|未达到|<|在)?(?P<high>{_N})%(?P<hin>(?:\((?:不)?含(?:{_N}%)?\))?)(?P<down>以下)?(?P<tail>\((?:不)?含(?:{_N}%)?\))?{_AWARD}"
    ),
)
_LEAST_SHARE = regex(
    rf",(?:但|且|其中)?,?(?:实际|指标|目标)?(?:完成率|完成比例)(?:\((?:即)?{DONE}/{TARGET}\))?(?:低于|小于|不足|不到|<)(?P<share>\d{{1,2}})%的?,?(?:一律)?"
    r"(?:不得分|不[计记]分|[得计记]0分)$"
)
_BETWEEN = regex(r"[,;]|其中|且")
_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Part:
    """A stated part: its ends (None: none), whether an end belongs to it (None: not said), and what it scores."""

    low: Fraction | None
    low_closed: bool | None
    high: Fraction | None
    high_closed: bool | None
    share: Fraction | None

    @property
    def of_more(self) -> bool:
        """Is it about more than the target?"""
        return (self.high or _WHOLE) > 1 or (self.low or _WHOLE) > 1

    @property
    def full(self) -> bool:
        """Does it say that the target, and more, scores full?"""
        return self.low == _WHOLE and self.share == _WHOLE and self.low_closed is not False


def parts(sentence: str, *, goes_on: bool = False) -> list[Part]:
    """The parts that a sentence is made of; [] where anything else is said, or where the first names no 完成率 and does not go on
    from a sentence that does.
    """
    found: list[Part] = []
    rest = sentence
    while rest:
        for number, form in enumerate(_PARTS):
            match = form.match(rest)
            if match and (part := _part(number, match.groupdict(), goes_on or bool(found))):
                found.append(part)
                rest = rest[match.end() :]
                break
        else:
            return []
        while rest and (between := _BETWEEN.match(rest)):
            rest = rest[between.end() :]
    return found


def _part(number: int, said: dict[str, str | None], goes_on: bool) -> Part | None:
    if number > 1 and not said["rate"] and not goes_on:
        return None
    share = _share(said)
    low = fraction(end) / 100 if (end := said.get("low")) else None
    high = fraction(end) / 100 if (end := said.get("high")) else None
    if number <= 1:
        closed = ("≤", "小于等于", "≥")
        return _sound(Part(low, said["from"] in closed, high, said["to"] in closed, share))
    if number == 2:
        tail = said["tail"] or ""
        ends = [_closed(said["lin"] or ""), _closed(said["hin"] or "")]
        for at, end in enumerate((said["low"], said["high"])):
            if f"含{end}%" in tail:
                ends[at] = "不" not in tail
        return _sound(Part(low, ends[0], high, ends[1], share))
    if number == 3:
        if not (said["at"] or said["up"]) or (said["at"] == "在" and not said["up"]):
            return None
        marked = said["lin"] or said["hin"] or ""
        strict = said["at"] in ("超过", "高于", "大于", ">") and not said["up"]
        loose = bool(said["up"]) and said["at"] not in (
            "大于等于",
            "大于或等于",
            "≥",
            "不低于",
            "达到",
        )
        closed_low = True if marked else False if strict else None if loose and low != 1 else True
        return Part(low, closed_low, None, None, share)
    if not (said["under"] or said["down"]) or (said["under"] == "在" and not said["down"]):
        return None
    marked = f"{said['hin'] or ''}{said['tail'] or ''}"
    inside = _closed(marked)
    if inside is None and not said["down"]:
        inside = False
    return Part(None, None, high, inside, share)


def _sound(part: Part) -> Part | None:
    assert part.low is not None
    assert part.high is not None
    return part if part.low < part.high else None


def _closed(marked: str) -> bool | None:
    return None if not marked else "不含" not in marked


def _share(said: dict[str, str | None]) -> Fraction | None:
    """The share of the points; None for in proportion."""
    if said["full"]:
        return _WHOLE
    if said["zero"]:
        return Fraction(0)
    stated = said["share"] or said["of"] or said["most"]
    return fraction(stated) / 100 if stated else None


def joined(stated: list[Part], missed: Missed | None) -> tuple[Tier, ...] | None:
    """The tiers short of the target, from 0 up, `missed` where nothing else is said; None where they overlap, leave a gap, score
    more for less, or leave nothing to what missing the target is said to score.
    """
    whole = _tiers(stated, None)
    if whole is not None:
        return whole if missed in (None, "share") else None
    return _tiers(stated, missed)


def _tiers(stated: list[Part], missed: Missed | None) -> tuple[Tier, ...] | None:
    below = [
        each
        for each in stated
        if not each.full and (each.low is None or each.low < 1) and (each.high or _WHOLE) <= 1
    ]
    if len(below) + sum(each.full for each in stated) != len(stated):
        return None
    below.sort(key=lambda each: each.low or Fraction(0))
    filled = _filled(below, missed)
    if not filled or filled[-1].high != 1 or filled[-1].high_closed:
        return None
    tiers: list[Tier] = []
    for at, each in enumerate(filled):
        after = filled[at + 1] if at + 1 < len(filled) else None
        high_closed = bool(each.high_closed)
        if after is not None:
            if each.high != after.low or (each.high_closed and after.low_closed):
                return None
            if each.high_closed is False and after.low_closed is False:
                return None
            if each.high_closed is None and after.low_closed is not None:
                high_closed = not after.low_closed
        before = tiers[-1] if tiers else None
        low_closed = bool(each.low_closed) if before else True
        if before and each.low_closed is None and filled[at - 1].high_closed is not None:
            low_closed = not before.high_closed
        assert each.low is not None
        assert each.high is not None
        tiers.append(Tier(each.low, low_closed, each.high, high_closed, each.share))
    worth = [(_least(each), _most(each)) for each in tiers]
    rising = all(a[1] <= b[0] for a, b in pairwise(worth))
    return tuple(tiers) if rising and worth[-1][1] <= 1 else None


def _least(tier: Tier) -> Fraction:
    return tier.low if tier.share is None else tier.share


def _most(tier: Tier) -> Fraction:
    return tier.high if tier.share is None else tier.share


def _filled(below: list[Part], missed: Missed | None) -> list[Part]:
    """The parts with what is not spoken of between them filled by what missing the target scores."""
    share = {"ratio": None, "share": None, "zero": Fraction(0)}
    found: list[Part] = []
    edge, closed = Fraction(0), True
    for each in below:
        low = Fraction(0) if each.low is None else each.low
        if low > edge:
            if missed not in share or each.low_closed is None:
                return []
            found.append(Part(edge, closed, low, not each.low_closed, share[missed]))
        found.append(Part(low, each.low_closed, each.high, each.high_closed, each.share))
        edge, closed = each.high or _WHOLE, not each.high_closed
        if each.high_closed is None and edge < 1:
            following = next((one for one in below if one.low == edge), None)
            if following is None:
                return []
    if edge < 1:
        if missed not in share:
            return []
        found.append(Part(edge, closed, _WHOLE, False, share[missed]))
    return found


def without_least(sentence: str) -> tuple[str, Fraction | None]:
    """A sentence without the 完成率 below which nothing is scored, and that share."""
    found = _LEAST_SHARE.search(sentence)
    return (
        (sentence[: found.start()], fraction(found["share"]) / 100) if found else (sentence, None)
    )
