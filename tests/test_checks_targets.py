"""Checks of tables of targets: a valid 自评表, one cell changed, and exactly the finding that this must give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pytest
from openpyxl import Workbook, load_workbook
from target_tables import SHEET, Aim, aims
from workbooks import ROOT, change, findings, new_findings, score, states_level

from sheetscore.model.outcome import Outcome

Found = list[tuple[str, str, str]]
"""(代码, 级别, 位置)"""

PROVINCE = (
    *("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "完成值", "分值", "得分"),
    "未完成原因",
)

LINES = (
    Aim("≥100家次", "104家次", 20, 20),
    Aim("≤10天", "9天", 20, 20, None, "办结天数", "产出指标", "时效指标"),
    Aim("≤20万元", "19.5万元", 10, 10, None, "检查费用", "产出指标", "成本指标"),
    Aim("机制健全", "达成", 30, 25, "部分制度运行时间较短。", "监督机制", "效益指标", "社会效益指标"),
    Aim("≥90%", "93%", 10, 10, "发放问卷200份，满意186份。", "服务对象满意度", "满意度指标", "服务对象满意度指标"),
)  # fmt: skip
MONEY = (180, 200, 187, 10, 0.935, 9.35)
PARTS = (
    ("其中：当年财政拨款", 180, 180, 170),
    ("上年结转资金", 0, 20, 17),
)


def project() -> Workbook:
    """年度资金总额 in row 6, its parts in rows 7 and 8, indicators from row 11, 总分 in row 16."""
    book = aims(*LINES, money=MONEY)
    sheet = book[SHEET]
    for number, values in enumerate(PARTS, 7):
        for col, value in enumerate(values, 2):
            sheet.cell(number, col, value)
    for col, value in {1: "总分", 6: 100, 7: 94.35}.items():
        sheet.cell(16, col, value)
    return book


def province() -> Workbook:
    """The same lines, the sign of the first in a column of its own."""
    first = replace(LINES[0], target="100家次", more={"指标性质": "≥"})
    book = aims(first, *LINES[1:], money=MONEY, head=PROVINCE)
    for number, values in enumerate(PARTS, 7):
        for col, value in enumerate(values, 2):
            book[SHEET].cell(number, col, value)
    return book


def department() -> Workbook:
    """The sample of the 部门整体 form: 按收入性质分 and 按支出性质分."""
    return load_workbook(ROOT / "samples" / "示例县卫生监督所-2022-部门整体支出绩效自评表.xlsx")


def shown_in_cents() -> Workbook:
    """项目的自评表，资金格显示两位小数。"""
    book = project()
    for row in book[SHEET]["C6:E8"]:
        for cell in row:
            cell.number_format = "0.00"
    return book


@cache
def parent_outcome(parent: Callable[[], Workbook]) -> Outcome:
    return scored(parent())


def scored(book: Workbook, **options: str) -> Outcome:
    return score(book, "2022年绩效自评表.xlsx", **options)


@pytest.mark.parametrize(
    "parent", [project, department, province], ids=["项目", "部门整体", "外省"]
)
def test_the_parent_has_no_finding_at_all(parent: Callable[[], Workbook]) -> None:
    outcome = parent_outcome(parent)
    assert outcome.findings == ()
    assert outcome.status == "scored"


@dataclass(frozen=True)
class Fault:
    """A change to a parent (cells without sheet), and the findings that the parent had not."""

    clause: str
    changes: Mapping[str, object]
    found: Found
    parent: Callable[[], Workbook] = project


def at(code: str, cell: str, level: str = "error") -> tuple[str, str, str]:
    return code, level, cell


FAULTS = [
    Fault("D01 其中之和", {"C7": 170}, [at("D01", "C6")]),
    Fault("D01 有一项空着", {"D8": None}, [at("D01", "D6", "warning")]),
    Fault("D01 尾差", {"C7": 179.99}, [at("D01", "C6", "info")]),
    Fault("D02 收入性质", {"D9": 13}, [at("D02", "D7")], department),
    Fault("D02 支出性质", {"I8": 129.68}, [at("D02", "I7")], department),
    Fault("D02 有一项空着而其余已超过", {"D10": None, "D9": 25}, [at("D02", "D7")], department),
    Fault("D02 有一项空着", {"D10": None}, [at("D02", "D7", "warning")], department),
    Fault("A05 说明当作答案", {"H14": "请填写未完成原因"}, [at("A05", "H14")]),
    Fault("A05 括号里的说明", {"E14": "（填写实际完成情况）"}, [at("A05", "E14"), at("D10", "E14", "warning")]),
    Fault("B04 执行率少了百分号", {"G6": 93.5}, [at("B01", "G6"), at("B04", "G6")]),
    Fault("B04 执行率多了百分号", {"G6": "0.935%"}, [at("B04", "G6")]),
    Fault("B05 资金是负数", {"C8": -20, "C7": 200}, [at("B05", "C8", "warning")]),
    Fault("B05 满意度超过 100%", {"E15": "104.2%"}, [at("B05", "E15")]),
    Fault("B06 完成数不是整数", {"E11": "104.5家次"}, [at("B06", "E11", "info")]),
    Fault("B08 总分是错误值", {"G16": "#REF!"}, [at("B08", "G16")]),
    Fault("B03 完成值差一万倍", {"E11": "1040000家次"}, [at("A11", "D11", "warning"), at("B03", "E11")]),
    Fault(
        "B03 完成值小一万倍", {"E11": "0.0104家次"},
        [at("A11", "D11", "warning"), at("B03", "E11"), at("B06", "E11", "info")],
    ),
    Fault("B03 执行数填了元", {"E8": 170000}, [at("B03", "E8"), at("D01", "E6")]),
    Fault("D01 总额是 0", {"C6": 0}, [at("D01", "C6")]),
    Fault("D03 执行率", {"G6": 0.95}, [at("D03", "G6")]),
    Fault("D03 其中一行的执行率", {"G7": "99%"}, [at("D03", "G7")]),
    Fault("D03 以年初预算为分母", {"G6": "103.89%"}, [at("D03", "G6")]),
    Fault("D04 取整后计分", {"H6": 9.4, "G16": 94.4}, [at("D04", "H6", "info"), at("E01", "H6")]),
    Fault("D05 大于全年预算", {"E8": 21, "E7": 166}, [at("D05", "E8")]),
    Fault(
        "D06 另一种算法", {"E12": "12天", "G12": 16.67, "G16": 91.02, "H12": "人手不足。"},
        [at("D06", "G12", "info"), at("E01", "G12")],
    ),
    Fault("D08 没有写原因", {"H14": None}, [at("D08", "H14", "warning")]),
    Fault("D08 满分而没有完成", {"H11": "有两家尚未检查。"}, [at("D08", "H11", "warning")]),
    Fault("D09 超过太多", {"E11": "130家次"}, [at("D09", "E11", "warning")]),
    Fault(
        "D09 全都恰好相等", {"E11": "100家次", "E12": "10天", "E13": "20万元", "E15": "90%"},
        [at("D09", "E11", "warning")],
    ),
    Fault("D10 别的说法", {"E14": "较好"}, [at("D10", "E14", "warning")]),
    Fault("D10 照抄指标值", {"E14": "机制健全"}, [at("D10", "E14", "warning")]),
    Fault("D10 没有填", {"E14": None}, [at("D10", "E14", "warning")]),
    Fault("D10 得分不在档内", {"E14": "部分达成"}, [at("D10", "G14")]),
    Fault("D11 得分", {"G16": 95.35}, [at("D11", "G16")]),
    Fault("D11 分值", {"F16": 90}, [at("D11", "F16")]),
    Fault("D11 表头写的自评得分", {"F4": "自评得分", "G4": 95.35}, [at("D11", "G4")]),
    Fault("D11 表头写的自评总分在同一格", {"F4": "自评总分：94.356分"}, [at("D11", "F4")]),
    Fault("D13 等级", {"A17": "自评等级：良"}, [at("D13", "A17")]),
    Fault("D13 等级在下一格", {"A17": "自评等级", "B17": "良"}, [at("D13", "B17")]),
    Fault("D14 成本用≥", {"D13": "≥19万元"}, [at("D14", "D13", "warning")]),
    Fault("D14 数量是支付率", {"C11": "资金支付率", "D11": "≥90%", "E11": "91%"}, [at("D14", "D11", "warning")]),
    Fault("D14 两处同名", {"C14": "检查家次"}, [at("D14", "D14", "warning")]),
    Fault("D14 满意度没有样本", {"H15": None}, [at("D14", "D15", "warning")]),
    Fault("D14 满意度没有样本，填报说明里的不算", {"H15": None, "A18": "填报说明：满意度请附问卷。"}, [at("D14", "D15", "warning")]),
    Fault(
        "D15 指标值里没有数字", {"E11": "越多越好"},
        [at("A11", "E11", "warning"), at("D15", "E11", "warning"), at("E15", "H11", "warning")], province,
    ),
    Fault("D15 单位不同", {"E11": "104人"}, [at("B01", "E11"), at("D15", "E11", "warning"), at("E12", "E11", "warning")]),
    Fault("D15 单位是百分比", {"D15": "≥90百分比"}, [at("D15", "D15", "warning")]),
    Fault("D16 晚于评价年度", {"H11": "2023年3月全部检查完。"}, [at("D16", "H11", "warning")]),
    Fault(
        "D16 晚于项目结束", {"F4": "项目起止时间", "G4": "2022年1月至2022年6月", "H11": "2022年7月全部检查完。"},
        [at("D16", "H11", "warning")],
    ),
    Fault("D16 不是全年", {"H11": "数据截止到11月底。"}, [at("D16", "H11", "warning")]),
    Fault("D17 重复计分", {"C15": "预算执行率"}, [at("D17", "F15", "info")]),
]  # fmt: skip


def faulty(fault: Fault) -> Outcome:
    book = fault.parent()
    name = book.worksheets[0].title
    return scored(change(book, {f"{name}!{cell}": value for cell, value in fault.changes.items()}))


def cells(found: Found) -> Found:
    return sorted((code, level, where.rpartition("!")[2]) for code, level, where in found)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.clause for fault in FAULTS])
def test_a_fault_gives_its_finding_and_nothing_else(fault: Fault) -> None:
    outcome = faulty(fault)
    assert cells(new_findings(parent_outcome(fault.parent), outcome)) == sorted(fault.found)
    for each in outcome.findings:
        assert all((each.sheet, each.cell, each.found, each.expected, each.advice))
        assert each.message.endswith("。")
        assert "None" not in each.message
        assert states_level(each.code, each.level)


BESIDE = [
    ("D01 都没有分开填", {f"{col}{row}": None for col in "CDE" for row in (7, 8)}, project, "D01"),
    ("D02 差 0.01", {"I8": 129.69}, department, "D02"),
    ("B04 写明百分号的栏", {"G5": "执行率（%）", "G6": 93.5}, project, "B04"),
    ("B04 写明百分号的栏", {"G5": "执行率（%）", "G6": 93.5}, project, "D03"),
    ("B05 增减可以为负", {"C11": "投诉增减率", "D11": "≤0%", "E11": "-5%"}, project, "B05"),
    ("D03 四舍五入", {"G6": "93.5%"}, project, "D03"),
    ("D03 表头写 B/A", {"G5": "执行率（B/A）", "G6": "93.5%"}, project, "D03"),
    ("D03 其中一行四舍五入", {"G7": "94.44%", "G8": 0.85}, project, "D03"),
    ("D03 其中一行没有预算", {"C8": 0, "D8": 0, "E8": 0, "G8": 0}, project, "D03"),
    ("D03 没有填", {"G6": None}, project, "D03"),
    ("D05 恰好用完", {"E8": 20, "E7": 167}, project, "D05"),
    ("D11 表头写的自评得分差半厘", {"F4": "自评得分", "G4": 94.355}, project, "D11"),
    ("D11 表头写的是满分", {"F4": "总分：100分"}, project, "D11"),
    ("D11 上年的得分", {"F4": "上年自评得分", "G4": 90}, project, "D11"),
    ("D08 写了原因", {"H14": "运行时间短。"}, project, "D08"),
    ("D05 显示相等", {"E8": 20.001, "E7": 166.999}, shown_in_cents, "D05"),
    ("D08 没有延期", {"H11": "全部按期完成，未延期。"}, project, "D08"),
    ("D08 上年的事", {"H11": "上年未完成的2家一并检查。"}, project, "D08"),
    ("D14 节约的费用", {"C13": "节约检查费用", "D13": "≥1万元", "E13": "1.2万元"}, project, "D14"),
    ("D15 指标值是一段", {"D11": "100-120家次", "E11": "110家次"}, project, "D15"),
    ("D09 不到 1.3 倍", {"E11": "129.99家次"}, project, "D09"),
    ("D09 写了原因", {"E11": "130家次", "H11": "年中扩大了检查范围。"}, project, "D09"),
    ("D09 有一项不等", {"E11": "100家次", "E12": "10天", "E13": "20万元"}, project, "D09"),
    ("A05 提到填写", {"H14": "请各科室说明情况后，部分制度仍在修订，明年完成。"}, project, "A05"),
    ("B03 越小越好的不比", {"E12": "0.001天"}, project, "B03"),
    ("B03 差三千倍", {"E11": "316000家次"}, project, "B03"),
    ("D10 达成预期", {"E14": "达成预期"}, project, "D10"),
    ("D10 档内最低", {"G14": 24}, project, "D10"),
    ("D11 差半厘", {"G16": 94.355}, project, "D11"),
    ("D13 写对了", {"A17": "自评等级：优"}, project, "D13"),
    ("D14 写了样本", {"E15": "100%", "H15": "发放问卷120份。"}, project, "D14"),
    ("D14 样本写在别处", {"H15": None, "A9": "年度目标完成情况：回访服务对象50人。"}, project, "D14"),
    ("D15 百分号", {"D15": "≥90％"}, project, "D15"),
    ("D16 当年 12 月", {"H11": "2022年12月全部检查完。"}, project, "D16"),
    ("D16 没有得满分，写的是整改时间", {"H14": "2023年3月前完善制度。"}, project, "D16"),
    ("D13 等级说明", {"A17": "评价等级", "B17": "优", "C17": "良", "D17": "中", "E17": "差"}, project, "D13"),
    ("D16 项目结束当月", {"F4": "项目起止时间", "G4": "2022年1月至2022年6月", "H11": "2022年6月全部检查完。"}, project, "D16"),
    ("D16 截至 12 月", {"H11": "数据截止到12月底。"}, project, "D16"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "parent", "code"), [case[1:] for case in BESIDE], ids=[case[0] for case in BESIDE]
)
def test_just_beside_a_fault_there_is_no_such_finding(
    changes: dict[str, object], parent: Callable[[], Workbook], code: str
) -> None:
    assert findings(faulty(Fault("", changes, [], parent)), code) == []


TOLD = [
    # 错例，发现，应为，消息里的算式
    ("B03 完成值差一万倍", "1040000家次", "与指标值 ≥100家次 同一单位", "相差约一万倍，像是单位不同"),
    ("D01 其中之和", "180", "170", "170.00+0.00 ∈ [169.99, 170.01]，不含 180.00 → 不一致"),
    ("D01 有一项空着", "200", "180", "“上年结转资金”没有填，如共为 20 就能对上"),
    ("D01 尾差", "180", "179.99", "含 180.00 → 一致。差额在四舍五入的范围内（尾差）"),
    ("D02 收入性质", "533", "532", "512.50+0.00+13.00+7.50＝533，全年执行数 532，差 1"),
    ("D02 支出性质", "531.98", "532", "402.30+129.68＝531.98，全年执行数 532，差 0.02"),
    ("D02 有一项空着", "524.5", "532", "有 1 项没有填，如共为 7.5 就能对上"),
    ("D03 执行率", "95%", "93.5%", "187.00/200.00 ∈ [93%, 94%]，不含 95% → 不一致"),
    ("D03 其中一行的执行率", "99%", "94.44%", "“当年财政拨款”执行率填 99%，应为 94.44%"),
    ("D04 取整后计分", "9.4", "9.35", "把执行率 93.5% 取整为 94% 算出来的"),
    ("D05 大于全年预算", "21", "不大于 20", "“上年结转资金”全年执行 21 大于全年预算 20"),
    ("D09 超过太多", "130家次", "低于指标值的 130%，或写明原因", "是指标值 ≥100家次 的 130%"),
    ("D10 得分不在档内", "25", "18～23.99", "写“部分达成”，得分应在 18 到 23.99 分之间"),
    ("D11 得分", "95.35", "94.35", "总分行的得分填 95.35，各项之和是 94.35，差 1"),
    ("D11 分值", "90", "100", "总分行的分值填 90，各项之和是 100，差 10"),
    ("D11 表头写的自评得分", "95.35", "94.35", "封面、表头写的自评得分填 95.35"),
    ("D13 等级", "良", "优", "等级填“良”，自评 94.35 分应为“优”"),
    ("D16 晚于项目结束", "2022年7月", "2022 年 6 月底内", "晚于项目结束的 2022 年 6 月"),
    ("D16 晚于评价年度", "2023年3月", "2022 年内", "晚于评价年度 2022 年"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "found", "expected", "line"), TOLD, ids=[case[0] for case in TOLD]
)
def test_the_finding_tells_the_arithmetic(
    clause: str, found: str, expected: str, line: str
) -> None:
    told = findings(faulty(next(f for f in FAULTS if f.clause == clause)), clause[:3])
    assert (told[0].found, told[0].expected) == (found, expected)
    assert line in told[0].message


def test_d03_names_the_base_that_gives_the_printed_rate() -> None:
    fault = next(each for each in FAULTS if each.clause == "D03 以年初预算为分母")
    (found,) = findings(faulty(fault), "D03")
    assert "÷180.00（年初预算）＝103.89%，相符" in found.message
    assert "103.89% 是以年初预算为分母。" in found.message


def test_d02_names_the_figure_that_closes_both_divisions() -> None:
    """全年执行数 532 写成 523：收入、支出两种分法都对不上，只有它同在两式之中。"""
    outcome = faulty(
        Fault("", {"F5": 523, "H5": "93.39%", "I5": 9.34, "H23": 98.04}, [], department)
    )
    found = findings(outcome, "D02")
    assert len(found) == 2
    for each in found:
        assert (
            "只要年度资金总额（F5）由 523.00 改为 532.00（相邻两位数字颠倒），各式就都能对上。"
            in each.message
        )


def test_d06_names_the_other_formula() -> None:
    fault = next(each for each in FAULTS if each.clause == "D06 另一种算法")
    (found,) = findings(faulty(fault), "D06")
    assert (found.found, found.expected) == ("16.67", "16")
    assert "指标值÷完成值×分值（海淀 2016）" in found.message


def edited(**cells: object) -> Outcome:
    """The project's table with these cells."""
    return scored(change(project(), {f"{SHEET}!{cell}": value for cell, value in cells.items()}))


