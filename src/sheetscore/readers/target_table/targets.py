"""A table of targets (年度指标值, 实际完成值: the 自评表 of 财预〔2020〕10号) → indicators, and figures for the base frame.

Each indicator has a target in its own row; what was done stands beside it. The row 年度资金总额 is an indicator as well: 预算执行率.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from sheetscore.errors import MissingColumn
from sheetscore.exact.amounts import decimal, read_amount
from sheetscore.exact.numerals import half_width, is_nil
from sheetscore.exact.points_in_time import are_points
from sheetscore.model.columns import INDICATOR_COLUMNS, frame_of
from sheetscore.model.profile import EXECUTION
from sheetscore.readers.base_table.base_table import in_wan
from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.indicator_table.header import (
    Columns,
    TargetColumns,
    find_target_header,
    read_target_columns,
)
from sheetscore.readers.indicator_table.indicator_rows import RowReader
from sheetscore.readers.indicator_table.indicators import (
    IndicatorTable,
    choose,
    has_points,
    refuse_blank_points,
)
from sheetscore.readers.indicator_table.result_columns import beside_columns, read_beside
from sheetscore.readers.indicator_table.weights import as_points, per_cent_points
from sheetscore.readers.rules_apart.rule_book import RuleBook
from sheetscore.readers.rules_apart.rules_applied import apply_rules, last_before_rules, rules_foot
from sheetscore.readers.spelling import spelling
from sheetscore.readers.target_table.directions import NATURES, directed_columns
from sheetscore.readers.target_table.execution import against_money, first_rows
from sheetscore.readers.target_table.money import no_total, read_money
from sheetscore.readers.target_table.money_notes import money_notes, other_rows
from sheetscore.readers.target_table.notes import notes_around, stated_in_heading
from sheetscore.readers.target_table.notes_elsewhere import notes_elsewhere, without_pointers
from sheetscore.readers.target_table.results import read_done, tell_result
from sheetscore.readers.target_table.rule_column import rule_column
from sheetscore.readers.target_table.target_cells import (
    BOTH_BLANK,
    BY_DATE,
    CONTRADICTED,
    EITHER,
    IN_WORDS,
    LARGER,
    LEFT_OPEN,
    NOT_SHOWN,
    OTHER_METHOD,
    PER_MILLE,
    SIGNS,
    SMALLER_RATIO,
    is_dated,
    method_of,
    no_figure,
    not_shown,
    per_cent_sign,
    same_sign,
    shown_text,
    sign_in,
    target_text,
    unit_behind,
    why_open,
)
from sheetscore.readers.target_table.target_rows import TargetRows
from sheetscore.readers.titles import years_above
from sheetscore.regexes import regex
from sheetscore.words.better_rates import may_count_up
from sheetscore.words.glossary import Glossary

OWN_MEASURE = "完成值"
QUALITATIVE, SEVERAL, MIXED = "定性", "几项", "几个数"
"""指标性质: judged by a word; several targets that share one 分值; several figures of one target."""
_DIRECTIONS = {"≥": "正向", ">": "正向", "≤": "反向", "<": "反向"}
_LEVEL_POINTS = regex(r"^(.*?)\((\d+(?:\.\d+)?)分?\)$")
_TITLE_ROWS = 6
"""Tables of tasks may stand between the title and the money."""
_NOT_ADJUSTED = frozenset(["", "无", "/", "-", "--", "—", "——", "未调整", "不调整"])


@dataclass(slots=True)
class TargetTable(IndicatorTable):
    """The table as read; `figures` are records for the base frame, `marks` the words printed around it."""

    figures: list[dict[str, Any]] = field(default_factory=list)
    marks: str = ""
    top_row: int = 1

    @property
    def years(self) -> list[int]:
        """Years named above the whole form or in the sheet's name."""
        return years_above(self.sheet, self.top_row) or years_above(
            self.sheet, self.sheet.top + _TITLE_ROWS - 1
        )

    @property
    def headers(self) -> tuple[tuple[int, int], ...]:
        """The header of the money and that of the indicators."""
        bands = ((self.top_row, self.top_row), (self.header_row, self.first_row - 1))
        return bands if self.top_row < self.header_row else bands[1:]


