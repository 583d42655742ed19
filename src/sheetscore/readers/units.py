"""Several forms in the files that belong together, of one unit or of several → the sheets of each.

Each 自评表 of a project, and each that stands below or beside another one on a sheet, is a form of its own. A table belongs to the unit
that is named on it; else on the 基础数据表 that goes with it; else by the name of the sheet where that is the name of an office; else to
the only unit of the files. A 基础数据表 goes with the 指标表 on the same sheet, of the same unit, of the same sheet name (甲局指标表,
甲局基础数据表), or in turns; what cannot be told is not paired.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from openpyxl.utils.cell import coordinate_to_tuple

from sheetscore.model.finding import Finding
from sheetscore.model.outcome import called
from sheetscore.readers.bands import forms_on, unread_form
from sheetscore.readers.base_table.base_known import is_base
from sheetscore.readers.filer import OFFICE, Filer, read_filer, unit_name
from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.indicator_table.header import find_header, find_target_header
from sheetscore.readers.indicator_table.header_words import is_header
from sheetscore.readers.not_scored import Table, blank, copy, hidden, nameless, not_read
from sheetscore.readers.rules_apart.rule_book import rules_for
from sheetscore.readers.sent_back.supplied import is_supplied
from sheetscore.readers.target_table.filled_in import is_filled_in
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary
from sheetscore.words.text import name_key

_TABLE_WORDS = regex(
    r"部门整体支出|部门整体|项目支出|支出|绩效|评价|自评|指标|基础数据|数据|缺数清单|补充|打分|评分|得分|附件\d*|20\d\d年?度?|表|[-_—.·]"
)


@dataclass(slots=True)
class Share:
    """One form: its unit and project ("" where none is named), its workbooks with its sheets alone, and findings.

    `whole` is True for the form of a whole department.
    """

    unit: str
    grids: list[Grid]
    findings: list[Finding] = field(default_factory=list)
    project: str = ""
    whole: bool = True

    @property
    def called(self) -> str:
        return called(self.unit, self.project) or "、".join(grid.file for grid in self.grids)


@dataclass(slots=True, eq=False)
class _Pair:
    table: Table
    base: Table | None = None
    in_turns: bool = False
    only_unit: str = ""

    @property
    def unit(self) -> str:
        stated = self.table.unit or (self.base.unit if self.base else "")
        return (
            stated or (self.table.stem if OFFICE.search(self.table.stem) else "") or self.only_unit
        )

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for the tables of which one is scored: 指标表 of one unit on several sheets, an old one among them."""
        table = self.table
        alone = table.parted or (table.targets and table.sheet.visible)
        return (
            name_key(self.unit), name_key(table.filer.project or table.filer.subject), table.targets,
            id(table.sheet) if alone else 0,
        )  # fmt: skip


def split_units(grids: Sequence[Grid], glossary: Glossary) -> list[Share]:
    """One share for each form that is filled in; a single one with everything where there are not two tables."""
    whole = [Share("", list(grids))]
    scored = [
        _table(grid, part, len(parts) > 1)
        for grid in grids for sheet in _filed(grid)
        for parts in [forms_on(grid, sheet, glossary)] for part in parts
        if _has_table(grid, part)
    ]  # fmt: skip
    rules = [table for table in scored if _only_rules(table, scored)]
    scored = [table for table in scored if table not in rules]
    unread = _unread(grids, scored)
    if len(scored) < 2:
        return [replace(whole[0], findings=unread if scored else [])]
    taken = {table.sheet.name for table in scored}
    bases = [
        _table(grid, sheet)
        for grid in grids for sheet in _filed(grid)
        if sheet.name not in taken and not is_supplied(sheet.name) and is_base(sheet, glossary)
    ]  # fmt: skip
    filled = [table for table in scored if not table.targets or is_filled_in(table.sheet)]
    filled, twice = _once(filled)
    empty = [t for t in scored if t not in filled and t not in twice] if filled else []
    pairs = _paired([_Pair(table) for table in filled or scored], bases, glossary)
    units = {name_key(pair.unit): pair.unit for pair in pairs if pair.unit}
    if len(units) == 1:
        for pair in pairs:
            pair.only_unit = next(iter(units.values()))
    told = unread + [blank(table) for table in empty] + [copy(table) for table in twice]
    if len(units) > 1:
        told += [nameless(pair.table) for pair in pairs if not pair.unit]
        pairs = [pair for pair in pairs if pair.unit]
    seen = _without_hidden(pairs)
    told += [hidden(pair.table) for pair in pairs if pair not in seen]
    shares = _shares(seen, [*scored, *bases], bases, grids)
    for share in shares:
        share.grids = [_with_rules(grid, rules) for grid in share.grids]
    shares[0].findings += told
    if len(shares) == 1 and not told and not any(table.parted for table in scored):
        return whole
    return shares


