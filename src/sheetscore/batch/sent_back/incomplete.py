"""What cannot be taken from a completed workbook that came back: sheets that were deleted or renamed, words that are no figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sheetscore.readers.grid import Grid
from sheetscore.readers.sent_back.own_workbook import NEEDS
from sheetscore.readers.sent_back.returned import Change


def lost_of(grid: Grid) -> tuple[str, ...]:
    """The sheets to type into that a completed workbook no longer has."""
    return grid.own.lost if grid.own else ()


def told_lost(name: str, lost: Sequence[str]) -> tuple[str, str, str]:
    """Message, what was found and advice about a completed workbook without them."""
    sheets = "”“".join(lost)
    return (
        f"复核表 {name} 少了工作表“{sheets}”（删去了或者改了名字），填在那里的没有读到。", f"没有“{sheets}”",
        "请恢复这些工作表原来的名字，或者重新填在完整的复核表里。",
    )  # fmt: skip


def words_of(changes: Mapping[str, Change]) -> dict[str, str]:
    """What was typed into 缺数清单, by its key."""
    return {key: each.words for key, each in changes.items() if each.sheet == NEEDS}
