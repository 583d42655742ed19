"""A change on last year as a sign, where the row's own figure is that change: 只减不增, 每增长1个百分点, 持平, 负增长."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import INCLUDED
from sheetscore.rules.tokens.wording import CHANGE_ENDINGS, DROP_ENDINGS, LAST_YEAR
from sheetscore.words.text import name_key

_RISE, _FALL = "上升|增长|增加|提高|提升|上涨", "下降|减少|降低|压减|压缩|压降|下跌"
_MOVES = (
    "增速",
    "同比变动",
    "变动幅度",
    "变化幅度",
    "增减幅度",
    "同比变化",
    "同比增减",
    "同比增幅",
)
_SPENT = regex("经费|费|支出|成本|人员|编制|能耗|债务")
"""Of what is spent, 较上年提高 speaks of the amount."""
_GROWTHS = ("增长率", "增幅", "增长幅度")
_LEVEL = regex(f"{LAST_YEAR},?(?:上升|提高|提升|上涨|下降|降低|下跌)")
_OTHER = regex("环比|三年|两年|五年|平均|累计|人均")
_IN_POINTS = regex(
    rf".{{2,}}?(?:较|比)?(?:{LAST_YEAR}|上年)?(?:(?P<up>{_RISE})|(?:{_FALL}))(?:幅度|数|值|点数|百分点数)?(?:\(个?百分点\)|个?百分点数?)"
)
_END = r"(?=的|,|得|计|不得分|不扣分|扣|0分|\d+(?:\.\d+)?分|$)"


def changes_as_signs(text: str, name: str, _points: Fraction) -> str:
    """For a row whose name is a change, with its direction; any other row's text comes back unchanged."""
    key = re.sub(r"\([^()]*\)$", "", name_key(name))
    in_points = change_in_points(name)
    in_points = in_points or _moved_by(key, text)
    falls = key.endswith(DROP_ENDINGS) or in_points == "falls"
    rises = (key.endswith((*CHANGE_ENDINGS, *_MOVES)) or in_points == "rises") and not falls
    if not (rises or falls) or _OTHER.search(key + text):
        return text
    if key.endswith(_GROWTHS) and not _SPENT.search(key) and _LEVEL.search(text):
        return text  # 较上年上升 of a GDP增长率: the rate, or the GDP?
    if change_in_points(name):
        if re.search(r"\d%", text):
            return text  # 1% of last year's figure, or one point?
        text = _points_as_values(text, key)
    above, below = (">0%", "<0%") if rises else ("<0%", ">0%")
    text = re.sub(
        "(?:^|(?<=[,;。]))(?:在|以)(?:上年|去年)(?:度)?(?:决算数|支出数|实际数|预算数|数)?(?:的)?(?:基础上|为基数),?",
        "",
        text,
    )
    text = re.sub(r"(?<=持平)\((?:[\u4e00-\u9fff]{2,8}率)?(?:为|=|即)?0%?\)", "", text)
    # a pattern of the row's own only where one of the two that name the rate may match
    tails = _tails(key) if "反" in text or "只减不增(" in text else "率"
    own_rate = rf"\((?:即)?(?:{tails})?(?:为|是)?(?:负数?|负值|小于0%?|<0%?)\)"
    about = r"(?P<about>(?:^|(?<=[,;。]))[\u4e00-\u9fff“”]{0,12}?)"
    text = re.sub(
        rf"{about}不(?:{_FALL}|降|减)反(?:{_RISE}|升|增)(?:{own_rate})?", r"\g<about>上升", text
    )
    if rises:
        text = re.sub(rf"{about}不(?:{_RISE}|升|增)反(?:{_FALL}|降|减)", r"\g<about>下降", text)
    subject = rf"(?P<subject>[\u4e00-\u9fff“”]{{0,16}}?)(?:{LAST_YEAR})?"
    start = r"(?:^|(?<=[,;。:]))"
    words = (
        (rf"(?:{_FALL})(?:或者?|及|、|和)(?:持平|零增长|不变)", "≤0%" if rises else "≥0%"),
        (rf"(?:{_RISE})(?:或者?|及|、|和)(?:持平|零增长|不变)", "≥0%" if rises else "≤0%"),
        (rf"(?:持平|零增长|不变)(?:或者?|及|、|和)(?:{_RISE})", "≥0%" if rises else "≤0%"),
        ("(?:负增长(?:或者?|及|、)(?:零增长|持平)|(?:零增长|持平)(?:或者?|及|、)(?:负增长|下降|减少|降低))", "≤0%" if rises else "≥0%"),
        (rf"只减不增(?:\((?:{tails})?≤0%?\))?|零增长或负增长|不增长|(?:未|没有)增长", "≤0%" if rises else "≥0%"),
        (rf"(?:未|没有|不)(?:{_FALL})", "≤0%" if falls else "≥0%"),
        (r"负增长(?!率)", below), (rf"正增长|(?:{_RISE})(?!率|幅|\d|超|不(?![得计扣])|低|高|达|在)", above),
        (rf"(?:{_FALL})(?!率|幅|\d|超|不(?![得计扣])|低|高|达|在)", below), ("(?:与上年)?持平|零增长|(?:无|没有)变化", "=0%"),
    )  # fmt: skip
    for pattern, sign in words:
        found = re.compile(rf"{start}{subject}(?:{pattern})(?P<link>的?,?(?:时)?){_END}")
        for match in reversed(list(found.finditer(text))):
            if _own(match["subject"], key):
                nothing = re.match("不得分|不计分|得0分", text[match.end() :])
                far = match.group().startswith("负增长") or (nothing and sign[0] in "<>")
                lead = "完成值" if far and "每" in text else ""
                text = f"{text[: match.start()]}{lead}{sign}{match['link']}{text[match.end() :]}"
    move = _RISE if rises else _FALL
    text = re.sub(rf"每少(?:{move})(?=\d)", "每低于", text)
    text = _within_the_change(text, rises)
    return _moved(text, key, rises)


