"""执行进度 of the 部门整体支出绩效评价指标 of 四川: what was spent by the end of several months, each with its goal and its points.

部门预算执行进度在6、9、11月应达到序时进度的80%、90%、90%，即实际支出进度分别达到40%、67.5%、82.5%。……实际达到支出进度的，分别得3、3、4分；未达到目标进度
的，按其实际进度占目标进度的比重计算得分。 is read as one wording a month.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_LIST = rf"{_N}%(?:、{_N}%)+"
_MONTHS = regex(
    r"^(?:部门)?(?:预算)?(?:执行|支出)进度(?:在)?(?P<months>\d{1,2}(?:、\d{1,2})+)月(?:底|末)?应达到"
    rf"(?:序时进度的(?P<pace>{_LIST}),即)?(?:实际)?(?:支出|执行)?进度?(?:应?分别达到)?(?P<goals>{_LIST})[。;]"
    r"(?:(?:部门)?(?:预算)?(?:执行|支出)进度(?:在)?(?P<again>\d{1,2}(?:、\d{1,2})+)月(?:底|末)?|(?P<first>\d{1,2}(?:、\d{1,2})+)月(?:底|末)?(?:部门)?(?:预算)?(?:执行|支出)进度)"
    rf"(?:实际)?(?:均)?达到(?:(?:目标|支出|上述)?进度|量化指标)的?,?(?:分别|各)得(?P<points>{_N}(?:、{_N})+)分[,;。]未达到目标(?:支出)?进度的?,?按(?:照)?其?实际进度占目标进度的(?:比重|比例)(?:计算)?得分。?$"
)
_EACH_MONTH = regex(
    r"^(?:部门)?(?:预算)?(?P<months>\d{1,2}月(?:底|末)?(?:、\d{1,2}月(?:底|末)?)+)(?:部门)?(?:预算)?(?:执行|支出)进度分别达到"
    rf"(?P<goals>{_LIST})的?,(?:各|分别)得(?P<points>{_N}分(?:、{_N}分)+)[,;。]未达到(?:目标进度)?的,?"
    r"(?:得分=实际进度/目标进度\*(?:该时点|各时点|对应时点)的?分值|按(?:照)?其?实际进度占目标进度的(?:比重|比例)(?:计算)?得分)。?$"
)
"""6月、9月、11月执行进度分别达到45%、70%、90%的，各得2分、2分、4分；未达到的，得分=实际进度÷目标进度×该时点分值 (四川县级)."""
_DECEMBER = regex(
    r"^(?:部门)?(?:预算)?项目12月(?:底|末)?(?:预算)?(?:执行|支出)进度达到100%的?,得(?:(?P<n>\d+(?:\.\d+)?)分|满分)[,;。]"
    r"未达到?100%的?,按(?:照)?其?实际(?:执行|支出)?进度(?:量化?)?(?:计算)?得分。?$"
)
"""预算完成 of the same paper: what the projects had spent by the end of the year."""


_EACH_REACHED = regex(
    rf"^(?P<months>\d{{1,2}}月(?:底|末)(?:(?:预算)?(?:支付|执行|支出)进度)?达到{_N}%(?:[、,;]\d{{1,2}}月(?:底|末)(?:(?:预算)?(?:支付|执行|支出)进度)?达到{_N}%)+)的?[,;。]"
    rf"每达到(?:1|一)项的?,?得(?P<n>{_N})分(?:[,;。]未达到的?,?(?:该项)?不得分)?。?$"
)
"""6月底支付进度达到50%、9月底达到75%、11月底达到90%，每达到一项得1分: 安徽 部门整体支出绩效自评表."""
_ONE_MONTH = regex(
    rf"(?P<month>\d{{1,2}})月(?P<end>底|末)(?P<what>(?:预算)?(?:支付|执行|支出)进度)?达到(?P<goal>{_N})%"
)


def _each_reached(found: re.Match[str]) -> list[tuple[str, Fraction, str]] | None:
    """All or nothing for each month; None where the goals do not rise with the months."""
    each = list(_ONE_MONTH.finditer(found["months"]))
    what, given = each[0]["what"], fraction(found["n"])
    months, goals = [int(one["month"]) for one in each], [fraction(one["goal"]) for one in each]
    rising = months == sorted({*months}) and goals == sorted(goals)
    same = all(one["what"] in (None, what) for one in each)
    if not what or not same or not rising:
        return None
    rates = [f"{one['month']}月{one['end']}{what}" for one in each]
    return [
        (rate, given, f"{rate}≥{one['goal']}%,得{found['n']}分;低于{one['goal']}%的,不得分")
        for rate, one in zip(rates, each, strict=True)
    ]


def _on_pace(pace: str | None, months: list[str], goals: list[Fraction]) -> bool:
    """Are the goals what the 序时进度 of those months makes them: 80% of 6/12 is 40%?"""
    if pace is None:
        return True
    said = [fraction(each.rstrip("%")) / 100 for each in pace.split("、")]
    return len(said) == len(months) and all(
        share * int(month) / 12 == goal
        for share, month, goal in zip(said, months, goals, strict=True)
    )


_QUARTERS = {"一": 25, "二": 50, "三": 75, "四": 100}
_QUARTER = regex(
    rf"(?:\d[.、])?(?P<when>[一二三四])季度预算执行率得分=(?P=when)季度(?P<what>部门预算支出进度|预算支出进度|支出进度)/序时进度(?P<goal>\d+)%\*(?P<n>{_N})分[;。,]?"
)
_AVERAGE = regex(
    rf"(?:\d[.、])?全年平均(?:支出|执行)率得分=[∑Σ]\(?(?:每个|各)季度的?执行率\)?/4\*(?P<n>{_N})分[;。]?"
)


def quarter_parts(text: str, points: Fraction) -> list[tuple[str, Fraction, Fraction]] | None:
    """The name of the rate of each quarter, its points and its goal; None for any other text.

    一季度预算执行率得分=一季度部门预算支出进度/序时进度25%×1分；…；全年平均支出率得分=∑(每个季度的执行率)÷4×2分 (深圳): the average
    gives each quarter a fourth of its own points. What is spent beyond the 序时进度 is not said.
    """
    found = list(_QUARTER.finditer(text))
    if [each["when"] for each in found] != [*_QUARTERS] or found[0].start():
        return None
    joined = all(one.end() == two.start() for one, two in pairwise(found))
    average = _AVERAGE.fullmatch(text, found[-1].end())
    if average is None or not joined or len({each["what"] for each in found}) > 1:
        return None
    if any(int(each["goal"]) != _QUARTERS[each["when"]] for each in found):
        return None
    more = fraction(average["n"]) / 4
    parts = [
        (f"{each['when']}季度{each['what']}", fraction(each["n"]) + more, Fraction(int(each["goal"]), 100))
        for each in found
    ]  # fmt: skip
    return parts if sum(given for _, given, _ in parts) == points else None


def month_parts(text: str, points: Fraction) -> list[tuple[str, Fraction, str]] | None:
    """The name, the points and the wording of the rate of each month; None for any other text. `points` are 满分."""
    whole = _DECEMBER.match(text)
    if whole is not None:
        full = whole["n"] or plain(points)
        rate = "12月底支出进度率"
        said = f"{rate}≥100%,得{full}分;低于100%的,得分={rate}*{full}"
        return [(rate, fraction(full), said)]
    reached = _EACH_REACHED.match(text)
    if reached is not None:
        return _each_reached(reached)
    found = _MONTHS.match(text) or _EACH_MONTH.match(text)
    stated = found.groupdict() if found else {}
    again = stated.get("again") or stated.get("first") or stated.get("months")
    if found is None or again != stated["months"]:
        return None
    months, goals, worth = (
        [each.rstrip("月底末分") for each in stated[key].split("、")]
        for key in ("months", "goals", "points")
    )
    if not len(months) == len(goals) == len(worth):
        return None
    shares = [fraction(each.rstrip("%")) / 100 for each in goals]
    if shares != sorted(shares) or not _on_pace(stated.get("pace"), months, shares):
        return None
    parts = []
    for month, goal, given in zip(months, goals, worth, strict=True):
        rate = f"{month}月底支出进度率"
        said = f"{rate}≥{goal},得{given}分;低于{goal}的,得分={rate}/{goal}*{given}"
        parts.append((rate, fraction(given), said))
    return parts
