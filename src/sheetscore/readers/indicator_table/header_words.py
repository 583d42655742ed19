"""The words of the header of an 指标表: which row is one, which cell names the indicators, what a name carries behind it."""

from __future__ import annotations

import re
from decimal import Decimal

from sheetscore.exact.amounts import read_score
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.headings import headings, plain, ranked
from sheetscore.readers.indicator_table.result_headings import heading_words
from sheetscore.regexes import regex
from sheetscore.words.text import name_key

LEVELS = {
    "一级指标": 1, "一级": 1, "二级指标": 2, "二级": 2, "三级指标": 3, "三级": 3, "指标名称": 3, "具体指标": 3,
    "三级指标名称": 3, "一级指标名称": 1, "二级指标名称": 2,
    **{
        f"{word}级指标{points}": level
        for level, word in ((1, "一"), (2, "二"), (3, "三"))
        for points in ("(分值)", "(含分值)", "及分值", "和分值", "与分值", "(权重)", "及权重")
    },
}  # fmt: skip
"""三级指标（分值）: its names carry the points."""
_THIRD = frozenset(words for words, level in LEVELS.items() if level == 3)
PART_OF_LEVEL = ("指标名称", "具体指标")
"""Names the level that stands above it; the third one where none does."""
FOURTH = "四级指标"
POINTS, EXPLANATION, CLAIM = headings("points"), headings("explanation"), headings("claim")
MEANING, EXPLAINED = "指标解释", "指标说明"
"""财预〔2013〕53号 has both: what an indicator is, and beside it its formula and what the terms of that are."""
METHOD = headings("method")
"""How the score follows from target and figure: no 评价标准 of its own where both stand beside it."""
CRITERIA = headings("criteria")
KEY_POINTS = headings("key_points")
"""Hold the 评价标准 where no column of those stands beside them."""
NOT_CLAIMED = regex(r"复核|评审|核定|财政|主管|上年|去年|考核组")
"""A 得分 under such a heading is not the unit's own."""
LAST_YEAR = regex("上年|去年|往年")
BESIDE_CLAIM = regex("扣|原因|依据|理由|说明|备注|等级")
"""What else stands under 自评 beside the score itself."""

TARGET, ACTUAL = headings("target"), headings("actual")
ADJUSTED = {"调整指标值", "调整后指标值", "调整目标值", "调整后目标值", "调整后年度指标值"}
NATURE, MEASURED_IN = (
    {
        "指标性质",
        "性质",
        "指标方向",
        "方向",
        "计算符号",
        "运算符号",
        "比较符号",
        "指标符号",
        "符号",
    },
    {"度量单位", "计量单位", "指标单位"},
)
_UNIT_OF_TARGET = ("单位", *sorted(MEASURED_IN))
_OR_WORDS = regex(r"\((?:或|含)?文字(?:描述|说明)?\)$")
REASON = regex(r"偏差原因|未完成原因|原因分析|偏离原因")
_HEADINGS = frozenset(
    {
        *LEVELS,
        *POINTS,
        *CRITERIA,
        *KEY_POINTS,
        *EXPLANATION,
        *CLAIM,
        *TARGET,
        *ACTUAL,
        *NATURE,
        *MEASURED_IN,
    }
)


_WITH_POINTS = regex(
    r"^(.*?)\s*[(\uff08\[\uff3b【〔]\s*(?:(?:满分|分值)\s*[:\uff1a]?\s*)?([\d\uff0e.]+\s*分)\s*[)\uff09\]\uff3d】〕]\s*$",
    re.DOTALL,
)
_LONGEST_HEADING = 12
_LIKE_FROM = 60
"""Lowest likeness (0–100) of a reworded heading that is worth naming in a refusal."""


def is_header(cells: list[Cell]) -> bool:
    """True for a row with 三级指标 beside another heading of an 指标表, or with a column that stands in for it."""
    keys = {plain(cell.key) for cell in cells}
    if keys.isdisjoint(_THIRD):
        return bool(keys & POINTS and keys & CLAIM) and stand_in(cells) is not None
    return bool(keys & (POINTS | CRITERIA | CLAIM | {"一级指标", "二级指标"}))


def under_others(sheet: Sheet, row: int, width: int) -> list[Cell]:
    """The headings of a row, and those above it that reach into it; the row's own alone where it names no level or the third."""
    own = [cell for cell in sheet.row(row) if cell.col <= width]
    levels = {LEVELS.get(plain(cell.key)) for cell in own} - {None}
    if not levels or 3 in levels:
        return own
    heads = {(cell.row, cell.col): cell for cell in own}
    for col in range(1, min(sheet.last_col, width) + 1):
        owner = sheet.owner(row, col)
        if owner.key:
            heads.setdefault((owner.row, owner.col), owner)
    return sorted(heads.values(), key=lambda cell: cell.col)


