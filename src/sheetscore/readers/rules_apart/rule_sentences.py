"""评分细则 written as lines of text: “1、预算执行率：得分=…”, “A型：完成值达到目标值得满分”, each in a cell or a line of one."""

from __future__ import annotations

from collections.abc import Collection

from sheetscore.exact.numerals import half_width
from sheetscore.readers.grid import Sheet
from sheetscore.readers.rules_apart.line_keys import bare_name, number_of, type_keys
from sheetscore.readers.rules_apart.rule_blocks import Key, RuleLine
from sheetscore.readers.target_table.rule_column import says_points
from sheetscore.regexes import regex

_LINE = regex(r"\s*(?P<name>[^:：。；;，,]{1,30}?)\s*[:：]\s*(?P<rule>.+)$")
_TITLE = regex(
    r"^.{0,24}(?:评分|计分|评价|打分|赋分|考核)(?:细则|办法|标准|标准说明|说明|规则)[:：]?$"
)
_MOST_CELLS = 2


def spoken_lines(
    sheet: Sheet, after: int, names: Collection[str], title: str = ""
) -> list[tuple[RuleLine, str]]:
    """The lines below a title 评分细则 (or on a sheet of that name) that name an indicator or a type, and the text of each.

    `title` is the very title where that is known.
    """
    titled = after == 0 and _TITLE.match(sheet.name.strip()) is not None
    found: list[tuple[RuleLine, str]] = []
    for row, cells in sheet.rows():
        if row <= after or len(cells) > _MOST_CELLS:
            continue
        for cell in cells:
            if not cell.worded:
                continue
            if cell.key == title or (not title and _TITLE.match(half_width(cell.key))):
                titled = True
                continue
            for text in cell.text.split("\n") if titled else ():
                line = _line(sheet, cell.address, text, names)
                found += [(line, text.strip())] if line else []
    return found


def _line(sheet: Sheet, cell: str, text: str, names: Collection[str]) -> RuleLine | None:
    found = _LINE.fullmatch(text)
    if found is None or not says_points(found["rule"]):
        return None
    name, types = bare_name(found["name"]), type_keys(bare_name(found["name"]))
    keys: set[Key] = {("type", key) for key in types}
    if name in names:
        keys.add(("name", name))
        if number := number_of(found["name"]):
            keys.add(("number", number))
    return RuleLine(sheet.name, cell, found["rule"].strip(), frozenset(keys)) if keys else None
