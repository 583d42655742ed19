"""Charts in an .xls: each keeps the values it drew last in records of ordinary cells, which are none of the sheet's.

MS-XLS: a chart is a substream from BOF (type 0x0020) to EOF, inside the substream of its sheet or, a chart sheet, beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

BOF = (0x0009, 0x0209, 0x0409, 0x0809)
_EOF = 0x000A
_CHART = b"\x20\x00"

Record = tuple[int, bytes]
"""Number and content."""


def outside_charts(records: Iterable[Record]) -> Iterator[Record]:
    """The records of a workbook's stream that belong to no chart."""
    inside = False
    for number, content in records:
        if number in BOF:
            inside = content[2:4] == _CHART
        if not inside:
            yield number, content
        elif number == _EOF:
            inside = False
