"""One finding for a kind of cell: 26 格数字存成了文本：C6:E9、F13:G19. What is said of each of them in the same words is said once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from sheetscore.model.finding import Finding
from sheetscore.readers.grid import address
from sheetscore.regexes import regex

_MOST_RANGES, _MOST_FOUND = 12, 3
_QUOTE = "“"
"""What quotes its cell (“约10”不能当作数字) is said of each cell by itself."""
_ADDRESS = regex(r"([A-Z]{1,3})([1-9]\d*)")
_OF_CELLS = ("B", "A05", "A15")
"""The codes that are about what a cell holds; others are about a row, a table or a figure."""


def by_kind(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those about several cells of a sheet in the same words as one, where the first of them stands.

    Never across codes, levels, files or sheets. `cell` is the first cell, `cells` are all of them in the order of the sheet.
    """
    groups: dict[object, list[Finding]] = {}
    for number, each in enumerate(findings):
        words = (each.code, each.level, each.file, each.sheet, each.message, each.advice)
        of_a_cell = each.code.startswith(_OF_CELLS) and each.sheet and not each.several
        of_a_cell = of_a_cell and _QUOTE not in each.message
        alone = not of_a_cell or _place(each.cell) is None
        groups.setdefault((number, None) if alone else words, []).append(each)
    return [_together(group) for group in groups.values()]


def _together(group: Sequence[Finding]) -> Finding:
    places = {place: each for each in group if (place := _place(each.cell))}
    if len(places) < 2:
        return group[0]
    ordered = [places[place] for place in sorted(places)]
    first, cells = ordered[0], tuple(each.cell for each in ordered)
    return replace(
        first, several=" ".join(cells), message=f"{len(cells)} 格{first.message.rstrip('。').removeprefix('格')}：{_ranges(places)}。",
        found=_listed(each.found for each in ordered), expected=_listed(each.expected for each in ordered),
    )  # fmt: skip


def _place(cell: str) -> tuple[int, int] | None:
    """Row and column of an A1 address; None for 第12段 and the like."""
    found = _ADDRESS.fullmatch(cell)
    if found is None:
        return None
    return int(found[2]), reduce(lambda col, letter: 26 * col + ord(letter) - 64, found[1], 0)


def _listed(texts: Iterable[str]) -> str:
    known = list(dict.fromkeys(texts))
    more = " 等" if len(known) > _MOST_FOUND else ""
    return "、".join(known[:_MOST_FOUND]) + more


def _ranges(places: Iterable[tuple[int, int]]) -> str:
    """C6:E9、F13: the cells as rectangles, in the order of the sheet."""
    rest, found = set(places), []
    while rest:
        top, left = min(rest)
        right = left
        while (top, right + 1) in rest:
            right += 1
        bottom = top
        while all((bottom + 1, col) in rest for col in range(left, right + 1)):
            bottom += 1
        rest -= {(row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)}
        ends = (address(top, left), address(bottom, right))
        found.append(":".join(dict.fromkeys(ends)))
    more = f" 等 {len(found)} 处" if len(found) > _MOST_RANGES else ""
    return "、".join(found[:_MOST_RANGES]) + more
