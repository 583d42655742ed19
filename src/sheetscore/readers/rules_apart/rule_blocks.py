"""评分细则 drawn as a table: its head, and the lines below it, on a sheet of its own or below the table that it is about.

A head names one column of rules and at least one of names, codes, numbers or types, and none of what was done or scored: a table
with those is a 自评表 itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sheetscore.exact.amounts import read_score
from sheetscore.readers.grid import Cell, Sheet
from sheetscore.readers.indicator_table.headings import headings, plain
from sheetscore.readers.indicator_table.row_words import TOTAL
from sheetscore.readers.rules_apart.line_keys import bare_name, code_of, number_of, type_keys
from sheetscore.readers.target_table.rule_column import says_points
from sheetscore.regexes import regex

_RULES = frozenset(
    [
        "计分规则",
        "计分细则",
        "扣分细则",
        "打分细则",
        "考核细则",
        "赋分标准",
        "赋分办法",
        "赋分细则",
        "计分说明",
        "评分说明",
        "具体评分办法",
        "具体计分办法",
        "评分要求",
        "得分标准",
        "计分口径",
        "评分口径",
        "细则",
        "评分细则内容",
        "评价办法",
        "具体办法",
        "评分标准及办法",
        "评分办法及标准",
        "考核办法",
        "计分公式",
        "得分公式",
        "评分公式",
        "计算公式及评分标准",
        "评分标准及扣分细则",
        "评分标准和方法",
    ]
)
"""Headings of rules beside those of a 指标表 (headings.toml: criteria, method)."""
_NAMES = frozenset(
    [
        "三级指标",
        "三级",
        "三级指标名称",
        "指标名称",
        "具体指标",
        "指标",
        "名称",
        "绩效指标",
        "考核指标",
        "评价指标",
        "指标内容",
        "指标项目",
        "考核项目",
        "评价项目",
        "考核内容",
        "评价内容",
        "项目",
        "评分项目",
        "计分项目",
        "评分指标",
        "类型名称",
        "办法名称",
    ]
)
_CODES = frozenset(
    [
        "编码",
        "编号",
        "代码",
        "代号",
        "指标编码",
        "指标编号",
        "指标代码",
        "指标序号",
        "序号",
        "序",
        "号",
        "条款",
        "条目",
    ]
)
_TYPES = frozenset(
    [
        "类型",
        "类别",
        "型",
        "类",
        "评分类型",
        "计分类型",
        "指标类型",
        "指标类别",
        "打分类型",
        "类型代码",
        "类型代号",
        "类型编码",
        "办法代码",
        "方法代码",
        "评分办法代码",
        "计分办法代码",
        "评分方法代码",
        "计分方法代码",
        "办法类型",
        "计分办法类型",
        "评分办法类型",
        "指标性质",
        "性质",
        "计分方式类型",
        "办法编号",
    ]
)
_DONE = regex(r"得分$|自评|完成值|实际值|完成情况|实际完成|复核|评审得分|扣分$|扣分原因")
_SHARES = regex(r"\d\s*[%％分]|分值|满分")
"""达成100%、部分达成70%、未达成0 under a heading of rules."""
_LEAST_COLUMNS = 2
Key = tuple[str, str]
"""What a line is called, and as what: ("name", 预算执行率), ("code", CS01), ("number", 3), ("type", A)."""


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: what it is called, its words with their cell, the points printed beside it (None: none), its 指标说明.

    `why` tells why its words are not used, "" where they are.
    """

    sheet: str
    cell: str
    text: str
    keys: frozenset[Key]
    points: Decimal | None = None
    explanation: str = ""
    why: str = ""

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.cell}"

    def named(self, kind: str) -> frozenset[str]:
        return frozenset(key for each, key in self.keys if each == kind)


@dataclass(frozen=True, slots=True)
class RuleHead:
    """The head of a block of rules: its row, the last row of its band, and its columns."""

    row: int
    last: int
    rules: tuple[int, ...]
    names: int | None
    codes: tuple[int, ...]
    types: tuple[int, ...]
    points: int | None
    explanation: int | None


def rule_heads(sheet: Sheet, after: int = 0) -> list[RuleHead]:
    """The heads of the blocks of rules below row `after`."""
    return [head for row, _ in sheet.rows() if row > after and (head := _head(sheet, row))]


