"""Figures of a table whose decimal point seems to stand in the wrong place: ten, a hundred or a thousand times what stands around them.

A figure is in doubt where it is far from all its neighbours as written, and moving the point brings it into line with two of them
that agree with each other, or with the one other figure of a rate printed beside both. One that its own breakdown adds up to is not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, fraction, plain
from sheetscore.regexes import regex
from sheetscore.words.glossary import BaseRate, Glossary
from sheetscore.words.names import BOOKED, EXECUTION_RATE, FULL_BUDGET, MONEY_MEASURES

_POWERS = tuple(Fraction(10) ** n for n in (1, 2, 3, -1, -2, -3))
_IN_LINE = Fraction(13, 10)
"""As far beyond its neighbours as a figure may be to be in line with them; a year's change of budgets is mostly below it."""
_AGREE = Fraction(2)
"""Neighbours further apart than this say nothing about a third."""
_FAR = Fraction(4)
"""A figure nearer than this to a neighbour is none that has slipped."""
_RATE_OFF = Fraction(1, 100)
"""A printed rate is met within this share of it."""
_EXECUTION = (EXECUTION_RATE, BOOKED, FULL_BUDGET)
_PART = regex(
    r"^\s*(?:其中[:：]?\s*)?(\d{1,2}[、.．]|[(（]\d{1,2}[)）]|[①-⑳]|[(（][一二三四五六七八九十]+[)）])"
)
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure in doubt: its record, what it would be with the point moved, and what it would then be in line with."""

    record: dict[str, Any]
    meant: Fraction
    beside: tuple[dict[str, Any], ...]

    @property
    def place(self) -> Place:
        return self.record["sheet"], self.record["cell"]

    @property
    def times(self) -> str:
        """Ten, a hundred or a thousand times too large or too small, in words."""
        ratio = abs(fraction(self.record["value"]) / self.meant)
        many = {10: "十", 100: "一百", 1000: "一千"}[round(max(ratio, 1 / ratio))]
        return f"{'大' if ratio > 1 else '小'}了{many}倍"

    @property
    def told(self) -> str:
        """Why the figure is not used."""
        others = "、".join(f"{each['cell']} {_shown(each)}" for each in self.beside)
        return (
            f"{self.record['cell']} 填的是 {_shown(self.record)}，和 {others} 相比像是点错了小数点，{self.times}"
            f"（应为 {self.written}），请核对后补填"
        )

    @property
    def written(self) -> str:
        """`meant` as it would be written in the cell."""
        number, value = self.record["number"], fraction(self.record["value"])
        return plain(self.meant if not number else self.meant * fraction(number) / value)


def _shown(record: dict[str, Any]) -> str:
    return plain(record["number"] if record["number"] is not None else record["value"])


def find_slips(
    records: Sequence[dict[str, Any]], glossary: Glossary, even_settled: bool = False
) -> dict[Place, Slip]:
    """The figures in doubt by sheet and cell; `records` are those of the base frame (model.columns.BASE_COLUMNS).

    `even_settled`: those as well that a person typed into a completed workbook, which count all the same.
    """
    filed = [r for r in records if not r["supplied"] and r["state"] == "value" and r["value"]]
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for record in filed:
        groups[record["sheet"], record["section"], record["item"]].append(record)
    sure = _confirmed(records, {label.name for label in glossary.items.values()})
    found: dict[Place, Slip] = {}
    for group in groups.values():
        for slip in (*_by_neighbours(group), *_by_rate(group, glossary.rates)):
            if slip.place not in sure and (even_settled or slip.record["settled"] is not True):
                found.setdefault(slip.place, slip)
    return found


def _by_neighbours(group: list[dict[str, Any]]) -> Iterator[Slip]:
    """Among 预算, 全年预算 and 决算 of one item, of this year and the last: one that two others speak against."""
    money = [
        r for r in group
        if r["measure"] in MONEY_MEASURES and r["unit"] in MONEY_UNITS and r["value"] > 0 and r["year"] in (-1, 0)
    ]  # fmt: skip
    for record in money:
        others = [each for each in money if each is not record]
        value = fraction(record["value"])
        if len(others) < 2 or any(_apart(value, fraction(each["value"])) < _FAR for each in others):
            continue
        for power in _POWERS:
            meant = value / power
            near = [
                each
                for each in others
                if _apart(meant, fraction(each["value"])) <= _IN_LINE * _AGREE
            ]
            if len(near) >= 2 and _in_line(meant, [fraction(each["value"]) for each in near]):
                yield Slip(record, meant, tuple(near))
                break


def _in_line(meant: Fraction, others: list[Fraction]) -> bool:
    """Do the others agree, and does the figure stand among them or next to them?"""
    low, high = min(others), max(others)
    return high <= low * _AGREE and low / _IN_LINE <= meant <= high * _IN_LINE


def _by_rate(group: list[dict[str, Any]], rates: Sequence[BaseRate]) -> Iterator[Slip]:
    """A numerator (or, where that one stands well with its neighbours, a denominator) that the rate printed beside them speaks against."""
    count = Counter(each["measure"] for each in group)
    at = {each["measure"]: each for each in group if count[each["measure"]] == 1}
    at |= {
        each["measure"]: each for each in group if count[each["measure"]] > 1 and each["year"] == 0
    }
    known = [(r.measure, r.numerator, r.denominator) for r in rates if r.item == group[0]["item"]]
    for name, over, under in (*known, _EXECUTION):
        rate, top, low = (at.get(measure) for measure in (name, over, under))
        if (
            rate is None
            or top is None
            or low is None
            or min(rate["value"], top["value"], low["value"]) <= 0
        ):
            continue
        printed, found = fraction(rate["value"]), fraction(top["value"]) / fraction(low["value"])
        for power in (
            _POWERS if _apart(found, Fraction(1)) >= _FAR else ()
        ):  # else the rate is the odd one
            if abs(found / power - printed) <= printed * _RATE_OFF:
                wrong, right = (top, low) if not _backed(top, group) else (low, top)
                meant = (
                    fraction(wrong["value"]) / power
                    if wrong is top
                    else fraction(wrong["value"]) * power
                )
                yield Slip(wrong, meant, (right, rate))
                break


def _backed(record: dict[str, Any], group: list[dict[str, Any]]) -> bool:
    """Does a further figure of the item (the budget of the year's beginning, last year's) stand by this one?"""
    others = [
        r
        for r in group
        if r["measure"] in MONEY_MEASURES and r["measure"] != _EXECUTION[2] and r is not record
    ]
    return any(
        r["value"] > 0 and _apart(fraction(record["value"]), fraction(r["value"])) <= _AGREE
        for r in others
    )


def _apart(left: Fraction, right: Fraction) -> Fraction:
    """How many times the larger of two figures is the smaller."""
    return left / right if left >= right else right / left


def _confirmed(records: Sequence[dict[str, Any]], known: set[str]) -> set[Place]:
    """Figures that equal the sum of the numbered rows below them (三公经费 and 1、2、3、), and those parts: no point has slipped there."""
    columns: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        if not record["supplied"] and record["measure"] in MONEY_MEASURES:
            columns[record["sheet"], record["section"], record["measure"], record["year"]].append(
                record
            )
    sure: set[Place] = set()
    for column in columns.values():
        for at, whole in enumerate(column):
            parts = _parts(column[at + 1 :], known) if not _style(whole) else []
            values = [each["value"] for each in parts if each["state"] == "value"]
            filled = len(parts) > 1 and values and whole["state"] == "value"
            if filled and sum(values) == whole["value"]:
                sure |= {(each["sheet"], each["cell"]) for each in (whole, *parts)}
    return sure


def _parts(below: Sequence[dict[str, Any]], known: set[str]) -> list[dict[str, Any]]:
    """The rows numbered as the first one, down to the next item that the glossary knows."""
    found: list[dict[str, Any]] = []
    first = ""
    for record in below:
        style = _style(record)
        if record["item"] in known:
            break
        first = first or style
        if style and style == first:
            found.append(record)
    return found


def _style(record: dict[str, Any]) -> str:
    """The way in which a row is numbered, its digits left out; "" for none."""
    match = _PART.match(str(record["label"]))
    return re.sub(r"\d+|[①-⑳]|[一二三四五六七八九十]+", "1", match[1]) if match else ""
