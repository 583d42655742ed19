"""The sentences in which a unit tells its figures where its table has no column 完成值: under 备注, or behind the formula of the 指标说明.

年初预算862.30万元，年中追加78.50万元 is not read here: what such a sentence states is decided where the rule of its row is known
(scoring/told/told_figures.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sheetscore.readers.grid import Sheet
from sheetscore.readers.indicator_table.result_headings import told_headings
from sheetscore.readers.indicator_table.said_headings import said
from sheetscore.regexes import regex

_FIGURE = regex(r"\d(?!\d*[)）、.．](?!\d))")
_FORMULA = regex(r"[=＝×÷*]|/(?!\d)")
_LONGEST = 200
_MEANS = regex("[=＝]|是指|指的?是|用以反映|反映|考核|一般采取|方式|批准|规定")
_ABOUT_OTHERS = regex(
    "上年|去年|举例|例如|复核|评审|二级单位|下属|目标|不含|扣除|应达到|要求|[：:]$"
)


def read_remarks(
    sheet: Sheet, header: tuple[int, int], width: int, records: list[dict[str, Any]], after: int
) -> None:
    """Puts `remarks` into the records that have no 完成值 of their own; a 说明 in front of column `after` may be the form's."""
    columns = [c for c in _told_columns(sheet, header, width) if c > after]
    for record in records:
        if record["beside"]:
            continue
        record["remarks"] = tuple(_sentences(sheet, record, columns))


def _told_columns(sheet: Sheet, header: tuple[int, int], width: int) -> list[int]:
    """The columns whose one heading is one of those words."""
    found = []
    for col in range(1, min(sheet.last_col, width) + 1):
        rows = range(header[0], header[1] + 1)
        cells = {cell.address: cell for row in rows if (cell := sheet.owner(row, col)).key}
        if len(cells) == 1:
            (cell,) = cells.values()
            heading = said(cell.key)
            if heading is None or heading.relative or heading.printed or heading.scope:
                continue
            if heading.rest in told_headings() and cell.col == col:
                found.append(col)
    return found


def _sentences(
    sheet: Sheet, record: dict[str, Any], columns: list[int]
) -> Iterator[tuple[str, str]]:
    for col in columns:
        cell = sheet.owner(record["row"], col)
        area = sheet.area(record["row"], col)
        own = cell.row >= record["row"] and area[2] <= record["last_row"] and cell.col == col
        text = cell.text.strip()
        if _FIGURE.search(text):
            # one of several rows is none of this row's, and not left aside
            yield text if own else "", cell.address
    told = last_sentence(str(record["explanation"] or ""))
    if told and record["explanation_cell"]:
        yield told, record["explanation_cell"]


def last_sentence(explanation: str) -> str:
    """What an 指标说明 says behind its formula, on a line or in a sentence of its own; "" where that states no figure."""
    lines = [line.strip() for line in re.split(r"[\r\n]+", explanation) if line.strip()]
    parts = [part.strip() for part in lines[-1].split("。") if part.strip()] if lines else []
    for told, before in (
        (lines[-1], lines[-2]) if len(lines) > 1 else ("", ""),
        (parts[-1], parts[-2]) if len(parts) > 1 else ("", ""),
    ):
        plain = told and _FIGURE.search(told) and not _FORMULA.search(told)
        if plain and len(told) <= _LONGEST and _official(before.split("。")[-1] or before):
            return told
    return ""


def _official(before: str) -> bool:
    """Is the sentence in front that of the form: a formula, or what the indicator means? 上年情况如下。 is not."""
    if re.search("[=＝]", before):
        return not before.rstrip().endswith(("：", ":"))
    return _MEANS.search(before) is not None and _ABOUT_OTHERS.search(before) is None
