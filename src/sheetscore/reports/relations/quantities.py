"""Figures of a report whose item, measure and year are unmistakable: 基本支出 决算 of the 评价年度.

Only subjects that say nothing else are taken: 一般公共预算财政拨款基本支出 is not 基本支出, and 上年 is not this year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from sheetscore.exact.intervals import Interval
from sheetscore.model.figure import Key
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure

_MEASURE = (
    (
        "调整预算",
        r"(?:年中)?调整后?的?预算|全年预算(?!总?收入|总?支出|结)|预算总指标|预算指标|调整后预算",
    ),
    (
        "预算",
        r"年初预算|初预算|批复预算|预算安排|(?<!预)预算(?!总?执行|支出|收入|总收入|总支出|结)",
    ),
    ("决算", r"决算|执行|实际支出|实际支付|实际使用|实际完成|实支"),
)
_MEASURES = tuple((name, re.compile(pattern)) for name, pattern in _MEASURE)
_OPENING = (
    r"(?:我|本|全|单位|部门|县|区|市|局|所|中心|院|校|镇|乡|街道|系统|委|预算|决算|财政"
    r"|初|年初|年末|年中|批复|下达|安排|调整|后|全年|本年|整体|“|”|的)*"
)
"""Words that may stand before an item without changing it; no two of them make a third, so that matching stays quick."""
_LONGEST_WORDS = 40
_CLOSING = r"(?:年初|年中|全年|调整后?|的|预算|决算|总?执行|实际|支出|批复|完成|安排|使用|总?指标|总?数|总?额|金额|情况|总计|合计|“|”)*"
UNNAMED = "（未写明）"
"""年初预算数, 执行数 without a word of what: the whole, where the text has only one of them."""
_ITEM = (
    ("三公经费", r"[“\"]?三公[”\"]?经费(?:支出)?"),
    ("公务接待", r"公务接待(?:费用?|经费)?"),
    ("出国经费", r"因公出国[（(]境[）)](?:费用?|经费)?"),
    ("公务用车购置和维护经费", r"公务用车购置[及和与]运行(?:维护)?(?:费用?|经费)?"),
    ("基本支出", r"基本支出"),
    ("项目支出", r"(?:专项资金)?项目支出"),
    ("公用经费", r"(?:[一二三四]是)?(?:日常)?公用经费|商品和服务支出"),
    ("政府采购金额", r"政府采购(?:支出|(?:实际)?支付)?"),
    ("总收入", r"总收入|收入总[计额]|收入合计|决算收入|收入决算|年收入"),
    (
        "总支出",
        r"总支出|支出总[计额]|支出合计|决算支出|部门整体支出|整体支出|年支出|总执行数|预算总指标",
    ),
    (
        UNNAMED,
        r"(?:年初|年中|全年)?(?:调整后?的?)?预算(?:总?数|总?额)|支出决算(?:总?数)?|预算?执行数",
    ),
    ("年初结转", r"加?(?:年初|上年|期初)(?:预算)?结[转余](?:和?结余)?(?:资金)?"),
    (
        "年末结转",
        r"(?:年末|年终|期末)(?:预算)?(?:结转(?:和?结余)?|结余)(?:资金)?|结转(?:和|及)?结余(?:资金)?",
    ),
)
_ITEMS = tuple((name, re.compile(f"{_OPENING}(?:{pattern}){_CLOSING}$")) for name, pattern in _ITEM)
ITEMS = frozenset(name for name, _ in _ITEM) - {UNNAMED}
"""Items that are named."""
_OTHER = re.compile(
    r"上年(?!结|预算结)|去年|上一年|下年|明年|人均|本级|下属|二级|其中|中央|省级|市级"
)
_SPENT = frozenset(["总收入", "总支出", "年初结转", "年末结转"])
"""Items that a text states without a measure when it means what was booked."""
_SAN_GONG = frozenset(["三公经费", "公务接待", "公务用车购置和维护经费", "出国经费"])
_BALANCES = frozenset(["年初结转", "年末结转"])
_WHOLES = frozenset(["总收入", "总支出", "年初结转", "年末结转"])
_ACTUAL = re.compile(r"(?:实际)?(?:总?支出|总?执行|决算|使用)数?$")
_YEAR_BUDGET = re.compile(
    r"(?:^[，\s]*(?:全年|调整后?的?)|年初)(?:部门)?预算(?:数|总额|批复|安排)?(?:为|是|达)?\s*$|追加(?:预算|资金)?(?:了|数)?\s*$"
)
_LIST = re.compile(r"其中|包括[：:]|包含")
_BY_KIND = re.compile(
    r"\s*(?:(?:(?:从|按)[^，。；：\d]{0,10}(?:看|分|划分)|总[体的]?来看|综上(?:所述)?|(?:20|19)\d\d年度?)[，：]?)*"
)
"""What may open a sentence about the whole without naming anything smaller."""
_ALL_YEAR = re.compile(r"(?:(?:全|本)?年度?|当年|实际)*支出(?:总额|合计)?(?:为|共)?$")
_OVERALL = re.compile(r"总[体的]?来看|支出性质|综上|占总支出|基本支出.*项目支出")
LABELLED = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,2}[）)、．.]+|[①-⑳])\s*(?![^。]{0,12}(?:预算|支出|收支|执行))[^，。；：\d]{2,40}。"
)
"""A paragraph that begins with the name of one project tells the figures of that project."""


@dataclass(frozen=True)
class Quantity:
    """One figure and what it is: `key` as in the base frame, year relative to the 评价年度."""

    key: Key
    block: Block
    figure: Figure

    @property
    def value(self) -> Fraction:
        """In 万元."""
        return self.figure.exact

    @property
    def interval(self) -> Interval:
        """What its digits stand for, in 万元."""
        return self.figure.interval


def quantities(report: Report, year: int | None) -> Iterator[Quantity]:
    """Every amount with an unmistakable key, in the order of the text."""
    found = [q for q in _stated(report, year) if q.key.item not in _BALANCES or _of_whole(q)]
    for measure in ("预算", "调整预算", "决算"):
        named = [q for q in found if q.key[:2] == ("总支出", measure)]
        unnamed = [q for q in found if q.key[:2] == (UNNAMED, measure)]
        if not named and len({q.value for q in unnamed}) == 1:
            whole = {id(q) for q in unnamed}
            found = [
                replace(q, key=q.key._replace(item="总支出")) if id(q) in whole else q
                for q in found
            ]
    yield from found


def _of_whole(balance: Quantity) -> bool:
    """A balance is the unit's own where its sentence states nothing else, or total income or spending."""
    block, figure = balance.block, balance.figure
    start, end = block.sentence(figure.start)
    listed = block.text.find("其中", figure.end, end)
    amounts = [
        f for f in block.figures
        if f.kind == "amount" and start <= f.start < (listed if listed > 0 else end) and f is not figure and not f.depth
    ]  # fmt: skip
    return not amounts or any(
        item_of(block.words(f)) in _WHOLES or _YEAR_BUDGET.search(block.lead(f)) for f in amounts
    )


