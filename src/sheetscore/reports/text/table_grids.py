"""Tables inside a report: header, rows, and the figure that a cell holds, with merged cells put back in their columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from sheetscore.regexes import regex
from sheetscore.reports.text.blocks import Block, Report
from sheetscore.reports.text.numbers import Figure

_TITLE_BLOCKS = 2
_LONGEST_TITLE = 40
_PER_CENT = regex(r"%")


@dataclass(frozen=True)
class Row:
    """A row of a table; `shift` is how many columns a merged label took away on its left."""

    block: Block
    shift: int

    def figure(self, column: int, per_cent: bool = False) -> Figure | None:
        """The one figure that a cell (0-based) holds and nothing else; `per_cent`: a plain number there is a rate."""
        index = column - self.shift
        if not 0 <= index < len(self.block.cells):
            return None
        start = sum(len(cell) + 1 for cell in self.block.cells[:index])
        cell = self.block.cells[index].strip()
        for figure in self.block.figures:
            if start <= figure.start < start + len(self.block.cells[index]) + 1:
                alone = self.block.text[figure.start : figure.end].strip() == cell
                return _as(figure, per_cent) if alone else None
        return None

    def text(self, column: int) -> str:
        """What stands in a cell, "" where there is none."""
        index = column - self.shift
        return self.block.cells[index].strip() if 0 <= index < len(self.block.cells) else ""

    @cached_property
    def label(self) -> str:
        """The words in front of the first figure, without blanks."""
        words: list[str] = []
        for cell in self.block.cells:
            text = re.sub(r"\s", "", cell)
            if re.fullmatch(r"[-−]?[\d,.]+%?|[-—/]+", text):
                if words:
                    break
                continue  # 序号
            words.append(text)
        return "".join(words)


@dataclass(frozen=True)
class Grid:
    """One table: `title` the short paragraphs above it, `header` its first row, `rows` the others."""

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    index: int

    @property
    def unit_stated(self) -> bool:
        """Are its amounts said to be in 万元?"""
        return "万元" in self.title + "".join(self.header)

    def columns(self, pattern: re.Pattern[str]) -> list[int]:
        """The columns whose header matches."""
        return [i for i, name in enumerate(self.header) if pattern.search(name)]

    def per_cent(self, column: int) -> bool:
        """Does the header say that the figures below are per cent?"""
        return _PER_CENT.search(self.header[column]) is not None


def grids(report: Report) -> Iterator[Grid]:
    """Every table of at least a header and a row, none of them wider than the header."""
    numbered = list(enumerate(report.blocks))
    for table, group in groupby(numbered, key=lambda each: each[1].table):
        if not table:
            continue
        found = list(group)
        first = found[0][0]
        header = tuple("".join(cell.split()) for cell in found[0][1].cells)
        rows = [Row(block, len(header) - len(block.cells)) for _, block in found[1:]]
        if rows and all(row.shift >= 0 for row in rows):
            yield Grid(_title(report.blocks, first), header, tuple(rows), first)


def _title(blocks: Sequence[Block], first: int) -> str:
    """The two paragraphs above a table, where they are short enough for a title."""
    above = [
        b.text for b in blocks[max(0, first - _TITLE_BLOCKS) : first]
        if not b.table and len(b.text) <= _LONGEST_TITLE
    ]  # fmt: skip
    return "　".join(above)


def _as(figure: Figure, per_cent: bool) -> Figure:
    """A number without a unit is an amount, or a rate where the column says so."""
    if figure.kind != "number":
        return figure
    if per_cent:
        return replace(figure, kind="rate", unit="%", factor=figure.factor / 100)
    return replace(figure, kind="amount")
