"""What stands in a Word file in the order of reading: through content controls, text boxes and tables that only frame others."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = "三级指标"
_FEWEST_ROWS, _FULL_ROW = 2, 3
"""A table of data has so many rows with so many cells that hold text of their own."""
_MOST_LINES, _LONGEST_LINE = 3, 100


def blocks(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those in content controls and insertions as well."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from blocks(child)


def flow(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables in the order of reading; of a text box and of a table that only frames others what stands in them."""
    for element in blocks(parent):
        boxes = [box for box in _boxes(element) if box.find(f".//{_W}tbl") is not None]
        if element.tag == f"{_W}p" and boxes:
            for box in boxes:
                yield from flow(box)
        elif element.tag == f"{_W}tbl" and (_is_frame(element) or _holds_a_title(element)):
            for cell in _cells(element):
                yield from flow(cell)
        else:
            yield element


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes of a paragraph, once each: a program that does not know the newer kind reads the older one."""
    if element.tag == f"{_W}tbl":
        return
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag == f"{_COMPATIBLE}AlternateContent":
            versions = [list(_boxes(each)) for each in child]
            yield from next(filter(None, versions), [])
        else:
            yield from _boxes(child)


def _tables(parent: Element) -> Iterator[Element]:
    """The tables that stand in a cell, those in text boxes as well."""
    for block in blocks(parent):
        if block.tag == f"{_W}tbl":
            yield block
        else:
            for box in _boxes(block):
                yield from _tables(box)


def _cells(table: Element) -> Iterator[Element]:
    for row in inside(table, "tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            yield from inside(row, "tc")


def _is_frame(table: Element) -> bool:
    """Does a table hold others, and no data of its own: a border around a form, the layout of a page?"""
    inner = [each for cell in _cells(table) for each in _tables(cell)]
    return bool(inner) and not _holds_data(table) and any(map(_has_form, inner))


def _holds_a_title(table: Element) -> bool:
    """A line or a few, each in the only cell of its row: the title above a form."""
    rows = [list(inside(row, "tc")) for row in inside(table, "tr")]
    single = all(len(row) == 1 for row in rows) and 0 < len(rows) <= _MOST_LINES
    inner = single and any(list(_tables(row[0])) for row in rows)
    return single and not inner and all(len(_own_text(row[0])) <= _LONGEST_LINE for row in rows)


def _has_form(table: Element) -> bool:
    return _holds_data(table) or _is_frame(table)


def _holds_data(table: Element) -> bool:
    """Rows of several cells with text of their own, or the headings of a form."""
    full = 0
    for row in inside(table, "tr"):
        texts = [_own_text(cell) for cell in inside(row, "tc")]
        if _HEADING in texts:
            return True
        full += sum(map(bool, texts)) >= _FULL_ROW
    return full >= _FEWEST_ROWS


def _own_text(cell: Element) -> str:
    """The words of a cell without blanks, without those of a table or a text box in it."""
    own = [each for each in blocks(cell) if each.tag == f"{_W}p" and not list(_boxes(each))]
    words = (text.text or "" for each in own for text in each.iter(f"{_W}t"))
    return "".join("".join(words).split())


def inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows or cells, through content controls."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml"):
            yield from inside(child, name)
