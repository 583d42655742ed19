"""Tables of targets as other provinces print them: where target, points and money stand, and what is left to a person."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from target_tables import HEAD, SHEET, Aim, aims
from workbooks import findings, indicator, names, score

from sheetscore.model.outcome import Outcome
from sheetscore.writers.completed import write_completed

Row = Sequence[object]


def sheet_of(*lines: Row, title: str = "部门整体绩效自评表") -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    for row in sheet.iter_rows(max_row=3, max_col=2):
        if row[0].value and row[1].value is None:
            sheet.merge_cells(
                start_row=row[0].row, end_row=row[0].row, start_column=1, end_column=2
            )
    return book


def scores(outcome: Outcome) -> list[Decimal | None]:
    return list(outcome.indicators["score"])


# ------------------------------------------------------------- 重庆：年初指标值和调整指标值

CHONGQING: list[Row] = [
    ("2021年度部门整体绩效自评表",),
    ("部门（单位）名称", None, "甲区教育委员会"),
    ("自评总分（分）", None, 94),
    ("资金", None, "年初预算数", "全年（调整）预算数", "全年执行数", "执行率（%）", "执行率权重（分）", "执行率得分（分）"),
    ("部门整体支出", None, 100, 120, 114, 95, 10, 9.5),
    ("当年绩效目标", None, "年初绩效目标", "全年（调整）绩效目标", "全年目标实际完成情况"),
    (None, None, "…", "…", "…"),
    ("指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "指标权重（分）", "指标得分（分）", "说明"),
    ("新建学位", "个", "≥", 1000, 800, 800, 40, 40),
    ("培训教师", "人次", "≥", 500, None, 475, 40, 38, "疫情推迟一期"),
    ("投诉件数", "件", "≤", 10, "无", 12, 10, 8),
]  # fmt: skip
NOTE = "注：指标得分=指标权重×得分系数，由自评单位计算。"


def test_a_target_changed_during_the_year_holds() -> None:
    outcome = score(sheet_of(*CHONGQING))
    assert (outcome.unit, outcome.year) == ("甲区教育委员会", 2021)
    assert scores(outcome) == [Decimal("9.5"), 40, 38, 8]
    assert outcome.totals is not None
    assert (outcome.totals.points, outcome.totals.claimed) == (100, Decimal("95.5"))


def test_the_score_on_the_cover_is_compared_with_the_sum() -> None:
    (told,) = findings(score(sheet_of(*CHONGQING)), level="error")
    assert (told.code, told.cell) == ("D11", "C3")
    right = [*CHONGQING]
    right[2] = ("自评总分（分）", None, 95.5)
    assert findings(score(sheet_of(*right)), level="error") == []


def test_a_reason_stands_under_说明() -> None:
    told = findings(score(sheet_of(*CHONGQING)), "D08")
    assert [each.cell for each in told] == ["I11"]  # 投诉件数; 培训教师 has its reason


@pytest.mark.parametrize("merged", [True, False])
def test_a_note_below_the_table_is_no_indicator(merged: bool) -> None:
    book = sheet_of(*CHONGQING, (NOTE,))
    if merged:
        book.worksheets[0].merge_cells("A12:I12")
    outcome = score(book)
    assert len(scores(outcome)) == 4
    assert findings(outcome, "A10") == []


# ----------------------------------------------------- 分值写在表头，预算数只有一栏，任务表在上面

IN_HEADING: list[Row] = [
    ("2024年度部门整体绩效自评表",),
    ("单位名称：甲市市场监督管理局",),
    ("预算执行情况（万元）（20分）", None, "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分*执行率）"),
    ("部门整体支出总额", None, 4526, 4430.7, "97.89%", 19.58),
    ("年度目标1：（80分）", "…"),
    ("一级指标", "二级指标", "三级指标", "分值", "年初目标值（A）", "实际完成值（B）", "得分"),
    ("产出指标", "数量指标", "抽检批次", 80, "≥4200批次", "3990批次", 76),
    ("总分", None, None, 100, None, None, 95.58),
]  # fmt: skip


def test_points_in_a_heading_and_the_only_budget() -> None:
    outcome = score(sheet_of(*IN_HEADING))
    assert scores(outcome) == [Decimal("19.58"), 76]
    assert outcome.totals is not None
    assert (outcome.totals.points, outcome.totals.reviewed) == (100, Decimal("95.58"))
    assert outcome.unit == "甲市市场监督管理局"
    assert findings(outcome, level="error") == []


def test_our_total_stands_below_the_points_of_the_indicators() -> None:
    """没有合计一行的：分值的合计在分值一栏，不在写着（20分）的那一格下面；前面写“合计”。"""
    lines = [*IN_HEADING[:-2], ("产出指标", "质量指标", "抽检合格率", 30, "≥90%", "95%", 30)]
    lines += [("产出指标", "数量指标", "抽检批次", 50, "≥4200批次", "3990批次", 47.5)]
    sheet = load_workbook(BytesIO(write_completed(score(sheet_of(*lines)))))["指标表"]
    (row,) = (cell.row for cell in sheet["A"] if cell.value == "合计")
    drawn = [cell.column_letter for cell in sheet[row] if str(cell.value).startswith("='计算过程'")]
    assert drawn[:2] == ["D", "G"]


@pytest.mark.parametrize(
    "label", ["年度财政资金总额", "年度财政\n资金总额", "预算总额", "支出总额", "总计", "支出合计", "项目总金额", "总额"]
)  # fmt: skip
def test_the_row_of_the_money_by_its_other_names(label: str) -> None:
    lines = [*IN_HEADING]
    lines[3] = (label, *IN_HEADING[3][1:])
    outcome = score(sheet_of(*lines))
    assert scores(outcome) == [Decimal("19.58"), 76]
    assert findings(outcome, level="error") == findings(outcome, "A09") == []


@pytest.mark.parametrize("label", ["结余总额", "其中：财政拨款", "上年总计"])
def test_a_row_of_the_money_that_is_no_total_is_named_and_gives_no_rate(label: str) -> None:
    lines = [*IN_HEADING]
    lines[3] = (label, *IN_HEADING[3][1:])
    outcome = score(sheet_of(*lines))
    assert Decimal("19.58") not in scores(outcome)
    assert [each.cell for each in findings(outcome, "A09")] == ["A4"]


@pytest.mark.parametrize("budget", ["年初预算数", "上年预算数", "2023年预算数"])
def test_another_budget_gives_no_execution_rate(budget: str) -> None:
    lines = [*IN_HEADING]
    lines[2] = (IN_HEADING[2][0], None, budget, *IN_HEADING[2][3:])
    assert Decimal("19.58") not in scores(score(sheet_of(*lines)))


def test_a_table_of_tasks_above_the_money_is_not_the_money() -> None:
    outcome = score(
        sheet_of(
            ("部门整体支出绩效自评表",), ("（2024年度）  单位：万元",), ("部门（单位）名称", None, "甲区住建局"),
            ("年度主要任务", "任务名称", "主要内容", None, None, None, "全年预算数", None, "全年执行数"),
            (None, "旧房改造", "18个小区", None, None, None, 60, None, 50),
            (None, "金额合计", None, None, None, None, 60, None, 50),
            ("年度预算申请", None, None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
            (None, "年度资金总额", None, 70, 80, 76, 10, "95%", 9.5),
            ("年度总体目标", "…"),
            ("一级指标", "二级指标", "三级指标", None, "年度指标值", "实际完成值", "分值", "得分"),
            ("产出指标", "数量指标", "改造小区", None, "≥18个", "18个", 90, 90),
        )
    )  # fmt: skip
    assert (outcome.year, scores(outcome)) == (2024, [Decimal("9.5"), 90])
    assert findings(outcome, level="error") == []


# ------------------------------------------------------------------- 表上印着得分计算方法

UP = "B≥A计满分；否则得分=B/A×该指标分值"
DOWN = "B≤A计满分；否则得分=A/B×该指标分值"


def by_method(target: str, actual: object, method: str, claim: object = None) -> Outcome:
    head = (*HEAD[:5], "分值", "得分计算方法", "得分", "偏差说明")
    line = Aim(target, actual, 90, claim, more={"得分计算方法": method})
    return score(aims(line, head=head))


METHODS = [
    ("≥92分", "90.16分", UP, "88.2"),
    ("90%以上", "91%", UP, "90"),
    ("200件", "150件", UP, "67.5"),  # 没有符号的指标值，方向由印着的方法定
    ("≤300件", "320件", DOWN, "84.38"),
    ("≤300件", "300件", DOWN, "90"),
    ("9.2元", "10元", DOWN, "82.8"),
    ("≤300件", "320件", UP, None),  # 方法和指标值的方向相反
    ("≥300件", "320件", "每少1件扣2分", "90"),
    ("≥300件", "299件", "每少1件扣2分", "88"),
    ("≥300件", "299件", "每少1家扣2分", None),
    ("≥92分", "90.16分", f"{UP}，最低0分", None),
    ("≥92分", "90.16分", "", "88.2"),
]


@pytest.mark.parametrize(("target", "actual", "method", "points"), METHODS)
def test_a_printed_method(target: str, actual: object, method: str, points: str | None) -> None:
    row = indicator(by_method(target, actual, method), "检查家次")
    assert row.score == (None if points is None else Decimal(points))


# 绥阳 2021：一句话印着两个方向，按指标值自己的方向算
EITHER = "完成值达到指标值，记满分；未达到指标值，按B/A或A/B*该指标分值记分。"
BOTH_WAYS = [
    ("≥95%", "100%", "90"), ("≥120人", "96人", "72"), ("≤300件", "320件", "84.38"), ("≤300件", "290件", "90"),
    ("10", 9, "81"),  # 数量指标没有符号：越多越好
    ("10", 10, "90"), ("10", 12, "90"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "actual", "points"), BOTH_WAYS)
def test_a_printed_method_of_both_directions(target: str, actual: object, points: str) -> None:
    assert indicator(by_method(target, actual, EITHER), "检查家次").score == Decimal(points)


@pytest.mark.parametrize(
    "method",
    [
        EITHER.replace("B/A或A/B*", "B/A或A/B*80%*"),
        EITHER.replace("记满分", "记9分"),
        EITHER.replace("按B/A或A/B*该指标分值记分", "酌情记分"),
    ],
)  # fmt: skip
def test_a_printed_method_with_other_words_goes_to_a_person(method: str) -> None:
    assert indicator(by_method("≥120人", "96人", method), "检查家次").score is None


@pytest.mark.parametrize(
    ("method", "points"),
    [(f"{EITHER}最低0分", 72), (EITHER.replace("按B/A或A/B*该指标分值记分", "不记分"), 0)],
)
def test_a_printed_method_with_other_words_that_are_read(method: str, points: int) -> None:
    assert indicator(by_method("≥120人", "96人", method), "检查家次").score == points


@pytest.mark.parametrize(("actual", "points"), [(100, Decimal(90)), (90, None), (110, None)])
def test_a_cost_without_a_sign_has_no_direction(actual: int, points: Decimal | None) -> None:
    head = (*HEAD[:5], "分值", "得分计算方法", "得分", "偏差说明")
    line = Aim("100", actual, 90, name="成本控制", level2="成本指标", more={"得分计算方法": EITHER})
    assert indicator(score(aims(line, head=head)), "成本控制").score == points


def test_the_execution_rate_counts_beside_a_printed_method() -> None:
    outcome = by_method("≥92分", "92分", UP, 90)
    assert names(outcome) == ["预算执行率", "检查家次"]
    assert findings(outcome, level="error") == []


# --------------------------------------------------------------- 百分号、单位、没有写方向的率

FULL_WIDTH = [
    # 全角的％也是百分号：2.7 是 2.7%，不是 270%
    ("≥3％", 2.7, "9"),
    ("≥3％", "2.7％", "9"),
    ("≤0.3％", "0.2％", "10"),
    ("≤0.3％", "0.45％", "5"),
    ("≥90％", 92.6, "10"),
    ("≥16台（套）", "12台（套）", "7.5"),
    ("≥16台(套)", "16台(套)", "10"),
]


@pytest.mark.parametrize(("target", "actual", "points"), FULL_WIDTH)
def test_full_width_signs_and_units_in_brackets(target: str, actual: object, points: str) -> None:
    row = indicator(score(aims(Aim(target, actual, 10))), "检查家次")
    assert row.score == Decimal(points)


MEANT = [
    # 100%的合格率一类，低了就是没有达到；控制率、执行率没有写方向，低了是好是坏由人看
    ("设备验收合格率", "91.67%", "9.17"),
    ("服务对象满意度", "95%", "9.5"),
    ("设备验收合格率", "100%", "10"),
    ("公用经费控制率", "91.67%", None),
    ("公用经费控制率", "100%", "10"),
]


@pytest.mark.parametrize(("name", "actual", "points"), MEANT)
def test_a_rate_of_100_percent_without_a_sign(name: str, actual: str, points: str | None) -> None:
    row = indicator(score(aims(Aim("100%", actual, 10, name=name))), name)
    assert row.score == (None if points is None else Decimal(points))


@pytest.mark.parametrize(
    ("actual", "points"), [("0起", "10"), (0, "10"), ("1起", None), ("3起", None)]
)
def test_none_at_all_reaches_a_target_of_0_in_either_direction(
    actual: object, points: str | None
) -> None:
    row = indicator(score(aims(Aim("0起", actual, 10, name="安全事故"))), "安全事故")
    assert row.score == (None if points is None else Decimal(points))


def test_a_change_without_a_sign_is_for_a_person_even_in_per_cent() -> None:
    row = indicator(score(aims(Aim("95%", "91%", 10, name="设备更新率"))), "设备更新率")
    assert row.score is None


def test_a_unit_that_begins_with_a_digit_does_not_run_into_the_target() -> None:
    head = (*HEAD[:4], "计量单位", *HEAD[4:])
    line = Aim("≤9.5", 0, 90, name="孕产妇死亡人数", more={"计量单位": "1/10万"})
    row = indicator(score(aims(line, head=head)), "孕产妇死亡人数")
    assert row.criteria == "≤9.5"


@pytest.mark.parametrize(
    ("actual", "level"),
    [("2519.97万元", "warning"), ("2023年9月上线", "warning"), ("较好", "warning")],
)
def test_a_figure_where_a_word_belongs_is_a_reminder(actual: str, level: str) -> None:
    outcome = score(aims(Aim("控制在预算内", actual, 90, 90)))
    assert [(each.level, each.sheet) for each in findings(outcome, "D10")] == [(level, SHEET)]
