"""The XlsxWriter workbook that both of our outputs are drawn on: options, properties, marks."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sheetscore import __version__
from sheetscore.model.fingerprints import MARK, Cell
from sheetscore.writers.styles import SONG, clean

CREATED = dt.datetime(2020, 1, 1)
"""Written into every workbook, so that the same outcome gives the same bytes."""
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "use_future_functions": False,
    # column widths are counted in digits of this font: 8 pixels each
    "default_format_properties": {
        "font_name": SONG, "font_size": 11, "font_scheme": "none", "font_family": 3,
        "font_charset": 134,
    },
    "default_column_width": 72,
    "default_row_height": 18,
}  # fmt: skip


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A worksheet that leaves formulas as they are given.

    XlsxWriter searches every formula for some thirty newer functions, inside quoted texts as well. Ours
    use none of them, and a unit's words in a formula must not be changed.
    `held` is what was written into each cell, of a formula the value it shows; `formulas` are the cells with one, `shares`
    the numbers that show a per cent sign.
    """

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[Cell, object] = {}
        self.formulas: set[Cell] = set()
        self.shares: set[Cell] = set()

    def write_number(self, row: int, col: int, number: Any, cell_format: Any = None) -> Any:
        self.held[row + 1, col + 1] = number
        self._share(row, col, cell_format)
        return super().write_number(row, col, number, cell_format)

    def write_string(self, row: int, col: int, string: str, cell_format: Any = None) -> Any:
        self.held[row + 1, col + 1] = string
        return super().write_string(row, col, string, cell_format)

    def write_boolean(self, row: int, col: int, boolean: bool, cell_format: Any = None) -> Any:
        self.held[row + 1, col + 1] = boolean
        return super().write_boolean(row, col, boolean, cell_format)

    def write_formula(
        self, row: int, col: int, formula: str, cell_format: Any = None, value: Any = 0
    ) -> Any:
        self.held[row + 1, col + 1] = value
        self.formulas.add((row + 1, col + 1))
        self._share(row, col, cell_format)
        return super().write_formula(row, col, formula, cell_format, value)

    def _share(self, row: int, col: int, cell_format: Any) -> None:
        if cell_format is not None and "%" in str(cell_format.num_format):
            self.shares.add((row + 1, col + 1))

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


def new_workbook(output: io.BytesIO, title: str) -> Any:
    """A workbook with our options and properties; add sheets with `worksheet_class=PlainSheet`."""
    workbook = xlsxwriter.Workbook(output, OPTIONS)
    workbook.set_properties({"title": clean(title)[:200], "created": CREATED, "author": MARK})
    workbook.set_custom_property(MARK, __version__, "text")
    return workbook
