"""The stored results of formula cells, kept while openpyxl parses a sheet for its formulas: it would parse everything a second time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import openpyxl.reader.excel
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet._reader import WorkSheetParser, WorksheetReader
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore.readers.formats.book import damaged

_KEPT = "_sheetscore_kept"


@dataclass(slots=True)
class _Kept:
    """Results by (row, column), and what openpyxl raised at one of them."""

    results: dict[tuple[int, int], Any] = field(default_factory=dict)
    fault: Exception | None = None


@cache
def keep_results() -> None:
    """Let openpyxl read the sheets of a workbook so."""
    reader: Any = openpyxl.reader.excel
    if reader.WorksheetReader is WorksheetReader:
        reader.WorksheetReader = _Reader


def results_of(sheet: Worksheet) -> dict[tuple[int, int], Any]:
    """The stored results of a sheet's formula cells by (row, column), None where there is none. Raises Damaged."""
    kept = vars(sheet).get(_KEPT)
    if kept is None:
        return {}
    if kept.fault is not None:
        raise damaged() from kept.fault
    results: dict[tuple[int, int], Any] = kept.results
    return results


class _Parser(WorkSheetParser):
    """Reads a formula cell twice: for its formula, and as it is read for its result."""

    kept: _Kept

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["data_type"] == "f":
            self._keep(element, (cell["row"], cell["column"]))
        return cell

    def _keep(self, element: Any, place: tuple[int, int]) -> None:
        column, self.data_only = self.col_counter, True
        try:
            stored: Any = super().parse_cell(element)["value"]
        except (ValueError, LookupError, TypeError, ArithmeticError) as error:  # a damaged cell
            self.kept.fault = error
            return
        finally:
            self.col_counter, self.data_only = column, False
        if isinstance(stored, CellRichText):
            stored = str(stored)
        if stored is None and element.get("t") == "str":
            stored = ""  # an empty text is a result; openpyxl shows it like none
        self.kept.results[place] = stored


class _Reader(WorksheetReader):
    def __init__(self, ws: Any, *given: Any) -> None:
        super().__init__(ws, *given)
        if not self.parser.data_only:
            parser: Any = self.parser
            parser.__class__ = _Parser
            vars(ws)[_KEPT] = parser.kept = _Kept()
