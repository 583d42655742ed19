"""Tables with a 完成值 beside the 评价标准, built in code: rows of a clerk's own form, with or without a 基础数据表."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from workbooks import change, put_base

HEAD = (
    "一级指标", "二级指标", "三级指标", "分值", "年度指标值", "指标说明", "评价标准", "实际完成值", "自评得分", "备注",
)  # fmt: skip
FIRST = 4
"""The row of the first indicator."""
DONE = f"H{FIRST}"
STEP = "满意度≥90%得10分，每低1个百分点扣1分，扣完为止。"
"""88.5 % is 1.5 points short: one whole step, 9 of 10."""
CONTROL = "100%以下（含）计满分，每超出1%扣1分，扣完为止。"
BY_BASE = "公用经费控制率=（实际支出公用经费总额/预算安排公用经费总额）×100%"


@dataclass(frozen=True)
class Row:
    """One 三级指标: its 评价标准, 完成值, 年度指标值, 指标说明, 分值, 自评得分."""

    name: str = "群众满意度"
    criteria: str = STEP
    done: object = "88.5%"
    goal: object = None
    explanation: str = ""
    points: object = 10
    claim: object = None
    level2: str = "质量指标"
    number_format: str = "General"


REST = Row("制度建设", "①有制度，10分；②执行，20分。", "已建立", points=90, claim=90)
"""What makes a table of 100 points of one row."""


def own_table(
    *lines: Row,
    head: Sequence[str] = HEAD,
    base: Sequence[Sequence[object]] | None = None,
    changes: Mapping[str, object] | None = None,
    title: str = "某局2023年度部门整体支出绩效自评表",
) -> Workbook:
    """A 自评表 of 2023; rows stand from FIRST on; `base` are the rows of a 基础数据表."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    sheet.append([title])
    sheet.append(["填报单位：某局"])
    sheet.append(list(head))
    for number, line in enumerate(lines, FIRST):
        values = (
            "产出", line.level2, line.name, line.points, line.goal, line.explanation or None, line.criteria, line.done,
            line.claim, None,
        )  # fmt: skip
        sheet.append(list(values))
        sheet.cell(number, 8).number_format = line.number_format
    if base is not None:
        put_base(book.create_sheet("基础数据表"), base)
    return change(book, changes or {})


def base(budget: object = 5.8, actual: object = 5.31) -> list[Sequence[object]]:
    """A 基础数据表 with the figures of 公用经费."""
    return [
        ("部门整体支出绩效评价基础数据表",),
        ("填报单位：某局",),
        ("经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"),
        ("三公经费", 12, 10, 9),
        ("公用经费", 5.2, budget, actual),
        ("政府采购金额", 5, 50, 50),
    ]