def begins_header(sheet: Sheet, row: int) -> bool:
    """Is a row the header of an 指标表, or the first of its rows: 指标解释 and 评价要点 over 二级指标 | 权重?"""
    below = under_others(sheet, row + 1, sheet.last_col)
    reaching = any(cell.row == row for cell in below)
    return is_header(sheet.row(row)) or (reaching and is_header(below))


def stand_in(cells: list[Cell]) -> Cell | None:
    """The heading of the column that names the indicators in a row without any level: 指标内容 beside 权重, 计分办法 and 自评分.

    None where another such heading is as good, or where points, own score, or what the score follows from has no heading.
    """
    keys = {plain(cell.key) for cell in cells}
    scored = keys & (CRITERIA | KEY_POINTS) or of_targets(keys)
    levels = [cell for cell in cells if plain(cell.key) in LEVELS]
    if not (keys & POINTS and keys & CLAIM and scored):
        return None
    if levels:
        return _deepest(cells, levels)
    for words in ranked("named"):
        found = [cell for cell in cells if plain(cell.key) in words]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _deepest(cells: list[Cell], levels: list[Cell]) -> Cell | None:
    """The column behind 二级指标 that names the indicators (绩效指标, 指标内容), or 二级指标 itself where all others are known."""
    found = {LEVELS[plain(cell.key)] for cell in levels}
    if 2 not in found or 3 in found:
        return None
    last = max(levels, key=lambda cell: cell.col)
    behind = [cell for cell in cells if cell.col > last.col and cell.key]
    if behind and plain(behind[0].key) in headings("named"):
        return behind[0]
    results = heading_words()["done"]
    known = all(is_heading(cell.key) or name_key(cell.key) in results for cell in behind)
    return last if known and LEVELS[plain(last.key)] == 2 else None


def header_groups(cells: list[Cell]) -> list[list[Cell]]:
    """The headings of a row that holds the headers of several tables side by side: each begins again with 一级指标 or 三级指标.

    [] where the row is not the header of a table.
    """
    groups: list[list[Cell]] = [[]]
    for cell in cells:
        level = LEVELS.get(cell.key)
        seen = {LEVELS[each.key] for each in groups[-1] if each.key in LEVELS}
        if level and 3 in seen and level in seen:
            groups.append([])
        groups[-1].append(cell)
    return groups if all(is_header(group) for group in groups) else []


def named_points(text: str) -> tuple[str, Decimal | None]:
    """公用经费控制率（8分） → the name and 8; a name without points in brackets behind it → itself and None.

    So is one with points in two brackets: 评价开展（4分）（3分）. Another bracket is part of the name: 重点改革（重点工作）（4分）.
    """
    match = _WITH_POINTS.fullmatch(text)
    points = read_score(match[2]).value if match else None
    if match is None or points is None or _WITH_POINTS.fullmatch(match[1]):
        return text, None
    return match[1], points


def nearest(cells: list[Cell], wanted: str) -> str:
    """A hint at the cell whose words are most like a heading that was not found; "" when none is. Never a binding."""
    from rapidfuzz import fuzz

    words = {"三级指标": [*LEVELS], "分值": [*POINTS], "评价标准": [*CRITERIA]}[wanted]
    likely = {
        cell.address: max(fuzz.ratio(cell.key, word) for word in words)
        for cell in cells
        if 2 <= len(cell.key) <= _LONGEST_HEADING and not _other_column(cell.key)
    }
    best = max(likely, key=lambda address: likely[address], default="")
    if not best or likely[best] < _LIKE_FROM:
        return ""
    key = next(cell.key for cell in cells if cell.address == best)
    return f"{best} 的“{key}”最像，请改成“{wanted}”。"


def _other_column(key: str) -> bool:
    """True for a heading that means something else: 年度指标值, 分值(复核)."""
    return is_heading(key) or "(" in plain(key) or NOT_CLAIMED.search(key) is not None


def heads_units(key: str) -> bool:
    """单位, 单位（文字描述）: a column of the target that says what it is counted in."""
    return _OR_WORDS.sub("", key) in _UNIT_OF_TARGET


def is_level3(key: str) -> bool:
    """True for the heading of the 三级指标 column, as it stands again after a page break."""
    return LEVELS.get(plain(key)) == 3


def is_heading(key: str) -> bool:
    return plain(key) in _HEADINGS or REASON.search(key) is not None


def half_of_targets(cells: list[Cell]) -> tuple[str, str] | None:
    """The heading of the target without one of what was done, or the other way round, and the one that is not there."""
    keys = {plain(cell.key): cell.text.strip() for cell in cells}
    target, actual = (next((keys[k] for k in keys if k in words), "") for words in (TARGET, ACTUAL))
    if bool(target) == bool(actual):
        return None
    return (target, "实际完成值") if target else (actual, "年度指标值")


def of_targets(keys: set[str]) -> bool:
    return bool(keys & TARGET and keys & ACTUAL)