def test_points_given_on_top_of_the_hundred_are_no_error() -> None:
    """加分项 5 分：指标共 105，总分行写 100；得分照加。"""
    bonus: dict[str, object] = {"A16": "加分项", "C16": "获省级表彰", "F16": 5, "G16": 2}
    right = edited(**bonus, A17="总分", F17=100, G17=96.35)
    assert findings(right, "A10") + findings(right, "D11") == []
    wrong = edited(**bonus, A17="总分", F17=101, G17=94.35)
    assert [each.cell for each in findings(wrong, "D11")] == ["G17", "F17"]
    other = edited(**{**bonus, "A16": "其他"}, A17="总分", F17=105, G17=96.35)
    assert [each.level for each in findings(other, "A10")] == ["error"]


@pytest.mark.parametrize(("points", "wrong"), [(20, False), (19, True)])
def test_an_execution_rate_without_points_of_its_own_leaves_ninety(
    points: int, wrong: bool
) -> None:
    outcome = edited(F6=None, H6=None, F11=points, G11=points, F16=None, G16=None)
    assert bool(findings(outcome, "A10", "error")) is wrong
    assert findings(outcome, "A11") + findings(outcome, "D07") == []


def test_a_among_within_the_among_is_not_added_again() -> None:
    book = project()
    book[SHEET].insert_rows(8)
    for col, value in enumerate(("其中：省级资金", 100, 100, 90), 2):
        book[SHEET].cell(8, col, value)
    assert findings(scored(book), "D01") == []


