"""A table of targets with a column 评分标准 in which some rows are left blank, because a note on the sheet says how these are scored.

江西 项目支出绩效自评表: 三级指标已列明评分标准的，按所列标准评分; the others by 完成值达到指标值，记满分.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_words import (
    ACTUAL,
    CRITERIA,
    EXPLANATION,
    METHOD,
    POINTS,
    TARGET,
)
from sheetscore.readers.indicator_table.headings import plain
from sheetscore.regexes import regex

_FULL = regex(
    r"(?:指标|目标)值[^。；;\n]{0,24}?(?:满分|全部分值|100%)|(?:满分|全部分值)[^。；;\n]{0,24}?(?:指标|目标)值"
)
_SHORT = regex(
    r"未(?:能)?(?:达到|完成|达成|达)[^。；;\n]{0,60}?(?:得分|[按得记计扣]|不)|(?:得分|比例)[^。；;\n]{0,24}?(?:B\s*/\s*A|A\s*/\s*B|完成值\s*[/÷])"
)
_QUOTIENT = regex(r"得分[^。；;\n]{0,12}?(?:B\s*/\s*A|A\s*/\s*B)")
"""What a target gives that is reached, and what one that is missed; a quotient alone says both."""
_QUALITATIVE, _COUNTED = regex("定性"), regex("定量|[正反逆负]向")
_OF_MONEY = regex("执行率|执行数|预算数")
_NOT_SAID = regex(
    r"(?:未|没有?|无|不)[^。；;，,\n]{0,6}?(?:列明|列示|明确|注明|写明|规定|评[分价](?:标准|细则|规则)|计分标准)|其[他余](?:各项|各类|绩效|三级)*指标"
)
_TO_A_PERSON = regex(
    r"不(?:予|再|作|做|参与|纳入|进行)*(?:评分|计分|打分|得分|考核|评价|评定)|由[^。；;\n]{1,24}?(?:评|打分|赋分|确定|认定|审定|核定)|酌情|酌定|视情|另行|协商|集体"
)
"""未列明评分标准的由主管部门评定: the blank rows are not for the note."""
_SENTENCE = regex("[。；;\n]")


def _scores_the_rest(texts: Iterable[str]) -> bool:
    """Do the texts around the table say of targets that are counted what they score, reached and missed, and leave none to a person?

    What is said of 定性指标 and of 预算执行率 says nothing of them; a sentence that names neither goes on about what was named before.
    """
    said = [each for text in texts for each in _of_counted(text)]
    if any(_NOT_SAID.search(each) and _TO_A_PERSON.search(each) for each in said):
        return False
    full, short = (any(map(pattern.search, said)) for pattern in (_FULL, _SHORT))
    return (full and short) or any(map(_QUOTIENT.search, said))


def _of_counted(text: str) -> Iterator[str]:
    counted = True
    for sentence in _SENTENCE.split(text):
        if _COUNTED.search(sentence) or _NOT_SAID.search(sentence):
            counted = True
        elif _QUALITATIVE.search(sentence):
            counted = False
        if counted and not _OF_MONEY.search(sentence):
            yield sentence


def _letters_turned(named: Mapping[str, Cell]) -> bool:
    """年度指标值(B) beside 全年实际值(A): the B/A of the note is not what was done over what was to be."""
    return any(
        (cell.key.endswith("(B)") and key in TARGET) or (cell.key.endswith("(A)") and key in ACTUAL)
        for key, cell in named.items()
    )


def ruled_in_part(sheet: Sheet, header: tuple[int, int]) -> bool:
    """Has the table in this header band rows that only a note can score, and is there one?"""
    named = {plain(c.key): c for row in range(header[0], header[1] + 1) for c in sheet.row(row)}
    rule, goal, done, worth = (
        next((cell for key, cell in named.items() if key in words), None)
        for words in (CRITERIA - METHOD, TARGET, ACTUAL, POINTS)
    )
    if rule is None or goal is None or done is None or worth is None or named.keys() & EXPLANATION:
        return False
    if _letters_turned(named):
        return False
    rows = range(header[1] + 1, sheet.last_row + 1)
    blank = [row for row in rows if _needs_a_note(sheet, row, rule, (goal, done, worth))]
    return bool(blank) and _scores_the_rest(
        cell.text for row, cells in sheet.rows() if row < header[0] or row > max(blank) for cell in cells
    )  # fmt: skip


def _needs_a_note(sheet: Sheet, row: int, rule: Cell, others: tuple[Cell, ...]) -> bool:
    """Target, result and points of its own, and no rule in its row nor one that reaches over it."""
    if sheet.owner(row, rule.col).key:
        return False
    own = [sheet.owner(row, each.col) for each in others]
    return all(cell.key and cell.row == row for cell in own) and any(
        char.isdigit() for char in own[0].text
    )
