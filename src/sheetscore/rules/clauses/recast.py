"""Clauses put as the plain ones that they stand for, before they are read: 每有1%不合格, 较上年下降5%以上, 低于80%、70%的分别扣1、2分.

Each form holds only for a row whose name is such a quantity; a text that does not fit is left as it is, and with it unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.tokens.wording import (
    CHANGE_ENDINGS,
    COMPLETION_ENDINGS,
    DROP_ENDINGS,
    LAST_YEAR,
    LIMITS,
    MORE_ENDINGS,
)
from sheetscore.words.text import Clean, cut, name_key, put, reorder

_N = r"\d+(?:\.\d+)?"
_DEDUCT = "扣减|扣除|扣|减"
_POINT = rf"(?P<size>{_N})(?:个?百分点|%)"


# -- 查阅资料。 以检查记录为准: where the figure comes from
_SOURCE_KINDS = (
    "资料|材料|台账|记录|报表|文件|档案|凭证|账簿|账册|报告|数据|系统|名册|清单|证书|合同|决算|年报"
)
_SOURCE = regex(
    rf"(?:^|(?<=[;。]))(?!(?:[^,;。]*?(?:{LIMITS})))"
    rf"(?:(?:现场|实地)?(?:查阅|查看|查验|核查|检查|抽查|调阅|核对|对照|依据|根据)[^,;。:<>≤≥=0-9%]{{0,28}}?(?:{_SOURCE_KINDS})"
    r"|(?:通过|采用|采取|根据|经)[^,;。:<>≤≥=0-9%]{0,12}?(?:问卷|抽样|电话|访谈|随机|实地|民意|第三方)(?:抽样)?(?:调查|调研|回访|访谈|抽查)?(?:结果|情况|的?方式)?)"
    r"[,;。]"
)


def _sources(wording: Clean, _name: str) -> Clean:
    for match in reversed(list(_SOURCE.finditer(wording.text))):
        wording = cut(wording, *match.span())
    return wording


# -- 1、预算执行率≥95%…: the mark of a list of which nothing else stands in the cell
_FIRST_MARK = regex(r"^(?:[(]?[1一][)]|[1一]、|1[.](?=\D)|①)")
_MORE_MARKS = regex(
    r"[②-⑳]|[(][2-9二三四五六七八九][)]|(?:^|[;。,])(?:[2-9][.、)]|[二三四五六七八九]、)"
)


def _first_mark(wording: Clean, _name: str) -> Clean:
    match = _FIRST_MARK.match(wording.text)
    if match is None or _MORE_MARKS.search(wording.text) or not re.search("[%≤≥<>]", wording.text):
        return wording
    return cut(wording, 0, match.end())


# -- 每低于5%（不足5%按5%计）扣1分: what is said of a started step, behind it
_NOTED = regex(
    rf"(?P<step>每[^,;。()]{{1,14}})(?P<note>[(](?:超过|低于)?不足[^()]{{2,16}}[)])"
    rf"(?P<deduct>的?,?(?:{_DEDUCT})[^,;。()]{{1,10}})(?=[,;。]|$)"
)


def _notes_behind(wording: Clean, _name: str) -> Clean:
    match = _NOTED.search(wording.text)
    if match is None:
        return wording
    order = (*range(*match.span("deduct")), *range(*match.span("note")))
    rest = range(match.end(), len(wording.text))
    return reorder(wording, (*range(match.end("step")), *order, *rest))


# -- 每低5%扣15%（分值）
_SHARED = regex(
    rf"(?<=[扣减])(?:{_N})%(?P<bracket>[(](?:的)?(?P<points>分值|权重|满分|标准分|权重分|该项分值|本项分值)[)])"
)


def _shares(wording: Clean, _name: str) -> Clean:
    for match in reversed(list(_SHARED.finditer(wording.text))):
        wording = put(wording, *match.span("bracket"), match["points"])
    return wording


# -- 每有1%不合格扣1分: counted down from 100 %
_LACKING = regex(
    rf"每(?:有|出现|存在)?{_POINT}(?:的)?(?:不|未|没有)(?P<verb>[\u4e00-\u9fff]{{2}})(?:的)?,?(?=(?:{_DEDUCT})\d)"
)


_QUALIFIED = regex("按时|按期|及时|准时|如期|提前|一次|足额|按量|优良")
"""按时完成率 is not what 未完成 leaves of 100 %."""


def _lacking(wording: Clean, name: str) -> Clean:
    key = name_key(name)
    for match in reversed(list(_LACKING.finditer(wording.text))):
        own = f"{match['verb']}率"
        if (
            not _QUALIFIED.search(key)
            and key.endswith(own)
            and own.endswith(COMPLETION_ENDINGS + MORE_ENDINGS)
        ):
            wording = put(wording, *match.span(), f"每低于100%{match['size']}个百分点")
    return wording


_GROWTHS = ("增长率", "增幅", "增长幅度")
_SPENT = ("经费", "费", "支出", "成本", "人员", "编制", "能耗", "债务")
"""Of GDP增长率, 较上年上升 may speak of last year's rate; of what is spent it speaks of the amount."""


