"""The base frame as a look-up: the one figure of a key, or why there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from sheetscore.exact.amounts import decimal
from sheetscore.model.columns import records
from sheetscore.model.figure import Key
from sheetscore.readers.base_table.base_named import FEWEST_OF_SUBJECT, PLANNED, UNDER
from sheetscore.readers.base_table.base_table import NO_YEAR
from sheetscore.readers.target_table.targets import OWN_MEASURE
from sheetscore.regexes import regex
from sheetscore.scoring.filed.slips import Place, Slip, find_slips
from sheetscore.scoring.own.open_columns import open_columns
from sheetscore.words.glossary import Glossary
from sheetscore.words.names import BOOKED, CARRIED_ENDS, DEPARTMENT, YEARS_INCOME, YEARS_SPENDING
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_OTHER_USES = regex("分配|上缴|弥补|使用|调整结")
"""Items that stand between income and what is left: then the four alone need not balance."""
_UNIT_BEHIND = regex(r"\((?:单位:)?(?:[万亿千百]?元|人|个|项|件|户|家|份|台|套|辆|㎡|平方米)\)$")
_LEADS = pattern(
    "^(?:(?:{this_year}|{closing}|实际|已)(?=..)|{all_year}(?={spending}|{carried_out}))"
)
_CLOSING = pattern("^{closing}(?=..)")
_TAILS = regex("(?<=..)(?:[个件处项户场]数|总额|总数|金额|数额|数|额)$")
_SHORTEST = 3
"""Characters of a term that may be short for a longer name."""
_FEWEST_OF_THE_UNIT = 5
"""Characters of a term behind 部门 that name a figure by themselves."""
_FEWEST_OF_NAME = 2
"""Characters of an indicator's name that may complete a term."""
_ROUNDED = decimal("0.025")
"""What four figures of two decimals may be out by rounding alone, in 万元."""


_SATISFIED = regex("满意[度率]")
_OF_THE_PUBLIC = regex(
    "(?:社会公众|公众|服务对象|受益对象|受益群众|办事群众|群众|[或和及、/])+满意[度率]"
)
"""财预〔2013〕53号 社会公众或服务对象满意度: whom the survey asked is named in many ways."""


