"""What a wording or a note says of a date: 按期完成得满分，每逾期1个月扣1分，不足1个月的按1个月计算; 逾期30日内得50%，逾期30日以上不得分.

A text is read whole or not at all; an exception (因疫情推迟的除外), or a way of counting that is not one of these, leaves it unread.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Segment, Stepped
from sheetscore.words.vocabulary import pattern, said

LATE = "推迟|逾期|延误|延期|超期|拖延|延迟|滞后|超时|延后|晚"
_LATER = rf"(?:{LATE}|迟|超过|超出|超)"
ACT = said(
    "(?:项目|工程|合同|协议|资金|任务|建设|改造|补贴|补助|年度)*(?:全部|全面)?(?:(?:签订|签署|完工|竣工|开工|完成|实现|验收|交付|公开|报送|上报|发放|{paid_out}"
    "|支付|{arrived}|投用|投入使用|投入运行|办结|整改|印发|发布|启用|供货|到货|建成|上线|采购|下达|通过验收)(?:完毕|完成|{arrived}|合同|协议|验收|任务|建设|改造|目标)?)?"
)
ACTS = pattern(
    "签订|签署|完工|竣工|开工|验收|交付|公开|报送|上报|发放|{paid_out}|支付|{arrived}|投用|投入使用|投入运行|办结|整改|印发|发布|启用|供货|到货|建成|上线|下达"
)
"""What a date is of; 完成 and 实现 are of whatever the row is about."""
DATE = r"(?:(?P<year>20\d\d)[年./-])?(?P<month>1[0-2]|0?[1-9])(?:[月./-](?P<day>3[01]|[12]\d|0?[1-9])[日号]?|月(?P<end>底|末)|月(?:份)?)"
_UNIT = r"(?:个?工作日|天|日|个月|月|周|个?星期)"
_SUBJECT = regex(
    r"(?:\d{1,2}[.、)])?(?:对于?)?(?:产出)?(?:时效(?:类|性)?指标|时间(?:类|节点)?指标|时点(?:类)?指标|有(?:完成)?(?:时间|时限)(?:要求|规定)的?(?:指标)?|(?:约定|规定)(?:完成)?(?:时间|时限)的?(?:指标)?)"
    r"(?:中)?,?(?:(?:以|凡以)(?:时间点|日期|完成时间|时点|时间节点)(?:为|作为)(?:目标值?|指标值|指标)的?|(?:指标值|目标值)为(?:时间点|日期|时点)的)?(?:得分)?[,:]?"
)
_FULL = r"的?,?(?:得|计|记|按)(?:该项|该指标|本项)?(?:满分(?:计|计算)?|全部分值|(?P<full>\d+(?:\.\d+)?)分)"
_PLAIN = "(?:(?![未不没无非每除])[\u4e00-\u9fff])"
_WITHIN = rf"(?:{_PLAIN}{{0,14}}?在)?(?:{_PLAIN}{{2,16}}?(?:之?后|之日起|日起))?\d{{1,3}}(?:个?工作日|日|天)(?:之内|以内|内)(?:分配)?"
"""专项资金在收到指标文件后30日内分配下达的: from a day that is not printed on, so that only what is said to be late can be counted."""
_IN_TIME = regex(
    rf"(?:能)?(?P<in_time>(?:(?:较|比)?(?:合同|计划|规定|约定)*(?:工期|时间)?(?:提前(?:或者?|、)(?:按期|按时|如期)|(?:按期|按时|如期)(?:或者?|、)提前))|(?:按|在)?(?:照)?(?:目标|计划|规定|约定|合同|既定|指定|要求)*(?:的)?(?:日期|时间|时限|期限|节点|工期)(?:要求|节点)?(?:以?内|前)?|按期|按时|如期|及时|准时|不?(?:未|没有|不)(?:逾期|推迟|延期|延误)|(?:在|于)?{DATE}(?:之前|以前|前)?(?:\(含(?:当日|当天|本日)?\))?|{_WITHIN}){ACT}{_FULL}"
)
_STEP = regex(
    rf"(?:(?:未|没有)(?:能)?(?:按期|按时|如期|及时|在规定时间内|完成)?{ACT}的?,?|{_LATER}{ACT}的?,?|否则,?)?每{_LATER}{ACT}(?P<size>\d+|一|半)?(?P<unit>{_UNIT})的?,?扣(?:减|除)?"
    r"(?:(?P<off>\d+(?:\.\d+)?)分|(?:(?:该|本)?(?:项)?(?:指标)?)?(?:的)?(?:分值|权重|权重分|满分)?的?(?P<share>\d+(?:\.\d+)?)%(?:的?(?:分值|权重|分))?)"
)
_AGAIN = regex(rf"(?:超过|晚于|迟于){DATE}(?:之?后)?{ACT}的?,?(?=每)")
_STARTED = regex(
    rf"\(?(?:逾期)?不(?:足|满)(?P<started>\d+|一|半)(?P<unit>{_UNIT})的?,?"
    r"(?:也)?[按计]?(?P=started)(?P=unit)(?:计算|计|算)?\)?"
)
_NOT_STARTED = regex(
    rf"\(?(?:逾期)?不(?:足|满)(?P<started>\d+|一|半)(?P<unit>{_UNIT})的?,?(?:不扣(?:分)?|不计|不计算)\)?"
)
_FLOOR = regex(r"(?:直至|直到)?(?:扣完|扣光)(?:(?:该|本)项)?(?:分值)?(?:为止)?|最低(?:得)?0分")
_NOTHING = r"(?:不得分|不[计记给]分|[得计记]0分)"
_ZERO = regex(
    rf"(?:(?:未|没有)(?:能)?(?:按期|按时|如期|及时|在规定时间内)?{ACT}的?|(?:逾期|延期|超期|推迟|延迟)(?:后)?{ACT}的?|否则),?{_NOTHING}"
)
_WORTH = (
    r"(?:得|计|记|按)(?:该项|本项|该指标)?(?:指标)?(?:分值|权重|满分)?的?"
    r"(?:(?P<share>\d+(?:\.\d+)?)%(?:的?(?:分值|权重|分))?(?:计分|计)?|(?P<points>\d+(?:\.\d+)?)分)"
)
_TIER = regex(
    rf"(?:{LATE})(?:在)?(?P<most>\d+)(?P<unit>天|日|个月)(?:\(含\))?(?:以内|之内|内)(?:\(含(?:(?P=most)(?P=unit))?\))?{ACT}的?,?{_WORTH}"
)
_NEXT_TIER = regex(
    rf"(?:{LATE})(?:在)?(?P<least>\d+)(?:天|日|个月)?(?:\(不含\))?[-~至到](?P<most>\d+)(?P<unit>天|日|个月)(?:\(含\))?{ACT}的?,?{_WORTH}"
)
_BEYOND = regex(
    rf"(?:(?:{LATE})(?:时间)?)?(?:超过|大于|达到)?(?P<least>\d+)(?P<unit>天|日|个月)(?:\(不含\))?(?:以上|以后)?{ACT}的?,?{_NOTHING}"
)
_EXCEPT = regex("除外|例外|不可抗力|另行|经批准|(?:顺延|延期|推迟|延误)的?,?(?:不|免)")
_BETWEEN = regex(r"[,;。:(]|且|但")
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "个星期": 7}


@dataclass(frozen=True, slots=True)
class Late:
    """What lateness costs, counted in `unit` (天, 个月, 工作日; "" where only that it was late matters).

    `full`: the points for what is in time (None: all). `size`, `off` or `share` of the points: what each step takes off, `started`
    whether a started one counts (None: not said). `tiers`: (up to so many, share of the points or points, whether a share).
    `zero`: what is later than all that scores nothing; `open_edge`: 30日内 and 30日以上 leave 30 days open. `in_time`, `date`: the
    words, and the match of a date among them. `of_dates`: it is said of targets that are dates, and not of one row.
    """

    unit: str = ""
    full: Fraction | None = None
    size: Fraction | None = None
    off: Fraction | None = None
    share: Fraction | None = None
    started: bool | None = None
    tiers: tuple[tuple[int, Fraction, bool], ...] = ()
    zero: bool = False
    open_edge: bool = False
    in_time: str = ""
    date: re.Match[str] | None = None
    of_dates: bool = False

    @property
    def costs(self) -> bool:
        """Is it said what lateness costs?"""
        return self.size is not None or bool(self.tiers) or self.zero

    def ladder(self, points: Fraction) -> Ladder:
        """The points over how late it was."""
        start = Segment(Interval(Fraction(0), True, Fraction(0), True), Fixed(points))
        if self.size is not None:
            off = self.off if self.off is not None else points * (self.share or 0)
            falling = Stepped(points, Fraction(0), self.size, off)
            return Ladder((Segment(Interval(Fraction(0), True, None, False), falling),))
        found, edge = [start], Fraction(0)
        for most, worth, share in self.tiers:
            worth = points * worth if share else worth
            closed = not (self.open_edge and most == self.tiers[-1][0])
            found.append(Segment(Interval(edge, False, Fraction(most), closed), Fixed(worth)))
            edge = Fraction(most)
        if self.zero:
            found.append(Segment(Interval(edge, False, None, False), Fixed(Fraction(0))))
        return Ladder(tuple(found))


def is_about_dates(sentence: str) -> bool:
    """Does a sentence of a note begin with targets that are dates (时效指标, 以时间点为目标的)?"""
    return _SUBJECT.match(sentence) is not None


def goes_on(sentence: str) -> bool:
    """May a sentence say more of what the one before says of dates?"""
    more = (_EXCEPT, *(form for form, _ in _FORMS))
    return any(form.search(sentence) if form is _EXCEPT else form.match(sentence) for form in more)


def read_late(text: str) -> Late | None:
    """What a cleaned text says of lateness; None for one of which any word is left."""
    subject = _SUBJECT.match(text)
    rest = text[subject.end() :] if subject else text
    first = _IN_TIME.match(rest)
    if first is None:
        return None
    found: Late | None = Late(
        full=fraction(first["full"]) if first["full"] else None,
        in_time=re.sub("的$", "", rest[: first.end("in_time")]),
        date=first if first["month"] else None,
        of_dates=subject is not None,
    )
    rest = rest[first.end() :]
    while rest and found is not None:
        if between := _BETWEEN.match(rest):
            rest = rest[between.end() :]
            continue
        for form, take in _FORMS:
            if match := form.match(rest):
                found, rest = take(found, match), rest[match.end() :]
                rest = rest.removeprefix(")")
                break
        else:
            return None
    return found


def _unit(written: str) -> tuple[str, int]:
    if "工作日" in written:
        return "工作日", 1
    return ("天", _DAYS[written]) if written in _DAYS else ("个月", 1)


def _number(written: str | None) -> Fraction:
    return (
        Fraction(1)
        if written in (None, "一")
        else Fraction(1, 2)
        if written == "半"
        else Fraction(int(written))
    )


def _step(late: Late, found: re.Match[str]) -> Late | None:
    unit, times = _unit(found["unit"])
    size = _number(found["size"]) * times
    if late.costs or not size or (unit == "个月" and size < 1):
        return None
    off = fraction(found["off"]) if found["off"] else None
    share = fraction(found["share"]) / 100 if found["share"] else None
    return replace(late, unit=unit, size=size, off=off, share=share)


def _again(late: Late, found: re.Match[str]) -> Late | None:
    """超过2023年6月30日的，每推迟10天: the date that was said before."""
    said = late.date
    parts = ("month", "day", "end")
    same = said is not None and all(said[each] == found[each] for each in parts)
    return late if same and said and found["year"] in (None, said["year"]) else None


def _started(late: Late, found: re.Match[str]) -> Late | None:
    unit, times = _unit(found["unit"])
    same = (unit, _number(found["started"]) * times) == (late.unit, late.size)
    return replace(late, started=True) if same and late.started is None else None


def _not_started(late: Late, found: re.Match[str]) -> Late | None:
    counted = _started(late, found)
    return counted and replace(counted, started=False)


def _tier(late: Late, found: re.Match[str]) -> Late | None:
    unit, _ = _unit(found["unit"])
    most = int(found["most"])
    before = late.tiers[-1][0] if late.tiers else 0
    stated = found.groupdict().get("least")
    if late.size is not None or late.zero or unit != (late.unit or unit) or most <= before:
        return None
    if stated is not None and int(stated) not in (before, before + 1):
        return None
    worth = fraction(found["share"]) / 100 if found["share"] else fraction(found["points"])
    return replace(late, unit=unit, tiers=(*late.tiers, (most, worth, bool(found["share"]))))


def _beyond(late: Late, found: re.Match[str]) -> Late | None:
    unit, _ = _unit(found["unit"])
    if late.size is not None or late.zero or not late.tiers or unit != late.unit:
        return None
    if int(found["least"]) != late.tiers[-1][0]:
        return None
    return replace(late, zero=True, open_edge="以上" in found[0] and "不含" not in found[0])


def _zero(late: Late, _found: re.Match[str]) -> Late | None:
    return None if late.size is not None or late.zero else replace(late, zero=True)


_FORMS = (
    (_AGAIN, _again),
    (_STEP, _step),
    (_STARTED, _started),
    (_NOT_STARTED, _not_started),
    (_TIER, _tier),
    (_NEXT_TIER, _tier),
    (_BEYOND, _beyond),
    (_ZERO, _zero),
    (_FLOOR, lambda late, _: late if late.size is not None else None),
)
