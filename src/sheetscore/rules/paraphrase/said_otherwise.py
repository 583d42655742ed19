"""Single clauses in other words: 得一半分值, 扣完该项全部分值, 每偏离基准5%, 系数为0.9, 千分点, 在合格基础上."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.tokens.wording import COMPLETION_ENDINGS, MORE_ENDINGS
from sheetscore.words.text import name_key

N = r"\d+(?:\.\d+)?"
_DEDUCT = "扣减|扣除|扣|减"
_TWO_PLACES = fraction(100)


def small_words(text: str, name: str, _points: Fraction) -> str:
    """Words around a condition that say nothing: 当…时, 设完成率为A:, 完成目标任务90%, the row's name with a number in it."""
    key = name_key(name)
    if re.search(r"\d", key) and key in text:
        text = text.replace(key, "完成值")
    text = re.sub(r"(?:^|(?<=[,;。]))当(?=[0-9<>≤≥])", "", text)
    text = re.sub(r"^((?:设|记|令)[^,;。:<>≤≥=0-9]{2,24}为[A-Za-z]):", r"\1,", text)
    text = re.sub(
        r"^(?![设记令])([^,;。:<>≤≥=0-9]{2,16}[率度])为([A-Za-z]),(?=\2[<>≤≥=])", r"设\1为\2,", text
    )
    text = re.sub(
        r"(?:全部|全面|足额|全额)(?P<verb>[\u4e00-\u9fff]{2,6}?)的?(?=,?(?:得|计)(?:满分|\d))",
        lambda m: "100%" if _good_rate(f"{m['verb']}率", key) else m.group(),
        text,
    )
    text = re.sub(r"(?:^|(?<=[,;。]))(?:本|该|此)(?:项|指标)(?=最[高多低][扣加得])", "", text)
    if key.endswith(("完成率", "完成比例")):
        text = re.sub(
            rf"完成(?:年度|全年)?(?:目标|计划|任务)(?:任务|目标|计划)?的?(?={N}%)", "完成率", text
        )
    text = re.sub(
        r"(?<=[,;。])(?:达|完成|做)不到(?:的)?,?按比例(?=[,;。]|$)", "达不到的按比例得分", text
    )
    years = set(re.findall(r"20\d\d(?=年)", text))
    if len(years) == 1:
        text = re.sub(
            r"(?:^|(?<=[,;。]))20\d\d年度?(?=[\u4e00-\u9fff“]{3,24}(?:率|度|数|比例)(?:达|≥|≤|>|<|为|在|不|低|高|大|小|未|\d))",
            "", text,
        )  # fmt: skip
    text = re.sub(r"在此基础上,?(?=每)", "", text)
    text = re.sub(r"(?<=得)(?:本项|该项)?(?:权重分值?|分值)的?满分", "满分", text)
    text = re.sub(
        r"(?:直至|直到|至)?扣完(?:该|本|此)项(?:的)?(?:分值|得分|分数|满分|权重分?)?(?:为止)?(?=[,;。]|$)",
        "扣完为止",
        text,
    )
    if key.endswith("控制率"):
        text = re.sub(r"^以(?:年初|批复的?)?(?:预算|概算|编制|计划)数?为(?:上限|限额?),", "", text)
    text = re.sub(r"^应([\u4e00-\u9fff])尽\1,", "", text)
    if key.endswith(COMPLETION_ENDINGS + MORE_ENDINGS):
        text = re.sub(
            r"(?:^|(?<=[;。]))应([\u4e00-\u9fff])尽\1的?(?=,?(?:得|计)(?:满分|\d))", "100%", text
        )
    text = re.sub(
        r"(?:^|(?<=[,;。]))每年度?(?=(?:不少于|至少|达到|≥|不低于|开展|举办|组织)?\d)", "", text
    )
    text = re.sub(r"^(?:本|该)项指标(?:满分|分值|权重)?为?(?=\d+(?:\.\d+)?分[,;。])", "该项", text)
    text = _longer_names(text, key)
    for short, long in _ABBREVIATED.items():
        if short in key and short not in text:
            text = re.sub(long, short, text)
    return text


def _good_rate(rate: str, key: str) -> bool:
    """全部整改完成 of a 整改完成率: all of it is 100 %."""
    own = key.endswith(rate) and not _QUALIFIED.search(key.removesuffix(rate))
    return own and rate.endswith(COMPLETION_ENDINGS + MORE_ENDINGS)


