"""What every check gets to see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from sheetscore.forms import Form
from sheetscore.glossary import Glossary
from sheetscore.model import Finding, Input, Level, Totals, rows


@dataclass(frozen=True)
class Context:
    """One scored unit: `file` is the submitted file of the 指标表; the frames are calculated ones (model.py)."""

    file: str
    year: int | None
    form: Form
    glossary: Glossary
    indicators: pd.DataFrame
    base: pd.DataFrame
    totals: Totals
    base_file: str = ""

    def rows(self) -> list[Any]:
        """The indicators as named tuples."""
        return self._rows

    @cached_property
    def _rows(self) -> list[Any]:
        return rows(self.indicators)

    def at(
        self, row: Any, cell: str, code: str, level: Level, message: str, **parts: str
    ) -> Finding:
        """A finding at a cell of the 指标表."""
        return Finding(code, level, message, self.file, row.sheet, cell, **parts)

    def at_figure(
        self, figure: Input, code: str, level: Level, message: str, **parts: str
    ) -> Finding:
        """A finding at the cell of a figure."""
        return Finding(
            code, level, message, self.base_file or self.file, figure.sheet, figure.cell, **parts
        )
