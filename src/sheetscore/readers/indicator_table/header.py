"""The header of an 指标表: which column is what, known by its words, in one row or in two."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from sheetscore.exact.amounts import read_score
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.headings import headings, plain, ranked
from sheetscore.regexes import regex

_LEVELS = {
    "一级指标": 1, "一级": 1, "二级指标": 2, "二级": 2, "三级指标": 3, "三级": 3, "指标名称": 3, "具体指标": 3,
    "三级指标名称": 3, "一级指标名称": 1, "二级指标名称": 2,
}  # fmt: skip
_POINTS, _EXPLANATION, _CLAIM = headings("points"), headings("explanation"), headings("claim")
_METHOD = headings("method")
"""How the score follows from target and figure: no 评价标准 of its own where both stand beside it."""
_CRITERIA = headings("criteria")
_NOT_CLAIMED = regex(r"复核|评审|核定|财政|主管|上年|去年|考核组")
"""A 得分 under such a heading is not the unit's own."""
_LAST_YEAR = regex("上年|去年|往年")
_BESIDE_CLAIM = regex("扣|原因|依据|理由|说明|备注|等级")
"""What else stands under 自评 beside the score itself."""

_TARGET = {
    "年度指标值", "指标值", "目标值", "年度目标值", "年初目标值", "年初指标值", "预期指标值", "绩效目标值", "计划值",
}  # fmt: skip
_ACTUAL = {
    "实际完成值", "完成值", "全年完成值", "全年实际值", "实际值", "全年实际完成值", "年度实际完成值", "年度完成值",
    "实际完成指标值", "自评完成值", "实际完成情况",
}  # fmt: skip
_ADJUSTED = {"调整指标值", "调整后指标值", "调整目标值", "调整后目标值", "调整后年度指标值"}
_NATURE, _MEASURED_IN = (
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
_UNIT_OF_TARGET = ("单位", *sorted(_MEASURED_IN))
_REASON = regex(r"偏差原因|未完成原因|原因分析|偏离原因")
_HEADINGS = frozenset(
    {
        *_LEVELS,
        *_POINTS,
        *_CRITERIA,
        *_EXPLANATION,
        *_CLAIM,
        *_TARGET,
        *_ACTUAL,
        *_NATURE,
        *_MEASURED_IN,
    }
)


_WITH_POINTS = regex(r"^(.*?)\s*[(（\[【]\s*([\d\uff0e.]+\s*分)\s*[)）\]】]\s*$", re.DOTALL)
_LONGEST_HEADING = 12
_LIKE_FROM = 60
"""Lowest likeness (0–100) of a reworded heading that is worth naming in a refusal."""


@dataclass(slots=True)
class Columns:
    """Where each column of the table stands (1-based); `levels` and `points` by level 1–3."""

    levels: dict[int, int] = field(default_factory=dict)
    points: dict[int, int] = field(default_factory=dict)
    criteria: int | None = None
    explanation: int | None = None
    claim: int | None = None


@dataclass(slots=True)
class TargetColumns(Columns):
    """Columns of a table of targets; `criteria` is that of the target.

    `also` are further columns of the target and of what was done (年初值, 调整值 under one heading), `adjusted` that of a
    target changed during the year. `natures` are the columns of 指标性质 and of the sign: a form may have both.
    """

    also: tuple[int, ...] = ()
    natures: tuple[int, ...] = ()
    unit: int | None = None
    actual: int | None = None
    reason: int | None = None
    adjusted: int | None = None
    method: int | None = None

    @property
    def target(self) -> int | None:
        return self.criteria

    @property
    def known(self) -> frozenset[int | None]:
        """Every column whose heading says what it is."""
        named = (self.criteria, self.explanation, self.claim, self.unit, self.actual, self.reason)
        others = (*self.levels.values(), *self.points.values(), *self.also, *self.natures)
        return frozenset((*named, *others, self.adjusted, self.method))


def is_header(cells: list[Cell]) -> bool:
    """True for a row with 三级指标 beside another heading of an 指标表, or with a column that stands in for it."""
    keys = {plain(cell.key) for cell in cells}
    if not any(_LEVELS.get(key) == 3 for key in keys):
        return stand_in(cells) is not None
    return bool(keys & (_POINTS | _CRITERIA | _CLAIM | {"一级指标", "二级指标"}))


def stand_in(cells: list[Cell]) -> Cell | None:
    """The heading of the column that names the indicators in a row without any level: 指标内容 beside 权重, 计分办法 and 自评分.

    None where another such heading is as good, or where points, own score, or what the score follows from has no heading.
    """
    keys = {plain(cell.key) for cell in cells}
    scored = keys & _CRITERIA or _of_targets(keys)
    if keys & _LEVELS.keys() or not (keys & _POINTS and keys & _CLAIM and scored):
        return None
    for words in ranked("named"):
        found = [cell for cell in cells if plain(cell.key) in words]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def header_groups(cells: list[Cell]) -> list[list[Cell]]:
    """The headings of a row that holds the headers of several tables side by side: each begins again with 一级指标 or 三级指标.

    [] where the row is not the header of a table.
    """
    groups: list[list[Cell]] = [[]]
    for cell in cells:
        level = _LEVELS.get(cell.key)
        seen = {_LEVELS[each.key] for each in groups[-1] if each.key in _LEVELS}
        if level and 3 in seen and level in seen:
            groups.append([])
        groups[-1].append(cell)
    return groups if all(is_header(group) for group in groups) else []


def named_points(text: str) -> tuple[str, Decimal | None]:
    """公用经费控制率（8分） → the name and 8; a name without points in brackets behind it → itself and None."""
    match = _WITH_POINTS.fullmatch(text)
    points = read_score(match[2]).value if match else None
    return (match[1], points) if match and points is not None else (text, None)


def nearest(cells: list[Cell], wanted: str) -> str:
    """A hint at the cell whose words are most like a heading that was not found; "" when none is. Never a binding."""
    from rapidfuzz import fuzz

    words = {"三级指标": [*_LEVELS], "分值": [*_POINTS], "评价标准": [*_CRITERIA]}[wanted]
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
    return _is_heading(key) or "(" in plain(key) or _NOT_CLAIMED.search(key) is not None


def is_level3(key: str) -> bool:
    """True for the heading of the 三级指标 column, as it stands again after a page break."""
    return _LEVELS.get(plain(key)) == 3


def find_header(sheet: Sheet, width: int) -> tuple[int, int] | None:
    """First and last row of the header band; columns beyond `width` are not looked at.

    A cell that is no heading may be merged over all rows of the table: 绩效指标 at its left.
    """
    first = sheet.first_row_where(lambda cells: is_header([c for c in cells if c.col <= width]))
    if first is None:
        return None
    heads = [c for c in sheet.row(first) if c.col <= width and _is_heading(c.key)]
    return first, max(sheet.area(first, c.col)[2] for c in heads)


def _is_heading(key: str) -> bool:
    return plain(key) in _HEADINGS or _REASON.search(key) is not None


def find_target_header(sheet: Sheet, width: int) -> tuple[int, int] | None:
    """The header band of a table of targets: 三级指标, 年度指标值, 实际完成值, and no 评价标准."""
    band = find_header(sheet, width)
    if band is None:
        return None
    keys = {plain(c.key) for row in range(band[0], band[1] + 1) for c in sheet.row(row)}
    return band if _of_targets(keys) and not keys & (_CRITERIA - _METHOD) else None


def _of_targets(keys: set[str]) -> bool:
    return bool(keys & _TARGET and keys & _ACTUAL)


def read_target_columns(sheet: Sheet, header: tuple[int, int], width: int) -> TargetColumns:
    """The columns of a table of targets by the words of its header band."""
    known = read_columns(sheet, header, width)
    columns = TargetColumns(known.levels, known.points, claim=known.claim)
    targets: list[int] = []
    actuals: list[int] = []
    for row in range(header[0], header[1] + 1):
        for cell in sheet.row(row):
            key = plain(cell.key)
            if cell.col > width:
                continue
            if key in _TARGET:
                targets += _under(sheet, cell, header[1], width)
            elif key in _ADJUSTED:
                columns.adjusted = cell.col
            elif key in _METHOD:
                columns.method = cell.col
            elif key in _ACTUAL:
                actuals += _under(sheet, cell, header[1], width)
            elif key in _NATURE:
                columns.natures += (cell.col,)
            elif key in _MEASURED_IN:
                columns.unit = cell.col
            elif _REASON.search(key):
                columns.reason = cell.col
    targets, actuals = list(dict.fromkeys(targets)), list(dict.fromkeys(actuals))
    if len(targets) > 1:  # 年度指标值 over 符号 | 数值 | 单位
        counted = [col for col in targets if sheet.owner(header[1], col).key in _UNIT_OF_TARGET]
        columns.unit = columns.unit or (counted[0] if len(counted) == 1 else None)
        targets = [col for col in targets if col not in (*columns.natures, columns.unit)]
    columns.criteria = targets[0] if targets else None
    columns.actual = actuals[0] if actuals else None
    columns.also = (*targets[1:], *actuals[1:])
    columns.reason = (
        columns.reason or known.explanation
    )  # 说明 beside a target says why it was missed
    return columns


def _under(sheet: Sheet, cell: Cell, last: int, width: int) -> list[int]:
    """The columns of this year under a heading that may be merged over several."""
    area = sheet.area(cell.row, cell.col)
    columns = range(area[1], min(area[3], width) + 1)
    below = [sheet.owner(last, col) if last > area[2] else cell for col in columns]
    if len({each.col for each in below}) == 1:
        return [area[1]]
    return [each.col for each in below if not _LAST_YEAR.search(each.key)]


def extent(sheet: Sheet, header: tuple[int, int]) -> tuple[int, int]:
    """The first and the last column whose heading is one of an 指标表."""
    found = [
        cell.col
        for row in range(header[0], header[1] + 1)
        for cell in sheet.row(row)
        if _is_heading(cell.key)
    ]
    return min(found), max(found)


def read_columns(sheet: Sheet, header: tuple[int, int], width: int) -> Columns:
    """The columns by the words of the header band, the lowest word first."""
    columns = Columns()
    claims: list[tuple[bool, bool, int]] = []
    weights: set[int] = set()
    level, by_method = 0, False
    instead = stand_in([cell for cell in sheet.row(header[0]) if cell.col <= width])
    for col in range(1, min(sheet.last_col, width) + 1):
        if sheet.area(header[1], col)[1] != col:
            continue
        keys = [plain(sheet.owner(row, col).key) for row in range(header[1], header[0] - 1, -1)]
        found = next((_LEVELS[key] for key in keys if key in _LEVELS), None)
        if instead is not None and col <= instead.col:
            found = 3 if col == instead.col else 1 if keys[0] in headings("kind") else None
        if _POINTS & {*keys} and any(_LAST_YEAR.search(key) for key in keys):
            continue
        if keys[0] in _POINTS and (found or level):
            at = found or level
            weight = keys[0].startswith("权重")
            if not weight and at in weights:  # 权重 5%，分值 5: the points are those of 分值
                weights.discard(at)
                columns.points[at] = col
            elif weight and at not in columns.points:
                weights.add(at)
            columns.points.setdefault(at, col)
        elif found:
            level = found
            columns.levels.setdefault(found, col)
        elif _POINTS & {*keys} and level:
            columns.points.setdefault(level, col)
        elif _CRITERIA & {*keys}:
            method = not (_CRITERIA - _METHOD) & {*keys}
            if columns.criteria is None or (by_method and not method):
                columns.criteria, by_method = col, method
        elif _CLAIM & {*keys}:
            others = any(_NOT_CLAIMED.search(key) for key in keys)
            if not others and not _BESIDE_CLAIM.search(keys[0]):
                own = any("自评" in key for key in keys)
                claims.append((keys[0] not in _CLAIM, not own, col))
        elif _EXPLANATION & {*keys} and columns.explanation is None:
            columns.explanation = col
    columns.claim = min(claims)[2] if claims else None
    heads = {c.col: plain(c.key) for row in range(header[0], header[1] + 1) for c in sheet.row(row)}
    if heads.get(columns.criteria or 0) in _METHOD and _of_targets(set(heads.values())):
        columns.criteria = None
    return columns
