"""Figures that stand right below their names, and in rows of 计划数 | 实际完成数, in words that no glossary has.

A term of a formula is one of them only where its name is the same to the letter, or where the row and the column name it
together; what two cells might be is none of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sheetscore.exact.amounts import read_amount
from sheetscore.readers.base_table.base_headers import row_label
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_years import only_year, year_of
from sheetscore.regexes import regex
from sheetscore.words.text import name_key
from sheetscore.words.vocabulary import pattern

_UNIT = regex(r"^\(?[\d.,]+(?P<unit>[\u4e00-\u9fff]{1,2})\)?$")
_OTHER_NAME = pattern(
    r"\(((?:部门|单位|整体|总|年度|{all_year}|{this_year}|实际|调整后?|{spending}|{budget}|{final}|{carried_out})+(?:数|总额|金额))\)$"
)
"""调整后预算数（支出预算数）: what the figure is called as well; 调整后预算数（项目支出数） is another one."""
_PLANNED = regex(r"(?:计划|应|目标)(?:\(.+\))?(?:完成)?数?")
_DONE = regex(r"实际(?:完成)?数?|完成数")
_PAIR = regex(r"\((?P<planned>[^()/]+)/(?P<done>[^()/]+)\)$")
_KIND = regex(r"(?:任务|办件|事项|情况)$")
_LONGEST = 16
_SHORTEST = 3
UNDER = "."
"""重点工作.实际完成数: a figure of the row of one indicator (as `name_key` leaves it)."""
PLANNED, DONE = "计划", "实际完成"
"""What was planned, and what was done, of the thing that a row of the table is called."""
FEWEST_OF_SUBJECT = 4
"""Characters of a row's name that may stand for an indicator that begins with it."""
_PLANNED_TERMS = ("计划数", "计划完成数", "应完成数", "计划工作数")
_DONE_TERMS = ("实际完成数", "完成数", "实际完成工作数")


@dataclass(frozen=True, slots=True)
class Named:
    """A figure and the name under which formulas ask for it. `indicator` "" : under any; else under names that begin so.

    `unit` is that of its money, `counted` what else it is counted in; "" where its place does not say it.
    """

    name: str
    indicator: str
    cell: Cell
    relative: int | None = 0
    printed_year: int | None = None
    unit: str = ""
    counted: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        return self.name, self.indicator, self.relative, self.printed_year

    def asked_by(self, wanted: Collection[str]) -> bool:
        """Does a formula ask for it? For a figure of several years also by the end of its name (受益户数)."""
        if self.relative == 0 or self.indicator:
            return self.name in wanted
        return any(len(each) >= _SHORTEST and self.name.endswith(each) for each in wanted)

    @property
    def item(self) -> str:
        """What the figure is called in the base frame."""
        return f"{self.indicator}{UNDER}{self.name}" if self.indicator else self.name


def is_called(label: str, name: str) -> bool:
    """调整后预算数（支出预算数）: is a heading of two names called by one of them?"""
    second = _OTHER_NAME.search(label)
    return second is not None and name in (label[: second.start()], second[1])


def named_figures(sheet: Sheet) -> list[Named]:
    """Every figure of the sheet that its place names; a name that two cells have is left out."""
    found = [*_blocks(sheet), *_rows(sheet)]
    places: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for each in found:
        places[each.key].add(each.cell.address)
    return [each for each in found if len(places[each.key]) == 1]


def _heads(sheet: Sheet, row: int) -> dict[int, Cell]:
    """The words of a row behind its first column, where there is nothing else; {} for any other row."""
    cells = [cell for cell in sheet.row(row) if cell.col > 1 and cell.row == row and cell.key]
    words = all(cell.worded and len(cell.key) <= _LONGEST for cell in cells)
    states = {read_amount(cell.value).state for cell in cells}
    return (
        {cell.col: cell for cell in cells}
        if len(cells) > 1 and words and states == {"text"}
        else {}
    )


