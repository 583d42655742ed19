"""Tables of targets built in code: a head with the money, then indicators, in the layout of 财预〔2020〕10号 or of a province."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from workbooks import change

SHEET = "项目支出绩效自评表"
MONEY_HEAD = (
    "项目资金（万元）",
    None,
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "分值",
    "执行率",
    "得分",
)
HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
FIRST = 11
"""The row of the first indicator."""


@dataclass(frozen=True)
class Aim:
    """One indicator: its target, what was done, 分值, 得分, why not; further columns by heading."""

    target: object
    actual: object
    points: object = 90
    claim: object = None
    reason: object = None
    name: str = "检查家次"
    level1: str = "产出指标"
    level2: str = "数量指标"
    more: Mapping[str, object] = field(default_factory=dict)


def aims(
    *lines: Aim,
    money: Sequence[object] | None = (100, 100, 100, 10, 1, 10),
    head: Sequence[str] = HEAD,
    changes: Mapping[str, object] | None = None,
) -> Workbook:
    """A 项目支出绩效自评表 of 2022; money None: no such rows; rows stand from FIRST on."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    rows: list[Sequence[object]] = [
        (SHEET,), ("（2022年度）",), ("项目名称", "街道监督"), ("实施单位", "甲区卫生监督所"),
    ]  # fmt: skip
    if money is not None:
        rows += [
            MONEY_HEAD,
            (None, "年度资金总额", *money),
            (None, "其中：当年财政拨款", *money[:3]),
        ]
    rows += [()] * (FIRST - 2 - len(rows))
    rows.append(head)
    for row in rows:
        sheet.append(list(row))
    for line in lines:
        cells = {
            "一级指标": line.level1, "二级指标": line.level2, "三级指标": line.name, "年度指标值": line.target,
            "指标值": line.target, "实际完成值": line.actual, "完成值": line.actual, "分值": line.points, "权重": line.points,
            "得分": line.claim, "偏差原因分析及改进措施": line.reason, "未完成原因": line.reason, **line.more,
        }  # fmt: skip
        sheet.append([cells.get(heading) for heading in head])
    return change(book, changes or {})
