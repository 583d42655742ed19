"""A 基础数据表 of a bureau's own drawing: the words of a figure's place, put together, are the term of the formula, or it is nobody's.

The drawings are those of public 基础数据表 of counties and districts: 行政 | 事业 | 合计, pairs of a name and its figure, blocks side by
side, headings in two rows, figures below headings without a label, 计划 | 实际完成.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from other_formats import html, opendocument, word, xml2003
from recalc import formulas, recalculate_all, same, values
from workbooks import to_bytes

from sheetscore import score_bytes
from sheetscore.forms import load_forms
from sheetscore.model.columns import records
from sheetscore.model.finding import Finding
from sheetscore.writers.completed import write_completed

HEAD = ("一级指标", "三级指标", "分值", "评价标准", "自评得分")
RATE = "得分={}×10分，最高10分。"


def book(
    drawing: str,
    *rows: tuple[str, str],
    merge: Sequence[str] = (),
    title: str = "某局2023年度基础数据表",
) -> Workbook:
    """Indicators (name, 评价标准) of 10 points each, and a sheet 基础数据表 drawn so, a line a row, with | between its cells."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "自评表"
    for line in (("部门整体支出绩效自评表",), ("（2023年度）",), ("填报单位：某局",), HEAD):
        sheet.append(list(line))
    for name, criteria in rows:
        sheet.append(["产出", name, 10, criteria, 10])
    base = made.create_sheet("基础数据表")
    base.append([title])
    for line in drawing.strip().split("\n"):
        base.append([_typed(text) for text in line.split("|")])
    for area in merge:
        base.merge_cells(area)
    return made


def _typed(text: str) -> object:
    """A cell of a drawing: a number, a text (of digits behind ’), or nothing."""
    if text.startswith("'"):
        return text[1:]
    try:
        return float(text) if text else None
    except ValueError:
        return text


def outcome(made: Workbook) -> tuple[dict[str, dict[str, Any]], Sequence[Finding]]:
    found = score_bytes("某局2023.xlsx", to_bytes(made), load_forms())
    assert found.status == "scored", found.message
    return {each["indicator"]: each for each in records(found.indicators)}, found.findings


def score(made: Workbook, name: str) -> Decimal | None:
    found: Decimal | None = outcome(made)[0][name]["score"]
    return found


