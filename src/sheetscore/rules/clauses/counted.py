"""Wordings over what a person counts: 每少一次扣1分，扣完为止. Read whole, clause by clause, or not at all.

A clause is one of a few forms; a word that could change what a case costs, a second thing to count or a figure that has no place in
them leaves the wording unread. Source of the readings: docs/读法.md（评定依据数）.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.shapes.by_hand import Violations
from sheetscore.rules.tokens.patterns import numeral
from sheetscore.words.text import Clean
from sheetscore.words.vocabulary import pattern

UNITS = "批次|人次|场次|家次|户次|车次|个工作日|工作日|个月|小时|[例项次处起条个件份篇期人名户家天日笔张场宗所台座门页辆批类款站村种幅册]"
_N = r"(?<![\d.])(?:0|[1-9]\d{0,3})(?:\.\d{1,4})?"
_NUMERALS = "一二三四五六七八九十百千两零半几数多"
_FEW = "[一二三四五六七八九十两]|十[一二三四五六七八九]|\\d{1,4}"
_WORDS = r"[^\d,;。:%()+\-*/=<>≤≥±~A-Za-z①-⑳]"
_YEARS_LATE = "(?<=(?:滞后|延期|逾期|延迟|推迟)[一1])年"
_FULL = "满分|全分|(?:(?:该|本)(?:项|指标)?)?(?:全部)?(?:分值|权重分)"
_CASE = regex(
    rf"(?:在此基础上)?(?P<each>每)?(?P<verb>{_WORDS}{{0,16}}?)(?<![第同唯统任{_NUMERALS}])(?:(?:一|1)(?P<unit>{UNITS}|{_YEARS_LATE})|(?P<bare>例|项|次|处|起|条|个|件|人次|份))"
    rf"(?!百分点|[性贯直般律式龙事一])(?P<rest>{_WORDS}{{0,24}}?)的?(?:,|则|,则)?(?:相应)?(?:扣减|扣除|扣|减)(?:(?P<n>{_N})分|(?:{_FULL})的?(?P<share>{_N})%|(?P<share2>{_N})%的?(?:{_FULL}))"
)
_GIVEN = regex(
    rf"(?P<words>{_WORDS}{{2,40}}?)的?,?(?:(?:得|计|给|记)(?:{_FULL})|(?:(?:得|计|给|记)|(?<=符合)|(?<=达标)|(?<=合规))(?P<n>{_N})分)"
)
_WORTH = regex(rf"(?:本项|该项|此项)?(?:满分|分值|基本分|基础分)(?:为|是|:)?(?P<n>{_N})分")
_UNTIL = regex(
    rf"(?:直至|直到|至)?(?:将?(?:该|本|此)(?:项|指标))?(?:的?(?:分值?|得分|满分))?扣(?:完|光|满|至0分|到0分)(?:(?:(?:该|本|此)项)?(?:分值?|满分|全分|(?P<n>{_N})分))?(?:为止|即止|止)?"
    r"|(?:最低(?:得|为|计)?0分|不计负分|不得负分)"
)
_MOST = regex(
    rf"(?:累计|合计|本项|该项)?(?:最多|最高|至多)(?:可)?(?:累计)?[扣减](?:(?P<n>{_N})分|{_FULL})(?:为止|为限)?"
    rf"|(?:累计|合计)?扣分(?:最多|最高|累计)?(?:不超过|不得超过|上限为?|以)(?P<m>{_N})分(?:为限)?"
)
_NOTHING = regex(
    rf"(?P<verb>{_WORDS}{{0,16}}?)(?P<over>超过)?(?P<m>{_FEW})(?P<unit>{UNITS})(?P<and>(?:及|或|\(含\))?以上)?(?P<rest>{_WORDS}{{0,16}}?)的?,?(?:则|本项|该项|此项)*"
    r"(?:不得分|不计分|不给分|得0分|计0分|0分)"
)
_REQUIRED = regex(
    rf"(?:全年|年度|年内|每年|本年度?|当年)?(?:内)?(?:要求|规定|计划)?(?:应当?|须|需|至少|不少于)?{_WORDS}{{0,16}}?(?:不少于|不低于|至少|达到|满|应达|共)?(?P<n>{_FEW})(?P<unit>{UNITS})(?:及?以上)?{_WORDS}{{0,8}}"
)
_OFTEN = regex("每(?:半年|季度?|个?月|周|旬|天|日)")
"""每季度召开1次 is four times a year."""
_LED = regex(
    rf"(?:^|(?<=[,;。]))(?:对于?)?(?P<verb>出现|发现|存在|发生|有)?(?P<what>{_WORDS}{{4,24}}?)(?:的|时|(?<=问题)),(?P<each>每)?(?:出现|发现|发生|存在)?(?P<one>1|一)?(?P<unit>个|项|例|起|次|处|件)(?:问题)?,?(?=扣)"
)
"""出现违纪违规问题的，每个问题扣0.5分: what is counted stands in front."""
_EACH_THING = regex(
    rf"(?:^|(?<=[,;。]))(?P<what>{_WORDS}{{0,10}}?(?:不(?:完整|齐全|规范|合格|达标|符合)|缺失|缺项))(?:的,?|,)每个(?P<thing>项目|工程|单位|标段|部门)(?=扣)"
)
"""审核程序缺失，每个项目扣1分; 不完整的每个项目扣1分: what lacks stands in front of what it lacks in."""
_LISTED = regex(
    r"^(?:(?![^,]*[不未没无非除扣得])[\u4e00-\u9fff]{2,8},){1,3}(?=[\u4e00-\u9fff]{2,14}(?:齐全|完整|完备)的?,?得)"
)
"""申报表，审核记录，审批文件齐全，得2分: one condition over all that is listed."""
_EITHER = regex(
    r"^(?:[\u4e00-\u9fff]{2,6}前,)?(?:(?![^,]*[不未没无非除])[\u4e00-\u9fff]{2,16}的),或(?:根据|按照?)(?:(?![^,]*[不未没无非除])[\u4e00-\u9fff]{4,24}的)(?=,?得满分)"
)
"""一次性到位的，或根据年度计划分期到位的，得满分: either way of keeping to the plan."""
_BEHIND_PLAN = regex(
    rf"(?:^|(?<=[;。]))(?:(?![不未没无非除])[\u4e00-\u9fff]){{0,10}}(?P<late>滞后|延期|逾期|延迟|推迟)于?(?:(?![不未没无非除])[\u4e00-\u9fff]){{0,10}}的?,(?=每(?P=late)(?:一|1)(?:{UNITS}|年))"
)
_ONE_OF_A_KIND = regex("[和与或、]|及(?!时)")
_ACTORS = pattern(
    "(?:被|在)?(?:审计|财政|监督|检查|督查|巡视|巡察|纪检|监察|{budget}管理|部门|机关|及|和|、|等|中)+"
    "(?=(?:被)?(?:查出|发现|反馈|指出|提出)的?[\u4e00-\u9fff]{0,6}?(?:问题|违规|违纪|违法))"
)
"""被审计、财政监督检查查出的问题: who finds them is no second thing that is counted."""
_RELATIVE = regex(r"超|高于|低于|增|减|升|降|提前|大于|小于|不足|不到|偏离|偏差|相差|比")
"""A distance from something that is not printed, or a change: no number of cases."""
_ANOTHER_NUMBER = regex(rf"[{_NUMERALS}](?:{UNITS})")
_UNSURE = regex(
    r"原则|人均|户均|平均|除外|以外|除了|酌|视|左右|上浮|下浮|加倍|减半|翻倍|系数|另|按比例|比例|折算|依次|递增|递减|累进|逐|第|不扣|免|轻微|情节|严重|重大|特大|一般|较大"
    r"|若|如果|如|但|其中|否则|或者|并且|且|(?<!三)同时|分别|各|经批准|不可抗力|允许|可以|约(?![束定谈])|每(?!月|季|年|半年|周)(?=.*每)|得票|票数|投票|名次|排名"
)
"""Words that make a case cost more or less, or only sometimes."""
CUT_SHORT = ("不", "未", "没", "非", "没有", "约", "每")
"""Ends of words that go on to say no, or about."""
_TURNED = regex("[不未没非](?:每|少|缺|漏|发现|发生|出现|存在|查出|有)")
"""每不少一次, 未发现一例: not what is counted, but its opposite."""
_FULL_OF = regex(
    r"[不未没非](?:全|都|完全)|(?:全部|均|都|全)[不未没非]|[不未没非].*[不未没非]|每(?!月|季|年|半年|周)|[不未没非]每|^提前|[不未没非约]$"
)
"""Words in front of 得满分 that say the opposite of a clean sheet."""
_RATES = ("率", "比例", "占比", "比重", "满意度", "知晓度")
_LONGEST = 200
"""Characters of a wording that says no more than how a count is scored."""
_LOST = regex(r"(?<![\d.年月日/-])0\d+[\u4e00-\u9fff]{0,2}(?!月)")
"""完成010次, 00次: a digit too many, or a point lost; no number."""
_MISSING = regex(r"(?:缺少|缺漏|缺失|短缺|少|缺|漏)")
_NEUTRAL = regex(r"(?:累计|共|一年内|年内|全年)?(?:出现|发现|发生|查出|存在|有|达到?|累计)?")


@dataclass
class _Reading:
    """What the clauses say, one of each at most."""

    case: re.Match[str] | None = None
    given: bool = False
    until: bool = False
    most: Fraction | None = None
    nothing: re.Match[str] | None = None
    required: re.Match[str] | None = None
    said: list[str] = field(default_factory=list)

    def takes(self, what: str) -> bool:
        """False for a second clause of a kind."""
        self.said.append(what)
        return self.said.count(what) == 1


def read_counted(wording: Clean, points: Fraction, name: str) -> Violations | None:
    """The arithmetic of a wording over one count; None where any part of it says something else, or the row is a rate by its `name`."""
    text = wording.text
    if len(text) > _LONGEST or _UNSURE.search(text) or name.endswith(_RATES):
        return None
    if _LOST.search(text):
        return None
    found = _Reading()
    for clause in _clauses(text):
        if not _read(clause, points, found):
            return None
    case = found.case
    if case is None or not _sound(found):
        return None
    deduct = _deduct(case, points)
    if not 0 < deduct <= points:
        return None
    what, unit = _in_words(case)
    return Violations(
        points, deduct, (), Fraction(0) if found.most is None else points - found.most, _nothing_from(found),
        _required(found), what, unit,
    )  # fmt: skip


def contrary(text: str) -> bool:
    """未全部符合得满分, 不得满分: full marks for the opposite of a clean sheet."""
    given = [match for clause in _clauses(text) if (match := _GIVEN.fullmatch(clause))]
    return any(_FULL_OF.search(match["words"]) for match in given)


def counts_several(wording: Clean) -> bool:
    """每迟报一次扣1分，每漏报一次扣2分: two things to count, so that one number does not do."""
    return sum(_CASE.fullmatch(clause) is not None for clause in _clauses(wording.text)) > 1


def what_is_counted(text: str) -> tuple[str, str]:
    """What 每有一项不符合 asks to count, in words, and its unit: 不符合的项数（项）, 项; ("", "") where it is not clear."""
    match = _CASE.fullmatch(re.sub("(?:,|则|的)*(?:相应)?$", "", text) + "扣1分")
    return _in_words(match) if match and _counts_cases(match) else ("", "")


def _in_words(case: re.Match[str]) -> tuple[str, str]:
    unit = case["unit"] or case["bare"]
    verb, rest = case["verb"].replace("每", ""), case["rest"]
    verb = "" if verb == "有" or (rest and verb in ("出现", "存在", "凡有")) else verb
    words = f"{verb}{rest}"
    several = unit.endswith("次") and unit != "次"  # 人次, 批次: the word is its own name
    name = (
        "天数"
        if unit in ("天", "日")
        else unit
        if several
        else f"{unit.removeprefix('个') or unit}数"
    )
    return f"{words}{'的' if words else ''}{name}（{unit}）", unit


def _clauses(text: str) -> list[str]:
    """The clauses, a condition in front of 得满分 joined with it (全部符合，得满分; 每少一次，扣1分)."""
    text = _BEHIND_PLAN.sub("", _EITHER.sub("按计划完成的", _LISTED.sub("", text)))
    text = _EACH_THING.sub(lambda m: f"每1个{m['thing']}{m['what']}", text)
    text = _LED.sub(_counted_behind, _ACTORS.sub("", text))
    text = re.sub(r",(?=(?:得|计|给|记|则?扣|减)(?:满分|全分|分值|\d))", "", text)
    return [part for part in re.split("[,;。]|(?<!满分|本分|础分|分值):", text) if part]


def _counted_behind(led: re.Match[str]) -> str:
    if not (led["each"] or led["one"]) or led["what"].endswith(_RATES):
        return led[0]
    return f"{led['each'] or ''}{led['verb'] or ''}1{led['unit']}{led['what']}"


def _read(clause: str, points: Fraction, found: _Reading) -> bool:
    """False for a clause that is none of the forms, or says what another one said."""
    if match := _UNTIL.fullmatch(clause):
        return found.takes("until") and (match["n"] is None or _same(match["n"], points))
    if match := _MOST.fullmatch(clause):
        number = match["n"] or match["m"]
        found.most = points if number is None else fraction(number)
        return found.takes("most") and 0 < found.most <= points
    if match := _WORTH.fullmatch(clause):
        return found.takes("worth") and _same(match["n"], points)
    if match := _CASE.fullmatch(clause):
        found.case = match
        return found.takes("case")
    if match := _NOTHING.fullmatch(clause):
        found.nothing = match
        return found.takes("nothing")
    if match := _GIVEN.fullmatch(clause):
        clean_sheet = not _FULL_OF.search(match["words"])
        whole = match["n"] is None or _same(match["n"], points)
        return found.takes("given") and clean_sheet and whole
    if re.search("[不未没非](?!少于|低于)", clause) or _OFTEN.search(clause):
        return False
    found.required = _REQUIRED.fullmatch(clause)
    return found.required is not None and found.takes("required")


def _same(number: str | None, points: Fraction) -> bool:
    return number is not None and fraction(number) == points


def _deduct(case: re.Match[str], points: Fraction) -> Fraction:
    share = case["share"] or case["share2"]
    return fraction(case["n"]) if case["n"] else points * fraction(share) / 100


def _sound(found: _Reading) -> bool:
    """One thing is counted, from nothing upwards, and the clauses speak of the same."""
    case = found.case
    assert case is not None
    if case["bare"] and not case["each"]:
        return False
    if not _counts_cases(case):
        return False
    if not case["each"] and not ({"until", "most", "nothing", "given"} & {*found.said}):
        return False  # 发现一次扣2分, and no word of how it goes on
    limits = [found.said.index(each) for each in ("most", "until", "nothing") if each in found.said]
    if any(place < found.said.index("case") for place in limits):
        return False  # 最多扣3分，每缺一项扣1分: of what?
    if found.most is not None and found.nothing is not None:
        return False
    unit = case["unit"] or case["bare"]
    if found.required is not None:
        missing = _MISSING.fullmatch(case["verb"].removeprefix("每")) is not None
        return missing and found.required["unit"] == unit and _required(found) != 0
    return found.nothing is None or _nothing_fits(found.nothing, case, unit)


def _counts_cases(case: re.Match[str]) -> bool:
    """Cases of one kind, one by one: no distance (每超过一天), no pair (迟报和漏报), no second number (每两项)."""
    verb, rest = case["verb"], case["rest"]
    if verb.endswith((*CUT_SHORT, "无")) or rest.endswith(CUT_SHORT):
        return False
    if case["each"] and verb.startswith(("月", "季", "年", "半年", "周")):
        return False
    if f"{case['each'] or ''}{verb}".count("每") > 1 or "每" in rest or "一" in verb:
        return False
    words = f"{verb}{rest}"
    several = _RELATIVE.search(words) or _ONE_OF_A_KIND.search(words) or _TURNED.search(verb)
    return not (several or _ANOTHER_NUMBER.search(verb) or _ANOTHER_NUMBER.search(rest))


def _nothing_fits(nothing: re.Match[str], case: re.Match[str], unit: str) -> bool:
    """3起以上不得分 speaks of the cases that the deduction counts, and begins above one of them."""
    same = nothing["verb"] in ("", case["verb"]) or _NEUTRAL.fullmatch(nothing["verb"]) is not None
    same = same and nothing["rest"] in ("", case["rest"]) and nothing["unit"] == unit
    reached = nothing["verb"].endswith(("达到", "达"))
    clear = bool(nothing["over"]) + (bool(nothing["and"]) or reached) == 1
    return same and clear and _from(nothing) > 1


def _nothing_from(found: _Reading) -> int | None:
    if found.nothing is None:
        return None
    return _from(found.nothing)


def _from(nothing: re.Match[str]) -> int:
    """How many cases give nothing: 3起以上 from 3 on, 超过3起 from 4 on."""
    return int(numeral(nothing["m"])) + (1 if nothing["over"] else 0)


def _required(found: _Reading) -> int | None:
    return None if found.required is None else int(numeral(found.required["n"]))