@dataclass(slots=True)
class Figures:
    """The base frame, indexed by (item, measure)."""

    rows: dict[tuple[str, str], list[dict[str, Any]]]
    spelled: dict[str, tuple[str, str]]
    slips: dict[Place, Slip]

    @classmethod
    def of(cls, base: pd.DataFrame, glossary: Glossary) -> Figures:
        """The figures of a frame with BASE_COLUMNS."""
        return cls.listed(records(base), glossary)

    @classmethod
    def listed(cls, listed: Sequence[dict[str, Any]], glossary: Glossary) -> Figures:
        """The figures of the rows of such a frame."""
        rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        spelled: dict[str, tuple[str, str]] = {}
        for record in listed:
            place = (name_key(str(record["item"])), str(record["measure"]))
            rows[place].append(record)
            for tail in ("", "数"):
                spelled.setdefault(place[0] + place[1] + tail, place)
        return cls(dict(rows), spelled, find_slips(listed, glossary))

    def candidates(self, key: Key, dated: bool = False) -> list[dict[str, Any]]:
        """Every record of this key. Undated terms take the item's only column, whatever its year."""
        item = name_key(key.item)
        place = (item, key.measure)
        if key.measure == "" and place not in self.rows:
            place = self.spelled.get(item, place)
        found = self.rows.get(place, []) if place[1] else self._named(item, key.year)
        if key.measure in ("", OWN_MEASURE):  # a row of 缺数清单 whose 口径 is blank
            sent = [each for each in self.rows.get((item, ""), ()) if each["supplied"]]
            found = [*found, *(each for each in sent if each not in found)]
        if key.measure == OWN_MEASURE and not found:
            found = self._named(item, key.year)  # a row of the table that has the indicator's name
        if key.measure == OWN_MEASURE and not found and (public := self._satisfied(item)):
            found = self._named(public, key.year)
        exact = [record for record in found if record["year"] == key.year]
        if exact or dated:
            return exact
        printed = [record for record in found if not record["supplied"]]
        if len(printed) != 1 or not _may_be_stale(printed[0]) or self.open_columns(key, dated):
            return []
        return printed

    def open_columns(self, key: Key, dated: bool) -> tuple[str, ...]:
        """The filled columns of the item's rows that may hold the figure of this key, in words (open_columns.py)."""
        item = name_key(key.item)
        rows = [each for (name, _), found in self.rows.items() if name == item for each in found]
        return open_columns([each for each in rows if not each["supplied"]], key, dated)

    def has_item(self, item: str) -> bool:
        """Is there a row of this item?"""
        return any(name == name_key(item) for name, _ in self.rows)

    def supplied(self, key: Key) -> dict[str, Any] | None:
        """The figure that was sent later for this key, for one that cannot be used as filed."""
        place = (name_key(key.item), key.measure)
        sent = [r for r in self.rows.get(place, ()) if r["supplied"] and r["year"] == key.year]
        stated = [record for record in sent if record["state"] == "value"]
        return stated[0] if len({record["value"] for record in stated}) == 1 else None

    def slip(self, record: dict[str, Any]) -> Slip | None:
        """Why a figure as filed is in doubt; None where it is not."""
        return self.slips.get((record["sheet"], record["cell"]))

    def flows(self, year: int = 0) -> Iterator[tuple[dict[str, Any], ...]]:
        """年初结转, 本年收入, 本年支出 and 年末结转 of a year, where all four are filed once and no other use of money is listed."""
        if any(_OTHER_USES.search(item) for item, _ in self.rows):
            return
        for opening, closing in CARRIED_ENDS:
            filed = [
                [r for r in self.rows.get(each, ()) if r["year"] == year and not r["supplied"]]
                for each in (
                    (DEPARTMENT, opening),
                    (YEARS_INCOME, BOOKED),
                    (YEARS_SPENDING, BOOKED),
                    (DEPARTMENT, closing),
                )
            ]
            if all(len(found) == 1 and found[0]["state"] == "value" for found in filed):
                yield tuple(found[0] for found in filed)

    def off_balance(self, record: dict[str, Any]) -> bool:
        """Is a figure one of four that do not balance? Which of them is wrong cannot be told."""
        return any(
            any(each is record for each in flow) and abs(difference(flow)) > _ROUNDED
            for flow in self.flows(record["year"])
        )

    def named(self, item: str, year: int = 0) -> dict[str, Any] | None:
        """The one filed figure of a row of the table that is called `item`; None where there is none, or several that differ."""
        filed = [each for each in self._named(name_key(item), year) if not each["supplied"]]
        found = [each for each in filed if each["state"] == "value" and each["year"] == year]
        return found[0] if found and len({_said(each) for each in filed}) == 1 else None

    def named_in(self, item: str, year: int) -> dict[str, Any] | None:
        """The one filed figure of a year in a row of the table that is called `item`, whatever stands in the columns of other years."""
        named = self._named(name_key(item), year)
        found = [each for each in named if each["year"] == year and not each["supplied"]]
        stated = found and all(each["state"] == "value" for each in found)
        return found[0] if stated and len({each["value"] for each in found}) == 1 else None

    def printed(self, term: str) -> dict[str, Any] | None:
        """The one filed figure of this year whose row is called to the letter as a term with brackets or a year is: 全年预算数（调整后）,
        2022年一般性支出. A unit in brackets behind either says nothing of the name.
        """
        key = _UNIT_BEHIND.sub("", name_key(term))
        filed = [each for found in self.rows.values() for each in found if not each["supplied"]]
        found = [
            each for each in filed
            if each["year"] == 0 and key in (
                name_key(str(each["item"])), _UNIT_BEHIND.sub("", name_key(str(each["label"]).rpartition(" ")[0])),
            )
        ]  # fmt: skip
        return found[0] if found and len({_said(each) for each in found}) == 1 else None

    def alike(self, term: str, year: int, dated: bool) -> dict[str, Any] | None:
        """The one filed figure of a year whose row is called as a term is but for 数, 总额, 实际, 已, 本年: 已编制绩效目标项目数 is
        编制绩效目标的项目数. None where two rows are called so.
        """
        key, own = _core(term), name_key(term)
        if len(key) < _SHORTEST:
            return None
        filed = [each for rows in self.rows.values() for each in rows if not each["supplied"]]
        items = {item for item, _ in self.rows if _core(item) == key and item != own}
        named = [each for each in filed if name_key(str(each["item"])) not in {*items, own}]
        found = [each for item in items for each in self._named(item, year) if each["year"] == year]
        found += [each for each in named if key in _cores(each, dated) and each["year"] == year]
        return found[0] if len(found) == 1 and found[0]["state"] == "value" else None

    def of_the_unit(self, term: str, year: int) -> dict[str, Any] | None:
        """The figure of the row that is called to the letter as a term is without 部门 in front: 部门上半年实际支出. None where another
        row ends so (下属单位上半年实际支出): then whose figure it is has to be said.
        """
        rest = name_key(term).removeprefix("部门")
        if rest == name_key(term) or len(rest) < _FEWEST_OF_THE_UNIT:
            return None
        others = [item for item, _ in self.rows if item.endswith(rest) and item != rest]
        return None if others else self.named(rest, year)

    def joined(self, term: str, glossary: Glossary) -> tuple[str, str] | None:
        """The row and the column whose names a term joins: 项目支出调整后预算数 is 项目支出, 全年预算."""
        labels = {item: glossary.measure_of(term[len(item) :], True) for item, _ in self.rows if term.startswith(item)}  # fmt: skip
        found = {(item, label.name) for item, label in labels.items() if label and (item, label.name) in self.rows}  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def _satisfied(self, item: str) -> str:
        """The one row of satisfaction of the table, where it and the indicator are both of the public (群众满意度 for 服务对象满意度)."""
        rows = {name for name, _ in self.rows if _SATISFIED.search(name)}
        public = [name for name in (item, *rows) if _OF_THE_PUBLIC.fullmatch(name)]
        return rows.pop() if len(rows) == 1 and len(public) > 1 else ""

    def within(self, term: str, indicator: str) -> str:
        """The row of the table that a term shortens by what the indicator's name says: 参保人数 under 养老保险参保人数增长, 受理件数
        under 投诉举报按期办结率 where the row is 投诉举报受理件数, 计划抽查户数 where it is 计划抽查户数（双随机）.
        """
        name = name_key(indicator)
        items = {item for item, _ in self.rows if item not in (term, name)}
        begun = {item for item in items if item.endswith(term) and name.startswith(item)}
        found = begun or {item for item in items if _says_the_rest(item, term, name)}
        return found.pop() if len(found) == 1 and len(term) >= _SHORTEST else ""

    def of_row(self, term: str, indicator: str) -> str:
        """The figure of a row of 计划数 and 实际完成数 that an indicator's name begins with, and a term names in it."""
        name = name_key(indicator)
        parts = {item: item.partition(UNDER) for item, _ in self.rows}
        found = {
            item for item, (subject, _, figure) in parts.items()
            if figure == name_key(term) and len(subject) >= FEWEST_OF_SUBJECT and name.startswith(subject)
        }  # fmt: skip
        return found.pop() if len(found) == 1 else ""

    def plans_a_count(self, indicator: str) -> bool:
        """Does a row of 计划 and 实际完成 that is called after an indicator plan more than 1, and no per cent: 计划 2 beside 完成 1?"""
        item = self.of_row(PLANNED, indicator)
        found, _ = self.find(Key(item, BOOKED, 0), True) if item else (None, False)
        value = found["value"] if found is not None else None
        return (
            value is not None
            and value > 1
            and found is not None
            and "%" not in (found["unit"], str(found["raw"])[-1:])
        )

    def _named(self, item: str, year: int) -> list[dict[str, Any]]:
        """The figures of a term that is a row's own name: the actual ones, where no other is filled in for the year."""
        rows = [
            each for (name, measure), found in self.rows.items() for each in found
            if name == item and measure != OWN_MEASURE and (measure or not each["supplied"])
        ]  # fmt: skip
        filled = {each["measure"] for each in rows if each["year"] == year and _is_filled(each)}
        return [each for each in rows if each["measure"] == BOOKED] if filled == {BOOKED} else []

    def find(self, key: Key, dated: bool) -> tuple[dict[str, Any] | None, bool]:
        """The record to use, and whether several different values stand there: one of two cells left blank is another value.

        A filed value goes before a supplied one; a supplied one fills a blank and settles a contradiction.
        """
        found = self.candidates(key, dated)
        filed = [record for record in found if not record["supplied"]]
        conflict = False
        for group in (filed, [record for record in found if record["supplied"]]):
            stated = [record for record in group if record["state"] == "value"]
            if stated and len({_said(record) for record in group}) > 1:
                conflict = True
            elif stated:
                return stated[0], conflict
        return (filed[0] if filed and not conflict else None), conflict