# -- 与上年相比，每上升1个百分点扣2分; 较上年下降5%以上; 持平
_UP, _DOWN = "上升|增长|增加|提高|提升|上涨", "下降|减少|降低|压减|压缩"
_YEAR_STEP = regex(
    rf"(?P<year>{LAST_YEAR}),?每(?:(?P<up>{_UP}|超过|高于|高出)|(?P<down>{_DOWN}|低于))(?:了)?{_POINT}(?=的?,?(?:{_DEDUCT}))"
)
_YEAR_CASE = regex(
    rf"(?:^|(?<=[,;。]))(?P<year>(?:本年度?)?{LAST_YEAR})?(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>持平|零增长))的?(?=,?(?:得|计|不得分|不计分|不扣分|扣))"
)
_YEAR_MOVE = regex(
    rf"(?:^|(?<=[,;。]))(?P<year>(?:本年度?)?{LAST_YEAR})?,?(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:幅度|率)?"
    rf"(?:在)?(?P<sign>达到?|≥|不低于|超过)?(?P<value>{_N}%)(?P<mark>[(]含(?:{_N}%)?[)])?(?P<tail>及?以上|[-~至]{_N}%)?(?!以[内下]|之内)"
)


_YEAR_SHORT = regex(
    rf"(?:^|(?<=[,;。]))(?:(?:本年度?)?{LAST_YEAR})?,?(?:(?P<up>增长|增加)|(?:{_DOWN}))(?:幅度)?"
    rf"(?:(?P<short>不足|低于|小于)(?P<least>{_N}%)|(?P<most>{_N}%)以下)(?=的?,?(?:(?P<none>不得分|不计分|得0分)|得\d|计\d))"
)


def _on_last_year(wording: Clean, name: str) -> Clean:
    key = name_key(name)
    rises, falls = key.endswith(CHANGE_ENDINGS), key.endswith(DROP_ENDINGS)
    if "环比" in key:
        return wording
    if rises == falls or not re.search(LAST_YEAR, wording.text):
        return wording
    level = falls or not key.endswith(_GROWTHS) or any(word in key for word in _SPENT)
    for match in reversed(list(_YEAR_STEP.finditer(wording.text))):
        if level and rises and match["up"]:
            wording = put(wording, *match.span(), f"每超过0%{match['size']}个百分点")
    for match in reversed(list(_YEAR_MOVE.finditer(wording.text))):
        if level or match["up"] in ("增长", "增加"):
            wording = _moved(wording, match, rises)
    for match in reversed(list(_YEAR_SHORT.finditer(wording.text))):
        wording = _short_of(wording, match, bool(match["up"]) == rises)
    for match in reversed(list(_YEAR_CASE.finditer(wording.text))) if level else ():
        sign = "=" if match["same"] else ">" if bool(match["up"]) == rises else "<"
        wording = put(wording, *match.span(), f"{sign}0%")
    return wording


def _short_of(wording: Clean, match: re.Match[str], rising: bool) -> Clean:
    """下降不足5%得2分: between nothing and 5%; where it gives nothing, neither does what moved the other way."""
    if not match["short"]:
        if not (rising and match["none"]):
            return wording
        return put(wording, *match.span(), f"{match['most']}以下")
    size = match["least"]
    if rising:
        return put(wording, *match.span(), f"<{size}" if match["none"] else f">0%且<{size}")
    return put(wording, *match.span(), f">-{size}" if match["none"] else f">-{size}且<0%")


def _moved(wording: Clean, match: re.Match[str], rises: bool) -> Clean:
    """较上年下降5%以上: ≥5% of a rate of falling, ≤-5% of a rate of change; only the first of these has ranges."""
    if not (match["sign"] or match["tail"]):
        return wording
    if bool(match["up"]) == rises:
        kept = "sign" if match["sign"] else "value"
        return cut(wording, match.start(), match.start(kept), joined=True)
    if match["sign"] == "超过" or (match["tail"] and not match["tail"].endswith("以上")):
        return wording
    return put(wording, *match.span(), f"≤-{match['value']}")


# -- 高于计划1个百分点加0.5分，低于计划1个百分点扣0.5分: each of them
_BOTH_WAYS = regex(
    rf"(?:^|(?<=[,;。]))(?P<word>高于|超过|超出|低于|少于)(?P<plan>(?:年度)?(?:计划|目标|预算|任务)(?:数|值)?)?(?=1(?:个百分点|%)的?,?(?P<way>加|扣){_N}分)"
)