STAFF = (
    "在编人员控制率",
    "在编人员控制率=年末在编干部数/核定编制总数×100%。≤100%得10分，每超过1个百分点扣1分，扣完为止。",
)
GOALS = (
    "绩效目标申报率",
    "绩效目标申报率=已申报绩效目标项目数/应申报项目数×100%，得分=申报率×10分。",
)
BUYING = (
    "集中采购执行率",
    "集中采购执行率=实际采购金额/采购计划金额×100%。得分=集中采购执行率×10分，最高10分。",
)
USED = (
    "房屋利用率",
    "房屋利用率=在用房屋面积/房屋总面积×100%。≥95%得10分，90%（含）—95%得6分，低于90%不得分。",
)
SPENT = (
    "预算完成率",
    "预算完成率=预算完成数/部门预算数×100%。得分=预算完成率×10分，最高10分。",
)
LEFT = (
    "结转结余变动率",
    "结转结余变动率=（本年度累计结转结余资金总额-上年度累计结转结余资金总额）/上年度累计结转结余资金总额×100%。≤0得10分，每超过1个百分点扣1分，扣完为止。",
)
GUANGDONG = """
序号|数据项目|单位|2022年决算|2023年初预算|2023年调整预算|2023年决算|备注
一|收支情况
1|部门支出合计|万元|10988.14|11905|12846.3|12103.55|
2|其中：基本支出|万元|2411.62|2480|2532.15|2517.72|
3|年末结转结余总额|万元|603.28|||742.75|
二|人员及资产|||核定编制||年末实有
4|在编人员（含工勤）|人|84|86||83|
5|编外人员|人|9|||9|
三|履职情况|||计划（总）数||完成数
6|年度重点工作任务|项||24||23|
7|满意度调查有效问卷|份||||288|
8|其中：满意|份||||262|
"""
DRAWN: dict[str, tuple[str, tuple[str, str], str]] = {
    "行政 | 事业 | 合计": (
        """
项目|行政|事业|合计|备注
核定编制总数|21|65|86|编办
年末在编干部数|20|69|89|
""",
        STAFF,
        "7",
    ),
    "合计 | 行政 | 事业": (
        """
项目|合计|行政|事业
核定编制总数|86|21|65
年末在编干部数|89|20|69
""",
        STAFF,
        "7",
    ),
    "合计 | 其中": (
        """
项目|行政|事业|合计|其中：借调
核定编制总数|21|65|86|
年末在编干部数|20|69|89|4
""",
        STAFF,
        "7",
    ),
    "a title and its block": (
        """
一、人员情况（人）
|行政|事业|合计
核定编制总数|21|65|86
年末在编干部数|20|69|89
""",
        STAFF,
        "7",
    ),
    "two levels of labels": (
        """
类别|项目|行次|2022年|2023年|说明
人员|核定编制总数|1|80|86|
|年末在编干部数|2|81|89|含借调
""",
        STAFF,
        "7",
    ),
    "numbered lines": (
        """
项目|单位|数量
（一）核定编制总数|人|86
1. 年末在编干部数|人|89
其中：借调|人|4
""",
        STAFF,
        "7",
    ),
    "pairs in a row": (
        """
一、绩效管理
项目绩效目标|应申报（个）|20|已申报（个）|18
项目绩效自评|应自评（个）|20|已自评（个）|17
""",
        GOALS,
        "9.00",
    ),
    "pairs of names and figures": (
        """
政府采购|采购计划金额|620|实际采购金额|573.5
非税收入|应缴数|32|已缴数|32
""",
        BUYING,
        "9.25",
    ),
    "side by side": (
        """
项目|金额|项目|金额
采购计划金额|620|实际采购金额|573.5
培训费|3|会议费|2
""",
        BUYING,
        "9.25",
    ),
    "one below the other": (
        """
一、收入
项目|本年数
财政拨款|900
二、采购
项目|本年数
采购计划金额|620
实际采购金额|573.5
""",
        BUYING,
        "9.25",
    ),
    "last year | this year | change": (
        """
项目|上年数|本年数|增减
采购计划金额|500|620|120
实际采购金额|480|573.5|93.5
""",
        BUYING,
        "9.25",
    ),
    "headings in the row of the whole": (
        """
采购内容|采购计划金额|实际采购金额
合计|620|573.5
货物|400|380
服务|220|193.5
""",
        BUYING,
        "9.25",
    ),
    "a part behind its whole": (
        """
资产|房屋总面积（平方米）|5000|其中：在用（平方米）|4800
""",
        (
            "房屋利用率",
            "房屋利用率=在用资产面积/房屋总面积×100%。≥95%得10分，低于95%不得分。",
        ),
        "10",
    ),
    "其中 below": (
        """
类别|项目|数量
房屋|房屋总面积（平方米）|5000
|其中：在用（平方米）|4600
""",
        USED,
        "6",
    ),
    "figures below headings": (
        """
累计支出|6月底|9月底|12月底
|500|800|960
年度总预算金额|1000
""",
        (
            "序时进度",
            "序时进度=9月底累计支出/年度总预算金额×100%。≥75%得10分，低于75%不得分。",
        ),
        "10",
    ),
    "notes in brackets": (
        """
项目|数量
采购计划金额（万元）|620
实际采购金额（万元）|573.5
""",
        BUYING,
        "9.25",
    ),
    "headings in two rows": (
        """
采购内容|预算||支出|
|采购计划金额|追加金额|实际采购金额|未付金额
合计|620|10|573.5|0
""",
        BUYING,
        "9.25",
    ),
    "offices and their whole": (
        """
单位名称|年度预算数|全年支出数
局机关|700|650
服务中心|300|290
合计|1000|940
""",
        (
            "资金执行率",
            "资金执行率=全年支出数/年度预算数×100%。得分=资金执行率×10分，最高10分。",
        ),
        "9.40",
    ),
    "the beginning and the end": (
        """
项目|单位|期初数|期末数
设备总台数|台|1180|1250
在用设备台数|台|100|1200
""",
        (
            "设备使用率",
            "设备使用率=在用设备台数/设备总台数×100%。≥95%得10分，低于95%不得分。",
        ),
        "10",
    ),
    "a label merged over headings and the figures below": (
        """
预算执行情况|部门预算数|预算完成数（决算支出）|年末结转结余总额
|3260|2934|114.1
""",
        SPENT,
        "9",
    ),
    "累计结转结余资金 is 结转结余": (
        """
项目|上年数|本年数
累计结转结余资金总额|100|95
年末在编干部数|88|89
""",
        LEFT,
        "10",
    ),
    "years over blocks that follow": (
        """
项目|上年数|本年数
一、人员情况
年末在编干部数|88|89
二、资金情况
结转结余总额|100|105
""",
        LEFT,
        "5",
    ),
    "headings of a block": (
        GUANGDONG,
        (
            "人员控制率",
            "人员控制率=年末在编人数（含工勤）/核定编制数×100%。≤100%得10分，每超过1个百分点扣1分，扣完为止。",
        ),
        "10",
    ),
    "the whole of the money and what was left of it": (
        GUANGDONG,
        (
            "结转结余率",
            "结转结余率=年末结转结余总额/部门调整预算数×100%。≤5%得10分，每超过1个百分点扣1分，扣完为止。",
        ),
        "10",
    ),
    "what was left a year ago": (
        GUANGDONG,
        (
            "结转结余变动率",
            "结转结余变动率=（年末结转结余总额-上年末结转结余总额）/上年末结转结余总额×100%。≤20%得10分，每超过1个百分点扣1分，扣完为止。",
        ),
        "7",
    ),
    "planned and done of a task": (
        GUANGDONG,
        (
            "重点工作办结率",
            "重点工作办结率=重点工作办结项数/重点工作计划项数×100%。得分=重点工作办结率×10分。",
        ),
        "9.58",
    ),
    "rows of years": (
        """
项目|结转结余总额|年末在编干部数
2022年末|100|88
2023年末|104|89
""",
        LEFT,
        "6",
    ),
}
MERGED = {
    "a label merged over headings and the figures below": ("A2:A3",),
    "two rows below a merged label": ("A2:A4",),
    "two levels of labels": ("A3:A4",),
    "其中 below": ("A3:A4",),
    "headings in two rows": ("B2:C2", "D2:E2"),
}


