"""The columns 年度指标值 and 完成值 beside a 评价标准: which they are, and the cells of each row.

Their figures are read once the rule of the row is known (own_figures.py). Which words head such a column is data
(result_columns.toml); a heading of another year, of a part of the year or of somebody else's finding is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sheetscore.exact.numerals import half_width
from sheetscore.model.finding import Finding
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header import Columns, TargetColumns, read_target_columns
from sheetscore.readers.indicator_table.left_columns import units_column
from sheetscore.readers.indicator_table.result_headings import (
    heading_words,
    other_words,
    words_of_seconds,
)
from sheetscore.readers.indicator_table.said_headings import said
from sheetscore.readers.indicator_table.second_heads import (
    LAST,
    THIS,
    SecondHead,
    second_heads,
)
from sheetscore.readers.target_table.target_cells import (
    SIGNS,
    no_figure,
    shown_text,
    target_text,
    unit_behind,
)
from sheetscore.regexes import regex
from sheetscore.words.text import name_key

_FIXED = regex(r"^[#,]*0(?:\.(0+))?[_) ]*%?$")
_MOST_PLACES = 8
"""A spreadsheet shows no more decimals in a cell without a format."""


@dataclass(frozen=True, slots=True)
class Head:
    """One column: `rank` 0 for a heading of a value (完成值), 1 for one of words and values (完成情况); the year and the unit it names."""

    col: int
    rank: int
    year: int | None
    unit: str
    text: str
    cell: str


@dataclass(slots=True)
class BesideColumns:
    """Where the figures of the row stand; `unit` and `signs` are those of a column of 度量单位 and of 指标性质."""

    actual: Head | None = None
    others: tuple[Head, ...] = ()
    goal: Head | None = None
    unit: int | None = None
    signs: tuple[int, ...] = ()
    reason: int | None = None
    seconds: tuple[SecondHead, ...] = ()


class Beside(NamedTuple):
    """What an indicator has beside its 评价标准: the name of its own figure in the base frame, the 年度指标值 with sign and unit
    ("" none), and the decimals that the 完成值 shows, before its per cent sign where it has one; the cell of the 年度指标值.
    """

    own: str
    goal: str
    places: int
    goal_cell: str


@dataclass(frozen=True, slots=True)
class RowCells:
    """The 完成值 of a row, what it is counted in by the form ("" not said), and why it cannot be told ("" where it can).

    `goal` is the cell of the 年度指标值. `stated`: a column of 度量单位, or the heading, says the unit, and not only the 年度指标值.
    `seconds` are the cells of the second figures in the row, by what they are (上年, 全市平均).
    """

    actual: Cell
    unit: str
    why: str = ""
    stated: bool = False
    goal: Cell | None = None
    seconds: tuple[tuple[str, RowCells], ...] = ()


@dataclass(slots=True)
class BesideTable:
    """The columns of a table, and the cells of its rows by the row's number."""

    columns: BesideColumns = field(default_factory=BesideColumns)
    rows: dict[int, RowCells] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def beside_columns(
    sheet: Sheet, header: tuple[int, int], width: int, known: Columns, years: Sequence[int]
) -> BesideColumns:
    """The columns beside the 评价标准 in a header band; `years` are those that the titles name."""
    taken = {*known.levels.values(), *known.points.values(), known.criteria, known.claim}
    heads: dict[str, list[Head]] = {"done": [], "goal": []}
    for col in range(1, min(sheet.last_col, width) + 1):
        if col in taken or sheet.area(header[1], col)[1] != col:
            continue
        cells = [sheet.owner(row, col) for row in range(header[1], header[0] - 1, -1)]
        cells = list({cell.address: cell for cell in cells if cell.key}.values())
        for kind, found in heads.items():
            head = _head(cells, col, heading_words()[kind])
            if head:
                found.append(head)
    columns = BesideColumns()
    seconds = _seconds(sheet, header, width, taken, years, heads)
    last = {each.col for each in seconds if each.what == LAST}
    this = [each for each in seconds if each.what == THIS]
    if last and not heads["done"] and len(this) == 1:  # 上年数 | 本年数
        heads["done"] = [Head(this[0].col, 0, None, this[0].unit, this[0].text, this[0].cell)]
    of_this = [h for h in heads["done"] if h.col not in last and h.year in (None, *years)]
    heads["done"] = of_this or heads["done"]
    actuals, goals = (_of_the_year(heads[kind], years) for kind in ("done", "goal"))
    least = min((head.rank for head in actuals), default=0)
    actuals = [head for head in actuals if head.rank == least]
    columns.actual = actuals[0] if actuals else None
    columns.others = tuple(actuals[1:])
    columns.goal = _goal_head(goals, columns.actual)
    more: TargetColumns = read_target_columns(sheet, header, width)
    columns.unit, columns.signs, columns.reason = more.unit, more.natures, more.reason
    if columns.unit is None and columns.actual is not None:
        columns.unit = units_column(sheet, header, width, taken)
    own = {head.col for head in (*actuals, *goals)}
    columns.seconds = tuple(each for each in seconds if each.what != THIS and each.col not in own)
    return columns


