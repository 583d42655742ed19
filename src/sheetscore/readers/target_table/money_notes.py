"""What is printed about 预算执行率 outside of the notes: in a heading of the money, its labels, a line above, a line of several cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.regexes import regex
from sheetscore.words.execution_points import NAMES_MONEY, gives_money_points, speaks_of_rule
from sheetscore.words.text import clean

_BRACKET = regex(r"[(（](?P<said>[^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]")
_LEADS = regex(r"^(?:计算公式|公式|其中|即|按照?|注)?[:：=]?")
_ENDS = regex(r"(?<!不)(?<!不予)(?:计算|计分|记分|得分)$")
_RESULT = regex(r"(?:自评|评价|总体|综合)(?:结论|总分|得分)")


def money_notes(
    sheet: Sheet, money: tuple[int, int], rows: Collection[int], said: str
) -> list[str]:
    """Lines for the notes of a table: what is said of 预算执行率 in the heading row of the money and left of its figures
    (`money`: that row, and the one of 年度资金总额), and in the other `rows`; what stands in `said` already is left out.
    """
    found = [line for cell in _heads(sheet, *money) if (line := _of_heading(cell))]
    found += rules_in(sheet, rows)
    return [line for line in dict.fromkeys(found) if line not in said]


def rules_in(sheet: Sheet, rows: Collection[int]) -> list[str]:
    """The texts of these rows that say how 预算执行率 is scored."""
    cells = (cell for row in rows for cell in sheet.row(row))
    return [cell.text.strip() for cell in cells if cell.worded and _is_rule(cell.text)]


def other_rows(sheet: Sheet, head: int, below: tuple[int, int]) -> list[int]:
    """The rows above the heading row of the money, and those below the table."""
    return [*range(sheet.top, head), *range(below[0], below[1] + 1)]


def _heads(sheet: Sheet, head: int, total: int) -> Iterator[Cell]:
    yield from (cell for cell in sheet.row(head) if cell.worded)
    for cell in sheet.row(total):
        if not cell.worded:
            return
        yield cell


def _of_heading(cell: Cell) -> str:
    """得分（执行率×10分）: what a heading says in its bracket of how points are given, as a sentence about 预算执行率; "" where nothing."""
    text = clean(cell.text).text
    brackets = [found["said"] for found in _BRACKET.finditer(text)] or [text]
    rules = [each for each in brackets if speaks_of_rule(each)]
    if not rules:
        return ""
    body = _ENDS.sub("", _LEADS.sub("", ";".join(rules)))
    return body if NAMES_MONEY.match(body) else f"预算执行率:{body}"


def _is_rule(text: str) -> bool:
    cleaned = clean(text).text
    return gives_money_points(cleaned) and not _RESULT.search(cleaned)
