"""Write the forms of tools/editions.py: blank workbooks and a filled sample of each. Equal tables give equal bytes."""

import math
from pathlib import Path

from editions import EDITIONS, Block, Edition, Line
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from paper import (
    COLUMNS,
    FONT,
    LEFT,
    LINE,
    UP,
    WRITTEN,
    Row,
    Value,
    align_left,
    count_lines,
    pack,
    put,
    put_table,
    set_page,
)

ROOT = Path(__file__).resolve().parents[1]
NAME = "部门整体支出绩效评价表"
SIZE, WIDTHS = 10, (8, 5, 9, 5, 13.5, 5, 43, 41, 6.5)
BASE_SIZE, BASE_WIDTHS, BASE_COLUMNS = 10.5, (26, *[10.6] * 6), 6


def head(edition: Edition) -> Row:
    """The header of the 指标表."""
    levels = ("一级指标", "分值", "二级指标", "分值", "三级指标", "分值")
    return (*levels, edition.criteria_head, "指标说明", "得分")


def parted(level: str, pointed: bool) -> tuple[Value, Value]:
    """过程 58 → the name and its points; no points where the bureau sets them."""
    name, _, points = level.partition(" ")
    return name, int(points) if points and pointed else None


def score_rows(edition: Edition, filled: bool) -> list[Row]:
    """The lines with their levels merged; the blank form has no claims, and no points or criteria of a bureau's own."""
    rows: list[Row] = []
    before = Line("", "", "", None)
    pointed = edition.pointed or filled
    for line in edition.lines:
        same1 = line.level1 == before.level1
        same2 = same1 and line.level2 == before.level2
        upper = (UP, UP) if same1 else parted(_summed(edition, line, 1, pointed), pointed)
        lower = (UP, UP) if same2 else parted(_summed(edition, line, 2, pointed), pointed)
        rows.append(
            (
                *upper, *lower, line.name, line.points if pointed else None,
                line.criteria if pointed else None, line.explanation, line.claim if filled else None,
            )
        )  # fmt: skip
        before = line
    return rows


def _summed(edition: Edition, line: Line, level: int, pointed: bool) -> str:
    """The name of a level with its points: those printed, else the sum of its lines."""
    name = line.level1 if level == 1 else line.level2
    if " " in name or not pointed:
        return name
    members = [
        each
        for each in edition.lines
        if each.level1 == line.level1 and (level == 1 or each.level2 == line.level2)
    ]
    return f"{name} {sum(int(str(each.points)) for each in members)}"


def draw_scores(ws: Worksheet, edition: Edition, filled: bool) -> None:
    """Draw the 指标表."""
    rows = score_rows(edition, filled)
    put(ws, "A1:I1", edition.title, 16, bold=True)
    put_table(ws, 2, [head(edition), *rows], SIZE)
    for column in COLUMNS:
        ws[f"{column}2"].font = Font(name=FONT, size=SIZE, bold=True)
    ws.row_dimensions[1].height = ws.row_dimensions[2].height = 34
    for number, row in enumerate(rows, 3):
        align_left(ws, (f"{column}{number}" for column in "GH"))
        texts = [(row[i], WIDTHS[i]) for i in (4, 6, 7) if row[i] is not None]
        tallest = max(2, *(count_lines(text, width) for text, width in texts))
        ws.row_dimensions[number].height = math.ceil(tallest * SIZE * LINE) + 4
    set_page(ws, "landscape", WIDTHS, "2:2")
    ws.freeze_panes = "A3"


def spread(values: tuple[Value, ...]) -> Row:
    """Figures over six columns: two of them take three columns each."""
    wide, rest = divmod(BASE_COLUMNS, len(values))
    found: list[Value] = []
    for number, value in enumerate(values):
        found += [value, *[LEFT] * (wide - 1 + (number < rest))]
    return tuple(found)


def base_rows(block: Block, filled: bool) -> list[Row]:
    """The rows of a block; without figures in the blank form."""
    header = (block.label, *spread(block.headers))
    if len(block.rows[0]) == len(block.headers):
        figures = block.rows[0] if filled else (None,) * len(block.headers)
        return [header, (UP, *spread(figures))]
    return [
        header,
        *((row[0], *spread(row[1:] if filled else (None,) * (len(row) - 1))) for row in block.rows),
    ]


def draw_base(ws: Worksheet, edition: Edition, filled: bool) -> None:
    """Draw the 基础数据表."""
    put(ws, "A1:G1", edition.base_title, 16, bold=True)
    put(ws, "A2:D2", f"填报单位：{edition.unit if filled else ''}", BASE_SIZE)
    put(ws, "E2:G2", "单位：万元、人", BASE_SIZE)
    rows = [row for block in edition.blocks for row in base_rows(block, filled)]
    put_table(ws, 3, rows, BASE_SIZE)
    for number, row in enumerate(rows, 3):
        tallest = max(count_lines(cell, _width(row, i)) for i, cell in enumerate(row) if cell)
        ws.row_dimensions[number].height = max(25, math.ceil(tallest * BASE_SIZE * LINE) + 6)
        for column, value in zip("BCDEFG", row[1:], strict=True):
            if isinstance(value, float):
                ws[f"{column}{number}"].number_format = "0.00"
        if len(row) > 1 and not isinstance(row[1], str) and row[0] not in (UP, None):
            align_left(ws, iter([f"A{number}"]))
    number = 3
    for block in edition.blocks:
        if len(block.rows[0]) == len(block.headers):
            cells = [
                column
                for column, value in zip("BCDEFG", spread(block.headers), strict=True)
                if value != LEFT
            ]
            for column, header in zip(cells, block.headers, strict=True):
                if header.endswith("率"):
                    ws[f"{column}{number + 1}"].number_format = "0.00%"
        number += len(base_rows(block, filled))
    put(ws, f"A{number}:G{number}", edition.note, BASE_SIZE)
    align_left(ws, iter(["A2", f"A{number}"]))
    lines = count_lines(edition.note, sum(BASE_WIDTHS))
    ws.row_dimensions[number].height = math.ceil(lines * BASE_SIZE * LINE) + 10
    ws.row_dimensions[1].height, ws.row_dimensions[2].height = 36, 25
    set_page(ws, "portrait", BASE_WIDTHS, "1:2")


def _width(row: Row, column: int) -> float:
    """The width of the merged cell that begins in a column."""
    end = column
    while end + 1 < len(row) and row[end + 1] == LEFT:
        end += 1
    return sum(BASE_WIDTHS[column : end + 1])


def make_workbook(edition: Edition, filled: bool) -> bytes:
    """Make the workbook with the unit's figures and claims, or blank."""
    book = Workbook()
    book.properties.creator = book.properties.title = edition.title
    book.properties.created = WRITTEN
    scores = book.worksheets[0]
    scores.title = "指标表"
    draw_scores(scores, edition, filled)
    draw_base(book.create_sheet("基础数据表"), edition, filled)
    return pack(book)


def main() -> None:
    """Rewrite the blank forms and the samples."""
    for edition in EDITIONS:
        folder = ROOT / "templates" / edition.form
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{NAME}.xlsx").write_bytes(make_workbook(edition, filled=False))
        (ROOT / "samples" / f"{edition.sample}.xlsx").write_bytes(
            make_workbook(edition, filled=True)
        )


if __name__ == "__main__":
    main()
