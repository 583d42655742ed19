"""执行进度 of the 部门整体支出绩效评价指标 of 四川: what was spent by the end of several months, each with its goal and its points.

部门预算执行进度在6、9、11月应达到序时进度的80%、90%、90%，即实际支出进度分别达到40%、67.5%、82.5%。……实际达到支出进度的，分别得3、3、4分；未达到目标进度
的，按其实际进度占目标进度的比重计算得分。 is read as one wording a month.
"""

from __future__ import annotations

from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_LIST = rf"{_N}%(?:、{_N}%)+"
_MONTHS = regex(
    r"^(?:部门)?(?:预算)?(?:执行|支出)进度(?:在)?(?P<months>\d{1,2}(?:、\d{1,2})+)月(?:底|末)?应达到"
    rf"(?:序时进度的(?P<pace>{_LIST}),即)?(?:实际)?(?:支出|执行)?进度?(?:应?分别达到)?(?P<goals>{_LIST})[。;]"
    r"(?:部门)?(?:预算)?(?:执行|支出)进度(?:在)?(?P<again>\d{1,2}(?:、\d{1,2})+)月(?:底|末)?(?:实际)?(?:均)?达到(?:目标|支出|上述)?进度的?,"
    rf"分别得(?P<points>{_N}(?:、{_N})+)分[,;。](?:未达到目标(?:支出)?进度的?,)按(?:照)?其?实际进度占目标进度的(?:比重|比例)(?:计算)?得分。?$"
)
_MONTHS_FIRST = regex(
    r"^(?:部门)?(?:预算)?(?:执行|支出)进度(?:在)?(?P<months>\d{1,2}(?:、\d{1,2})+)月(?:底|末)?应达到"
    rf"(?:序时进度的(?P<pace>{_LIST}),即)?(?:实际)?(?:支出|执行)?进度?(?:应?分别达到)?(?P<goals>{_LIST})[。;]"
    r"(?P<again>\d{1,2}(?:、\d{1,2})+)月(?:底|末)?(?:部门)?(?:预算)?(?:执行|支出)进度(?:均)?达到(?:量化指标|目标|目标进度|上述进度)的,?"
    rf"(?:各|分别)得(?P<points>{_N}(?:、{_N})+)分[,;。]未达到目标(?:支出)?进度的,?按(?:照)?其?实际进度占目标进度的(?:比重|比例)(?:计算)?得分。?$"
)
_EACH_MONTH = regex(
    r"^(?:部门)?(?:预算)?(?P<months>\d{1,2}月(?:底|末)?(?:、\d{1,2}月(?:底|末)?)+)(?:部门)?(?:预算)?(?:执行|支出)进度分别达到"
    rf"(?P<goals>{_LIST})的?,(?:各|分别)得(?P<points>{_N}分(?:、{_N}分)+)[,;。]未达到(?:目标进度)?的,?"
    r"(?:得分=实际进度/目标进度\*(?:该时点|各时点|对应时点)的?分值|按(?:照)?其?实际进度占目标进度的(?:比重|比例)(?:计算)?得分)。?$"
)
"""6月、9月、11月执行进度分别达到45%、70%、90%的，各得2分、2分、4分；未达到的，得分=实际进度÷目标进度×该时点分值 (四川县级)."""
_DECEMBER = regex(
    r"^(?:部门)?(?:预算)?项目12月(?:底|末)?(?:预算)?(?:执行|支出)进度达到100%的?,得(?P<n>\d+(?:\.\d+)?)分[,;。]"
    r"未达到?100%的?,按(?:照)?其?实际(?:执行|支出)?进度量?(?:计算)?得分。?$"
)
"""预算完成 of the same paper: what the projects had spent by the end of the year."""


def _on_pace(pace: str | None, months: list[str], goals: list[Fraction]) -> bool:
    """Are the goals what the 序时进度 of those months makes them: 80% of 6/12 is 40%?"""
    if pace is None:
        return True
    said = [fraction(each.rstrip("%")) / 100 for each in pace.split("、")]
    return len(said) == len(months) and all(
        share * int(month) / 12 == goal
        for share, month, goal in zip(said, months, goals, strict=True)
    )


def month_parts(text: str) -> list[tuple[str, Fraction, str]] | None:
    """The name, the points and the wording of the rate of each month; None for any other text."""
    whole = _DECEMBER.match(text)
    if whole is not None:
        rate = "12月底支出进度率"
        said = f"{rate}≥100%,得{whole['n']}分;低于100%的,得分={rate}*{whole['n']}"
        return [(rate, fraction(whole["n"]), said)]
    found = _MONTHS.match(text) or _MONTHS_FIRST.match(text) or _EACH_MONTH.match(text)
    stated = found.groupdict() if found else {}
    if found is None or stated.get("again", stated["months"]) != stated["months"]:
        return None
    months, goals, points = (
        [each.rstrip("月底末分") for each in stated[key].split("、")]
        for key in ("months", "goals", "points")
    )
    if not len(months) == len(goals) == len(points):
        return None
    shares = [fraction(each.rstrip("%")) / 100 for each in goals]
    if shares != sorted(shares) or not _on_pace(stated.get("pace"), months, shares):
        return None
    parts = []
    for month, goal, given in zip(months, goals, points, strict=True):
        rate = f"{month}月底支出进度率"
        said = f"{rate}≥{goal},得{given}分;低于{goal}的,得分={rate}/{goal}*{given}"
        parts.append((rate, fraction(given), said))
    return parts
