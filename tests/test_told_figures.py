"""没有完成值一栏的表：备注、扣分原因、指标说明公式后面写着的数，整句读得懂、名称对得上的，照算；别的由人评定。

Layouts of the 部门整体支出绩效自评评分表 and the 自评报告 of 湖南, and of the 部门整体支出绩效评价指标体系 of 四川.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from other_formats import html, opendocument, word, xml2003
from recalc import recalculate, same, values
from workbooks import indicator, score, to_bytes

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed

HEAD = ("一级指标", "二级指标", "三级指标", "分值", "评分标准", "指标说明", "自评得分")
ARRANGED = "重点支出安排率≥90%，计10分；80%（含）-90%，计8分；70%（含）-80%，计6分；低于70%不得分。"
BOUGHT = "政府采购执行率等于100%的，计10分；每降低一个百分点扣1分，扣完为止。"
IN_TIME = "完成及时率=100%，计10分；每低1个百分点扣1分，扣完为止。\n完成及时率=（及时完成实际工作数/计划工作数）×100%。"
CHANGED = "“三公经费”变动率≤0，计10分；每超过一个百分点扣1分，扣完为止。"
CHANGE = "“三公经费”变动率=[（本年度“三公经费”预算数-上年度“三公经费”预算数）/上年度“三公经费”预算数]×100%。"
ADDED = "预算控制率=0，计10分；0-10%（含），计8分；10-20%（含），计6分；大于20%不得分。"
ON_TIME = "1.所有部门预算安排的项目均按计划时间完成（10分）；2.部分项目未按计划时间完成的，本指标得分=已完成项目数/计划完成项目总数×10分。"
HAPPY = "满意度≥95%，计10分；90%（含）-95%，计8分；低于90%不得分。"
STAFF = "以100%为标准。公用经费控制率≤100%，计10分；每超过一个百分点扣1分，扣完为止。"


def table(
    name: str, criteria: str, remark: object, *, told: str = "", heading: str = "备注",
    base: Sequence[Sequence[object]] = (),
) -> Workbook:  # fmt: skip
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评评分表"
    sheet.append(["某局2021年度部门整体支出绩效自评评分表"])
    sheet.append(["单位名称：某局"])
    sheet.append([*HEAD, heading])
    sheet.append(["过程", "预算执行", name, 10, criteria, told or None, 10, remark])
    sheet.append(
        ["过程", "预算管理", "制度建设", 90, "①有制度，50分；②执行，40分。", None, 90, None]
    )
    if base:
        own = book.create_sheet("基础数据表")
        for line in base:
            own.append(list(line))
    return book


def row(*given: Any, **more: Any) -> Any:
    return indicator(score(table(*given, **more), "某局-2021.xlsx"), given[0])


@pytest.mark.parametrize(
    ("name", "criteria", "told", "remark", "right"),
    [
        ("重点支出安排率", ARRANGED, "", "项目总支出386.40万元，其中重点项目支出301.60万元", "6"),
        ("重点支出安排率", ARRANGED, "", "项目总支出386.40万元，重点项目支出347.76万元", "10"),
        ("政府采购执行率", BOUGHT, "", "政府采购预算36.00万元，实际采购35.10万元", "8"),
        ("完成及时率", IN_TIME, "", "计划12项，按时完成11项", "2"),
        ("完成及时率", IN_TIME, "", "计划12项，按时完成11项，1项因汛期顺延", "2"),
        ("三公经费变动率", CHANGED, CHANGE, "2021年度“三公经费”预算安排17.5万元，2020年度“三公经费”预算安排17万元", "8"),
        ("三公经费变动率", CHANGED, CHANGE, "本年度“三公经费”预算17万元，上年度“三公经费”预算17万元", "10"),
        ("社会公众满意度", HAPPY, "", "问卷调查满意度94.9%", "8"),
        ("社会公众满意度", HAPPY, "", "经问卷调查，满意度为95%", "10"),
        ("社会公众满意度", HAPPY, "", "发放问卷300份，满意度为89.9%", "0"),
        ("社会公众满意度", HAPPY, "", "据第三方机构调查，满意度为94.9%，比上年提高0.6个百分点", "8"),
        ("公众或服务对象满意度", HAPPY, "", "委托第三方问卷调查，综合满意度93.6%", "8"),
        ("公众或服务对象满意度", HAPPY, "", "发放问卷300份，回收296份，总体满意度95%", "10"),
        ("项目完成及时性", ON_TIME, "", "部门预算项目计划完成50个，已按计划时间完成47个。", "9.4"),
        ("项目完成及时性", ON_TIME, "", "计划完成项目50个，已完成50个", "10"),
        ("社会公众满意度", HAPPY, "", "满意度为95%，较上年下降1.2个百分点", "10"),
        ("预算控制率", ADDED, "预算控制率=（本年追加预算/年初预算）×100%。\n本年追加预算213.50万元，年初预算1865.40万元。", None, "6"),
        ("预算控制率", ADDED, "预算控制率=（本年追加预算/年初预算）×100%。本年追加预算186.54万元，年初预算1865.40万元。", None, "8"),
    ],
)  # fmt: skip
def test_a_sentence_with_every_figure_of_the_row_scores(
    name: str, criteria: str, told: str, remark: str | None, right: str
) -> None:
    found = row(name, criteria, remark, told=told)
    assert found.score == Decimal(right), found.steps
    assert any("没有原始数可核" in step for step in found.steps), found.steps


@pytest.mark.parametrize(
    ("name", "criteria", "told", "remark"),
    [
        ("重点支出安排率", ARRANGED, "", "项目总支出386.40万元，其中一般项目支出301.60万元"),
        ("重点支出安排率", ARRANGED, "", "重点项目支出301.60万元"),
        ("重点支出安排率", ARRANGED, "", "项目总支出约386.40万元，其中重点项目支出301.60万元"),
        ("重点支出安排率", ARRANGED, "", "上年项目总支出386.40万元，其中重点项目支出301.60万元"),
        ("重点支出安排率", ARRANGED, "", "386.40，301.60"),
        ("重点支出安排率", ARRANGED, "", "95%"),
        ("重点支出安排率", ARRANGED, "", "扣2分"),
        ("政府采购执行率", BOUGHT, "", "政府采购预算36.00万元，实际采购35.10万元，执行率100%"),
        ("政府采购执行率", BOUGHT, "", "公用经费预算36.00万元，实际支出35.10万元"),
        ("完成及时率", IN_TIME, "", "计划12项，完成11项"),
        ("完成及时率", IN_TIME, "", "计划12项，按时完成11项，2项因汛期顺延"),
        ("完成及时率", IN_TIME, "", "计划0项，按时完成0项"),
        ("三公经费变动率", CHANGED, CHANGE, "2020年度“三公经费”预算安排17.5万元，2019年度“三公经费”预算安排17万元"),
        ("三公经费变动率", CHANGED, CHANGE, "2021年度“三公经费”支出17.5万元，2020年度“三公经费”预算安排17万元"),
        ("社会公众满意度", HAPPY, "", "问卷调查不满意率94.9%"),
        ("项目完成及时性", ON_TIME, "", "部门预算项目计划完成50个，未按计划时间完成47个。"),
        ("项目完成及时性", ON_TIME, "", "部门预算项目计划完成50个，已按计划时间完成57个。"),
        ("项目完成及时性", ON_TIME, "", "上年部门预算项目计划完成50个，已按计划时间完成47个。"),
        ("项目完成及时性", ON_TIME.replace("（10分）", "（8分）"), "", "计划完成项目50个，已完成47个"),
        ("项目完成及时性", ON_TIME.replace("部分项目未", "部分重点项目已"), "", "计划完成项目50个，已完成47个"),
        ("社会公众满意度", HAPPY, "", "上级委托第三方问卷调查，综合满意度93.6%"),
        ("社会公众满意度", HAPPY, "", "委托第三方问卷调查，综合满意度93.6%，其中企业满意度90%"),
        ("社会公众满意度", HAPPY, "", "委托第三方问卷调查，综合满意度93分"),
        ("社会公众满意度", HAPPY, "", "据上年第三方调查，满意度为95%"),
        ("社会公众满意度", HAPPY, "", "比上年提高0.6个百分点"),
        ("社会公众满意度", HAPPY, "", "满意度95%，比上年提高2个百分点未达标"),
        ("社会公众满意度", HAPPY, "", "发放问卷300份"),
        ("预算控制率", ADDED, "预算控制率=（本年追加预算/年初预算）×100%。\n本年追加预算213.50万元。", None),
    ],
)  # fmt: skip
def test_a_sentence_that_says_anything_else_leaves_the_row_to_a_person(
    name: str, criteria: str, told: str, remark: str | None
) -> None:
    found = row(name, criteria, remark, told=told)
    assert found.score is None, found.steps


LITTLE = "公用经费控制率≤100%，计10分；每超过1个百分点扣1分，扣完为止。"
USED_BANDS = "≥95%得10分；≥90%得8分；低于90%不得分。"
OTHER_FIGURES = [
    ("公用经费控制率", LITTLE, "", "人员经费预算20万元，公用经费支出19万元"),
    ("公用经费控制率", LITTLE, "", "公用经费预算20万元，人员经费支出19万元"),
    ("公用经费控制率", LITTLE, "", "调查经费预算20万元，调查经费支出19万元"),
    ("预算执行率", USED_BANDS, "", "预算100万元，人员支出95万元"),
    ("固定资产利用率", USED_BANDS, "", "在用固定资产600万元，资产总额612.4万元"),
    ("重点项目完成率", USED_BANDS, "重点项目完成率=重点项目完成数/重点项目数×100%。", "项目总数100个，完成项目95个"),
    ("到期债务偿还率", USED_BANDS, "到期债务偿还率=到期债务偿还额/到期债务总额×100%。", "债务总额100万元，偿还债务95万元"),
    ("完成及时率", IN_TIME, "", "实际完成12项，及时完成11项"),
    ("抽检合格率", USED_BANDS, "", "应抽检100批次，合格95批次"),
    ("成本控制率", LITTLE, "成本控制率=实际成本/计划成本×100%。", "计划成本100元，单位成本95元"),
    ("政府采购执行率", BOUGHT, "", "政府采购预算36项，实际采购35项"),
    ("重点支出安排率", ARRANGED, "", "项目总支出301.60万元，其中重点项目支出386.40万元"),
    ("社会公众满意度", HAPPY, "", "满意度-95%"),
    ("社会公众满意度", HAPPY, "反映群众的满意程度。\n社会公众满意度达到95%", None),
    ("公用经费控制率", LITTLE, "公用经费控制率=实际支出/预算安排×100%。\n上年情况：\n公用经费预算30万元，公用经费支出29万元", None),
    ("公用经费控制率", LITTLE, "公用经费控制率=实际支出/预算安排×100%。举例如下。公用经费预算30万元，公用经费支出29万元。", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "criteria", "told", "remark"), OTHER_FIGURES)
def test_another_figure_is_never_taken_for_that_of_the_row(
    name: str, criteria: str, told: str, remark: str | None
) -> None:
    found = row(name, criteria, remark, told=told)
    assert found.score is None, found.steps


def test_a_second_sentence_that_is_not_read_leaves_the_row_to_a_person() -> None:
    """备注写满意度95%，指标说明后面写的是别的数；两栏备注写得不一样的也不算。"""
    told = "预算控制率=（本年追加预算/年初预算）×100%。\n本年追加预算100万元，年初预算1000万元。"
    assert row("预算控制率", ADDED, None, told=told).score == 8
    assert row("预算控制率", ADDED, "年中追加150万元，追加率15%", told=told).score is None
    book = table("社会公众满意度", HAPPY, "满意度95%")
    sheet = book.worksheets[0]
    assert indicator(score(book, "某局-2021.xlsx"), "社会公众满意度").score == 10
    sheet["I3"], sheet["I4"] = "扣分原因", "实际满意度只有90%，扣2分"
    assert indicator(score(book, "某局-2021.xlsx"), "社会公众满意度").score is None


def test_a_remark_merged_over_several_rows_leaves_them_to_a_person() -> None:
    told = "预算控制率=（本年追加预算/年初预算）×100%。\n本年追加预算100万元，年初预算1000万元。"
    book = table("预算控制率", ADDED, "追加150万元", told=told)
    book.worksheets[0].merge_cells("H4:H5")
    assert indicator(score(book, "某局-2021.xlsx"), "预算控制率").score is None
    book.worksheets[0]["H4"] = "见报告"
    assert indicator(score(book, "某局-2021.xlsx"), "预算控制率").score == 8


def test_a_sentence_against_the_report_is_not_used() -> None:
    """自评报告表上的支出合计是 914.7，备注写支出 950。"""
    for remark, right in (
        ("预算1000万元，支出950万元", None),
        ("预算953.2万元，支出914.7万元", Decimal(10)),
    ):
        book = table("预算执行率", USED_BANDS, remark)
        sheet = book.create_sheet("自评报告")
        for line in REPORT:
            sheet.append(list(line))
        assert indicator(score(book, "某局-2021.xlsx"), "预算执行率").score == right


@pytest.mark.parametrize("heading", ["说明", "评分说明", "计分依据", "2020年备注"])
def test_a_column_in_front_of_the_wording_may_be_the_forms_own(heading: str) -> None:
    book = table("公用经费控制率", LITTLE, None)
    sheet = book.worksheets[0]
    sheet["H3"], sheet["H4"] = None, None
    sheet.insert_cols(4)
    sheet["D3"], sheet["D4"] = heading, "公用经费控制率100%"
    assert indicator(score(book, "某局-2021.xlsx"), "公用经费控制率").score is None


@pytest.mark.parametrize(
    ("heading", "read"),
    [
        ("备注", True), ("扣分原因和其他说明", True), ("扣分原因", True), ("自评得分说明", True), ("得分依据", True),
        ("复核说明", False), ("评审组说明", False), ("上年情况说明", False), ("整改措施", False), ("联系人", False),
    ],
)  # fmt: skip
def test_the_columns_in_which_a_unit_tells_its_figures(heading: str, read: bool) -> None:
    found = row(
        "政府采购执行率", BOUGHT, "政府采购预算36.00万元，实际采购35.10万元", heading=heading
    )
    assert (found.score == 8) is read, found.steps


def test_a_column_of_results_goes_before_the_remarks() -> None:
    """有完成值一栏的，备注里的数不算。"""
    found = row(
        "政府采购执行率", BOUGHT, "99%", heading="完成值",
        told="政府采购执行率=实际采购金额/采购预算。\n政府采购预算36.00万元，实际采购35.10万元。",
    )  # fmt: skip
    assert found.score == 9, found.steps


BASE = [("某局基础数据表",), ("项目", "2021年预算数（万元）", "2021年决算数（万元）")]


def test_the_base_table_goes_first_and_a_remark_gives_what_it_lacks() -> None:
    """决算数在基础数据表里，预算数只写在备注里：合起来算。"""
    name, remark = "公用经费控制率", "公用经费预算84.00万元"
    found = row(name, STAFF, remark, base=[*BASE, ("公用经费", None, 85.8)])
    assert found.score == 8, found.steps  # 102.14 %
    whole = row(name, STAFF, remark, base=[*BASE, ("公用经费", 85.8, 85.8)])
    assert whole.score == 10, whole.steps
    assert (
        row(name, STAFF, "三公经费预算84.00万元", base=[*BASE, ("公用经费", None, 85.8)]).score
        is None
    )


@pytest.mark.parametrize(("done", "right"), [(93.75, "9.38"), (15, "9.38")])
def test_money_in_the_base_table_says_nothing_against_a_count(done: float, right: str) -> None:
    """部门预算完成数 93.75 万元，不是“实际完成15个”的另一个数。"""
    criteria = "项目实际完成率=(实际完成项目数/计划完成项目数)×100%。得分=项目实际完成率×10分。"
    base = [
        ("部门预算执行情况（万元）", "年初预算数", "预算完成数", "结转结余总额"), (None, 100, done, 6.25),
    ]  # fmt: skip
    found = row(
        "项目实际完成率", criteria, "计划实施项目16个，实际完成15个，完成率93.75%。", base=base
    )
    assert found.score == Decimal(right), found.steps


def test_a_remark_against_the_base_table_is_not_used() -> None:
    """基础数据表有预算数 84 而没有决算数，备注写的预算是另一个数。"""
    base = [*BASE, ("公用经费", 84, None)]
    remark = "公用经费预算80.00万元，公用经费实际支出79.00万元"
    assert row("公用经费控制率", STAFF, remark, base=base).score is None
    fitting = "公用经费预算84.00万元，公用经费实际支出79.00万元"
    assert row("公用经费控制率", STAFF, fitting, base=base).score == 10


@pytest.mark.parametrize("how", ["xlsx", "xls-xml", "ods", "html", "docx"])
def test_in_every_format(how: str) -> None:
    ways: dict[str, Callable[[Workbook], bytes]] = {
        "xlsx": to_bytes, "xls-xml": xml2003, "ods": opendocument, "html": html, "docx": word,
    }  # fmt: skip
    book = table("政府采购执行率", BOUGHT, "政府采购预算36.00万元，实际采购35.10万元")
    suffix = {"xls-xml": "xls"}.get(how, how)
    outcome = score(ways[how](book), f"某局-2021.{suffix}")
    assert indicator(outcome, "政府采购执行率").score == 8


def test_the_completed_workbook_scores_the_same_and_another_program_finds_the_same(
    tmp_path: Path,
) -> None:
    book = table("政府采购执行率", BOUGHT, "政府采购预算36.00万元，实际采购35.10万元")
    outcome = score(book, "某局-2021.xlsx")
    again = score(write_completed(outcome), "某局-2021_复核.xlsx")
    assert indicator(again, "政府采购执行率").score == 8
    written = tmp_path / "复核.xlsx"
    written.write_bytes(write_completed(outcome))
    before, after = values(written), recalculate(written)
    different = {at: (b, after.get(at)) for at, b in before.items() if not same(b, after.get(at))}
    assert different == {}


def test_a_part_of_nothing_is_no_crash() -> None:
    """抽检0批次，合格0批次：除不了，由人评定。"""
    rule = "抽检合格率达到95%得10分，每低1个百分点扣1分，扣完为止。"
    found = row(
        "抽检合格率",
        rule,
        "抽检0批次，合格0批次",
        heading="完成值",
        told="抽检合格率=合格批次/抽检批次×100%",
    )
    assert found.score is None


# ------------------------------------------------------------------ 湖南 部门整体支出绩效自评报告
REPORT = [
    ("2021年度部门整体支出绩效自评报告",),
    ("人员编制", 42, None, "实有人数", 42),
    ("年度收入情况（万元）",),
    ("机构名称", "收入合计", "其中：", None, None),
    (None, None, "上年结转", "公共财政拨款", "其他收入"),
    ("局机关及二级机构汇总", 953.2, 12.4, 940.8, 0),
    ("部门（单位）年度支出和结余情况（万元）",),
    ("机构名称", "支出合计", "其中：", None, "当年结余"),
    (None, None, "基本支出", "项目支出", None),
    ("局机关及二级机构汇总", 914.7, 528.3, 386.4, 26.1),
    ("机构名称", "固定资产合计", "在用固定资产", "出租固定资产", "其他固定资产"),
    ("局机关及二级机构汇总", 612.4, 538.9, 0, 73.5),
]
USED = "固定资产利用率≥90%，计10分；80%（含）-90%，计8分；70%（含）-80%，计6分；低于70%不得分。"
USE = "固定资产利用率=（实际在用固定资产总额/所有固定资产总额）×100%。"
POSTS = "以100%为标准。在职人员控制率≤100%，计10分；每超过一个百分点扣1分，扣完为止。"


def reported(
    name: str, criteria: str, changes: dict[str, object] | None = None, told: str = ""
) -> Any:
    book = table(name, criteria, None, told=told)
    sheet = book.create_sheet("自评报告")
    for line in REPORT:
        sheet.append(list(line))
    for at, value in (changes or {}).items():
        sheet[at] = value
    return indicator(score(book, "某局-2021.xlsx"), name)


def test_the_report_in_table_form_is_the_base_table() -> None:
    assert reported("固定资产利用率", USED, told=USE).score == 8  # 538.9 of 612.4 is 88 %
    assert reported("固定资产利用率", USED, {"C12": 551.2}, told=USE).score == 10
    assert reported("财政供养人员控制率", POSTS).score == 10
    assert reported("财政供养人员控制率", POSTS, {"E2": 43}).score == 8  # 102.38 %


def test_the_row_of_one_office_is_not_the_whole() -> None:
    found = reported("固定资产利用率", USED, {"A12": "1、局机关"}, told=USE)
    assert found.score is None, found.steps


# ------------------------------------------------------------------ 四川 部门整体支出绩效评价指标体系
EXACT = "指标得分=（1-10×部门全年预算调剂金额/年初部门预算数）*指标分值。其中：若部门全年预算调剂金额/年初部门预算数>0.1，此项得0分。"
DYNAMIC = (
    "当部门绩效监控调整取消额+结余注销额≠0时，指标得分=部门绩效监控调整取消额÷（部门绩效监控调整取消额+结余注销额）*指标分值；"
    "当部门绩效监控调整取消额与结余注销额均为零时，得满分。"
)
YEAR_END = "部门预算项目12月预算执行进度达到100%的，得10分，未达100%的，按照实际进度量计算得分。"
PROGRESS = (
    "部门预算执行进度在6、9、11月应达到序时进度的80%、90%、90%，即实际支出进度分别达到40%、67.5%、82.5%。"
    "部门预算执行进度在6、9、11月实际达到支出进度的，分别得3、3、4分；未达到目标进度的，按其实际进度占目标进度的比重计算得分。"
)


@pytest.mark.parametrize(
    ("name", "criteria", "remark", "right"),
    [
        ("编制准确", EXACT, "全年预算调剂金额6.85万元，年初部门预算286.40万元", "7.61"),
        ("编制准确", EXACT, "全年预算调剂金额28.64万元，年初部门预算286.40万元", "0"),
        ("编制准确", EXACT, "全年预算调剂金额30万元，年初部门预算286.40万元", "0"),
        ("编制准确", EXACT, "全年预算调剂金额0万元，年初部门预算286.40万元", "10"),
        ("动态调整", DYNAMIC, "绩效监控调整取消额3.20万元，结余注销额1.80万元", "6.4"),
        ("动态调整", DYNAMIC, "绩效监控调整取消额0万元，结余注销额1.80万元", "0"),
        ("执行进度", PROGRESS, "6月46.8%，9月64.3%，11月85.1%", "9.86"),
        ("执行进度", PROGRESS, "6月40%，9月67.5%，11月82.5%", "10"),
        ("执行进度", PROGRESS, "6月底20%，9月底67.5%，11月底82.5%", "8.5"),
        ("预算完成", YEAR_END, "12月末预算执行进度96.4%", "9.64"),
        ("预算完成", YEAR_END, "12月末预算执行进度100%", "10"),
    ],
)
def test_the_official_wordings_of_sichuan(
    name: str, criteria: str, remark: str, right: str
) -> None:
    found = row(name, criteria, remark)
    assert found.score == Decimal(right), found.steps


@pytest.mark.parametrize(
    ("name", "criteria", "remark"),
    [
        ("编制准确", EXACT.replace("0.1", "0.2"), "全年预算调剂金额6.85万元，年初部门预算286.40万元"),
        ("编制准确", EXACT.replace("得0分", "得2分"), "全年预算调剂金额6.85万元，年初部门预算286.40万元"),
        ("编制准确", EXACT.replace("预算数>", "支出数>"), "全年预算调剂金额6.85万元，年初部门预算286.40万元"),
        ("编制准确", EXACT, "全年项目调剂金额6.85万元，年初部门预算286.40万元"),
        ("动态调整", DYNAMIC, "绩效监控调整取消额0万元，结余注销额0万元"),
        ("动态调整", DYNAMIC.replace("均为零", "之一为零"), "绩效监控调整取消额3.20万元，结余注销额1.80万元"),
        ("执行进度", PROGRESS, "6月46.8%，9月64.3%"),
        ("执行进度", PROGRESS, "6月64.3%，9月46.8%，11月85.1%"),
        ("执行进度", PROGRESS.replace("40%、67.5%", "50%、67.5%"), "6月46.8%，9月64.3%，11月85.1%"),
        ("执行进度", PROGRESS.replace("80%、90%、90%", "90%、90%、90%"), "6月46.8%，9月64.3%，11月85.1%"),
        ("动态调整", DYNAMIC, "绩效监控调整取消额3个，结余注销额2个"),
        ("执行进度", PROGRESS, "6月46.8%，8月64.3%，11月85.1%"),
        ("执行进度", PROGRESS, "6月46.8%，9月643%，11月85.1%"),
        ("执行进度", PROGRESS.replace("3、3、4分", "3、3、3分"), "6月46.8%，9月64.3%，11月85.1%"),
        ("执行进度", PROGRESS.replace("比重计算得分", "比重酌情得分"), "6月46.8%，9月64.3%，11月85.1%"),
        ("执行进度", PROGRESS.replace("在6、9、11月实际", "在6、9、12月实际"), "6月46.8%，9月64.3%，11月85.1%"),
        ("预算完成", YEAR_END, "11月末预算执行进度96.4%"),
        ("预算完成", YEAR_END.replace("未达100%", "未达90%"), "12月末预算执行进度96.4%"),
        ("预算完成", YEAR_END.replace("得10分", "得8分"), "12月末预算执行进度96.4%"),
        ("预算完成", YEAR_END.replace("实际进度量", "实际工作量"), "12月末预算执行进度96.4%"),
    ],
)  # fmt: skip
def test_one_word_changed_in_them_is_for_a_person(name: str, criteria: str, remark: str) -> None:
    found = row(name, criteria, remark)
    assert found.score is None, found.steps
    assert found.status in (Status.MISSING, Status.JUDGED)


def test_a_remark_is_told_with_its_cell() -> None:
    outcome: Outcome = score(
        table("政府采购执行率", BOUGHT, "政府采购预算36.00万元，实际采购35.10万元"),
        "某局-2021.xlsx",
    )
    (step, *_) = indicator(outcome, "政府采购执行率").steps
    assert "自评评分表!H4" in step


@pytest.mark.parametrize(
    ("remark", "shown"),
    [("6月46.8%，9月64.3%，11月85.1%", "0.00##"), ("6月40%，9月67.5%，11月82.5%", "General")],
)
def test_points_of_several_stages_are_shown_with_four_places(remark: str, shown: str) -> None:
    """执行进度 9.857777…: the column is not that wide."""
    book = load_workbook(BytesIO(write_completed(score(table("执行进度", PROGRESS, remark), "某局-2021.xlsx"))))  # fmt: skip
    lines = book["指标表"].iter_rows()
    rate = next(
        cell for line in lines if line[2].value == "执行进度"
        for cell in line if str(cell.value).startswith("=") and not cell.font.b
    )  # fmt: skip
    assert rate.number_format == shown


@pytest.mark.parametrize(
    "remark", ["公用经费预算0万元", "公用经费预算0万元，公用经费实际支出85.8万元"]
)
def test_nothing_can_be_divided_by_a_budget_of_nothing(remark: str) -> None:
    """预算 0：没有控制率，缺数据，不是 0 分，也不是出错。"""
    assert (
        row("公用经费控制率", STAFF, remark, base=[*BASE, ("公用经费", None, 85.8)]).score is None
    )


EXECUTED = "预算执行率=全年支出数/全年预算数×100%。得分=预算执行率×10分。"
LEFT = "结转结余率≤8%得10分；8%—15%（含15%）得8分；15%以上不得分。"


@pytest.mark.parametrize(
    ("name", "criteria", "remark", "right"),
    [
        # 海南：完成情况及得分说明——谁、哪一年、为什么、自己得了几分，都不是数
        (
            "预算执行率", EXECUTED,
            "2021年我局年初预算3,200万元，年中调增400万元，全年预算3,600万元，全年支出3,258万元，预算执行率90.5%，得9.05分。", "9.05",
        ),
        ("结转结余率", LEFT, "年末结转结余342万元，占批复部门预算3,600万元的9.5%，得8分。", "8"),
        ("政府采购执行率", BOUGHT, "全年政府采购预算500万元，实际采购金额460万元，执行率92%，主要是项目流标。", "2"),
        ("政府采购执行率", BOUGHT, "全年政府采购预算500万元，实际采购金额500万元，未超预算。", "10"),
        ("社会公众满意度", HAPPY, "据第三方调查，2021年度满意度为94.9%，接近95%。", "8"),
        # 不只是这些的，不用
        ("预算执行率", EXECUTED, "2020年我局全年预算3,600万元，全年支出3,258万元，得9.05分。", None),
        ("结转结余率", LEFT, "年末结转结余342万元，占全年预算3,600万元的8.5%，得8分。", None),
        ("政府采购执行率", BOUGHT, "全年政府采购预算500万元，实际采购金额460万元，其中结转上年40万元。", None),
    ],
)  # fmt: skip
def test_what_stands_beside_the_figures_says_nothing_of_them(
    name: str, criteria: str, remark: str, right: str | None
) -> None:
    book = table(name, criteria, remark, heading="完成情况及得分说明")
    found = indicator(score(book, "某局-2021.xlsx"), name)
    assert found.score == (None if right is None else Decimal(right)), found.steps


GOAL = "年度目标{}。完成年度目标得满分，未完成的按完成比例计分。"
EARNED, SHOWN, PATHS = GOAL.format("45亿元"), GOAL.format("150场"), GOAL.format("更新30套")


@pytest.mark.parametrize(
    ("name", "criteria", "remark", "right"),
    [
        # 没有完成值一栏的表，说明里写着指标自己的名称和数
        ("旅游总收入", EARNED, "全年实现旅游总收入43.65亿元，同比下降2.1%。", "9.7"),
        ("旅游总收入", EARNED, "旅游总收入为436500万元", "9.7"),
        ("文化惠民演出场次", SHOWN, "全年组织文化惠民演出141场，完成率94%，得9.4分", "9.4"),
        ("文化惠民演出场次", SHOWN, "文化惠民演出150场，超额完成年度目标", "10"),
        # 名称不同的、不只是本年的、单位不同的，不用
        ("旅游总收入", EARNED, "旅游门票收入43.65亿元", None),
        ("旅游总收入", EARNED, "乡村旅游总收入43.65亿元", None),
        ("旅游总收入", EARNED, "旅游总收入同比增长2.1%", None),
        ("旅游总收入", EARNED, "上年旅游总收入43.65亿元", None),
        ("旅游总收入", EARNED, "旅游总收入43.65万人次", None),
        ("旅游总收入", EARNED, "旅游总收入43.65亿元，其中门票收入3亿元", None),
        ("文化惠民演出场次", SHOWN, "文化惠民演出141场，受疫情影响少演9场", "9.4"),
        ("文化惠民演出场次", SHOWN, "文化惠民演出141场，受疫情影响少演8场", None),
        ("文化惠民演出场次", SHOWN, "组织送戏下乡等文化惠民演出141场，有9场未演出", "9.4"),
        ("文化惠民演出场次", SHOWN, "送戏下乡文化惠民演出141场，有9场未演出", None),
        ("文化惠民演出场次", SHOWN, "计划开展文化惠民演出150场", None),
        ("健身路径更新数量", PATHS, "累计更新健身路径33套（含2020年结转任务6套）。", None),
        ("健身路径更新数量", PATHS, "健身路径更新33套（含2020年结转任务6套）。", None),
        ("健身路径更新数量", PATHS, "2020年健身路径更新33套。", None),
        # 一个月的、比上年差的没有做完的、自己写的完成率对不上的、原因里另有所说的，不用
        ("旅游总收入", EARNED, "6月底旅游总收入20亿元", None),
        ("旅游总收入", EARNED, "11月旅游总收入43.65亿元", None),
        ("文化惠民演出场次", SHOWN, "10月文化惠民演出12场", None),
        ("文化惠民演出场次", SHOWN, "文化惠民演出141场，较上年减少9场", "9.4"),
        ("文化惠民演出场次", SHOWN, "文化惠民演出141场，较上年减少9场未演", None),
        ("文化惠民演出场次", SHOWN, "文化惠民演出141场，同比减少9场其中", None),
        ("旅游总收入", EARNED, "旅游总收入43.65亿元，完成率97%", "9.7"),
        ("旅游总收入", EARNED, "旅游总收入36亿元，完成率97%", None),
        ("旅游总收入", EARNED, "门票收入43.65亿元，完成率90%", None),
        ("文化惠民演出场次", SHOWN, "文化惠民演出141场，完成率100%", None),
        ("文化惠民演出场次", SHOWN, "文化惠民演出160场，受疫情影响", "10"),
        ("文化惠民演出场次", SHOWN, "文化惠民演出160场，因疫情未完成目标", None),
        ("文化惠民演出场次", SHOWN, "文化惠民演出160场，因疫情取消九场", None),
        ("文化惠民演出场次", SHOWN, "文化惠民演出160场，因疫情影响含线上演出", None),
    ],
)
def test_the_row_s_own_count_told_under_its_name(
    name: str, criteria: str, remark: str, right: str | None
) -> None:
    book = table(name, criteria, remark, heading="完成情况及得分说明")
    outcome = score(book, "某局-2021.xlsx")
    assert indicator(outcome, name).score == (None if right is None else Decimal(right))
    again = score(write_completed(outcome), "某局-2021_复核.xlsx")
    assert indicator(again, name).score == indicator(outcome, name).score
