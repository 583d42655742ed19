"""Figures that formulas ask for by their place in the 基础数据表 (base_named.py), as records behind those of the table."""

from __future__ import annotations

from collections.abc import Iterable

from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.readers.base_table.base_named import Named
from sheetscore.readers.base_table.base_table import NOT_SUPPLIED, BaseTable, in_wan
from sheetscore.readers.spelling import read_figure, spelling
from sheetscore.readers.titles import money_units
from sheetscore.words.glossary import Glossary
from sheetscore.words.names import BOOKED
from sheetscore.words.text import name_key


def add_named(base: BaseTable, glossary: Glossary, named: Iterable[Named]) -> None:
    """Puts figures into the records of a table. What the table has already, in that cell or under that name, stays as it is."""
    stated = [unit for unit, _ in money_units(base.sheet, (1, base.sheet.last_row))]
    money = stated[0] if stated else "万元"
    used = {record["cell"] for record in base.records}
    held = {(name_key(str(record["item"])), record["measure"]) for record in base.records}
    for each in named:
        bound = glossary.bind(each.name, None)
        known = bound.known and not each.indicator
        item, measure = bound.key[:2] if known else (each.item, BOOKED)
        if each.cell.address in used or (name_key(item), measure) in held:
            continue
        usual = bound.unit if known else ""
        counted = money if usual in MONEY_UNITS else usual
        amount = read_figure(each.cell, counted)
        value, unit = in_wan(amount.value, counted)
        base.records.append(
            {
                "section": "", "item": item, "measure": measure, "value": value, "unit": unit, "state": amount.state, "raw": amount.raw,
                "number": amount.number, "counted": counted, "sheet": base.sheet.name, "cell": each.cell.address, "label": each.name,
                "printed_year": each.printed_year, "relative": each.relative, "note": amount.note, "beside": (),
                **NOT_SUPPLIED,
            }
        )  # fmt: skip
        base.findings += spelling(amount, base.grid.file, base.sheet.name, each.cell)