@pytest.mark.parametrize("how", DRAWN)
def test_the_words_of_the_place_are_the_name(how: str) -> None:
    lines, row, right = DRAWN[how]
    assert score(book(lines, row, merge=MERGED.get(how, ())), row[0]) == Decimal(right)


OPEN: dict[str, tuple[str, tuple[str, str]]] = {
    "two cells of one name": (
        """
政府采购|采购计划金额|620|实际采购金额|573.5
其他|采购计划金额|20|实际采购金额|9
""",
        BUYING,
    ),
    "a name that is only alike": (
        """
政府采购|采购预计金额|620|实际采购金额|573.5
""",
        BUYING,
    ),
    "another thing of the same kind": (
        """
项目绩效目标|应申报（个）|20|已申报（个）|18
项目绩效监控|应申报（个）|20|已申报（个）|19
""",
        (
            "监测申报率",
            "监测申报率=已申报监测数/应申报监测数×100%，得分=申报率×10分。",
        ),
    ),
    "a bracket that makes it another": (
        """
项目|数量
采购计划金额（不含服务）|620
实际采购金额|573.5
""",
        BUYING,
    ),
    "a part alone": (
        """
项目|行政|事业
核定编制总数|21|65
年末在编干部数|20|69
""",
        STAFF,
    ),
    "the whole of a part of the money": (
        """
专项经费情况
内容|采购计划金额|实际采购金额
合计|620|573.5
""",
        BUYING,
    ),
    "under another measure": (
        """
项目|年初预算数|决算数
采购计划金额|620|
实际采购金额|573.5|
""",
        BUYING,
    ),
    "two rows without a label": (
        """
累计支出|6月底|9月底
|500|800
|510|810
年度总预算金额|1000
""",
        (
            "序时进度",
            "序时进度=9月底累计支出/年度总预算金额×100%。≥75%得10分，低于75%不得分。",
        ),
    ),
    "the whole of a table of other money": (
        """
项目|预算数|决算数
因公出国费|0|0
公务接待费|5.8|4.95
公务用车费|12|13.05
合计|17.8|18
""",
        (
            "资金执行率",
            "资金执行率=决算数/预算数×100%。得分=资金执行率×10分，最高10分。",
        ),
    ),
    "a measure that any block may have": (
        """
三公经费|预算数|18|决算数|17
培训费|人数|30
""",
        (
            "资金执行率",
            "资金执行率=决算数/预算数×100%。得分=资金执行率×10分，最高10分。",
        ),
    ),
    "half a year": (
        """
项目|1-6月|1-9月
采购计划金额|620|620
实际采购金额|200|573.5
""",
        BUYING,
    ),
    "persons are no money": (
        """
学生资助|应资助（人）|5230|实际资助（人）|5178
""",
        (
            "资助兑现率",
            "资助兑现率=实际资助金额/应资助金额×100%。100%得10分，否则不得分。",
        ),
    ),
    "money is no number of cases": (
        """
案件|受理金额|46|办结金额|44
""",
        (
            "案件结案率",
            "案件结案率=办结件数/受理件数×100%。得分=案件结案率×10分。",
        ),
    ),
    "预算完成数 is no 预算数": (
        """
部门预算情况|预算完成数|预算调整数
|2934|254
""",
        (
            "预算完成率",
            "预算完成率=预算完成数/预算数×100%。得分=预算完成率×10分，最高10分。",
        ),
    ),
    "two brackets, two figures": (
        """
预算执行情况|部门预算数|预算完成数（决算支出）|预算完成数（拨款）
|3260|2934|2900
""",
        SPENT,
    ),
    "two figures below the heading of a block": (
        GUANGDONG.replace("编外人员|人|9||", "编外人员|人|9|12|"),
        (
            "人员控制率",
            "人员控制率=年末在编人数（含工勤）/核定编制数×100%。≤100%得10分，每超过1个百分点扣1分，扣完为止。",
        ),
    ),
    "the whole of a part": (
        GUANGDONG.replace("收支情况", "项目支出"),
        (
            "结转结余率",
            "结转结余率=年末结转结余总额/部门调整预算数×100%。≤5%得10分，每超过1个百分点扣1分，扣完为止。",
        ),
    ),
    "others than those of the term": (
        GUANGDONG.replace("在编人员（含工勤）", "在岗人员（含工勤）"),
        (
            "人员控制率",
            "人员控制率=年末在编人数（含工勤）/核定编制数×100%。≤100%得10分，每超过1个百分点扣1分，扣完为止。",
        ),
    ),
    "a bracket of a heading": (
        """
项目|部门预算数|预算完成数（6月底）|年末结转结余总额
合计|3260|1500|114.1
""",
        SPENT,
    ),
    "a heading of a part": (
        GUANGDONG.replace("2023年调整预算", "2023年调整预算（项目支出）"),
        (
            "结转结余率",
            "结转结余率=年末结转结余总额/部门调整预算数×100%。≤5%得10分，每超过1个百分点扣1分，扣完为止。",
        ),
    ),
    "the posts of others": (
        GUANGDONG.replace("在编人员（含工勤）|人|84|86|", "在编人员（含工勤）|人|84||").replace(
            "编外人员|人|9||", "编外人员|人|9|12|"
        ),
        (
            "人员控制率",
            "人员控制率=年末在编人数（含工勤）/核定编制数×100%。≤100%得10分，每超过1个百分点扣1分，扣完为止。",
        ),
    ),
    "what was left this year alone": (
        """
项目|上年数|本年数
当年结转结余资金总额|100|95
年末在编干部数|88|89
""",
        LEFT,
    ),
    "a block of projects": (
        """
项目|上年数|本年数
一、人员情况
年末在编干部数|88|89
二、项目支出情况
结转结余总额|100|105
""",
        LEFT,
    ),
    "two rows below a merged label": (
        """
预算执行情况|部门预算数|预算完成数（决算支出）
|3260|2934
|1800|1700
""",
        SPENT,
    ),
    "a number under the name of a rate": (
        "工作内容|计划数|完成数|单位\n危房改造完成率|2|1|所",
        ("危房改造完成率", "得分=危房改造完成率×10分。"),
    ),
    "a number without a unit under the name of a rate": (
        "工作内容|计划数|完成数|单位\n危房改造完成率|2|1|",
        ("危房改造完成率", "得分=危房改造完成率×10分。"),
    ),
    "money under the name of a rate": (
        "工作内容|计划数|完成数|单位\n资金到位率|2|1|万元",
        ("资金到位率", "得分=资金到位率×10分。"),
    ),
    "a number of schools is no rate": (
        """
工作内容|计划数|完成数|单位
学校改造|20|1|所
""",
        (
            "学校改造完成率",
            "学校改造完成率=已完工学校数/批复学校数×100%。≥90%得10分，每低1个百分点扣1分，扣完为止。",
        ),
    ),
    "a third year": (
        """
项目|结转结余总额|年末在编干部数
2021年末|100|88
2023年末|104|89
""",
        LEFT,
    ),
    "a block of other headings": (
        """
项目|上年数|本年数
一、人员情况
年末在编干部数|88|89
二、资金情况
项目|行政|事业
结转结余总额|100|105
""",
        LEFT,
    ),
    "carried over of projects alone": (
        """
项目|上年数|本年数
项目结转结余资金|100|95
年末在编干部数|88|89
""",
        LEFT,
    ),
}


