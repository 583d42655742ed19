"""What stands in front of points or a step: the values it is about, or only the side (逾期的, 超额完成的)."""

from __future__ import annotations

import re
from fractions import Fraction

from sheetscore.exact.amounts import fraction
from sheetscore.rules.plain.prints import UNIT, N
from sheetscore.rules.sentences.chunk import tokens
from sheetscore.rules.sentences.clause_patterns import (
    LATE,
    WAY,
)
from sheetscore.rules.sentences.steps_said import (
    side_of,
)
from sheetscore.rules.sentences.stretch_records import SIGN, Stretch
from sheetscore.rules.sentences.stretches import stretch
from sheetscore.rules.sentences.wording_row import Asked
from sheetscore.rules.shapes.elements import Edge


def from_words(words: str) -> Stretch | None:
    zero = Fraction(0)
    sides = {
        "=0{u}": Stretch(Edge(zero, True, SIGN), Edge(zero, True, SIGN)),
        "≤0{u}": Stretch(None, Edge(zero, True, SIGN)),
        "<0{u}": Stretch(None, Edge(zero, False, SIGN)),
        ">0{u}": Stretch(Edge(zero, False, SIGN), None),
    }
    return sides.get(words)


def read_lead(chunk: str, asked: Asked) -> tuple[Stretch | None, str]:
    """The stretch that a lead names, or only the side (逾期的, 超额完成的)."""
    found = tokens(chunk, asked)
    if found is not None:
        named = stretch(found, asked)
        if named is not None:
            return named, ""
        if found and all(t.kind in ("own", "comma", "done", "named") for t in found):
            kinds = {asked.alias[t.text] for t in found if t.kind == "named"}
            return None, "under" if kinds == {"under"} else "over" if kinds == {
                "over"
            } else "own" if kinds <= {"done"} else ""
    if re.fullmatch(
        "(?:超出|高于或低于|低于或高于|偏离|不在)(?:上述|该|此|以上)?(?:区间|范围)(?:内)?", chunk
    ):
        return None, "away"
    outside = re.fullmatch(
        rf"(?:低于|少于|小于|<)(?P<n>{N})(?P<u>%?)[^\d,;。]{{0,4}}或(?:者)?(?:高于|超过|大于|多于|>)(?P<m>{N})%?",
        chunk,
    )
    if outside is not None:
        scale = 100 if outside["u"] else 1
        asked.outside = (fraction(outside["n"]) / scale, fraction(outside["m"]) / scale)
        return None, "away"
    start = re.fullmatch(rf"[从自](?P<n>{N})(?P<u>{UNIT})(?:开始|起)(?:算|计算)?", chunk)
    if start is not None:
        percent = start["u"] in ("%", "百分点")
        asked.row.unit("%" if percent else start["u"])
        return Stretch(Edge(fraction(start["n"]) / (100 if percent else 1), True, SIGN), None), ""
    first = re.fullmatch(rf"前(?P<n>{N})(?P<u>{UNIT})", chunk)
    if first is not None and first["u"] != "%":
        asked.row.unit(first["u"])
        return Stretch(None, Edge(fraction(first["n"]), True, SIGN)), ""
    plain = re.sub("的|部分|,|则|者|完成|情况|有|时", "", chunk)
    way = WAY.fullmatch(plain)
    if way is not None and not re.search(r"\d", chunk):
        return None, side_of(way)
    if re.fullmatch(
        rf"(?:未(?:能)?(?:按期|按时|及时|如期|完成|达标|达到(?:要求|标准)?|全部完成)|没有完成|(?:{LATE}))[\u4e00-\u9fff]{{0,6}}",
        plain,
    ) or re.fullmatch("(?:未|没有|未能)(?:全部|全面)?完成(?:的|者|,)*", chunk):
        tail = (
            re.sub(
                rf"^(?:未(?:能)?(?:按期|按时|及时|如期|完成|达标|达到(?:要求|标准)?|全部完成)|没有完成|(?:{LATE}))",
                "",
                plain,
            )
            .removeprefix("未")
            .removeprefix("没有")
        )
        if not tail or asked.row.owns(tail):
            return None, "bad"
    return None, ""
