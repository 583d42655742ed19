"""预算数（财政部门批复的本年度部门预算数）: a label with its own definition in brackets, which says no more than the label does."""

from __future__ import annotations

from functools import lru_cache

from sheetscore.regexes import regex
from sheetscore.words.names import GRANTED_BUDGET
from sheetscore.words.vocabulary import pattern

_DEFINED = regex(
    r"^(?P<lead>(?:\d{1,2}[、.]|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}、)?)(?P<name>[^()]{3,})"
    r"\((?P<inside>[^()]{4,}|[^()]*\((?:部门|单位)\)[^()]*)\)(?P<unit>(?:\((?:单位:)?[万亿千百]?元\))?)$"
)
"""A label, numbered or not, with a bracket behind it, and perhaps the unit behind that."""
_GRANTED_ONE = pattern(
    r"^(?P<lead>(?:\d{1,2}[、.]|\(\d{1,2}\)|[①-⑳]|[一二三四五六七八九十]{1,2}、)?)"
    r"(?P<name>(?:财政部门|财政)(?:{granted}|核定)[^()]*(?:\((?:部门|单位)\)[^()]*)?数)(?P<unit>(?:\((?:单位:)?[万亿千百]?元\))?)$"
)
_IDLE = pattern("财政部门|财政|{granted}|核定|{this_year}|年度|本?部门|本?单位|实际|的|[()]")
"""Words that make no other figure of the whole unit and of this year; 上年, 追加, 项目, 扣除, 年初 are none of them."""
_DONE = pattern("完成|{carried_out}|{spending}|支付")
_BUDGET = pattern("{budget}数?")
_GRANTED, _WHOSE = pattern("{granted}|核定"), regex("部门|单位")


@lru_cache(maxsize=8192)
def without_definition(key: str) -> str:
    """A label (as `name_key` leaves it) without a definition of itself behind it; any other as it is.

    预算数 that is said to be the one granted to the department is 部门预算数: the label alone does not say whose it is.
    """
    granted = _GRANTED_ONE.match(key)
    if granted is not None and _is_granted(granted["name"]):
        return f"{granted['lead']}{GRANTED_BUDGET}{granted['unit']}"
    found = _DEFINED.match(key)
    if found is None or not _says_the_same(found["name"], found["inside"]):
        return key
    name, inside = found["name"], found["inside"]
    if _BUDGET.fullmatch(name):
        if not (_GRANTED.search(inside) and _WHOSE.search(inside)):
            return key
        name = GRANTED_BUDGET
    return f"{found['lead']}{name}{found['unit']}"


def _is_granted(name: str) -> bool:
    """财政部门批复的本年度部门预算数 as a label by itself: 部门预算数, in the words of its definition."""
    said = _BUDGET.fullmatch(_IDLE.sub("", name)) and _GRANTED.search(name)
    return bool(said) and _WHOSE.search(name.replace("财政部门", "")) is not None


def _says_the_same(name: str, inside: str) -> bool:
    """Is what is left of both, without idle words, the same, but for the place of what was done (完成的预算数, 预算完成数)?"""
    one, other = _IDLE.sub("", name), _IDLE.sub("", inside)
    if one == other:
        return len(one) > 1
    done, said = _DONE.findall(one), _DONE.findall(other)
    return len(done) == 1 and done == said and _DONE.sub("", one) == _DONE.sub("", other)
