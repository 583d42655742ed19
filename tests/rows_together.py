"""Rows that have nothing to do with each other, scored in tables of many rows: to read and score a workbook costs as much as fifty rows do.

Rows stand in one table where neither's name is part of the other's. What is asked of each row stays what was asked of it alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from own_tables import REST, Row, own_table
from workbooks import indicator, score

_MOST = 40
"""Rows of one table."""


class Together:
    """The scored rows of `lines`, each table of them scored when the first of its rows is asked for."""

    def __init__(self, lines: Iterable[Row]) -> None:
        self._tables: list[list[Row]] = []
        self._found: dict[Row, Any] = {}
        for line in dict.fromkeys(lines):
            fitting = (table for table in self._tables if _fits(line, table))
            table = next(fitting, None)
            if table is None:
                self._tables.append(table := [])
            table.append(line)

    def __getitem__(self, line: Row) -> Any:
        if line not in self._found:
            table = next(each for each in self._tables if line in each)
            outcome = score(own_table(*table, replace(REST, points=1000)))
            self._found |= {each: indicator(outcome, each.name) for each in table}
        return self._found[line]


def _fits(line: Row, table: list[Row]) -> bool:
    """Is there room for it, and nothing of its name?"""
    apart = not any(line.name in each.name or each.name in line.name for each in table)
    return apart and len(table) < _MOST and line.name not in REST.name


def line(name: str, points: float, text: str, figure: str, target: str) -> Row:
    """A row of a list of cases: its name and points, the 评价标准, the 完成值 and the 年度指标值 ("" for none)."""
    return Row(name, text, figure, target or None, points=points)


def scores_as(found: Together, case: tuple[str, float, str, str, str, float]) -> bool:
    """Is the row of a case scored as its last figure says?"""
    score = found[line(*case[:5])].score
    return score is not None and float(score) == case[5]