_WHOSE = "全县|全区|全市|全省|全镇|全乡|全域|县域内?|市域内?|辖区内?|本辖区|本地区|项目支出(?=绩效)"
_SPENT = regex(
    "(?P<what>.+(?:费|成本|资金|采购))(?P<rate>控制率|变动率|执行率|完成率|压减率|下降率|增长率)"
)


_SHORTEST = 3
"""A name of two characters (得率) is no name to find in a text."""


def _longer_names(text: str, key: str) -> str:
    """会议费支出控制率 for 会议费控制率, 全县义务教育巩固率 for 义务教育巩固率: the same quantity by a longer name."""
    if len(key) < _SHORTEST:
        return text
    spent = _SPENT.fullmatch(key)
    if spent:
        longer = rf"{re.escape(spent['what'])}(?:支出|预算支出|实际支出){re.escape(spent['rate'])}"
        text = re.sub(longer, key, text)
    return re.sub(rf"(?:^|(?<=[,;。]))(?:{_WHOSE}){re.escape(key)}", key, text)


_ABBREVIATED = {"化债": "(?:隐性|政府|地方)?债务化解", "公车": "公务用车"}
"""Short names of the field, and what they stand for in a wording that does not use them itself."""


def per_mille(text: str, _name: str, _points: Fraction) -> str:
    """3‰ is 0.3%, 1个千分点 is 0.1个百分点."""
    text = re.sub(rf"(?<![\d.])({N})‰", lambda m: f"{plain(fraction(m[1]) / 10, 6)}%", text)
    return re.sub(
        rf"(?<![\d.])({N})个?千分点", lambda m: f"{plain(fraction(m[1]) / 10, 6)}个百分点", text
    )


_FACTOR_NAME = "(?:(?:得分|计分|评分|调节|完成|评价|赋分|权重|考核|换算|折算|计算)?系数)"
_BY_FACTOR = regex(
    rf"(?:^|(?<=[;。,]))(?:本项|该项|本指标|指标|实际|最终)?得分=(?:(?P<a>{N}分?|(?:本项|该项|指标|权重)?(?:的)?(?:分值|标准分|满分|权重))\*(?P<f>{_FACTOR_NAME})|(?P<g>{_FACTOR_NAME})\*(?P<b>{N}分?|(?:本项|该项|指标)?(?:的)?(?:分值|标准分|满分|权重)))(?=[,;。:]|$)[,;。:]?"
)
_FACTOR = regex(
    rf"(?:(?:对应|相应|其|则|的|,)*)(?:的)?(?P<f>{_FACTOR_NAME})(?:为|是|取|=|按|定为)?(?P<n>[01](?:\.\d+)?|\d{{1,3}}%)(?![\d.])(?:计算|计)?(?=[,;。]|$)"
)
_ALONE = regex(r"(?<=的)(?:,)?(?:为|是|取)(?P<n>[01](?:\.\d+)?)(?=[,;。]|$)")


def coefficients(text: str, _name: str, points: Fraction) -> str:
    """得分=分值×系数。完成率≥100%，系数为1；…系数为0.9: each band gives its share of the points."""
    said = _BY_FACTOR.search(text)
    if said is None:
        return text
    worth = re.match(N, said["a"] or said["b"])
    if worth is not None and fraction(worth.group()) != points:
        return text
    called = said["f"] or said["g"]
    rest = text[: said.start()] + text[said.end() :]
    found = list(_FACTOR.finditer(rest))
    left_out = list(_ALONE.finditer(rest)) if len(found) == 1 else []
    factors = [_part(match["n"]) for match in (*found, *left_out)]
    named = {match["f"] for match in found} <= {called, "系数"}
    whole = len(found) == rest.count("系数") and named
    if not whole or max(factors, default=Fraction(0)) != 1 or len(factors) < 2:
        return text
    for pattern in (_ALONE, _FACTOR) if left_out else (_FACTOR,):
        rest = pattern.sub(lambda m: _given(m), rest)
    return rest.removesuffix(",")


def _part(printed: str) -> Fraction:
    return fraction(printed[:-1]) / 100 if printed.endswith("%") else fraction(printed)


def _given(match: re.Match[str]) -> str:
    """The share in words; a comma in front of the factor stays."""
    lead = (
        ","
        if match.group().startswith((",", "对应", "系数")) or match.re.pattern == _FACTOR.pattern
        else ""
    )
    before = match.string[: match.start()]
    lead = "" if before.endswith((",", ";", "。", ":")) else lead
    return f"{lead}{_share(_part(match['n']))}"


