"""Parts of a 完成值 whose names say in other words what the two terms of a formula are: 核定编制61人，在编63人 of 在职人员数/编制数.

What was planned (allowed, asked, there at all) and what was done of it are told apart by a closed list of words; whatever else
stands in the name of a part has to be in the name of the row or of a term. A word that makes another figure of it (按期, 年初,
上年, 三公) has to stand on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sheetscore.regexes import regex
from sheetscore.scoring.own.written_parts import Part
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_ADDED = pattern("{added}|调整(?!后|{budget})")
_WHOLE = pattern("{budget}(?!{carried_out}|{spending}|完成)|计划|应|目标|任务|编制|{granted}")
_DONE = pattern(
    "实际|已|{spending}|{carried_out}|{final}|完成|支付|使用|在用|在职|在编|实有|满意|合格|达标|按期|按时|及时|通过|{arrived}|采购"
)
_ALL = regex("总|全部|所有|有效|回收|收回|受理|受检|抽检|抽查|检测|检查|调查|受访|核定|安排")
_ROLES = (("added", _ADDED), ("whole", _WHOLE), ("done", _DONE), ("whole", _ALL))
_SAME = (
    pattern("在职|在编|实有|在岗"),
    pattern("{spending}|{carried_out}|{final}|使用|完成"),
    _ADDED,
)
"""Words for one thing in figures of one row: staff there is, money that was spent, what was added to a budget."""
_TELLING = pattern(
    "按期|按时|及时|如期|准时|准点|合格|优良|优秀|达标|有效|满意|非常|基本|比较|较|不|未|无|非|重点|重大|{opening}|调整后|{last_year}"
    "|{same_period}|{this_year}|支付|{arrived}|{granted}|{paid_out}|{carried}|编外|临聘|退休|一次"
)
"""What makes another figure of the same: never on one side alone."""
_HARMLESS = pattern(
    "实际|已|实有|核定|{all_year}|{closing}|年度|{this_year}|{within}|其中|共|为|总额|金额|数额|资金|总数|总量|数量|人员|人数|名额"
    "|份数|件数|问卷|调查|回收|收回|安排|数|额|量|人|的"
)
_LEAST = 2
_SHORTEST = 2


def by_role(terms: Sequence[str], name: str, parts: Sequence[Part]) -> dict[str, Part] | None:
    """Each of two terms with the part that is in its role; None where a part is left, or says more than the row does."""
    keys = {term: name_key(term) for term in terms}
    if len(terms) != _LEAST or len(parts) != _LEAST:
        return None
    wanted = {role_of(key): term for term, key in keys.items()}
    given = {role_of(name_key(part.name)): part for part in parts}
    if len(wanted) != _LEAST or "" in wanted or wanted.keys() != given.keys():
        return None
    row = [name, *keys.values()]
    for role, part in given.items():
        key, said = keys[wanted[role]], name_key(part.name)
        if not _same_words(key, said, name) or _rest(said, row):
            return None
    return {term: given[role] for role, term in wanted.items()}


def role_of(key: str) -> str:
    """whole, done or added; "" for a name that says none of them."""
    return next((role for role, words in _ROLES if words.search(key)), "")


def _same_words(term: str, part: str, name: str) -> bool:
    """Is nothing said of one of the two that makes another figure of it? The name of the row is said of both."""
    told, said = set(_TELLING.findall(term)), set(_TELLING.findall(part))
    return told <= said and all(word in told or (word in name and word != "较") for word in said)


def _rest(said: str, row: Sequence[str]) -> str:
    """What a part is called besides its role, the words of the row, and words that say nothing of their own."""
    left = said
    while left:
        sizes = [
            n for n in range(_SHORTEST, len(left) + 1) if any(left[:n] in each for each in row)
        ]
        for words in (_HARMLESS, _ADDED, _WHOLE, _DONE, _ALL):
            found = words.match(left)
            if found and (words is not _DONE or _one_of(found[0], row)):
                sizes.append(found.end())
        if not sizes:
            return left
        left = left[max(sizes) :]
    return ""


def _one_of(word: str, row: Sequence[str]) -> bool:
    """A word for what was done says what the terms say, or another word for the same."""
    same = next((words for words in _SAME if words.search(word)), re.compile(re.escape(word)))
    return word in ("实际", "已") or any(same.search(key) for key in row)
