"""What the figures of a report say together: the one wrong figure, and the base of a rate. Figures of published reports."""

from __future__ import annotations

import pytest
from workbooks import ROOT, findings, forms

from sheetscore import score_unit
from sheetscore.model.finding import Finding

INCOME = (
    "2020年收入总计{income}万元，其中：财政拨款收入4381.77万元、政府性基金收入7196.27万元、事业收入2038.3万元、其他收入497.31万元。"
    "2020年支出总计14092.87万元。年末结转和结余{rest}万元。"
)
HEAD = (
    "某局2020年度部门整体支出绩效自评报告\n一、基本情况\n二、收支情况\n{text}\n三、存在的问题\n预算编制不细。\n"
    "四、改进措施\n细化预算。\n"
)


def checked(text: str, code: str) -> list[Finding]:
    outcome = score_unit([("某局-2020.txt", HEAD.format(text=text).encode())], forms())
    return findings(outcome, code)


FIX = "只要总收入由 14113.64 改为 14113.65（一位数字不同），各式就都能对上。"


def test_the_figure_that_two_tails_point_at_is_named_in_both() -> None:
    """收入比各项之和少 0.01，收入－支出也比结余少 0.01：改收入，两式都平。"""
    text = INCOME.format(income="14113.64", rest="20.78")
    for code in ("F01", "F02"):
        (found,) = checked(text, code)
        assert (found.level, FIX in found.message) == ("info", True)


def test_one_tail_alone_points_at_nobody() -> None:
    (found,) = checked(INCOME.format(income="14113.64", rest="20.77"), "F01")
    assert (found.level, "只要" in found.message) == ("info", False)


def test_a_slip_that_breaks_both_equations_is_named() -> None:
    (found,) = checked(INCOME.format(income="14131.65", rest="20.78"), "F02")
    assert found.level == "error"
    assert (
        "只要总收入由 14131.65 改为 14113.65（相邻两位数字颠倒），各式就都能对上。" in found.message
    )


@pytest.mark.parametrize("file", ["石鼓区卫生健康局-2020-自评报告.docx"])
def test_the_sample_report_names_it(file: str) -> None:
    outcome = score_unit([(file, (ROOT / "samples" / file).read_bytes())], forms())
    assert [FIX in each.message for each in findings(outcome, "F02")] == [True]


def test_the_base_of_the_rate_is_named() -> None:
    file = "盐田区卫生监督所-2020-自评报告.docx"
    outcome = score_unit([(file, (ROOT / "samples" / file).read_bytes())], forms())
    (found,) = findings(outcome, "D03")
    assert found.level == "warning"
    for part in (
        "÷703.14",
        "＝97.93%，相符",
        "÷670.55（年初预算）＝102.69%，不符",
        "÷688.77",
        "＝99.98%，不符",
    ):
        assert part in found.message


SILENT = [
    ("只有一个全年预算", "年初预算总支出670.55万元。全年调整后预算总支出688.77万元，总支出执行数688.62万元，预算执行率99.98%。"),
    ("各项目自己的预算",
     "（1）甲项目：全年预算数257.89万元，全年执行数257.89万元，预算执行率为100.00%。（2）乙项目：全年预算数361.95万元，全年执行数347.47万元。"),
    ("没有写率", "年初预算总支出670.55万元。全年调整后预算总支出688.77万元，总支出执行数688.62万元。"),
]  # fmt: skip


@pytest.mark.parametrize("text", [text for _, text in SILENT], ids=[title for title, _ in SILENT])
def test_a_rate_over_the_one_budget_of_the_year_is_no_question(text: str) -> None:
    assert checked(text, "D03") == []