def _head(sheet: Sheet, row: int) -> RuleHead | None:
    cells = sheet.row(row)
    if len(cells) < _LEAST_COLUMNS or not all(cell.worded for cell in cells):
        return None
    keys = {cell.col: plain(cell.key) for cell in cells}
    known = headings("criteria") | headings("method") | _RULES
    rules = [cell for cell in cells if keys[cell.col] in known]
    names = [col for col, key in keys.items() if key in _NAMES]
    codes = tuple(col for col, key in keys.items() if key in _CODES)
    types = tuple(col for col, key in keys.items() if key in _TYPES)
    if not rules or any(_DONE.search(key) for key in keys.values()):
        return None
    if not (names or codes or types) or min([*names, *codes, *types]) > rules[-1].col:
        return None
    last = max(sheet.area(row, cell.col)[2] for cell in cells)
    columns = tuple(
        col for cell in rules for col in range(cell.col, sheet.area(row, cell.col)[3] + 1)
    )
    points = [col for col, key in keys.items() if key in headings("points")]
    told = [col for col, key in keys.items() if key in headings("explanation") and col not in names]
    return RuleHead(
        row, last, columns, names[-1] if names else None, codes, types,
        points[0] if len(points) == 1 else None, told[0] if len(told) == 1 else None,
    )  # fmt: skip


def lines_under(sheet: Sheet, head: RuleHead, end: int) -> Iterator[RuleLine]:
    """The lines of a block, which ends before row `end`."""
    for row in range(head.last + 1, end):
        if any(TOTAL.match(cell.key) for cell in sheet.row(row)[:3]):
            continue
        keys = _keys(sheet, head, row)
        cell, why = _words(sheet, head, row)
        if not keys or not cell.text.strip():
            continue
        points = sheet.owner(row, head.points) if head.points else None
        worth = read_score(points.value, points.number_format) if points else read_score(None)
        told = sheet.owner(row, head.explanation) if head.explanation else None
        yield RuleLine(
            sheet.name, cell.address, cell.text.strip(), keys, worth.value,
            told.text.strip() if told and told.row == row and told.col == head.explanation else "", why,
        )  # fmt: skip


def _keys(sheet: Sheet, head: RuleHead, row: int) -> frozenset[Key]:
    """What a line is called; nothing where one cell stretches over its names and its rules (a title, a note)."""
    found: set[Key] = set()
    name = sheet.owner(row, head.names) if head.names else None
    if name is not None and name.key and _is_own(sheet, row, head.names or 0, head):
        found.add(("name", bare_name(name.text)))
        found |= {("type", key) for key in type_keys(name.text)}
        if number := number_of(name.text):
            found.add(("number", number))
    for col in head.codes:
        if _is_own(sheet, row, col, head) and (code := code_of(sheet.owner(row, col).text)):
            found.add(("number" if code.replace(".", "").isdigit() else "code", code))
    for col in (*head.types, *head.codes):
        if _is_own(sheet, row, col, head):
            found |= {("type", key) for key in type_keys(sheet.owner(row, col).text)}
    return frozenset(found)


def _is_own(sheet: Sheet, row: int, col: int, head: RuleHead) -> bool:
    """Does the cell of a name belong to this line, and not to the lines above or to the rule beside it?"""
    area = sheet.area(row, col)
    begins = area[0] == row or sheet.owner(row, col).row > head.last
    return begins and area[3] < head.rules[0]


def _words(sheet: Sheet, head: RuleHead, row: int) -> tuple[Cell, str]:
    """The cell of a line's rule, and why its words are not used."""
    cells = {
        cell.address: cell
        for col in head.rules
        if (cell := sheet.owner(row, col)).row > head.last and cell.text.strip()
    }
    found = list(cells.values())
    if not found:
        return Cell(row, head.rules[0], None), ""
    if len(found) > 1:
        return found[0], f"写在几格（{'、'.join(cells)}），分不清怎样合用"
    return found[0], ""


def around(sheet: Sheet, heads: list[RuleHead], first: int) -> Iterator[Cell]:
    """The texts from row `first` on that stand in no line of a block: titles, names of levels, notes."""
    bands = {row for head in heads for row in range(head.row, head.last + 1)}
    for row, cells in sheet.rows():
        if row < first or row in bands:
            continue
        above = [head for head in heads if head.last < row]
        lined = above and _keys(sheet, above[-1], row) and _words(sheet, above[-1], row)[0].text
        yield from () if lined else (cell for cell in cells if cell.worded and cell.key)


def says_rules(lines: list[RuleLine]) -> bool:
    """Do the lines say how points are given, most of them?"""
    telling = [line for line in lines if says_points(line.text) or _SHARES.search(line.text)]
    return 2 * len(telling) >= len(lines) > 0