@pytest.mark.parametrize("how", OPEN)
def test_what_is_not_plainly_the_term_is_missing(how: str) -> None:
    lines, row = OPEN[how]
    assert score(book(lines, row, merge=MERGED.get(how, ())), row[0]) is None


def test_parts_that_do_not_make_the_whole_are_told_and_not_used() -> None:
    lines = "项目|行政|事业|合计\n核定编制总数|21|65|86\n年末在编干部数|20|69|98"
    rows, findings = outcome(book(lines, STAFF))
    assert rows[STAFF[0]]["score"] is None
    assert [(each.code, each.level, each.cell) for each in findings if each.code == "F01"] == [
        ("F01", "error", "D4")
    ]


def test_money_of_a_table_in_yuan_is_not_mixed_with_ten_thousands() -> None:
    lines = "单位：元\n项目|数量\n采购计划金额|6200000\n实际采购金额|'5735000.00"
    rows, _ = outcome(book(lines, BUYING))
    assert rows[BUYING[0]]["score"] == Decimal("9.25")
    assert [each.value for each in rows[BUYING[0]]["inputs"]] == [Decimal("573.5"), Decimal(620)]


TASKS = """
六、重点工作完成情况
工作内容|计划（目标）|实际完成|单位|备注
薄弱学校改造|12|11|所|
教师培训工作|1800|1926|人次|
学生资助|5230|5178|人|计划为应资助人数
义务教育巩固率|99%|99.3%||
社会公众满意度|90%|86.4%||第三方
"""


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (("薄弱学校改造", "全部完成得10分；每少完成1所扣2分，扣完为止。"), "8"),
        (("教师培训工作", "得分=实际培训人次/计划人次×10分，最高10分。"), "10"),
        (
            (
                "学生资助政策落实",
                "资助兑现率=实际资助人数/应资助人数×100%。100%得10分；每低于1个百分点扣1分，扣完为止。",
            ),
            "10",
        ),
        (("义务教育巩固率", "达到年度目标值得10分，未达到不得分。"), "10"),
        (("社会公众满意度", "≥90%得10分；80%（含）—90%得6分；低于80%不得分。"), "6"),
        (("薄弱学校改造", "全部完成得10分；每少完成1个班扣2分，扣完为止。"), None),
        (("薄弱学校改造", "改造质量好得10分，较好得6分，一般得2分。"), None),
        (("薄弱学校改造", "质量合格率≥90%得10分，80%（含）—90%得6分，低于80%不得分。"), None),
        (("教师培训工作", "≥90%得10分，低于90%不得分。"), None),
        (("学校改造", "全部完成得10分；每少完成1所扣2分，扣完为止。"), None),
        (
            (
                "学生资助政策落实",
                "资助兑现率=实际资助金额/应资助金额×100%。100%得10分，否则不得分。",
            ),
            None,
        ),
    ],
)
def test_what_was_planned_and_done_of_the_thing_itself(
    row: tuple[str, str], right: str | None
) -> None:
    assert score(book(TASKS, row), row[0]) == (None if right is None else Decimal(right))


