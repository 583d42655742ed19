"""A submitted sheet drawn again at its own addresses, with some cells written anew."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sheetscore.exact.amounts import decimal, json_number, plain
from sheetscore.model.layout import Layout, LayoutCell
from sheetscore.regexes import regex
from sheetscore.writers.cell_formulas import checked
from sheetscore.writers.number_remarks import as_written, money_unit, percent_sign
from sheetscore.writers.plan import Plan, position
from sheetscore.writers.styles import (
    Formats,
    Prop,
    as_filed,
    clean,
    display_width,
    joined_width,
    line_count,
    pixels,
    text_height,
)

Cell = tuple[int, int]
Merge = tuple[int, int, int, int]
Value = str | int | float | bool | None

DEFAULT_HEIGHT = 18.0
_DEFAULT_WIDTH, _WIDEST, _TOWER = 8.43, 40.0, 5
"""Characters, characters, lines."""
_A4 = (8.27, 11.69)
"""Inches."""
_DECIMAL = regex(r"\d+(?:\.\d+)?")
_COUNTED = regex(r"\s*(\d+(?:\.\d+)?)\s*([^\d\s.,%％\"\\]{1,6})\s*", re.ASCII)
"""A number and the unit behind it."""
_PLAIN = regex(r"[#0,]*0(?:\.0+)?_?\s?")
"""Number formats under which a number shows as its digits."""
_ON_THE_LINE: dict[str, Prop | None] = {"font_strikeout": None, "font_script": None}
_STRETCH = regex(r"[ \u3000]{8,}")


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a cell instead of the submitted value, and the formula that gives it."""

    value: Value
    formula: str = ""
    changes: Mapping[str, Prop | None] = field(default_factory=dict)


def write(
    worksheet: Any, cell: Cell, value: Value, look: Any, formula: str = "", filed: bool = False
) -> None:
    """Write one value; text only as text, whatever it begins with. `cell` is 1-based; `filed`: the text is the unit's own.

    Raises FormulaTooLong.
    """
    row, col = cell[0] - 1, cell[1] - 1
    if formula:
        worksheet.write_formula(
            row, col, f"={checked(formula)}", look, "" if value is None else value
        )
    elif isinstance(value, bool):
        worksheet.write_boolean(row, col, value, look)
    elif isinstance(value, int | float):
        worksheet.write_number(row, col, value, look)
    elif value is None or not value.strip(" \u3000\t\r\n\u00a0"):
        worksheet.write_blank(row, col, None, look)
    else:
        worksheet.write_string(row, col, as_filed(value) if filed else clean(value), look)


def merged(
    worksheet: Any, area: Merge, value: Value, look: Any, formula: str = "", filed: bool = False
) -> None:
    """Write into the merged cells of `area` (1-based), or into its only cell."""
    first_row, first_col, last_row, last_col = area
    if (first_row, first_col) != (last_row, last_col):
        worksheet.merge_range(first_row - 1, first_col - 1, last_row - 1, last_col - 1, "", look)
    write(worksheet, (first_row, first_col), value, look, formula, filed)


def write_runs(worksheet: Any, formats: Formats, cell: LayoutCell) -> None:
    """Write a text with pieces struck out or raised over the plain one."""
    row, col = cell.row - 1, cell.col - 1
    parts: list[Any] = []
    for text, props in cell.runs:
        look = formats.of(cell.style, **{**_ON_THE_LINE, **dict(props)})
        parts += [look, clean(text)] if clean(text) else []
    look = formats.of(cell.style, **_ON_THE_LINE)
    if len(parts) > 2:
        worksheet.write_rich_string(row, col, *parts, look)
    elif parts:
        worksheet.write_string(row, col, parts[1], parts[0])


