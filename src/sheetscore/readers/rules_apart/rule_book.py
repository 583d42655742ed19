"""All rules that stand apart from the rows of one 自评表: blocks of 评分细则 in its workbook, and what is said around them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sheetscore.readers.grid import Cell, Grid, Sheet
from sheetscore.readers.rules_apart.line_keys import bare_name, code_of, refers_to
from sheetscore.readers.rules_apart.rule_blocks import (
    RuleHead,
    RuleLine,
    around,
    lines_under,
    rule_heads,
    says_rules,
)
from sheetscore.readers.rules_apart.rule_sentences import spoken_lines
from sheetscore.regexes import regex

FOOT = "评分细则"
"""The title of the rules at the foot of a completed table."""
_OWN_RULE = regex(
    r"(?:(?:下列|下表|以下|部分|个别)指标)?(?:另有|有单独的?)(?:评分)?(?:细则|标准|规定|办法)的?[,，]?(?:从其规定|按(?:照?)?(?:其|该)?(?:评分)?(?:细则|标准|规定|办法)(?:计分|评分|执行)?)"
    r"(?:[,，]不(?:再)?适用(?:上述|以上)?(?:第[\d一二三四五六七八九十]+条|通用规则|规定)?)?(?=[。；;]|$)"
)
"""A rule for a row goes before what is said of all: 下列指标另有细则的，按细则计分，不适用第2条."""


@dataclass(slots=True)
class RuleBook:
    """The lines, the texts around them, the row where a block begins on the sheet of the table itself (None: none does), and the
    texts of lines that stand in no table.

    `few`: all lines are for rows of the table, which has more; `general`: what is said of the others, and `sheet`, the name of the
    sheet where it stands.
    """

    lines: list[RuleLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    few: bool = False
    general: list[str] = field(default_factory=list)
    sheet: str = ""
    begins: int | None = None
    said: frozenset[str] = frozenset()

    def besides(self, notes: str, own_output: bool) -> list[str]:
        """The lines of notes that are no rules of rows, and no pointers to the sheet whose general words are read with them."""
        own = own_output and bool(self.lines)
        lines = [line for line in notes.split("\n") if line not in self.said]
        return [line for line in lines if not refers_to(line, self.sheet, own)]

    def share(self, records: Sequence[dict[str, Any]], lines: Sequence[str]) -> list[str]:
        """Notes without 另有细则的按细则计分; where `few` rows have rules of their own, these know the notes too."""
        lines = [line for line in lines if line not in self.said]
        if not self.few:
            return lines
        first = any(map(_OWN_RULE.search, lines))
        plain = [_OWN_RULE.sub("", line) for line in lines]
        for record in records:
            joined = record["rule_from"]
            if joined and not joined.why:
                record["rule_from"] = replace(
                    joined, notes="\n".join(plain), shared=True, first=first
                )
        return plain


def rules_below(sheet: Sheet, header: tuple[int, int]) -> list[RuleHead]:
    """The heads of blocks of rules below a table on its own sheet; none of them is its header, printed again."""
    own = {cell.key for cell in sheet.row(header[0])}
    heads = rule_heads(sheet, header[1])
    return [head for head in heads if {cell.key for cell in sheet.row(head.row)} != own]


def rule_book(
    grid: Grid, sheet: Sheet, header: tuple[int, int], names: Collection[str]
) -> RuleBook:
    """The rules for the table with this header on `sheet`, whose rows have these names; in an output of ours those at its foot."""
    book = RuleBook()
    said: set[str] = set()
    for other in grid.sheets:
        same = other.worksheet is sheet.worksheet
        if not other.visible or (grid.own_output and not same):
            continue
        first = header[1] if same else 0
        heads = rules_below(other, header) if same else rule_heads(other)
        blocks = list(_blocks(other, heads)) if heads else []
        lines = [line for _, each in blocks for line in each]
        if lines and says_rules(lines):
            begin = begin_of(other, heads[0], first) if same else other.top
            book.begins = begin if same else book.begins
            book.lines += lines
            book.notes += _notes(around(other, heads, begin), names)
        spoken = spoken_lines(other, first, names, FOOT if heads else "")
        if heads and not grid.own_output:
            spoken = []
        book.lines += [line for line, _ in spoken]
        said |= {text for _, text in spoken}
    book.said = frozenset(said)
    return book


def _blocks(sheet: Sheet, heads: Sequence[RuleHead]) -> Iterator[tuple[RuleHead, list[RuleLine]]]:
    ends = [*(head.row for head in heads[1:]), sheet.last_row + 1]
    for head, end in zip(heads, ends, strict=True):
        yield head, list(lines_under(sheet, head, end))


def begin_of(sheet: Sheet, head: RuleHead, after: int) -> int:
    """The row of the title above a block, or of its head."""
    row = head.row
    while row - 1 > after and len(cells := sheet.row(row - 1)) == 1 and cells[0].worded:
        row -= 1
    return row


def _notes(cells: Iterator[Cell], names: Collection[str]) -> list[str]:
    """The texts around a block that are no names of rows, as printed."""
    return [cell.text.strip() for cell in cells if bare_name(cell.text) not in names]


def rules_for(sheet: Sheet, row: int, others: Sequence[Sheet]) -> bool:
    """Is the table whose header stands in `row` nothing but the rules of another table of the workbook?

    Half of its lines, at least, are called what a cell of the other one is.
    """
    heads = rule_heads(sheet, row - 1)
    if not heads or heads[0].row != row:
        return False
    lines = [line for _, each in _blocks(sheet, heads) for line in each]
    keys = [{each for each in line.keys if each[0] != "number"} for line in lines]
    for other in others:
        held = {("name", bare_name(cell.text)) for cell in other.cells.values() if cell.worded}
        held |= {("type", cell.key.upper()) for cell in other.cells.values() if cell.worded}
        held |= {("code", code_of(cell.text)) for cell in other.cells.values() if cell.worded}
        if lines and 2 * sum(bool(each & held) for each in keys) >= len(lines):
            return True
    return False