SATISFIED = ("社会公众满意度", "≥90%得10分；80%（含）—90%得6分；低于80%不得分。")


@pytest.mark.parametrize(
    ("plan", "done", "row", "right"),
    [
        ("", "90%", SATISFIED, 10), ("", "86.4%", SATISFIED, 6), ("/", "86.4%", SATISFIED, 6),
        ("", "'86.4", SATISFIED, None), ("", "86.4%", ("社会满意度", SATISFIED[1]), None), ("", "8640", SATISFIED, None),
        ("", "86.4%", ("社会公众满意度", "≥90人得10分，否则不得分。"), None),
    ],
)  # fmt: skip
def test_a_rate_of_which_only_what_was_done_is_given(
    plan: str, done: str, row: tuple[str, str], right: int | None
) -> None:
    drawing = (
        f"工作内容|计划数|完成数|单位\n教师培训工作|1800|1926|人次\n社会公众满意度|{plan}|{done}|"
    )
    trained = ("教师培训工作", "得分=实际培训人次/计划人次×10分，最高10分。")
    assert score(book(drawing, row, trained), row[0]) == (None if right is None else Decimal(right))


def test_where_the_plan_stands_is_said() -> None:
    rows, _ = outcome(book(TASKS, ("义务教育巩固率", "达到年度目标值得10分，未达到不得分。")))
    steps = "".join(rows["义务教育巩固率"]["steps"])
    assert "计划数 99%（基础数据表!B7）" in steps
    assert "99.3%（基础数据表!C7）" in steps


