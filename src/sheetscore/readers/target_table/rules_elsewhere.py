"""A sheet of its own that says how the indicators of a table of targets are scored (评分细则: 指标名称 | 满分 | 评分办法).

Its wordings are not read from there yet: what they give is not what the scoring profile gives, so a person scores the rows.
"""

from __future__ import annotations

from collections.abc import Collection

from sheetscore.readers.grid import Sheet
from sheetscore.readers.target_table.rule_column import says_points
from sheetscore.words.text import name_key

_LEAST_SHARE = 2
"""One indicator in two, at least, has a rule there."""


def rules_elsewhere(sheet: Sheet, names: Collection[str]) -> str:
    """The name of the visible sheet of the workbook whose rows name these indicators beside a rule each; "" without one.

    A second form that scores the same indicators is one too: which of the two holds is not said.
    """
    wanted = {name_key(name) for name in names}
    book = getattr(sheet.worksheet, "parent", None)
    for other in book.worksheets if book is not None else ():
        if other is sheet.worksheet or other.sheet_state != "visible":
            continue
        ruled: set[str] = set()
        for cells in other.iter_rows(values_only=True):
            texts = [each for each in cells if isinstance(each, str)]
            named = {name_key(each) for each in texts} & wanted
            if len(named) == 1 and any(says_points(each) for each in texts):
                ruled |= named
        if wanted and len(ruled) * _LEAST_SHARE >= len(wanted):
            return str(other.title)
    return ""
