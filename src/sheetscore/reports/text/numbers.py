"""Figures in running Chinese text: amounts, counts, rates, points and years, each with its unit and its span.

A figure is what is printed, exactly: `9.99万元` has value 9.99, two decimals and the unit 万元. What says that it is
only near (约, 余, 多, 近, 左右, 以上) is marked `approx` and is never compared exactly. Numbers of chapters, documents,
telephones and dates are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from sheetscore.exact.amounts import MONEY_UNITS, decimal, fraction
from sheetscore.exact.intervals import Interval, Shown
from sheetscore.regexes import regex
from sheetscore.words.vocabulary import pattern

Kind = Literal["amount", "count", "rate", "change", "points", "year", "number"]

_WIDE = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {
    ord("％"): ord("%"), ord("﹪"): ord("%"), ord("．"): ord("."), ord("\u3000"): ord(" "), ord("\u00a0"): ord(" "),
    ord("\u200b"): ord(" "), ord("\ufeff"): ord(" "),
}  # fmt: skip
"""Digits and signs of numbers in one width; one character for one, so that spans stay those of the original."""
_STOPS = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_ASCII_STOPS = regex(r",(?!\d{3})|(?<!\d),|[;()]|(?<!\d):|:(?!\d)")
COUNT_UNITS = (
    "人次", "家次", "户次", "间次", "例次", "批次", "车次", "场次", "剂次", "人份", "人天", "公里", "千米", "平方米", "立方米", "公顷",
    "小时", "个月", "人", "名", "家", "户", "件", "起", "宗", "项", "个", "次", "批", "场", "期", "篇", "份", "例", "间", "所", "本",
    "套", "辆", "台", "条", "处", "座", "亩", "吨", "组", "支", "天", "张", "株", "头", "只", "栋", "幢", "部", "艘", "门", "册", "幅",
    "盏", "根", "米", "㎡", "位", "对", "队", "块", "路", "箱", "步", "级", "村", "镇", "周", "季", "轮", "班", "堂", "节", "卷", "类",
    "科",
)  # fmt: skip
"""Measure words, the longest first."""
_MONEY = ("百万元", "亿元", "万元", "千元", "元")
_UNIT = regex(
    rf"\s*(?P<loose>余|多|几|来)?\s*"
    rf"(?:(?P<money>{'|'.join(_MONEY)})(?:人民币)?|(?P<rate>%)|(?P<change>个?百分点)|"
    rf"(?P<points>分)(?=[，。；、：,;）)\s（(”]|$|左右|以上|得|为[优良中差])|"
    rf"(?P<scale>万|亿)?(?P<later>余|多)?(?P<count>{'|'.join(COUNT_UNITS)})|"
    rf"(?P<bare>万)(?=[，。；、）)\s]|$|用于|购))"
)
_NUMBER = regex(
    r"(?<![\d.A-Za-z])(?:[-−](?=\d))?(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?(?![\d.]*[A-Za-z])"
)
_HAN = regex(
    rf"(?<![第一二三四五六七八九十百千两零\u3007之“])([一二三四五六七八九十百千两]{{1,9}})(?={'|'.join(COUNT_UNITS)})"
)
_NAMED = frozenset(["级", "类", "步", "路", "科", "部", "门", "班"])
"""二级单位, 三类人员: a numeral before these names a sort and counts nothing."""
_PER_CENT = regex(r"百分之([一二三四五六七八九十百零\u3007点两]{1,9})")
_NEAR_BEFORE, _NEAR_AFTER = pattern(r"{about}\s*$"), pattern(r"\s*{around}")
_RANGE = regex(r"\s*[-—~～至]\s*\d")
_NO_FIGURE_BEFORE = regex(r"(?:[〔\[（(]|第|目标|附件|附表|表|图|指标|文|[A-Za-z]|[-—~～至]\s*)$")
_NUMBERING = regex(r"(?:^|(?<=[\s：:；;。，,、！？]))[（(]?\d{1,2}(?:[、．）)]|\.(?!\d))")
_YEAR = regex(r"(?:19|20)\d\d$")
_DATE_AFTER = regex(r"\s*(?:年|月|日|时|点|号|届|：\d|:\d|/)")
_PER = regex(r"\s*(?:/|每|／)")
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text: `value` as printed in `unit`, with `places` decimals, at text[start:end] (unit included).

    `factor` turns the printed value into 万元 (money) or into single pieces (2.3万人: 10000). `depth` counts the
    brackets round it. `numeral` tells that it was written in Chinese numerals.
    """

    kind: Kind
    value: Decimal
    places: int
    unit: str
    factor: Fraction
    start: int
    end: int
    approx: bool = False
    depth: int = 0
    numeral: bool = False

    @property
    def exact(self) -> Fraction:
        """The value in 万元, in pieces, or as a ratio (1 = 100 %)."""
        return fraction(self.value) * self.factor

    @property
    def shown(self) -> Shown:
        """The figure as printed; a rate as a ratio."""
        if self.kind in ("rate", "change"):
            return Shown(self.value.scaleb(-2), self.places, percent=True)
        return Shown(self.value, self.places)

    @property
    def interval(self) -> Interval:
        """What the printed digits stand for, in the measure of `exact`; a count is a count."""
        if self.kind == "count" and self.factor == 1:
            return Interval.exact(self.exact)
        factor = 1 if self.kind in ("rate", "change") else self.factor
        return self.shown.interval.scaled(factor)

    @property
    def family(self) -> str:
        """What it may be added to: money, or pieces of the same measure word."""
        return "元" if self.kind == "amount" else f"{self.kind}:{self.unit.lstrip('万亿')}"

    @property
    def rounded(self) -> bool:
        """Money and rates are rounded; people, pieces and points are counted."""
        return self.kind in ("amount", "rate", "change")

    @property
    def text(self) -> str:
        """With its unit: 446.21 万元."""
        gap = "" if self.unit in ("%", "") else " "
        return f"{self.value:.{self.places}f}{gap}{self.unit}"


