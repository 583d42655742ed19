"""To which side of full marks a step counts, and how large it is in the figure's own unit."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.rules.plain.clause_words import IN_TIME, LATE
from sheetscore.rules.sentences.clause_records import Stepping
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.number_line import Contradiction, Piece
from sheetscore.rules.tokens.wording import CHANGE_ENDINGS, DROP_ENDINGS

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


def side_of_step(step: Stepping, full: Piece | None, asked: Asked) -> str:
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
        where is not None
        and where.high is None
        and where.low is not None
        and way == "under"
        and full is not None
        and full.low is not None
        and where.low.value < full.low.value
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


def size_of_step(step: Stepping, asked: Asked) -> Fraction:
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


def of_which(step: Stepping) -> bool:
    """超过3次的，每次扣1分: of those beyond, or of all of them?"""
    return (
        step.verb == ""
        and step.where is not None
        and step.size == 1
        and step.unit not in ("%", "百分点", "")
    )


def sides_of_step(step: Stepping, full: Piece, asked: Asked) -> tuple[str, ...]:
    if step.way == "away" and step.where is None:
        if full.low is not None and full.high is not None and full.low.value != full.high.value:
            return ("under", "over")
        if asked.better == 0 and full.low is not None and full.high is not None:
            return ("under", "over")
    return (side_of_step(step, full, asked),)


def of_plan(asked: Asked) -> Fraction | None:
    if asked.target is not None:
        return asked.target.value
    return asked.standard if asked.standard is not None else Fraction(1)
