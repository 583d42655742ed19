"""Two budgets in a report: 年初预算 and 全年预算 (调整预算), what was added between them, and the rate over each."""

from __future__ import annotations

import pytest
from reports import context, findings
from workbooks import clean, forms, to_bytes

from sheetscore import score_unit
from sheetscore.reports.verdicts.report_checks import run_report_checks

BOTH = "年初预算为300万元，全年预算为320万元，支出决算为307.82万元，"
RATES = [
    # 报告里的话，级别，按所写的数应为
    (BOTH + "完成全年预算的96.19%。", None),
    (BOTH + "完成全年预算的76.19%。", ("error", "96.19%")),
    (BOTH + "完成年初预算的102.61%。", None),
    (BOTH + "完成年初预算的100.61%。", ("error", "102.61%")),
    (BOTH + "占全年预算的96.19%。", None),
    (BOTH + "预算执行率96.19%。", None),
    (BOTH + "预算执行率102.61%。", None),
    (BOTH + "预算执行率76.19%。", ("warning", "96.19%")),
    (BOTH + "按全年预算计算的执行率为76.19%。", ("error", "96.19%")),
    (BOTH + "完成全年预算的102.61%。", ("warning", "96.19%")),
    (BOTH + "完成年初预算的102.61%，完成全年预算的96.19%。", None),
    (BOTH + "完成年初预算的102.61%，完成全年预算的76.19%。", ("error", "96.19%")),
    (BOTH + "分别完成年初预算的102.61%、全年预算的96.19%。", None),
    (BOTH + "分别完成年初预算的102.61%、全年预算的76.19%。", ("error", "96.19%")),
    (BOTH + "完成全年预算的96.19%，支付进度76.19%。", None),
    ("年初预算数300万元，调整后预算数320万元，决算数307.82万元，完成调整后预算的86.19%。", ("error", "96.19%")),
    ("年初预算300万元，调整预算320万元，实际支出307.82万元，完成调整预算的96.19%。", None),
    ("年初预算为0万元，全年预算为320万元，支出决算为307.82万元，完成全年预算的96.19%。", None),
    ("年初预算为0万元，全年预算为320万元，支出决算为307.82万元，完成全年预算的76.19%。", ("error", "96.19%")),
    ("年初预算为0万元，支出决算为307.82万元，完成年初预算的100%。", None),
    ("年初预算为0万元，支出决算为0万元，完成预算的100%。", None),
    ("年初预算800万元，年中追加300万元，年末决算数1000万元，预算完成率90.91%。", None),
    ("年初预算800万元，年中追加300万元，年末决算数1000万元，预算完成率125%。", None),
    ("年初预算800万元，年中追加300万元，年末决算数1000万元，预算完成率80.91%。", ("warning", "90.91%")),
    ("年初预算800万元，年中调减300万元，年末决算数450万元，预算完成率90%。", None),
    ("年初预算800万元，年中调减300万元，年末决算数450万元，预算完成率80%。", ("warning", "90%")),
    ("年初预算800万元，上年结转300万元，年末决算数1000万元，预算完成率90.91%。", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RATES)
def test_a_rate_beside_two_budgets(text: str, expected: tuple[str, str] | None) -> None:
    found = [(each.level, each.expected) for each in findings(text, code="F04")]
    assert found == ([expected] if expected else [])


def test_the_proof_names_the_budget_with_what_was_added() -> None:
    (found,) = findings(
        "年初预算800万元，年中追加300万元，年末决算数1000万元，预算完成率80.91%。", code="F04"
    )
    assert "1000/1100 ∈" in found.message


BESIDE = [
    # 基础数据表公用经费的调整预算数（全年预算数）是 110 万元
    ("公用经费调整预算数110万元。", []),
    ("公用经费调整预算数150万元。", [("error", "110 万元")]),
    ("公用经费全年预算数150万元。", [("error", "110 万元")]),
    ("公用经费调整后预算150万元。", [("error", "110 万元")]),
    ("公用经费年初预算数150万元。", [("error", "100 万元")]),
]


@pytest.mark.parametrize("heading", ["2020年调整预算数", "2020年全年预算数"])
@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_the_adjusted_budget_of_the_text_against_the_tables(
    text: str, expected: list[tuple[str, str]], heading: str
) -> None:
    table = {"基础数据表!E5": heading, "基础数据表!E7": 110}
    lines = ["2020年度部门整体支出绩效自评报告", "一、基本情况。", text, "二、绩效目标，已完成。"]
    files = [
        ("某局-2020.xlsx", to_bytes(clean(table))),
        ("某局报告.txt", "\n".join(lines).encode()),
    ]
    found = score_unit(files, forms()).findings
    assert [(each.level, each.expected) for each in found if each.code == "F09"] == expected


TOLD = [
    # 报告里的话，是否写了预算数
    (BOTH + "完成全年预算的96.19%。", True),
    ("2020年预算总额为300万元，支出290万元。", True),
    ("全年支出5万元，收入6万元。", False),
    ("收入100万元，其中：一般公共预算拨款60万元，政府性基金预算财政拨款收入40万元。", False),
    ("预算执行率96%，支出290万元。", False),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_a_report_that_states_a_budget_is_not_said_to_lack_it(text: str, told: bool) -> None:
    found = [
        each.message
        for each in run_report_checks(context("一、概况。", text))
        if each.code == "A07"
    ]
    assert ("没有写预算数" in "".join(found)) is not told