def _goal_head(goals: Sequence[Head], actual: Head | None) -> Head | None:
    """The one column of the target; that of the whole project (目标值（终期）) only beside what was done of it, and not of one year."""
    least = min((head.rank for head in goals), default=0)
    goals = [head for head in goals if head.rank == least]
    if len(goals) != 1:
        return None
    final = "终期" in goals[0].text
    of_a_year = actual is not None and ("年" in actual.text or actual.year is not None)
    return None if final and of_a_year else goals[0]


def _seconds(
    sheet: Sheet, header: tuple[int, int], width: int, taken: Collection[int | None], years: Sequence[int],
    heads: dict[str, list[Head]],
) -> tuple[SecondHead, ...]:  # fmt: skip
    """The columns of second figures; without a year in a title the newest 完成值 is that of the 评价年度."""
    named = [head.year for head in heads["done"] if head.year]
    about = set(years) or {max(named, default=0)}
    goals = {head.col for head in heads["goal"]}
    free = [
        col for col in range(1, min(sheet.last_col, width) + 1)
        if col not in taken and col not in goals and sheet.area(header[1], col)[1] == col
    ]  # fmt: skip
    return second_heads(sheet, header, free, sorted(about), words_of_seconds())


def _head(cells: Sequence[Cell], col: int, words: dict[str, int]) -> Head | None:
    """The heading of a column: its lowest cell, or the one above where that holds a year alone."""
    if any(other_words().search(cell.key) for cell in cells):
        return None
    year: int | None = None
    for cell in cells:
        said = (cell.key, None, "") if cell.key in words else _said(cell.key)
        if said is None:
            return None
        key, printed, unit = said
        if key in words:
            return Head(col, words[key], printed or year, unit, cell.text.strip(), cell.address)
        if key:
            return None
        year = printed or year
    return None


def _said(key: str) -> tuple[str, int | None, str] | None:
    """The words of a heading, the year and the unit it names; None where it says anything else."""
    found = said(key)
    if found is None or found.relative or found.scope:
        return None
    return found.rest, found.printed, found.unit


def _of_the_year(heads: list[Head], years: Sequence[int]) -> list[Head]:
    """Of columns that name several years those of the year of the title; without one the newest. A year alone is taken as it is."""
    named = {head.year for head in heads if head.year}
    if len(named) < 2:
        return heads
    about = named & set(years) or {max(year for year in named if year)}
    return [head for head in heads if head.year in about] if len(about) == 1 else []


def read_beside(sheet: Sheet, columns: BesideColumns, records: list[dict[str, Any]]) -> BesideTable:
    """Puts 完成值, 年度指标值, unit and reason into the records, and gives the cells to be read."""
    table = BesideTable(columns)
    names = [name_key(str(record["indicator"])) for record in records]
    for record in records:
        rows = range(record["row"], record["last_row"] + 1)
        goals = _filled(sheet, rows, columns.goal.col if columns.goal else None, typed=True)
        unit = _unit_of(sheet, record["row"], columns)
        goal = _goal(sheet, record["row"], goals, unit, columns)
        if columns.actual is None:
            continue
        shared = names.count(name_key(str(record["indicator"]))) > 1
        name = record["indicator"]
        own = f"{name}（第{record['row']}行）" if shared else name
        cell, why = _one_cell(sheet, rows, columns.actual.col, columns.others)
        headed = columns.actual.unit
        if not why and unit and headed and unit != headed:
            why = f"表头写的单位是{headed}，单位一栏写的是{unit}"
        record |= {
            "unit": unit, "actual": shown_text(cell), "actual_cell": cell.address,
            "beside": Beside(own, goal, _places(cell), goals[0].address if goal else ""),
        }  # fmt: skip
        if columns.reason:
            reason = sheet.owner(record["row"], columns.reason)
            record |= {"reason": reason.text.strip(), "reason_cell": reason.address}
        counted = unit or unit_behind(goal) or ("%" if goal.endswith("%") else columns.actual.unit)
        stated = bool(unit or columns.actual.unit)
        seconds = _second_cells(sheet, rows, columns, RowCells(cell, counted, why, stated), unit)
        table.rows[record["row"]] = RowCells(
            cell, counted, why, stated, goals[0] if goal else None, seconds
        )
    return table


