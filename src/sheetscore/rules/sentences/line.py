"""A formula over the row's own figure as a straight line: 分值×（0.6+0.4×实际增速÷目标增速), 4+4×（增收额-800）/200."""

from __future__ import annotations

import re
from copy import copy
from fractions import Fraction

from lark.exceptions import LarkError

from sheetscore.rules.formulas.expressions import Node, read_expression
from sheetscore.rules.sentences.chunk import tokens
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.tokens.sides import counts_up, done_rate_is_own
from sheetscore.words.better_rates import may_be_more

Line = tuple[Fraction, Fraction]
"""(slope, base): score = slope × figure + base."""
DATED = frozenset(("年", "年度", "月", "号"))
"""Units of a date, of which a larger number is no more of anything."""
_POINTS = re.compile(
    "(?:本项|该项|本指标|该指标|此项|指标)?的?(?:满分值?|标准分值?|权重分值?|权重分?|分值|总分值?)"
)


def line(body: str, asked: Asked) -> Line | None:
    """The line that `body` is; None for anything that is none, or whose figures are not the row's own."""
    body = re.sub(r"(?<=[\d)])分(?=$|[-+*/)\]×÷])", "", body.strip())
    body = body.replace("【", "(").replace("】", ")").replace("×", "*").replace("÷", "/")
    try:
        node, repairs = read_expression(body, mixed=True)
    except (ValueError, LarkError):
        return None
    if repairs:
        return None
    found = _line(node, asked)
    rising = found is not None and found[0] > 0 and not found[1]
    if rising and not asked.row.is_rate and not may_be_more(asked.row.key):
        return None  # 支出占到位资金的比例×分值 of 资金结余情况
    share = rising and "/" in body
    if share and asked.target is not None and asked.target.unit in DATED:
        return None  # 2026年 of 2025年
    if share and asked.better == 0 and not counts_up(asked.row.key):
        return None  # 实际/目标 of 处理天数: more of it is not said to be better
    return found


def _line(node: Node, asked: Asked) -> Line | None:
    if node.op == "number":
        return Fraction(0), node.value
    if node.op == "group":
        return _line(node.parts[0], asked)
    if node.op == "term":
        return _term(node.text, asked)
    if node.op not in "+-*/" or len(node.parts) != 2:
        return None
    one, two = _line(node.parts[0], asked), _line(node.parts[1], asked)
    if one is None or two is None:
        return None
    if node.op == "+":
        return one[0] + two[0], one[1] + two[1]
    if node.op == "-":
        return one[0] - two[0], one[1] - two[1]
    if node.op == "*":
        if one[0] and two[0]:
            return None
        return one[0] * two[1] + two[0] * one[1], one[1] * two[1]
    if two[0] or not two[1]:
        return None
    return one[0] / two[1], one[1] / two[1]


def _term(text: str, asked: Asked) -> Line | None:
    if _POINTS.fullmatch(text):
        return Fraction(0), asked.points
    if re.search(r"\d|分", text):
        return None
    found = tokens(text, asked)
    if found is None:
        return None
    if done_rate_is_own(text, asked.row.key) is False:
        return None
    kinds = {token.kind for token in found}
    target = asked.target
    if "goal" in kinds and kinds <= {"goal", "own"}:
        return (Fraction(0), target.value) if target else None
    if kinds == {"done"} or (kinds == {"named"} and asked.alias[text] == "done"):
        return (1 / target.value, Fraction(0)) if target and target.value > 0 else None
    if kinds == {"own"} or text in (
        "完成值",
        "实际完成值",
        "实际值",
        "完成数",
        "实际完成数",
        "实际数",
    ):
        return Fraction(1), Fraction(0)
    return None


def short_of_full(scored: Line, body: str, asked: Asked) -> bool:
    """得分=完成数/目标数×2 in a row of 20 points: what reaches the target would have 2 of them."""
    target = asked.target
    if target is None or not target.value:
        return False
    other = copy(asked)
    other.target = target._replace(value=target.value * 2)
    return line(body, other) != scored and scored[0] * target.value + scored[1] != asked.points


def inverse(body: str, asked: Asked) -> Fraction | None:
    """目标值/实际值×分值: what is divided by the figure; None for anything else."""
    target = asked.target
    match = re.fullmatch(
        r"[(\[]?(?P<top>[^*/()]+)/(?P<low>[^*/()]+)[)\]]?\*(?P<points>[^*/]+)",
        body.replace("×", "*").replace("÷", "/"),
    )
    if match is None or target is None or target.value <= 0:
        return None
    top, low, points = (line(match[each], asked) for each in ("top", "low", "points"))
    zero = Fraction(0)
    if (top, low, points) != ((zero, target.value), (Fraction(1), zero), (zero, asked.points)):
        return None
    return target.value * asked.points