class Drawing:
    """One submitted sheet on its way into our workbook: its widths, its heights, its cells."""

    def __init__(self, layout: Layout, widths: Mapping[int, float] | None = None) -> None:
        self.layout = layout
        self.widths = dict(layout.widths if widths is None else widths)
        self.merges = {(m[0], m[1]): m for m in layout.merges}
        self.heights = {
            row: layout.heights.get(row, DEFAULT_HEIGHT)
            for row in range(layout.first_row, layout.last_row + 1)
        }
        self._last_filled = {c.row: c.col for c in layout.cells if c.value is not None}
        texts = [c for c in layout.cells if isinstance(c.value, str) and c.value.strip()]
        for cell in texts:
            self._widen(cell)
        for cell in texts:
            self._make_room(cell)

    def area(self, cell: Cell) -> Merge:
        """The merged area that begins at `cell`, or the cell itself."""
        return self.merges.get(cell, (*cell, *cell))

    def width(self, area: Merge) -> float:
        """Characters that fit beside each other in `area`."""
        columns = range(area[1], area[3] + 1)
        return joined_width(self.widths.get(col, _DEFAULT_WIDTH) for col in columns)

    def need(self, area: Merge, height: float) -> None:
        """Raise the rows of `area` until they are `height` points high together."""
        rows = range(area[0], area[2] + 1)
        lacking = height - sum(self.heights.setdefault(row, DEFAULT_HEIGHT) for row in rows)
        for row in rows if lacking > 0 else ():
            self.heights[row] = min(409.0, self.heights[row] + math.ceil(lacking / len(rows)))

    def _widen(self, cell: LayoutCell) -> None:
        """Widen a column of a table without widths, where a text would stand in a tower of lines."""
        area, size = self.area((cell.row, cell.col)), font_size(cell)
        if area[1] != area[3] or area[2] != area[0] or not self._wraps(cell):
            return
        while (
            self.widths.get(cell.col, _DEFAULT_WIDTH) < _WIDEST
            and line_count(str(cell.value).strip(), self.width(area), size) > _TOWER
        ):
            self.widths[cell.col] = self.widths.get(cell.col, _DEFAULT_WIDTH) + 4

    def _make_room(self, cell: LayoutCell) -> None:
        props, size = dict(cell.style.props), font_size(cell)
        area = self.area((cell.row, cell.col))
        text = str(_stood_up(cell.value, area)).rstrip()
        if props.get("rotation") == 270:
            self.need(area, len(text.strip()) * size * 1.3)
        elif props.get("rotation"):
            self.need(area, display_width(text.strip()) * size / 2 * 1.1)
        elif self._wraps(cell):
            width = self.width(area) - 2 * cast("int", props.get("indent", 0))
            self.need(area, text_height(text, max(2.0, width), size))

    def _wraps(self, cell: LayoutCell) -> bool:
        """Wrapped as submitted, or a text that its border or a cell further right would cut."""
        props = dict(cell.style.props)
        if props.get("text_wrap"):
            return True
        area = self.area((cell.row, cell.col))
        bordered = "left" in props or "right" in props
        beside = any(self._last_filled.get(row, 0) > area[3] for row in range(area[0], area[2] + 1))
        if props.get("shrink") or props.get("rotation") or not (bordered or beside):
            return False
        return line_count(str(cell.value).strip(), self.width(area), font_size(cell)) > 1

    def draw(
        self,
        worksheet: Any,
        formats: Formats,
        writes: Mapping[Cell, Written],
        widened: tuple[int, int] = (0, 0),
    ) -> None:
        """Put every cell on the sheet.

        `widened` is (row, columns): lines over the whole table that end above the row get so many
        columns more.
        """
        drawn = set()
        for cell in self.layout.cells:
            key = (cell.row, cell.col)
            written = writes.get(key, Written(cell.value))
            area = self._widened(self.area(key), widened)
            look = formats.of(cell.style, **self._changes(cell, area, written))
            shown = _stood_up(written.value, area)
            merged(worksheet, area, shown, look, written.formula, filed=True)
            if cell.runs and key not in writes:
                write_runs(worksheet, formats, cell)
            drawn.add(key)
        plain_look = formats.get()
        for key, area in self.merges.items():
            if key not in drawn:
                merged(worksheet, area, None, plain_look)
        for col, width in self.widths.items():
            options = {"hidden": True} if col in self.layout.hidden_columns else {}
            worksheet.set_column_pixels(col - 1, col - 1, pixels(width), None, options)

    def set_heights(self, worksheet: Any) -> None:
        """Set every row's height; rows above a table that stood lower on its sheet are hidden."""
        for row, height in self.heights.items():
            worksheet.set_row(row - 1, round(height, 2))
        for row in range(1, self.layout.first_row if self.layout.first_row > 2 else 0):
            worksheet.set_row(row - 1, None, None, {"hidden": True})

    def pages(
        self, header: tuple[int, int], breaks: Collection[int], extra: int, foot: float
    ) -> int:
        """Pages that the table takes on A4 landscape, one page wide, with `extra` pixels beside it.

        `breaks` are rows after which a page ends, `header` the rows repeated on each page,
        `foot` the points that stand below the table.
        """
        left, right, top, bottom = page_margins(self.layout)
        wide = extra + sum(
            pixels(width)
            for col, width in self.widths.items()
            if col not in self.layout.hidden_columns
        )
        scale = min(1.0, (_A4[1] - left - right) * 96 / max(1, wide))
        repeated = sum(self.heights.get(row, 0) for row in range(header[0], header[1] + 1))
        room = (_A4[0] - top - bottom) * 72 / scale
        pages, used = 1, 0.0
        for row, height in sorted(self.heights.items()):
            if used + height > room:
                pages, used = pages + 1, repeated
            used += height
            if row in breaks:
                pages, used = pages + 1, repeated
        return pages + (used + foot > room)

    def _widened(self, area: Merge, widened: tuple[int, int]) -> Merge:
        whole = area[1] == self.layout.first_col and area[3] == self.layout.last_col
        by = widened[1] if whole and area[2] < widened[0] and area[3] > area[1] else 0
        return (area[0], area[1], area[2], area[3] + by)

    def _changes(self, cell: LayoutCell, area: Merge, written: Written) -> dict[str, Prop | None]:
        changes: dict[str, Prop | None] = dict(written.changes)
        props = {**dict(cell.style.props), **changes}
        value = written.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            if props.get("num_format") == "@":
                changes["num_format"] = None
            room = self.width(area) * 7 / (font_size(cell) * 96 / 72 / 2)
            if len(_shown(value, str(props.get("num_format") or ""))) > room:
                changes |= {"shrink": True, "text_wrap": None}
        elif isinstance(cell.value, str) and self._wraps(cell):
            changes["text_wrap"] = True
        return changes