def read_targets(
    grids: list[Grid], glossary: Glossary, year: int | None = None
) -> TargetTable | None:
    """The table of targets of these workbooks; of several the visible one of the 评价年度, with a finding. None without one.
    Raises MissingColumn where the column 分值 of the only tables is blank throughout."""
    tables: list[TargetTable] = []
    refusal: MissingColumn | None = None
    for grid in grids:
        for sheet in grid.sheets:
            if grid.own_output and sheet.name != "指标表":
                continue
            last, width = grid.filed(sheet)
            if header := find_target_header(sheet, width):
                try:
                    table = _Reader(grid, sheet, header, width, glossary).read(last)
                except MissingColumn as error:
                    refusal = refusal or error
                    continue
                tables += [table] if table else []
    if not tables and refusal:
        raise refusal
    return choose(tables, year) if tables else None


class _Reader:
    def __init__(
        self, grid: Grid, sheet: Sheet, header: tuple[int, int], width: int, glossary: Glossary
    ) -> None:
        self.grid, self.sheet, self.header, self.width = grid, sheet, header, width
        self.columns: TargetColumns = read_target_columns(sheet, header, width)
        self.money = read_money(grid, sheet, header[0], glossary)
        self._weigh(glossary)
        self.figures = list(self.money.records) if self.money else []
        self.ruled: list[dict[str, Any]] = []
        self.lost = [] if self.money else no_total(grid, sheet, header[0], glossary)

    def _weigh(self, glossary: Glossary) -> None:
        """Weights in per cent are points out of 100."""
        last, money = self.grid.filed(self.sheet)[0], self.money
        column, first = self.columns.points.get(3), self.header[1] + 1
        beside = (money.points, money.claim) if money else (None, None)
        if column and per_cent_points(
            self.sheet, (first, last), column, self.columns.claim, beside
        ):
            columns = {each for each in self.columns.points.values() if each}
            self.sheet = as_points(self.sheet, columns, beside[0], (first, last))
            self.money = read_money(self.grid, self.sheet, self.header[0], glossary)

    def read(self, last: int) -> TargetTable | None:
        rows = TargetRows(self.grid, self.sheet, self.columns)
        if not has_points(self.sheet, self.header, self.columns, last):
            return None
        self.columns.natures += directed_columns(
            self.sheet, (self.header[1] + 1, last), self.width, self.columns.known
        )
        end = last_before_rules(self.sheet, self.header, last)
        rows.read(self.header[1] + 1, end)
        if not rows.records:
            refuse_blank_points(self.sheet, self.columns, self.header[1] + 1, last)
        if self.columns.method is None:
            read = [record["row"] for record in rows.records]
            self.columns.method = rule_column(self.sheet, self.columns, self.header[1], read)
        names = [record["indicator"] for record in rows.records]
        records = first_rows(self.money, names, self.grid.file, self.sheet.name) + rows.records
        if not records:
            return None
        book = self._rules_apart(records)
        for record in rows.records:
            if not self._ruled(record):
                self._target(record, names.count(record["indicator"]) > 1, rows)
        rows.findings += against_money(rows.records, self.money, self.figures, self.grid.file)
        findings = (self.money.findings if self.money else self.lost) + rows.findings
        filed, end = end, max(rows.total_row or 0, *(int(record["last_row"]) for record in records))
        top = min(self.header[0], self.money.header_row if self.money else self.header[0])
        elsewhere = (*notes_elsewhere(self.grid, self.sheet, names), *book.general)
        told = stated_in_heading(self.sheet, self.header, self.columns.claim)
        told += book.besides(notes_around(self.sheet, top, end, filed), self.grid.own_output)
        told = without_pointers([*told, *elsewhere], self.grid, self.sheet, names)
        if self.money:
            first, last = self.money.header_row, self.money.total_row
            outside = other_rows(self.sheet, first, (end + 1, filed))
            told += money_notes(self.sheet, (first, last), outside, "\n".join(told))
        told = book.share(records, told)
        for record in records:
            record["method"] = "" if record["rule_from"] else "\n".join(told)
        table = TargetTable(
            self.grid, self.sheet, self.header[0], self.header[1] + 1, end, self.columns,
            frame_of(records, INDICATOR_COLUMNS), rows.total_row, findings,
            self.figures, self._marks(), top, foot=(*elsewhere, *rules_foot(self.grid, self.sheet, records)),
        )  # fmt: skip
        if self.ruled:
            named = self.columns
            known = Columns(named.levels, named.points, claim=named.claim)
            beside = beside_columns(self.sheet, self.header, self.width, known, table.years)
            table.beside = read_beside(self.sheet, beside, self.ruled)
            table.frame = frame_of(records, INDICATOR_COLUMNS)
        return table

    def _rules_apart(self, records: list[dict[str, Any]]) -> RuleBook:
        """What a 评分细则 in another place of the workbook says of the rows that say nothing themselves."""
        columns, money = self.columns, self.money
        levels, also = columns.levels[3], columns.also
        figures = (columns.claim, columns.actual, columns.target, columns.reason)
        taken = {*columns.points.values(), *figures, levels, *also}

        def own(record: dict[str, Any]) -> str:
            if record["level1"] == EXECUTION:
                return money.rule.text if money and money.rule else ""
            return self._cell(record["row"], columns.method).text

        return apply_rules(self.grid, self.sheet, self.header, records, taken, own)

    def _ruled(self, record: dict[str, Any]) -> bool:
        """A row with a rule of its own (评分规则) that is none of the printed B/A and A/B: its 评价标准, target and figure beside it."""
        if record["rule_from"]:
            self.ruled += [] if record["rule_from"].why else [record]
            return not record["rule_from"].why
        cell = self._cell(record["row"], self.columns.method)
        if method_of(cell.text) != OTHER_METHOD:
            return False
        record |= {"criteria": cell.text.strip(), "criteria_cell": cell.address}
        self.ruled.append(record)
        return True

    def _cell(self, row: int, col: int | None) -> Cell:
        return self.sheet.owner(row, col) if col else Cell(row, 1, None)

    def _own(self, row: int, col: int | None) -> Cell:
        """A cell of this row and column; blank where it belongs to the row above (it is said of another target) or to
        the column before (a target is not what was done).
        """
        cell = self._cell(row, col)
        return cell if (cell.row, cell.col) == (row, col or 1) else Cell(row, col or 1, None)

    def _target(self, record: dict[str, Any], shared: bool, rows: RowReader) -> None:
        """Add target, nature, unit, what was done and why to a record; the figure goes to the base frame."""
        row, columns = record["row"], self.columns
        if match := _LEVEL_POINTS.match(record["level1"]):
            record |= {"level1": match[1], "level1_points": decimal(match[2])}
        target, actual = self._goal(row), self._own(row, columns.actual)
        below = range(row + 1, record["last_row"] + 1)
        for col, nature in ((columns.target, SEVERAL), (columns.actual, MIXED)):
            if any(self._own(each, col).key for each in below):
                record["nature"] = nature
                return
        first = {shown_text(target), shown_text(actual)}
        if any(re.search(r"\d", said) and said not in first for said in self._also(row)):
            record["nature"] = MIXED
            return
        reason = self._cell(row, columns.reason)
        stated = self._cell(row, columns.unit).text.strip()
        printed_unit = "" if is_nil(stated) else per_cent_sign(no_figure(half_width(stated)))
        words, signs = self._direction(row)
        sign = signs[0] if signs else ""
        if sign == "=" and words == ["反向"]:
            sign = ""  # smaller is better: the target is the most that may be
        text = target_text(target, sign, printed_unit)
        numeric = re.search(r"\d", text) is not None
        nature = words[0] if words else _DIRECTIONS.get(sign, "" if numeric else QUALITATIVE)
        if len(words) > 1 or len(signs) > 1 or not same_sign(target, sign):
            nature = CONTRADICTED
        unit = printed_unit or per_cent_sign(unit_behind(text))
        dated = is_dated(target), is_dated(actual)
        if nature == QUALITATIVE and not words and not _said(target) and not _said(actual):
            nature = BOTH_BLANK
        elif not_shown(target):
            nature = NOT_SHOWN
            self._tell_not_shown(target, rows)
        elif are_points(record["indicator"], unit, text, shown_text(actual), dated):
            nature = BY_DATE
        elif nature not in (QUALITATIVE, CONTRADICTED):
            nature = why_open(target, text, printed_unit) or self._by_method(record, nature, text)
        record |= {
            "criteria": text, "nature": nature, "unit": unit, "actual": shown_text(actual),
            "actual_cell": actual.address if columns.actual else "", "reason": reason.text.strip(),
            "reason_cell": reason.address if columns.reason else "",
        }  # fmt: skip
        if not numeric or nature in (QUALITATIVE, *LEFT_OPEN):
            return
        record["quantity"] = (
            f"{record['indicator']}（第{row}行）" if shared else record["indicator"]
        )
        self._figure(record, actual, unit, rows)

    def _tell_not_shown(self, target: Cell, rows: RowReader) -> None:
        """B01 for a target that cannot be seen."""
        amount = read_amount(target.value, target.number_format, "数")
        rows.findings += spelling(amount, self.grid.file, self.sheet.name, target, "看得见的指标值")

    def _direction(self, row: int) -> tuple[list[str], list[str]]:
        """What the columns of 指标性质 and of the sign say: the different natures, and the different signs."""
        keys = [self._cell(row, col).key for col in self.columns.natures]
        natures = dict.fromkeys(NATURES[key] for key in keys if key in NATURES)
        return list(natures), list(dict.fromkeys(SIGNS[key] for key in keys if key in SIGNS))

    def _by_method(self, record: dict[str, Any], nature: str, text: str) -> str:
        """The direction by the 得分计算方法 printed in the row; where it goes against the 指标性质, a person decides. B/A或A/B follows
        the target's own direction; a count (数量指标) without a sign is better the more of it there is, unless its name says else.
        """
        method = method_of(self._cell(record["row"], self.columns.method).text)
        if method == EITHER:
            own = nature or _DIRECTIONS.get(sign_in(text), "")
            counted = not own and "数量" in f"{record['level1']}{record['level2']}"
            counted = counted and may_count_up(record["indicator"])
            return {"反向": SMALLER_RATIO}.get(own, LARGER if counted else own)
        agrees = nature in ("", method) or (nature == "反向" and method == SMALLER_RATIO)
        return (method if agrees else OTHER_METHOD) if method else nature

    def _goal(self, row: int) -> Cell:
        """The target that holds: the 调整指标值 where one is filled in (重庆 部门整体绩效自评表), else that of the year's beginning."""
        adjusted = self._own(row, self.columns.adjusted)
        return self._own(row, self.columns.target) if adjusted.key in _NOT_ADJUSTED else adjusted

    def _also(self, row: int) -> list[str]:
        """What stands in further columns of the target and of what was done."""
        return [shown_text(self._own(row, col)) for col in self.columns.also]

    def _figure(self, record: dict[str, Any], actual: Cell, unit: str, rows: RowReader) -> None:
        amount, odd = read_done(actual, unit, record["criteria"], record["indicator"])
        value, in_unit = in_wan(amount.value, "%" if unit == PER_MILLE else unit)
        if odd or amount.level == "error":
            found = tell_result(amount, self.grid.file, self.sheet.name, actual, unit)
            words = amount.state == "text" and IN_WORDS.match(amount.raw.strip())
            rows.findings += [replace(each, level="warning") if words else each for each in found]
        self.figures.append(
            {
                "section": "绩效指标", "item": record["quantity"], "measure": OWN_MEASURE, "year": 0, "value": value,
                "unit": in_unit, "state": amount.state, "raw": amount.raw, "number": amount.number,
                "counted": unit, "sheet": self.sheet.name, "cell": actual.address, "label": f"{record['quantity']} {OWN_MEASURE}",
                "printed_year": None, "note": amount.note, "supplied": False, "rate": None, "excel": None,
            }
        )  # fmt: skip

    def _marks(self) -> str:
        """The words above the indicators: title, labels, headers of the money."""
        cells = (cell for row in range(1, self.header[0]) for cell in self.sheet.row(row))
        return "\n".join([self.sheet.name, *(c.text for c in cells if c.worded)])


def _said(cell: Cell) -> str:
    """What a cell says; "" for a blank and for a mark that stands for none."""
    return shown_text(cell).strip(" \u3000-—/")