def _only_rules(table: Table, tables: Sequence[Table]) -> bool:
    """Is a table nothing but the 评分细则 of others in its workbook?"""
    header = find_header(table.sheet, table.sheet.last_col)
    others = [each.sheet for each in tables if each.grid is table.grid and each is not table]
    return header is not None and rules_for(table.sheet, header[0], others)


def _with_rules(grid: Grid, rules: Sequence[Table]) -> Grid:
    """A share's workbook with the 评分细则 that stand on the sheets of its tables as well."""
    names = {sheet.name for sheet in grid.sheets}
    lost = [
        each.sheet for each in rules
        if each.parted and each.grid.file == grid.file and each.sheet.name in names
        and not any(sheet.worksheet is each.sheet.worksheet and sheet.rows_of_part is None for sheet in grid.sheets)
    ]  # fmt: skip
    return replace(grid, sheets=[*grid.sheets, *lost]) if lost else grid


def _unread(grids: Sequence[Grid], tables: list[Table]) -> list[Finding]:
    """A01 for what looks like a 自评表 and is none that can be read: on a sheet of its own, or below a table."""
    found = []
    for grid in grids:
        for sheet in _filed(grid):
            mine = [
                each.sheet for each in tables if each.sheet.name == sheet.name and each.grid is grid
            ]
            title = unread_form(sheet, max((_last_header(each) for each in mine), default=0))
            if title and (mine or not is_supplied(sheet.name)):
                found.append(not_read(grid, sheet, title))
    return found


def _last_header(sheet: Sheet) -> int:
    return max((row for row, cells in sheet.rows() if is_header(cells)), default=0)


def _filed(grid: Grid) -> list[Sheet]:
    return [] if grid.own_output else grid.sheets


def _has_table(grid: Grid, sheet: Sheet) -> bool:
    return find_header(sheet, grid.filed(sheet)[1]) is not None


def _table(grid: Grid, sheet: Sheet, parted: bool = False) -> Table:
    header = find_header(sheet, sheet.last_col)
    filer = read_filer(sheet, (1, header[0] - 1)) if header else Filer()
    if not filer.unit or filer.stand_in:
        name = unit_name(sheet, (1, sheet.last_row))
        filer = replace(filer, unit=name, stand_in=None) if name else filer
    if not header and not filer.unit:
        filer = read_filer(sheet, (1, sheet.top + 5))
    targets = header is not None and find_target_header(sheet, sheet.last_col) is not None
    return Table(grid, sheet, filer, _TABLE_WORDS.sub("", name_key(sheet.name)), parted, targets)


def _once(tables: list[Table]) -> tuple[list[Table], list[Table]]:
    """The tables without those of targets that repeat another one to the letter, and these."""
    kept: dict[object, Table] = {}
    for table in tables:
        sheet = table.sheet
        left = sheet.columns[0] if sheet.columns else 1
        held = frozenset(
            (row - sheet.top, col - left, str(cell.value))
            for (row, col), cell in sheet.cells.items()
        )
        kept.setdefault(held if table.targets else id(table), table)
    found = list(kept.values())
    return found, [table for table in tables if table not in found]


def _paired(pairs: list[_Pair], bases: list[Table], glossary: Glossary) -> list[_Pair]:
    """Each 指标表 with the base that goes with it, the surest ways first."""
    rest = list(bases)
    mine = [pair for pair in _of_departments(pairs) if not is_base(pair.table.sheet, glossary)]
    for alike in (_same_unit, _same_stem):
        for pair in mine:
            if pair.base is None:
                found = [base for base in rest if alike(pair.table, base)]
                rivals = [p for p in mine if p.base is None and found and alike(p.table, found[0])]
                if len(found) == 1 and len(rivals) == 1:
                    pair.base = found[0]
                    rest.remove(found[0])
    lone = [pair for pair in mine if pair.base is None]
    if rest and len(rest) == len(lone):
        _in_turns(lone, rest)
    return pairs


def _of_departments(pairs: list[_Pair]) -> list[_Pair]:
    """The 指标表 that need a 基础数据表: those of projects only where there is none of a department."""
    tables = [pair for pair in pairs if not pair.table.targets]
    return [pair for pair in tables if not pair.table.filer.of_project] or tables


def _same_unit(table: Table, base: Table) -> bool:
    return bool(table.unit) and name_key(table.unit) == name_key(base.unit)


def _same_stem(table: Table, base: Table) -> bool:
    return table.stem == base.stem and (not table.unit or not base.unit)


