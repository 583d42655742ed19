"""Which rule of a 评分细则 is whose: by the name of the indicator, else by the code, number or type that both print.

A name is the same or another one, never alike. Two lines of one name, a line for two rows of one name, a name and a code that go to
different lines, other points than the row's: a person decides, and both cells are named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sheetscore.exact.numerals import half_width
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.headings import plain
from sheetscore.readers.rules_apart.line_keys import (
    bare_name,
    code_of,
    number_of,
    referred,
    type_keys,
)
from sheetscore.readers.rules_apart.rule_blocks import RuleLine
from sheetscore.readers.rules_apart.rule_book import RuleBook
from sheetscore.regexes import regex

_TYPE_HEADING = regex(r"类型|类别|型$|办法|方法|方式|代码|代号|细则|标准|性质|规则|评分$|计分$")
_CODE_HEADING = regex(r"编码|编号|代码|代号|序号|^序$|^号$")
_ANY_CODE = "[A-Z]{1,6}-?\\d{1,4}"
_NONE = "在评分细则里没有对上的一条"
_FEWEST_LINES = 2
_LEAST_SHARE = 2
"""One row in two, at least, has a rule there, or the table says that its rules are there."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What a row has in a 评分细则: the words of its rule with sheet and cell; or why a person has to say which they are.

    `notes` are the texts around the rules, a line each; `shared`: those that hold for the rows without a rule as well, which stand
    in the completed table too; `first`: they say themselves that a rule of a row goes before them.
    """

    text: str = ""
    sheet: str = ""
    cell: str = ""
    explanation: str = ""
    why: str = ""
    notes: str = ""
    shared: bool = False
    first: bool = False

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the table: its name, the cells of its codes and types, and the number or code that its own cell refers to."""

    cell: str
    name: str
    number: str
    codes: tuple[tuple[str, str], ...]
    types: tuple[tuple[frozenset[str], str], ...]
    points: Decimal
    refers: str


def join_rules(
    book: RuleBook, sheet: Sheet, header: tuple[int, int], records: Sequence[dict[str, Any]],
    free: Callable[[int], bool], own: Callable[[dict[str, Any]], str],
) -> list[Joined | None]:  # fmt: skip
    """For each record the rule that the book has for it; None throughout where the book is about other things.

    `free` tells which columns may hold codes and types, `own` what a row's own cell of rules says.
    """
    rows = [_row(sheet, header, record, free, own(record)) for record in records]
    lines = [part for line in book.lines for part in _parts(line, rows)]
    found = [_found(row, rows, lines) for row in rows]
    joined = sum(each != _NONE for each in found)
    if joined * _LEAST_SHARE < len(rows):
        few = _of_few(book, rows)
        if few:
            book.few, book.general = True, list(book.notes)
            book = replace(book, notes=[])
        return [
            None if each == _NONE
            else _settled(row, each, book, sheet) if few else _of_another(row, each, sheet)
            for row, each in zip(rows, found, strict=True)
        ]  # fmt: skip
    return [_settled(row, each, book, sheet) for row, each in zip(rows, found, strict=True)]


def _of_few(book: RuleBook, rows: Sequence[_Row]) -> bool:
    """Are all lines of a book, two at least, for rows of this table: 个别指标评分细则 beside what is said of the others?"""
    names = {row.name for row in rows}
    named = all(line.named("name") and line.named("name") <= names for line in book.lines)
    one_sheet = len({line.sheet for line in book.lines}) == 1
    return named and one_sheet and len(book.lines) >= _FEWEST_LINES


def _of_another(row: _Row, found: RuleLine | str, sheet: Sheet) -> Joined:
    """A rule for a row, among rules of which most are for rows of another table."""
    place = f"（{found.place}）" if isinstance(found, RuleLine) else ""
    return Joined(
        why=f"{sheet.name}!{row.cell}“{row.name}”另有一处评分标准{place}，那里写的多半不是本表的指标，分不清是不是本行的"
    )


def _settled(row: _Row, found: RuleLine | str, book: RuleBook, sheet: Sheet) -> Joined:
    here = f"{sheet.name}!{row.cell}"
    if isinstance(found, str):
        return Joined(why=f"{here}“{row.name}”{found}")
    if found.why:
        return Joined(why=f"{here}“{row.name}”的评分细则（{found.place}）{found.why}")
    if found.points is not None and found.points != row.points:
        return Joined(why=f"{here}“{row.name}”的分值和评分细则（{found.place}）旁边的分值不同")
    return Joined(
        found.text, found.sheet, found.cell, found.explanation, notes="\n".join(book.notes)
    )


def _row(
    sheet: Sheet, header: tuple[int, int], record: Mapping[str, Any], free: Callable[[int], bool], own: str
) -> _Row:  # fmt: skip
    codes: list[tuple[str, str]] = []
    types: list[tuple[frozenset[str], str]] = []
    row = int(record["row"])
    for col in range(1, sheet.last_col + 1):
        cell = sheet.owner(row, col)
        if not cell.key or not free(col) or cell.col != col:
            continue
        heads = _headings(sheet, header, col)
        if _CODE_HEADING.search(heads) and (code := code_of(cell.text)) and cell.row == row:
            codes.append((code, cell.address))
        if _TYPE_HEADING.search(heads) and (keys := type_keys(cell.text)):
            types.append((keys, cell.address))
    name = sheet.at(str(record["points_cell"])) or Cell(row, 1, None)
    return _Row(
        name.address, bare_name(str(record["indicator"])), number_of(str(record["indicator"])), tuple(codes), tuple(types),
        record["points"], referred(own),
    )  # fmt: skip


