"""How a cell looks: an openpyxl style → XlsxWriter's property names, colours as #RRGGBB."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore.model.layout import CellStyle
from sheetscore.regexes import regex

Props = dict[str, str | int | float | bool]


_BORDERS = {
    "thin": 1, "medium": 2, "dashed": 3, "dotted": 4, "thick": 5, "double": 6, "hair": 7,
    "mediumDashed": 8, "dashDot": 9, "mediumDashDot": 10, "dashDotDot": 11,
    "mediumDashDotDot": 12, "slantDashDot": 13,
}  # fmt: skip
_ALIGN = {
    "left": "left", "center": "center", "right": "right", "fill": "fill", "justify": "justify",
    "centerContinuous": "center_across", "distributed": "distributed",
}  # fmt: skip
_VALIGN = {
    "top": "top", "center": "vcenter", "bottom": "bottom", "justify": "vjustify",
    "distributed": "vdistributed",
}  # fmt: skip
_UNDERLINE = {"single": 1, "double": 2, "singleAccounting": 33, "doubleAccounting": 34}
_SIDES = ("left", "right", "top", "bottom")
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip
_OFFICE = (
    "FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D", "9BBB59", "8064A2", "4BACC6",
    "F79646", "0000FF", "800080",
)  # fmt: skip
_MAX_THEME = 200_000
_HEX = regex(r"[0-9A-Fa-f]{6}")


class Palette:
    """The twelve theme colours of one workbook (Office's own where the theme says nothing)."""

    def __init__(self, theme: bytes | str | None) -> None:
        text = theme.decode("utf-8", "replace") if isinstance(theme, bytes) else theme or ""
        self._theme = dict(enumerate(_theme_colours(text[:_MAX_THEME])))

    def rgb(self, colour: Any) -> str | None:
        """`#RRGGBB`, or None for the automatic colour and for what cannot be resolved."""
        if colour is None:
            return None
        base: str | None = None
        if colour.type == "rgb" and isinstance(colour.rgb, str):
            base = colour.rgb[-6:]
        elif colour.type == "theme":
            base = self._theme.get(colour.theme)
        elif colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
            base = COLOR_INDEX[colour.indexed][-6:]
        if base is None or not _HEX.fullmatch(base):
            return None
        return "#" + _tinted(base, colour.tint or 0.0).upper()


@lru_cache(maxsize=16)
def _theme_colours(text: str) -> tuple[str, ...]:
    """The colours of a theme; the files of one form have one theme."""
    found = []
    for usual, name in zip(_OFFICE, _THEME_ORDER, strict=True):
        pattern = rf"<a:{name}>\s*<a:\w+Clr\b[^>]*?(?:lastClr|val)=\"([0-9A-Fa-f]{{6}})\""
        stated = re.search(pattern, text)
        found.append(stated[1] if stated else usual)
    return tuple(found)


def _tinted(base: str, tint: float) -> str:
    """`base` made lighter (tint above 0) or darker, as the file format defines it, in HLS."""
    if not tint:
        return base
    red, green, blue = (int(base[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "".join(f"{round(part * 255):02x}" for part in parts)


class Styles:
    """Cell styles in XlsxWriter's names, each combination made once."""

    def __init__(self, worksheet: Worksheet) -> None:
        self._palette = Palette(getattr(worksheet.parent, "loaded_theme", None))
        self._made: dict[tuple[int, ...], CellStyle] = {}

    def of(self, cell: Cell | MergedCell) -> CellStyle:
        """The style of one cell of that worksheet."""
        key = tuple(cell._style or ())  # type: ignore[union-attr]
        if key not in self._made:
            try:
                props = self._props(cell)
            except IndexError:  # the file names a style that it does not hold
                props = {}
            self._made[key] = CellStyle(tuple(sorted(props.items())))
        return self._made[key]

    def _props(self, cell: Cell | MergedCell) -> Props:
        props = {**self._font(cell), **self._alignment(cell), **self._fill(cell)}
        props |= self._borders(cell)
        if cell.number_format != "General":
            props["num_format"] = cell.number_format
        return props

    def _font(self, cell: Cell | MergedCell) -> Props:
        font = cell.font
        props: Props = {"font_name": font.name or "宋体", "font_size": font.sz or 11}
        flags = {"bold": font.b, "italic": font.i, "font_strikeout": font.strike}
        props |= {name: True for name, on in flags.items() if on}
        if font.u:
            props["underline"] = _UNDERLINE.get(font.u, 1)
        colour = self._palette.rgb(font.color)
        return props | ({"font_color": colour} if colour else {})

    def _alignment(self, cell: Cell | MergedCell) -> Props:
        look = cell.alignment
        props: Props = {}
        if look.horizontal in _ALIGN:
            props["align"] = _ALIGN[look.horizontal]
        if look.vertical in _VALIGN:
            props["valign"] = _VALIGN[look.vertical]
        props |= {"text_wrap": True} if look.wrap_text else {}
        props |= {"shrink": True} if look.shrink_to_fit else {}
        props |= {"indent": int(look.indent)} if look.indent else {}
        turned = int(look.textRotation or 0)
        if turned:
            props["rotation"] = 270 if turned == 255 else turned if turned <= 90 else 90 - turned
        return props

    def _fill(self, cell: Cell | MergedCell) -> Props:
        fill = cell.fill
        if getattr(fill, "patternType", None) != "solid":
            return {}
        colour = self._palette.rgb(fill.fgColor)
        return {"pattern": 1, "bg_color": colour} if colour else {}

    def _borders(self, cell: Cell | MergedCell) -> Props:
        props: Props = {}
        for side in _SIDES:
            line = getattr(cell.border, side)
            if line is None or line.style not in _BORDERS:
                continue
            props[side] = _BORDERS[line.style]
            colour = self._palette.rgb(line.color)
            props |= {f"{side}_color": colour} if colour else {}
        return props