REVIEWS = """
五、绩效管理
项目绩效自评|应自评（个）|18|已自评（个）|17
项目绩效目标|应申报（个）|18|已申报（个）|18
"""


@pytest.mark.parametrize(
    ("wording", "right"),
    [
        ("应自评项目全部开展自评得10分；每少1个项目扣2分，扣完为止。", "8"),
        ("100%得10分，每低1个百分点扣1分，扣完为止。", "5"),
        ("应自评项目全部开展自评得10分；每少1人扣2分，扣完为止。", None),
        ("应自评项目全部开展自评得10分；每少1个项目酌情扣分。", None),
    ],
)
def test_what_ought_to_be_done_and_what_was(wording: str, right: str | None) -> None:
    made = book(REVIEWS, ("项目绩效自评覆盖率", wording))
    assert score(made, "项目绩效自评覆盖率") == (None if right is None else Decimal(right))


BUDGET = """
二、预算收支情况
项目|年初预算数|年中追加|年中调减|调整后全年预算数
合计|1000|150|-20|1130
其中：基本支出|800|50|0|850
"""


@pytest.mark.parametrize(
    ("wording", "right"),
    [
        (
            "预算调整率=预算调整数/年初预算数×100%，预算调整数指年中追加、调减金额的绝对值之和。≤10%得10分；每超过1个百分点扣1分，扣完为止。",
            "3",
        ),
        (
            "预算调整率=预算调整数/年初预算数×100%，其中预算调整数为年中追加和调减数的绝对值合计。≤10%得10分；每超过1个百分点扣1分，扣完为止。",
            "3",
        ),
        (
            "预算调整率=预算调整数/年初预算数×100%，预算调整数指年中追加、调减和上级专款的绝对值之和。≤10%得10分；每超过1个百分点扣1分，扣完为止。",
            None,
        ),
        (
            "预算调整率=预算调整数/年初预算数×100%，预算调整数指除追加以外的调整。≤10%得10分；每超过1个百分点扣1分，扣完为止。",
            None,
        ),
    ],
)
def test_what_was_added_and_taken_away_without_signs_only_where_it_is_said(
    wording: str, right: str | None
) -> None:
    assert score(book(BUDGET, ("预算调整率", wording)), "预算调整率") == (
        None if right is None else Decimal(right)
    )


