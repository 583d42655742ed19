"""Columns of a table of targets that say whether more or less is better (正向, 反向, ≥, ≤), by what stands in them.

Forms call them 指标性质, 指标方向, 指标属性, 评价方向 or nothing at all; a column that holds such words alone means nothing else.
"""

from __future__ import annotations

from collections.abc import Collection

from sheetscore.readers.grid import Sheet
from sheetscore.readers.target_table.target_cells import SIGNS

NATURES = {
    **dict.fromkeys(("正向", "正向指标", "越大越好"), "正向"),
    **dict.fromkeys(
        ("反向", "反向指标", "负向", "负向指标", "逆向", "逆向指标", "越小越好"), "反向"
    ),
    **dict.fromkeys(("定性", "定性指标"), "定性"),
}
"""Words of 指标性质."""
_DIRECTED = {word for word, meaning in NATURES.items() if meaning != "定性"} | set(SIGNS)
_BESIDE = {"定量", "定量指标", "无", "/", "-", "--", "—", "——"}
"""What else stands in such a column, and says nothing of a direction."""


def directed_columns(
    sheet: Sheet, rows: tuple[int, int], width: int, known: Collection[int | None]
) -> tuple[int, ...]:
    """The columns up to `width`, beside those `known` by their headings, that hold directions in the rows first..last and nothing else."""
    said: dict[int, set[str]] = {}
    for row in range(rows[0], rows[1] + 1):
        for cell in sheet.row(row):
            if cell.col <= width and cell.key:
                said.setdefault(cell.col, set()).add(cell.key)
    return tuple(
        col
        for col, keys in sorted(said.items())
        if col not in known and keys & _DIRECTED and keys <= {*_DIRECTED, *NATURES, *_BESIDE}
    )
