"""Several units in the files that belong together, a sheet or a pair of sheets each → the sheets of each unit.

A table belongs to the unit that is named on its sheet; else on the 基础数据表 that goes with it; else by the name of the
sheet where that is the name of an office. A 基础数据表 goes with the 指标表 on the same sheet, of the same unit, of the same
sheet name (甲局指标表, 甲局基础数据表), or in turns; what cannot be told is not paired.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sheetscore.glossary import Glossary
from sheetscore.model import Finding
from sheetscore.readers.base_known import is_base
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.header import find_header, find_target_header
from sheetscore.readers.supplied import is_supplied
from sheetscore.readers.targets import filed_by
from sheetscore.readers.titles import unit_name
from sheetscore.rules.text import name_key

_TABLE_WORDS = re.compile(
    r"部门整体支出|部门整体|项目支出|支出|绩效|评价|自评|指标|基础数据|数据|缺数清单|补充|打分|评分|得分|附件\d*|20\d\d年?度?|表|[-_—.·]"
)
_OFFICE = re.compile(
    r".(?:局|委|办|院|校|中心|所|站|镇|乡|街道|处|会|部|厅|队|馆|园|台|社|公司|政府|学|工会|法院|大学|中学|小学)$"
)


@dataclass(slots=True)
class Share:
    """The part of one unit: its name ("" where there is but one unit), its workbooks with its sheets alone, and findings."""

    unit: str
    grids: list[Grid]
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Table:
    """A sheet with a table. `unit` is the name on it, `stem` what its own name has besides the words of a table."""

    grid: Grid
    sheet: Sheet
    unit: str
    stem: str


@dataclass(slots=True, eq=False)
class _Pair:
    table: _Table
    base: _Table | None = None
    in_turns: bool = False

    @property
    def unit(self) -> str:
        stated = self.table.unit or (self.base.unit if self.base else "")
        return stated or (self.table.stem if _OFFICE.search(self.table.stem) else "")


def split_units(grids: Sequence[Grid], glossary: Glossary) -> list[Share]:
    """One share for each unit that is named; a single one with everything where there are not two."""
    whole = [Share("", list(grids))]
    scored = [
        _table(grid, sheet) for grid in grids for sheet in _filed(grid) if _has_table(grid, sheet)
    ]
    if len(scored) < 2:
        return whole
    taken = {id(table.sheet) for table in scored}
    bases = [
        _table(grid, sheet)
        for grid in grids for sheet in _filed(grid)
        if id(sheet) not in taken and not is_supplied(sheet.name) and is_base(sheet, glossary)
    ]  # fmt: skip
    pairs = _paired([_Pair(table) for table in scored], bases, glossary)
    units = dict.fromkeys(name_key(pair.unit) for pair in pairs if pair.unit)
    if len(units) < 2:
        return whole
    tables = [*scored, *bases]
    shares = [
        _share([p for p in pairs if name_key(p.unit) == unit], tables, grids) for unit in units
    ]
    shares[0].findings += [_nameless(pair.table) for pair in pairs if not pair.unit]
    return shares


def _filed(grid: Grid) -> list[Sheet]:
    return [] if grid.own_output else grid.sheets


def _has_table(grid: Grid, sheet: Sheet) -> bool:
    return find_header(sheet, grid.filed(sheet)[1]) is not None


def _table(grid: Grid, sheet: Sheet) -> _Table:
    header = find_target_header(sheet, sheet.last_col)
    name = filed_by(sheet, header[0]) if header else ""
    name = name or unit_name(sheet, (1, sheet.last_row))
    return _Table(grid, sheet, name, _TABLE_WORDS.sub("", name_key(sheet.name)))


def _paired(pairs: list[_Pair], bases: list[_Table], glossary: Glossary) -> list[_Pair]:
    """Each table with the base that goes with it, the surest ways first."""
    rest = list(bases)
    for alike in (_same_unit, _same_stem):
        for pair in pairs:
            if pair.base is None and not is_base(pair.table.sheet, glossary):
                found = [base for base in rest if alike(pair.table, base)]
                rivals = [p for p in pairs if p.base is None and found and alike(p.table, found[0])]
                if len(found) == 1 and len(rivals) == 1:
                    pair.base = found[0]
                    rest.remove(found[0])
    lone = [pair for pair in pairs if pair.base is None and not is_base(pair.table.sheet, glossary)]
    if rest and len(rest) == len(lone):
        _in_turns(lone, rest)
    return pairs


def _same_unit(table: _Table, base: _Table) -> bool:
    return bool(table.unit) and name_key(table.unit) == name_key(base.unit)


def _same_stem(table: _Table, base: _Table) -> bool:
    return table.stem == base.stem and (not table.unit or not base.unit)


def _in_turns(pairs: list[_Pair], bases: list[_Table]) -> None:
    """指标表, 基础数据表, 指标表, 基础数据表 … one after the other in a workbook, none of them naming another unit."""
    for pair, base in zip(pairs, bases, strict=True):
        sheets = [each for each in pair.table.grid.sheets if each.cells]
        if base.sheet not in sheets or (pair.table.unit and base.unit):
            return
        places = [sheets.index(pair.table.sheet), sheets.index(base.sheet)]
        if abs(places[0] - places[1]) != 1:
            return
    for pair, base in zip(pairs, bases, strict=True):
        pair.base, pair.in_turns = base, True


def _share(pairs: list[_Pair], tables: list[_Table], grids: Sequence[Grid]) -> Share:
    """The workbooks without the tables of other units."""
    own = [each for pair in pairs for each in (pair.table, pair.base) if each is not None]
    stems = {each.stem for each in own}
    others = {id(each.sheet) for each in tables} - {id(each.sheet) for each in own}
    found = []
    for grid in grids:
        sheets = [
            sheet for sheet in grid.sheets
            if id(sheet) not in others and _is_for(sheet, stems)
        ]  # fmt: skip
        names = {sheet.name for sheet in sheets}
        without = [each for each in grid.formulas_without_value if each[0] in names]
        if any(each.grid is grid for each in own) or not _has_tables(grid, tables):
            found.append(replace(grid, sheets=sheets, formulas_without_value=without))
    turns = [_turns(pair) for pair in pairs if pair.in_turns]
    return Share(pairs[0].unit, found, turns)


def _is_for(sheet: Sheet, stems: set[str]) -> bool:
    """A sheet of figures sent later belongs to the unit that its name names."""
    return not is_supplied(sheet.name) or _TABLE_WORDS.sub("", name_key(sheet.name)) in stems


def _has_tables(grid: Grid, tables: list[_Table]) -> bool:
    return any(each.grid is grid for each in tables)


def _turns(pair: _Pair) -> Finding:
    base = pair.base or pair.table
    return Finding(
        "A02", "warning", f"工作表“{pair.table.sheet.name}”和“{base.sheet.name}”没有写明是同一个单位，按先后配成一对。",
        base.grid.file, base.sheet.name, "", base.sheet.name, "写明单位的工作表",
        "请在两张表上都写填报单位，或把工作表名改成“单位名＋表名”。",
    )  # fmt: skip


def _nameless(table: _Table) -> Finding:
    return Finding(
        "A02", "warning", f"工作簿里有几个单位，工作表“{table.sheet.name}”的指标表没有写填报单位，没有评分。",
        table.grid.file, table.sheet.name, "", "空白", "填报单位", "请写上填报单位后重新评分；是空白模板的不必理会。",
    )  # fmt: skip
