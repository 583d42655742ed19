"""资金一块写着“得分（执行率×分值）”、各行又有评分细则的自评表：交回的复核表和原来得分相同（福建 项目支出绩效自评表）。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl import Workbook
from workbooks import indicator, score

from sheetscore.writers.completed import write_completed


def filed(head: str, above: str = "") -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    for line in (
        ("2024年度项目支出绩效自评表",),
        ("项目名称", "家庭医生签约服务", above or None),
        ("主管部门", "某局", None, None, "实施单位", "某中心"),
        ("项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", head),
        (None, "年度资金总额", 640, 625, 600, 10, 0.96, 9.6),
        (None, "其中：当年财政拨款", 600, 585, 560, "—", 0.9573, "—"),
        ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "评分细则", "得分"),
        ("产出指标", "数量指标", "体检人数", "≥18500人", "17945人", 50, "得分=实际完成值/年度指标值×分值。", 48.5),
        ("效益指标", "社会效益", "合格率", "≥95%", "96%", 40, "达到指标值得满分，否则不得分。", 40),
    ):  # fmt: skip
        sheet.append(list(line))
    return book


@pytest.mark.parametrize(
    ("head", "above", "right"),
    [
        ("得分", "", "9.6"),
        ("得分\n（执行率×分值）", "", "9.6"),
        ("得分（执行率×10分）", "", "9.6"),
        ("得分（按实际情况酌情给分）", "", None),
        ("得分", "预算执行率得分：执行率低于98%的，不得分。", None),
    ],
)
def test_the_completed_workbook_scores_the_same(head: str, above: str, right: str | None) -> None:
    first = score(filed(head, above), "某中心-2024.xlsx")
    again = score(write_completed(first), "某中心-2024_复核.xlsx")
    scores = [indicator(found, "预算执行率").score for found in (first, again)]
    assert scores[0] == scores[1]
    assert scores[0] == (None if right is None else Decimal(right))