def of_one_subject(items: Mapping[str, str], indicator: str) -> bool:
    """Are the rows of all terms completed by the same words of the indicator's name, or none of them?

    `items` by term. 公务实际支出数 over 公务接待费预算安排数 are of two things, 养老保险参保人数 over 应参保人数 may be.
    """
    name, subjects = name_key(indicator), set()
    for term, item in items.items():
        key = name_key(term)
        # 参保人数 under 养老保险参保人数增长 is that figure
        begun = item == key or name.startswith(item)
        completed = not begun and _says_the_rest(item, key, name)
        behind = item.startswith(key)
        subjects.add(
            (item.removeprefix(key) if behind else item.removesuffix(key)) if completed else ""
        )
    return len(subjects) <= 1


def _says_the_rest(item: str, term: str, name: str) -> bool:
    """Is a row's name a term with the beginning of an indicator's name in front, or with a part of it in brackets behind?"""
    if item.endswith(term):
        subject = item.removesuffix(term)
        return len(subject) >= _FEWEST_OF_NAME and name.startswith(subject)
    behind = item.removeprefix(term)
    inside = behind[1:-1]
    return (
        item.startswith(term) and behind == f"({inside})"
        and len(inside) >= _FEWEST_OF_NAME and inside in name
    )  # fmt: skip


