"""The money above an 指标表 with 评价标准 and 完成值 side by side: its row 年度资金总额 is an indicator there as well."""

from __future__ import annotations

from typing import Any

from sheetscore.exact.amounts import read_score
from sheetscore.model.columns import INDICATOR_COLUMNS, frame_of, records
from sheetscore.readers.grid import Sheet
from sheetscore.readers.indicator_table.indicators import IndicatorTable
from sheetscore.readers.rules_apart.rules_applied import apply_rules
from sheetscore.readers.sent_back.own_workbook import BASE
from sheetscore.readers.target_table.execution import execution_row
from sheetscore.readers.target_table.money import Money, read_money
from sheetscore.readers.target_table.money_notes import money_notes, other_rows, rules_in
from sheetscore.readers.target_table.notes import notes_around
from sheetscore.readers.target_table.notes_elsewhere import notes_elsewhere, without_pointers
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary

_OF_MONEY = regex("(?:预算|资金)(?:执行|支出|完成)")
"""An indicator of the table itself that scores the same rate."""


def with_money(table: IndicatorTable, glossary: Glossary) -> list[dict[str, Any]]:
    """Puts 预算执行率 before the indicators of a table, where the money above has a 分值 of its own; its figures for the base frame."""
    if table.beside.columns.actual is None:
        return []
    lines = records(table.frame)
    if any(_OF_MONEY.search(str(line["indicator"])) for line in lines):
        return []
    sheet, end = _where(table)
    money = read_money(table.grid, sheet, end, glossary)
    if money is None or money.points is None:
        return []
    worth = read_score(money.points.value, money.points.number_format).value
    if not worth:
        return []
    row = execution_row(money, table.grid.file, sheet.name)
    row["method"] = _notes(table, money, lines)
    _in_rules_apart(table, row, money, lines)
    table.frame = frame_of([row, *lines], INDICATOR_COLUMNS)
    table.findings += money.findings
    return money.records


def _where(table: IndicatorTable) -> tuple[Sheet, int]:
    """The sheet of the money and the row below it: in a completed workbook what stood above the table is the 基础数据表."""
    drawn = (
        [each for each in table.grid.sheets if each.name == BASE] if table.grid.own_output else []
    )
    return (drawn[0], drawn[0].last_row + 1) if drawn else (table.sheet, table.header_row)


def _notes(table: IndicatorTable, money: Money, lines: list[dict[str, Any]]) -> str:
    """The notes of the table, a line each, which may state another rule for 预算执行率 than the usual one."""
    sheet, end = table.sheet, table.last_row
    head = table.header_row if table.grid.own_output else money.header_row
    filed = table.grid.filed(sheet)[0]
    names = [str(line["indicator"]) for line in lines]
    around = notes_around(sheet, min(head, table.header_row), end, filed)
    told = [*around.split("\n"), *notes_elsewhere(table.grid, sheet, names)]
    notes = "\n".join(without_pointers(told, table.grid, sheet, names))
    where = _where(table)[0]
    rows = other_rows(where, money.header_row, (end + 1, filed if where is sheet else end))
    told = money_notes(where, (money.header_row, money.total_row), rows, notes)
    if where is not sheet:
        below = rules_in(sheet, range(end + 1, filed + 1))
        told += [each for each in below if each not in notes and each not in told]
    return "\n".join([notes, *told])


def _in_rules_apart(
    table: IndicatorTable, row: dict[str, Any], money: Money, lines: list[dict[str, Any]]
) -> None:
    """A line of a 评分细则 for 预算执行率 is its rule, where the row has none of its own."""
    header = (table.header_row, table.first_row - 1)
    own = money.rule.text if money.rule else ""
    asking = [row, *(dict(line) for line in lines)]
    apply_rules(
        table.grid, table.sheet, header, asking, range(1, table.sheet.last_col + 1),
        lambda record: own if record is row else str(record["criteria"]),
    )  # fmt: skip
