"""The words and signs of a wording, as patterns: what each token looks like and what it means. Data; the lexer reads by it."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex

_CN = "零〇一二两三四五六七八九十百"
_N = r"(?<![\d.])(?:[1-9]\d{0,2}(?:,\d{3}){1,4}(?!\d)|0(?!\d)|[1-9]\d{0,14}(?!\d))(?:\.\d{1,9}(?!\d))?"
_NC = rf"(?:{_N}|[{_CN}]+)"
_UNITS = (
    "考核分|万立方米|万平方米|个工作日|万人次|立方米|工作日|平方米|亿元|万元|千元|周岁"
    "|分钟|人次|万亩|万人|万户|万吨|批次|家次|户次|车次|个月|小时|公里|公顷"
    "|千米|元|岁|㎡|次|项|个|人|例|天|日|月|家|件|处|条|起|名|户|辆|套"
    "|篇|期|份|批|宗|所|张|台|亩|吨|座|场|门"
)
"""Longest first: 万元 before 元. 考核分 stands for 分 where marks are the value (paraphrase/quantities.py)."""
UNITS = tuple(_UNITS.split("|"))
_FULL = r"(?:满分值|满分|全分|标准分值|标准分|权重分值|权重分|权重|(?:该|本)(?:项|指标)?(?:分值|权重)|指标(?:分值|权重)|分值)"
_OVER = "超过|超出|超支|超标|突破|高于|高出|上浮|增加|增长|上升|提高|增|多|高|超"
_UNDER = "低于|低出|降低|下降|减少|少于|不足|少|低|落后|降"
VALUES = frozenset({"PERCENT", "NUM", "QUANTITY", "POINT_DIFF"})
_AHEAD_VALUE = rf"(?=±?{_N}|[一二三四五六七八九]成|零(?![分星售容基距散增])|百分之|负{_N}|-{_N})"
_NOT_A_SCORE = "[值之钟析布类级别项工期段批担成步摊解管]"
_OBJECT = (
    "(?:(?:该|此|上述|规定|满分|评价|既定)?(?:标准值?|目标值?|基准值?)|(?:年初|批复|批准)?(?:预算|概算|计划)数?"
    "|完成|到位|缴纳|上缴|收缴|缴|支付|执行|拨付|办结|入库|使用|发放|落实)?"
)
"""What a step may name between 每低于 and its size; the anchor is still the full-marks condition."""
_COMPLETION = "(?:实际)?(?:完成|到位|执行|支付|拨付|办结|落实|达成)"

_OPERATORS: dict[str, str] = {}
for _sign, _words in {
    "≥": "≥|≮|>=|未低于|大于等于|大于或等于|高于或等于|高于等于|不低于|不少于|不小于|不得低于|达到或超过|达到|达",
    "≤": "≤|≯|<=|未超过|没有超过|未超出|未高于|小于等于"
    "|小于或等于|低于或等于|低于等于|不高于|不超过|不超出|不大于|不多于|不得超过|不得高于|控制在",
    ">": ">|大于|高于|超过|超出|多于|高出",
    "<": "<|小于|低于|少于|不足|不到|不达|未达到|达不到|未达|不达到|不满",
    "=": "=|等于|为|是",
}.items():
    for _word in _words.split("|"):
        _OPERATORS[_word] = _sign
_OP_WORDS = "|".join(sorted(_OPERATORS, key=len, reverse=True))
OCR_SIGNS = frozenset("WQ")
"""Capital letters that scanning makes of ≤ (scanned forms); read so only between a name and a number."""


def chinese_numeral(text: str) -> Fraction:
    """一 … 九百九十九 as a number. Raises ValueError for anything else (九五, 十几)."""
    if text == "百":
        return Fraction(100)
    total, digit, seen = 0, None, 1000
    for char in text:
        if char in "十百":
            scale = 10 if char == "十" else 100
            if scale >= seen or (digit is None and char == "百"):
                raise ValueError(text)
            total, digit, seen = total + (1 if digit is None else digit) * scale, None, scale
        elif char in "零〇" and (total or text == char):
            digit = 0 if text == char else None
        else:
            if digit is not None:
                raise ValueError(text)
            digit = "零一二三四五六七八九".index("二" if char == "两" else char)
    return Fraction(total + (digit or 0))


def numeral(text: str) -> Fraction:
    """Arabic digits (thousands separators taken out) or a Chinese numeral."""
    if "点" in text:
        whole, _, decimals = text.partition("点")
        digits = "".join(str(chinese_numeral(each)) for each in decimals)
        return chinese_numeral(whole) + Fraction(int(digits), 10 ** len(digits))
    if text[0] in _CN:
        return chinese_numeral(text)
    if re.match(r"0\d", text):
        raise ValueError(f"数字以 0 开头：{text}")
    return fraction(text.replace(",", ""))


def _percent(match: re.Match[str]) -> Fraction:
    return numeral(match["n"]) / 100


def _signed_percent(match: re.Match[str]) -> Fraction:
    return (-1 if match["sign"] else 1) * numeral(match["n"]) / 100


def _direction(match: re.Match[str]) -> frozenset[str]:
    found = set()
    for name in ("lead", "first", "second", "third"):
        word = match[name]
        if word and re.fullmatch(_OVER, word):
            found.add("over")
        if word and re.fullmatch(_UNDER, word):
            found.add("under")
    lead, first = match["lead"], match["first"]
    if lead and first and bool(re.fullmatch(_OVER, lead)) != bool(re.fullmatch(_OVER, first)):
        raise ValueError("超过部分每降低：方向相反")
    if match["both"]:
        found |= {"over", "under"}
    return frozenset(found)


def _marked(match: re.Match[str]) -> tuple[tuple[bool, Fraction | None], ...]:
    """（含）, （不含）, （含80%）, （含90%，不含95%）: closed or open, and the value that is named."""
    marks = []
    for tail in ("", "2"):
        number = match[f"n{tail}"]
        value = (
            None if number is None else numeral(number) / (100 if match[f"percent{tail}"] else 1)
        )
        if not tail or number is not None:
            marks.append((not match["no" + tail], value))
    if len(marks) > 1 and marks[0][1] is None:
        raise ValueError("含什么、不含什么没有写全")
    return tuple(marks)


def _bracketed(match: re.Match[str]) -> tuple[Fraction, bool, Fraction | None, bool, str]:
    """[90%,95%) as (low, closed, high, closed, unit). Raises ValueError for an interval of mixed units."""
    endless = "∞" in match["b"]
    if not endless and bool(match["ap"]) != bool(match["bp"]) and fraction(match["a"]) != 0:
        raise ValueError("区间两端单位不同")
    percent = bool(match["ap"] or match["bp"])
    scale = 100 if percent else 1
    high = None if endless else fraction(match["b"]) / scale
    closed = match["open"] == "[", match["close"] == "]" and not endless
    return (
        fraction(match["a"]) / scale,
        closed[0],
        high,
        closed[1],
        "ratio" if percent else "number",
    )


def _cap(match: re.Match[str]) -> tuple[Fraction | None, bool, str]:
    """(the points capped at, whether the rate is capped at 100 %, whose rate). Raises ValueError for two numbers of points."""
    said = {numeral(match[name]) for name in "nkop" if match[name]}
    if len(said) > 1:
        raise ValueError("封顶的分数前后不同")
    return said.pop() if said else None, bool(match["at"]), match["own"] or ""


def _scoring(match: re.Match[str]) -> tuple[str, str]:
    """(the rate that the words name, the expression). Raises ValueError where it names two."""
    named = {word.removeprefix("实际") for word in (match["own"], match["pre"]) if word}
    if len(named) > 1:
        raise ValueError("得分公式前后的名称不同")
    if match["bracket"] and not match["shut"]:
        raise ValueError("括号没有关上")
    inner = match["bracket"] or not match["shut"]
    return "".join(named), match["body"] + ("" if inner else ")")


def _named_rate(match: re.Match[str]) -> tuple[str, None] | None:
    """The rate that a 按…率计分 names, and no points; None for 按比例 and 按完成比例."""
    what = str(match["what"]).removeprefix("实际")
    return (what, None) if what.endswith("率") and not what.endswith("比率") else None


Payload = Callable[[re.Match[str]], Any]
_SIZES = (*VALUES,)
# (token type, pattern, payload, types that must stand directly before it — None: any, "": the beginning)
_TABLE: list[tuple[str, str, Payload | None, tuple[str, ...] | None]] = [
    ("MARK", r"[①-⑳]", None, None),
    ("MARK", r"\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|\([一二三四五六七八九十]\)", None, ("SEP", "")),
    ("FLOOR", rf"(?:最低(?:得|为|计|不低于)?|保底)(?P<n>{_N})分|扣(?:到|至)(?P<m>{_N})分为止",
     lambda m: numeral(m["n"] or m["m"]), ("SEP", "")),
    ("UNTIL",
     rf"(?:直至|直到)?(?:(?:该|本)项(?:分值?|得分)?)?[扣减](?:完|满|到|至|光)?(?:(?:{_FULL})|(?P<n>{_N})分?|零分?|(?:该|本)项分值?)?为止"
     rf"|(?:直至|直到|至)?扣完(?:即止)?(?=[,;。]|$)|(?:直至|直到)(?:该|本)项(?:分值?|得分|分数)[扣减]完(?:为止)?|(?:直至|直到)扣完为止|(?:直至|直到)扣完(?P<m>{_N})分|最低(?:得|为|计)?0分|得分(?:小于|低于)0分?(?:时|的)?,?按0分?计(?:算|分)?|直至0分|不(?:计|得)负分",
     lambda m: numeral(m["n"] or m["m"]) if m["n"] or m["m"] else None, None),
    ("STATED",
     rf"\(?(?:下降|降低|超过|低于|增加|变动)?不足(?P<n>{_NC})(?:%|个?百分点|次|天|项|个)?的?(?:部分)?,?(?:(?P<whole>不扣分?|不予扣分|不计算|忽略不计|不计(?!分))"
     rf"|(?P<part>按比例(?:计算)?扣(?:分|减))|按(?P<m>{_NC})(?:%|个?百分点|次|天|项|个)?(?:计算|计|扣分|算)(?:扣分)?)\)?",
     lambda m: (numeral(m["n"]), "proportional" if m["part"] else numeral(m["m"]) if m["m"] else None), None),
    ("REMARK",
     r"\((?:数据来源|注|备注|说明):[^()0-9%分扣得不除非未免]{1,30}\)"
     r"|(?:得分|结果|计算结果)?(?:按|按照)?(?:四舍五入)?(?:后)?"
     r"(?:保留|精确到)(?:至)?(?:小数点后)?(?:两|2|二)位(?:小数)?", None, ("SEP", "")),
    ("BRACKETED",
     rf"(?P<open>[\[(])(?P<a>-?{_N})(?P<ap>%)?,(?P<b>-?{_N}|\+?∞)(?P<bp>%)?(?P<close>[\])])", _bracketed, None),
    ("SPREAD", rf"±(?={_N})", None, (*VALUES,)),
    ("PLUSMINUS", rf"±(?={_N})", None, None),
    ("OPEN", r"\((?=[^()]*(?:[<>≤≥=]|\d%)[^()]*(?:\([^()]*\))?[^()]*\))", None, ("TEXT", "SEP", "POINTS", "FULL", "")),
    ("CLOSE", r"\)", None, (*VALUES, "INCL", "SUFFIX", "BRACKETED", "BETWEEN")),
    ("SEP", rf"(?:第?[一二三四五六]档|优秀?|良好?|中等?|差|合格|不合格|较差):(?=(?:{_OP_WORDS})?{_N})", None, ("SEP", "")),
    ("EXEMPT",
     r"(?:没有|无|未安排|不涉及)(?P<item>[^,;。:0-9%]{1,20}?)(?:的部门|的单位|的地区|的|部门|单位),?"
     r"(?:此项|该项|本项)?(?:均?按|得|计|给|视同|视为)满分(?:计算|计分|计|处理)?", lambda m: m["item"], None),
    ("STANDARD",
     rf"以(?P<n>{_N})%为(?:标准值?|基准值?|准|目标值?|满分线|标准线|合格线|达标线|满分标准|满分值?|基数|起点)|(?:以|在)(?P<b>{_N})%的?基础上"
     rf"|(?:[得计]?满分的?|年度|预期|绩效)?(?:标准值?|目标值?|基准值?)[为是:](?P<m>{_N})%(?!以|及|\()"
     rf"|(?:标准值|目标值|基准值)(?P<k>{_N})%(?!以|及|\()",
     lambda m: numeral(m["n"] or m["m"] or m["k"] or m["b"]) / 100, ("SEP", "TEXT", "")),
    ("BASE", rf"(?:以|在)(?P<n>{_N})分(?:为(?:基础|基数|基准|起点)|的?基础上),?", lambda m: numeral(m["n"]), None),
    ("CAP",
     rf"(?:(?:得分)?最高(?:为|得|计|不超过|不得超过)?|(?:得分)?(?:不超过|不得超过|以)|得分上限为?)(?:本项满分|该项满分|{_FULL}|(?P<n>{_N})分)(?:上限|为限|封顶)?"
     r"|(?:[得计至到])?满分为止"
     rf"|超额完成(?:的|时)?,?[按以](?:{_FULL}|100%)计(?:算|分)?"
     rf"|\(?(?P<own>[^,;。:0-9<>≤≥=()]{{2,12}}率)?(?:超过|大于|高于|超出)(?P<at>100)%(?:的|时|者|的部分)?,?[按以](?:100%|{_FULL}|(?P<k>{_N})分)计(?:算|分)?\)?"
     rf"|(?:得分)?(?:超过|大于|高于)(?:{_FULL}|(?P<o>{_N})分)的?,?[按以](?:{_FULL}|(?P<p>{_N})分)计(?:算|分)?",
     _cap, ("SEP", "", "SCORING")),
    ("MOST",
     rf"(?:累计|合计)?(?:最多|最高|至多)(?:可)?[扣减](?:(?P<n>{_N})分|{_FULL})(?:为止|为限)?"
     rf"|(?:累计|合计)?扣分(?:最多|最高|累计)?(?:不超过|不得超过|上限为?|以)(?P<m>{_N})分(?:为限)?",
     lambda m: numeral(m["n"] or m["m"]) if m["n"] or m["m"] else None, ("SEP", "")),
    ("ADDED",
     rf"(?:累计|合计)?(?:最多|最高|至多)(?:可)?加(?P<n>{_N})分(?:为止|为限)?|(?:累计|合计)?加分(?:最多|最高|累计)?(?:不超过|不得超过|上限为?|以)(?P<m>{_N})分(?:为限)?"
     rf"|加(?:到|至|满)(?:{_FULL}|(?P<k>{_N})分)(?:为止|封顶)?|加满为止",
     lambda m: (numeral(m["n"] or m["m"]) if m["n"] or m["m"] else None, numeral(m["k"]) if m["k"] else None), ("SEP", "")),
    ("SCORING",
     rf"(?:则|的|应)?(?:按照?)?(?P<own>[^,;。:0-9*<>≤≥=按]{{2,20}}?)(?:\*|乘以?)(?:(?:该|本)(?:指标|项)的?)?(?:{_FULL}|(?P<n>{_N})分?)"
     r"(?:计算得分|计算|计分|得分|给分)?(?=[,;。]|$)", lambda m: ("", f"{m['own']}*{m['n'] or '分值'}"), ("SEP", "ELSE", "")),
    ("SCORING", rf"(?:(?P<n>{_N})分?|{_FULL})\*(?P<own>[^,;。:0-9*/()<>≤≥=]{{2,20}}?)(?:计算得分|计算|计分|得分)?(?=[,;。]|$)",
     lambda m: ("", f"{m['n'] + '分' if m['n'] else '分值'}*{m['own']}"), ("SEP", "")),
    ("SCORING",
     r"(?:则|的)?(?:即[:,]?)?(?:按(?:直线|线性)(?:内)?插值法?(?:计算)?(?:得分|计分)?,?)?(?:按照?(?:实际)?(?:完成)?比例(?:计算得分|计分|得分|计算|折算),?)?(?:按公式计算(?:得分)?[,:])?"
     r"(?:(?:根据|按照?|依据)(?:实际)?(?P<pre>[^,;。:0-9<>≤≥=]{2,12}?[率度])(?:的?(?:高低|情况))?(?:计分|得分|计算得分|计算|评分)[,:]?)?(?:即[:,]?)?(?P<bracket>\()?"
     r"(?:(?:该项|本项|此项|该指标|本指标|指标|实际|最终)?(?:得分|评分|计分)|(?!否则|其[他余]|未|不|低于|超过)(?P<own>[\u4e00-\u9fff“”]{2,16}?)得分)=[“]?"
     r"(?P<body>(?:(?:MIN|min|Min)[({][^(){}]*,[^(){}]*[)}]|[^,;。:=<>≤≥“”])+?)[”]?(?P<shut>\))?(?=[,;。]|$|的?\((?:满分)?\d+(?:\.\d+)?分\)|\((?=[^()]*(?:满分|封顶|最高|按100%)))",
     _scoring, None),
    ("SCORING", r"(?:则|的|应当?)?按照?[“]?(?P<body>[^,;。:=<>≤≥“”按]*[*/][^,;。:=<>≤≥“”按]*?)[”]?"
     r"(?:计算得分|计算|计分|得分|给分|折算得分|折算|记分)(?=[,;。]|$)",
     lambda m: ("", m["body"]), None),
    ("SCORING", r"(?P<body>[^,;。:=<>≤≥]*\*[^,;。:=<>≤≥]*)(?:=|即?为)(?:该项|本项|指标)?得分(?=[,;。]|$)",
     lambda m: ("", m["body"]), ("SEP", "")),
    ("PROP",
     rf"(?:则|的|应)?按(?:照)?(?P<what>实际(?:完成|到位|执行)?(?:数|额|情况)?"
     rf"占(?:计划|目标|应到位)(?:完成|到位)?(?:数|额)?的?比例|实际比例|实际(?:执行|支出|完成)?进度量?(?=计算得分|得分|计分)"
     rf"|(?:实际)?[^,;。:0-9%按]{{2,10}}?率|{_COMPLETION}(?:情况)?(?:的)?(?:比例|比率|率)|(?:实际)?比例)(?:(?:计算|折算)?(?:得分|计分|算分|给分|记分|折分)|计算|折算|(?P<points>(?:乘|乘以|\*){_FULL}))",
     _named_rate, None),
    ("SOURCE",
     r"(?:根据|依据|按照|参照)(?![^,;。]*(?:系数|天数|比例|上年|整改|加权))[^,;。%]{1,60}?(?:折算|评定|计算得分|进行评定)",
     None, ("SEP", "")),
    ("ZERO", r"(?:均|一律|则)?(?:不得分|不计分|不给分|得零分|计零分|(?:得|计|记|给|为)?0分(?!值))", None, None),
    ("ELSE",
     r"未(?:能)?完成(?:的|者)(?=,?每)|未(?:能)?全部(?:开工|完工|验收|备案)(?:的|者)|偏离(?:100%|标准值?|目标值?)的?(?=,?每)|未(?:能)?(?:全部|足额)(?:完成|到位|办结|发放|拨付)(?:任务|目标|计划)?(?:的|者)|否则|其他情况|其余情况|其他|其余|反之|(?:未|没有)达到(?:要求|标准|目标值?)?(?:的|者)|达不到(?:要求|标准|目标值?)?(?:的|者)"
     r"|(?:未达标|不达标)(?:的|者)(?=,?(?:扣|减|不得分|不计分|得|计))|达不到(?=,?按)"
     r"|(?:未达到|没有达到|达不到|未达标|不达标)(?:要求|标准|目标值?)?(?=,?(?:不得分|不计分|得0分|计0分|扣\d))", None, ("SEP",)),
    ("BEYOND",
     r"(?:超出(?:该|此|上述)?范围|(?P<over>超过|超出)(?:该|此|上述)?(?:标准|比例|限额)?|(?P<under>低于|不足)(?:该|此)?(?:标准|比例)?|超出(?:该|此)?区间)(?:的|者|部分)?"
     r"(?=,?(?:该项|本项)?(?:不得分|不计分|不给分|得0分|计0分|0分))",
     lambda m: "over" if m["over"] else "under" if m["under"] else "", ("SEP",)),
    ("UNDONE", r"未(?:能)?(?:完成)(?:任务|目标|计划)?(?:数)?(?:的|者)?,?(?=按)", None, ("SEP", "")),
    ("DONE", rf"(?:全部)?(?:完成)(?:任务|目标|计划)?(?:数)?(?:的|者)?,?(?=(?:得|计|给)(?:{_FULL}|{_N}))", None, ("SEP", "")),
    ("CASE",
     r"(?:每(?:出现|发现|发生|查出|存在|有|缺少|缺|漏)?|出现|发现|发生|查出|存在|缺少|缺|漏)(?:一|1)?(?:例|项|次|处|起|条|个)(?!百分点)"
     r"|有?(?:一|1)(?:例|项|次(?!性|[^,;。\d]{2,6}率)|处|起|条|个)(?!百分点)", None, ("SEP", "TEXT", "")),
    ("EACH_FROM", rf"与(?:标准值?|目标值?)?(?P<n>{_N})%(?:相比)?,?"
     rf"(?:每相?差|相?差每|每偏离|偏离每)(?P<over>)(?P<under>)(?={_NC}(?:个?百分点|%))",
     lambda m: (frozenset({"over", "under"}), numeral(m["n"]) / 100), None),
    ("EACH_FROM", rf"每低于(?P<n>{_N})%或(?:者)?高于(?P<m>{_N})%的?(?={_NC}(?:个?百分点|%))",
     lambda m: (frozenset({"over", "under"}), (numeral(m["n"]) / 100, numeral(m["m"]) / 100)), None),
    ("EACH_FROM", rf"每(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))(?P<n>{_N})%的?(?={_NC}个?百分点)",
     lambda m: (frozenset({"over" if m["over"] else "under"}), numeral(m["n"]) / 100), None),
    ("EACH",
     rf"(?:(?P<lead>{_OVER}|{_UNDER})(?:的?部分|时|的)?,?)?每(?:(?P<both>增减|相差|差|偏离|变动)|(?P<first>{_OVER}|{_UNDER})"
     rf"(?:\((?P<second>{_OVER}|{_UNDER})\)|(?:或者?|、)(?P<third>{_OVER}|{_UNDER}))?)?(?:了|开展|举办|组织)?{_OBJECT}(?={_NC})",
     _direction, None),
    ("EACH", rf"每(?:延迟|延长|逾期|推迟|拖延|超期|延期|迟)(?:了)?(?={_NC}(?:天|日|个月|月|个工作日|工作日|小时))",
     lambda _: frozenset({"over"}), None),
    ("DASH", rf"[和与](?={_N}%?(?:\([^()]{{1,8}}\))?之间)", None, (*VALUES, "INCL")),
    ("DASH", rf"(?:-|~|至|到)+(?=[-负±]?{_N}|[一二三四五六七八九]成|百分之)", None, (*VALUES, "INCL", "SUFFIX")),
    ("FULL_NOTE", rf"\((?:本项|该项|即)?满分(?:为|值)?(?P<n>{_N})分\)", lambda m: numeral(m["n"]), None),
    ("FULL_NOTE", rf"\((?P<n>{_N})分\)", lambda m: numeral(m["n"]), ("SCORING",)),
    ("NODEDUCT", r"(?:的|,|的,)?(?:则|均)?不(?:予)?扣分(?=[,;。]|$)", None, (*VALUES, "INCL", "SUFFIX", "BETWEEN", "BRACKETED")),
    ("PAREN_FULL", r"\((?:即)?满分\)", None, ("POINTS",)),
    ("PAREN_POINTS", rf"\((?:计|得)?(?P<n>{_N})分\)", lambda m: numeral(m["n"]), None),
    ("SHARE", rf"(?:{_FULL})的?(?P<n>{_N})%|(?P<m>{_N})%的{_FULL}|百分之(?P<cn>{_NC})的?{_FULL}",
     lambda m: numeral(m["n"] or m["m"] or m["cn"]) / 100, None),
    ("SHARE", rf"(?:{_FULL})?的?(?:一半|半数)(?:的?(?:{_FULL}|分数?|得分))?(?=[,;。)]|$)", lambda _: Fraction(1, 2), ("GET", "DEDUCT")),
    ("SHARE", rf"(?P<m>{_N})%的?(?:{_FULL}|分(?!{_NOT_A_SCORE}))", lambda m: numeral(m["m"]) / 100, ("GET", "DEDUCT")),
    ("POINT_DIFF", rf"(?P<n>{_NC})个?百分点", _percent, None),
    ("PERCENT", rf"(?P<sign>-)(?P<n>{_N})(?:%|百分比)", _signed_percent, ("OP", "LEFT_OP", "DASH")),
    ("PERCENT", rf"(?P<sign>-)(?P<n>{_N})%(?=\((?:不)?含\)(?:至|到|~)-?\d)", _signed_percent, ("SEP", "TEXT", "")),
    ("PERCENT", rf"(?P<sign>-)(?P<n>{_N})%(?=[<>≤≥]|(?:至|到|~)-?\d)", _signed_percent, ("SEP", "TEXT", "")),
    ("PERCENT", rf"(?P<sign>负)?(?P<n>{_N})(?:%|百分比)", _signed_percent, None),
    ("PERCENT", rf"(?P<n>{_N})‰", lambda m: numeral(m["n"]) / 1000, None),
    ("PERCENT", rf"百分之(?P<n>{_NC})(?!点)", _percent, None),
    ("PERCENT", r"(?P<n>[一二三四五六七八九])成(?P<half>半)?(?![本效果绩就立员为功熟长都交分])",
     lambda m: (numeral(m["n"]) + (Fraction(1, 2) if m["half"] else 0)) / 10, None),
    ("RANGE_POINTS", rf"(?P<n>{_N})分?[-~至](?P<m>{_N})分(?!{_NOT_A_SCORE})", lambda m: (numeral(m["n"]), numeral(m["m"])), None),
    ("POINTS", rf"(?P<n>{_N})分(?!{_NOT_A_SCORE})", lambda m: numeral(m["n"]), None),
    ("POINTS", rf"(?P<n>[{_CN}]+(?:点[{_CN}]+)?)分(?!{_NOT_A_SCORE})", lambda m: numeral(m["n"]), ("GET", "DEDUCT")),
    ("QUANTITY", rf"(?P<n>[{_CN}]+)(?P<unit>{_UNITS})(?!百分点)", lambda m: (numeral(m["n"]), m["unit"]), ("EACH",)),
    ("QUANTITY", rf"(?P<n>{_N})(?P<unit>{_UNITS})", lambda m: (numeral(m["n"]), m["unit"]), None),
    ("INCL", r"\((?:均(?:包?含|包括)|(?:包?含|包括)(?:两端|两头|端点|边界|上下限)|两端均?(?:包?含|包括)|闭区间)\)",
     lambda _: ((True, None), (True, None)), (*VALUES, "BETWEEN")),
    ("INCL", rf"的?\((?P<no>不)?(?:包?含|包括)(?:本数|本级|±)?(?:(?P<n>\d+(?:\.\d+)?)(?:(?P<percent>%)|{_UNITS})?)?"
     r"(?:[,、和及](?P<no2>不)?含?(?P<n2>\d+(?:\.\d+)?)(?P<percent2>%)?)?(?:,下同)?\)", _marked,
     (*VALUES, "SUFFIX", "BETWEEN")),
    ("SUFFIX", r"(?:及|或|\(含\))?(?:以上|以下|以内|之内|之下|之上)", None, (*VALUES, "INCL")),
    ("SUFFIX", r"内(?!容)", None, ("QUANTITY",)),
    ("BETWEEN", r"之间|范围内|范围之内|范围以内|区间内?", None, (*VALUES, "INCL")),
    ("AND", rf",?(?:且|并且|并|但)在?(?=(?:{_OP_WORDS})?{_AHEAD_VALUE})", None, (*VALUES, "INCL", "SUFFIX")),
    ("GET",
     rf"(?:可|(?<![对相适响供])应)?(?:(?:得|计|给|记|赋)(?:基本分|基础分)?"
     rf"(?={_FULL}|一半|半数|百分之|{_N}|[{_CN}]+(?:点[{_CN}]+)?分)|为(?={_FULL}|{_N}分))", None, None),
    ("GET", rf"的?(?:基础分|基本分)为?(?={_N}分)", None, (*VALUES, "INCL", "SUFFIX")),
    ("OP", rf"(?P<w>{_OP_WORDS}){_AHEAD_VALUE}", lambda m: _OPERATORS[m["w"]], None),
    ("OP", rf"[WQ](?={_N})", lambda _: "≤", ("TEXT",)),
    ("LEFT_OP", r"[<>≤≥]", lambda m: m[0], (*VALUES, "INCL")),
    ("ADD", rf"(?:,|的,|的|,?则|时,?)?,?(?:相应)?(?:另加|加计|加)(?={_N}分)", None, _SIZES),
    ("DEDUCT", rf",?在(?:{_FULL})的?基础上(?:扣减|扣除|扣|减)(?={_N})", None, _SIZES),
    ("DEDUCT", rf"(?:,|的,|的|,?则|时,?)?,?(?:相应)?(?:扣减|扣除|扣|减|少)(?={_N}|[{_CN}]+(?:点[{_CN}]+)?分|{_FULL})", None, _SIZES),
    ("DEDUCT", rf"(?:扣减|扣除|扣|减)(?={_N}|[{_CN}]+(?:点[{_CN}]+)?分|{_FULL})", None, None),
    ("FULL", _FULL, None, None),
    ("NUM", r"零(?![分星售容基距散增])", lambda _: Fraction(0), ("OP", "LEFT_OP")),
    ("NUM", rf"(?P<sign>-)(?P<n>{_N})", lambda m: -numeral(m["n"]), ("OP", "LEFT_OP", "DASH")),
    ("NUM", rf"(?P<sign>负)?(?P<n>{_N})", lambda m: (-1 if m["sign"] else 1) * numeral(m["n"]), None),
    ("SEP", r"[,;。:、]|\.(?!\d)", None, None),
]  # fmt: skip
PATTERNS = [
    (kind, regex(pattern), payload, None if before is None else frozenset(before))
    for kind, pattern, payload, before in _TABLE
]
