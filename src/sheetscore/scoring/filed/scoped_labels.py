"""Rows whose labels limit what a formula asks for, where the limit is that of the whole rate or says what the term is.

实际支付进度（9月底） over 既定支付进度（9月底） is the rate at one day, whichever day that is; 支出预算数（含调整） is the 支出预算数 of a
结转结余率. A row that a definition leaves out (因…除外) takes the figure that holds it out of use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sheetscore.model.figure import Key
from sheetscore.regexes import regex
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.scoring.filed.whole_spending import Found
from sheetscore.words.limited_labels import LEFT_OUT, UNTIL, limit_behind
from sheetscore.words.names import BOOKED, MOVED_BUDGET
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_LEFT_RATE = pattern("(?:{left})+率")
_BUDGET = pattern("{spending}{budget}(?:数|总额)?")
_OTHER_TIME = regex(r"(?P<month>1[0-2]|[1-9])月|季度|半年|序时|时点")
_EXCEPT = regex(r"因[^。;；]*(?:政策|不可抗力|交办)[^。;；]*除外")


def with_limited(record: Mapping[str, Any], found: Found, figures: Figures) -> Found:
    """With the rows of such labels, where they make the figures complete; as they are elsewhere."""
    lacking = [each for each in found.inputs if each.value is None]
    if not lacking or any(each.state != "absent" for each in lacking):
        return found
    filed = {each.term: _row_of(each.term, figures) for each in lacking}
    limits = set()
    for term, row in filed.items():
        if row is None:
            return found
        limits.add(limit_behind(name_key(str(row["item"])), name_key(term)))
    if len(limits) != 1 or not _allowed(record, limits.pop(), found, len(lacking)):
        return found
    inputs, factors, notes = list(found.inputs), dict(found.factors), list(found.notes)
    for place, each in enumerate(inputs):
        row = filed.get(each.term)
        if row is None:
            continue
        key = Key(name_key(str(row["item"])), str(row["measure"]), 0)
        inputs[place] = figure_input(each.term, key, each.unit, row, False)
        factors[each.term] = factor_of(row)
        notes.append(f"“{each.term}”按“{row['item']}”一行。")
    return Found(inputs, factors, notes)


def _allowed(record: Mapping[str, Any], limit: str, found: Found, count: int) -> bool:
    """Is the limit that of every term of the rate, and the only day that the row speaks of; or that of the budget of what is left?"""
    until = UNTIL.fullmatch(limit)
    if until is None:
        rate = _LEFT_RATE.fullmatch(name_key(str(record["indicator"])))
        terms = [each.term for each in found.inputs if each.value is None]
        return bool(rate) and count == 1 and _BUDGET.fullmatch(name_key(terms[0])) is not None
    text = name_key(
        f"{record['indicator']};{record['criteria']};{record['explanation']};{record['actual'] or ''}"
    )
    said = {match["month"] for match in _OTHER_TIME.finditer(text)}
    return count == len(found.inputs) > 1 and said <= {until["month"]}


def _row_of(term: str, figures: Figures) -> Mapping[str, Any] | None:
    """The one filled row that is called a term with a limit behind it; None where there are several, or a row without it."""
    names = {item for item, _ in figures.rows if limit_behind(item, name_key(term))}
    if len(names) != 1 or figures.has_item(term):
        return None
    row, conflict = figures.find(Key(names.pop(), BOOKED, 0), True)
    if row is None or conflict or row["state"] != "value" or figures.slip(row) is not None:
        return None
    return row


def without_excepted(record: Mapping[str, Any], found: Found, figures: Figures) -> Found:
    """Without a 预算调整数 of which the row itself leaves out a part that the table states, and does not say to be out of it."""
    text = name_key(f"{record['criteria']};{record['explanation']}")
    if not _EXCEPT.search(text):
        return found
    parts = [
        each for (item, _), rows in figures.rows.items() if LEFT_OUT.search(re.sub("^其中:?", "", item))
        for each in rows if each["value"] and not each["year"]
    ]  # fmt: skip
    if not parts:
        return found
    why = f"本行写明除外的数另列在 {parts[0]['sheet']}!{parts[0]['cell']}，是不是已经扣除，没有写明"
    inputs = [
        replace(each, value=None, state="unread", why=why)
        if each.key.measure == MOVED_BUDGET and each.value is not None
        else each
        for each in found.inputs
    ]
    return Found(inputs, found.factors, found.notes)
