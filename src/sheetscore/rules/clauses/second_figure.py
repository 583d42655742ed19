"""The rule of a wording that compares the row's quantity with a second figure: last year's, the average of all, the 年度指标值, the 预算数.

The wording is put as a plain one over the difference from the second figure, or over the change on it (second_clauses.py), and
then read as any other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from sheetscore.exact.amounts import Number, fraction
from sheetscore.regexes import regex
from sheetscore.rules.clauses.goal_and_last import compile_goal_and_last
from sheetscore.rules.clauses.ledger import Ledger
from sheetscore.rules.clauses.second_clauses import Recast, recast_second
from sheetscore.rules.formulas.expressions import Node
from sheetscore.rules.formulas.formula import Formula, FormulaReading, read_formula
from sheetscore.rules.rule import Quantity, Role, Rule
from sheetscore.rules.shapes.shapes import Fixed, Ladder, Raised, Reading, Stepped
from sheetscore.rules.tokens.wording import (
    CHANGE_ENDINGS,
    COMPLETION_ENDINGS,
    DROP_ENDINGS,
    MAX_LENGTH,
    MORE_ENDINGS,
    RATE_ENDINGS,
    SMALLER_ENDINGS,
)
from sheetscore.words.better_rates import may_be_less
from sheetscore.words.text import clean, name_key


def compile_second(
    text: str,
    points: Number,
    name: str,
    *,
    explanation: str = "",
    goal: str | None = None,
    goal_value: Fraction | None = None,
    reading: Reading = "whole",
    places: int = 2,
) -> Rule | None:
    """The rule of a wording that compares the row's quantity with a second figure; None where it is not read whole.

    `goal` is the sign of the 年度指标值 beside the wording (None: there is none that is a number), `goal_value` its value.
    Its `quantities` are the two, its formula what is worked out of them: the difference, or the change on the second one.
    """
    roles: set[Role] = {"average"} if goal is None else {"average", "goal"}
    if not name_key(name).endswith(CHANGE_ENDINGS + DROP_ENDINGS):
        roles.add("last")
    if not name_key(name).endswith(RATE_ENDINGS):
        roles.add("budget")
    wording = clean(text).text
    if len(text) > MAX_LENGTH or not _NAMED.search(wording):
        return None
    own_formula = read_formula(explanation, name)
    if own_formula.problem or own_formula.scoring_left or _says_more(explanation, name):
        return None
    both = compile_goal_and_last(
        wording, fraction(points), name, goal=goal, goal_value=goal_value, reading=reading, places=places
    )  # fmt: skip
    if both is not None:
        lesser = name_key(name).endswith(SMALLER_ENDINGS) or may_be_less(name_key(name))
        known = not both.quantities or "last" in roles
        return replace(both, text=text) if known and not lesser else None
    recast = recast_second(wording, name, frozenset(roles))
    if recast is None:
        return None
    return _over_second(recast, text, fraction(points), name, goal, reading, places)


def _over_second(
    recast: Recast,
    text: str,
    points: Fraction,
    name: str,
    goal: str | None,
    reading: Reading,
    places: int,
) -> Rule | None:
    """The rule of a wording that was put as a plain one; None where that is not read whole."""
    rule = _read(recast.text, recast.unit, points, name, reading, places)
    shape = rule.shape if rule else None
    if rule is None or not isinstance(shape, Ladder) or rule.formula or rule.exempt:
        return None
    if rule.unit != recast.unit or shape.absolute or not _plain(shape):
        return None
    if _turned(shape, name_key(name)):
        return None
    if recast.second.role == "goal" and goal and not _fits(shape, goal):
        return None
    own = Quantity(name_key(name), "own", recast.second.unit)
    left, right = Node("term", text=own.term), Node("term", text=recast.second.term)
    expression = Node("-", (left, right))
    if recast.change:
        expression = Node("/", (Node("group", (expression,)), right))
    lead = {
        "last": "上年",
        "average": recast.second.term[:4],
        "goal": "年度指标值",
        "budget": "预算",
    }[recast.second.role]
    label = f"较{lead}增减率" if recast.change else f"与{lead}之差"
    return replace(
        rule, text=text, name=name, formula=Formula(label, expression), quantities=(own, recast.second), counted=recast.text,
    )  # fmt: skip


_STEPS_DOWN = regex("<-?0|每(?:低|少|降|下降|减少)")
_STEPS_UP = regex(">-?0|每(?:超|高|增|上升|提高|多)")


def _read(
    text: str, unit: str, points: Fraction, name: str, reading: Reading, places: int
) -> Rule | None:
    """The rule of a plain wording.

    高于…的，每高1件扣1分 alone leaves full marks to the rest; 高于…得满分，低于…的每低…扣… says nothing of what is equal.
    """
    rule = Ledger(text, points, name, FormulaReading(None)).rule("", reading, "linear", places)
    if rule.computable:
        return rule
    down, up = _STEPS_DOWN.search(text), _STEPS_UP.search(text)
    if not re.search("得|满分|计分|给|加", text):
        sign = "≤" if up and not down else "≥" if down and not up else ""
        if not sign or "扣" not in text:
            return None
        text = f"{sign}0{unit}得满分,{text}"
    elif "≥0" in text or "≤0" in text or "=0" in text or not (">0" in text and "<0" in text):
        return None
    else:
        wide = Ledger(text.replace(">0", "≥0", 1), points, name, FormulaReading(None))
        other = Ledger(text.replace("<0", "≤0", 1), points, name, FormulaReading(None))
        for each in (wide, other):
            rule = each.rule("", reading, "linear", places)
            if rule.computable and isinstance(rule.shape, Ladder):
                return replace(rule, shape=_without_zero(rule.shape))
        return None
    rule = Ledger(text, points, name, FormulaReading(None)).rule("", reading, "linear", places)
    return rule if rule.computable else None


def _without_zero(ladder: Ladder) -> Ladder:
    """The same with nothing said of a value that is exactly 0."""
    segments = []
    for each in ladder.segments:
        low, high = each.interval.low, each.interval.high
        interval = replace(
            each.interval,
            low_closed=each.interval.low_closed and low != 0,
            high_closed=each.interval.high_closed and high != 0,
        )
        segments.append(replace(each, interval=interval))
    return replace(ladder, segments=tuple(segments))


_NAMED = regex("上年|上一年|去年|平均|目标|指标值|预算")
_SPEAKS_OF = regex("上年|去年|上一年|平均|同期|同比")


_ONLY_SAYS = regex(
    "(?:反映|考核|评价)?(?:较|比|与|同|和)(?:上一年度?|上年度?|去年)(?:相比|比较|对比)?的?(?:增减|变化|变动|增长|下降|提高)?(?:情况|程度)?[。;]?"
)


def _says_more(explanation: str, name: str) -> bool:
    """Does the 指标说明 speak of another year or an average, and of more than that this is compared with it (与上年比较)?"""
    said = clean(explanation).text
    bare = said.replace(name_key(name), "", 1)
    return bool(_SPEAKS_OF.search(said)) and not _ONLY_SAYS.fullmatch(bare)


def _plain(ladder: Ladder) -> bool:
    return all(isinstance(each.outcome, Fixed | Stepped | Raised) for each in ladder.segments)


def _fits(ladder: Ladder, sign: str) -> bool:
    """Does the wording ask for more where the target says at least, and for less where it says at most?"""
    one, two = (ladder.score(Fraction(at)) for at in (-1000, 1000))
    if one is None or two is None or one == two:
        return False
    return sign in ("≥", ">", "=") if one < two else sign in ("≤", "<")


def _turned(ladder: Ladder, key: str) -> bool:
    """Does a better value by the name of the row give fewer points?"""
    one, two = (ladder.score(Fraction(at)) for at in (-1000, 1000))
    if one is None or two is None:
        return False
    if key.endswith(SMALLER_ENDINGS) or may_be_less(key):
        return one < two
    return key.endswith(COMPLETION_ENDINGS + MORE_ENDINGS) and one > two
