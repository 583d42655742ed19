"""The clauses of a wording in order: what a stretch of values gives, what each step takes off or adds, where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.plain.told_awards import award, deduction
from sheetscore.rules.plain.told_conditions import _worded
from sheetscore.rules.sentences.asked import Asked, Target
from sheetscore.rules.sentences.chunk import GOAL, tokens
from sheetscore.rules.sentences.harmless import harmless, harmless_note
from sheetscore.rules.sentences.line import Line, inverse, line
from sheetscore.rules.sentences.stretches import SIGN, Stretch, stretch
from sheetscore.rules.shapes.elements import Edge

Way = Literal["over", "under", "away"]


@dataclass(frozen=True, slots=True)
class Given:
    """A stretch and what it gives: points, points that come off, or a line. `between`: a straight line between its neighbours."""

    where: Stretch | None
    points: Fraction = Fraction(0)
    off: bool = False
    line: Line | None = None
    between: bool = False
    share: bool = False
    inverse: bool = False


@dataclass(frozen=True, slots=True)
class Stepping:
    """`amount` for each `size`; `way` where the values lie, "" where it is not said; `base` the points it starts from."""

    where: Stretch | None
    way: Way | str
    size: Fraction
    unit: str
    amount: Fraction
    adds: bool
    anchor: Fraction | None = None
    base: Fraction | None = None
    part: bool = False
    of_target: bool = False
    verb: str = ""


@dataclass(slots=True)
class Clauses:
    given: list[Given] = field(default_factory=list)
    steps: list[Stepping] = field(default_factory=list)
    rest: Given | None = None
    most_off: Fraction | None = None
    most_added: Fraction | None = None
    most: Fraction | None = None
    floor: Fraction | None = None
    line_floor: Fraction | None = None
    outside: tuple[Fraction, Fraction] | None = None
    started: str = ""
    until: bool = False
    to_zero: bool = False
    base: Fraction | None = None
    planned: Fraction | None = None
    standard: Fraction | None = None
    last: Stretch | None = None
    pending: tuple[Stretch | None, str] | None = None
    capped: bool = False


_SKIP = ",;。:、 ()\n"
_UNTIL = regex(
    r"(?:本项|该项|此项|分数)?(?:直至|直到|至)?(?:将?(?:该|本|此)(?:项|指标))?(?:的?(?:分值?|得分|满分))?(?:最多)?[扣减](?:完|光|尽|至0分|到0分|至0|至零|为0)(?:(?:(?:该|本|此)(?:项|指标))?(?:的)?(?:分值?|得分|满分|全分))?(?:为止|即止|止)?(?=[,;。)]|$)"
    r"|(?:本项|该项)?(?:得分)?(?:最低(?:得|为|计|扣至)?(?:0分?|零分?)|低于0分?的?,?按0分计|不计负分|不得负分|不出现负分|不扣负分|不倒扣)(?:为止)?(?=[,;。)]|$)"
    r"|(?:直至)?扣(?:分)?至(?:基本分值?)?扣完为止(?=[,;。)]|$)"
)
_MOST_OFF = regex(
    rf"(?:本项|该项)?(?:累计|合计)?(?:最多|最高|至多|不超过)(?:可)?(?:累计)?[扣减](?:分)?(?P<n>{N})分(?:为止|为限)?(?=[,;。)]|$)"
    rf"|(?:累计|合计)?扣分(?:总额|最多|最高|累计)?(?:上限为?|不超过|不得超过|以)(?P<m>{N})分(?:为限)?(?=[,;。)]|$)|扣(?:满|完)(?P<k>{N})分(?:为止)?(?=[,;。)]|$)"
)
_FLOOR = regex(
    rf"(?:本项|该项)?(?:最低(?:得|计|保留|扣至)|保底|扣至(?:剩)?|扣到(?:剩)?|至少得)(?P<n>{N})分(?:为止)?(?=[,;。)]|$)"
)
_FROM_FULL = regex(rf"从(?P<n>{N})%起(?:算|扣|计算)(?=[,;。)]|$)")
_LINE_FLOOR = regex(rf"(?:计算)?(?:结果|得分)?(?:低于|不足|不到)(?P<n>{N})分的?,?按(?P<m>{N})分(?:计|计算)(?=[,;。)]|$)")
_MOST = regex(
    rf"(?:本项|该项|此项|总)?(?:得分|分值|累计得分|累计|合计|加分|得|计)*(?:最高|最多|上限为?|封顶|不超过|不得超过|以)(?:分)?(?:为|得|计|加至)?(?P<n>{N})分(?:为止|封顶|为限|为上限)?(?=[,;。)]|$)"
    rf"|(?:得|计|加)?(?:至)?满(?P<m>{N})分(?:为止|封顶)(?=[,;。)]|$)|(?:最高(?:得|计|为)?满分|(?:加至|得)?满分(?:为止|封顶)|以满分为限|(?:得分)?(?:最高)?不(?:得)?超过(?:该|本)?(?:项|指标)?(?:的)?(?:分值|满分|标准分)(?:上限)?|加分至基本分值?(?:封顶|为止)?|超过满分(?:的)?按满分计)(?=[,;。)]|$)"
    rf"|(?:共|最高分为?|总分为?)(?P<k>{N})分(?=[,;。)]|$)"
)
_MOST_ADDED = regex(
    rf"(?:但)?(?:累计|合计)?(?:最多|最高|至多)(?:可)?加(?:分)?(?:不超过|至)?(?P<n>{N})分(?:为止|为限)?(?=[,;。)]|$)|(?:但)?(?:最高)?加分(?:总额|最多|最高|累计)?(?:不超过|不得超过|上限为?)(?P<m>{N})分(?=[,;。)]|$)|加满(?P<k>{N})分为止(?=[,;。)]|$)"
)
_NO_MORE = regex(
    r"(?:超额(?:完成)?|超出|超过|提前)(?:的|部分)?(?:均)?不(?:再|予|另行?)?(?:加分|另加分)(?=[,;。)]|$)"
)
_WHOLE_AT_MOST = regex(
    r"(?:完成率|执行率|比例)?(?:高于|超过|大于)100%(?:的|以上)?,?[按以]100%(?:计算|计)(?=[,;。)]|$)"
)
_WORTH = regex(
    rf"(?:(?:本|该|此)(?:项|指标)?)?(?:指标)?(?:满分|基本分|基础分|总分|分值|标准分|共|计|权重)(?:为|是|值)?(?P<n>{N})分?(?=[,;。:)]|$)|(?P<m>{N})分(?=[,;。:])"
)
_STARTED = regex(
    rf"(?:增幅|降幅)?(?:不足|不满)(?P<a>{N})?(?:{UNIT})?的?(?:部分)?,?(?:(?P<none>不扣分?|不予扣分|不计(?:算|入|扣|分)?|忽略不计|舍去|不予计算|不加分)|(?P<part>按比例(?:计算|折算)?(?:扣(?:分|减)?)?)"
    rf"|按(?:照)?(?P<b>{N})?(?:{UNIT})?(?:计扣|计算扣分|计算|扣分|扣减|计|算))(?=[,;。)]|$|的|扣)"
)
_ELSE = regex(
    r"(?:否则|反之|(?:其他|其它|其余)(?:情形|情况|的|时间|档次)?|达不到(?:要求|标准)?的?|未达到(?:的)?(?=不|得0|计0|0分)|未达标的?|不达标的?)(?:的|下|均|一律|则|,)*(?=得|计|记|给|不|0分|扣|全扣|该|本|此|\d)"
)
_DEFINED = regex(
    r"(?:^|(?<=[,;。(]))(?:其中[,:]?)?(?P<name>[\u4e00-\u9fff“”]{2,20})=(?P<body>[^,;。=]{3,90}?)(?=[,;。]|\)(?:[,;。]|$)|$)"
)
_SCORE_IS = regex(
    r"(?:即)?“?(?P<own>[\u4e00-\u9fff]{0,20}?)(?:的)?(?:得分值|考核得分|得分|分值|计分)=(?P<body>[^,;。=]+?)”?(?=[,;。]|\(最|\(超|$)"
)
_BY_RATE = regex(
    r"(?:的)?,?按(?:照)?(?:实际)?(?:(?:任务|目标|计划)?完成(?:率|比例|情况的比例|数的比例|程度|百分比|进度(?:的?比例)?)|(?:实际)?(?:完成值|完成数|完成量)(?:占|与|/)(?:年度)?(?:目标值?|指标值|计划数|任务数|目标|计划|任务)(?:的)?(?:比例|比值|百分比)?|比例|百分比|相应比例)(?:(?:相应|折算|计算)?(?:得分|计分|给分|折算得分|计算得分|折算|计算|赋分|打分|记分))(?=[,;。)]|$)"
)
_OFF_IS = regex(r"扣分=(?P<body>[^,;。=]+?)(?=[,;。]|$)")
_BARE = regex(r"[^,;。=:%<>≥≤]*[*/][^,;。=:<>≥≤]*(?=[,;。]|$)")
_EXPRESSION_AWARD = regex(r"(?:得|计|按“?)(?P<body>\d+(?:\.\d+)?[-+][^,;。“”]*?)(?:”计算得分|”计分|”计|分)?(?=[,;。)]|$)")
_BY_EXPRESSION = regex(
    r"按(?:照)?“?(?P<body>[^,;。“”]*?[*/][^,;。“”]*?)”?(?:的?(?:结果|比例|(?<!分)值))?(?:计分|得分|计算得分|计算|记分|给分|折算|计)(?=[,;。)]|$)"
)
_FROM_BASE = regex(
    rf"(?:在)?(?:(?P<lost>扣(?P<off>{N})分)|(?P<n>{N})分|(?P<share>(?:本项|该项)?(?:分值|满分|标准分)的?(?P<pct>{N})%)|(?P<this>此|上述|该))(?:的)?(?:基础|基本分)(?:上|之上)?,?(?:再)?"
)
_PLANNED = regex(
    rf"(?:(?:年度|全年|本年度?|当年)?(?:绩效)?(?:目标值?|指标值|计划数?|任务数?)(?:设定)?(?:为|是|:)?|(?:年度|全年|本年度?|当年)?(?:计划|应)[\u4e00-\u9fff]{{0,10}}?|[\u4e00-\u9fff]{{0,14}}?(?:应达到|要求达到|应不低于|要求达|应达))(?P<n>{N})(?P<u>{UNIT})(?:及?以上)?[\u4e00-\u9fff]{{0,8}}?(?=[,;。)])"
)
_EMPTY = regex(
    r"按(?:照)?[^,;。]{0,20}(?:差距|差额|偏差率?|比例)(?:的)?(?:绝对值)?(?:进行)?扣分(?=[,;。])|按(?:照)?[^,;。%\d]{2,40}占[^,;。%\d]{2,30}的比例(?:进行)?(?:赋分|计分|评分)(?=[,;。])"
    r"|(?:根据|按照?)[^,;。%\d]{2,24}(?:程度|情况|高低)(?:进行)?(?:评分|打分|计分|赋分)(?=[,;。])|(?:评分|计分|评价|考核)(?:标准|办法|方法|规则|细则)?(?=[:])|以(?:年度)?(?:目标值?|指标值|计划数?|任务数?)为(?:基准值?|基数|标准值?|依据)(?=[,;。])"
    r"|自[^,;。\d]{1,12}起(?:算|计算|计)(?=[,;。])|\([\u4e00-\u9fff]{2,30}(?:项目|规范|方案|办法|规定|要求)\)(?=[,;。]|$)|(?:正|反|逆|负)向指标(?=[:,;。])|累计扣分(?=[,;。])"
)
_ADD = regex(
    "(?:再|相应|可|另|则|予以|分别|每)*(?P<verb>加|增加|得|计|奖励|奖)(?=\\d|分值|本项|该项|满分|标准分)"
)
_LATE = "延迟|逾期|推迟|拖延|延误|超期|延期|迟延|滞后|误期|拖期|迟|晚|延后"
_FOUND = "发生|出现|发现|存在|查出|新增|接到|收到|检查到|核实|有"
_OVERS = "超过|超出|超支|超标|超额完成|超额|超编|超|高于|高出|高|多于|多|大于|增加|增长|上升|上浮|提高|提升|增"
_UNDERS = "低于|低|少于|减少|少|下降|降低|下滑|差|缺少|缺|欠|短缺|不足|未完成|降"
_WAY = regex(
    rf"(?P<away>偏离|相差|偏差)|(?P<late>{_LATE})|(?P<found>{_FOUND})|(?P<over>{_OVERS})|(?P<under>{_UNDERS})"
)
COUNTS_CASES = regex(f"{_LATE}|{_FOUND}")
_SIZE = regex(
    rf"(?P<n>{N})(?P<u>个?百分点|个?点|{UNIT})?(?P<of>\((?:按|相对|占)?[^()\d]{0,6}(?:目标|计划|任务)[^()\d]*\))?"
)
_INNER_BASE = regex(rf"在(?:扣(?P<off>{N})分|(?P<n>{N})分)(?:的)?基础上")
_NEUTRAL = regex(
    "比|较|区间端点|区间|端点|达到|完成|发布|的|部分|个|再|相应|了|者|档|时|则|就|可|在|为|其|上述|以上|情况"
)


def read_clauses(said: str, asked: Asked) -> Clauses | None:
    """The clauses of a wording in one print; None where any part of it is something else."""
    found = Clauses()
    for match in _DEFINED.finditer(said):
        _define(match["name"], match["body"], asked)
    at = 0
    while at < len(said):
        if said[at] in _SKIP:
            at += 1
            continue
        if opening := _OPENING.match(said, at):
            at = opening.end()
            continue
        end = _take(said, at, found, asked)
        if end is None:
            return None
        at = end
    return found


_OPENING = regex("(?:但是?|其中|同时|若|如果|如(?!实|期)|凡|此后|对于?)(?=[^,;。]{2})")


def _take(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    for reader in (
        _limits,
        _statements,
        _formula,
        _step_alone,
        _else,
        _conditioned,
        _required,
        _noted,
        _dropped,
    ):
        end = reader(said, at, found, asked)
        if end is not None:
            return end
    return None


def _limits(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    if match := _UNTIL.match(said, at):
        found.until = True
        found.to_zero = found.to_zero or "0" in match.group()
        return match.end()
    if match := _MOST_OFF.match(said, at):
        number = fraction(match["n"] or match["m"] or match["k"])
        if found.most_off not in (None, number):
            return None
        found.most_off = number
        return match.end()
    if match := _FROM_FULL.match(said, at):
        if not found.steps or found.steps[-1].anchor is not None:
            return None
        found.steps[-1] = replace(found.steps[-1], anchor=fraction(match["n"]) / 100, base=asked.points)
        return match.end()
    if match := _LINE_FLOOR.match(said, at):
        if match["n"] != match["m"] or found.line_floor is not None:
            return None
        found.line_floor = fraction(match["n"])
        return match.end()
    if match := _FLOOR.match(said, at):
        if found.floor is not None:
            return None
        found.floor = fraction(match["n"])
        return match.end()
    if match := _MOST_ADDED.match(said, at):
        number = fraction(match["n"] or match["m"] or match["k"])
        if found.most_added is not None:
            return None
        found.most_added = number
        if match["k"]:
            found.most, found.most_added = number, None
        return match.end()
    if match := _MOST.match(said, at):
        said_most = match["n"] or match["m"] or match["k"]
        number = fraction(said_most) if said_most else asked.points
        if number > asked.points or found.most not in (None, number):
            return None
        found.most, found.capped = number, True
        return match.end()
    if match := _NO_MORE.match(said, at):
        return match.end()
    if match := _WHOLE_AT_MOST.match(said, at):
        found.capped = True
        return match.end()
    match = _STARTED.match(said, at)
    if match and found.steps:
        size = found.steps[-1].size * (100 if found.steps[-1].unit in ("%", "百分点") else 1)
        if any(match[each] and fraction(match[each]) != size for each in "ab"):
            return None
        said_so = "whole" if match["none"] else "proportional" if match["part"] else "started"
        if found.started not in ("", said_so):
            return None
        found.started = said_so
        return match.end()
    return None


def _statements(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """满分10分, 目标值70%, 偏差率=（年度指标值-完成值）/年度指标值×100%."""
    match = _WORTH.match(said, at)
    if (
        match
        and fraction(match["n"] or match["m"]) == asked.points
        and any(s.adds for s in found.steps)
    ):
        found.most, found.capped = asked.points, True
        return match.end()
    if match and fraction(match["n"] or match["m"]) == asked.points and not found.given:
        if "基" in match.group():
            found.base = asked.points
        return match.end()
    if (
        re.match("得分=(?:本项|该项|指标)?(?:满分|分值|标准分|权重)[*×]系数(?=[,;。]|$)", said[at:])
        and found.given
    ):
        return re.compile("[^,;。]*").match(said, at).end()  # type: ignore[union-attr]
    if head := re.compile(
        r"按(?:照)?(?P<what>完成率|完成比例|[\u4e00-\u9fff]{2,12}?)(?:\([^()]*\))?确定(?:得分)?系数(?=[:,])"
    ).match(said, at):
        asked.default = "done" if head["what"].startswith("完成") else ""
        return head.end()
    standard = re.compile(rf"以(?P<n>{N})%为(?:标准|基准|满分线|达标线)(?:值)?[,;。]").match(
        said, at
    )
    if standard is not None and found.standard is None:
        found.standard = asked.standard = fraction(standard["n"]) / 100
        return standard.end()
    if skip := _EMPTY.match(said, at):
        return skip.end()
    if match := _DEFINED.match(said, at):
        return match.end() if _define(match["name"], match["body"], asked) else None
    if (match := _PLANNED.match(said, at)) and not found.given:
        number, unit = fraction(match["n"]), match["u"]
        percent = unit in ("%", "百分点")
        target = asked.target
        value = number / 100 if percent else number
        if target is not None and (target.value != value or (target.unit == "%") != percent):
            return None
        if target is None:
            asked.target = Target("", value, "%" if percent else unit)
        words = re.sub(
            rf"(?:目标值?|指标值|计划数?|任务数?|年度|全年|本年度?|当年|应达到|应|要求达到|设定|为|是|绩效|{N}.*$|:)",
            "",
            match.group(),
        )
        behind = match.group()[match.end("u") - match.start() :] if match["u"] else ""
        if any(each and not asked.row.owns(each) for each in (words, behind.removeprefix("及以上").removeprefix("以上"))):
            return None
        return match.end()
    return None


def _define(name: str, body: str, asked: Asked) -> bool:
    if name.endswith(("得分", "分值", "计分")):
        return False
    body = re.sub(
        r"\*100%$",
        "",
        body.replace("×", "*").replace("÷", "/").replace("【", "(").replace("】", ")"),
    )
    own = r"(?:[\u4e00-\u9fff]{0,12}(?:实际)?(?:完成(?:值|数|量|率)|实际(?:值|数|成本|天数|完成数?)|完成))"
    goal = (
        r"(?:[\u4e00-\u9fff]{0,6}(?:目标值?|指标值|计划(?:数|值|成本|天数|工期)?|任务数?|目标数))"
    )
    kinds = {
        "done": rf"\(?{own}\)?/\(?{goal}\)?",
        "under": rf"[(\[]{goal}-{own}[)\]]/{goal}",
        "over": rf"[(\[]{own}-{goal}[)\]]/{goal}",
        "apart": rf"\|{own}-{goal}\|/{goal}",
    }
    for kind, form in kinds.items():
        if re.fullmatch(form, body):
            if asked.row.is_rate and asked.row.owns(name) and kind != "done":
                return False
            asked.alias[name] = kind
            return True
    if not asked.row.owns(name):
        return False
    asked.defined = f"{name}={body}"
    return bool(re.fullmatch(r"[^+=]{2,40}/[^+=]{2,40}", body))


def _formula(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """得分=…, for all values that nothing else takes."""
    rate = _BY_RATE.match(said, at) or re.compile(
        _BY_RATE.pattern.replace("(?:的)?,?按", "(?:根据|按)")
    ).match(said, at)
    if rate is not None and found.rest is None and not found.given:
        scored = _by_rate(rate.group(), asked)
        if scored is not None:
            found.rest = Given(None, line=scored, share=True)
            return rate.end()
    off = _OFF_IS.match(said, at)
    if off is not None and found.rest is None:
        scored = line(off["body"], asked)
        if scored is None:
            return None
        found.rest = Given(None, line=(-scored[0], asked.points - scored[1]))
        return off.end()
    bare = _BARE.match(said, at)
    if bare is not None and found.rest is None and not found.given:
        scored = line(bare.group(), asked)
        if scored is not None and scored[0]:
            found.rest = Given(None, line=scored)
            return bare.end()
    match = _SCORE_IS.match(said, at)
    if match is None or not _of_row(match["own"], asked):
        return None
    scored = line(match["body"], asked)
    if scored is None or (found.rest is not None and found.rest.line != scored):
        return None
    found.rest = Given(None, line=scored)
    return match.end()


def _of_row(own: str, asked: Asked) -> bool:
    plain = re.sub("^(?:本项|该项|此项|该指标|本指标|指标|评价指标|评价)+", "", own)
    return not plain or asked.row.owns(plain)


def _else(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    match = _ELSE.match(said, at)
    if match is None or found.rest is not None:
        return None
    given = award(said, match.end(), asked.points)
    if given is None:
        return None
    found.rest = Given(None, given.points, given.off)
    return given.end


_ONE_CASE = regex(
    rf"(?:发现|发生|出现|查出)1(?P<u>{UNIT})(?P<what>[\u4e00-\u9fff]{{0,16}}?)(?:的|者)?,?扣(?P<n>{N})分(?=[,;。)]|$)"
)
_APART_STEP = regex(
    rf"(?P<lead>(?:高于|低于|超过|超出|少于|多于)[\u4e00-\u9fff]{{2,10}}?)(?P<n>{N})(?P<u>{UNIT})(?:的)?,?(?=(?:加|扣|减)(?:\d|分值))"
)


def _step_alone(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    one = _ONE_CASE.match(said, at)
    if one is not None and re.search("扣完|扣光|累计", said) and asked.row.owns(one["what"]):
        asked.row.unit(one["u"])
        found.steps.append(
            Stepping(None, "over", Fraction(1), one["u"], fraction(one["n"]), False, verb="发现")
        )
        return one.end()
    apart = _APART_STEP.match(said, at)
    if apart is not None and len(_APART_STEP.findall(said)) == 2:
        return _step(
            said.replace(apart.group(), "每" + apart.group()[1:] if False else apart.group(), 1),
            at - 1,
            found,
            asked,
            None,
            "",
            None,
        )
    if not said.startswith("每", at):
        return None
    return _step(said, at, found, asked, None, "", None)


_NOT_DONE = regex("(?:未|没有|没)(?:能)?(?:完成|达|按|及时|实现|全部|足额|[得计给扣不满])")
"""未完成的: the target was missed, not: there were none."""


def _conditioned(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """A condition and what it gives: points, a step, a line."""
    worded = _worded(said, at, asked.row) if not _NOT_DONE.match(said, at) else None
    if worded is not None:
        where = _from_words(worded[0])
        end = _outcome(said, worded[1], found, asked, where, "", None) if where else None
        if end is not None:
            return end
    stop = re.compile("[;。\n]").search(said, at)
    limit = stop.start() if stop else len(said)
    for j in range(at + 1, limit + 1):
        if not _starts(said, j, asked):
            continue
        chunk = re.sub("(?:的话|的|者|时|则|,|:|情况下?|情形|部分|即)+$", "", said[at:j])
        base = None
        if match := re.search(_FROM_BASE.pattern + "$", chunk) or re.search(
            _FROM_BASE.pattern + "$", said[at:j]
        ):
            base = _base(match, found, asked)
            if base is None:
                continue
            chunk = re.sub("(?:的|者|时|则|,|部分)+$", "", said[at : at + match.start()])
        part = said[at:j].rstrip(",").endswith("部分") or said[at:j].rstrip(",的").endswith("部分")
        where, way = _where(chunk, asked)
        if where is None and not way and not (base is not None and not chunk):
            continue
        end = _outcome(said, j, found, asked, where, way, base, part)
        if end is not None:
            return end
    return None


def _starts(said: str, j: int, asked: Asked) -> bool:
    if said[j - 1] == "每":
        return False
    if said.startswith("每", j):
        return True
    if j < len(said) and said[j] in "得计记给评为扣减满不0123456789本该此标分一半全按(系各采用":
        return (
            award(said, j, asked.points) is not None
            or _BY_RATE.match(said, j) is not None
            or re.match("(?:本项|该项|此项)?(?:得分|计分)=", said[j:]) is not None
            or _bracketed(said, j, asked) is not None
            or re.match(r"系数(?:为|是|取)?\d", said[j:]) is not None
            or _between_words(said, j) is not None
            or _EMPTY.match(said, j) is not None
            or _BY_EXPRESSION.match(said, j) is not None
            or _EXPRESSION_AWARD.match(said, j) is not None
        )
    return False


def _between_words(said: str, j: int) -> re.Match[str] | None:
    return re.match(
        r"(?:按|采用|用)(?:照)?(?:线性|直线)?(?:内?插(?:值)?(?:法)?|插值法?)(?:计算)?(?:赋分|得分|计分|计算|给分|评分)?(?=[,;。)]|$)",
        said[j:],
    )


def _bracketed(said: str, j: int, asked: Asked) -> tuple[Fraction, int] | None:
    match = re.match(rf"\((?:得|计)?(?P<n>{N})分\)", said[j:])
    if match is None or fraction(match["n"]) > asked.points:
        return None
    return fraction(match["n"]), j + match.end()


def _from_words(words: str) -> Stretch | None:
    zero = Fraction(0)
    sides = {
        "=0{u}": Stretch(Edge(zero, True, SIGN), Edge(zero, True, SIGN)),
        "≤0{u}": Stretch(None, Edge(zero, True, SIGN)),
        "<0{u}": Stretch(None, Edge(zero, False, SIGN)),
        ">0{u}": Stretch(Edge(zero, False, SIGN), None),
    }
    return sides.get(words)


def _base(match: re.Match[str], found: Clauses, asked: Asked) -> Fraction | None:
    if match["off"]:
        return asked.points - fraction(match["off"])
    if match["n"]:
        return fraction(match["n"])
    if match["pct"]:
        return asked.points * fraction(match["pct"]) / 100
    last = found.given[-1] if found.given else None
    return last.points if last is not None and not last.off and last.line is None else None


_WAYS: dict[str, Way] = {}


def _where(chunk: str, asked: Asked) -> tuple[Stretch | None, str]:
    """The stretch that a lead names, or only the side (逾期的, 超额完成的)."""
    found = tokens(chunk, asked)
    if found is not None:
        named = stretch(found, asked)
        if named is not None:
            return named, ""
        if found and all(t.kind in ("own", "comma", "done", "named") for t in found):
            kinds = {asked.alias[t.text] for t in found if t.kind == "named"}
            return None, "under" if kinds == {"under"} else "over" if kinds == {
                "over"
            } else "own" if kinds <= {"done"} else ""
    if re.fullmatch(
        "(?:超出|高于或低于|低于或高于|偏离|不在)(?:上述|该|此|以上)?(?:区间|范围)(?:内)?", chunk
    ):
        return None, "away"
    outside = re.fullmatch(rf"(?:低于|少于|小于|<)(?P<n>{N})(?P<u>%?)[^\d,;。]{{0,4}}或(?:者)?(?:高于|超过|大于|多于|>)(?P<m>{N})%?", chunk)
    if outside is not None:
        scale = 100 if outside["u"] else 1
        asked.outside = (fraction(outside["n"]) / scale, fraction(outside["m"]) / scale)
        return None, "away"
    start = re.fullmatch(rf"[从自](?P<n>{N})(?P<u>{UNIT})(?:开始|起)(?:算|计算)?", chunk)
    if start is not None:
        percent = start["u"] in ("%", "百分点")
        asked.row.unit("%" if percent else start["u"])
        return Stretch(Edge(fraction(start["n"]) / (100 if percent else 1), True, SIGN), None), ""
    first = re.fullmatch(rf"前(?P<n>{N})(?P<u>{UNIT})", chunk)
    if first is not None and first["u"] != "%":
        asked.row.unit(first["u"])
        return Stretch(None, Edge(fraction(first["n"]), True, SIGN)), ""
    plain = re.sub("的|部分|,|则|者|完成|情况|有|时", "", chunk)
    way = _WAY.fullmatch(plain)
    if way is not None and not re.search(r"\d", chunk):
        return None, _side(way, asked)
    if re.fullmatch(
        rf"(?:未(?:能)?(?:按期|按时|及时|如期|完成|达标|达到(?:要求|标准)?|全部完成)|没有完成|(?:{_LATE}))[\u4e00-\u9fff]{{0,6}}",
        plain,
    ):
        tail = re.sub(
            rf"^(?:未(?:能)?(?:按期|按时|及时|如期|完成|达标|达到(?:要求|标准)?|全部完成)|没有完成|(?:{_LATE}))",
            "",
            plain,
        )
        if not tail or asked.row.owns(tail):
            return None, "bad"
    return None, ""


def _side(way: re.Match[str], asked: Asked) -> str:
    if way["away"]:
        return "away"
    if way["late"] or way["found"]:
        return "over"
    return "over" if way["over"] else "under"


def _outcome(
    said: str, at: int, found: Clauses, asked: Asked, where: Stretch | None, way: str, base: Fraction | None,
    part: bool = False,
) -> int | None:  # fmt: skip
    """What stands behind a condition."""
    if said.startswith("每", at):
        return _step(said, at, found, asked, where, "" if way == "own" else way, base, part)
    if where is None and (empty := _EMPTY.match(said, at)):
        found.pending = (where, way)
        return empty.end()
    if where is None:
        return None
    if where.distance and where.bare:
        return _at_distance(said, at, found, asked, where)
    if empty := _EMPTY.match(said, at):
        found.pending = (where, way)
        return empty.end()
    between = _between_words(said, at)
    if between is not None:
        found.given.append(Given(where, between=True))
        return at + between.end()
    rate = _BY_RATE.match(said, at)
    if rate is not None:
        scored = _by_rate(rate.group(), asked)
        if scored is None:
            return None
        found.given.append(Given(where, line=scored, share=True))
        return rate.end()
    formula = _SCORE_IS.match(said, at)
    if formula is not None and _of_row(formula["own"], asked):
        scored = line(formula["body"], asked)
        turned = inverse(formula["body"], asked) if scored is None else None
        if turned is not None:
            found.given.append(Given(where, turned, inverse=True))
            return formula.end()
        if scored is None:
            return None
        found.given.append(Given(where, line=scored))
        return formula.end()
    expression = _BY_EXPRESSION.match(said, at) or _EXPRESSION_AWARD.match(said, at)
    if expression is not None:
        scored = line(expression["body"], asked)
        if scored is None:
            return None
        found.given.append(Given(where, line=scored))
        return expression.end()
    coefficient = re.match(rf"系数(?:为|是|取)?(?P<n>{N})(?P<p>%)?(?=[,;。)]|$)", said[at:])
    if coefficient is not None and re.search(
        r"得分=(?:本项|该项|指标)?(?:满分|分值|标准分|权重)[*×]系数", said
    ):
        share = fraction(coefficient["n"]) / (100 if coefficient["p"] else 1)
        if not 0 <= share <= 1:
            return None
        found.given.append(Given(where, asked.points * share))
        return at + coefficient.end()
    bracket = _bracketed(said, at, asked)
    if bracket is not None:
        found.given.append(Given(where, bracket[0]))
        return bracket[1]
    given = award(said, at, asked.points)
    if given is None:
        return None
    found.given.append(Given(where, given.points, given.off))
    found.last = where
    return given.end


def _at_distance(said: str, at: int, found: Clauses, asked: Asked, where: Stretch) -> int | None:
    """低于目标值35天为0分: from there on."""
    given = award(said, at, asked.points)
    if given is None or given.off or given.points:
        return None
    found.given.append(Given(replace(where, bare=False), Fraction(0)))
    return given.end


def _by_rate(words: str, asked: Asked) -> Line | None:
    """按比例: of the target where there is one; of the whole for a rate whose whole is 100 %."""
    if asked.better != 1 and not (
        asked.better == 0 and asked.target is not None and asked.target.unit != "%"
    ):
        return None
    target = asked.target
    if target is not None and target.value > 0 and target.sign in ("", "≥", "="):
        if target.unit == "%" and target.value != 1 and "完成" not in words and "目标" not in words:
            return None
        return asked.points / target.value, Fraction(0)
    return None


def _step(
    said: str, at: int, found: Clauses, asked: Asked, where: Stretch | None, way: str, base: Fraction | None,
    part: bool = False,
) -> int | None:  # fmt: skip
    """每…扣…分, 每…加…分."""
    if where is None and way in ("", "own") and found.pending is not None:
        where, way = found.pending
        found.pending = None
    stop = re.compile("[;。\n]").search(said, at)
    limit = stop.start() if stop else len(said)
    for k in range(at + 2, limit):
        off = deduction(said, k, asked.points) or deduction(
            re.sub("^再", "", said[k:]), 0, asked.points
        )
        adds = False
        if off is not None and off.off:
            shift = 0 if deduction(said, k, asked.points) else 1
            amount, end = off.points, off.end if not shift else k + 1 + off.end
        else:
            verb = _ADD.match(said, k)
            if verb is None:
                continue
            gained = award("得" + said[verb.end() :], 0, asked.points)
            if gained is None or gained.off:
                continue
            amount, end, adds = gained.points, verb.end() + gained.end - 1, True
        stepping = _stepping(said[at + 1 : k], asked, where, way, base, amount, adds, part)
        if stepping is None:
            continue
        found.steps.append(stepping)
        return end
    return None


def _stepping(
    chunk: str, asked: Asked, where: Stretch | None, way: str, base: Fraction | None, amount: Fraction, adds: bool, part: bool
) -> Stepping | None:  # fmt: skip
    started = ""
    chunk = re.sub("(?:的|者|,|则|就|相应|再|可)+$", "", chunk)
    size_at = [m for m in _SIZE.finditer(chunk)]
    if not size_at or amount <= 0:
        return None
    size = size_at[-1]
    unit = (size["u"] or "").replace("个百分点", "百分点")
    unit = "百分点" if unit in ("点", "个点") else unit
    asked.row.unit("%" if unit == "百分点" else unit)
    number = fraction(size["n"])
    if number <= 0:
        return None
    before, after = chunk[: size.start()], chunk[size.end() :]
    anchor = None
    if len(size_at) == 2:
        first = size_at[0]
        if first["u"] != unit and not (first["u"] == "%" and unit == "百分点"):
            return None
        anchor = fraction(first["n"]) / (100 if first["u"] == "%" else 1)
        before = before[: first.start()] + before[first.end() :]
    elif len(size_at) > 2:
        return None
    of_target = re.search(GOAL, before + after) is not None
    words = re.sub(rf"(?:{GOAL})的?", "", before)
    tail = re.sub(rf"(?:{GOAL})的?", "", after)
    side, verb = way, ""
    inner = _INNER_BASE.search(tail) or _INNER_BASE.search(words)
    if inner is not None:
        if base is not None:
            return None
        base = asked.points - fraction(inner["off"]) if inner["off"] else fraction(inner["n"])
        words, tail = words.replace(inner.group(), ""), tail.replace(inner.group(), "")
    rest = words + tail
    match = _WAY.search(words) or _WAY.search(tail)
    if match is not None:
        side = (
            side
            if side in ("over", "under") and not (match["over"] or match["under"])
            else _side(match, asked)
        )
        verb = match.group()
        rest = rest.replace(verb, "", 1)
    rest = _NEUTRAL.sub("", rest)
    if re.search("[不未没无非除约仅只]", rest) and rest not in asked.row.key:
        return None
    if rest and rest not in asked.row.key and not asked.row.owns(rest):
        return None
    of_target = of_target or bool(size["of"])
    percent = unit in ("%", "百分点")
    if asked.row.is_rate and not percent and (asked.target is None or asked.target.unit == "%"):
        return None
    scaled = number / 100 if percent else number
    return Stepping(where, side, scaled, unit, amount, adds, anchor, base, part, of_target, verb)


def _required(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """流调率达到100%。每降低10%扣0.02分: what is asked for, without points of its own."""
    stop = re.compile("[,;。:\n(]").search(said, at)
    end = stop.start() if stop else len(said)
    if found.given or not re.search("每[^;。]{1,20}扣", said[end:]):
        return None
    chunk = re.sub("^(?:要求|须|应当?|必须|标准)+", "", said[at:end])
    words = tokens(chunk, asked)
    where = stretch(words, asked) if words is not None else None
    if (
        where is None
        or where.apart
        or where.distance
        or (where.low and where.high and not where.bare)
    ):
        return None
    edge = where.low or where.high
    assert edge is not None
    number = (
        next(t for t in words or () if t.kind == "num")
        if any(t.kind == "num" for t in words or ())
        else None
    )
    if number is None or not edge.closed:
        return None
    sign = "≥" if where.high is None or where.bare else "≤"
    unit = "%" if number.unit in ("%", "百分点") else number.unit
    if where.bare and asked.better == -1:
        return None
    if asked.target is not None and (
        asked.target.value != edge.value or asked.target.sign not in ("", sign)
    ):
        return None
    asked.target = Target(sign, edge.value, unit)
    return end


def _noted(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """（当年报告的…个案流调率）: what the figure is, in a bracket."""
    if at == 0 or said[at - 1] != "(":
        return None
    end = said.find(")", at)
    return end if end > at and harmless_note(said[at:end]) else None


def _dropped(said: str, at: int, found: Clauses, asked: Asked) -> int | None:
    """A clause that says nothing of the scoring."""
    stop = re.compile("[,;。:\n]").search(said, at)
    end = stop.start() if stop else len(said)
    return end if harmless(said[at:end], asked.name) else None