@pytest.mark.parametrize(("spent", "cells"), [(170, []), (188, ["E6"])])
def test_a_single_part_may_be_less_than_the_whole_but_not_more(
    spent: int, cells: list[str]
) -> None:
    """其中只列省级资金一项。"""
    outcome = edited(B7="其中：省级资金", E7=spent, B8=None, C8=None, D8=None, E8=None)
    assert [each.cell for each in findings(outcome, "D01")] == cells


def test_formulas_beside_the_table_need_no_result() -> None:
    """表右边的辅助列，表下面的草稿：不用，不报。"""
    assert findings(edited(J10="辅助", J11="=G11/F11", A30="=G16"), "B08") == []
    assert [each.cell for each in findings(edited(G16="=SUM(G11:G15)"), "B08")] == ["G16"]


WORDS = ["已完成", "104家次，其中乡镇50家次"]


@pytest.mark.parametrize("actual", WORDS)
def test_words_for_a_figure_are_a_warning_for_they_may_be_right(actual: str) -> None:
    outcome = edited(E11=actual)
    assert [each.level for each in findings(outcome, "B01")] == ["warning"]
    assert findings(outcome, level="error") == []


PROFILES = [
    ("guangxi", "130家次", "error"),
    ("hebei-tianjin", "120家次", "warning"),
    ("guangxi", "129家次", None),
]


