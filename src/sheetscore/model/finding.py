"""A fault in what was submitted: where, what was found, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]
LEVEL_NAMES: dict[Level, str] = {"error": "错误", "warning": "提醒", "info": "提示"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: where, what was found, what was expected, what to do.

    `several` are the addresses, by blanks, of one that is about several cells; `cell` is the first of them.
    """

    code: str
    level: Level
    message: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    found: str = ""
    expected: str = ""
    advice: str = ""
    several: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """All the cells that it is about, in the order of the sheet."""
        return tuple((self.several or self.cell).split())

    @property
    def where(self) -> str:
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
