"""得分=满意度/90%×分值: the score as a straight line over the row's own rate, exact, and where it holds."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction

from lark import UnexpectedInput

from sheetscore.exact.amounts import fraction
from sheetscore.regexes import regex
from sheetscore.rules.formulas.expressions import Node, read_expression
from sheetscore.rules.formulas.formula import POINTS_WORDS
from sheetscore.rules.shapes.elements import LARGEST_RATE, Award, Band, Clauses, Edge
from sheetscore.rules.shapes.number_line import Contradiction, Piece, floored
from sheetscore.rules.shapes.shapes import Fixed, Linear
from sheetscore.rules.tokens.sides import done_rate_is_own
from sheetscore.rules.tokens.subject import names_same
from sheetscore.words.text import name_key

_LEAST = regex(r"min[({\[](?P<first>[^(){}\[\],]*),(?P<second>[^(){}\[\],]*)[)}\]]", re.IGNORECASE)
_INNER = "最小值"
_POINTS_TIMES = regex(r"(?P<points>\d+(?:\.\d+)?)分\*[^-+*/()]+")


def score_line(
    body: str, name: str, points: Fraction, first: str = "", units: Collection[str] = ()
) -> Award | None:
    """The award `slope × value + base` that an expression over the row's own quantity gives; None for any other expression.

    `first` is the first subject of the wording, `units` the units that the conditions have: 实际面积/5000亩 is over 亩.
    MIN(完成率,100%) keeps the score level from there on: `top` is that rate.
    """
    printed = _POINTS_TIMES.fullmatch(body)
    if printed and fraction(printed["points"]) != points:
        return None  # 12分×执行率 of a row worth 10
    for unit in units:
        body = re.sub(rf"(?<=\d){re.escape(unit)}(?=[-+*/)]|$)", "", body)
    line = _Line(name, points, first, bool(units))
    least = _LEAST.search(body)
    top: Fraction | None = None
    try:
        if least:
            inner, limit = line.least(least["first"], least["second"])
            outer = _Line(_INNER, points, "", False).of(
                read_expression(_LEAST.sub(_INNER, body))[0]
            )
            found = (outer[0] * inner[0], outer[0] * inner[1] + outer[1])
            top = (limit - inner[1]) / inner[0]
        else:
            found = line.of(read_expression(body)[0])
    except (UnexpectedInput, ValueError, ZeroDivisionError):
        return None
    if found[0] == 0 or (not units and abs(found[0]) < points / 5):
        return None  # so flat a line over a rate means percentage points, not the rate
    return Award(line=found, top=top, scaled="/" in body)


class _Line:
    """Reads an expression as a straight line (slope, base) over one term, the row's own quantity."""

    def __init__(self, name: str, points: Fraction, first: str, quantity: bool) -> None:
        self.name = name
        self.points = points
        self.first = first
        self.quantity = quantity
        self.term = ""

    def least(self, first: str, second: str) -> tuple[tuple[Fraction, Fraction], Fraction]:
        """The line and the limit among the two members of MIN(…). Raises ValueError for anything else."""
        lines = [self.of(read_expression(part)[0]) for part in (first, second)]
        rising = [line for line in lines if line[0] > 0]
        limits = [line[1] for line in lines if line[0] == 0]
        if len(rising) != 1 or len(limits) != 1:
            raise ValueError("MIN 里不是一个率和一个上限")
        return rising[0], limits[0]

    def of(self, node: Node) -> tuple[Fraction, Fraction]:
        """(slope, base). Raises ValueError where the expression is no straight line over the row's quantity."""
        if node.op == "number":
            return Fraction(0), node.value
        if node.op == "term":
            return self._term(node.text)
        if node.op != "group" and len(node.parts) < 2:
            raise ValueError("绝对值不是直线")
        one = self.of(node.parts[0])
        if node.op == "group":
            return one
        two = self.of(node.parts[1])
        if node.op in "+-":
            self._same_scale(node, one, two)
            sign = 1 if node.op == "+" else -1
            return one[0] + sign * two[0], one[1] + sign * two[1]
        if node.op == "*":
            if one[0] and two[0]:
                raise ValueError("率的平方")
            line, factor = (one, two[1]) if two[0] == 0 else (two, one[1])
            return line[0] * factor, line[1] * factor
        if two[0]:
            raise ValueError("率在分母里")
        if one[0] and not self.quantity and two[1] > LARGEST_RATE:
            raise ValueError("率除以没有写百分号的数，分不清 90 还是 90%")
        return one[0] / two[1], one[1] / two[1]

    def _term(self, text: str) -> tuple[Fraction, Fraction]:
        if text in POINTS_WORDS:
            return Fraction(0), self.points
        key = name_key(text).removeprefix("实际")
        own = names_same(key, self.name, self.first) or names_same(
            f"实际{key}", self.name, self.first
        )
        own = own and done_rate_is_own(key, name_key(self.name)) is not False
        if not key or not own or (self.term and key != self.term):
            raise ValueError(f"不是本指标：{text}")
        self.term = key
        return Fraction(1), Fraction(0)

    def _same_scale(
        self, node: Node, one: tuple[Fraction, Fraction], two: tuple[Fraction, Fraction]
    ) -> None:
        """95-完成率 without a % sign: a number of percentage points and a rate are no sum."""
        for part, other in ((node.parts[0], two), (node.parts[1], one)):
            bare = part.op == "number" and part.text != "%" and part.value > LARGEST_RATE
            if bare and other[0] in (1, -1) and not self.quantity:
                raise ValueError("没有写百分号的数与率相加减")


