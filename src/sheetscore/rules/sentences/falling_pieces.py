"""Points that come off: steps away from full marks, in one or several stages."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.sentences.band_pieces import (
    ZERO,
)
from sheetscore.rules.sentences.clause_records import Clauses, Stepping
from sheetscore.rules.sentences.step_sides import (
    of_plan,
    of_which,
    sides_of_step,
    size_of_step,
)
from sheetscore.rules.sentences.stretch_records import SIGN
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import Edge
from sheetscore.rules.shapes.number_line import Contradiction, Piece
from sheetscore.rules.shapes.shapes import Fixed, Stepped, Unsettled


def deducted(
    steps: list[Stepping], found: Clauses, pieces: list[Piece], full: Piece | None, asked: Asked
) -> list[Piece]:
    if full is None:
        raise Contradiction("没有写得满分的条件")
    if any(step.where is not None and step.where.bare for step in steps):
        raise Contradiction("扣分前面的数没有写是以上还是以下")
    if any(s.where is not None and s.where.apart and s.way != "away" for s in steps):
        raise Contradiction("偏离的两边怎样扣没有写明")
    if any(of_which(step) for step in steps):
        raise Contradiction("每次扣的是超出的还是全部，分不清")
    points = asked.points
    floor = ZERO
    if found.most_off is not None:
        if (found.to_zero or found.until) and found.most_off != points:
            raise Contradiction("扣分上限与扣至0分不合")
        floor = points - found.most_off
    if found.floor is not None:
        if found.most_off is not None and floor != found.floor:
            raise Contradiction("扣分上限与保底的分数不合")
        floor = found.floor
    if not 0 <= floor < points:
        raise Contradiction("扣分上限与分值不合")
    kept = list(pieces)
    if not any(p is full for p in kept):
        kept.append(full)
    for side in ("under", "over"):
        mine = [s for s in steps if side in sides_of_step(s, full, asked)]
        if mine:
            full, kept = _one_side(mine, side, found, full, kept, floor, asked)
    return kept


def _one_side(
    steps: list[Stepping], side: str, found: Clauses, full: Piece, kept: list[Piece], floor: Fraction, asked: Asked
) -> tuple[Piece, list[Piece]]:  # fmt: skip
    """The steps on one side of full marks, nearest first."""
    assert isinstance(full.outcome, Fixed)
    top = full.outcome.score
    edge = full.low if side == "under" else full.high
    if edge is None or (full.low and full.high and full.low.value == full.high.value):
        single = full.low if full.low and full.high and full.low.value == full.high.value else None
        if single is None:
            raise Contradiction("满分条件与扣分方向相反")
        opened = replace(full, high=None) if side == "under" else replace(full, low=None)
        other = "over" if side == "under" else "under"
        counted = not asked.row.is_rate and single.value == 0
        if not counted and not any(
            other in sides_of_step(s, full, asked) for s in found.steps if not s.adds
        ):
            kept = [opened if p is full else p for p in kept]
            full = opened
        edge = single
    sign = -1 if side == "under" else 1
    ordered = sorted(steps, key=lambda s: sign * _near(s, side, edge))
    if len({_near(s, side, edge) for s in ordered}) < len(ordered):
        raise Contradiction("同一段写了两种扣法")
    before: Piece | None = None
    for at, step in enumerate(ordered):
        near_value = _near(step, side, edge)
        if step.of_target and edge.value != of_plan(asked):
            raise Contradiction("从目标算起的扣分，满分线却不是目标")
        near = Edge(near_value, not edge.closed, SIGN)
        start, anchor = top, step.anchor if step.anchor is not None else near_value
        if near_value != edge.value and step.anchor == edge.value and step.base == top:
            near = _own_edge(step, side)
        elif near_value != edge.value:
            start, near = _later_start(step, side, before, kept, near_value)
        elif step.base is not None and step.base != top:
            raise Contradiction("基础分与满分不同")
        if step.anchor is not None and step.anchor != edge.value and near_value == edge.value:
            raise Contradiction("扣分的起点与满分条件不同")
        far = _far(step, side, kept, near_value, ordered[at + 1 :], edge)
        outcome = Stepped(start, anchor, size_of_step(step, asked), step.amount, floor)
        piece = Piece(far, near, outcome) if side == "under" else Piece(near, far, outcome)
        kept.append(piece)
        before = piece
    return full, kept


def _own_edge(step: Stepping, side: str) -> Edge:
    where = step.where
    assert where is not None
    edge = where.high if side == "under" else where.low
    assert edge is not None
    return edge


def _near(step: Stepping, side: str, edge: Edge) -> Fraction:
    where = step.where
    if where is None or where.bare or where.apart:
        return edge.value
    near = where.high if side == "under" else where.low
    return edge.value if near is None else near.value


def _later_start(
    step: Stepping, side: str, before: Piece | None, kept: list[Piece], near: Fraction
) -> tuple[Fraction, Edge]:  # fmt: skip
    """低于90%的部分, 在扣2分的基础上: what is left where a later stretch of steps begins."""
    where = step.where
    assert where is not None
    own = where.high if side == "under" else where.low
    assert own is not None
    left: Fraction | None = None
    if before is not None and isinstance(before.outcome, Stepped):
        left = before.outcome.at(near, "whole")
    band = next(
        (p for p in kept if isinstance(p.outcome, Fixed) and (p.low if side == "under" else p.high) is not None
         and (p.low if side == "under" else p.high).value == near), None,  # type: ignore[union-attr]
    )  # fmt: skip
    if band is not None and isinstance(band.outcome, Fixed):
        left = band.outcome.score
    if step.base is not None:
        if left is not None and left != step.base:
            raise Contradiction("基础分与前一档不同")
        return step.base, own
    if step.part and left is not None and before is not None:
        return left, own
    raise Contradiction("后一段从几分扣起没有写明")


def _far(
    step: Stepping, side: str, kept: list[Piece], near: Fraction, later: list[Stepping], edge: Edge
) -> Edge | None:  # fmt: skip
    where = step.where
    if where is not None and not where.bare and not where.apart:
        far = where.low if side == "under" else where.high
        if far is not None:
            return far
    found: list[Edge] = []
    for piece in kept:
        if not isinstance(piece.outcome, Fixed | Unsettled):
            continue
        inner = piece.high if side == "under" else piece.low
        if inner is None:
            continue
        beyond = inner.value < near if side == "under" else inner.value > near
        if beyond:
            found.append(Edge(inner.value, not inner.closed, SIGN))
    for other in later:
        value = _near(other, side, edge)
        found.append(Edge(value, not _closed(other, side), SIGN))
    if not found:
        return None
    return (
        max(found, key=lambda e: e.value) if side == "under" else min(found, key=lambda e: e.value)
    )


def _closed(step: Stepping, side: str) -> bool:
    where = step.where
    assert where is not None
    edge = where.high if side == "under" else where.low
    return bool(edge and edge.closed)
