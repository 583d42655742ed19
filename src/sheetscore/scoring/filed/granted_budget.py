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
    asked = _TERM.fullmatch(name_key(lacking[0].term))
    if asked is None or not _RATE.fullmatch(name_key(str(record["indicator"]))):
        return found
    if not says_granted(record):
        return found
    key = Key(DEPARTMENT_BUDGET, GRANTED_BUDGET, 0)
    filed, conflict = figures.find(key, False)
    if filed is None or conflict or filed["state"] != "value" or figures.slip(filed) is not None:
        return found
    term = lacking[0].term
    own = figure_input(term, key, lacking[0].unit, filed, False)
    inputs = [own if each is lacking[0] else each for each in found.inputs]
    factors = {**found.factors, term: factor_of(filed)}
    return Found(inputs, factors, [*found.notes, f"“{term}”按本行写明的是{GRANTED_BUDGET}。"])


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
