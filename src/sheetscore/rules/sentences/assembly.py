"""Clauses → one ladder over the row's own figure; whatever does not make one rule is a Contradiction."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.plain.clause_words import IN_TIME, LATE
from sheetscore.rules.sentences.asked import Asked
from sheetscore.rules.sentences.clauses import COUNTS_CASES, Clauses, Given, Stepping
from sheetscore.rules.sentences.line import Line
from sheetscore.rules.sentences.monotone import one_way
from sheetscore.rules.sentences.stretches import SIGN, Stretch
from sheetscore.rules.shapes.elements import Edge
from sheetscore.rules.shapes.number_line import Contradiction, Piece, floored, in_order, join
from sheetscore.rules.shapes.shapes import Fixed, Inverse, Ladder, Linear, Raised, Stepped
from sheetscore.rules.tokens.wording import CHANGE_ENDINGS, DROP_ENDINGS, SMALLER_ENDINGS

ZERO = Fraction(0)
_MOVES = (
    "增加",
    "增长",
    "上升",
    "上浮",
    "提高",
    "提升",
    "增",
    "减少",
    "下降",
    "降低",
    "下滑",
    "降",
)


def build(found: Clauses, asked: Asked) -> Ladder:
    """The ladder. Raises Contradiction."""
    pieces = _bands(found, asked)
    full = _full(found, pieces, asked)
    if asked.outside is not None and (
        full is None or {e.value for e in (full.low, full.high) if e} != {*asked.outside}
    ):
        raise Contradiction("扣分的两边与满分的一段不同")
    if found.standard is not None and (
        full is None or found.standard not in {e.value for e in (full.low, full.high) if e}
    ):
        raise Contradiction("标准值与满分条件不同")
    if found.most is not None and found.most < asked.points and not any(s.adds for s in found.steps):
        raise Contradiction("写的最高分不是分值")
    if len(asked.orders) > 1:
        raise Contradiction("区间有的从小到大写，有的从大到小写")
    _no_shared_distance(found)
    deducted = [step for step in found.steps if not step.adds]
    added = [step for step in found.steps if step.adds]
    if deducted:
        if full is None and added:
            full = max((p for p in pieces if isinstance(p.outcome, Fixed)), key=_fixed, default=None)
        pieces = _deducted(deducted, found, pieces, full, asked)
    elif full is not None and not any(p is full for p in pieces):
        pieces.append(full)
    if added:
        pieces = _added(added, found, pieces, asked)
    pieces = _interpolated(found, pieces, asked)
    pieces = _lines(found, pieces, asked)
    if found.rest is not None:
        pieces = _filled(found.rest, pieces, found, asked)
    if (
        not found.steps
        and not any(g.line for g in found.given)
        and not (found.rest and found.rest.line)
    ):
        notes: list[str] = []
        pieces = in_order(pieces, notes)
    if found.line_floor is not None:
        pieces = floored(pieces, found.line_floor, asked.points)
    ladder = join(pieces, asked.absolute, _whole_things(asked))
    apart = any(g.where and g.where.apart for g in found.given)
    both = any(isinstance(p.outcome, Stepped) and p.low is None for p in pieces) and any(
        isinstance(p.outcome, Stepped) and p.high is None for p in pieces
    )
    one_way(
        ladder, asked, corridor=apart or (_corridor(pieces, asked) and (both or asked.better == 0))
    )
    return ladder


def _no_shared_distance(found: Clauses) -> None:
    """低于目标值10%以内得3分，10%以上不得分: 10 % itself is in both."""
    spans = [g.where for g in found.given if g.where is not None and g.where.distance]
    highs = {e.value for s in spans for e in (s.high,) if e and e.closed}
    lows = {e.value for s in spans for e in (s.low,) if e and e.closed}
    if highs & lows:
        raise Contradiction("相差的幅度在两档里都有")


def _whole_things(asked: Asked) -> bool:
    return bool(asked.row.units) and not asked.row.units & {
        "%",
        "元",
        "万元",
        "亿元",
        "小时",
        "公里",
        "千米",
        "亩",
        "公顷",
        "吨",
        "平方米",
        "㎡",
        "立方米",
        "米",
        "年",
    }


# -- bands
def _score(given: Given, asked: Asked) -> Fraction:
    score = asked.points - given.points if given.off else given.points
    if not 0 <= score <= asked.points:
        raise Contradiction("文中的分数超过分值")
    return score


def _bands(found: Clauses, asked: Asked) -> list[Piece]:
    plain = [g for g in found.given if g.line is None and not g.between and not g.inverse]
    scores = [_score(g, asked) for g in plain]
    best = max(scores, default=None)
    pieces: list[Piece] = []
    for given, score in zip(plain, scores, strict=True):
        where = given.where
        assert where is not None
        if where.apart:
            pieces += _around(where, Fixed(score))
            continue
        low, high = where.low, where.high
        if where.bare and score != asked.points and found.steps and low is not None and low.value != 0:
            raise Contradiction("单个值的得分和分档扣分混在一起")
        if where.bare and score != best and not _whole_things(asked):
            raise Contradiction("单个值没有写是以上还是以下")
        if where.bare and score == best:
            better = asked.better
            others = [g.where for g in plain if g is not given and g.where]
            if better == 1 and not any(o.low and low and o.low.value >= low.value for o in others):
                high = None
            elif better == -1 and not any(
                o.high and high and o.high.value <= high.value for o in others
            ):
                low = None
        pieces.append(Piece(low, high, Fixed(score), given.off))
    if len([s for s in scores if s == asked.points]) > 1:
        raise Contradiction("有两档都写了满分")
    return pieces


def _around(where: Stretch, outcome: Fixed) -> list[Piece]:
    centre, low, high = where.centre, where.low, where.high
    if low is None and high is None:
        raise Contradiction("偏差多少没有写明")
    if low is None or (low.value == 0 and low.closed):
        assert high is not None
        return [
            Piece(
                Edge(centre - high.value, high.closed, high.strength),
                Edge(centre + high.value, high.closed, high.strength),
                outcome,
            )
        ]
    left = Piece(
        None if high is None else Edge(centre - high.value, high.closed, high.strength),
        Edge(centre - low.value, low.closed, low.strength),
        outcome,
    )
    right = Piece(
        Edge(centre + low.value, low.closed, low.strength),
        None if high is None else Edge(centre + high.value, high.closed, high.strength),
        outcome,
    )
    return [left, right]


def _full(found: Clauses, pieces: list[Piece], asked: Asked) -> Piece | None:
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
            side = _side(step, None, asked)
            if side == "under":
                return Piece(Edge(step.anchor, True, SIGN), None, Fixed(points))
            return Piece(None, Edge(step.anchor, True, SIGN), Fixed(points))
    if deducted and target is not None and target.value > 0 and better != 0:
        edge = Edge(target.value, True, SIGN)
        return Piece(edge, None, Fixed(points)) if better == 1 else Piece(None, edge, Fixed(points))
    if deducted and asked.own and not asked.row.is_rate and all(_counts(s) for s in deducted):
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


def _counts(step: Stepping) -> bool:
    """每发现1起: counted from none at all."""
    return (
        step.way == "over"
        and step.where is None
        and step.unit not in ("%", "百分点")
        and not step.of_target
        and COUNTS_CASES.fullmatch(step.verb) is not None
    )


# -- points that come off
def _side(step: Stepping, full: Piece | None, asked: Asked) -> str:
    if step.unit == "%" and re.search("[(（]百分点[)）]$", asked.name):
        raise Contradiction("每档是百分之几还是百分点，分不清")
    if step.verb in _MOVES and asked.row.key.endswith(CHANGE_ENDINGS + DROP_ENDINGS):
        raise Contradiction("升降说的是本指标还是两年之差，分不清")
    way = step.way
    where = step.where
    if way == "over" and asked.row.is_rate and LATE.fullmatch(step.verb):
        if not IN_TIME.search(asked.row.key):
            raise Contradiction("率没有早晚")
        way = "under"
    if (
        where is not None and where.high is None and where.low is not None and way == "under" and full is not None
        and full.low is not None and where.low.value < full.low.value
    ):
        return "under"
    if where is not None and not where.bare and not where.apart:
        by_where = "under" if where.low is None else "over" if where.high is None else ""
        if (
            by_where
            and way in ("over", "under")
            and way != by_where
            and step.verb not in ("差", "相差", "欠")
        ):
            raise Contradiction("扣分的方向与条件相反")
        if by_where:
            return by_where
        if way in ("over", "under"):
            return way
        if (
            full is not None
            and full.low is not None
            and where.high is not None
            and where.high.value <= full.low.value
        ):
            return "under"
        if (
            full is not None
            and full.high is not None
            and where.low is not None
            and where.low.value >= full.high.value
        ):
            return "over"
    if way in ("over", "under") and step.verb not in ("差", "相差", "欠"):
        return way
    if step.adds and asked.better >= 0:
        return "over"
    if asked.better == 0:
        raise Contradiction("没有写高了扣还是低了扣")
    bad = "under" if asked.better == 1 else "over"
    good = "over" if asked.better == 1 else "under"
    return good if step.adds else bad


def _size(step: Stepping, asked: Asked) -> Fraction:
    percent = step.unit in ("%", "百分点")
    target = asked.target
    if not percent:
        if asked.row.is_rate and step.unit:
            raise Contradiction("每档的单位不是率")
        return step.size
    counted = target is not None and target.unit != "%"
    of = target.value if target is not None and target.unit == "%" else asked.standard
    if step.unit == "%" and step.of_target and of != 1 and (of is not None or asked.row.is_rate):
        raise Contradiction("每低于目标值百分之几，分不清是百分点还是目标的百分之几")
    if asked.row.is_rate and not counted:
        return step.size
    if counted and target is not None and target.value > 0:
        return step.size * target.value
    if target is not None and target.unit == "%":
        return step.size
    if "%" in asked.row.units and len(asked.row.units) == 1:
        return step.size
    raise Contradiction("每档是百分数，指标却是数量")


def _of_which(step: Stepping) -> bool:
    """超过3次的，每次扣1分: of those beyond, or of all of them?"""
    return (
        step.verb == ""
        and step.where is not None
        and step.size == 1
        and step.unit not in ("%", "百分点", "")
    )


def _deducted(
    steps: list[Stepping], found: Clauses, pieces: list[Piece], full: Piece | None, asked: Asked
) -> list[Piece]:
    if full is None:
        raise Contradiction("没有写得满分的条件")
    if any(step.where is not None and step.where.bare for step in steps):
        raise Contradiction("扣分前面的数没有写是以上还是以下")
    if any(_of_which(step) for step in steps):
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
        mine = [s for s in steps if side in _sides(s, full, asked)]
        if mine:
            full, kept = _one_side(mine, side, found, full, kept, floor, asked)
    return kept


def _sides(step: Stepping, full: Piece, asked: Asked) -> tuple[str, ...]:
    if step.way == "away" and step.where is None:
        if full.low is not None and full.high is not None and full.low.value != full.high.value:
            return ("under", "over")
        if asked.better == 0 and full.low is not None and full.high is not None:
            return ("under", "over")
    return (_side(step, full, asked),)


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
            other in _sides(s, full, asked) for s in found.steps if not s.adds
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
        if step.of_target and edge.value != _of_plan(asked):
            raise Contradiction("从目标算起的扣分，满分线却不是目标")
        near = Edge(near_value, not edge.closed, SIGN)
        start, anchor = top, step.anchor if step.anchor is not None else near_value
        if near_value != edge.value and step.anchor == edge.value and step.base == top:
            near = _own_edge(step, side)
        elif near_value != edge.value:
            start, near = _later_start(step, side, before, kept, near_value, asked)
        elif step.base is not None and step.base != top:
            raise Contradiction("基础分与满分不同")
        if step.anchor is not None and step.anchor != edge.value and near_value == edge.value:
            raise Contradiction("扣分的起点与满分条件不同")
        far = _far(step, side, kept, near_value, ordered[at + 1 :], edge)
        outcome = Stepped(start, anchor, _size(step, asked), step.amount, floor)
        piece = Piece(far, near, outcome) if side == "under" else Piece(near, far, outcome)
        kept.append(piece)
        before = piece
    return full, kept


def _of_plan(asked: Asked) -> Fraction | None:
    if asked.target is not None:
        return asked.target.value
    return asked.standard if asked.standard is not None else Fraction(1)


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
    step: Stepping, side: str, before: Piece | None, kept: list[Piece], near: Fraction, asked: Asked
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
        if not isinstance(piece.outcome, Fixed):
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


# -- points that are added
def _added(steps: list[Stepping], found: Clauses, pieces: list[Piece], asked: Asked) -> list[Piece]:
    kept = list(pieces)
    ordered = steps
    if any(step.where is not None and step.where.bare for step in steps):
        raise Contradiction("加分前面的数没有写是以上还是以下")
    if len(steps) > 1:
        if any(s.where is None for s in steps):
            raise Contradiction("有两处以上加分")
        ordered = sorted(
            steps, key=lambda s: s.where.low.value if s.where and s.where.low else ZERO
        )
    before: Piece | None = None
    for at, step in enumerate(ordered):
        side = _side(step, None, asked)
        if side != "over" and asked.better == 1:
            raise Contradiction("加分的方向与指标相反")
        band = _base_band(step, side, kept, found, asked)
        last = at == len(ordered) - 1
        kept, before = _raised(step, side, band, before, last, found, kept, asked)
    return kept


def _base_band(
    step: Stepping, side: str, kept: list[Piece], found: Clauses, asked: Asked
) -> Piece | None:
    """The band that the points are added to: the best one, open to that side."""
    fixed = [p for p in kept if isinstance(p.outcome, Fixed)]
    near = None
    if step.where is not None and not step.where.apart:
        near = step.where.low if side == "over" else step.where.high
    chosen: Piece | None = None
    for piece in fixed:
        edge = piece.low if side == "over" else piece.high
        other = piece.high if side == "over" else piece.low
        single = edge is not None and other is not None and edge.value == other.value
        if (
            edge is not None
            and (other is None or single)
            and (near is None or near.value == edge.value)
        ):
            return piece
        if near is not None and other is not None and other.value == near.value:
            chosen = piece
    if chosen is None and any(isinstance(p.outcome, Fixed) and p.outcome.score > 0 for p in kept):
        raise Contradiction("没有写从哪个值起加分")
    return chosen


def _raised(
    step: Stepping, side: str, band: Piece | None, before: Piece | None, last: bool, found: Clauses, kept: list[Piece], asked: Asked
) -> tuple[list[Piece], Piece]:  # fmt: skip
    size = _size(step, asked)
    points = asked.points
    where = step.where
    near = (where.low if side == "over" else where.high) if where is not None else None
    far = (
        (where.high if side == "over" else where.low)
        if where is not None and not where.bare
        else None
    )
    if band is not None and isinstance(band.outcome, Fixed):
        start = band.outcome.score
        edge = band.low if side == "over" else band.high
        outer = band.high if side == "over" else band.low
        if (
            near is not None
            and outer is not None
            and edge is not None
            and outer.value == near.value
            and edge.value != near.value
        ):
            edge = Edge(outer.value, outer.closed, SIGN)
        elif near is not None and outer is not None and edge is None and outer.value == near.value:
            edge = outer
        elif outer is None and edge is not None:
            if not edge.closed:
                raise Contradiction("加分的起点不在得基本分的一段之内")
            single = Edge(edge.value, True, SIGN)
            kept[kept.index(band)] = Piece(single, single, band.outcome)
        if edge is None:
            raise Contradiction("没有写从哪个值起加分")
        anchor, opened = edge.value, Edge(edge.value, not edge.closed, SIGN)
    elif before is not None and isinstance(before.outcome, Raised):
        if near is None or not step.part:
            raise Contradiction("后一段从几分加起没有写明")
        anchor = near.value
        reached = before.outcome.at(anchor, "whole")
        if reached is None:
            raise Contradiction("前一段已加到满分")
        start, opened = reached, Edge(anchor, False, SIGN)
    else:
        if side != "over" or asked.better == -1 or found.base is not None:
            raise Contradiction("没有写从几分加起")
        start, anchor = ZERO, near.value if near is not None else ZERO
        if near is None and asked.row.is_rate and before is None and (asked.target is None or asked.target.unit == "%") and not step.of_target:
            raise Contradiction("没有写从哪个值起加分")
        if (
            near is not None
            and not any(p.high is not None and p.high.value == near.value for p in kept)
            and near.value != 0
        ):
            kept.append(Piece(None, Edge(near.value, False, SIGN), Fixed(ZERO)))
        opened = Edge(anchor, True, SIGN)
        if near is None:
            zero = next(
                (
                    p
                    for p in kept
                    if p.outcome == Fixed(ZERO) and p.high is not None and p.high.value == 0
                ),
                None,
            )
            if zero is not None:
                opened = Edge(anchor, not zero.high.closed, SIGN)  # type: ignore[union-attr]
    if step.anchor is not None and step.anchor != anchor:
        raise Contradiction("加分的起点与得基本分的条件不同")
    if step.of_target and anchor != _of_plan(asked):
        raise Contradiction("从目标算起的加分，起点却不是目标")
    if step.base is not None and step.base != start:
        raise Contradiction("基础分与前一档不同")
    ends = [
        e
        for e in (found.most, None if found.most_added is None else start + found.most_added)
        if e is not None
    ]
    ceiling = min(ends) if ends else None
    if ceiling is not None and ceiling < points and last:
        raise Contradiction("加分以后也到不了满分")
    outcome = Raised(start, anchor, size, step.amount, ceiling, points)
    if far is None and last:
        beyond = [
            p
            for p in kept
            if p is not band
            and isinstance(p.outcome, Fixed)
            and p.low is not None
            and side == "over"
            and p.low.value > anchor
        ]
        if beyond:
            nearest = min(beyond, key=lambda p: p.low.value)  # type: ignore[union-attr]
            assert nearest.low is not None
            far = Edge(nearest.low.value, not nearest.low.closed, SIGN)
    piece = Piece(opened, far, outcome) if side == "over" else Piece(far, opened, outcome)
    return [*kept, piece], piece


# -- lines
def _interpolated(found: Clauses, pieces: list[Piece], asked: Asked) -> list[Piece]:
    """按线性内插赋分: from the score at one end to that at the other."""
    for given in (g for g in found.given if g.between):
        where = given.where
        assert where is not None
        low, high = where.low, where.high
        below = max(
            (p for p in pieces if p.high is not None and isinstance(p.outcome, Fixed)),
            key=lambda p: p.high.value,
            default=None,
        )  # type: ignore[union-attr]
        above = min(
            (
                p
                for p in pieces
                if p.low is not None
                and isinstance(p.outcome, Fixed)
                and (below is None or p is not below)
            ),
            key=lambda p: p.low.value,
            default=None,
        )  # type: ignore[union-attr]
        if below is None or above is None or below.high is None or above.low is None:
            raise Contradiction("插值的两端没有写明")
        a, b = below.high.value, above.low.value
        if a >= b or (low and low.value != a) or (high and high.value != b):
            raise Contradiction("插值的两端没有写明")
        one, two = _fixed(below), _fixed(above)
        slope = (two - one) / (b - a)
        pieces = [
            *pieces,
            Piece(
                Edge(a, not below.high.closed, SIGN),
                Edge(b, not above.low.closed, SIGN),
                Linear(slope, one - slope * a),
            ),
        ]
    return pieces


def _fixed(piece: Piece) -> Fraction:
    assert isinstance(piece.outcome, Fixed)
    return piece.outcome.score


def _lines(found: Clauses, pieces: list[Piece], asked: Asked) -> list[Piece]:
    for given in (g for g in found.given if g.line is not None):
        where = given.where
        assert where is not None
        assert given.line is not None
        if where.apart or where.bare:
            raise Contradiction("公式的条件不明")
        low, high = where.low, where.high
        beyond = [
            p.high
            for p in pieces
            if isinstance(p.outcome, Fixed) and p.low is None and p.high is not None
        ]
        if low is None and beyond:
            top = max(beyond, key=lambda e: e.value)
            low = Edge(top.value, not top.closed, SIGN)
            if high is not None and high.value <= low.value:
                raise Contradiction("公式和区间说的是同一段")
        pieces = [*pieces, *_line_pieces(given.line, low, high, found, asked)]
    for given in (g for g in found.given if g.inverse):
        where = given.where
        assert where is not None
        if where.low is None or where.low.value <= 0 or where.apart or asked.better != -1:
            raise Contradiction("公式的条件不明")
        pieces = [*pieces, Piece(where.low, where.high, Inverse(given.points))]
    return pieces


def _line_pieces(
    scored: Line, low: Edge | None, high: Edge | None, found: Clauses, asked: Asked
) -> list[Piece]:
    """A line on its stretch, ending where it would leave 0 … points; level beyond where the wording says where it ends."""
    slope, base = scored
    points = asked.points
    if slope > 0 and asked.row.key.endswith(SMALLER_ENDINGS):
        raise Contradiction("越小越好的率不能按比例得分")
    whole = {Fraction(1)} if asked.row.is_rate else set()
    whole |= {asked.target.value} if asked.target is not None else set()
    if slope > 0 and high is None and low is None:
        reached = (points - base) / slope
        if not (reached in whole or (found.capped and (reached <= max(whole, default=reached)))):
            raise Contradiction("公式在目标或100%处得的不是满分")
    if low is None:
        low = Edge(ZERO, True, SIGN)
    if slope == 0:
        raise Contradiction("公式里没有本指标")
    top = (points - base) / slope
    if slope > 0:
        if low.value >= top:
            raise Contradiction("公式得出的分超过分值")
        if high is not None and high.value > top and not found.capped:
            raise Contradiction("公式得出的分超过分值")
        if high is None or high.value > top:
            level = [Piece(Edge(top, False, SIGN), high, Fixed(points))] if found.capped else []
            return [Piece(low, Edge(top, True, SIGN), Linear(slope, base)), *level]
        return [Piece(low, high, Linear(slope, base))]
    if high is None:
        high = Edge(-base / slope, True, SIGN)
    if high.value < top:
        raise Contradiction("公式得出的分超过分值")
    if low.value < top:
        if not found.capped:
            raise Contradiction("公式得出的分超过分值")
        return [
            Piece(low, Edge(top, False, SIGN), Fixed(points)),
            Piece(Edge(top, True, SIGN), high, Linear(slope, base)),
        ]
    return [Piece(low, high, Linear(slope, base))]


def _filled(rest: Given, pieces: list[Piece], capped: Clauses, asked: Asked) -> list[Piece]:
    """否则…, 得分=… without a condition: what the other clauses leave, on one side of them or alone."""
    if not pieces:
        if rest.line is None:
            raise Contradiction("“否则”前面没有条件")
        return _line_pieces(rest.line, None, None, capped, asked)
    ordered = sorted(pieces, key=lambda p: (p.low is not None, p.low.value if p.low else ZERO))
    low, high = (
        ordered[0].low,
        max(ordered, key=lambda p: (p.high is None, p.high.value if p.high else ZERO)).high,
    )
    found = list(pieces)
    if rest.line is None:
        score = Fixed(_score(rest, asked))
        if any(not isinstance(p.outcome, Fixed) for p in pieces):
            raise Contradiction("“否则”前面不是区间给分")
        exact = low is not None and high is not None and low.value == high.value and score.score < asked.points
        if low is not None and not (exact and asked.better == -1):
            found.append(Piece(None, Edge(low.value, not low.closed, SIGN), score))
        if high is not None and not (exact and asked.better == 1):
            found.append(Piece(Edge(high.value, not high.closed, SIGN), None, score))
        if low is None and high is None:
            raise Contradiction("“否则”没有剩下的值")
        return found
    clauses = Clauses()
    if (low is None) == (high is None):
        raise Contradiction("公式用在哪一段没有写明")
    if low is not None:
        return [
            *found,
            *_line_pieces(rest.line, None, Edge(low.value, not low.closed, SIGN), clauses, asked),
        ]
    assert high is not None
    return [
        *found,
        *_line_pieces(rest.line, Edge(high.value, not high.closed, SIGN), None, clauses, asked),
    ]


def _corridor(pieces: list[Piece], asked: Asked) -> bool:
    return any(
        p.outcome == Fixed(asked.points) and p.low is not None and p.high is not None
        for p in pieces
    )