def _share(part: Fraction) -> str:
    if part == 0:
        return "不得分"
    return "得满分" if part == 1 else f"得分值的{plain(part * 100, 6)}%"


_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
_POINTS = "(?:(?:该|本|此)(?:项|指标)(?:的)?)?(?:分值|满分值?|权重分?|标准分值?|得分|分数)"
_PART = regex(
    rf"(?P<verb>得|计|给|记|扣减|扣除|扣|减)(?:{_POINTS}的?)?(?:(?P<half>一半|半数)|(?P<low>[一二三四五六七八九十])分之(?P<top>[一二三四五六七八九])"
    rf"|(?P<a>[1-9])/(?P<b>[1-9]|10))(?:的?{_POINTS}|分)?(?=[,;。]|$)"
)
_HALVED = regex(r"(?:得分)?减半(?:计分|得分|给分|计算)?(?=[,;。]|$)")


def shares(text: str, _name: str, points: Fraction) -> str:
    """得该项分值的1/2, 扣三分之一分值, 减半计分: as points, where these are exact to the hundredth."""

    def written(match: re.Match[str]) -> str:
        if match["half"]:
            part = Fraction(1, 2)
        elif match["low"]:
            part = Fraction(_DIGITS[match["top"]], _DIGITS[match["low"]])
        else:
            part = Fraction(int(match["a"]), int(match["b"]))
        worth = points * part
        exact = (worth * _TWO_PLACES).denominator == 1 and 0 < part < 1
        return f"{match['verb']}{plain(worth, 2)}分" if exact else match.group()

    half = plain(points / 2, 4)
    return _HALVED.sub(f"得{half}分", _PART.sub(written, text))


_WHOLE = regex(
    rf"(?:,)?(?:(?:本|该|此)(?:项|指标)(?:的)?(?:分值|得分|分数|分)?)?(?:(?:全部|全额|一次性)(?:扣完|扣光|扣除|扣减|扣分)|全扣)(?:{_POINTS})?(?=[,;。]|$)"
    rf"|(?<=[的,])(?:扣完|扣除|扣光|扣减|扣)(?:(?:本|该|此)(?:项|指标)(?:的)?)?(?:全部|所有|全额)(?:的)?(?:分值|得分|分数|分)(?=[,;。]|$)"
    rf"|(?<=[的,])(?:扣完|扣光)(?:本|该|此)(?:项|指标)(?:的)?(?:分值|得分|分数|权重)(?=[,;。]|$)"
)


def taken_whole(text: str, _name: str, _points: Fraction) -> str:
    """低于80%的，本项分值全部扣完: nothing is left. Behind 每低1% it is the end of the steps, and stays."""
    for match in reversed(list(_WHOLE.finditer(text))):
        begin = max((text.rfind(sep, 0, match.start()) for sep in ";。"), default=-1) + 1
        clause = text[begin : match.start()].rstrip(",").rpartition(",")[2]
        far = "每" not in clause and re.search("低于|不足|小于|<|超过|高于|大于|>|以[上下]", clause)
        if "每" not in text[begin : match.start()] or far:
            comma = "," if match.group().startswith(",") else ""
            text = f"{text[: match.start()]}{comma}不得分{text[match.end() :]}"
    return text


_LABELLED = regex(
    rf"(?P<sign>≥|达到|不低于)?(?P<value>{N}%)(?:\(含\))?(?:及?以上)?(?:为|是|即为)(?P<label>合格|达标)(?:线|标准)?(?:的)?,?(?=得|计)"
)


def grades_with_value(text: str, _name: str, _points: Fraction) -> str:
    """参训率90%为合格，得3分；在合格基础上每提高2%…；不合格的不得分: the label once said with its value."""
    found = list(_LABELLED.finditer(text))
    if len(found) != 1:
        return text
    label, value = found[0]["label"], found[0]["value"]
    text = f"{text[: found[0].start()]}≥{value}{text[found[0].end() :]}"
    text = re.sub(rf"在?{label}(?:线|标准)?的?基础上,?(?=每)", "", text)
    return re.sub(
        rf"(?:^|(?<=[,;。]))(?:不|未){label}(?:的|者)?,?(?=不得分|得|计|扣)", f"<{value}的", text
    )


