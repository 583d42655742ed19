"""H08: no 基础数据表 was found, and no figures stand beside the 评价标准 either; which sheet came near, and what is looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_headers import read_header, row_label
from sheetscore.readers.base_table.base_lists import list_shape
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary

_NAMED = regex("基础数据|数据表|基本数据|基本情况|数据统计")
_SOUGHT = (
    "要找的表头：一种是“2023年预算数、2023年决算数、编制数、实际在职人数”一类，行名写“公用经费、三公经费”一类；"
    "另一种是列成清单的“项目、单位、2023年数”（或数值、金额、实际数、决算数），行名和指标名称或指标说明公式里的说法一字不差。"
)
_LONGEST_LABEL = 40


def no_base(file: str, grids: Sequence[Grid], glossary: Glossary, scored: str) -> Finding:
    """The finding, at the file or at the sheet that came nearest; `scored` is the sheet of the 指标表."""
    message = "没有找到基础数据表，需要用数据计算的指标都不能算。"
    advice = f"请把基础数据表放进同一个工作簿再交回。{_SOUGHT}"
    near = max(_near(grids, glossary, scored), key=lambda each: each[0], default=None)
    if near is None:
        return Finding(
            "H08", "error", message, file, found="没有", expected="一张基础数据表", advice=advice
        )
    _, grid, sheet, cell, why = near
    where = cell.address if cell else ""
    told = f"{message}工作表“{sheet.name}”最像，{why}，没有当作它用。"
    return Finding(
        "H08", "error", told, grid.file, sheet.name, where, why, "一张基础数据表", f"请核对这张表的表头和行名。{_SOUGHT}"
    )  # fmt: skip


def _near(
    grids: Sequence[Grid], glossary: Glossary, scored: str
) -> Iterator[tuple[int, Grid, Sheet, Cell | None, str]]:
    for grid in grids:
        for sheet in grid.sheets:
            if grid.own_output or sheet.name == scored:
                continue
            found = _likeness(sheet, glossary)
            if found:
                likeness, cell, why = found
                yield likeness, grid, sheet, cell, why


def _likeness(sheet: Sheet, glossary: Glossary) -> tuple[int, Cell | None, str] | None:
    """How much a sheet looks like one, the cell that shows it, and what is wrong with it; None where nothing does."""
    for row, cells in sheet.rows():
        if list_shape(sheet, row, glossary):
            return 3, cells[0], "是一张清单，但没有一行的名称是指标名称或公式里的说法"
    words = [c for c in sheet.cells.values() if c.worded and len(c.text) < _LONGEST_LABEL]
    heads = [cell for cell in words if read_header(cell, glossary)]
    labels = [cell for cell in words if row_label(cell, block=True) in glossary.items]
    if heads or labels:
        lacking = (
            "没有认得的表头"
            if not heads
            else "没有认得的行名"
            if not labels
            else "认得的表头、行名太少"
        )
        return 2, (heads or labels)[0], lacking
    if _NAMED.search(sheet.name) and sheet.cells:
        return 1, None, "没有认得的表头和行名"
    return None