def _headings(sheet: Sheet, header: tuple[int, int], col: int) -> str:
    cells = [sheet.owner(row, col) for row in range(header[1], header[0] - 1, -1)]
    return " ".join(dict.fromkeys(plain(cell.key) for cell in cells if cell.key))


def _parts(line: RuleLine, rows: Sequence[_Row]) -> list[RuleLine]:
    """A rule whose words are said row by row (CS09：…；CS11：…) as a rule for each; as it is where they are not."""
    called = {code for row in rows for code, _ in row.codes} | {row.name for row in rows}
    own = line.named("name") | line.named("code")
    called -= {"", *own}
    if not called:
        return [line]
    words = "|".join(sorted(map(re.escape, called), key=len, reverse=True))
    text = half_width(line.text)
    found = list(
        re.finditer(rf"(?:^|(?<=[\n;；。]))\s*(?:\d[.、])?({words}|{_ANY_CODE})\s*[:：]", text)
    )
    if not any(each[1] in called for each in found):
        return [line]
    ends = [*(each.start() for each in found[1:]), len(text)]
    parts = []
    before = line.text[: found[0].start()].strip()
    for each, end in zip(found, ends, strict=True):
        key = each[1]
        kind = "name" if any(row.name == key for row in rows) else "code"
        why = f"前面还有“{before}”" if before else ""
        parts.append(
            replace(line, text=line.text[each.end() : end].strip(" \n;；"), keys=frozenset([(kind, key)]), points=None, why=line.why or why)
        )  # fmt: skip
    whole = replace(line, why=line.why or "分别写了几个指标，没有这一个", points=None)
    return [whole, *parts] if line.named("type") else parts


def _found(row: _Row, rows: Sequence[_Row], lines: Sequence[RuleLine]) -> RuleLine | str:
    """The one line of a row, or why there is none."""
    named = [line for line in lines if row.name in line.named("name")]
    coded = [
        (line, cell) for line in lines for code, cell in row.codes if code in line.named("code")
    ]
    twice = Counter(each.name for each in rows)[row.name] > 1
    if len({line.text for line in named}) > 1 or (len(named) > 1 and len(coded) != 1):
        return f"在评分细则里有几处（{'、'.join(line.place for line in named)}），分不清用哪一处"
    by_code = {line.place + line.text: line for line, _ in coded}
    if len(by_code) > 1:
        return f"的编码在评分细则里有几处（{'、'.join(line.place for line in by_code.values())}），分不清用哪一处"
    if named and coded and coded[0][0].text != named[0].text:
        return f"按名称是评分细则 {named[0].place}，按编码（{coded[0][1]}）是 {coded[0][0].place}，两处不同"
    if coded:
        line = coded[0][0]
        other = line.named("name") - {row.name}
        if not named and other and _strange(line, rows, lines):
            return f"的编码（{coded[0][1]}）和评分细则 {line.place} 相同，名称不同"
        return line
    if named:
        return f"有几行同名，评分细则只有一处（{named[0].place}）" if twice else named[0]
    number, kind = _by_number(row, rows, lines), _by_type(row, lines)
    if number and isinstance(kind, RuleLine) and number != kind:
        told = number.place if isinstance(number, RuleLine) else ""
        return (
            f"按编号{told and f'是评分细则 {told}'}和按类型（{kind.place}）对不上，分不清用哪一处"
        )
    return number or kind


def _strange(line: RuleLine, rows: Sequence[_Row], lines: Sequence[RuleLine]) -> bool:
    """Is a line of the row's code and of another name that of another row, or the row's name elsewhere, or no code confirmed?"""
    names = {each.name for each in rows}
    if line.named("name") & names:
        return True
    confirmed = [
        each for each in rows
        if any(each.name in other.named("name") and other.named("code") & {code for code, _ in each.codes} for other in lines)
    ]  # fmt: skip
    return not confirmed


def _by_number(row: _Row, rows: Sequence[_Row], lines: Sequence[RuleLine]) -> RuleLine | str:
    """The line of the number that the row prints, or refers to, where the lines have no names; "" where there is none."""
    numbers = {row.number, row.refers, *(code for code, _ in row.codes)} - {""}
    bare = [line for line in lines if not line.named("name")]
    found = [line for line in bare if (line.named("number") | line.named("code")) & numbers]
    if not found:
        return ""
    if any(line.named("name") & {each.name for each in rows} for line in lines):
        return f"在评分细则里没有同名的一条，{found[0].place} 只是编号相同"
    if len({line.text for line in found}) > 1:
        return (
            f"的编号在评分细则里有几处（{'、'.join(line.place for line in found)}），分不清用哪一处"
        )
    return found[0]


def _by_type(row: _Row, lines: Sequence[RuleLine]) -> RuleLine | str:
    """The line of the type that the row prints."""
    found = {
        line.place + line.text: (line, cell)
        for keys, cell in row.types for line in lines if keys & line.named("type")
    }  # fmt: skip
    if len(found) > 1:
        told = "、".join(line.place for line, _ in found.values())
        return f"的类型在评分细则里有几处（{told}），分不清用哪一处"
    return next(iter(found.values()))[0] if found else _NONE