def _stated(report: Report, year: int | None) -> Iterator[Quantity]:
    for block in report.blocks:
        if block.table:
            continue
        last: Quantity | None = None
        for figure in block.figures:
            if figure.kind != "amount" or figure.approx or figure.depth:
                continue
            key = quantity_key(block, figure, year) or _carried(block, figure, last)
            if key and key.item == UNNAMED and _of_project(block, figure):
                key = None
            if key and key.item == UNNAMED and last and _same_clauses(block, last.figure, figure):
                key = key._replace(item=last.key.item)
            last = Quantity(key, block, figure) if key else None
            if last:
                yield last


def _of_project(block: Block, figure: Figure) -> bool:
    """（1）甲项目：全年预算数 10 万元: an unnamed budget is that of the project named before it."""
    begin, _ = block.sentence(figure.start)
    named = re.search(r"项目|：", block.text[begin : figure.start]) is not None
    return named or LABELLED.match(block.text) is not None


def quantity_key(block: Block, figure: Figure, year: int | None) -> Key | None:
    """The key of a figure; None where its words leave a doubt."""
    words = block.words(figure)
    if not words or _OTHER.search(words):
        return None
    item = item_of(words)
    if item is None and _of_all_year(block, figure):
        item = "总支出"
    offset = _offset(block, figure, year)
    if item is None or offset is None:
        return None
    measure = measure_of(block.before(figure)) or _listed_measure(block, figure)
    if measure == "" and (item in _SPENT or (item in _SAN_GONG and "支出" in words)):
        measure = "决算"
    return Key(item, measure, offset)


def _of_all_year(block: Block, figure: Figure) -> bool:
    """全年支出 that opens a sentence about the whole: 从支出性质看, 总体来看, or 基本支出 and 项目支出 follow."""
    begin, end = block.sentence(figure.start)
    opening = _BY_KIND.match(block.text, begin, figure.start)
    start = opening.end() if opening else begin
    said = _ALL_YEAR.fullmatch(block.text[start : figure.start])
    return said is not None and _OVERALL.search(block.text, begin, end) is not None


def _same_clauses(block: Block, one: Figure, other: Figure) -> bool:
    """年初预算数 and 调整预算数 side by side are of the same item."""
    return re.search(r"[。；]", block.text[one.end : other.start]) is None


def _listed_measure(block: Block, figure: Figure) -> str:
    """The measure of the total in whose list a figure stands."""
    start, _ = block.sentence(figure.start)
    start = max(start, block.text.rfind("；", start, figure.start) + 1)
    text = block.text[start : figure.start]
    lists = list(_LIST.finditer(text))
    return measure_of(text[: lists[-1].start()]) if lists else ""


def _carried(block: Block, figure: Figure, last: Quantity | None) -> Key | None:
    """三公经费预算 7.99 万元，实际支出 3.37 万元: the second figure is of the first one's item."""
    if last is None or last.key.measure not in ("预算", "调整预算"):
        return None
    between = block.text[last.figure.end : figure.start]
    if not re.match(r"[，,]", between) or re.search(r"[。；，,].*[。；，,]", between):
        return None
    words = block.subject(figure)
    return Key(last.key.item, "决算", last.key.year) if _ACTUAL.fullmatch(words) else None


def item_of(words: str) -> str | None:
    """The item that a subject names, and nothing besides."""
    if len(words) > _LONGEST_WORDS:
        return None
    return next((name for name, pattern in _ITEMS if pattern.fullmatch(words)), None)


def measure_of(words: str) -> str:
    """预算, 调整预算, 决算, or "" where the words do not say."""
    for name, pattern in _MEASURES:
        if name == "决算" and pattern.search(words):
            return name
    for name, pattern in _MEASURES:
        if pattern.search(words):
            return name
    return ""


def _offset(block: Block, figure: Figure, year: int | None) -> int | None:
    """The year relative to the 评价年度: the one named last before the figure in its sentence; None for another one."""
    start, _ = block.sentence(figure.start)
    named = [
        int(other.value) for other in block.figures
        if other.kind == "year" and start <= other.start < figure.start
    ]  # fmt: skip
    if year is None or not named:
        return 0
    return named[-1] - year if named[-1] - year in (0, -1) else None
