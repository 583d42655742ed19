"""What an indicator is called in its own wording: a name with its target behind it, or the name that its 指标说明 defines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sheetscore.regexes import regex
from sheetscore.scoring.compared_amounts import with_compared
from sheetscore.scoring.defined_budgets import with_adjusted_budgets
from sheetscore.scoring.defined_sums import with_defined_sums
from sheetscore.scoring.explained_terms import without_explained_terms
from sheetscore.scoring.meant_columns import with_meant_columns
from sheetscore.scoring.own.no_task import without_no_task
from sheetscore.words.text import clean, name_key

_TARGET_BEHIND = regex(r"[\s(（]*(?:达到|达|为|[=＝≥≧≤≦])?\s*100\s*[%％]\s*[)）]?$")
_DEFINED_AS = {"财政供养人员控制率": "在职人员控制率"}
"""Two names of one rate: 在职人员数÷编制数 (财预〔2013〕53号 在职人员控制率; 深圳、重庆、绥芬河 print 财政供养人员控制率)."""


def spoken(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record under the name that its wording speaks of, with what it defines in words as a formula; else as it is."""
    record = with_meant_columns(with_adjusted_budgets(with_defined_sums(record)))
    record = with_compared(without_explained_terms(record))
    record = without_no_task(record)
    name = str(record["indicator"])
    found = _TARGET_BEHIND.sub("", name) or name
    other = _DEFINED_AS.get(name_key(found))
    if other:
        said = clean(f"{record['criteria']};{record['explanation']}").text
        if other in said and name_key(found) not in said:
            found = other
    return record if found == name else {**record, "indicator": found}


def own_names(records: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each indicator's own quantity is called: its name; of several of one name with the row, so that none takes the other's."""
    names = [str(record["indicator"]) for record in records]
    count = Counter(map(name_key, names))
    return [
        f"{name}（第{record['row']}行）" if count[name_key(name)] > 1 else name
        for name, record in zip(names, records, strict=True)
    ]
