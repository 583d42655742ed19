"""指标表上面的一栏率（预算完成率、执行率）是由旁边的数算出来的，不使那几格数变得不明。"""

from __future__ import annotations

from decimal import Decimal

import pytest
from openpyxl import Workbook
from workbooks import indicator, score

from sheetscore.model.outcome import Outcome


def with_block(heading: str, value: object, own: object = 0.9637) -> Outcome:
    """年初 5310、全年 5842.60、执行 5630.51，旁边还有一栏；预算完成率一行填着完成值。"""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("2025年度部门整体支出绩效自评表",),
        ("填报单位（盖章）：甲县水务局",),
        ("部门预算情况", None, "年初预算数", None, "全年预算数", "全年执行数", None, heading),
        (None, None, 5310, None, 5842.6, 5630.51, None, value),
        ("一级指标", "二级指标", "三级指标", "分值", "指标解释", "评分标准", "年度目标值", "全年完成值", "自评得分"),
        ("过程", "预算执行", "预算完成率", 5, "预算完成率=预算完成数/预算数×100%。",
         "预算完成率达到100%得5分；每低1个百分点扣0.5分，扣完为止。",
         "100%", own, 3.5),
        ("过程", "预算执行", "结转结余率", 3, "结转结余率=结转结余总额/支出预算数×100%。",
         "结转结余率≤5%得3分；每超过1个百分点扣1分，扣完为止。",
         "≤5%", "3.63%", 3),
        ("过程", "预算执行", "预算到位率", 92, "", "达到100%得92分，每低1个百分点扣1分。", "100%", "100%", 92),
        ("合  计", None, None, 100),
    ):  # fmt: skip
        sheet.append(list(row))
    for area in ("A3:B4", "C3:D3", "C4:D4", "F3:G3", "F4:G4"):
        sheet.merge_cells(area)
    return score(book)


@pytest.mark.parametrize("heading", ["预算完成率", "执行率", "预算执行率（%）", "支付进度率"])
def test_a_printed_rate_leaves_the_rows_to_their_own_figures(heading: str) -> None:
    outcome = with_block(heading, "96.37%")
    assert indicator(outcome, "预算完成率").score == Decimal("3.5")  # 低3.63个百分点，满三档
    assert indicator(outcome, "结转结余率").score == 3


@pytest.mark.parametrize("heading", ["决算完成额", "其他支出安排"])
def test_a_column_of_amounts_that_is_not_read_still_leaves_it_open(heading: str) -> None:
    row = indicator(with_block(heading, 5600), "预算完成率")
    assert (row.score, str(row.status)) == (None, "missing"), row.steps