def _cores(record: Mapping[str, Any], dated: bool) -> set[str]:
    """What a figure of a row is called besides its item: its label, and for a term with a year its measure (年末结转结余)."""
    label = _core(str(record["label"]).rpartition(" ")[0])
    measure = _CLOSING.sub("", str(record["measure"]))
    return {label, _core(measure)} if dated else {label}


def _core(name: str) -> str:
    """A name without the words that say nothing of their own."""
    key = name_key(name).replace("的", "")
    while found := _LEADS.match(key):
        key = key[found.end() :]
    return _TAILS.sub("", key)


def difference(flow: Sequence[dict[str, Any]]) -> Decimal:
    """年初结转＋本年收入－本年支出－年末结转."""
    opening, income, spent, rest = (each["value"] for each in flow)
    over: Decimal = opening + income - spent - rest
    return over


def _may_be_stale(record: dict[str, Any]) -> bool:
    """A year in a header is often that of an older form; 上年 and 1-9月 mean what they say."""
    return record["year"] != NO_YEAR and (record["printed_year"] is not None or not record["year"])


def _is_filled(record: dict[str, Any]) -> bool:
    return record["state"] not in ("blank", "nil")


def _said(record: dict[str, Any]) -> object:
    """What a cell says: its value, or that there is none."""
    return record["value"] if record["state"] == "value" else record["state"]
