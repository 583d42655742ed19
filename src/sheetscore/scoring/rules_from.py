"""What is said of a row whose 评价标准 stands in another place of the workbook (readers/rules_apart)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.regexes import regex
from sheetscore.rules.methods.method_reading import read_method
from sheetscore.words.text import quoted

_OTHER_PLACES = regex("(?:[一1三3四4]位小数|取整|保留整数|精确到个位)")
"""Rounding other than to two decimals, which holds for every row of the table."""


def why_no_rule(record: Mapping[str, Any]) -> str:
    """Why a 评分细则 gives no rule for the row that can be told; "" where it does, or where there is none."""
    found = record["rule_from"]
    if not found:
        return ""
    return found.why or (_unread(found.notes, found.first) if found.notes else "")


def _unread(notes: str, first: bool) -> str:
    """What stands around the rules and says more of how points are given than that a score is never more than the points; where the
    rule of a row goes `first`, only what was not read.
    """
    said = read_method(notes)
    more = said.unread if first else (
        said.ways or said.unread or said.excess or said.excess_open or said.excess_of_all or said.nothing_below
        or said.grades or said.yes_no or said.bands or said.money or said.tiers or said.misfit or said.of_classes or said.zero_target
    )  # fmt: skip
    rounds = _OTHER_PLACES.search(notes)
    if not more and not rounds:
        return ""
    quotes = [quote for _, quote in said.unread] or ([rounds[0]] if rounds else [notes])
    return f"评分细则的说明里还有没有读懂的话{'、'.join(map(quoted, quotes))}"


def tell_rule_from(record: Mapping[str, Any]) -> list[str]:
    """Where the 评价标准 stands, with its words; or why the row has none, and a person decides."""
    found = record["rule_from"]
    if not found:
        return []
    if why := why_no_rule(record):
        return [f"{why}，由人评定。"]
    return [f"评价标准见 {found.place}：{quoted(found.text)}。"]