def font_size(cell: LayoutCell) -> float:
    """Points."""
    return cast("float", dict(cell.style.props).get("font_size", 11))


def _stood_up(value: Value, area: Merge) -> Value:
    """A name that blanks stretch down a column (过 … 程) on lines of its own instead."""
    if isinstance(value, str) and area[2] > area[0] and area[1] == area[3]:
        return _STRETCH.sub("\n\n", value.strip())
    return value


def _shown(value: int | float, number_format: str) -> str:
    """Roughly what a cell shows of a number; only its length is used."""
    places = len(number_format.partition(".")[2].rstrip("%_ )").split(";")[0])
    if "%" in number_format:
        return f"{value * 100:.{places}f}%"
    if "," in number_format:
        return f"{value:,.{places}f}"
    return f"{value:.{places}f}" if "." in number_format else plain(decimal(value), 6)


def page_margins(layout: Layout) -> tuple[float, float, float, float]:
    """Left, right, top and bottom margin in inches: as submitted, but room for a page number."""
    margins = cast("tuple[float, ...]", layout.page.get("margins") or (0.4, 0.4, 0.5, 0.6))
    left, right, top, bottom = (min(margin, 0.8) for margin in margins[:4])
    return left, right, top, max(0.6, bottom)


def page_setup(worksheet: Any, layout: Layout, landscape: bool | None = None) -> None:
    """The submitted print set-up, always one page wide; A4 when the paper is not given."""
    page = layout.page
    wide = page.get("orientation") == "landscape" if landscape is None else landscape
    (worksheet.set_landscape if wide else worksheet.set_portrait)()
    worksheet.set_paper(cast("int", page.get("paper") or 9))
    worksheet.set_margins(*page_margins(layout))
    worksheet.fit_to_pages(1, 0)
    if page.get("center_horizontally"):
        worksheet.center_horizontally()
    if page.get("gridlines") is False:
        worksheet.hide_gridlines(2)


def fitted_widths(widths: Mapping[int, float], room: float, least: float = 30) -> dict[int, float]:
    """`widths`, the widest made narrower (not below `least`) until all fit into `room`."""
    found = dict(widths)
    over = sum(pixels(width) for width in found.values()) / 7 - room
    wide = {col: width - least for col, width in found.items() if width > least}
    slack = sum(wide.values())
    if over > 0 and slack > 0:
        share = min(1.0, over / slack)
        found |= {col: round(found[col] - spare * share, 2) for col, spare in wide.items()}
    return found


def numbers_written(plan: Plan, sheet: str) -> dict[Cell, Written]:
    """Text that was read as a number, as that number; it keeps its per cent sign or its unit (1266家次).

    A number that was not read as one, as text.
    """
    found: dict[Cell, Written] = {}
    for address, text in plan.refused.items():
        name, _, cell = address.partition("!")
        if name == sheet:
            found[position(cell)] = Written(text)
    for address, value in plan.numbers.items():
        name, _, cell = address.partition("!")
        if name != sheet:
            continue
        submitted = plan.shown[address]
        raw = str(submitted.value)
        changes: dict[str, Prop | None] = dict(_ON_THE_LINE) if submitted.runs else {}
        if not _PLAIN.fullmatch(str(dict(submitted.style.props).get("num_format") or "0")):
            changes["num_format"] = None  # a text shows as it stands, whatever its format
        if remarked := as_written(raw, value) or percent_sign(raw, value):
            changes["num_format"] = remarked
        elif "%" in raw.replace("％", "%"):
            printed = raw.strip(" \u3000%％")
            digits = printed.partition(".")[2]
            as_points = _DECIMAL.fullmatch(printed) and decimal(printed) == value != 0
            sign = '"%"' if as_points else "%"  # a weight of 20% is 20 points
            changes["num_format"] = f"0.{'0' * len(digits)}{sign}" if digits else f"0{sign}"
        elif counted := _COUNTED.fullmatch(raw):
            digits, unit = counted.groups()
            if decimal(digits) == value:
                places = "0" * len(digits.partition(".")[2])
                changes["num_format"] = f'0{"." if places else ""}{places}"{unit}"'
            elif shown := money_unit(digits, unit, value):
                changes["num_format"] = shown
        found[position(cell)] = Written(json_number(value), changes=changes)
    return found
