"""A filled 缺数清单 (sent back) or a sheet 补充数据 with the same columns → figures for the base frame."""

from __future__ import annotations

import re
from typing import Any

from sheetscore.exact.amounts import RATE, TypedText, read_amount
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_table import in_wan
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.spelling import shown, spelling
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

SHEETS = ("缺数清单", "补充数据")
_COLUMNS = {
    "项目": "item",
    "口径": "measure",
    "年度": "year",
    "单位": "unit",
    "填写数值": "value",
    "缺少的数": "term",
}
_RELATIVE = {"本年": 0, "本年度": 0, "上年": -1, "上年度": -1, "下年": 1, "下年度": 1}
_OFFSET = regex(r"本年([+-]\d{1,2})年")
_PER_CENT = regex(r"[+-]?\d+(?:\.\d+)?%")
"""92% as a program writes it: what the list asks for, to the letter."""


def read_supplied(
    grids: list[Grid], glossary: Glossary, year: int | None
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Records for the base frame and findings. Rows left blank are not figures; `year` is the 评价年度."""
    records: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for grid in grids:
        for sheet in grid.sheets:
            header = supplied_header(sheet) if is_supplied(sheet.name) else None
            if header is None:
                continue
            row, columns = header
            for each in range(row + 1, sheet.last_row + 1):
                record = _record(grid, sheet, each, columns, year, findings)
                if record:
                    term = sheet.owner(each, columns["term"]).text if "term" in columns else ""
                    stated = (
                        bool(sheet.owner(each, columns["year"]).text.strip())
                        if "year" in columns
                        else False
                    )
                    records.append(
                        _official(_completed(record, term, stated, glossary, year), glossary)
                    )
    return records, findings


def is_supplied(name: str) -> bool:
    """True for a sheet of this name: 补充数据, and 甲局补充数据 where several units share a workbook."""
    return name_key(name).endswith(SHEETS)


def _completed(
    record: dict[str, Any], term: str, dated: bool, glossary: Glossary, year: int | None
) -> dict[str, Any]:
    """A record whose 口径 or 年度 (`dated` False) is blank, by the name of the figure in the list, where that is of the same 项目."""
    if not term.strip() or (record["measure"] and dated):
        return record
    item = glossary.items.get(name_key(record["item"]))
    name = item.name if item else record["item"]
    known = glossary.bind(term, year)
    if name_key(name) not in (name_key(known.key.item), name_key(known.instead)):
        found = glossary.bind_measure(term, name, year) if item else None
        if found is None:
            return record
        known = found
    measure = record["measure"] or known.key.measure
    same = name_key(measure) == name_key(known.key.measure)
    return {
        **record, "measure": measure, "year": record["year"] if dated or not same else known.key.year,
        "label": f"{record['item']} {measure}".strip(),
    }  # fmt: skip


def _official(record: dict[str, Any], glossary: Glossary) -> dict[str, Any]:
    """The same with the official names of its 项目 and 口径, and money in 万元."""
    item = glossary.items.get(name_key(record["item"]))
    measure = glossary.measures.get(name_key(record["measure"]))
    value, unit = in_wan(record["value"], record["unit"])
    return {
        **record, "value": value, "unit": unit,
        "item": item.name if item else record["item"],
        "measure": measure.name if measure else record["measure"],
    }  # fmt: skip


def supplied_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headers, and the columns of item, measure, year, unit and value by those names."""
    for row, cells in sheet.rows():
        columns = {_COLUMNS[cell.key]: cell.col for cell in cells if cell.key in _COLUMNS}
        if {"item", "measure", "value"} <= columns.keys():
            return row, columns
    return None


def _record(
    grid: Grid,
    sheet: Sheet,
    row: int,
    columns: dict[str, int],
    year: int | None,
    findings: list[Finding],
) -> dict[str, Any] | None:
    def cell(name: str) -> Cell:
        return sheet.owner(row, columns[name]) if name in columns else Cell(row, 1, None)

    item, measure, unit = (
        cell("item").text.strip(),
        cell("measure").text.strip(),
        cell("unit").text.strip(),
    )
    value = cell("value")
    sent = value.value
    if grid.own_output and isinstance(sent, str) and not _PER_CENT.fullmatch(sent.strip()):
        sent = TypedText(sent)  # the formula beside it counts a number, and no words
    amount = read_amount(sent, value.number_format, _expected(unit))
    if item and value.formula and value.value is None and grid.own_output:
        findings.append(
            Finding(
                "B08", "error", f"{item}（{measure}）填的公式没有保存计算结果，没有采用。", grid.file, sheet.name, value.address,
                "没有结果的公式", "数值", "请用 Excel 或 WPS 打开并保存一次，或直接填数字。",
            )
        )  # fmt: skip
    if not item or amount.state == "blank" or value.col != columns["value"]:
        return None  # nothing sent, or a sentence that stretches over the columns
    if amount.state in ("text", "error"):
        why = amount.note or "不能当作数字"
        findings.append(
            Finding(
                "B01", "error", f"{item}（{measure}）填的“{shown(amount.raw)}”{why}，没有采用。", grid.file,
                sheet.name, value.address, shown(amount.raw), "一个数字，率填百分数", amount.advice,
            )
        )  # fmt: skip
        return None
    findings += spelling(amount, grid.file, sheet.name, value)
    offset = _offset(cell("year").text.strip(), year)
    if offset is None:
        findings.append(
            Finding(
                "B01", "error", f"{item}（{measure}）的年度“{cell('year').text.strip()}”看不懂，没有采用。", grid.file,
                sheet.name, cell("year").address, cell("year").text.strip(), "年份，如 2019", "请填四位年份。",
            )
        )  # fmt: skip
        return None
    return {
        "section": sheet.name, "item": item, "measure": measure, "year": offset, "value": amount.value, "unit": unit,
        "state": amount.state, "raw": amount.raw, "number": amount.number, "counted": _expected(unit),
        "sheet": sheet.name, "cell": value.address, "label": f"{item} {measure}",
        "printed_year": None, "note": amount.note, "supplied": True, "rate": None, "excel": None,
    }  # fmt: skip


def _expected(unit: str) -> str:
    """What the figure is counted in; a blank 单位 accepts any plain number."""
    return RATE if unit == "%" else unit


def _offset(text: str, year: int | None) -> int | None:
    if text in _RELATIVE:
        return _RELATIVE[text]
    if found := _OFFSET.fullmatch(text):
        return int(found[1])
    match = re.fullmatch(r"(20\d\d)(?:年度?|\.0)?", text)
    if match and year:
        return int(match[1]) - year
    return 0 if not text else None