def one_width(text: str) -> str:
    """`text` with digits, %, dots and blanks in half width and Chinese punctuation; every character keeps its place."""
    half = text.translate(_WIDE)
    return _ASCII_STOPS.sub(lambda match: _STOPS[match[0]], half)


def figures(text: str) -> list[Figure]:
    """The figures of `text` in their order; `text` may be in any width."""
    plain = one_width(text)
    depths = _depths(plain)
    numbering = [match.span() for match in _NUMBERING.finditer(plain)]
    found = [*_printed(plain, depths, numbering), *_numerals(plain, depths)]
    return sorted(found, key=lambda figure: figure.start)


def _depths(text: str) -> list[int]:
    depth, found = 0, []
    for char in text:
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
        found.append(depth)
    return found


def _printed(text: str, depths: list[int], numbering: list[tuple[int, int]]) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST or any(low <= start < high for low, high in numbering):
            continue
        digits = match[0].replace(",", "").replace("−", "-")
        places = len(digits.partition(".")[2])
        value = decimal(digits)
        if _YEAR.match(match[0]) and text[end : end + 2].lstrip().startswith("年"):
            year_end = text.index("年", end) + 1
            yield Figure("year", value, 0, "年", Fraction(1), start, year_end, depth=depths[start])
            continue
        if _DATE_AFTER.match(text, end):
            continue
        unit = _UNIT.match(text, end)
        before = text[max(0, start - 4) : start]
        if unit is None and (_NO_FIGURE_BEFORE.search(before) or _PER.match(text, end)):
            continue
        yield _figure(text, (start, unit.end() if unit else end), value, places, unit, depths)


def _figure(
    text: str,
    span: tuple[int, int],
    value: Decimal,
    places: int,
    unit: re.Match[str] | None,
    depths: list[int],
) -> Figure:
    start, end = span
    before = text[max(0, start - 5) : start]
    near = bool(_NEAR_BEFORE.search(before)) and not before.rstrip().endswith("达")
    approx = near or bool(_NEAR_AFTER.match(text, end)) or bool(_RANGE.match(text, end))
    if unit is None:
        return Figure("number", value, places, "", Fraction(1), start, end, approx, depths[start])
    approx = approx or bool(unit["loose"] or unit["later"])
    kind, name, factor = _measure(unit)
    if kind == "amount" and _PER.match(text, end):
        kind, name, factor = "number", f"{name}/", Fraction(1)
    return Figure(kind, value, places, name, factor, start, end, approx, depths[start])


def _measure(unit: re.Match[str]) -> tuple[Kind, str, Fraction]:
    if unit["money"] or unit["bare"]:
        name = unit["money"] or "万元"
        return "amount", name, fraction(MONEY_UNITS[name])
    if unit["rate"]:
        return "rate", "%", Fraction(1, 100)
    if unit["change"]:
        return "change", "个百分点", Fraction(1, 100)
    if unit["points"]:
        return "points", "分", Fraction(1)
    scale = {"万": 10_000, "亿": 100_000_000}.get(unit["scale"] or "", 1)
    return "count", f"{unit['scale'] or ''}{unit['count']}", Fraction(scale)


def _numerals(text: str, depths: list[int]) -> Iterator[Figure]:
    for match in _HAN.finditer(text):
        value = han(match[1])
        unit = _UNIT.match(text, match.end())
        if value is None or value == 1 or unit is None or not unit["count"] or unit["loose"]:
            continue  # 一次, 一步 are words more often than figures
        if unit["count"] in _NAMED:
            continue
        yield Figure(
            "count", value, 0, unit["count"], Fraction(1), match.start(), unit.end(),
            bool(_NEAR_BEFORE.search(text[max(0, match.start() - 5) : match.start()])),
            depths[match.start()], numeral=True,
        )  # fmt: skip
    for match in _PER_CENT.finditer(text):
        value = han(match[1])
        if value is not None:
            places = len(match[1].partition("点")[2])
            yield Figure(
                "rate", value, places, "%", Fraction(1, 100), match.start(), match.end(),
                bool(_NEAR_AFTER.match(text, match.end())), depths[match.start()], numeral=True,
            )  # fmt: skip


def han(text: str) -> Decimal | None:
    """The value of a Chinese numeral (两百三十五, 九十八点五), None for what is none."""
    from cn2an import cn2an

    try:
        return decimal(str(cn2an(text.replace("\u3007", "零"), "smart")))
    except ValueError:
        return None
