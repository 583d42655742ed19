"""What a wording says twice, differently: 扣完为止 beside 最低不低于2分. And 低于目标值5%: points, or a share of the target?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sheetscore.regexes import regex
from sheetscore.rules.shapes.elements import Clauses, Condition
from sheetscore.words.text import clean

_OF = r"(?:年度|绩效|预期|既定)*(?:目标任务|目标|指标|计划|任务|标准|基准|规定|要求)(?:值|数|量|比例|水平)?"
_PART = regex(
    rf"每(?:比|较|与)?{_OF}(?:相比)?,?(?:每)?(?:低|少|高|超|相差|偏离)[\u4e00-\u9fff]{{0,2}}\d+(?:\.\d+)?%"
    rf"|(?:比|较|与){_OF}(?:相比)?,?每(?:低|少|高|超|降|减|增|相?差|偏离)[\u4e00-\u9fff]{{0,2}}\d+(?:\.\d+)?%"
    rf"|每(?:低于|少于|高于|超过|超出|高出|低|少|超|偏离|相差|未达到|低出|降低)(?:了)?{_OF}的?\d+(?:\.\d+)?%"
)
WHOLE = Fraction(1)


def said_twice(clauses: Clauses, points: Fraction) -> Iterator[str]:
    """Bounds of a deduction that do not agree: the points that may come off, and those that stay."""
    least, most = clauses.floor, clauses.most
    if not clauses.deductions:
        return
    if clauses.until and ((least or 0) > 0 or (most is not None and most < points)):
        yield "扣完为止和最低得分（最多扣分）前后不同"
    if least is not None and most is not None and points - most != least:
        yield "最低得分和最多扣分前后不同"


def names_part(text: str) -> bool:
    """Does a step go by some % of, or below, a target that is named without its number?"""
    return _PART.search(clean(text).text) is not None


def part_of_target(text: str, clauses: Clauses, unit: str) -> Iterator[str]:
    """每低于目标值5% of a rate whose target is not 100 %: 5 points, or 5 % of the target; with 100 % both are the same."""
    if unit != "%" or not _PART.search(text):
        return
    full = [band.condition for band in clauses.bands if band.award.to is None and not band.taken]
    asked = [*full, *(each.when for each in clauses.deductions if each.when is not None)]
    ends = {end for condition in asked for end in _ends(condition)}
    ends |= {clauses.standard} if clauses.standard is not None else set()
    if ends - {WHOLE, Fraction(0)}:
        yield "低于（超过）目标值百分之几，是百分点还是目标值的百分之几，分不清"


def _ends(condition: Condition) -> Iterator[Fraction]:
    for edge in (condition.low, condition.high):
        if edge is not None:
            yield edge.value
