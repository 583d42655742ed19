"""Which values of the row's own figure a clause speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

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
    Said,
    Stretch,
)
from sheetscore.rules.sentences.target_relations import (
    to_target,
)
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import Edge

_ALIAS: dict[str, Of] = {
    "done": "done",
    "under": "under",
    "over": "over",
    "apart": "apart",
    "own": "own",
}


def stretch(found: Sequence[Token], asked: Asked) -> Stretch | None:
    """The values that these words name; None where they name none, or none that can be told."""
    where = _stretch(found, asked)
    if where is None:
        return None
    return replace(where, named=any(t.kind in ("own", "named", "done", "suffix") for t in found))


def _stretch(found: Sequence[Token], asked: Asked) -> Stretch | None:
    parts: list[list[Token]] = [[]]
    for token in found:
        if token.kind == "join":
            parts.append([])
        else:
            parts[-1].append(token)
    parts = [part for part in parts if any(t.kind not in ("own", "comma") for t in part)]
    if len(parts) == 1:
        parts = _two(parts[0])
    if not 1 <= len(parts) <= 2:
        return None
    if any(t.kind == "negative" for t in found):
        others = [t for t in found if t.kind not in ("own", "negative", "comma")]
        return Stretch(None, Edge(Fraction(0), False, SIGN)) if not others else None
    if any(t.kind == "absolute" for t in found):
        asked.absolute = True
        parts = [[t for t in part if t.kind != "absolute"] for part in parts]
    if any(t.kind == "pm" for t in found):
        return _either_side(parts, asked)
    first = _part(parts[0], asked, None)
    if first is None or len(parts) == 1:
        return first
    second = _part(parts[1], asked, parts[0])
    if second is None or first.apart or second.apart or first.bare or second.bare:
        return None
    return _both(first, second)


def _two(part: list[Token]) -> list[list[Token]]:
    """达到98%不足100%: two comparisons with nothing between them."""
    signs = [at for at, token in enumerate(part) if token.kind == "op"]
    numbers = [at for at, token in enumerate(part) if token.kind == "num"]
    if len(signs) != 2 or len(numbers) != 2 or not signs[0] < numbers[0] < signs[1] < numbers[1]:
        return [part]
    return [part[: signs[1]], part[signs[1] :]]


_AROUND = ("控制率", "结余率")
"""Rates that may be counted around nothing where the wording says so of them: 控制率在±10%以内."""


def _either_side(parts: Sequence[Sequence[Token]], asked: Asked) -> Stretch | None:
    """偏差在±5%以内; 超过±5%但不足±10%; 目标值±2个百分点: how far to both sides of the target."""
    ends: list[Said] = []
    named = any(token.kind == "own" for part in parts for token in part)
    if named and asked.row.key.endswith(_AROUND):
        asked.around = True
    for part in parts:
        kept = [
            t
            for t in part
            if t.kind not in ("own", "comma", "between", "with", "apart", "goal", "pm", "named")
        ]
        said = printed_condition(kept, "".join(LETTERS[t.kind] for t in kept), "apart")
        if said is None:
            return None
        ends.append(replace(said, low=None, bare=False) if said.bare else said)
    if len(ends) == 1:
        return placed(ends[0], asked)
    lows, highs = [e.low for e in ends if e.low], [e.high for e in ends if e.high]
    if (
        len(lows) != 1
        or len(highs) != 1
        or ends[0].unit != ends[1].unit
        or lows[0].value > highs[0].value
    ):
        return None
    return placed(replace(ends[0], low=lows[0], high=highs[0]), asked)


def _both(one: Stretch, two: Stretch) -> Stretch | None:
    lows = [s.low for s in (one, two) if s.low]
    highs = [s.high for s in (one, two) if s.high]
    if len(lows) != 1 or len(highs) != 1 or lows[0].value > highs[0].value:
        return None
    if lows[0].value == highs[0].value and not (lows[0].closed and highs[0].closed):
        return None  # 达到40%，未达到目标…: no value is both
    return Stretch(lows[0], highs[0])


def _measure(part: Sequence[Token], asked: Asked) -> Of | None:
    """What the numbers of a part measure; None where two things are named."""
    kinds: set[Of] = set()
    for token in part:
        if token.kind == "done":
            if asked.row.is_rate and re.search("[占/与除和]", token.text):
                return None
            kinds.add("done")
        elif token.kind == "apart":
            kinds.add("apart")
        elif token.kind == "short":
            kinds.add("under" if asked.better >= 0 else "over")
        elif token.kind == "named":
            kinds.add(_ALIAS[asked.alias[token.text]])
    if len(kinds) > 1:
        return None
    return kinds.pop() if kinds else "own"


def _part(part: Sequence[Token], asked: Asked, before: Sequence[Token] | None) -> Stretch | None:
    asked.share_said = any(
        one.kind == "goal" and two.text.startswith("的") for one, two in pairwise(part)
    )
    of = _measure(part, asked)
    if of is None:
        return None
    if of == "own" and before is not None:
        of = _measure(before, asked) or "own"
    kept = [
        t
        for t in part
        if t.kind not in ("own", "comma", "between", "with", "done", "apart", "short", "named")
    ]
    if of == "done" and kept and kept[0].kind == "goal":
        kept = kept[1:]
    letters = "".join(LETTERS[t.kind] for t in kept)
    relation = to_target(kept, letters, asked)
    if relation is not None:
        return relation
    if letters.startswith("X") and of in ("under", "over"):
        kept, letters = kept[1:], letters[1:]
    if letters.endswith("gs") and kept[-1].text.endswith("内"):
        kept, letters = kept[:-1], letters[:-1]
        relation = to_target(kept, letters, asked)
        if relation is not None:
            return relation
    unit = next((t.unit for t in kept if t.kind == "num"), "")
    counted = asked.target is not None and asked.target.unit not in ("%", "")
    if of == "own" and unit == "%" and counted and asked.row.is_rate and asked.default != "done":
        return None  # 100% of a rate that is counted in 项 beside its target
    if of == "own" and unit == "百分点" and asked.distance and "g" not in letters:
        of = "under" if asked.distance == "under" else "over"
    if of == "own" and asked.default == "done" and unit in ("%", ""):
        of = "done"
    if letters.endswith("R") and "n" in letters:
        kept, letters = kept[:-1], letters[:-1]
    sign = SIGN_OF.get(kept[0].text, "") if kept and kept[0].kind == "op" else ""
    if of == "own" and asked.distance and sign in ("<", ">") and "g" not in letters:
        counted = asked.target is not None and asked.target.unit != "%"
        same = (asked.distance == "under") == (sign == "<")
        if same and (unit == "百分点" or (unit == "%" and counted)):
            of = "under" if asked.distance == "under" else "over"
    if (
        of in ("under", "over")
        and letters.startswith("p")
        and ("s" in letters or "d" in letters)
        and sign in ("<", ">")
    ):
        kept, letters = kept[1:], letters[1:]
    if of in ("under", "over"):
        asked.distance = of
    if before is not None and of == "own" and "g" in "".join(LETTERS[t.kind] for t in before):
        distance = _distance_way(before)
        if distance is not None:
            of = distance
    said = printed_condition(kept, letters, of)
    return None if said is None else placed(said, asked)


def _distance_way(part: Sequence[Token]) -> Of | None:
    """低于目标值2个百分点以上、5个百分点以内: the second distance is counted from the same place."""
    kept = [t for t in part if t.kind not in ("own", "comma", "between", "with")]
    letters = "".join(LETTERS[t.kind] for t in kept)
    if re.fullmatch("pgni?s?i?", letters):
        sign = SIGN_OF.get(kept[0].text, "")
        return "under" if sign == "<" else "over" if sign == ">" else None
    return None
