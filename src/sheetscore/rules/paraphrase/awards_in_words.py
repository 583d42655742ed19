"""Points in other words: 直接计0分, 得本项满分, 得八成分, 不足1000万元的部分不扣."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction, plain
from sheetscore.regexes import regex

_N = r"\d+(?:\.\d+)?"
_END = r"(?=[,;。]|$)"
_NOTHING = regex(
    rf"(?P<link>的|时|,|(?<=\))|(?<=其他)|(?<=否则))(?:本项|该项|此项|本指标|该指标)?(?:得分)?(?:直接|一律|全部|均|则|即|应)*(?:得分)?(?:(?:计|得|判|记|评|给|按|以|为)(?:为)?(?:0|零)分(?:计算|处理|计)?|(?:不予|不再|不)(?:计分|得分|给分|赋分|记分)){_END}"
)
_WHOLE = regex(
    r"(?P<verb>得|计|给|记)(?:为)?(?:(?:本|该|此)(?:项|指标)|指标|该项指标|本项指标)(?:的)?(?:满分|全分|全部分值|全部分数)|(?P<v2>得|计|给)全部(?:的)?(?:分值|分数|分)(?=[,;。]|$)"
)
_BELOW_ZERO = regex(
    r"(?:^|(?<=[,;。]))(?:(?:计算)?(?:结果|得分))?(?:低于|小于|<)0分?(?:的|时)?,?(?:按|以)(?:0|零)分?计(?:算)?(?=[,;。]|$)|(?:^|(?<=[,;。、]))最低(?:为|得|计)?(?:零分?|0分)(?=[,;。]|$)"
)
_DIRECTION = regex(
    r"\((?:数值|指标|该指标|本指标)?(?:越(?P<a>[大小高低多少])越[优好]|(?P<b>正向|反向|负向)指标)\)"
)
_AT_ONCE = regex("直接(?=(?:计|得|给)(?:满分|\\d))")
_FINE = regex(r"为(?:合理|正常|适宜)(?:区间|范围|值)(?:的)?,?(?=得|计)")
_TENTHS = regex(
    rf"(?P<verb>得|计|给|记)(?:(?:本|该|此)?(?:项|指标)?(?:的)?(?:分值|满分)的?)?(?P<n>[一二三四五六七八九])成(?P<half>半)?(?:的?(?:分值|分数|得分|分|满分))?{_END}"
)
_REST = regex(
    r"(?:^|(?<=[,;。]))(?:其他|其余|除此之?外|上述以外)(?:的)?(?:情形|情况|各种情形|各档)(?:的|下)?(?=,?(?:不|得|计|均|一律|直接|为|0分|每低于\d))"
)
_NOTE = regex(
    rf"(?P<open>\()?(?:不足|不满|不到)(?P<a>{_N})(?P<u>[^\d()（）,;。]{{0,4}}?)的?(?:部分)?,?(?:(?:则|均|也|仍)?按(?:照)?(?P<b>{_N})(?P<v>[^\d()（）,;。]{{0,4}}?)(?:计算扣分|计算|计扣|计|扣分|扣减|算)|(?P<none>不扣分|不予扣分|不扣|不计扣分|不计算|不计(?!分)|忽略不计))(?(open)\)|{_END})"
)
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}


def awards_in_words(text: str, _name: str, _points: Fraction) -> str:
    """Nothing, all, and so many tenths of the points, as the plain words for them."""
    text = _FINE.sub(",", _BELOW_ZERO.sub("最低得0分", _directed(text)))
    text = _AT_ONCE.sub("", text).replace("(百分制)", "")
    text = _REST.sub("其他", text)
    text = _NOTHING.sub(lambda m: f"{m['link']}不得分", text)
    text = _WHOLE.sub(lambda m: f"{m['verb'] or m['v2']}满分", text)

    def tenths(match: re.Match[str]) -> str:
        share = _DIGITS[match["n"]] * 10 + (5 if match["half"] else 0)
        return f"{match['verb']}分值的{share}%"

    return _TENTHS.sub(tenths, text)


def _directed(text: str) -> str:
    """(数值越小越优) where the first condition says so too."""
    match = _DIRECTION.search(text)
    first = re.search("≥|不低于|不少于|达到|以上|≤|不超过|不高于|以内|以下|控制在", text)
    if match is None or first is None:
        return text
    small = match["b"] != "正向" if match["b"] else match["a"] in "小低少"
    agrees = (first.group() in ("≤", "不超过", "不高于", "以内", "以下", "控制在")) == small
    return text[: match.start()] + text[match.end() :] if agrees else text


def notes_of_steps(text: str, _name: str, _points: Fraction) -> str:
    """(不足1000万元的部分不扣) beside 每少1000万元: without the unit that the step has said."""
    for match in reversed(list(_NOTE.finditer(text))):
        size, unit = fraction(match["a"]), match["u"]
        step = re.search(
            rf"每[\u4e00-\u9fff]{{0,8}}?{re.escape(match['a'])}{re.escape(unit)}(?:的)?(?:\([^()]*\))?,?(?:扣|减)",
            text,
        )
        if step is None or (
            match["b"] and (fraction(match["b"]) != size or match["v"] not in ("", unit))
        ):
            continue
        said = "不扣分" if match["none"] else f"按{match['b']}计算"
        brackets = ("(", ")") if match["open"] else ("", "")
        put = f"{brackets[0]}不足{plain(size, 9)}{said}{brackets[1]}"
        text = text[: match.start()] + put + text[match.end() :]
    return text
