"""三级指标的表头合并两栏、下面一栏是组（项目产出）一栏是指标的（陕西 部门整体支出绩效自评表）：指标名称是里面的一栏。"""

from __future__ import annotations

from openpyxl import Workbook
from workbooks import names, score

HEAD = (
    "一级指标",
    "二级指标",
    "三级指标",
    None,
    "分值",
    "评分标准",
    "年初目标值",
    "实际完成值",
    "得分",
)
RULE = "完成值达到指标值得满分，未达到按完成比例得分。"


def table(inner: object = "河道清淤疏浚长度", alone: object = None) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["某县水利局2022年度部门整体支出绩效自评表"])
    sheet.append(["填报单位：某县水利局"])
    sheet.append(list(HEAD))
    sheet.append(
        ["过程", "预算管理", "制度建设", alone, 40, "①有制度，20分；②执行，20分。", None, None, 40]
    )
    sheet.append(
        ["效果", "履职尽责", "项目产出", "新建供水工程处数", 30, RULE, "≥18处", "18处", 30]
    )
    sheet.append([None, None, None, inner, 30, RULE, "≥26公里", "24.7公里", 30])
    sheet.merge_cells("C3:D3")
    sheet.merge_cells("C5:C6")
    if alone is None:
        sheet.merge_cells("C4:D4")
    return book


def test_the_name_stands_in_the_group() -> None:
    outcome = score(table(), "某县水利局-2022.xlsx")
    assert names(outcome) == ["制度建设", "新建供水工程处数", "河道清淤疏浚长度"]
    assert [str(each) for each in outcome.indicators["score"][1:]] == ["30.00", "28.50"]


def test_an_empty_cell_beside_the_name_is_none() -> None:
    """旁边一格空着、写着“/”的，名称还是左边那一格。"""
    assert names(score(table("", "/"), "某县水利局-2022.xlsx"))[0] == "制度建设"


def test_a_heading_of_one_column_leaves_the_next_one_alone() -> None:
    book = table(alone="备用")
    sheet = book.worksheets[0]
    sheet.unmerge_cells("C3:D3")
    sheet["D3"] = "责任科室"
    assert names(score(book, "某县水利局-2022.xlsx"))[0] == "制度建设"