# -- on the number line
def lined(clauses: Clauses, points: Fraction, fixed: list[Piece]) -> list[Piece]:
    """The pieces of a wording with score lines: the fixed bands, each line under its condition, the rest of the values.

    Raises Contradiction where full marks are never reached or a line leaves 0..points inside its own condition.
    """
    if clauses.deductions or clauses.standard is not None or clauses.most is not None:
        raise Contradiction("得分公式与分档扣分混在一起")
    pieces = list(fixed)
    _check_rest(clauses.rest, points, clauses)
    _check_capped(clauses, points)
    for band in clauses.bands:
        if band.award.line is not None:
            where = Piece(band.condition.low, band.condition.high, Fixed(points))
            _leave_out(where, fixed)
            _check_apart(where, pieces)
            slope = band.award.line[0]
            if (where.high is None) if slope > 0 else (where.low is None):
                _check_rest(band.award, points, clauses)
            pieces += _clipped(where, band.award, clauses, points)
    if clauses.rest is not None:
        gaps = _gaps(pieces)
        if not gaps:
            raise Contradiction("得分公式没有留下可用的值")
        found = [part for gap in gaps for part in _in_gap(gap, clauses.rest, clauses, points)]
        if not found:
            raise Contradiction("得分公式没有留下可用的值")
        pieces += found
    if not any(_best(piece) == points for piece in pieces):
        raise Contradiction("文中的满分与分值不一致")
    _check_one_way(pieces, clauses)
    return pieces if clauses.floor is None else floored(pieces, clauses.floor, points)


def _check_capped(clauses: Clauses, points: Fraction) -> None:
    """超过100%的按100%计 levels the score at 100 %, so full marks must lie there."""
    awards = [*(band.award for band in clauses.bands), clauses.rest]
    for award in awards:
        if award is not None and award.line is not None and clauses.capped_rate:
            slope, base = award.line
            if slope + base != points:
                raise Contradiction("得分公式在 100% 处不是满分，却按 100% 封顶")


def _check_one_way(pieces: list[Piece], clauses: Clauses) -> None:
    """A better value never gives less: all pieces rise as the line does (a fall to 0 at the far side is let through)."""
    slopes = [a.line[0] for a in (*(b.award for b in clauses.bands), clauses.rest) if a and a.line]
    ordered = sorted(pieces, key=lambda p: (p.low is not None, p.low.value if p.low else 0))
    rising = all(slope > 0 for slope in slopes)
    if len(ordered) > 1 and ordered[-1 if rising else 0].outcome == Fixed(Fraction(0)):
        ordered.pop(-1 if rising else 0)  # 大于100%的，得0分
    scores: list[Fraction] = []
    for piece in ordered:
        ends = [edge.value for edge in (piece.low, piece.high) if edge is not None]
        found = [piece.outcome.at(value, "whole") for value in ends]
        scores += [score for score in found if score is not None]
    if scores != sorted(scores, reverse=not rising) or any(
        (slope > 0) != rising for slope in slopes
    ):
        raise Contradiction("得分有升有降，与公式的方向不一致")


def _in_gap(gap: Piece, rest: Award, clauses: Clauses, points: Fraction) -> list[Piece]:
    """The line on one stretch that the bands leave; nothing where it gives no score between 0 and the points."""
    try:
        return _clipped(gap, rest, clauses, points)
    except Contradiction:
        return []


def _check_rest(rest: Award | None, points: Fraction, clauses: Clauses) -> None:
    """得分=执行率×10 for 20 points never gives full marks at 100 %: the points do not fit."""
    quantity = {band.condition.unit for band in clauses.bands} - {"ratio", "number"}
    if rest is None or rest.line is None or rest.top is not None or quantity:
        return
    slope, base = rest.line
    if not 0 <= (points - base) / slope <= (LARGEST_RATE if rest.scaled else 1):
        raise Contradiction("得分公式里的分数与分值不一致")


def _leave_out(line: Piece, fixed: list[Piece]) -> None:
    """低于80%不得分 takes the far end of a line that is said to hold below 100 %."""
    for piece in fixed:
        nothing = piece.outcome == Fixed(Fraction(0))
        far = nothing and piece.high is None and line.high is None
        if far and piece.low and line.low and piece.low.value > line.low.value:
            line.high = _open(piece.low)  # 超出20%及以上的不得分
        if not nothing or piece.high is None or piece.low is not None:
            continue
        if line.low is None and line.high is not None and piece.high.value < line.high.value:
            line.low = _open(piece.high)


