"""The XlsxWriter workbook that both of our outputs are drawn on: options, properties, marks."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sheetscore import __version__
from sheetscore.writers.styles import SONG, clean

MARK, ADDED, ADDED_ROWS = "sheetscore", "sheetscore.added", "sheetscore.rows"
"""Custom properties of our outputs: version, columns added to the 指标表, rows added under it."""
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
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


def new_workbook(output: io.BytesIO, title: str) -> Any:
    """A workbook with our options and properties; add sheets with `worksheet_class=PlainSheet`."""
    workbook = xlsxwriter.Workbook(output, OPTIONS)
    workbook.set_properties({"title": clean(title)[:200], "created": CREATED, "author": MARK})
    workbook.set_custom_property(MARK, __version__, "text")
    return workbook
