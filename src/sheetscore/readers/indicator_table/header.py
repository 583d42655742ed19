"""The header of an 指标表: which column is what, known by its words, in one row or in two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.header_band import numbered, whole_band
from sheetscore.readers.indicator_table.header_words import (
    ACTUAL,
    ADJUSTED,
    BESIDE_CLAIM,
    CLAIM,
    CRITERIA,
    EXPLAINED,
    EXPLANATION,
    FOURTH,
    KEY_POINTS,
    LAST_YEAR,
    LEVELS,
    MEANING,
    MEASURED_IN,
    METHOD,
    NATURE,
    NOT_CLAIMED,
    PART_OF_LEVEL,
    POINTS,
    REASON,
    TARGET,
    heads_units,
    is_header,
    is_heading,
    of_targets,
    stand_in,
    under_others,
)
from sheetscore.readers.indicator_table.headings import headings, plain
from sheetscore.readers.indicator_table.left_columns import heads_group
from sheetscore.readers.indicator_table.ruled_in_part import ruled_in_part


@dataclass(slots=True)
class Columns:
    """Where each column of the table stands (1-based); `levels` and `points` by level 1–3.

    `formula` is a column of formulas beside the 指标说明, `meaning` one of the 指标解释 beside it; the heading of level 3 reaches to
    column `names_to`. `heads` are the rows of the header as keys: they stand again after a page break.
    """

    levels: dict[int, int] = field(default_factory=dict)
    points: dict[int, int] = field(default_factory=dict)
    criteria: int | None = None
    explanation: int | None = None
    formula: int | None = None
    meaning: int | None = None
    claim: int | None = None
    heads: frozenset[tuple[str, ...]] = frozenset()
    names_to: int = 0


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
        named = (
            self.criteria, self.explanation, self.formula, self.claim, self.unit, self.actual, self.reason,
        )  # fmt: skip
        others = (*self.levels.values(), *self.points.values(), *self.also, *self.natures)
        return frozenset((*named, *others, self.adjusted, self.method))


def find_header(sheet: Sheet, width: int) -> tuple[int, int] | None:
    """First and last row of the header band; columns beyond `width` are not looked at.

    A cell that is no heading may be merged over all rows of the table: 绩效指标 at its left.
    """
    first = sheet.first_row_where(lambda cells: is_header([c for c in cells if c.col <= width]))
    if first is None:
        first = next((r for r, _ in sheet.rows() if is_header(under_others(sheet, r, width))), None)
    if first is None:
        return None
    heads = [c for c in sheet.row(first) if c.col <= width and is_heading(c.key)]
    band = first, max(sheet.area(first, c.col)[2] for c in heads)
    return whole_band(sheet, band, width, is_heading)


def find_target_header(sheet: Sheet, width: int) -> tuple[int, int] | None:
    """The header band of a table of targets: 三级指标, 年度指标值, 实际完成值, and no 评价标准 for every row."""
    band = find_header(sheet, width)
    if band is None:
        return None
    keys = {plain(c.key) for row in range(band[0], band[1] + 1) for c in sheet.row(row)}
    if not of_targets(keys) or (keys & (CRITERIA - METHOD) and not ruled_in_part(sheet, band)):
        return None
    return band


def read_target_columns(sheet: Sheet, header: tuple[int, int], width: int) -> TargetColumns:
    """The columns of a table of targets by the words of its header band."""
    known = read_columns(sheet, header, width)
    columns = TargetColumns(known.levels, known.points, formula=known.formula, claim=known.claim)
    targets: list[int] = []
    actuals: list[int] = []
    for row in range(header[0], header[1] + 1):
        for cell in sheet.row(row):
            key = plain(cell.key)
            if cell.col > width:
                continue
            if key in TARGET:
                targets += _under(sheet, cell, header[1], width)
            elif key in ADJUSTED:
                columns.adjusted = cell.col
            elif key in METHOD | CRITERIA:
                columns.method = cell.col
            elif key in ACTUAL:
                actuals += _under(sheet, cell, header[1], width)
            elif key in NATURE:
                columns.natures += (cell.col,)
            elif key in MEASURED_IN:
                columns.unit = cell.col
            elif REASON.search(key):
                columns.reason = cell.col
    targets, actuals = list(dict.fromkeys(targets)), list(dict.fromkeys(actuals))
    if len(targets) > 1:  # 年度指标值 over 符号 | 数值 | 单位
        rows = range(header[0], header[1] + 1)
        counted = [
            col for col in targets if any(heads_units(sheet.owner(r, col).key) for r in rows)
        ]
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
    below = [sheet.owner(area[2] + 1, col) if last > area[2] else cell for col in columns]
    if len({each.col for each in below}) == 1:
        return [area[1]]
    named = [each.col for each in below if plain(each.key) in TARGET | ACTUAL]
    if named:  # 完成情况 over 实际完成值 | 计算过程
        return named
    return [each.col for each in below if not LAST_YEAR.search(each.key)]


def extent(sheet: Sheet, header: tuple[int, int]) -> tuple[int, int]:
    """The first and the last column whose heading is one of an 指标表."""
    found = [
        cell.col
        for row in range(header[0], header[1] + 1)
        for cell in sheet.row(row)
        if is_heading(cell.key)
    ]
    return min(found), max(found)


def _levels_of(sheet: Sheet, header: tuple[int, int], width: int) -> dict[str, int]:
    """The words of the levels of this header → level; 四级指标 with points of its own names the indicators, and 三级指标 (0) does not."""
    cells = {
        plain(cell.key): cell.col
        for row in range(header[0], header[1] + 1)
        for cell in sheet.row(row)
        if cell.col <= width
    }
    fourth, third = cells.get(FOURTH, 0), cells.get("三级指标", 0)
    points = [col for key, col in cells.items() if key in POINTS]
    if not third or fourth < third or not points or min(points) < fourth:
        return {key: level for key, level in LEVELS.items() if key in cells}
    known = {key: level for key, level in LEVELS.items() if key in cells and level < 3}
    return {**known, "三级指标": 0, FOURTH: 3}


def _level_said(keys: Sequence[str], levels: Mapping[str, int]) -> int | None:
    """The level by the lowest words of a column; 指标名称 under 一级指标 is the name of that level (深圳 评分表: 指标名称 | 权重(%))."""
    found = [levels[key] for key in keys if key in levels]
    named = len(found) > 1 and keys[0] in PART_OF_LEVEL
    return next(iter(found[1:] if named else found), None)


def _instead(sheet: Sheet, header: tuple[int, int], width: int) -> Cell | None:
    """What stands in for 三级指标 in a header without."""
    rows = range(header[0], header[1] + 1)
    found = (stand_in(under_others(sheet, row, width)) for row in rows)
    return next((cell for cell in found if cell is not None), None)


def _key_points(sheet: Sheet, row: int, width: int) -> int | None:
    """The one column of 评价要点 of a table without 评价标准."""
    cols = range(1, min(sheet.last_col, width) + 1)
    owners = {sheet.owner(row, col).col: sheet.owner(row, col) for col in cols}
    found = [col for col, cell in owners.items() if plain(cell.key) in KEY_POINTS]
    return found[0] if len(found) == 1 else None


def _heads(sheet: Sheet, row: int, col: int | None) -> str:
    """The lowest heading of a column; "" for none."""
    return plain(sheet.owner(row, col).key) if col else ""


def _rows_of(sheet: Sheet, header: tuple[int, int]) -> frozenset[tuple[str, ...]]:
    rows = range(header[0], header[1] + 1)
    return frozenset(tuple(cell.key for cell in sheet.row(row)) for row in rows)


def read_columns(sheet: Sheet, header: tuple[int, int], width: int) -> Columns:
    """The columns by the words of the header band, the lowest word first."""
    columns = Columns(heads=_rows_of(sheet, header))
    claims: list[tuple[bool, bool, int]] = []
    weights: set[int] = set()
    level, by_method = 0, False
    rows = [row for row in range(header[1], header[0] - 1, -1) if not numbered(sheet, row, width)]
    levels = _levels_of(sheet, header, width)
    instead = None if 3 in levels.values() else _instead(sheet, header, width)
    for col in range(1, min(sheet.last_col, width) + 1):
        if sheet.area(header[1], col)[1] != col:
            continue
        keys = [plain(sheet.owner(row, col).key) for row in rows]
        found = _level_said(keys, levels)
        if instead is not None and col <= instead.col:
            groups = keys[0] in headings("kind") or heads_group(sheet, keys[0], col, header[1])
            kind = (2 if 1 in columns.levels else 1) if groups else None
            found = 3 if col == instead.col else found or kind
        if found == 0:  # 三级指标 beside 四级指标
            level = 0
            continue
        if POINTS & {*keys} and any(LAST_YEAR.search(key) for key in keys):
            continue
        if keys[0] in POINTS and (found or level):
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
        elif POINTS & {*keys} and level and keys[0] not in CLAIM:
            columns.points.setdefault(level, col)
        elif CRITERIA & {*keys} and not (keys[0] in EXPLANATION and keys[0] not in CRITERIA):
            method = not (CRITERIA - METHOD) & {*keys}
            if columns.criteria is None or (by_method and not method):
                columns.criteria, by_method = col, method
        elif CLAIM & {*keys}:
            others = any(NOT_CLAIMED.search(key) for key in keys)
            if not others and not BESIDE_CLAIM.search(keys[0]):
                own = any("自评" in key for key in keys)
                claims.append((keys[0] not in CLAIM, not own, col))
        elif EXPLANATION & {*keys} and columns.explanation is None:
            columns.explanation = col
        elif keys[0] == EXPLAINED and _heads(sheet, header[1], columns.explanation) == MEANING:
            columns.meaning, columns.explanation = columns.explanation, col
        elif keys[0] in headings("formula") and columns.formula is None:
            columns.formula = col
    columns.claim = min(claims)[2] if claims else None
    columns.criteria = columns.criteria or _key_points(sheet, header[1], width)
    heads = {c.col: plain(c.key) for row in range(header[0], header[1] + 1) for c in sheet.row(row)}
    if heads.get(columns.criteria or 0) in METHOD and of_targets(set(heads.values())):
        columns.criteria = None
    return columns
