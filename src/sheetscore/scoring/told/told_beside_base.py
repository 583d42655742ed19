"""Sentences of a row that say something else than the 基础数据表 on another sheet: they are not used (支出950万元 beside 914.7).

The table may hold these figures under names that nobody asked for. A sentence of two amounts or more counts only where one of them
stands in the table as well, or where the table does not speak of what they are for.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from sheetscore.exact.amounts import decimal, read_amount
from sheetscore.readers.grid import Sheet
from sheetscore.scoring.own.written_parts import read_parts
from sheetscore.scoring.told.told_figures import what_for
from sheetscore.words.text import name_key

_MONEY = "万元"
_WAN = decimal(10_000)
_SEVERAL = 2


def without_contradicted(indicators: pd.DataFrame, base: Sheet) -> pd.DataFrame:
    """The indicators (INDICATOR_COLUMNS) without the `remarks` that the sheet of the 基础数据表 speaks against."""
    if not indicators["remarks"].astype(bool).any():
        return indicators
    numbers: set[Decimal] = set()
    words = ""
    for _, cells in base.rows():
        for cell in cells:
            value = read_amount(cell.value, cell.number_format).value
            if value is not None:
                numbers |= {value, value / _WAN}
            elif cell.worded:
                words += f"{name_key(cell.text)};"
    kept = [
        tuple(each for each in remarks if _stands(each[0], numbers, words)) if remarks else remarks
        for remarks in indicators["remarks"]
    ]
    return indicators.assign(remarks=pd.Series(kept, index=indicators.index, dtype=object))


def _stands(text: str, numbers: set[Decimal], words: str) -> bool:
    written = read_parts(text)
    money = [each for each in written.parts if each.unit == _MONEY] if written else []
    if len(money) < _SEVERAL or any(each.value in numbers for each in money):
        return True
    things = [what_for(each.name) for each in money]
    return all(thing and thing not in words for thing in things)
