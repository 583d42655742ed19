"""Where full marks lie, as printed or as what a wording that only takes off leaves."""

from __future__ import annotations

from sheetscore.rules.sentences.band_pieces import (
    ZERO,
)
from sheetscore.rules.sentences.clause_patterns import COUNTS_CASES
from sheetscore.rules.sentences.clause_records import Clauses, Stepping
from sheetscore.rules.sentences.step_sides import (
    side_of_step,
)
from sheetscore.rules.sentences.stretch_records import SIGN
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import Edge
from sheetscore.rules.shapes.number_line import Contradiction, Piece
from sheetscore.rules.shapes.shapes import Fixed


def full_piece(found: Clauses, pieces: list[Piece], asked: Asked) -> Piece | None:
    """Where full marks lie: as printed, or what is left of a wording that only takes off."""
    points = asked.points
    printed = [p for p in pieces if p.outcome == Fixed(points)]
    if printed:
        return printed[0]
    deducted = [s for s in found.steps if not s.adds]
    only_off = (
        pieces
        and all(p.taken or p.outcome == Fixed(ZERO) for p in pieces)
        and (any(p.taken for p in pieces) or _at_target(pieces, asked))
    )
    if (
        any(g.line for g in found.given)
        or (found.rest and found.rest.line)
        or any(s.adds for s in found.steps)
    ):
        return None
    if not deducted and not only_off:
        return None
    if pieces and not all(p.taken or p.outcome == Fixed(ZERO) for p in pieces):
        raise Contradiction("没有写得满分的条件")
    edge = _implied(deducted, pieces, found, asked)
    if edge is None:
        raise Contradiction("没有写得满分的条件")
    return edge


def _at_target(pieces: list[Piece], asked: Asked) -> bool:
    """超过1%不得分 beside a target of at most 1 %."""
    edges = {e.value for p in pieces for e in (p.low, p.high) if e}
    return asked.target is not None and asked.target.sign != "" and edges == {asked.target.value}


def _implied(
    deducted: list[Stepping], pieces: list[Piece], found: Clauses, asked: Asked
) -> Piece | None:
    points, target, better = asked.points, asked.target, asked.better
    if found.standard is not None and deducted and better != 0:
        edge = Edge(found.standard, True, SIGN)
        return Piece(edge, None, Fixed(points)) if better == 1 else Piece(None, edge, Fixed(points))
    for step in deducted:
        where = step.where
        if not (asked.own or found.until or found.most_off is not None):
            continue
        if where is not None and not where.bare and not where.apart:
            if where.low is None and where.high is not None and better >= 0:
                return Piece(
                    Edge(where.high.value, not where.high.closed, SIGN), None, Fixed(points)
                )
            if where.high is None and where.low is not None and better <= 0:
                return Piece(None, Edge(where.low.value, not where.low.closed, SIGN), Fixed(points))
        if step.anchor is not None and step.base is None:
            side = side_of_step(step, None, asked)
            if side == "under":
                return Piece(Edge(step.anchor, True, SIGN), None, Fixed(points))
            return Piece(None, Edge(step.anchor, True, SIGN), Fixed(points))
    if deducted and target is not None and target.value > 0 and better != 0:
        edge = Edge(target.value, True, SIGN)
        return Piece(edge, None, Fixed(points)) if better == 1 else Piece(None, edge, Fixed(points))
    if deducted and asked.own and not asked.row.is_rate and all(counts_up(s) for s in deducted):
        return Piece(None, Edge(ZERO, True, SIGN), Fixed(points))
    if pieces and not deducted:
        highs = [p.high for p in pieces if p.low is None and p.high]
        lows = [p.low for p in pieces if p.high is None and p.low]
        if highs and not lows and better >= 0:
            top = max(highs, key=lambda e: e.value)
            return Piece(Edge(top.value, not top.closed, SIGN), None, Fixed(points))
        if lows and not highs and better <= 0:
            low = min(lows, key=lambda e: e.value)
            return Piece(None, Edge(low.value, not low.closed, SIGN), Fixed(points))
    return None


def counts_up(step: Stepping) -> bool:
    """每发现1起: counted from none at all."""
    return (
        step.way == "over"
        and step.where is None
        and step.unit not in ("%", "百分点")
        and not step.of_target
        and COUNTS_CASES.fullmatch(step.verb) is not None
    )
