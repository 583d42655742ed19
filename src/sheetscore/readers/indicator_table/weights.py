"""Weights written as per cents (10 %, stored 0.1) that add up to 100 %: points out of 100, as the 得分 beside them are.

Where the money has points of its own (预算执行情况（20分）), they add up to the rest: 80 % (湖北 整体绩效自评表).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal

from sheetscore.exact.amounts import Amount, decimal, json_number, read_amount, read_score
from sheetscore.exact.percent_points import points_of
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_words import is_header
from sheetscore.readers.indicator_table.row_words import SUBTOTAL, TOTAL

Place = tuple[int, int]


def per_cent_points(
    sheet: Sheet,
    rows: tuple[int, int],
    points: int,
    claim: int | None,
    money: tuple[Cell | None, Cell | None],
) -> bool:
    """Are the 分值 in the column `points` of these rows, and that of the money, per cents that make 100 % together?

    `money` are the 分值 and the 得分 of its row; points there (20分) leave the rest to the others. A 得分 above its weight means that each
    is scored out of 100: then they are not.
    """
    apart = _points_apart(money[0])
    pairs = [money] if money[0] is not None and apart is None else []
    for row in range(rows[0], rows[1] + 1):
        if _is_sum(sheet, row) or is_header(sheet.row(row)):
            continue
        cell = sheet.cells.get((row, points))
        if cell is not None:
            pairs.append((cell, sheet.owner(row, claim) if claim else None))
    weights = [_weight(cell) for cell, _ in pairs if cell is not None and cell.text.strip()]
    weights = [each for each in weights if each.state != "nil"]
    if len(weights) < 2 or not all(each.percent and each.value is not None for each in weights):
        return False
    whole = decimal(1) - (apart or decimal(0)) / 100
    if sum((each.value or decimal(0) for each in weights), decimal(0)) != whole:
        return False
    return not any(_above(cell, score) for cell, score in pairs if cell is not None)


def as_points(
    sheet: Sheet, columns: Collection[int], money: Cell | None, rows: tuple[int, int]
) -> Sheet:
    """The sheet with the per cents of these columns, and that of the money, as points: 10 % is 10."""
    places = {(row, col) for row in range(rows[0], rows[1] + 1) for col in columns}
    places |= {(money.row, money.col)} if money else set()
    cells = {
        place: _as_points(cell) if place in places else cell for place, cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells, _owner={}, _rows={})


def _points_apart(cell: Cell | None) -> Decimal | None:
    """The points of the money, where they are no per cent."""
    if cell is None or _weight(cell).percent:
        return None
    points = read_score(cell.value, cell.number_format)
    return points.value if points.value is not None and 0 < points.value < 100 else None


def _is_sum(sheet: Sheet, row: int) -> bool:
    return any(TOTAL.match(cell.key) or SUBTOTAL.match(cell.key) for cell in sheet.row(row)[:4])


def _weight(cell: Cell) -> Amount:
    return read_amount(cell.value, cell.number_format)


def _above(cell: Cell, score: Cell | None) -> bool:
    weight, claimed = (
        _weight(cell).value,
        read_score(score.value, score.number_format).value if score else None,
    )
    return weight is not None and claimed is not None and claimed > weight * 100


def _as_points(cell: Cell) -> Cell:
    points = points_of(cell.value, cell.number_format)
    if points is None:
        return cell
    return replace(cell, value=json_number(points), number_format="General")