def change_in_points(name: str) -> str:
    """ "rises" for a row such as 群众安全感指数较上年提升（百分点）, "falls" for one of a fall; "" for any other."""
    match = _IN_POINTS.fullmatch(name_key(name))
    if match is None:
        return ""
    return "rises" if match["up"] else "falls"


def change_of(name: str, text: str) -> str:
    """Which way the figure of a row counts: "rises", "falls", or "" where it is no change."""
    key = re.sub(r"\([^()]*\)$", "", name_key(name))
    if key.endswith(DROP_ENDINGS):
        return "falls"
    if key.endswith((*CHANGE_ENDINGS, *_MOVES)):
        return "rises"
    return change_in_points(name) or _moved_by(key, text)


_SAID_MOVE = regex(
    rf"(?:{LAST_YEAR}|比上年|较上年)?(?:(?P<up>{_RISE})|(?P<down>{_FALL}))(?:了|率|幅度)?(?:为)?(?P<n>\d+(?:\.\d+)?)(?P<u>%|个?百分点)"
)


def moved_figure(shown: str, way: str) -> str:
    """同比下降2.8% under a rate of falling is 2.8%, under a rate of growth -2.8%; "" for any other text."""
    match = _SAID_MOVE.fullmatch(shown)
    if match is None or not way:
        return ""
    return f"{'' if (way == 'rises') == bool(match['up']) else '-'}{match['n']}%"


def _moved_by(key: str, text: str) -> str:
    """三公经费压减 and 参保人数增长, where the wording speaks of so many per cent."""
    if "%" not in text:
        return ""
    if re.search("(?:压减|压降|下降|降低|减少)$", key):
        return "falls"
    return "rises" if re.search("(?:增长|增加|提升|提高)$", key) else ""


def _points_as_values(text: str, key: str) -> str:
    """提升2个百分点及以上: 2% and more, where the row itself counts in 百分点; the steps keep theirs."""
    lead = rf"(?:^|(?<=[,;。:]))(?P<subject>[\u4e00-\u9fff“”]{{0,16}}?)(?:{LAST_YEAR})?,?(?=每(?:{_RISE}|{_FALL})\d)"
    text = re.sub(lead, lambda m: "" if _own(m["subject"], key) else m.group(), text)
    text = re.sub(
        rf"未((?:{_RISE}|{_FALL}))(?:或者?|及|、|和)(?:{_RISE}|{_FALL})(?=的?,?不)", r"未\1", text
    )
    return re.sub(r"(?P<lead>^|[^,;。\d]{1,8}|[,;。])(?P<n>\d+(?:\.\d+)?)个?百分点", _value, text)


