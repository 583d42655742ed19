"""The words of a clause in one print: numerals in digits, working days, weeks as days, what changes nothing left out."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex
from sheetscore.rules.paraphrase.asides import without_evidence, without_marks, without_sources
from sheetscore.rules.paraphrase.change_words import changes_as_signs
from sheetscore.rules.paraphrase.durations import lasts
from sheetscore.rules.plain.points_said import plain_points
from sheetscore.rules.tokens.patterns import numeral
from sheetscore.rules.tokens.wording import CHANGE_ENDINGS, DROP_ENDINGS, LAST_YEAR, RATE_ENDINGS
from sheetscore.words.text import name_key

N = r"\d+(?:\.\d+)?"
UNIT = (
    r"(?:万元|元|公斤|千克|吨标准煤|吨|微克|毫克|克|千瓦时|度|立方米|升|批次|平方米|小时|次|场|件)/(?:人次|人|平方米|㎡|立方米|升|吨|亩|公里|米|户|天|年|台|套|千人|万人|周|月)|个?百分点|%|个?工作日|人次|家次|户次|车次|场次|批次|件次|个月|小时|分钟|万吨|万亩|万人次|万人|万户|万立方米|万平方米|立方米|平方米|公里|公顷|千米"
    "|学时|课时|万元|亿元|元|周|星期|天|日|月|年|吨|亩|㎡|米|[起件次例处人户家个项篇份座场期批宗条名笔张本辆套台所门只头株棵]"
)
INCLUDED = r"\((?:均)?(?P<{0}>不)?(?:包?含|包括)(?:本数|本级|两端|两头|端点|边界)?(?:\d[\d.]*(?:UNIT)?)?\)".replace(
    "UNIT", UNIT
)
_CN = "零一二两三四五六七八九十百千"
_NUMERAL = regex(
    rf"(?<![第同统唯任{_CN}\d])(?P<n>[{_CN}]+(?:点[{_CN}]+)?)(?P<u>(?:{UNIT})(?![般些直贯样旦律度性])|(?<!百)分(?![之点钟解类析比率数制])|成(?=以|的|\(|,|[-至到]))"
)
_HALF = regex(rf"半(?=个?(?:{UNIT}))")
_LOW = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
_FRACTION = regex("(?P<low>[二三四五六七八九十])分之(?P<top>[一二三四五六七八九])")
_HARMLESS = regex(
    r"(?:^|(?<=[,;。的]))(?:直接|一律|均|则|即|共|相应|各|予以|仍)(?=得|计|记|给|扣|减|不得|不计|0分)"
)
_PROOF = regex(
    r"(?:^|(?<=[;。]))以[\u4e00-\u9fff]{2,20}(?:核定数?|认定数?|核定|认定|统计|通报|台账|记录|系统|报表|数据)为准:|(?:^|(?<=[;。]))目标[\u4e00-\u9fff]{0,3}以[\u4e00-\u9fff]{2,12}下达(?:的)?任务为准|,由[\u4e00-\u9fff]{2,12}(?:核验|核实|认定|确认|提供)(?=[;。]|$)"
)
"""Whose count it is: it changes nothing of how the count scores."""
_DEFINED = regex(
    r"(?<=率)\([\u4e00-\u9fff]{2,12}/[\u4e00-\u9fff]{2,12}\)(?=[<>≤≥达不低高大小在为])"
)
"""控制率（在职人数÷编制数）: what the rate of the row is, which stands there as a rate."""
_BETTER = regex(r"\((?:数值|该值|指标值|比率)?越[大小高低](?:越|则)(?:好|优)\)")
_SINCE = regex(
    r"(?:自|从)[\u4e00-\u9fff]{1,16}?(?:之日|当日|次日|之时|后)?起(?:算|计算)?,?(?:在)?(?=\d)"
)
_WEEKS = regex(rf"(?P<n>{N})(?:个?星期|周)")
_ACTIVE = regex("(?<=[的,])(?:由|被|即)(?=得|扣)")


def one_print(text: str, name: str, points: Fraction) -> str:
    """The wording without its sources and list marks, its numbers in digits."""
    said = without_marks(joined(text))
    said = re.sub(r"^\((?:满分|共|本项)?(?:为)?\d+(?:\.\d+)?分\)(?![^,;。]*[至达不以])", "", said)
    for form in (plain_points, without_evidence, without_sources):
        said = form(said, name, points)
    said = _PROOF.sub("", said)
    if name_key(name).endswith(RATE_ENDINGS):
        said = _DEFINED.sub("", said)
    said = _BETTER.sub("", said)
    if lasts(name):
        said = _SINCE.sub("", said)
    said = _FRACTION.sub(lambda m: f"{_LOW[m['top']]}/{_LOW[m['low']]}", said)
    said = _HALF.sub("0.5", said)
    said = _NUMERAL.sub(_digits, said)
    said = re.sub(r"百分之百", "100%", said)
    said = re.sub(rf"百分之([{_CN}]+)(?!点)", lambda m: f"{_number(m[1])}%", said)
    said = _HARMLESS.sub("", _ACTIVE.sub("", said))
    said = re.sub(r"(?<=\d)个工作日", "工作日", said)
    if re.search("天|日", name_key(name)) or re.search(r"\d天|\d日", said):
        said = _WEEKS.sub(lambda m: f"{plain(fraction(m['n']) * 7, 4)}天", said)
    if not re.search(r"\d月\d", said):
        said = re.sub(r"(?<=\d)日(?!期|常)", "天", said)
    return _changed(changes_as_signs(said, name, points), name_key(name))


_SPACED = regex(r"(?:\S{1,2}[ \u3000]+){12,}\S{1,3}")
_MOVED = regex(
    rf"(?:^|(?<=[,;。]))(?P<subject>[\u4e00-\u9fff“”]{{0,16}}?)(?:{LAST_YEAR})?(?:相比,?)?(?P<a>下降|减少|降低|负增长|持平|零增长|增长|上升|增加|提高)(?:或者?|、|及|和)(?P<b>下降|减少|降低|负增长|持平|零增长|增长|上升|增加|提高)(?=的|,|得|计|不)"
)
_RISES, _FALLS = ("增长", "上升", "增加", "提高"), ("下降", "减少", "降低", "负增长")


def _changed(text: str, key: str) -> str:
    """较上年下降或持平 of a rate of growth: not above 0; then what grew within 5% begins above it."""
    rises = key.endswith(CHANGE_ENDINGS)
    if not rises and not key.endswith(DROP_ENDINGS):
        return text
    down, up = (_FALLS, _RISES) if rises else (_RISES, _FALLS)

    def sign(match: re.Match[str]) -> str:
        ways = {match["a"], match["b"]}
        flat = ways & {"持平", "零增长"}
        subject = match["subject"].strip("“”").replace("”", "").replace("“", "")
        if not flat or (subject and not key.startswith(subject)):
            return match.group()
        if ways <= {*down, "持平", "零增长"}:
            return "完成值≤0%"
        return "完成值≥0%" if ways <= {*up, "持平", "零增长"} else match.group()

    text = _MOVED.sub(sign, text)
    return (
        re.sub(
            rf"(?<=[;。])>0%的?,(?:增幅|增长率|增速|升幅)(?:在)?(?P<n>{N})%(?P<i>\(不?含\))?(?:以内|之内)",
            r">0%且≤\g<n>%",
            text,
        )
        if "(不含)" not in text
        else text
    )


def joined(text: str) -> str:
    """A scanned cell with a blank between all its characters, without them."""
    return re.sub(r"[ \u3000]", "", text) if _SPACED.search(text) else text


def _digits(match: re.Match[str]) -> str:
    try:
        number = _thousands(match["n"])
    except ValueError:
        return match.group()
    if match["u"] == "成":
        return f"{plain(number * 10, 4)}%"
    return f"{plain(number, 6)}{match['u']}"


def _thousands(words: str) -> Fraction:
    """一千二百, which the grammar's numerals do not reach."""
    head, sign, rest = words.partition("千")
    if not sign:
        return numeral(words)
    if not head:
        raise ValueError(words)  # 每千人: no number
    return numeral(head) * 1000 + (numeral(rest.lstrip("零")) if rest else 0)


def _number(words: str) -> str:
    try:
        return plain(numeral(words), 6)
    except ValueError:
        return words
