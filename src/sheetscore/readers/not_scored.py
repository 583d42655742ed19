"""Tables that are found and not scored: blank, hidden, copied, without a unit, without the heading. Each is named."""

from __future__ import annotations

from dataclasses import dataclass

from sheetscore.model.finding import Finding, Level
from sheetscore.model.outcome import called
from sheetscore.readers.filer import Filer
from sheetscore.readers.grid import Cell, Grid, Sheet


@dataclass(slots=True, eq=False)
class Table:
    """A sheet, or a part of one, with a table. `stem` is what the sheet's name has besides the words of a table.

    `parted`: other forms stand on the sheet; `targets`: it is a table of targets, which needs no 基础数据表.
    """

    grid: Grid
    sheet: Sheet
    filer: Filer
    stem: str
    parted: bool = False
    targets: bool = False

    @property
    def unit(self) -> str:
        return self.filer.unit


def not_read(grid: Grid, sheet: Sheet, title: Cell) -> Finding:
    return Finding(
        "A01", "warning", f"“{title.text.strip()}”像是一张自评表，表头里没有“三级指标”，没有读，没有评分。", grid.file, sheet.name,
        title.address, title.text.strip(), "表头有“三级指标”“分值”的自评表", "请按下发的模板改正这张表的表头；不是自评表的不必理会。",
    )  # fmt: skip


def nameless(table: Table) -> Finding:
    return Finding(
        "A02", "warning", f"工作簿里有几个单位，{_place(table)}的指标表没有写填报单位，没有评分。",
        table.grid.file, table.sheet.name, _corner(table), "空白", "填报单位", "请写上填报单位后重新评分；是空白模板的不必理会。",
    )  # fmt: skip


def blank(table: Table) -> Finding:
    level: Level = "warning" if table.filer.project else "info"
    name = called(f"{_place(table)}的自评表", table.filer.project)
    return Finding(
        "A01", level, f"{name}没有填完成值和得分，没有评分。", table.grid.file, table.sheet.name, _corner(table), "空白",
        "填好的自评表", "要评分的请填好再交；是空白模板的不必理会。",
    )  # fmt: skip


def copy(table: Table) -> Finding:
    name = called(f"{_place(table)}的自评表", table.filer.project)
    return Finding(
        "A01", "info", f"{name}和前面的一张一字不差，只评一次。", table.grid.file, table.sheet.name, _corner(table), "两张一样的表", "一张",
        "不影响得分；请删去多余的一张。",
    )  # fmt: skip


def hidden(table: Table) -> Finding:
    name = called(f"{_place(table)}的自评表", table.filer.project)
    return Finding(
        "A01", "warning", f"{name}是隐藏的，另有一张没有隐藏的，这一张没有评分。", table.grid.file, table.sheet.name, _corner(table),
        "隐藏的工作表", "一张", "请核对采用的是不是要报的那一张，并删去另一张。",
    )  # fmt: skip


def _place(table: Table) -> str:
    rows = f"第 {table.sheet.top} 行起" if table.parted else ""
    return f"工作表“{table.sheet.name}”{rows}"


def _corner(table: Table) -> str:
    return f"A{table.sheet.top}" if table.parted else ""
