"""项目支出绩效自评表 as printed since 财预〔2020〕10号, several of them on a sheet, on sheets of their own or in a Word file.

执行率 of the usual money is 112.3÷118.5＝94.7679%, which is 9.48 of 10 points; every target is reached: 99.48 of 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

WIDTH = 8
HEADINGS = (
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
INDICATORS = (
    ("产出指标", "数量指标", "维修座数", "≥12座", "12座", 50, 50),
    ("效益指标", "社会效益指标", "受益人口", "≥5000人", "5200人", 30, 30),
    ("满意度指标", "服务对象满意度指标", "群众满意度（样本100份）", "≥90%", "93%", 10, 10),
)
FULL = "99.48"

Row = Sequence[object]


@dataclass(frozen=True)
class Form:
    """One form. `labels` are the line of the unit: label, name, label, name; `again` prints the header anew before that indicator.

    `title` None leaves the title out, `named` False the 项目名称; a blank form has neither figures nor scores.
    """

    project: str = "水库维修"
    unit: str = "某县水利局"
    title: str | None = "项目支出绩效自评表"
    year: str = "（2023年度）"
    money: tuple[float, float, float, float] = (120, 118.5, 112.3, 9.48)
    labels: Row | None = None
    indicators: Sequence[Row] = INDICATORS
    blank: bool = False
    again: int = 0
    again_title: bool = False
    above: Sequence[Row] = ()

    def rows(self) -> list[Row]:
        """The rows as printed; a row of one cell is merged over the whole width."""
        first, budget, spent, got = self.money
        total = got + sum(float(str(row[6])) for row in self.indicators)
        figures: Row = (None,) * 3 if self.blank else (first, budget, spent)
        found: list[Row] = [*self.above, *([(self.title,)] if self.title else []), (self.year,)]
        found += [("项目名称", None if self.blank else self.project)]
        found += [
            self.labels
            or ("主管部门", self.unit, None, None, "实施单位", None if self.blank else self.unit)
        ]
        found += [
            ("项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
            (None, "年度资金总额", *figures, 10, None, None if self.blank else got),
            (None, "其中：当年财政拨款", *figures),
            ("年度总体目标", "预期目标", None, None, "实际完成情况"),
            (None, "保障安全运行", None, None, None if self.blank else "已完成"),
            HEADINGS,
        ]  # fmt: skip
        for number, row in enumerate(self.indicators):
            if self.again and number == self.again:
                found += [(self.title,)] if self.again_title else []
                found.append(HEADINGS)
            found.append((*row[:4], None, row[5], None) if self.blank else row)
        return [
            *found,
            ("总分", None, None, None, None, 100, None if self.blank else round(total, 2)),
        ]


PUMP = Form(project="防汛物资", money=(30, 30, 27.6, 9.2))
"""27.6÷30＝92 %: 9.2 of 10, 99.2 in all."""
RIVER = Form(project="河道清淤", money=(50, 48, 48, 10))
"""48÷48: 10 of 10, 100 in all."""


def draw(sheet: Worksheet, rows: Sequence[Row], top: int = 1, left: int = 1) -> int:
    """Write rows as they are, a single cell merged over the width; the row below the last one."""
    for number, row in enumerate(rows, top):
        for offset, value in enumerate(row):
            if value is not None:
                sheet.cell(number, left + offset, value)
        if len(row) == 1:
            sheet.merge_cells(
                start_row=number, end_row=number, start_column=left, end_column=left + WIDTH - 1
            )
    return top + len(rows)


def stacked(*forms: Form, gap: int = 0) -> Workbook:
    """Forms one under the other on one sheet, with so many blank rows between."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    top = 1
    for form in forms:
        top = draw(sheet, form.rows(), top) + gap
    return book


def sheets(*forms: Form) -> Workbook:
    """A sheet for each form."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, form in enumerate(forms, 1):
        draw(book.create_sheet(f"项目{number}"), form.rows())
    return book
