"""A 定性 row whose word has a fixed share in the notes of its table (部分达成 70%): that share of its points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, percent
from sheetscore.model.figure import Input, Key
from sheetscore.rules import Rule
from sheetscore.rules.methods.method import WORDED
from sheetscore.rules.shapes.shapes import Interval, Ladder, Linear, Segment
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.by_method import method_of
from sheetscore.scoring.shares_of_words import grade_of
from sheetscore.words.text import name_key

_TERM = "表上写明的分值比例"


def with_graded_word(record: Mapping[str, Any], rule: Rule) -> Bound | None:
    """The rule over the share that the note gives to the word, and that share; None for a range, or another word."""
    if rule.kind != "graded" or rule.shape is not None or not record["method"]:
        return None
    share = grade_of(record)
    if share is None:
        return None
    line = Segment(Interval(Fraction(0), True, Fraction(1), True), Linear(rule.points))
    found = replace(
        rule, kind="proportional", looks_like="proportional", input="rate", shape=Ladder((line,)), unit="%",
    )  # fmt: skip
    key = Key(name_key(record["indicator"]), _TERM, 0)
    figure = Input(
        _TERM, key, decimal(share), "%", "value", record["sheet"], record["actual_cell"], part=str(record["actual"])
    )  # fmt: skip
    quotes = "；".join(method_of(record).read_for(WORDED))
    told = f"定性指标，完成情况“{record['actual']}”，表上写明“{quotes}”，按分值的 {percent(share)} 计。"
    return Bound(found, (figure,), {_TERM: Fraction(1)}, (told,))
