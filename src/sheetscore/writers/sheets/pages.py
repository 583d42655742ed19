"""What our own sheets have in common: title, column widths, A4 page, footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheetscore.model.outcome import Status
from sheetscore.writers.sheets.submitted import merged
from sheetscore.writers.styles import Formats, clean, pixels

_MOST_OF_FOOTER = 60


def columns(worksheet: Any, widths: Sequence[float]) -> None:
    """Set the widths (characters) of the columns from A on."""
    for col, width in enumerate(widths):
        worksheet.set_column_pixels(col, col, pixels(width))


def title(worksheet: Any, formats: Formats, text: str, last_col: int, whose: str = "") -> None:
    """The title in row 1, over all columns; `whose` names unit and year behind it."""
    shown = f"{text}（{whose}）" if whose else text
    merged(worksheet, (1, 1, 1, last_col), shown, formats.title())
    worksheet.set_row(0, 34)


def a4(worksheet: Any, landscape: bool, footer: str, high: int = 0) -> None:
    """A4, one page wide and `high` pages high (0: as many as needed), page numbers below."""
    (worksheet.set_landscape if landscape else worksheet.set_portrait)()
    worksheet.set_paper(9)
    worksheet.set_margins(0.5, 0.5, 0.6, 0.6)
    worksheet.fit_to_pages(1, high)
    worksheet.center_horizontally()
    worksheet.hide_gridlines(2)
    page_numbers(worksheet, footer)


def page_numbers(worksheet: Any, text: str) -> None:
    """`text` at the lower left of each page, the page number at the lower right."""
    left = clean(text)[:_MOST_OF_FOOTER].replace("&", "&&").replace("\n", " ")
    worksheet.set_footer(f'&L&"宋体,Regular"&9{_apart(left)}&R&"宋体,Regular"&9第 &P 页，共 &N 页')


def _apart(text: str) -> str:
    """A footer's font size must not run into a digit that follows it."""
    return f" {text}" if text[:1].isdigit() else text


def colour_by_status(
    worksheet: Any, formats: Formats, area: tuple[int, int, int, int], first_cell: str
) -> None:
    """Colour `area` (1-based) by the state named in `first_cell`, a reference to its first row."""
    for status in Status:
        worksheet.conditional_format(
            area[0] - 1, area[1] - 1, area[2] - 1, area[3] - 1,
            {
                "type": "formula",
                "criteria": f'={first_cell}="{status.label}"',
                "format": formats.status(status),
            },
        )  # fmt: skip


def link(worksheet: Any, cell: tuple[int, int], target: str, look: Any, text: str = "") -> None:
    """An internal link to `target` (基础数据表!D17) in a cell (1-based)."""
    sheet, _, address = target.rpartition("!")
    where = f"internal:'{sheet}'!{address}"
    worksheet.write_url(cell[0] - 1, cell[1] - 1, where, look, clean(text or target))


def header(
    worksheet: Any, formats: Formats, row: int, names: Sequence[str], font_size: float = 10.5
) -> None:
    """A header row (1-based) with one cell a name."""
    look = formats.head(font_size=font_size)
    for col, name in enumerate(names, start=1):
        merged(worksheet, (row, col, row, col), name, look)
