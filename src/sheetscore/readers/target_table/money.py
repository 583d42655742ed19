"""The money rows above a table of targets (年度资金总额, 其中…) → figures (model.columns.BASE_COLUMNS) and the row of 预算执行率."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sheetscore.exact.amounts import MONEY_UNITS, RATE, read_amount
from sheetscore.model.finding import Finding
from sheetscore.readers.base_table.base_headers import Header, read_header, unit_in
from sheetscore.readers.base_table.base_table import in_wan
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.indicator_table.headings import headings, plain
from sheetscore.readers.spelling import spelling
from sheetscore.readers.target_table.rule_column import gives_points
from sheetscore.readers.titles import money_units, years_above
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary

TOTAL, EXECUTED, RATE_PRINTED = "年度资金总额", "决算", "执行率"
_BRACKETS = regex(r"\([^()]*\)")
_PER_CENT = regex(r"执行率.*\(.*%\)")
"""A heading that counts the rate in per cent: 执行率(%), 执行率(B/A,%)."""
_UNIT = regex(r"\((万元|元|千元|百万元|亿元)\)")
_POINTS, _CLAIM, _RATE = (
    {"分值", "权重", "执行率权重"},
    {"得分", "自评得分", "执行率得分"},
    {"执行率", "预算执行率"},
)
_MEASURES_NEEDED = 2
_WHOLE_YEAR = "全年预算"
BEGINNING = "年初预算"
_COLUMNS = (("executed", EXECUTED), ("whole_year", _WHOLE_YEAR), ("one_budget", "预算"))
_NO_MONEY = regex(r"率|分|到位|权重|差|结余|结转|备注|说明|原因|措施|进度")
"""Further headings of the money: beside any other one (全年安排数) it is open which budget is the whole year's."""
_MONEY = regex("预算|执行|支出|安排|决算|批复")
_HEADING = regex(r"^按.{2,4}性质分")
_ENTRY = regex(r"^(?:其中:?)?([^\d:]+):?([\d.,]+(?:万元|元)?)?$")
_KINDS = {
    **dict.fromkeys(
        ("一般公共预算", "一般公共预算拨款", "一般公共预算财政拨款"), "按收入性质·一般公共预算"
    ),
    **dict.fromkeys(
        ("政府性基金", "政府性基金拨款", "政府性基金预算拨款"), "按收入性质·政府性基金"
    ),
    **dict.fromkeys(
        ("纳入专户管理的非税收入拨款", "纳入专户管理的非税收入", "专户非税"), "按收入性质·专户非税"
    ),
    **dict.fromkeys(("其他资金", "其他收入"), "按收入性质·其他资金"),
    "基本支出": "按支出性质·基本支出",
    "项目支出": "按支出性质·项目支出",
}
"""Labels under 按收入性质分 and 按支出性质分: the same 全年执行数, divided in two ways (湖南 部门整体支出绩效自评表)."""
_POINTS_BEHIND = regex(r"\((?:分值|权重)?:?(\d+(?:\.\d+)?)分[)*×]")
_TOTALS = {
    "总额", "总金额", "年度总金额", "项目总额", "合计", "资金合计", "资金总额", "项目资金总额",
    "部门整体支出", "部门整体支出总额", "整体支出总额", "年度财政资金总额", "财政资金总额", "预算总额", "支出总额",
    "总计", "支出合计", "项目总金额",
}  # fmt: skip
"""Other labels of the row 年度资金总额, where it stands first."""
_PART = regex("其中|其他|上年结转|当年|本年|财政|自有|自筹")
_FUNDS = regex("资金")
_AMONG = regex(r"^其中:?|^\d[.、]|:$")


