"""Checks on the figures of the tables: a valid workbook, one cell changed, and exactly the finding that this must give."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import pytest
from openpyxl import Workbook
from workbooks import (
    BASE_ROWS,
    CLEAN_LINES,
    Table,
    change,
    clean,
    findings,
    forms,
    indicator,
    new_findings,
    put_base,
    score,
    states_level,
    supply,
    to_bytes,
)

from sheetscore.model.outcome import Outcome
from sheetscore.unit import score_files, score_unit
from sheetscore.writers.completed import write_completed

Found = list[tuple[str, str, str]]
"""(代码, 级别, 位置)"""

DETAILED: tuple[tuple[object, ...], ...] = (
    ("部门整体支出绩效评价基础数据表",),
    ("填报单位：某局", None, None, "填表人：甲", "联系电话：1"),
    ("财政供养人员情况", "编制数", "2020年实际在职人数", "控制率"),
    (None, 40, 38, "95%"),
    ("经费控制情况（万元）", "2019年决算数", "2020年预算数", "2020年决算数"),
    ("三公经费", 12.34, 10.5, 9.26),
    ("   1、公务用车购置和维护经费", 8.34, 7.5, 6.26),
    ("       其中：公车购置", 3.3, 2.5, 2),
    ("             公车运行维护", 5.04, 5, 4.26),
    ("   2、出国经费", 1.5, 1, 1),
    ("   3、公务接待", 2.5, 2, 2),
    ("项目支出：", 300, 310.5, 320.75),
    ("    1、业务工作专项", 200, 210.25, 220.5),
    ("    2、运行维护专项", 100, 100.25, 100.25),
    ("          ……",),
    ("公用经费", 90, 100, 100),
    ("    其中：办公经费", 30, 40, 40),
    ("          水费、电费、差旅费", 20, 20, 20),
    ("          会议费、培训费", 10, 10, 10),
    ("政府采购金额", "——", 50, 50),
    ("部门整体支出预算调整", "——", 1000, 1050),
    ("楼堂馆所控制情况", "批复规模（㎡）", "实际规模（㎡）", "规模控制率"),
    (None, 100, 90, "90%"),
)  # fmt: skip
"""Row by row as the official form; every sum and rate is right."""

DISCLOSURE = replace(
    CLEAN_LINES[4], name="预决算信息公开性",
    criteria="①按规定内容公开预决算信息，4分；②基础数据信息和会计信息资料真实、完整、准确，6分。",
)  # fmt: skip


def detailed() -> Workbook:
    """The small 指标表 with a 基础数据表 of every row of the official form."""
    return clean(lines=[*CLEAN_LINES[:4], DISCLOSURE], base=DETAILED)


def plain() -> Workbook:
    return clean()


def adjusted() -> Workbook:
    """The detailed table, and the added budget sent later: 1000＋50＝1050."""
    return supply(detailed(), ("部门整体支出", "追加预算", 2020, "万元", 50))


def unbought() -> Workbook:
    """The detailed table under an 指标表 that asks nothing of 政府采购."""
    other = replace(
        CLEAN_LINES[3],
        name="管理规范性",
        criteria="①有采购制度，4分；②有合同制度，6分。",
        explanation="佐证见附件3。",
    )
    return clean(lines=[*CLEAN_LINES[:3], other, DISCLOSURE], base=DETAILED)


def invested() -> Workbook:
    """The detailed table with the investment of a building as well."""
    head = (*DETAILED[-2], "预算投资（万元）", "实际投资（万元）", "投资概算控制率")
    table = [*DETAILED[:-2], head, (*DETAILED[-1], 500, 450, "90%")]
    return clean(lines=[*CLEAN_LINES[:4], DISCLOSURE], base=table)


def with_totals() -> Workbook:
    """The small workbook with 小计 and 合计 rows of the scores."""
    book = clean()
    sheet = book["指标表"]
    for col, value in {1: "合计", 6: 100, 9: 100}.items():
        sheet.cell(8, col, value)
    sheet.insert_rows(6)
    for col, value in {1: "预算管理小计", 9: 60}.items():
        sheet.cell(6, col, value)
    return book


def with_cover() -> Workbook:
    book = clean()
    book.create_sheet("封面")["A1"] = "填报单位：某局"
    return book


PARENTS: list[Callable[[], Workbook]] = [
    detailed, plain, with_totals, with_cover, unbought, invested,
]  # fmt: skip


@cache
def parent_outcome(parent: Callable[[], Workbook]) -> Outcome:
    return score(parent())


@pytest.mark.parametrize("parent", PARENTS, ids=lambda each: each.__name__)
def test_the_parent_has_no_finding_at_all(parent: Callable[[], Workbook]) -> None:
    assert parent_outcome(parent).findings == ()


@dataclass(frozen=True)
class Fault:
    """A change to a parent, and the findings that the parent had not."""

    clause: str
    changes: Mapping[str, object]
    found: Found
    parent: Callable[[], Workbook] = detailed


def base(code: str, cell: str, level: str = "error") -> tuple[str, str, str]:
    return code, level, f"基础数据表!{cell}"


def table(code: str, cell: str, level: str = "error") -> tuple[str, str, str]:
    return code, level, f"指标表!{cell}"


NO_RATE = table("A11", "G4", "warning")
"""A negative budget gives no rate: the row goes to a person."""
E17 = table("E17", "I7", "warning")
"""Goes with every error of the figures: 预决算信息公开 claims that they are right."""

FAULTS = [
    Fault("A02 封面是别的单位", {"封面!A1": "填报单位：另一委"}, [("A02", "error", "封面!A1")], with_cover),
    Fault("A02 指标表是别的单位", {"指标表!A1": "填报单位：水利中心"}, [table("A02", "A1")]),
    Fault("A05 留着 xx", {"指标表!H7": "佐证见附件1，共xx项"}, [table("A05", "H7")]),
    Fault("A05 留着 ××", {"基础数据表!A2": "填报单位：××市某局"}, [base("A05", "A2")]),
    Fault("A05 留着 x.x", {"指标表!H7": "佐证见附件1，比上年下降x.x个百分点"}, [table("A05", "H7")]),
    Fault("A05 留着 ○○", {"指标表!H7": "佐证见附件1：○○局"}, [table("A05", "H7")]),
    Fault("A05 留着 ***", {"指标表!H7": "佐证见附件1，会议***次"}, [table("A05", "H7")]),
    Fault("A05 数字的空位", {"指标表!H7": "佐证见附件1，使用面积  平方米"}, [table("A05", "H7")]),
    Fault(
        "A05 说明没有删", {"指标表!H7": "（100字以内）佐证见附件1：本单位建立了财务管理、政府采购、合同管理、资产管理等各项制度并执行。"},
        [table("A05", "H7")],
    ),
    Fault("A05 只留着说明", {"基础数据表!E23": "（100字以内）"}, [base("A05", "E23")]),
    Fault("A05 ……行填了数", {"基础数据表!D15": 5}, [base("A05", "A15")]),
    Fault("A08 填报单位空着", {"基础数据表!A2": "填报单位："}, [base("A08", "A2", "warning")]),
    Fault("A08 填表人空着", {"基础数据表!D2": "填表人："}, [base("A08", "D2", "warning")]),
    Fault("A08 日期空着", {"基础数据表!E2": "填报日期：    年  月  日"}, [base("A08", "E2", "warning")]),
    Fault("A08 负责人签字空着", {"基础数据表!D2": "单位负责人签字："}, [base("A08", "D2", "warning")]),
    Fault("A08 公章空着", {"基础数据表!E2": "公章："}, [base("A08", "E2", "warning")]),
    Fault("A08 没有金额单位", {"基础数据表!A5": "经费控制情况"}, [base("A08", "A3", "warning")], plain),
    Fault(
        "B02 0元/无", {"基础数据表!D10": "0元/无"}, [base("B01", "D10"), base("B02", "D10", "warning")],
    ),
    Fault(
        "B02 0/无", {"基础数据表!D10": "0/无"}, [base("B01", "D10"), base("B02", "D10", "warning")],
    ),
    Fault("B03 元填成了万元", {"基础数据表!C16": 1000000}, [base("B03", "C16")]),
    Fault("B03 万元填成了亿元", {"基础数据表!C16": 0.01}, [base("B03", "C16"), table("E01", "I4"), base("C05", "C16"), E17]),
    Fault("B03 恰好 3162 倍", {"基础数据表!C16": 316_200}, [base("B03", "C16")]),
    Fault("B03 恰好 31623 倍", {"基础数据表!C16": 2_846_070}, [base("B03", "C16")]),
    Fault("B03 差二十倍", {"基础数据表!C16": 2000}, [base("B03", "C16", "warning")]),
    Fault("B03 不到 3162 倍", {"基础数据表!C16": 316_199}, [base("B03", "C16", "warning")]),
    Fault("B03 过了 31623 倍", {"基础数据表!C16": 2_846_071}, [base("B03", "C16", "warning")]),
    Fault("B03 差一亿倍", {"基础数据表!C16": 10_000_000_000}, [base("B03", "C16")]),
    Fault(
        "B03 负数也比", {"基础数据表!C16": -1000000},
        [base("B03", "C16"), base("B05", "C16", "warning"), base("C05", "C16"), E17, NO_RATE],
    ),
    Fault("B04 少了百分号", {"基础数据表!D4": 95}, [base("B01", "D4"), base("B04", "D4")]),
    Fault("B04 多了百分号", {"基础数据表!D4": "0.95%"}, [base("B04", "D4")]),
    Fault("B05 负数", {"基础数据表!D20": -50}, [base("B05", "D20", "warning"), table("E01", "I6")]),
    Fault(
        "B05 不计分的数也不能是负数", {"基础数据表!D19": -10}, [base("B05", "D19", "warning")],
    ),
    Fault(
        "B05 要求 100% 以上", {"指标表!E7": "案件查处率", "指标表!G7": "案件查处率100%以上得10分，其余不得分。"},
        [table("B05", "G7", "warning"), table("E12", "F7", "warning")],
    ),
    Fault("B06 人数不是整数", {"基础数据表!C4": 38.05}, [base("B06", "C4", "info")]),
    Fault(
        "B07 ≤ 认成 W", {"指标表!G4": "W100%计满分，每超出1%扣1分，扣完为止。"},
        [table("B07", "G4", "info")],
    ),
    Fault(
        "B07 ≤ 认成 Q", {"指标表!G4": "Q100%计满分，每超出1%扣1分，扣完为止。"},
        [table("B07", "G4", "info")],
    ),
    Fault(
        "B07 ≥ 认成 2", {"指标表!G6": "290%计满分，每低于1%扣1分，扣完为止。"},
        [table("B07", "G6", "info"), table("A11", "G6", "warning"), table("E15", "I6", "warning")],
    ),
    Fault("B08 错误值", {"基础数据表!D18": "#DIV/0!"}, [base("B08", "D18")]),
    Fault("C01 控制率", {"基础数据表!D4": "97%"}, [base("C01", "D4"), E17]),
    Fault("C01 存成小数的控制率", {"基础数据表!D4": 0.97}, [base("C01", "D4"), E17]),
    Fault("C02 三公", {"基础数据表!D10": 1.03}, [base("C02", "D6"), E17]),
    Fault("C02 尾差", {"基础数据表!D10": 1.01}, [base("C02", "D6", "info")]),
    Fault("C02 有一项空着", {"基础数据表!D10": None}, [base("C02", "D6", "warning")]),
    Fault("C03 公车", {"基础数据表!D8": 2.03}, [base("C03", "D7"), E17]),
    Fault("C03 尾差", {"基础数据表!D8": 2.01}, [base("C03", "D7", "info")]),
    Fault("C03 有一项空着", {"基础数据表!D8": None}, [base("C03", "D7", "warning")]),
    Fault("C04 项目支出", {"基础数据表!D14": 100.5}, [base("C04", "D12"), E17]),
    Fault("C04 尾差", {"基础数据表!D14": 100.26}, [base("C04", "D12", "info")]),
    Fault("C04 有一项空着", {"基础数据表!D14": None}, [base("C04", "D12", "warning")]),
    Fault("C05 其中大于公用经费", {"基础数据表!D17": 80}, [base("C05", "D16"), E17]),
    Fault("C05 尾差", {"基础数据表!D17": 70.01}, [base("C05", "D16", "info")]),
    Fault(
        "C06 有车没有运行费", {"基础数据表!D9": 0},
        [base("C03", "D7"), base("C06", "D9", "warning"), E17],
    ),
    Fault(
        "C06 水电差旅各栏都是 0", {"基础数据表!B18": 0, "基础数据表!C18": 0, "基础数据表!D18": 0}, [base("C06", "B18", "warning")],
    ),
    Fault("C07 投资概算控制率", {"基础数据表!G23": "91%"}, [base("C07", "G23"), E17], invested),
    Fault("C07 规模控制率", {"基础数据表!D23": "80%"}, [base("C07", "D23"), E17]),
    Fault("C08 年初加追加不等于调整后", {"补充数据!E2": 49.98}, [base("C08", "D21", "warning")], adjusted),
    Fault("C08 多了也不等", {"补充数据!E2": 50.02}, [base("C08", "D21", "warning")], adjusted),
    Fault("C08 调整超过 30%", {"基础数据表!D21": 1300.01}, [base("C08", "D21", "warning")]),
    Fault("C08 调减超过 30%", {"基础数据表!D21": 699.99}, [base("C08", "D21", "warning")]),
    Fault("C09 采购大于总支出", {"基础数据表!C21": 49, "基础数据表!D21": 48}, [base("C09", "D20"), E17]),
    Fault("C09 有决算没有预算", {"基础数据表!C20": None}, [base("C09", "C20", "warning")], unbought),
    Fault("C10 增加超过 50%", {"基础数据表!B16": 66.66}, [base("C10", "D16", "warning")]),
    Fault("C10 三个字不算说明", {"基础数据表!B16": 200.01, "基础数据表!E16": "见附件"}, [base("C10", "D16", "warning")]),
    Fault("C10 减少超过 50%", {"基础数据表!B16": 200.01}, [base("C10", "D16", "warning")]),
    Fault(
        "E13 说明里的率", {"指标表!H4": f"{CLEAN_LINES[1].explanation}本单位公用经费控制率为100.02%。"}, [table("E13", "H4")],
    ),
    Fault(
        "E13 缺数据的行，说明里的率得不出自评的分",
        {"指标表!H6": f"{CLEAN_LINES[3].explanation}本单位采购执行率=88.00%", "基础数据表!C20": None},
        [table("E13", "I6"), base("E12", "C20", "warning")],
    ),
    Fault("E14 三种读法得分不同", {"基础数据表!D16": 100.5}, [table("E14", "G4", "info")]),
    Fault("E15 没有佐证", {"指标表!H7": None}, [table("E15", "I7", "warning")]),
    Fault("E16 合计", {"指标表!I9": 99}, [table("E16", "I9")], with_totals),
    Fault("E16 小计", {"指标表!I6": 59}, [table("E16", "I6")], with_totals),
]  # fmt: skip


@cache
def faulty(clause: str) -> Outcome:
    fault = next(each for each in FAULTS if each.clause == clause)
    return score(change(fault.parent(), fault.changes))


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.clause for fault in FAULTS])
def test_a_fault_gives_its_finding_and_nothing_else(fault: Fault) -> None:
    assert new_findings(parent_outcome(fault.parent), faulty(fault.clause)) == sorted(fault.found)


@pytest.mark.parametrize("clause", [fault.clause for fault in FAULTS])
def test_a_finding_says_where_what_was_found_what_was_expected_and_what_to_do(clause: str) -> None:
    for each in faulty(clause).findings:
        assert all((each.sheet, each.cell))
        assert each.message.endswith("。")
        assert "None" not in each.message + each.expected + each.found
        assert all((each.found, each.expected, each.advice))
        assert states_level(each.code, each.level)


BESIDE = [
    ("A02 简称", {"封面!A1": "填报单位：某县某局（本级）"}, with_cover, "A02"),
    ("A05 没有填数的……行", {"基础数据表!A15": "……"}, detailed, "A05"),
    ("A05 乘号", {"指标表!H7": "佐证见附件1，2×3＝6，×100%"}, detailed, "A05"),
    ("A05 隔开写的标签", {"指标表!H7": "佐证见附件1。填  报  人、单  位    万元"}, detailed, "A05"),
    ("A05 评价标准里的××", {"指标表!G7": f"{DISCLOSURE.criteria}××部门除外"}, detailed, "A05"),
    (
        "C04 下一层的编号不再相加",
        {"基础数据表!A14": "    （1）其中的一个项目", "基础数据表!B13": 300, "基础数据表!C13": 310.5, "基础数据表!D13": 320.75},
        detailed, "C04",
    ),
    ("A05 标题里的字数要求", {"指标表!H2": "指标说明（100字以内）"}, detailed, "A05"),
    ("A08 下一格填了", {"基础数据表!A2": "填报单位：", "基础数据表!B2": "某局"}, detailed, "A08"),
    ("A08 填了日期", {"基础数据表!E2": "填报日期：2021年3月1日"}, detailed, "A08"),
    ("B02 零", {"基础数据表!D10": 0}, detailed, "B02"),
    ("B03 差四倍半", {"基础数据表!C16": 450}, detailed, "B03"),
    ("B05 完成率可以要求 100% 以上", {"指标表!E7": "任务完成率", "指标表!G7": "任务完成率100%以上得10分，其余不得分。"}, detailed, "B05"),
    ("B04 小数写的控制率", {"基础数据表!D4": 0.95}, detailed, "B04"),
    ("B04 小数写的控制率", {"基础数据表!D4": 0.95}, detailed, "C01"),
    ("B06 整数", {"基础数据表!C4": 38.0}, detailed, "B06"),
    ("B07 年份和 200%", {"指标表!G4": "200%以下（含）计满分，每超出1%扣1分，扣完为止。"}, detailed, "B07"),
    ("C01 率取整", {"基础数据表!B4": 39, "基础数据表!D4": "97%"}, detailed, "C01"),
    ("C02 都没有分开填", {f"基础数据表!D{row}": None for row in range(7, 12)}, detailed, "C02"),
    ("C02 横线算没有", {"基础数据表!D10": "——", "基础数据表!D6": 8.26}, detailed, "C02"),
    ("C03 合计没有填", {"基础数据表!D7": None, "基础数据表!D6": 3}, detailed, "C03"),
    ("C05 等于其中之和", {"基础数据表!D17": 70}, detailed, "C05"),
    ("C06 没有预算", {"基础数据表!D9": 0, "基础数据表!C9": 0}, detailed, "C06"),
    ("C06 没有填", {"基础数据表!D9": None}, detailed, "C06"),
    ("C08 差 0.01", {"补充数据!E2": 49.99}, adjusted, "C08"),
    ("C08 多 0.01", {"补充数据!E2": 50.01}, adjusted, "C08"),
    ("C08 没有年初数", {"基础数据表!C21": 0}, adjusted, "C08"),
    ("C06 办公经费可以是 0", {f"基础数据表!{col}17": 0 for col in "BCD"}, detailed, "C06"),
    ("C06 空着不是 0", {f"基础数据表!{col}18": None for col in "BC"} | {"基础数据表!D18": 0}, detailed, "C06"),
    ("C10 四个字是说明", {"基础数据表!B16": 200.01, "基础数据表!E16": "机构合并"}, detailed, "C10"),
    ("C06 有一栏不是 0", {"基础数据表!B18": 0, "基础数据表!C18": 0}, detailed, "C06"),
    ("C06 公用经费没有支出", {f"基础数据表!{col}18": 0 for col in "BCD"} | {"基础数据表!D16": 0}, detailed, "C06"),
    ("C07 投资率四舍五入", {"基础数据表!F23": 449.8}, invested, "C07"),
    ("C09 有预算", {"基础数据表!D20": 49}, unbought, "C09"),
    ("C09 都没有", {"基础数据表!C20": None, "基础数据表!D20": None}, unbought, "C09"),
    ("C10 差一万倍的是单位", {"基础数据表!B16": 0.01}, detailed, "C10"),
    ("C10 上年没有", {"基础数据表!B16": 0}, detailed, "C10"),
    ("C08 恰好 30%", {"基础数据表!D21": 1300}, detailed, "C08"),
    ("C08 有说明", {"基础数据表!D21": 1300.01, "基础数据表!E21": "年中增加上级专项"}, detailed, "C08"),
    ("C09 只填了调整的数", {"基础数据表!D21": 49}, detailed, "C09"),
    ("A05 年份里的○", {"指标表!H7": "佐证见附件1：二○○九年的制度"}, detailed, "A05"),
    ("C09 等于总支出", {"基础数据表!D20": 1050, "基础数据表!C20": 1050}, detailed, "C09"),
    ("C10 恰好增加 50%", {"基础数据表!B16": 66.666_666_666_666_7}, detailed, "C10"),
    ("C10 恰好减少 50%", {"基础数据表!B16": 200}, detailed, "C10"),
    ("C10 有说明", {"基础数据表!B16": 200.01, "基础数据表!E16": "上年含搬迁费用"}, detailed, "C10"),
    ("E13 四舍五入以内", {"指标表!H4": f"{CLEAN_LINES[1].explanation}本单位公用经费控制率为100.01%。"}, detailed, "E13"),
    ("E13 写的是标准", {"指标表!H4": f"{CLEAN_LINES[1].explanation}目标为95%以上。"}, detailed, "E13"),
    (
        "E13 缺数据的行，说明里的率得得出", {"指标表!H6": "本单位采购执行率=96.00%", "基础数据表!C20": None}, detailed, "E13",
    ),
    (
        "E13 别的率", {"指标表!H6": "上年采购执行率=88.00%，预算占比为12%，采购执行率要求达到88%以上", "基础数据表!C20": None},
        detailed, "E13",
    ),
    ("E14 满一档", {"基础数据表!D16": 101}, detailed, "E14"),
    ("E15 备注里有佐证", {"指标表!H7": None, "指标表!J7": "制度汇编"}, detailed, "E15"),
    ("E15 没有要满分", {"指标表!H7": None, "指标表!I7": 4}, detailed, "E15"),
    ("E16 差半厘", {"指标表!I9": 100.005}, with_totals, "E16"),
    ("E16 得分没有填全", {"指标表!I9": 99, "指标表!I3": None}, with_totals, "E16"),
    ("E17 没有要满分", {"基础数据表!D14": 100.5, "指标表!I7": 4}, detailed, "E17"),
    ("E17 只有尾差", {"基础数据表!D14": 100.26}, detailed, "E17"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "parent", "code"), [case[1:] for case in BESIDE], ids=[case[0] for case in BESIDE]
)
def test_just_beside_a_fault_there_is_no_such_finding(
    changes: dict[str, object], parent: Callable[[], Workbook], code: str
) -> None:
    assert findings(score(change(parent(), changes)), code) == []


def rows_of(**changed: tuple[object, ...]) -> list[tuple[object, ...]]:
    """The detailed table with rows changed: 12="…" is its row 12; an empty row is left out."""
    table = [changed.get(f"r{number}", row) for number, row in enumerate(DETAILED, 1)]
    return [row for row in table if row]


def filed(table: Sequence[Sequence[object]]) -> Outcome:
    return score(clean(lines=[*CLEAN_LINES[:4], DISCLOSURE], base=table))


SPECIAL = (
    ("    3、省级专项资金：", 50, 60, 70), ("      （1）某专项", 30, 40, 40), ("      （2）另一专项", 20, 20, 30),
)  # fmt: skip
INNOCENT = {
    "别的说法": rows_of(
        r7=("   1、公务用车购置及运行维护费", 8.34, 7.5, 6.26), r8=("       其中：公务用车购置费", 3.3, 2.5, 2),
        r9=("             公务用车运行维护费", 5.04, 5, 4.26), r10=("   2、因公出国（境）费", 1.5, 1, 1),
        r11=("   3、公务接待费", 2.5, 2, 2),
    ),
    "编号另一种": rows_of(
        r7=("（1）公务用车购置及运行费", 8.34, 7.5, 6.26), r10=("（2）因公出国(境)经费", 1.5, 1, 1), r11=("（3）公务接待费", 2.5, 2, 2),
    ),
    "三公的次序不同": [*DETAILED[:6], *DETAILED[9:11], *DETAILED[6:9], *DETAILED[11:]],
    "省级专项算在项目支出里": [
        *DETAILED[:11], ("项目支出：", 350, 370.5, 390.75), *DETAILED[12:14], *SPECIAL, *DETAILED[14:],
    ],
    "省级专项不算在项目支出里": [*DETAILED[:14], *SPECIAL, *DETAILED[14:]],
    "其中只列一项": rows_of(r13=("    其中：重点项目支出", 200, 210.25, 220.5), r14=()),
    "三公只列接待": [*DETAILED[:6], DETAILED[10], *DETAILED[11:]],
    "公用经费没有其中": [*DETAILED[:16], *DETAILED[19:]],
    "没有项目明细": [*DETAILED[:12], *DETAILED[15:]],
    "横线、斜线、无": rows_of(r10=("   2、出国经费", "——", "/", "无"), r6=("三公经费", 10.84, 9.5, 8.26)),
    "没有分开填": rows_of(r8=("       其中：公车购置",), r9=("             公车运行维护",)),
    "三公都是 0": rows_of(**{f"r{row}": (DETAILED[row - 1][0], 0, 0, 0) for row in range(6, 12)}),
    "一行写元": rows_of(
        r16=("公用经费（元）", 900000, 1000000, 1000000), r17=("    其中：办公经费（元）", 300000, 400000, 400000),
    ),
    "备注列": rows_of(
        r5=("经费控制情况（万元）", "2019年决算数", "2020年预算数", "2020年决算数", "备注"),
        r6=("三公经费", 12.34, 10.5, 9.26, "较上年减少"),
    ),
    "增减率列": rows_of(
        r5=("经费控制情况（万元）", "2019年决算数", "2020年预算数", "2020年决算数", "增减率"),
        r6=("三公经费", 12.34, 10.5, 9.26, "-24.96%"),
    ),
    "没有楼堂馆所": rows_of(r23=(None, "——", "——", "——")),
    "上年是 0": rows_of(**{f"r{row}": (DETAILED[row - 1][0], 0, *DETAILED[row - 1][2:]) for row in range(6, 12)}),
    "表下的说明": [*DETAILED, ("说明：项目支出不含专项资金。",), ("填表人：甲    联系电话：1    填报日期：2021年3月1日",)],
}  # fmt: skip


@pytest.mark.parametrize("table", INNOCENT.values(), ids=INNOCENT)
def test_a_right_paper_drawn_in_another_way_has_no_error(
    table: Sequence[Sequence[object]],
) -> None:
    assert findings(filed(table), level="error") == []


def test_several_parts_that_are_less_than_the_whole_are_an_error() -> None:
    two = rows_of(
        r13=("    其中：业务工作专项", 200, 210.25, 200),
        r14=("          运行维护专项", 100, 100.25, 100),
    )
    assert [each.cell for each in findings(filed(two), "C04")] == ["D12"]
    more = rows_of(r13=("    其中：业务工作专项", 200, 210.25, 320.78), r14=())
    assert [each.cell for each in findings(filed(more), "C04")] == ["D12"]


def test_a_special_part_explains_only_its_own_amount() -> None:
    off = [*DETAILED[:14], ("    3、省级专项资金", 50, 60, 70), *DETAILED[14:]]
    off[11] = ("项目支出：", 300, 310.5, 330.75)
    assert [each.cell for each in findings(filed(off), "C04")] == ["D12"]


NAMES = [
    # 文件名，填报单位，是否提醒
    ("某局-2020.xlsx", "某局", False),
    ("雨花区卫生健康局-2020_复核.xlsx", "长沙市雨花区卫生健康局", False),
    ("区卫健局2020年部门整体支出绩效自评表（定稿）(1).xlsx", "雨花区卫生健康局", False),
    ("部门整体支出绩效自评表2020.xlsx", "雨花区卫生健康局", False),
    ("附件2 基础数据表.xlsx", "雨花区卫生健康局", False),
    ("财政局报送-卫生健康局2020.xlsx", "雨花区卫生健康局", False),
    ("雨花区残联办-2020.xlsx", "雨花区残疾人联合会办公室", False),
    ("雨花区财政局-2020.xlsx", "雨花区卫生健康局", True),
    ("棠溪镇人民政府绩效自评.xlsx", "雨花区卫生健康局", True),
]


@pytest.mark.parametrize(("file", "unit", "told"), NAMES, ids=[name for name, _, _ in NAMES])
def test_a02_a_file_name_that_names_another_unit(file: str, unit: str, told: bool) -> None:
    outcome = score(clean({"基础数据表!A2": f"填报单位：{unit}"}), file)
    assert [each.level for each in findings(outcome, "A02")] == (["warning"] if told else [])


def test_c07_nothing_approved_and_nothing_built_is_no_project() -> None:
    """批准、实际都是 0：按没有项目读，写明是哪几项，只提示。"""
    area = replace(
        CLEAN_LINES[3], name="新建楼堂馆所面积控制率",
        criteria="100%以下（含）计满分，每超出5%扣2分，扣完为止。没有楼堂馆所项目的部门按满分计算",
        explanation="新建楼堂馆所面积控制率=实际建设面积/批准建设面积×100%。",
    )  # fmt: skip
    lines = [*CLEAN_LINES[:3], area, DISCLOSURE]
    none = score(clean(lines=lines, base=[*DETAILED[:-1], (None, 0, 0, None)]))
    built = score(clean(lines=lines, base=DETAILED))
    assert [(e.level, e.where) for e in findings(none, "C07")] == [("info", "基础数据表!C23")]
    assert findings(none) == findings(none, "C07")
    assert findings(built) == []


def test_a02_the_name_of_a_file_with_several_units_is_not_theirs() -> None:
    book = Workbook()
    for unit in ("甲镇人民政府", "乙镇人民政府"):
        Table(CLEAN_LINES).draw(book.create_sheet(f"{unit}指标表"))
        base = [BASE_ROWS[0], (f"填报单位：{unit}",), *BASE_ROWS[2:]]
        put_base(book.create_sheet(f"{unit}数据表"), base)
    book.remove(book.worksheets[0])
    found = score_files([("县农业农村局2020.xlsx", to_bytes(book))], forms())
    assert [outcome.unit for outcome in found] == ["甲镇人民政府", "乙镇人民政府"]
    assert [findings(outcome, "A02") for outcome in found] == [[], []]


SHORT = [
    ("某县残联", "某县残疾人联合会", True),
    ("某县科协", "某县科学技术协会", True),
    ("县纪委", "某县纪律检查委员会", True),
    ("县人大", "某县人民代表大会常务委员会", True),
    ("县一中", "某县第一中学", True),
    ("县人社局", "某县人力资源和社会保障局", True),
    ("县卫健局", "县财政局", False),
    ("县残联", "县妇女联合会", False),
    ("县一中", "县第二中学", False),
]


@pytest.mark.parametrize(("short", "full", "same"), SHORT)
def test_a02_short_names_of_one_unit(short: str, full: str, same: bool) -> None:
    book = change(
        with_cover(), {"封面!A1": f"填报单位：{short}", "基础数据表!A2": f"填报单位：{full}"}
    )
    assert (findings(score(book), "A02", "error") == []) is same


def test_a02_only_the_brackets_differ() -> None:
    book = change(
        with_cover(), {"封面!A1": "填报单位：某局（机关）", "基础数据表!A2": "填报单位：某局(机关)"}
    )
    assert findings(score(book), "A02") == []


def test_b08_a_figure_from_another_workbook() -> None:
    """由 Excel 算好、引用了别的工作簿的一格。"""
    book = detailed()
    sheet = book["基础数据表"]
    sheet["D16"] = "='[决算.xlsx]表1'!B2"
    (found,) = findings(score(cached(book, "基础数据表", "D16", 100)), "B08")
    assert (found.level, found.where, found.found) == (
        "error",
        "基础数据表!D16",
        "='[决算.xlsx]表1'!B2",
    )


def cached(book: Workbook, sheet: str, cell: str, value: object) -> bytes:
    """The workbook with a stored result beside the formula of one cell, as Excel writes it."""
    number = book.sheetnames.index(sheet) + 1
    data, out = io.BytesIO(to_bytes(book)), io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == f"xl/worksheets/sheet{number}.xml":
                text = re.sub(
                    rf'(<c r="{cell}"[^>]*><f>.*?</f>)<v ?/?>(</v>)?'.encode(),
                    rf"\g<1><v>{value}</v>".encode(),
                    text,
                )
            new.writestr(name, text)
    return out.getvalue()


DISPLAYED = [
    # 三公决算一格存的数，显示格式，结果
    ("显示 9.26，存 9.2649", 9.2649, "0.00", None),
    ("显示 9.27，存 9.2651：尾差", 9.2651, "0.00", "info"),
    ("显示 9，存 9.26", 9.26, "0", None),
    ("显示 9，存 9.49：在显示的范围内", 9.49, "0", "info"),
    ("显示 10，存 9.51：不在显示的范围内", 9.51, "0", "error"),
]


@pytest.mark.parametrize(
    ("stored", "look", "level"),
    [case[1:] for case in DISPLAYED],
    ids=[case[0] for case in DISPLAYED],
)
def test_a_figure_stands_for_what_its_cell_shows_and_both_are_told(
    stored: float, look: str, level: str | None
) -> None:
    book = detailed()
    book["基础数据表"]["D6"] = stored
    book["基础数据表"]["D6"].number_format = look
    found = findings(score(book), "C02")
    assert [each.level for each in found] == ([level] if level else [])
    if found:
        assert f"（存 {stored}）" in found[0].message


TOLD = [
    # 错例，发现，应为，消息里的算式
    ("C01 控制率", "97%", "95%", "38/40 ∈ [95%, 95%]，不含 97% → 不一致"),
    ("C02 尾差", "9.26", "9.27", "6.26+1.01+2.00 ∈ [9.25, 9.29]，含 9.26 → 一致。差额在四舍五入的范围内（尾差）"),
    ("C02 有一项空着", "9.26", "8.26", "“出国经费”没有填，如共为 1 就能对上"),
    ("C03 公车", "6.26", "6.29", "差 0.03：2.03+4.26 ∈ [6.28, 6.30]，不含 6.26 → 不一致"),
    ("C04 项目支出", "320.75", "321", "220.50+100.50 ∈ [320.99, 321.01]，不含 320.75 → 不一致"),
    ("C05 其中大于公用经费", "100", "不小于 110", "多 10：80.00+20.00+10.00 ∈ [109.98, 110.02]，不含 100.00 → 不一致"),
    ("C05 尾差", "100", "不小于 100.01", "多 0.01：70.01+20.00+10.00 ∈ [99.99, 100.03]，含 100.00 → 一致"),
    ("C07 规模控制率", "80%", "90%", "90/100 ∈ [89%, 91%]，不含 80% → 不一致"),
    ("C08 调整超过 30%", "增加 30.001%", "不超过 30%，或有说明", "预算由 1000 调整为 1300.01"),
    ("C08 调减超过 30%", "减少 30.001%", "不超过 30%，或有说明", "预算由 1000 调整为 699.99"),
    ("C08 年初加追加不等于调整后", "1050", "1049.98", "年初预算 1000＋追加预算 49.98＝1049.98，表上调整后是 1050"),
    ("C09 采购大于总支出", "50", "不大于 49", "政府采购 50 大于部门整体支出 49"),
    ("C10 增加超过 50%", "100", "增减不超过 50%，或有说明", "2019年决算 66.66 到2020年决算 100，增加 50.02%"),
    ("C10 减少超过 50%", "100", "增减不超过 50%，或有说明", "2019年决算 200.01 到2020年决算 100，减少 50.002%"),
    ("B03 元填成了万元", "1000000", "100", "相差约一万倍，像是元填成了万元（应为 100）"),
    ("B03 万元填成了亿元", "0.01", "100", "相差约一万倍，像是亿元填成了万元（应为 100）"),
    ("B03 差一亿倍", "10000000000", "100", "相差约一亿倍，像是元、亿元填混了（应为 100）"),
    ("B04 少了百分号", "95", "95.00%", "填的 95 差一百倍"),
    ("B07 ≥ 认成 2", "290%", "≥90%", "“290%”像是识别错的“≥90%”"),
    ("B07 ≤ 认成 W", "W100%", "≤100%", "像是识别错的“≤100%”，已按此读"),
    ("E13 说明里的率", "100.02%", "100%", "不含 100.02% → 不一致"),
    ("E13 缺数据的行，说明里的率得不出自评的分", "10", "6", "说明写着 88.00%，按评价标准得 6 分，自评 10 分"),
    ("E15 没有佐证", "10", "佐证材料", "1 项共 10 分要凭材料评定"),
    ("E16 合计", "99", "100", "得分合计填 99，各项之和是 100，差 1"),
    ("E16 小计", "59", "60", "得分小计填 59，各项之和是 60，差 1"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("clause", "found", "expected", "line"), TOLD, ids=[case[0] for case in TOLD]
)
def test_the_finding_tells_the_arithmetic(
    clause: str, found: str, expected: str, line: str
) -> None:
    told = findings(faulty(clause), clause[:3])
    assert (told[0].found, told[0].expected) == (found, expected)
    assert line in told[0].message


def test_the_message_shows_the_sum_and_its_proof() -> None:
    (found,) = findings(score(change(detailed(), {"基础数据表!D10": 1.03})), "C02")
    assert "6.26+1.03+2.00 ∈ [9.27, 9.31]，不含 9.26 → 不一致" in found.message
    assert (found.found, found.expected) == ("9.26", "9.29")


def test_the_dust_of_a_double_is_no_difference() -> None:
    """存 4.2600000000001，格里显示 4.26：相等，不报尾差。"""
    dust = change(detailed(), {"基础数据表!D9": 4.2600000000001, "基础数据表!D7": 6.259999999999})
    assert findings(score(dust)) == []


BLOCKS = [(4.63, 4.63, "warning"), (4.63, 4.64, "error")]


@pytest.mark.parametrize(("own", "below", "level"), BLOCKS)
def test_f08_a_total_beside_its_parts_is_told_as_such(own: float, below: float, level: str) -> None:
    """合计、本级、二级单位三块用同样的行名：不猜用哪一块，说明像是合计和各单位的数。"""
    blocks = [("三公经费", 12.34, 10.5, each) for each in (9.26, own, below)]
    table = [*DETAILED[:5], *blocks, *DETAILED[15:]]
    (found,) = findings(filed(table), "F08")
    assert (found.level, "像是合计" in found.message) == (level, level == "warning")


def test_one_wrong_cell_that_breaks_two_sums_is_named() -> None:
    """公务用车 6.26 写成 62.6：三公和公车两个合计都对不上，只有它同在两式之中。"""
    outcome = score(change(detailed(), {"基础数据表!D7": 62.6}))
    for code in ("C02", "C03"):
        (found,) = findings(outcome, code)
        assert (
            "只要公务用车购置和维护经费（D7）由 62.60 改为 6.26（小数点错了一位），各式就都能对上。"
            in found.message
        )


def test_two_wrong_cells_have_no_single_correction() -> None:
    outcome = score(change(detailed(), {"基础数据表!D8": 1, "基础数据表!D11": 7}))
    (found,) = findings(outcome, "C02")
    assert "只改其中一个数，不能使各式都对上。" in found.message


def test_a_satisfaction_above_all_is_told() -> None:
    outcome = score(supply(change(detailed(), {
        "指标表!E7": "服务对象满意度", "指标表!G7": "90%（含）以上计10分；低于90%计0分。", "指标表!H7": None,
    }), ("服务对象满意度", "完成值", 2020, "%", "104.2%")))  # fmt: skip
    (found,) = findings(outcome, "B05")
    assert (found.level, found.found, found.expected) == ("error", "104.2%", "不超过 100%")
    assert str(indicator(outcome, "满意度").status) == "judged"


def test_a_cut_of_the_budget_may_be_below_zero() -> None:
    cut = supply(detailed(), ("部门整体支出", "追加预算", 2020, "万元", -50))
    assert not findings(score(cut), "B05")
    other = supply(detailed(), ("部门整体支出", "上年结转", 2020, "万元", -50))
    assert [each.where for each in findings(score(other), "B05")] == ["补充数据!E2"]


def test_the_three_readings_are_told() -> None:
    (found,) = findings(score(change(detailed(), {"基础数据表!D16": 100.5})), "E14")
    for part in ("满一档才扣 30 分", "不足一档也扣一档 29 分", "按比例扣 29.5 分"):
        assert part in found.message


def test_findings_of_a_workbook_sent_back_are_the_same() -> None:
    """复核表再交回：我们添的列不引出新的问题。"""
    first = score(change(detailed(), {"基础数据表!D10": 1.03, "指标表!H7": None}))
    assert findings(first, "E15")
    again = score(write_completed(first), "某局-2020_复核.xlsx")
    assert {(e.code, e.level, e.where) for e in again.findings} == {
        (e.code, e.level, e.where) for e in first.findings
    }


def test_two_files_whose_sheets_have_one_name_are_not_mixed_up() -> None:
    """两张表各在一个文件里，工作表都叫 Sheet1：位置、文件和佐证都不张冠李戴。"""
    files = []
    for kept, name in (("指标表", "指标表-2020.xlsx"), ("基础数据表", "数据表-2020.xlsx")):
        book = detailed()
        for sheet in list(book.worksheets):
            if sheet.title != kept:
                book.remove(sheet)
        if kept == "基础数据表":
            book[kept]["D10"] = 1.03
        book.worksheets[0].title = "Sheet1"
        files.append((name, to_bytes(book)))
    for order in (files, files[::-1]):
        outcome = score_unit(order, forms())
        found = {(each.code, each.file, each.where) for each in outcome.findings}
        assert found == {
            ("C02", "数据表-2020.xlsx", "Sheet1!D6"), ("E17", "指标表-2020.xlsx", "Sheet1!I7"),
        }  # fmt: skip
