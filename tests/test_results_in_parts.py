"""A 完成值 written in parts (计划16项，完成15项; 412.60/438.94=94.00%) is the row's figure where its formula names each part."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from own_tables import DONE, FIRST, REST, Row, own_table
from recalc import recalculate, same, values
from target_tables import Aim, aims
from test_several_forms import FORMATS
from workbooks import findings, forms, indicator, score

from sheetscore.model.outcome import Outcome, Status
from sheetscore.unit import score_bytes
from sheetscore.writers.completed import write_completed

STEP = "完成率≥100%得10分，每低1个百分点扣1分，扣完为止。"
BY_SHARE = "得分=完成率×10分，最高不超过10分。"
TASKS = "重点工作完成率=已完成重点工作项数/计划项数×100%"
BUDGET = "预算完成率=（预算完成数/预算数）×100%"
SURVEY = "满意份数/有效问卷份数×100%"
BANDS = "≥90%得10分；80%（含）—90%得8分；80%以下得5分。"


def outcome(name: str, formula: str, done: object, criteria: str = BY_SHARE) -> Outcome:
    wording = criteria.replace("完成率", "执行率") if name.endswith("执行率") else criteria
    return score(own_table(Row(name, wording, done, explanation=formula), REST), "某局-2023.xlsx")


def row(name: str, formula: str, done: object, criteria: str = BY_SHARE) -> Any:
    return indicator(outcome(name, formula, done, criteria), name)


READ = [
    ("重点工作完成率", TASKS, "计划16项,完成15项", "9.38"),
    ("重点工作完成率", TASKS, "计划 16 项；已完成 15 项。", "9.38"),
    ("预算完成率", BUDGET, "预算数3,286.50万元，完成数3,072.88万元", "9.35"),
    ("预算完成率", BUDGET, "预算数：32865000元，完成数：3072.88万元", "9.35"),
    ("项目按期完成率", "按期完成项目数/应完成项目数×100%", "应完成15个，按期完成14个", "9.33"),
    ("政府采购执行率", "政府采购执行率=实际采购金额/政府采购预算×100%", "实际采购412.60万元,政府采购预算438.94万元", "9.40"),
    ("重点工作完成率", TASKS, "15/16", "9.38"),
    ("重点工作完成率", "", "15/16", "9.38"),
    ("重点工作完成率", "", "15项/16项", "9.38"),
    ("重点工作完成率", "", "15/16=93.75%", "9.38"),
    ("重点工作完成率", "", "15÷16×100%=93.8%", "9.38"),
    ("重点工作完成率", "", "93.75%（15/16）", "9.38"),
    ("重点工作完成率", TASKS, "93.75%（计划16项，完成15项）", "9.38"),
    ("重点工作完成率", "", "计划16项，完成15项", "9.38"),
    ("绩效自评完成率", "", "应完成14个，已完成14个", "10"),
]  # fmt: skip


SURVEYED = [
    ("群众满意度", "发放并收回问卷500份，满意462份", "9.24"), ("群众满意度", "发放并回收有效问卷500份，满意462份", "9.24"),
    ("群众满意度", "发放问卷500份，收回480份，满意432份", None), ("群众满意度", "发放并收回问卷500份，基本满意462份", None),
    ("案件结案率", "立案147件，结案143件", "9.73"), ("案件结案率", "受理147件，办结143件", "9.73"),
    ("案件办结率", "立案147件，结案143件", "9.73"), ("案件结案率", "办结143件，结案140件", None),
    ("案件结案率", "立案147件，未结案4件", None), ("案件结案率", "上年立案147件，结案143件", None),
    ("案件按期结案率", "立案147件，结案143件", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "done", "points"), SURVEYED)
def test_the_sheets_of_a_survey_and_cases(name: str, done: str, points: str | None) -> None:
    """收回的就是发放的；立案的、受理的是结案（办结）的总数。"""
    found = row(name, "", done, f"得分={name}×10分，最高不超过10分。")
    assert found.score == (None if points is None else Decimal(points)), found.steps


@pytest.mark.parametrize(("name", "formula", "done", "points"), READ)
def test_the_parts_are_the_figures_of_the_formula(
    name: str, formula: str, done: str, points: str
) -> None:
    found = row(name, formula, done)
    assert float(found.score) == float(points)
    assert all(f"自评表!{DONE}" in step for step in found.steps if step.startswith("代入"))


def test_the_steps_name_both_figures_with_their_cell() -> None:
    found = row("重点工作完成率", TASKS, "计划16项,完成15项")
    assert "代入：15〔自评表!H4〕÷16〔自评表!H4〕＝93.75%。" in found.steps
    assert any("按所填完成值，没有原始数可核" in step for step in found.steps)


def test_what_was_read_is_told_and_is_no_error() -> None:
    told = findings(outcome("重点工作完成率", TASKS, "计划16项,完成15项"), "B01")
    assert [(each.level, each.cell) for each in told] == [("info", DONE)]
    assert "按 已完成重点工作项数 15项、计划项数 16项 读" in told[0].message


def test_of_a_survey_the_valid_sheets_are_what_the_formula_says() -> None:
    """253÷288＝87.85%，不是 253÷300：8 分。"""
    found = row("群众满意度", SURVEY, "发放300份，有效问卷288份，满意253份", BANDS)
    assert (found.score, round(float(found.rate), 4)) == (8, 0.8785)


def test_without_a_formula_two_parts_of_a_share_by_its_name() -> None:
    bands = "合格率100%得10分；95%（含）—100%得8分；95%以下得0分。"
    assert row("安装验收合格率", "", "抽检80件,合格78件", bands).score == 8
    assert row("居民满意度", "", "发放问卷400份,满意372份", BANDS).score == 10


STAFF = "在职人员控制率=在职人员数/编制数×100%"
CONTROL = "控制率≤100%得10分；每超过1个百分点扣0.5分，扣完为止。"
SPENT = "“三公经费”控制率=“三公经费”实际支出数/“三公经费”预算安排数×100%"
IN_USE = "固定资产利用率=实际在用固定资产总额/所有固定资产总额×100%"
ADJUSTED = "预算调整率=预算调整数/年初预算数×100%"
ROLES = [
    ("在职人员控制率", STAFF, "核定编制61人，在编63人", CONTROL, "8.5"),
    ("在职人员控制率", STAFF, "编制数：61人；年末实有在职人员63人", CONTROL, "8.5"),
    ("在职人员控制率", "", "核定编制61名，年末实有在职人员63名", CONTROL, "8.5"),
    ("在职人员控制率", STAFF, "63/61", CONTROL, "8.5"),
    ("三公经费控制率", SPENT, "预算18.6万元，实际支出19.2万元", CONTROL, "8.5"),
    ("三公经费控制率", SPENT, "三公经费预算：18.6万元\n三公经费实际：19.2万元", CONTROL, "8.5"),
    ("三公经费控制率", "", "预算数18.6万元，决算数19.2万元", CONTROL, "8.5"),
    ("三公经费控制率", SPENT, "预算18.6万元，实际支出19.2万元，103.23%", CONTROL, "8.5"),
    ("固定资产利用率", IN_USE, "固定资产总额2641.5万元，其中在用2365.8万元", BANDS, "8"),
    ("预算调整率", ADJUSTED, "年初预算5310万元，年中追加532.6万元", "≤5%得10分；5%-10%（含）得6分；＞10%得2分。", "2"),
    ("群众满意度", SURVEY, "发放问卷300份，收回有效问卷286份，满意257份", BANDS, "8"),
    ("居民满意度", "", "抽样调查200人，满意186人，满意率93%", BANDS, "10"),
    ("政府采购执行率", "", "采购预算268万元，实际采购251.92万元", BY_SHARE.replace("完成率", "政府采购执行率"), "9.40"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "formula", "done", "criteria", "points"), ROLES)
def test_parts_in_other_words_for_the_two_terms(
    name: str, formula: str, done: str, criteria: str, points: str
) -> None:
    """63÷61＝103.28%；19.2÷18.6＝103.23%；2365.8÷2641.5＝89.56%；532.6÷5310＝10.03%；257÷286＝89.86%。"""
    found = row(name, formula, done, criteria)
    assert found.score == Decimal(points), found.steps


OTHER_ROLES = [
    ("在职人员控制率", STAFF, "编制61人，在编63人，其中工勤5人"),
    ("在职人员控制率", STAFF, "编制61人，编外聘用63人"),
    ("在职人员控制率", STAFF, "编制61人，退休63人"),
    ("在职人员控制率", "", "63/61"),
    ("三公经费控制率", SPENT, "预算18.6万元，下达预算19.2万元"),
    ("三公经费控制率", SPENT, "公用经费预算18.6万元，公用经费支出19.2万元"),
    ("三公经费控制率", SPENT, "上年预算18.6万元，实际支出19.2万元"),
    ("三公经费控制率", SPENT, "年初预算18.6万元，实际支出19.2万元"),
    ("三公经费控制率", SPENT, "预算18.6万元，支付19.2万元"),
    ("固定资产利用率", IN_USE, "固定资产总额2641.5万元，在用2365.8万元，闲置200万元"),
    ("群众满意度", SURVEY, "收回有效问卷286份，基本满意257份"),
    ("预算调整率", ADJUSTED, "年初预算5310万元，调整后预算5842.6万元"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "formula", "done"), OTHER_ROLES)
def test_parts_that_may_be_other_figures_are_for_a_person(
    name: str, formula: str, done: str
) -> None:
    criteria = f"{name}≥90%得10分；80%≤{name}＜90%得8分；{name}＜80%得5分。"
    assert row(name, formula, done, criteria).score is None


GROWTH = "增长率≥10%得10分；0≤增长率＜10%得6分；增长率＜0不得分。"


@pytest.mark.parametrize(
    ("name", "done", "points"),
    [
        ("收入增长率", "上年1250万元，本年1337.5万元", 6),
        ("收入增长率", "本年1375万元，上年1250万元", 10),
        ("收入增长率", "上年1250万元，本年1200万元", 0),
    ],
)
def test_a_rate_of_growth_by_last_year_and_this_year(name: str, done: str, points: int) -> None:
    """1337.5 比 1250 多 7%；1375 正好多 10%；1200 少了。"""
    assert row(name, "", done, GROWTH).score == points


def test_a_rate_of_a_fall_is_the_other_way_round() -> None:
    criteria = "压缩率≥20%得10分；10%≤压缩率＜20%得5分；压缩率＜10%得0分。"
    assert row("平均用时压缩率", "", "上年6天，本年4.8天", criteria).score == 10


REFUSED = [
    ("重点工作完成率", TASKS, "应办16项,完成15项"),
    ("重点工作完成率", TASKS, "计划16项,未完成1项"),
    ("重点工作完成率", TASKS, "计划16项,完成15项,其中延期2项"),
    ("重点工作完成率", TASKS, "计划16项,完成约15项"),
    ("重点工作完成率", TASKS, "计划16项,完成15件"),
    ("重点工作完成率", TASKS, "计划1.6万项,完成15000"),
    ("重点工作完成率", TASKS, "完成15项,完成16项"),
    ("重点工作完成率", TASKS, "完成15项"),
    ("重点工作完成率", "", "16/15"),
    ("重点工作完成率", "", "15项/16件"),
    ("重点工作完成率", "", "15/0"),
    ("重点工作完成率", "", "15/16/17"),
    ("重点工作完成率", "", "总数16项，做了15项"),
    ("预算完成率", BUDGET, "预算数3286.5，完成数3072.88万元"),
    ("预算完成率", BUDGET, "预算数3286.5万元，支付数3072.88万元"),
    ("项目按期完成率", "按期完成项目数/应完成项目数×100%", "应完成15个，完成14个"),
    ("群众满意度", SURVEY, "发放300份，满意253份"),
    ("群众满意度", SURVEY, "有效问卷288份，满意253份，基本满意20份"),
    ("群众满意度", "", "发放300份，有效问卷288份，满意253份"),
    ("安装验收合格率", "", "合格78件,不合格2件"),
    ("安装验收合格率", "", "抽检78件,合格80件"),
    ("收入增长率", "", "前年1250万元，本年1337.5万元"),
    ("收入增长率", "", "上年1250万元，本年上半年1337.5万元"),
    ("收入增长率", "", "15/16"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "formula", "done"), REFUSED)
def test_what_is_not_plainly_a_part_of_the_formula_is_for_a_person(
    name: str, formula: str, done: str
) -> None:
    criteria = f"{name}≥90%得10分；80%≤{name}＜90%得8分；{name}＜80%得5分。"
    found = row(name, formula, done, criteria)
    assert found.score is None


@pytest.mark.parametrize(
    "done", ["15/16=94.75%", "15/16=93%", "90%（15/16）", "95%（计划16项，完成15项）"]
)
def test_a_printed_rate_that_its_parts_do_not_give_is_a_finding_and_for_a_person(done: str) -> None:
    found = outcome("重点工作完成率", TASKS, done)
    assert indicator(found, "重点工作完成率").status is Status.JUDGED
    told = findings(found, "B01")
    assert [(each.level, each.cell) for each in told] == [("error", DONE)]
    assert "93.75% 对不上" in told[0].message


def test_a_quotient_is_read_only_where_it_could_not_stand_the_other_way_round() -> None:
    """18/20 的控制率可能是支出/预算，也可能是预算/支出；写着得数的分得清。"""
    criteria = "控制率≤100%得10分；每超过1个百分点扣1分，扣完为止。"
    assert row("三公经费控制率", "", "18/20", criteria).score is None
    assert row("三公经费控制率", "", "18/20=90%", criteria).score == 10


def test_a_dash_before_a_number_is_no_sign_unless_the_sign_is_of_no_matter() -> None:
    """“调整数-246.49”是负数还是破折号，绝对值不分：7.5%，超 2.5 个百分点按 3 个扣；没有绝对值的由人看。"""
    formula = "预算调整率=（预算调整数/预算数）×100%"
    done = "预算数3,286.50万元，调整数-246.49万元"
    rest = "≤5%的，得10分；＞5%的，每增加1个百分点扣1分（不足1个百分点按1个百分点计），扣完为止。"
    assert row("预算调整率", formula, done, f"预算调整率绝对值{rest.replace('；', '；绝对值')}").score == 7  # fmt: skip
    assert row("预算调整率", formula, done, f"预算调整率{rest}").score is None


def test_figures_of_the_base_table_go_first() -> None:
    base = [
        ("部门整体支出绩效评价基础数据表",), ("填报单位：某局",), ("项目", "单位", "2023年数"), ("计划项数", "项", 20),
        ("已完成重点工作项数", "项", 15),
    ]  # fmt: skip
    book = own_table(
        Row("重点工作完成率", BY_SHARE, "计划16项,完成15项", explanation=TASKS), REST, base=base
    )
    assert indicator(score(book, "某局-2023.xlsx"), "重点工作完成率").score == 7.5


@pytest.mark.parametrize(
    ("done", "points"),
    [("上年1250万元,本年1337.5万元", "78.75"), ("上年1250万元,本年1350万元", "90"), ("上年1250万元,本年13505万元左右", None)],
)  # fmt: skip
def test_in_a_table_of_targets_too(done: str, points: str | None) -> None:
    """指标值 8%：增长 7% 得 7/8；正好 8% 满分。"""
    found = indicator(
        score(aims(Aim("≥8%", done, name="收费收入增长率"), Aim("≥1场", "1场", 0))),
        "收费收入增长率",
    )
    assert found.score == (None if points is None else Decimal(points))


@pytest.mark.parametrize("kind", FORMATS)
def test_in_every_format(kind: str) -> None:
    book = own_table(Row("重点工作完成率", BY_SHARE, "计划16项，完成15项", explanation=TASKS), REST)
    found = score_bytes(f"某局-2023.{kind}", FORMATS[kind](book), forms())
    assert float(indicator(found, "重点工作完成率").score) == 9.38


BOOK = own_table(
    Row("重点工作完成率", BY_SHARE, "计划16项,完成15项", explanation=TASKS, claim=9),
    Row("预算调整率", "预算调整率绝对值≤5%得10分；绝对值＞5%的，每增加1个百分点扣1分，扣完为止。",
        "预算数3,286.50万元，\n调整数-246.49万元", explanation="预算调整率=（预算调整数/预算数）×100%", claim=8),
    Row("政府采购执行率", BY_SHARE.replace("完成率", "执行率"), "412.60/438.94=94.00%", claim=9.4),
    Row("制度建设", "①有制度，10分；②执行，20分。", "已建立", points=70, claim=70),
)  # fmt: skip


def test_the_completed_workbook_says_the_same_when_it_is_calculated_anew(tmp_path: Path) -> None:
    path = tmp_path / "done.xlsx"
    path.write_bytes(write_completed(score(BOOK, "某局-2023.xlsx")))
    stored, again = values(path), recalculate(path)
    assert {k: (v, again.get(k)) for k, v in stored.items() if not same(v, again.get(k))} == {}
    assert stored["指标表", f"L{FIRST}"] == 9.38
    assert stored["指标表", DONE] == "计划16项,完成15项"


def test_a_text_that_is_changed_there_leaves_no_old_rate_behind(tmp_path: Path) -> None:
    path = tmp_path / "done.xlsx"
    book = load_workbook(io.BytesIO(write_completed(score(BOOK, "某局-2023.xlsx"))))
    book["指标表"][DONE] = "计划16项,完成16项"
    book.save(path)
    assert recalculate(path)["指标表", f"L{FIRST}"] == "缺数据"


def test_the_changed_text_is_read_when_the_workbook_comes_back() -> None:
    data = write_completed(score(BOOK, "某局-2023.xlsx"))
    book = load_workbook(io.BytesIO(data))
    book["指标表"][DONE] = "计划16项,完成16项"
    assert indicator(score(book, "某局-2023_复核.xlsx"), "重点工作完成率").score == 10
