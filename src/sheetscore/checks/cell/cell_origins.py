"""Checks of the cells that the scores rest on: formulas that reach outside, and cells that are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheetscore.checks.context import Context
from sheetscore.exact.amounts import FORMULA_ERROR, read_amount
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex
from sheetscore.words.text import quoted

_EXTERNAL = regex(
    r"(?<![A-Z])\[\d+\]|\[[^\[\]]+\.(?:xls|et|ods)\w*\]|\||\b(?:DDE|WEBSERVICE|RTD)\(",
    re.IGNORECASE,
)
"""[1]Sheet1!A1 or [上年.xlsx]表!A1: another workbook (R[1]C is none); cmd|'…'!A0: another program."""
_LISTED = 5


def check_B08(context: Context) -> Iterator[Finding]:
    """公式没有保存结果、保存的是旧结果、结果是错误值（#REF!、#DIV/0!），或引用了别的文件或程序，数值无从核对。

    级别：错误；LibreOffice 存的 .xls 里分不清是 0 还是文字的结果（不采用），另有一条提醒。来源：两张表的单元格。
    """
    for sheet, cell in _used(context):
        if cell.formula and _EXTERNAL.search(cell.formula):
            yield Finding(
                "B08", "error", f"这一格的数来自外部的文件或程序（{cell.formula[:60]}），无从核对，按保存的 {cell.text.strip()} 读。",
                context.file_of(sheet.name), sheet.name, cell.address, cell.formula, "本表里的数",
                "请改填数值，或把引用的表放进同一个工作簿。",
            )  # fmt: skip
    scores = {(row.sheet, at) for row in context.rows() for at in (row.points_cell, row.claimed_cell)}  # fmt: skip
    for sheet, last_row in _tables(context):
        for _, cells in sheet.rows():
            for cell in cells:
                if not isinstance(cell.value, str) or "#" not in cell.value + cell.number_format:
                    continue  # quick: no other cell shows an error value
                wrong = read_amount(cell.value, cell.number_format).note == FORMULA_ERROR
                if wrong and cell.row <= last_row and (sheet.name, cell.address) not in scores:
                    yield Finding(
                        "B08", "error", f"公式的结果是错误值{quoted(cell.text.strip())}，按没有填处理。", context.file_of(sheet.name),
                        sheet.name, cell.address, cell.text.strip(), "一个数字", "请改正公式，或直接填数字。",
                    )  # fmt: skip


def _tables(context: Context) -> Iterator[tuple[Sheet, int]]:
    """The sheets of the two tables as filed, each with its last row; a score that is no number is told by D07 and A10."""
    if context.tables is None:
        return
    last: dict[str, int] = {}
    for table in (context.tables.indicators, context.tables.base):
        if table is not None:
            last[table.sheet.name] = max(last.get(table.sheet.name, 0), table.last_row)
    for name, row in last.items():
        if name in context.sheets:
            yield context.sheets[name], row


def check_B09(context: Context) -> Iterator[Finding]:
    """用到的数在隐藏的行、列、工作表里，或者是白底白字：照用，但看不见，请核对。合并单元格下面存着的数没有采用，请核对。

    级别：提示，一张工作表一条；有公式把合并单元格下面的数算了进去的，提醒。来源：两张表用到的单元格。
    """
    found: dict[str, list[Cell]] = {}
    sheets: dict[str, Sheet] = {}
    for sheet, cell in _used(context):
        if cell.hidden or _white(sheet, cell):
            found.setdefault(sheet.name, []).append(cell)
            sheets[sheet.name] = sheet
    for name, cells in found.items():
        where = "、".join(cell.address for cell in cells[:_LISTED])
        more = f"等 {len(cells)} 格" if len(cells) > _LISTED else ""
        what = (
            "所在的工作表是隐藏的" if not sheets[name].visible else "在隐藏的行、列里，或是白色的字"
        )
        yield Finding(
            "B09", "info", f"用到的数（{where}{more}）{what}，照用。", context.file_of(name), name, cells[0].address,
            "看不见的数", "看得见的数", "请取消隐藏，核对这些数；不该有的请删去。",
        )  # fmt: skip


def _used(context: Context) -> Iterator[tuple[Sheet, Cell]]:
    """The cells of the two tables that hold points, claims and figures, each once."""
    if context.tables is None:
        return
    table, base = context.tables.indicators, context.tables.base
    places = [
        (table.sheet, cell)
        for row in context.rows()
        for cell in (row.points_cell, row.claimed_cell)
    ]
    for figure in context.figures:
        own = base is not None and figure.sheet == base.sheet.name
        places.append((base.sheet if own and base else table.sheet, figure.cell))
    filed = {id(grid.sheets): grid for grid in (table.grid, base.grid if base else table.grid)}
    if any(grid.own_output for grid in filed.values()):
        return
    seen = set()
    for sheet, address in places:
        cell = sheet.at(address)
        if cell is not None and (id(sheet), address) not in seen:
            seen.add((id(sheet), address))
            yield sheet, cell


def _white(sheet: Sheet, cell: Cell) -> bool:
    """White letters without a fill."""
    drawn = sheet.worksheet.cell(cell.row, cell.col)
    colour = drawn.font.color.rgb if drawn.font and drawn.font.color else None
    return colour in ("FFFFFFFF", "00FFFFFF") and drawn.fill.patternType is None
