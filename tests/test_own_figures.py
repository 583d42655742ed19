"""完成值 beside the 评价标准 is the row's figure; the 基础数据表 first, and the two never one against the other."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import other_formats
import pytest
from old_excel import xls
from openpyxl import Workbook, load_workbook
from own_tables import BY_BASE, CONTROL, DONE, FIRST, HEAD, REST, STEP, Row, base, own_table
from recalc import recalculate, same, values
from workbooks import change, findings, indicator, score, supply, to_bytes, wide

from sheetscore.model.outcome import Outcome, Status
from sheetscore.writers.completed import write_completed

CONTROLLED = Row("公用经费控制率", CONTROL, "91.55%", "≤100%", BY_BASE)


def one(outcome: Outcome, name: str = "满意度") -> Any:
    return indicator(outcome, name)


def headed(heading: str) -> tuple[str, ...]:
    return tuple(heading if each == "实际完成值" else each for each in HEAD)


# ------------------------------------------------------------------ 没有基础数据表


def test_without_a_base_table_the_own_figure_scores_and_nothing_is_missing() -> None:
    """88.5%、每低1个百分点扣1分：低 1.5 个百分点，扣 1 分，得 9 分；没有 H08。"""
    outcome = score(own_table(Row(claim=9), REST))
    row = one(outcome)
    assert (row.score, row.status) == (9, Status.AGREES)
    assert findings(outcome, "H08") == []
    assert any("按所填完成值，没有原始数可核" in step for step in row.steps)


def test_the_reason_in_the_completed_workbook_says_that_there_is_nothing_to_hold_it_against() -> (
    None
):
    book = load_workbook(io.BytesIO(write_completed(score(own_table(Row(claim=9), REST)))))
    texts = [str(cell.value) for cell in book["指标表"][FIRST]]
    assert any("按所填完成值，没有原始数可核" in text for text in texts)


def test_a_table_whose_column_is_blank_still_lacks_its_base_table() -> None:
    outcome = score(own_table(Row(done=None), Row("及时率", done=None)))
    assert [each.level for each in findings(outcome, "H08")] == ["error"]


def test_with_one_figure_filled_in_the_blank_ones_are_missing_in_their_own_cells() -> None:
    outcome = score(own_table(Row(), Row("公用经费控制率", CONTROL, None, None, BY_BASE)))
    row = one(outcome, "公用经费控制率")
    assert row.status is Status.MISSING
    assert [(gap.term, gap.cell) for gap in row.missing] == [
        ("公用经费控制率", f"自评表!H{FIRST + 1}")
    ]
    assert findings(outcome, "H08") == []


@pytest.mark.parametrize(
    "name", ["公用经费控制率", "“三公经费”控制率", "预算完成率", "在职人员控制率", "结转结余率"]
)
def test_a_formula_of_figures_that_no_table_has_gives_way_to_the_own_figure(name: str) -> None:
    """指标说明写着公式，没有基础数据表：102.4% 超 2.4 个百分点，扣 2 分。"""
    formula = f"{name}=（本年实际支出总额/本年批复预算总额）×100%"
    outcome = score(own_table(Row(name, CONTROL, "102.4%", None, formula), REST))
    assert one(outcome, name.strip("“三公经费”") or name).score == 8


# ------------------------------------------------------------------------- 表头


@pytest.mark.parametrize(
    "heading",
    [
        "完成值", "实际完成值", "全年完成值", "全年实际值", "实际值", "全年实际完成值", "年度实际完成值", "自评完成值", "指标完成值",
        "年终完成值",
        "实际完成情况", "完成情况", "指标完成情况", "全年完成情况", "实际完成数", "实 际\n完成值", "实际完成值（B）", "实际完成值（%）",
        "实际完成值\n（2023年）", "2023年实际完成值", "本年完成值", "完成值（截至12月底）", "实际完成值（单位：%）", "年度指标完成值",
    ],
)  # fmt: skip
def test_headings_of_the_column(heading: str) -> None:
    outcome = score(own_table(Row(), REST, head=headed(heading)))
    assert one(outcome).score == 9


@pytest.mark.parametrize(
    "heading",
    [
        "上年完成值", "上年实际完成值", "2022年完成值（上年）", "复核完成值", "评审完成值", "财政核定完成值", "上半年完成值",
        "1-9月完成值",
        "实际完成值（1-9月）", "实际完成值（上半年）", "季度完成值", "预计完成值", "累计完成值", "完成值偏差", "完成情况说明",
        "第三方完成值",
        "完成值（张三）", "未完成值", "完成值得分",
    ],
)  # fmt: skip
def test_headings_of_another_column(heading: str) -> None:
    """上年的、别人核的、不到一年的都不是本行的完成值：缺数据，不计分。"""
    outcome = score(own_table(Row(), REST, head=headed(heading)))
    assert one(outcome).score is None
    assert one(outcome).status is Status.MISSING


def test_last_years_column_beside_this_years_is_not_used() -> None:
    head = (*HEAD[:7], "2022年完成值", "2023年完成值", "自评得分")
    book = own_table(
        Row(done="99%", claim="88.5%"),
        head=head,
        changes={f"自评表!J{FIRST}": 9},
    )
    assert one(score(book)).score == 9


def test_the_only_column_of_another_year_is_used_and_told() -> None:
    outcome = score(own_table(Row(), REST, head=headed("2022年实际完成值")), year=2023)
    assert one(outcome).score == 9
    assert [each.cell for each in findings(outcome, "A03", "warning")] == ["H3"]


def test_years_over_two_columns_of_one_heading() -> None:
    """实际完成值 over 2022年 and 2023年."""
    book = own_table(
        Row(done="99%", claim="88.5%"), head=(*HEAD[:7], "实际完成值", None, "自评得分")
    )  # type: ignore[arg-type]
    sheet = book["自评表"]
    sheet.insert_rows(4)
    for column, text in (("H", "2022年"), ("I", "2023年")):
        sheet[f"{column}4"] = text
    sheet["J5"] = 9
    sheet.merge_cells("H3:I3")
    for column in "ABCDEFGJ":
        sheet.merge_cells(f"{column}3:{column}4")
    assert one(score(book)).score == 9


def test_a_column_of_words_gives_way_to_one_of_values() -> None:
    head = (*HEAD[:7], "实际完成值", "自评得分", "完成情况")
    book = own_table(
        Row(claim=9), head=head, changes={f"自评表!J{FIRST}": "完成 2 次调查，满意度 99%"}
    )
    assert one(score(book)).score == 9


def test_two_columns_that_say_different_things_leave_it_open() -> None:
    head = (*HEAD[:7], "实际完成值", "自评得分", "全年完成值")
    book = own_table(Row(claim=9), head=head, changes={f"自评表!J{FIRST}": "95%"})
    row = one(score(book))
    assert (row.score, row.status) == (None, Status.MISSING)


# ------------------------------------------------------------------------- 数的写法


@pytest.mark.parametrize(
    ("done", "number_format"),
    [
        ("88.5%", "General"), (wide("88.5%"), "General"), (" 88.5% ", "General"), (0.885, "0.0%"), (0.885, "0%"), (0.885, "General"),
        (0.885, "0.00"), ("0.885", "General"), (88.5, '0.0"%"'), ("百分之八十八点五", "General"),
    ],
)  # fmt: skip
def test_spellings_of_a_rate(done: object, number_format: str) -> None:
    outcome = score(own_table(Row(done=done, number_format=number_format), REST))
    assert one(outcome).score == 9


@pytest.mark.parametrize("done", [88.5, 5, 12, "88.5", "约88%", "85%-90%", "88.5%以上", True])
def test_what_is_no_plain_rate_is_not_used(done: object) -> None:
    """88.5 是 88.5% 还是 8850%，5 是 5% 还是 5 倍，分不清：缺数据。"""
    row = one(score(own_table(Row(done=done), REST)))
    assert (row.score, row.status) == (None, Status.MISSING)


@pytest.mark.parametrize("goal", ["≥90%", "90%", "不低于90%", "90%以上"])
def test_a_target_in_per_cent_says_what_a_bare_number_is(goal: str) -> None:
    assert one(score(own_table(Row(done=88.5, goal=goal), REST))).score == 9


def test_a_bare_target_that_the_wording_prints_with_a_sign() -> None:
    """指标值 90、评价标准“≥90%”：这一行按百分数填，88.5 是 88.5%。"""
    assert one(score(own_table(Row(done=88.5, goal=90), REST))).score == 9
    assert one(score(own_table(Row(done=88.5, goal=95), REST))).score is None


@pytest.mark.parametrize(
    ("goal", "done", "expected"),
    [
        ("≥90%", 0.885, 9),
        ("90%", 0.885, 9),
        ("≥90%", 0.985, 10),
        ("≥90%", 0.4, None),
        ("≥90%", 0.00885, None),
    ],
)
def test_a_ratio_near_a_target_in_per_cent(goal: str, done: float, expected: object) -> None:
    """指标值 ≥90%，填 0.885：是 88.5%，不是 0.885%；离指标值一倍以上的分不清。"""
    assert one(score(own_table(Row(done=done, goal=goal), REST))).score == expected


def test_a_ratio_of_a_rate_that_may_be_small() -> None:
    """控制率 ≤100%：0.97 是 97% 还是 0.97% 都得满分；差错率 ≤1%：0.8 分不清。"""
    row = Row("公用经费控制率", CONTROL, 0.97, "≤100%", BY_BASE)
    assert one(score(own_table(row, REST)), "控制率").score == 10
    rule = "差错率≤1%得10分，每高1个百分点扣1分，扣完为止。"
    assert one(score(own_table(Row("差错率", rule, 0.08, "≤1%"), REST)), "差错率").score is None


def test_a_form_that_counts_in_per_cent_leaves_a_share_unclear() -> None:
    book = own_table(Row(done=0.885, goal=90), REST, head=headed("实际完成值（%）"))
    assert one(score(book)).score is None


def test_a_figure_with_the_unit_of_the_wording_is_not_complained_of() -> None:
    outcome = score(own_table(Row("典型案例", COUNT, "9例", "10例"), REST))
    assert findings(outcome, "B01") == []


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("群众满意度88.5%", 9), ("满意度为88.5%", 9), ("达到88.5%", 9), ("实际完成88.5%", 9), ("群众满意度：88.5%", 9),
        ("上年满意度88.5%", None),
        ("企业满意度88.5%", None), ("不满意度88.5%", None), ("抽查满意度88.5%，其中企业90%", None),
    ],
)  # fmt: skip
def test_a_rate_with_its_name_before_it(done: str, expected: object) -> None:
    assert one(score(own_table(Row(done=done), REST))).score == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        ("完成9例", 9),
        ("共9例", 9),
        ("已完成9 例", 9),
        ("累计9例", None),
        ("计划9例", None),
        ("约9例", None),
        ("未完成9例", None),
    ],
)
def test_a_count_with_what_was_done_before_it(done: str, expected: object) -> None:
    assert one(score(own_table(Row("典型案例", COUNT, done), REST)), "案例").score == expected


def test_a_figure_far_from_a_bare_target_goes_to_a_person() -> None:
    """评价标准只写“≤5万元”，完成值 48000：多半是元。"""
    row = Row("项目成本", "≤5万元", 48000)
    assert one(score(own_table(row, REST)), "成本").status is Status.JUDGED
    assert one(score(own_table(Row("项目成本", "≤5万元", 4.8), REST)), "成本").score == 10


def test_a_share_under_a_name_that_counts_is_its_completion() -> None:
    criteria, by = (
        "完成率100%得10分，每低1%扣0.5分，扣完为止。",
        "完成率=实际完成数/计划完成数×100%",
    )
    assert (
        one(score(own_table(Row("体检人数", criteria, "95%", None, by), REST)), "体检").score == 7.5
    )
    assert (
        one(score(own_table(Row("体检人数", criteria, "950", None, by), REST)), "体检").score
        is None
    )


def test_a_share_in_a_column_of_hundredths_is_unclear() -> None:
    """同一列别的率写成 92：0.5 可能是 0.5%。"""
    rule = "差错率≤1%得10分，每高1个百分点扣2分，扣完为止。"
    alone = score(own_table(Row("差错率", rule, 0.005), REST))
    beside = score(own_table(Row("差错率", rule, 0.005), Row(done=92), REST))
    assert one(alone, "差错率").score == 10
    assert one(beside, "差错率").score is None


COUNT = "10例以上得10分，每少1例扣1分，扣完为止。"


@pytest.mark.parametrize(
    ("done", "goal", "expected"),
    [
        (9, None, 9), ("9例", None, 9), ("9 例", "10例", 9), (9, "≥10例", 9), ("9个", None, None), (9, "10个", None), ("9%", None, None),
        (0.9, "10例", None),
    ],
)  # fmt: skip
def test_units_of_a_count(done: object, goal: object, expected: object) -> None:
    """评价标准按例：9例、9 都是 9 例；9个、指标值按个的 9 不知道是不是同一样东西。"""
    number_format = "0%" if done == 0.9 else "General"
    row = Row("典型案例", COUNT, done, goal, number_format=number_format)
    assert one(score(own_table(row, REST)), "典型案例").score == expected


COST = "不超过100万元得10分，每超1万元扣1分，扣完为止。"


@pytest.mark.parametrize(
    ("done", "goal", "expected"),
    [
        (102, None, 8), ("102万元", "≤100万元", 8), ("1020000元", None, 8), ("1,020,000元", None, 8), (1020000, "≤1000000元", 8),
        ("102万", None, 8), ("102人", None, None), ("102%", None, None),
    ],
)  # fmt: skip
def test_units_of_money(done: object, goal: object, expected: object) -> None:
    row = Row("项目成本", COST, done, goal)
    assert one(score(own_table(row, REST)), "项目成本").score == expected


def test_described_results_are_a_warning_where_a_figure_is_asked_for_and_nothing_elsewhere() -> (
    None
):
    outcome = score(own_table(Row(done="群众普遍满意"), REST))
    told = [(each.level, each.cell) for each in findings(outcome, "B01")]
    assert told == [("warning", DONE)]
    assert one(outcome).status is Status.MISSING


@pytest.mark.parametrize("done", ["无", "/", "——"])
def test_a_nil_mark_is_no_figure(done: str) -> None:
    assert one(score(own_table(Row(done=done), REST))).status is Status.MISSING


def test_a_rate_that_cannot_exceed_all_goes_to_a_person() -> None:
    row = one(score(own_table(Row(done="102%"), REST)))
    assert (row.score, row.status) == (None, Status.JUDGED)


# ------------------------------------------------------------------- 一行几个、几行一个


def test_one_cell_over_two_indicators_is_of_neither() -> None:
    book = own_table(Row(), Row("企业满意度", done=None))
    book["自评表"].merge_cells(f"H{FIRST}:H{FIRST + 1}")
    outcome = score(book)
    assert [one(outcome, name).score for name in ("群众满意度", "企业满意度")] == [None, None]


def test_two_indicators_of_one_name_have_a_figure_each() -> None:
    outcome = score(own_table(Row(done="88.5%"), Row(done="95%", criteria=STEP + " "), REST))
    scores = list(outcome.indicators["score"])[:2]
    assert scores == [9, 10]


def test_two_figures_under_one_score_leave_it_open() -> None:
    book = own_table(Row(), Row("企业满意度", done="95%", points=None, criteria=""))
    book["自评表"].merge_cells(f"D{FIRST}:D{FIRST + 1}")
    row = indicator(score(book), "群众满意度")
    assert (row.score, row.status) == (None, Status.MISSING)


# --------------------------------------------------------------------- 和基础数据表


@pytest.mark.parametrize(
    ("done", "agrees"),
    [
        ("91.55%", True),
        ("92%", True),
        ("91.4%", True),
        ("91.7%", True),
        ("91.3%", False),
        ("91.8%", False),
        ("9155%", False),
        (0.9155, True),
    ],
)
def test_both_agree_when_one_value_fits_both_printed_intervals(done: object, agrees: bool) -> None:
    """5.31/5.80 ∈ [91.39%, 91.72%]：91.4%（91.35–91.45）合得上，91.3%（91.25–91.35）合不上。"""
    goal = None if done == 0.9155 else "≤100%"
    row = Row("公用经费控制率", CONTROL, done, goal, BY_BASE)
    outcome = score(own_table(row, REST, base=base()))
    found = one(outcome, "公用经费控制率")
    if agrees:
        assert (found.score, found.status) == (10, Status.FILLED)
        assert findings(outcome, "F08") == []
    else:
        assert (found.score, found.rate, found.status) == (None, None, Status.JUDGED)
        told = findings(outcome, "F08", "error")
        assert [(each.sheet, each.cell) for each in told] == [("自评表", DONE)]


def test_where_both_agree_the_exact_one_scores() -> None:
    """101.6÷100＝101.6%，超 1.6 扣 1 分得 9；填的 102% 要扣 2 分。"""
    row = Row("公用经费控制率", CONTROL, "102%", "≤100%", BY_BASE)
    outcome = score(own_table(row, REST, base=base(100, 101.6)))
    assert one(outcome, "公用经费控制率").score == 9
    assert any("一致" in step for step in one(outcome, "公用经费控制率").steps)


def test_where_they_differ_the_range_is_over_both_and_the_claim_stands() -> None:
    """算得 103% → 7 分，填的 101% → 9 分：7–9 分，自评 8 分照计。"""
    row = Row("公用经费控制率", CONTROL, "101%", "≤100%", BY_BASE, claim=8)
    outcome = score(own_table(row, REST, base=base(100, 103)))
    found = one(outcome, "公用经费控制率")
    assert (found.low, found.high, found.score) == (7, 9, None)
    assert [each.cell for each in findings(outcome, "A11")] == [f"G{FIRST + 1}"]
    assert outcome.totals is not None
    assert outcome.totals.reviewed == 98


def test_a_base_table_without_these_figures_leaves_the_own_figure() -> None:
    row = Row(
        "预算完成率",
        "预算完成率≥95%得10分，每低1个百分点扣1分。",
        "93.2%",
        "≥95%",
        "预算完成率=（预算完成数/预算数）×100%",
    )
    outcome = score(own_table(row, REST, base=base()))
    assert one(outcome, "预算完成率").score == 9
    assert any("没有原始数可核" in step for step in one(outcome, "预算完成率").steps)


def test_a_blank_base_cell_leaves_the_own_figure() -> None:
    outcome = score(own_table(CONTROLLED, REST, base=base(None, 5.31)))
    assert one(outcome, "公用经费控制率").score == 10


@pytest.mark.parametrize("budget", ["约5.8", "——", "5.8/5.9"])
def test_a_base_figure_in_doubt_is_not_replaced_by_the_own_figure(budget: str) -> None:
    outcome = score(own_table(CONTROLLED, REST, base=base(budget)))
    assert one(outcome, "公用经费控制率").status is Status.MISSING


def test_contradicting_base_figures_are_not_replaced_by_the_own_figure() -> None:
    table = [*base(), ("公用经费", 5.2, 6.8, 5.31)]
    outcome = score(own_table(CONTROLLED, REST, base=table))
    assert one(outcome, "公用经费控制率").status is Status.MISSING


def test_an_official_definition_is_held_against_the_own_figure_too() -> None:
    """指标说明空着：按国家共性指标的定义 5.31÷5.8，和填的 95% 对不上。"""
    row = Row("公用经费控制率", CONTROL, "95%", "≤100%")
    outcome = score(own_table(row, REST, base=base()))
    assert one(outcome, "公用经费控制率").status is Status.JUDGED


def test_words_beside_figures_of_the_base_table_do_not_matter() -> None:
    row = Row("公用经费控制率", CONTROL, "未超预算", "≤100%", BY_BASE)
    assert one(score(own_table(row, REST, base=base())), "公用经费控制率").score == 10


def test_no_project_written_as_nil_scores_full_and_zero_does_not() -> None:
    """没有政府采购预算的按满分：写“无”的得满分；写 0% 的分不清是没有还是没有执行。"""
    rule = "100%计满分，每低于5%扣2分，扣完为止。没有政府采购项目的部门按满分计算。"
    outcome = score(own_table(Row("政府采购执行率", rule, "无"), REST))
    assert (one(outcome, "采购").score, one(outcome, "采购").not_applicable) == (10, True)
    outcome = score(own_table(Row("政府采购执行率", rule, "0%"), REST))
    assert (one(outcome, "采购").score, one(outcome, "采购").status) == (None, Status.JUDGED)


# ------------------------------------------------------------- 年度指标值是评价标准所说的目标


BY_RATIO = "完成率=实际完成数/计划完成数×100%。完成率100%得满分，每低1%扣0.5分。"


@pytest.mark.parametrize(
    ("criteria", "explanation", "expected"),
    [
        (BY_RATIO, "", "7.5"), ("得分=实际完成值/目标值×分值，最高不超过分值。", "", "9.5"),
        ("达到目标值得满分，未达到按完成比例得分。", "", "9.5"), ("完成率100%得满分，每低1%扣0.5分。", "", "7.5"),
        ("目标完成率100%得满分，每低1%扣0.5分。", "", "7.5"),
        ("100%得满分，每低1%扣0.5分。", "培训人数完成率=实际培训人数/计划培训人数×100%", "7.5"),
        ("完成目标值得10分，否则不得分。", "", "0"), ("按完成率计分。", "", "9.5"),
        ("完成目标值得10分，未完成按比例扣分。", "", "9.5"),
    ],
)  # fmt: skip
def test_what_was_done_over_what_was_planned(
    criteria: str, explanation: str, expected: str
) -> None:
    """计划 60 人，完成 57 人：95%。"""
    row = Row("培训人数", criteria, "57人", "≥60人", explanation)
    assert str(one(score(own_table(row, REST)), "培训人数").score.normalize()) == expected


@pytest.mark.parametrize(
    ("done", "goal"), [("57家", "≥60人"), ("57人", "≤60人"), ("57人", "60-70人"), ("57人", None), ("57人", "0人"), ("95人次", "60人")]
)  # fmt: skip
def test_targets_that_the_wording_cannot_mean(done: object, goal: object) -> None:
    row = Row("培训人数", "达到目标值得满分，未达到按完成比例得分。", done, goal)
    assert one(score(own_table(row, REST)), "培训人数").score is None


@pytest.mark.parametrize(
    ("done", "goal", "expected"),
    [
        ("4750元", "5000元", 7.5), (4750, "5000元", 7.5), ("0.475万元", "5000元", 7.5), ("95万元", "≥100万元", 7.5),
        ("950000元", "100万元", 7.5),
        (950000, "100万元", None), (11400, "1.2万人", None), ("1.14万人", "1.2万人", 7.5), (1.14, "1.2万人", 7.5),
    ],
)  # fmt: skip
def test_what_was_done_and_planned_in_their_units(
    done: object, goal: str, expected: object
) -> None:
    """95%，每低 1% 扣 0.5 分；没有写单位而差几千倍的，单位不同。"""
    outcome = score(
        own_table(Row("征收完成数", "完成率100%得满分，每低1%扣0.5分。", done, goal), REST)
    )
    assert one(outcome, "征收").score == expected


def test_money_sent_later_is_divided_by_a_target_in_yuan() -> None:
    book = own_table(
        Row("征收完成数", "完成率100%得满分，每低1%扣0.5分。", None, "5000元"), Row("及时率"), REST
    )
    again = score(supply(book, ("征收完成数", "完成值", 2023, "元", 4750)))
    assert one(again, "征收").score == 7.5


def test_a_step_of_people_counts_people_from_the_target() -> None:
    """少 3 人，扣 1.5 分：按人数扣，不按完成率。"""
    row = Row("培训人数", "达到目标值得满分，每少1人扣0.5分，扣完为止。", "57人", "60人")
    assert one(score(own_table(row, REST)), "培训").score == 8.5


def test_a_wording_that_names_its_target_takes_the_number_of_the_row() -> None:
    """指标值 95%，完成 93%：低 2 个百分点扣 2 分。"""
    criteria = "达到指标值得满分，每低于1个百分点扣1分，扣完为止。"
    row = Row("设备完好率", criteria, "93%", "≥95%")
    found = one(score(own_table(row, REST)), "设备完好率")
    assert (found.score, found.rule.text) == (8, criteria)
    assert (
        one(score(own_table(Row("设备完好率", criteria, "93%"), REST)), "设备完好率").score is None
    )


# ----------------------------------------------------------------------- 各种格式


@pytest.mark.parametrize("kind", ["xls", "xml", "html", "docx", "ods"])
def test_every_format_shows_the_same(kind: str) -> None:
    rows = (
        Row(claim=9),
        Row("典型案例", COUNT, "9例", "10例", claim=9),
        Row("设备完好率", STEP.replace("满意度", "完好率"), 0.885, number_format="0.0%"),
        REST,
    )
    make: dict[str, Callable[[Workbook], bytes]] = {
        "xls": xls, "xml": other_formats.xml2003, "html": other_formats.html, "docx": other_formats.word,
        "ods": other_formats.opendocument,
    }  # fmt: skip
    outcome = score(make[kind](own_table(*rows)), f"某局-2023.{kind}")
    assert [one(outcome, name).score for name in ("满意度", "案例", "完好率")] == [9, 9, 9]


# -------------------------------------------------------------------- 复核表和交回


def test_a_blank_figure_is_asked_for_and_counts_when_sent_back() -> None:
    outcome = score(own_table(Row(done=None, claim=9), Row("及时率"), REST))
    book = load_workbook(io.BytesIO(write_completed(outcome)))
    needs = book["缺数清单"]
    assert [needs[f"{column}5"].value for column in "BCDG"] == [
        "群众满意度",
        "群众满意度",
        "完成值",
        f"指标表!{DONE}",
    ]
    needs["J5"] = 0.885
    again = score(to_bytes(book), "某局-2023_复核.xlsx")
    assert one(again).score == 9


def test_a_figure_sent_as_a_supplement_counts() -> None:
    book = supply(
        own_table(Row(done=None), Row("及时率"), REST), ("群众满意度", "完成值", 2023, "%", "88.5%")
    )
    assert one(score(book)).score == 9


def test_a_figure_typed_over_in_the_completed_workbook_counts() -> None:
    """87 % typed into a cell: Excel keeps 0.87 and shows it as 87%."""
    book = load_workbook(io.BytesIO(write_completed(score(own_table(Row(claim=9), REST)))))
    change(book, {f"指标表!{DONE}": 0.87})["指标表"][DONE].number_format = "0%"
    assert one(score(to_bytes(book), "某局-2023_复核.xlsx")).score == 7


@pytest.mark.needs("libreoffice")
def test_the_completed_workbook_computes_from_the_own_cells(tmp_path: Path) -> None:
    """Changed to 87 %, the cell gives 7; nothing else of the workbook says anything new when it is calculated anew."""
    rows = (
        Row(claim=9), Row("典型案例", COUNT, "9例", "10例"), CONTROLLED, Row("培训人数", BY_RATIO, "57人", "60人"),
        Row("资产控制率", CONTROL, "95%", None, BY_BASE.replace("公用经费控制率", "资产控制率")), Row("及时率", done=88.5), REST,
        Row("公用经费支出控制率", CONTROL, "120%", None, BY_BASE.replace("公用经费控制率", "公用经费支出控制率")),
    )  # fmt: skip
    path = tmp_path / "a.xlsx"
    path.write_bytes(write_completed(score(own_table(*rows, base=base()))))
    stored, anew = values(path), recalculate(path)
    assert {
        place: (value, anew.get(place))
        for place, value in stored.items()
        if not same(value, anew.get(place))
    } == {}
    book = load_workbook(path)
    book["指标表"][DONE] = 0.87
    book.save(path)
    anew = recalculate(path)
    scores = [anew.get(("指标表", f"{column}{FIRST}")) for column in "KLMN"]
    assert 7 in scores
