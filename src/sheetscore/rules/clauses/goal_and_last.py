"""A wording over the target and last year's figure: 达到目标得5分；未达到目标但高于上年的得3分；等于或低于上年的不得分.

Where the wording states both figures (年度目标6000人次，上年实际5400人次。) it is one over the row's own figure; else both stand in
the row or in the tables. A target not above last year's figure gives two answers where both are reached: a person decides.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.compiler import compile_printed
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula
from sheetscore.rules.rule import Quantity, Rule
from sheetscore.rules.shapes.shapes import Fixed, Interval, Ladder, Reading, Segment
from sheetscore.rules.tokens.wording import RATE_ENDINGS
from sheetscore.words.text import name_key

_N = r"\d+(?:\.\d+)?"
_UNIT = r"(?:%|[\u4e00-\u9fff㎡]{1,3})"
_GOAL = "(?:年度|年初|绩效|预期)?(?:目标|指标)(?:值|任务|数)?"
_LAST = "(?:上一年度?|上年度?|去年)(?:的?(?:实际|完成|实际完成)?(?:水平|数|值)?)"
_NO_POINTS = "(?:不得分|不计分|得0分)"
_STEPS = regex(
    rf"(?:达到|完成)(?:或超过)?{_GOAL}的?,?得(?P<all>满分|{_N}分)[;,。]"
    rf"(?:未达到|未完成|没有达到|没有完成|低于){_GOAL},?(?:但|但是|且)(?P<over>高于|超过|不低于|达到){_LAST}的?,?得(?P<some>{_N})分[;,。]"
    rf"(?:(?P<other>否则|其余的?|其他情况)|(?P<under>等于或低于|低于或等于|不高于|未超过|低于){_LAST})的?,?{_NO_POINTS}[。;]?"
)
_STATED = regex(
    rf"{_GOAL}(?:为|是|:)?(?P<goal>{_N})(?P<unit>{_UNIT}),{_LAST}(?:为|是|:)?(?P<last>{_N})(?P<other>{_UNIT})[。;]"
)
_STRICT = ("高于", "超过")


def compile_goal_and_last(
    wording: str, points: Fraction, name: str, *, goal: str | None, goal_value: Fraction | None, reading: Reading, places: int,
) -> Rule | None:  # fmt: skip
    """The rule of a cleaned wording; None for any other. `goal` is the sign of the 年度指标值 in the row, `goal_value` its value."""
    stated = _STATED.match(_plain(wording))
    steps = _STEPS.fullmatch(_plain(wording)[stated.end() :] if stated else wording)
    if steps is None:
        return None
    most = points if steps["all"] == "满分" else fraction(steps["all"][:-1])
    some, strict = fraction(steps["some"]), steps["over"] in _STRICT
    if most != points or not 0 < some < most or not _is_rest(steps, strict):
        return None
    if stated:
        return _of_stated(stated, steps, strict, points, name, goal_value, reading, places)
    if goal is None or goal in ("≤", "<"):
        return None
    return _of_figures(wording, points, some, strict, name, reading, places)


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def _is_rest(steps: re.Match[str], strict: bool) -> bool:
    """Is what scores nothing all that is left? 高于 leaves 等于或低于, 不低于 leaves 低于."""
    return steps["other"] is not None or (steps["under"] == "低于") is not strict


def _of_stated(
    stated: re.Match[str], steps: re.Match[str], strict: bool, points: Fraction, name: str, goal_value: Fraction | None,
    reading: Reading, places: int,
) -> Rule | None:  # fmt: skip
    """Both figures are printed: bands of the row's own one."""
    target, last, unit = fraction(stated["goal"]), fraction(stated["last"]), stated["unit"]
    scale = 100 if unit == "%" else 1
    if unit != stated["other"] or target <= last:
        return None
    if goal_value is not None and goal_value * scale != target:
        return None
    more, less = (">", "≤") if strict else ("≥", "<")
    aim, before = f"{stated['goal']}{unit}", f"{stated['last']}{unit}"
    bands = f"≥{aim}得{steps['all']};<{aim}且{more}{before}得{steps['some']}分;{less}{before}不得分"
    rule: Rule = compile_printed(bands, points, name, reading=reading, places=places)
    whole = rule.computable and isinstance(rule.shape, Ladder) and rule.unit == unit
    return replace(rule, text=stated.string) if whole else None


def _of_figures(
    text: str,
    points: Fraction,
    some: Fraction,
    strict: bool,
    name: str,
    reading: Reading,
    places: int,
) -> Rule:
    """Both figures stand elsewhere: reaching the target counts 2, being above last year 1; 2 alone is not said."""
    key = name_key(name)
    unit = "%" if key.endswith(RATE_ENDINGS) else ""
    own = Quantity(key, "own", unit)
    aim = Quantity("年度指标值", "goal", unit, False, key)
    last = Quantity(f"上年{key}", "last", unit, False, key)
    reached = _condition(own, aim, Fraction(2), False)
    above = _condition(own, last, Fraction(1), strict)
    bands = (
        (None, Fraction(1), Fraction(0)),
        (Fraction(1), Fraction(2), some),
        (Fraction(3), None, points),
    )
    shape = Ladder(
        tuple(
            Segment(Interval(low, low is not None, high, False), Fixed(given))
            for low, high, given in bands
        )
    )
    formula = Formula("符合的条件（达到目标算2项）", Node("+", (reached, above)))
    return Rule(
        text, points, name, "bands", "bands", "quantity", shape, "项", formula=formula, reading=reading, places=places,
        quantities=(own, aim, last), counted=text,
    )  # fmt: skip


def _condition(own: Quantity, other: Quantity, given: Fraction, strict: bool) -> Node:
    """`given` where the own figure is at least the other (`strict`: above it), else 0."""
    zero = Fraction(0)
    below = Segment(Interval(None, False, zero, strict), Fixed(zero))
    from_ = Segment(Interval(zero, not strict, None, False), Fixed(given))
    distance = Node(
        "group", (Node("-", (Node("term", text=own.term), Node("term", text=other.term))),)
    )
    shown = f"{'>' if strict else '≥'}0{own.unit}"
    return Node("score", (distance,), shown, ladder=Ladder((below, from_)))
