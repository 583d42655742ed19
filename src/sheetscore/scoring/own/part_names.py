"""Which part of a 完成值 is which term of a formula, by its name: 满意253份 for 满意份数, 合格48件 for 抽检合格数."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheetscore.regexes import regex
from sheetscore.scoring.own.written_parts import Part
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_TAILS, _LEADS = (
    ("数额", "金额", "总额", "数量", "总数", "数", "额", "量"),
    ("实际", "已", "部门"),
)
_HOW_DONE = regex("按期|按时|及时|如期|准时|准点|合格|优良|达标|有效|满意|实际|应|已|未|不|本|上")
"""What tells one figure of a row from another: never left out of its name."""
LEFT_OUT = frozenset(["发放", "发放问卷", "回收", "回收问卷", "收回", "收回问卷", "抽样", "调查"])
"""Parts of a survey that a formula of 满意 over 有效 leaves aside."""
_SHORTEST = 2


def by_terms(terms: Sequence[str], name: str, parts: Sequence[Part]) -> dict[str, Part] | None:
    """Each term with the one part that is called so; None where one has none or several, or a part is left that says more."""
    keys = [name_key(term).replace("的", "") for term in terms]
    spelled = {term: set(_spellings(key, name, keys)) for term, key in zip(terms, keys, strict=True)}  # fmt: skip
    found: dict[str, Part] = {}
    for term in terms:
        mine = [part for part in parts if spelled[term] & _called(part)]
        if len(mine) != 1 or mine[0] in found.values():
            return None
        found[term] = mine[0]
    rest = [part for part in parts if part not in found.values()]
    return found if all(part.name in LEFT_OUT for part in rest) else None


def _called(part: Part) -> set[str]:
    """What a part may be called in a formula: 满意253份 is 满意份数 as well."""
    keys = {name_key(part.name).removeprefix("其中").replace("的", "")}
    keys |= {key.removeprefix(lead) for key in keys for lead in _LEADS}
    counted = {f"{key}{part.unit}{tail}" for key in keys for tail in ("数", "")}
    return {
        key for key in keys | (set() if part.unit == "万元" else counted) if len(key) >= _SHORTEST
    }


def _spellings(key: str, name: str, keys: Sequence[str]) -> Iterator[str]:
    """The names by which a text may call a term: without 实际, 数 and what all terms, or the row's name and it, have in common."""
    seen, open_ = {key}, [key]
    others = [each for each in keys if each != key]
    while open_:
        current = open_.pop()
        yield current
        for shorter in (*_trimmed(current), *_without_common(current, key, others), *_without_object(current, name)):  # fmt: skip
            if len(shorter) >= _SHORTEST and shorter not in seen:
                seen.add(shorter)
                open_.append(shorter)


def _trimmed(key: str) -> Iterator[str]:
    for tail in _TAILS:
        if key.endswith(tail):
            yield key.removesuffix(tail)
    for lead in _LEADS:
        if key.startswith(lead):
            yield key.removeprefix(lead)


def _without_common(current: str, key: str, others: Sequence[str]) -> Iterator[str]:
    """Without a beginning or an end that every term of the formula has."""
    if current != key or not others:
        return
    for size in range(1, len(key)):
        if all(other.startswith(key[:size]) for other in others) and not _HOW_DONE.search(key[:size]):  # fmt: skip
            yield key[size:]
        if all(other.endswith(key[-size:]) for other in others):
            yield key[:-size]


_ROLE = pattern(
    "(?:计划|目标|任务|应|已|实际|完成|办结|办理|受理|处理|处置|总|全部|合格|优良|达标|满意|有效|抽检|抽查|检测|检查|监测|发放|回收|收回|参训|参加|结业|交办|{granted}|验收|通过|{carried_out}|{spending}|{budget}|采购"
    "|覆盖|开展|实施|{arrived}|安排|整改|编制|在职|公开|报送|上报|落实|申报|使用|在用|按时|按期|及时|规定|时限|内|数|量|额|率|份|件|个|项|次|人|户|家|处|座|所|场|期|批|条)*"
)
"""What may be left of a term when the thing of the row is: 完成数 of 重点工作完成数, and not 项目数 of 重点项目数."""


def _without_object(current: str, name: str) -> Iterator[str]:
    """Without the thing that the row is about, at the beginning of its name: 重点工作 of 重点工作完成率."""
    for size in range(_SHORTEST, len(name) - 1):
        if _HOW_DONE.search(name[:size]) or name[:size] not in current:
            break
        left = current.replace(name[:size], "", 1)
        if _ROLE.fullmatch(left):
            yield left