def _in_turns(pairs: list[_Pair], bases: list[Table]) -> None:
    """指标表, 基础数据表, 指标表, 基础数据表 … one after the other in a workbook, none of them naming another unit."""
    for pair, base in zip(pairs, bases, strict=True):
        sheets = [each.name for each in pair.table.grid.sheets if each.cells]
        if base.sheet.name not in sheets or (pair.table.unit and base.unit):
            return
        places = [sheets.index(pair.table.sheet.name), sheets.index(base.sheet.name)]
        if abs(places[0] - places[1]) != 1:
            return
    for pair, base in zip(pairs, bases, strict=True):
        pair.base, pair.in_turns = base, True


def _without_hidden(pairs: list[_Pair]) -> list[_Pair]:
    """The tables of targets on hidden sheets do not count beside a visible one of the same unit and project."""
    shown = {pair.key[:3] for pair in pairs if pair.table.sheet.visible}
    return [
        pair for pair in pairs
        if pair.table.sheet.visible or not pair.table.targets or pair.key[:3] not in shown
    ]  # fmt: skip


def _shares(
    pairs: list[_Pair], tables: list[Table], bases: list[Table], grids: Sequence[Grid]
) -> list[Share]:
    """A share for each form, in order; the only 指标表 has every 基础数据表."""
    keys = list(dict.fromkeys(pair.key for pair in pairs))
    with_base = list(dict.fromkeys(pair.key for pair in _of_departments(pairs)))
    found = []
    for key in keys:
        group = [pair for pair in pairs if pair.key == key]
        every = bases if with_base == [key] else []
        found.append(_share(group, every, tables, grids, key in with_base and len(with_base) == 1))
    return found


def _share(
    pairs: list[_Pair],
    bases: list[Table],
    tables: list[Table],
    grids: Sequence[Grid],
    alone: bool,
) -> Share:
    """The workbooks without the tables of other forms. `alone`: the only 指标表, to which all figures sent later belong."""
    own = [each for pair in pairs for each in (pair.table, pair.base) if each is not None] + bases
    stems = {each.stem for each in own}
    names = {(id(each.grid), each.sheet.name) for each in tables}
    found = []
    for grid in grids:
        mine = {id(each.sheet): each.sheet for each in own if each.grid is grid}
        sheets: list[Sheet] = []
        for sheet in grid.sheets:
            if (id(grid), sheet.name) in names:
                sheets += [each for each in mine.values() if each.name == sheet.name]
            elif alone or _is_for(sheet, stems):
                sheets.append(sheet)
        if mine or not any(each.grid is grid for each in tables):
            found.append(_with_sheets(grid, sheets))
    turns = [_turns(pair) for pair in pairs if pair.in_turns]
    table = pairs[0].table
    project = table.filer.project or ("" if table.targets else table.filer.subject)
    return Share(pairs[0].unit, found, turns, project, not project)


def _with_sheets(grid: Grid, sheets: list[Sheet]) -> Grid:
    """A workbook with these sheets, or parts of sheets, alone, and what is to be said of them."""
    return replace(
        grid, sheets=sheets,
        formulas_without_value=[each for each in grid.formulas_without_value if _holds(sheets, *each)],
        findings=[each for each in grid.findings if not each.sheet or _holds(sheets, each.sheet, each.cell)],
    )  # fmt: skip


def _holds(sheets: list[Sheet], name: str, cell: str) -> bool:
    parts = [sheet for sheet in sheets if sheet.name == name]
    try:
        row, col = coordinate_to_tuple(cell.partition(":")[0])
    except (ValueError, TypeError, UnboundLocalError):  # no cell is named
        return bool(parts)
    return any(_covers(part, row, col) for part in parts)


def _covers(part: Sheet, row: int, col: int) -> bool:
    top, bottom = part.rows_of_part or (row, row)
    left, right = part.columns or (col, col)
    return top <= row <= bottom and left <= col <= right


def _is_for(sheet: Sheet, stems: set[str]) -> bool:
    """A sheet of figures sent later belongs to the unit that its name names."""
    return not is_supplied(sheet.name) or _TABLE_WORDS.sub("", name_key(sheet.name)) in stems


def _turns(pair: _Pair) -> Finding:
    base = pair.base or pair.table
    return Finding(
        "A02", "warning", f"工作表“{pair.table.sheet.name}”和“{base.sheet.name}”没有写明是同一个单位，按先后配成一对。",
        base.grid.file, base.sheet.name, "", base.sheet.name, "写明单位的工作表",
        "请在两张表上都写填报单位，或把工作表名改成“单位名＋表名”。",
    )  # fmt: skip