@dataclass(slots=True)
class Money:
    """The rows as read. `total_row` is that of 年度资金总额; `points`, `claim` and `rule` its cells of 分值, 得分 and
    评分规则 (None: no such column, or nothing in it).
    """

    header_row: int
    total_row: int
    points: Cell | None
    claim: Cell | None
    rate: Cell | None
    rule: Cell | None = None
    records: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_money(grid: Grid, sheet: Sheet, end: int, glossary: Glossary) -> Money | None:
    """The money rows above row `end`; None where no header 年初预算数, 全年预算数, 全年执行数 stands there."""
    if grid.added and grid.added[0] == sheet.name:
        sheet = sheet.window(1, grid.filed(sheet)[1])  # our own columns head no money
    heads = [
        (row, columns)
        for row in range(1, end)
        if len(columns := _measures(sheet, row, glossary)) >= _MEASURES_NEEDED
    ]
    for at, (row, columns) in enumerate(heads):
        stop = heads[at + 1][0] if at + 1 < len(heads) else end
        money = _Reader(grid, sheet, glossary, row, columns).read(stop)
        if money:
            return money
    return None


def is_money_header(sheet: Sheet, row: int, glossary: Glossary) -> bool:
    """Does a row head the money: 年初预算数, 全年预算数, 全年执行数?"""
    return len(_measures(sheet, row, glossary)) >= _MEASURES_NEEDED


def no_total(grid: Grid, sheet: Sheet, end: int, glossary: Glossary) -> list[Finding]:
    """A09: figures under the headers of the money, in rows of which none is 年度资金总额: 预算执行率 is then not scored."""
    for row in range(1, end):
        columns = _measures(sheet, row, glossary)
        below = [sheet.owner(row + 1, col) for col in columns]
        held = [
            c
            for c in below
            if c.row == row + 1 and read_amount(c.value, c.number_format).state == "value"
        ]
        if len(columns) >= _MEASURES_NEEDED and held:
            labels = [
                c for c in sheet.row(row + 1) if c.col < min(columns) and isinstance(c.value, str)
            ]
            label = labels[-1] if labels else held[0]
            said = label.text.strip() if labels else ""
            return [
                Finding(
                    "A09", "warning", f"资金各行里没有“{TOTAL}”一行，预算执行率没有计分。", grid.file, sheet.name, label.address,
                    said or "空白", TOTAL, f"请把资金总额一行的行名写成“{TOTAL}”。",
                )
            ]  # fmt: skip
    return []


def _measures(sheet: Sheet, row: int, glossary: Glossary) -> dict[int, str]:
    """Columns of the money of a header row → measure."""
    read = [header for cell in sheet.row(row) if (header := _header(cell, glossary))]
    whole = [h for h in read if h.clear and not h.usual and h.relative in (None, 0)]
    years = {header.printed_year for header in whole} - {None}
    if len(years) == 1 and any(h.printed_year is None for h in whole):
        years &= {*years_above(sheet, row)}  # 执行数（2021年） beside 全年预算数 in a form of 2022
    found = {h.col: h.measure for h in whole if h.printed_year is None or len(years) == 1}
    others = [c for c in sheet.row(row) if c.col > min(found, default=0) and c.col not in found]
    alone = all(_NO_MONEY.search(_BRACKETS.sub("", c.key)) for c in others)
    if (
        len(read) == len(found) == _MEASURES_NEEDED and alone
    ):  # 预算数(A), 执行数(B): the rate is B/A
        only = {c.col for c in sheet.row(row) if plain(c.key) in headings("one_budget")}
        only = only or _lettered(sheet, row)
        found = {col: _WHOLE_YEAR if col in only else each for col, each in found.items()}
    return found


def _lettered(sheet: Sheet, row: int) -> set[int]:
    """The column A of a form that prints its rate as B/A: 年初预算数（A）, 全年执行数（B）."""
    keys = {
        c.key[-3:]: c.col for c in sheet.row(row) if not _NO_MONEY.search(_BRACKETS.sub("", c.key))
    }
    return {keys["(A)"]} if "(A)" in keys and "(B)" in keys else set()


def _header(cell: Cell, glossary: Glossary) -> Header | None:
    """A header of the money: by the words of such tables, else by those of any table."""
    measure = next((name for kind, name in _COLUMNS if plain(cell.key) in headings(kind)), "")
    if measure:
        return Header(cell.col, measure, None, None, unit_in(cell.key), "", cell.text.strip())
    return read_header(cell, glossary)


