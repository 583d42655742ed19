"""达到目标值, 低于目标值, 目标值的90%以上, 低于目标值2个百分点以内."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from sheetscore.rules.sentences.chunk import SIGN_OF, Token
from sheetscore.rules.sentences.placing import (
    placed,
)
from sheetscore.rules.sentences.printed_conditions import (
    LETTERS,
    printed_condition,
)
from sheetscore.rules.sentences.stretch_records import (
    SIGN,
    Of,
    Stretch,
)
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import Edge

_AWAY: dict[str, Of] = {">": "over", "<": "under"}
"""超过目标10%-20% is so far beyond it, 达到目标的80%-90% so much of it."""


def to_target(kept: Sequence[Token], letters: str, asked: Asked) -> Stretch | None:
    """达到目标值, 低于目标值, 目标值的90%以上, 低于目标值2个百分点以内."""
    target = asked.target
    if target is None:
        return None
    again = re.fullmatch("(Rg|Mg|pg)n", letters)
    if again is not None and kept[-1].unit == target.unit and kept[-1].value == target.value:
        kept, letters = kept[:-1], again[1]
    if letters in ("Rg", "R", "M", "Mg", "X", "pg"):
        return _relation(kept, letters, asked)
    if letters in ("s", "gs"):
        return None
    share = re.fullmatch("([Rp]?)g(ni?s?i?)", letters)
    if share is None:
        ranged = re.fullmatch("[Rp]?g(ni?s?i?)dg?(ni?s?i?)", letters)
        if ranged is None:
            return None
        numbers = [t for t in kept if t.kind not in ("goal", "reachgoal", "op")]
        first = SIGN_OF.get(kept[0].text, "") if kept[0].kind == "op" else ""
        of: Of = "done" if asked.share_said else _AWAY.get(first, "done")
        said = printed_condition(numbers, "".join(LETTERS[t.kind] for t in numbers), of)
        return placed(said, asked) if said and said.unit == "%" else None
    numbers = [t for t in kept if t.kind not in ("goal", "reachgoal", "op")]
    lead = next((t for t in kept if t.kind == "op"), None)
    sign = SIGN_OF.get(lead.text, "") if lead else "≥" if share[1] == "R" else ""
    number = next(t for t in numbers if t.kind == "num")
    suffixed = any(t.kind == "suffix" for t in numbers)
    if sign in ("<", ">") and (number.unit != "%" or suffixed):
        said = printed_condition(
            numbers, "".join(LETTERS[t.kind] for t in numbers), "under" if sign == "<" else "over"
        )
        if said is None:
            return None
        if said.bare:
            said = replace(said, high=None, bare=False)
            far = placed(said, asked)
            return None if far is None else replace(far, bare=True)
        return placed(said, asked)
    if number.unit != "%":
        return None
    if target.unit == "%" and target.value != 1 and not asked.share_said:
        return None
    if sign in ("<", ">") and number.value < Fraction(1, 2):
        return None
    put = (
        [Token("op", {"≥": "≥", "≤": "≤", "<": "<", ">": ">", "": "", "=": "="}[sign])]
        if sign and not suffixed
        else []
    )
    kept = [*put, *numbers]
    said = printed_condition(kept, "".join(LETTERS[t.kind] for t in kept), "done")
    return None if said is None else placed(said, asked)


def _relation(kept: Sequence[Token], letters: str, asked: Asked) -> Stretch | None:
    target = asked.target
    assert target is not None
    asked.row.unit(target.unit)
    value, better = target.value, asked.better
    worded = letters != "pg" or kept[0].text.startswith(("达", "未达", "没有达", "未能"))
    if letters == "pg":
        sign = SIGN_OF.get(kept[0].text, "")
        if (sign == "≤" and target.sign[:1] in ("≥", ">")) or (
            sign == "≥" and target.sign[:1] in ("≤", "<")
        ):
            return None  # 不高于指标值 beside a target of at least that
        if kept[0].text.startswith("达"):
            letters = "Rg"
        elif sign in ("≥", ">"):
            return Stretch(Edge(value, sign == "≥", SIGN), None)
        elif sign in ("≤", "<") and not kept[0].text.startswith(("未达", "没有达", "达不", "未能")):
            return Stretch(None, Edge(value, sign == "≤", SIGN))
        elif sign == "=":
            return Stretch(Edge(value, True, SIGN), Edge(value, True, SIGN))
        else:
            letters = "M"
    if (
        better == 0
        and kept[0].text.startswith(("完成", "未完成", "没有完成", "完不成"))
        and asked.more_by_doing
    ):
        better = asked.hint = 1
    if "达标" in kept[0].text and asked.better_by_words == -1:
        worded = False  # 达标 of 客诉率 1%, 每高于达标线……扣: at most that
    if better == 0 or (better == -1 and worded and target.sign[:1] not in ("≤", "<")):
        return None
    reached = letters in ("Rg", "R")
    if (better == 1) == reached:
        return Stretch(Edge(value, reached, SIGN), None)
    return Stretch(None, Edge(value, reached, SIGN))
