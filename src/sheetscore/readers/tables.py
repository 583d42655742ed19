"""Both tables of a unit, wherever they stand: on two sheets, on one, in two files; and the year they are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from sheetscore.errors import MissingColumn, NoIndicatorTable
from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.model.columns import records
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_asked import add_named, add_placed, add_pointed, read_drawn
from sheetscore.readers.base_table.base_data import read_base
from sheetscore.readers.base_table.base_named import named_figures
from sheetscore.readers.base_table.base_table import BaseTable
from sheetscore.readers.filer import Filer, read_filer
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.indicator_table.header import extent
from sheetscore.readers.indicator_table.indicators import IndicatorTable, read_indicators
from sheetscore.readers.money_above import with_money
from sheetscore.readers.side_by_side import parted
from sheetscore.readers.target_table.targets import TargetTable, read_targets
from sheetscore.readers.titles import years_above, years_in
from sheetscore.words.glossary import Glossary

Wanted = Callable[[Sequence[Mapping[str, Any]]], frozenset[str]]
Terms = Callable[[Sequence[Mapping[str, Any]], Glossary], Sequence[tuple[str, str]]]


@dataclass(slots=True)
class Tables:
    """The 指标表, the 基础数据表 (None: none found), the 评价年度 and who filed them.

    A table of targets brings its figures itself: `figures` are records for the base frame, `marks` the words around it.
    """

    indicators: IndicatorTable
    base: BaseTable | None
    year: int | None
    filer: Filer
    findings: list[Finding]
    figures: list[dict[str, Any]] = field(default_factory=list)
    marks: str = ""

    def holds(self, sheet: str, address: str) -> bool:
        """Does a cell belong to one of the tables, or stand above it? Not a helper column, nor a target such as =100%."""
        row, col = coordinate_to_tuple(address)
        table, base = self.indicators, self.base
        if base is not None and base.sheet.name == sheet and row <= base.last_row:
            return True
        cells = zip(table.frame["criteria_cell"], table.frame["criteria"], strict=True)
        typed = {cell for cell, text in cells if str(text).startswith("=")}
        if table.sheet.name != sheet or row > table.last_row or address in typed:
            return False
        return col <= extent(table.sheet, (table.header_row, table.first_row - 1))[1]


def read_tables(
    grids: list[Grid],
    glossary: Glossary,
    names: Sequence[str] = (),
    year: int | None = None,
    wanted: Wanted | None = None,
    asked: Terms | None = None,
) -> Tables:
    """The tables of one unit; `year` is the 评价年度 if somebody states it. Raises NoIndicatorTable, MissingColumn.

    `wanted` gives the names that the indicators ask for: by them a list of any names is told for a 基础数据表. `asked` gives the
    terms of their formulas, which name figures by their place.
    """
    grids = [parted(grid, glossary) for grid in grids]
    base = read_base(grids, glossary)
    ends = {id(base.sheet): base.first_row} if base else {}
    named = [each for name in names for each in years_in(PurePath(name).stem)]
    try:
        table = read_indicators(grids, ends, year or _printed(base, named))
        if wanted is not None and (base is None or not base.records):
            names_asked = wanted(records(table.frame))
            base = read_base(_beside_table(grids, table), glossary, names_asked) or base
            if base and base.records and base.sheet.worksheet is table.sheet.worksheet:
                table = read_indicators(grids, {id(table.sheet): base.first_row}, year)
        elif (
            base is not None
            and wanted is not None
            and (placed := named_figures(_besides(table, base.sheet)))
        ):
            names_asked = wanted(records(table.frame))
            add_named(base, glossary, [each for each in placed if each.asked_by(names_asked)])
        if asked is not None:
            terms = asked(records(table.frame), glossary)
            if base is None or not base.records:
                base = (
                    read_drawn(_beside_table(grids, table), terms, table.sheet, table.years) or base
                )
            if base is not None:
                above = table.years + years_above(base.sheet, base.first_row)
                scored = year or _year(base, above, named) or 0
                add_placed(base, _besides(table, base.sheet), glossary, terms, scored)
                rows = records(table.frame)
                add_pointed(base, table.grid, rows, table.sheet, terms, glossary, table.years)
    except (MissingColumn, NoIndicatorTable):
        targets = read_targets(grids, glossary, year or max(named, default=None))
        if targets is None:
            raise
        return _of_targets(targets, base, named, year)
    figures = with_money(table, glossary) if _is_of_money(base, table) else []
    findings = [*table.findings, *(base.findings if base else [])]
    titles = table.years + (years_above(base.sheet, base.first_row) if base else [])
    if year is None:
        year = _year(base, titles, named)
        if year and (titles or named) and year not in (*titles, *named):
            findings.append(_other_year(table, year, [*titles, *named]))
    return Tables(table, base, year, filer_of(table, base), findings, figures)


def _is_of_money(base: BaseTable | None, table: IndicatorTable) -> bool:
    """Is there no 基础数据表 but the money above the 指标表, or one that counts no money (平台运行数据统计表)?"""
    if base is None or not any(each["counted"] in MONEY_UNITS for each in base.records):
        return True
    if table.grid.own_output and base.grid is table.grid:
        return True
    return base.sheet.worksheet is table.sheet.worksheet and base.last_row < table.header_row


def _beside_table(grids: list[Grid], table: IndicatorTable) -> list[Grid]:
    """The workbooks without the rows of the 指标表: what stands below it on its own sheet may be a list."""
    return [
        replace(
            grid,
            sheets=[_below(table, each) if each is table.sheet else each for each in grid.sheets],
        )
        for grid in grids
    ]


def _besides(table: IndicatorTable, sheet: Sheet) -> Sheet:
    """The sheet of a 基础数据表 without the rows of the 指标表, where both stand on it: 得分 8 is no figure."""
    if sheet is not table.sheet:
        return sheet
    rows = range(table.header_row, (table.total_row or table.last_row) + 1)
    cells = {place: cell for place, cell in sheet.cells.items() if place[0] not in rows}
    merges = [area for area in sheet.merges if area[0] not in rows]
    return Sheet(
        sheet.name, cells, merges, sheet.worksheet, sheet.columns, sheet.seen, sheet.unseen
    )


def _below(table: IndicatorTable, sheet: Sheet) -> Sheet:
    """The rows of a sheet under the total of its 指标表, or under the first line that leaves its columns of points blank."""
    last = table.total_row or table.last_row
    cells = {place: cell for place, cell in sheet.cells.items() if place[0] > last}
    merges = [area for area in sheet.merges if area[0] > last]
    return Sheet(
        sheet.name, cells, merges, sheet.worksheet, sheet.columns, sheet.seen, sheet.unseen
    )


def _of_targets(
    table: TargetTable, base: BaseTable | None, named: list[int], year: int | None
) -> Tables:
    """A table of targets needs no 基础数据表, and has one only of a department: the table of its money, on a sheet or page part of its own.

    Its year is the one in its title, else that of the file name.
    """
    filer = filer_of(table, None)
    if base is not None and (base.sheet is table.sheet or filer.of_project or _has_money(table)):
        base = None
    titled = years_above(base.sheet, base.first_row) if base and not table.years else []
    stated = table.years or titled or named
    year = year or max(stated, default=None)
    findings = [*table.findings, *(base.findings if base else [])]
    return Tables(table, base, year, filer, findings, table.figures, table.marks)


def _has_money(table: TargetTable) -> bool:
    """Does the form print its money itself, above its indicators?"""
    return any(figure["section"] == "资金" for figure in table.figures)


def filer_of(table: IndicatorTable, base: BaseTable | None) -> Filer:
    """Who filed: by the 基础数据表, else by the lines above the 指标表 and below it, else by the title of the former."""
    rows = (1, table.header_row - 1), (table.last_row + 1, table.sheet.last_row)
    found = read_filer(table.sheet, *rows)
    if base is None:
        return found
    if base.unit_name:
        return replace(found, unit=base.unit_name, stand_in=None)
    if found.unit and found.stand_in is None:
        return found
    titled = read_filer(base.sheet, (1, base.first_row))
    return replace(titled, project=found.project) if titled.unit and not titled.stand_in else found


def _printed(base: BaseTable | None, stated: list[int]) -> int | None:
    """The year of the base headers: the newest with final figures; a newer one (next year's budget) only if stated."""
    if base is None or not base.years:
        return None
    newest = max(base.years)
    return newest if newest in stated or not base.closed else max(base.closed)


def _year(base: BaseTable | None, titles: list[int], named: list[int]) -> int | None:
    """The 评价年度: that of the base headers; where those say 上年 and 本年, what title or file name states."""
    stated = titles or named
    printed = _printed(base, [*titles, *named])
    if printed and not (base and base.relative and stated):
        return printed
    return max(stated) if stated else None


def _other_year(table: IndicatorTable, year: int, stated: list[int]) -> Finding:
    named = "、".join(str(each) for each in sorted(set(stated)))
    return Finding(
        "A03", "warning", f"基础数据表的表头最新是 {year} 年，标题或文件名写的是 {named} 年，按 {year} 年评分。",
        table.grid.file, table.sheet.name, f"A{table.header_row}", f"{year} 年", f"{named} 年",
        "请核对评价年度；表头有误的请改正，或用 --year 指定。",
    )  # fmt: skip
