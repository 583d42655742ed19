"""What a person typed into a completed workbook: its cells laid beside the fingerprint of what we wrote.

Only what a person may type into counts: the cells of the two tables, 填写数值 of 缺数清单, 评定得分, 评定依据数. A formula of ours does
not, whatever it shows now; a number typed over it does. A workbook that another program merely saved again has no change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sheetscore.model.fingerprints import Cell as Place
from sheetscore.model.fingerprints import Fingerprint, as_share, input_key, place_of, retyped, token
from sheetscore.readers.bytes.file_kinds import Kind
from sheetscore.readers.grid import Cell, Grid, Sheet, address
from sheetscore.readers.sent_back.assessed import read_assessed
from sheetscore.readers.sent_back.own_workbook import BASE, INDICATORS, NEEDS
from sheetscore.readers.sent_back.supplied import supplied_header
from sheetscore.words.text import name_key


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs from what the original gives: its sheet and place, the cell itself, its token ("" for a cleared one).

    `label` is what a person calls it, `typed` is False for what we had taken over from a person and wrote ourselves.
    """

    sheet: str
    place: Place
    cell: Cell
    token: str
    label: str
    typed: bool = True
    source: str = "o"

    @property
    def words(self) -> str:
        """What was typed, as it is written into the next workbook where it is no figure: 约60, =30+30 without a result."""
        return self.cell.text.strip() or self.cell.formula

    @property
    def where(self) -> str:
        """Where it stands in the completed workbook: 缺数清单!J5."""
        return f"{self.sheet}!{address(*self.place)}"


def changes_of(grid: Grid, against: Fingerprint | None = None) -> dict[str, Change]:
    """The changes of an own output by the key of the cell or input, against its own fingerprint or another one.

    Without any fingerprint only what stands in cells that come empty: 填写数值, 评定得分, 评定依据数.
    """
    own = grid.own.fingerprint if grid.own else None
    expected = against or own
    taken = own.taken if own else {}
    found: dict[str, Change] = {}
    if expected is not None and expected.whole:
        for sheet in grid.sheets:
            if sheet.name in (INDICATORS, BASE):
                found |= _table(grid, sheet, expected, taken)
    written = expected.inputs if expected else {}
    for key, name, cell, label in _inputs(grid):
        now = token(cell.formula if cell.value is None else cell.value)
        if now and now != written.get(key, ""):
            found[key] = _change(name, cell, now, label, taken.get(key))
    return found


def _change(sheet: str, cell: Cell, now: str, label: str, taken: tuple[str, str] | None) -> Change:
    typed = taken is None or taken[0] != now
    source = taken[1] if taken and not typed else "o"
    return Change(sheet, (cell.row, cell.col), cell, now, label, typed, source)


def _table(
    grid: Grid, sheet: Sheet, expected: Fingerprint, taken: Mapping[str, tuple[str, str]]
) -> dict[str, Change]:
    last_row, last_col = grid.filed(sheet)
    tokens, formulas = expected.cells.get(sheet.name, {}), expected.formulas.get(sheet.name, ())
    found = {}
    for place in sorted({*tokens, *sheet.cells}):
        if place[0] > last_row or place[1] > last_col:
            continue
        cell = sheet.cells.get(place) or Cell(*place, None)
        now = token(cell.value)
        told = expected.texts is not None and sheet.name in expected.texts
        same_as_text = now == tokens.get(place, "") and isinstance(cell.value, str)
        if told and now and not same_as_text:  # some programs save a number that we wrote as text
            now = retyped(now, cell.value, (expected.texts or {})[sheet.name], place)
        if _became_share(sheet.name, place, cell, expected):
            now = as_share(now)
        if now == tokens.get(place, "") or (
            place in formulas and (cell.formula or grid.kind is Kind.XLS)
        ):
            continue
        key = place_of(sheet.name, place)
        label = f"{sheet.name}!{cell.address}"
        found[key] = _change(sheet.name, cell, now, label, taken.get(key))
    return found


def _became_share(sheet: str, place: Place, cell: Cell, expected: Fingerprint) -> bool:
    """98% typed over 0.98: the number stays, its format changes."""
    number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    known = expected.shares is not None and sheet in expected.shares
    return number and known and "%" in cell.number_format and place not in expected.shares[sheet]  # type: ignore[index]


def _inputs(grid: Grid) -> Iterator[tuple[str, str, Cell, str]]:
    """Cells that a person is asked to fill: key, sheet, cell, and what a person calls it."""
    for sheet in grid.sheets:
        if sheet.name == NEEDS:
            yield from _needs(sheet)
    yield from _assessed(grid)


def _needs(sheet: Sheet) -> Iterator[tuple[str, str, Cell, str]]:
    header = supplied_header(sheet)
    if header is None:
        return
    first, columns = header
    for row in range(first + 1, sheet.last_row + 1):
        words = [
            sheet.owner(row, columns[name]).text.strip() if name in columns else ""
            for name in ("item", "measure", "year")
        ]
        cell = sheet.owner(row, columns["value"])
        if words[0] and cell.col == columns["value"] and cell.row == row:
            name = f"{words[0]}（{words[1]}）" if words[1] else words[0]
            yield input_key(NEEDS, *words), sheet.name, cell, f"{sheet.name}!{cell.address} {name}"


def _assessed(grid: Grid) -> Iterator[tuple[str, str, Cell, str]]:
    """The filled cells of 评定得分 and 评定依据数, by the name of the indicator; the second one of a name by its being the second."""
    told: Counter[tuple[str, str]] = Counter()
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    for typed in read_assessed([grid]):
        name = name_key(typed.indicator)
        told[typed.column, name] += 1
        cell = sheets[typed.sheet].at(typed.cell)
        if cell is not None:
            key = input_key(typed.column, name, told[typed.column, name])
            yield key, typed.sheet, cell, f"{typed.sheet}!{typed.cell} {typed.indicator.strip()}"