FORMATS: dict[str, Callable[[Workbook], bytes]] = {
    "某局2023.docx": word,
    "某局2023.xls": html,
    "某局2023.ods": opendocument,
    "某局2023.xml": xml2003,
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "how", ["行政 | 事业 | 合计", "pairs in a row", "side by side", "headings in two rows"]
)
def test_in_every_format(name: str, how: str) -> None:
    drawing, row, right = DRAWN[how]
    data = FORMATS[name](book(drawing, row, merge=MERGED.get(how, ())))
    (found,) = records(score_bytes(name, data, load_forms()).indicators)
    assert found["score"] == Decimal(right)


def test_another_program_finds_the_same(tmp_path: Path) -> None:
    rows = (
        ("薄弱学校改造", "全部完成得10分；每少完成1所扣2分，扣完为止。"),
        ("义务教育巩固率", "达到年度目标值得10分，未达到不得分。"),
        ("教师培训工作", "得分=实际培训人次/计划人次×10分，最高10分。"),
        ("社会公众满意度", "≥90%得10分；80%—90%得6分；80%以下不得分。"),
    )
    paths = []
    for number, made in enumerate(
        (
            book(TASKS, *rows),
            book(*DRAWN["行政 | 事业 | 合计"][:2]),
            book(*DRAWN["pairs in a row"][:2]),
        )
    ):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(
            write_completed(score_bytes("某局2023.xlsx", to_bytes(made), load_forms()))
        )
        paths.append(path)
    for path, anew in zip(paths, recalculate_all(paths), strict=True):
        stored = values(path)
        wrong = {
            place: text
            for place, text in formulas(path).items()
            if not same(stored.get(place), anew.get(place))
        }
        assert wrong == {}


@pytest.mark.parametrize(
    "how", ["years over blocks that follow", "headings of a block", "行政 | 事业 | 合计"]
)
def test_the_completed_workbook_by_itself_scores_the_same(how: str) -> None:
    drawing, row, right = DRAWN[how]
    first = score_bytes("某局2023.xlsx", to_bytes(book(drawing, row)), load_forms())
    again = score_bytes("某局2023_复核.xlsx", write_completed(first), load_forms())
    assert [each["score"] for each in records(again.indicators)] == [Decimal(right)]
    assert not [each for each in again.findings if each.code == "H08"]
