"""Sheets taken apart and put together again, so that a test can move, split, pad and reorder the tables of a real return.

A page is values and merged areas by (row, column), 1-based; nothing here knows how the program reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import to_bytes

Area = tuple[int, int, int, int]
Place = tuple[int, int]


def always(_: object) -> bool:
    """Every one."""
    return True


@dataclass(frozen=True)
class Page:
    """One sheet: `cells` by (row, column), `merges` as (first row, first column, last row, last column)."""

    name: str
    cells: dict[Place, object]
    merges: tuple[Area, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    state: str = "visible"
    formats: dict[Place, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sheet: Worksheet) -> Page:
        cells = {
            (c.row, c.column): c.value
            for row in sheet.iter_rows()
            for c in row
            if c.value is not None
        }
        areas = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
        return cls(sheet.title, cells, tuple(areas))

    @property
    def last_row(self) -> int:
        return max([row for row, _ in self.cells] + [area[2] for area in self.merges])

    @property
    def last_col(self) -> int:
        return max([col for _, col in self.cells] + [area[3] for area in self.merges])

    def column_of(self, label: str, nth: int = 1) -> int:
        """The column whose header (blanks left out) is `label`; the nth of several."""
        found = [
            place
            for place in sorted(self.cells)
            if "".join(str(self.cells[place]).split()) == label
        ]
        return found[nth - 1][1]

    def row_of(self, label: str) -> int:
        """The first row where a cell (blanks left out) begins with `label`."""
        return min(
            row
            for (row, _), value in self.cells.items()
            if "".join(str(value).split()).startswith(label)
        )

    def moved(self, down: int = 0, right: int = 0) -> Page:
        return self.mapped(lambda row: row + down, lambda col: col + right)

    def mapped(self, rows: Callable[[int], int], columns: Callable[[int], int]) -> Page:
        """Rows and columns renumbered; a merge keeps its corners."""
        merges = tuple((rows(a), columns(b), rows(c), columns(d)) for a, b, c, d in self.merges)
        return replace(
            self,
            cells={(rows(r), columns(c)): v for (r, c), v in self.cells.items()},
            merges=merges,
        )

    def with_rows(self, before: int, count: int = 1) -> Page:
        """`count` empty rows put in before a row; a merge over the place grows."""
        return self.mapped(lambda row: row + count if row >= before else row, lambda col: col)

    def with_column(self, before: int, values: dict[int, object]) -> Page:
        """A column put in before another, with these values by row."""
        page = self.mapped(lambda row: row, lambda col: col + 1 if col >= before else col)
        return page.having({(row, before): value for row, value in values.items()})

    def reordered(self, order: Sequence[int]) -> Page:
        """The columns in this order (their old numbers); merges over several columns must have been taken apart."""
        new = {old: number for number, old in enumerate(order, 1)}
        return self.mapped(lambda row: row, lambda col: new[col])

    def having(self, cells: dict[Place, object]) -> Page:
        """With these cells; None empties one."""
        kept = {
            place: value for place, value in {**self.cells, **cells}.items() if value is not None
        }
        return replace(self, cells=kept)

    def unmerged(self, wanted: Callable[[Area], bool] = always, repeat: bool = False) -> Page:
        """These merged areas taken apart: blank below, or the value repeated in the first column of each."""
        cells = dict(self.cells)
        for a, b, c, _ in filter(wanted, self.merges):
            if repeat and (a, b) in cells:
                cells |= {(row, b): cells[a, b] for row in range(a, c + 1)}
        return replace(
            self, cells=cells, merges=tuple(area for area in self.merges if not wanted(area))
        )

    def each(
        self,
        change: Callable[[object], object],
        wanted: Callable[[Place], bool] = always,
    ) -> Page:
        """Every value changed."""
        return replace(
            self, cells={p: change(v) if wanted(p) else v for p, v in self.cells.items()}
        )

    def under(self, other: Page, gap: int = 1) -> Page:
        """Both on one sheet, this one below."""
        return other.joined(self.moved(down=other.last_row + gap))

    def beside(self, other: Page, gap: int = 1) -> Page:
        """Both on one sheet, this one to the right."""
        return other.joined(self.moved(right=other.last_col + gap))

    def joined(self, other: Page) -> Page:
        return replace(self, cells={**self.cells, **other.cells}, merges=self.merges + other.merges)


def book_of(*pages: Page) -> Workbook:
    """A workbook of these pages in their order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(page.name)
        for (row, col), value in page.cells.items():
            sheet.cell(row, col, value)
        for (row, col), fmt in page.formats.items():
            sheet.cell(row, col).number_format = fmt
        for a, b, c, d in page.merges:
            sheet.merge_cells(start_row=a, start_column=b, end_row=c, end_column=d)
        for row in page.hidden_rows:
            sheet.row_dimensions[row].hidden = True
        for col in page.hidden_columns:
            sheet.column_dimensions[get_column_letter(col)].hidden = True
        sheet.sheet_state = page.state
    return book


def files_of(*books: Iterable[Page]) -> list[tuple[str, bytes]]:
    """Workbooks of pages as files of one unit."""
    return [
        (f"某局-2020{'' if number == 1 else f'之{number}'}.xlsx", to_bytes(book_of(*pages)))
        for number, pages in enumerate(books, 1)
    ]