class _Reader:
    def __init__(
        self, grid: Grid, sheet: Sheet, glossary: Glossary, row: int, columns: dict[int, str]
    ) -> None:
        self.grid, self.sheet, self.glossary, self.header_row = grid, sheet, glossary, row
        self.columns = columns
        self.others = {_BRACKETS.sub("", cell.key): cell.col for cell in sheet.row(row)}
        self.rate_unit = "%" if any(_PER_CENT.search(cell.key) for cell in sheet.row(row)) else RATE
        self.unit = "万元"
        self.money = Money(row, 0, None, None, None)

    def read(self, end: int) -> Money | None:
        """The rows down to 年度总体目标 or to `end`. None without 年度资金总额."""
        stated = [
            unit for unit, cell in money_units(self.sheet, (1, end))
            if cell.row != self.header_row or cell.col not in self.columns
        ]  # fmt: skip
        self.unit = stated[0] if stated else self._unit_in_labels(end)
        divided = False
        for row in range(self.header_row + 1, end):
            label = self._label(row)
            if any("目标" in cell.key for cell in self.sheet.row(row)[:2]):
                break
            divided = divided or any(_HEADING.match(cell.key) for cell in self.sheet.row(row))
            if divided:
                self._kinds(row)
            if divided or label is None or (label.row != row and not self._only_row(label, row)):
                continue
            item = self._item(label) if label.row == row else TOTAL
            if item in _TOTALS and not self.money.total_row:
                item = TOTAL
            if item == TOTAL and not self.money.total_row:
                self._total(row)
            if self.money.total_row:
                self._figures(row, item)
                self._rate(row, item)
        return self.money if self.money.total_row else None

    def _only_row(self, label: Cell, row: int) -> bool:
        """One label over the header and the first row of figures (重庆 部门预算执行情况): that row is the total.

        Rows below it are its parts, named where the first figure would stand (重庆 项目自评表: 其中：财政拨款 500.00).
        """
        area = self.sheet.area(label.row, label.col)
        below = [self.sheet.owner(each, min(self.columns)) for each in range(row + 1, area[2] + 1)]
        return (
            area[0] == self.header_row
            and row == self.header_row + 1
            and all(cell.worded and _PART.match(cell.key) for cell in below)
            and bool(_MONEY.search(label.key) or (below and _FUNDS.search(label.key)))
        )

    def _unit_in_labels(self, end: int) -> str:
        for row in range(self.header_row, min(end, self.header_row + 3)):
            for cell in self.sheet.row(row):
                match = _UNIT.search(cell.key)
                if match and (row != self.header_row or cell.col not in self.columns):
                    return match[1]
        return "万元"

    def _unit_of(self, row: int, col: int) -> str:
        """What a figure is counted in: by its column, its row, the table."""
        label = self._label(row)
        printed = unit_in(self.sheet.owner(self.header_row, col).key)
        printed = printed or (unit_in(label.key) if label and label.row == row else "")
        return printed if printed in MONEY_UNITS else self.unit

    def _label(self, row: int) -> Cell | None:
        """The text nearest left of the first column of money."""
        first = min(self.columns)
        cells = [self.sheet.owner(row, col) for col in range(1, first)]
        texts = [cell for cell in cells if cell.key and cell.worded]
        return texts[-1] if texts else None

    def _item(self, label: Cell) -> str:
        key = _AMONG.sub("", _BRACKETS.sub("", label.key)).strip(":")
        known = self.glossary.items.get(key)
        return known.name if known else key

    def _total(self, row: int) -> None:
        self.money.total_row = row
        self.money.points = self._other(row, _POINTS) or self._points_in_heading(row)
        self.money.claim = self._other(row, _CLAIM)
        self.money.rate = self._other(row, _RATE)
        self.money.rule = self._rule(row)
        if self.money.rate:
            self._record(self.money.rate, TOTAL, RATE_PRINTED, self.rate_unit)

    def _points_in_heading(self, row: int) -> Cell | None:
        """预算执行情况（20分）, 年度资金总额（分值10分）: the points stand in a heading, or in the name of the row."""
        label = self._label(row)
        for cell in (*self.sheet.row(self.header_row), *([label] if label else [])):
            if match := _POINTS_BEHIND.search(cell.key):
                return Cell(cell.row, cell.col, match[1])
        return None

    def _other(self, row: int, names: set[str]) -> Cell | None:
        col = next((col for key, col in self.others.items() if key in names), None)
        return self.sheet.owner(row, col) if col else None

    def _rule(self, row: int) -> Cell | None:
        """The wording of the row: under a heading of 评分规则 or 评价标准, else a cell that says how points are given."""
        words = headings("method") | headings("criteria")
        col = next((col for key, col in self.others.items() if plain(key) in words), None)
        cell = self.sheet.owner(row, col) if col else None
        if cell and cell.worded and cell.key:
            return cell
        filed = self.grid.filed(self.sheet)[1]
        beside = (c for c in self.sheet.row(row) if max(self.columns) < c.col <= filed)
        return next((c for c in beside if gives_points(c)), None)

    def _rate(self, row: int, item: str) -> None:
        """The rate printed in one of the rows 其中; that of 年度资金总额 is read with it."""
        cell = self._other(row, _RATE) if row != self.money.total_row else None
        if cell is not None and cell.row == row and read_amount(cell.value).state == "value":
            self._record(cell, item, RATE_PRINTED, self.rate_unit)

    def _figures(self, row: int, item: str) -> None:
        for col, measure in self.columns.items():
            cell = self.sheet.owner(row, col)
            if cell.row == row and cell.col == col:
                self._record(cell, item, measure, self._unit_of(row, col))

    def _kinds(self, row: int) -> None:
        """Labels of the kinds of income and expenditure: the figure stands behind the colon or in the next cell."""
        for label in self.sheet.row(row):
            match = _ENTRY.match(label.key)
            item = _KINDS.get(match[1]) if match else None
            if item is None or match is None:
                continue
            after = self.sheet.owner(row, self.sheet.area(row, label.col)[3] + 1)
            beside = _ENTRY.match(after.key)
            if match[2]:
                self._record(Cell(label.row, label.col, match[2]), item, EXECUTED, self.unit, True)
            elif beside and beside[1] in _KINDS:  # the next label: nothing is filled in
                self._record(Cell(row, label.col, None), item, EXECUTED, self.unit)
            else:
                self._record(after, item, EXECUTED, self.unit)

    def _record(
        self, cell: Cell, item: str, measure: str, unit: str, in_label: bool = False
    ) -> None:
        """The figure of a cell; one that stands in the text of its label cannot be a number (`in_label`)."""
        amount = read_amount(cell.value, cell.number_format, unit)
        value, in_unit = in_wan(amount.value, unit)
        if not in_label or amount.level == "error":
            self.money.findings += spelling(amount, self.grid.file, self.sheet.name, cell)
        self.money.records.append(
            {
                "section": "资金", "item": item, "measure": measure, "year": 0, "value": value, "unit": in_unit,
                "state": amount.state, "raw": amount.raw, "number": amount.number, "counted": unit, "sheet": self.sheet.name,
                "cell": cell.address, "label": f"{item} {self._called(cell, measure)}", "printed_year": None, "note": amount.note,
                "supplied": False, "rate": None, "excel": None, "beside": self._beside() if item == TOTAL else (),
            }
        )  # fmt: skip

    def _called(self, cell: Cell, measure: str) -> str:
        """The measure; 年初预算 where that is the budget the form divides by (`_lettered`)."""
        head = self.sheet.owner(self.header_row, cell.col).key if cell.col in self.columns else ""
        return BEGINNING if measure == _WHOLE_YEAR and "年初" in head else measure

    def _beside(self) -> tuple[tuple[str, str], ...]:
        """Filled cells of the row 年度资金总额 whose column may be the whole year's budget or what was spent: (cell, header)."""
        measures = list(self.columns.values())
        found = []
        for head in self.sheet.row(self.header_row):
            key = _BRACKETS.sub("", head.key)
            known = self.columns.get(head.col)
            second = known == "预算" and plain(head.key) in headings("one_budget")
            open_ = known is None and _MONEY.search(key) and not _NO_MONEY.search(key)
            cell = self.sheet.owner(self.money.total_row, head.col)
            filled = read_amount(cell.value, cell.number_format).state == "value"
            if filled and (open_ or (second and measures.count("预算") > 1)):
                found.append((cell.address, head.key))
        return tuple(found)