def _value(match: re.Match[str]) -> str:
    return match.group() if "每" in match["lead"] else f"{match['lead']}{match['n']}%"


def _within_the_change(text: str, rises: bool) -> str:
    """>0%的，增幅在5%（含）以内得2分: both in one; 增幅超过5%的 the value itself."""
    own = (
        "增幅|增长幅度|涨幅|增长率|上升幅度|升幅"
        if rises
        else "降幅|下降幅度|降低幅度|压减幅度|减幅"
    )
    if re.search("三年|两年|累计|环比", text):
        return text
    text = re.sub(rf">0%的?,(?:其)?(?:{own})(?:在)?(?=\d)", ">0%且", text)
    if ">0%且" not in text:
        return text
    return re.sub(
        rf"(?:^|(?<=[,;。]))(?:其)?(?:{own})(?=超过\d|大于\d|高于\d|>\d|达到\d|在\d|为\d|\d)",
        "",
        text,
    )


def _moved(text: str, key: str, rises: bool) -> str:
    """增长5%以内 of a rate of growth: the value itself; 下降不足3% of a rate of falling likewise. The other way stays unread."""
    own, other = (_RISE, _FALL) if rises else (_FALL, _RISE)
    if re.search(rf"(?:^|[,;。])(?:{LAST_YEAR})?,?(?:{other})[^,;。率]{{0,4}}\d", text):
        return text
    growth = key.endswith(_GROWTHS) and not _SPENT.search(key)
    own = (
        "增长|增加" if growth else own
    )  # 较上年提高1% of a rate of growth may speak of last year's rate
    if re.search("按(?:实际|完成)?比例", text):
        return text
    several = len(re.findall(r"得\d|计\d|得满分|计满分", text)) > 1
    value = r"\d+(?:\.\d+)?%"
    bound = (
        rf"(?:超过|达到|高于|大于|不低于|≥|>){value}|{value}(?=(?:{INCLUDED})?(?:及?以上|[-~至]))"
    )
    lead = rf"(?:^|(?<=[,;。:]))(?P<subject>[\u4e00-\u9fff“”]{{0,16}}?)(?:{LAST_YEAR})?,?(?:{own})(?:了|幅度)?(?:在)?"
    forms = (
        (rf"{lead}(?:不足|低于|小于)(?P<v>{value})(?=的?,?(?:不得分|不计分|得0分))", "<{v}"),
        (rf"{lead}(?:不足|低于|小于)(?P<v>{value})", ">0%且<{v}"),
        (rf"{lead}(?P<v>{value}(?:{INCLUDED})?(?:以内|之内))", ">0%且{v}"),
        (rf"{lead}(?P<v>{bound})", "{v}"),
    )
    for pattern, put in forms:
        if "以内" in pattern and not several and rises is False:
            continue  # 下降5%以内得3分，否则不得分: and what fell by more?
        for match in reversed(list(re.finditer(pattern, text))):
            if _own(match["subject"], key):
                text = text[: match.start()] + put.format(v=match["v"]) + text[match.end() :]
    return text


def _tails(key: str) -> str:
    """Shorter names of the rate itself, for a bracket: 变动率 of “三公经费”预算变动率."""
    tails = [key[at:] for at in range(len(key) - 1)]
    return "|".join(re.escape(each) for each in tails) or "率"


def _own(subject: str, key: str) -> bool:
    """What moves is what the row's name begins with: “三公经费”预算 of “三公经费”预算变动率."""
    plain = name_key(subject)
    plain = re.sub(f"^(?:本年度?|当年)|(?:{LAST_YEAR})$", "", plain)
    if not plain or plain in key:
        return True
    for tail in ("增长率", "变动率", "预算", "预算数", "决算数", "支出", "总额"):
        stem = plain.removesuffix(tail)
        if stem and key.startswith(stem) and stem != plain:
            return True
    return False