@pytest.mark.parametrize(("profile", "actual", "level"), PROFILES)
def test_d09_the_profile_says_how_much_is_too_much(
    profile: str, actual: str, level: str | None
) -> None:
    book = change(project(), {f"{SHEET}!E11": actual})
    found = findings(scored(book, profile=profile), "D09")
    assert [each.level for each in found] == ([level] if level else [])


@pytest.mark.parametrize(
    ("spent", "most"), [(160, None), (159.99, "89"), (139.99, "79"), (119.99, "69"), (99.99, "59")]
)
def test_d12_the_cap_of_the_handbook(spent: float, most: str | None) -> None:
    """执行率 80% 不设上限；79.995% 起总分最高 89 分。自评各项仍按原得分。"""
    book = change(project(), {f"{SHEET}!E6": spent, f"{SHEET}!E7": spent - 17})
    found = findings(scored(book, profile="handbook"), "D12")
    assert [(each.level, each.cell, each.expected) for each in found] == (
        [("error", "H6", f"不超过 {most}")] if most else []
    )
    assert findings(scored(book), "D12") == []


def test_d15_a_signed_target_without_a_number_and_a_unit_that_differs() -> None:
    lines = (replace(LINES[0], target="越多越好", more={"指标性质": "正向"}), *LINES[1:])
    head = (
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "完成值",
        "分值",
        "得分",
        "未完成原因",
    )
    found = findings(scored(aims(*lines, head=head)), "D15")
    assert [(each.level, each.cell) for each in found] == [("warning", "E11")]
    other = change(project(), {f"{SHEET}!E11": "104人"})
    assert [each.cell for each in findings(scored(other), "D15")] == ["E11"]
