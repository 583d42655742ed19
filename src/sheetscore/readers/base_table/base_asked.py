"""Figures that formulas ask for by their place in the 基础数据表 (base_named.py), as records behind those of the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS
from sheetscore.readers.base_table.base_headers import BRACKETS, unit_in
from sheetscore.readers.base_table.base_named import Named, is_called
from sheetscore.readers.base_table.base_table import NOT_SUPPLIED, BaseTable, in_wan
from sheetscore.readers.base_table.placed_cells import PlacedCells
from sheetscore.readers.base_table.placed_labels import is_share
from sheetscore.readers.base_table.placed_terms import Asked, placed_terms
from sheetscore.readers.base_table.placed_wholes import is_sum
from sheetscore.readers.filer import unit_name
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.spelling import read_figure, spelling
from sheetscore.readers.titles import money_units, years_in
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary
from sheetscore.words.names import BOOKED
from sheetscore.words.text import name_key

_CALLED = regex("基础数据|基本数据|基础信息|数据表|数据统计|数据采集|基本情况表|基础情况")
_TITLE_ROWS, _FEWEST = 3, 2
_POINTS = regex(r"见(?P<which>附[表件]\d{1,2})(?!\d)")


def add_named(
    base: BaseTable, glossary: Glossary, named: Iterable[Named], again: bool = False, beside: Sheet | None = None
) -> None:  # fmt: skip
    """Puts figures into the records of a table. What the table has already under that name stays as it is, and in that cell too,
    but where the cell is looked up by the words of its place (`again`). `beside` is the sheet, where it is not that of the table.
    """
    sheet = beside or base.sheet
    money = _money(sheet)
    used = {record["cell"]: name_key(str(record["label"])) for record in base.records}
    held = {(name_key(str(record["item"])), record["measure"]) for record in base.records}
    for each in named:
        bound = glossary.bind(each.name, None)
        known = bound.known and not each.indicator
        item, measure = bound.key[:2] if known else (each.item, BOOKED)
        filled = (name_key(item), measure) in held
        called = used.get(each.cell.address)
        if filled or (called is not None and not again and not is_called(called, each.name)):
            continue
        usual = bound.unit if known else ""
        behind = (
            bound.key.year if known and bound.dated else 0
        )  # the label itself says 上年末结转结余
        relative = None if each.relative is None else each.relative + behind
        printed = each.printed_year and each.printed_year + behind
        counted = each.unit or each.counted or (money if usual in MONEY_UNITS else usual)
        counted = counted or ("%" if is_share(each.cell) else "")
        amount = read_figure(each.cell, counted)
        value, unit = in_wan(amount.value, counted)
        base.records.append(
            {
                "section": "", "item": item, "measure": measure, "value": value, "unit": unit, "state": amount.state, "raw": amount.raw,
                "number": amount.number, "counted": counted, "sheet": sheet.name, "cell": each.cell.address, "label": each.name,
                "printed_year": printed, "relative": relative, "note": amount.note, "beside": (),
                **NOT_SUPPLIED,
            }
        )  # fmt: skip
        base.findings += spelling(amount, base.grid.file, sheet.name, each.cell)


def add_placed(
    base: BaseTable, sheet: Sheet, glossary: Glossary, asked: Sequence[Asked], scored: int = 0
) -> None:
    """Puts the figures that terms ask for by the words of their place into the records of a table (placed_terms.py).

    `sheet` is that of the table, without what else stands on it, and `scored` the 评价年度 (0: not known).
    """
    cells = PlacedCells(sheet, base.grid.file)
    placed = cells.read(sheet.top, base.last_row)
    years = (max(base.closed, default=0), scored)
    add_named(base, glossary, placed_terms(placed, asked, _money(sheet), years), True)
    used = {finding.cell for finding in base.findings}
    base.findings += [each for each in cells.findings if each.cell not in used]


def add_pointed(
    base: BaseTable, grid: Grid, rows: Iterable[Mapping[str, Any]], scored: Sheet, asked: Sequence[Asked], glossary: Glossary,
    stated: Sequence[int],
) -> None:  # fmt: skip
    """Puts in what stands in the row of the whole of another table to which the 完成情况 of a row points: 见附表2.

    The one sheet that is called so; a whole that its rows do not make is not taken.
    """
    pointing: dict[str, set[str]] = {}
    for row in rows:
        for found in _POINTS.finditer(name_key(str(row["actual"] or ""))):
            pointing.setdefault(found["which"], set()).add(str(row["indicator"]))
    others = [each for each in grid.sheets if each.visible and each is not scored]
    for which, names in pointing.items():
        sheets = [each for each in others if any(_is_called(text, which) for text in _called(each))]
        if len(sheets) != 1 or sheets[0] is base.sheet:
            continue
        (sheet,) = sheets
        dated = {year for text in _called(sheet) for year in years_in(text)}
        if dated and stated and not dated & {*stated}:
            continue
        cells = PlacedCells(sheet, grid.file).read(sheet.top, sheet.last_row)
        wholes = [
            each
            for each in cells
            if not each.row and not each.year.named and is_sum(sheet, each.cell)
        ]
        terms = [(term, name) for term, name in asked if name in names]
        add_named(base, glossary, placed_terms(wholes, terms, _money(sheet)), True, sheet)


def _called(sheet: Sheet) -> list[str]:
    """The name of a sheet, and the lines of its title."""
    rows = range(sheet.top, sheet.top + _TITLE_ROWS)
    return [sheet.name, *(cell.text for row in rows for cell in sheet.row(row))]


def _is_called(text: str, which: str) -> bool:
    """附表2年度工作完成情况 is 附表2, 附表21 is not."""
    key = name_key(text)
    return key.startswith(which) and not key[len(which) : len(which) + 1].isdigit()


def read_drawn(
    grids: Sequence[Grid], asked: Sequence[Asked], scored: Sheet, stated: Sequence[int] = ()
) -> BaseTable | None:
    """The one sheet that is drawn in no known way and holds figures that terms ask for: on a sheet that is called 基础数据, or at
    least two of them. None without one, and where two sheets hold as many.
    """
    found: list[tuple[int, BaseTable]] = []
    for grid in grids:
        for sheet in grid.sheets:
            if (
                not sheet.visible
                or (grid.own_output and sheet.name != "基础数据表")
                or not sheet.cells
                or (sheet.worksheet is scored.worksheet and sheet is scored)
            ):
                continue
            placed = PlacedCells(sheet, grid.file).read(sheet.top, sheet.last_row)
            named = placed_terms(placed, asked, _money(sheet))
            titles = _called(sheet)
            called = any(map(_CALLED.search, titles))
            dated = {year for text in titles for year in years_in(text)}
            if dated and stated and not dated & {*stated}:
                continue  # the report of another year
            count = len({each.cell.address for each in named})
            if count < (1 if called else _FEWEST):
                continue
            years = frozenset(each.printed_year for each in named if each.printed_year)
            if years and stated and not years & {*stated}:
                continue  # and its figures
            first = min(each.cell.row for each in named)
            found.append((count, BaseTable(
                grid, sheet, first, sheet.last_row, [], unit_name(sheet, (sheet.top, sheet.last_row)), years, years,
                any(each.relative for each in named), [],
            )))  # fmt: skip
    most = max((count for count, _ in found), default=0)
    best = [base for count, base in found if count == most]
    return best[0] if len(best) == 1 else None


def _money(sheet: Sheet) -> str:
    """The unit of the sheet's money; （单位：元） behind the name of a block is that block's."""
    stated = [
        unit for unit, cell in money_units(sheet, (1, sheet.last_row))
        if not (unit_in(cell.key) and BRACKETS.sub("", cell.key))
    ]  # fmt: skip
    return stated[0] if stated else "万元"