def _each_left_out(wording: Clean, _name: str) -> Clean:
    found = list(_BOTH_WAYS.finditer(wording.text))
    if {match["way"] for match in found} != {"加", "扣"} or len(found) != 2:
        return wording
    for match in reversed(found):
        wording = put(wording, *match.span(), f"每{match.group()}")
    return wording


# -- 低于80%、70%、60%的分别扣1、2、3分
_EACH_OF = regex(
    r"(?:^|(?<=[,;。:]))(?P<subject>[^,;。:0-9<>≤≥=、]{0,16}?)"
    r"(?P<sign>(?P<low>低于|未达到|未达|不足|达不到|小于|<)|(?P<high>高于|超过|大于|超出|>)|(?P<least>达到|不低于|≥)|(?P<most>不超过|不高于|≤))"
    rf"(?P<values>{_N}%(?:[、,和及]{_N}%)+)(?:的|时)?,?分别"
    rf"(?P<verb>{_DEDUCT}|得|计|给)(?P<points>{_N}分?(?:[、,和及]{_N}分?)+(?<=分))(?P<until>[,;]扣完为止)?(?=[,;。]|$)"
)


def _each_of(wording: Clean, _name: str) -> Clean:
    for match in reversed(list(_EACH_OF.finditer(wording.text))):
        values = re.findall(rf"({_N})%", match["values"])
        points = re.findall(_N, match["points"])
        if len(values) != len(points) or not _in_step(match, values, points):
            continue
        clauses = [
            f"{match['subject']}{match['sign']}{value}%{match['verb']}{given}分"
            for value, given in zip(values, points, strict=True)
        ]
        wording = put(wording, *match.span(), ";".join(clauses))
    return wording


def _in_step(match: re.Match[str], values: list[str], points: list[str]) -> bool:
    """The values go one way, and the points with them: what lies farther out costs more, or gives less."""
    outward = [fraction(a) > fraction(b) for a, b in pairwise(values)]
    dearer = [fraction(a) < fraction(b) for a, b in pairwise(points)]
    takes = match["verb"] not in ("得", "计", "给")
    if match["until"] and not takes:
        return False
    falling = bool(match["low"] or match["least"])
    if takes == bool(match["least"] or match["most"]):
        return False
    same = len({*values}) == len(values) and len({*points}) == len(points)
    return same and set(outward) == {falling} and set(dearer) == {takes}


# -- 10例以上，否则按完成比例: what has to be reached gives full marks
_REACHED = regex(
    rf"^(?:[^,;。:0-9<>≤≥=]{{0,16}}?)(?:达到|≥|不少于)?{_N}[%\u4e00-\u9fff]{{0,3}}?(?:及|[(]含[)])?(?:以上)?(?:的)?(?P<comma>[,;])"
    r"(?=(?:否则|达不到的?|未达到的?|不足的)按(?:实际)?(?:完成)?比例)"
)


def _reached(wording: Clean, _name: str) -> Clean:
    match = _REACHED.match(wording.text)
    if match is None or not re.search("以上|达到|≥|不少于", match.group()):
        return wording
    return put(wording, *match.span("comma"), "得满分" + match["comma"])


# -- 控制率小于或等于1的: 1 is 100 %
_ONE = regex(
    r"(?<=[≤≥<>=于到过为])(?P<one>1(?:\.0+)?)(?=(?:的|时|者)?(?:[,;。)]|$|[得计给扣不]|[(]含[)]))"
)


def _ones(wording: Clean, name: str) -> Clean:
    if name_key(name).endswith(("控制率", *COMPLETION_ENDINGS, *MORE_ENDINGS)):
        for match in reversed(list(_ONE.finditer(wording.text))):
            clause = re.split("[,;。:]", wording.text[: match.start()])[-1]
            if "每" not in clause:
                wording = put(wording, *match.span(), "100%")
    return wording


Form = Callable[[Clean, str], Clean]
_FORMS: tuple[tuple[tuple[str, ...], Form], ...] = (
    (("查", "核", "据", "对照", "调研", "访谈", "回访", "抽样"), _sources),
    (("1", "一", "①"), _first_mark),
    (("(不足", "(超过不足", "(低于不足"), _notes_behind),
    (("%(",), _shares),
    (("不", "未", "没有"), _lacking),
    (("年", "同比"), _on_last_year),
    (("加",), _each_left_out),
    (("分别",), _each_of),
    (("比例",), _reached),
    (("1",), _ones),
)
"""A form, and the characters without one of which it cannot stand in a text (the quick way past it)."""


def recast(wording: Clean, name: str) -> Clean:
    """The wording with each of these forms put as a plain clause; every position of the original kept."""
    for needed, form in _FORMS:
        if any(each in wording.text for each in needed):
            wording = form(wording, name)
    return wording
