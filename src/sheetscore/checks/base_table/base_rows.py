"""The rows of the 基础数据表, each with its figures by column, and how it is set off from the row above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sheetscore.readers.grid import Sheet
from sheetscore.regexes import regex
from sheetscore.words.text import name_key

_STYLES = {
    style: regex(rf"^(?:其中[:：]?)?\s*{pattern}")
    for style, pattern in (
        ("一、", "[一二三四五六七八九十]+[、.．]"), ("1、", r"\d{1,2}[、.．]"), ("（一）", "[(（][一二三四五六七八九十]+[)）]"),
        ("（1）", r"[(（]\d{1,2}[)）]"), ("①", "[①-⑳]"),
    )
}  # fmt: skip
"""Ways of numbering; rows of one way are on one level."""
_INNER = regex(r"^(?:其中|[ \u3000]{2,})")

Column = tuple[str, int]
"""(口径, 年度)"""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its item, how it is set off (way of numbering, 其中 or indented), and its figures by column.

    `among`: the label itself says 其中.
    """

    item: str
    numbered: str
    inner: bool
    among: bool
    figures: dict[Column, Any] = field(default_factory=dict)

    def record(self, measure: str, year: int = 0) -> Any:
        """The figure of one column; None where the row has none."""
        return self.figures.get((measure, year))


def lines_of(figures: Sequence[Any], sheets: Mapping[str, Sheet]) -> list[Line]:
    """The rows in the order of the table; `figures` are the rows of the base frame as filed."""
    found = []
    for _, group in groupby(figures, key=lambda row: (row.sheet, row.section, row.item)):
        records = list(group)
        label = _label(sheets.get(records[0].sheet), records[0])
        columns: dict[Column, Any] = {}
        for record in records:
            columns.setdefault((record.measure, record.year), record)
        text = label.strip(" \u3000")
        numbered = next((style for style, pattern in _STYLES.items() if pattern.match(text)), "")
        among = text.startswith("其中")
        found.append(Line(records[0].item, numbered, bool(_INNER.match(label)), among, columns))
    return found


def _label(sheet: Sheet | None, record: Any) -> str:
    """The row label as it stands, with its blanks; those of an indented cell are put in."""
    if sheet is None:
        return str(record.label)
    wanted = name_key(record.item)
    for each in sheet.row(int(re.sub(r"\D", "", record.cell) or 0)):
        if isinstance(each.value, str) and wanted in each.key:
            indent = sheet.worksheet.cell(each.row, each.col).alignment.indent
            return "\u3000" * int(2 * indent) + each.value
    return str(record.label)
