"""Tables inside a report: totals, subtotals and shares, row by row; each table without a fault, and with one cell changed."""

from __future__ import annotations

import io

import docx
import pytest
from reports import context, findings

from sheetscore.reports.text.blocks import parse_report
from sheetscore.reports.text.documents import read_lines
from sheetscore.reports.text.table_grids import grids
from sheetscore.reports.verdicts.report_checks import run_report_checks
from sheetscore.reports.verdicts.report_context import ReportContext

BY_GROUP = """支出分类汇总表
单位：万元
类别	明细	支出数	占总支出比重
基本支出	人员经费	550.00	55.00%
	公用经费	50.00	5.00%
	小计	600.00	60.00%
项目支出	补贴	250.00	25.00%
	整治	150.00	15.00%
	小计	400.00	40.00%
合计		1000.00	100.00%"""

TOP = """功能分类表
单位：万元
项目	决算数	占比（%）
本年支出合计	300.00	100.00
其中：教育支出	200.00	66.67
卫生健康支出	60.00	20.00
住房保障支出	40.00	13.33"""

FIRST = """项目支出表
单位：万元
项目	预算数	执行数	执行率（%）
合计	110.00	100.00	90.91
甲	60.00	55.00	91.67
乙	50.00	45.00	90.00"""

SCORES = """得分汇总表
评价维度	分值	得分
预算执行	10	9.81
部门管理	40	40
产出	50	47
总分	100	96.81"""

FAULTS = [
    # 表，改前，改后，代码，级别
    ("小计错，合计对", BY_GROUP, "小计	400.00", "小计	420.00", [("F01", "error")]),
    ("合计错", BY_GROUP, "合计		1000.00", "合计		1010.00", [("F01", "error")]),
    ("一行的占比错", BY_GROUP, "25.00%", "29.00%", [("F05", "error")]),
    ("占比一栏不带百分号", TOP, "20.00\n", "26.00\n", [("F05", "error")]),
    ("合计在上面", FIRST, "合计	110.00	100.00	90.91", "合计	110.00	0.00	0.00", [("F01", "error")]),
    ("执行率一栏不带百分号", FIRST, "91.67", "97.16", [("F04", "error")]),
    ("总分", SCORES, "总分	100	96.81", "总分	100	97.81", [("F01", "error")]),
    ("总分差 0.02，得分按原数加", SCORES, "总分	100	96.81", "总分	100	96.83", [("F01", "error")]),
    ("得分超过分值", SCORES, "10	9.81\n", "10	10.12\n", [("D07", "error"), ("F01", "error")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [each[1:] for each in FAULTS],
    ids=[each[0] for each in FAULTS],
)
def test_a_table_and_its_faulty_twin(
    table: str, old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert table.count(old) == 1
    assert complaints(table) == []
    assert complaints(table.replace(old, new)) == expected


def complaints(table: str) -> list[tuple[str, str]]:
    """(code, level) of every finding but the unit of the table (A08)."""
    return [(f.code, f.level) for f in findings(*table.split("\n")) if f.code != "A08"]


SILENT = [
    ("合计以后还有别的行", "“三公”经费合计	40\n接待费	10\n用车费	30\n会议费	8\n培训费	5"),
    ("其中是一行的明细", "合计	30\n接待费	14\n用车费	16\n其中：运行费	16"),
    ("有的格空着", "甲	10\n乙	\n丙	——\n合计	12"),
    ("占比凑成 100%", "甲	100000.00	33.34%\n乙	100000.00	33.33%\n丙	100000.00	33.33%\n合计	300000.00	100.00%"),
    ("占比用的是别的总数", "甲	10	5%\n乙	20	10%\n丙	30	15%\n合计	60	30%"),
]  # fmt: skip


@pytest.mark.parametrize("rows", [rows for _, rows in SILENT], ids=[name for name, _ in SILENT])
def test_a_table_that_can_be_explained_is_silent(rows: str) -> None:
    table = f"情况表\n单位：万元\n项目	决算数	占比\n{rows}"
    assert [each for each in complaints(table) if each[1] == "error"] == []


LEFT_ALONE = [
    ("空着的一行可能补上差额", "甲	10	\n乙	20	\n丙		\n合计	45	"),
    (
        "占比多半是别的口径",
        "甲	10	16.67%\n乙	20	10%\n丙	30	15%\n合计	60	30%",
    ),
]


@pytest.mark.parametrize(
    "rows", [rows for _, rows in LEFT_ALONE], ids=[name for name, _ in LEFT_ALONE]
)
def test_a_table_that_cannot_be_judged_is_left_alone(rows: str) -> None:
    assert complaints(f"情况表\n单位：万元\n项目	决算数	占比\n{rows}") == []


def test_a_merged_label_leaves_the_figures_in_their_columns() -> None:
    """“合计”一格横跨序号和名称两列，右边的数仍在各自的列里。"""
    document = docx.Document()
    document.add_paragraph("项目支出情况表（单位：万元）")
    table = document.add_table(rows=4, cols=4)
    cells = [
        ["序号", "项目", "预算数", "执行数"], ["1", "甲", "60.00", "55.00"], ["2", "乙", "50.00", "45.00"],
        ["合计", "", "110.00", "99.00"],
    ]  # fmt: skip
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(3, 0).merge(table.cell(3, 1))
    buffer = io.BytesIO()
    document.save(buffer)
    report = parse_report("报告.docx", read_lines(buffer.getvalue()))
    found = [f for f in run_report_checks(ReportContext(report, 2020)) if f.code == "F01"]
    assert [(f.found, f.expected, f.level) for f in found] == [("99.00", "100", "error")]


def test_the_label_of_a_row_is_what_stands_before_its_figures() -> None:
    (grid,) = grids(context("序号\t项目\t金额", "1\t甲 乙\t10", "\t合 计\t10").report)
    assert [row.label for row in grid.rows] == ["甲乙", "合计"]
    assert grid.header == ("序号", "项目", "金额")