def _second_cells(
    sheet: Sheet, rows: range, columns: BesideColumns, own: RowCells, unit: str
) -> tuple[tuple[str, RowCells], ...]:
    """The cells of the second figures of a row, counted as the row's own figure is where their heading says nothing else."""
    found = []
    for what in dict.fromkeys(head.what for head in columns.seconds):
        heads = [head for head in columns.seconds if head.what == what]
        cell, why = _one_cell(sheet, rows, heads[0].col, heads[1:])
        stated = unit or heads[0].unit
        counted = stated or own.unit
        found.append((what, RowCells(cell, counted, why, bool(stated) or own.stated)))
    return tuple(found)


def _filled(sheet: Sheet, rows: range, col: int | None, *, typed: bool = False) -> list[Cell]:
    """The cells of a column with something in them, that begin in these rows and in this column.

    `typed`: those of a target too, where =100% is a formula to the spreadsheet.
    """
    cells = [sheet.owner(row, col) for row in rows] if col else []
    own = {cell.address: cell for cell in cells if cell.row in rows and cell.col == col}
    return [cell for cell in own.values() if cell.key or cell.gone or (typed and cell.formula)]


def _one_cell(
    sheet: Sheet, rows: range, col: int, others: Sequence[Head | SecondHead]
) -> tuple[Cell, str]:
    """The cell of a figure of the row, and why none can be told; `others` are further columns of the same figure."""
    found = _filled(sheet, rows, col)
    owner = sheet.owner(rows[0], col)
    if (owner.row, owner.col) != (rows[0], col) and not found:
        return Cell(rows[0], col, None), "和别的格合填在一格" if owner.key else ""
    area = sheet.area(rows[0], col)
    cell = found[0] if found else Cell(rows[0], col, None)
    if area[2] > rows[-1] or area[3] > col:
        return cell, "和别的格合填在一格" if owner.key else ""
    told = {shown_text(each) for each in found}
    told |= {
        shown_text(each)
        for head in others
        for each in _filled(sheet, rows, head.col)
        if re.search(r"\d", shown_text(each))
    }
    return cell, "有几个完成值，分不清用哪一个" if len(told) > 1 else ""


def _unit_of(sheet: Sheet, row: int, columns: BesideColumns) -> str:
    text = sheet.owner(row, columns.unit).text.strip() if columns.unit else ""
    unit = no_figure(half_width(text))
    return "%" if unit == "百分比" else "" if re.fullmatch(r"[-—/\\无]*", unit) else unit


def _goal(sheet: Sheet, row: int, goals: list[Cell], unit: str, columns: BesideColumns) -> str:
    """The 年度指标值 of a row with its sign and unit; "" where it has none, or several."""
    if len(goals) != 1:
        return ""
    keys = [sheet.owner(row, col).key for col in columns.signs]
    signs = list(dict.fromkeys(SIGNS[key] for key in keys if key in SIGNS))
    text = target_text(goals[0], signs[0] if len(signs) == 1 else "", unit)
    if columns.goal and columns.goal.unit and re.fullmatch(r"[≥≤<>=]?[\d.,]+", text):
        text += columns.goal.unit
    return text


def _places(cell: Cell) -> int:
    """The decimals that a figure shows, before its per cent sign where it has one."""
    if isinstance(cell.value, str) or cell.value is None or isinstance(cell.value, bool):
        digits = re.search(r"\d\.(\d+)", half_width(str(cell.value or "")))
        return len(digits[1]) if digits else 0
    first = cell.number_format.split(";")[0]
    fixed = _FIXED.match(first)
    if fixed:
        return len(fixed[1] or "")
    text = re.search(r"\.(\d+)", shown_text(cell))
    return min(len(text[1]), _MOST_PLACES) if text else 0


def dated_findings(
    table: BesideTable, file: str, sheet: str, year: int | None
) -> Iterator[Finding]:
    """A03: the only column 完成值 names another year than the 评价年度."""
    head = table.columns.actual
    if head is None or head.year is None or year is None or head.year == year:
        return
    yield Finding(
        "A03", "warning", f"“{head.text}”一列写的是 {head.year} 年，评价年度是 {year} 年，照用。", file, sheet, head.cell,
        f"{head.year} 年", f"{year} 年", f"请核对这一列填的是不是 {year} 年的数，并改正表头。",
    )  # fmt: skip
