"""The rules of a 评分细则 put into the rows of a table whose own cells say none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sheetscore.readers.grid import Grid, Sheet
from sheetscore.readers.rules_apart.line_keys import bare_name, says_nothing, type_keys
from sheetscore.readers.rules_apart.rule_book import (
    FOOT,
    RuleBook,
    begin_of,
    rule_book,
    rules_below,
)
from sheetscore.readers.rules_apart.rule_joins import Joined, join_rules
from sheetscore.readers.target_table.rule_column import says_points

Record = dict[str, Any]
_BY_PERSON = "评分细则里没有可以照算的一条，由人评定，酌情扣分。"


def last_before_rules(sheet: Sheet, header: tuple[int, int], last: int) -> int:
    """The last row of a table, where a block of rules begins below it on the same sheet.

    A header that is printed again after a page break begins none.
    """
    heads = rules_below(sheet, header)
    return min(last, begin_of(sheet, heads[0], header[1]) - 1) if heads else last


def rules_foot(grid: Grid, sheet: Sheet, records: Sequence[Record]) -> tuple[str, ...]:
    """The rules that rows have on another sheet, a line each, for the foot of the completed table: it is scored by them again."""
    found = [
        (str(each["indicator"]), each["rule_from"])
        for each in records
        if each["rule_from"] and each["rule_from"].sheet != sheet.name and not grid.own_output
    ]
    lines = tuple(
        f"{name}：{_BY_PERSON if rule.why or (rule.notes and not rule.shared) else _one_line(rule.text)}"
        for name, rule in found
    )
    return (FOOT, *lines) if lines else ()


def _one_line(text: str) -> str:
    """The words of a cell of several lines in one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return (
        "".join(line if line[-1] in "。；;，,：:" else f"{line}；" for line in lines[:-1])
        + lines[-1]
    )


def has_rules(grid: Grid, sheet: Sheet, header: tuple[int, int]) -> bool:
    """Does the workbook hold any rules besides the table with this header?"""
    return bool(rule_book(grid, sheet, header, ()).lines)


def apply_rules(
    grid: Grid, sheet: Sheet, header: tuple[int, int], records: Sequence[Record],
    taken: Collection[int | None], own: Callable[[Record], str],
) -> RuleBook:  # fmt: skip
    """Puts `rule_from` into the records without a rule of their own; the words of a rule stand in their `criteria`.

    `taken` are the columns that hold no codes and no types, `own` gives what a row's own cell of rules says. Returns the rules.
    """
    asking = [each for each in records if asks(own(each))]
    if not asking:
        return RuleBook()
    names = names_of(records)
    book = rule_book(grid, sheet, header, names)
    if not book.lines:
        return RuleBook()
    found = join_rules(book, sheet, header, asking, lambda col: col not in taken, own)
    for record, joined in zip(asking, found, strict=True):
        if joined is not None:
            record["rule_from"] = joined
            if not joined.why:
                _put(record, joined)
    if book.general:
        book.sheet = book.lines[0].sheet
    return book if any(found) else RuleBook()


def _put(record: Record, joined: Joined) -> None:
    record["criteria"], record["method"] = joined.text, ""
    record["explanation"] = record["explanation"] or joined.explanation


def names_of(records: Sequence[Record]) -> set[str]:
    return {bare_name(str(each["indicator"])) for each in records}


def asks(own: str) -> bool:
    """Does a row's own cell of rules leave the rule to another place: blank, 见评分细则, A型?"""
    return says_nothing(own) or (bool(type_keys(own)) and not says_points(own))
