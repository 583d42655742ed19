"""The four columns that we add to the 指标表: headers, widths, look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sheetscore.model.layout import CellStyle
from sheetscore.writers.plan import INDICATORS, Plan
from sheetscore.writers.styles import Formats, Prop

HEADERS = {"rate": "指标值\n（复核）", "score": "复核\n得分", "diff": "差额", "reason": "依据"}
WIDTHS = {"rate": 9.5, "score": 8.5, "diff": 6.5, "reason": 32.0}
"""Characters."""
REASON_SIZE, HEADER_SIZE = 9, 11
"""Points; that of the header is what a submitted table uses at most, as a rule."""
_BORDERS: Mapping[str, Prop] = dict.fromkeys(("left", "right", "top", "bottom"), 1)


def our_look(formats: Formats, plan: Plan, **changes: Prop | None) -> Any:
    """A format for our columns: the submitted table's font and borders, and `changes`."""
    first = plan.lines[0].points_cell if plan.lines else ""
    cell = plan.shown.get(f"{INDICATORS}!{first}")
    base: dict[str, Prop | None] = {**_BORDERS, "align": "center", "valign": "vcenter"}
    base |= {"text_wrap": True, "num_format": None, "shrink": None, "rotation": None}
    base["font_strikeout"] = None
    return formats.of(cell.style if cell else CellStyle(), **{**base, **changes})
