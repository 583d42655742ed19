"""Tables of a web page that only lay it out: what stands in them is read as if they were not there.

Pages of a government's site put title, date and text into the cells of tables; the form is a table within them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_HEADING = "三级指标"
_FEWEST_ROWS, _FEWEST_CELLS, _MOST_LINES, _LONGEST_LINE = 2, 3, 3, 100
"""A table of data has so many rows with so many cells that hold text of their own."""


@dataclass(slots=True)
class _Table:
    parent: int | None
    rows: list[list[str]] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)

    @property
    def holds_a_title(self) -> bool:
        """A line or a few, each in the only cell of its row: the title above a form."""
        texts = [" ".join(text.split()) for row in self.rows for text in row]
        single = all(len(row) == 1 for row in self.rows) and 0 < len(self.rows) <= _MOST_LINES
        return single and not self.inner and all(len(text) <= _LONGEST_LINE for text in texts)

    @property
    def holds_data(self) -> bool:
        """Rows of text, or the headings of a form, of its own."""
        texts = [["".join(text.split()) for text in row] for row in self.rows]
        if any(text == _HEADING for row in texts for text in row):
            return True
        return sum(sum(map(bool, row)) >= _FEWEST_CELLS for row in texts) >= _FEWEST_ROWS


class _Frames(HTMLParser):
    """The tables by the order of their tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.open: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "table":
            parent = self.open[-1] if self.open else None
            if parent is not None:
                self.tables[parent].inner.append(len(self.tables))
            self.open.append(len(self.tables))
            self.tables.append(_Table(parent))
        elif self.open and tag == "tr":
            self.tables[self.open[-1]].rows.append([])
        elif self.open and tag in ("td", "th"):
            rows = self.tables[self.open[-1]].rows
            if not rows:
                rows.append([])
            rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        rows = self.tables[self.open[-1]].rows if self.open else []
        if rows and rows[-1]:
            rows[-1][-1] += data


def frames_in(text: str) -> frozenset[int]:
    """The numbers, from 0 in the order of their tags, of the tables that only frame others."""
    if text.lower().count("<table") < _FEWEST_ROWS:
        return frozenset()
    reader = _Frames()
    reader.feed(text)
    reader.close()
    found: set[int] = set()
    for number in reversed(range(len(reader.tables))):
        table = reader.tables[number]
        within = [each in found or reader.tables[each].holds_data for each in table.inner]
        in_form = table.parent is not None and reader.tables[table.parent].holds_data
        if (any(within) and not table.holds_data) or (table.holds_a_title and not in_form):
            found.add(number)
    return frozenset(found)
