"""How much a sheet reads like a 基础数据表: its known labels."""

from __future__ import annotations

from sheetscore.readers.base_table.base_headers import read_header, row_label
from sheetscore.readers.base_table.base_lists import read_list_head
from sheetscore.readers.grid import Sheet
from sheetscore.words.glossary import Glossary

FEWEST_LABELS = 3
"""Fewest known labels for a sheet to be taken for a 基础数据表."""


def is_base(sheet: Sheet, glossary: Glossary) -> bool:
    """True for a sheet (or a part of one) that reads like a 基础数据表."""
    return known_labels(sheet, glossary) >= FEWEST_LABELS


def known_labels(sheet: Sheet, glossary: Glossary, wanted: frozenset[str] = frozenset()) -> int:
    """How many different labels of a 基础数据表 stand in the sheet (an 指标表 has none outside its sentences)."""
    found = set()
    for cell in sheet.cells.values():
        if cell.worded and len(cell.text) < 40:
            header = read_header(cell, glossary)
            if header:
                found.add(("measure", header.measure, header.printed_year))
            label = row_label(cell, block=True)
            if label in glossary.items:
                found.add(("item", glossary.items[label].name, None))
    kinds = {kind for kind, _, _ in found}
    heads = (read_list_head(sheet, row, glossary, wanted) for row in range(1, sheet.last_row + 1))
    if any(heads):
        return max(len(found), FEWEST_LABELS)
    return len(found) if kinds == {"measure", "item"} else 0
