"""每超过一个百分点扣0.5分: steps away from full marks, or from the points of a band, on the number line."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.shapes.elements import Band, Clauses, Condition, Deduction, Edge, Step
from sheetscore.rules.shapes.number_line import Contradiction, Piece
from sheetscore.rules.shapes.shapes import Fixed, Linear, Stepped


def band_piece(band: Band, points: Fraction) -> Piece:
    low, high = band.condition.low, band.condition.high
    if band.award.to is None:
        return Piece(low, high, Fixed(band.award.of(points)), band.taken)
    if low is None or high is None or low.value == high.value or band.award.points is None:
        raise Contradiction("分数写成了区间，条件却没有两端")
    first, second = band.award.points, band.award.to
    at_low, at_high = (second, first) if band.condition.order == "falling" else (first, second)
    slope = (at_high - at_low) / (high.value - low.value)
    return Piece(low, high, Linear(slope, at_low - slope * low.value))


def stepped(clauses: Clauses, points: Fraction) -> list[Piece]:
    """Full marks on one band, a step away from it, and 0 at the far end where the wording says so. Raises Contradiction."""
    deduction = clauses.deductions[0]
    step, when = deduction.step, deduction.when
    directions = _directions(step, when)
    size, deduct = step.size.number, step.deduct.of(points)
    if size <= 0 or deduct <= 0:
        raise Contradiction("每档的幅度或扣分是 0")
    if deduct > points:
        raise Contradiction("每档的扣分超过分值")
    floor = _floor(clauses, points)
    if deduction.base is not None:
        return _based(clauses, deduction, points)
    if _is_requirement(clauses, directions):
        assert when is not None
        full, others, when = when, list(clauses.bands), None
    else:
        full, others = _full_band(clauses, points)
    condition = _full_condition(full, directions)
    pieces = [Piece(condition.low, condition.high, Fixed(points))]
    bounded = False
    for direction in sorted(directions):
        anchor = condition.high if direction == "over" else condition.low
        if anchor is None:
            raise Contradiction("满分条件与扣分方向相反")
        if clauses.standard is not None and clauses.standard != anchor.value:
            raise Contradiction("标准值与满分条件不同")
        if step.of_plan and step.size.unit == "ratio" and anchor.value != 1:
            raise Contradiction("从预算或计划算起的扣分，满分线却不是 100%")
        printed = step.anchors[direction == "over"] if step.anchors else step.anchor
        if printed is not None and printed != anchor.value:
            raise Contradiction("扣分的起点与满分条件不同")
        _check_when(when, anchor, direction)
        far = _far_edge(when, anchor, direction)
        bounded = bounded or far is not None
        near = Edge(anchor.value, not anchor.closed, 3)
        outcome = Stepped(points, anchor.value, size, deduct, floor)
        pieces.append(
            Piece(near, far, outcome) if direction == "over" else Piece(far, near, outcome)
        )
    for band in others:
        if bounded:
            pieces.append(Piece(band.condition.low, band.condition.high, Fixed(Fraction(0))))
            continue
        if _beyond_full(band, condition, directions):
            pieces.append(band_piece(band, points))
            continue
        if not band.named:
            _check_distance(band, condition)
        cut_far_end(pieces, band, points)
    return pieces


def _beyond_full(band: Band, full: Condition, directions: frozenset[str]) -> bool:
    """90%≤执行率≤100%得满分，低于90%每低…，超过100%不得分: on the side of full marks where nothing is taken off."""
    low, high = band.condition.low, band.condition.high
    if full.bare or len(directions) != 1:
        return False
    if directions == {"under"}:
        return (
            low is not None
            and high is None
            and full.high is not None
            and low.value == full.high.value
        )
    return (
        high is not None and low is None and full.low is not None and high.value == full.low.value
    )


def _is_requirement(clauses: Clauses, directions: frozenset[str]) -> bool:
    """准确率应达到98%，每低1%扣1分: the condition in front of the step is what full marks ask for."""
    when = clauses.deductions[0].when
    if when is None or when.bare or clauses.standard is not None or len(directions) != 1:
        return False
    if any(band.award.of(Fraction(1)) != 0 or band.award.points is None for band in clauses.bands):
        return False
    good = when.low if directions == {"under"} else when.high
    other = when.high if directions == {"under"} else when.low
    return clauses.deductions[0].plain and good is not None and other is None and clauses.until


def _floor(clauses: Clauses, points: Fraction) -> Fraction:
    """The least that remains: 最多扣3分, 最低得2分, or 0."""
    if clauses.most is not None and clauses.most > points:
        raise Contradiction("最多扣的分超过分值")
    if clauses.floor is None:
        return Fraction(0) if clauses.most is None else points - clauses.most
    if clauses.most is not None or not 0 <= clauses.floor < points:
        raise Contradiction("保底的分数与扣分上限或分值不合")
    return clauses.floor


def _based(clauses: Clauses, deduction: Deduction, points: Fraction) -> list[Piece]:
    """低于90%的，以3分为基础每低1个百分点扣0.5分: a step away from the band that gives those points."""
    when, base = deduction.when, deduction.base
    assert base is not None
    pieces = [band_piece(band, points) for band in clauses.bands]
    if when is None or when.bare or (when.low is None) == (when.high is None):
        raise Contradiction("扣分的起点没有写清")
    edge = when.low or when.high
    assert edge is not None
    over = when.low is not None
    beside = [
        piece.outcome
        for piece in pieces
        if (end := piece.high if over else piece.low) is not None and end.value == edge.value
    ]
    if beside != [Fixed(base)]:
        raise Contradiction("扣分的基础与相邻一档的得分不同")
    if deduction.step.directions - {"over" if over else "under"}:
        raise Contradiction("扣分的条件与方向相反")
    if deduction.step.anchor not in (None, edge.value) or deduction.step.anchors is not None:
        raise Contradiction("扣分的起点与所在一档不同")
    floor = Fraction(0) if clauses.most is None else base - clauses.most
    floor = floor if clauses.floor is None else clauses.floor
    if not 0 <= floor < base:
        raise Contradiction("保底的分数与扣分上限或分值不合")
    size, deduct = deduction.step.size.number, deduction.step.deduct.of(points)
    outcome = Stepped(base, edge.value, size, deduct, floor)
    return [*pieces, Piece(when.low, when.high, outcome)]


def _far_edge(when: Condition | None, anchor: Edge, direction: str) -> Edge | None:
    """Where the wording ends the step: 5%<率≤20%的，每增加…; 60%以上的，每少…"""
    if when is None or when.bare:
        return None
    far = when.high if direction == "over" else when.low
    if far is None:
        return None
    if far.value <= anchor.value if direction == "over" else far.value >= anchor.value:
        raise Contradiction("扣分的条件与方向相反")
    return far


def _check_distance(band: Band, full: Condition) -> None:
    """变动率≤3%…超过5%不得分: 5 % itself, or 5 points beyond 3 %? Refused where both can be meant."""
    low, high = band.condition.low, band.condition.high
    if band.condition.unit != "ratio":
        return
    if low is not None and full.high is not None and 0 < full.high.value < Fraction(1, 2):
        raise Contradiction("“超过…不得分”分不清是该值还是超过的幅度")
    if high is not None and full.low is not None and high.value < Fraction(2, 5):
        raise Contradiction("“低于…不得分”分不清是该值还是低于的幅度")


def _full_band(clauses: Clauses, points: Fraction) -> tuple[Condition, list[Band]]:
    """The full-marks condition (the 标准 itself where none is printed) and the zero bands."""
    full = [
        band for band in clauses.bands if band.award.to is None and band.award.of(points) == points
    ]
    others = [band for band in clauses.bands if band not in full]
    if any(band.award.to is not None or band.award.of(points) != 0 for band in others):
        raise Contradiction("分档扣分与区间给分混在一起")
    if not full and clauses.standard is not None:
        edge = Edge(clauses.standard, True, 3)
        return Condition(edge, edge, "ratio", bare=True), others
    when, step_anchor = clauses.deductions[0].when, clauses.deductions[0].step.anchor
    if not full and not others and when is not None and not when.bare:
        low, high = when.high, when.low
        if (low is None) != (high is None):
            return Condition(_outside(low), _outside(high), when.unit), others
    if not full and step_anchor is not None:
        edge = Edge(step_anchor, True, 3)
        return Condition(edge, edge, "ratio", bare=True), others
    if len(full) != 1:
        raise Contradiction("得满分的条件不止一个，或没有写")
    return full[0].condition, others


def _outside(edge: Edge | None) -> Edge | None:
    """The edge of what a condition leaves."""
    return None if edge is None else Edge(edge.value, not edge.closed, 3)


def _directions(step: Step, when: Condition | None) -> frozenset[str]:
    """The side or sides on which points come off; the condition in front may say it, or bound it at its far end."""
    stated = step.directions
    if when is None or when.bare:
        if not stated:
            raise Contradiction("没有写高了扣还是低了扣")
        return stated
    if when.low is not None and when.high is not None:
        if len(stated) != 1:
            raise Contradiction("没有写高了扣还是低了扣")
        return stated
    implied = frozenset({"over"} if when.low is not None else {"under"})
    return stated if len(stated) == 1 else implied


def _full_condition(condition: Condition, directions: frozenset[str]) -> Condition:
    """A bare value (100%计满分) reaches to the side on which nothing is deducted."""
    if not condition.bare:
        return condition
    edge = condition.low
    if directions == {"over"}:
        return replace(condition, low=None, high=edge)
    if directions == {"under"}:
        return replace(condition, low=edge, high=None)
    return condition


def _check_when(when: Condition | None, anchor: Edge, direction: str) -> None:
    if when is None:
        return
    near = when.low if direction == "over" else when.high
    if near is None and not when.bare:
        return  # only the far end is printed
    if near is None or near.value != anchor.value:
        raise Contradiction("扣分的起点与满分条件不同")
    weaker = near.strength < anchor.strength  # 90%及以上得满分；90%以下的: 90% itself is settled
    if not when.bare and near.closed == anchor.closed and not weaker:
        raise Contradiction("扣分的起点与满分条件重叠或有空隙")


def cut_far_end(pieces: list[Piece], band: Band, points: Fraction) -> None:
    """A zero band (低于60%不得分) takes the far end of a stepped or proportional stretch."""
    low, high = band.condition.low, band.condition.high
    score = Fixed(band.award.of(points))
    for piece in pieces:
        if isinstance(piece.outcome, Fixed):
            continue
        if low is None and high is not None and _is_below(high, piece):
            piece.low = Edge(high.value, not high.closed, 3)
            pieces.append(Piece(None, high, score))
            return
        if (
            high is None
            and low is not None
            and piece.high is None
            and piece.low is not None
            and low.value > piece.low.value
        ):
            piece.high = Edge(low.value, not low.closed, 3)
            pieces.append(Piece(low, None, score))
            return
    raise Contradiction("不得分的条件与扣分的一段不相接")


def _is_below(high: Edge, piece: Piece) -> bool:
    opens = piece.low is None or piece.low.value <= 0 < high.value
    return opens and piece.high is not None and high.value < piece.high.value
