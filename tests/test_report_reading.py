"""Reading a report: figures with unit, subject and place; what is no figure; Word, UTF-8 and GBK."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import figures, report, word

from sheetscore.errors import NotAWorkbook
from sheetscore.model.columns import REPORT_COLUMNS
from sheetscore.reports.text.blocks import parse_report
from sheetscore.reports.text.documents import read_lines, shape_of, without_notes
from sheetscore.reports.text.numbers import han
from sheetscore.reports.text.report_kind import candidates, is_evaluation, placeholders

FIGURES = [
    # 原文，种类，数，单位，约数
    ("支出446.21万元", "amount", "446.21", "万元", False),
    ("资产7875803.49元", "amount", "7875803.49", "元", False),
    ("投资1.2亿元", "amount", "1.2", "亿元", False),
    ("支出1,234.56万元", "amount", "1234.56", "万元", False),
    ("罚款５.３万元", "amount", "5.3", "万元", False),
    ("支出 688.62 万元", "amount", "688.62", "万元", False),
    ("投入12万用于建设", "amount", "12", "万元", False),
    ("结余-3.5万元", "amount", "-3.5", "万元", False),
    ("执行率97.93%", "rate", "97.93", "%", False),
    ("执行率９８％", "rate", "98", "%", False),
    ("合格率百分之九十八点五", "rate", "98.5", "%", False),
    ("提高2.3个百分点", "change", "2.3", "个百分点", False),
    ("得分90.98分", "points", "90.98", "分", False),
    ("在职19人", "count", "19", "人", False),
    ("采样13.22万人份", "count", "13.22", "万人份", False),
    ("巡查1342间次", "count", "1342", "间次", False),
    ("培训三期", "count", "3", "期", False),
    ("承担九项工作", "count", "9", "项", False),
    ("投资200余万元", "amount", "200", "万元", True),
    ("罚款约38万元", "amount", "38", "万元", True),
    ("派发6000余份", "count", "6000", "份", True),
    ("满意率90%以上", "rate", "90", "%", True),
    ("人数50人左右", "count", "50", "人", True),
    ("近百家、近300家", "count", "300", "家", True),
    ("培训100多人", "count", "100", "人", True),
    ("扣2-3分", "points", "3", "分", False),
    ("达到120人", "count", "120", "人", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value", "unit", "approx"), FIGURES)
def test_a_figure(text: str, kind: str, value: str, unit: str, approx: bool) -> None:
    found = figures(text)[-1]
    assert (found.kind, found.value, found.unit, found.approx) == (
        kind,
        Decimal(value),
        unit,
        approx,
    )


@pytest.mark.parametrize(
    "text",
    [
        "1、主要职能。", "（2）机构情况。", "3.人员情况", "财预〔2020〕10号文件", "联系电话88888888-12", "截至12月31日",
        "第3季度", "目标1：打击非法行医", "附件2", "一是加强领导，进一步落实", "签约服务", "4G网络", "AI2000系统", "24小时",
    ],
)  # fmt: skip
def test_no_amount_no_rate_and_no_count_of_people(text: str) -> None:
    kinds = {(each.kind, each.unit) for each in figures(text)}
    assert not {kind for kind, _ in kinds} & {"amount", "rate", "points"}
    assert ("count", "人") not in kinds


def test_签约_is_not_about() -> None:
    (found,) = figures("全年签约41255人")
    assert not found.approx


@pytest.mark.parametrize(
    ("text", "wan"),
    [("1亿元", 10_000), ("1万元", 1), ("8200元", Fraction(82, 100)), ("3千元", Fraction(3, 10))],
)
def test_money_is_exact_in_wan(text: str, wan: Fraction) -> None:
    assert figures(f"罚款{text}")[0].exact == wan


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_what_is_printed_is_what_is_read(digits: int, places: int) -> None:
    value = Decimal(digits).scaleb(-places)
    (found,) = figures(f"支出{value:f}万元。")
    assert (found.value, found.places) == (value, places)
    assert f"支出{value:f}万元。"[found.start : found.end] == f"{value:f}万元"


@given(st.integers(2, 9999))
def test_chinese_numerals(value: int) -> None:
    from cn2an import an2cn

    assert han(an2cn(str(value), "low")) == value


SUBJECTS = [
    ("2020年度基本支出共446.21万元", "基本支出"),
    ("其中财政拨款收入 688.73 万元", "财政拨款收入"),
    ("，其他收入0.03万元", "其他收入"),
    ("1、卫生监督执法专项经费20万元", "卫生监督执法专项经费"),
    ("查处违法行为30件", "查处违法行为"),
    ("现有在职在编（含协会）35人", "现有在职在编"),
]


@pytest.mark.parametrize(("text", "subject"), SUBJECTS)
def test_what_a_figure_is_of(text: str, subject: str) -> None:
    block = report(text).blocks[0]
    assert block.subject(block.figures[-1]) == subject


def test_the_frame_has_the_declared_columns_and_says_where_each_figure_stands() -> None:
    frame = report(
        "标题", "2020年支出5万元，约3人。", "项目\t预算数\t决算数", "甲\t1.00\t2.00"
    ).frame()
    assert tuple(frame.columns) == REPORT_COLUMNS
    assert list(frame["place"]) == ["第2段", "第2段", "表1第2行", "表1第2行"]
    assert list(frame["raw"]) == ["5万元", "3人", "1.00", "2.00"]
    assert list(frame["year"]) == [2020, 2020, None, None]
    assert frame["sentence"][0] == "2020年支出5万元，约3人。"


def test_a_sentence_that_a_line_break_cut_is_one() -> None:
    read = report(
        "1. 收支情况。全年，本单位预算总收入", "为688.77万元，其中拨款688.73万元。", "2. 其他。"
    )
    assert len(read.blocks) == 2
    block = read.blocks[0]
    assert [block.place(figure.start) for figure in block.figures] == ["第2段", "第2段"]
    assert block.subject(block.figures[0]) == "本单位预算总收入"


def test_headings_are_not_joined_with_what_follows() -> None:
    assert len(report("一、基本情况", "（一）职责，管理。", "人员情况", "编制数14人，").blocks) == 4


def test_word_paragraphs_and_tables_in_the_order_of_the_document() -> None:
    data = word(["前一段。", [["项目", "预算数", "决算数"], ["甲", "10.00", "9.99"]], "后一段。"])
    lines = read_lines(data)
    assert [(line.text, line.table, line.row) for line in lines] == [
        ("前一段。", 0, 0), ("项目\t预算数\t决算数", 1, 1), ("甲\t10.00\t9.99", 1, 2), ("后一段。", 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_in_any_usual_encoding(encoding: str) -> None:
    (block,) = parse_report("a.txt", read_lines("支出5万元。".encode(encoding))).blocks
    assert block.text == "支出5万元。"


def test_another_kind_of_file_is_refused_by_name() -> None:
    with pytest.raises(NotAWorkbook, match="PDF"):
        read_lines(b"%PDF-1.7 ...")


SHAPES = [
    # 行，有表，有文字
    (["三级指标\t分值\t评价标准\t得分", "控制率\t5\t≤100%得5分。\t5"], True, False),
    (["三级指标,分值,评价标准,得分", "控制率,5,≤100%得5分。,5"], True, False),
    (["一、概况。", "支出5万元，收入6万元。", "二、问题。", "预算不细，执行慢。"], False, True),
    (["项目\t预算数\t决算数", "甲\t1\t1"], False, False),
]


@pytest.mark.parametrize(("lines", "tables", "prose"), SHAPES)
def test_tables_to_score_or_a_report_to_read(lines: list[str], tables: bool, prose: bool) -> None:
    shape = shape_of(read_lines("\n".join(lines).encode()))
    assert (shape.tables, shape.prose) == (tables, prose)


TABLE = ["三级指标\t分值\t评价标准\t得分", "控制率\t5\t≤100%得5分。\t5"]
NOTES = [
    "备注：",
    "1.预算数为调整后财政资金总额，执行数为实际支出数。",
    "2.定量指标计分原则：正向指标（即目标值为≥X或为X）得分=权重×B/A。",
    "3.定性指标分为三档，分别按对应区间计分。",
]
REPORT = [
    "1.部门概况。我局内设5个股室，职责明确。",
    "2.绩效情况。预算执行率95%，得9.5分。",
    "3.存在问题。预算编制不够细，支出进度偏慢。",
]
TOLD = [
    "自评说明：2021年预算执行率95%，完成较好。",
    "得分说明：预算执行率95%，扣0.5分。",
    "预算不细，进度不快。",
]
PROSE = ["一、基本情况", "我局支出5万元，收入6万元。", "1.预算不细。", "2.执行慢，进度不够。"]


@pytest.mark.parametrize(
    ("lines", "left", "prose"),
    [
        ([*TABLE, *NOTES], TABLE, False),  # 表下的备注不是报告
        ([*TABLE, "注：1.权重合计100。", "（2）得分保留两位小数，不得超过权重。"], TABLE, False),
        ([*TABLE, *NOTES, *PROSE], [*TABLE, *PROSE], True),  # 备注下面是报告，照样核对
        ([*TABLE, *PROSE], [*TABLE, *PROSE], True),
        ([*NOTES, *PROSE], [*NOTES, *PROSE], True),  # 没有表的，备注就是报告里的话
        ([*TABLE, "备注：", *REPORT], [*TABLE, *REPORT], True),  # 备注后面用 1. 2. 编号的报告
        ([*TOLD, *TABLE], [*TOLD, *TABLE], True),  # 表上面的自评说明
        ([*TABLE, *NOTES, "20.5万元用于培训。"], [*TABLE, "20.5万元用于培训。"], False),
    ],
)
def test_the_notes_of_a_form_are_no_report(lines: list[str], left: list[str], prose: bool) -> None:
    found = without_notes(read_lines("\n".join(lines).encode()))
    assert [line.text for line in found] == left
    assert shape_of(found).prose is prose


def test_a_work_summary_is_no_self_evaluation() -> None:
    summary = report(
        "全年出动执法人员xx.xx万人次，检查机构x.x万家次，立案xxx件。",
        "二、明年思路。抽检合格率xx.x%。",
    )
    assert not is_evaluation(summary)
    assert placeholders(summary) == 4
    assert [(each.name, each.unit) for each in candidates(summary)] == [
        ("出动执法人员", "人次"), ("检查机构（场所）", "家次"), ("立案查处", "件"), ("抽检合格率", "%"),
    ]  # fmt: skip


def test_a_report_that_speaks_of_budget_and_performance_is_one() -> None:
    assert is_evaluation(report("全年预算执行良好，绩效目标完成。"))
