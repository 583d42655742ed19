"""The money above an 指标表 with 评价标准 and 完成值 side by side: its row 年度资金总额 is an indicator there as well."""

from __future__ import annotations

from typing import Any

from sheetscore.exact.amounts import read_score
from sheetscore.model.columns import INDICATOR_COLUMNS, frame_of, records
from sheetscore.readers.indicator_table.indicators import IndicatorTable
from sheetscore.readers.target_table.execution import execution_row
from sheetscore.readers.target_table.money import read_money
from sheetscore.regexes import regex
from sheetscore.words.glossary import Glossary

_OF_MONEY = regex("(?:预算|资金)(?:执行|支出|完成)")
"""An indicator of the table itself that scores the same rate."""


def with_money(table: IndicatorTable, glossary: Glossary) -> list[dict[str, Any]]:
    """Puts 预算执行率 before the indicators of a table, where the money above has a 分值 of its own; its figures for the base frame."""
    if table.beside.columns.actual is None or table.grid.own_output:
        return []
    lines = records(table.frame)
    if any(_OF_MONEY.search(str(line["indicator"])) for line in lines):
        return []
    money = read_money(table.grid, table.sheet, table.header_row, glossary)
    if money is None or money.points is None:
        return []
    worth = read_score(money.points.value, money.points.number_format).value
    if not worth:
        return []
    row = execution_row(money, table.grid.file, table.sheet.name)
    table.frame = frame_of([row, *lines], INDICATOR_COLUMNS)
    table.findings += money.findings
    return money.records