def _check_apart(line: Piece, pieces: list[Piece]) -> None:
    for piece in pieces:
        shared = _both(line, piece)
        if shared is not None and not (
            shared.low and shared.high and shared.low.value == shared.high.value
        ):
            raise Contradiction("区间互相重叠")


def line_bands(clauses: Clauses) -> tuple[list[Band], bool]:
    """The bands of fixed points, and whether any score line stands beside them."""
    fixed = [band for band in clauses.bands if band.award.line is None]
    return fixed, len(fixed) < len(clauses.bands) or clauses.rest is not None


def _best(piece: Piece) -> Fraction:
    """The most a piece gives or comes close to."""
    outcome = piece.outcome
    if isinstance(outcome, Linear):
        edges = [edge.value for edge in (piece.low, piece.high) if edge is not None]
        return max((outcome.slope * value + outcome.base for value in edges), default=Fraction(0))
    return outcome.score if isinstance(outcome, Fixed) else Fraction(0)


def _gaps(pieces: list[Piece]) -> list[Piece]:
    """What the pieces leave of the number line, in order."""
    ordered = sorted(pieces, key=lambda p: (p.low is not None, p.low.value if p.low else 0))
    gaps: list[Piece] = []
    reach: Edge | None = None
    begun = False
    for piece in ordered:
        if not begun:
            if piece.low is not None:
                gaps.append(Piece(None, _open(piece.low), Fixed(Fraction(0))))
        elif reach is not None and piece.low is not None and piece.low.value > reach.value:
            gaps.append(Piece(_open(reach), _open(piece.low), Fixed(Fraction(0))))
        begun, reach = True, piece.high
        if piece.high is None:
            return gaps
    gaps.append(Piece(_open(reach) if reach else None, None, Fixed(Fraction(0))))
    return gaps


def _open(edge: Edge) -> Edge:
    return Edge(edge.value, not edge.closed, 2)


def _clipped(where: Piece, award: Award, clauses: Clauses, points: Fraction) -> list[Piece]:
    """A line on a stretch, as far as it gives 0 to full marks; level beyond where the wording caps it."""
    assert award.line is not None
    slope, base = award.line
    zero, full = -base / slope, (points - base) / slope
    level = points
    if award.top is not None:
        level = slope * award.top + base
        if slope < 0 or not 0 < level <= points:
            raise Contradiction("得分公式的上限与分值不一致")
        full = award.top
    low, high = (zero, full) if slope > 0 else (full, zero)
    if slope > 0 and zero < 0:
        low = Fraction(0)  # a completion below 0 is none
    ends: list[Piece] = [Piece(Edge(low, True, 3), Edge(high, True, 3), Linear(slope, base))]
    capped = clauses.capped or award.top is not None
    if capped and slope > 0:
        ends.append(Piece(Edge(full, False, 3), None, Fixed(level)))
    elif capped:
        ends.append(Piece(None, Edge(full, False, 3), Fixed(level)))
    if clauses.until and clauses.floor is None and not (slope > 0 and zero < 0):
        nothing = Fixed(Fraction(0))
        ends.append(
            Piece(None, Edge(zero, False, 3), nothing)
            if slope > 0
            else Piece(Edge(zero, False, 3), None, nothing)
        )
    found = [part for end in ends if (part := _both(where, end)) is not None]
    if not found:
        raise Contradiction("得分公式在所说的范围内超出分值")
    if all(
        isinstance(part.outcome, Linear)
        and part.low
        and part.high
        and part.low.value == part.high.value
        for part in found
    ):
        raise Contradiction("得分公式只在一个值上成立")
    bounded = where.low is not None and where.high is not None
    if bounded and not (_covers(found, where.low, 0) and _covers(found, where.high, 1)):
        raise Contradiction("得分公式在所说的范围内超出分值")
    return found


def _covers(pieces: list[Piece], edge: Edge | None, side: int) -> bool:
    return any(
        (piece.low, piece.high)[side] is not None
        and edge is not None
        and (piece.low, piece.high)[side] == replace(edge)
        for piece in pieces
    )


def _both(one: Piece, two: Piece) -> Piece | None:
    """The stretch common to two pieces, with the outcome of the second; None for an empty one."""
    low = _inner(one.low, two.low, upper=False)
    high = _inner(one.high, two.high, upper=True)
    if low is not None and high is not None and low.value >= high.value:
        single = low.value == high.value and low.closed and high.closed
        return Piece(low, high, two.outcome) if single else None
    return Piece(low, high, two.outcome)


def _inner(one: Edge | None, two: Edge | None, upper: bool) -> Edge | None:
    """The narrower of two edges; at the same value the first one's, unless the second leaves the value out."""
    if one is None or two is None:
        return one or two
    if one.value == two.value:
        return one if two.closed else replace(one, closed=False)
    return (
        (one if one.value < two.value else two)
        if upper
        else (one if one.value > two.value else two)
    )
