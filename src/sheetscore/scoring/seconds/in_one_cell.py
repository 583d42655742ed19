"""Figures that a 完成值 states in words (上年315件，本年298件; the parts of a rate), or that are missing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import decimal, fraction, plain
from sheetscore.exact.numerals import half_width, visible
from sheetscore.model.figure import Input, Key
from sheetscore.regexes import regex
from sheetscore.rules import Rule
from sheetscore.scoring.binding import Bound
from sheetscore.scoring.filed.figure_inputs import missing_name
from sheetscore.scoring.own.by_parts import by_parts, lacks_own
from sheetscore.scoring.own.written_parts import Part, read_parts
from sheetscore.scoring.own.year_parts import last_and_this
from sheetscore.scoring.seconds.staged_formulas import falling_stages
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_BOTH, _DONE = 2, "完成值"
_NAMED_RATE = regex(
    r"(?P<name>\d{1,2}月[\u4e00-\u9fff“”]{0,16}?|[\u4e00-\u9fff“”]{1,16}?)(?:为|是|达到|达|:|=)?(?P<rate>\d+(?:\.\d+)?)%"
)
_PACE = regex("进度率?$")
_OF_PROGRESS = regex("(?:预算|资金)?(?:支出|执行)?进度率?$|(?<=率)$")


def written_in_one_cell(
    record: Mapping[str, Any], rule: Rule, bound: Bound, glossary: Glossary, year: int | None
) -> Bound:
    """The figures by the text of the row's own 完成值, where some are missing for no other reason; else as they are bound."""
    if not bound.rule.computable or not lacks_own(record, bound):
        return bound
    if rule.quantities:
        return _two_years(record, rule, bound, glossary, year) or bound
    return by_parts(record, rule, glossary, year) or bound


def _two_years(
    record: Mapping[str, Any], rule: Rule, bound: Bound, glossary: Glossary, year: int | None
) -> Bound | None:
    """Last year's figure and this year's, both named and counted alike; None where anything else is stated, or stands elsewhere."""
    roles = {each.role: each for each in rule.quantities}
    if len(rule.quantities) != _BOTH or roles.keys() != {"own", "last"} or rule.formula is None:
        return None
    own, last = roles["own"], roles["last"]
    parts = _parts(str(record["actual"]), name_key(str(record["indicator"])), year)
    if parts is None or not record["actual_cell"]:
        return None
    before, now = parts
    if before.unit != now.unit or not _counted_so(now.unit, own.unit):
        return None
    if now.unit == "%" and now.value > 1 and glossary.at_most_all(rule.name):
        return None
    stated = {own.term: now, last.term: before}
    known = {each.key.year: each.value for each in bound.inputs if each.value is not None}
    if any(value != (before if year == -1 else now).value for year, value in known.items()):
        return None  # the base table says another figure
    years = {(-1 if each.key.year == -1 else 0): each for each in bound.inputs}
    if years.keys() != {0, -1} or len(bound.inputs) != _BOTH:
        return None
    inputs = tuple(
        _input(record, term, years[-1 if term == last.term else 0], part)
        for term, part in stated.items()
    )
    factors = {term: Fraction(1) for term in stated}
    return Bound(rule, inputs, factors, by_row=bool(record["beside"]))


def _counted_so(unit: str, asked: str) -> bool:
    """Is a part counted as the wording asks for? Without a unit in the wording any but % is."""
    return unit == asked or (not asked and unit != "%")


def _parts(text: str, name: str, year: int | None) -> tuple[Part, Part] | None:
    """Last year's part and this year's; None for any other text."""
    plain = half_width(text)
    shares = plain.count("%")
    written = read_parts(plain.replace("%", "") if shares else plain)
    if written is None or written.printed is not None or written.quotient or written.change:
        return None
    both = last_and_this(written.parts, name, year)
    if both is None or not shares:
        return both
    tight = plain.replace(" ", "")
    if shares != _BOTH or any(each.unit or f"{each.text}%" not in tight for each in both):
        return None
    last, this = (
        replace(each, value=each.value.scaleb(-2), unit="%", text=f"{each.text}%") for each in both
    )
    return last, this


def named_rates(
    record: Mapping[str, Any], rule: Rule, bound: Bound, glossary: Glossary
) -> Bound | None:
    """6月底52.3%，11月底87% under a wording with points for each: every rate with its name, and nothing else; None for any other text."""
    terms = [each.term for each in rule.quantities]
    named = all(each.role == "named" and each.unit == "%" for each in rule.quantities)
    open_ = all(each.state in ("absent", "blank") for each in bound.inputs)
    if not named or not open_ or not record["actual_cell"]:
        return None
    stated: dict[str, Part] = {}
    body = half_width(visible(str(record["actual"]))).replace(" ", "").strip(";,。、\n")
    for clause in re.split(r"[;,。、\n]+", body):
        found = _NAMED_RATE.fullmatch(clause)
        if found is None or _called(found["name"]) in stated:
            return None
        stated[_called(found["name"])] = Part(
            found["name"], decimal(found["rate"]).scaleb(-2), "%", clause
        )
    called = {_called(term): term for term in terms}
    if stated.keys() != called.keys() or len(called) != len(terms):
        return None
    parts = {called[key]: part for key, part in stated.items()}
    if any(
        part.value > 1 and (_PACE.search(term) or glossary.at_most_all(term))
        for term, part in parts.items()
    ):
        return None  # 502%: a point was left out
    if falling_stages({term: fraction(part.value) for term, part in parts.items()}):
        return None
    inputs = tuple(
        Input(
            term, Key(term, _DONE, 0), parts[term].value, "", "value", record["sheet"], record["actual_cell"], part=parts[term].text,
        )
        for term in terms
    )  # fmt: skip
    return Bound(rule, inputs, dict.fromkeys(terms, Fraction(1)), by_row=bool(record["beside"]))


def _called(name: str) -> str:
    """6月 of 6月底支出进度率."""
    return re.sub("(?<=\\d月)[底末]$", "", _OF_PROGRESS.sub("", name_key(name)))


def _input(record: Mapping[str, Any], term: str, bound: Input, part: Part) -> Input:
    unit = "" if part.unit == "%" else part.unit
    return Input(
        term, bound.key, part.value, unit, "value", record["sheet"], record["actual_cell"], part=part.text,
    )  # fmt: skip


def tell_missing(rule: Rule, inputs: Sequence[Input], points: Decimal) -> str:
    """Which figures are not there, in one sentence; "" where all are."""
    names = "、".join(missing_name(figure) for figure in inputs if figure.value is None)
    if not names:
        return ""
    if any(each.role == "named" for each in rule.quantities):
        return f"缺少：{names}。补填后自动计分，也可以由人评定。"
    return f"缺少：{names}。本项 {plain(points)} 分无法计算。"
