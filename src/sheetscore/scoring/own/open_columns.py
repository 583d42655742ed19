"""Which filled columns leave it open where a figure stands: design decision “Binding”, in the words of a message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheetscore.model.figure import Key
from sheetscore.readers.base_table.base_table import NO_YEAR
from sheetscore.regexes import regex
from sheetscore.words.names import YEAR_CALLED

_THIS_YEAR = regex("[本当今]年")


def open_columns(filed: Sequence[dict[str, Any]], key: Key, dated: bool) -> tuple[str, ...]:
    """`filed` are the records of the item as filed; () where its only column may be taken, whatever year it names.

    A column counts whose header is not read, is blank or does not tell its year; and, for a term without a year word (`dated`
    False), one that names the 评价年度, or a second one of the key's own measure, while that of the measure names another year.
    """
    held = [each for each in filed if each["state"] == "value"]
    own = {_header(each): str(each["cell"]) for each in filed}
    beside = [each for r in filed if isinstance(r["beside"], tuple) for each in r["beside"]]
    unread = [_unread(cell, header, own.get(header, "")) for cell, header in beside]
    shared = {header for _, header in beside if header in own}
    unclear = [
        _told(each, "下面不止一栏" if _header(each) in shared else "分不清是哪一年")
        for each in held
        if each["year"] == NO_YEAR
    ]
    if dated:
        return tuple(dict.fromkeys([*unread, *unclear]))
    others = [
        r for r in held if r["measure"] == key.measure and r["year"] not in (key.year, NO_YEAR)
    ]
    current = [
        r for r in held if r["measure"] != key.measure and r["year"] == key.year and _names_year(r)
    ]
    named = [_told(each, f"写的是{YEAR_CALLED[0]}") for each in current] if others else []
    stale = [_told(each, "是另一年的") for each in others] if not (unread or unclear) else []
    found = [*unread, *unclear, *named]
    return tuple(dict.fromkeys([*stale, *found])) if found or len(others) > 1 else ()


def _unread(cell: str, header: str, other: str) -> str:
    """`other` is a cell that is read under the same header, merged over both."""
    if other:
        return f"{cell}（和 {other} 同在表头“{header}”下）"
    return f"{cell}（表头“{header}”没有读懂）" if header else f"{cell}（上面没有表头）"


def _header(record: dict[str, Any]) -> str:
    return "".join(str(record["label"]).split()[-1:])


def _told(record: dict[str, Any], what: str) -> str:
    return f"{record['cell']}（表头“{_header(record)}”，{what}）"


def _names_year(record: dict[str, Any]) -> bool:
    return record["printed_year"] is not None or bool(_THIS_YEAR.search(str(record["label"])))
