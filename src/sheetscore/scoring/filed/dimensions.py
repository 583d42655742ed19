"""What a formula is counted in: money, areas, people and things. A formula of a rate must come out as a bare number.

决算数/预算数 is one, 决算数-预算数 is an amount of money, 在职人数/预算数 is people for money: neither is a rate, whatever it gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, RATE, decimal, fraction
from sheetscore.model.figure import Input
from sheetscore.regexes import regex
from sheetscore.rules.formulas.expressions import Node
from sheetscore.words.measure_units import COUNTS, times, told_apart
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

Dimension = tuple[int, int, int]
"""Powers of money, area and number of people or things."""

_BARE: Dimension = (0, 0, 0)
_KINDS: dict[str, Dimension] = {
    **dict.fromkeys(MONEY_UNITS, (1, 0, 0)),
    **dict.fromkeys(("㎡", "平方米"), (0, 1, 0)),
    **dict.fromkeys(COUNTS, (0, 0, 1)),
    **dict.fromkeys(("%", RATE), _BARE),
}
_OF_RATES = ("", "%", "‰", RATE, "百分比", "百分数", "百分点")
"""What a rate may be counted in; ‰ is scaled where it is read."""


def is_no_rate(expression: Node, units: Mapping[str, str]) -> bool:
    """Does an expression plainly come out as something else than a bare number? False where the unit of a term is not known."""
    try:
        return _dimension(expression, units) not in (None, _BARE)
    except ValueError:
        return True


def says_nothing(expression: Node) -> bool:
    """Is something subtracted from itself, or divided by itself? One of the two is a slip: (本年度-本年度)/本年度 is always 0."""
    same = len({_plain(part) for part in expression.parts}) == 1
    if expression.op in ("-", "/") and same and expression.terms():
        return True
    return any(says_nothing(part) for part in expression.parts)


def _plain(node: Node) -> str:
    """An expression as a text without its brackets round a whole."""
    if node.op == "group":
        return _plain(node.parts[0])
    return f"{node.text}{node.op}{node.value}({','.join(map(_plain, node.parts))})"


def _dimension(node: Node, units: Mapping[str, str]) -> Dimension | None:
    """None where it is not known. Raises ValueError for a sum of what cannot be added."""
    if node.op == "number":
        return _BARE
    if node.op == "term":
        return _KINDS.get(units.get(node.text, ""))
    parts = [_dimension(each, units) for each in node.parts]
    if node.op in ("group", "abs") or None in parts:
        return parts[0] if len(parts) == 1 else None
    left, right = parts[0] or _BARE, parts[1] or _BARE
    if node.op in ("*", "/"):
        sign = 1 if node.op == "*" else -1
        return left[0] + sign * right[0], left[1] + sign * right[1], left[2] + sign * right[2]
    if left != right:
        raise ValueError("不同的量不能相加减")
    return left


def of_rate(figure: Input, found: Mapping[str, Any] | None) -> Input:
    """1 所, 2.4 件/万人 and 0.24 千分之 are no rate: a row that is counted in something else does not say the quantity of a rate."""
    counted = str(found["counted"] or "") if found else ""
    if figure.unit != "%" or figure.state != "value" or counted in _OF_RATES:
        return figure
    return replace(figure, value=None, state="unit")


def in_one_unit(
    inputs: Sequence[Input], factors: Mapping[str, Fraction]
) -> tuple[list[Input], dict[str, Fraction]]:
    """The figures that are counted in 万件 beside 件 in the unit of the first of them; `factors` by term as they are then.

    Money is kept in 万元 anyway. What is plainly counted in another thing (人 beside 件, 水费 in 吨) is not used, nor what may be
    so many ten thousands or not.
    """
    found, scaled = list(map(_as_named, inputs)), dict(factors)
    first = next((e.unit for e in found if e.value is not None and e.unit not in _NO_COUNT), "")
    for place, each in enumerate(found):
        counted = each.value is not None and first and each.unit not in _NO_COUNT
        times_of = times(each.unit, first) if counted else None
        if (
            counted
            and times_of is None
            and (_scale(each.unit) != _scale(first) or told_apart(each.unit, first))
        ):
            found[place] = _refused(each, f"单位是{each.unit}，和{first}不是一回事")
        if times_of is None or times_of == 1 or each.value is None:
            continue
        try:
            value = decimal(fraction(each.value) * times_of)
        except ValueError:  # 亩 in 公顷: no number of decimals
            found[place] = replace(each, value=None, state="unit")
            continue
        found[place] = replace(each, value=value, unit=first)
        scaled[each.term] = scaled.get(each.term, Fraction(1)) * times_of
    return found, scaled


def _scale(unit: str) -> str:
    found = _SCALE.match(unit)
    return found[0] if found else ""


def _as_named(figure: Input) -> Input:
    """水费 in 吨 is no money, whatever its name says."""
    thing = figure.unit not in _NO_COUNT and _OF_MONEY.search(name_key(figure.term))
    if figure.value is None or not thing:
        return figure
    return _refused(figure, f"是钱的数，单位却是{figure.unit}")


def _refused(figure: Input, why: str) -> Input:
    return replace(figure, value=None, state="unit", why=f"{figure.sheet}!{figure.cell}，{why}")


_SCALE = regex("^[十百千万亿]+(?=.)")
_OF_MONEY = pattern("(?:费|费用|经费|金额|资金|款|{spending})$")
_NO_COUNT = frozenset((*MONEY_UNITS, *_OF_RATES))
