"""部门预算数 for the 预算数 of 预算完成率, where the row itself says that it is 财政部门批复的本年度部门预算数 (财预〔2013〕53号)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.model.figure import Key
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.filed.whole_spending import Found
from sheetscore.words.defined_labels import without_definition
from sheetscore.words.names import DEPARTMENT_BUDGET, GRANTED_BUDGET
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_RATE = pattern("(?:部门)?{budget}(?:完成|调整)率")
_TERM = pattern("{budget}数?")
_STAGE = pattern(
    r"(?:上?半年|前三季度|\d{1,2}月[底末]?)(?:部门|{budget}|{spending}|{carried_out})*进度率?"
)
_ARRANGED = pattern("(?:{this_year})部门{budget}安排(?:数|额)?")
_CARRIED, _ADDED = pattern("{last_year}.*(?:{left})"), pattern("{added}")
_SAYS_GRANTED = pattern("财政(?:部门)?(?:{granted})")
_SAID = pattern(
    r"(?<![\u4e00-\u9fff]){budget}数(?:[:=]|为|是指?|指)(?P<said>[^。;,\n]+)(?=[。;,\n]|$)"
)


def with_granted(record: Mapping[str, Any], found: Found, figures: Figures) -> Found:
    """With the granted budget of the department, where that makes the figures complete; as they are elsewhere.

    Whatever else the row says of its 预算数 (调整后, 含追加, 扣除…) makes it another figure.
    """
    lacking = [each for each in found.inputs if each.value is None]
    if len(lacking) != 1 or lacking[0].state != "absent":
        return found
    term, of_stage = name_key(lacking[0].term), _is_of_stage(record, found)
    of_rate = _TERM.fullmatch(term) and _RATE.fullmatch(name_key(str(record["indicator"])))
    if not (of_rate and says_granted(record)) and not (of_stage and _ARRANGED.fullmatch(term)):
        return found
    key = Key(DEPARTMENT_BUDGET, GRANTED_BUDGET, 0)
    filed, conflict = figures.find(key, False)
    if filed is None or conflict or filed["state"] != "value" or figures.slip(filed) is not None:
        return found
    if of_stage and not _SAYS_GRANTED.search(name_key(str(filed["label"]))):
        return found
    term = lacking[0].term
    own = figure_input(term, key, lacking[0].unit, filed, False)
    inputs = [own if each is lacking[0] else each for each in found.inputs]
    factors = {**found.factors, term: factor_of(filed)}
    why = f"“{term}”" + (
        f"是财政批复的{GRANTED_BUDGET}" if of_stage else f"按本行写明的是{GRANTED_BUDGET}"
    )
    return Found(inputs, factors, [*found.notes, f"{why}。"])


def _is_of_stage(record: Mapping[str, Any], found: Found) -> bool:
    """Does a rate of progress count what was carried over and what was added by themselves, so that the rest is what was granted?"""
    terms = [name_key(each.term) for each in found.inputs if each.value is not None]
    both = any(map(_CARRIED.search, terms)) and any(map(_ADDED.search, terms))
    return both and _STAGE.fullmatch(name_key(str(record["indicator"]))) is not None


def says_granted(record: Mapping[str, Any]) -> bool:
    """Does a row say of its 预算数 that it is the granted one?"""
    return _is_granted(f"{record['criteria']}\n{record['explanation']}")


def _is_granted(text: str) -> bool:
    """Does a wording say of its 预算数, once or more, that it is the granted one, and nothing else?"""
    lines = "\n".join(name_key(line) for line in text.splitlines())
    said = [match["said"] for match in _SAID.finditer(lines)]
    return bool(said) and all(
        without_definition(f"{_ANY}({each})") == GRANTED_BUDGET for each in said
    )


_ANY = GRANTED_BUDGET.removeprefix("部门")
