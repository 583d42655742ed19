"""得分=实际完成值/年度指标值×分值: which of the few formulas over a target an expression is, whatever way it is written."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from lark import UnexpectedInput

from sheetscore.regexes import regex
from sheetscore.rules.formulas.expressions import Node, read_expression
from sheetscore.rules.methods.method import Missed
from sheetscore.rules.methods.stated_letters import DONE, RATE, TARGET, Definitions

_LETTERS = regex(r"(?<=[\u4e00-\u9fff])\([AB]\)")
_DONE = regex(rf"{DONE}|(?:实际|全年|年度)+完成")
_TARGET = regex(TARGET)
_RATE = regex(RATE)
_POINTS = regex(
    r"(?:该|本|此)?(?:项)?(?:三级)?(?:绩效)?(?:指标)?(?:所赋|对应)?的?(?:分值|权重|满分|标准分|权重分|分数)(?:值)?"
)
_TRIED = tuple(
    {"D": Fraction(d), "T": Fraction(t), "P": Fraction(p), "R": Fraction(d, t)}
    for d, t, p in ((3, 7, 11), (13, 5, 17), (8, 9, 2))
)
_FORMULAS: tuple[tuple[Missed, Callable[[Fraction, Fraction, Fraction], Fraction]], ...] = (
    ("ratio", lambda done, target, points: done / target * points),
    ("inverse", lambda done, target, points: target / done * points),
    ("linear", lambda done, target, points: (1 - (done - target) / target) * points),
    ("apart", lambda done, target, points: (1 - abs(done - target) / target) * points),
)


def formula_kind(body: str, means: Definitions) -> Missed | None:
    """ratio, inverse or linear for an expression over what was done, the target and the points; None for any other.

    `means`: what the letters and the 完成率 stand for in the note.

    B/A或A/B×分值 is neither: `either` tells it.
    """
    try:
        node, _ = read_expression(_LETTERS.sub("", body), mixed=True)
        values = [_value(node, tried, means) for tried in _TRIED]
    except (UnexpectedInput, ValueError, ZeroDivisionError):
        return None
    for kind, formula in _FORMULAS:
        if values == [formula(tried["D"], tried["T"], tried["P"]) for tried in _TRIED]:
            return kind
    return None


def _value(node: Node, tried: dict[str, Fraction], means: Definitions) -> Fraction:
    """Raises ValueError for a term that is none of the three, nor the rate."""
    terms = node.terms()
    letters = {term: _letter(term, means) for term in terms}
    named = set(letters.values())
    if "P" not in named or not ({"D", "T"} <= named or "R" in named):
        raise ValueError("公式里的项不全")
    return node.evaluate({term: tried[letter] for term, letter in letters.items()})


def _letter(term: str, means: Definitions) -> str:
    if term in ("A", "B") and means.letters:
        return "T" if term == means.letters[0] else "D"
    if means.rate and _RATE.fullmatch(term):
        return "R"
    for letter, pattern in (("P", _POINTS), ("D", _DONE), ("T", _TARGET)):
        if pattern.fullmatch(term):
            return letter
    raise ValueError(f"不认识的项：{term}")


_EITHER = regex(rf"(?:B/A或A/B|A/B或B/A)\*{_POINTS.pattern}")


def either(body: str) -> bool:
    """B/A或A/B×分值: the one of the two that the direction of the target asks for (绥阳 2021)."""
    return _EITHER.fullmatch(body) is not None
