"""Workbooks for the tests: the sample with cells changed, and small 指标表 and 基础数据表 built from scratch.

Nothing here knows how the program reads; a test says in its own words which cell it changes and what must come out.
"""

from __future__ import annotations

import io
import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sheetscore import score_unit
from sheetscore.commands.catalogue import catalogue
from sheetscore.forms import Forms, load_forms
from sheetscore.model.columns import rows
from sheetscore.model.finding import LEVEL_NAMES, Finding, Level
from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "雨花区卫生健康局-2020.xlsx"
INDICATORS, BASE = "指标表", "基础数据表"
SUPPLIED_HEAD = ("项目", "口径", "年度", "单位", "填写数值")


@cache
def forms() -> Forms:
    """The forms of templates/, read once."""
    return load_forms()


def to_bytes(book: Workbook) -> bytes:
    """A workbook as the bytes of its .xlsx file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sample(changes: Mapping[str, object] | None = None) -> Workbook:
    """The sample return, with cells changed: {"指标表!I9": 0}."""
    book: Workbook = pickle.loads(_opened_sample())
    return change(book, changes or {})


@cache
def _opened_sample() -> bytes:
    """It as openpyxl opens it: to copy that takes a tenth of the time."""
    return pickle.dumps(load_workbook(SAMPLE))


def change(book: Workbook, changes: Mapping[str, object]) -> Workbook:
    """The same workbook with these cells set; a key is `sheet!cell`."""
    for place, value in changes.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    return book


def wide(text: str) -> str:
    """Digits and signs in full width, as typed with a Chinese keyboard."""
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


# ------------------------------------------------------------------------------- scoring


def score(data: Workbook | bytes, name: str = "某局-2020.xlsx", **options: Any) -> Outcome:
    """The outcome of one workbook; `options` are year, form and unit."""
    content = data if isinstance(data, bytes) else to_bytes(data)
    return score_unit([(name, content)], forms(), **options)


@cache
def scored_sample() -> Outcome:
    """The outcome of the sample as filed (made once; nobody may change it)."""
    return score(SAMPLE.read_bytes(), SAMPLE.name)


@cache
def scored_clean() -> Outcome:
    """The outcome of the small workbook without a fault (made once; nobody may change it)."""
    return score(clean())


@cache
def drawn(outcome: Outcome) -> bytes:
    """The completed workbook of an outcome that nobody changes (made once for each)."""
    return write_completed(outcome)


def indicator(outcome: Outcome, name: str) -> Any:
    """The one indicator whose name contains `name` (quotation marks left out)."""
    found = [row for row in rows(outcome.indicators) if name in row.indicator.translate(_QUOTES)]
    assert len(found) == 1, f"{name}: {[row.indicator for row in rows(outcome.indicators)]}"
    return found[0]


_QUOTES = str.maketrans("", "", "“”")


def names(outcome: Outcome) -> list[str]:
    """The indicators' names in the order of the sheet."""
    return [row.indicator for row in rows(outcome.indicators)]


def figure(outcome: Outcome, item: str, measure: str, year: int = 0) -> Any:
    """The one figure of the base frame with this key."""
    key = (item, measure, year)
    found = [row for row in rows(outcome.base) if (row.item, row.measure, row.year) == key]
    assert len(found) == 1, f"{key}: {len(found)} figures"
    return found[0]


def findings(outcome: Outcome, code: str = "", level: str = "") -> list[Finding]:
    """The findings with this code and level."""
    return [
        each for each in outcome.findings if code in ("", each.code) and level in ("", each.level)
    ]


def states_level(code: str, level: Level) -> bool:
    """Does the rule of this code, as `explain` tells it, provide for a finding of this level?"""
    return any(LEVEL_NAMES[level] in clause.levels for clause in catalogue()[code].clauses)


def complaints(outcome: Outcome) -> list[Finding]:
    """Errors and warnings."""
    return [each for each in outcome.findings if each.level != "info"]


def new_findings(parent: Outcome, child: Outcome) -> list[tuple[str, str, str]]:
    """(code, level, cell) of the findings that the child has and its parent has not."""

    def places(outcome: Outcome) -> Counter[tuple[str, str, str]]:
        return Counter((each.code, each.level, each.where) for each in outcome.findings)

    return sorted((places(child) - places(parent)).elements())


# ----------------------------------------------------------------------- small workbooks


