"""Further rows of figures under the one header of a block: parts of the first row (其中：本级), or another row that may be meant;
and a row without a name below the row of an item.

A part says so and is nowhere larger than the whole: the whole is the figure. Any other row may be the one that is meant, so its
figures stand beside the first ones, and where the two differ neither is used (docs/读法.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sheetscore.exact.amounts import read_amount
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_headers import Header, read_headers, row_label
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary

_PART = regex("其中|本级|机关|下属|二级|所属|直属|内设")
_MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class Second:
    """A further row under the header of a block: its label ("" none), the headers under which it has a figure.

    `first` is the row of the block's figures, `part` tells that this one is a part of it; `other` are the headers under which
    it says something else.
    """

    item: str
    first: int
    row: int
    label: str
    headers: tuple[Header, ...]
    part: bool
    other: tuple[Header, ...]
    under: str = "的表头下面"

    def told(self, file: str, sheet: Sheet) -> Finding:
        """F08: the row is named, and what became of it."""
        cells = "、".join(sheet.owner(self.row, header.col).address for header in self.headers)
        named = f"“{self.label}”" if self.label else "没有名称的一行"
        if self.part:
            what = f"是第 {self.first} 行中的一部分，没有采用"
        elif self.other:
            what = f"分不清和第 {self.first} 行哪一行是要用的，两行不同的数都不采用"
        else:
            what = f"与第 {self.first} 行相同"
        doubt = self.other and not self.part
        return Finding(
            "F08", "warning" if doubt else "info", f"“{self.item}”{self.under}还有{named}（{cells}），{what}。", file, sheet.name,
            sheet.owner(self.row, self.headers[0].col).address, named, f"“{self.item}”只有一行数",
            "请核对；分项的请写明“其中：”，不用的请删去。",
        )  # fmt: skip


def second_rows(
    sheet: Sheet, first: int, headers: Sequence[Header], key: str, glossary: Glossary
) -> Iterator[Second]:
    """The rows of figures under row `first`, which holds those of a block, to the next header or the next item.

    `key` is that of the block's item, as the glossary spells it.
    """
    block = glossary.items.get(key)
    item = block.name if block else key
    left = min(header.col for header in headers)
    whole = {header.col: _value(sheet, first, header) for header in headers}
    before = sheet.owner(first, left - 1) if left > 1 else Cell(first, 1, None)
    for row in range(first + 1, min(sheet.last_row, first + _MOST_ROWS) + 1):
        filled = tuple(h for h in headers if _value(sheet, row, h) is not None)
        if not filled or read_headers(sheet, row, glossary):
            return
        label = sheet.owner(row, left - 1) if left > 1 else Cell(row, 1, None)
        own = label.row == row and label.key != before.key
        known = glossary.items.get(row_label(label)) if own else None
        if known is not None and known.name != item:
            return
        yield Second(
            item,
            first,
            row,
            label.text.strip() if own else "",
            filled,
            own and bool(_PART.search(label.key)) and _within(sheet, row, filled, whole),
            tuple(h for h in filled if _value(sheet, row, h) != whole[h.col]),
        )


def _within(
    sheet: Sheet, row: int, headers: Sequence[Header], whole: dict[int, Decimal | None]
) -> bool:
    """No figure of the row is larger than that of the whole; rates of a part may be."""
    for header in headers:
        of_all, of_part = whole[header.col], _value(sheet, row, header)
        rate = "%" in (header.unit, header.usual)
        if of_part is not None and not rate and (of_all is None or abs(of_part) > abs(of_all)):
            return False
    return True


def _value(sheet: Sheet, row: int, header: Header) -> Decimal | None:
    cell = sheet.owner(row, header.col)
    if cell.row != row:
        return None
    unit = header.unit or header.usual or "万元"
    return read_amount(cell.value, cell.number_format, unit).value


@dataclass(frozen=True, slots=True)
class Above:
    """A named row of figures: what is read in it; `last` is the last row without a name below it."""

    row: int
    section: str
    item: str
    label: str
    headers: tuple[Header, ...]
    last: int = 0


def unnamed_row(sheet: Sheet, above: Above, row: int) -> Second | None:
    """A row of figures without a name that follows a named one; None for a row of none, or further down."""
    if row != max(above.row, above.last) + 1:
        return None
    whole = {header.col: _value(sheet, above.row, header) for header in above.headers}
    filled = tuple(h for h in above.headers if _value(sheet, row, h) is not None)
    if not filled:
        return None
    other = tuple(h for h in filled if _value(sheet, row, h) != whole[h.col])
    return Second(above.label, above.row, row, "", filled, False, other, "下面")