def _figures(sheet: Sheet, row: int, columns: Iterable[int]) -> dict[int, Cell]:
    cells = {col: sheet.owner(row, col) for col in columns}
    return {
        col: cell for col, cell in cells.items()
        if (cell.row, cell.col) == (row, col)
        and (_UNIT.match(cell.key) or read_amount(cell.value, cell.number_format).state == "value")
    }  # fmt: skip


def _blocks(sheet: Sheet) -> Iterator[Named]:
    """A label beside names, and one row of figures below that has no label of its own."""
    for row in range(1, sheet.last_row):
        heads = _heads(sheet, row)
        below, after = sheet.owner(row + 1, 1), sheet.owner(row + 2, 1)
        figures = _figures(sheet, row + 1, heads)
        lone = not below.key or below.row <= row
        ends = row + 2 > sheet.last_row or (after.key and after.row == row + 2)
        ends = ends or bool(_heads(sheet, row + 2))  # a further row of names beside the same label
        if not heads or len(figures) < len(heads) or not lone or not ends:
            continue
        whole = ""
        for col, head in heads.items():
            part = head.key.startswith("其中")
            name = _bare(head)
            unit = _UNIT.match(figures[col].key)
            names = {name, *_OTHER_NAME.findall(head.key)}
            if unit and not name.endswith("数"):  # 有效问卷 over 476份 is 有效问卷份数
                names.add(f"{name}{unit['unit']}数")
            if part and whole:
                names |= {name + whole}
            elif any(each.key.startswith("其中") for c, each in heads.items() if c > col):
                whole = name
                names |= {f"{word}{name}" for word in ("所有", "全部")}
            yield from (Named(each, "", figures[col]) for each in sorted(names))


def _bare(cell: Cell) -> str:
    """A name without 其中, its unit and the year."""
    key = row_label(cell)
    found = year_of(key)
    return re.sub(r"^年?末", "", found.rest) if found.named else key


def _rows(sheet: Sheet) -> Iterator[Named]:
    """Rows under 计划（应完成）数 | 实际完成数, and under two years."""
    heads: dict[int, Cell] = {}
    for row in range(1, sheet.last_row + 1):
        new = _heads(sheet, row)
        if new or not sheet.row(row):
            heads = new
            continue
        label = sheet.owner(row, 1)
        years = {col: year for col, cell in heads.items() if (year := only_year(cell.key))}
        if len(set(years.values())) == len(years) > 1 and label.row == row:
            cells = _figures(sheet, row, years)
            if label.key and len(cells) == len(years):
                yield from (
                    Named(row_label(label), "", cell, years[col].relative, years[col].printed)
                    for col, cell in cells.items()
                )
            continue
        planned = [col for col, cell in heads.items() if _PLANNED.fullmatch(cell.key)]
        done = [col for col, cell in heads.items() if _DONE.fullmatch(cell.key)]
        units = [col for col, cell in heads.items() if cell.key in ("单位", "计量单位")]
        if len(planned) != 1 or len(done) != 1 or label.row != row or not label.key:
            continue
        figures = _figures(sheet, row, (*planned, *done))
        unit = sheet.owner(row, units[0]).key if len(units) == 1 else ""
        if len(figures) == 2:
            yield from _planned(label, unit, figures[planned[0]], figures[done[0]])


def _planned(label: Cell, unit: str, planned: Cell, done: Cell) -> Iterator[Named]:
    """The names of the two figures of a row."""
    pair = _PAIR.search(label.key)
    subject = _KIND.sub("", _PAIR.sub("", row_label(label)) if pair is None else row_label(label))
    if len(subject) < FEWEST_OF_SUBJECT:
        return
    verb = subject[-2:]
    for cell, terms, word, bracket in (
        (planned, _PLANNED_TERMS, "计划", "planned"), (done, _DONE_TERMS, "实际", "done"),
    ):  # fmt: skip
        names = (
            set()
            if pair
            else {*terms, *({f"{word}{verb}{unit}", f"{word}{verb}{unit}数"} if unit else ())}
        )
        if pair:
            names = {pair[bracket], f"{pair[bracket]}数"} | (
                {f"{pair[bracket]}{unit}数"} if unit else set()
            )
        yield from (Named(name_key(each), subject, cell) for each in sorted(names))
