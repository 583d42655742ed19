"""A printed quotient proves its parts: of the figures in a text, the two that give the rate printed with them are those of the row.

“预算安排公用经费186.40万元，实际支出179.25万元，控制率96.16%” needs no names to know what is divided by what: only one
quotient is 96.16%. The rate has to be the row's own, and all pairs that give it have to give one and the same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations
from typing import Literal

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula
from sheetscore.scoring.own.written_parts import Part, Written
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_RISES = ("增长率", "增幅", "变动率", "变化率", "增减率", "增长比例")
_FALLS = ("下降率", "降低率", "压减率", "压缩率", "减少率", "下降比例")
_MOVED = pattern(
    "(?:{compared})(?:{last_year})?(?:度|同期)?(?:(?P<up>{rise})|(?P<down>{fall}))(?:率|幅度|比例)?$"
)
"""场馆电费较上年下降, 游客同比增长: rates of change that do not end in 率."""
_SAVED = ("节约率", "节支率", "节省率")
"""What was saved over what was planned, or the difference of the two (财预〔2013〕53号 成本节约率)."""
_RATE_ENDINGS = ("率", "度", "占比", "比例", "比重")
_OF_ANYTHING = ("占比", "比例", "比重")
"""Names of rates that say nothing of what is counted."""
_OWN_LEADS = regex("^(?:本年度?|全年|今年|当年|年度|平均)?(?:实际)?")
_WHERE = regex("^全(?:[市县区州镇乡]|自治州)(?:的)?")
_OF_A_PLACE = regex(
    "(?:处理|处置|收集|净化|普及|入学|入园|巩固|升学|参保|就业|失业|绿化|城镇化|死亡|发病|接种|出生|普惠|优良|(?:森林|绿化|绿地|医保|供水|燃气)覆盖)率$"
)
"""Rates that a town has and no office: 全县垃圾处理率 is the one of the row, 全市满意度 and 全县预算执行率 are those of all offices."""
_TELLS_APART = regex(
    "按期|按时|及时|如期|准时|准点|按规定|合格|优良|优秀|达标|有效|满意|实际|应|已|未|不|非|无|上年|去年|同期|[一首二初]次|首|综合|平均|累计"
    "|重大|重点(?!工作)|主要|其中|新增|净|自查|抽"
)
"""What makes another rate of the same ending: 按时办结率 is no 办结率."""
_LAST_YEAR = regex("[上去前]一?年|同期")
_LEAST = 2
_FIRST, _SECOND = "前数", "后数"


def change_in(name: str) -> str:
    """ "rises" for the name of a rate of growth or change, "falls" for one of a fall, "" for any other."""
    if name.endswith(_RISES + _FALLS):
        return "rises" if name.endswith(_RISES) else "falls"
    moved = _MOVED.search(name)
    return "" if moved is None else "rises" if moved["up"] else "falls"


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the parts give the printed rate, and then the formula with its parts by term."""

    state: Literal["proved", "contradicted", "unknown"]
    formula: Formula | None = None
    parts: dict[str, Part] = field(default_factory=dict)


def is_own_rate(rate_name: str, names: Iterable[str]) -> bool:
    """Is a rate the one of the row: named as the row is, or with a shortened end of its name (控制率 of 公用经费控制率)?"""
    names = [*names]
    said = _OWN_LEADS.sub("", rate_name)
    if any(_OF_A_PLACE.search(name_key(each)) for each in names):
        said = _WHERE.sub("", said)
    said = name_key(said).replace("满意率", "满意度")
    said = said.replace("实际完成率", "完成率")
    for name in (
        name_key(each).replace("满意率", "满意度").replace("实际完成率", "完成率") for each in names
    ):
        left_out = name.removesuffix(said)
        if said == name:
            return True
        if len(said) < _LEAST or left_out == name or not said.endswith(_RATE_ENDINGS):
            continue
        if not _TELLS_APART.search(left_out):
            return True
    return False


def prove(name: str, printed: Formula | None, written: Written, glossary: Glossary) -> Proof | None:
    """What the figures of a text say of the rate printed with them; None where no two of them could give a rate at all."""
    if len({part.unit for part in written.parts}) == len(written.parts):
        return None
    found = []
    for formula in [printed] if printed is not None else _kinds(name):
        if len(formula.terms) != _LEAST or formula.factor is not None:
            return Proof("unknown")
        for pair in permutations(written.parts, _LEAST):
            rate = _rate(formula, pair)
            if rate is not None and written.fits(rate):
                found.append((rate, formula, pair))
    if not found:
        return Proof("contradicted")
    of_row = [each for each in found if _of_the_row(name, each[1], each[2], written, glossary)]
    if len({rate for rate, _, _ in found}) > 1 or not of_row:
        return Proof("unknown")
    _, formula, pair = of_row[0]
    return Proof("proved", formula, dict(zip(formula.terms, pair, strict=True)))


def _kinds(name: str) -> Iterator[Formula]:
    """What a rate without a formula may be, by the end of its name."""
    first, second = Node("term", text=_FIRST), Node("term", text=_SECOND)
    yield Formula(name, Node("/", (first, second)))
    way = change_in(name)
    if way or name.endswith(_SAVED):
        change = (first, second) if way == "rises" else (second, first)
        yield Formula(name, Node("/", (Node("group", (Node("-", change),)), second)))


def _rate(formula: Formula, pair: Sequence[Part]) -> Fraction | None:
    one, two = pair
    if one.unit != two.unit:
        return None
    values: Mapping[str, Fraction] = dict(
        zip(formula.terms, (fraction(one.value), fraction(two.value)), strict=True)
    )
    try:
        return None if formula.negative_divisor(values) else formula.evaluate(values)
    except ZeroDivisionError:
        return None


def _of_the_row(
    name: str, formula: Formula, pair: Sequence[Part], written: Written, glossary: Glossary
) -> bool:
    """Nothing in the names of the two says that they are of another matter, another year, or some of them only."""
    subject = glossary.subject(name)
    if subject and any(_of_another(name_key(part.name), subject, glossary) for part in pair):
        return False
    compares = bool(change_in(name)) or any(map(_LAST_YEAR.search, formula.terms))
    if not compares and any(_LAST_YEAR.search(part.name) for part in pair):
        return False
    among = [part for part in written.parts if part.name.startswith("其中")]
    if any(part not in pair for part in among):
        return False  # 其中退休3人 may have to be left out
    if not among and not written.rate_name.endswith(_OF_ANYTHING):
        return True
    return any(core in name_key(part.name) for part in pair for core in _cores(name, formula, written))  # fmt: skip


def _of_another(part: str, subject: str, glossary: Glossary) -> bool:
    """Does a part name another item of the glossary (三公经费预算 under 公用经费控制率), and not the row's?"""
    said = {label.name for key, label in glossary.items.items() if key in part}
    return bool(said) and subject not in said


def _cores(name: str, formula: Formula, written: Written) -> Iterator[str]:
    """What the rate is of: 量化指标 of 量化指标占比, 满意 of 满意度."""
    said = name_key(written.rate_name)
    stems = [said, *(each.removesuffix(said) for each in (name_key(formula.name), name) if said)]
    for stem in stems:
        for ending in (*_OF_ANYTHING, "率", "度"):
            stem = stem.removesuffix(ending)
        if len(stem) >= _LEAST:
            yield stem
