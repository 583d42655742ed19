"""Bands as pieces of the number line."""

from __future__ import annotations

from fractions import Fraction

from sheetscore.rules.sentences.clause_records import Clauses, Given
from sheetscore.rules.sentences.stretch_records import Stretch
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import Edge
from sheetscore.rules.shapes.number_line import Contradiction, Piece
from sheetscore.rules.shapes.shapes import Fixed, Linear, Unsettled
from sheetscore.rules.tokens.sides import values_against

ZERO = Fraction(0)


def whole_things(asked: Asked) -> bool:
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


def score_of(given: Given, asked: Asked) -> Fraction:
    score = asked.points - given.points if given.off else given.points
    if not 0 <= score <= asked.points:
        raise Contradiction("文中的分数超过分值")
    return score


def bands(found: Clauses, asked: Asked) -> list[Piece]:
    lines = [g for g in found.given if g.line is not None or g.between or g.inverse]
    plain = [g for g in found.given if g not in lines and not g.unsaid]
    scores = [score_of(g, asked) for g in plain]
    best = max(scores, default=None)
    pieces: list[Piece] = []
    for given, score in zip(plain, scores, strict=True):
        where = given.where
        assert where is not None
        if where.apart:
            pieces += _around(where, Fixed(score))
            continue
        low, high = where.low, where.high
        if (
            where.bare
            and score != asked.points
            and found.steps
            and low is not None
            and low.value != 0
        ):
            raise Contradiction("单个值的得分和分档扣分混在一起")
        if where.bare and score != best and not whole_things(asked) and not asked.row.is_rate:
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
    pieces += [
        unsaid_piece(g, g.where.low, g.where.high, found, asked)
        for g in found.given
        if g.unsaid and g.where
    ]
    _values_alone(plain, scores, asked)
    if len([s for s in scores if s == asked.points]) > 1:
        raise Contradiction("有两档都写了满分")
    return pieces


def unsaid_piece(
    given: Given, low: Edge | None, high: Edge | None, found: Clauses, asked: Asked
) -> Piece:
    """低于90%的酌情扣分: no score, and what a person may give. Raises Contradiction."""
    least = given.points if found.floor is None else max(given.points, found.floor)
    least = least if found.most_off is None else max(least, asked.points - found.most_off)
    if not 0 <= least <= asked.points:
        raise Contradiction("文中的分数超过分值")
    ends = (Linear(ZERO, least), Linear(ZERO, asked.points))
    return Piece(low, high, Unsettled(tuple(dict.fromkeys(ends))))


def _values_alone(plain: list[Given], scores: list[Fraction], asked: Asked) -> None:
    """开展1次得满分，开展2次得6分 of a 培训次数: single values whose scores go another way than the name. Raises Contradiction."""
    alone = [
        (g.where.low.value, score)
        for g, score in zip(plain, scores, strict=True)
        if g.where is not None
        and g.where.low is not None
        and g.where.high is not None
        and g.where.low.value == g.where.high.value
    ]
    if 1 < len(alone) == len(plain) and values_against(asked.row.key, alone):
        raise Contradiction("单个值的得分与指标的好坏不一致")


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


def fixed_score(piece: Piece) -> Fraction:
    assert isinstance(piece.outcome, Fixed)
    return piece.outcome.score