_LACK = regex(
    rf"每(?:有|出现|存在)?(?P<size>{N})(?:个?百分点|%)的?(?:未能?|不|没有)(?P<verb>[\u4e00-\u9fff]{{2,8}}?)的?,?(?=(?:{_DEDUCT}){N})"
)
_QUALIFIED = regex("按时|按期|及时|准时|如期|提前|一次|足额|按量|优良|首次")


def lacking(text: str, name: str, _points: Fraction) -> str:
    """每有1个百分点未整改到位扣0.1分 of a 整改到位率: counted down from 100 %."""
    key = name_key(name)
    for match in reversed(list(_LACK.finditer(text))):
        own = f"{match['verb']}率"
        rest = key.removesuffix(own)
        good = key.endswith(own) and own.endswith(COMPLETION_ENDINGS + MORE_ENDINGS)
        if good and not _QUALIFIED.search(rest):
            put = f"每低于100%{match['size']}个百分点"
            text = text[: match.start()] + put + text[match.end() :]
            if not re.search(r"满分|得\d|计\d|不扣分", text):
                text = f"100%得满分;{text}"
    return text


_FROM_FULL = regex(
    r"(?:在|以|从)(?:本项|该项)?满分(?:值)?(?P<n>\d+(?:\.\d+)?)?(?:分)?(?:的)?(?:基础上|为基础|为基数|起),?(?=每)"
)
_FROM_VALUE = regex(
    rf"(?:在|以)(?P<value>{N}(?:%|[\u4e00-\u9fff㎡]{{0,4}}?))(?:的)?(?:基础上|为基数|为基础|为起点),?再?(?=每)"
)


def bases(text: str, _name: str, points: Fraction) -> str:
    """在满分基础上每…; 大于3天的，在3天基础上每超1天…: what the steps start from anyway."""
    for match in reversed(list(_FROM_FULL.finditer(text))):
        if match["n"] is None or fraction(match["n"]) == points:
            text = text[: match.start()] + text[match.end() :]
    for match in reversed(list(_FROM_VALUE.finditer(text))):
        before = text[: match.start()]
        clause = re.split("[;。]", before)[-1]
        edge = rf"(?:>|<|大于|超过|高于|超出|小于|低于|不足|少于){re.escape(match['value'])}"
        if re.search(edge, clause) and not match["value"].endswith("分"):
            text = before + text[match.end() :]
    return text


_OFF = regex(
    r"每(?:(?:上下|正负)?(?:偏离|偏差|浮动|波动)|相差)(?:了)?(?:基准值?|标准值?|目标值?|计划值?|该值)?"
    r"(?P<ways>\((?:高于|低于|超过|大于|小于|高|低)(?:或|或者|、|/)(?:高于|低于|超过|大于|小于|高|低)\))?(?:的)?(?=\d)"
)


def deviations(text: str, _name: str, _points: Fraction) -> str:
    """每偏离基准（高于或低于）5个百分点, 每上下浮动5个百分点: on either side."""

    def plainly(match: re.Match[str]) -> str:
        ways = match["ways"] or "(高或低)"
        both = bool(re.search("高|大|超", ways)) and bool(re.search("低|小", ways))
        return "每偏离" if both else match.group()

    return _OFF.sub(plainly, text)


_BY_PLAN = regex(
    r"[,;。](?:其中)?:?,?(?P<done>实际[^,;。()]{0,12}|完成[^,;。()]{0,10}|[^,;。()0-9]{2,12}?)(?:大于|超过|高于|多于)(?P<plan>计划[^,;。()]{0,12}?|目标[^,;。()]{0,10}?)(?:的|时)?,?"
    r"按(?:照)?(?P<by>计划[^,;。()]{0,12}?|目标[^,;。()]{0,10}?|100%|满分|分值)(?:计算|计分|计|得分)(?=[,;。]|$)"
)


def capped_by_plan(text: str, _name: str, _points: Fraction) -> str:
    """其中实际完成数大于计划完成数的，按计划完成数计算: behind the formula of the two, no more than full marks."""
    match = _BY_PLAN.search(text)
    if match is None:
        return text
    formula = text[: match.start()]
    both = f"{match['done']}/{match['plan']}" in formula
    if not both or (match["by"] != match["plan"] and match["by"] not in ("100%", "满分", "分值")):
        return text
    return f"{formula},最高不超过分值{text[match.end() :]}"
