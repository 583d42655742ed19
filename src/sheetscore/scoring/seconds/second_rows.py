"""Where a second figure stands: a row of the 基础数据表 that is called so to the letter, or last year's column of the row's own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, RATE
from sheetscore.model.figure import Input, Key
from sheetscore.readers.indicator_table.header_years import year_of
from sheetscore.regexes import regex
from sheetscore.rules.rule import Quantity
from sheetscore.scoring.binding import OWN_QUANTITY
from sheetscore.scoring.filed.figure_inputs import factor_of, figure_input, where
from sheetscore.scoring.filed.figure_lookup import Figures
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import clean, name_key

_LAST = ("(上年)", "(上年度)", "(去年)", "上年数", "上年")
_ACTUAL = "决算"
_LEVELS = ("", "水平", "值", "数", "数值")
_GROWTHS = ("增长率", "增幅", "增速")


def find_second(
    record: Mapping[str, Any], second: Quantity, unit: str, figures: Figures, glossary: Glossary, year: int | None
) -> tuple[Input, Fraction]:  # fmt: skip
    """The second figure, counted as the own one is (`unit`, "" not said)."""
    term, key = _asked(record, second)
    names = {term} if _shared(record, second) else {term, name_key(second.term)}
    filed = list(_filed(names, second, figures, glossary, year))
    filed = _with_its_row(filed, in_its_row(str(record["own_name"]), second, figures))
    sent, _ = figures.find(key, True)
    stated = {each["value"] for each in filed if each["state"] == "value"}
    conflict = len({_said(each) for each in filed}) > 1 and bool(stated)
    found = filed[0] if filed and not conflict else None
    why = unlike(found, unit) if found is not None else ""
    if sent is not None and sent["supplied"] and (conflict or not stated or why):
        found, conflict, why = sent, False, ""
    figure = figure_input(term, key, unit, found, False)
    if conflict:
        cells = "、".join(f"{each['sheet']}!{each['cell']}" for each in filed)
        return replace(figure, state="unread", why=f"{cells}，不相等"), Fraction(1)
    if why:
        why = f"{where(figure)}，{why}"
        return Input(term, key, None, unit, "unread", why=why), Fraction(1)
    return replace(figure, printed_year=None), factor_of(found)


def in_its_row(name: str, second: Quantity, figures: Figures) -> dict[str, Any] | None:
    """What stands in a column of the row itself: 上年实绩, 全市平均水平."""
    lead, at = "", -1
    if second.role == "average":
        lead, at = f"{second.term.partition('平均')[0]}平均", 0
    rows = figures.rows.get((name_key(f"{lead}{name}"), OWN_QUANTITY), ())
    return next((each for each in rows if each["year"] == at and not each["supplied"]), None)


def _with_its_row(
    filed: list[dict[str, Any]], column: dict[str, Any] | None
) -> list[dict[str, Any]]:
    """Both; of a blank cell and one that is filled, the filled one."""
    both = [*filed, *([column] if column is not None else [])]
    return [each for each in both if each["state"] not in ("blank", "nil")] or both


def unlike(found: Mapping[str, Any], unit: str) -> str:
    """Why a figure of the table is not counted as the row's own; "" where it is. Money is never taken for what has no unit."""
    if found["state"] != "value":
        return ""
    other = str(found["unit"] or "")
    rate = other == "%" or found["counted"] in ("%", RATE) or "%" in str(found["raw"])
    if unit == "%":
        return "" if rate else "分不清是百分之几还是几倍，请填成 92% 的样子"
    if rate:
        return "是百分数，本指标不是"
    if other == unit or (not {other, unit} & {*MONEY_UNITS} and not (other and unit)):
        return ""
    return f"单位是{other or '空着的'}，本指标的单位{'是' + unit if unit else '没有写'}"


def _said(record: Mapping[str, Any]) -> object:
    return record["value"] if record["state"] == "value" else record["state"]


def _asked(record: Mapping[str, Any], second: Quantity) -> tuple[str, Key]:
    """What the second figure is called, in the list too: with the row's name where the short one could be that of another row."""
    name = name_key(str(record["own_name"]))
    if second.role == "last":
        return f"上年{name}", Key(name, OWN_QUANTITY, -1)
    if second.role == "budget":
        return second.term, Key(second.term, "", 0)
    lead = second.term.partition("平均")[0] + "平均"
    term = f"{lead}{name}" if _shared(record, second) or not second.short else second.term
    return term, Key(term, "", 0)


