"""每超过1个百分点加0.3分，加至满分为止: points on top of a band's, as far as the row's points go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.shapes.elements import Award, Band, Clauses, Deduction, Edge
from sheetscore.rules.shapes.number_line import Contradiction, Piece
from sheetscore.rules.shapes.shapes import Fixed, Raised


def with_bonus(
    clauses: Clauses, points: Fraction, below: Callable[[Clauses, Fraction], list[Piece]]
) -> list[Piece]:
    """The pieces that `below` makes of the clauses without their bonus, and the bonus on top. Raises Contradiction.

    What would come out above the row's points has no score unless the wording says where the adding ends.
    """
    bonus = clauses.bonus
    assert bonus is not None
    plain = _without(clauses, points)
    base = max((band.award.of(points) for band in plain.bands), default=None)
    if base is None or len(bonus.step.directions) != 1:
        raise Contradiction("没有写从几分起加分")
    size, add = bonus.step.size.number, bonus.step.deduct.of(points)
    if size <= 0 or add <= 0:
        raise Contradiction("每档的幅度或加分是 0")
    over = bonus.step.directions == {"over"}
    pieces = below(plain, base)
    top = _top(pieces, base, over)
    anchor = top.low if over else top.high
    assert anchor is not None
    _check_anchor(bonus, anchor, over)
    if top.low != top.high:
        if not anchor.closed:
            raise Contradiction("加分的起点不在得基本分的一段之内")
        single = Edge(anchor.value, True, 3)
        pieces[pieces.index(top)] = Piece(single, single, top.outcome)
    outcome = Raised(base, anchor.value, size, add, _ceiling(clauses, base, points), points)
    near = Edge(anchor.value, False, 3)
    return [*pieces, Piece(near, None, outcome) if over else Piece(None, near, outcome)]


def _without(clauses: Clauses, points: Fraction) -> Clauses:
    """The same without the bonus, shares of the row's points as numbers (the best band gives less than those)."""

    def printed(award: Award) -> Award:
        return award if award.to is not None else Award(points=award.of(points))

    return replace(
        clauses,
        bands=[Band(b.condition, printed(b.award), b.named, b.taken) for b in clauses.bands],
        deductions=[
            replace(d, step=replace(d.step, deduct=printed(d.step.deduct)))
            for d in clauses.deductions
        ],
        bonus=None, added=None, added_to=None, capped=False,
    )  # fmt: skip


def _top(pieces: list[Piece], base: Fraction, over: bool) -> Piece:
    """The piece from whose inner end on points are added: the best band, open to that side or a single value."""
    for piece in pieces:
        inner, outer = (piece.low, piece.high) if over else (piece.high, piece.low)
        single = inner is not None and outer is not None and inner.value == outer.value
        if piece.outcome == Fixed(base) and inner is not None and (outer is None or single):
            return piece
    raise Contradiction("没有写从哪个值起加分")


def _check_anchor(bonus: Deduction, anchor: Edge, over: bool) -> None:
    step, when = bonus.step, bonus.when
    if step.anchors is not None or step.anchor not in (None, anchor.value):
        raise Contradiction("加分的起点与得基本分的条件不同")
    if step.of_plan and step.size.unit == "ratio" and anchor.value != 1:
        raise Contradiction("从预算或计划算起的加分，起点却不是 100%")
    if when is not None:
        near, far = (when.low, when.high) if over else (when.high, when.low)
        if near is None or far is not None or when.bare or near.value != anchor.value:
            raise Contradiction("加分的起点与得基本分的条件不同")


def _ceiling(clauses: Clauses, base: Fraction, points: Fraction) -> Fraction | None:
    """Where the adding ends; None where the wording does not say."""
    ends = [] if clauses.added is None else [base + clauses.added]
    ends += [] if clauses.added_to is None else [clauses.added_to]
    ends += [points] if clauses.capped else []
    if ends and min(ends) < points:
        raise Contradiction("加分以后也到不了满分")
    return min(ends, default=None)