@dataclass(frozen=True)
class Line:
    """One 三级指标 of a small 指标表; level1 and level2 are (name, points), "" for the block above."""

    name: str
    points: object
    criteria: str = "≤100%计满分，每超过1%扣1分，扣完为止。"
    explanation: str = ""
    claim: object = None
    level1: tuple[str, object] | None = None
    level2: tuple[str, object] | None = None


@dataclass
class Table:
    """Where and how a 指标表 is drawn; the defaults are those of the official form."""

    lines: Sequence[Line]
    title: str = "部门整体支出绩效评价指标表"
    top: int = 1
    left: int = 1
    heads: tuple[str, ...] = (
        "一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评价标准", "指标说明", "得分",
    )  # fmt: skip

    def draw(self, sheet: Worksheet) -> None:
        """Title, header row, a row a line."""
        sheet.cell(self.top, self.left, self.title)
        for offset, head in enumerate(self.heads):
            sheet.cell(self.top + 1, self.left + offset, head)
        for number, line in enumerate(self.lines, self.top + 2):
            values = (
                *(line.level1 or (None, None)), *(line.level2 or (None, None)),
                line.name, line.points, line.criteria, line.explanation or None, line.claim,
            )  # fmt: skip
            for offset, value in enumerate(values):
                sheet.cell(number, self.left + offset, value)


BASE_ROWS: tuple[tuple[object, ...], ...] = (
    ("部门整体支出绩效评价基础数据表",),
    ("填报单位：某局",),
    ("财政供养人员情况", "编制数", "2020年实际在职人数", "控制率"),
    (None, 40, 38, 0.95),
    ("经费控制情况（万元）", "2019年决算数", "2020年预算数", "2020年决算数"),
    ("三公经费", 12, 10, 9),
    ("公用经费", 90, 100, 100),
    ("政府采购金额", "——", 50, 50),
    ("部门整体支出预算调整", "——", 1000, 1050),
)
"""A small 基础数据表 without a fault. 控制率 38/40; 三公 9/10; 公用 100/100; 采购 50/50."""


def put_base(
    sheet: Worksheet, table: Sequence[Sequence[object]] = BASE_ROWS, top: int = 1, left: int = 1
) -> None:
    """Write rows as they are; the label 财政供养人员情况 is merged over the row below."""
    for number, values in enumerate(table, top):
        for offset, value in enumerate(values):
            if value is not None:
                sheet.cell(number, left + offset, value)
        if values and values[0] == "财政供养人员情况":
            sheet.merge_cells(
                start_row=number, end_row=number + 1, start_column=left, end_column=left
            )


STEP = "100%以下（含）计满分，每超出1%扣1分，扣完为止。"
CLEAN_LINES = (
    Line(
        "在职人员控制率", 20, "在职人员控制率≤100%，计20分；每超过一个百分点扣0.5分，扣完为止。",
        "在职人员控制率=（在职人员数/编制数）×100%。", 20, ("投入", 20), ("预算配置", 20),
    ),
    Line(
        "公用经费控制率", 30, STEP,
        "公用经费控制率=（实际支出公用经费总额/预算安排公用经费总额）×100%。", 30, ("过程", 80), ("预算管理", 60),
    ),
    Line(
        "“三公经费”控制率", 30, STEP,
        "“三公经费”控制率=（“三公经费”实际支出数/“三公经费”预算安排数）×100%。", 30,
    ),
    Line(
        "政府采购执行率", 10, "100%计满分，每超过（降低）5%扣2分，扣完为止。",
        "政府采购执行率=（实际政府采购金额/政府采购预算数）×100%。", 10, None, ("采购和制度", 20),
    ),
    Line("管理制度健全性", 10, "①有财务管理制度，4分；②有采购制度，6分。", "佐证见附件1、附件2。", 10),
)  # fmt: skip
"""A small 指标表 without a fault: 100 points, every claim right."""


def clean(
    changes: Mapping[str, object] | None = None,
    lines: Sequence[Line] = CLEAN_LINES,
    base: Sequence[Sequence[object]] | None = BASE_ROWS,
) -> Workbook:
    """A workbook of two sheets without a fault, then with these cells changed (base None: no such sheet)."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = INDICATORS
    Table(lines).draw(sheet)
    if base is not None:
        put_base(book.create_sheet(BASE), base)
    return change(book, changes or {})


def supply(book: Workbook, *figures: Sequence[object], sheet: str = "补充数据") -> Workbook:
    """Add a sheet of figures sent later: rows of 项目, 口径, 年度, 单位, 填写数值."""
    page = book.create_sheet(sheet)
    page.append(list(SUPPLIED_HEAD))
    for values in figures:
        page.append(list(values))
    return book
