"""The columns of a second figure beside the 完成值: last year's (上年实绩, 2024年实际完成值), the average of all (全市平均水平).

A target, a part of a year, another year or somebody else's finding heads none of them; a year in figures is last year's only
where the title, or the 完成值 beside it, names the year after it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.said_headings import Said, said

LAST, THIS = "上年", "本年"


@dataclass(frozen=True, slots=True)
class SecondHead:
    """One column: `what` it holds (上年, 本年, 全市平均), the year and the unit that it names."""

    what: str
    col: int
    year: int | None
    unit: str
    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Words of a heading behind its year (实际完成值, 实绩), and those that make it another one."""

    behind: Collection[str]
    others: re.Pattern[str]


def second_heads(
    sheet: Sheet, header: tuple[int, int], columns: Iterable[int], years: Sequence[int], words: HeadWords
) -> tuple[SecondHead, ...]:  # fmt: skip
    """The columns of a header band; `years` are those that the titles, or the headings of 完成值, name."""
    found = []
    for col in columns:
        cells = [sheet.owner(row, col) for row in range(header[1], header[0] - 1, -1)]
        cells = list({cell.address: cell for cell in cells if cell.key}.values())
        head = _head(cells, col, years, words) if cells else None
        if head is not None:
            found.append(head)
    return tuple(found)


def _head(
    cells: Sequence[Cell], col: int, years: Sequence[int], words: HeadWords
) -> SecondHead | None:
    """The heading of a column: its lowest cell, and those above it while words or year are still open."""
    named, printed, relative, unit = False, set[int](), set[int](), ""
    for cell in cells:
        one: Said | None = said(cell.key)
        if one is None or any(words.others.search(each.key) for each in cells):
            return None
        unit = unit or one.unit
        if one.printed is not None:
            printed.add(one.printed)
        if one.relative is not None:
            relative.add(one.relative)
        if one.scope:
            now = relative <= {0} and (not printed or printed == {*years})
            return _made(f"{one.scope}平均", cells[0], col, None, unit) if now else None
        if one.rest and one.rest not in words.behind:
            return None
        named = named or bool(one.rest)
        if named and (printed or relative):
            what = _whose(printed, relative, years)
            year = printed.pop() if len(printed) == 1 else None
            return _made(what, cells[0], col, year, unit) if what else None
    return None


def _made(what: str, cell: Cell, col: int, year: int | None, unit: str) -> SecondHead:
    return SecondHead(what, col, year, unit, cell.text.strip(), cell.address)


def _whose(printed: set[int], relative: set[int], years: Sequence[int]) -> str:
    """上年 or 本年; "" where the year is another one, or is not said plainly."""
    known = {each for each in years if each}
    if len(relative) > 1 or len(printed) > 1:
        return ""
    if printed and len(known) == 1:
        away = next(iter(printed)) - next(iter(known))
        if relative and relative != {away}:
            return ""
        return {-1: LAST, 0: THIS}.get(away, "")
    return {-1: LAST, 0: THIS}.get(next(iter(relative)), "") if relative else ""