def _shared(record: Mapping[str, Any], second: Quantity) -> bool:
    """Could the short name (全市平均增长率) be that of another row's figure?"""
    if name_key(str(record["own_name"])) != name_key(str(record["indicator"])):
        return True
    if not second.short:
        return False
    tail = second.term.partition("平均")[2]
    return any(elsewhere(record, each) for each in (_GROWTHS if tail in _GROWTHS else (tail,)))


def row_words(record: Mapping[str, Any]) -> str:
    """The name and the wording of a row, to be looked through for another one's names."""
    return f"{name_key(str(record['indicator']))}\n{clean(str(record['criteria'])).text}"


def elsewhere(record: Mapping[str, Any], word: str) -> bool:
    """Does another row of the table speak of this?"""
    own = row_words({**record, "indicator": record["row_name"]})
    return any(word in each for each in record["others"] if each != own)


def labels(quantity: Quantity) -> Iterator[str]:
    """What a row of the table may be called that holds this figure."""
    term = name_key(quantity.term)
    if quantity.role == "average":
        scope, name = term.split("平均", 1)
        yield from _spelled(scope, name)
        if quantity.short and quantity.of:
            yield from _spelled(scope, quantity.of)
    elif quantity.role == "last":
        yield from (f"{quantity.of}{behind}" for behind in _LAST)
    elif quantity.role != "goal":
        yield term


def _filed(
    names: set[str], second: Quantity, figures: Figures, glossary: Glossary, year: int | None
) -> Iterator[dict[str, Any]]:
    """The rows of the table that are called so to the letter, and last year's column of the row's own name."""
    own = {name.removeprefix("上年") for name in names}
    spelled = {f"{name}{behind}" for name in own for behind in _LAST}
    if second.role == "average":
        spelled = {each for name in names for each in _spelled(*name.split("平均", 1))}
    if second.role == "budget":
        yield from _budgets(second, figures, spent_on(second.of, glossary))
        return
    known = [glossary.bind(name, year) for name in own] if second.role == "last" else []
    places = {(name_key(each.key.item), each.key.measure) for each in known if each.known}
    if second.role == "last":
        places |= {(item, _ACTUAL) for name in own if (item := spent_on(name, glossary))}
    for (item, measure), rows in figures.rows.items():
        for each in rows:
            if each["supplied"] or measure == OWN_QUANTITY:
                continue
            named = item in spelled or (second.role == "last" and _of_last_year(item, own, year))
            column = second.role == "last" and item in own and measure == _ACTUAL
            column = column or (item, measure) in places
            if each["year"] == (-1 if column else 0) and (named or column):
                yield each


def _spelled(scope: str, name: str) -> Iterator[str]:
    """全市平均满意度, 全市满意度平均值, 满意度全市平均水平, 满意度（全市平均）."""
    for level in _LEVELS:
        yield f"{scope}平均{name}{level}"
        yield f"{scope}{name}平均{level}"
        yield f"{name}{scope}平均{level}"
        yield f"{name}({scope}平均{level})"


def _of_last_year(item: str, own: set[str], year: int | None) -> bool:
    said = year_of(item)
    rest = {said.rest, *(said.rest.removesuffix(level) for level in _LEVELS if level)}
    if not rest & own:
        return False
    return said.relative == -1 or (year is not None and said.printed == year - 1)


def spent_on(name: str, glossary: Glossary) -> str:
    """The item of a name that says what was spent on it (三公经费支出); "" for any other, and for the item alone."""
    found = _SPENT.search(name)
    label = glossary.items.get(name) or glossary.items.get(name[: found.start()] if found else "")
    return name_key(label.name) if found and label else ""


_SPENT = regex("(?:实际)?(?:支出|决算)(?:数|总额|额|总数)?$")


def _budgets(second: Quantity, figures: Figures, known: str) -> Iterator[dict[str, Any]]:
    """预算数 of the quantity: by the item of its name, 年初 and 全年 alike, or a row that is called so."""
    item = second.term.removesuffix("预算数")
    for (name, measure), rows in figures.rows.items():
        of_item = name in {item, second.of, known} and measure in ("预算", "全年预算")
        if of_item or name in (second.term, f"{item}预算"):
            yield from (each for each in rows if each["year"] == 0 and not each["supplied"])
